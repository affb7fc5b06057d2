"""Passages that the released copy does not show: hollow boxes, black bars, blanks a reviewer has cornered.

A redaction box is ruled by a machine: four straight sides that meet, hardly anything inside but a code. A
table's cells share their sides, a stamp's frame and a pen's frame are full of text, and an underlined title
has two sides at most; none of them is taken for one. A blank is taken only where a corner mark stands in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import numpy as np
from msgspec import Struct

from memcon.model import Box, Seen

from .corners import cornered, corners
from .ground import Ground, Ink
from .strokes import Stroke, mask

_NARROWEST: Final = 1.6
_LOWEST: Final = 0.8
"""Capitals: the smallest box covers a short word."""
_FULL: Final = 0.14
"""Share of a box's inside that is ink, at which it holds text rather than a code."""
_ASKEW: Final = 0.009
"""How far a level line may rise over its length: half a degree, less than a straightened page is off."""
_SPARSE: Final = 0.6
"""Letters to a capital's width in a blank with a code at most; a line of type has one."""
_EDGE: Final = 0.03
_WHITE: Final = 0.03
"""Share of a blank that may be ink; of lines of type it is a twelfth."""
_ROUGH: Final = 8
"""More corners than this on a page are the blots of a rough copy."""
_HEAD: Final = 0.09
"""Share of the page's height above which a blank is its head's, unless it is as high as this again."""
_BLANK: Final = 1.9
"""Line pitches without a typed row before a corner mark makes the blank a withheld one."""


class Hidden(Struct, frozen=True):
    """Passages that are not shown, top to bottom."""

    seen: tuple[Seen, ...]
    frames: tuple[Box, ...]
    """Those that lines or corners frame."""


def withheld(ground: Ground, level: tuple[Stroke, ...]) -> Hidden:
    """The passages that are framed, barred or cornered."""
    ruled = [*boxes(ground, level), *framed(ground)]
    seen = _apart([*ruled, *bars(ground)])
    return Hidden(seen, tuple(s.box for s in seen if s in ruled))


def _apart(found: Sequence[Seen]) -> tuple[Seen, ...]:
    """The surest of those that overlap."""
    kept: list[Seen] = []
    for seen in sorted(found, key=lambda s: -s.confidence):
        if not any(_share(seen.box, k.box) > 0.3 for k in kept):
            kept.append(seen)
    return tuple(sorted(kept, key=lambda s: (s.box.top, s.box.left)))


def lines_high(box: Box, pitch: float) -> int:
    """How many lines of type a box has room for, one at least."""
    return max(1, round(box.height / pitch))


def _share(one: Box, two: Box) -> float:
    wide = min(one.right, two.right) - max(one.left, two.left)
    high = min(one.bottom, two.bottom) - max(one.top, two.top)
    if wide <= 0 or high <= 0:
        return 0.0
    return wide * high / max(1, min(one.width * one.height, two.width * two.height))


def boxes(ground: Ground, level: tuple[Stroke, ...]) -> list[Seen]:
    """Hollow boxes: two thin level lines of one length, joined by two upright ones, little inside."""
    tall = ground.tall
    thin = [
        s.box for s in level if s.thick <= 0.22 * tall and s.box.height <= 0.45 * tall + _ASKEW * s.box.width
    ]
    found: list[Box] = []
    for top in thin:
        below = [
            b
            for b in thin
            if b.top > top.top + _LOWEST * tall
            and abs(b.left - top.left) <= 0.3 * tall
            and abs(b.right - top.right) <= 0.3 * tall
        ]
        if not below or top.width < _NARROWEST * tall:
            continue
        bottom = min(below, key=lambda b: b.top)
        box = Box(top.left, top.top, max(top.right, bottom.right), bottom.bottom)
        if all(_side(ground, x, box) >= 0.8 for x in (box.left, box.right)) and _hollow(ground, box):
            found.append(box)
    return [Seen("withheld", box, confidence=0.9) for box in found if not _of_table(ground, box, found)]


def _side(ground: Ground, x: int, box: Box) -> float:
    """Share of a box's height that has ink within a fifth of a capital of `x`."""
    reach = max(2, round(0.2 * ground.tall))
    piece = ground.ink[box.top : box.bottom, max(0, x - reach) : x + reach]
    return float(piece.any(axis=1).mean()) if piece.size else 0.0


def _hollow(ground: Ground, box: Box) -> bool:
    rim = max(3, round(0.28 * ground.tall))
    inside = ground.ink[box.top + rim : box.bottom - rim, box.left + rim : box.right - rim]
    if not inside.size:
        return False
    room = box.width / ground.tall * lines_high(box, ground.pitch)
    return float((inside > 0).mean()) < _FULL and _letters(ground, box) <= max(10, 0.3 * room)


def _letters(ground: Ground, box: Box) -> int:
    """How many letters of the page's type lie within a box."""
    rim = max(3, round(0.28 * ground.tall))
    within = (
        (ground.left > box.left + rim)
        & (ground.right < box.right - rim)
        & (ground.top > box.top)
        & (ground.bottom < box.bottom)
        & ground.letters
    )
    return int(within.sum())


def _of_table(ground: Ground, box: Box, others: list[Box]) -> bool:
    """Whether a box is a table's cell: its sides go on above and below, with other cells there or without."""
    reach = round(0.9 * ground.tall)
    above = Box(box.left, max(0, box.top - reach), box.right, max(1, box.top - 3))
    below = Box(box.left, box.bottom + 3, box.right, box.bottom + reach)
    goes_on = [min(_side(ground, x, side) for x in (box.left, box.right)) >= 0.8 for side in (above, below)]
    neighbours = sum(1 for other in others if other != box and _touches(box, other, ground.tall))
    return all(goes_on) or (any(goes_on) and neighbours >= 1) or neighbours >= 2


def _touches(one: Box, two: Box, tall: float) -> bool:
    near = 0.4 * tall
    return (
        one.left <= two.right + near
        and two.left <= one.right + near
        and one.top <= two.bottom + near
        and two.top <= one.bottom + near
    )


def framed(ground: Ground) -> list[Seen]:
    """Passages at three or four corners of which there are corner marks, and hardly anything inside."""
    return [
        Seen("withheld", one.box, confidence=0.9 if one.corners == 4 else 0.8)
        for one in cornered(corners(ground), ground.tall)
        if one.corners >= 3
        and _hollow(ground, one.box)
        and _letters(ground, one.box) <= _SPARSE * one.box.width / ground.tall
    ]


def bars(ground: Ground) -> list[Seen]:
    """Black bars over words: solid, about as high as a line or several, on or between lines of type.

    The thick rules of a library's end sheet are lower than a line and reach across the page; film edges
    touch the page's edge.
    """
    high, wide = ground.ink.shape
    tall = ground.tall
    solid = (
        (ground.width >= 2.5 * tall)
        & (ground.height >= 0.75 * tall)
        & (ground.height <= 0.5 * high)
        & (ground.area >= 0.86 * ground.width.astype(np.float64) * ground.height)
        & (ground.left > _EDGE * wide)
        & (ground.right < (1 - _EDGE) * wide)
        & (ground.top > _EDGE * high)
        & (ground.bottom < (1 - _EDGE) * high)
        & (ground.width < 0.85 * wide)
    )
    return [Seen("withheld", _box(ground, int(k)), confidence=0.85) for k in np.flatnonzero(solid)]


def _box(ground: Ground, part: int) -> Box:
    return Box(
        int(ground.left[part]), int(ground.top[part]), int(ground.right[part]), int(ground.bottom[part])
    )


def blanks(ground: Ground, known: Sequence[Seen], other: Sequence[Box]) -> list[Seen]:
    """White blanks in the text that a reviewer's corner opens (``[``) or closes (``_|``).

    An opening corner is enough, since the closing one often stands on the next page; a closing one is, where
    there is typing above and below. `known` are passages found already; `other` are stamps and the like,
    whose letters are no corners.
    """
    left, right = _column(ground)
    opening, closing = _corners(ground, left, right, [*other, *(s.box for s in known)])
    if not 0 < len(opening) + len(closing) <= _ROUGH:
        return []
    found: list[Seen] = []
    slack = 1.3 * ground.pitch
    line = 1.6 * ground.pitch + ground.tall
    for top, bottom, inner in _gaps(ground, left, right):
        opens = [b for b in opening if top - line <= b.top and b.bottom <= bottom]
        closes = [b for b in closing if top + 0.3 * slack <= b.bottom <= bottom + slack]
        if not opens:
            closes = [b for b in closes if b.height >= 0.8 * ground.tall] if inner else []
        if not opens and not closes:
            continue
        first = min((b.top for b in opens), default=top)
        last = max((b.bottom for b in closes if b.bottom > first + ground.pitch), default=bottom)
        blank = Box(left, first, right, last)
        if last - first >= 1.2 * ground.pitch and _white(ground, blank):
            found.append(Seen("withheld", blank, confidence=0.85 if opens and closes else 0.6))
    return [s for s in _apart(found) if not any(_share(s.box, k.box) > 0.3 for k in known)]


def _white(ground: Ground, box: Box) -> bool:
    """Whether a blank is one: with a reviewer's codes and strokes in it, but no lines of type."""
    inside = ground.ink[box.top : box.bottom, box.left : box.right]
    return float(np.count_nonzero(inside)) <= _WHITE * inside.size


def _column(ground: Ground) -> tuple[int, int]:
    """Left and right of the typed column: where most lines begin, and how far they reach."""
    wide, tall = ground.ink.shape[1], ground.tall
    rows = [r for r in ground.rows if r.letters >= 8]
    if len(rows) >= 3:
        lefts = np.array([r.left for r in rows])
        weight = np.bincount((lefts / (2 * tall)).astype(np.int64), [r.letters for r in rows])
        usual = np.flatnonzero(weight >= 0.3 * weight.max())[0] * 2 * tall
        own = [r for r in rows if usual - 2 * tall <= r.left <= usual + 12 * tall]
        left, right = min(r.left for r in own), int(np.percentile([r.right for r in own], 90))
        if right - left > 14 * tall:
            return left, right
    return round(0.12 * wide), round(0.88 * wide)


def _gaps(ground: Ground, left: int, right: int) -> list[tuple[int, int, bool]]:
    """Heights without a typed row in the column, two lines and more; whether typing is on both sides."""
    middle = left + 0.6 * (right - left)
    typed = [r.baseline for r in ground.rows if r.letters >= 5 and left - ground.tall < r.left < middle]
    high = ground.ink.shape[0]
    edges = sorted({round(0.05 * high), *typed, round(0.96 * high)})
    gaps: list[tuple[int, int, bool]] = []
    for above, below in pairwise(edges):
        top, bottom = round(above + 0.3 * ground.tall), round(below - 1.1 * ground.tall)
        if above < _HEAD * high and bottom - top < _HEAD * high:
            continue
        if bottom - top >= _BLANK * ground.pitch:
            gaps.append((top, bottom, 0.1 * high < above and below < 0.9 * high))
    return gaps


def _corners(ground: Ground, left: int, right: int, other: Sequence[Box]) -> tuple[list[Box], list[Box]]:
    """Corner marks: those that open a blank (upper left) and those that close one (lower right)."""
    tall, width, height = ground.tall, ground.width, ground.height
    fit = (
        (width >= 1.1 * tall)
        & (height >= 0.45 * tall)
        & (width <= 12 * tall)
        & (height <= 12 * tall)
        & (ground.area <= 0.45 * width.astype(np.float64) * height)
        & (ground.right > left - 4 * tall)
        & (ground.left < right + 2 * tall)
    )
    opening: list[Box] = []
    closing: list[Box] = []
    for part in np.flatnonzero(fit):
        place = _box(ground, int(part))
        if any(_share(place, box) > 0.5 for box in other):
            continue
        kind = _corner(ground, int(part))
        if kind > 0 and height[part] >= 0.9 * tall and max(width[part], height[part]) >= 1.6 * tall:
            opening.append(place)
        elif kind < 0:
            closing.append(place)
    return opening, closing


def _corner(ground: Ground, part: int) -> int:
    """1 where a component opens a blank, -1 where it closes one, else 0."""
    own = mask(ground, part)
    if _opens(own):
        return 1
    return -1 if _opens(own[::-1, ::-1]) else 0


def _opens(own: Ink) -> bool:
    """Whether a picture is an upright arm at its left and a level or rising one from its top, as in ``[``."""
    high, wide = own.shape
    total = int(own.sum())
    upright = own[:, : max(2, round(0.36 * wide))].any(axis=1).mean()
    across = own.any(axis=0).mean()
    within = int(own[round(0.4 * high) : max(1, round(0.78 * high)), round(0.45 * wide) :].sum())
    arm = own[:, round(0.5 * wide) :]
    low = arm.any(axis=1).mean() if arm.size else 1.0
    return bool(upright >= 0.75 and across >= 0.85 and within <= 0.03 * total and low <= 0.62)
