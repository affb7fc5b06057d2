"""A comparison seen from the other side."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from msgspec import structs

from memcon.comparison.results import (
    CodeChange,
    Comparison,
    Counts,
    Difference,
    MarkChange,
    Outcome,
    Passage,
    Segment,
    Tally,
)

_OTHER: Mapping[Outcome, Outcome] = {"opened": "closed", "closed": "opened"}
Sided = TypeVar("Sided", Segment, Passage, Difference, MarkChange, CodeChange)


def turned(comparison: Comparison) -> Comparison:
    """What is different in a, seen from b. Turning twice gives the comparison back."""
    years = comparison.years
    return structs.replace(
        comparison,
        a=comparison.b,
        b=comparison.a,
        passages=tuple(_passage(passage) for passage in comparison.passages),
        opened=tuple(map(_difference, comparison.closed)),
        closed=tuple(map(_difference, comparison.opened)),
        changed=tuple(map(_difference, comparison.changed)),
        missing=tuple(map(_difference, comparison.missing)),
        unclear=tuple(map(_difference, comparison.unclear)),
        marks=tuple(map(_swapped, comparison.marks)),
        codes=tuple(map(_swapped, comparison.codes)),
        counts=_counts(comparison.counts),
        years=None if years is None else 0.0 - years,
    )


def other(outcome: Outcome) -> Outcome:
    """The outcome as the other paper sees it."""
    return _OTHER.get(outcome, outcome)


def _swapped(value: Sided) -> Sided:
    """`value` with its fields of a and of b exchanged."""
    pairs = [(f"a{f[1:]}", f"b{f[1:]}") for f in value.__struct_fields__ if f == "a" or f.startswith("a_")]
    changes = {x: getattr(value, y) for x, y in pairs} | {y: getattr(value, x) for x, y in pairs}
    return structs.replace(value, **changes)


def _passage(passage: Passage) -> Passage:
    segments = tuple(structs.replace(_swapped(s), outcome=other(s.outcome)) for s in passage.segments)
    return structs.replace(_swapped(passage), outcome=other(passage.outcome), segments=segments)


def _difference(difference: Difference) -> Difference:
    return structs.replace(_swapped(difference), outcome=other(difference.outcome))


def _counts(counts: Counts) -> Counts:
    def table(tallies: dict[str, Tally]) -> dict[str, Tally]:
        return {key: Tally(tally.closed, tally.opened) for key, tally in tallies.items()}

    return structs.replace(
        counts,
        opened=counts.closed,
        closed=counts.opened,
        by_code=table(counts.by_code),
        by_speaker=table(counts.by_speaker),
        by_mark=table(counts.by_mark),
        by_page=table(counts.by_page),
    )
