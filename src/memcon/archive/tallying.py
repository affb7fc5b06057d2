"""How often the phrases of a query stand in a passage, and how many words it has, from its text as kept.

`memcon.archive.ranking` counts in lists of words; to make these of a text takes longer than all the rest of a
rank. Where the words asked for and the text are of letters without accents, as most are, the same is counted
in a tenth of the time.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from operator import add
from typing import NamedTuple

from memcon.archive import ranking
from memcon.archive.tokens import LONGEST, plain, tokens
from memcon.archive.wording import COLUMNS, Every, Phrase, Wording, phrases

_PLAIN = re.compile("[0-9a-z]+")


class Counted(NamedTuple):
    """What a passage, or a part of it, has."""

    hits: tuple[int, ...]
    """How often each phrase stands there."""
    words: int


class Tally:
    """Counts the phrases of `wording` in passages that are known to fulfil it."""

    def __init__(self, wording: Wording) -> None:
        self._wording = wording
        self._counting = _counting(wording)
        self._speakers: dict[str | None, Counted | None] = {}
        """What is counted in a speaker's name, which many passages share; None where that is not so easy."""

    def of(self, speaker: str | None, said: str | None, text: str | None) -> Counted:
        """The counts in one passage, given by its columns; it has something `said` or another `text`."""
        if self._counting:
            if speaker not in self._speakers:
                self._speakers[speaker] = self._in("speaker", speaker or "")
            own = self._speakers[speaker]
            there = self._in("text", text or "") if said is None else self._in("said", said)
            if own and there:
                hits = tuple(map(add, own.hits, there.hits))
                return Counted(hits, own.words + there.words)
        words = ranking.Passage(tokens(speaker or ""), tokens(said or ""), tokens(text or ""))
        return Counted(tuple(ranking.counts(self._wording, words)), sum(map(len, words)))

    def _in(self, column: str, text: str) -> Counted | None:
        """The counts in one column; None where it has other letters."""
        folded = plain(text)
        if folded is None:
            return None
        words = folded.split()
        return Counted(tuple([count(folded, words) for count in self._counting[column]]), len(words))


_Count = Callable[[str, list[str]], int]
"""How often a phrase stands in a folded text, which is given whole and as its words."""


def _counting(wording: Wording) -> dict[str, tuple[_Count, ...]]:
    """For each column what counts each phrase; nothing where phrases may be missing or have other letters."""
    parts = wording.have if isinstance(wording, Every) else (wording,)
    wanted = [part for part in parts if isinstance(part, Phrase)]
    if len(wanted) < len(parts) or not all(_simple(phrase) for phrase in wanted):
        return {}
    every = list(phrases(wording))
    lacking = [_nothing] * (len(every) - len(wanted))
    return {
        column: (*(_count(p) if p.column in (None, column) else _nothing for p in wanted), *lacking)
        for column in COLUMNS
    }


def _simple(phrase: Phrase) -> bool:
    return bool(phrase.words) and all(_PLAIN.fullmatch(w) and len(w) < LONGEST for w in phrase.words)


def _nothing(text: str, words: list[str]) -> int:
    return 0


def _count(phrase: Phrase) -> _Count:
    """Counts the places where a phrase begins.

    What follows its first word is looked at and not taken, so that places may overlap. What stands before is
    looked at last: so Python looks for the letters of the word.
    """
    first, *others = phrase.words
    if not others and not phrase.prefix:
        return lambda text, words: words.count(first)
    end = "" if phrase.prefix else "(?![^ ])"
    behind = f"(?= +{' +'.join(others)}{end})" if others else end
    find = re.compile(f"{first}(?<![^ ]{first}){behind}").findall
    return lambda text, words: len(find(text))
