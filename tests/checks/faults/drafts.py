"""A paper before and after one thing in it is broken, and how to read and judge it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

from msgspec import Struct, structs

import memcon
from memcon import writing
from memcon.authority import Authority
from memcon.checks import CheckSettings, check_document
from memcon.model import Diagnostic, Document, Paragraph, Record, Turn
from memcon.writing import Style

FIRST_DAY = re.compile(r"[A-Z][a-z]+ \d{1,2}, \d{4}")


def _same_text(text: str) -> str:
    return text


def _same_document(document: Document) -> Document:
    return document


class Draft(Struct, frozen=True):
    """An invented paper, and what is done to its text or to its reading that no record can say."""

    record: Record
    style: Style
    edit: Callable[[str], str] = _same_text
    """Changes the written text; a form feed stands between its pages."""
    finish: Callable[[Document], Document] = _same_document
    """Changes the document as read."""
    known: Authority | None = None

    def having(self, **fields: object) -> Draft:
        """The same paper with other values in its record."""
        return structs.replace(self, record=structs.replace(self.record, **fields))

    def edited(self, edit: Callable[[str], str]) -> Draft:
        """The same paper, its text changed once more."""
        before = self.edit
        return structs.replace(self, edit=lambda text: edit(before(text)))

    def text(self) -> str:
        """The paper as plain text."""
        return self.edit(writing.as_text(self.record, self.style))

    def read(self, folder: Path) -> Document:
        """The paper written as text and read again."""
        path = folder / "draft.txt"
        path.write_text(self.text())
        return self.finish(memcon.read(path))

    def check(self, folder: Path, code: str) -> list[Diagnostic]:
        """What is found of one code."""
        return list(check_document(self.read(folder), CheckSettings(select=(code,)), self.known))


Pair = tuple[Draft, Draft]
"""A sound paper, and the same with one thing broken."""
Break = Callable[[Random, Draft], "Pair | None"]
"""Breaks a paper; None where this one does not lend itself to it."""


class Fault(Struct, frozen=True):
    """One way to break papers, and the code that should say so."""

    code: str
    styles: tuple[str, ...]
    apply: Break
    right: Callable[[Draft, Diagnostic], bool | None] | None = None
    """Of a note that resolves something: whether what it says is right; None where it is of another."""


def invented(code: str, styles: Sequence[str], number: int) -> tuple[Random, Draft]:
    """The paper of a number for a code: always the same."""
    random = Random(f"{code} {number}")
    record, style = writing.invented(random, random.choice(list(styles)))
    return random, Draft(record, style)


def pairs(fault: Fault, wanted: int, tries: int = 40) -> list[Pair]:
    """So many papers, sound and broken, of a fault."""
    found: list[Pair] = []
    for number in range(wanted * tries):
        random, draft = invented(fault.code, fault.styles, number)
        pair = fault.apply(random, draft)
        if pair:
            found.append(pair)
        if len(found) == wanted:
            return found
    raise AssertionError(f"{fault.code}: only {len(found)} of {wanted} papers could be broken")


class Score(Struct):
    """How a rule does on papers sound and broken."""

    broken: int = 0
    found: int = 0
    """Broken papers in which it was found."""
    false: int = 0
    """Findings in sound papers, and second findings in broken ones."""

    @property
    def recall(self) -> float:
        return self.found / self.broken if self.broken else 0.0

    @property
    def precision(self) -> float:
        return self.found / (self.found + self.false) if self.found else 0.0


def judge(fault: Fault, wanted: int, folder: Path) -> Score:
    """Break `wanted` papers and see what the rule says of each, before and after."""
    score = Score()
    for sound, broken in pairs(fault, wanted):
        before, after = sound.check(folder, fault.code), broken.check(folder, fault.code)
        score.broken += 1
        if fault.right is None:
            score.found += bool(after)
            score.false += len(before) + max(0, len(after) - 1)
        else:
            verdicts = [fault.right(broken, d) for d in after]
            score.found += True in verdicts
            score.false += verdicts.count(False)
    return score


def day_of(record: Record) -> str:
    """The date as printed: ``March 27, 1995``."""
    found = FIRST_DAY.search(record.date_time_place_as_printed or "")
    return found.group() if found else ""


def with_paragraph(record: Record, text: str, at: int = -1) -> Record:
    """The record with its turn `at` saying `text` alone, under the turn's first mark."""
    turns = list(record.turns)
    turn = turns[at]
    mark = turn.paragraphs[0].mark
    turns[at] = structs.replace(turn, paragraphs=(Paragraph(text, mark),))
    return structs.replace(record, turns=tuple(turns))


def marked(record: Record, mark: str | None) -> Record:
    """The record with `mark` on every paragraph."""

    def all_of(paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
        return tuple(structs.replace(p, mark=mark) for p in paragraphs)

    turns = tuple(structs.replace(t, paragraphs=all_of(t.paragraphs)) for t in record.turns)
    return structs.replace(record, turns=turns, paragraphs=all_of(record.paragraphs))


def spoken_turns(record: Record) -> list[int]:
    """The places of the turns that have a speaker."""
    return [n for n, turn in enumerate(record.turns) if turn.speaker]


def replaced_turn(record: Record, at: int, turn: Turn) -> Record:
    """The record with another turn at a place."""
    return structs.replace(record, turns=(*record.turns[:at], turn, *record.turns[at + 1 :]))
