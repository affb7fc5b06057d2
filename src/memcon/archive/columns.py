"""What each record has of each facet, read once, so that the records of an answer are counted in memory.

A page of results counts the years, people and marks of all that was found, though it shows twenty. Asked of
the tables, that takes longer than the search itself; counted here, a tenth of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import chain

from memcon.archive.results import Facet
from memcon.archive.stores import Store

FACETS: dict[str, str] = {
    "year": "SELECT COALESCE(substr(r.date, 1, 4), 'none'), f.record FROM found f"
    " JOIN records r ON r.id = f.record",
    "person": "SELECT DISTINCT COALESCE(e.known, e.name), f.record FROM found f"
    " JOIN people e ON e.record = f.record"
    " WHERE e.role NOT IN ('speaker', 'from')",
    "place": "SELECT r.place, f.record FROM found f JOIN records r ON r.id = f.record"
    " WHERE r.place IS NOT NULL",
    "form": "SELECT r.form, f.record FROM found f JOIN records r ON r.id = f.record",
    "level": "SELECT COALESCE(r.level, 'none'), f.record FROM found f JOIN records r ON r.id = f.record",
    "mark": "SELECT DISTINCT p.mark_level, f.record FROM found f JOIN passages p ON p.record = f.record"
    " WHERE p.mark_level IS NOT NULL",
    "repository": "SELECT v.value, f.record FROM found f JOIN provenance v ON v.record = f.record"
    " WHERE v.field = 'repository'",
}
"""Each facet and the values that the records of a table ``found`` have of it, each with its record."""
LARGEST = 200_000
"""Records whose values are kept in memory, some 200 bytes each; a larger archive is asked each time."""


class FacetColumns:
    """The facets' values of every record of an archive, as it was when they were read.

    Made by `Archive.facet_columns` and given to `Archive.search`; any number of threads may count with one.
    """

    def __init__(self, records: Mapping[int, tuple[int, ...]], values: list[tuple[str, str]]) -> None:
        self._records = records
        self._values = values

    def counted(self, records: Iterable[int], most: int) -> dict[str, tuple[Facet, ...]]:
        """For each facet the `most` commonest values among `records`, given by their numbers."""
        counts = Counter(chain.from_iterable(self._records.get(record, ()) for record in records))
        found: dict[str, list[tuple[int, str]]] = {name: [] for name in FACETS}
        for code, count in counts.items():
            name, value = self._values[code]
            found[name].append((-count, value))
        return {
            name: tuple(Facet(value, -count) for count, value in sorted(counted)[:most])
            for name, counted in found.items()
        }


def facet_columns(connection: Store) -> FacetColumns | None:
    """The columns of all records; None where there are more than `LARGEST`."""
    (total,) = connection.execute("SELECT count(*) FROM records").fetchone()
    if total > LARGEST:
        return None
    every = "(SELECT id AS record FROM records) f"
    codes: dict[tuple[str, str], int] = {}
    records: dict[int, list[int]] = {}
    for name, sql in FACETS.items():
        for value, record in connection.execute(sql.replace("found f", every)):
            code = codes.setdefault((name, value), len(codes))
            records.setdefault(record, []).append(code)
    return FacetColumns({record: tuple(own) for record, own in records.items()}, list(codes))
