"""A comparison put together: pieces become passages, lists and counts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from msgspec import Struct

from memcon.comparison.gaps import LINE, united
from memcon.comparison.judging import Piece
from memcon.comparison.papers import Paper, Stretch, Token
from memcon.comparison.results import OUTCOMES, Difference, Gap, Outcome, Passage, Place, Segment
from memcon.model import joined


class Row(Struct):
    """A passage on its way: the stretches of both papers that are one, and its pieces."""

    a: list[int]
    b: list[int]
    pieces: list[Piece]


def rows_of(a: Paper, b: Paper, pieces: Iterable[Piece]) -> list[Row]:
    """The passages of both papers side by side, in reading order."""
    found = list(pieces)
    groups = groups_of(a, b, found)
    rows: dict[int, Row] = {}
    for piece in found:
        for number, part in _by_group(a, b, piece, groups):
            row = rows.setdefault(number, Row([], [], []))
            row.pieces.append(part)
            for papers, mine, places in ((a, row.a, part.a), (b, row.b, part.b)):
                for place in places:
                    if not papers.tokens[place].gap and papers.tokens[place].passage not in mine:
                        mine.append(papers.tokens[place].passage)
    return list(rows.values())


def groups_of(a: Paper, b: Paper, pieces: Sequence[Piece]) -> list[int]:
    """For each stretch of a, then of b, the number of its group: those with most words in common are one."""
    shared: Counter[tuple[int, int]] = Counter()
    for piece in pieces:
        if len(piece.a) == len(piece.b) == 1:
            shared[a.tokens[piece.a[0]].passage, b.tokens[piece.b[0]].passage] += 1
    parent = list(range(len(a.stretches) + len(b.stretches)))

    def top(n: int) -> int:
        while parent[n] != n:
            parent[n] = n = parent[parent[n]]
        return n

    for side in (0, 1):
        best: dict[int, tuple[int, tuple[int, int]]] = {}
        for pair, count in shared.items():
            best[pair[side]] = max(best.get(pair[side], (0, (0, 0))), (count, (-pair[0], -pair[1])))
        for _, (i, j) in best.values():
            one, other = top(-i), top(len(a.stretches) - j)
            parent[max(one, other)] = min(one, other)
    return [top(n) for n in range(len(parent))]


def _by_group(a: Paper, b: Paper, piece: Piece, groups: Sequence[int]) -> list[tuple[int, Piece]]:
    """The piece parted by the passages that it runs over; a gap goes with the first words that it hid."""
    if piece.outcome == "withheld":
        return [(groups[a.tokens[piece.a[0]].passage], piece)]
    parts: dict[int, tuple[list[int], list[int]]] = {}
    gaps: list[tuple[int, int]] = []
    for side, (paper, places, offset) in enumerate(((a, piece.a, 0), (b, piece.b, len(a.stretches)))):
        for place in places:
            if paper.tokens[place].gap and piece.outcome in ("opened", "closed"):
                gaps.append((side, place))
                continue
            group = groups[offset + paper.tokens[place].passage]
            parts.setdefault(group, ([], []))[side].append(place)
    for side, place in gaps:
        parts[next(iter(parts))][side].append(place)
    return [
        (group, Piece(piece.outcome, tuple(mine), tuple(theirs), piece.hides, piece.why))
        for group, (mine, theirs) in parts.items()
    ]


class Teller:
    """Turns the rows of two papers into passages and differences."""

    def __init__(self, a: Paper, b: Paper) -> None:
        self.a, self.b = a, b
        self._on_line = tuple(
            Counter((t.page, t.line) for t in paper.tokens if not t.gap) for paper in (a, b)
        )

    def passage(self, row: Row) -> Passage:
        """The row as a passage."""
        mine, theirs = self._stretch(self.a, row.a), self._stretch(self.b, row.b)
        one = mine or theirs
        segments = tuple(self._segment(piece) for piece in _merged(row.pieces))
        return Passage(
            kind=one.kind if one else "other",
            outcome=weightiest(s.outcome for s in segments),
            speaker=(mine.speaker if mine else None) or (theirs.speaker if theirs else None),
            a_page=mine.page if mine else None,
            b_page=theirs.page if theirs else None,
            a_mark=mine.mark if mine else None,
            b_mark=theirs.mark if theirs else None,
            segments=segments,
        )

    def _stretch(self, paper: Paper, numbers: Sequence[int]) -> Stretch | None:
        return paper.stretches[min(numbers)] if numbers else None

    def _segment(self, piece: Piece) -> Segment:
        a, b = [self.a.tokens[n] for n in piece.a], [self.b.tokens[n] for n in piece.b]
        return Segment(piece.outcome, text_of(a), text_of(b), _gap(a), _gap(b))

    def differences(self, row: Row, number: int) -> list[Difference]:
        """What differs in the row, which is passage `number`."""
        kept = [p for p in _merged(row.pieces) if p.outcome not in ("same", "withheld")]
        return [self._difference(row, piece, number) for piece in kept]

    def _difference(self, row: Row, piece: Piece, number: int) -> Difference:
        a, b = [self.a.tokens[n] for n in piece.a], [self.b.tokens[n] for n in piece.b]
        hidden = [(self.a if piece.outcome == "opened" else self.b).tokens[n] for n in piece.hides]
        places_a = _places(hidden if piece.outcome == "opened" else a)
        places_b = _places(hidden if piece.outcome == "closed" else b)
        shown = 1 if sum(not t.gap for t in b) >= sum(not t.gap for t in a) else 0
        stretches = self._stretch(*((self.b, row.b), (self.a, row.a))[1 - shown])
        sides = [s for s in (stretches, self._stretch(self.a, row.a), self._stretch(self.b, row.b)) if s]
        words = (a, b)[shown]
        return Difference(
            outcome=piece.outcome,
            passage=number,
            a=text_of(a),
            b=text_of(b),
            words=sum(not t.gap for t in words),
            lines=self._lines(words, shown),
            speaker=next((s.speaker for s in sides if s.speaker), None),
            mark=next((s.mark for s in sides if s.mark), None),
            codes=tuple(dict.fromkeys(c for t in (*hidden, *a, *b) if t.gap for c in t.gap.codes)),
            a_page=places_a[0].page if places_a else a[0].page if a else None,
            b_page=places_b[0].page if places_b else b[0].page if b else None,
            a_places=places_a,
            b_places=places_b,
            why=piece.why,
        )

    def _lines(self, words: Sequence[Token], side: int) -> float:
        shares = [
            1 / self._on_line[side][t.page, t.line] if t.line >= 0 else 1 / LINE for t in words if not t.gap
        ]
        return round(sum(shares), 1)


def _merged(pieces: Iterable[Piece]) -> list[Piece]:
    """The pieces with neighbours of the same outcome made one, but for gaps."""
    out: list[Piece] = []
    for piece in pieces:
        if (
            out
            and out[-1].outcome == piece.outcome != "withheld"
            and (not piece.hides or piece.hides == out[-1].hides)
        ):
            last = out[-1]
            out[-1] = Piece(
                last.outcome, (*last.a, *piece.a), (*last.b, *piece.b), last.hides, last.why or piece.why
            )
        else:
            out.append(piece)
    return out


def text_of(tokens: Iterable[Token]) -> str:
    """The words of tokens as running text, gaps left out."""
    return joined(_printed(tokens))


def _printed(tokens: Iterable[Token]) -> list[str]:
    words: list[str] = []
    glued = False
    for token in tokens:
        if token.gap:
            glued = False
            continue
        if glued:
            words[-1] += token.text
        else:
            words.append(token.text)
        glued = token.glued
    return words


def _gap(tokens: Iterable[Token]) -> Gap | None:
    gaps = [token.gap for token in tokens if token.gap]
    return united(gaps) if gaps else None


def _places(tokens: Iterable[Token]) -> tuple[Place, ...]:
    """A box for each printed line of the tokens that have places, and for each gap."""
    boxes: dict[tuple[int, int], Place] = defaultdict()
    for token in tokens:
        if token.box is None:
            continue
        at = (token.page, token.line)
        held = boxes.get(at)
        boxes[at] = Place(token.page, held.box.union(token.box) if held else token.box)
    return tuple(boxes.values())


def weightiest(outcomes: Iterable[Outcome]) -> Outcome:
    """The outcome that says most."""
    found = set(outcomes)
    best: Outcome = "same"
    for outcome in OUTCOMES:
        best = outcome if outcome in found else best
    return best
