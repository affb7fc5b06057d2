"""Putting documents into the tables and taking them out; every function here runs inside a transaction."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from itertools import islice

import msgspec

from memcon.archive import doubting, identity, rows, sameness
from memcon.archive.anchoring import Anchor
from memcon.archive.bounds import PATHS, divided
from memcon.archive.corrections import Applied, Correction, apply
from memcon.archive.means import Known
from memcon.archive.spots import Spots
from memcon.archive.stores import STRIDE, Store
from memcon.errors import TooLarge
from memcon.model import Box, Document, Record, joined

COMPRESSION = 6
OWN_TABLES = ("people", "passages", "withheld", "exemptions", "stamps", "elements", "provenance", "sketches")
"""The tables whose rows belong to one record."""


def now() -> str:
    """This second in UTC, ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def keep_document(connection: Store, document: Document) -> int:
    """Keep a document as it was read; the row of its source. An earlier reading of the file gives way."""
    source = document.source
    packed = zlib.compress(msgspec.json.encode(document), COMPRESSION)
    at = now()
    row: int = connection.execute(
        "INSERT INTO sources (sha256, name, kind, pages, added, read_at, document)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (sha256) DO UPDATE SET read_at = excluded.read_at, pages = excluded.pages,"
        " document = excluded.document RETURNING id",
        (source.sha256, source.name, source.kind, source.pages, at, at, packed),
    ).fetchone()[0]
    for table in ("pages", "diagnostics"):
        connection.execute(f"DELETE FROM {table} WHERE source = ?", (row,))
    connection.executemany(
        "INSERT INTO pages VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [(row, p.number, p.width, p.height, p.dpi, p.reader, p.turned, p.quality) for p in document.pages],
    )
    connection.executemany(
        "INSERT INTO diagnostics VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (row, n, d.code, d.severity, d.message, d.page, d.evidence, d.suggestion)
            for n, d in enumerate(document.diagnostics)
        ],
    )
    return row


def kept_document(connection: Store, source: int) -> Document:
    """A document as it was read."""
    packed: bytes = connection.execute("SELECT document FROM sources WHERE id = ?", (source,)).fetchone()[0]
    return msgspec.json.decode(zlib.decompress(packed), type=Document)


def active_corrections(connection: Store, sha256: str) -> list[Correction]:
    """The corrections of a file that have not been undone, in the order in which they were made."""
    return corrections_where(connection, "sha256 = ? AND undone_at IS NULL", (sha256,))


def corrections_where(
    connection: Store, condition: str, parameters: Sequence[object] = ()
) -> list[Correction]:
    """The corrections that fulfil a condition of SQL."""
    found = connection.execute(
        "SELECT id, uid, key, path, old, value, anchors, why, author, at, undone_at, undone_by, adrift"
        f" FROM corrections WHERE {condition} ORDER BY id",
        parameters,
    )
    return [
        Correction(
            number=row[0], uid=row[1], record=row[2], path=row[3],
            old=msgspec.json.decode(row[4]), value=msgspec.json.decode(row[5]),
            anchors=msgspec.json.decode(row[6], type=tuple[Anchor, ...]),
            why=row[7], author=row[8], at=row[9], undone_at=row[10], undone_by=row[11], adrift=row[12],
        )
        for row in found
    ]  # fmt: skip


def as_corrected(connection: Store, document: Document) -> tuple[list[str], Applied]:
    """The keys of a document's records, as people have divided it, and these with all active corrections."""
    sha256 = document.source.sha256
    records = _division(connection, sha256)
    records = document.records if records is None else records
    keys = identity.keys(sha256, records)
    made = [c for c in active_corrections(connection, sha256) if c.path not in PATHS]
    return keys, apply(records, keys, made, Spots(rows.Places(document)))


def _division(connection: Store, sha256: str) -> Sequence[Record] | None:
    """The papers as people have divided the file; None where nobody has."""
    row = connection.execute(
        "SELECT d.records FROM divisions d JOIN sources s ON s.id = d.source WHERE s.sha256 = ?", (sha256,)
    ).fetchone()
    return msgspec.json.decode(zlib.decompress(row[0]), type=tuple[Record, ...]) if row else None


def _divide(connection: Store, source: int, document: Document) -> dict[int, str]:
    """Keep the papers as people have divided the file; what has no place, by number, with the reason."""
    made = active_corrections(connection, document.source.sha256)
    means = connection.means
    records, adrift = divided(document, made, means.paper_of if means else None)
    connection.execute("DELETE FROM divisions WHERE source = ?", (source,))
    if records != document.records:
        packed = zlib.compress(msgspec.json.encode(records), COMPRESSION)
        connection.execute("INSERT INTO divisions VALUES (?, ?)", (source, packed))
    return adrift


def index(connection: Store, source: int, document: Document) -> list[str]:
    """Put the records, as corrected, into the tables in place of those there; their keys.

    A record that keeps its key keeps its row.
    """
    held: dict[str, int] = dict(
        connection.execute("SELECT key, id FROM records WHERE source = ?", (source,)).fetchall()
    )
    adrift = _divide(connection, source, document)
    keys, applied = as_corrected(connection, document)
    for row in held.values():
        _empty(connection, row)
    connection.executemany(
        "DELETE FROM records WHERE id = ?", [(row,) for key, row in held.items() if key not in set(keys)]
    )
    places = rows.Places(document)
    for number, (key, record) in enumerate(zip(keys, applied.records, strict=True), 1):
        known = _known(connection, record, applied, number - 1)
        row = _record(connection, source, number, key, record, doubting.least(record, places), known)
        _passages(connection, row, rows.passages(record, places, known))
        _parts(connection, row, record, places, known)
        sameness.keep(connection, row, sameness.texts_of(record))
        connection.executemany(
            "INSERT INTO provenance VALUES (?, ?, ?)",
            [(row, field, value) for field, value in applied.provenance[number - 1].items()],
        )
    _say_adrift(connection, document.source.sha256, {**adrift, **applied.adrift})
    return keys


def _known(connection: Store, record: Record, applied: Applied, at: int) -> rows.Who:
    """Whom the names of a record mean, as far as whoever opened the archive can tell."""
    none: dict[str, Sequence[Known]] = {}
    return connection.means.identify(record, applied.links[at]) if connection.means else none


def _say_adrift(connection: Store, sha256: str, adrift: dict[int, str]) -> None:
    connection.execute("UPDATE corrections SET adrift = NULL WHERE sha256 = ?", (sha256,))
    connection.executemany(
        "UPDATE corrections SET adrift = ? WHERE id = ?", [(why, number) for number, why in adrift.items()]
    )


def _empty(connection: Store, record: int) -> None:
    """Take out all that belongs to a record but its row; the words first, which are looked up for it."""
    connection.forget(record)
    for table in OWN_TABLES:
        connection.execute(f"DELETE FROM {table} WHERE record = ?", (record,))


def _record(
    connection: Store, source: int, number: int, key: str, record: Record, confidence: float, known: rows.Who
) -> int:
    level, level_mark, level_rank = rows.level(record)
    stamp, holdings = record.declassification, record.holdings
    case = stamp.case if stamp else None
    values: dict[str, object] = {
        "key": key, "short": identity.short(key), "source": source, "number": number,
        "first_page": record.pages[0], "last_page": record.pages[1],
        "form": record.form, "style": record.style, "title": record.title,
        "control_number": record.control_number, "level": level or record.banner, "level_mark": level_mark,
        "level_rank": level_rank, "captions": "; ".join(record.captions), "subject": record.subject,
        "subject_mark": record.subject_mark, "addressees": "; ".join(record.addressees),
        "from_line": record.from_, "date": record.date, "time_start": record.time_start,
        "time_end": record.time_end, "tz": record.tz, "weekday": record.weekday, "place": record.place,
        "drafting": record.drafting, "authority": stamp.authority if stamp else None, "case_number": case,
        "case_key": rows.case_key(case) if case else None, "release": stamp.release if stamp else None,
        "released": stamp.date if stamp else None, "doc_number": stamp.doc_number if stamp else None,
        "holder": holdings.holder if holdings else None, "holding": holdings.title if holdings else None,
        "confidence": confidence,
    }  # fmt: skip
    changes = ", ".join(f"{name} = excluded.{name}" for name in values if name != "key")
    row: int = connection.execute(
        f"INSERT INTO records ({', '.join(values)}) VALUES ({', '.join('?' * len(values))})"
        f" ON CONFLICT (key) DO UPDATE SET {changes} RETURNING id",
        tuple(values.values()),
    ).fetchone()[0]
    connection.put_header(row, rows.words(record, known))
    return row


def _passages(connection: Store, record: int, passages: Iterable[rows.Passage]) -> None:
    found = [
        (
            (record << STRIDE) + n, record, n, p.kind, p.turn, p.speaker, p.text, p.mark,
            rows.mark_level(p.mark), int(p.struck), p.page, *_corners(p.box), p.confidence, p.known,
        )
        for n, p in enumerate(islice(passages, (1 << STRIDE) + 1))
    ]  # fmt: skip
    if len(found) > 1 << STRIDE:
        raise TooLarge(f"a paper has more than {1 << STRIDE:,} paragraphs", "Cut the file into several")
    connection.executemany(f"INSERT INTO passages VALUES ({', '.join('?' * 17)})", found)
    connection.put_passages(record)


def _corners(box: Box | None) -> tuple[int | None, int | None, int | None, int | None]:
    return (box.left, box.top, box.right, box.bottom) if box else (None, None, None, None)


def _parts(connection: Store, row: int, record: Record, places: rows.Places, known: rows.Who) -> None:
    many = connection.executemany
    many(
        "INSERT INTO people VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(row, n, *person) for n, person in enumerate(rows.people(record, known))],
    )
    many(
        f"INSERT INTO withheld VALUES ({', '.join('?' * 10)})",
        [
            (row, n, w.page, " ".join(w.exemptions), w.extent, w.amount, *_corners(w.box))
            for n, w in enumerate(record.withheld)
        ],
    )
    codes = {rows.code_key(code): code for w in record.withheld for code in w.exemptions}
    many("INSERT INTO exemptions VALUES (?, ?, ?)", [(row, key, code) for key, code in codes.items()])
    many("INSERT INTO stamps VALUES (?, ?, ?)", [(row, n, stamp) for n, stamp in enumerate(record.stamps)])
    elements: list[tuple[int, int, str, int, str]] = []
    for n, element in enumerate(record.elements):
        lines = [places.lines[number] for number in element.lines if number in places.lines]
        page = next((line.page for line in islice(lines, 1)), record.pages[0])
        text = joined(line.text for line in lines) if element.kind not in ("turn", "paragraph") else ""
        elements.append((row, n, element.kind, page, text))
    many("INSERT INTO elements VALUES (?, ?, ?, ?, ?)", elements)
