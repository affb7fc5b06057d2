"""The verbs that write and release, in the shell: what they print, keep and refuse."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from memcon.cli import command
from memcon.errors import MemconError, UsageError
from memcon.writing import as_docx, as_html, as_pdf, as_text, collated, invent, parse_draft, template

from .planting import LEAKS, planted


def run(*arguments: str | Path, answers: str | None = None) -> Result:
    result = CliRunner().invoke(command, [str(a) for a in arguments], input=answers)
    if isinstance(result.exception, MemconError):
        raise result.exception
    return result


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_review_in_the_terminal_keeps_each_answer_and_goes_on_where_it_was(here: Path) -> None:
    paper = here / "call.txt"
    paper.write_text(as_text(invent(5)))
    asked = ("declassify", paper, "--ask", "--decisions", "kept.toml", "--no-ocr", "-o", "open.pdf")
    with pytest.raises(UsageError, match="portions are left"):
        run(*asked, answers="r\np\n1-3\n1.5(d)\n1.4(d)\nq\n")
    kept = (here / "kept.toml").read_text()
    assert kept.count("[[portion]]") == 2 and 'words = "1-3"' in kept and '"1.4(d)"' in kept
    assert not (here / "open.pdf").exists()
    done = run(*asked, "--sign", "K. Haverhill", answers="w\n(b)(1)\nb\nw\n(b)(6)\na\n")
    assert done.exit_code == 0, done.output
    kept = (here / "kept.toml").read_text()
    assert "(b)(6)" in kept and "(b)(1)" not in kept and 'by = "K. Haverhill"' in kept
    assert (here / "open.pdf").read_bytes()[:5] == b"%PDF-"
    steps = [json.loads(line) for line in (here / "open.pdf.log.jsonl").read_text().splitlines()]
    assert {"read", "decided", "withheld", "checked", "released"} <= {step["step"] for step in steps}


@pytest.mark.parametrize(
    ("style", "parts"),
    [
        ("clinton", []),
        ("memorandum", []),
        ("kissinger", ["number", "banner", "subject", "classification block"]),
        ("cable", ["participants", "place", "classification block"]),
    ],
)
def test_what_a_style_has_no_place_for_is_named(style: str, parts: list[str], here: Path) -> None:
    (here / "paper.txt").write_text(as_text(invent(1)))
    done = run("write", "paper.txt", "--style", style, "-o", "paper.pdf")
    said = [f"memcon: the style {style} has no place for the {part}, which is left out" for part in parts]
    assert [line for line in done.output.splitlines() if "no place" in line] == said


def test_no_paper_is_written_as_a_librarys_sheet(here: Path) -> None:
    (here / "paper.txt").write_text(as_text(invent(1)))
    with pytest.raises(UsageError, match="no style for a paper"):
        run("write", "paper.txt", "--style", "sheet", "-o", "paper.pdf")


def test_a_refused_code_is_asked_for_again_and_says_why(here: Path) -> None:
    paper = here / "call.txt"
    paper.write_text(as_text(invent(5)))
    with pytest.raises(UsageError):
        run("declassify", paper, "--ask", "--decisions", "kept.toml", answers="w\n1.5(d)\n1.4(b)\nq\n")
    assert '"1.4(b)"' in (here / "kept.toml").read_text()


def test_without_decisions_nothing_is_released(here: Path) -> None:
    paper = here / "call.txt"
    paper.write_text(as_text(invent(5)))
    for arguments in ((), ("--ask",)):
        with pytest.raises(UsageError):
            run("declassify", paper, *arguments)
    assert sorted(path.name for path in here.iterdir()) == ["call.txt"]


@pytest.mark.parametrize(("form", "ending"), [("text", "txt"), ("json", "json")])
def test_a_copy_is_text_or_records_too(here: Path, form: str, ending: str) -> None:
    paper = here / "call.txt"
    paper.write_text(as_text(invent(5)))
    run("declassify", paper, "--worksheet", "sheet.toml")
    done = run("declassify", paper, "--decisions", "sheet.toml", "--no-ocr", "--format", form)
    assert done.output.strip() == f"call-released.{ending}"
    assert "E.O. 13526" in (here / f"call-released.{ending}").read_text()


def test_covered_tells_where_and_how_and_by_its_status(here: Path) -> None:
    (here / "clean.pdf").write_bytes(as_pdf(invent(1)))
    (here / "leaky.pdf").write_bytes(planted(as_pdf(invent(1)), LEAKS["text under a box"][0]))
    assert run("covered", "clean.pdf").exit_code == 0
    found = run("covered", "clean.pdf", "leaky.pdf", "--format", "json")
    assert found.exit_code == 1 and "falconry" not in found.output
    clean, leaky = (json.loads(line) for line in found.output.splitlines())
    assert clean["findings"] == [] and leaky["findings"][0]["page"] == 1
    line = run("covered", "leaky.pdf").output
    assert "page 1, " in line and "inches from the left" in line and "text under a bar or paint" in line
    assert run("covered", "none.pdf").exit_code == 3


def test_a_draft_goes_all_the_way(here: Path) -> None:
    run("new", "--form", "memcon", "-o", "draft.txt")
    for form, ending in (("pdf", "pdf"), ("text", "txt"), ("html", "html"), ("docx", "docx")):
        if form == "docx":
            pytest.importorskip("docx")
        output = f"paper.{ending}"
        assert run("write", "draft.txt", "--format", form, "-o", output).output.strip() == output
        assert (here / output).stat().st_size > 500


def test_a_draft_that_its_order_does_not_allow_is_not_written(here: Path) -> None:
    bad = template("telcon").replace("declassify on: 03/27/06", "declassify on: OADR")
    (here / "draft.txt").write_text(bad)
    with pytest.raises(UsageError, match="not allowed"):
        run("write", "draft.txt", "-o", "paper.pdf")
    assert run("write", "draft.txt", "-o", "paper.pdf", "--as-is").exit_code == 0
    marks = run("mark", "draft.txt", "--format", "json")
    assert marks.exit_code == 1
    assert json.loads(marks.output)["refusals"][0]["source"] == "E.O. 12958, section 1.6"


def test_one_record_of_a_packet_is_written(here: Path) -> None:
    from memcon.writing import packet

    (here / "packet.pdf").write_bytes(packet([invent(1), invent(2, "ford")]))
    assert run("write", "packet.pdf", "--record", "2", "--format", "draft", "-o", "-").output.startswith(
        "form:"
    )
    with pytest.raises(UsageError, match="has 2 records"):
        run("write", "packet.pdf", "--record", "3")


def test_notes_are_laid_beside_each_other() -> None:
    head = "form: memcon\nparticipants: A | B\n---\n\n"
    notes = (
        "The President: The gauge stood at forty-one on Monday morning.\n\nMr. Wick: I read it twice.\n",
        "The President: The gauge stood at forty-two on Monday morning.\n\nMr. Wick: I read it twice.\n",
        "Mr. Wick: I read it twice.\n\nThe President: Then nobody may say that we did not look at it.\n",
    )
    speeches = collated([parse_draft(head + text).record for text in notes])
    assert [(s.heard, [n.notes for n in s.notes]) for s in speeches] == [
        ("differ", [0, 1]),
        ("agree", [0, 1, 2]),
        ("alone", [2]),
    ]


def test_one_number_of_a_long_speech_is_a_difference_and_a_comma_is_none() -> None:
    head = "form: memcon\nparticipants: A | B\n---\n\nThe President: "
    said = "We will build forty wells this year, and we will pay for the survey of the whole basin."

    def heard(other: str) -> str:
        return collated([parse_draft(head + text + "\n").record for text in (said, other)])[0].heard

    assert heard(said.replace("forty", "fourteen")) == "differ"
    assert heard(said.replace("year, and", "year and")) == "agree"


def test_one_note_cannot_be_laid_beside_another(here: Path) -> None:
    (here / "one.txt").write_text(template("telcon"))
    with pytest.raises(UsageError, match="two or more"):
        run("collate", "one.txt")


def test_a_web_page_escapes_what_it_shows_and_fetches_nothing() -> None:
    record = parse_draft(
        "form: memcon\nsubject: A <b> & C\nparticipants: X\n---\n\nMr. X: 1 < 2. (C)\n"
    ).record
    page = as_html(record)
    assert "A &lt;b&gt; &amp; C" in page and "1 &lt; 2." in page
    assert "http" not in page and "<script" not in page


def test_a_word_processors_document_has_the_level_on_each_page_and_no_author() -> None:
    pytest.importorskip("docx")
    data = as_docx(invent(5))
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        level = invent(5).banner or ""
        heads = [parts.read(n).decode() for n in parts.namelist() if "header" in n or "footer" in n]
        assert len(heads) >= 2 and all(level in part for part in heads)
        assert "python-docx" not in parts.read("docProps/core.xml").decode()
