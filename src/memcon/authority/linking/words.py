"""Running text as words with their places, and the phrases of the table that are looked for in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.resources import files

from msgspec import Struct

from memcon.authority.names import fold
from memcon.authority.nouns import Place, Thing

_TOKEN = re.compile(
    r"(?:[A-Z]\.){2,}|(?:[Mm]rs|[Mm]r|[Dd]r|[Gg]en|[Ss]en|[Aa]mb|[Ss]ec|St)\.|[^\W_](?:[\w'’]|[.&](?=\w))*"
)


class Token(Struct, frozen=True, gc=False):
    """A word of running text."""

    text: str
    start: int
    end: int
    word: str
    """Folded."""
    opens: bool
    """Whether it begins a sentence."""
    cut: bool
    """Whether something other than blanks or a hyphen parts it from the word before."""
    joined: bool = False
    """Whether a hyphen alone joins it to the word before: the ``lai`` of ``En-lai``."""


def tokens(text: str) -> tuple[Token, ...]:
    """The words of a text."""
    found: list[Token] = []
    before = 0
    for match in _TOKEN.finditer(text):
        between = text[before : match.start()]
        opens = not found or bool(re.search(r"[.!?:\"“]\s*[\"“(]?\s*$|\n\s*\n", between))
        if found and found[-1].text.endswith(".") and len(found[-1].text) <= 4 and not between.strip():
            opens = False  # an abbreviation's full stop
        apart = bool(between.strip(" \n-–")) or bool(re.search(r"\s[-–]+\s", between))
        cut = apart and not (found and found[-1].text.endswith("."))
        word, joined = fold(match[0]).replace(" ", ""), between == "-"
        found.append(Token(match[0], match.start(), match.end(), word, opens, cut, joined))
        before = match.end()
    return tuple(found)


class Phrases:
    """Names of one or more words, each with what bears it."""

    def __init__(self) -> None:
        self._named: dict[str, list[tuple[tuple[str, ...], bool, Thing | Place]]] = {}

    def add(self, names: Iterable[str], bearer: Thing | Place) -> None:
        """Let names stand for something; of one word in capitals, only so written in the text."""
        for name in names:
            words = tuple(t.word for t in tokens(name))
            if words:
                letters = [c for c in name if c.isalpha()]
                strict = len(words) == 1 and all(c.isupper() for c in letters)
                self._named.setdefault(words[0], []).append((words, strict, bearer))

    def at(self, text: tuple[Token, ...], n: int) -> Iterator[tuple[int, Thing | Place]]:
        """What bears the name that begins with word `n` of a text, and how many words the name has."""
        first = text[n]
        if not (first.text[0].isupper() or first.text[0].isdigit()):
            return
        for words, strict, bearer in self._named.get(first.word, ()):
            if strict and not first.text.replace(".", "").isupper():
                continue
            here = text[n : n + len(words)]
            if tuple(t.word for t in here) == words and not any(t.cut for t in here[1:]):
                yield len(words), bearer


@lru_cache(maxsize=1)
def not_alone() -> frozenset[str]:
    """Family names that are words of English, places or forenames: alone in running text they name nobody."""
    data = files("memcon.authority") / "data" / "not-alone.txt"
    lines = data.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@lru_cache(maxsize=4096)
def is_shouted(text: str) -> bool:
    """Whether a text is all in capitals, as telegrams are, so that capitals tell no names."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 20 and sum(c.isupper() for c in letters) > 0.8 * len(letters)
