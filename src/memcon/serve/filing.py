"""Files: what each holds, page by page, and where one record ends and the next begins."""

from __future__ import annotations

from typing import Annotated

from litestar import Response, get, post
from litestar.enums import RequestEncodingType
from litestar.params import Body, PathParameter, QueryParameter
from msgspec import Struct

from memcon import Archive, Correction, Listed, Shown
from memcon.errors import MemconError, MissingFile, UsageError
from memcon.serve import links
from memcon.serve.answers import RecordLine, Said, line_of, said
from memcon.serve.correcting import answer_done, remembered
from memcon.serve.desk import AtDesk, Visit
from memcon.serve.reading import Identity

ON_A_PAGE = 60
BOUNDS = ("split", "join")
"""The paths of corrections that move the bounds of records."""


class FileLine(Struct, frozen=True):
    """A file in a line."""

    id: str
    name: str
    records: int
    last_page: int
    first_date: str | None
    last_date: str | None


class Files(Struct, frozen=True):
    """A page of the files of the archive, by name."""

    files: list[FileLine]
    page: int
    more: bool


class FilePage(Struct, frozen=True):
    """A page of a file: its record, and how well it was read."""

    number: int
    record: str
    begins: bool
    reader: str
    quality: float


class File(Struct, frozen=True):
    """A file: its pages, its records, and where it was seen."""

    id: str
    name: str
    sha256: str
    kind: str
    records: list[RecordLine]
    pages: list[FilePage]
    moved: list[Said]
    """Where people have moved the bounds of its records, the latest first."""


class Boundary(Struct):
    """On which page a record begins; 0 for none: it and the record before it are one."""

    page: int
    why: str = ""
    author: str = ""


@get("/files")
async def files(
    request: Visit, desk: AtDesk, page: Annotated[int, QueryParameter(ge=1, le=100_000)] = 1
) -> Response[Files]:
    """The files of the archive, by name."""
    every = _files(await desk.shelf.all_by_file())
    some = every[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]
    answer = Files(some, page, len(every) > page * ON_A_PAGE)
    return desk.answer(request, answer, "files.html", total=len(every))


def _files(listed: list[Listed]) -> list[FileLine]:
    groups: dict[str, list[Listed]] = {}
    for record in listed:
        groups.setdefault(record.id.partition(":")[0], []).append(record)
    found: list[FileLine] = []
    for identity, records in groups.items():
        dates = sorted(r.date for r in records if r.date)
        first, last = (dates[0], dates[-1]) if dates else (None, None)
        pages = max(r.pages[1] for r in records)
        found.append(FileLine(identity, records[0].file, len(records), pages, first, last))
    return found


@get("/files/{identity:str}")
async def file(
    request: Visit, desk: AtDesk, identity: Annotated[str, PathParameter(max_length=64)]
) -> Response[File]:
    """A file: thumbnails of all its pages, with the records that they make up."""
    own = [
        record
        for record in await desk.shelf.all_by_file()
        if record.id.startswith(identity[:10].lower() + ":")
    ]
    if not own or len(identity) < 10:
        raise MissingFile(f"the archive has no file {identity}", "The list of files shows what it has")
    shown = await desk.shelf.ask(lambda archive: archive.show(own[0].id))
    made = await desk.shelf.ask(lambda archive: archive.history())
    answer = _file(shown, own, [said(c) for c in reversed(made) if _moves(c, shown)])
    spans = [(record, [p for p in answer.pages if p.record == record.id]) for record in answer.records]
    pictured = answer.kind in ("pdf", "image")
    return desk.answer(
        request, answer, "file.html", spans=spans, pictured=pictured, author=remembered(request)
    )


def _moves(correction: Correction, shown: Shown) -> bool:
    """Whether a correction that stands moved a boundary in this file."""
    here = correction.record.partition(":")[0] == shown.key.partition(":")[0]
    return here and correction.path in BOUNDS and correction.undone_at is None


def _file(shown: Shown, own: list[Listed], moved: list[Said]) -> File:
    source = shown.document.source
    pages: list[FilePage] = []
    for page in shown.document.pages:
        inside = [r for r in own if r.pages[0] <= page.number <= r.pages[1]]
        for record in inside[:1]:
            begins = record.pages[0] == page.number
            pages.append(FilePage(page.number, record.id, begins, page.reader, page.quality))
    records = [line_of(r) for r in own]
    return File(source.sha256[:10], source.name, source.sha256, source.kind, records, pages, moved)


@post("/records/{identity:str}/begins", status_code=200)
async def begins(
    request: Visit, desk: AtDesk, identity: Identity,
    data: Annotated[Boundary, Body(media_type=RequestEncodingType.URL_ENCODED)],
) -> Response[Said]:  # fmt: skip
    """Say on which page a record begins: another, or a page of its own, or together with the one before."""
    desk.require_writing(request)
    done = await desk.shelf.change(lambda archive: move(archive, identity, data))
    return answer_done(request, done, links.file(identity), data.author)


def move(archive: Archive, identity: str, wanted: Boundary) -> Correction:
    """Move the beginning of a record to another page; the last of the corrections that it takes.

    A boundary is moved by one that is put in and one that is taken out. Raises `UsageError` where the record
    before or the record itself has no such page.
    """
    why, author = wanted.why.strip() or "seen on the pages", wanted.author.strip() or None
    shown = archive.show(identity)
    papers = archive.papers(shown.document.source.sha256)
    at = next((n for n, paper in enumerate(papers) if paper.id == shown.id), 0)
    first, last = papers[at].pages
    if not wanted.page:
        return archive.correct(shown.id, "join", "previous", why=why, author=author)
    if at == 0 or wanted.page == first:
        raise UsageError("that record begins there", "Choose another page")
    before = papers[at - 1].pages[0]
    if not before < wanted.page <= last:
        raise UsageError(
            f"the record cannot begin on page {wanted.page}", f"Choose one from {before + 1} to {last}"
        )
    split = papers[at - 1].id if wanted.page < first else shown.id
    put = archive.correct(split, "split", wanted.page, why=why, author=author)
    try:
        stays = archive.papers(shown.document.source.sha256)[at if wanted.page > first else at + 1]
        return archive.correct(stays.id, "join", "previous", why=why, author=author)
    except MemconError:
        archive.undo(put.number, author=author)
        raise


@post("/records/{identity:str}/divide", status_code=200)
async def divide(
    request: Visit, desk: AtDesk, identity: Identity,
    data: Annotated[Boundary, Body(media_type=RequestEncodingType.URL_ENCODED)],
) -> Response[Said]:  # fmt: skip
    """Say that another record begins on a page of this one."""
    desk.require_writing(request)
    why, author = data.why.strip() or "seen on the pages", data.author.strip() or None
    done = await desk.shelf.change(
        lambda archive: archive.correct(identity, "split", data.page, why=why, author=author)
    )
    return answer_done(request, done, links.file(identity), data.author)


ROUTES = (files, file, begins, divide)
