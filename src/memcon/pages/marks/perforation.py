"""Perforated words: ``DECLASSIFIED`` punched into the paper as round holes, often upside down as well.

The holes stand in a word's shape a little apart. They are joined to be read, and taken out of the page so
that the type between them can be.
"""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from memcon.model import Box
from memcon.pages.components import components

from .ground import Ground, Ink, Ints

Flags = NDArray[np.bool_]

_HOLES: Final = 40
_SMALLEST: Final = 0.16
_LARGEST: Final = 0.6
"""Capitals: a hole's width."""
_LIKE: Final = 0.3
"""Share by which a hole may be larger or smaller than most: dots and splinters of letters are."""
_ROUND: Final = 0.28
"""Share by which a hole's width and height differ at most."""
_FULL: Final = 0.62
"""Share of a hole's box that is ink; of a disc it is 0.79."""
_EVEN: Final = 0.22
"""Share by which the distance to a hole's nearest neighbour differs from the others' in most holes."""


def round_spots(width: Ints, height: Ints, area: Ints, tall: float) -> Flags:
    """Which components may be holes, by their size in pixels; `tall` is the height of a capital."""
    full = area / np.maximum(1, width * height)
    return (
        (np.minimum(width, height) >= _SMALLEST * tall)
        & (np.maximum(width, height) <= _LARGEST * tall)
        & (np.abs(width - height) <= _ROUND * np.maximum(width, height) + 1)
        & (full >= _FULL)
    )


def is_perforation(ground: Ground, parts: Ints, box: Box) -> bool:
    """Whether round spots in `box` are a punched word."""
    tall = ground.tall
    long, short = max(box.width, box.height), min(box.width, box.height)
    fits = long >= 8 * tall and short >= 1.6 * tall and long >= 1.5 * short
    return len(parts) >= _HOLES and fits and _punched(ground, parts)


def _punched(ground: Ground, parts: Ints) -> bool:
    """Whether spots stand as a punch sets them: each one's nearest neighbour about equally far away."""
    x = (ground.left[parts] + ground.right[parts]) / 2
    y = (ground.top[parts] + ground.bottom[parts]) / 2
    near = _nearest(x, y)
    return float((np.abs(near - np.median(near)) <= _EVEN * np.median(near)).mean()) >= 0.6


def _nearest(x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
    """How far away each spot's nearest neighbour is."""
    far = np.hypot(x[:, None] - x[None, :], y[:, None] - y[None, :])
    np.fill_diagonal(far, np.inf)
    return far.min(axis=1)


def holes_in(ink: Ink, box: Box, tall: float) -> Ink:
    """The holes in a box of the page, alone: 255 where a hole is, as large as the box."""
    labels, stats = components(np.ascontiguousarray(ink[box.top : box.bottom, box.left : box.right]))
    spots = round_spots(stats[:, 2], stats[:, 3], stats[:, 4], tall)
    spots[:1] = False
    across = (stats[:, 2] + stats[:, 3]) / 2
    if spots.any():
        usual = float(np.median(across[spots]))
        spots &= np.abs(across - usual) <= _LIKE * usual
    return np.where(spots[labels], 255, 0).astype(np.uint8)


def joined(holes: Ink) -> Ink:
    """Holes alone made into strokes, for OCR: each is grown until it meets its nearest neighbour."""
    stats = components(holes)[1][1:]
    if len(stats) < 2:
        return holes
    x, y = stats[:, 0] + stats[:, 2] / 2, stats[:, 1] + stats[:, 3] / 2
    gap = float(np.median(_nearest(x, y))) - float(np.median(stats[:, 2]))
    side = 2 * max(1, round(0.6 * gap)) + 1
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))
    return np.asarray(cv2.dilate(np.pad(holes, side), kernel), np.uint8)
