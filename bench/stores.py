"""The same passages in SQLite, in PostgreSQL and in tantivy: how fast each takes them in and answers.

PostgreSQL is a server of the benchmark's own, as the tests have it. Its work is done in another process, so
these are seconds on the clock, not of CPU; each query is timed three times, and the quickest counts.
"""

from __future__ import annotations

import csv
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
GROWING = (*SIZES, 1_000_000)
FIGURES = Path("build") / "growth.csv"
"""Where `run_million` leaves what it found, for tools/growth_plot.py."""
COLUMNS = ("query", "store", "passages", "p50", "p95")


def run(folder: Path) -> None:
    """Print the tables."""
    _tables(folder, SIZES)


def run_million(folder: Path) -> None:
    """Print the tables for growing stores, up to a million passages (half an hour, 5 GB)."""
    answered = _tables(folder, GROWING)
    FIGURES.parent.mkdir(exist_ok=True)
    with FIGURES.open("w", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([COLUMNS, *answered])
    print(f"The answers' figures are in {FIGURES}.")


def _tables(folder: Path, sizes: Sequence[int]) -> list[tuple[str, ...]]:
    from postgres import Server

    kept: list[tuple[str, ...]] = []
    answered: list[tuple[str, ...]] = []
    with Server() as server:
        for size in sizes:
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
    answered.sort(key=lambda row: (row[0], int(row[2]), row[1]))
    show("Answers", COLUMNS, [(*row[:2], f"{int(row[2]):,}", *row[3:]) for row in answered], note)
    return answered


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
        yield kind, name, str(size), *spread([_milliseconds(search, text) for text in queries])


def _milliseconds(search: Callable[[str], object], query: str) -> float:
    times: list[float] = []
    for _ in range(3):
        began = time.perf_counter()
        search(query)
        times.append(time.perf_counter() - began)
    return min(times) * 1000


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
