"""Rows of large or bold print: letters of one height that follow one another, level or up a margin.

A stamp is set by hand and lies a degree or two askew, so a row is followed from letter to letter and not held
against one baseline. Print up a margin is the same with the page's axes changed over.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from msgspec import Struct

from memcon.model import Box

from .ground import Ground, Ints

_ALIKE: Final = 1.38
"""Neighbours in a row differ in height by no more than this factor, letters and rows of a stamp alike;"""
_LEVEL: Final = 0.24
"""their middles lie no farther apart than this share of it;"""
_GAP: Final = 1.5
"""and no more of it than this parts them: a blank between words is about a half."""
_OVER: Final = 0.5
"""Share of a letter's height by which it may reach into its neighbour's place."""
_LETTERS: Final = 2
"""A row has so many letters at least, those that run together counted by their width."""
_HIGH: Final = 0.9
"""Capitals: print is no lower."""
_ON: Final = 8.0
"""Heights between the words of one row of a stamp at most: one of them may be lost among type."""
_BELOW: Final = 1.2
"""Heights of paper between two rows of a stamp at most, and"""
_BESIDE: Final = 0.3
"""share of the shorter one that lies over the other at least."""


class PrintRow(Struct, frozen=True):
    """One row of print."""

    parts: tuple[int, ...]
    """Its components, in reading direction or against it."""
    box: Box
    letters: int
    high: float
    """How high its letters are, in pixels."""
    upright: bool
    """False where it runs up or down the page."""


class _Letters(Struct, frozen=True):
    """The parts' measures along a row and across it."""

    start: Ints
    end: Ints
    middle: Ints
    high: Ints


def print_rows(ground: Ground, parts: Ints, *, upright: bool = True) -> list[PrintRow]:
    """The rows that `parts`, components of large or bold print, make up; what is in no row is left out."""
    seen = _letters(ground, upright)
    rows: list[list[int]] = []
    for part in sorted((int(p) for p in parts), key=lambda p: int(seen.start[p])):
        home = next((row for row in reversed(rows) if _follows(seen, row[-1], part)), None)
        if home is None:
            rows.append([part])
        else:
            home.append(part)
    made = [_row(ground, seen, row, upright) for row in rows]
    least = _HIGH * ground.tall
    return [row for row in made if row.letters >= _LETTERS and row.high >= least and len(row.parts) > 1]


def _letters(ground: Ground, upright: bool) -> _Letters:
    left, top, right, bottom = ground.left, ground.top, ground.right, ground.bottom
    if not upright:
        left, top, right, bottom = top, left, bottom, right
    return _Letters(left, right, ((top + bottom) // 2).astype(np.int32), (bottom - top).astype(np.int32))


def _follows(seen: _Letters, last: int, part: int) -> bool:
    low, high = sorted((int(seen.high[last]), int(seen.high[part])))
    gap = int(seen.start[part]) - int(seen.end[last])
    level = abs(int(seen.middle[part]) - int(seen.middle[last])) <= _LEVEL * high
    return high <= _ALIKE * low and level and -_OVER * high <= gap <= _GAP * high


def _row(ground: Ground, seen: _Letters, row: list[int], upright: bool) -> PrintRow:
    at = np.array(row, np.int32)
    high = float(np.median(seen.high[at]))
    long = (seen.end[at] - seen.start[at]) / max(1.0, 0.95 * high)
    letters = int(np.maximum(1, np.rint(long)).sum())
    return PrintRow(tuple(row), box_of(ground, at), letters, high, upright)


def box_of(ground: Ground, parts: Ints) -> Box:
    """The box around components."""
    return Box(
        int(ground.left[parts].min()),
        int(ground.top[parts].min()),
        int(ground.right[parts].max()),
        int(ground.bottom[parts].max()),
    )


def blocks(rows: Sequence[PrintRow]) -> list[list[PrintRow]]:
    """Rows that stand under one another and are of a height, as a stamp's do."""
    found: list[list[PrintRow]] = []
    for row in sorted(rows, key=lambda r: (r.box.top, r.box.left)):
        homes = [block for block in found if any(_under(other, row) for other in block)]
        joined = [other for block in homes for other in block]
        found = [block for block in found if block not in homes]
        found.append([*joined, row])
    return found


def _under(one: PrintRow, two: PrintRow) -> bool:
    low, high = sorted((one.high, two.high))
    if high > _ALIKE * low or one.upright is not two.upright:
        return False
    a, b = one.box, two.box
    across = min(a.right, b.right) - max(a.left, b.left), min(a.width, b.width)
    down = min(a.bottom, b.bottom) - max(a.top, b.top), min(a.height, b.height)
    (shared, short), (apart, flat) = (across, down) if one.upright else (down, across)
    under = shared >= _BESIDE * short and -apart <= _BELOW * low
    goes_on = -shared <= _ON * low and apart >= 0.5 * flat
    return under or goes_on
