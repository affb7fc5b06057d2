"""Saved searches: queries with a name, for everybody who reads here."""

from __future__ import annotations

from typing import Annotated

from litestar import Response, get, post
from litestar.enums import RequestEncodingType
from litestar.params import Body
from msgspec import Struct

from memcon import SavedSearch
from memcon.serve import links
from memcon.serve.correcting import remembered
from memcon.serve.desk import AtDesk, Visit, see, wants_json


class Saved(Struct, frozen=True):
    """A query that was given a name."""

    name: str
    query: str
    sort: str
    author: str
    at: str


class Naming(Struct):
    """A query to be kept, and its name."""

    name: str
    q: str


class Forgetting(Struct):
    """The name of a saved search to be forgotten."""

    name: str


@get("/saved")
async def saved(request: Visit, desk: AtDesk) -> Response[list[Saved]]:
    """The saved searches, by name."""
    found = await desk.shelf.ask(lambda archive: archive.saved_searches())
    return desk.answer(request, [_saved(one) for one in found], "saved.html")


@post("/saved", status_code=200)
async def save(
    request: Visit, desk: AtDesk, data: Annotated[Naming, Body(media_type=RequestEncodingType.URL_ENCODED)]
) -> Response[Saved]:
    """Keep a query by a name, in place of one that has it."""
    desk.require_writing(request)
    name, query, author = data.name.strip(), data.q.strip(), remembered(request) or None
    done = await desk.shelf.change(lambda archive: archive.save_search(name, query, author=author))
    if wants_json(request):
        return Response(_saved(done))
    return see(links.search(query))  # pyright: ignore[reportReturnType]


@post("/saved/forget", status_code=200)
async def forget(
    request: Visit,
    desk: AtDesk,
    data: Annotated[Forgetting, Body(media_type=RequestEncodingType.URL_ENCODED)],
) -> Response[Saved]:
    """Forget a saved search."""
    desk.require_writing(request)
    done = await desk.shelf.change(lambda archive: archive.forget_search(data.name))
    if wants_json(request):
        return Response(_saved(done))
    return see("/saved")  # pyright: ignore[reportReturnType]


def _saved(one: SavedSearch) -> Saved:
    return Saved(one.name, one.query, one.sort, one.author, one.at)


ROUTES = (saved, save, forget)
