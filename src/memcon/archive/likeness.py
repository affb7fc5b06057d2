"""Words that the archive has in place of one that it has not: misread by a letter or two, or split by OCR."""

from __future__ import annotations

import sqlite3

from rapidfuzz import process
from rapidfuzz.distance import OSA

from memcon.archive.folding import folded

MOST = 12
"""How many words one word may stand for."""
SHORTEST = 4
"""Letters under which every word is like many others, and nothing is looked for."""


def likes(connection: sqlite3.Connection, word: str) -> list[str]:
    """`word` itself where the archive has it; else the words within one letter (two from eight letters on) of
    it, the likest first, and the pairs of words that together make it."""
    plain = folded(word)
    if has(connection, plain):
        return [word]
    if len(plain) < SHORTEST or " " in plain:
        return []
    slack = 2 if len(plain) >= 8 else 1
    terms: list[str] = [
        row[0]
        for row in connection.execute(
            "SELECT term FROM passage_terms WHERE length(term) BETWEEN ? AND ?",
            (len(plain) - slack, len(plain) + slack),
        )
    ]
    close = process.extract(plain, terms, scorer=OSA.distance, score_cutoff=slack, limit=MOST)
    return [*(term for term, _, _ in close), *_split(connection, plain)][:MOST]


def _split(connection: sqlite3.Connection, plain: str) -> list[str]:
    pairs = [f"{plain[:at]} {plain[at:]}" for at in range(1, len(plain))]
    return [
        pair
        for pair in pairs
        if connection.execute(
            "SELECT 1 FROM passage_words WHERE passage_words MATCH ? LIMIT 1", (f'"{pair}"',)
        ).fetchone()
    ]


def has(connection: sqlite3.Connection, plain: str) -> bool:
    """Whether a folded word, or several in this order, stand anywhere."""
    sql = "SELECT 1 FROM passage_words WHERE passage_words MATCH ? LIMIT 1"
    return connection.execute(sql, (f'"{plain}"',)).fetchone() is not None
