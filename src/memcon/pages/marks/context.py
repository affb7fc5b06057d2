"""Whether a portion mark can stand where one was read: on a typed row, apart from its neighbours.

The reader sees a window of six capitals and no more. That a typist leaves a blank before and behind a mark,
sets it on a line of type, and inside the page, is known here.
"""

from __future__ import annotations

from typing import Final, Protocol

import numpy as np

from .ground import Ground
from .reader import SPAN, WIDEST

_BLANK: Final = 0.3
"""Capitals of paper between a mark and a neighbouring letter; a blank of Times is 0.38, of Courier 1.2."""
_TIGHT: Final = 0.08
"""The same where a stroke sticks out towards the neighbour, so that the mark's own edge is not seen."""
_NEAR: Final = 10.0
"""Line pitches to a line with which a mark that stands alone is aligned."""
_EDGE: Final = 0.012


class Standing(Protocol):
    """A mark's middle and baseline, in pixels."""

    @property
    def x(self) -> float: ...
    @property
    def baseline(self) -> float: ...
    @property
    def letters(self) -> str: ...
    @property
    def struck(self) -> float: ...


def stands_well(ground: Ground, place: Standing) -> bool:
    """Whether a mark can stand at `place`."""
    tall, (high, wide) = ground.tall, ground.ink.shape
    half = SPAN.get(place.letters, WIDEST) / 2 * tall
    left, right = place.x - half, place.x + half
    inside = left > _EDGE * wide and right < (1 - _EDGE) * wide
    level = place.baseline - 1.2 * tall > _EDGE * high and place.baseline < (1 - _EDGE) * high
    return inside and level and _typed(ground, place, half) and _apart(ground, place, half)


def _typed(ground: Ground, place: Standing, half: float) -> bool:
    """Whether it stands on a row of type, or close below or above one that begins or ends about there."""
    for row in ground.rows:
        away = abs(row.baseline - place.baseline)
        beside = row.left - 9 * ground.tall - half < place.x < row.right + 9 * ground.tall + half
        if (
            beside
            and row.letters >= 2
            and away <= 0.45 * ground.tall
            and _others(ground, place, half, row.baseline)
        ):
            return True
        if beside and row.letters >= 6 and away <= 3.2 * ground.pitch:
            return True
    return place.struck >= 0.5 and _in_column(ground, place, half)


def _in_column(ground: Ground, place: Standing, half: float) -> bool:
    """Whether a mark alone on its line, as under a passage taken out, begins where lines near it do."""
    return any(
        row.letters >= 8
        and abs(row.baseline - place.baseline) <= _NEAR * ground.pitch
        and abs(row.left - (place.x - half)) <= ground.tall
        for row in ground.rows
    )


def _others(ground: Ground, place: Standing, half: float, baseline: int) -> bool:
    """Whether a row has letters besides the mark's own."""
    on = ground.letters & (np.abs(ground.bottom - baseline) < 0.5 * ground.tall)
    middle = (ground.left + ground.right) / 2
    return int((on & (np.abs(middle - place.x) > half)).sum()) >= 2


def _apart(ground: Ground, place: Standing, half: float) -> bool:
    """Whether there is paper between the mark and the letters beside it."""
    tall = ground.tall
    top, bottom = place.baseline - 1.05 * tall, place.baseline + 0.15 * tall
    row = (ground.top < bottom - 0.2 * tall) & (ground.bottom > top + 0.2 * tall)
    row &= (ground.height >= 0.4 * tall) & (ground.area > 0)
    middle = (ground.left + ground.right) / 2
    own = row & (middle > place.x - half) & (middle < place.x + half)
    if not own.any():
        return False
    left, right = int(ground.left[own].min()), int(ground.right[own].max())
    beside = row & ~own & ground.letters
    before = beside & (middle < place.x)
    behind = beside & (middle > place.x)
    gap_before = left - int(ground.right[before].max()) if before.any() else 9 * tall
    gap_behind = int(ground.left[behind].min()) - right if behind.any() else 9 * tall
    needs_before = _TIGHT if left < place.x - 1.12 * half else _BLANK
    needs_behind = _TIGHT if right > place.x + 1.12 * half else _BLANK
    return gap_before >= needs_before * tall and gap_behind >= needs_behind * tall
