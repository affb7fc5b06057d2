"""How well a passage answers, where the database does not say: BM25 as FTS5 has it, word for word.

A passage counts the more, the more often it has a phrase, the shorter it is, and the fewer passages have the
phrase (Robertson and Zaragoza 2009).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import log
from typing import NamedTuple

from memcon.archive.wording import COLUMNS, Close, Either, Phrase, Wording

K1, B = 1.2, 0.75
LEAST = 1e-6
"""What a phrase still counts that half of all passages have."""
APART = 1 << 32
"""Further than any two words of one column are from each other."""


class Totals(NamedTuple):
    """All passages: how many, and how many words they have."""

    passages: int
    words: int


def weight(having: int, totals: Totals) -> float:
    """What a phrase counts that so many passages have."""
    return max(LEAST, log((totals.passages - having + 0.5) / (having + 0.5)))


def rank(counts: Sequence[int], weights: Sequence[float], length: int, totals: Totals) -> float:
    """The rank of a passage of `length` words that has each phrase so often; the less, the better."""
    average = totals.words / totals.passages
    score = 0.0
    for count, each in zip(counts, weights, strict=True):
        score += each * ((count * (K1 + 1.0)) / (count + K1 * (1 - B + B * length / average)))
    return -score


class Passage(NamedTuple):
    """The words of each of `COLUMNS`."""

    speaker: Sequence[str]
    said: Sequence[str]
    text: Sequence[str]


def counts(wording: Wording, passage: Passage) -> list[int]:
    """How often each phrase of `wording` stands in a passage that fulfils it, those that it must not have
    too."""
    return [len(places) for places in _places(wording, passage)[1]]


def _places(wording: Wording, passage: Passage) -> tuple[bool, list[list[int]]]:
    """Whether a passage has it, and where each of its phrases stands; nowhere where it does not."""
    if isinstance(wording, Phrase):
        at = list(_stands(wording, passage))
        return bool(at), [at]
    if isinstance(wording, Close):
        near = _near([list(_stands(p, passage)) for p in wording.phrases], wording)
        return bool(near[0]), near
    if isinstance(wording, Either):
        parts = [_places(part, passage) for part in wording.parts]
        return any(has for has, _ in parts), [at for _, found in parts for at in found]
    have = [_places(part, passage) for part in wording.have]
    lack = [_places(part, passage) for part in wording.lack]
    holds = all(has for has, _ in have) and not any(has for has, _ in lack)
    there = [at if holds else [] for _, found in have for at in found]
    return holds, there + [[] for _, found in lack for _ in found]


def _stands(phrase: Phrase, passage: Passage) -> Iterator[int]:
    """Where a phrase begins: `APART` for each column before, and the words before."""
    size = len(phrase.words)
    if not size:
        return
    *whole, last = phrase.words
    columns: Mapping[str, Sequence[str]] = passage._asdict()
    for number, column in enumerate(COLUMNS):
        if phrase.column not in (None, column):
            continue
        words = columns[column]
        for at in range(len(words) - size + 1):
            end = words[at + size - 1]
            if (end.startswith(last) if phrase.prefix else end == last) and list(
                words[at : at + size - 1]
            ) == whole:
                yield number * APART + at


def _near(places: list[list[int]], close: Close) -> list[list[int]]:
    """Those places of each phrase that are close enough to one of every other, as FTS5 walks through them."""
    kept: list[list[int]] = [[] for _ in places]
    at = [0] * len(places)
    if not all(places):
        return kept
    while True:
        end = max(places[n][at[n]] for n in range(len(places)))
        met = True
        for n, phrase in enumerate(close.phrases):
            start = end - len(phrase.words) - close.distance
            while places[n][at[n]] < start:
                met = False
                at[n] += 1
                if at[n] == len(places[n]):
                    return kept
            if places[n][at[n]] > end:
                met, end = False, places[n][at[n]]
        if not met:
            continue
        for n in range(len(places)):
            if not kept[n] or kept[n][-1] != places[n][at[n]]:
                kept[n].append(places[n][at[n]])
        following = [p[a + 1] if a + 1 < len(p) else APART * 4 for p, a in zip(places, at, strict=True)]
        n = min(range(len(places)), key=following.__getitem__)
        at[n] += 1
        if at[n] == len(places[n]):
            return kept
