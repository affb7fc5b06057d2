"""Corner marks: the four corners of a passage that a reviewer has blanked, drawn or printed around white.

A corner is two straight thin arms that meet at a right angle; a bracket is two of them on one upright. Any
single one may be a letter, a seven or a pen's stroke, so corners count where they fit together: three or four
of one rectangle, or two that face each other over white.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from memcon.model import Box

from .ground import Ground, Ink, Ints
from .strokes import mask

Flags = NDArray[np.bool_]
Place = Literal["upper left", "upper right", "lower left", "lower right"]

_THIN: Final = 0.2
"""Capitals: an arm is no thicker; type's own strokes are a seventh, a stamp's a third and more."""
_ARM: Final = 0.42
"""Capitals: an arm is no shorter; the arms of a typed bracket are."""
_LONG: Final = 0.7
"""Capitals: the longer arm is no shorter."""
_LONGEST: Final = 14.0
_ALONE: Final = 0.45
"""Capitals of paper between a corner and any letter beside it."""
_SPECK: Final = 0.25
"""Capitals: as many pixels beside a corner as this is long are specks."""
_NEAR: Final = 0.13
"""Capitals: half of the room at a side within which its arm is looked for."""
_SAMPLED: Final = (np.arange(7) + 0.5) / 7
_STRAIGHT: Final = 0.86
"""Share of an arm's length that is ink, where the arm is looked for."""
_STRAY: Final = 0.08
"""Share of a corner's ink that may lie off its arms."""
_OFF: Final = 0.55
"""Capitals by which corners of one rectangle may miss it."""
_NARROWEST: Final = 1.6
_LOWEST: Final = 0.75
_FEW: Final = 40
"""More corners than this on a page are the blots of a rough copy."""


class Corner(Struct, frozen=True, gc=False):
    """One corner; its arms meet at (`x`, `y`), in pixels."""

    place: Place
    x: int
    y: int


class Cornered(Struct, frozen=True, gc=False):
    """A rectangle that corners stand at."""

    box: Box
    corners: int
    """How many of its four there are, two at least."""


def corners(ground: Ground) -> list[Corner]:
    """All corners on the page; none where it is rough."""
    tall, wide, high = ground.tall, ground.width, ground.height
    around = np.maximum(1, wide + high)
    fits = (
        (np.minimum(wide, high) >= _ARM * tall)
        & (np.maximum(wide, high) >= _LONG * tall)
        & (np.maximum(wide, high) <= _LONGEST * tall)
        & (ground.area <= _THIN * tall * around)
        & (ground.area > 0)
    )
    found: list[Corner] = []
    for part in _maybe(ground, np.flatnonzero(fits).astype(np.int32)).tolist():
        if not _alone(ground, part):
            continue
        own = mask(ground, part)
        reach = max(2, round(_NEAR * tall))
        for place in _places(own, reach):
            x = ground.left[part] if "left" in place else ground.right[part]
            y = ground.top[part] if "upper" in place else ground.bottom[part]
            found.append(Corner(place, int(x), int(y)))
    return found if len(found) <= _FEW else []


def _maybe(ground: Ground, parts: Ints) -> Ints:
    """Those of `parts` that may be corners, by the ink at seven by seven places of each; it saves looking at
    every letter.

    An upright side and a level one have ink at five places of seven at least, and what lies off them at two
    at most.
    """
    if not len(parts):
        return parts
    reach = 2 * max(2, round(_NEAR * ground.tall))
    own, deep = parts[:, None, None], np.arange(reach)[None, None, :]
    left, top = ground.left[parts][:, None], ground.top[parts][:, None]
    right, bottom = ground.right[parts][:, None] - 1, ground.bottom[parts][:, None] - 1
    x = (left + (right - left) * _SAMPLED).astype(np.int32)
    y = (top + (bottom - top) * _SAMPLED).astype(np.int32)

    def inked(rows: Ints, columns: Ints) -> Flags:
        return ground.labels[rows, columns] == own

    def upright(columns: Ints) -> Flags:
        return inked(y[:, :, None], columns).any(axis=2).sum(axis=1) >= 5

    def level(rows: Ints) -> Flags:
        return inked(rows, x[:, :, None]).any(axis=2).sum(axis=1) >= 5

    upper, lower = (
        level(np.minimum(top[:, :, None] + deep, bottom[:, :, None])),
        level(np.maximum(bottom[:, :, None] - deep, top[:, :, None])),
    )
    on_upper, on_lower = upper[:, None] & (y - top < reach), lower[:, None] & (bottom - y < reach)
    off = inked(y[:, :, None], x[:, None, :]) & ~(on_upper | on_lower)[:, :, None]
    before = upright(np.minimum(left[:, :, None] + deep, right[:, :, None]))
    behind = upright(np.maximum(right[:, :, None] - deep, left[:, :, None]))
    of_left = (off & ~(x - left < reach)[:, None, :]).sum(axis=(1, 2)) <= 2
    of_right = (off & ~(right - x < reach)[:, None, :]).sum(axis=(1, 2)) <= 2
    return parts[(upper | lower) & ((before & of_left) | (behind & of_right))]


def _alone(ground: Ground, part: int) -> bool:
    """Whether a component is no letter of a word: none stands close beside it."""
    reach = round(_ALONE * ground.tall)
    rows = slice(int(ground.top[part]), int(ground.bottom[part]))
    left, right = int(ground.left[part]), int(ground.right[part])
    before = np.count_nonzero(ground.ink[rows, max(0, left - reach) : left])
    behind = np.count_nonzero(ground.ink[rows, right : right + reach])
    return bool(max(before, behind) <= _SPECK * ground.tall)


def _places(own: Ink, reach: int) -> list[Place]:
    """Which corners a component is: one, the two of a bracket, or none."""
    sides = {
        "left": own[:, : 2 * reach].any(axis=1).mean() >= _STRAIGHT,
        "right": own[:, -2 * reach :].any(axis=1).mean() >= _STRAIGHT,
        "upper": own[: 2 * reach].any(axis=0).mean() >= _STRAIGHT,
        "lower": own[-2 * reach :].any(axis=0).mean() >= _STRAIGHT,
    }
    left, right, upper, lower = (bool(sides[name]) for name in ("left", "right", "upper", "lower"))
    if left is right or not (upper or lower):
        return []
    side = "left" if left else "right"
    off = own.copy()
    off[:, : 2 * reach if left else 0] = 0
    off[:, off.shape[1] - (2 * reach if right else 0) :] = 0
    if upper:
        off[: 2 * reach] = 0
    if lower:
        off[-2 * reach :] = 0
    if int(off.sum()) > _STRAY * int(own.sum()):
        return []
    found: list[Place] = []
    if upper:
        found.append("upper left" if side == "left" else "upper right")
    if lower:
        found.append("lower left" if side == "left" else "lower right")
    return found


def cornered(found: Sequence[Corner], tall: float) -> list[Cornered]:
    """The rectangles that corners fit, those with the most corners first, each corner in one of them."""
    many = [rect for one in found for two in found if (rect := _rectangle(one, two, found, tall))]
    kept: list[Cornered] = []
    for rect in sorted(many, key=lambda r: (-r.corners, r.box.width * r.box.height)):
        if not any(_meet(rect.box, other.box) for other in kept):
            kept.append(rect)
    return kept


def _rectangle(one: Corner, two: Corner, found: Sequence[Corner], tall: float) -> Cornered | None:
    """The rectangle of which two corners are opposite ones, and how many of its corners there are."""
    if one.place == "upper left" and two.place == "lower right":
        box = Box(one.x, one.y, two.x, two.y)
    elif one.place == "lower left" and two.place == "upper right":
        box = Box(one.x, two.y, two.x, one.y)
    else:
        return None
    if box.right - box.left < _NARROWEST * tall or box.bottom - box.top < _LOWEST * tall:
        return None
    places: dict[Place, tuple[int, int]] = {
        "upper left": (box.left, box.top), "upper right": (box.right, box.top),
        "lower left": (box.left, box.bottom), "lower right": (box.right, box.bottom),
    }  # fmt: skip
    there = sum(
        any(c.place == place and abs(c.x - x) <= _OFF * tall and abs(c.y - y) <= _OFF * tall for c in found)
        for place, (x, y) in places.items()
    )
    return Cornered(box, there)


def _meet(one: Box, two: Box) -> bool:
    return one.left < two.right and two.left < one.right and one.top < two.bottom and two.top < one.bottom
