"""Straight strokes: underlines, ruled lines, and lines drawn through words.

What a stroke is follows from the ink beside it alone: letters stand on an underline, they stick out on both
sides of a line that goes through them, and a rule has neither.
"""

from __future__ import annotations

from typing import Final, Literal

import cv2
import numpy as np
from msgspec import Struct

from memcon.model import Box, Seen

from .ground import Ground, Ink

StrokeKind = Literal["underline", "struck", "rule"]

_SHORTEST: Final = 2.1
"""Capitals; the serifs of two letters that touch make a level line of 1.9, a dash one of 1."""
_THICKEST: Final = 0.45
_SIDE: Final = 0.42
"""Capitals above and below a stroke within which its letters are looked for."""
_ON: Final = 0.4
"""Share of a stroke's length that has ink beside it, where it belongs to words."""
_OFF: Final = 0.26
_HANGING: Final = 0.5
_WAVY: Final = 1.5
"""A stroke with letters hanging from it is a rule where it is straight; a pen's, which wavers over more than
one and a half times its thickness, has gone through their heads."""
_FRAME: Final = 0.6
"""Share of the page's width or height at which a component is its frame or the film's edge."""


class Stroke(Struct, frozen=True, gc=False):
    """A nearly level stroke; `thick` in pixels."""

    kind: StrokeKind
    box: Box
    thick: float
    above: float
    below: float
    """Share of its length with ink just above, just below."""


def strokes(ground: Ground) -> tuple[Stroke, ...]:
    """All level strokes of 2.1 capitals or more, top to bottom."""
    high, wide = ground.ink.shape
    candidates = np.flatnonzero((ground.width >= _SHORTEST * ground.tall) & (ground.area > 0))
    pieces: list[Box] = []
    for part in candidates:
        frame = ground.width[part] > _FRAME * wide and ground.height[part] > _FRAME * high
        if not frame:
            pieces.extend(_level(ground, int(part)))
    return tuple(
        sorted((_judged(ground, box) for box in _linked(pieces, ground.tall)), key=lambda s: s.box.top)
    )


def mask(ground: Ground, part: int) -> Ink:
    """One component's own ink, as a picture of its box."""
    window = (
        slice(int(ground.top[part]), int(ground.bottom[part])),
        slice(int(ground.left[part]), int(ground.right[part])),
    )
    return (ground.labels[window] == part).astype(np.uint8)


def _level(ground: Ground, part: int) -> list[Box]:
    """The long level runs of one component."""
    own = mask(ground, part)
    length = max(8, round(1.15 * ground.tall))
    if own.shape[0] > 1 and own.shape[0] < 0.9 * ground.tall:
        length = max(8, round(0.8 * ground.tall))
    runs = cv2.morphologyEx(own, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    if not runs.any():
        return []
    count, _, stats, _ = cv2.connectedComponentsWithStats(runs, connectivity=8)
    found: list[Box] = []
    x0, y0 = int(ground.left[part]), int(ground.top[part])
    for k in range(1, count):
        x, y, w, h, area = (int(v) for v in stats[k])
        if area / max(1, w) <= _THICKEST * ground.tall:
            found.append(Box(x0 + x, y0 + y, x0 + x + w, y0 + y + h))
    return found


def _linked(pieces: list[Box], tall: float) -> list[Box]:
    """Pieces of one stroke joined: in one line, with a gap of a capital at most."""
    out: list[Box] = []
    for box in sorted(pieces, key=lambda b: b.left):
        for at, last in enumerate(out):
            level = abs(last.middle - box.middle) <= 0.22 * tall
            if level and box.left - last.right <= 1.0 * tall and box.right > last.left:
                out[at] = last.union(box)
                break
        else:
            out.append(box)
    return [box for box in out if box.width >= _SHORTEST * tall]


def _judged(ground: Ground, box: Box) -> Stroke:
    """A stroke with its kind."""
    window = ground.ink[box.top : box.bottom, box.left : box.right]
    thick = max(1.0, float((window > 0).sum()) / max(1, box.width))
    above, below = _beside(ground, box, upward=True), _beside(ground, box, upward=False)
    kind: StrokeKind = "rule"
    if above >= _ON and below >= _ON:
        kind = "struck"
    elif above >= _ON * 0.85 and below <= _OFF + 0.25 * above:
        kind = "underline"
    elif (min(above, below) >= 0.22 and above + below >= 0.8) or (
        below >= _HANGING and box.height >= _WAVY * thick + 2
    ):
        kind = "struck"
    return Stroke(kind, box, thick, above, below)


def _beside(ground: Ground, box: Box, *, upward: bool) -> float:
    """Share of the columns along a stroke that have ink within 0.42 of a capital above or below it.

    A strip next to the stroke is left out, so that its own ragged edge does not count.
    """
    skip, reach = max(2, round(0.08 * ground.tall)), max(4, round(_SIDE * ground.tall))
    if upward:
        low, high = max(0, box.top - skip - reach), max(0, box.top - skip)
    else:
        low, high = box.bottom + skip, min(ground.ink.shape[0], box.bottom + skip + reach)
    if high <= low:
        return 0.0
    columns = np.asarray(ground.ink[low:high, box.left : box.right].any(axis=0), np.uint8)
    spread = cv2.dilate(columns.reshape(1, -1), np.ones((1, 3), np.uint8))
    return float(spread.mean())


def underlines(found: tuple[Stroke, ...]) -> tuple[Seen, ...]:
    """The strokes that words stand on; of a double line both."""
    return tuple(Seen("underline", s.box) for s in found if s.kind == "underline")


def rules(found: tuple[Stroke, ...]) -> tuple[Seen, ...]:
    """Ruled lines, and strokes through words, these with the text ``struck``."""
    return tuple(
        Seen("rule", s.box, text="struck" if s.kind == "struck" else "")
        for s in found
        if s.kind != "underline"
    )
