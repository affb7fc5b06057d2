"""Which way up a page stands, found out by reading.

Most pages stand upright, or their text layer says how they stand, so a page is read as it lies first. Only
where that gives hardly a word is a sample of it read the other ways up. What counts is words that OCR is sure
of: a page upside down gives many words too, almost all of them doubtful.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from memcon.model import Word
from memcon.pages.cleaning import shrunk

Picture = NDArray[np.uint8]
Read = Callable[[Picture], Sequence[Word]]

_SURE = 0.8
_SHORTEST = 3
_ENOUGH = 120
"""Letters in sure words, two typed lines of them,"""
_SHARE = 0.35
"""and their share of all letters, from which a page stands upright without a doubt. Upside down, a tenth of
the letters are in words that OCR is sure of."""
_BETTER = 2.0
"""How many times as many such letters another way up must give."""
_SAMPLE = 700
"""Pixels, at 300 dots to the inch, that a sample is high."""
_ONE_AXIS = 1.5
"""Where the row sums differ from row to row this many times as much as the columns', lines run across."""
_PLAINLY = 4.0


def strength(words: Sequence[Word]) -> int:
    """Letters in words of three or more that OCR is sure of."""
    lengths = (sum(c.isalnum() for c in w.text) for w in words if w.confidence >= _SURE)
    return sum(n for n in lengths if n >= _SHORTEST)


def quarters(ink: Picture, dpi: int, as_it_lies: Sequence[Word], read: Read) -> int:
    """Quarter turns, counter-clockwise, that make a page stand upright: 0 to 3.

    `ink` is height by width, 255 ink; `as_it_lies` is what OCR has read of it, `read` reads another picture.
    """
    letters = sum(c.isalnum() for w in as_it_lies for c in w.text)
    sure = strength(as_it_lies)
    if (sure >= _ENOUGH and sure >= _SHARE * letters) or not ink.any():
        return 0
    high = round(_SAMPLE * dpi / 300)
    scores = {0: sure}
    for turn in _candidates(ink, dpi):
        turned = np.ascontiguousarray(np.rot90(ink, turn))
        top = _fullest(turned, high)
        scores[turn] = strength(read(turned[top : top + high]))
    best = max(scores, key=lambda turn: scores[turn])
    return best if scores[best] > max(_BETTER * scores[0], _ENOUGH / 4) else 0


def lines_run_down(ink: Picture, dpi: int) -> bool:
    """Whether a page lies on its side as plainly as can be: reading it as it lies costs three times as much
    and gives nothing."""
    across, down = _sharpness(ink, dpi)
    return down > _PLAINLY * across


def _candidates(ink: Picture, dpi: int) -> tuple[int, ...]:
    """The turns that are worth trying, by whether lines of type run across or down."""
    across, down = _sharpness(ink, dpi)
    if across > _ONE_AXIS * down:
        return (2,)
    return (1, 3) if down > _ONE_AXIS * across else (1, 2, 3)


def _sharpness(ink: Picture, dpi: int) -> tuple[float, float]:
    """How much row sums differ from row to row, and column sums from column to column."""
    small = shrunk(ink, min(1.0, 75 / dpi)).astype(np.float64)
    across, down = (float(np.square(np.diff(small.mean(axis=axis))).sum()) for axis in (1, 0))
    return across, down


def _fullest(ink: Picture, high: int) -> int:
    """Where the band of `high` rows with the most ink begins."""
    rows = np.concatenate([[0], np.cumsum(np.count_nonzero(ink, axis=1))])
    if len(rows) <= high + 1:
        return 0
    return int(np.argmax(rows[high:] - rows[:-high]))
