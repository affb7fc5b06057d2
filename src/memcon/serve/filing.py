"""Files: what each holds, page by page, and where one record ends and the next begins."""

from __future__ import annotations

from typing import Annotated

from litestar import Response, get
from litestar.params import PathParameter, QueryParameter
from msgspec import Struct

from memcon import Listed, Shown
from memcon.errors import MissingFile
from memcon.serve.answers import RecordLine, line_of
from memcon.serve.desk import AtDesk, Visit

ON_A_PAGE = 60


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
    answer = _file(shown, own)
    spans = [(record, [p for p in answer.pages if p.record == record.id]) for record in answer.records]
    pictured = answer.kind in ("pdf", "image")
    return desk.answer(request, answer, "file.html", spans=spans, pictured=pictured)


def _file(shown: Shown, own: list[Listed]) -> File:
    source = shown.document.source
    pages: list[FilePage] = []
    for page in shown.document.pages:
        inside = [r for r in own if r.pages[0] <= page.number <= r.pages[1]]
        for record in inside[:1]:
            begins = record.pages[0] == page.number
            pages.append(FilePage(page.number, record.id, begins, page.reader, page.quality))
    return File(source.sha256[:10], source.name, source.sha256, source.kind, [line_of(r) for r in own], pages)


ROUTES = (files, file)
