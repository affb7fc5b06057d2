"""Where the files of an archive lie, and their pages in small; each function within one transaction."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from memcon.archive import identity
from memcon.archive.keeping import now
from memcon.archive.results import KeptPage, Relocated, Thumbnail
from memcon.archive.stores import Store
from memcon.errors import MissingFile


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file's bytes; raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@lru_cache(maxsize=4096)
def _known_sha256(path: Path, size: int, changed: int) -> str:
    """A file that has kept its size and time has kept its contents: it need not be read again."""
    return sha256_of(path)


def is_there(path: Path, sha256: str) -> bool:
    """Whether the file at `path` has these contents."""
    try:
        status = path.stat()
        return path.is_file() and _known_sha256(path, status.st_size, status.st_mtime_ns) == sha256
    except OSError:
        return False


def file_and_page(connection: Store, name: str, page: int) -> KeptPage:
    """The page of the file that a record's id, a SHA-256 or the beginning of one names.

    Raises `MissingFile`, `UsageError`.
    """
    found = connection.execute("SELECT id, sha256 FROM sources WHERE sha256 = ?", (name.lower(),)).fetchone()
    if not found:
        row, _ = identity.find(connection, name)
        found = connection.execute(
            "SELECT s.id, s.sha256 FROM records r JOIN sources s ON s.id = r.source WHERE r.id = ?", (row,)
        ).fetchone()
    source, sha256 = found
    size = connection.execute(
        "SELECT width, height, dpi, turned FROM pages WHERE source = ? AND number = ?", (source, page)
    ).fetchone()
    if not size:
        raise MissingFile(f"{name} has no page {page}", "memcon show says which pages there are")
    return KeptPage(sha256, page, *size)


def paths(connection: Store, sha256: str) -> list[Path]:
    """Where a file was seen, the latest first."""
    rows = connection.execute(
        "SELECT path FROM paths WHERE sha256 = ? ORDER BY seen DESC, path", (sha256,)
    ).fetchall()
    return [Path(path) for (path,) in rows]


def thumbnail(connection: Store, sha256: str, page: int) -> Thumbnail | None:
    """The kept picture of a page; None where none is."""
    row = connection.execute(
        "SELECT t.data, t.width, t.height FROM thumbnails t JOIN sources s ON s.id = t.source"
        " WHERE s.sha256 = ? AND t.page = ?",
        (sha256, page),
    ).fetchone()
    return Thumbnail(bytes(row[0]), row[1], row[2]) if row else None


def keep_thumbnail(connection: Store, sha256: str, page: int, picture: Thumbnail) -> None:
    """Keep the picture of a page of a known file in place of one that there is."""
    connection.execute(
        "INSERT INTO thumbnails (source, page, width, height, data)"
        " SELECT id, ?, ?, ?, ? FROM sources WHERE sha256 = ?"
        " ON CONFLICT (source, page) DO UPDATE SET width = excluded.width, height = excluded.height,"
        " data = excluded.data",
        (page, picture.width, picture.height, picture.data, sha256),
    )


def note(connection: Store, sha256: str, path: str) -> None:
    """Note that a file lies at `path`."""
    connection.execute(
        "INSERT INTO paths (path, sha256, seen) VALUES (?, ?, ?)"
        " ON CONFLICT (path) DO UPDATE SET sha256 = excluded.sha256, seen = excluded.seen",
        (path, sha256, now()),
    )


def lost(connection: Store) -> dict[str, list[str]]:
    """The files, by SHA-256, none of whose paths has them any more, with these paths."""
    known: dict[str, list[str]] = {}
    for sha256, path in connection.execute("SELECT sha256, path FROM paths ORDER BY sha256, path"):
        known.setdefault(sha256, []).append(path)
    held = {sha256 for (sha256,) in connection.execute("SELECT sha256 FROM sources")}
    return {
        sha256: places
        for sha256, places in known.items()
        if sha256 in held and not any(is_there(Path(path), sha256) for path in places)
    } | {sha256: [] for sha256 in held - known.keys()}


def relocate(connection: Store, sha256: str, places: Iterable[str], path: str) -> Relocated:
    """Put `path`, where a file lies now, in place of those that have it no more."""
    gone = tuple(places)
    for old in gone:
        connection.execute("DELETE FROM paths WHERE path = ? AND sha256 = ?", (old, sha256))
    note(connection, sha256, path)
    return Relocated(sha256, gone, path)
