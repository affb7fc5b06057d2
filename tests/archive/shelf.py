"""What the tests of the archive share: invented papers, read, and archives that hold them."""

from __future__ import annotations

import hashlib
import zlib
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import memcon
from memcon import Archive, Document
from memcon.archive.rows import APART
from memcon.archive.tokens import line_of
from memcon.writing import as_text, invent

SAMPLES = Path(__file__).parents[2] / "samples"
STYLES = ("clinton", "bush", "ford", "kissinger", "vp", "state")


def read(text: str) -> Document:
    """Text as memcon reads it from a file."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "paper.txt"
        path.write_text(text)
        return memcon.read(path)


@cache
def invention(seed: int, style: str = "clinton") -> Document:
    """An invented paper."""
    return read(as_text(invent(seed, style), style))


@cache
def samples() -> tuple[Document, ...]:
    """The specimen papers that are text."""
    return tuple(memcon.read(path) for path in sorted(SAMPLES.glob("*.txt")))


def renamed(document: Document, number: int) -> Document:
    """The same document as if of another file."""
    from msgspec import structs

    sha256 = hashlib.sha256(f"{document.source.sha256} {number}".encode()).hexdigest()
    return structs.replace(document, source=structs.replace(document.source, sha256=sha256))


TABLES = (
    "sources", "paths", "failures", "pages", "records", "people", "passages", "withheld", "exemptions",
    "stamps", "elements", "diagnostics", "provenance", "sketches", "corrections", "thumbnails",
    "saved_searches", "divisions",
)  # fmt: skip
"""What both stores have."""
TIMES = ("added", "read_at", "seen", "at", "undone_at", "uid")


def dump(archive: Archive) -> list[str]:
    """What an archive says, for comparing two: without times."""
    database = archive._store
    rows: list[str] = []
    for table in TABLES:
        with database.transaction(write=False):
            found = database.execute(f"SELECT * FROM {table}")
            names = [column[0] for column in found.description]
            kept = [n for n, name in enumerate(names) if name not in TIMES]
            rows += sorted(f"{table} {[row[n] for n in kept]}" for row in found.fetchall())
    return rows


def whole(url: Path | str) -> None:
    """Assert that an archive has no half record, and that its indexes fit its tables."""
    with Archive(url, create=False) as archive:
        (_whole_on_postgresql if str(url).startswith("postgresql") else _whole_on_sqlite)(archive)
        database = archive._store
        with database.transaction(write=False):
            for source, packed in database.execute("SELECT id, document FROM sources").fetchall():
                sql = "SELECT count(*) FROM records WHERE source = ?"
                held = database.execute(sql, (source,)).fetchone()[0]
                assert held == len(memcon.decode(zlib.decompress(packed)).records)


def _whole_on_sqlite(archive: Archive) -> None:
    connection = archive._store.connection
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    for table in ("passage_words", "record_words"):
        connection.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)")


def _whole_on_postgresql(archive: Archive) -> None:
    one = archive._store.execute
    assert (
        one("SELECT count(*) FROM passages").fetchone()
        == one("SELECT count(*) FROM passage_words").fetchone()
    )
    assert (
        one("SELECT count(*) FROM records").fetchone() == one("SELECT count(*) FROM record_words").fetchone()
    )
    counted = one("SELECT count(*), COALESCE(sum(length), 0) FROM passage_words").fetchone()
    assert one("SELECT COALESCE(sum(passages), 0), COALESCE(sum(words), 0) FROM totals").fetchone() == counted
    for passage, speaker, said, text in one(
        "SELECT rowid, speaker, said, text FROM passage_words"
    ).fetchall():
        row = one(
            "SELECT p.kind, p.text, COALESCE(p.speaker, r.from_line), p.known FROM passages p JOIN records r"
            " ON r.id = p.record WHERE p.id = ?",
            (passage,),
        ).fetchone()
        who = f"{row[2]}{APART}{row[3]}" if row[3] else row[2]
        assert (said or text, speaker) == (line_of(row[1]), line_of(who))
        assert bool(said) <= (row[0] == "turn")
