"""Two papers compared: the whole way from words to what a historian wants to know."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import json

from memcon.comparison.counting import counts
from memcon.comparison.facts import code_changes, mark_changes
from memcon.comparison.judging import Judge, Known, Piece, unknown
from memcon.comparison.papers import Paper
from memcon.comparison.results import Comparison, Difference, Outcome, Side
from memcon.comparison.telling import Teller, rows_of
from memcon.comparison.turning import turned
from memcon.comparison.unseen import revealed

YEAR = 365.25
"""Days."""


def compared(a: Paper, b: Paper, known: Known | None = None) -> Comparison:
    """What is different in `b`, seen from `a`; `known` says whether a word is in a dictionary.

    ``compared(a, a)`` is empty, and ``compared(b, a)`` is `turned` ``compared(a, b)``: two papers are always
    compared in one order, which their words give, and the answer is turned about where it was asked for the
    other way.
    """
    if _later(a, b):
        return turned(_compared(b, a, known))
    return _compared(a, b, known)


def _later(a: Paper, b: Paper) -> bool:
    """Whether `a` comes behind `b` in the order in which papers are compared."""
    one, other = [t.key for t in a.tokens], [t.key for t in b.tokens]
    return one > other if one != other else json.encode(a) > json.encode(b)


def _compared(a: Paper, b: Paper, known: Known | None) -> Comparison:
    a, b, runs = revealed(a, b, known or unknown)
    judge = Judge(a, b, runs, known)
    pieces = judge.judged()
    rows = rows_of(a, b, pieces)
    teller = Teller(a, b)
    found: dict[Outcome, list[Difference]] = {}
    for number, row in enumerate(rows):
        for difference in teller.differences(row, number):
            found.setdefault(difference.outcome, []).append(difference)

    def listed(outcome: Outcome) -> tuple[Difference, ...]:
        return tuple(found.get(outcome, ()))

    side_a, side_b = _side(a, b, pieces, 0), _side(b, a, pieces, 1)
    return Comparison(
        side_a,
        side_b,
        tuple(teller.passage(row) for row in rows),
        listed("opened"),
        listed("closed"),
        listed("changed"),
        listed("missing"),
        tuple(mark_changes(a, b, rows)),
        tuple(code_changes(a, b, rows)),
        listed("unclear"),
        counts(d for group in found.values() for d in group),
        _years(side_a.released, side_b.released),
    )


def _side(paper: Paper, other: Paper, pieces: Sequence[Piece], side: int) -> Side:
    record = paper.record
    stamp = record.declassification
    words = sum(token.gap is None for token in paper.tokens)
    hidden, unsized, gaps = _hidden(paper, other, pieces, side)
    return Side(
        name=paper.name,
        pages=record.pages,
        form=record.form,
        date=record.date,
        subject=record.subject,
        released=stamp.date if stamp else None,
        case=stamp.case if stamp else None,
        words=words,
        gaps=gaps,
        hidden=round(hidden, 1),
        unsized=unsized,
        closed=round(hidden / (hidden + words), 4) if hidden else 0.0,
    )


def _hidden(paper: Paper, other: Paper, pieces: Iterable[Piece], side: int) -> tuple[float, int, int]:
    """Words that a paper withholds, gaps of unknown size, and gaps.

    What the other paper shows at a gap is counted. A gap whose place holds a gap in the other paper too hides
    what that gap hides, and the words that the other shows beside it.
    """
    shown = "opened" if side == 0 else "closed"
    counted: dict[int, int] = {}
    for piece in pieces:
        if piece.outcome == shown and piece.hides:
            words = sum(not other.tokens[n].gap for n in (piece.b if side == 0 else piece.a))
            counted[piece.hides[0]] = counted.get(piece.hides[0], 0) + words
            counted.update({n: counted.get(n, 0) for n in piece.hides[1:]})
    partners = {
        (p.a, p.b)[side][0]: other.tokens[(p.b, p.a)[side][0]].gap for p in pieces if p.outcome == "withheld"
    }
    hidden, unsized, gaps = 0.0, 0, 0
    for place, token in enumerate(paper.tokens):
        if token.gap is None:
            continue
        gaps += 1
        kept = partners.get(place)
        size = (kept.words if kept else None) if place in counted else token.gap.words
        hidden += counted.get(place, 0) + (size or 0)
        unsized += size is None and (kept is not None or place not in counted)
    return hidden, unsized, gaps


def _years(one: str | None, other: str | None) -> float | None:
    try:
        first, last = (date.fromisoformat(text or "") for text in (one, other))
    except ValueError:
        return None
    return round((last - first).days / YEAR, 1) + 0.0
