"""The search page, which is the first that a reader sees."""

from __future__ import annotations

from typing import Annotated, Literal

from litestar import MediaType, Response, get
from litestar.params import FromQuery, QueryParameter

from memcon import Archive, Facet, FacetColumns, Found, QueryError, Results
from memcon.serve import charts, links
from memcon.serve.answers import SearchAnswer, found_as_json
from memcon.serve.completing import Completion, completions
from memcon.serve.desk import PRIVATE, AtDesk, Visit, wants_json

ON_A_PAGE = 20
MOST_YEARS = 200

Sort = Literal["relevance", "date", "record"]
Query = Annotated[str, QueryParameter(description="A query, as docs/search.md has it.", max_length=5_000)]
Page = Annotated[int, QueryParameter(ge=1, le=50_000)]
Counted = dict[str, tuple[Facet, ...]]


@get("/")
async def search(
    request: Visit, desk: AtDesk, q: Query = "", page: Page = 1, sort: FromQuery[Sort] = "relevance"
) -> Response[SearchAnswer]:
    """Records that a query finds, with their passages, years and facets; without a query, all by date."""
    query = q.strip()
    try:
        columns = await desk.shelf.columns()
        results = await desk.shelf.ask(
            lambda archive: results_of(archive, query, page, sort, columns=columns)
        )
        facets = results.facets or await counts_of(desk, query)
    except QueryError as error:
        if wants_json(request):
            raise
        return _taught(request, desk, query, error)
    if wants_json(request):
        return Response(found_as_json(results, facets), media_type=MediaType.JSON, headers=PRIVATE)
    html = desk.page(
        request,
        "search.html",
        results=results,
        facets=facets,
        histogram=charts.histogram({f.value: f.count for f in facets["year"]}),
        undated=next((f.count for f in facets["year"] if f.value == "none"), 0),
        total=sum(f.count for f in facets["year"]),
        query=query,
        error=None,
    )
    return Response(html, media_type=MediaType.HTML, headers=PRIVATE)  # pyright: ignore[reportReturnType]


def results_of(
    archive: Archive,
    query: str,
    page: int,
    sort: Sort,
    limit: int = ON_A_PAGE,
    columns: FacetColumns | None = None,
) -> Results:
    """What a query finds; without one, all records by date, with no passages."""
    if query:
        return archive.search(query, limit=limit, page=page, sort=sort, columns=columns)
    listed = archive.records(limit=limit, page=page, sort="date")
    more = bool(archive.records(limit=1, page=page * limit + 1, sort="date"))
    found = tuple(Found(record, (), 0) for record in listed)
    return Results("", "date", page, limit, found, None, None, more)


async def counts_of(desk: AtDesk, query: str) -> Counted:
    """The facets of a query; of everything, where there is none. Counted once for all who ask."""
    asked = query or links.EVERYTHING
    return await desk.shelf.counted(f"facets {asked}", lambda archive: archive.facets(asked, most=MOST_YEARS))


def _taught(request: Visit, desk: AtDesk, query: str, error: QueryError) -> Response[SearchAnswer]:
    """The page for a query that cannot be read: where, and what was expected there."""
    page = desk.page(
        request,
        "search.html",
        results=None,
        facets={},
        histogram=None,
        undated=0,
        total=0,
        query=query,
        error=error,
    )
    return Response(page, media_type=MediaType.HTML, status_code=400, headers=PRIVATE)  # pyright: ignore[reportReturnType]


@get("/complete")
async def complete(request: Visit, desk: AtDesk, q: Query = "") -> list[Completion]:
    """What the last word of a query could become: fields, names, places, as the archive has them."""
    return await completions(desk, q)


ROUTES = (search, complete)
