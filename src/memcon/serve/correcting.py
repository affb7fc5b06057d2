"""Corrections in place: a form for what stands at a path of a record, and taking them back."""

from __future__ import annotations

from typing import Annotated, cast
from urllib.parse import quote, unquote

import msgspec
from litestar import MediaType, Response, get, post
from litestar.datastructures import Cookie
from litestar.enums import RequestEncodingType
from litestar.params import Body, PathParameter, QueryParameter
from msgspec import Struct

from memcon import LEVELS, Correction, Shown
from memcon.errors import UsageError
from memcon.serve import links
from memcon.serve.answers import Said, said
from memcon.serve.desk import PRIVATE, AtDesk, Visit, wants_json, wants_part
from memcon.serve.reading import Identity

NAME = "memcon-name"
"""The cookie that remembers who corrects."""
MARKS = ("", *LEVELS)

Path = Annotated[
    str, QueryParameter(description="Where in the record's JSON: turns/3/speaker.", max_length=200)
]


class Amendment(Struct):
    """What should stand at a path, as typed: text where text may stand, else JSON; nothing for nothing."""

    path: str
    value: str = ""
    why: str = ""
    author: str = ""
    back: str = ""
    """The page to return to, one of ours."""
    stay: str = ""
    """Anything, where the page that asks goes on itself."""


class Addition(Struct):
    """What the scan does not show; nothing takes it away."""

    field: str
    value: str = ""
    why: str = ""
    author: str = ""


class Undoing(Struct):
    """Who takes a correction back, and the page to return to."""

    author: str = ""
    back: str = ""
    stay: str = ""
    """Anything, where the page that asks goes on itself."""


@get("/records/{identity:str}/correct", include_in_schema=False)
async def amend_page(request: Visit, desk: AtDesk, identity: Identity, path: Path) -> Response[str]:
    """The form for one value; as a part of its page where the page's script asks."""
    desk.require_writing(request)
    shown = await desk.shelf.ask(lambda archive: archive.show(identity))
    now, read = value_at(shown, path), value_at(shown, path, as_read=True)
    name = "amend.html" if wants_part(request) else "amend-page.html"
    page = desk.page(
        request,
        name,
        shown=shown,
        path=path,
        value=typed(now),
        read=typed(read) if read != now else None,
        marks=MARKS if path.rpartition("/")[2] in ("mark", "subject_mark") else None,
        long=len(typed(now)) > 60,
        author=remembered(request),
        back=links.record(shown.id, anchor=links.anchor(path)),
    )
    return Response(page, media_type=MediaType.HTML, headers=PRIVATE)


@post("/records/{identity:str}/correct", status_code=200)
async def amend(
    request: Visit, desk: AtDesk, identity: Identity,
    data: Annotated[Amendment, Body(media_type=RequestEncodingType.URL_ENCODED)],
) -> Response[Said]:  # fmt: skip
    """Say what should stand at a path of a record; what was read stays beside it."""
    desk.require_writing(request)
    value = data.value.replace("\r\n", "\n").strip() or "null"
    why, author = data.why.strip() or "read on the page", data.author.strip() or None
    done = await desk.shelf.change(
        lambda archive: archive.correct(identity, data.path, value, why=why, author=author, typed=True)
    )
    back = ours(data.back) or links.record(links.short(done.record), anchor=links.anchor(done.path))
    return answer_done(request, done, back, data.author, stay=bool(data.stay))


@post("/records/{identity:str}/set", status_code=200)
async def provide(
    request: Visit, desk: AtDesk, identity: Identity,
    data: Annotated[Addition, Body(media_type=RequestEncodingType.URL_ENCODED)],
) -> Response[Said]:  # fmt: skip
    """Add to a record what its scan does not show: where the paper lies, and its numbers there."""
    desk.require_writing(request)
    value, author = data.value.strip() or None, data.author.strip() or None
    done = await desk.shelf.change(
        lambda archive: archive.set(identity, data.field, value, why=data.why.strip(), author=author)
    )
    return answer_done(request, done, links.record(links.short(done.record), anchor="about"), data.author)


@post("/corrections/{number:int}/undo", status_code=200)
async def undo(
    request: Visit, desk: AtDesk, number: Annotated[int, PathParameter(ge=1, le=2**53)],
    data: Annotated[Undoing, Body(media_type=RequestEncodingType.URL_ENCODED)],
) -> Response[Said]:  # fmt: skip
    """Take a correction back; it stays in the history."""
    desk.require_writing(request)
    author = data.author.strip() or remembered(request) or None
    done = await desk.shelf.change(lambda archive: archive.undo(number, author=author))
    back = ours(data.back) or links.record(links.short(done.record), anchor=links.anchor(done.path))
    return answer_done(request, done, back, data.author)


def answer_done(
    request: Visit, done: Correction, back: str, author: str, *, stay: bool = False
) -> Response[Said]:
    """The correction as JSON, or the way back to where it was made; `stay` where the page goes on itself."""
    if wants_json(request):
        return Response(said(done), media_type=MediaType.JSON, headers=PRIVATE)
    if wants_part(request):
        answer = Response(None, status_code=200, headers={} if stay else {"hx-refresh": "true"})
    else:
        answer = Response(None, status_code=303, headers={"location": back})
    if author.strip():
        name = quote(author.strip()[:80])
        answer.set_cookie(Cookie(NAME, value=name, samesite="strict", httponly=True, max_age=90 * 24 * 3600))
    return answer  # pyright: ignore[reportReturnType]


def ours(back: str) -> str:
    """A page of this server to return to; nothing for any other address."""
    plain = back.startswith("/") and not back.startswith(("//", "/\\"))
    return back if plain and back.isprintable() and "\\" not in back else ""


def remembered(request: Visit) -> str:
    """The name under which somebody corrected last."""
    return unquote(request.cookies.get(NAME, ""))[:80]


def value_at(shown: Shown, path: str, *, as_read: bool = False) -> object:
    """What stands at a path; None where nothing does in what was read. Raises `UsageError`."""
    tree: object = msgspec.to_builtins(shown.as_read if as_read else shown.record)
    for step in path.split("/"):
        if isinstance(tree, dict) and step in tree:
            tree = cast("dict[str, object]", tree)[step]
        elif (
            isinstance(tree, list | tuple)
            and step.isdecimal()
            and int(step) < len(cast("list[object]", tree))
        ):
            tree = cast("list[object]", tree)[int(step)]
        elif as_read:
            return None
        else:
            raise UsageError(f"the record has no {path}", "")
    return tree


def typed(value: object) -> str:
    """A value as a person types it."""
    if value is None:
        return ""
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()


ROUTES = (amend_page, amend, provide, undo)
