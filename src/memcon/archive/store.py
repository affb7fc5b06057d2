"""The archive as one object: every verb is a method, and every change one transaction."""

from __future__ import annotations

import getpass
import os
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Self

from msgspec import structs

from memcon.archive import correcting, grouping, keeping, reviewing, searches, searching, showing, sources
from memcon.archive.anchoring import Tree
from memcon.archive.columns import FacetColumns, facet_columns
from memcon.archive.corrections import Correction
from memcon.archive.identity import short
from memcon.archive.means import LinkSaid, Means
from memcon.archive.opening import opened
from memcon.archive.results import (
    Added,
    Doubt,
    Facet,
    Failure,
    KeptPage,
    Listed,
    Relocated,
    Results,
    SavedSearch,
    Shown,
    Somebody,
    Status,
    Thumbnail,
)
from memcon.archive.searching import Sort
from memcon.archive.stores import PATIENCE, Store
from memcon.errors import MemconError, MissingFile
from memcon.model import Document, Record

DEFAULT = "memcon.db"


class Archive:
    """Records, kept in a SQLite file or a PostgreSQL database, to be searched and corrected.

    A context manager; one object belongs to one thread, and any number of processes may have the same archive
    open. `url` is a path, ``sqlite:///path`` or ``postgresql://…``, for which the extra ``postgresql`` must
    be installed. Without `create` the archive must exist. `patience` is how many seconds a change waits for
    another program's. `means` reads lines anew where people divide papers, and says whom names mean. Raises
    `MissingFile`, `MissingExtra`, `UnreadableFile` for a file that is no archive,
    is damaged, or was made by a newer memcon, and from every method `MemconError` where the archive is
    locked, its disk is full, or its server is gone.
    """

    def __init__(
        self,
        url: str | os.PathLike[str] = DEFAULT,
        *,
        create: bool = True,
        patience: float = PATIENCE,
        means: Means | None = None,
    ) -> None:
        self._store = opened(os.fspath(url), create=create, patience=patience)
        self._store.means = means
        self.url = os.fspath(url)
        """As it was given, with a password that stands in it."""
        self.path = self._store.path
        """The file, where it is one."""
        self.name = self._store.name
        """Where it is, for people: a path, or a URL without its password."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file or connection."""
        self._store.close()

    def add(
        self, document: Document, path: str | os.PathLike[str] | None = None, *, again: bool = False
    ) -> Added:
        """Keep a document: all of it, or, whatever happens, nothing.

        A file that is known by its SHA-256 is left as it is, unless `again` puts the new reading in place of
        the old; corrections then find their places anew. `path` is where the file lies, for people.
        """
        source = structs.replace(document.source, name=_storable(document.source.name))
        document = structs.replace(document, source=source)
        with self._change() as connection:
            sha256 = source.sha256
            connection.lock(sha256)
            if path is not None:
                self._seen(connection, sha256, path)
            known = connection.execute("SELECT id FROM sources WHERE sha256 = ?", (sha256,)).fetchone()
            if known and not again:
                return Added(sha256, "known")
            row = keeping.keep_document(connection, document)
            keys = keeping.index(connection, row, document)
            adrift = connection.execute(
                "SELECT count(*) FROM corrections WHERE sha256 = ? AND adrift IS NOT NULL", (sha256,)
            ).fetchone()[0]
            ids = tuple(map(short, keys))
            return Added(sha256, "read again" if known else "added", ids, adrift)

    def knows(self, sha256: str) -> bool:
        """Whether a file of this SHA-256 is kept."""
        with self._look() as connection:
            found = connection.execute("SELECT 1 FROM sources WHERE sha256 = ?", (sha256,)).fetchone()
        return found is not None

    def seen(self, sha256: str, path: str | os.PathLike[str]) -> None:
        """Note that a known file lies at `path`."""
        with self._change() as connection:
            self._seen(connection, sha256, path)

    def _seen(self, connection: Store, sha256: str, path: str | os.PathLike[str]) -> None:
        place = _absolute(path)
        sources.note(connection, sha256, place)
        connection.execute("DELETE FROM failures WHERE path = ?", (place,))

    def page(self, name: str, number: int) -> KeptPage:
        """Page `number` of the file of a record's id, or of a file's SHA-256.

        Raises `MissingFile`, `UsageError`.
        """
        with self._look() as connection:
            return sources.file_and_page(connection, name, number)

    def source_path(self, sha256: str) -> Path:
        """Where the file of this SHA-256 lies. Raises `MissingFile` where none of its places has it now."""
        with self._look() as connection:
            places = sources.paths(connection, sha256)
        for place in places:
            if sources.is_there(place, sha256):
                return place
        where = f"is no longer at {places[0]}" if places else f"{sha256[:10]} was never seen on a disk"
        raise MissingFile(f"the file {where}", "If it was moved, memcon relocate FOLDER finds it")

    def thumbnail(self, sha256: str, page: int) -> Thumbnail | None:
        """The picture in small of a page, as `memcon.page_image` has kept it; None where none is kept."""
        with self._look() as connection:
            return sources.thumbnail(connection, sha256, page)

    def keep_thumbnail(self, sha256: str, page: int, picture: Thumbnail) -> None:
        """Keep the picture in small of a page; nothing happens where the file is not known."""
        with self._change() as connection:
            sources.keep_thumbnail(connection, sha256, page, picture)

    def lost(self) -> dict[str, list[str]]:
        """The kept files, by SHA-256, that lie in none of the places where they were seen, with these."""
        with self._look() as connection:
            return sources.lost(connection)

    def relocate(self, paths: Iterable[str | os.PathLike[str]]) -> Iterator[Relocated]:
        """Look among `paths` for the files that are lost, by their contents; each that is found.

        Files that bear the name of a lost one are looked at first, and none once all are found.
        """
        lost = self.lost()
        names = {Path(place).name for places in lost.values() for place in places}
        for path in sorted(map(Path, paths), key=lambda path: path.name not in names):
            if not lost:
                return
            try:
                sha256 = sources.sha256_of(path)
            except OSError:
                continue
            if sha256 in lost:
                with self._change() as connection:
                    done = sources.relocate(connection, sha256, lost.pop(sha256), _absolute(path))
                yield done

    def fail(self, path: str | os.PathLike[str], error: MemconError, sha256: str | None = None) -> None:
        """Keep that the file at `path` could not be read, and why."""
        row = (_absolute(path), sha256, error.code, error.message, error.hint, keeping.now())
        with self._change() as connection:
            connection.execute("DELETE FROM failures WHERE path = ?", row[:1])
            connection.execute("INSERT INTO failures VALUES (?, ?, ?, ?, ?, ?)", row)

    def failures(self) -> list[Failure]:
        """The files that could not be read, by path."""
        with self._look() as connection:
            return showing.failures(connection)

    def search(
        self,
        query: str,
        *,
        limit: int = 20,
        page: int = 1,
        sort: Sort = "relevance",
        columns: FacetColumns | None = None,
    ) -> Results:
        """A page of the records that `query` finds, with their passages; with `columns`, their facets, too.

        Raises `UsageError`.
        """
        with self._look() as connection:
            return searching.search(connection, query, limit=limit, page=page, sort=sort, columns=columns)

    def facet_columns(self) -> FacetColumns | None:
        """What each record has of each facet, for `search`; None where the archive is too large for that."""
        with self._look() as connection:
            return facet_columns(connection)

    def facets(self, query: str, *, most: int = 10) -> dict[str, tuple[Facet, ...]]:
        """The commonest years, persons, places, forms, levels, marks and repositories of what is found."""
        with self._look() as connection:
            return searching.facets(connection, query, most)

    def show(self, name: str) -> Shown:
        """The record of an id, in full or short form. Raises `MissingFile`, `UsageError`."""
        with self._look() as connection:
            return showing.show(connection, name)

    def record(self, name: str) -> Record:
        """The record of an id, as corrected."""
        return self.show(name).record

    def records(self, *, limit: int = 50, page: int = 1, sort: str = "date") -> list[Listed]:
        """A page of all records, by ``date``, in the order they were ``added``, or by ``file``."""
        with self._look() as connection:
            return showing.list_records(connection, limit=limit, page=page, sort=sort)

    def documents(self) -> Iterator[Document]:
        """Every file's document, its records as corrected, one at a time, in the order they were added."""
        with self._look() as connection:
            sources = [row[0] for row in connection.execute("SELECT id FROM sources ORDER BY id")]
        for source in sources:
            with self._look() as connection:
                document = keeping.kept_document(connection, source)
                _, applied = keeping.as_corrected(connection, document)
            yield structs.replace(document, records=tuple(applied.records))

    def groups(self) -> list[tuple[Listed, ...]]:
        """The records that are one paper, as copies or releases, group by group; no record is in two."""
        with self._look() as connection:
            return [
                tuple(showing.listed(connection, f"r.id IN ({', '.join('?' * len(g))}) ORDER BY r.id", g))
                for g in grouping.groups(connection)
            ]

    def withholding(self) -> list[Listed]:
        """The records that withhold something, by date."""
        with self._look() as connection:
            order = showing.ORDERS["date"]
            return showing.listed(connection, f"r.id IN (SELECT record FROM withheld) ORDER BY {order}")

    def people(self, name: str = "", *, limit: int = 50) -> list[Somebody]:
        """Who is named, in how many records, as what and when; only names with the words of `name`."""
        with self._look() as connection:
            return showing.people(connection, name, limit)

    def status(self) -> Status:
        """What is kept, what failed, what is doubtful."""
        with self._look() as connection:
            return showing.status(connection)

    def correct(
        self, name: str, path: str, value: Tree, *, why: str, author: str | None = None, typed: bool = False,
        instead_of: str | None = None,
    ) -> Correction:  # fmt: skip
        """Say that `value` should stand at `path` of a record, such as ``turns/3/speaker``; None for nothing.

        What the machine read stays in `Shown.document`. `typed`: `value` is text that a person typed, to be
        taken as JSON where no text may stand. `instead_of`: the one word of the text at `path` in whose place
        it stands. A path may also divide and join paragraphs and turns (`memcon.archive.structure`) and, as
        ``split`` and ``join``, papers (`memcon.archive.bounds`). Raises `UsageError`.
        """
        with self._change() as connection:
            return correcting.correct(
                connection, name, path, value, why=why, author=author or person(), typed=typed,
                instead_of=instead_of,
            )  # fmt: skip

    def say_of_link(self, name: str, said: LinkSaid) -> Correction:
        """Say whom a printed name means in a record. Raises `UsageError`."""
        with self._change() as connection:
            who = structs.replace(said, author=said.author or person())
            return correcting.say_of_link(connection, name, who)

    def papers(self, sha256: str) -> list[Listed]:
        """The records of one file, in their order."""
        with self._look() as connection:
            return showing.listed(connection, "s.sha256 = ? ORDER BY r.number", (sha256,))

    def confirm(self, name: str, path: str, *, why: str = "", author: str | None = None) -> Correction:
        """Say that what stands at `path` of a record is right; it is no doubt any more. Raises
        `UsageError`."""
        with self._change() as connection:
            return correcting.confirm(connection, name, path, why=why, author=author or person())

    def doubts(self, name: str | None = None, *, limit: int = 100, skip: int = 0) -> list[Doubt]:
        """What a person should look at, the most doubtful first: in one record, or in all.

        `limit` of them, after the first `skip`. Raises `MissingFile`, `UsageError`.
        """
        with self._look() as connection:
            found = reviewing.of_record(connection, name) if name else reviewing.of_all(connection)
            return list(islice(found, skip, skip + limit))

    def save_search(
        self, name: str, query: str, *, sort: Sort = "relevance", author: str | None = None
    ) -> SavedSearch:
        """Keep a query by a name, in place of one that has it. Raises `UsageError` for one that makes no
        sense."""
        self.search(query, sort=sort, limit=1)
        with self._change() as connection:
            return searches.save(
                connection, SavedSearch(name, query, sort, author or person(), keeping.now())
            )

    def saved_searches(self) -> list[SavedSearch]:
        """The queries that were given a name, by name."""
        with self._look() as connection:
            return searches.every(connection)

    def saved_search(self, name: str) -> SavedSearch:
        """The query of this name. Raises `MissingFile`."""
        with self._look() as connection:
            return searches.named(connection, name)

    def forget_search(self, name: str) -> SavedSearch:
        """Keep the query of this name no longer. Raises `MissingFile`."""
        with self._change() as connection:
            return searches.forget(connection, name)

    def set(
        self, name: str, field: str, value: str | None, *, why: str = "", author: str | None = None
    ) -> Correction:
        """Add what the scan does not show, such as ``box``; None takes it away. Raises `UsageError`."""
        with self._change() as connection:
            return correcting.provide(connection, name, field, value, why=why, author=author or person())

    def undo(self, number: int, *, author: str | None = None) -> Correction:
        """Take back the correction of that number. Raises `MissingFile`, `UsageError`."""
        with self._change() as connection:
            return correcting.undo(connection, number, author=author or person())

    def history(self, name: str | None = None) -> list[Correction]:
        """Every correction, or those of one record, undone ones too."""
        with self._look() as connection:
            return correcting.history(connection, name)

    def take_in(self, lines: Iterable[bytes]) -> int:
        """Take in another archive's corrections, as `correction_line` writes them; how many were new."""
        with self._change() as connection:
            return correcting.take_in(connection, lines)

    @contextmanager
    def _change(self) -> Generator[Store]:
        with self._store.transaction(write=True):
            yield self._store

    @contextmanager
    def _look(self) -> Generator[Store]:
        """One state of the archive, whatever other programs write meanwhile."""
        with self._store.transaction(write=False):
            yield self._store


def _absolute(path: str | os.PathLike[str]) -> str:
    return _storable(str(Path(path).absolute()))


def _storable(name: str) -> str:
    """A name as far as it is Unicode; on some systems it may be any bytes. The file is known by its hash."""
    return name.encode(errors="replace").decode()


def person() -> str:
    """Who corrects: ``MEMCON_AUTHOR``, or the user's name on this computer."""
    try:
        return os.environ.get("MEMCON_AUTHOR") or getpass.getuser()
    except (OSError, KeyError):  # a user without a name, as in some containers
        return "unknown"
