"""Whom a printed name means: what the table of people has for it, and what a reader says instead."""

from __future__ import annotations

from typing import Annotated

from litestar import Response, get, post
from litestar.enums import RequestEncodingType
from litestar.params import Body, QueryParameter
from msgspec import Struct

from memcon import Archive, Link, Match, Shown, who
from memcon.serve import links
from memcon.serve.answers import Said
from memcon.serve.correcting import answer_done, ours, remembered
from memcon.serve.desk import AtDesk, Visit
from memcon.serve.reading import Identity

Printed = Annotated[str, QueryParameter(description="The name as the record prints it.", max_length=200)]


class Candidate(Struct, frozen=True):
    """Somebody whom a name may mean."""

    id: str
    name: str
    reason: str
    score: float


class NameAnswer(Struct, frozen=True):
    """A printed name, whom it is taken to mean, and whom else it may mean."""

    record: str
    printed: str
    status: str
    """As `memcon.link` has it: ``linked``, ``ambiguous``, ``unknown``, ``confirmed``, ``rejected``."""
    meant: Candidate | None
    said_by: str
    why: str
    candidates: list[Candidate]


class LinkForm(Struct):
    """Whom a name means: an id, ``nobody``, or ``paper`` for somebody whom only this paper names."""

    printed: str
    to: str
    why: str = ""
    author: str = ""
    back: str = ""


@get("/records/{identity:str}/names")
async def name(
    request: Visit,
    desk: AtDesk,
    identity: Identity,
    printed: Printed,
    like: Annotated[str, QueryParameter(description="Another name to look for.", max_length=200)] = "",
) -> Response[NameAnswer]:
    """Whom a name of a record means and may mean, and a form to say whom."""
    answer, shown = await desk.shelf.ask(lambda archive: _name(archive, identity, printed, like.strip()))
    return desk.answer(
        request, answer, "name.html", shown=shown, like=like.strip(), author=remembered(request)
    )


def _name(archive: Archive, identity: str, printed: str, like: str) -> tuple[NameAnswer, Shown]:
    shown = archive.show(identity)
    link = next((one for one in archive.links(identity).all if one.printed == printed), None)
    day = shown.record.date if len(shown.record.date or "") == 10 else None
    found = {one.id: one for one in _meanings(link)}
    for match in who(like or printed, day)[:12]:
        found.setdefault(match.person.id, _candidate(match))
    meant = link.chosen if link else None
    return NameAnswer(
        shown.id,
        printed,
        link.status if link else "unknown",
        found.get(meant.id) if meant else None,
        link.said_by if link else "",
        link.why if link else "",
        list(found.values()),
    ), shown


def _meanings(link: Link | None) -> list[Candidate]:
    return [
        Candidate(one.id, one.name, one.reason, one.score)
        for one in (link.meanings if link else ())
        if one.kind == "person"
    ]


def _candidate(match: Match) -> Candidate:
    return Candidate(match.person.id, match.person.name, match.reason, match.score)


@post("/records/{identity:str}/names", status_code=200)
async def say_name(
    request: Visit, desk: AtDesk, identity: Identity,
    data: Annotated[LinkForm, Body(media_type=RequestEncodingType.URL_ENCODED)],
) -> Response[Said]:  # fmt: skip
    """Say whom a name means wherever the record prints it; that it means nobody known; or somebody new."""
    desk.require_writing(request)
    to = {"nobody": None, "paper": f"paper/{data.printed}"}.get(data.to, data.to)
    why, author = data.why.strip() or "as the paper has it", data.author.strip() or None
    done = await desk.shelf.change(
        lambda archive: archive.link(identity, data.printed, to, reject=to is None, why=why, author=author)
    )
    back = ours(data.back) or links.record(links.short(done.record), anchor="head")
    return answer_done(request, done, back, data.author)


ROUTES = (name, say_name)
