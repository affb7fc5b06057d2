"""The same paper in two files: another release, another scan, a plain copy; found by its words.

Papers are compared by the runs of `RUN` words of their text. A min-hash sketch of these, kept in bands, finds
candidates among any number of records without comparing each with each (Broder 1997); the share of runs in
common, counted from the texts themselves, decides. Nothing is merged: a person is told.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from random import Random

from memcon.archive.folding import folded
from memcon.archive.stores import Store
from memcon.model import Record

RUN = 3
"""Words of a run: OCR that misreads one word in twenty leaves six runs in seven whole."""
ALIKE = 0.4
"""The share of runs in common from which two papers are called the same. Two readings of a paper that differ
in one word in ten have half in common and more; no two of 51 published conversations had over 0.04."""
BANDS, ROWS = 20, 2
"""Of two papers with the share `ALIKE` in common, 97 in 100 have a band of the sketch in common."""
FEWEST = 20
"""Runs under which a paper says too little to be told from others."""
_PRIME = 4_294_967_311
"""The first above 32 bits, so that a product wraps often enough to be as good as chance."""


def runs(texts: Iterable[str]) -> set[int]:
    """The runs of words of a paper, as numbers."""
    found: set[int] = set()
    for text in texts:
        words = folded(text).split()
        found.update(
            zlib.crc32(" ".join(words[at : at + RUN]).encode()) for at in range(max(0, len(words) - RUN + 1))
        )
    return found


def texts_of(record: Record) -> list[str]:
    """What a paper says, without its header, which papers of one series share."""
    turns = [paragraph.text for turn in record.turns for paragraph in turn.paragraphs]
    return [*turns, *(paragraph.text for paragraph in record.paragraphs)]


def sketch(texts: Iterable[str]) -> list[int]:
    """A number for each band; none for a paper that says too little."""
    import numpy as np

    numbers = np.array(sorted(runs(texts)), dtype=np.uint64)
    if len(numbers) < FEWEST:
        return []
    chance = Random(0)  # the same for every archive
    factors = np.array([chance.randrange(1, 1 << 31, 2) for _ in range(BANDS * ROWS)], np.uint64)
    added = np.array([chance.randrange(1 << 31) for _ in range(BANDS * ROWS)], np.uint64)
    least = ((numbers[:, None] * factors + added) % np.uint64(_PRIME)).min(axis=0)
    return [zlib.crc32(least[band * ROWS : (band + 1) * ROWS].tobytes()) for band in range(BANDS)]


def keep(connection: Store, record: int, texts: Iterable[str]) -> None:
    """Keep the sketch of a record."""
    connection.executemany(
        "INSERT INTO sketches VALUES (?, ?, ?)", [(record, band, v) for band, v in enumerate(sketch(texts))]
    )


def copies(connection: Store, record: int) -> list[tuple[int, float]]:
    """The records that say the same, the likest first, with the share of runs in common.

    Two that both have a date must have the same: a committee's papers repeat whole paragraphs.
    """
    candidates = connection.execute(
        "SELECT DISTINCT b.record FROM sketches a JOIN sketches b ON b.value = a.value AND b.band = a.band"
        " JOIN records r ON r.id = a.record JOIN records s ON s.id = b.record"
        " WHERE a.record = ? AND b.record <> a.record"
        " AND (r.date IS NULL OR s.date IS NULL OR r.date = s.date)",
        (record,),
    ).fetchall()
    mine = runs(kept_texts(connection, record))
    found: list[tuple[int, float]] = []
    for (other,) in candidates:
        theirs = runs(kept_texts(connection, other))
        share = len(mine & theirs) / max(1, len(mine | theirs))
        if share >= ALIKE:
            found.append((other, share))
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))


def kept_texts(connection: Store, record: int) -> list[str]:
    """The texts of a record's passages, as the archive has them."""
    rows = connection.execute(
        "SELECT text FROM passages WHERE record = ? AND kind IN ('turn', 'direction', 'paragraph')", (record,)
    )
    return [text for (text,) in rows]
