"""Rows of large or bold print: letters of one height that follow one another, level or up a margin.

A stamp is set by hand and lies a degree or two askew, so a row is followed from letter to letter and not held
against one baseline. Print up a margin is the same with the page's axes changed over.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
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


class _Letter(Struct, frozen=True, gc=False):
    """A component's measures along a row and across it."""

    part: int
    start: int
    end: int
    middle: int
    high: int


def print_rows(ground: Ground, parts: Ints, *, upright: bool = True) -> list[PrintRow]:
    """The rows that `parts`, components of large or bold print, make up; what is in no row is left out."""
    rows: list[list[_Letter]] = []
    for letter in _letters(ground, parts, upright):
        home = next((row for row in reversed(rows) if _follows(row[-1], letter)), None)
        if home is None:
            rows.append([letter])
        else:
            home.append(letter)
    made = [_row(ground, row, upright) for row in rows if len(row) > 1]
    least = _HIGH * ground.tall
    return [row for row in made if row.letters >= _LETTERS and row.high >= least]


def _letters(ground: Ground, parts: Ints, upright: bool) -> list[_Letter]:
    """The parts in the order in which they follow along a row."""
    left, top, right, bottom = (
        side[parts] for side in (ground.left, ground.top, ground.right, ground.bottom)
    )
    if not upright:
        left, top, right, bottom = top, left, bottom, right
    middle = (top + bottom) // 2
    found = zip(
        parts.tolist(), left.tolist(), right.tolist(), middle.tolist(), (bottom - top).tolist(), strict=True
    )
    return sorted((_Letter(*each) for each in found), key=lambda letter: letter.start)


def _follows(last: _Letter, one: _Letter) -> bool:
    low, high = (last.high, one.high) if last.high <= one.high else (one.high, last.high)
    gap = one.start - last.end
    return (
        high <= _ALIKE * low
        and abs(one.middle - last.middle) <= _LEVEL * high
        and -_OVER * high <= gap <= _GAP * high
    )


def _row(ground: Ground, row: list[_Letter], upright: bool) -> PrintRow:
    high = float(median(letter.high for letter in row))
    letters = sum(max(1, round((one.end - one.start) / max(1.0, 0.95 * high))) for one in row)
    parts = tuple(one.part for one in row)
    return PrintRow(parts, box_of(ground, np.array(parts, np.int32)), letters, high, upright)


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
