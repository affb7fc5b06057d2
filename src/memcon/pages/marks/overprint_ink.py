"""How well a row of type is explained by each character at each place, under whatever is printed over it.

An overprint only adds ink. So a character can stand at a place only where nearly all of its own ink is
present, and what ink it leaves over must belong to the overprint: to strokes longer, thicker or taller than
those of the type.
"""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from .overprint_type import RIM, Glyph, Ink, Type

Floats = NDArray[np.float32]

MISSING: Final = 1.0
"""Cost of a pixel that a character should have and the page has not,"""
_LEFT_OVER: Final = 0.6
"""and of one that the page has and nothing explains;"""
_OVERPRINTED: Final = 0.04
"""share of the latter where the pixel is the overprint's by its looks."""
_LONG: Final = 1.3
"""Capitals: longer than any straight stroke of the type but the slash."""
_TALL: Final = 1.5
"""Capitals: taller than anything of the type."""
_LEANS: Final = (0.0, 0.12, -0.12, 0.25, -0.25, 0.38, -0.38)
_JITTER: Final = 2
"""Pixels by which a character may stand beside its cell."""


class Field(Struct, frozen=True):
    """A row's window: columns `left` onward, and what its characters cost there."""

    left: int
    wide: int
    blank: Floats
    """Ink that nothing explains, summed up to each column, in the cost's unit."""
    costs: dict[str, Floats]
    """For each character, the cost with its cell beginning at each column: 0 explains everything."""
    bare: dict[str, Floats]
    """The same without what the overprint leaves over: what the character lacks."""
    classes: dict[str, Floats]

    def least(self, chars: str) -> Floats:
        """The cost of the best of `chars` at each column."""
        if chars not in self.classes:
            self.classes[chars] = np.minimum.reduce([self.costs[c] for c in chars])
        return self.classes[chars]


def field_of(
    ink: Ink, baseline: int, left: int, right: int, type_: Type, chars: str, sway: int
) -> Field | None:
    """The costs of `chars` on the row at `baseline`, cells from `left` to `right`; None off the page.

    A character may stand up to `sway` pixels higher or lower.

    The unit of cost is the ink of one usual character.
    """
    cell = round(type_.pitch)
    reach = round(2.2 * type_.tall)
    top, foot = baseline - type_.up - sway, baseline + type_.down + sway
    left = max(left, RIM)
    end = min(right + cell + RIM, ink.shape[1])
    if top < 0 or foot > ink.shape[0] or end - left < 3 * cell:
        return None
    high = max(0, top - reach)
    window = ink[high : foot + reach, left - RIM : end]
    over = overprint(window, type_.tall)[top - high : foot - high]
    row = (window[top - high : foot - high] > 0).astype(np.uint8)
    weight = np.where(over > 0, row * np.float32(_OVERPRINTED), row).astype(np.float32)
    seen = cv2.dilate(row, np.ones((3, 3), np.uint8)).astype(np.float32)
    unit = usual_ink(type_)
    columns = weight[sway + round(0.15 * type_.tall) : -sway].sum(axis=0) * (_LEFT_OVER / unit)
    blank = np.concatenate(([0.0], np.cumsum(columns[RIM:]))).astype(np.float32)
    wide = row.shape[1] - 2 * RIM - cell
    own = blank[cell : cell + wide] - blank[:wide]
    costs: dict[str, Floats] = {}
    bare: dict[str, Floats] = {}
    for char in chars:
        cost, lacks = _cost(seen, weight, type_.glyphs[char], cell, unit)
        costs[char], bare[char] = _swayed(own + cost[:wide]), _swayed(lacks[:wide])
    return Field(left, wide, blank, costs, bare, {})


def usual_ink(type_: Type) -> float:
    """The pixels of ink that one character has, as a rule."""
    return float(np.median([glyph.core.sum() for glyph in type_.glyphs.values()]))


def _cost(seen: Floats, weight: Floats, glyph: Glyph, cell: int, unit: float) -> tuple[Floats, Floats]:
    """What a character lacks of its ink at each place, less the ink that it explains, and what it lacks
    alone; each the best of all heights."""
    halo = glyph.halo.copy()
    halo[:, :RIM] = 0
    halo[:, RIM + cell :] = 0
    there = cv2.matchTemplate(seen, glyph.core, cv2.TM_CCORR)
    explained = cv2.matchTemplate(weight, halo, cv2.TM_CCORR)
    missing = float(glyph.core.sum()) - there
    cost = (MISSING * missing - _LEFT_OVER * explained) / unit
    return np.asarray(cost.min(axis=0), np.float32), np.asarray(missing.min(axis=0), np.float32) / np.float32(
        unit
    )


def _swayed(cost: Floats) -> Floats:
    """The least cost within a character's jitter."""
    wide = 2 * _JITTER + 1
    return np.asarray(cv2.erode(cost.reshape(1, -1), np.ones((1, wide), np.uint8)), np.float32).ravel()


def overprint(window: Ink, tall: float) -> Ink:
    """255 where `window` has strokes that are no type's: too long, or parts of something too tall."""
    long = np.zeros_like(window)
    for lean in _LEANS:
        run = cv2.morphologyEx(window, cv2.MORPH_OPEN, _line(_LONG * tall, lean))
        long = np.maximum(long, np.asarray(run, np.uint8))
    level = cv2.morphologyEx(window, cv2.MORPH_OPEN, np.ones((1, round(_LONG * tall)), np.uint8))
    side = max(4, round(0.27 * tall))
    thick = cv2.morphologyEx(window, cv2.MORPH_OPEN, np.ones((side, side), np.uint8))
    long = np.maximum(
        long, np.maximum(np.asarray(level, np.uint8), cv2.dilate(thick, np.ones((3, 3), np.uint8)))
    )
    rest = np.where(long > 0, 0, window).astype(np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(rest, connectivity=8)
    taller = np.asarray(stats)[:, cv2.CC_STAT_HEIGHT] > _TALL * tall
    taller[0] = False
    return np.where(taller[np.asarray(labels, np.int64)], 255, long).astype(np.uint8)


def _line(length: float, lean: float) -> Ink:
    """A line as a kernel; `lean` is how far it goes aside for each pixel down."""
    high = max(3, round(length / float(np.hypot(1, lean))))
    aside = round(abs(lean) * high)
    kernel = np.zeros((high, aside + 1), np.uint8)
    start, end = (0, aside) if lean >= 0 else (aside, 0)
    cv2.line(kernel, (start, 0), (end, high - 1), (1,), 1)
    return kernel
