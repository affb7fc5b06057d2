"""The head of a paper as typed: labels and their values, people, date, time and place, the level."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

from memcon.model import Declassification, Participant, Record, joined
from memcon.writing.forms.body import Blanks, Block
from memcon.writing.style import Style
from memcon.writing.typist import Typist
from memcon.writing.wrapping import Piece, Placed, wrapped

Lines = list[list[Placed]]
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip


def field(typist: Typist, labels: Sequence[str], lines: Lines, column: int) -> None:
    """A label and its value beside it; a blank row after."""
    for number in range(max(len(labels), len(lines))):
        typist.need(1)
        if number < len(labels):
            typist.put(0, Piece(labels[number], "label"))
        for placed in lines[number] if number < len(lines) else ():
            typist.put(column + placed.column, placed.piece)
        typist.row += 1
    typist.feed()


def plain(text: str, width: int, hang: int = 0) -> Lines:
    """One value wrapped."""
    return wrapped([Piece(text)], width, 0, hang)


def subject(record: Record, width: int) -> Lines:
    """The subject and its mark."""
    pieces = [p for p in Blanks(record.withheld).pieces(record.subject or "") if isinstance(p, Piece)]
    if record.subject_mark:
        pieces.append(Piece(f"({record.subject_mark})", "mark", struck=record.subject_struck))
    return wrapped(pieces, width)


def banner(record: Record) -> str | None:
    """The level with its captions, as on a paper's head and foot."""
    if not record.banner:
        return None
    return "/".join((record.banner, *record.captions))


def people(record: Record, width: int, style: Style, blanks: Blanks) -> Lines:
    """The participants, one to a line, under their headings; then who took notes, where it stands here."""
    lines: Lines = []
    group: str | None = None
    for number, person in enumerate(record.participants):
        if person.group != group:
            group = person.group
            if lines:
                lines.append([])
            lines.append([Placed(0, Piece(group or "", "label", underlined=True))])
            if style.group_gap:
                lines.append([])
        elif number and number == style.sides:
            lines.append([])
        lines.extend(entry(person, width, style.hang, blanks))
    if not style.notetakers_apart:
        for line in staff(record):
            lines.extend([[], *wrapped([Piece(line)], width)])
    return lines


def entry(person: Participant, width: int, hang: int, blanks: Blanks) -> Lines:
    """One participant, the further lines indented."""
    pieces = [Piece(p.code, "code") if isinstance(p, Block) else p for p in blanks.pieces(person.printed)]
    return wrapped(pieces, width, 0, hang)


def staff(record: Record) -> list[str]:
    """``Interpreter: X`` and ``Notetakers: X, Y``, for those who are not in the list of participants."""
    lines: list[str] = []
    for label, names in (("Interpreter", record.interpreters), ("Notetaker", record.notetakers)):
        apart = [n for n in names if not listed(record.participants, n)]
        if apart:
            lines.append(f"{label}{'s' if len(apart) > 1 else ''}: {', '.join(apart)}")
    return lines


def listed(participants: Iterable[Participant], name: str) -> bool:
    """Whether someone in the list bears the name and a role."""
    return any(p.role and (p.name == name or p.printed == name) for p in participants)


class Moments(Struct, frozen=True):
    """Date, time and place as printed, line by line."""

    date: list[str]
    time: list[str]
    place: list[str]

    @property
    def when(self) -> list[str]:
        return [*self.date, *self.time]


def moments(record: Record) -> Moments:
    """What a record has of date, time and place: as printed, else as its values say."""
    printed = record.date_time_place_as_printed
    lines = printed.split("\n") if printed else _spelt(record)
    place: list[str] = []
    for start in range(len(lines)):
        if record.place and joined(lines[start:]) == record.place:
            lines, place = lines[:start], lines[start:]
            break
    dated = next((n for n, line in enumerate(lines) if _YEAR.search(line)), 0)
    return Moments(lines[: dated + 1], lines[dated + 1 :], place)


def _spelt(record: Record) -> list[str]:
    """Date, times and place of a record that has them as values alone."""
    lines: list[str] = []
    if record.date:
        year, month, day = (int(part) for part in record.date.split("-"))
        spelt = f"{MONTHS[month - 1]} {day}, {year}"
        lines.append(f"{record.weekday}, {spelt}" if record.weekday else spelt)
    times = " - ".join(t for t in (record.time_start, record.time_end) if t)
    if times:
        lines.append(f"{times} {record.tz}" if record.tz else times)
    return [*lines, record.place] if record.place else lines


def typed(lines: Iterable[str], width: int) -> Lines:
    """Lines as they stand, wrapped only where they are wider than the column."""
    return [row for line in lines for row in wrapped([Piece(line)], width)]


def block(record: Record) -> list[str]:
    """The lines that say who classified the paper and until when."""
    given = record.classification_block
    if given is None:
        return []
    later = given.classified_by or given.reason
    rows = (
        ("Classified by", given.classified_by),
        ("Derived from", given.derived_from),
        ("Reason", given.reason),
        ("Declassify On" if later else "Declassify on", given.declassify_on),
    )
    return [f"{label}:  {value}" for label, value in rows if value]


def release(stamp: Declassification) -> list[tuple[str, bool]]:
    """The lines of a release stamp, and whether each is written by hand."""
    lines = [(stamp.release or "DECLASSIFIED", False)]
    if stamp.authority:
        lines.append((f"PER {stamp.authority}", False))
    if stamp.case:
        lines.append((stamp.case, True))
    signed = " ".join(x for x in (_slashed(stamp.date), stamp.reviewer) if x)
    if signed:
        lines.append((signed, True))
    return lines


def _slashed(date: str | None) -> str | None:
    """``2019-07-16`` as a reviewer writes it: ``7/16/2019``."""
    if not date:
        return None
    year, month, day = (int(part) for part in date.split("-"))
    return f"{month}/{day}/{year}"
