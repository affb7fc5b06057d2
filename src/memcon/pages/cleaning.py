"""A page's picture made fit to be read: black on white, without the scanner's own marks, straight.

All functions work on **ink**: height by width, 255 ink and 0 paper. Sizes are stated for 300 dots to the inch
and scaled to the page's.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from memcon.pages.components import Parts, components
from memcon.pages.settings import COARSEST, DPI, FINEST, MAX_PIXELS

Picture = NDArray[np.uint8]

_TWO_TONED = 0.98
"""Share of pixels near black or near white from which a grey picture is one that was black and white."""
_MAX_SKEW = 3.0
_STRAIGHT = 1.2
"""Where row sums differ this many times as much as the page lies than a quarter of a degree off, it lies
straight; and where no other angle gives so much more, it is left as it lies."""
_LEAST_SKEW = 0.15
"""Degrees: under this a letter-size line rises by less than a quarter of its own height."""


def at_reading_size(gray: Picture, dpi: int) -> tuple[Picture, int]:
    """`gray` scaled to `DPI` where its resolution lies outside the range that is read as it is."""
    if COARSEST <= dpi <= FINEST:
        return gray, dpi
    factor = min(DPI / dpi, (MAX_PIXELS / gray.size) ** 0.5)
    size = (max(1, round(gray.shape[1] * factor)), max(1, round(gray.shape[0] * factor)))
    how = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(gray, size, interpolation=how), np.uint8), max(1, round(dpi * factor))


def shrunk(picture: Picture, factor: float) -> Picture:
    """`picture` made smaller by area, to no less than a pixel."""
    size = (max(1, round(picture.shape[1] * factor)), max(1, round(picture.shape[0] * factor)))
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)


def binarised(gray: Picture) -> Picture:
    """Ink of a grey picture. What was black and white is cut in the middle; what was photographed is first
    freed of its uneven ground, then cut by Otsu's rule."""
    levels = cv2.calcHist([gray], [0], None, [256], [0, 256])
    if float(levels[65:192].sum()) <= (1 - _TWO_TONED) * gray.size:
        return np.asarray(cv2.threshold(gray, 127, 255, cv2.THRESH_BINARY_INV)[1], np.uint8)
    small = shrunk(gray, 0.125)
    ground = cv2.medianBlur(cv2.dilate(small, np.ones((5, 5), np.uint8)), 15)
    ground = cv2.resize(ground, (gray.shape[1], gray.shape[0]), interpolation=cv2.INTER_LINEAR)
    even = np.clip(gray.astype(np.float32) * 255 / np.maximum(ground, 32), 0, 255).astype(np.uint8)
    level, _ = cv2.threshold(even, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    return np.where(even <= min(level, 200), 255, 0).astype(np.uint8)


def without_borders(ink: Picture, dpi: int) -> Picture:
    """`ink` without the black that reaches in from the edge: film borders, the scanner's lid.

    Masses thicker than a tenth of an inch that touch the edge are taken for it, with their ragged rims.
    """
    step = 4
    small = shrunk(ink, 1 / step)
    solid = np.where(small > 127, 255, 0).astype(np.uint8)
    framed = cv2.copyMakeBorder(solid, 8, 8, 8, 8, cv2.BORDER_CONSTANT, value=[255])
    thick = max(3, dpi // 10 // step)
    masses = cv2.morphologyEx(framed, cv2.MORPH_OPEN, np.ones((thick, thick), np.uint8))[8:-8, 8:-8]
    count, labels = cv2.connectedComponents(masses, connectivity=8)[:2]
    if count < 2:
        return ink
    edge = np.concatenate([labels[0], labels[-1], labels[:, 0], labels[:, -1]])
    touching = np.isin(labels, np.unique(edge[edge > 0]))
    reach = 2 * (thick // 2) + 1
    grown = cv2.dilate(touching.astype(np.uint8), np.ones((reach, reach), np.uint8))
    mask = cv2.resize(grown, (ink.shape[1], ink.shape[0]), interpolation=cv2.INTER_NEAREST)
    return np.asarray(cv2.bitwise_and(ink, cv2.bitwise_not(mask * 255)), np.uint8)


def despeckled(ink: Picture, dpi: int) -> Picture:
    """`ink` without specks and scratches: the picture of its `clean_parts`."""
    return clean_parts(ink, dpi).ink


def clean_parts(ink: Picture, dpi: int) -> Parts:
    """The components of `ink` without specks, without what lies in the outermost margin and is smaller than a
    letter, and without long thin upright lines, which are scratches or a copier's edge and which OCR reads as
    ``|``."""
    unit = dpi / DPI
    labels, stats = components(ink)
    left, top, wide, tall, area = (stats[:, i] for i in range(5))
    height, width = ink.shape
    margin = 0.02 * width
    outer = (left + wide < margin) | (left > width - margin) | (top + tall < margin) | (top > height - margin)
    stray = outer & ((np.maximum(wide, tall) < 15 * unit) | (np.minimum(wide, tall) < 8 * unit))
    tiny = area <= 24 * unit**2
    tiny[0] = False
    lone = tiny & ~_beside(stats, tiny, ink.shape, unit)
    upright = (wide <= 10 * unit) & (tall >= 90 * unit)
    drop = (area <= 6 * unit**2) | stray | lone | upright
    drop[0] = False
    return Parts(labels, stats).without(drop)


def _beside(
    stats: NDArray[np.int32], tiny: NDArray[np.bool_], shape: tuple[int, ...], unit: float
) -> NDArray[np.bool_]:
    """Which of the `tiny` components lie within an em (45 pixels) of one as large as a letter."""
    step = 8
    near = np.zeros((shape[0] // step + 1, shape[1] // step + 1), np.bool_)
    reach = 45 * unit
    large = np.maximum(stats[:, 2], stats[:, 3]) >= 12 * unit
    large[0] = False
    for left, top, wide, tall, _ in stats[large].tolist():
        down, across = int(max(0, top - reach)) // step, int(max(0, left - reach)) // step
        near[down : int(top + tall + reach) // step + 1, across : int(left + wide + reach) // step + 1] = True
    beside = np.zeros(len(stats), np.bool_)
    at = np.flatnonzero(tiny)
    beside[at] = near[stats[at, 1] // step, stats[at, 0] // step]
    return beside


def skew(ink: Picture, dpi: int) -> float:
    """Degrees by which the lines of `ink` fall to the right (clockwise), 0 where it cannot be told.

    The right angle is the one at which the row sums differ most from row to row.
    """
    small = shrunk(ink, min(1.0, 75 / dpi))
    inked = np.count_nonzero(small) / small.size
    small = np.asarray(cv2.GaussianBlur(small, (3, 3), 0), np.uint8)  # as blurred straight as when turned
    if not 0.001 < inked < 0.5:
        return 0.0
    straight = _sharpness(small, 0.0)
    if straight > _STRAIGHT * max(_sharpness(small, angle) for angle in (-0.25, 0.25)):
        return 0.0
    coarse = np.arange(-_MAX_SKEW, _MAX_SKEW + 0.01, 0.25)
    best = max(coarse, key=lambda angle: _sharpness(small, angle))
    fine = np.arange(best - 0.2, best + 0.21, 0.05)
    best = float(max(fine, key=lambda angle: _sharpness(small, angle)))
    if abs(best) < _LEAST_SKEW or _sharpness(small, best) < _STRAIGHT * straight:
        return 0.0
    return round(best, 2)


def _sharpness(small: Picture, angle: float) -> float:
    rows = np.asarray(straightened(small, angle), np.float64).sum(axis=1)
    return float(np.square(np.diff(rows)).sum())


def straightened(picture: Picture, angle: float, ground: int = 0) -> Picture:
    """`picture` turned back (counter-clockwise) by `angle` degrees about its middle; its size stays."""
    if not angle:
        return picture
    height, width = picture.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    turned = cv2.warpAffine(
        picture, turn, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT,
        borderValue=[ground],
    )  # fmt: skip
    return np.asarray(turned, np.uint8)
