"""Looking without searching: a record, the list of all, the people, the archive's state."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from memcon.archive import identity
from memcon.archive.bounds import with_records
from memcon.archive.correcting import history
from memcon.archive.folding import folded
from memcon.archive.keeping import as_corrected, corrections_where, kept_document
from memcon.archive.results import Copy, Failure, Listed, Shown, Somebody, Status
from memcon.archive.sameness import copies
from memcon.archive.stores import Store
from memcon.errors import UsageError
from memcon.model import DOUBTFUL

ORDERS = {"date": "COALESCE(r.date, '~'), r.id", "added": "r.id", "file": "s.name, r.source, r.number"}
"""The orders of a list."""


def listed(connection: Store, rest: str = "TRUE", values: Sequence[object] = ()) -> list[Listed]:
    """Records in a line each; `rest` follows WHERE, with ``r`` for the record and ``s`` for its source."""
    return list(_listed(connection, rest, values).values())


def listed_by_row(connection: Store, records: Sequence[int]) -> dict[int, Listed]:
    """Records in a line each, by their rows."""
    found: dict[int, Listed] = {}
    for start in range(0, len(records), 500):
        some = records[start : start + 500]
        found.update(_listed(connection, f"r.id IN ({', '.join('?' * len(some))})", some))
    return found


def _listed(connection: Store, rest: str, values: Sequence[object]) -> dict[int, Listed]:
    found = connection.execute(
        "SELECT r.id, r.short, s.name, r.first_page, r.last_page, r.form, r.title, r.subject, r.date,"
        " r.time_start, r.place, r.level FROM records r JOIN sources s ON s.id = r.source"
        f" WHERE {rest}",
        values,
    ).fetchall()
    present = _participants(connection, [row[0] for row in found])
    lines: dict[int, Listed] = {}
    for row in found:
        names = present.get(row[0], ())
        lines[row[0]] = Listed(
            row[1], row[2], (row[3], row[4]), *row[5:],
            participants=tuple(name for name, _ in names), known=tuple(known for _, known in names),
        )  # fmt: skip
    return lines


def _participants(connection: Store, records: Sequence[int]) -> dict[int, list[tuple[str, str]]]:
    """For each record its participants, as they are printed and by their usual names."""
    present: dict[int, list[tuple[str, str]]] = {}
    for start in range(0, len(records), 500):
        some = records[start : start + 500]
        rows = connection.execute(
            "SELECT record, name, COALESCE(known, name) FROM people"
            f" WHERE record IN ({', '.join('?' * len(some))})"
            " AND role = 'participant' ORDER BY record, position",
            some,
        )
        for record, name, known in rows:
            present.setdefault(record, []).append((name, known))
    return present


def list_records(connection: Store, *, limit: int, page: int, sort: str) -> list[Listed]:
    """A page of all records. Raises `UsageError` for an order that is none of `ORDERS`, or a page below 1."""
    if sort not in ORDERS:
        raise UsageError(f"there is no order {sort!r}", f"Use one of {', '.join(ORDERS)}")
    if limit < 1 or page < 1:
        raise UsageError(f"there is no page {page} of {limit} records", "Pages count from 1")
    return listed(connection, f"TRUE ORDER BY {ORDERS[sort]} LIMIT ? OFFSET ?", (limit, limit * (page - 1)))


def show(connection: Store, name: str) -> Shown:
    """A record and all that is known of it."""
    row, key = identity.find(connection, name)
    source: int = connection.execute("SELECT source FROM records WHERE id = ?", (row,)).fetchone()[0]
    document = kept_document(connection, source)
    keys, applied = as_corrected(connection, document)
    at = keys.index(key)
    paths = connection.execute(
        "SELECT path FROM paths WHERE sha256 = ? ORDER BY path", (document.source.sha256,)
    )
    return Shown(
        identity.short(key),
        key,
        tuple(path for (path,) in paths),
        with_records(document, applied.read),
        applied.read[at],
        applied.records[at],
        applied.provenance[at],
        tuple(c for c in history(connection, name) if c.undone_at is None),
        tuple(
            Copy(listed(connection, "r.id = ?", (other,))[0], round(share, 3))
            for other, share in copies(connection, row)
        ),
        tuple(applied.links[at]),
    )


_Named = tuple[str, str, str | None, int, str | None, str | None, str | None]
"""A name, as what, the office, the record and its date, whom it means, and that person's usual name."""


def people(connection: Store, name: str, limit: int) -> list[Somebody]:
    """People of whom a name has, for each word of `name`, a word that begins so; those in most records first.

    Names that mean one person are one; so are those, of which nothing is known, that differ in capitals and
    accents alone.
    """
    wanted = folded(name).split()
    rows = connection.execute(
        "SELECT e.name, e.role, e.office, e.record, r.date, e.person, e.known FROM people e"
        " JOIN records r ON r.id = e.record ORDER BY e.record, e.position"
    )
    found: dict[str, list[_Named]] = {}
    names: dict[str, set[str]] = {}
    for row in rows:
        own = folded(row[0])
        key = row[5] or own
        found.setdefault(key, []).append(row)
        names.setdefault(key, set()).update({own, folded(row[6] or "")})
    known = [
        _somebody(entries) for key, entries in found.items() if any(_has(own, wanted) for own in names[key])
    ]
    return sorted(known, key=lambda who: (-who.records, who.name))[:limit]


def _has(name: str, wanted: Sequence[str]) -> bool:
    return all(any(own.startswith(word) for own in name.split()) for word in wanted)


def _somebody(entries: list[_Named]) -> Somebody:
    def some(values: Iterable[str | None]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(value for value in values if value))

    dates = sorted(some(entry[4] for entry in entries))
    return Somebody(
        entries[0][6] or entries[0][0],
        len({entry[3] for entry in entries}),
        some(entry[1] for entry in entries),
        some(entry[2] for entry in entries),
        dates[0] if dates else None,
        dates[-1] if dates else None,
        entries[0][5],
        some(entry[0] for entry in entries),
    )


def failures(connection: Store) -> list[Failure]:
    """The files that could not be read, by path."""
    rows = connection.execute("SELECT path, sha256, code, reason, hint, at FROM failures ORDER BY path")
    return [Failure(*row) for row in rows]


def status(connection: Store) -> Status:
    """What the archive holds, and what is the matter in it."""

    def count(sql: str, *values: object) -> int:
        return connection.execute(f"SELECT count(*) FROM {sql}", values).fetchone()[0]

    def by(sql: str) -> dict[str, int]:
        return dict(connection.execute(f"{sql} GROUP BY 1 ORDER BY 2 DESC, 1").fetchall())

    return Status(
        archive=connection.name,
        size=connection.size(),
        files=count("sources"),
        pages=connection.execute("SELECT CAST(COALESCE(sum(pages), 0) AS BIGINT) FROM sources").fetchone()[0],
        records=count("records"),
        passages=count("passages"),
        people=count("(SELECT DISTINCT lower(name) FROM people) AS names"),
        doubtful=count("passages WHERE confidence < ?", DOUBTFUL),
        unread=count("elements WHERE kind = 'unread'"),
        forms=by("SELECT form, count(*) FROM records"),
        diagnostics=by("SELECT code, count(*) FROM diagnostics"),
        corrections=count("corrections WHERE undone_at IS NULL"),
        adrift=tuple(corrections_where(connection, "adrift IS NOT NULL AND undone_at IS NULL")),
        failures=tuple(failures(connection)),
    )
