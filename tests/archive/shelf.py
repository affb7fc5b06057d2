"""What the tests of the archive share: invented papers, read, and archives that hold them."""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import memcon
from memcon import Document
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


TIMES = ("added", "read_at", "seen", "at", "undone_at")


def dump(path: Path) -> list[str]:
    """What an archive says, for comparing two: no times, nor the numbers by which passages are found."""
    connection = sqlite3.connect(path)
    named = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    rows: list[str] = []
    for (table,) in named:
        if "_words" not in table and not table.endswith("_terms"):
            columns = [c[1] for c in connection.execute(f"PRAGMA table_info({table})")]
            kept = [f'"{c}"' for c in columns if c not in TIMES and (table, c) != ("passages", "id")]
            found = connection.execute(f"SELECT {', '.join(kept)} FROM {table}")
            rows += sorted(f"{table} {row}" for row in found)
    connection.close()
    return rows


def whole(path: Path) -> None:
    """Assert that an archive has no half record, and that its indexes fit its tables."""
    connection = sqlite3.connect(path, isolation_level=None)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    for table in ("passage_words", "record_words"):
        connection.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)")
    for (source,) in connection.execute("SELECT sha256 FROM sources").fetchall():
        held = connection.execute(
            "SELECT count(*) FROM records r JOIN sources s ON s.id = r.source WHERE s.sha256 = ?", (source,)
        ).fetchone()[0]
        packed = connection.execute("SELECT document FROM sources WHERE sha256 = ?", (source,)).fetchone()[0]
        assert held == len(memcon.decode(zlib.decompress(packed)).records)
    connection.close()
