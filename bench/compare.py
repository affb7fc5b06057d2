"""Two releases of a paper compared: how right it is, and how long it takes beside other ways of comparing."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

import memcon
from bench.pairs import Pair, parts_of, scan_pair, text_pair
from memcon import Comparison, Difference
from memcon.comparison.likeness import likeness

TEXTS, SCANS = 300, 100
MISREAD = 0.5
"""A word as like as this in a word's place is that word, misread."""


class Score(NamedTuple):
    """Words: rightly said to be opened or closed, said to be, really so; falsely said to be changed; all."""

    right: int = 0
    said: int = 0
    true: int = 0
    false_changes: int = 0
    found_changes: int = 0
    true_changes: int = 0
    words: int = 0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.said + self.true) if self.said + self.true else 1.0

    @property
    def false_share(self) -> float:
        return self.false_changes / max(1, self.words)


def scored(pair: Pair, comparison: Comparison) -> Score:
    """A comparison held against the truth, word for word and in order."""
    right = said = true = 0
    for differences, truth, side in (
        (comparison.opened, pair.opened, "b"),
        (comparison.closed, pair.closed, "a"),
    ):
        words = [key for d in differences for key in parts_of(getattr(d, side))]
        right += _right(words, list(truth))
        said, true = said + len(words), true + len(truth)
    changed = [key for d in comparison.changed for key in parts_of(f"{d.a} {d.b}")]
    left, found = list(pair.changed), 0
    for key in changed:
        if key in left:
            left.remove(key)
            found += 1
    return Score(right, said, true, len(changed) - found, found, len(pair.changed), pair.words)


def _right(words: list[str], truth: list[str]) -> int:
    """How many words are those of the truth, in order; one that the copy misreads is the word that it was."""
    right = i = j = 0
    for block in (*LCSseq.editops(words, truth).as_matching_blocks(),):
        if block.a - i == block.b - j:
            pairs = zip(words[i : block.a], truth[j : block.b], strict=True)
            right += sum(likeness(one, other) >= MISREAD for one, other in pairs)
        right += block.size
        i, j = block.a + block.size, block.b + block.size
    return right


def total(scores: Iterable[Score]) -> Score:
    """All scores as one."""
    return Score(*(sum(column) for column in zip(*scores, strict=True)))


def compared(pair: Pair, folder: Path) -> Comparison:
    """A pair written, read and compared."""
    paths = [folder / f"{name}{pair.suffix}" for name in "ab"]
    for path, data in zip(paths, (pair.a, pair.b), strict=True):
        path.write_bytes(data)
    return memcon.compare(*paths)


def sweep(make: Callable[[int], Pair], seeds: Sequence[int], folder: Path, *, show: bool = False) -> Score:
    """The score over pairs of these seeds."""
    scores: list[Score] = []
    for seed in seeds:
        pair = make(seed)
        comparison = compared(pair, folder)
        scores.append(scored(pair, comparison))
        if show and (scores[-1].f1 < 0.98 or scores[-1].false_changes > 1):
            print(f"{seed}: {pair.what} F1 {scores[-1].f1:.3f} {scores[-1]}", file=sys.stderr)
    return total(scores)


def texts(differences: Iterable[Difference]) -> list[tuple[str, str]]:
    """What differences are about."""
    return [(d.a, d.b) for d in differences]
