"""A record's page and what belongs to it: pictures, places of words, history, exports."""

from __future__ import annotations

from typing import Annotated

import msgspec
from litestar import MediaType, Response, get
from litestar.params import FromPath, PathParameter, QueryParameter
from msgspec import Struct

from memcon import (
    Archive,
    Box,
    Diagnostic,
    ExportFormat,
    Found,
    Results,
    Shown,
    check,
    cite,
    export,
    export_entries,
    formats,
    page_image,
    styles,
)
from memcon.errors import MissingFile, UsageError
from memcon.serve import charts, heading, layout, metadata, sheets, wording
from memcon.serve.answers import RecordAnswer, Said, record_as_json, said
from memcon.serve.desk import PRIVATE, AtDesk, Visit, wants_json
from memcon.serve.layout import Block
from memcon.serve.places import Places
from memcon.serve.searching import Query

WIDEST = 2_400
"""Pixels of a picture: a letter-size page at 280 dots an inch."""
Identity = Annotated[
    str, PathParameter(description="The id of a record, such as b72132becd:1-2.", max_length=90)
]
Number = Annotated[int, PathParameter(description="A page of the file, counted from 1.", ge=1, le=1_000_000)]


class Opened(Struct, frozen=True):
    """A record with what a query found in it."""

    shown: Shown
    found: Found | None
    before: str | None
    """The record before it in its file."""
    after: str | None
    remarks: tuple[Diagnostic, ...]
    """What is wrong or doubtful in it, by the reading and by the checks."""


@get("/records/{identity:str}")
async def record(request: Visit, desk: AtDesk, identity: Identity, q: Query = "") -> Response[RecordAnswer]:
    """A record: its head, its text, its pages, and what people have said of it."""
    opened = await desk.shelf.ask(lambda archive: open_record(archive, identity, q))
    if wants_json(request):
        answer = record_as_json(opened.shown, [msgspec.to_builtins(remark) for remark in opened.remarks])
        return Response(answer, media_type=MediaType.JSON, headers=PRIVATE)
    page = desk.page(request, "record.html", **_page(opened, q))
    return Response(page, media_type=MediaType.HTML, headers=PRIVATE)  # pyright: ignore[reportReturnType]


def open_record(archive: Archive, identity: str, query: str = "") -> Opened:
    """A record, the passages of it that `query` finds, and its neighbours in the file."""
    shown = archive.show(identity)
    found = _found_in(archive, shown, query) if query.strip() else None
    own = [entry.id for entry in export_entries(shown.document)]
    at = own.index(shown.id) if shown.id in own else 0
    before = own[at - 1] if at > 0 else None
    after = own[at + 1] if at + 1 < len(own) else None
    return Opened(shown, found, before, after, _remarks(shown))


def _found_in(archive: Archive, shown: Shown, query: str) -> Found | None:
    """What a query finds in one record; nothing where it cannot be read, since the record can."""
    name = shown.document.source.name
    asked = query if '"' in name else f'({query}) file:"{name}"'
    try:
        results: Results = archive.search(asked, limit=1_000, sort="record")
    except UsageError:
        return None
    return next((found for found in results.found if found.record.id == shown.id), None)


def _remarks(shown: Shown) -> tuple[Diagnostic, ...]:
    """What the reading said of the record's pages, and what the checks say of it as corrected."""
    first, last = shown.record.pages
    read = tuple(d for d in shown.document.diagnostics if d.page is None or first <= d.page <= last)
    document = msgspec.structs.replace(shown.document, records=(shown.record,), diagnostics=())
    return *read, *check(document)


def _page(opened: Opened, query: str) -> dict[str, object]:
    """What the template of a record shows."""
    shown = opened.shown
    places = Places(shown.document)
    hits = sheets.words_found(opened.found)
    beside, apart = layout.beside_lines(opened.remarks)
    blocks = layout.blocks(shown, places, hits, beside)
    return {
        "shown": shown,
        "record": shown.record,
        "name": wording.name_of(shown.record),
        "rows": heading.rows(shown, places),
        "minor": heading.minor_rows(shown, places),
        "sides": heading.sides(heading.people(shown, places)),
        "blocks": blocks,
        "diagnostics": [*apart, *layout.not_shown(beside, blocks)],
        "strip": charts.strip(_strip_entries(blocks, shown.record.banner)),
        "speakers": list(dict.fromkeys((b.speaker, b.colour) for b in blocks if b.speaker)),
        "sheets": sheets.sheets(shown, places, opened.found),
        "mends": {c.path: c for c in shown.corrections},
        "query": query,
        "found": opened.found,
        "before": opened.before,
        "after": opened.after,
        "styles": styles(),
        "citations": _citations(shown),
        "formats": _formats(shown),
        "metadata": metadata.of_record(shown),
    }


def _formats(shown: Shown) -> dict[str, list[ExportFormat]]:
    """The formats in which a record can be taken away, by what they are for."""
    found: dict[str, list[ExportFormat]] = {}
    pictured = shown.document.source.kind in ("pdf", "image")
    for one in formats():
        if pictured or not one.picture:
            found.setdefault(one.what.partition(":")[0].partition(",")[0], []).append(one)
    return found


def _citations(shown: Shown) -> dict[str, str]:
    return {style: cite(shown, style)[0] for style in styles()}


def _strip_entries(
    blocks: list[Block], banner: str | None
) -> list[tuple[str, int | None, str, str, int, bool]]:
    """For each passage: anchor, colour, level, label, words, withheld."""
    found: list[tuple[str, int | None, str, str, int, bool]] = []
    for block in blocks:
        if block.gap:
            codes = " ".join(block.gap.codes)
            found.append(
                (block.anchor, None, "none", f"withheld {codes}".strip(), block.gap.lines * 12, True)
            )
        for part in block.parts:
            colour = block.colour if block.kind == "turn" else None
            level = wording.level_class(part.mark)
            label = f"{block.speaker or block.kind}{f' ({part.mark})' if part.mark else ''}"
            found.append((part.anchor, colour, level, label, len(part.text.split()), False))
            for gap in part.pieces:
                if isinstance(gap, layout.Gap):
                    label = f"withheld {' '.join(gap.codes)}".strip()
                    found.append((part.anchor, None, "none", label, gap.lines * 12, True))
    return found


@get("/records/{identity:str}/pages/{number:int}/image", media_type="image/webp")
async def image(
    request: Visit,
    desk: AtDesk,
    identity: Identity,
    number: Number,
    width: Annotated[int, QueryParameter(ge=16, le=WIDEST)] = 1_000,
    box: Annotated[str, QueryParameter(pattern=r"^(\d{1,6}(,\d{1,6}){3})?$", max_length=40)] = "",
) -> Response[bytes]:
    """The picture of a page, or of what `box` holds of it: left,top,right,bottom in page pixels."""
    tag = f'"{identity}/{number}/{width}/{box}"'
    headers = {"cache-control": "private, max-age=86400", "etag": tag}
    if request.headers.get("if-none-match") == tag:
        return Response(b"", status_code=304, headers=headers)
    part = Box(*map(int, box.split(","))) if box else None
    if part and (part.right <= part.left or part.bottom <= part.top):
        raise UsageError("a box has its left before its right, and its top above its bottom", "")
    picture = await desk.shelf.picture(
        tag, lambda archive: page_image(identity, number, width, archive=archive, box=part)
    )
    return Response(picture.data, media_type=picture.media_type, headers=headers)


@get("/records/{identity:str}/pages/{number:int}/words")
async def words(desk: AtDesk, identity: Identity, number: Number) -> list[sheets.LineWords]:
    """Where each word of a page stands, line by line: first and last character, and its box."""
    shown = await desk.shelf.ask(lambda archive: archive.show(identity))
    first, last = shown.record.pages
    if not first <= number <= last:
        raise MissingFile(f"{identity} has no page {number}", f"It has {wording.pages((first, last))}")
    return sheets.line_words(Places(shown.document), number)


class History(Struct, frozen=True):
    """What people have said of a record, or of all, the latest first."""

    record: str | None
    corrections: list[Said]


@get("/records/{identity:str}/history")
async def history(request: Visit, desk: AtDesk, identity: Identity) -> Response[History]:
    """Every correction of a record, undone ones too."""
    made = await desk.shelf.ask(lambda archive: archive.history(identity))
    answer = History(identity, [said(c) for c in reversed(made)])
    return desk.answer(request, answer, "history.html", identity=identity)


@get("/corrections")
async def all_history(request: Visit, desk: AtDesk) -> Response[History]:
    """Every correction in the archive, undone ones too."""
    made = await desk.shelf.ask(lambda archive: archive.history())
    answer = History(None, [said(c) for c in reversed(made)])
    return desk.answer(request, answer, "history.html", identity=None)


@get("/records/{identity:str}/export/{form:str}", media_type="application/octet-stream")
async def export_record(desk: AtDesk, identity: Identity, form: FromPath[str]) -> Response[bytes]:
    """A record as a file of another format, as corrected."""
    known = {f.name: f for f in formats()}
    if form not in known:
        raise MissingFile(f"there is no format {form!r}", f"There are {', '.join(known)}")
    data = await desk.shelf.draw(lambda archive: export(archive.show(identity), form))
    name = f"memcon-{identity.replace(':', '-')}{known[form].suffix}"
    headers = {"content-disposition": f'attachment; filename="{name}"', **PRIVATE}
    return Response(data, media_type=known[form].media_type, headers=headers)


ROUTES = (record, image, words, history, all_history, export_record)
