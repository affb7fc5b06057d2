"""How fast an archive takes records in and answers, beside a bare full-text query of the same words."""

from __future__ import annotations

import hashlib
import random
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import quantiles

from msgspec import structs

from bench.measure import show
from memcon import Document, Paragraph, Record, Source, Turn
from memcon.archive import Archive  # without a table of people: whom names mean is not what is measured
from memcon.writing import invent

SIZES = (10_000, 100_000)
"""Passages of the archives that are asked."""
MILLION = (1_000_000,)
VOCABULARY = 60_000
"""Words that stand in the passages beside those of the invented papers, by Zipf's law as in all texts."""
ASKED = 60
"""Queries of each kind."""
SAID = 24
"""Words of the vocabulary in a passage; with the invented sentence it has about 40, as real ones have."""


def run(folder: Path) -> None:
    """Print the tables for archives of the usual sizes."""
    _tables(folder, SIZES)


def run_million(folder: Path) -> None:
    """Print the tables for a million passages (some minutes, 1.2 GB)."""
    _tables(folder, MILLION)


def _tables(folder: Path, sizes: Sequence[int]) -> None:
    kept: list[tuple[str, ...]] = []
    answered: list[tuple[str, ...]] = []
    for size in sizes:
        path = folder / f"{size}.db"
        kept.append(_keep(path, size))
        answered += _ask(path, size)
    columns = ("passages", "records", "seconds", "passages/s", "MB", "bytes a passage")
    show("Into the archive, one transaction a record", columns, kept, "Wall time, one process.")
    columns = ("query", "passages", "found", "p50", "p95", "bare p50", "bare p95")
    note = (
        f"Milliseconds of CPU time, warm; {ASKED} queries of each kind; 'found': by the median query."
        "\n'bare': the same words asked of the same FTS5 index, ranked, 20 row numbers and no more;"
        "\nmemcon gives 20 records with their passages, snippets, places and counts."
    )
    show("Answers", columns, answered, note)


class _Texts:
    """Passages without end, the same each time."""

    def __init__(self) -> None:
        self.random = random.Random(7)
        styles = ("clinton", "bush", "ford")
        self.records = [invent(seed, style) for seed in range(40) for style in styles]
        self.words = [_word(n) for n in range(VOCABULARY)]
        weights = [1 / (n + 3) for n in range(VOCABULARY)]
        self.pool = self.random.choices(self.words, weights, k=1_000_000)

    def paragraph(self, like: Paragraph) -> Paragraph:
        start = self.random.randrange(len(self.pool) - SAID)
        return structs.replace(like, text=f"{like.text} {' '.join(self.pool[start : start + SAID])}.")

    def record(self) -> Record:
        like = self.random.choice(self.records)
        year, month, day = (self.random.randint(*span) for span in ((1961, 1999), (1, 12), (1, 28)))
        date = f"{year}-{month:02}-{day:02}"
        turns: tuple[Turn, ...] = tuple(
            structs.replace(turn, paragraphs=tuple(map(self.paragraph, turn.paragraphs)))
            for turn in like.turns
        )
        return structs.replace(like, date=date, turns=turns, evidence=(), elements=())


def _word(number: int) -> str:
    """A word that can be said, a different one for each number."""
    syllables = (
        "ka",
        "lo",
        "mi",
        "re",
        "su",
        "ta",
        "no",
        "ve",
        "di",
        "pu",
        "ge",
        "zo",
        "bi",
        "ha",
        "fe",
        "wu",
    )
    word = ""
    while number or not word:
        number, syllable = divmod(number, len(syllables))
        word += syllables[syllable]
    return f"{word}n"


def documents(size: int) -> Iterator[tuple[Document, Record]]:
    """Documents of one record each, until they have `size` passages; the same each time."""
    texts = _Texts()
    passages = records = 0
    while passages < size:
        record = texts.record()
        sha256 = hashlib.sha256(str(records).encode()).hexdigest()
        yield Document(Source(f"{records}.txt", sha256, "text", 1), records=(record,)), record
        records += 1
        passages += 1 + sum(len(turn.paragraphs) for turn in record.turns)


def _keep(path: Path, size: int) -> tuple[str, ...]:
    took = 0.0
    with Archive(path) as archive:
        for document, _ in documents(size):
            began = time.perf_counter()
            archive.add(document)
            took += time.perf_counter() - began
        status = archive.status()
    sqlite3.connect(path).execute("PRAGMA wal_checkpoint(TRUNCATE)")
    bytes_ = path.stat().st_size
    return (
        f"{status.passages:,}",
        f"{status.records:,}",
        f"{took:.1f}",
        f"{status.passages / took:,.0f}",
        f"{bytes_ / 1e6:,.1f}",
        f"{bytes_ / status.passages:,.0f}",
    )


def vocabulary() -> list[str]:
    """The words that are asked for, the commonest first."""
    return _Texts().words


def kinds(chance: random.Random, words: Sequence[str]) -> dict[str, Callable[[], tuple[str, str]]]:
    """Each kind of query as memcon and as FTS5 have it."""

    def one(first: int, last: int) -> str:
        return words[chance.randrange(first, last)]

    def two(first: int, last: int) -> tuple[str, str]:
        a, b = one(first, last), one(first, last)
        return f"{a} {b}", f'"{a}" AND "{b}"'

    def phrase() -> tuple[str, str]:
        text = f'"{one(0, 40)} {one(0, 40)}"'
        return text, text

    def word(first: int, last: int) -> tuple[str, str]:
        text = one(first, last)
        return text, f'"{text}"'

    def prefix() -> tuple[str, str]:
        text = one(3_000, 60_000)[:5]
        return f"{text}*", f'"{text}" *'

    def fields() -> tuple[str, str]:
        text, year = one(20, 400), chance.randint(1961, 1995)
        return (
            f"from:president {text} date:{year}..{year + 4} level:C..TS",
            f'{{speaker}} : president AND "{text}"',
        )

    return {
        "a rare word": lambda: word(3_000, 60_000),
        "a common word": lambda: word(0, 40),
        "two words": lambda: two(10, 300),
        "a phrase": phrase,
        "a prefix": prefix,
        "a word, speaker, years, level": fields,
    }


def _ask(path: Path, size: int) -> list[tuple[str, ...]]:
    words = vocabulary()
    rows: list[tuple[str, ...]] = []
    bare = sqlite3.connect(path)
    sql = "SELECT rowid FROM passage_words WHERE passage_words MATCH ? ORDER BY rank LIMIT 20"
    with Archive(path, create=False) as archive:
        for name, kind in kinds(random.Random(11), words).items():
            queries = [kind() for _ in range(ASKED)]
            counts = [archive.search(query).passages for query, _ in queries]
            ours = [_milliseconds(lambda q=query: archive.search(q)) for query, _ in queries]
            theirs = [
                _milliseconds(lambda q=query: bare.execute(sql, (q,)).fetchall()) for _, query in queries
            ]
            middle = sorted(5_001 if count is None else count for count in counts)[ASKED // 2]
            found = f"{middle:,}" if middle <= 5_000 else "> 5,000"
            rows.append((name, f"{size:,}", found, *spread(ours), *spread(theirs)))
    bare.close()
    return rows


def _milliseconds(question: Callable[[], object]) -> float:
    began = time.process_time()
    question()
    return (time.process_time() - began) * 1000


def spread(times: Sequence[float]) -> tuple[str, str]:
    """The median and the 95th percentile."""
    cuts = quantiles(times, n=20)
    return f"{cuts[9]:.1f}", f"{cuts[18]:.1f}"
