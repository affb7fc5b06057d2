"""An archive in a PostgreSQL database, in a schema of its own; and PostgreSQL's troubles in words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager
from functools import lru_cache
from urllib.parse import urlsplit

import psycopg
from psycopg import errors
from psycopg.rows import TupleRow

from memcon.archive import ranking
from memcon.archive.postgresql_schema import MIGRATIONS
from memcon.archive.stores import STRIDE, Asked, Condition, Rows, Store
from memcon.archive.tallying import Tally
from memcon.archive.tokens import line_of
from memcon.archive.wording import COLUMNS, Close, Either, Phrase, Wording, phrases
from memcon.errors import MemconError, MissingFile, UnreadableFile

SCHEMA = "memcon"
"""What the archive's tables stand in, apart from whatever else the database holds."""
_LONGEST = 500_000
"""Bytes of the words of one passage that are indexed, each once: PostgreSQL takes a megabyte at most."""
_CREATING = 0x6D656D63
"""The number of the lock for making tables."""
_COUNTED = 100_000
"""Passages up to which it is counted how many have a word. What is commoner weighs as little as that."""

Connection = psycopg.Connection[TupleRow]


class PostgresStore(Store):
    """The archive in the database of a ``postgresql://`` URL.

    Raises `MissingFile` where no server answers, there is no such database or, `create` being false, no
    archive in it; `UnreadableFile` for one of a newer memcon. A connection that was lost is made again by the
    next call.
    """

    joined = "JOIN"
    temporary = "pg_temp"

    def __init__(self, url: str, *, create: bool, patience: float) -> None:
        parts = urlsplit(url)
        host = f"{parts.hostname or ''}{f':{parts.port}' if parts.port else ''}"
        self.name = f"postgresql://{host}{parts.path}"
        self._url = url
        self._patience = patience
        self._connection: Connection | None = None
        with self._in_words():
            connection = self._connected()
            try:
                self._bring_up_to_date(connection, create)
            except BaseException:
                connection.close()
                raise

    def _connected(self) -> Connection:
        """The connection, made again where it was lost."""
        if self._connection is None or self._connection.closed:
            self._connection = psycopg.connect(self._url, autocommit=True, connect_timeout=10)
            self._connection.execute(f"SET search_path TO {SCHEMA}")
            self._connection.execute(f"SET lock_timeout = {round(self._patience * 1000)}".encode())
            self._connection.execute("SET client_min_messages = warning")
        return self._connection

    def _bring_up_to_date(self, connection: Connection, create: bool) -> None:
        if self._version(connection) == len(MIGRATIONS):
            return
        if not create and not self._version(connection):
            raise MissingFile(f"there is no archive at {self.name}", "Make one with memcon add")
        with connection.transaction():
            # Another program may have been quicker: the version is read again now that none other may.
            connection.execute("SELECT pg_advisory_xact_lock(%s)", (_CREATING,))
            connection.execute(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
            for migration in MIGRATIONS[self._version(connection) :]:
                for statement in migration:
                    connection.execute(statement.encode())
            mark = f"COMMENT ON SCHEMA {SCHEMA} IS 'memcon archive {len(MIGRATIONS)}'"
            connection.execute(mark.encode())

    def _version(self, connection: Connection) -> int:
        said = connection.execute(
            "SELECT obj_description(oid, 'pg_namespace') FROM pg_namespace WHERE nspname = %s", (SCHEMA,)
        ).fetchone()
        found = re.fullmatch(r"memcon archive (\d+)", str(said[0]) if said else "")
        version = int(found[1]) if found else 0
        if version > len(MIGRATIONS):
            known = f"archive version {version}; this one knows {len(MIGRATIONS)}"
            raise UnreadableFile(
                f"{self.name} was made by a newer memcon ({known})", "Install a newer memcon"
            )
        return version

    def execute(self, sql: str, values: Sequence[object] = ()) -> Rows:
        """One statement; a question mark for each value."""
        return self._connected().execute(_marked(sql), _clean(values))

    def executemany(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """One statement for many rows of values."""
        with self._connected().cursor() as cursor:
            cursor.executemany(_marked(sql), map(_clean, rows))

    def stream(self, sql: str, values: Sequence[object] = ()) -> Rows:
        """The rows of a query as they come: the server keeps the rest."""
        cursor = self._connected().cursor("stream")
        cursor.itersize = 500
        cursor.execute(_marked(sql), _clean(values))
        return cursor

    @contextmanager
    def transaction(self, *, write: bool) -> Generator[None]:
        """All that is done inside, or nothing of it; to read, one state of the archive throughout."""
        with self._in_words():
            connection = self._connected()
            try:
                connection.execute("BEGIN" if write else "BEGIN ISOLATION LEVEL REPEATABLE READ")
            except errors.OperationalError:
                # The server was away since the last call: nothing was under way, so once more.
                connection.close()
                connection = self._connected()
                connection.execute("BEGIN" if write else "BEGIN ISOLATION LEVEL REPEATABLE READ")
            try:
                yield
                connection.execute("COMMIT")
            except BaseException:
                if not connection.closed:
                    connection.execute("ROLLBACK")
                raise

    def lock(self, sha256: str) -> None:
        """Let no other writer change what belongs to this file until the transaction ends."""
        self.execute("SELECT pg_advisory_xact_lock(?)", (int(sha256[:15], 16),))

    def close(self) -> None:
        """Close the connection."""
        if self._connection is not None:
            self._connection.close()

    def size(self) -> int:
        """Bytes of the archive's tables and their indexes."""
        sql = """SELECT CAST(COALESCE(sum(pg_total_relation_size(c.oid)), 0) AS BIGINT) FROM pg_class c
            JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = ? AND c.relkind = 'r'"""
        return self.execute(sql, (SCHEMA,)).fetchone()[0]

    def put_header(self, record: int, words: Sequence[str | None]) -> None:
        """Index the header of a record."""
        lines = list(map(line_of, words))
        self.execute(
            "INSERT INTO record_words VALUES (?, ?, ?, ?, ?, ?, ?, array_to_tsvector(?))",
            (record, *lines, _different(lines)),
        )

    def put_passages(self, record: int) -> None:
        """Index the passages of a record."""
        found = self.execute(
            "SELECT p.id, concat_ws(' \ue000 ', COALESCE(p.speaker, r.from_line), p.known),"
            " CASE WHEN p.kind = 'turn' THEN p.text END,"
            " CASE WHEN p.kind <> 'turn' THEN p.text END FROM passages p JOIN records r ON r.id = p.record"
            " WHERE p.record = ? ORDER BY p.id",
            (record,),
        ).fetchall()
        rows = [(row[0], *map(line_of, row[1:])) for row in found]
        lengths = [sum(line.count(" ") - 1 for line in row[1:] if line) for row in rows]
        self.executemany(
            "INSERT INTO passage_words VALUES (?, ?, ?, ?, ?, array_to_tsvector(?))",
            [
                (row[0], length, *row[1:], _different(row[1:]))
                for row, length in zip(rows, lengths, strict=True)
            ],
        )
        # In order, so that two writers with the same new words wait for one another in one direction only.
        new = sorted({word for row in rows for line in row[1:] for word in line.split()})
        self.execute("INSERT INTO terms SELECT unnest(?::text[]) ON CONFLICT DO NOTHING", (new,))
        self._count(len(rows), sum(lengths))

    def _count(self, passages: int, words: int) -> None:
        self.execute(
            "INSERT INTO totals VALUES (pg_backend_pid() % 64, ?, ?) ON CONFLICT (writer) DO UPDATE SET"
            " passages = totals.passages + excluded.passages, words = totals.words + excluded.words",
            (passages, words),
        )

    def forget(self, record: int) -> None:
        """Take a record's words out of the indexes."""
        passages, words = self.execute(
            "WITH gone AS (DELETE FROM passage_words WHERE rowid BETWEEN ? AND ? RETURNING length)"
            " SELECT count(*), CAST(COALESCE(sum(length), 0) AS BIGINT) FROM gone",
            (record << STRIDE, (record + 1 << STRIDE) - 1),
        ).fetchone()
        self.execute("DELETE FROM record_words WHERE rowid = ?", (record,))
        self._count(-passages, -words)

    def matching(self, wording: Wording) -> Condition:
        """The words by their index, and what the index does not tell by the lines of words."""
        if isinstance(wording, Phrase):
            return _has("w", wording, (wording.column,) if wording.column else COLUMNS)
        if isinstance(wording, Close):
            return _close(wording)
        if isinstance(wording, Either):
            return _together("OR", map(self.matching, wording.parts))
        have = _together("AND", map(self.matching, wording.have))
        if not wording.lack:
            return have
        lack = _together("OR", map(self.matching, wording.lack))
        return Condition(f"({have.sql} AND NOT {lack.sql})", (*have.values, *lack.values))

    def header(self, phrase: Phrase) -> Condition:
        """A column of `record_words` that has a phrase."""
        sql, values = _has("h", phrase, (phrase.column or "",))
        return Condition(f"p.record IN (SELECT h.rowid FROM record_words h WHERE {sql})", values)

    def likely(self, shortest: int, longest: int) -> list[str]:
        """Words of these lengths, in order."""
        sql = "SELECT term FROM terms WHERE length(term) BETWEEN ? AND ? ORDER BY term"
        return [term for (term,) in self.execute(sql, (shortest, longest)).fetchall()]

    def found(self, asked: Asked, most: int, *, ranked: bool) -> dict[int, float] | None:
        """Passages with their rank, worked out here: PostgreSQL's own knows nothing of other passages."""
        passages = self.passages(asked, most)
        if passages is None:
            return None
        if not ranked or not asked.words or len(passages) < 2:
            return dict.fromkeys(passages, 0.0)
        passed, words = self.execute(
            "SELECT CAST(sum(passages) AS BIGINT), CAST(sum(words) AS BIGINT) FROM totals"
        ).fetchone()
        totals = ranking.Totals(passed, words)
        weights = [ranking.weight(self._having(phrase), totals) for phrase in phrases(asked.words)]
        found = self.execute(
            "SELECT rowid, length, speaker, said, text FROM passage_words WHERE rowid = ANY(?)", (passages,)
        )
        tally = Tally(asked.words)
        ranks: dict[int, float] = {}
        for passage, length, speaker, said, text in found:
            hits, _ = tally.of(speaker, said or None, text)
            ranks[passage] = ranking.rank(hits, weights, length, totals)
        return ranks

    def _having(self, phrase: Phrase) -> int:
        """How many passages have a phrase, counted up to `_COUNTED`."""
        sql, values = self.matching(phrase)
        counted = f"SELECT count(*) FROM (SELECT 1 FROM passage_words w WHERE {sql} LIMIT {_COUNTED}) AS f"
        return self.execute(counted, values).fetchone()[0]

    @contextmanager
    def _in_words(self) -> Generator[None]:
        """PostgreSQL's errors as `MemconError`s that say what to do."""
        try:
            yield
        except psycopg.Error as error:
            raise _trouble(self.name, error) from error


def _has(table: str, phrase: Phrase, columns: Sequence[str]) -> Condition:
    """That one of the `columns` has a phrase: by the index, and where this cannot tell, by the lines."""
    if not phrase.words:
        return Condition("FALSE")
    wanted = " & ".join(f"'{word}'" for word in phrase.words) + (":*" if phrase.prefix else "")
    sql = f"{table}.words @@ ?::tsquery"
    if len(phrase.words) == 1 and len(columns) == len(COLUMNS):
        return Condition(sql, (wanted,))
    line = f"% {' '.join(phrase.words)}{'' if phrase.prefix else ' '}%"
    lines = " OR ".join(f"{table}.{column} LIKE ?" for column in columns)
    return Condition(f"({sql} AND ({lines}))", (wanted, *[line] * len(columns)))


def _close(close: Close) -> Condition:
    """That phrases stand near one another in one column."""
    column = close.phrases[0].column
    columns = (column,) if column else COLUMNS
    there = _together("AND", (_has("w", phrase, columns) for phrase in close.phrases))
    wanted = [" ".join(p.words) + ("*" if p.prefix else "") for p in close.phrases]
    near = " OR ".join(f"close_to(w.{name}, ?::text[], ?)" for name in columns)
    return Condition(f"({there.sql} AND ({near}))", (*there.values, *[wanted, close.distance] * len(columns)))


def _together(joint: str, parts: Iterable[Condition]) -> Condition:
    every = list(parts)
    values = tuple(value for part in every for value in part.values)
    return Condition(f"({f' {joint} '.join(part.sql for part in every)})", values)


def _different(lines: Iterable[str]) -> list[str]:
    """Each word of the lines once, as many as PostgreSQL indexes of one passage."""
    room = _LONGEST
    words: list[str] = []
    for word in Counter(word for line in lines for word in line.split()):
        room -= len(word.encode())
        if room < 0:
            break
        words.append(word)
    return words


@lru_cache(maxsize=1024)
def _marked(sql: str) -> bytes:
    """A statement with psycopg's marks for values."""
    return sql.replace("%", "%%").replace("?", "%s").encode()


def _clean(values: Sequence[object]) -> list[object]:
    """Values without the character that PostgreSQL's text cannot hold."""
    return [value.replace("\0", "") if isinstance(value, str) else value for value in values]


_TROUBLES: tuple[tuple[type[psycopg.Error], str, str], ...] = (
    (errors.LockNotAvailable, "another program is writing to {name}", "Try again when it has finished"),
    (errors.DiskFull, "there is no room left for {name}", "Free some disk space; nothing is lost"),
    (errors.ReadOnlySqlTransaction, "{name} may only be read", "Look at its permissions"),
    (errors.InsufficientPrivilege, "{name} does not let you do this", "Ask for the right to use it"),
    (errors.InvalidCatalogName, "there is no database {name}", "Make it with createdb"),
    (errors.DeadlockDetected, "two programs wrote to {name} at once", "Try again; nothing is lost"),
    (errors.QueryCanceled, "{name} took too long", "Ask for less, or let the server take its time"),
)


def _trouble(name: str, error: psycopg.Error) -> MemconError:
    for kind, message, hint in _TROUBLES:
        if isinstance(error, kind):
            return MemconError(message.format(name=name), hint)
    said = (str(error).splitlines() or [""])[0]
    if isinstance(error, psycopg.OperationalError):
        if "does not exist" in said:
            return MissingFile(f"there is no database {name} ({said})", "Make it with createdb")
        return MissingFile(f"no answer from {name} ({said})", "Look whether the server runs; nothing is lost")
    return MemconError(f"the archive {name} gave an error ({said})", "Please report this")
