"""Boxes, bars, blanks, stamps, perforations, scrawls; the page cleared for OCR; the debugging picture."""

from __future__ import annotations

from itertools import pairwise

import cv2
import numpy as np
import pytest
from drawing import LEFT, PITCH, Ink, Paper
from paper import Face, stamp_on, sweep

from memcon.model import Box, Page, Seen, Word
from memcon.pages.marks import cleared, draw, lifted, look
from memcon.pages.marks.withheld import lines_high


def lines(paper: Paper, count: int = 8) -> None:
    for n in range(count):
        paper.line(
            ("and who would pay for it in the years", "We need to talk about how this could work")[n % 2]
        )


def stamped(
    paper: Paper, text: str, points: float, x: int, y: int, font: str = "Times-Bold", turn: int = 0
) -> Box:
    (piece,) = Face(font, points, 0.8).pieces([text])
    rows = np.flatnonzero(piece.max(axis=1) > 60)
    piece = np.ascontiguousarray(np.rot90(piece[rows[0] : rows[-1] + 1], turn))
    stamp_on(paper.sheet, piece, x, y)
    return Box(x, y, x + piece.shape[1], y + piece.shape[0])


def covers(seen: Seen, box: Box) -> bool:
    """Whether two boxes are the same place, within a third of an inch."""
    return all(
        abs(a - b) <= 100
        for a, b in zip(
            (seen.box.left, seen.box.top, seen.box.right, seen.box.bottom),
            (box.left, box.top, box.right, box.bottom),
            strict=True,
        )
    )


def test_a_hollow_box_with_a_code_is_withheld() -> None:
    paper = Paper()
    lines(paper)
    box = Box(LEFT, paper.y - 35, LEFT + 620, paper.y + 12)
    cv2.rectangle(paper.sheet.ink, (box.left, box.top), (box.right, box.bottom), 255, 3)
    (piece,) = Face("Helvetica", 9, 1.0).pieces(["(b)(3)"])
    stamp_on(paper.sheet, piece, LEFT + 250, paper.y - 50)
    paper.y += PITCH
    lines(paper)
    (seen,) = look(paper.ink(), 300).withheld
    assert covers(seen, box)
    assert lines_high(seen.box, PITCH) == 1


def test_a_box_of_six_lines_is_six_lines_high() -> None:
    paper = Paper()
    lines(paper)
    box = Box(LEFT, paper.y - 35, LEFT + 1500, paper.y + 5 * PITCH + 12)
    cv2.rectangle(paper.sheet.ink, (box.left, box.top), (box.right, box.bottom), 255, 4)
    paper.y += 6 * PITCH
    lines(paper)
    sight = look(paper.ink(), 300)
    assert [covers(s, box) for s in sight.withheld] == [True]
    assert lines_high(sight.withheld[0].box, sight.pitch) == 6


def test_a_black_bar_on_a_line_is_withheld_and_a_film_edge_is_not() -> None:
    paper = Paper()
    lines(paper)
    end = paper.put("He told us that", LEFT)
    cv2.rectangle(paper.sheet.ink, (end + 30, paper.y - 32), (end + 500, paper.y + 8), 255, -1)
    bar = Box(end + 30, paper.y - 32, end + 500, paper.y + 8)
    paper.y += PITCH
    lines(paper)
    cv2.rectangle(paper.sheet.ink, (0, 0), (60, 3299), 255, -1)
    (seen,) = look(paper.ink(), 300).withheld
    assert covers(seen, bar)


def test_a_blank_that_a_corner_opens_is_withheld() -> None:
    paper = Paper()
    lines(paper)
    x, y = LEFT + 40, paper.y
    sweep(paper.sheet, np.random.default_rng(1), np.array([(x, y + 60), (x, y), (x + 90, y - 4)]), 4)
    paper.y += 8 * PITCH
    lines(paper)
    (seen,) = look(paper.ink(), 300).withheld
    assert abs(seen.box.top - y) < 80
    assert lines_high(seen.box, PITCH) in (6, 7, 8)


def test_what_is_ruled_but_hides_nothing_is_not_withheld() -> None:
    paper = Paper()
    for _ in range(2):
        end = paper.put("Summary of Conclusions for the Meeting", 600)
        paper.rule(600, end, paper.y + 8)
        paper.y += PITCH
    lines(paper)
    for row in range(4):
        for column in range(3):
            x, y = LEFT + 500 * column, paper.y + 90 * row
            cv2.rectangle(paper.sheet.ink, (x, y), (x + 500, y + 90), 255, 3)
        paper.put("Row", LEFT + 20, paper.y + 90 * row + 60)
    paper.y += 500
    frame = Box(LEFT - 30, paper.y - 50, LEFT + 1500, paper.y + 6 * PITCH)
    lines(paper, 6)
    cv2.rectangle(paper.sheet.ink, (frame.left, frame.top), (frame.right, frame.bottom), 255, 3)
    paper.y += 3 * PITCH
    paper.rule(0, 2549, paper.y, 22)
    paper.rule(0, 2549, paper.y + 150, 22)
    assert look(paper.ink(), 300).withheld == ()


@pytest.mark.parametrize(("font", "points"), [("Times-Bold", 17), ("Helvetica", 26)])
def test_large_or_bold_print_is_a_stamp_and_type_is_none(font: str, points: float) -> None:
    paper = Paper()
    lines(paper, 20)
    box = stamped(paper, "DECLASSIFIED", points, 1500, 2400, font)
    stamps = look(paper.ink(), 300).stamps
    assert [covers(s, box) for s in stamps] == [True]


def test_a_stamp_up_the_margin_is_turned() -> None:
    paper = Paper()
    lines(paper, 20)
    box = stamped(paper, "DECLASSIFIED", 18, 2300, 1500, turn=1)
    (seen,) = look(paper.ink(), 300).stamps
    assert covers(seen, box)
    assert seen.angle == 270


def test_a_perforated_word_is_one_stamp() -> None:
    paper = Paper()
    lines(paper, 20)
    rng = np.random.default_rng(3)
    for row in range(7):
        for column in range(60):
            if column % 6 != 5 and rng.random() < 0.6:
                cv2.circle(paper.sheet.ink, (700 + 18 * column, 2300 + 18 * row), 6, 255, -1)
    (seen,) = look(paper.ink(), 300).stamps
    assert covers(seen, Box(694, 2294, 1770, 2414))


def test_a_signature_is_handwriting() -> None:
    paper = Paper()
    lines(paper, 20)
    t = np.linspace(0, 22, 120)
    curve = np.stack([900 + 26 * t, 2300 + 75 * np.sin(t) * np.cos(t / 5)], axis=1)
    for a, b in pairwise(curve):
        cv2.line(paper.sheet.ink, (round(a[0]), round(a[1])), (round(b[0]), round(b[1])), 255, 5)
    (seen,) = look(paper.ink(), 300).hand
    assert covers(seen, Box(900, 2225, 1472, 2375))


def test_cleared_takes_the_struck_marks_and_the_strokes_and_nothing_else() -> None:
    paper = Paper()
    paper.paragraph("(C)", "wave")
    end = paper.put("CONFIDENTIAL", LEFT)
    whole = paper.ink()
    paper.strike(LEFT, end, paper.y, "wave")
    ink = paper.ink()
    sight = look(ink, 300)
    out = cleared(ink, sight)
    (mark,) = sight.marks
    assert not out[mark.box.top : mark.box.bottom, mark.box.left : mark.box.right].any()
    assert (out <= ink).all()
    banner = (slice(paper.y - 60, paper.y + 30), slice(LEFT - 60, end + 60))
    stroke = (ink[banner] > 0) & (whole[banner] == 0)
    assert (out[banner][stroke] > 0).mean() < 0.35
    assert (out[banner][whole[banner] > 0] > 0).mean() > 0.8
    rest = out.copy()
    rest[mark.box.top : mark.box.bottom, mark.box.left : mark.box.right] = 1
    rest[banner] = 1
    assert (rest[rest != 1] == ink[rest != 1]).all()


def test_an_overprint_is_lifted_off_the_type_under_it() -> None:
    paper = Paper()
    lines(paper, 10)
    end = paper.put("Declassify on: OADR", LEFT)
    under = paper.ink()
    box = stamped(paper, "LIBRARY PHOTOCOPY", 24, LEFT + 200, paper.y - 50, "Helvetica")
    ink = paper.ink()
    out = lifted(ink, Seen("stamp", box), look(ink, 300).tall)
    line = (slice(paper.y - 34, paper.y + 10), slice(LEFT, end))
    stamp = (ink > 0) & (under == 0)
    assert (out[line][under[line] > 0] > 0).mean() > 0.6
    assert (out[stamp] > 0).mean() < 0.45


def picture() -> tuple[Ink, Page]:
    word = Word("(C)", Box(50, 50, 120, 90), 0.6, "image", struck=True)
    typed = Word("good", Box(10, 50, 45, 90), 0.3, "ocr")
    seen = (Seen("withheld", Box(10, 120, 180, 160)), Seen("underline", Box(10, 92, 45, 94)))
    return np.full((200, 200), 255, np.uint8), Page(1, 200, 200, 100, (typed, word), seen)


def test_the_picture_shows_what_is_asked_for_and_no_more() -> None:
    gray, page = picture()
    plain = draw(gray, page, set())
    assert plain.shape == (200, 200, 3)
    assert (plain == plain[..., :1]).all()
    marks = draw(gray, page, {"marks"})
    assert (marks[50, 60] != plain[50, 60]).any()
    assert (marks[120:161, 10:181] == plain[120:161, 10:181]).all()
    everything = draw(gray, page)
    assert (everything[120, 100] != plain[120, 100]).any()
    with pytest.raises(ValueError, match="boxes"):
        draw(gray, page, {"boxes"})
