"""What each phrase of a query weighs in a SQLite archive: the fewer passages have it, the more.

To count these FTS5 goes through all of them, each time it ranks. Here a count that has been made is kept for
the next query, until anybody writes to the archive.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator

from memcon.archive import ranking
from memcon.archive.wording import Phrase, Wording, phrases

MOST = 10_000
"""Phrases whose counts are kept."""


class Weights:
    """The counts of the index `passage_words` of a connection, as of the last writing.

    `expression` gives a phrase as FTS5 asks for it.
    """

    def __init__(self, connection: sqlite3.Connection, expression: Callable[[Phrase], str]) -> None:
        self._connection = connection
        self._expression = expression
        self._state = (-1, -1)
        self._counts: dict[Phrase, int] = {}
        self._totals: ranking.Totals | None = None

    def learn(self, phrase: Phrase, passages: int) -> None:
        """Take over how many passages have a phrase, where that came out otherwise."""
        self._look()
        self._counts[phrase] = passages

    def counted(self, wording: Wording) -> int:
        """In how many passages its phrases stand, each by itself, taken together."""
        self._look()
        return sum(map(self._count, phrases(wording)))

    def of(self, wording: Wording) -> tuple[ranking.Totals, list[float]]:
        """All passages, and the weight of each phrase."""
        self._look()
        if self._totals is None:
            self._totals = self._all()
        totals = self._totals
        return totals, [ranking.weight(self._count(phrase), totals) for phrase in phrases(wording)]

    def _look(self) -> None:
        """Forget what was counted before the archive was last written to, here or by another program."""
        (others,) = self._connection.execute("PRAGMA data_version").fetchone()
        state = (others, self._connection.total_changes)
        if state != self._state or len(self._counts) > MOST:
            self._state = state
            self._counts.clear()
            self._totals = None

    def _count(self, phrase: Phrase) -> int:
        if phrase not in self._counts:
            sql = "SELECT count(*) FROM passage_words WHERE passage_words MATCH ?"
            (self._counts[phrase],) = self._connection.execute(sql, (self._expression(phrase),)).fetchone()
        return self._counts[phrase]

    def _all(self) -> ranking.Totals:
        """FTS5's own count, the first row of its data: passages, then the words of each column."""
        (packed,) = self._connection.execute("SELECT block FROM passage_words_data WHERE id = 1").fetchone()
        passages, *words = numbers(packed)
        return ranking.Totals(passages, sum(words))


def numbers(packed: bytes) -> Iterator[int]:
    """Numbers as SQLite packs them: seven bits in a byte, the highest first; the eighth says that more come.

    What FTS5 counts never needs the ninth byte, which would have eight.
    """
    value = 0
    for byte in packed:
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            yield value
            value = 0
