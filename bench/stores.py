"""The same passages in SQLite, in PostgreSQL and in tantivy: how fast each takes them in and answers.

PostgreSQL is a server of the benchmark's own, as the tests have it. Its work is done in another process, so
these are seconds on the clock, not of CPU.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from bench.archive import ASKED, documents, kinds, spread, vocabulary
from bench.measure import show
from memcon.archive import Archive

sys.path.append(str(Path(__file__).parents[1] / "tests" / "archive"))

SIZES = (10_000, 100_000)
"""Passages."""


def run(folder: Path) -> None:
    """Print the tables."""
    from postgres import Server

    kept: list[tuple[str, ...]] = []
    answered: list[tuple[str, ...]] = []
    with Server() as server:
        for size in SIZES:
            stores = {"SQLite": str(folder / f"{size}.db"), "PostgreSQL": server.new_store()}
            for name, url in stores.items():
                kept.append(_keep(name, url, size))
                with Archive(url, create=False) as archive:
                    answered += _ask(name, size, lambda query, archive=archive: archive.search(query))
            tantivy = _Tantivy(folder / f"tantivy-{size}")
            kept.append(tantivy.keep(size))
            answered += _ask("tantivy", size, tantivy.search)
    note = "Seconds on the clock, one process; tantivy takes one commit and keeps words alone, no records."
    show("Into the stores", ("store", "passages", "seconds", "passages/s", "MB"), kept, note)
    note = (
        f"Milliseconds on the clock, warm; {ASKED} queries of a kind. SQLite and PostgreSQL give 20\n"
        "records with passages, snippets, places, counts; tantivy the numbers of 20 passages and the count."
    )
    columns = ("query", "store", "passages", "p50", "p95")
    show("Answers", columns, sorted(answered, key=lambda row: (row[0], row[2], row[1])), note)


def _keep(name: str, url: str, size: int) -> tuple[str, ...]:
    took = 0.0
    with Archive(url) as archive:
        for document, _ in documents(size):
            began = time.perf_counter()
            archive.add(document)
            took += time.perf_counter() - began
        if name == "PostgreSQL":
            archive._store.execute("VACUUM ANALYZE")
        status = archive.status()
    rate = f"{status.passages / took:,.0f}"
    return name, f"{status.passages:,}", f"{took:.1f}", rate, f"{status.size / 1e6:,.1f}"


def _ask(name: str, size: int, search: Callable[[str], object]) -> Iterator[tuple[str, ...]]:
    for kind, query in kinds(random.Random(11), vocabulary()).items():
        if name == "tantivy" and kind.startswith("a word,"):
            continue  # it has the words alone
        queries = [query()[0] for _ in range(ASKED)]
        for text in queries:
            search(text)
        yield kind, name, f"{size:,}", *spread([_milliseconds(search, text) for text in queries])


def _milliseconds(search: Callable[[str], object], query: str) -> float:
    began = time.perf_counter()
    search(query)
    return (time.perf_counter() - began) * 1000


class _Tantivy:
    """An index of the words of the passages."""

    def __init__(self, folder: Path) -> None:
        import tantivy

        folder.mkdir()
        self.folder = folder
        self.tantivy = tantivy
        schema = tantivy.SchemaBuilder().add_text_field("text", stored=False).build()
        self.index = tantivy.Index(schema, path=str(folder))

    def keep(self, size: int) -> tuple[str, ...]:
        texts: list[str] = [
            f"{turn.speaker or ''} {paragraph.text}"
            for _, record in documents(size)
            for turn in record.turns
            for paragraph in turn.paragraphs
        ]
        began = time.perf_counter()
        writer = self.index.writer(num_threads=1)
        for text in texts:
            writer.add_document(self.tantivy.Document(text=text))
        writer.commit()
        writer.wait_merging_threads()
        took = time.perf_counter() - began
        self.index.reload()
        size_ = sum(file.stat().st_size for file in self.folder.iterdir())
        return "tantivy", f"{len(texts):,}", f"{took:.1f}", f"{len(texts) / took:,.0f}", f"{size_ / 1e6:,.1f}"

    def search(self, query: str) -> Sequence[object]:
        if query.endswith("*"):
            asked = self.tantivy.Query.regex_query(self.index.schema, "text", f"{query[:-1]}.*")
        else:
            words = query if query.startswith('"') else " AND ".join(query.split())
            asked = self.index.parse_query(words, ["text"])
        return self.index.searcher().search(asked, 20).hits
