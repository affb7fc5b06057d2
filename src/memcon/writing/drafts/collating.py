"""The notes of several notetakers laid beside each other: where they agree, differ, or one alone heard it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct
from rapidfuzz import fuzz

from memcon.model import Record

Heard = Literal["agree", "differ", "alone"]
_ALIKE = 60.0
"""Likeness (0 to 100) from which two speeches are taken for one that both heard; rapidfuzz's ratio of the
words they share, in any order."""
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W_]+(?:['’][^\W_]+)*")
"""What must be alike where two notes agree: one word may be a number or a name. Commas may differ."""


class Note(Struct, frozen=True):
    """One speech as one notetaker has it."""

    notes: int
    """Whose: the place of the file among those given, from 0."""
    at: str
    speaker: str | None
    text: str


class Collation(Struct, frozen=True):
    """One speech with what each notetaker has of it, in the order of the talk."""

    heard: Heard
    notes: tuple[Note, ...]
    """One for each who has it, in the order of the files."""


def collated(records: Sequence[Record]) -> tuple[Collation, ...]:
    """The speeches of several records of one talk beside each other.

    The records are aligned one after the other with what is known so far: the alignment with the greatest
    likeness that keeps everybody's order (as for lines of text, by dynamic programming).
    """
    columns: list[list[Note]] = []
    for number, record in enumerate(records):
        notes = list(_notes(record, number))
        columns = _woven(columns, notes)
    return tuple(Collation(_heard(column, len(records)), tuple(column)) for column in columns)


def _notes(record: Record, number: int) -> Iterator[Note]:
    for turn_number, turn in enumerate(record.turns):
        for place, paragraph in enumerate(turn.paragraphs):
            at = f"turns/{turn_number}/paragraphs/{place}"
            yield Note(number, at, turn.speaker, paragraph.text)
    for place, paragraph in enumerate(record.paragraphs):
        yield Note(number, f"paragraphs/{place}", None, paragraph.text)


def _woven(columns: list[list[Note]], notes: list[Note]) -> list[list[Note]]:
    """The columns with one more notetaker's notes in their places."""
    rows, width = len(columns), len(notes)
    likeness = [[max(_likeness(old, new) for old in column) for new in notes] for column in columns]
    best = [[0.0] * (width + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(width - 1, -1, -1):
            both = likeness[i][j] + best[i + 1][j + 1] if likeness[i][j] >= _ALIKE else -1.0
            best[i][j] = max(both, best[i + 1][j], best[i][j + 1])
    woven: list[list[Note]] = []
    i = j = 0
    while i < rows and j < width:
        together = likeness[i][j] >= _ALIKE and best[i][j] == likeness[i][j] + best[i + 1][j + 1]
        if together:
            woven.append([*columns[i], notes[j]])
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            woven.append(columns[i])
            i += 1
        else:
            woven.append([notes[j]])
            j += 1
    return [*woven, *columns[i:], *([note] for note in notes[j:])]


def _likeness(a: Note, b: Note) -> float:
    likeness = fuzz.token_sort_ratio(a.text, b.text)
    if a.speaker and b.speaker and not _one_speaker(a.speaker, b.speaker):
        likeness -= 25.0  # notetakers confuse speakers at times, and yet two speeches are rarely so alike
    return likeness


def _one_speaker(a: str, b: str) -> bool:
    return a == b or fuzz.token_set_ratio(a.casefold(), b.casefold()) >= 80.0


def _said(note: Note) -> list[str]:
    return _WORD.findall(note.text.casefold().replace("’", "'"))


def _heard(column: Sequence[Note], of: int) -> Heard:
    if len(column) == 1 and of > 1:
        return "alone"
    first = column[0]
    same = all(_said(first) == _said(n) for n in column[1:])
    spoken = all(_one_speaker(first.speaker or "", n.speaker or "") for n in column[1:])
    return "agree" if same and spoken and len(column) == of else "differ"
