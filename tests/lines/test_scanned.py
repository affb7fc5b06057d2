"""The head and foot of scanned pages: stamps, the hand under them, banners, specks."""

from __future__ import annotations

from memcon.lines import page_text, to_lines
from memcon.model import Box, Ink, Page, Word


def word(text: str, left: int, top: int, *, sure: float = 0.95, height: int = 33, ink: Ink = "typed") -> Word:
    """A word of Courier at 10 to the inch, 300 dots to the inch, its box `height` pixels high."""
    wide = round(30 * height / 33 * len(text)) - 6
    return Word(text, Box(left, top, left + wide, top + height), sure, "ocr", None, ink)


def row(text: str, left: int, top: int, *, sure: float = 0.95, height: int = 33) -> list[Word]:
    step = round(30 * height / 33)
    words: list[Word] = []
    at = 0
    for part in text.split():
        at = text.index(part, at)
        words.append(word(part, left + at * step, top, sure=sure, height=height))
        at += len(part)
    return words


def page(*rows: list[Word]) -> Page:
    return Page(1, 2550, 3300, 300, tuple(w for words in rows for w in words), reader="ocr")


BODY = [row("These are the words of the paper itself, line by line.", 300, 700 + 50 * n) for n in range(40)]


def kinds(found: Page) -> list[tuple[str, str]]:
    return [(line.kind, line.text) for line in to_lines([found]) if "paper itself" not in line.text]


def test_a_stamp_is_read_as_one_behind_the_type_that_it_lies_over() -> None:
    found = page(
        *BODY,
        row("DECLASSIFIED", 1700, 3000, height=58),
        row("SECRET", 300, 3040),
        row("PER E.O. 13526", 1700, 3062, height=50),
        row("Declassify on: OADR", 300, 3090),
    )
    assert kinds(found) == [
        ("banner", "SECRET"),
        ("block", "Declassify on: OADR"),
        ("stamp", "DECLASSIFIED"),
        ("stamp", "PER E.O. 13526"),
    ]


def test_the_hand_under_a_stamp_is_kept_and_is_no_clean_text() -> None:
    found = page(
        row("DECLASSIFIED", 1700, 300, height=58),
        row("PER E.O. 13526", 1700, 362, height=50),
        row("2o13-o517-n", 1710, 430, sure=0.3, height=45),
        row("MEMORANDUM OF CONVERSATION", 300, 500),
        *BODY,
    )
    lines = to_lines([found])
    assert ("hand", "2o13-o517-n") in kinds(found)
    assert "2o13" not in page_text(found, lines)
    assert sorted(i for line in lines for i in line.words) == list(range(len(found.words)))


def test_a_pen_beside_a_title_is_not_part_of_it() -> None:
    found = page(
        row("DECLASSIFIED", 1700, 300, height=58),
        [*row("MEMORANDUM OF CONVERSATION", 300, 400), word("K8H", 1800, 400, sure=0.7)],
        *BODY,
    )
    assert ("body", "MEMORANDUM OF CONVERSATION") in kinds(found)


def test_an_order_number_that_was_taken_for_type_goes_back_to_its_stamp() -> None:
    found = page(
        *BODY,
        [word("PER", 1700, 3062, height=50, ink="stamp"), word("E.O.", 1850, 3066, height=48, ink="stamp")],
        [word("13526", 2020, 3064, height=50)],
    )
    assert ("stamp", "PER E.O. 13526") in kinds(found)


def test_what_lies_below_the_foots_banner_is_no_text_of_the_paper() -> None:
    found = page(*BODY, row("SECRET", 300, 3000), row("kteEm VWO xx", 700, 3060, sure=0.4))
    assert kinds(found) == [("banner", "SECRET"), ("noise", "kteEm VWO xx")]


def test_initials_in_the_margin_are_no_specks() -> None:
    found = page(
        [word("K:", 300, 700, sure=0.2), *row("Mr. President, good evening to you.", 420, 700)],
        *[row("These are the words of the paper itself.", 420, 800 + 50 * n) for n in range(9)],
    )
    assert to_lines([found])[0].text == "K: Mr. President, good evening to you."


def test_a_cases_item_that_stands_apart_goes_back_to_its_case() -> None:
    found = page(
        *BODY,
        row("DECLASSIFIED", 1700, 3000, height=50),
        [word("2014-0240-M", 1700, 3064, height=50, ink="stamp")],
        [word("(1.04)", 2250, 3066, height=50)],
    )
    assert any(text == "2014-0240-M (1.04)" for _, text in kinds(found))


def test_a_blocks_value_counts_where_a_stamp_lies_on_its_label_or_it_stands_apart() -> None:
    found = page(
        *BODY,
        row("SCHEDULE OF EXECUTIVE ORDER 11652", 1000, 2900),
        row("DXEMITIOW RI 5 (B) (2)", 1000, 2950),
        [*row("Declassify On:", 300, 3000), *row("12/10/09", 900, 3000)],
    )
    block = [text for kind, text in kinds(found) if kind == "block"]
    assert block == ["SCHEDULE OF EXECUTIVE ORDER 11652", "DXEMITIOW RI 5 (B) (2)", "Declassify On: 12/10/09"]


def test_a_word_that_a_stroke_beside_it_makes_taller_stays_in_its_row() -> None:
    found = page(
        *BODY,
        [
            *row("NUMBER", 300, 2800),
            Word("STATE", Box(510, 2786, 654, 2848), 0.95, "ocr"),
            *row("050499", 690, 2800),
        ],
    )
    assert any(text == "NUMBER STATE 050499" for _, text in kinds(found))
