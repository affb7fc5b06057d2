"""The records of an archive that are one paper: copies and releases, found by their words, in groups.

Two records meet where a band of their sketches is the same (`memcon.archive.sameness`); what they have in
common is then counted from their texts. A release that withholds half of a paper has few of its runs in
common with the whole, but nearly all of its own: so the measure is the part of the shorter one's runs that
the longer has. Groups grow by single links, since two releases may withhold different halves and meet only
in a third. Of the records in one band only those that are not yet known to be one paper are compared, so
that the work grows with the number of records.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

from memcon.archive.sameness import FEWEST, kept_texts, runs
from memcon.archive.stores import Store

HELD = 0.5
"""The part of the shorter record's runs that a longer one has from which the two are one paper."""
SHEETS = ("marker", "withdrawal_sheet", "cover_sheet")
"""Forms of what a repository puts around papers: no papers, however like."""
KEPT = 4096
"""Records whose runs are kept at hand."""


def groups(connection: Store) -> list[list[int]]:
    """The rows of records that are one paper, groups of two and more, each in order; by their first."""
    known = _Known(connection)
    bands = connection.stream(
        "SELECT s.band, s.value, s.record FROM sketches s JOIN records r ON r.id = s.record"
        " WHERE r.form NOT IN (?, ?, ?) ORDER BY s.band, s.value, s.record",
        SHEETS,
    )
    for _, members in groupby(bands, key=lambda row: (row[0], row[1])):
        known.meet([row[2] for row in members])
    return known.groups()


class _Known:
    """What is known so far of which records are one paper."""

    def __init__(self, connection: Store) -> None:
        self._connection = connection
        self._parent: dict[int, int] = {}
        self._apart: set[tuple[int, int]] = set()
        self._dates: dict[int, str | None] = {  # a group's first has the date of those joined to it
            row[0]: row[1] for row in connection.execute("SELECT id, date FROM records").fetchall()
        }
        self._runs = lru_cache(KEPT)(self._read)

    def meet(self, members: list[int]) -> None:
        """Compare records whose sketches have a band in common: each with the heads of groups before it."""
        heads: list[int] = []
        for member in members:
            if any(self._one(head, member) for head in heads[-8:]):
                continue
            heads.append(member)

    def _one(self, a: int, b: int) -> bool:
        one, other = self._top(a), self._top(b)
        if one == other:
            return True
        if len({self._dates[one], self._dates[other]} - {None}) > 1:
            return False  # one without a date is no bridge between papers of two days
        if (a, b) in self._apart or not self._alike(a, b):
            self._apart.add((a, b))
            return False
        first, later = min(one, other), max(one, other)
        self._parent[later] = first
        self._dates[first] = self._dates[first] or self._dates[later]
        return True

    def _top(self, n: int) -> int:
        while (parent := self._parent.get(n, n)) != n:
            self._parent[n] = self._parent.get(parent, parent)
            n = self._parent[n]
        return n

    def _alike(self, a: int, b: int) -> bool:
        """Whether two records are one paper by their words."""
        one, other = self._runs(a), self._runs(b)
        fewer = min(len(one), len(other))
        return fewer >= FEWEST and len(one & other) >= HELD * fewer

    def _read(self, record: int) -> frozenset[int]:
        return frozenset(runs(kept_texts(self._connection, record)))

    def groups(self) -> list[list[int]]:
        """The groups as they are known."""
        found: dict[int, list[int]] = {}
        for n in self._members():
            found.setdefault(self._top(n), []).append(n)
        return sorted(sorted(group) for group in found.values() if len(group) > 1)

    def _members(self) -> Iterator[int]:
        yield from {*self._parent, *self._parent.values()}
