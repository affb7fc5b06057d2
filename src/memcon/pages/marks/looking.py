"""`look`: one survey of the page's ink, then everything that can be seen in it."""

from __future__ import annotations

import numpy as np

from memcon.model import Box, Seen
from memcon.pages.components import Parts

from .ground import Ground, Ink, survey
from .portions import portions
from .sight import Sight, StruckMark
from .stamps import Flags, stamps_and_hand
from .strokes import Stroke, rules, strokes, underlines
from .withheld import blanks, withheld


def look(ink: Ink, dpi: int, parts: Parts | None = None) -> Sight:
    """What can be seen on a page without reading its words.

    `ink` is upright and straight, 255 where there is ink, 0 where there is paper, at `dpi` dots to the inch;
    all boxes are in its pixels. `parts` are the components of `ink`, where they have been had before. An
    empty page gives an empty sight; nothing is raised.
    """
    if ink.size == 0 or not ink.any():
        return Sight()
    ground = survey(ink, dpi, parts)
    level = strokes(ground)
    barred = withheld(ground, level)
    level = tuple(s for s in level if not any(_side_of(f, s.box, ground.tall) for f in barred.frames))
    hidden = barred.seen
    marks = tuple(m for m in portions(ground) if not any(_inside(m.core, s.box) for s in hidden))
    other = stamps_and_hand(ground, _taken(ground, marks, level, hidden))
    white = blanks(ground, hidden, [_with_below(s.box) for s in other.stamps])
    hidden = tuple(sorted((*hidden, *white), key=lambda s: (s.box.top, s.box.left)))
    marks = tuple(m for m in marks if not any(_inside(m.core, s.box) for s in other.stamps))
    hand, tied = _not_by_hand(other.hand, level, ground.tall)
    return Sight(
        marks=marks,
        underlines=tuple(u for u in underlines(level) if not _in_any(u.box, marks)),
        rules=tuple(r for r in rules(level) if not _in_any(r.box, marks)),
        stamps=(*other.stamps, *tied),
        print=(*other.print, *(s.box for s in tied)),
        holes=other.holes,
        withheld=hidden,
        frames=barred.frames,
        hand=hand,
        tall=ground.tall,
        pitch=ground.pitch,
    )


def _side_of(frame: Box, line: Box, tall: float) -> bool:
    """Whether a line is the upper or lower side of a frame, or a piece of it."""
    along = frame.left - 0.3 * tall <= line.left and line.right <= frame.right + 0.3 * tall
    return along and min(abs(line.middle - frame.top), abs(line.middle - frame.bottom)) <= 0.3 * tall


def _with_below(stamp: Box) -> Box:
    """A stamp with the room under it in which its case, date and initials are written."""
    side, below = stamp.width // 6, round(1.2 * min(stamp.height, stamp.width))
    return Box(stamp.left - side, stamp.top, stamp.right + side, stamp.bottom + below)


def _not_by_hand(
    hand: tuple[Seen, ...], level: tuple[Stroke, ...], tall: float
) -> tuple[tuple[Seen, ...], tuple[Seen, ...]]:
    """Handwriting without the print that a stroke runs through, which ties its letters together; and of that
    print what is as high as a stamp."""
    kept: list[Seen] = []
    tied: list[Seen] = []
    for seen in hand:
        through = any(
            s.kind == "struck" and _inside(s.box, seen.box) and s.box.width >= 0.55 * seen.box.width
            for s in level
        )
        if not through or seen.box.height > 5 * tall:
            kept.append(seen)
        elif seen.box.height > 2.6 * tall:
            tied.append(Seen("stamp", seen.box, confidence=seen.confidence))
    return tuple(kept), tuple(tied)


def _in_any(box: Box, marks: tuple[StruckMark, ...]) -> bool:
    return any(_inside(box, m.box) for m in marks)


def _inside(box: Box, region: Box) -> bool:
    wide = min(box.right, region.right) - max(box.left, region.left)
    high = min(box.bottom, region.bottom) - max(box.top, region.top)
    return wide > 0 and high > 0 and wide * high >= 0.6 * box.width * box.height


def _taken(
    ground: Ground, marks: tuple[StruckMark, ...], level: tuple[Stroke, ...], hidden: tuple[Seen, ...]
) -> Flags:
    """Components that are marks, lines with what hangs on them, withheld boxes, or the page's frame."""
    taken = np.zeros(len(ground.area), np.bool_)
    taken[:1] = True
    high, wide = ground.ink.shape
    taken |= (ground.width > 0.6 * wide) | (ground.height > 0.3 * high)
    taken |= (ground.left <= 2) | (ground.right >= wide - 2) | (ground.top <= 2) | (ground.bottom >= high - 2)
    boxes = [m.box for m in marks] + [s.box for s in hidden]
    for box in boxes:
        taken |= (
            (ground.left >= box.left - 2)
            & (ground.right <= box.right + 2)
            & (ground.top >= box.top - 2)
            & (ground.bottom <= box.bottom + 2)
        )
    for stroke in level:
        if stroke.box.width >= 2.5 * ground.tall:
            across = ground.labels[stroke.box.top : stroke.box.bottom, stroke.box.left : stroke.box.right]
            owners = np.bincount(across.ravel(), minlength=len(taken))
            owners[:1] = 0
            low = ground.height < 2.2 * ground.tall
            taken |= (owners > 0.5 * stroke.box.width) & low
    return taken
