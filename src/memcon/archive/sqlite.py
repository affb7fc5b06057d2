"""An archive in one SQLite file, its words in FTS5; and SQLite's troubles in words."""

from __future__ import annotations

import sqlite3
from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from memcon.archive import ranking
from memcon.archive.schema import bring_up_to_date
from memcon.archive.stores import STRIDE, Asked, Condition, Store
from memcon.archive.tallying import Tally
from memcon.archive.weights import Weights
from memcon.archive.wording import Close, Either, Phrase, Wording
from memcon.errors import MemconError, MissingFile, UnreadableFile

_FEW, _MANY = 100, 1_000
"""Passages that are found before it is decided how to go on: many where FTS5 takes long to find them."""
_HERE = 2_500
"""Passages under conditions up to which they are found first and ranked here."""
_DEAR = 120
"""How many passages FTS5 counts in the time in which one is looked up and ranked here, as measured."""
_HEADER = "subject, place, addressees, present, interpreters, notetakers"


class SqliteStore(Store):
    """The archive in the file that `url` names: a path, or ``sqlite:///path``.

    Raises `MissingFile` where there is none and `create` is false, `UnreadableFile` for a file that is no
    archive, is damaged, or is of a newer memcon, `MemconError` where another program keeps it locked.
    """

    # The words first, which are few, then what is asked of each: SQLite keeps the order of a CROSS JOIN.
    joined = "CROSS JOIN"
    temporary = "temp"

    def __init__(self, url: str, *, create: bool, patience: float) -> None:
        path = Path(urlsplit(url).path.removeprefix("/")) if url.startswith("sqlite://") else Path(url)
        if not create and not path.is_file():
            raise MissingFile(f"there is no archive at {path}", "Make one with memcon add")
        self.path = path
        self.name = str(path)
        with in_words(path.name):
            self.connection = sqlite3.connect(path, timeout=patience, isolation_level=None)
            try:
                self.connection.execute("PRAGMA foreign_keys = ON")
                bring_up_to_date(self.connection, path.name)
                self.connection.execute("PRAGMA journal_mode = WAL")
                self.connection.execute("PRAGMA synchronous = NORMAL")
                self.connection.execute("PRAGMA cache_size = -65536")
                self._weights = Weights(self.connection, expression)
            except BaseException:
                self.connection.close()
                raise

    def execute(self, sql: str, values: Sequence[object] = ()) -> sqlite3.Cursor:
        """One statement; a question mark for each value."""
        return self.connection.execute(sql, values)  # type: ignore[arg-type]

    def executemany(self, sql: str, rows: Iterable[Sequence[object]]) -> sqlite3.Cursor:
        """One statement for many rows of values."""
        return self.connection.executemany(sql, rows)  # type: ignore[arg-type]

    stream = execute

    @contextmanager
    def transaction(self, *, write: bool) -> Generator[None]:
        """All that is done inside, or nothing of it, whatever ends the process."""
        assert self.path is not None
        with in_words(self.path.name):
            self.connection.execute("BEGIN IMMEDIATE" if write else "BEGIN")
            try:
                yield
                self.connection.execute("COMMIT")
            except BaseException:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise

    def lock(self, sha256: str) -> None:
        """Nothing to do: one program writes at a time."""

    def close(self) -> None:
        """Close the file."""
        self.connection.close()

    def size(self) -> int:
        """Bytes, with what SQLite keeps beside the file."""
        assert self.path is not None
        beside = [self.path, *(self.path.with_name(self.path.name + end) for end in ("-wal", "-shm"))]
        return sum(path.stat().st_size for path in beside if path.exists())

    def put_header(self, record: int, words: Sequence[str | None]) -> None:
        """Index the header of a record."""
        marks = ", ".join("?" * (len(words) + 1))
        self.execute(f"INSERT INTO record_texts VALUES ({marks})", (record, *words))
        self.execute(f"INSERT INTO record_words (rowid, {_HEADER}) VALUES ({marks})", (record, *words))

    def put_passages(self, record: int) -> None:
        """Index the passages of a record."""
        self.execute(
            "INSERT INTO passage_words (rowid, speaker, said, text) SELECT id, speaker, said, text"
            " FROM passage_texts WHERE id BETWEEN ? AND ?",
            span_of(record),
        )

    def forget(self, record: int) -> None:
        """Take a record's words out of the indexes, which look them up for it."""
        self.execute(
            "INSERT INTO passage_words (passage_words, rowid, speaker, said, text) SELECT 'delete', id,"
            " speaker, said, text FROM passage_texts WHERE id BETWEEN ? AND ?",
            span_of(record),
        )
        self.execute(
            f"INSERT INTO record_words (record_words, rowid, {_HEADER}) SELECT 'delete', id, {_HEADER}"
            " FROM record_texts WHERE id = ?",
            (record,),
        )
        self.execute("DELETE FROM record_texts WHERE id = ?", (record,))

    def matching(self, wording: Wording) -> Condition:
        """The words as an expression of FTS5, each in quotation marks: nothing is read as its own syntax."""
        return Condition("w.passage_words MATCH ?", (expression(wording),))

    def header(self, phrase: Phrase) -> Condition:
        """A column of `record_words` that has a phrase."""
        sql = "p.record IN (SELECT rowid FROM record_words WHERE record_words MATCH ?)"
        return Condition(sql, (expression(phrase),))

    def likely(self, shortest: int, longest: int) -> list[str]:
        """Words of these lengths, in order."""
        sql = "SELECT term FROM passage_terms WHERE length(term) BETWEEN ? AND ?"
        return [term for (term,) in self.execute(sql, (shortest, longest))]

    def found(self, asked: Asked, most: int, *, ranked: bool) -> dict[int, float] | None:
        """Passages with their rank: from FTS5, or worked out here, whichever is quicker.

        Before its first rank FTS5 goes through all passages that have any of the words, to count them. For a
        common word that is in vain, since what has more than `most` is not ranked; for a phrase, or under
        conditions, it takes longer than to find what is asked for. So the first passages are found before.
        """
        rows = self.execute(f"SELECT {asked.passage} {asked.source} LIMIT {most + 1}", asked.values)
        many = _MANY if _slow(asked) else _FEW
        passages = [passage for (passage,) in rows.fetchmany(many)]
        words = asked.words if ranked else None
        if len(passages) == many and (not words or self._reads_on(asked, many, passages[-1], most)):
            passages += [passage for (passage,) in rows]
        if len(passages) > most:
            return None
        if not words:
            return dict.fromkeys(passages, 0.0)
        if len(passages) != many and self._quicker_here(asked, words, len(passages)):
            return self._ranked(words, passages)
        rows.close()
        sql = f"SELECT w.rowid, w.rank {asked.source} LIMIT {most + 1}"
        ranks = dict(self.execute(sql, asked.values).fetchall())
        return ranks if len(ranks) <= most else None

    def _reads_on(self, asked: Asked, count: int, last: int, most: int) -> bool:
        """Whether to find the passages behind the first `count` before any is ranked.

        So where there seem to be more than twice `most`, if they go on as they have up to the passage `last`;
        or under conditions so few that they are ranked here.
        """
        (end,) = self.execute("SELECT COALESCE(max(id), 0) FROM passages").fetchone()
        seem = count * end / last
        return seem > 2 * most or (not asked.words_alone and seem < _HERE)

    def _quicker_here(self, asked: Asked, words: Wording, count: int) -> bool:
        """Whether to look up the text of so many passages takes less time than FTS5's counting."""
        if not asked.words_alone:
            return count * _DEAR < self._weights.counted(words)
        if isinstance(words, Phrase):
            self._weights.learn(words, count)
        return count < (_MANY if _slow(asked) else _FEW) and not _one_word(words)

    def _ranked(self, wording: Wording, passages: list[int]) -> dict[int, float]:
        """BM25 as FTS5 has it, to the last digit."""
        totals, weights = self._weights.of(wording)
        tally = Tally(wording)
        rows = self.execute(
            f"SELECT * FROM passage_texts WHERE id IN ({', '.join('?' * len(passages))})", passages
        )
        ranks: dict[int, float] = {}
        for passage, *columns in rows:
            hits, length = tally.of(*columns)
            ranks[passage] = ranking.rank(hits, weights, length, totals)
        return ranks


def _slow(asked: Asked) -> bool:
    """Whether FTS5 takes longer to count for its ranks than to find what is asked for."""
    return not asked.words_alone or (isinstance(asked.words, Phrase) and not _one_word(asked.words))


def _one_word(wording: Wording | None) -> bool:
    return isinstance(wording, Phrase) and len(wording.words) == 1


def span_of(record: int) -> tuple[int, int]:
    """The first and the last id that a passage of the record can have."""
    return record << STRIDE, (record + 1 << STRIDE) - 1


def expression(wording: Wording) -> str:
    """The words as FTS5 asks for them."""
    if isinstance(wording, Phrase):
        return _columned(_quoted(wording), wording.column)
    if isinstance(wording, Close):
        inner = " ".join(map(_quoted, wording.phrases))
        return _columned(f"NEAR({inner}, {wording.distance})", wording.phrases[0].column)
    if isinstance(wording, Either):
        return f"({' OR '.join(map(expression, wording.parts))})"
    have = [expression(part) for part in wording.have]
    if wording.lack:
        # Behind one part, not behind all: FTS5 (as of SQLite 3.40) leaves words out of the rank of
        # ``(a AND (b OR c)) NOT d`` that it counts in the same said as ``(a NOT d) AND (b OR c)``.
        at = next((n for n, part in enumerate(wording.have) if isinstance(part, Phrase)), 0)
        have[at] = f"({have[at]} NOT ({' OR '.join(map(expression, wording.lack))}))"
    return f"({' AND '.join(have)})" if len(have) > 1 else have[0]


def _quoted(phrase: Phrase) -> str:
    escaped = phrase.text.replace('"', '""')
    return f'"{escaped}"{" *" if phrase.prefix else ""}'


def _columned(words: str, column: str | None) -> str:
    return f"({{{column}}} : {words})" if column else words


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
    if "full" in said or "disk I/O" in said:
        return MemconError(f"there is no room left for {name}", "Free some disk space; nothing is lost")
    if "unable to open" in said:
        return MissingFile(f"{name} cannot be opened or made", "Look at the folder and its permissions")
    if "readonly" in said:
        return MemconError(f"{name} may only be read", "Look at its permissions")
    return MemconError(f"the archive {name} gave an error ({said})", "Please report this")
