"""Records as tables: the records, what was said, who was there, what is withheld; as CSV and as Parquet.

Spreadsheets run a cell that begins like a formula. In CSV such a cell gets an apostrophe before it, which
they take for "this is text" (OWASP, CSV Injection); Parquet has types and needs none.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from typing import Any

from memcon.errors import MissingExtra
from memcon.exports.body import body, plain
from memcon.exports.citing import cite_one
from memcon.exports.entry import ExportEntry
from memcon.exports.facts import facts
from memcon.model import Participant

Cell = str | int | float | bool | None
Row = dict[str, Cell]
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")

RECORD = (
    "id", "file", "first_page", "last_page", "form", "title", "subject", "subject_mark", "date",
    "time_start", "time_end", "tz", "weekday", "place", "level", "captions", "control_number",
    "addressees", "from", "participants", "interpreters", "notetakers", "style", "turns", "paragraphs",
    "withheld", "drafting", "release", "authority", "case", "released", "repository", "collection",
    "series", "lot", "box", "folder", "naid", "oa_id", "url", "text", "source_note",
)  # fmt: skip
TURN = (
    "id", "file", "position", "page", "kind", "speaker", "item", "mark", "struck", "text",
)  # fmt: skip
PERSON = (
    "id", "file", "date", "position", "role", "name", "office", "side", "printed",
)  # fmt: skip
WITHHELD = (
    "id", "file", "date", "position", "page", "extent", "amount", "exemptions", "left", "top", "right",
    "bottom",
)  # fmt: skip
_TYPES = {
    "int": {"first_page", "last_page", "turns", "paragraphs", "withheld", "position", "page"}
    | {"left", "top", "right", "bottom"},
    "float": {"amount"},
    "bool": {"struck"},
}


def records(entries: Sequence[ExportEntry]) -> Iterator[Row]:
    """A row for each record; several values in one cell are parted by semicolons."""
    for entry in entries:
        record, known = entry.record, facts(entry)
        stamp = record.declassification
        yield {
            "id": entry.id, "file": entry.document.source.name,
            "first_page": record.pages[0], "last_page": record.pages[1], "form": record.form,
            "title": record.title, "subject": record.subject, "subject_mark": record.subject_mark,
            "date": record.date, "time_start": record.time_start, "time_end": record.time_end,
            "tz": record.tz, "weekday": record.weekday, "place": record.place, "level": record.banner,
            "captions": _cell(record.captions), "control_number": record.control_number,
            "addressees": _cell(record.addressees), "from": record.from_,
            "participants": _cell([person.printed for person in record.participants]),
            "interpreters": _cell(record.interpreters), "notetakers": _cell(record.notetakers),
            "style": record.style, "turns": len(record.turns), "paragraphs": len(record.paragraphs),
            "withheld": len(record.withheld), "drafting": record.drafting,
            "release": stamp.release if stamp else None, "authority": stamp.authority if stamp else None,
            "case": known.case, "released": stamp.date if stamp else None,
            "repository": known.repository, "collection": known.collection, "series": known.series,
            "lot": known.lot, "box": known.box, "folder": known.folder, "naid": known.naid,
            "oa_id": known.oa_id, "url": known.url,
            "text": "\n".join(plain(block) for block in body(entry)), "source_note": cite_one(entry, "frus"),
        }  # fmt: skip


def _cell(values: Sequence[str]) -> str | None:
    return "; ".join(values) or None


def turns(entries: Sequence[ExportEntry]) -> Iterator[Row]:
    """A row for each paragraph, heading and withheld passage of the body, in reading order."""
    for entry in entries:
        for position, block in enumerate(body(entry), 1):
            yield {
                "id": entry.id, "file": entry.document.source.name, "position": position,
                "page": block.page, "kind": block.kind, "speaker": block.speaker, "item": block.item,
                "mark": block.mark, "struck": block.struck,
                "text": plain(block)[len(block.item) + 1 :] if block.item else plain(block),
            }  # fmt: skip


def people(entries: Sequence[ExportEntry]) -> Iterator[Row]:
    """A row for everybody whom a header names, once for each role."""
    for entry in entries:
        record = entry.record
        named = [(p.role or "participant", p) for p in record.participants]
        listed = {(p.role, p.name) for p in record.participants}
        for role, names in (("interpreter", record.interpreters), ("notetaker", record.notetakers)):
            named += [(role, Participant(name, name=name)) for name in names if (role, name) not in listed]
        named += [("addressee", Participant(name)) for name in record.addressees]
        named += [("from", Participant(record.from_))] if record.from_ else []
        for position, (role, person) in enumerate(named, 1):
            yield {
                "id": entry.id, "file": entry.document.source.name, "date": record.date,
                "position": position, "role": role, "name": person.name, "office": person.office,
                "side": person.group, "printed": person.printed,
            }  # fmt: skip


def withheld(entries: Sequence[ExportEntry]) -> Iterator[Row]:
    """A row for each passage that is withheld; its box in pixels of its page."""
    for entry in entries:
        for position, passage in enumerate(entry.record.withheld, 1):
            box = passage.box
            yield {
                "id": entry.id, "file": entry.document.source.name, "date": entry.record.date,
                "position": position, "page": passage.page, "extent": passage.extent,
                "amount": passage.amount, "exemptions": _cell(passage.exemptions),
                "left": box.left if box else None, "top": box.top if box else None,
                "right": box.right if box else None, "bottom": box.bottom if box else None,
            }  # fmt: skip


Rows = Callable[[Sequence[ExportEntry]], Iterator[Row]]
TABLES: dict[str, tuple[Rows, Sequence[str]]] = {
    "records": (records, RECORD),
    "turns": (turns, TURN),
    "people": (people, PERSON),
    "withheld": (withheld, WITHHELD),
}
"""Each table: what gives its rows, and its columns."""


def as_csv(entries: Sequence[ExportEntry], table: str) -> bytes:
    """A table as CSV (RFC 4180, UTF-8 with a mark at the start, by which Excel knows it)."""
    rows, columns = TABLES[table]
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(columns)
    for row in rows(entries):
        writer.writerow([safe(row[column]) for column in columns])
    return b"\xef\xbb\xbf" + file.getvalue().encode()


def safe(cell: Cell) -> Cell:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def as_parquet(entries: Sequence[ExportEntry], table: str) -> bytes:
    """A table as Parquet, its columns typed. Raises `MissingExtra` where pyarrow is not installed."""
    try:
        pa: Any = import_module("pyarrow")
        pq: Any = import_module("pyarrow.parquet")
    except ImportError as error:
        raise MissingExtra("Parquet needs pyarrow", 'Try: pip install "memcon[exports]"') from error
    rows, columns = TABLES[table]
    types: dict[str, Any] = {"int": pa.int64(), "float": pa.float64(), "bool": pa.bool_()}
    of = {column: types[kind] for kind, names in _TYPES.items() for column in names}
    fields = [(column, of.get(column, pa.string())) for column in columns]
    made = pa.Table.from_pylist(list(rows(entries)), schema=pa.schema(fields))
    sink = pa.BufferOutputStream()
    pq.write_table(made, sink, compression="zstd")
    return sink.getvalue().to_pybytes()
