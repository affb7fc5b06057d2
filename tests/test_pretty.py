"""The pretty form: what a person sees of a record, with styles and without."""

from __future__ import annotations

import re
from io import StringIO
from pathlib import Path

import pytest
from msgspec import structs
from rich.console import Console

import memcon
from memcon.cli.pretty import COLOURS, show, written
from memcon.model import Page, WithdrawalRow
from test_front_page import TELCON


@pytest.fixture
def telcon(tmp_path: Path) -> memcon.Document:
    (tmp_path / "telcon.txt").write_text(TELCON)
    return memcon.read(tmp_path / "telcon.txt")


def on_terminal(document: memcon.Document) -> str:
    file = StringIO()
    console = Console(
        file=file, width=80, force_terminal=True, color_system="truecolor", highlight=False, no_color=False
    )
    show(document, console)
    return file.getvalue()


def only(document: memcon.Document, **fields: object) -> memcon.Document:
    """The document with other values in its one record."""
    return structs.replace(document, records=(structs.replace(document.records[0], **fields),))


def paper(**fields: object) -> memcon.Document:
    """A document of one record and no lines."""
    record = memcon.Record(pages=(1, 1), form="memcon", **fields)  # type: ignore[arg-type]
    source = memcon.Source("paper.pdf", "", "pdf", 1)
    return memcon.Document(source, (Page(1, 2550, 3300, 300, reader="ocr"),), (), (record,))


def sgr(hex_colour: str) -> str:
    """The escape sequence's numbers of a colour."""
    return ";".join(str(int(hex_colour[i : i + 2], 16)) for i in (1, 3, 5))


def test_a_struck_mark_is_struck_on_a_terminal_and_said_to_be_elsewhere(telcon: memcon.Document) -> None:
    struck = only(telcon, subject_struck=True)
    assert re.search(rf"\x1b\[1;9;38;2;{sgr(COLOURS['C'])}m\(C\)", on_terminal(struck))
    assert "Valdria (C, struck)" in written(struck, 80)
    assert "struck" not in written(telcon, 80)


def test_each_level_has_its_colour() -> None:
    for mark, colour in COLOURS.items():
        shown = on_terminal(paper(subject="Fish", subject_mark=mark))
        assert re.search(rf"38;2;{sgr(colour)}m\({mark}\)", shown)


def test_doubtful_words_are_underlined_on_a_terminal_and_queried_elsewhere(telcon: memcon.Document) -> None:
    page = telcon.pages[0]
    words = tuple(structs.replace(w, confidence=0.4) if w.text == "harbour." else w for w in page.words)
    doubtful = structs.replace(telcon, pages=(structs.replace(page, words=words),))
    assert "\x1b[4mharbour.\x1b[0m" in on_terminal(doubtful)
    assert "the harbour.[?] (C)" in written(doubtful, 80)
    assert f"1 of {len(words)} words doubtful" in written(doubtful, 80)


@pytest.mark.parametrize(
    ("banner", "says"),
    [
        (None, "no banner seen; the portions call for CONFIDENTIAL"),
        ("CONFIDENTIAL", "CONFIDENTIAL; the portions call for CONFIDENTIAL\n"),
        ("SECRET", "SECRET; the portions call for CONFIDENTIAL: the banner is higher"),
        (
            "UNCLASSIFIED",
            "UNCLASSIFIED; the portions call for CONFIDENTIAL: the banner is LOWER than a portion",
        ),
        ("COSMIC", "COSMIC; the portions call for CONFIDENTIAL: the banner is none that an order knows"),
    ],
)
def test_the_banner_is_held_against_the_portions(
    telcon: memcon.Document, banner: str | None, says: str
) -> None:
    assert says in written(only(telcon, banner=banner), 120)


def test_what_is_withheld_is_summed_up() -> None:
    passages = (
        memcon.Withheld(1, ("1.4(b)", "1.4(d)"), "lines", 2),
        memcon.Withheld(2, (), "words"),
        memcon.Withheld(3, ("b6",), "page"),
        memcon.Withheld(4, ("b1",), "paragraphs", 1),
    )
    shown = written(paper(withheld=passages), 80)
    assert "page 1: about 2 lines, 1.4(b) 1.4(d)\n" in shown
    assert "page 2: words, no exemption code seen\n" in shown
    assert "page 3: the whole page, b6\n" in shown
    assert "page 4: about 1 paragraph, b1\n" in shown


def test_a_withdrawal_sheets_rows_say_which_were_released() -> None:
    rows = (
        WithdrawalRow("001", "memcon", "Talk (2 pages)", "03/03/1994", "P1/b(1)"),
        WithdrawalRow("002", "cable", None, None, "P5", struck=True),
    )
    shown = written(paper(withdrawals=rows), 80)
    assert "001 · memcon · Talk (2 pages) · 03/03/1994 · P1/b(1)\n" in shown
    assert "002 · cable · P5 (struck: released)" in shown


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"date": "1994-03-03", "time_start": "10:05", "tz": "EST"}, "Thursday 3 March 1994, 10:05 EST"),
        ({"date": "1994-03-03"}, "Thursday 3 March 1994\n"),
        ({"date": "1994-03"}, "1994-03\n"),
        ({"date_time_place_as_printed": "early in March"}, "early in March\n"),
    ],
)
def test_the_date_in_words(fields: dict[str, str], says: str) -> None:
    assert re.search(rf"^Date +{re.escape(says)}", written(paper(**fields), 80), re.MULTILINE)


def test_lists_hang_and_headings_stand_in_their_place(tmp_path: Path) -> None:
    path = tmp_path / "telcon.txt"
    path.write_text(TELCON)
    lines = memcon.read(path).lines
    spans = [memcon.Span((memcon.Piece(line.number, 0, len(line.text)),)) for line in lines[:3]]
    shown = structs.replace(
        paper(
            paragraphs=(
                memcon.Paragraph("word " * 30, item="1.", span=spans[0]),
                memcon.Paragraph("last", span=spans[2]),
            ),
            headings=(memcon.Heading("Next Steps", 1, spans[1]),),
        ),
        lines=lines,
        pages=memcon.read(path).pages,
    )
    text = written(shown, 60)
    assert re.search(r"^1\. (word ?)+\n   word", text, re.MULTILINE)
    assert text.index("word") < text.index("Next Steps") < text.index("last")


def test_colour_is_left_out_when_asked_for(telcon: memcon.Document, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    file = StringIO()
    show(telcon, Console(file=file, width=80, force_terminal=True, highlight=False))
    assert "38;" not in file.getvalue() and re.search(r"\x1b\[1m", file.getvalue())


@pytest.mark.parametrize("width", [20, 40, 80])
def test_it_keeps_to_its_width(telcon: memcon.Document, width: int) -> None:
    assert max(map(len, written(telcon, width).splitlines())) <= width


def test_diagnostics_follow() -> None:
    doubt = memcon.Diagnostic("faint", "warning", "the page is faint", page=2)
    shown = written(structs.replace(paper(), diagnostics=(doubt,)), 80)
    assert shown.endswith("warning: page 2: the page is faint [faint]\n")
