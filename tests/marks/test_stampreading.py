"""Stamps read by themselves: turned, punched, half read; and passages that only corners frame."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
import pytest
from drawing import LEFT, PITCH, TEXT, Ink, Paper
from paper import Face, stamp_on

from memcon.model import Box, Seen, Word
from memcon.pages.marks import Sight, StruckMark, cleared, dress, look, stamps_read
from memcon.pages.settings import DPI
from memcon.pages.tesseract import Tesseract


def ocr(ink: Ink) -> Sequence[Word]:
    return Tesseract().read(np.subtract(255, ink), DPI)


def paper_with(text: str, turn: int, x: int, y: int) -> Paper:
    """A page of type with a stamp, turned counter-clockwise by quarters."""
    paper = Paper()
    for n in range(20):
        paper.line(TEXT[n % 4])
    (piece,) = Face("Times-Bold", 18, 1.0).pieces([text])
    stamp_on(paper.sheet, np.rot90(piece, turn), x, y)
    return paper


@pytest.mark.parametrize(("turn", "angle", "x", "y"), [(1, 270, 2300, 1500), (3, 90, 2300, 1500)])
def test_a_stamp_up_or_down_the_margin_is_read(turn: int, angle: int, x: int, y: int) -> None:
    ink = paper_with("DECLASSIFIED PER E.O. 13526", turn, x, y).ink()
    sight = look(ink, DPI)
    box = sight.stamps[0].box
    junk = Word("Sh", Box(box.left, box.top + 60, box.right, box.top + 110), 0.3, "ocr")
    read = stamps_read(ink, sight, [junk], ocr)
    (stamp,) = read.sight.stamps
    assert (stamp.text, stamp.angle) == ("DECLASSIFIED PER E.O. 13526", angle)
    assert read.words == []


def test_a_stamp_upside_down_is_read() -> None:
    ink = paper_with("DECLASSIFIED", 2, 1400, 2500).ink()
    (stamp,) = stamps_read(ink, look(ink, DPI), [], ocr).sight.stamps
    assert (stamp.text, stamp.angle) == ("DECLASSIFIED", 180)


def test_an_orders_number_that_was_lost_is_read_again() -> None:
    ink = paper_with("DECLASSIFIED PER E.O. 13526", 0, 900, 2500).ink()
    sight = look(ink, DPI)
    box = sight.stamps[0].box
    step = box.width // 4
    lost = [
        Word(text, Box(box.left + n * step, box.top, box.left + (n + 1) * step - 20, box.bottom), 0.7, "ocr")
        for n, text in enumerate(("DECLASSIFIED", "PER", "E.0."))
    ]
    read = stamps_read(ink, sight, lost, ocr)
    assert [w.text for w in read.words] == ["DECLASSIFIED", "PER", "E.O.", "13526"]


def test_nothing_is_read_of_bold_print_that_is_no_stamp() -> None:
    ink = paper_with("SOME BUREAU", 0, 1400, 2500).ink()
    sight = look(ink, DPI)
    assert len(sight.stamps) == 1
    _, seen = dress(stamps_read(ink, sight, [], lambda _: []).sight, [], DPI)
    assert [s for s in seen if s.kind == "stamp"] == []


def test_holes_are_taken_out_and_the_dots_of_type_are_not() -> None:
    paper = Paper()
    for n in range(4):
        paper.line(TEXT[n])
    (word,) = Face("Helvetica", 34, 1.0).pieces(["DECLASSIFIED"])
    before = paper.ink()
    for y in range(0, word.shape[0], 20):
        for x in range(0, word.shape[1], 20):
            if word[y, x] > 128:
                cv2.circle(paper.sheet.ink, (LEFT + 200 + x, paper.y + 200 + y), 6, 255, -1)
    ink = paper.ink()
    sight = look(ink, DPI)
    assert len(sight.holes) == 1
    rest, (hole,) = cleared(ink, sight), sight.holes
    assert np.array_equal(rest[: paper.y], before[: paper.y])
    there = rest[hole.top : hole.bottom, hole.left : hole.right]
    assert np.count_nonzero(there) < 0.05 * np.count_nonzero(
        ink[hole.top : hole.bottom, hole.left : hole.right]
    )


def test_handwriting_under_a_release_stamp_is_no_mark() -> None:
    under = Box(1500, 2620, 1590, 2660)
    mark = StruckMark(under, "(C)", 0.97, struck=True, line=2640.0, core=under)
    release = Seen("stamp", Box(1400, 2530, 1950, 2592), "DECLASSIFIED", 0.9)
    other = Seen("stamp", Box(1400, 2530, 1950, 2592), "EYES ONLY", 0.9)
    typed = Word("good.", Box(1350, 2624, 1460, 2656), 0.95, "ocr")

    def said(stamp: Seen, *words: Word) -> list[str]:
        return [w.text for w in dress(Sight(marks=(mark,), stamps=(stamp,), tall=31.0), words, DPI)[0]]

    assert said(release) == []
    assert said(other) == ["(C)"]
    assert said(release, typed) == ["good.", "(C)"]


def test_a_worn_underline_is_no_word() -> None:
    line = Word("rene", Box(300, 700, 440, 707), 0.2, "ocr")
    dash = Word("--", Box(500, 700, 540, 705), 0.6, "ocr")
    assert dress(Sight(tall=30.0), [line, dash], DPI)[0] == (dash,)


@pytest.mark.parametrize("corners", [4, 3])
def test_corners_of_one_rectangle_are_withheld_and_fewer_are_not(corners: int) -> None:
    paper = Paper()
    for n in range(4):
        paper.line(TEXT[n])
    box = Box(LEFT, paper.y, LEFT + 1500, paper.y + 3 * PITCH)
    arm = 28
    places = [(box.left, box.top, 1, 1), (box.right, box.bottom, -1, -1), (box.right, box.top, -1, 1),
              (box.left, box.bottom, 1, -1)]  # fmt: skip
    for x, y, across, down in places[:corners]:
        cv2.line(paper.sheet.ink, (x, y), (x + across * arm, y), 255, 3)
        cv2.line(paper.sheet.ink, (x, y), (x, y + down * arm), 255, 3)
    paper.y += 5 * PITCH
    for n in range(4):
        paper.line(TEXT[n])
    (seen,) = look(paper.ink(), DPI).withheld
    assert abs(seen.box.left - box.left) < 6 and abs(seen.box.bottom - box.bottom) < 6
    assert seen.confidence == (0.9 if corners == 4 else 0.8)
