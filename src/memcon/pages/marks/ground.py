"""What a page's type is like, measured from its ink alone: how tall, on which baselines, from where to where.

Everything else in this package is said in the unit found here, the height of a capital (`Ground.tall`), so
that a 200-dpi and a 400-dpi scan of one page are looked at alike.
"""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from memcon.pages.components import Labels, Parts, components

Ints = NDArray[np.int32]
Floats = NDArray[np.float32]
Ink = NDArray[np.uint8]

_SMALLEST: Final = 0.045
"""Inches; a capital of 6-point type is 0.055 inch tall."""
_TALLEST: Final = 0.26
_USUAL: Final = 0.095
"""Inches: the capital of 10-pitch Courier, for a page with too little type to measure."""
_LARGE_TYPE: Final = 0.15
"""Inches; a capital of 15-point type, which is larger than any typewriter's, is 0.14."""
_SHARE: Final = 0.2
"""Share of a page's letters that are no higher than that, from which they are its type."""
_FEW: Final = 12
_LONG_GAP: Final = 3.2
"""Capitals: a wider gap than this within a row parts columns."""


class Row(Struct, frozen=True, gc=False):
    """A stretch of type on one baseline, without a wide gap; pixels."""

    baseline: int
    left: int
    right: int
    letters: int
    high: int
    """Height of its highest letter."""


class Ground(Struct, frozen=True):
    """The page's components and its type."""

    ink: Ink
    labels: Labels
    left: Ints
    top: Ints
    right: Ints
    bottom: Ints
    area: Ints
    tall: float
    """Height of a capital in pixels."""
    pen: float
    """Width of a letter's stroke in pixels."""
    pitch: float
    """Distance between the baselines of neighbouring lines, in pixels."""
    rows: tuple[Row, ...]
    letters: NDArray[np.bool_]
    """Which components may be typed letters, by their size."""

    @property
    def width(self) -> Ints:
        return self.right - self.left

    @property
    def height(self) -> Ints:
        return self.bottom - self.top


def survey(ink: Ink, dpi: int, parts: Parts | None = None) -> Ground:
    """Measure a page: `ink` is upright and straight, 255 where there is ink. Component 0 is the paper."""
    parts = parts or Parts(*components(ink))
    labels, stats = parts.labels, parts.stats
    left, top, width, height, area = (np.ascontiguousarray(stats[:, k], np.int32) for k in range(5))
    right, bottom = (left + width).astype(np.int32), (top + height).astype(np.int32)
    if len(stats):
        right[0] = bottom[0] = left[0] = top[0] = area[0] = 0
    tall = _capital(width, height, dpi)
    letters = (height >= 0.4 * tall) & (height <= 1.5 * tall) & (width >= 0.12 * tall) & (width <= 2.2 * tall)
    letters[:1] = False
    rows = _rows(left, top, right, bottom, letters, tall)
    return Ground(
        ink=ink,
        labels=labels,
        left=left,
        top=top,
        right=right,
        bottom=bottom,
        area=area,
        tall=tall,
        pen=_pen(area, width, height, letters, tall),
        pitch=_pitch(rows, tall),
        rows=rows,
        letters=letters,
    )


def _capital(width: Ints, height: Ints, dpi: int) -> float:
    """Height of a capital: in running text two letters in five are capitals or reach as high as one.

    On a page with a few words of type, most letters may be a stamp's.
    """
    low, high = _SMALLEST * dpi, _TALLEST * dpi
    usable = (height >= low) & (height <= high) & (width >= low / 3) & (width <= high)
    usable[:1] = False
    heights = height[usable].astype(np.float64)
    if len(heights) < _FEW:
        return _USUAL * dpi
    tall = _higher_ones(heights)
    typed = heights[heights <= _LARGE_TYPE * dpi]
    if tall > _LARGE_TYPE * dpi and len(typed) >= max(_FEW, _SHARE * len(heights)):
        return _higher_ones(typed)
    return tall


def _higher_ones(heights: NDArray[np.float64]) -> float:
    """The height that the higher letters of a type have in common."""
    heights = heights[heights >= 0.55 * np.median(heights)]
    tall = float(np.percentile(heights, 78))
    near = heights[np.abs(heights - tall) <= 0.12 * tall]
    return float(np.median(near)) if len(near) else tall


def _pen(area: Ints, width: Ints, height: Ints, letters: NDArray[np.bool_], tall: float) -> float:
    """Width of a stroke: a letter of height h has about 2.6 h of line in it."""
    if not letters.any():
        return tall / 7
    return float(np.clip(np.median(area[letters] / (2.6 * height[letters])), tall / 20, tall / 3))


def _rows(
    left: Ints, top: Ints, right: Ints, bottom: Ints, letters: NDArray[np.bool_], tall: float
) -> tuple[Row, ...]:
    """The rows, top to bottom, each cut at gaps of a column's width."""
    at = np.flatnonzero(letters & (bottom - top >= 0.5 * tall))
    rows: list[Row] = []
    for baseline in _baselines(bottom[at], tall):
        middle = (top[at] + bottom[at]) / 2
        mine = at[(middle > baseline - 1.05 * tall) & (middle < baseline + 0.2 * tall)]
        mine = mine[np.argsort(left[mine], kind="stable")]
        edge = np.maximum.accumulate(right[mine]) if len(mine) else mine
        cuts = np.flatnonzero(left[mine][1:] - edge[:-1] > _LONG_GAP * tall) + 1
        for run in np.split(mine, cuts):
            if len(run):
                own = bottom[run][np.abs(bottom[run] - baseline) < 0.3 * tall]
                base = int(np.median(own)) if len(own) else int(baseline)
                high = int((bottom[run] - top[run]).max())
                rows.append(Row(base, int(left[run].min()), int(right[run].max()), len(run), high))
    return tuple(rows)


def _baselines(bottoms: Ints, tall: float) -> list[int]:
    """Peaks of the letters' lower edges, no two within 0.65 of a capital."""
    if not len(bottoms):
        return []
    count = np.bincount(bottoms).astype(np.float32)
    count = np.pad(count, int(tall))
    smooth = cv2.GaussianBlur(count.reshape(-1, 1), (0, 0), max(1.0, 0.09 * tall)).ravel()
    found: list[int] = []
    order = np.argsort(-smooth, kind="stable")
    taken = np.zeros(len(smooth), np.bool_)
    reach = int(0.65 * tall)
    floor = 0.9 / (max(1.0, 0.09 * tall) * 2.51)
    for y in order:
        if smooth[y] < floor:
            break
        if not taken[y]:
            found.append(int(y) - int(tall))
            taken[max(0, y - reach) : y + reach + 1] = True
    return sorted(found)


def _pitch(rows: tuple[Row, ...], tall: float) -> float:
    """Distance of neighbouring baselines: the commonest one between 1.2 and 2.6 capitals."""
    bases = np.unique([row.baseline for row in rows if row.letters >= 5])
    steps = np.diff(bases)
    steps = steps[(steps > 1.2 * tall) & (steps < 2.6 * tall)]
    return float(np.median(steps)) if len(steps) else 1.75 * tall
