"""What a query asks of the words of a passage: phrases and how they are joined, before any database's
syntax."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

COLUMNS = ("speaker", "said", "text")
"""What the words of a passage stand in: who speaks, what is said, and what nobody says."""


class Phrase(NamedTuple):
    """Words in this order, in one column; the last may be the beginning of one."""

    text: str
    words: tuple[str, ...]
    """As `memcon.archive.tokens` has them."""
    prefix: bool = False
    column: str | None = None


class Close(NamedTuple):
    """Phrases with at most `distance` words between the first and the last, in one column."""

    phrases: tuple[Phrase, ...]
    distance: int


class Every(NamedTuple):
    """All of these, and none of those."""

    have: tuple[Wording, ...]
    lack: tuple[Wording, ...] = ()


class Either(NamedTuple):
    """One of these at least."""

    parts: tuple[Wording, ...]


Wording = Phrase | Close | Every | Either


def phrases(wording: Wording) -> Iterator[Phrase]:
    """Every phrase, in the order in which they stand; those that must not be there, too."""
    if isinstance(wording, Phrase):
        yield wording
        return
    parts = (
        wording.phrases
        if isinstance(wording, Close)
        else wording.parts
        if isinstance(wording, Either)
        else (*wording.have, *wording.lack)
    )
    for part in parts:
        yield from phrases(part)
