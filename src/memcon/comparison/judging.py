"""What the words between the words that agree mean: opened, closed, changed, missing, or no more than noise.

A word opposite a gap was withheld, and is not. For other words the two readings' own doubts decide, then what
worn type and its readers do to letters: a difference that a misreading explains is ``unclear``, and only what
it cannot explain is ``changed``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from memcon.comparison.aligning import Run
from memcon.comparison.framing import PAGE, Framing, steps
from memcon.comparison.likeness import is_damaged, is_short_word, is_wordlike, likeness, misreadable
from memcon.comparison.lost import FULL, LostPages, capacity
from memcon.comparison.papers import Paper, Token
from memcon.comparison.results import Outcome
from memcon.markings import parse_mark
from memcon.model import DOUBTFUL

Known = Callable[[str], bool]
"""Whether a word is in a dictionary."""

FRAME = "outside the text proper"
PAGE_LOST = "a page of the other copy is missing"
BLANK = "withheld, or not read: the page has a blank of that size"
ILLEGIBLE = "not legible in one copy"
MOVED = "read in another place"
IDLE = "withheld in one, neither words nor a gap in the other"
SURE = 0.9
"""A word read from an image is beyond doubt from this confidence on."""
ALIKE = 0.6
"""Two words as like as this can be one, misread by a letter or two."""
NAME = 3
"""So many words of the paper's frame may be changed for as many; a greater difference is one of setting."""
SEVERAL = 5
"""So many words and more against others, beside a gap, are what the gap hides."""
ASTRAY = 25
"""So many words from its place a word may be that was read with the line above or below."""
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

    def __init__(self, a: Paper, b: Paper, runs: Sequence[Run], known: Known | None = None) -> None:
        self._papers = (a, b)
        self._a, self._b = a.tokens, b.tokens
        self._dictionary = known or unknown
        self._runs = runs
        self._seen = Counter(t.key for t in (*a.tokens, *b.tokens) if t.confidence >= DOUBTFUL)
        self._framing = Framing(a, b, runs)
        self._held = [pair for run in runs if run.paired for pair in self._gaps(run)]
        """The gaps of both papers that withhold the same."""
        self._lost = LostPages(a, b, self._framing, self._held)
        self._worn = any(self._misread(i, j) for run in runs if run.paired for i, j in steps(run))
        """Whether letters of these papers are misread anywhere, beyond doubt."""

    def _known(self, key: str) -> bool:
        return is_short_word(key) if len(key) <= 3 else self._dictionary(key)

    def _misread(self, i: int, j: int) -> bool:
        one, other = self._a[i].key, self._b[j].key
        return one != other and misreadable(one, other) and self._known(one) != self._known(other)

    def _gaps(self, run: Run) -> list[tuple[int, int]]:
        return [(i, j) for i, j in steps(run) if self._a[i].gap and self._b[j].gap]

    def judged(self) -> list[Piece]:
        """The pieces of all runs, in reading order.

        A gap between the text proper and the frame that hides words of the text hides none of the frame: what
        a copy has there on top is its own setting, such as a distribution list that a volume leaves out. Nor
        does one that withholds what a gap of the other copy withholds.
        """
        found = [piece for run in self._runs for piece in self._pieces(run)]
        taken: set[tuple[Outcome, int]] = {("opened", i) for i, _ in self._held}
        taken |= {("closed", j) for _, j in self._held}
        for piece in found:
            if piece.hides and self._framing.proper(*self._shown(piece)):
                taken |= {(piece.outcome, n) for n in piece.hides}
        return self._misplaced([self._set_apart(piece, taken) for piece in found])

    def _misplaced(self, pieces: list[Piece]) -> list[Piece]:
        """The pieces; a word that one reading of an image has a line off, and so twice without a partner, is
        unclear."""
        lone: dict[str, list[int]] = {}
        for place, piece in enumerate(pieces):
            if piece.outcome != "changed" or (piece.a and piece.b):
                continue
            words = [self._a[n] for n in piece.a] or [self._b[n] for n in piece.b]
            key = " ".join(word.key for word in words)
            for other in lone.get(key, ()):
                one = pieces[other]
                near = place - other <= ASTRAY and bool(one.a) != bool(piece.a)
                if near and words[0].pictured and one.outcome == "changed":
                    pieces[other] = Piece("unclear", one.a, one.b, (), MOVED)
                    pieces[place] = Piece("unclear", piece.a, piece.b, (), MOVED)
            lone.setdefault(key, []).append(place)
        return pieces

    def _shown(self, piece: Piece) -> tuple[int, int]:
        """The side and the place of the first word that a piece shows against a gap."""
        return (1, piece.b[0]) if piece.outcome == "opened" else (0, piece.a[0])

    def _set_apart(self, piece: Piece, taken: set[tuple[Outcome, int]]) -> Piece:
        """The piece, unless it is of the frame and its gaps have hidden others."""
        if not piece.hides or self._framing.proper(*self._shown(piece)):
            return piece
        if not any((piece.outcome, n) in taken for n in piece.hides):
            return piece
        return Piece("unclear", piece.a, piece.b, (), FRAME)

    def _pieces(self, run: Run) -> Iterator[Piece]:
        """The pieces of a run, in reading order."""
        if run.paired:
            yield from self._paired(run)
            return
        used: set[tuple[int, int]] = set()
        found: list[Piece] = []
        for proper in (True, False):
            mine, theirs = (
                [n for n in places if self._framing.fits(side, n, proper) and (side, n) not in used]
                for side, places in enumerate((range(run.a0, run.a1), range(run.b0, run.b1)))
            )
            for piece in self._between(mine, theirs, run, last=not proper):
                used.update((0, n) for n in piece.a)
                used.update((1, n) for n in piece.b)
                found += _parted(piece)
        yield from sorted(found, key=lambda p: min(p.a) - run.a0 if p.a else min(p.b) - run.b0)

    def _paired(self, run: Run) -> Iterator[Piece]:
        for i, j in steps(run):
            one, other = self._a[i], self._b[j]
            if one.gap and other.gap:
                yield Piece("withheld", (i,), (j,))
            elif one.key == other.key:
                yield Piece("same", (i,), (j,))
            else:
                yield Piece(*self._told((i,), (j,)))

    def _between(
        self, places_a: Sequence[int], places_b: Sequence[int], run: Run, *, last: bool
    ) -> Iterator[Piece]:
        """Words that stand against each other without being partners; a gap hides what stands against it, or
        beside it. `last`: a gap that has hidden nothing yet hides nothing."""
        words_a = tuple(n for n in places_a if not self._a[n].gap)
        words_b = tuple(n for n in places_b if not self._b[n].gap)
        gaps_a = tuple(n for n in places_a if self._a[n].gap)
        gaps_b = tuple(n for n in places_b if self._b[n].gap)
        unlike = not self._explained(words_a, words_b)
        beside_a = gaps_a or (self._beside(0, run, words_b) if unlike else ())
        beside_b = gaps_b or (self._beside(1, run, words_a) if unlike else ())
        if beside_a and words_b:
            shown, lost = self._lost.parted(0, beside_a, words_b)
            yield self._against(0, Piece("opened", gaps_a, shown, beside_a))
            yield from (Piece("missing", (), part, (), PAGE_LOST) for part in (lost,) if part)
            gaps_a = words_b = ()
        if beside_b and words_a:
            shown, lost = self._lost.parted(1, beside_b, words_a)
            yield self._against(1, Piece("closed", shown, gaps_b, beside_b))
            yield from (Piece("missing", part, (), (), PAGE_LOST) for part in (lost,) if part)
            gaps_b = words_a = ()
        idle = [(0, n) for n in gaps_a] + [(1, n) for n in gaps_b]
        for side, n in idle:
            if last or not self._framing.fits(side, n, proper=False):
                yield Piece("unclear", *_sides(side, n), (), IDLE)
        if words_a and words_b:
            yield Piece(*self._told(words_a, words_b))
        elif words_a or words_b:
            yield Piece(*self._extra(words_a, words_b, run))

    def _against(self, side: int, piece: Piece) -> Piece:
        """A piece shown against gaps, unclear where these may be none."""
        gaps = [(self._a, self._b)[side][n] for n in piece.hides]
        if any(gap.text or gap.confidence >= DOUBTFUL for gap in gaps):
            return piece
        return Piece("unclear", piece.a, piece.b, (), BLANK)

    def _beside(self, side: int, run: Run, words: Sequence[int]) -> tuple[int, ...]:
        """The gaps of one paper right before and right behind a run, for `words` of the other: those of the
        text proper for words of it, those of the frame for others."""
        tokens = (self._a, self._b)[side]
        start, end = ((run.a0, run.a1), (run.b0, run.b1))[side]
        if not words:
            return ()
        proper = self._framing.proper(1 - side, words[0])
        near = [n for n in (start - 1, end) if 0 <= n < len(tokens)]
        found = tuple(n for n in near if tokens[n].gap and self._framing.fits(side, n, proper))
        return found if len(words) <= sum(capacity(tokens[n].gap) for n in found) else ()

    def _explained(self, a: Sequence[int], b: Sequence[int]) -> bool:
        """Whether words against words are what they are without a gap that hides them: as many, or few."""
        return bool(a and b) and (len(a) == len(b) or max(len(a), len(b)) < SEVERAL)

    def _told(self, a: tuple[int, ...], b: tuple[int, ...]) -> _Verdict:
        """What words that stand against each other are."""
        ones, others = [self._a[n] for n in a], [self._b[n] for n in b]
        outcome, why = self.told(ones, others)
        if outcome == "changed" and not self._framing.proper(0, a[0]):
            other = self._framing.kind(0, a[0]) != self._framing.kind(1, b[0])
            if other or len(a) != len(b) or len(a) > NAME:
                outcome, why = "unclear", "another setting of the frame"
        return outcome, a, b, (), why

    def told(self, ones: Sequence[Token], others: Sequence[Token]) -> tuple[Outcome, str]:
        """Whether words are the ``same``, ``changed``, or ``unclear``, and why that."""
        one, other = "".join(t.key for t in ones), "".join(t.key for t in others)
        if one == other:
            return "same", ""
        both = (*ones, *others)
        pictured = any(t.pictured for t in both)
        if min(t.confidence for t in both) < (SURE if pictured else DOUBTFUL):
            return "unclear", "a doubtful reading"
        if any(is_damaged(t.text) for t in both):
            return "unclear", ILLEGIBLE
        if len(ones) == len(others) == 1 and (ones[0].other == other or others[0].other == one):
            return "unclear", "another reading agrees"
        spelt = all(self._known(t.key) or t.key.isdigit() for t in both)
        if misreadable(one, other) and (self._worn or pictured or not spelt):
            return "unclear", "letters that are taken for one another"
        figures = any(t.key.isdigit() for t in ones) and any(t.key.isdigit() for t in others)
        if figures or all(self._is_word(t.key) for t in both):
            return "changed", ""
        if pictured or likeness(one, other) >= ALIKE or not all(is_wordlike(t.key) for t in both):
            return "unclear", "a reading that is no known word"
        return "changed", ""

    def _is_word(self, key: str) -> bool:
        """Whether a reading is a word: by the dictionary, or since it stands elsewhere in these papers."""
        return self._known(key) or self._seen[key] > 1

    def _extra(self, a: tuple[int, ...], b: tuple[int, ...], run: Run) -> _Verdict:
        """What words are that the other paper has nothing against."""
        words = [self._a[n] for n in a] or [self._b[n] for n in b]
        other, places = (self._papers[1], (run.b0, run.b1)) if a else (self._papers[0], (run.a0, run.a1))
        page_ends = any(other.page_ends(place) for place in places)
        outcome, why = self._lone(words, page_ends)
        if outcome == "changed" and not self._framing.proper(*((0, a[0]) if a else (1, b[0]))):
            outcome, why = "unclear", FRAME
        if outcome == "changed":
            tokens, at = (self._b, run.b0) if a else (self._a, run.a0)
            if _fits_between(words, tokens[max(0, at - 1) : at + 1]):
                outcome, why = "unclear", BLANK
        return outcome, a, b, (), why

    def _lone(self, words: Sequence[Token], page_ends: bool) -> tuple[Outcome, str]:
        if all(t.pictured and len(t.key) < 2 for t in words):
            return "unclear", "specks or letters"
        if len(words) >= (PAGE if page_ends else LONG):
            return "missing", PAGE_LOST if page_ends else "no sign of withholding"
        if all(t.text.startswith("(") and parse_mark(t.text) for t in words):
            return "unclear", "a portion mark that was read as text"
        if 2 * sum(is_damaged(t.text) for t in words) >= len(words):
            return "unclear", ILLEGIBLE
        if any(t.pictured for t in words):
            if min(t.confidence for t in words) < SURE:
                return "unclear", "a doubtful reading"
            if not all(self._is_word(t.key) for t in words):
                return "unclear", "a reading that is no known word"
        return "changed", ""


def _fits_between(words: Sequence[Token], near: Sequence[Token]) -> bool:
    """Whether two neighbours on one line of an image stand so far apart that words fit between them: under a
    pen's stroke, or in a blank, such words were not read."""
    if len(near) < 2 or near[0].line < 0 or (near[0].page, near[0].line) != (near[1].page, near[1].line):
        return False
    one, other = near[0].box, near[1].box
    if one is None or other is None or not all(t.pictured and t.text for t in near):
        return False
    letter = (one.width + other.width) / (len(near[0].text) + len(near[1].text))
    return other.left - one.right >= FULL * letter * sum(len(t.text) + 1 for t in words)


_Verdict = tuple[Outcome, tuple[int, ...], tuple[int, ...], tuple[int, ...], str]


def _sides(side: int, place: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    return ((place,), ()) if side == 0 else ((), (place,))


def _parted(piece: Piece) -> Iterator[Piece]:
    """A piece in which one side alone has words, parted where these do not stand together, as with a gap of
    their own between them."""
    if piece.outcome == "opened":
        words, gaps = piece.b, piece.a
    elif piece.outcome == "closed" or not piece.b:
        words, gaps = piece.a, piece.b
    elif not piece.a:
        words, gaps = piece.b, piece.a
    else:
        yield piece
        return
    mine = words is piece.a
    groups = [[n for _, n in group] for _, group in groupby(enumerate(words), key=lambda e: e[1] - e[0])]
    for group in groups:
        sides = (tuple(group), gaps) if mine else (gaps, tuple(group))
        yield Piece(piece.outcome, *sides, piece.hides, piece.why)
        gaps = ()


def unknown(word: str) -> bool:
    """Where there is no dictionary, no word is in it."""
    del word
    return False
