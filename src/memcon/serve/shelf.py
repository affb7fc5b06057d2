"""The archive as a server needs it: asked by a few threads, changed by one, drawn from by one.

An `Archive` belongs to one thread, so each thread opens its own. One thread writes, so that two corrections
never wait for a lock; one draws, since the library that opens PDFs is not made for two at once.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from memcon import Archive, FacetColumns, Listed, PageImage

READERS = 4
"""Threads that ask. SQLite works outside Python's lock, templates do not: more would only wait."""
PICTURES = 64_000_000
"""Bytes of pictures that are kept: some hundred pages, since readers turn back and forth."""
FRESH = 20.0
"""Seconds for which what is counted over the whole of an archive on a server is believed."""
MOST_LISTED = 50_000
"""Records that the pages about all of them (people, calendar) take in."""

T = TypeVar("T")
Question = Callable[[Archive], T]


class Shelf:
    """One archive, kept open. Every method may raise what the archive raises, a `MemconError`."""

    def __init__(self, url: str) -> None:
        with Archive(url, create=False) as archive:  # what is wrong with it is said at once
            self._files = (archive.path, Path(f"{archive.path}-wal")) if archive.path else ()
        self.url = url
        self.open()
        self._counted: dict[str, tuple[tuple[int, ...], object]] = {}
        self._counting: dict[str, asyncio.Lock] = {}
        self._pictures: dict[str, PageImage] = {}
        self._drawing: dict[str, asyncio.Lock] = {}

    def open(self) -> None:
        """Begin, or begin again after `close`; threads start with the first question."""
        self._own = threading.local()
        self._readers = self._threads(READERS, "ask")
        self._writer = self._threads(1, "change")
        self._draughtsman = self._threads(1, "draw")

    def _threads(self, number: int, name: str) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(number, thread_name_prefix=f"memcon-{name}")

    async def ask(self, question: Question[T]) -> T:
        """The answer of the archive."""
        return await self._in(self._readers, question)

    async def change(self, deed: Question[T]) -> T:
        """What the archive gives for a change, which is kept when this returns."""
        try:
            return await self._in(self._writer, deed)
        finally:
            self._counted.clear()

    async def draw(self, question: Question[T]) -> T:
        """What needs the source file, such as an export with its pages."""
        return await self._in(self._draughtsman, question)

    async def picture(self, name: str, question: Question[PageImage]) -> PageImage:
        """A picture, drawn once for all who look at it at about the same time."""
        async with self._drawing.setdefault(name, asyncio.Lock()):
            known = self._pictures.pop(name, None) or await self.draw(question)
            self._pictures[name] = known  # the latest stands last
        while sum(len(one.data) for one in self._pictures.values()) > PICTURES:
            del self._pictures[next(iter(self._pictures))]
        self._drawing = {one: lock for one, lock in self._drawing.items() if lock.locked()}
        return known

    async def counted(self, name: str, question: Question[T]) -> T:
        """The answer to what takes long and changes little: worked out once, and again after a change.

        Whoever asks meanwhile waits for the same answer.
        """
        async with self._counting.setdefault(name, asyncio.Lock()):
            state, known = self._counted.get(name, (None, None))
            now = self._state()
            if state != now:
                known = await self.ask(question)
                self._forget_old()
                self._counted[name] = (now, known)
        return known  # pyright: ignore[reportReturnType]  # what `question` gave under this name

    def _state(self) -> tuple[int, ...]:
        """Something else after each change: when SQLite's files were written; of a server, the time."""
        if self._files:
            written = [file.stat() for file in self._files if file.exists()]
            return tuple(number for one in written for number in (one.st_mtime_ns, one.st_size))
        return (int(time.monotonic() / FRESH),)

    def _forget_old(self) -> None:
        """Keep no more answers than people can be waiting for."""
        if len(self._counted) > 200:
            self._counted.clear()
            self._counting = {name: lock for name, lock in self._counting.items() if lock.locked()}

    async def columns(self) -> FacetColumns | None:
        """What each record has of each facet; None for an archive that is too large for it."""
        return await self.counted("columns", lambda archive: archive.facet_columns())

    async def all_listed(self) -> list[Listed]:
        """Every record in a line, by date."""
        return await self.counted("all", lambda archive: archive.records(limit=MOST_LISTED))

    async def all_by_file(self) -> list[Listed]:
        """Every record in a line, by file and page."""
        return await self.counted("by file", lambda archive: archive.records(limit=MOST_LISTED, sort="file"))

    async def _in(self, threads: ThreadPoolExecutor, question: Question[T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(threads, self._put, question)

    def _put(self, question: Question[T]) -> T:
        return question(self._archive())

    def _archive(self) -> Archive:
        archive: Archive | None = getattr(self._own, "archive", None)
        if archive is None:
            archive = self._own.archive = Archive(self.url, create=False)
        return archive

    def close(self) -> None:
        """Close the archive in each thread, then end the threads."""
        for threads, number in ((self._readers, READERS), (self._writer, 1), (self._draughtsman, 1)):
            together = threading.Barrier(number)
            for _ in range(number):
                threads.submit(self._leave, together)
            threads.shutdown()

    def _leave(self, together: threading.Barrier) -> None:
        """Close this thread's archive; the barrier keeps the thread from taking another's turn."""
        together.wait(timeout=60)
        archive: Archive | None = getattr(self._own, "archive", None)
        if archive is not None:
            archive.close()
