"""The SQLite file of an archive: opened, locked, and its troubles in words."""

from __future__ import annotations

import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from memcon.archive.schema import bring_up_to_date
from memcon.errors import MemconError, MissingFile, UnreadableFile, UsageError

PATIENCE = 30.0
"""Seconds for which a writer waits for another before it gives up."""


def file_of(url: str) -> Path:
    """The file that `url` names: a path, or ``sqlite:///path``. Raises `UsageError` for another scheme."""
    scheme, separator, _ = url.partition("://")
    if not separator:
        return Path(url)
    if scheme != "sqlite":
        raise UsageError(f"no archive can be kept at {scheme}://", "Name a file, such as memcon.db")
    return Path(urlsplit(url).path.removeprefix("/"))


def connect(path: Path, *, create: bool, patience: float = PATIENCE) -> sqlite3.Connection:
    """A connection to the archive in `path`, its tables up to date.

    Raises `MissingFile` where there is none and `create` is false, `UnreadableFile` for a file that is no
    archive, is damaged, or is of a newer memcon, `MemconError` where another program keeps it locked.
    """
    if not create and not path.is_file():
        raise MissingFile(f"there is no archive at {path}", "Make one with memcon add")
    with in_words(path.name):
        connection = sqlite3.connect(path, timeout=patience, isolation_level=None)
        try:
            connection.execute("PRAGMA foreign_keys = ON")
            bring_up_to_date(connection, path.name)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA cache_size = -65536")
        except BaseException:
            connection.close()
            raise
    return connection


@contextmanager
def transaction(connection: sqlite3.Connection, *, write: bool = True) -> Generator[None]:
    """All that is done inside, or nothing of it, whatever ends the process."""
    connection.execute("BEGIN IMMEDIATE" if write else "BEGIN")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


@contextmanager
def in_words(name: str) -> Generator[None]:
    """SQLite's errors as `MemconError`s that say what to do."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise _trouble(name, str(error)) from error
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.IntegrityError | sqlite3.ProgrammingError | sqlite3.InternalError):
            raise  # a defect of ours, not of the file
        raise UnreadableFile(
            f"{name} is damaged or no SQLite file ({error})", "Restore it from a copy, or add the papers anew"
        ) from error


def _trouble(name: str, said: str) -> MemconError:
    if "locked" in said or "busy" in said:
        return MemconError(f"another program is writing to {name}", "Try again when it has finished")
    if "full" in said:
        return MemconError(f"there is no room left for {name}", "Free some disk space; nothing is lost")
    if "unable to open" in said:
        return MissingFile(f"{name} cannot be opened or made", "Look at the folder and its permissions")
    if "readonly" in said:
        return MemconError(f"{name} may only be read", "Look at its permissions")
    return MemconError(f"the archive {name} gave an error ({said})", "Please report this")
