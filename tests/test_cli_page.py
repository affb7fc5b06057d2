"""Pictures of what was seen on a page, and text that a file hides and still carries."""

from __future__ import annotations

import ctypes
import io
import json
import re
from collections.abc import Sequence
from pathlib import Path

import msgspec
import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest
from click.testing import CliRunner, Result
from PIL import Image

import memcon
from memcon import errors, writing
from memcon.cli import command
from memcon.pages.picturing import DRAWN
from memcon.pages.remarks import remarks

ROOT = Path(__file__).parents[1]
SECRET = "Orlok"
LINES = ("MEMORANDUM OF CONVERSATION", "The source was Count Orlok of the embassy.", "He left at noon.")
BAR = (176.0, 92.0, 82.0, 13.0)
"""Over ``Count Orlok`` in the second line, in points from the left and the top, with width and height."""


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(command, [str(a) for a in arguments], prog_name="memcon")


def barred(path: Path, bars: Sequence[tuple[float, float, float, float]] = (BAR,), grey: int = 0) -> Path:
    """A PDF of `LINES` in Courier of 12 points, with bars painted over it."""
    document = pdfium.PdfDocument.new()
    font = raw.FPDFText_LoadStandardFont(document, b"Courier")
    page = document.new_page(612, 792)
    for number, line in enumerate(LINES):
        item = raw.FPDFPageObj_CreateTextObj(document, font, 12)
        wide = (line + "\x00").encode("utf-16-le")
        raw.FPDFText_SetText(item, ctypes.cast(wide, ctypes.POINTER(ctypes.c_ushort)))
        raw.FPDFPageObj_Transform(item, 1, 0, 0, 1, 72, 792 - 86 - 16 * number)
        raw.FPDFPage_InsertObject(page, item)
    for left, top, width, height in bars:
        item = raw.FPDFPageObj_CreateNewRect(left, 792 - top - height, width, height)
        raw.FPDFPageObj_SetFillColor(item, grey, grey, grey, 255)
        raw.FPDFPath_SetDrawMode(item, raw.FPDF_FILLMODE_WINDING, 0)
        raw.FPDFPage_InsertObject(page, item)
    page.gen_content()
    document.save(path)
    document.close()
    return path


@pytest.fixture
def hiding(tmp_path: Path) -> Path:
    return barred(tmp_path / "hiding.pdf")


@pytest.fixture(scope="module")
def scan(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, writing.Truth]:
    """A clean written scan with struck marks, and what is on it."""
    ageing = writing.Ageing(noise=0.0, skew=0.0, turned=0.0, layer=0.0, marker=0.0, withdrawal=0.0)
    done = writing.as_scan(writing.invent(3, "bush"), "bush", 3, ageing)
    path = tmp_path_factory.mktemp("scans") / "scan.pdf"
    path.write_bytes(done.pdf)
    return path, done.truth


@pytest.mark.parametrize("grey", [0, 255])
def test_covered_text_is_warned_of_and_is_not_in_the_document(tmp_path: Path, grey: int) -> None:
    document = memcon.read(barred(tmp_path / "a.pdf", grey=grey))
    (warning,) = document.diagnostics
    assert (warning.code, warning.severity, warning.page) == ("covered-text", "warning", 1)
    assert SECRET not in memcon.encode(document).decode()
    assert "The source was" in document.pages[0].text


def test_covered_text_is_given_where_it_is_asked_for(hiding: Path) -> None:
    document = memcon.read(hiding, covered=True)
    (warning,) = document.diagnostics
    assert warning.evidence == "Count Orlok"
    assert "Count Orlok" in warning.message
    assert SECRET not in document.pages[0].text, "it is no part of the paper's clean text even then"
    ((path, same),) = memcon.read_many([hiding], covered=True)
    assert (path, same) == (hiding, document)


@pytest.mark.parametrize("form", ["pretty", "json", "text"])
@pytest.mark.parametrize("ocr", ["auto", "always", "never"])
def test_no_form_of_output_has_covered_text_unasked(hiding: Path, form: str, ocr: str) -> None:
    done = run("read", "--format", form, "--ocr", ocr, "--no-cache", hiding)
    assert done.exit_code == 0
    said = re.sub(r"\s+", " ", done.stdout + done.stderr)
    assert SECRET not in said and "Count" not in said
    assert "lies hidden under a bar" in said


@pytest.mark.parametrize("form", ["pretty", "json", "text"])
def test_show_covered_gives_it_in_every_form(hiding: Path, form: str) -> None:
    done = run("read", "--format", form, "--show-covered", hiding)
    assert "Count Orlok" in re.sub(r"\s+", " ", done.stdout + done.stderr)


def test_the_pretty_form_warns_in_one_line(hiding: Path) -> None:
    (line,) = [line for line in run("read", hiding).stdout.splitlines() if "covered-text" in line]
    assert line == "warning: page 1: text lies hidden under a bar or paint [covered-text]"


def test_an_archive_does_not_find_covered_text(hiding: Path, tmp_path: Path) -> None:
    with memcon.Archive(tmp_path / "a.db") as archive:
        assert [result for _, result in memcon.add([hiding], archive)]
        assert archive.search("embassy").passages
        assert not archive.search(SECRET).passages


def test_a_page_without_bars_gives_no_cause_to_warn(tmp_path: Path) -> None:
    document = memcon.read(barred(tmp_path / "a.pdf", bars=()))
    assert document.diagnostics == ()
    assert remarks(document.pages) == ()
    assert "Count Orlok" in document.pages[0].text


def colour(png: bytes) -> tuple[int, ...] | None:
    """The commonest colour of a picture that is no grey."""
    pixels = np.asarray(Image.open(io.BytesIO(png)))
    coloured = pixels[(pixels[..., 0] != pixels[..., 1]) | (pixels[..., 1] != pixels[..., 2])]
    found, times = np.unique(coloured, axis=0, return_counts=True)
    return tuple(int(c) for c in found[times.argmax()]) if times.size else None


def test_the_picture_is_the_page_with_boxes_around_its_marks(scan: tuple[Path, writing.Truth]) -> None:
    path, truth = scan
    page = memcon.read(path, pages=(1, 1)).pages[0]
    plain = np.asarray(Image.open(io.BytesIO(memcon.page_picture(path, 1, ["covered"]))))
    drawn = np.asarray(Image.open(io.BytesIO(memcon.page_picture(path, 1, ["marks"]))))
    assert plain.shape == drawn.shape == (page.height, page.width, 3)
    assert (plain[..., 0] == plain[..., 2]).all(), "nothing is drawn where nothing is seen"
    changed = (plain != drawn).any(axis=2)
    struck = [m for m in truth.marks if m.page == 1 and m.struck]
    assert len(struck) > 2
    boxed = sum(changed[m.box.top - 12 : m.box.bottom + 12, m.box.left - 12 : m.box.right + 12].any()
                for m in struck)  # fmt: skip
    assert boxed >= len(struck) - 1


def test_what_is_drawn_is_what_is_chosen(scan: tuple[Path, writing.Truth]) -> None:
    path, _ = scan
    alone = [colour(memcon.page_picture(path, 1, [what])) for what in ("marks", "lines", "words", "covered")]
    assert alone[-1] is None
    assert len(set(alone)) == len(alone)


def test_covered_and_withheld_are_drawn_apart(hiding: Path) -> None:
    assert colour(memcon.page_picture(hiding, 1, ["covered"])) is not None
    assert colour(memcon.page_picture(hiding, 1, ["withheld"])) is None


def test_a_text_is_drawn_on_white_paper(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The President: Good morning. (C)\n")
    picture = memcon.page_picture(tmp_path / "a.txt", 1)
    assert colour(picture) is not None
    assert Image.open(io.BytesIO(picture)).getpixel((3, 3)) == (255, 255, 255)


def test_page_writes_a_picture_and_says_where(hiding: Path, tmp_path: Path) -> None:
    done = run("page", hiding, "1", "--draw", "words, covered", "-o", tmp_path / "x.png")
    assert (done.exit_code, done.stdout.strip()) == (0, str(tmp_path / "x.png"))
    assert (tmp_path / "x.png").read_bytes() == memcon.page_picture(hiding, 1, ("words", "covered"))
    piped = run("page", hiding, "1", "--draw", "words,covered", "-o", "-")
    assert piped.stdout_bytes == (tmp_path / "x.png").read_bytes()


def test_a_picture_without_a_name_is_named_after_the_page(
    hiding: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    assert run("page", hiding, "1").stdout == "hiding-1.png\n"
    assert Path("hiding-1.png").exists()


def test_json_is_the_page_of_the_document(hiding: Path, tmp_path: Path) -> None:
    done = run("page", hiding, "1", "--format", "json")
    assert msgspec.json.decode(done.stdout, type=memcon.Page) == memcon.read(hiding).pages[0]
    assert [seen["kind"] for seen in json.loads(done.stdout)["seen"]] == ["covered"]
    assert SECRET not in done.stdout
    run("page", hiding, "1", "--format", "json", "-o", tmp_path / "page.json")
    assert (tmp_path / "page.json").read_text() == done.stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["9"], "has no page 9"),
        (["1", "--draw", "marks,ghosts"], "no such thing to draw: ghosts"),
        (["1", "--format", "json", "--draw", "marks"], "JSON has all of it"),
        (["1", "-o", "no/such/folder/x.png"], "cannot write"),
    ],
)
def test_a_call_that_makes_no_sense_is_one_error(hiding: Path, arguments: list[str], says: str) -> None:
    done = run("page", hiding, *arguments)
    assert isinstance(done.exception, errors.UsageError)
    assert says in str(done.exception)


def test_a_page_that_cannot_be_opened_is_one_error(tmp_path: Path) -> None:
    with pytest.raises(errors.MissingFile):
        memcon.page_picture(tmp_path / "none.pdf", 1)


def test_the_help_and_the_docs_name_all_that_can_be_drawn() -> None:
    assert ", ".join(DRAWN) in re.sub(r"\s+", " ", run("page", "--help").stdout)
    about = (ROOT / "docs" / "command.md").read_text()
    assert re.findall(r"^\| `(\w+)` \| [^|]*(?:grey|red|orange|blue|violet|brown|green)", about, re.M) == [
        *DRAWN
    ]


def test_every_code_of_a_diagnostic_is_described(hiding: Path) -> None:
    about = (ROOT / "docs" / "json.md").read_text()
    described = set(re.findall(r"^\| `([a-z-]+)` \| (?:error|warning|note) \|", about, re.MULTILINE))
    assert {d.code for d in memcon.read(hiding).diagnostics} <= described
    raised = {
        code
        for path in (ROOT / "src" / "memcon").rglob("*.py")
        if "Diagnostic(" in (text := path.read_text())
        for code in re.findall(r'^[A-Z_]+ = "([a-z]+(?:-[a-z]+)+)"$', text, re.MULTILINE)
    }
    assert described == raised
