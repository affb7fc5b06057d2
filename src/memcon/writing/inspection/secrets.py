"""Words that must not be in a released file, and whether they are.

A withheld passage is made of words that the released paper may have too ("the", a name spoken elsewhere).
What betrays it are the words that stand nowhere else, and three of its words in their order. Both are looked
for in everything that a file carries, letter case and spacing apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

_WORD = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+")
_RUN = 3
_LONG = 6
"""A word of so many letters is looked for inside others too, where blanks may be lost."""


def tokens(text: str) -> list[str]:
    """The words of a text in small letters, what joins or follows them left out."""
    return [word.casefold() for word in _WORD.findall(text)]


class Secret(Struct, frozen=True):
    """What must not be found: words, and runs of words in their order."""

    words: frozenset[str]
    runs: frozenset[tuple[str, ...]]

    def __bool__(self) -> bool:
        return bool(self.words or self.runs)

    def __repr__(self) -> str:
        return f"Secret({len(self.words)} words, {len(self.runs)} runs)"

    def in_text(self, text: str, least: int = 1) -> int:
        """How many of the words of `least` letters or more, and of the runs, `text` holds."""
        said = tokens(text)
        count = sum(len(word) >= least for word in self.words.intersection(said))
        count += len(self.runs.intersection(_runs(said)))
        if not count:  # letters set apart, or words set without blanks
            close = "".join(said)
            count = sum(word in close for word in self.words if len(word) >= _LONG)
        return count

    def in_bytes(self, data: bytes) -> int:
        """How many of the long words are in `data`, as plain, wide (UTF-16) or hexadecimal letters."""
        low = data.lower()
        count = 0
        for word in self.words:
            if len(word) < _LONG:
                continue
            plain = word.encode()
            wide = word.encode("utf-16-be")
            forms = (plain, wide, word.encode("utf-16-le"), plain.hex().encode(), wide.hex().encode())
            count += any(form in low for form in forms)
        return count


def secret(withheld: Iterable[str], released: Iterable[str]) -> Secret:
    """What of the withheld passages betrays them, given all that the released paper says."""
    open_words: set[str] = set()
    open_runs: set[tuple[str, ...]] = set()
    close: list[str] = []
    for text in released:
        said = tokens(text)
        open_words.update(said)
        open_runs.update(_runs(said))
        close.append("".join(said))
    squeezed = "\n".join(close)
    words: set[str] = set()
    runs: set[tuple[str, ...]] = set()
    for text in withheld:
        said = tokens(text)
        words.update(w for w in said if w not in open_words and (len(w) < _LONG or w not in squeezed))
        runs.update(run for run in _runs(said) if run not in open_runs)
    return Secret(frozenset(words), frozenset(runs))


def _runs(said: Sequence[str]) -> Iterable[tuple[str, ...]]:
    return (tuple(said[n : n + _RUN]) for n in range(len(said) - _RUN + 1))
