"""Two records side by side: what opened, what closed, and the most complete text that they give together."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from litestar import Response, get
from litestar.params import PathParameter
from msgspec import Struct

from memcon import Archive, Box, Comparison, Composite, compare, composite
from memcon.serve.desk import AtDesk, Visit
from memcon.serve.reading import Identity

Other = Annotated[str, PathParameter(description="The id of the other record.", max_length=90)]


class Compared(Struct, frozen=True):
    """A comparison and a composite, as `memcon compare` and `memcon composite` give them in JSON."""

    comparison: dict[str, Any]
    composite: dict[str, Any]


class ShownPage(Struct, frozen=True):
    """A page of one of the two, with what it shows and the other does not, and the other way round."""

    number: int
    width: int
    height: int
    pictured: bool
    shows: tuple[Box, ...]
    hides: tuple[Box, ...]


@get("/records/{identity:str}/compare/{other:str}")
async def compared(request: Visit, desk: AtDesk, identity: Identity, other: Other) -> Response[Compared]:
    """What is different in the other record, seen from the first; and both put together."""
    comparison, whole = await desk.shelf.ask(lambda archive: _together(archive, identity, other))
    pages = await desk.shelf.ask(lambda archive: _pages(archive, (identity, other), comparison))
    answer = Compared(msgspec.to_builtins(comparison), msgspec.to_builtins(whole))
    return desk.answer(
        request,
        answer,
        "compare.html",
        comparison=comparison,
        composite=whole,
        pages=pages,
        ids=(identity, other),
    )


def _together(archive: Archive, one: str, other: str) -> tuple[Comparison, Composite]:
    return compare(one, other, archive=archive), composite(one, other, archive=archive)


def _pages(archive: Archive, names: tuple[str, str], comparison: Comparison) -> list[list[ShownPage]]:
    """The pages of both."""
    return [_pages_of(archive, name, bool(side), comparison) for side, name in enumerate(names)]


def _pages_of(archive: Archive, name: str, second: bool, comparison: Comparison) -> list[ShownPage]:
    shown = archive.show(name)
    shows: dict[int, list[Box]] = {}
    hides: dict[int, list[Box]] = {}
    for difference in (*comparison.opened, *comparison.closed):
        here = (difference.outcome == "opened") == second
        for place in difference.b_places if second else difference.a_places:
            (shows if here else hides).setdefault(place.page, []).append(place.box)
    first, last = shown.record.pages
    pictured = shown.document.source.kind in ("pdf", "image")
    own = [page for page in shown.document.pages if first <= page.number <= last]
    return [
        ShownPage(
            page.number,
            page.width,
            page.height,
            pictured,
            tuple(shows.get(page.number, ())),
            tuple(hides.get(page.number, ())),
        )
        for page in own
    ]


ROUTES = (compared,)
