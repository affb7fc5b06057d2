"""The header's fields become values: subject and its mark, people, date, time and place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct, structs

from memcon.markings import LEVELS
from memcon.model import Evidence, Line, Participant, Piece
from memcon.record.backlog import settle_backlog
from memcon.record.blocks import MARK_END, MARK_FRONT
from memcon.record.header import Field, Header
from memcon.record.labels import DISCUSSION
from memcon.record.participants import read_participants
from memcon.record.people import is_interpreter, is_notetaker, parse_person, split_names
from memcon.record.reading import Reading, span, trimmed, whole
from memcon.record.when import When, read_when

_LEVEL_END = re.compile(
    rf"\s+(?:[\[(](?P<level>{'|'.join(sorted(LEVELS.values(), key=len, reverse=True))})[\])]|"
    rf"(?P<bare>{'|'.join(sorted(LEVELS.values(), key=len, reverse=True))}))\s*$"
)
"""A level in full behind the subject, as electronic mail of the NSC has it: its mark."""
_WHEN_ORDER = {"date": 0, "time": 1, "place": 2}


class Values(Struct):
    """What a header says."""

    subject: str | None
    subject_mark: str | None
    subject_struck: bool
    participants: tuple[Participant, ...]
    interpreters: tuple[str, ...]
    notetakers: tuple[str, ...]
    when: When
    printed: str | None
    place: str | None
    addressees: tuple[str, ...]
    sender: str | None
    evidence: list[Evidence]


def read_fields(reading: Reading, header: Header) -> Values:
    """The values of a found `header`."""
    settle_backlog(header.fields)
    evidence: list[Evidence] = []
    subject, mark, struck = _subject(reading, header.fields, evidence)
    participants = (*_participants(reading, header.fields), *_parties(header.parties))
    when, printed, place = _when(reading, header, evidence)
    addressees = _entries(reading, header.fields, "to")
    senders = _entries(reading, header.fields, "from")
    return Values(
        subject,
        mark,
        struck,
        participants,
        _named(reading, header.fields, "interpreters", participants),
        _named(reading, header.fields, "notetakers", participants),
        when,
        printed,
        place,
        addressees,
        senders[0] if senders else None,
        evidence,
    )


def _pieces(field: Field) -> list[Piece]:
    return [Piece(line.number, start, len(line.text)) for line, start in field.rows if start < len(line.text)]


def _subject(
    reading: Reading, fields: Sequence[Field], evidence: list[Evidence]
) -> tuple[str | None, str | None, bool]:
    for field in fields:
        pieces = trimmed(reading, _pieces(field), 0, 0) if field.name == "subject" else ()
        if not pieces:
            continue
        last = pieces[-1]
        text = reading.line(last.line).text[last.start : last.end]
        mark, struck = None, False
        if match := _LEVEL_END.search(text):
            level = match["level"] or match["bare"]
            mark = next(short for short, word in LEVELS.items() if word == level)
            struck = reading.struck(Piece(last.line, last.start + match.start(), last.end))
            pieces = trimmed(reading, pieces, 0, len(text) - match.start())
        elif match := MARK_END.search(text):
            mark = match["mark"] + (match["rest"] or "")
            struck = reading.struck(Piece(last.line, last.start + match.start(), last.end))
            pieces = trimmed(reading, pieces, 0, len(text) - match.start())
        elif pieces and (match := MARK_FRONT.match(_first(reading, pieces))):
            mark = match["mark"] + (match["rest"] or "").strip()
            pieces = trimmed(reading, pieces, match.end(), 0)
        evidence.append(Evidence("subject", span(pieces), reading.sure(pieces)))
        return reading.quote(pieces) or None, mark, struck
    return None, None, False


def _first(reading: Reading, pieces: Sequence[Piece]) -> str:
    return reading.line(pieces[0].line).text[pieces[0].start : pieces[0].end]


def _participants(reading: Reading, fields: Sequence[Field]) -> tuple[Participant, ...]:
    people: list[Participant] = []
    for field in fields:
        if field.name != "participants":
            continue
        rows = [(line, start) for line, start in field.rows if start < len(line.text)]
        people.extend(read_participants(reading, rows))
    return tuple(people)


_PARTED = re.compile(r"\s?[/;&]\s?|\s+(?:-|–|—|and|with)\s+")


def _parties(lines: Sequence[Line]) -> tuple[Participant, ...]:
    """The parties of a transcript whose heading names them, parted by strokes or by lines."""
    people: list[Participant] = []
    for line in lines:
        start = 0
        for stroke in [*_PARTED.finditer(line.text), None]:
            end = stroke.start() if stroke else len(line.text)
            people.append(
                parse_person(line.text[start:end].strip(), None, span([Piece(line.number, start, end)]))
            )
            start = stroke.end() if stroke else end
    return tuple(people)


def _named(
    reading: Reading, fields: Sequence[Field], name: str, participants: Iterable[Participant]
) -> tuple[str, ...]:
    """The bare names under a label of their own, then those whose entry in the list gives them the role."""
    names: dict[str, None] = {}
    for field in fields:
        if field.name == name:
            text = reading.quote(_pieces(field))
            for part in split_names(text):
                names[part] = None
    holds = is_notetaker if name == "notetakers" else is_interpreter
    for person in participants:
        if person.name and holds(person.printed):
            names[person.name] = None
    return tuple(names)


def _entries(reading: Reading, fields: Sequence[Field], name: str) -> tuple[str, ...]:
    """The entries of a field that lists one to a line, wrapped lines joined."""
    entries: list[str] = []
    for field in fields:
        if field.name != name:
            continue
        rows = [(line, start) for line, start in field.rows if start < len(line.text)]
        entries.extend(person.printed for person in read_participants(reading, rows))
    return tuple(entries)


def _when(reading: Reading, header: Header, evidence: list[Evidence]) -> tuple[When, str | None, str | None]:
    """Date, times and place, from the labelled fields or else from the dateline."""
    fields = [f for f in header.fields if f.name in _WHEN_ORDER]
    parts: list[tuple[int, list[str], list[Piece]]] = []
    for field in fields:
        pieces = _pieces(field)
        if pieces:
            texts = [reading.quote([piece]) for piece in pieces]
            parts.append((_WHEN_ORDER[field.name], texts, pieces))
    parts.sort(key=lambda part: part[0])
    if parts:
        printed = "\n".join(text for _, texts, _ in parts for text in texts)
        pieces = [piece for _, _, found in parts for piece in found]
        when = _spanned(fields, read_when(printed))
        place = _labelled_place(parts, when)
        if when.date is None and header.dateline:
            when = _with_date(when, read_when("\n".join(line.text for line in header.dateline)))
    elif header.dateline:
        printed = "\n".join(line.text for line in header.dateline)
        pieces = [whole(line) for line in header.dateline]
        when = _of_talk(reading, header, read_when(printed))
        place = when.before or when.after or None
    else:
        return When(), None, None
    evidence.append(Evidence("date", span(pieces), reading.sure(pieces)))
    return when, printed, place


def _of_talk(reading: Reading, header: Header, when: When) -> When:
    """`when` with the day that the subject gives to a council's meeting; the memorandum's own is above."""
    for field in header.fields:
        subject = reading.quote(_pieces(field)) if field.name == "subject" else ""
        if DISCUSSION.match(subject) and (day := read_when(subject).date):
            return structs.replace(when, date=day)
    return when


def _spanned(fields: Sequence[Field], when: When) -> When:
    """`when` with its end, where that has a label of its own: ``Meeting began``, ``Meeting ended``."""
    hours = [
        (line.text[:start].upper(), read_when(line.text[start:]).start)
        for f in fields
        for line, start in f.rows
    ]
    end = next((hour for label, hour in hours if "ENDED" in label and hour), None)
    return structs.replace(when, end=end) if end and when.end is None else when


def _with_date(when: When, other: When) -> When:
    return When(
        other.date,
        when.start or other.start,
        when.end or other.end,
        when.zone or other.zone,
        when.weekday or other.weekday,
        when.before,
        when.after,
    )


def _labelled_place(parts: Sequence[tuple[int, list[str], list[Piece]]], when: When) -> str | None:
    """The place: what of the fields is neither date nor time, or the field of its own that it has."""
    own = [text for order, texts, _ in parts if order == 2 for text in texts]
    joined = re.sub(r"\s+", " ", " ".join(own)).strip()
    if own and not re.search(r"\d{1,2}[:.]\d\d|\b[ap]\.?m\b", joined) and read_when(joined).date is None:
        extra = when.before if when.before and not re.fullmatch(r"\W*", when.before) else ""
        rest = when.after if joined not in when.after else ""
        return joined or extra or rest or None
    dated = " ".join(text for order, texts, _ in parts if order == 0 for text in texts)
    if when.date is None and _A_DATE.search(dated):
        return joined or None  # a day that could not be read is no place
    return when.after or when.before or None


_A_DATE = re.compile(r"\b(?:1[789]|20)\d\d\b|\b\d{1,2}/\d{1,2}/\d\d|[A-Z][a-z]+day\b")


def people_of(names: Iterable[str]) -> tuple[Participant, ...]:
    """Names as participants, for matching speakers to notetakers and interpreters too."""
    return tuple(parse_person(name) for name in names)


def lines_of(fields: Iterable[Field], *names: str) -> list[Line]:
    """The lines of the fields so named."""
    return [line for field in fields if field.name in names for line, _ in field.rows]
