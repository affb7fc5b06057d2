"""What is drawn on a page is seen on it: marks at their places, strokes for what they are."""

from __future__ import annotations

import numpy as np
import pytest
from drawing import LEFT, PITCH, Paper
from hypothesis import given, settings
from hypothesis import strategies as st

from memcon.model import Box
from memcon.pages.marks import Sight, look
from memcon.pages.marks.clearing import CERTAIN
from memcon.pages.marks.ground import survey

STROKES = ("wave", "slash", "ruled")


@pytest.mark.parametrize("dpi", [200, 300, 400])
@pytest.mark.parametrize("points", [10, 12])
def test_the_type_is_measured_at_every_resolution(dpi: int, points: int) -> None:
    paper = Paper(points)
    for _ in range(5):
        paper.paragraph()
    ground = survey(paper.ink(dpi), dpi)
    assert ground.tall == pytest.approx(0.63 * points * dpi / 72, rel=0.12)
    assert ground.pitch == pytest.approx(PITCH * dpi / 300, rel=0.06)
    assert len(ground.rows) == 20


@pytest.mark.parametrize("dpi", [200, 300, 400])
@pytest.mark.parametrize("stroke", STROKES)
def test_struck_marks_are_found_where_they_stand_and_read(dpi: int, stroke: str) -> None:
    paper = Paper()
    places = [(mark, *paper.paragraph(f"({mark})", stroke)) for mark in ("C", "S", "C", "TS", "S")]
    seen = look(paper.ink(dpi), dpi)
    assert [m.text for m in seen.marks] == [f"({mark})" for mark, *_ in places]
    for mark, (_, x, base) in zip(seen.marks, places, strict=True):
        assert mark.struck
        assert mark.confidence >= 0.75
        assert (mark.core.left + mark.core.right) / 2 == pytest.approx(x * dpi / 300, abs=0.09 * dpi / 2)
        assert mark.line == pytest.approx((base - paper.tall / 2) * dpi / 300, abs=0.03 * dpi)


def test_marks_without_a_stroke_are_read_and_not_called_struck() -> None:
    paper = Paper()
    for mark in ("U", "C", "S", "LOU"):
        paper.paragraph(f"({mark})")
    seen = look(paper.ink(), 300)
    assert [(m.text, m.struck) for m in seen.marks] == [(f"({m})", False) for m in ("U", "C", "S", "LOU")]


def test_a_mark_alone_on_its_line_and_one_behind_a_number_are_found() -> None:
    paper = Paper()
    paper.paragraph()
    paper.y -= PITCH
    end = paper.put("(S)", LEFT)
    paper.strike(LEFT, end, paper.y, "wave")
    paper.y += 2 * PITCH
    start = paper.put("3.", LEFT) + 40
    end = paper.put("(C)", start)
    paper.strike(start, end, paper.y, "slash")
    paper.put("For all missions in the region and for the envoy", end + 40)
    paper.y += PITCH
    paper.paragraph()
    assert [m.text for m in look(paper.ink(), 300).marks] == ["(S)", "(C)"]


def test_what_only_looks_like_a_mark_is_none() -> None:
    paper = Paper()
    for text in ("(a)", "(1)", "(see)", "(NATO)", "SECRET", "35", "(b)(3)"):
        paper.paragraph(text)
    paper.paragraph("whole", "wave")
    paper.paragraph("SECRET", "wave")
    marks = look(paper.ink(), 300).marks
    assert [m for m in marks if m.struck or m.confidence >= CERTAIN] == []


def test_strokes_are_told_apart_by_the_ink_beside_them() -> None:
    paper = Paper()
    paper.paragraph()
    end = paper.put("The Prime Minister:", LEFT)
    paper.rule(LEFT, end, paper.y + 7)
    paper.y += 2 * PITCH
    end = paper.put("CONFIDENTIAL", LEFT)
    paper.strike(LEFT, end, paper.y, "wave")
    paper.y += 2 * PITCH
    paper.rule(LEFT, 1900, paper.y)
    paper.y += 2 * PITCH
    paper.paragraph()
    seen = look(paper.ink(), 300)
    assert [u.box.top // 10 for u in seen.underlines] == [(320 + 5 * PITCH + 5) // 10]
    assert [r.text for r in seen.rules] == ["struck", ""]
    assert seen.rules[1].box.width > 1500


def test_an_empty_page_and_a_black_one_give_no_marks() -> None:
    assert look(np.zeros((0, 0), np.uint8), 300) == Sight()
    assert look(np.zeros((300, 200), np.uint8), 300) == Sight()
    assert look(np.full((300, 200), 255, np.uint8), 300).marks == ()


@settings(max_examples=25, deadline=None)
@given(
    st.integers(0, 2**31), st.integers(40, 400), st.integers(40, 400), st.floats(0, 0.5), st.integers(72, 600)
)
def test_any_picture_can_be_looked_at_and_all_boxes_lie_in_it(
    seed: int, high: int, wide: int, share: float, dpi: int
) -> None:
    rng = np.random.default_rng(seed)
    ink = (rng.random((high, wide)) < share).astype(np.uint8) * 255
    ink[high // 3 : high // 3 + 4, wide // 8 : -wide // 8] = 255
    seen = look(ink, dpi)
    page = Box(0, 0, wide, high)
    everything = (*seen.underlines, *seen.rules, *seen.stamps, *seen.withheld, *seen.hand)
    for box in [s.box for s in everything] + [b for m in seen.marks for b in (m.box, m.core)]:
        assert page.holds(box)
        assert box.left < box.right
        assert box.top < box.bottom
