"""The answer to a query as a table and as a feed."""

from __future__ import annotations

import csv
import io
import xml.etree.ElementTree as ET
from datetime import UTC, datetime
from typing import Annotated

from litestar import Response, get
from litestar.params import QueryParameter

from memcon import Archive, Listed, Results
from memcon.serve import links, wording
from memcon.serve.desk import PRIVATE, AtDesk, Visit
from memcon.serve.searching import Query
from memcon.serve.wording import CLOSING, OPENING

MOST_ROWS = 1_000
"""Records of a table; a longer answer goes on at ``page=2``."""
MOST_ENTRIES = 50
ATOM = "http://www.w3.org/2005/Atom"
COLUMNS = (
    "id", "date", "time", "form", "level", "subject", "file", "page", "speaker", "mark", "struck", "text",
    "participants",
)  # fmt: skip
RISKY = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""


@get("/search.csv", media_type="text/csv")
async def table(
    desk: AtDesk, q: Query = "", page: Annotated[int, QueryParameter(ge=1, le=1_000)] = 1
) -> Response[str]:
    """What a query finds as CSV, a row for each passage; without a query, a row for each record."""
    results = await desk.shelf.ask(lambda archive: _answer(archive, q.strip(), page))
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for found in results.found:
        writer.writerows([_row(found.record)] if not found.passages else ())
        for p in found.passages:
            writer.writerow(
                _row(found.record, (p.page, p.speaker, p.mark, "struck" if p.struck else "", p.text))
            )
    headers = {"content-disposition": 'attachment; filename="memcon.csv"', **PRIVATE}
    return Response(text.getvalue(), media_type="text/csv; charset=utf-8", headers=headers)


def _answer(archive: Archive, query: str, page: int) -> Results:
    from memcon.serve.searching import results_of

    return results_of(archive, query, page, "relevance", MOST_ROWS)


def _row(record: Listed, passage: tuple[object, ...] = ("", "", "", "", "")) -> list[str]:
    page, *rest = passage
    cells = (
        record.id, record.date, record.time_start, record.form, record.level, record.subject, record.file,
        page, *rest, "; ".join(record.participants),
    )  # fmt: skip
    return [_cell(cell) for cell in cells]


def _cell(value: object) -> str:
    """A cell as text; one that a spreadsheet would work out has an apostrophe before it."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(RISKY) else text


@get("/feed.atom", media_type="application/atom+xml")
async def feed(request: Visit, desk: AtDesk, q: Query = "") -> Response[bytes]:
    """What a query finds as an Atom feed, for those who wait for more; without one, what was added last."""
    query = q.strip()
    results = await desk.shelf.ask(lambda archive: _lately(archive, query))
    root = f"{request.url.scheme}://{request.url.netloc}"
    ET.register_namespace("", ATOM)
    made = ET.Element(f"{{{ATOM}}}feed")
    _child(made, "id", f"{root}{links.search(query, '/feed.atom')}")
    _child(made, "title", f"memcon: {query}" if query else "memcon: records")
    _child(made, "updated", datetime.now(UTC).isoformat(timespec="seconds"))
    _link(made, f"{root}{links.search(query)}", "alternate")
    _link(made, f"{root}{links.search(query, '/feed.atom')}", "self")
    for found in results.found:
        _entry(made, root, query, found.record, [p.snippet for p in found.passages])
    data = ET.tostring(made, encoding="utf-8", xml_declaration=True)
    return Response(data, media_type="application/atom+xml; charset=utf-8", headers=PRIVATE)


def _lately(archive: Archive, query: str) -> Results:
    from memcon import Found

    if query:
        return archive.search(query, limit=MOST_ENTRIES, sort="date")
    records = archive.status().records
    pages = max(1, -(-records // MOST_ENTRIES))
    last = [
        r
        for page in {max(pages - 1, 1), pages}
        for r in archive.records(limit=MOST_ENTRIES, page=page, sort="added")
    ]
    lately = tuple(Found(record, (), 0) for record in last[::-1][:MOST_ENTRIES])
    return Results("", "added", 1, MOST_ENTRIES, lately, records, None, False)


def _entry(made: ET.Element, root: str, query: str, record: Listed, snippets: list[str]) -> None:
    entry = ET.SubElement(made, f"{{{ATOM}}}entry")
    where = f"{root}{links.record(record.id, query)}"
    _child(entry, "id", f"{root}{links.record(record.id)}")
    _child(entry, "title", wording.name_of(record))
    _child(entry, "updated", f"{record.date or '1970-01-01'}T00:00:00Z")
    _link(entry, where, "alternate")
    facts = [wording.long_date(record.date), wording.form_name(record.form), *filter(None, (record.place,))]
    said = " … ".join(s.replace(OPENING, "").replace(CLOSING, "") for s in snippets)
    _child(entry, "summary", f"{', '.join(facts)}. {said}".strip())
    for name in record.participants or ("unknown",):
        _child(ET.SubElement(entry, f"{{{ATOM}}}author"), "name", name)


def _child(parent: ET.Element, name: str, text: str) -> None:
    """An element with text; characters that XML cannot hold are left out."""
    plain = "".join(c for c in text if c in "\t\n\r" or (ord(c) >= 32 and not 0xD800 <= ord(c) <= 0xDFFF))
    ET.SubElement(parent, f"{{{ATOM}}}{name}").text = plain


def _link(parent: ET.Element, where: str, rel: str) -> None:
    ET.SubElement(parent, f"{{{ATOM}}}link", {"href": where, "rel": rel})


ROUTES = (table, feed)
