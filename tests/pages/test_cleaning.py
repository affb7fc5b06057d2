"""The page's picture made fit to be read."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
import typed_paper as paper
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from memcon.model import Box, Word
from memcon.pages import Settings, cleaning, open_source
from memcon.pages.components import components
from memcon.pages.largeprint import large_print, read_apart
from memcon.pages.upright import strength

LINES = "\n".join(f"{n}. The delegation will meet again tomorrow morning at nine." for n in range(1, 20))


@pytest.fixture(scope="module")
def ink(tmp_path_factory: pytest.TempPathFactory) -> paper.Picture:
    path: Path = tmp_path_factory.mktemp("cleaning") / "page.pdf"
    return 255 - paper.picture_of(paper.pdf(path, [paper.typed_lines(LINES)]))


def test_clean_type_is_left_as_it_is(ink: paper.Picture) -> None:
    clean = cleaning.despeckled(cleaning.without_borders(cleaning.binarised(255 - ink), 300), 300)
    assert np.array_equal(clean, ink)


def test_specks_scratches_and_borders_go(ink: paper.Picture) -> None:
    dirty = ink.copy()
    dirty[:, :60] = 255  # a film's border
    dirty[3200:, :] = 255
    dirty[100:3000, 2400:2404] = 255  # a scratch
    for x, y in np.random.default_rng(7).integers((100, 2300), (2500, 3100), (300, 2)):
        dirty[y : y + 2, x : x + 2] = 255
    clean = cleaning.despeckled(cleaning.without_borders(dirty, 300), 300)
    assert np.array_equal(clean, ink)


def test_a_photograph_of_a_page_is_freed_of_its_ground(ink: paper.Picture) -> None:
    slope = np.linspace(130, 250, ink.shape[1])[None, :]
    photo = np.where(ink > 0, slope * 0.3, slope).astype(np.uint8)
    again = cleaning.binarised(photo)
    assert np.mean((again > 0) != (ink > 0)) < 0.001


@pytest.mark.parametrize("angle", [-2.6, -1.1, 0.0, 0.4, 1.9])
def test_a_page_is_straightened(ink: paper.Picture, angle: float) -> None:
    fallen = np.where(cleaning.straightened(ink, -angle) > 127, 255, 0).astype(np.uint8)
    assert cleaning.skew(fallen, 300) == pytest.approx(angle, abs=0.15)


@pytest.mark.parametrize(("dpi", "expected"), [(300, 300), (200, 200), (600, 300), (100, 300)])
def test_a_page_is_read_at_a_fit_size(ink: paper.Picture, dpi: int, expected: int) -> None:
    picture, at = cleaning.at_reading_size(ink, dpi)
    assert at == expected
    assert picture.shape[1] == pytest.approx(ink.shape[1] * expected / dpi, abs=1)


@settings(max_examples=40)
@given(st.integers(1, 80), st.integers(1, 80), st.integers(0, 2**32 - 1), st.sampled_from([75, 200, 300]))
def test_any_picture_can_be_cleaned(height: int, width: int, seed: int, dpi: int) -> None:
    gray = np.random.default_rng(seed).integers(0, 256, (height, width)).astype(np.uint8)
    found = cleaning.binarised(gray)
    clean = cleaning.despeckled(cleaning.without_borders(found, dpi), dpi)
    assert clean.shape == gray.shape
    assert set(np.unique(clean)) <= {0, 255}
    assert not (clean > found).any()
    assert abs(cleaning.skew(clean, dpi)) <= 3.3


def test_a_page_of_more_specks_than_sixteen_bits_count_is_measured() -> None:
    ink = np.zeros((700, 600), np.uint8)
    ink[::2, ::2] = 255
    labels, stats = components(ink)
    assert len(stats) == 350 * 300 + 1
    assert labels.max() == 350 * 300
    assert (stats[1:, 4] == 1).all()


def stamped(ink: paper.Picture, text: str, left: int, foot: int, scale: float) -> tuple[paper.Picture, Box]:
    """A page with large print on it, and the box of that."""
    print_ = np.zeros_like(ink)
    cv2.putText(print_, text, (left, foot), cv2.FONT_HERSHEY_SIMPLEX, scale, [255], 4)
    rows, columns = np.flatnonzero(print_.any(axis=1)), np.flatnonzero(print_.any(axis=0))
    box = Box(int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1)
    return np.maximum(ink, print_), box


def test_large_print_is_taken_out_and_read_by_itself(ink: paper.Picture) -> None:
    page, box = stamped(ink, "PHOTOCOPY", 700, 2600, 3.2)
    rest, pictures, boxes = large_print(page, 31)
    assert boxes == [box]
    assert np.array_equal(rest, ink)

    def whole(picture: paper.Picture) -> list[Word]:
        assert picture.any()
        return [Word("PHOTOCOPY", Box(30, 30, picture.shape[1] - 30, picture.shape[0] - 30), 0.9, "ocr")]

    assert read_apart(pictures, boxes, whole) == [Word("PHOTOCOPY", box, 0.9, "ocr")]


def test_type_under_large_print_is_given_back(ink: paper.Picture) -> None:
    page, _ = stamped(ink, "LIBRARY", 1300, 420, 3.2)
    rest, _, boxes = large_print(page, 31)
    assert len(boxes) == 1
    covered = (page > 0) & (ink == 0)
    assert np.count_nonzero(rest[covered]) < 0.15 * np.count_nonzero(covered)
    assert np.count_nonzero(rest[ink > 0]) > 0.85 * np.count_nonzero(ink)


def test_a_page_of_type_alone_has_no_large_print(ink: paper.Picture) -> None:
    rest, pictures, boxes = large_print(ink, 31)
    assert (pictures, boxes) == ([], [])
    assert rest is ink


@pytest.mark.parametrize("quarter", [1, 2, 3])
def test_a_page_that_lies_on_its_side_is_stood_up(ink: paper.Picture, tmp_path: Path, quarter: int) -> None:
    lying = np.rot90(255 - ink[:1000], -quarter)
    path = tmp_path / "lying.png"
    Image.fromarray(np.ascontiguousarray(lying)).save(path, dpi=(300, 300))
    with open_source(path, Settings(cache=False)) as opened:
        page, picture = opened.page(1), opened.picture(1)
    assert (page.width, page.height) == (2550, 1000)
    assert page.turned == -90 * quarter % 360
    assert [w.text for w in page.words[:4]] == ["1.", "The", "delegation", "will"]
    assert np.array_equal(picture, 255 - ink[:1000])


def test_only_sure_words_of_some_length_count() -> None:
    box = Box(0, 0, 1, 1)
    words = [
        Word("Thursday,", box, 0.9),
        Word("to", box, 0.9),
        Word("delegation", box, 0.5),
        Word("|||", box, 0.99),
    ]
    assert strength(words) == 8
