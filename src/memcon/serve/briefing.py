"""A record set in its time: who was who, where they were, and which clock."""

from __future__ import annotations

from typing import Any

import msgspec
from litestar import Response, get
from msgspec import Struct

from memcon import Archive, Brief, LinkDecision, brief
from memcon.errors import UsageError
from memcon.serve.desk import AtDesk, Visit
from memcon.serve.reading import Identity


class Setting(Struct, frozen=True):
    """The brief of a record, as `memcon brief` gives it in JSON."""

    id: str
    brief: dict[str, Any]


@get("/records/{identity:str}/brief")
async def in_its_time(request: Visit, desk: AtDesk, identity: Identity) -> Response[Setting]:
    """Who was who, the clocks, where the principals were before and after, and what is mentioned."""
    short, known = await desk.shelf.ask(lambda archive: _brief(archive, identity))
    answer = Setting(short, msgspec.to_builtins(known))
    return desk.answer(request, answer, "brief.html", brief=known)


def _brief(archive: Archive, identity: str) -> tuple[str, Brief]:
    shown = archive.show(identity)
    said = [
        LinkDecision(one.action, one.printed, one.to, one.path, one.why, one.author) for one in shown.links
    ]
    try:
        return shown.id, brief(shown, decisions=said)[0]
    except UsageError:  # somebody was meant whom the table of people no longer has
        return shown.id, brief(shown)[0]


ROUTES = (in_its_time,)
