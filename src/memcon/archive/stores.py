"""What the archive asks of a database: SQL that SQLite and PostgreSQL both take, and a few things besides.

The SQL of this unit is written once. What differs between the two, above all the index of words, stands
behind the methods of `Store`, in `memcon.archive.sqlite` and `memcon.archive.postgresql`.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from memcon.archive.means import Means
from memcon.archive.wording import Phrase, Wording

PATIENCE = 30.0
"""Seconds for which a writer waits for another before it gives up."""
STRIDE = 20
"""A passage's id is its record's, shifted by so many bits, and its position there: so that the passages of a
record stand together, and a row of the index of words tells the record without looking it up."""


class Condition(NamedTuple):
    """A condition of SQL and the values of its question marks; ``w`` is the row of the index of words, ``p``
    the passage and ``r`` its record."""

    sql: str
    values: tuple[object, ...] = ()


class Asked(NamedTuple):
    """A question for passages."""

    words: Wording | None
    """What is asked of the index of words, where it is asked."""
    passage: str
    """What stands for the passage's id."""
    source: str
    """The tables and conditions: what follows ``SELECT``."""
    values: tuple[object, ...]
    words_alone: bool
    """Whether nothing is asked but the words."""


class Rows(Protocol):
    """What a statement gives."""

    @property
    def rowcount(self) -> int: ...

    def fetchone(self) -> Any:  # noqa: ANN401
        """The next row; None behind the last."""

    def fetchall(self) -> list[Any]:
        """The rest of the rows."""
        ...

    def __iter__(self) -> Iterator[Any]: ...

    def close(self) -> None:
        """Let the rest go."""


class Store(ABC):
    """A connection to an archive, its tables up to date."""

    name: str
    """For people: without a password."""
    path: Path | None = None
    """The file, where it is one."""
    means: Means | None = None
    """What reads lines anew and knows people, given by whoever opened the archive."""
    joined: str
    """What stands between the index of words and the other tables, so that the words come first."""
    temporary: str
    """The schema of tables that go with the connection."""

    @abstractmethod
    def execute(self, sql: str, values: Sequence[object] = ()) -> Rows:
        """One statement; a question mark for each value."""

    @abstractmethod
    def executemany(self, sql: str, rows: Iterable[Sequence[object]]) -> object:
        """One statement for many rows of values."""

    @abstractmethod
    def stream(self, sql: str, values: Sequence[object] = ()) -> Rows:
        """The rows of a query as they come, of which not all may be wanted."""

    @abstractmethod
    def transaction(self, *, write: bool) -> AbstractContextManager[None]:
        """All that is done inside, or nothing of it; to read, one state of the archive throughout.

        The database's own errors become `MemconError`s that say what to do.
        """

    @abstractmethod
    def lock(self, sha256: str) -> None:
        """Let no other writer change what belongs to this file until the transaction ends."""

    @abstractmethod
    def close(self) -> None:
        """Close the connection."""

    @abstractmethod
    def size(self) -> int:
        """Bytes that the archive takes."""

    @abstractmethod
    def put_header(self, record: int, words: Sequence[str | None]) -> None:
        """Index the header of a record: `memcon.archive.rows.Words`."""

    @abstractmethod
    def put_passages(self, record: int) -> None:
        """Index the passages of a record, which are in their table."""

    @abstractmethod
    def forget(self, record: int) -> None:
        """Take a record's words out of the indexes, before its rows go."""

    @abstractmethod
    def matching(self, wording: Wording) -> Condition:
        """The condition that ``w`` has these words."""

    @abstractmethod
    def header(self, phrase: Phrase) -> Condition:
        """The condition that the record of ``p`` has this in a column of its header."""

    @abstractmethod
    def likely(self, shortest: int, longest: int) -> list[str]:
        """Words of these lengths, in order, that the archive has or has had."""

    @abstractmethod
    def found(self, asked: Asked, most: int, *, ranked: bool) -> dict[int, float] | None:
        """The passages that are asked for with their rank by BM25, the less the better; None for more than
        `most`.

        Robertson and Zaragoza 2009, with k1 = 1.2 and b = 0.75, as FTS5 has it. The rank is 0 where it is not
        wanted, or no words are asked for.
        """

    def passages(self, asked: Asked, most: int) -> list[int] | None:
        """The passages that are asked for; None for more than `most`."""
        sql = f"SELECT {asked.passage} {asked.source} LIMIT {most + 1}"
        found = self.execute(sql, asked.values).fetchall()
        return [passage for (passage,) in found] if len(found) <= most else None
