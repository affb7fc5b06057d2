"""The text layer of a PDF: its words, their places, and the blanks that nobody typed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import typed_paper as paper
from hypothesis import given
from hypothesis import strategies as st

from memcon.pages import Settings, open_source
from memcon.pages.layer import Glyph, read_layer

LAYER = Settings(ocr="never", cache=False)
BLANK = np.full((3300, 2550), 255, np.uint8)

glyphs = st.lists(
    st.builds(
        Glyph,
        st.sampled_from("abcXYZ1:. \r\n\x02\x00\ufffe\ufb01"),
        st.floats(-50, 650),
        st.floats(-50, 850),
        st.floats(-50, 650),
        st.floats(-50, 850),
        st.booleans(),
    ),
    max_size=60,
)


@given(glyphs)
def test_every_word_of_a_layer_lies_in_its_page(found: list[Glyph]) -> None:
    layer = read_layer(found, 600, 800)
    width, height = (800, 600) if layer.turned in (90, 270) else (600, 800)
    for word in layer.words:
        assert 0 <= word.box.left < word.box.right <= width
        assert 0 <= word.box.top < word.box.bottom <= height
        assert word.text
        assert not any(c.isspace() for c in word.text)
    assert read_layer(found, 600, 800) == layer


def layer_of(path: Path) -> list[str]:
    with open_source(path, LAYER) as opened:
        return [word.text for word in opened.page(1).words]


def spaced(line: str, left: float = 72) -> list[paper.Piece]:
    """`line` in pieces that ``|`` parts, two thirds of a letter apart, as scanners' software lays them."""
    pieces: list[paper.Piece] = []
    for piece in line.split("|"):
        pieces.append((piece, left, 90.0))
        left += (len(piece) + 0.67) * 7.2
    return pieces


def test_words_lie_where_they_were_typed(tmp_path: Path) -> None:
    path = paper.pdf(tmp_path / "a.pdf", [[("DATE:", 72, 90), ("March 3, 1975", 216, 90)]])
    with open_source(path, LAYER) as opened:
        page = opened.page(1)
    assert [w.text for w in page.words] == ["DATE:", "March", "3,", "1975"]
    for word, left in zip(page.words, (72, 216, 216 + 6 * 7.2, 216 + 9 * 7.2), strict=True):
        x, _, right, bottom = page.points(word.box)
        assert left - 0.5 <= x <= left + 2
        assert right <= left + len(word.text) * 7.2
        assert 86 <= bottom <= 94


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_turned_page_stands_upright(tmp_path: Path, rotate: int) -> None:
    path = paper.pdf(tmp_path / "a.pdf", [[("SECRET", 72, 90), ("The President", 72, 118)]], rotate=rotate)
    with open_source(path, LAYER) as opened:
        page, picture = opened.page(1), opened.picture(1)
    assert (page.width, page.height) == (2550, 3300)
    assert picture.shape == (3300, 2550)
    assert page.turned == -rotate % 360
    places = {w.text: w.box for w in page.words}
    assert sorted(places) == ["President", "SECRET", "The"]
    assert places["SECRET"].bottom < places["The"].top
    assert places["The"].right < places["President"].left
    for box in places.values():
        assert (picture[box.top : box.bottom, box.left : box.right] < 128).any()


def test_made_up_blanks_are_dropped_where_there_are_real_ones(tmp_path: Path) -> None:
    path = paper.pdf(
        tmp_path / "a.pdf", [spaced("The Presiden|t wil|l spea|k t|o us")], pictures=[BLANK], hidden=True
    )
    assert layer_of(path) == ["The", "President", "will", "speak", "to", "us"]


def test_made_up_blanks_stay_where_there_are_no_others(tmp_path: Path) -> None:
    line = [("The", 72.0, 90.0), ("President", 108.0, 90.0), ("will", 187.0, 90.0)]
    path = paper.pdf(tmp_path / "a.pdf", [line], pictures=[BLANK], hidden=True)
    assert layer_of(path) == ["The", "President", "will"]


def test_a_column_parts_words_on_a_letter_spaced_line(tmp_path: Path) -> None:
    line = [*spaced("DAT|E AN|D"), *spaced("Ma|y 3", left=216)]
    path = paper.pdf(tmp_path / "a.pdf", [line], pictures=[BLANK], hidden=True)
    assert layer_of(path) == ["DATE", "AND", "May", "3"]


def test_a_word_laid_twice_is_one(tmp_path: Path) -> None:
    path = paper.pdf(tmp_path / "a.pdf", [[("UNCLASSIFIED", 72, 90), ("UNCLASSIFIEO", 72.4, 90.3)]])
    assert layer_of(path) == ["UNCLASSIFIED"]


def test_a_page_of_two_hundred_thousand_characters_is_read(tmp_path: Path) -> None:
    lines = [("word " * 170, 72.0, 80.0 + i) for i in range(236)]
    path = paper.pdf(tmp_path / "a.pdf", [lines], size=1)
    with open_source(path, LAYER) as opened:
        assert len(opened.page(1).words) == 170 * 236


def test_two_readings_of_one_line_are_one(tmp_path: Path) -> None:
    twice = [("reductions over a period", 72.0, 90.0), ("reduct", 73.0, 91.0), ("over", 153.0, 90.5)]
    path = paper.pdf(tmp_path / "a.pdf", [twice], pictures=[BLANK], hidden=True)
    assert sorted(layer_of(path)) == ["a", "over", "period", "reductions"]
