"""Pages about many records: people, and what the archive holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import Annotated

from litestar import Response, get
from litestar.params import PathParameter, QueryParameter
from msgspec import Struct

from memcon import Archive, Listed, Somebody, Status
from memcon.errors import MissingFile
from memcon.serve import charts, links
from memcon.serve.answers import Count, RecordLine, line_of
from memcon.serve.desk import AtDesk, Visit
from memcon.serve.places import folded
from memcon.serve.searching import MOST_YEARS, Counted, counts_of

MOST_PEOPLE = 500
IN_NETWORK = 200
"""People in the picture of who met whom; all their names can be read."""
MOST_MET = 40
"""People whom a person's page shows as met."""
CODES = (
    "1.4(a)", "1.4(b)", "1.4(c)", "1.4(d)", "1.4(g)", "1.5(b)", "1.5(c)", "1.5(d)", "3.3(b)(1)", "3.3(b)(6)",
    "3.4(b)(1)", "3.4(b)(6)", "(b)(1)", "(b)(3)", "(b)(6)", "25X1", "25X6", "P1", "P5", "B1", "B6", "A", "C",
)  # fmt: skip
"""The exemption codes that papers of this kind bear, which the overview counts."""


class Name(Struct, frozen=True):
    """A name as records print it: in how many, as what, from when to when."""

    name: str
    records: int
    roles: list[str]
    offices: list[str]
    first: str | None
    last: str | None
    years: list[Count] = []
    """In how many talks of each year."""
    printed: list[str] = []
    """The other names under which records have him or her."""


class Pair(Struct, frozen=True):
    """Two people and in how many talks both were."""

    one: str
    other: str
    count: int


class People(Struct, frozen=True):
    """Who is named in the archive, those in most records first, and who met whom."""

    people: list[Name]
    pairs: list[Pair]


class Met(Struct, frozen=True):
    """Somebody who was in the same talks: in how many, and in which years."""

    value: str
    count: int
    years: list[Count]


class Person(Struct, frozen=True):
    """Somebody, with whom they met how often and when, by year, and every appearance."""

    name: str
    known: Name | None
    years: list[Count]
    met: list[Met]
    records: list[RecordLine]
    more: bool


@get("/people")
async def people(
    request: Visit, desk: AtDesk, name: Annotated[str, QueryParameter(max_length=200)] = ""
) -> Response[People]:
    """Who is named, in how many records, as what and when; and who met whom."""
    wanted = name.strip()
    found = await desk.shelf.counted(
        f"people {wanted}", lambda archive: archive.people(wanted, limit=MOST_PEOPLE)
    )
    listed = await desk.shelf.all_listed()
    pairs = met({who.name for who in found[:IN_NETWORK]}, listed)
    meeting = {name for pair in pairs for name in pair}
    drawn = charts.network([(who.name, who.records) for who in found if who.name in meeting], pairs)
    years = years_of({who.name for who in found}, listed)
    answer = People(
        [_name(who, years[who.name]) for who in found],
        [Pair(a, b, n) for (a, b), n in pairs.most_common(1_000)],
    )
    when = charts.timeline([(who.name, years[who.name]) for who in found])
    return desk.answer(
        request, answer, "people.html", wanted=wanted, network=drawn, most=MOST_PEOPLE, when=when
    )


def years_of(names: set[str], listed: Iterable[Listed]) -> dict[str, dict[str, int]]:
    """In how many talks of each year each of `names` was."""
    found: dict[str, dict[str, int]] = {name: {} for name in names}
    for record in listed:
        year = (record.date or "")[:4]
        for name in names.intersection(record.known) if year else ():
            found[name][year] = found[name].get(year, 0) + 1
    return found


def met(names: set[str], listed: Iterable[Listed]) -> Counter[tuple[str, str]]:
    """How often each two of `names` were in the same talk."""
    pairs: Counter[tuple[str, str]] = Counter()
    for record in listed:
        pairs.update(combinations(sorted(names.intersection(record.known)), 2))
    return pairs


def _name(who: Somebody, years: Mapping[str, int] | None = None) -> Name:
    counts = [Count(year, n) for year, n in sorted((years or {}).items())]
    printed = [one for one in who.printed if one != who.name]
    return Name(
        who.name, who.records, list(who.roles), list(who.offices), who.first, who.last, counts, printed
    )


@get("/people/{name:str}")
async def person(
    request: Visit,
    desk: AtDesk,
    name: Annotated[str, PathParameter(max_length=200)],
    page: Annotated[int, QueryParameter(ge=1, le=10_000)] = 1,
) -> Response[Person]:
    """Somebody: with whom they talked, when, and every appearance."""
    query = f"with:{links.quoted(name)} OR from:{links.quoted(name)} OR to:{links.quoted(name)}"
    facets = await counts_of(desk, query)
    results = await desk.shelf.ask(lambda archive: archive.search(query, limit=50, page=page, sort="date"))
    known = await desk.shelf.ask(lambda archive: _known(archive, name))
    if not results.found and not known:
        raise MissingFile(
            f"nobody called {name} is in the archive", "Look for a part of the name among all people"
        )
    years = [Count(f.value, f.count) for f in facets["year"]]
    met_whom = _met(name, await desk.shelf.all_listed())
    records = [line_of(found.record) for found in results.found]
    answer = Person(name, _name(known) if known else None, years, met_whom, records, results.more)
    return desk.answer(
        request,
        answer,
        "person.html",
        query=query,
        page=page,
        histogram=charts.histogram({year.value: year.count for year in years}),
        when=charts.timeline(
            [(who.value, {y.value: y.count for y in who.years}) for who in met_whom],
            [year.value for year in years],
        ),
    )


def _met(name: str, listed: Iterable[Listed]) -> list[Met]:
    """Those who were in the same talks as somebody, however the papers have the name, the commonest first."""
    words = set(folded(name).split())
    counts: dict[str, Counter[str]] = {}
    for record in listed:
        mine = {
            known
            for printed, known in zip(record.participants, record.known, strict=True)
            if known == name or words <= set(folded(printed).split())
        }
        for other in set(record.known) - mine if mine else ():
            counts.setdefault(other, Counter())[(record.date or "none")[:4]] += 1
    most = sorted(counts.items(), key=lambda item: (-item[1].total(), item[0]))[:MOST_MET]
    return [Met(one, years.total(), [Count(y, n) for y, n in sorted(years.items())]) for one, years in most]


def _known(archive: Archive, name: str) -> Somebody | None:
    """Whom the archive has by that very name, else whom records call so."""
    found = archive.people(name, limit=20)
    called = [who for who in found if name in who.printed]
    return next((who for who in found if who.name == name), called[0] if called else None)


class CodeCount(Struct, frozen=True):
    """An exemption code: in how many records something is withheld under it, in all and by year."""

    value: str
    count: int
    years: list[Count]


class Overview(Struct, frozen=True):
    """What the archive holds, and how well it was read."""

    files: int
    pages: int
    records: int
    passages: int
    people: int
    doubtful: int
    unread: int
    corrections: int
    failures: int
    years: list[Count]
    forms: list[Count]
    levels: list[Count]
    marks: list[Count]
    repositories: list[Count]
    withheld_by_year: list[Count]
    doubtful_by_year: list[Count]
    codes: list[CodeCount]


@get("/overview")
async def overview(request: Visit, desk: AtDesk) -> Response[Overview]:
    """What the archive holds by year, form, level, mark and repository; what is withheld or doubtful."""
    status = await desk.shelf.counted("status", lambda archive: archive.status())
    everything = await counts_of(desk, "")
    withheld = await counts_of(desk, "withheld:yes")
    doubtful = await counts_of(desk, "doubt:yes")
    codes = await desk.shelf.counted("codes", _codes)
    counted = [_as_counts(facets) for facets in (everything, withheld, doubtful)]
    answer = _overview(status, counted, codes)
    years = {count.value: count.count for count in answer.years}
    return desk.answer(
        request,
        answer,
        "overview.html",
        status_of=status,
        all_years=charts.histogram(years, {c.value: c.count for c in answer.withheld_by_year}),
        withheld=charts.timeline(
            [
                ("anything", {year.value: year.count for year in answer.withheld_by_year}),
                *((code.value, {year.value: year.count for year in code.years}) for code in codes),
            ],
            years,
        ),
        doubts=charts.histogram(years, {c.value: c.count for c in answer.doubtful_by_year}),
    )


def _as_counts(facets: Counted) -> dict[str, list[Count]]:
    return {name: [Count(f.value, f.count) for f in values] for name, values in facets.items()}


def _overview(status: Status, counted: list[dict[str, list[Count]]], codes: list[CodeCount]) -> Overview:
    everything, withheld, doubtful = counted
    return Overview(
        files=status.files,
        pages=status.pages,
        records=status.records,
        passages=status.passages,
        people=status.people,
        doubtful=status.doubtful,
        unread=status.unread,
        corrections=status.corrections,
        failures=len(status.failures),
        years=_by_year(everything),
        forms=everything["form"],
        levels=everything["level"],
        marks=everything["mark"],
        repositories=everything["repository"],
        withheld_by_year=_by_year(withheld),
        doubtful_by_year=_by_year(doubtful),
        codes=codes,
    )


def _by_year(counts: dict[str, list[Count]]) -> list[Count]:
    return sorted(counts["year"], key=lambda count: count.value)


def _codes(archive: Archive) -> list[CodeCount]:
    """The exemption codes that records bear, the commonest first."""
    found: list[CodeCount] = []
    for code in CODES:
        counted = archive.facets(f"withheld:{links.quoted(code)}", most=MOST_YEARS)["year"]
        if counted:
            years = sorted((Count(f.value, f.count) for f in counted), key=lambda c: c.value)
            found.append(CodeCount(code, sum(f.count for f in counted), years))
    return sorted(found, key=lambda code: -code.count)


ROUTES = (people, person, overview)
