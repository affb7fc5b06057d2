"""Words that the archive has in place of one that it has not: misread by a letter or two, or split by OCR."""

from __future__ import annotations

from itertools import islice

from rapidfuzz import process
from rapidfuzz.distance import OSA

from memcon.archive.stores import Store
from memcon.archive.tokens import tokens
from memcon.archive.wording import Phrase

MOST = 12
"""How many words one word may stand for."""
SHORTEST = 4
"""Letters under which every word is like many others, and nothing is looked for."""


def likes(connection: Store, word: str) -> list[str]:
    """`word` itself where the archive has it; else the words within one letter (two from eight letters on) of
    it, the likest first, and the pairs of words that together make it."""
    plain = " ".join(tokens(word))
    if has(connection, plain):
        return [word]
    if len(plain) < SHORTEST or " " in plain:
        return []
    slack = 2 if len(plain) >= 8 else 1
    terms = connection.likely(len(plain) - slack, len(plain) + slack)
    close = process.extract(plain, terms, scorer=OSA.distance, score_cutoff=slack, limit=None)
    pairs = (f"{plain[:at]} {plain[at:]}" for at in range(1, len(plain)))
    candidates = [*(term for term, _, _ in close), *pairs]
    return list(islice((text for text in candidates if has(connection, text)), MOST))


def has(connection: Store, text: str) -> bool:
    """Whether a word, or several in this order, stand anywhere."""
    sql, values = connection.matching(Phrase(text, tuple(tokens(text))))
    return (
        connection.execute(f"SELECT 1 FROM passage_words w WHERE {sql} LIMIT 1", values).fetchone()
        is not None
    )
