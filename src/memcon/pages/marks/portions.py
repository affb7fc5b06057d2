"""Portion marks: every place where one may stand is read, the best reading of each place is kept."""

from __future__ import annotations

from typing import Final

import numpy as np
from msgspec import Struct, structs

from memcon.model import Box

from .context import stands_well
from .finder import Looked, Region, laid, look_at, looked, regions
from .ground import Ground, Ints
from .reader import LETTERS, SPAN, WIDEST, Weights, read
from .sight import StruckMark

MAYBE: Final = 0.25
"""A place is looked at again where the first look gives a mark at least this probability;"""
LEAST: Final = 0.6
"""a mark is given where the second one does."""
MOST: Final = 80
"""Places looked at again, the likeliest first; a page has hardly more lines of type than that."""
_AT_ONCE: Final = 96
"""Stretches of a page looked at together: the pictures of more would fill the memory on a noisy page."""
_TURNS: Final = 12
_SHIFTS: Final = (-3, 0, 3)
_WIDER: Final = 1.15
_HIGHER: Final = 1.4
"""Capitals: no letter is wider, no bracket higher."""
_OF_IT: Final = 0.15
_STICKS_OUT: Final = 2.0
"""Capitals that a stroke may stick out beyond the mark and still be its own."""


class Place(Struct, frozen=True, gc=False):
    """A place on the page and what stands there; `x` is the mark's middle."""

    x: float
    baseline: float
    chance: float
    letters: str
    struck: float


def portions(ground: Ground, weights: Weights | None = None) -> tuple[StruckMark, ...]:
    """The page's portion marks in reading order, struck or not."""
    where = regions(ground)
    seen = [
        place
        for at in range(0, len(where), _AT_ONCE)
        for place in _places(look_at(ground, where[at : at + _AT_ONCE]), weights)
    ]
    first = _apart(seen, ground.tall)
    if not first:
        return ()
    close = [p for p in again(ground, first[:MOST], weights) if stands_well(ground, p)]
    sure = weighed(close, [p.chance for p in first[MOST:]])
    kept = _apart([p for p in sure if p.chance >= LEAST], ground.tall)
    marks = [_mark(ground, place) for place in kept]
    return tuple(sorted(marks, key=lambda m: (round(m.line / ground.tall), m.box.left)))


def _places(looked: Looked, weights: Weights | None) -> list[Place]:
    """The places among those looked at where a mark may be."""
    if not len(looked.x):
        return []
    chance, struck = read(looked.features, weights)
    places: list[Place] = []
    for at in np.flatnonzero(1 - chance[:, 0] >= MAYBE):
        letters = LETTERS[1 + int(chance[at, 1:].argmax())]
        sure = 1 - float(chance[at, 0])
        places.append(
            Place(float(looked.x[at]), float(looked.baseline[at]), sure, letters, float(struck[at]))
        )
    return places


def _apart(places: list[Place], tall: float) -> list[Place]:
    """The likelier of two places that overlap."""
    kept: list[Place] = []
    for place in sorted(places, key=lambda p: -p.chance):
        reach = SPAN.get(place.letters, WIDEST) / 2
        if all(
            abs(place.x - k.x) > (reach + SPAN.get(k.letters, WIDEST) / 2) * 0.75 * tall
            or abs(place.baseline - k.baseline) > 0.9 * tall
            for k in kept
        ):
            kept.append(place)
    return kept


def again(ground: Ground, places: list[Place], weights: Weights | None = None) -> list[Place]:
    """Look at places closely, a few pixels up, down and aside; the mean of the best looks is the answer."""
    reach = round(0.3 * ground.tall)
    here = [Region(round(p.baseline), round(p.x) - reach, round(p.x) + reach) for p in places]
    pictures = laid(ground, here)
    looks = [looked(pictures, down, across) for down in _SHIFTS for across in (0, 2)]
    chance, struck = read(np.concatenate([one.features for one in looks]), weights)
    at = np.concatenate([one.region for one in looks])
    x = np.concatenate([one.x for one in looks])
    baseline = np.concatenate([one.baseline for one in looks])
    out: list[Place] = []
    for k, place in enumerate(places):
        mine = np.flatnonzero(at == k)
        if not len(mine):
            out.append(place)
            continue
        best = mine[np.argsort(chance[mine, 0], kind="stable")[: max(3, len(mine) // 3)]]
        mean = chance[best].mean(axis=0)
        letters = 1 + int(mean[1:].argmax())
        out.append(
            Place(
                float(x[best].mean()),
                float(baseline[best].mean()),
                float(mean[letters]),
                LETTERS[letters],
                float(struck[best].mean()),
            )
        )
    return out


def weighed(places: list[Place], others: list[float]) -> list[Place]:
    """The places with their chances weighed by how many of the page's places are marks at all.

    A paper has portion marks or it has none. On a rough copy, where many places look a little like a mark and
    none much, each is less likely to be one; beside a dozen clear ones a faint one is likelier. The share of
    marks is estimated from the page itself (expectation and maximisation, started at even odds, with one
    pseudo-count of each kind, `others` being places that were looked at but once); which letters a mark has
    is not touched.
    """
    chance = np.array([p.chance for p in places])
    share = 0.5
    for _ in range(_TURNS):
        odds = chance / np.maximum(1e-6, 1 - chance) * share / (1 - share)
        share = float((1 + (odds / (1 + odds)).sum()) / (2 + len(places)))
    odds = chance / np.maximum(1e-6, 1 - chance) * share / (1 - share)
    return [structs.replace(p, chance=float(now)) for p, now in zip(places, odds / (1 + odds), strict=True)]


def _mark(ground: Ground, place: Place) -> StruckMark:
    """The mark with its box: the letters' width, and as much of the stroke as is its own."""
    tall = ground.tall
    half = SPAN.get(place.letters, WIDEST) / 2 * tall
    left, right = place.x - half, place.x + half
    top, bottom = place.baseline - 1.15 * tall, place.baseline + 0.3 * tall
    parts = own_parts(ground, (left, top, right, bottom))
    core = _inked(ground, Box(round(left), round(top), round(right), round(bottom)))
    box = core
    if len(parts):
        box = core.union(
            Box(
                int(ground.left[parts].min()),
                int(ground.top[parts].min()),
                int(ground.right[parts].max()),
                int(ground.bottom[parts].max()),
            )
        )
    high, wide = ground.ink.shape
    page = Box(0, 0, wide, high)
    return StruckMark(
        box=_clipped(box, page),
        text=f"({place.letters})",
        confidence=round(place.chance, 4),
        struck=place.struck >= 0.5 and _crossed(ground, core),
        line=place.baseline - tall / 2,
        core=core,
    )


def _inked(ground: Ground, core: Box) -> Box:
    """The part of a mark's place that has ink, within the page."""
    high, wide = ground.ink.shape
    core = _clipped(core, Box(0, 0, wide, high))
    window = ground.ink[core.top : core.bottom, core.left : core.right]
    rows, columns = np.flatnonzero(window.any(axis=1)), np.flatnonzero(window.any(axis=0))
    if not len(rows):
        return core
    return Box(
        core.left + int(columns[0]),
        core.top + int(rows[0]),
        core.left + int(columns[-1]) + 1,
        core.top + int(rows[-1]) + 1,
    )


def _crossed(ground: Ground, core: Box) -> bool:
    """Whether ink of a mark is larger than a letter or bracket: a pen that goes through it ties them.

    Ink of the line above that hangs into the mark's place does not count: it is a small share of it.
    """
    owners = np.bincount(ground.labels[core.top : core.bottom, core.left : core.right].ravel())
    owners[:1] = 0
    parts = np.flatnonzero(owners >= _OF_IT * owners.sum())
    wide, high = ground.width[parts] / ground.tall, ground.height[parts] / ground.tall
    return bool(((wide >= _WIDER) | (high >= _HIGHER)).any())


def own_parts(ground: Ground, core: tuple[float, float, float, float]) -> Ints:
    """The components that make up a mark: those that reach into `core` and not far out of it."""
    left, top, right, bottom = core
    out = _STICKS_OUT * ground.tall
    inside = (
        (ground.right > left)
        & (ground.left < right)
        & (ground.bottom > top)
        & (ground.top < bottom)
        & (ground.left >= left - out)
        & (ground.right <= right + out)
        & (ground.top >= top - 1.3 * ground.tall)
        & (ground.bottom <= bottom + 1.3 * ground.tall)
    )
    inside[:1] = False
    middle = (ground.left + ground.right) / 2
    inside &= ((middle > left) & (middle < right)) | (ground.width > 0.9 * ground.tall)
    return np.flatnonzero(inside).astype(np.int32)


def _clipped(box: Box, within: Box) -> Box:
    left, top = max(box.left, within.left), max(box.top, within.top)
    return Box(
        left, top, max(left + 1, min(box.right, within.right)), max(top + 1, min(box.bottom, within.bottom))
    )
