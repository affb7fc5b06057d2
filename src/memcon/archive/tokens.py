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


DIVIDING = "\xa0\xa7\u2010-\u2027"
"""What papers have, beside ASCII, at which FTS5 divides words: the blank at which no line is broken, the sign
of a section, and what Unicode calls general punctuation (dashes, quotation marks, dots); for a pattern."""
_STRANGE = re.compile(f"[^\0-\x7f{DIVIDING}]")
_FOLDED = bytes(ord(chr(code).lower()) if code < 128 and chr(code).isalnum() else 32 for code in range(256))
"""ASCII as FTS5 folds it: letters in small, figures, and blanks for all others."""
_WORD = re.compile("[^ ]+")


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


def plain(text: str) -> str | None:
    """A text as FTS5 folds it, with a blank for every character that is in no word, so that each keeps its
    place; None where it has other letters than ASCII's, which take longer."""
    if not text.isascii() and _STRANGE.search(text):
        return None
    return text.encode("ascii", "replace").translate(_FOLDED).decode("ascii")


def places(text: str) -> tuple[list[str], list[tuple[int, int]]]:
    """The words of a text as FTS5 has them, and where each begins and ends."""
    quick = plain(text)
    if quick is not None:
        words = quick.split()
        spans = [match.span() for match in _WORD.finditer(quick)]
    else:
        found = [
            (match[0].translate(_folds()), match.span()) for match in _WORD.finditer(text.translate(_apart()))
        ]
        words, spans = [word for word, _ in found if word], [span for word, span in found if word]
    if len(text) > LONGEST:
        words = [word[:LONGEST] for word in words]
    return words, spans
