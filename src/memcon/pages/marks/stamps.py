"""Stamps and handwriting: print that is larger, bolder or turned against the type, and lines drawn by hand.

A stamp's letters are of one height and stand in a row; handwriting is of all heights. A perforation is a word
made of round holes of one size.
"""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from memcon.model import Box, Seen

from .ground import Ground, Ints
from .strokes import mask

Flags = NDArray[np.bool_]

_BIG: Final = (1.42, 8.0)
"""Capitals: height of a letter that is no letter of the page's type."""
_BOLD: Final = 1.75
"""Times the type's pen: a bolder letter is no letter of the page's type."""
_BOLD_HEIGHT: Final = 1.05
_EVEN: Final = 0.2
"""Spread of heights, as a share of their median, up to which they are print."""
_FEW: Final = 5
"""Letters from which large or bold print is taken for a stamp."""
_HOLES: Final = 40
_SCALE: Final = 8


class Cluster(Struct, frozen=True, gc=False):
    """Components that lie close together."""

    box: Box
    parts: tuple[int, ...]


class Found(Struct, frozen=True):
    """Stamps, the lines of print in them, and handwriting."""

    stamps: tuple[Seen, ...]
    print: tuple[Box, ...]
    hand: tuple[Seen, ...]


def stamps_and_hand(ground: Ground, taken: Flags) -> Found:
    """Stamps and handwriting. `taken` are the components that something else is already known to be."""
    holes = _holes(ground)
    perforations = [c for c in clusters(ground, holes, 1.6, 1.6) if _is_perforation(ground, c)]
    free = ~taken & ~holes
    big = free & _sized(ground, *_BIG)
    bold = free & _bold(ground) & ~big
    stamps = [Seen("stamp", c.box, confidence=0.9, angle=_turned(c.box)) for c in perforations]
    lines = [c.box for c in perforations]
    hand: list[Seen] = []
    wide = free & _sprawling(ground)
    for cluster in [*clusters(ground, big | bold, 1.7, 0.55), *clusters(ground, wide, 0.2, 0.2)]:
        if any(_over(cluster.box, s.box) > 0.5 for s in stamps):
            continue
        kind = _print_or_pen(ground, cluster)
        if kind == "stamp":
            angle = _turned_print(ground, cluster)
            stamps.append(Seen("stamp", cluster.box, confidence=0.7, angle=angle))
            lines.extend([cluster.box] if angle else _lines(ground, cluster))
        elif kind == "hand":
            hand.append(Seen("hand", cluster.box, confidence=0.7))
    return Found(tuple(stamps), tuple(lines), tuple(hand))


def _lines(ground: Ground, cluster: Cluster) -> list[Box]:
    """A cluster's letters by their feet: one box for each line of print."""
    parts = sorted(cluster.parts, key=lambda k: int(ground.bottom[k]))
    lines: list[list[int]] = []
    for part in parts:
        if lines and ground.bottom[part] - ground.bottom[lines[-1][-1]] <= 0.35 * ground.tall:
            lines[-1].append(part)
        else:
            lines.append([part])
    return [_cluster(ground, np.array(line, np.int32)).box for line in lines]


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
    return [_cluster(ground, at[of == n].astype(np.int32)) for n in np.unique(of) if n]


def _cluster(ground: Ground, parts: Ints) -> Cluster:
    box = Box(
        int(ground.left[parts].min()),
        int(ground.top[parts].min()),
        int(ground.right[parts].max()),
        int(ground.bottom[parts].max()),
    )
    return Cluster(box, tuple(int(k) for k in parts))


def _sized(ground: Ground, low: float, high: float) -> Flags:
    """Components higher than type, or as long where they are turned, and no lines."""
    longest = np.maximum(ground.width, ground.height)
    return (
        (ground.height >= low * ground.tall)
        & (longest <= high * ground.tall)
        & (ground.width >= 0.12 * ground.tall)
        & (ground.area > 0)
    )


def _sprawling(ground: Ground) -> Flags:
    """Components too long for print: a signature, a stamp whose letters a stroke ties together."""
    return (
        (ground.height >= 1.6 * ground.tall)
        & (ground.height <= _BIG[1] * ground.tall)
        & (ground.width > _BIG[1] * ground.tall)
        & (ground.width <= 26 * ground.tall)
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


def _holes(ground: Ground) -> Flags:
    """Round spots, 0.16 to 0.6 of a capital across."""
    width, height = ground.width, ground.height
    full = ground.area / np.maximum(1, width * height)
    return (
        (np.minimum(width, height) >= 0.16 * ground.tall)
        & (np.maximum(width, height) <= 0.6 * ground.tall)
        & (np.abs(width - height) <= 0.28 * np.maximum(width, height) + 1)
        & (full >= 0.62)
    )


def _is_perforation(ground: Ground, cluster: Cluster) -> bool:
    long = max(cluster.box.width, cluster.box.height)
    short = min(cluster.box.width, cluster.box.height)
    fits = long >= 8 * ground.tall and short >= 1.6 * ground.tall and long >= 1.5 * short
    return len(cluster.parts) >= _HOLES and fits and _punched(ground, np.array(cluster.parts))


def _punched(ground: Ground, parts: Ints) -> bool:
    """Whether spots stand as a punch sets them: each one's nearest neighbour about equally far away."""
    x = (ground.left[parts] + ground.right[parts]) / 2
    y = (ground.top[parts] + ground.bottom[parts]) / 2
    far = np.hypot(x[:, None] - x[None, :], y[:, None] - y[None, :])
    np.fill_diagonal(far, np.inf)
    near = far.min(axis=1)
    return float((np.abs(near - np.median(near)) <= 0.22 * np.median(near)).mean()) >= 0.6


def _print_or_pen(ground: Ground, cluster: Cluster) -> str:
    """``stamp``, ``hand`` or nothing."""
    parts = np.array(cluster.parts)
    heights, widths = ground.height[parts], ground.width[parts]
    size = np.maximum(heights, widths) if cluster.box.height > 1.5 * cluster.box.width else heights
    tallest = size[size >= 0.6 * size.max()]
    even = float(np.median(np.abs(tallest - np.median(tallest))) / np.median(tallest))
    if len(parts) >= _FEW and even <= _EVEN / 2 and _in_rows(ground, parts):
        return "stamp"
    if len(parts) <= 3 and _tied(ground, parts):
        return "stamp"
    loose = ground.area[parts].sum() / max(1, (widths * heights).sum()) < 0.42
    if heights.max() >= 1.6 * ground.tall and loose and len(parts) <= 40:
        return "hand"
    return ""


def _tied(ground: Ground, parts: Ints) -> bool:
    """Whether a wide component is a stamp with a line through it: its ink fills a band from end to end."""
    part = int(parts[np.argmax(ground.width[parts])])
    high, wide = int(ground.height[part]), int(ground.width[part])
    if wide < 5 * ground.tall or high > 5 * ground.tall or wide < 2.5 * high:
        return False
    own = mask(ground, part)
    columns = own.sum(axis=0)
    upright = (columns >= 0.55 * high).mean()
    return bool(upright >= 0.12 and (columns > 0).mean() > 0.97)


def _in_rows(ground: Ground, parts: Ints) -> bool:
    """Whether letters share a few baselines, level or upright."""
    for edges, unit in (
        (ground.bottom[parts], ground.height[parts]),
        (ground.left[parts], ground.width[parts]),
    ):
        reach = 0.22 * float(np.median(unit))
        near = np.abs(edges[:, None] - edges[None, :]) <= reach
        if float((near.sum(axis=1) >= max(3, 0.25 * len(parts))).mean()) >= 0.6:
            return True
    return False


def _turned(box: Box) -> int:
    """A quarter turn where a word's box is higher than wide."""
    return 90 if box.height > 1.3 * box.width else 0


def _turned_print(ground: Ground, cluster: Cluster) -> int:
    """A quarter turn where letters stand over one another: counter-clockwise, as reviewers stamp margins."""
    return 270 if cluster.box.height > 2 * cluster.box.width and len(cluster.parts) >= _FEW else 0


def _over(one: Box, two: Box) -> float:
    wide = min(one.right, two.right) - max(one.left, two.left)
    high = min(one.bottom, two.bottom) - max(one.top, two.top)
    return max(0, wide) * max(0, high) / max(1, one.width * one.height)
