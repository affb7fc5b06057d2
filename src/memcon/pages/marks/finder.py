"""Where a portion mark may stand: at a row's end or start, alone, or wherever a component is no letter.

A mark closes a paragraph or opens it, so it stands at an end of a row (or just behind its number). A mark
that a pen has gone through often is one component, wider or taller than any letter; such components are
looked at wherever they are, since a stroke may tie a mark to its neighbours.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from .ground import Floats, Ground, Ints
from .reader import ACROSS, CELL, FEATURES, STRIP, TALL, cells, strip, windows

_BEFORE: Final = 4.6
_BEHIND: Final = 5.2
"""Capitals: how far a mark's middle may lie within a row's end, and beyond the last whole letter."""
_BRACKET: Final = 1.05
_HIGHEST: Final = 3.6
"""Capitals: ink may be a mark's bracket where it is as high as this, tied to others by a pen or not."""
_STRETCH: Final = 40.0
"""Capitals: longer regions are cut, so that no picture is too large."""
_HALF: Final = ACROSS * CELL / TALL / 2


class Region(Struct, frozen=True, gc=False, order=True):
    """A stretch of a row whose every place may be a mark's middle, but for its `gaps`; pixels."""

    baseline: int
    left: int
    right: int
    gaps: tuple[tuple[int, int], ...] = ()


class Laid(Struct, frozen=True):
    """Regions at reading size, laid one behind another with paper between them, so that all are looked at in
    one go."""

    where: tuple[Region, ...]
    line: Floats
    """``[STRIP, width]``."""
    starts: tuple[int, ...]
    """Where in it each begins, in cells, and where the last one ends."""
    tall: float


class Looked(Struct, frozen=True):
    """Windows to read, with the place on the page of each one's middle and baseline."""

    features: Floats
    x: Floats
    baseline: Floats
    region: Ints
    """Which of the regions each window is of."""


def regions(ground: Ground) -> list[Region]:
    """All stretches worth looking at, merged, in order."""
    tall = ground.tall
    found: list[Region] = []
    high = np.flatnonzero(
        (ground.height >= _BRACKET * tall) & (ground.height <= _HIGHEST * tall) & (ground.width > 0.1 * tall)
    ).astype(np.int32)
    for row in ground.rows:
        if row.letters < 2 and row.high < _BRACKET * tall:
            continue
        before, behind = round(_BEFORE * tall), round(_BEHIND * tall)
        ends = (
            Region(row.baseline, row.right - before, row.right + behind),
            Region(row.baseline, row.left - behind, row.left + round(6 * tall)),
        )
        found.extend(end for end in ends if _bracketed(ground, high, end))
    bases = np.array([row.baseline for row in ground.rows] or [-(10**6)])
    for part in odd(ground):
        found.extend(_across(ground, int(part), bases))
    return _merged(found, tall, ground.ink.shape[1])


def _bracketed(ground: Ground, high: Ints, region: Region) -> bool:
    """Whether a component `high` enough for a bracket stands in a region: a mark has two, and few letters
    reach as high and as low."""
    tall = ground.tall
    return bool(
        (
            (ground.right[high] > region.left)
            & (ground.left[high] < region.right)
            & (ground.bottom[high] > region.baseline - 1.3 * tall)
            & (ground.top[high] < region.baseline + 0.3 * tall)
        ).any()
    )


def odd(ground: Ground) -> Ints:
    """Components that are no letters but may be a struck mark: a letter's height, two letters wide."""
    tall, width, height = ground.tall, ground.width, ground.height
    wide = (width > 1.5 * tall) & (width < 14 * tall) & (height > 0.45 * tall) & (height < _HIGHEST * tall)
    high = (height > 1.3 * tall) & (height < _HIGHEST * tall) & (width > 0.45 * tall) & (width <= 1.5 * tall)
    return np.flatnonzero(wide | high).astype(np.int32)


def _across(ground: Ground, part: int, bases: Ints) -> list[Region]:
    """The rows that one odd component crosses, or one of its own where it crosses none."""
    tall = ground.tall
    top, bottom = int(ground.top[part]), int(ground.bottom[part])
    left, right = int(ground.left[part]), int(ground.right[part])
    near = np.unique(bases[(bases > top + 0.35 * tall) & (bases < bottom + 0.5 * tall)])
    if not len(near):
        own = (top + bottom) / 2 + tall / 2
        near = np.array([round(own - 0.4 * tall), round(own), round(own + 0.4 * tall)])
    return [Region(int(b), left, right) for b in near[:6]]


def _merged(found: list[Region], tall: float, width: int) -> list[Region]:
    """Regions of one baseline that lie so near that their pictures overlap made one, with a gap between them,
    and then cut into stretches."""
    out: list[Region] = []
    apart = 2 * _HALF * tall
    for region in sorted(found):
        left, right = max(0, region.left), min(width, region.right)
        if right <= left:
            continue
        last = out[-1] if out else None
        if last and last.baseline == region.baseline and left <= last.right + apart:
            gaps = last.gaps if left <= last.right else (*last.gaps, (last.right, left))
            out[-1] = Region(last.baseline, last.left, max(last.right, right), gaps)
        else:
            out.append(Region(region.baseline, left, right))
    step = round(_STRETCH * tall)
    return [
        Region(r.baseline, at, min(r.right, at + step), r.gaps)
        for r in out
        for at in range(r.left, r.right, step)
    ]


def look_at(ground: Ground, where: Sequence[Region], down: int = 0, across: int = 0) -> Looked:
    """The windows of `where`, a quarter of a capital apart, those without ink in their middle left out."""
    return looked(laid(ground, where), down, across)


def laid(ground: Ground, where: Sequence[Region]) -> Laid:
    """The pictures of regions, each with as much before and behind it as a window is wide."""
    margin = _HALF * ground.tall
    parts = [strip(ground.ink, r.baseline, r.left - margin, r.right + margin, ground.tall) for r in where]
    starts = [0]
    for part in parts:
        starts.append(starts[-1] - (-part.shape[1] // CELL) + 2)
    line = np.zeros((STRIP, starts[-1] * CELL), np.float32)
    for part, start in zip(parts, starts, strict=False):
        line[:, start * CELL : start * CELL + part.shape[1]] = part
    return Laid(tuple(where), line, tuple(starts), ground.tall)


def looked(pictures: Laid, down: int = 0, across: int = 0) -> Looked:
    """The windows of regions; `down` and `across` shift them by so many pixels of the reading size."""
    k, where = pictures.tall / TALL, pictures.where
    count = (pictures.line.shape[1] - across) // CELL - ACROSS + 1
    owner, x = np.full(max(0, count), -1, np.int32), np.zeros(max(0, count), np.float32)
    for number, (region, (start, end)) in enumerate(zip(where, pairwise(pictures.starts), strict=True)):
        steps = np.arange(max(0, min(end - ACROSS + 2, count) - start), dtype=np.float32)
        left = region.left - _HALF * pictures.tall
        own: Floats = np.asarray(left + (across + (steps + ACROSS / 2) * CELL) * k, np.float32)
        keep = own <= region.right
        for begin, stop in region.gaps:
            keep &= (own <= begin) | (own >= stop)
        x[start : start + len(own)] = own
        owner[start : start + len(own)] = np.where(keep, number, -1)
    keep = np.flatnonzero((owner >= 0) & _inked(pictures.line, count, down, across))
    if not len(keep):
        none = np.empty(0, np.float32)
        return Looked(np.empty((0, FEATURES), np.float32), none, none, np.empty(0, np.int32))
    view = windows(cells(pictures.line[None], down, across))[0]
    bases = np.array([region.baseline for region in where], np.float32)[owner[keep]] + np.float32(down * k)
    return Looked(view[keep].reshape(-1, FEATURES), x[keep], bases, owner[keep])


def _inked(line: Floats, count: int, down: int, across: int) -> NDArray[np.bool_]:
    """Whether a window has ink where a mark's letters would be: within half a capital of its middle."""
    if count <= 0:
        return np.zeros(0, np.bool_)
    top = STRIP // 2 + down - TALL // 2
    total = np.cumsum(np.pad(line[top : top + TALL].sum(axis=0), (1, 0)))
    at = across + ((np.arange(count) + ACROSS / 2) * CELL).astype(np.int32)
    end = np.minimum(at + TALL // 2, len(total) - 1)
    return total[end] - total[at - TALL // 2] > TALL * 0.8
