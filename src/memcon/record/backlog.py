"""Labels printed before all their values.

Some text layers give a form's left column whole before its right one: SUBJECT, PARTICIPANTS, DATE, TIME AND
PLACE, and only then what belongs to each, in the same order (domain rules 8.2). All rows then stand under
the last label; here each goes back to its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from memcon.model import Line
from memcon.record.header import Field
from memcon.record.people import TITLES
from memcon.record.when import read_when

_SHARING = ("subject", "participants", "date", "time", "place")
_PERSON_STARTS = tuple({f"{title} " for title in TITLES} | {"The ", "Mr ", "Dr "})


def settle_backlog(fields: Sequence[Field]) -> None:
    """Give the rows under the last of several empty labels back to these."""
    for place, field in enumerate(fields):
        rows = _rows(field)
        empty = _empty_before(fields, place) if len(rows) > 1 else []
        if any(f.name in _SHARING for f in empty):  # a bare MEMORANDUM waits for nothing
            _share_out([*empty, field], rows)
    _settle_dates(fields)


def _settle_dates(fields: Sequence[Field]) -> None:
    """Give a date and a place that follow a list's last names to their own labels, which stand empty before
    it: ``Notetakers: …`` among the values is a label too, and holds what comes after."""
    dates = next((f for f in fields if f.name == "date" and not _rows(f)), None)
    for field in fields:
        if dates is None or field.name not in ("notetakers", "interpreters"):
            continue
        dated = next((n for n, (line, _) in enumerate(field.rows[1:], 1) if read_when(line.text).date), None)
        if dated is None or fields.index(dates) > fields.index(field):
            continue
        place = next((f for f in fields if f.name == "place"), dates)
        dates.rows = [*dates.rows, field.rows[dated]]
        place.rows = [*place.rows, *field.rows[dated + 1 :]]
        field.rows = field.rows[:dated]


def _rows(field: Field) -> list[tuple[Line, int]]:
    return [(line, start) for line, start in field.rows if start < len(line.text)]


def _empty_before(fields: Sequence[Field], place: int) -> list[Field]:
    empty: list[Field] = []
    for field in reversed(fields[:place]):
        if _rows(field):
            break
        empty.insert(0, field)
    return empty


def _share_out(fields: Sequence[Field], rows: list[tuple[Line, int]]) -> None:
    names = {field.name for field in fields}
    if not names & {"participants", "subject"}:
        return
    dated = next((n for n, (line, _) in enumerate(rows) if read_when(line.text).date), len(rows))
    subject_rows = _subject_length(rows[:dated]) if "subject" in names else 0
    last = dated + 1 if {"date", "place"} <= names else len(rows)
    parts = {
        "subject": rows[:subject_rows],
        "participants": rows[subject_rows:dated] if "participants" in names else [],
        "date": rows[dated:last],
        "place": rows[last:] if "date" in names else rows[dated:],
    }
    fields[-1].rows = [(line, start) for line, start in fields[-1].rows if start >= len(line.text)]
    if fields[-1].name not in parts:
        parts[fields[-1].name] = rows[dated:]
    for field in fields:
        field.rows = [*field.rows, *parts.pop(field.name, [])]


def _subject_length(rows: Sequence[tuple[Line, int]]) -> int:
    """How many rows the subject has: the first, and those that follow until a blank line or a person."""
    length = min(1, len(rows))
    while length < len(rows):
        line = rows[length][0]
        if line.gap >= 1.6 or line.text.startswith(_PERSON_STARTS):
            break
        length += 1
    return length
