"""The best chain of stretches that two texts have in common: what stands between should be explained by gaps.

Every run of words that both texts have is a candidate, wherever it stands. A chain of candidates is worth the
words that it pairs, less what it leaves unexplained: words that one text has and the other has not cost,
unless the other has a gap there that may hide them; a gap that hides nothing costs too. So a sentence that
stands twice is paired where the gaps agree with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

SIZE = 3
"""Words of a run that makes a candidate."""
OFTEN = 12
"""A run that stands so often in the two texts, the one times the other, tells nothing."""
BACK = 250
"""How many candidates back the one before is looked for."""
LACK = 0.5
"""What a word costs that the other text lacks without a gap."""
MOST = 8.0
"""The most that such words cost where a page of the other text ends: then a page is missing, and it makes no
odds how long it was."""
WITHIN = 40.0
"""The same in the middle of a page, where a text seldom lacks anything without a sign."""
SWAPPED = 0.5
"""What a pair of words costs that stand against each other and differ."""
HIDDEN = 0.02
"""What a word costs that a gap may hide: of two ways to read a text, that is likelier which hides less."""
IDLE = 4.0
"""What a gap costs that hides nothing."""


LEEWAY = (10.0, 2.0)
"""A gap may hide so many words and so many times as many as it seems to."""
CROWDED = 0.25
"""What a word costs more that a gap has no room for."""


class Stretch(Struct, frozen=True, gc=False):
    """Words ``a[i:i + size]`` that are ``b[j:j + size]``."""

    i: int
    j: int
    size: int


class Text(Struct, frozen=True, gc=False):
    """A text, or a stretch of one, as the chain sees it."""

    numbers: Sequence[int]
    """A number for each word; below 0 for a gap."""
    room: Sequence[float]
    """How many words each gap may hide; 0 for a word."""
    ends: Sequence[bool]
    """Whether a page ends before each word; and, one more, behind the last."""

    def between(self, start: int, end: int) -> Text:
        """The words ``start:end``."""
        return Text(self.numbers[start:end], self.room[start:end], self.ends[start : end + 1])


class _Tally:
    """How many words and gaps stand before each place of a text, and how many words these gaps may hide."""

    def __init__(self, text: Text) -> None:
        self.gaps = [0]
        self.room = [0.0]
        self.ends = [0]
        for number, size in zip(text.numbers, text.room, strict=True):
            self.gaps.append(self.gaps[-1] + (number < 0))
            self.room.append(self.room[-1] + size)
        for end in text.ends:
            self.ends.append(self.ends[-1] + end)

    def between(self, start: int, end: int) -> tuple[int, int]:
        """Words and gaps in ``start:end``."""
        gaps = self.gaps[end] - self.gaps[start]
        return end - start - gaps, gaps

    def most(self, start: int, end: int) -> float:
        """The most that the words of the other text cost which this one lacks in ``start:end``."""
        return MOST if self.ends[end + 1] > self.ends[start] else WITHIN

    def holds(self, start: int, end: int, words: int) -> float:
        """How many of so many words the gaps in ``start:end`` are too small for."""
        return max(0.0, words - LEEWAY[0] - LEEWAY[1] * (self.room[end] - self.room[start]))


def chained(one: Text, other: Text) -> list[Stretch]:
    """The best chain, in rising order."""
    a, b = one.numbers, other.numbers
    found = sorted(_candidates(a, b), key=lambda s: (s.i, s.j))
    if not found:
        return []
    mine, theirs = _Tally(one), _Tally(other)
    best: list[float] = []
    before: list[int] = []
    for k, stretch in enumerate(found):
        value, came = -_cost(mine, theirs, 0, stretch.i, 0, stretch.j), -1
        for p in range(max(0, k - BACK), k):
            last = found[p]
            cut = max(0, last.i + last.size - stretch.i, last.j + last.size - stretch.j)
            if cut >= min(last.size, stretch.size):
                continue
            i, j = last.i + last.size - cut, last.j + last.size - cut
            reached = best[p] - cut - _cost(mine, theirs, i, stretch.i, j, stretch.j)
            if reached > value:
                value, came = reached, p
        best.append(value + stretch.size)
        before.append(came)
    ends = [
        best[k] - _cost(mine, theirs, s.i + s.size, len(a), s.j + s.size, len(b)) for k, s in enumerate(found)
    ]
    k = max(range(len(found)), key=ends.__getitem__)
    chain: list[Stretch] = []
    while k >= 0:
        chain.append(found[k])
        k = before[k]
    return list(_trimmed(chain[::-1]))


def _cost(mine: _Tally, theirs: _Tally, a0: int, a1: int, b0: int, b1: int) -> float:
    """What lies unexplained between two stretches."""
    if a0 == a1 and b0 == b1:
        return 0.0
    words_a, gaps_a = mine.between(a0, a1)
    words_b, gaps_b = theirs.between(b0, b1)
    if not gaps_a and not gaps_b:
        both = min(words_a, words_b)
        most = theirs.most(b0, b1) if words_a > words_b else mine.most(a0, a1)
        return min(MOST, SWAPPED * both) + min(most, LACK * (max(words_a, words_b) - both))
    if gaps_a and gaps_b:
        over = mine.holds(a0, a1, words_b) + theirs.holds(b0, b1, words_a)
        return min(MOST, HIDDEN * (words_a + words_b) + CROWDED * over)
    if gaps_b:
        mine, theirs, a0, a1, b0, b1, words_a, words_b = theirs, mine, b0, b1, a0, a1, words_b, words_a
    swapped = min(MOST, SWAPPED * min(words_a, words_b))
    if words_b <= words_a:  # a gap in a missing page is missing too
        return swapped + min(theirs.most(b0, b1), LACK * (words_a - words_b) + IDLE)
    over = mine.holds(a0, a1, words_b)
    return swapped + min(mine.most(a0, a1), CROWDED * over + HIDDEN * words_b)


def _candidates(a: Sequence[int], b: Sequence[int]) -> Iterator[Stretch]:
    """The stretches of `SIZE` words and more that both have, as long as they go."""
    where: dict[tuple[int, ...], list[int]] = {}
    for j in range(len(b) - SIZE + 1):
        where.setdefault(tuple(b[j : j + SIZE]), []).append(j)
    count: dict[tuple[int, ...], int] = {}
    for i in range(len(a) - SIZE + 1):
        run = tuple(a[i : i + SIZE])
        count[run] = count.get(run, 0) + 1
    reached: dict[int, int] = {}
    for i in range(len(a) - SIZE + 1):
        run = tuple(a[i : i + SIZE])
        places = where.get(run, ())
        if min(run) < 0 or len(places) * count[run] > OFTEN:
            continue
        for j in places:
            if reached.get(j - i, -1) > i:
                continue
            start, end = _whole(a, b, i, j)
            reached[j - i] = end
            yield Stretch(start, j - i + start, end - start)


def _whole(a: Sequence[int], b: Sequence[int], i: int, j: int) -> tuple[int, int]:
    """From where to where in `a` the words around ``a[i]`` and ``b[j]`` are the same."""
    start, shift = i, j - i
    while start > 0 and start + shift > 0 and a[start - 1] == b[start + shift - 1]:
        start -= 1
    end = i
    while end < len(a) and end + shift < len(b) and a[end] == b[end + shift]:
        end += 1
    return start, end


def _trimmed(chain: Sequence[Stretch]) -> Iterator[Stretch]:
    """The stretches without what the next one pairs too."""
    for place, stretch in enumerate(chain):
        cut = 0
        if place + 1 < len(chain):
            following = chain[place + 1]
            cut = max(0, stretch.i + stretch.size - following.i, stretch.j + stretch.size - following.j)
        yield Stretch(stretch.i, stretch.j, stretch.size - cut)
