"""Pages become lines: every word in exactly one, in reading order, its place told in the page's own type."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memcon.lines import page_text, to_lines
from memcon.lines.furniture import is_banner, is_block, is_dotted, is_page_number, is_stamp
from memcon.model import Box, Line, Page, Word
from memcon.pages.grid import typed_page

words = st.builds(
    lambda text, left, top, width, height, sure, ink: Word(
        text, Box(left, top, left + width, top + height), sure, "ocr", None, ink
    ),
    st.text(st.characters(codec="ascii", exclude_categories=("Z", "C")), min_size=1, max_size=9),
    st.integers(0, 2300),
    st.integers(0, 3200),
    st.integers(1, 240),
    st.integers(1, 100),
    st.floats(0, 1),
    st.sampled_from(["typed", "stamp", "hand"]),
)
sheets = st.lists(words, max_size=60).map(lambda found: Page(1, 2550, 3300, 300, tuple(found), reader="ocr"))


@settings(deadline=None)
@given(sheets)
def test_every_word_is_in_exactly_one_line(page: Page) -> None:
    lines = to_lines([page])
    assert sorted(index for line in lines for index in line.words) == list(range(len(page.words)))
    assert [line.number for line in lines] == list(range(len(lines)))


@settings(deadline=None)
@given(sheets)
def test_a_line_is_its_words_and_reading_is_stable(page: Page) -> None:
    lines = to_lines([page])
    assert lines == to_lines([page])
    for line in lines:
        assert line.text == " ".join(page.words[i].text for i in line.words)
        assert all(line.box.holds(page.words[i].box) for i in line.words)
        assert [cell.start for cell in line.cells] == sorted(cell.start for cell in line.cells)


@given(st.lists(st.text(st.characters(codec="ascii", exclude_characters="\f\r"), max_size=40), max_size=30))
def test_typed_text_comes_back_line_by_line(rows: list[str]) -> None:
    page = typed_page("\n".join(rows))
    wanted = [" ".join(row.expandtabs(8).split()) for text in rows for row in text.split("\n")]
    assert page_text(page, to_lines([page])).split() == " ".join(wanted).split()


def _lines(text: str) -> list[Line]:
    return to_lines([typed_page(text)])


def test_columns_gaps_and_indents_are_told_in_characters() -> None:
    lines = _lines("SUBJECT:       Tea\n               and cakes\n\nThe President:  Hello.\n")
    assert [line.cells[1].start for line in lines if line.cells] == [9]
    assert [line.indent for line in lines] == [0.0, 15.0, 0.0]
    assert [line.gap for line in lines[1:]] == [1.0, 2.0]


def test_furniture_beside_text_is_a_line_of_its_own() -> None:
    lines = _lines("CONFIDENTIAL                                 2\n\nof the talks.\n\nCONFIDENTIAL\n")
    assert [(line.text, line.kind) for line in lines] == [
        ("CONFIDENTIAL", "banner"),
        ("2", "page_number"),
        ("of the talks.", "body"),
        ("CONFIDENTIAL", "banner"),
    ]


def test_what_stands_under_a_stamp_belongs_to_it() -> None:
    lines = _lines("THE PAPER\n\n   DECLASSIFIED\n   PER E.O. 13526\n   2011-0101-M (1.01)\n")
    assert [line.kind for line in lines] == ["body", "stamp", "stamp", "stamp"]


@pytest.mark.parametrize(
    "text",
    [
        "SECRET",
        "S E C R E T",
        "TOP SECRET/SENSITIVE",
        "SECRET - XGDS (3)",
        "Secret/Nodis",
        "GECRET",
        "SECRET CONFIDENTIAL",
    ],
)
def test_banners(text: str) -> None:
    assert is_banner(text, at_edge=True)


@pytest.mark.parametrize(
    "text", ["1. SECRET - ENTIRE TEXT.", "The secretary came", "Secretary Ardel", "He kept it secret."]
)
def test_not_banners(text: str) -> None:
    assert not is_banner(text, at_edge=True)


@pytest.mark.parametrize(
    "text",
    [
        "DECLASSIFIED",
        "PER E.O. 13526",
        "UNCLASSIFIED U.S. Department of State Case No. F-2014-00001 Doc No. C00000001",
        "RELEASE IN PART",
        "FORD LIBRARY PHOTOCOPY",
        "7/16/2019 KBH",
        "Approved For Release 2001/08/09",
    ],
)
def test_stamps(text: str) -> None:
    assert is_stamp(text)


@pytest.mark.parametrize(
    "text", ["the release was full", "E.O. 12356: DECL: OADR", "per the order of the day"]
)
def test_not_stamps(text: str) -> None:
    assert not is_stamp(text)


def test_blocks_page_numbers_and_dots() -> None:
    assert is_block("Classified by: A. Clerk")
    assert is_block("Declassify on: OADR")
    assert not is_block("The reason is plain: nobody came.")
    assert all(map(is_page_number, ["2", "-2-", "- 2 -", "Page 2 of 9", "PAGE 02"]))
    assert not is_page_number("2 lines")
    assert is_dotted("ee eee •• S")
    assert not is_dotted("see --")


def test_nobody_is_sure_of_specks() -> None:
    sure = Word("Hello.", Box(300, 1000, 480, 1033), 0.9, "ocr")
    speck = Word("|'", Box(40, 1500, 60, 1533), 0.2, "ocr")
    lines = to_lines([Page(1, 2550, 3300, 300, (sure, speck), reader="ocr")])
    assert [(line.text, line.kind) for line in lines] == [("Hello.", "body"), ("|'", "noise")]
    assert page_text(Page(1, 2550, 3300, 300), lines) == "Hello."
