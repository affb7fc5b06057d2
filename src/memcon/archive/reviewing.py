"""The doubts of an archive, the most doubtful first; each function within one transaction."""

from __future__ import annotations

import heapq
from collections.abc import Iterator

from msgspec import structs

from memcon.archive import identity
from memcon.archive.corrections import Applied
from memcon.archive.doubting import doubts
from memcon.archive.keeping import as_corrected, kept_document
from memcon.archive.results import Doubt
from memcon.archive.rows import Places
from memcon.archive.stores import Store
from memcon.model import DOUBTFUL


def of_record(store: Store, name: str) -> list[Doubt]:
    """The doubts of one record, the most doubtful first. Raises `MissingFile`, `UsageError`."""
    row, _ = identity.find(store, name)
    return sorted(_Looking(store).into(row), key=lambda doubt: doubt.confidence)


def of_all(store: Store) -> Iterator[Doubt]:
    """The doubts of all records, the most doubtful first; records are looked into only so far as is
    needed."""
    rows = store.execute(
        "SELECT id, confidence FROM records WHERE confidence < ? ORDER BY confidence, id", (DOUBTFUL,)
    ).fetchall()
    looking = _Looking(store)
    waiting: list[tuple[float, int, int, Doubt]] = []
    for row, confidence in rows:
        # What waits and is more doubtful than the whole of this record comes before it.
        while waiting and waiting[0][0] < confidence:
            yield heapq.heappop(waiting)[3]
        for number, doubt in enumerate(looking.into(row)):
            heapq.heappush(waiting, (doubt.confidence, row, number, doubt))
    while waiting:
        yield heapq.heappop(waiting)[3]


class _Looking:
    """Looks into records, and keeps the last file open: a packet's doubtful records often come together."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.source = 0
        self.keys: list[str] = []
        self.applied = Applied([], [], [], {}, [])
        self.places: Places | None = None

    def into(self, row: int) -> list[Doubt]:
        source, key, file = self.store.execute(
            "SELECT r.source, r.key, s.name FROM records r JOIN sources s ON s.id = r.source WHERE r.id = ?",
            (row,),
        ).fetchone()
        if self.places is None or source != self.source:
            document = kept_document(self.store, source)
            self.source, self.places = source, Places(document)
            self.keys, self.applied = as_corrected(self.store, document)
        found = doubts(self.applied.records[self.keys.index(key)], self.places)
        return [structs.replace(doubt, record=identity.short(key), file=file) for doubt in found]
