"""The words of two short stretches aligned by how alike they look, what a gap may hide taken for nothing.

Between anchors stand the words that were misread, changed, opened and closed. A table of best scores
(Needleman and Wunsch 1970) finds the alignment: alike words may be a pair, pairs in a row score more than
pairs apart, and a word beside the other paper's gap costs next to nothing, since the gap may hide it. Where a
page of the other paper ends, the next may be missing, which costs the same however many words were on it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

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
HIDDEN = -0.02
"""What a word costs that a gap may hide: of two ways to read a text, that is likelier which hides less."""
MISSING = -3.0
"""What a page costs that the other paper lacks, with all its words."""
ISLAND = -2.0
"""What a word costs that stands between two gaps close to each other, where the other paper has no gap and
yet no partner for it: that paper shows what the gaps hide, and so it shows the word."""
NARROW = 3
"""Words of such an island, at most."""
GAPS = 0.3
"""What two gaps score that are taken for one: less than a word, since any gap may be any other."""
OPENING = -1.7
"""What a pair costs more that follows no pair: in any two texts some words are the same by chance."""
LABEL = 1.6
"""What a pair scores more that ends with a colon in both texts: a speaker's label, which stays in place."""
LEAST = 0.6
"""The likeness under which two words are no pair."""

Pairs = list[tuple[int, int]]


class Ends(NamedTuple):
    """For both stretches the places before which a page ends behind which others may be missing; 0 is before
    the first word."""

    a: frozenset[int] = frozenset()
    b: frozenset[int] = frozenset()

    def moved(self, by: int) -> Ends:
        """The same, counted from a place further on in both stretches."""
        return Ends(*(frozenset(n - by for n in places) for places in self))


NONE = Ends()


def aligned(a: Sequence[Token], b: Sequence[Token], ends: Ends = NONE) -> Pairs:
    """The pairs of places in `a` and `b` that are one word, or one gap, in rising order."""
    if not a or not b:
        return []
    if len(a) == len(b) <= FEW:
        same = [n for n in range(len(a)) if not a[n].gap and a[n].key == b[n].key]
        if same:
            return _around(a, b, same)
    if len(a) * len(b) > TABLE:
        return _long(a, b)
    return _walked(_Table(a, b, ends))


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


class _Step(NamedTuple):
    """How the best scores of a place were reached."""

    before_pair: int
    """The state before its pair."""
    before_lone: int
    """The state before its words without partner."""
    lone_a: int = 0
    """How many such words of a; one, or those of a missing page."""
    lone_b: int = 0


class _Lost(NamedTuple):
    """The best score of a missing page, and the place and the state before it."""

    score: float = _NO
    place: int = 0
    state: int = PAIR

    def or_from(self, place: int, state: int, score: float) -> _Lost:
        """This one, or one that begins at a place whose best score is known, where that is better."""
        return self if self.score >= score + MISSING else _Lost(score + MISSING, place, state)


class _Table:
    """For each place, the best scores of the words before it, and the step by which each was reached."""

    def __init__(self, a: Sequence[Token], b: Sequence[Token], ends: Ends) -> None:
        self._free_a, self._free_b = _beside_gap(a), _beside_gap(b)
        self._lone_a, self._lone_b = _lone(a, b), _lone(b, a)
        self._a, self._b, self._ends = a, b, ends
        self._lost = {j: _Lost() for j in ends.b}
        """For each place of b where a page may be missing, the words of a that it had."""
        self._pair = [0.0] + [_NO] * len(b)
        self._apart = [_NO] * (len(b) + 1)
        self.steps: list[list[_Step]] = [[_Step(PAIR, PAIR)]]
        lost = _Lost()
        for j in range(len(b)):
            self._apart[j + 1], step, lost = self._along(
                0, j, *self._better(j), HIDDEN if self._free_a[0] else self._lone_b[j], lost
            )
            self.steps[0].append(step)
        for i in range(len(a)):
            self._row(i)
        last = self._pair[-1] >= self._apart[-1]
        self.end = PAIR if last else APART

    def _better(self, j: int) -> tuple[int, float]:
        pair, apart = self._pair[j], self._apart[j]
        return (PAIR, pair) if pair >= apart else (APART, apart)

    def _along(
        self, i: int, j: int, state: int, best: float, cost: float, lost: _Lost
    ) -> tuple[float, _Step, _Lost]:
        """The score with word `j` of b alone behind `i` words of a, by itself or on a missing page."""
        if i in self._ends.a:
            lost = lost.or_from(j, state, best)
        if lost.score > best + cost:
            return lost.score, _Step(PAIR, lost.state, 0, j + 1 - lost.place), lost
        return best + cost, _Step(PAIR, state, 0, 1), lost

    def _down(self, i: int, j: int, state: int, best: float) -> tuple[float, _Step]:
        """The score with word `i` of a alone behind `j` words of b, by itself or on a missing page."""
        down = best + (HIDDEN if self._free_b[j] else self._lone_a[i])
        lost = self._lost.get(j)
        if lost is not None:
            self._lost[j] = lost = lost.or_from(i, state, best)
            if lost.score > down:
                return lost.score, _Step(PAIR, lost.state, i + 1 - lost.place)
        return down, _Step(PAIR, state, 1)

    def _row(self, i: int) -> None:
        x, free = self._a[i], self._free_a[i + 1]
        down, step = self._down(i, 0, *self._better(0))
        pairs, aparts, steps, lost = [_NO], [down], [step], _Lost()
        for j, y in enumerate(self._b):
            value = score(x, y)
            row, lone = self._pair[j], self._apart[j] + (0.0 if x.gap else OPENING)
            pairs.append(max(row, lone) + value if value > 0 else _NO)
            down, step = self._down(i, j + 1, *self._better(j + 1))
            left = (PAIR, pairs[j]) if pairs[j] >= aparts[j] else (APART, aparts[j])
            along, other, lost = self._along(i + 1, j, *left, HIDDEN if free else self._lone_b[j], lost)
            aparts.append(max(down, along))
            _, state, lone_a, lone_b = step if down >= along else other
            steps.append(_Step(PAIR if row >= lone else APART, state, lone_a, lone_b))
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
        step = table.steps[i][j]
        if state == PAIR:
            i, j, state = i - 1, j - 1, step.before_pair
            pairs.append((i, j))
        else:
            i, j, state = i - step.lone_a, j - step.lone_b, step.before_lone
    return pairs[::-1]
