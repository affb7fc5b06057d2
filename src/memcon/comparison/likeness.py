"""How alike two readings look, and whether they can be one word misread."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import Indel

_TAKEN_FOR = str.maketrans("0156849qij|", "olsbbagglll")
"""Letters and digits that readers of worn type take for one another, each as one of its kind."""
_MELTED = (
    ("rn", "m"),
    ("vv", "w"),
    ("cl", "d"),
    ("li", "h"),
    ("fi", "h"),
    ("nn", "m"),
    ("ii", "n"),
    ("e", "c"),
)
_WORDLIKE = re.compile(r"(?=.*[aeiouy])[^\W\d_]+")


@lru_cache(maxsize=65536)
def rough(key: str) -> str:
    """A word's key with what readers of worn type confuse made one: ``rn`` and ``m``, ``0`` and ``o``."""
    for pair, one in _MELTED:
        key = key.replace(pair, one)
    return key.translate(_TAKEN_FOR)


@lru_cache(maxsize=262144)
def likeness(one: str, other: str) -> float:
    """From 0 to 1, the share of letters that two keys have in common, in order; 0 where one is empty."""
    if not one or not other:
        return 0.0
    if one == other:
        return 1.0
    plain = Indel.normalized_similarity(one, other)
    if len(one) < 3 or len(other) < 3:
        return 0.9 if rough(one) == rough(other) else plain
    return max(plain, 0.95 * Indel.normalized_similarity(rough(one), rough(other)))


def is_wordlike(key: str) -> bool:
    """Whether a key has a word's shape: letters alone, a vowel among them."""
    return bool(_WORDLIKE.fullmatch(key))
