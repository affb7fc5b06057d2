"""The papers that an archive has more than once, and how each was opened over the years."""

from __future__ import annotations

from typing import Annotated

from litestar import Response, get
from litestar.params import QueryParameter
from msgspec import Struct

from memcon import Archive, Composite, Release, Side, Step, composite, opening, releases
from memcon.errors import MissingFile
from memcon.serve import charts
from memcon.serve.desk import AtDesk, Visit
from memcon.serve.reading import Identity

ON_A_PAGE = 20


class Member(Struct, frozen=True):
    """A copy or release of a paper."""

    id: str
    date: str | None
    subject: str | None
    form: str
    released: str | None
    words: int
    hidden: float
    closed: float


class Change(Struct, frozen=True):
    """What a release opened and closed against the one before, in words."""

    opened: int
    closed: int
    changed: int
    years: float | None


class Opened(Struct, frozen=True):
    """A paper in all its releases, the first released first; `changes` lie between each two."""

    members: list[Member]
    changes: list[Change]


@get("/releases")
async def all_releases(
    request: Visit, desk: AtDesk, page: Annotated[int, QueryParameter(ge=1, le=10_000)] = 1
) -> Response[list[Opened]]:
    """The papers that the archive has in several copies or releases, and what each release opened."""
    found = await desk.shelf.counted(
        f"releases {page}", lambda archive: releases(archive, limit=ON_A_PAGE, page=page)
    )
    answer = [_opened(release) for release in found]
    plots = [charts.opening(_bars(release)) for release in found]
    return desk.answer(
        request, answer, "releases.html", plots_of=plots, page=page, more=len(found) == ON_A_PAGE
    )


@get("/records/{identity:str}/releases")
async def its_releases(request: Visit, desk: AtDesk, identity: Identity) -> Response[Opened]:
    """The releases of a record's paper, and the most complete text that they give together."""
    release, whole = await desk.shelf.ask(lambda archive: _together(archive, identity))
    return desk.answer(
        request,
        _opened(release),
        "opening.html",
        plot=charts.opening(_bars(release)),
        composite=whole,
        identity=identity,
    )


def _together(archive: Archive, identity: str) -> tuple[Release, Composite]:
    release = opening(archive, identity)
    if release is None:
        raise MissingFile(f"the archive has {identity} once only", "Its page shows it")
    return release, composite(*(side.name for side in release.members), archive=archive)


def _opened(release: Release) -> Opened:
    return Opened([_member(side) for side in release.members], [_change(step) for step in release.steps])


def _member(side: Side) -> Member:
    return Member(
        side.name, side.date, side.subject, side.form, side.released, side.words, side.hidden, side.closed
    )


def _change(step: Step) -> Change:
    return Change(step.opened.words, step.closed.words, step.changed.words, step.years)


def _bars(release: Release) -> list[tuple[str, str | None, int, float]]:
    return [(side.name, side.released, side.words, side.hidden) for side in release.members]


ROUTES = (all_releases, its_releases)
