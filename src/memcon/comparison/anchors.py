"""Runs of words that stand once in each of two texts, in the same order: between them the texts are aligned.

This is the idea of Cohen's patience diff, with runs of words in place of lines. The work grows with the
length of the texts and no faster, so that packets of hundreds of pages are no trouble.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

RUNS = (8, 5, 3)
"""Words of a run, the longest tried first."""

Block = tuple[int, int, int, int]
"""A stretch of both texts: from, to in the first; from, to in the second."""


def anchored(a: Sequence[int], b: Sequence[int], small: int) -> tuple[list[tuple[int, int]], list[Block]]:
    """The pairs of places that anchors and their neighbours hold together, and the blocks left between them.

    A block of at most `small` pairs of words is not divided further.
    """
    pairs: list[tuple[int, int]] = []
    blocks: list[Block] = []
    waiting: list[tuple[Block, int]] = [((0, len(a), 0, len(b)), 0)]
    while waiting:
        block, level = waiting.pop()
        a0, a1, b0, b1 = block
        if a0 == a1 and b0 == b1:
            continue
        found = [] if (a1 - a0) * (b1 - b0) <= small else list(_stretched(a, b, block, level))
        if not found:
            if level + 1 < len(RUNS) and (a1 - a0) * (b1 - b0) > small:
                waiting.append((block, level + 1))
            else:
                blocks.append(block)
            continue
        pairs += found
        waiting += [(between, level) for between in _between(block, found)]
    pairs.sort()
    blocks.sort()
    return pairs, blocks


def _between(block: Block, pairs: list[tuple[int, int]]) -> Iterator[Block]:
    a0, a1, b0, b1 = block
    for i, j in [*pairs, (a1, b1)]:
        if i > a0 or j > b0:
            yield a0, i, b0, j
        a0, b0 = i + 1, j + 1


def _stretched(a: Sequence[int], b: Sequence[int], block: Block, level: int) -> Iterator[tuple[int, int]]:
    """The pairs of a block's anchors, and those that stand in line with them on both sides."""
    a0, a1, b0, b1 = block
    size = RUNS[level]
    mine, theirs = _once(a, a0, a1, size), _once(b, b0, b1, size)
    common = sorted((place, theirs[run]) for run, place in mine.items() if run in theirs)
    rising = _rising(common)
    i, j = a0, b0
    for number, (x, y) in enumerate(rising):
        if x < i or y < j:  # within what the last anchor was stretched to
            continue
        x1, y1 = rising[number + 1] if number + 1 < len(rising) else (a1, b1)
        while x > i and y > j and a[x - 1] == b[y - 1]:
            x, y = x - 1, y - 1
        while x < a1 and y < b1 and a[x] == b[y] and (x, y) != (x1, y1):
            yield x, y
            x, y = x + 1, y + 1
        i, j = x, y


def _once(words: Sequence[int], start: int, end: int, size: int) -> dict[tuple[int, ...], int]:
    """Each run of `size` words that stands once in ``words[start:end]`` and holds no gap; where it begins."""
    seen: dict[tuple[int, ...], int] = {}
    for place in range(start, end - size + 1):
        run = tuple(words[place : place + size])
        seen[run] = -1 if run in seen else place
    return {run: place for run, place in seen.items() if place >= 0 and min(run) >= 0}


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest row of pairs that rises in both places; `pairs` are in order of the first."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for number, (_, y) in enumerate(pairs):
        at = bisect_left(ends, y)
        before.append(last[at - 1] if at else -1)
        ends[at : at + 1] = [y]
        last[at : at + 1] = [number]
    found: list[tuple[int, int]] = []
    number = last[-1] if last else -1
    while number >= 0:
        found.append(pairs[number])
        number = before[number]
    return found[::-1]
