"""Text as the index of words has it: FTS5's own tokens, for what FTS5 does not do itself.

Snippets and the index of a PostgreSQL archive need the very words that FTS5's tokenizer ``unicode61`` makes
of a text. What it does to a character does not depend on those beside it, so each new one is put to FTS5
once.
"""

from __future__ import annotations

import re
import sqlite3
from functools import cache

TOKENIZER = "unicode61 remove_diacritics 2"
LONGEST = 1_000
"""Characters of a word by which words are told apart; what is longer is no word."""


_PLAIN = re.compile(r"[0-9a-z]+")
"""A word of ASCII letters and digits: what FTS5 takes for one, once it is small."""


class _Folds(dict[int, str]):
    """Each character as FTS5 folds it: itself in small and without accent, nothing, or a blank."""

    def __init__(self) -> None:
        super().__init__()
        self._fts5 = sqlite3.connect(":memory:", check_same_thread=False)
        self._fts5.execute(f"CREATE VIRTUAL TABLE t USING fts5 (x, tokenize='{TOKENIZER}')")
        self._fts5.execute("CREATE VIRTUAL TABLE v USING fts5vocab (t, 'instance')")

    def __missing__(self, code: int) -> str:
        if code == 0 or 0xD800 <= code < 0xE000:
            fold = " "
        else:
            self._fts5.execute("INSERT INTO t (rowid, x) VALUES (1, ?)", (f"a{chr(code)}b",))
            terms = self._fts5.execute("SELECT term FROM v ORDER BY offset").fetchall()
            self._fts5.execute("DELETE FROM t")
            fold = terms[0][0][1:-1] if len(terms) == 1 else " "
        self[code] = fold
        return fold


class _Apart(dict[int, str]):
    """Each character itself, or a blank where FTS5 divides words; so that places stay as they are."""

    def __missing__(self, code: int) -> str:
        self[code] = " " if _folds()[code] == " " else chr(code)
        return self[code]


@cache
def _folds() -> _Folds:
    return _Folds()


@cache
def _apart() -> _Apart:
    return _Apart()


def tokens(text: str) -> list[str]:
    """The words of a text as FTS5 has them."""
    return [word[:LONGEST] for word in text.translate(_folds()).split()]


def line_of(text: str | None) -> str:
    """The words of a text with a blank before and behind each, so that one is found by looking for `` word
    ``."""
    words = tokens(text or "")
    return f" {' '.join(words)} " if words else ""


def places(text: str) -> list[tuple[str, int, int]]:
    """The words of a text as FTS5 has them, each with where it begins and ends."""
    if text.isascii() and "\0" not in text:
        return [(m[0][:LONGEST], m.start(), m.end()) for m in _PLAIN.finditer(text.lower())]
    found = (
        (match[0].translate(_folds()), match.start(), match.end())
        for match in re.finditer(r"[^ ]+", text.translate(_apart()))
    )
    return [(word[:LONGEST], start, end) for word, start, end in found if word]
