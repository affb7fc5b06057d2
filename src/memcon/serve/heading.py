"""The head of a record as a table: each value with where it stands and what is doubtful about it."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from msgspec import Struct

from memcon import DOUBTFUL, Evidence, Record, Shown
from memcon.serve import wording
from memcon.serve.places import Places


class Row(Struct, frozen=True):
    """One value of the head."""

    label: str
    path: str
    value: str
    typed: str
    """As a person types it in a correction: text, or JSON for a list."""
    lines: tuple[int, ...] = ()
    doubt: str = ""
    read: str | None = None
    """What the machine read, where a person has said otherwise."""
    style: str = ""


class Person(Struct, frozen=True):
    """A participant as the table shows one."""

    path: str
    printed: str
    name: str
    group: str | None
    office: str | None
    role: str | None
    lines: tuple[int, ...]
    corrected: bool


PLAIN = (
    ("Subject", "subject"),
    ("Date", "date"),
    ("Place", "place"),
    ("From", "from"),
    ("To", "addressees"),
    ("Level", "banner"),
    ("Captions", "captions"),
    ("Interpreters", "interpreters"),
    ("Notetakers", "notetakers"),
)
"""The fields that a reader looks for, in the order of the papers."""
MINOR = (
    ("Title", "title"),
    ("Control number", "control_number"),
    ("Letterhead", "letterhead"),
    ("Drafted", "drafting"),
)
"""The other fields, folded away below."""


def rows(shown: Shown, places: Places) -> list[Row]:
    """The fields that a reader looks for; an absent one is left out, unless every paper has it."""
    return _rows(shown, places, PLAIN)


def minor_rows(shown: Shown, places: Places) -> list[Row]:
    """The other fields: letterhead, control number, who classified it, its release."""
    return [*_rows(shown, places, MINOR), *_release(shown.record)]


def _rows(shown: Shown, places: Places, fields: tuple[tuple[str, str], ...]) -> list[Row]:
    tree: dict[str, object] = msgspec.to_builtins(shown.record)
    read: dict[str, object] = msgspec.to_builtins(shown.as_read)
    evidence = {e.path: e for e in shown.record.evidence}
    found: list[Row] = []
    for label, path in fields:
        value, typed = _value(path, shown.record, tree)
        if value or path in ("subject", "date"):
            found.append(_row(label, path, value, typed, evidence.get(path), read.get(path), tree, places))
        if path == "date":
            found += _times(shown.record, evidence, read, tree, places)
    return found


def _times(
    record: Record,
    evidence: dict[str, Evidence],
    read: dict[str, object],
    tree: dict[str, object],
    places: Places,
) -> Iterator[Row]:
    for label, path in (("Begins", "time_start"), ("Ends", "time_end")):
        value = tree.get(path)
        if isinstance(value, str):
            shown = f"{value} {record.tz or ''}".strip()
            yield _row(label, path, shown, value, evidence.get(path), read.get(path), tree, places)


def _row(
    label: str, path: str, value: str, typed: str, evidence: Evidence | None, read: object,
    tree: dict[str, object], places: Places,
) -> Row:  # fmt: skip
    doubt = ""
    before: str | None = None
    if evidence and evidence.said_by.startswith("person:"):
        before = "nothing" if read in (None, [], "") else _text(read)
    elif evidence and evidence.confidence < DOUBTFUL:
        doubt = f"read with {round(evidence.confidence * 100)} in 100 sure"
        doubt += f"; it could be {evidence.other}" if evidence.other else ""
    lines = places.lines_of(evidence.span) if evidence else ()
    style = f"level-{wording.level_class(_text(tree.get('banner')))}" if path == "banner" else ""
    return Row(label, path, value, typed, lines, doubt, before, style)


def _value(path: str, record: Record, tree: dict[str, object]) -> tuple[str, str]:
    """A field as shown, and as typed."""
    value = tree.get(path)
    if path == "date":
        day = wording.long_date(record.date) if record.date else ""
        return f"{record.weekday}, {day}" if record.weekday and day else day, record.date or ""
    if isinstance(value, list | tuple):
        return "; ".join(map(str, value)), msgspec.json.encode(value).decode()  # pyright: ignore[reportUnknownArgumentType]
    return _text(value), _text(value)


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return "; ".join(str(one) for one in value)  # pyright: ignore[reportUnknownVariableType,reportUnknownArgumentType]
    return str(value)


def _release(record: Record) -> Iterator[Row]:
    block, stamp = record.classification_block, record.declassification
    groups = (
        ("classification_block", block, ("classified_by", "reason", "declassify_on", "derived_from")),
        ("declassification", stamp, ("authority", "case", "date", "reviewer", "release", "doc_number")),
    )
    for name, part, fields in groups:
        for field in fields if part else ():
            value = getattr(part, field)
            if value:
                label = {"date": "Released on", "case": "Case"}.get(
                    field, field.replace("_", " ").capitalize()
                )
                yield Row(label, f"{name}/{field}", value, value)
    if record.stamps:
        yield Row("Stamps", "stamps", " · ".join(record.stamps), msgspec.json.encode(record.stamps).decode())


def people(shown: Shown, places: Places) -> list[Person]:
    """The participants, in the order of the paper."""
    typed = {e.path for e in shown.record.evidence if e.said_by.startswith("person:")}
    return [
        Person(
            f"participants/{n}",
            one.printed,
            one.name or one.printed,
            one.group,
            one.office,
            one.role,
            places.lines_of(one.span),
            any(path.startswith(f"participants/{n}/") for path in typed),
        )
        for n, one in enumerate(shown.record.participants)
    ]


def sides(people: list[Person]) -> list[tuple[str, list[Person]]]:
    """The participants under the heads under which they stand, in the order of the paper."""
    found: dict[str, list[Person]] = {}
    for one in people:
        found.setdefault(one.group or "People", []).append(one)
    return list(found.items())
