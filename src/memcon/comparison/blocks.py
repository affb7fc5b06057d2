"""The words of two short stretches aligned by how alike they look, what a gap may hide taken for nothing.

Between anchors stand the words that were misread, changed, opened and closed. A table of best scores
(Needleman and Wunsch 1970) finds the alignment: alike words may be a pair, pairs in a row score more than
pairs apart, and a word beside the other paper's gap costs nothing, since the gap may hide it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from rapidfuzz.distance import LCSseq

from memcon.comparison.likeness import is_wordlike, likeness
from memcon.comparison.papers import Token
from memcon.model import DOUBTFUL

TABLE = 60_000
"""Pairs of words up to which the table is drawn up; above, only words that are the same are paired."""
SPECK = -0.1
"""The same for what may be no word."""
FEW = 8
"""Of two stretches of so many words, both as long, a word that is the same in the same place is a pair."""
ALONE = -0.3
"""What a word costs that has no partner, and no gap beside it that could hide it."""
ISLAND = -2.0
"""What a word costs that stands between two gaps close to each other, where the other paper has no gap and
yet no partner for it: that paper shows what the gaps hide, and so it shows the word."""
NARROW = 3
"""Words of such an island, at most."""
GAPS = 0.3
"""What two gaps score that are taken for one: less than a word, since any gap may be any other."""
OPENING = -1.7
"""What a pair costs more that follows no pair: in any two texts some words are the same by chance."""
LABEL = 1.2
"""What a pair scores more that ends with a colon in both texts: a speaker's label, which stays in place."""
LEAST = 0.6
"""The likeness under which two words are no pair."""

Pairs = list[tuple[int, int]]


def aligned(a: Sequence[Token], b: Sequence[Token]) -> Pairs:
    """The pairs of places in `a` and `b` that are one word, or one gap, in rising order."""
    if not a or not b:
        return []
    if len(a) == len(b) <= FEW:
        same = [n for n in range(len(a)) if not a[n].gap and a[n].key == b[n].key]
        if same:
            return _around(a, b, same)
    if len(a) * len(b) > TABLE:
        return _long(a, b)
    return _walked(_Table(a, b))


def _around(a: Sequence[Token], b: Sequence[Token], same: Sequence[int]) -> Pairs:
    """The pairs of two stretches of as many words, some of which are the same in the same place."""
    pairs: Pairs = []
    start = 0
    for n in (*same, len(a)):
        pairs += [(start + i, start + j) for i, j in aligned(a[start:n], b[start:n])]
        pairs += [(n, n)] if n < len(a) else []
        start = n + 1
    return pairs


def _long(a: Sequence[Token], b: Sequence[Token]) -> Pairs:
    """The longest row of the same words, without words that are pairs by chance: three in a row at least."""
    found = LCSseq.editops([t.key or id(t) for t in a], [t.key or id(t) for t in b]).as_matching_blocks()
    return [(m.a + n, m.b + n) for m in found if m.size >= 3 for n in range(m.size)]


def score(one: Token, other: Token) -> float:
    """What a pair of the two scores: up to 1; below 0 where they are no pair."""
    if one.gap or other.gap:
        return GAPS if one.gap and other.gap else -1.0
    if one.key == other.key:
        label = LABEL if one.text.endswith(":") and other.text.endswith(":") else 0.0
        return 0.2 + 0.2 * min(4, len(one.key)) + label
    alike = max(likeness(one.key, other.key), likeness(one.other, other.key), likeness(one.key, other.other))
    if alike < LEAST:
        return -1.0
    return alike * 0.2 * min(4, len(one.key), len(other.key))


_NO = -1e9
PAIR, APART = 0, 1
"""How an alignment of the words before a place may end: in a pair, or in a word without partner."""


class _Table:
    """For each place, the best scores of the words before it, and the step by which each was reached."""

    def __init__(self, a: Sequence[Token], b: Sequence[Token]) -> None:
        self._free_a, self._free_b = _beside_gap(a), _beside_gap(b)
        self._lone_a, self._lone_b = _lone(a, b), _lone(b, a)
        self._a, self._b = a, b
        self._pair = [0.0] + [_NO] * len(b)
        self._apart = [_NO] * (len(b) + 1)
        self.steps: list[list[tuple[int, int, int]]] = [[(PAIR, PAIR, 0)]]
        """For each place: the state before its pair; the state before its lone word; 1 where that is of b."""
        for j in range(len(b)):
            state, best = self._better(j)
            self._apart[j + 1] = best + (0.0 if self._free_a[0] else self._lone_b[j])
            self.steps[0].append((PAIR, state, 1))
        for i in range(len(a)):
            self._row(i)
        last = self._pair[-1] >= self._apart[-1]
        self.end = PAIR if last else APART

    def _better(self, j: int) -> tuple[int, float]:
        pair, apart = self._pair[j], self._apart[j]
        return (PAIR, pair) if pair >= apart else (APART, apart)

    def _row(self, i: int) -> None:
        x, free = self._a[i], self._free_a[i + 1]
        above = [self._better(j) for j in range(len(self._b) + 1)]
        alone = self._lone_a[i]
        pairs, aparts = [_NO], [above[0][1] + (0.0 if self._free_b[0] else alone)]
        steps = [(PAIR, above[0][0], 0)]
        for j, y in enumerate(self._b):
            value = score(x, y)
            row, lone = self._pair[j], self._apart[j] + (0.0 if x.gap else OPENING)
            pairs.append(max(row, lone) + value if value > 0 else _NO)
            down = above[j + 1][1] + (0.0 if self._free_b[j + 1] else alone)
            state, left = (PAIR, pairs[j]) if pairs[j] >= aparts[j] else (APART, aparts[j])
            along = left + (0.0 if free else self._lone_b[j])
            aparts.append(max(down, along))
            before = PAIR if row >= lone else APART
            steps.append((before, above[j + 1][0], 0) if down >= along else (before, state, 1))
        self._pair, self._apart = pairs, aparts
        self.steps.append(steps)


def _beside_gap(tokens: Sequence[Token]) -> list[bool]:
    """For each place between words, whether a gap stands before it or behind it."""
    gaps = [token.gap is not None for token in tokens]
    return [bool((k and gaps[k - 1]) or (k < len(gaps) and gaps[k])) for k in range(len(gaps) + 1)]


def _lone(tokens: Sequence[Token], other: Sequence[Token]) -> list[float]:
    """For each word, what it costs without a partner where no gap can hide it; `other`: the other paper's."""
    costs = [_alone(token) for token in tokens]
    if any(token.gap for token in other):
        return costs
    gaps = [n for n, token in enumerate(tokens) if token.gap]
    for one, next_ in pairwise(gaps):
        if next_ - one - 1 <= NARROW:
            costs[one + 1 : next_] = [ISLAND if c == ALONE else c for c in costs[one + 1 : next_]]
    return costs


def _alone(token: Token) -> float:
    if token.gap:
        return 0.0
    return ALONE if token.confidence >= DOUBTFUL and is_wordlike(token.key) else SPECK


def _walked(table: _Table) -> Pairs:
    """The pairs of the best alignment, found from its end."""
    i, j = len(table.steps) - 1, len(table.steps[0]) - 1
    state = table.end
    pairs: Pairs = []
    while i > 0 or j > 0:
        before_pair, before_lone, of_b = table.steps[i][j]
        if state == PAIR:
            i, j, state = i - 1, j - 1, before_pair
            pairs.append((i, j))
        else:
            i, j, state = (i, j - 1, before_lone) if of_b else (i - 1, j, before_lone)
    return pairs[::-1]
