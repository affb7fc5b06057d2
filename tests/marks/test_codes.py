"""Exemption codes given to the passages that they stand for; frames taken out of the page for OCR."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from drawing import LEFT, Paper
from paper import Face, stamp_on

from memcon.model import Box, Seen, Word
from memcon.pages.marks import cleared, dress, look, stamps_read
from memcon.pages.marks.codes import coded, codes_of
from memcon.pages.marks.sight import Sight

DPI, TALL, WIDE, HIGH = 300, 31.0, 2550, 3300


def line(text: str, top: int, left: int = 300) -> list[Word]:
    """A line of type, 30 pixels to the letter; a run of blanks is as wide as it is long."""
    words: list[Word] = []
    at = 0
    for piece in text.split(" "):
        if piece:
            x = left + 30 * at
            words.append(Word(piece, Box(x, top, x + 30 * len(piece), top + 32), 0.95, "ocr"))
        at += len(piece) + 1
    return words


def hidden(*lines: list[Word], known: tuple[Seen, ...] = ()) -> tuple[Seen, ...]:
    words = [word for each in lines for word in each]
    return coded(known, words, (WIDE, HIGH), TALL, 50.0)


BODY = "We asked whether the talks would go on before spring"


def test_a_code_alone_between_lines_stands_for_the_lines_that_are_not_there() -> None:
    (seen,) = hidden(line(BODY, 1000), line(f"{'':20}1.4(c)", 1150), line(BODY, 1300))
    assert seen.codes == ("1.4(c)",)
    assert seen.box.left == 300 and seen.box.right > 1700
    assert 1032 < seen.box.top < 1150 and 1182 < seen.box.bottom < 1300


def test_a_code_in_a_blank_of_a_line_stands_for_words_of_it() -> None:
    (seen,) = hidden(
        line(BODY, 1000), line("He named      (b) (1)       as the place", 1050), line(BODY, 1100)
    )
    assert seen.codes == ("(b)(1)",)
    assert (seen.box.top, seen.box.bottom) == (1050, 1082)
    assert 540 < seen.box.left < 720 and 960 < seen.box.right < 1140


def test_codes_under_one_another_are_of_one_passage_and_those_apart_of_two() -> None:
    one = hidden(line(BODY, 1000), line("1.4(c)", 1050, 1900), line("(b)(1)", 1100, 1900), line(BODY, 1150))
    assert [s.codes for s in one] == [("1.4(c)", "(b)(1)")]
    two = hidden(line(BODY, 1000), line("1.4(c)", 1100, 900), line("1.4(c)", 1300, 900), line(BODY, 1400))
    assert len(two) == 2 and two[0].box.bottom <= two[1].box.top


@pytest.mark.parametrize(
    "text",
    [
        "Reason:       1.5(d)",
        "withheld under Section 1.4 (c) of E.O. 13526 and (b)(3) of the FOIA.",
        "(b)(1)  The parties shall meet",
        "DECLASSIFIED IN PART       1.4(b)",
        "P5        C",
        "Item 1.4 of the agenda",
    ],
)
def test_a_code_that_says_something_else_hides_nothing(text: str) -> None:
    assert hidden(line(BODY, 1000), line(text, 1100), line(BODY, 1200)) == ()


def test_a_librarys_sheet_that_explains_the_codes_hides_nothing() -> None:
    sheet = [
        line("WITHDRAWAL/REDACTION SHEET", 200),
        line("RESTRICTION CODES", 300),
        line("(b)(1)", 900, 1900),
    ]
    assert hidden(*sheet) == ()


def test_codes_in_a_frame_and_in_the_margin_beside_it_are_the_frames() -> None:
    frame = Seen("withheld", Box(300, 990, 1500, 1200), confidence=0.9)
    (seen,) = hidden(
        line("(b)(l)", 1080, 800), line("1.4(D) B1", 1090, 1650), line(BODY, 1300), known=(frame,)
    )
    assert seen.box == frame.box
    assert seen.codes == ("(b)(1)", "1.4(D)", "B1")


def test_dress_gives_what_the_code_says_to_the_page() -> None:
    words = [*line(BODY, 1000), *line("6.2(d)", 1150, 900), *line(BODY, 1300)]
    _, seen = dress(Sight(tall=TALL, pitch=50.0), words, DPI)
    assert [(s.kind, s.codes) for s in seen] == [("withheld", ("6.2(d)",))]


def test_codes_are_told_in_every_spelling() -> None:
    assert codes_of("E.O. 13526, 1.4 (c) and 3.3(b)(1)") == ("1.4(c)", "3.3(b)(1)")
    assert codes_of("25X1; (b)(7) (C)") == ("25X1", "(b)(7)(C)")
    assert codes_of("b)(1)") == ("(b)(1)",)
    assert codes_of("1,4(c)") == ("1.4(c)",)
    assert codes_of("B-52 and A1") == ()


def test_a_frame_goes_before_ocr_and_type_that_it_touches_stays() -> None:
    paper = Paper()
    paper.line(BODY)
    before = paper.ink()
    box = Box(LEFT, paper.y - 30, LEFT + 700, paper.y + 130)
    cv2.rectangle(paper.sheet.ink, (box.left, box.top), (box.right, box.bottom), 255, 3)
    (code,) = Face("Helvetica", 9, 1.0).pieces(["1.4(c)"])
    stamp_on(paper.sheet, code, LEFT + 250, paper.y)
    ink = paper.ink()
    sight = look(ink, DPI)
    assert len(sight.frames) == 1
    out = cleared(ink, sight)
    inside = (slice(box.top + 8, box.bottom - 7), slice(box.left + 8, box.right - 7))
    assert np.array_equal(out[inside], ink[inside])
    left = np.count_nonzero(out) - np.count_nonzero(out[inside]) - np.count_nonzero(before)
    assert abs(left) < 0.03 * (2 * box.width + 2 * box.height)


def test_a_code_that_the_page_lost_is_read_in_its_frame() -> None:
    ink = np.zeros((HIGH, WIDE), np.uint8)
    frame = Box(300, 1000, 1000, 1100)
    sight = Sight(withheld=(Seen("withheld", frame),), frames=(frame,), tall=TALL, pitch=50.0)
    bad = Word("b)(", Box(600, 1030, 690, 1060), 0.2, "ocr")

    def read(picture: np.ndarray) -> list[Word]:
        assert picture.shape == (100 - 12 + 60, 700 - 12 + 60)
        return [Word("(b)(1)", Box(330, 54, 420, 84), 0.8, "ocr")]

    words = stamps_read(ink, sight, [*line(BODY, 900), bad, *line(BODY, 1200)], read).words
    assert [w.text for w in words] == [*BODY.split(), "(b)(1)", *BODY.split()]
    assert words[10].box == Box(606, 1030, 696, 1060)
