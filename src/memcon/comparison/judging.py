"""What the words between the words that agree mean: opened, closed, changed, missing, or no more than noise.

A word opposite a gap was withheld, and is not. For other words the two readings' own doubts decide, then what
worn type and its readers do to letters: a difference that a misreading explains is ``unclear``, and only what
it cannot explain is ``changed``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from memcon.comparison.aligning import Run
from memcon.comparison.likeness import is_wordlike, likeness, rough
from memcon.comparison.papers import Paper, Token
from memcon.comparison.results import Outcome
from memcon.model import DOUBTFUL

Known = Callable[[str], bool]
"""Whether a word is in a dictionary."""

SURE = 0.9
"""A word read from an image is beyond doubt from this confidence on."""
ALIKE = 0.6
"""Two words as like as this can be one, misread by a letter or two."""
PAGE = 30
"""A stretch of as many words that one copy lacks where its page ends is a missing page, not an insertion."""
LONG = 60
"""The same in the middle of a page."""


class Piece(Struct, frozen=True, gc=False):
    """Words of both papers with one outcome; their places in `Paper.tokens`."""

    outcome: Outcome
    a: tuple[int, ...] = ()
    b: tuple[int, ...] = ()
    hides: tuple[int, ...] = ()
    """The gaps that withhold these words, on the side that does not show them."""
    why: str = ""


class Judge:
    """Judges the runs of one alignment. What it says of a and b it says the other way round of b and a."""

    def __init__(self, a: Paper, b: Paper, known: Known | None = None) -> None:
        self._a, self._b = a.tokens, b.tokens
        self._known = known or _unknown
        self._seen = Counter(t.key for t in (*a.tokens, *b.tokens) if t.confidence >= DOUBTFUL)
        self._kinds_a = [s.kind for s in a.stretches]
        self._kinds_b = [s.kind for s in b.stretches]

    def pieces(self, run: Run) -> Iterator[Piece]:
        """The pieces of a run, in reading order."""
        if run.paired:
            yield from self._paired(run)
        else:
            yield from self._between(run)

    def _paired(self, run: Run) -> Iterator[Piece]:
        for i, j in zip(range(run.a0, run.a1), range(run.b0, run.b1), strict=True):
            one, other = self._a[i], self._b[j]
            if one.gap and other.gap:
                yield Piece("withheld", (i,), (j,))
            elif one.key == other.key:
                yield Piece("same", (i,), (j,))
            else:
                outcome, why = self.told([one], [other])
                yield Piece(outcome, (i,), (j,), (), why)

    def _between(self, run: Run) -> Iterator[Piece]:
        places_a, places_b = range(run.a0, run.a1), range(run.b0, run.b1)
        words_a = tuple(n for n in places_a if not self._a[n].gap)
        words_b = tuple(n for n in places_b if not self._b[n].gap)
        gaps_a = tuple(n for n in places_a if self._a[n].gap)
        gaps_b = tuple(n for n in places_b if self._b[n].gap)
        beside_a = gaps_a or _beside(self._a, run.a0, run.a1)
        beside_b = gaps_b or _beside(self._b, run.b0, run.b1)
        if beside_a and words_b:
            yield Piece("opened", gaps_a, words_b, beside_a)
            gaps_a = words_b = ()
        if beside_b and words_a:
            yield Piece("closed", words_a, gaps_b, beside_b)
            gaps_b = words_a = ()
        if gaps_a or gaps_b:
            yield Piece(
                "unclear", gaps_a, gaps_b, (), "withheld in one, and neither words nor a gap in the other"
            )
        yield from self._ungapped(words_a, words_b, run)

    def _ungapped(self, words_a: tuple[int, ...], words_b: tuple[int, ...], run: Run) -> Iterator[Piece]:
        ones, others = [self._a[n] for n in words_a], [self._b[n] for n in words_b]
        if ones and others:
            outcome, why = self.told(ones, others)
        elif ones:
            kinds = {self._kinds_a[t.passage] for t in ones}
            outcome, why = self._extra(ones, kinds, _page_ends(self._b, run.b0))
        elif others:
            kinds = {self._kinds_b[t.passage] for t in others}
            outcome, why = self._extra(others, kinds, _page_ends(self._a, run.a0))
        else:
            return
        yield Piece(outcome, words_a, words_b, (), why)

    def told(self, ones: Sequence[Token], others: Sequence[Token]) -> tuple[Outcome, str]:
        """What words that stand against each other are: ``same``, ``changed`` or ``unclear``, and why."""
        one, other = "".join(t.key for t in ones), "".join(t.key for t in others)
        if one == other:
            return "same", ""
        both = (*ones, *others)
        if min(t.confidence for t in both) < DOUBTFUL:
            return "unclear", "a doubtful reading"
        if len(ones) == len(others) == 1 and (ones[0].other == other or others[0].other == one):
            return "unclear", "another reading agrees"
        if rough(one) == rough(other):
            return "unclear", "letters that are taken for one another"
        pictured = any(t.pictured for t in both)
        if pictured and min(t.confidence for t in both) < SURE:
            return "unclear", "a reading not beyond doubt"
        words = all(self._is_word(t.key) for t in both)
        numbers = any(t.key.isdigit() for t in ones) and any(t.key.isdigit() for t in others)
        if words or numbers:
            return "changed", ""
        if pictured or likeness(one, other) >= ALIKE or not all(is_wordlike(t.key) for t in both):
            return "unclear", "a reading that is no known word"
        return "changed", ""

    def _is_word(self, key: str) -> bool:
        """Whether a reading is a word: by the dictionary, or since it stands elsewhere in these papers."""
        return self._known(key) or self._seen[key] > 1

    def _extra(self, words: Sequence[Token], kinds: set[str], page_ends: bool) -> tuple[Outcome, str]:
        """What words are that the other paper has nothing against."""
        if all(t.pictured and len(t.key) < 2 for t in words):
            return "unclear", "specks or letters"
        if kinds <= {"head", "other"}:
            return "unclear", "outside the text proper"
        if len(words) >= (PAGE if page_ends else LONG):
            return "missing", "a page of the other copy is missing" if page_ends else "no sign of withholding"
        if any(t.pictured for t in words):
            if min(t.confidence for t in words) < SURE:
                return "unclear", "a doubtful reading"
            if not all(self._is_word(t.key) for t in words):
                return "unclear", "a reading that is no known word"
        return "changed", ""


def _unknown(word: str) -> bool:
    """Where there is no dictionary, no word is in it."""
    del word
    return False


def _beside(tokens: Sequence[Token], start: int, end: int) -> tuple[int, ...]:
    """The gaps right before and right behind ``tokens[start:end]``, where nothing stands between them."""
    if start != end:
        return ()
    near = [n for n in (start - 1, end) if 0 <= n < len(tokens)]
    return tuple(n for n in near if tokens[n].gap)


def _page_ends(tokens: Sequence[Token], place: int) -> bool:
    """Whether a page of the paper ends before the word at `place`, or the paper begins or ends there."""
    return place in (0, len(tokens)) or tokens[place - 1].page != tokens[place].page
