"""What a record is called: by its file's contents and its pages there, so that a new reading keeps the name.

The **key** is ``SHA256:FIRST-LAST``, with ``:N`` behind it for the N-th record that has exactly these pages
(two short papers on one page). The **short** form, for people, has the first `SHORT` digits of the hash and
one number for a single page: ``b72132becd:1-2``. Neither depends on how many records stand before it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from memcon.archive.stores import Store
from memcon.errors import MissingFile, UsageError
from memcon.model import Record

SHORT = 10
"""Hexadecimal digits of a short id. Among 100,000 files two share them with a chance of one in 200."""

_ID = re.compile(r"([0-9a-f]{4,64})(?::(\d{1,6})(?:-(\d{1,6}))?(?::(\d{1,4}))?)?", re.IGNORECASE)


def keys(sha256: str, records: Iterable[Record]) -> list[str]:
    """The key of each record of a file, in their order."""
    seen: Counter[tuple[int, int]] = Counter()
    found: list[str] = []
    for record in records:
        seen[record.pages] += 1
        first, last = record.pages
        found.append(
            f"{sha256}:{first}-{last}" + (f":{seen[record.pages]}" if seen[record.pages] > 1 else "")
        )
    return found


def check(key: str) -> None:
    """Raises `UsageError` for what is not the key of a record."""
    parts = _ID.fullmatch(key)
    if not parts or len(parts[1]) != 64 or not parts[3]:
        raise UsageError(f"{key!r} is not the key of a record", "")


def short(key: str) -> str:
    """The short form of a key."""
    sha256, pages, *nth = key.split(":")
    first, _, last = pages.partition("-")
    return ":".join([sha256[:SHORT], first if first == last else pages, *nth])


def find(connection: Store, name: str) -> tuple[int, str]:
    """The row and the key of the record that `name` names: a key, a short form, or one with less of the hash.

    The hash alone will do where its file has one record. Raises `UsageError` for what is no id or could be
    several, `MissingFile` where there is none such.
    """
    parts = _ID.fullmatch(name.strip())
    if not parts:
        raise UsageError(
            f"{name!r} is not the id of a record", "Ids look like b72132becd:1-2; memcon list has them"
        )
    sha256, first, last, nth = parts[1].lower(), parts[2], parts[3], parts[4]
    wanted = (
        f"{sha256}%" if first is None else f"{sha256}%:{first}-{last or first}" + (f":{nth}" if nth else "")
    )
    rows: list[tuple[int, str]] = connection.execute(
        "SELECT id, key FROM records WHERE short >= ? AND short < ? AND key LIKE ? ORDER BY key LIMIT 6",
        (sha256[:SHORT], sha256[:SHORT] + "~", wanted),
    ).fetchall()
    if not rows:
        raise MissingFile(f"the archive has no record {name}", "memcon list shows what it has")
    if len(rows) > 1:
        some = ", ".join(
            key if sha256[:SHORT] == key[:SHORT] and first else short(key) for _, key in rows[:5]
        )
        raise UsageError(f"{name} could be {some}{' …' if len(rows) > 5 else ''}", "Give more of the id")
    return rows[0]
