"""Two records side by side: what opened, what closed, each passage at its place on both papers."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from litestar import Response, get
from litestar.params import PathParameter
from msgspec import Struct

from memcon import Archive, Box, Comparison, Composite, Difference, Shown, compare, composite
from memcon.serve import sheets
from memcon.serve.desk import AtDesk, Visit
from memcon.serve.finding import Spot, spots
from memcon.serve.places import Places
from memcon.serve.reading import Identity
from memcon.serve.sheets import Sheet

Other = Annotated[str, PathParameter(description="The id of the other record.", max_length=90)]


class Compared(Struct, frozen=True):
    """A comparison and a composite, as `memcon compare` and `memcon composite` give them in JSON."""

    comparison: dict[str, Any]
    composite: dict[str, Any]


class Lit(Struct, frozen=True):
    """Where a difference stands on a page."""

    passage: int
    """Which of the comparison's passages, from 0."""
    outcome: str
    shown: bool
    """Whether this side shows the words; else it withholds them here."""
    box: Box


class Pane(Struct, frozen=True):
    """One of the two papers: its pages, what is lit on each, and where each passage begins."""

    identity: str
    sheets: tuple[Sheet, ...]
    lit: dict[int, tuple[Lit, ...]]
    """By page."""
    spots: dict[int, Spot]
    """By passage."""


@get("/records/{identity:str}/compare/{other:str}")
async def compared(request: Visit, desk: AtDesk, identity: Identity, other: Other) -> Response[Compared]:
    """What is different in the other record, seen from the first; and both put together."""
    comparison, whole = await desk.shelf.ask(lambda archive: _together(archive, identity, other))
    panes = await desk.shelf.ask(lambda archive: _panes(archive, (identity, other), comparison))
    answer = Compared(msgspec.to_builtins(comparison), msgspec.to_builtins(whole))
    return desk.answer(
        request,
        answer,
        "compare.html",
        comparison=comparison,
        composite=whole,
        panes=panes,
        ids=(identity, other),
    )


def _together(archive: Archive, one: str, other: str) -> tuple[Comparison, Composite]:
    return compare(one, other, archive=archive), composite(one, other, archive=archive)


def _panes(archive: Archive, names: tuple[str, str], comparison: Comparison) -> list[Pane]:
    return [_pane(archive.show(name), bool(side), comparison) for side, name in enumerate(names)]


def _pane(shown: Shown, second: bool, comparison: Comparison) -> Pane:
    lit: dict[int, list[Lit]] = {}
    for difference in (*comparison.opened, *comparison.closed, *comparison.changed, *comparison.missing):
        for place in difference.b_places if second else difference.a_places:
            here = Lit(difference.passage, difference.outcome, _is_shown(difference, second), place.box)
            lit.setdefault(place.page, []).append(here)
    places = Places(shown.document)
    known = {d.passage: Spot(page, one.box.top) for page, one, d in _marked(comparison, second)}
    texts = [
        " ".join(one.b if second else one.a for one in passage.segments) for passage in comparison.passages
    ]
    return Pane(
        shown.id,
        tuple(sheets.sheets(shown, places)),
        {page: tuple(some) for page, some in lit.items()},
        spots(places, shown.record.pages, texts, known),
    )


def _is_shown(difference: Difference, second: bool) -> bool:
    """Whether a side shows the words of a difference."""
    return bool(difference.b if second else difference.a)


def _marked(comparison: Comparison, second: bool) -> list[tuple[int, Lit, Difference]]:
    """Differences with the first place that they have on a side, where they withhold something there."""
    found: list[tuple[int, Lit, Difference]] = []
    for difference in (*comparison.opened, *comparison.closed):
        for place in (difference.b_places if second else difference.a_places)[:1]:
            found.append(
                (place.page, Lit(difference.passage, difference.outcome, False, place.box), difference)
            )
    return found


ROUTES = (compared,)
