"""Stamps and handwriting: print that is larger, bolder or turned against the type, and lines drawn by hand.

A stamp's letters are of one height and stand in rows; handwriting is of all heights. A perforation is a word
made of round holes of one size.
"""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from memcon.model import Box, Seen

from .ground import Ground
from .perforation import is_perforation, round_spots
from .printrows import PrintRow, blocks, box_of, print_rows
from .strokes import mask

Flags = NDArray[np.bool_]

_BIG: Final = (1.42, 8.0)
"""Capitals: height of a letter that is no letter of the page's type."""
_BOLD: Final = 1.75
"""Times the type's pen: a bolder letter is no letter of the page's type."""
_BOLD_HEIGHT: Final = 1.05
_FEW: Final = 5
"""Letters from which large or bold print is taken for a stamp."""
_IN_A_ROW: Final = 4
"""Letters in the longest row of a stamp at least."""
_NEW: Final = 0.7
"""Share of a row's letters that no longer row has."""
_SCALE: Final = 8
_LONGEST: Final = 60.0
"""Capitals: no stamp's line is longer. A stroke through it makes one component of it."""


class Cluster(Struct, frozen=True, gc=False):
    """Components that lie close together."""

    box: Box
    parts: tuple[int, ...]


class Found(Struct, frozen=True):
    """Stamps, the lines of print in them, and handwriting."""

    stamps: tuple[Seen, ...]
    print: tuple[Box, ...]
    hand: tuple[Seen, ...]
    holes: tuple[Box, ...]
    """The stamps that are perforations."""


def stamps_and_hand(ground: Ground, taken: Flags) -> Found:
    """Stamps and handwriting. `taken` are the components that something else is already known to be."""
    round_ones = round_spots(ground.width, ground.height, ground.area, ground.tall)
    spots = clusters(ground, round_ones, 1.6, 1.6)
    perforations = [c for c in spots if is_perforation(ground, np.array(c.parts, np.int32), c.box)]
    stamps = [Seen("stamp", c.box, confidence=0.9, angle=_turned(c.box)) for c in perforations]
    lines = [c.box for c in perforations]
    free = ~taken & ~round_ones
    for hole in perforations:
        free &= ~_lies_in(ground, hole.box)
    bold = free & _bold(ground)
    large = bold | (free & _sized(ground, *_BIG))
    lying = bold | (free & _lying(ground))
    for block in blocks(_rows(ground, large, lying)):
        letters = [row.letters for row in block]
        if sum(letters) >= _FEW and max(letters) >= _IN_A_ROW:
            parts = np.array([part for row in block for part in row.parts], np.int32)
            angle = 0 if block[0].upright else 270
            stamps.append(Seen("stamp", box_of(ground, parts), confidence=0.7, angle=angle))
            lines.extend(_lines([row.box for row in block if row.upright]))
            large[parts] = False
    wide = free & _sprawling(ground)
    for at in np.flatnonzero(wide).tolist():
        if _tied(ground, at):
            box = box_of(ground, np.array([at], np.int32))
            stamps.append(Seen("stamp", box, confidence=0.7))
            lines.append(box)
            wide[at] = False
    pens = [*clusters(ground, large, 1.7, 0.55), *clusters(ground, wide, 0.2, 0.2)]
    hand = [Seen("hand", c.box, confidence=0.7) for c in pens if _by_pen(ground, c)]
    return Found(tuple(stamps), tuple(lines), tuple(hand), tuple(c.box for c in perforations))


def _lines(rows: list[Box]) -> list[Box]:
    """The rows of a stamp, those on one level made one line."""
    lines: list[Box] = []
    for row in sorted(rows, key=lambda box: box.top):
        home = next((at for at, line in enumerate(lines) if _level(line, row)), None)
        if home is None:
            lines.append(row)
        else:
            lines[home] = lines[home].union(row)
    return lines


def _level(one: Box, two: Box) -> bool:
    shared = min(one.bottom, two.bottom) - max(one.top, two.top)
    return shared >= 0.5 * min(one.height, two.height)


def _rows(ground: Ground, upright: Flags, lying: Flags) -> list[PrintRow]:
    """The rows of print, level or up the page, the longest first where two share letters."""
    found = [
        *print_rows(ground, np.flatnonzero(upright).astype(np.int32)),
        *print_rows(ground, np.flatnonzero(lying).astype(np.int32), upright=False),
    ]
    kept: list[PrintRow] = []
    gone: set[int] = set()
    for row in sorted(found, key=lambda r: -r.letters):
        if len(gone.intersection(row.parts)) <= (1 - _NEW) * len(row.parts):
            kept.append(row)
            gone.update(row.parts)
    return kept


def clusters(ground: Ground, which: Flags, across: float, down: float) -> list[Cluster]:
    """Components `which`, put together where less than `across` and `down` capitals part them."""
    at = np.flatnonzero(which)
    if not len(at):
        return []
    high, wide = ground.ink.shape
    small = np.zeros((high // _SCALE + 2, wide // _SCALE + 2), np.uint8)
    dx, dy = across * ground.tall / 2, down * ground.tall / 2
    for k in at:
        x0, y0 = max(0, ground.left[k] - dx), max(0, ground.top[k] - dy)
        x1, y1 = ground.right[k] + dx, ground.bottom[k] + dy
        small[int(y0 / _SCALE) : int(y1 / _SCALE) + 1, int(x0 / _SCALE) : int(x1 / _SCALE) + 1] = 255
    _, labels = cv2.connectedComponents(small, connectivity=4)
    middle_y = ((ground.top[at] + ground.bottom[at]) // 2 // _SCALE).clip(0, small.shape[0] - 1)
    middle_x = ((ground.left[at] + ground.right[at]) // 2 // _SCALE).clip(0, small.shape[1] - 1)
    of = labels[middle_y, middle_x]
    groups = [at[of == n].astype(np.int32) for n in np.unique(of) if n]
    return [Cluster(box_of(ground, parts), tuple(int(k) for k in parts)) for parts in groups]


def _lies_in(ground: Ground, box: Box) -> Flags:
    """Components half of whose width and height at least lies in a box."""
    across = np.minimum(ground.right, box.right) - np.maximum(ground.left, box.left)
    down = np.minimum(ground.bottom, box.bottom) - np.maximum(ground.top, box.top)
    return (across >= 0.5 * ground.width) & (down >= 0.5 * ground.height)


def _sized(ground: Ground, low: float, high: float) -> Flags:
    """Components higher than type, or as long where they are turned, and no lines."""
    longest = np.maximum(ground.width, ground.height)
    return (
        (ground.height >= low * ground.tall)
        & (longest <= high * ground.tall)
        & (ground.width >= 0.12 * ground.tall)
        & (ground.area > 0)
    )


def _lying(ground: Ground) -> Flags:
    """Components that may be large letters on their side."""
    return (
        (ground.width >= _BIG[0] * ground.tall)
        & (ground.width <= 3 * ground.tall)
        & (ground.height >= 0.4 * ground.tall)
        & (ground.height <= 2 * ground.width)
    )


def _sprawling(ground: Ground) -> Flags:
    """Components too long for print: a signature, a stamp whose letters a stroke ties together."""
    return (
        (ground.height >= 1.6 * ground.tall)
        & (ground.height <= _BIG[1] * ground.tall)
        & (ground.width > _BIG[1] * ground.tall)
        & (ground.width <= _LONGEST * ground.tall)
        & (ground.area >= 4 * ground.width)
    )


def _bold(ground: Ground) -> Flags:
    """Components in which a square of 1.75 pens fits, nearly a capital high at least."""
    side = max(3, round(_BOLD * ground.pen))
    core = cv2.erode(ground.ink, np.ones((side, side), np.uint8))
    left = np.bincount(ground.labels[core > 0], minlength=len(ground.area))
    longest = np.maximum(ground.width, ground.height)
    return (
        (left >= 0.015 * ground.area)
        & (longest >= _BOLD_HEIGHT * ground.tall)
        & (ground.height >= 0.6 * ground.tall)
        & (longest <= _BIG[1] * ground.tall)
        & (ground.area > 0)
    )


def _by_pen(ground: Ground, cluster: Cluster) -> bool:
    """Whether a cluster that is no print is handwriting: high, thin-stroked, and not too much of it."""
    parts = np.array(cluster.parts)
    heights, widths = ground.height[parts], ground.width[parts]
    loose = ground.area[parts].sum() / max(1, (widths * heights).sum()) < 0.42
    return bool(heights.max() >= 1.6 * ground.tall and loose and len(parts) <= 40)


def _tied(ground: Ground, part: int) -> bool:
    """Whether a wide component is a stamp with a line through it: its ink fills a band from end to end."""
    high, wide = int(ground.height[part]), int(ground.width[part])
    if wide < 5 * ground.tall or high > 5 * ground.tall or wide < 2.5 * high:
        return False
    own = mask(ground, part)
    columns = own.sum(axis=0)
    upright = (columns >= 0.55 * high).mean()
    return bool(upright >= 0.12 and (columns > 0).mean() > 0.97)


def _turned(box: Box) -> int:
    """A quarter turn where a word's box is higher than wide."""
    return 90 if box.height > 1.3 * box.width else 0
