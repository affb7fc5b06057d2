"""Equal values of a packet's words held once: a thousand scanned pages otherwise take twice the memory.

A packet has few different words, coordinates and confidences, and many words that have them.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable

from memcon.model import Box, Word

_COORDINATES = tuple(range(8192))
"""One object for each pixel across or down a page: letter size at 600 dots to the inch has 6,600."""
_STEPS = 1000
_SHARES = tuple(step / _STEPS for step in range(_STEPS + 1))
"""Confidences to a thousandth, which is finer than any reader knows them."""


def shared(words: Iterable[Word]) -> tuple[Word, ...]:
    """The same words, made of values that all pages share; confidences are rounded to a thousandth."""
    return tuple(map(_shared, words))


def _shared(word: Word) -> Word:
    box = word.box
    return Word(
        sys.intern(word.text),
        Box(_at(box.left), _at(box.top), _at(box.right), _at(box.bottom)),
        _SHARES[round(min(1.0, max(0.0, word.confidence)) * _STEPS)],
        word.source,
        sys.intern(word.other) if word.other is not None else None,
        word.ink,
        word.struck,
        word.underlined,
    )


def _at(coordinate: int) -> int:
    return _COORDINATES[coordinate] if 0 <= coordinate < len(_COORDINATES) else coordinate
