"""Releases put together: one after the other is aligned with what stands so far, and fills its gaps.

Every word keeps who shows it. Where releases read a word differently, the reading on which more of them agree
stands, then a word of the dictionary before what is none, then the surer reading; the others are kept as
variants. What no release shows stays a gap, of the smallest size that any of them gives it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, groupby

from msgspec import Struct, structs

from memcon.comparison.aligning import align
from memcon.comparison.composites import Composite, CompositePassage, Part, Variant, Witness
from memcon.comparison.judging import Judge, Known, Piece, unknown
from memcon.comparison.papers import Paper, Stretch, Token
from memcon.comparison.results import Gap
from memcon.comparison.telling import groups_of, text_of
from memcon.comparison.unseen import revealed

Reading = tuple[Token, ...]
"""What one release has in a place: as a rule one word."""


class _Column(Struct):
    """One place of the composite: who reads what there, and the stretch that it belongs to."""

    stretch: int
    readings: dict[int, Reading]
    hides: set[int]
    """The releases that withhold it."""
    best: Reading = ()


class _Loom:
    """What stands so far."""

    def __init__(self, first: Paper, known: Known | None) -> None:
        self._known = known
        self.stretches: list[Stretch] = list(first.stretches)
        self.columns = [
            _Column(t.passage, {} if t.gap else {0: (t,)}, {0} if t.gap else set(), (t,))
            for t in first.tokens
        ]
        self._first = first

    def weave(self, paper: Paper, number: int) -> None:
        """Put a further release in."""
        flat = [(n, token) for n, column in enumerate(self.columns) for token in column.best]
        tokens = tuple(structs.replace(t, passage=self.columns[n].stretch) for n, t in flat)
        so_far = Paper("", self._first.record, tokens, tuple(self.stretches))
        runs = align(so_far, paper)
        judge = Judge(so_far, paper, runs, self._known)
        pieces = judge.judged()
        groups = groups_of(so_far, paper, pieces)
        homes = self._homes(paper, groups)
        places = [n for n, _ in flat]
        columns: list[_Column] = []
        for piece in pieces:
            held = [self.columns[n] for n in dict.fromkeys(places[i] for i in piece.a)]
            read = tuple(paper.tokens[j] for j in piece.b)
            columns += self._placed(piece, held, read, number, homes)
        self.columns = _once(columns)

    def _homes(self, paper: Paper, groups: Sequence[int]) -> list[int]:
        """For each stretch of a further release, the stretch of the composite that it is, or a new one."""
        known = {group: n for n, group in reversed(list(enumerate(groups[: len(self.stretches)])))}
        offset = len(self.stretches)
        homes: list[int] = []
        for n, stretch in enumerate(paper.stretches):
            home = known.get(groups[offset + n])
            if home is None:
                home = len(self.stretches)
                self.stretches.append(stretch)
            homes.append(home)
        return homes

    def _placed(
        self, piece: Piece, held: list[_Column], read: Reading, number: int, homes: Sequence[int]
    ) -> Iterator[_Column]:
        """The columns that come of a piece."""
        words = tuple(t for t in read if not t.gap)
        gaps = tuple(t for t in read if t.gap)
        fresh = [_Column(homes[t.passage], {number: (t,)}, set(), (t,)) for t in words]
        if piece.outcome in ("same", "changed", "unclear") and held and words and not gaps:
            yield from self._agreed(held, words, number)
            return
        if piece.outcome == "withheld":
            (column,) = held
            column.hides.add(number)
            column.best = (_smaller(column.best[0], gaps[0]),)
            yield column
            return
        if piece.outcome == "opened":
            for column in fresh:
                column.hides = {w for old in held for w in old.hides}
            yield from fresh
            return
        if piece.outcome == "closed":
            for column in held:
                column.hides.add(number)
        yield from held
        yield from fresh
        if piece.outcome == "unclear":
            yield from (_Column(homes[t.passage], {}, {number}, (t,)) for t in gaps)

    def _agreed(self, held: list[_Column], words: Reading, number: int) -> Iterator[_Column]:
        """Readings of one place: word by word where there are as many, else as one place of several words."""
        if len(held) == len(words) and all(len(c.best) == 1 and not c.best[0].gap for c in held):
            for column, word in zip(held, words, strict=True):
                column.readings[number] = (word,)
                yield self._settled(column)
            return
        readings: dict[int, Reading] = {}
        for witness in sorted({w for column in held for w in column.readings}):
            readings[witness] = tuple(t for c in held for t in c.readings.get(witness, ()))
        readings[number] = words
        hides = {w for column in held for w in column.hides}
        yield self._settled(_Column(held[0].stretch, readings, hides))

    def _settled(self, column: _Column) -> _Column:
        """The column with its best reading."""

        def weight(reading: Reading) -> tuple[int, int, float]:
            key = _key(reading)
            votes = sum(_key(other) == key for other in column.readings.values())
            words = all(self._known is not None and self._known(t.key) for t in reading)
            return votes, int(words), min((t.confidence for t in reading), default=0.0)

        column.best = max(column.readings.values(), key=weight)
        return column


def _key(reading: Reading) -> str:
    return "".join(token.key for token in reading)


def _smaller(one: Token, other: Token) -> Token:
    """Of two gaps in one place the smaller, since what it does not hide is shown; with the codes of both."""
    first, second = one.gap or Gap(), other.gap or Gap()
    codes = tuple(dict.fromkeys((*first.codes, *second.codes)))
    fewer = min(first, second, key=lambda gap: 1e9 if gap.words is None else gap.words)
    return structs.replace(one, gap=structs.replace(fewer, codes=codes))


def _once(columns: Sequence[_Column]) -> list[_Column]:
    seen: set[int] = set()
    return [c for c in columns if id(c) not in seen and not seen.add(id(c))]


def composed(papers: Sequence[Paper], known: Known | None = None) -> Composite:
    """The most complete text of releases of one paper; `known` says whether a word is in a dictionary.

    They are put together in the order given; the first is the frame into which the others are set.
    """
    papers = _beside_each_other(papers, known or unknown)
    loom = _Loom(papers[0], known)
    for number, paper in enumerate(papers[1:], 1):
        loom.weave(paper, number)
    passages: list[CompositePassage] = []
    for stretch, columns in groupby(loom.columns, key=lambda c: c.stretch):
        told = loom.stretches[stretch]
        parts = tuple(_parts(list(columns), known))
        passages.append(CompositePassage(told.kind, told.speaker, told.mark, parts))
    gaps = [c.best[0].gap or Gap() for c in loom.columns if not c.readings]
    words = sum(len(c.best) for c in loom.columns if c.readings)
    hidden = round(sum(gap.words or 0 for gap in gaps), 1)
    return Composite(
        tuple(_witness(paper, loom.columns, n) for n, paper in enumerate(papers)),
        tuple(passages),
        words,
        len(gaps),
        hidden,
        sum(gap.words is None for gap in gaps),
        round(hidden / (hidden + words), 4) if hidden else 0.0,
    )


def _beside_each_other(papers: Sequence[Paper], known: Known) -> list[Paper]:
    """The papers with the gaps that only another of them gives away."""
    found = list(papers)
    for i, j in combinations(range(len(found)), 2):
        if found[i].pictured or found[j].pictured:
            found[i], found[j], _ = revealed(found[i], found[j], known)
    return found


def _witness(paper: Paper, columns: Sequence[_Column], number: int) -> Witness:
    stamp = paper.record.declassification
    shown = [column for column in columns if number in column.readings]
    return Witness(
        paper.name,
        paper.record.pages,
        stamp.date if stamp else None,
        sum(token.gap is None for token in paper.tokens),
        sum(len(column.best) for column in shown if len(column.readings) == 1),
    )


def _parts(columns: Sequence[_Column], known: Known | None) -> Iterator[Part]:
    """The columns of a passage as parts: those that the same releases show, without variants, as one."""
    for _, group in groupby(enumerate(columns), key=lambda item: _sort(*item)):
        run = [column for _, column in group]
        first = run[0]
        if not first.readings:
            gap = first.best[0].gap
            yield Part("gap", "", tuple(sorted(first.hides)), gap=gap)
            continue
        key = _key(first.best)
        agree = tuple(sorted(w for w, r in first.readings.items() if len(run) > 1 or _key(r) == key))
        tokens = [token for column in run for token in column.best]
        variants = () if len(run) > 1 else tuple(_variants(first))
        settled = not variants or len(agree) > 1 or (known is not None and all(known(t.key) for t in tokens))
        pages = tuple(next((t.page for t in first.readings[w]), None) for w in agree)
        yield Part("text", text_of(tokens), agree, variants, not settled, None, pages)


def _sort(place: int, column: _Column) -> tuple[object, ...]:
    """What columns must have in common to be one part; a gap, and what has variants, stands alone."""
    if not column.readings or len({_key(r) for r in column.readings.values()}) > 1:
        return ("alone", place)
    return ("shown", *sorted(column.readings))


def _variants(column: _Column) -> Iterator[Variant]:
    best = _key(column.best)
    others: dict[str, list[int]] = {}
    for witness, reading in column.readings.items():
        if _key(reading) != best:
            others.setdefault(_key(reading), []).append(witness)
    for witnesses in others.values():
        yield Variant(text_of(column.readings[witnesses[0]]), tuple(witnesses))
