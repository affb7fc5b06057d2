"""A record becomes a draft again, to be edited: what `parse_draft` takes apart."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from memcon.model import Heading, Paragraph, Record, Turn
from memcon.writing.drafts.grammar import ITEM, LABEL, RULE
from memcon.writing.forms.body import in_order
from memcon.writing.forms.head import moments

_WIDTH = 88


def as_draft(record: Record, style: str | None = None) -> str:
    """The record as a draft. What a draft has no place for (stamps, what was withheld, who holds it) is left
    out."""
    return "\n".join([*_head(record, style), RULE, "", *_body(record)]).rstrip() + "\n"


def _head(record: Record, style: str | None) -> Iterator[str]:
    yield f"form: {record.form}"
    if style:
        yield f"style: {style}"
    if record.letterhead:
        yield f"letterhead: {' | '.join(record.letterhead)}"
    yield from _one("title", record.title)
    yield from _one("number", record.control_number)
    yield from _one("banner", "/".join([record.banner, *record.captions]) if record.banner else None)
    mark = f" ({record.subject_mark})" if record.subject_mark else ""
    yield from _one("subject", f"{record.subject}{mark}" if record.subject else None)
    yield from _many("to", record.addressees)
    yield from _one("from", record.from_)
    yield from _people(record)
    yield from _many("interpreters", record.interpreters)
    yield from _many("notetakers", record.notetakers)
    when = moments(record)
    yield from _one("date", " ".join(when.when))
    yield from _one("place", " ".join(when.place))
    block = record.classification_block
    for key in ("classified by", "derived from", "reason", "declassify on"):
        yield from _one(key, getattr(block, key.replace(" ", "_")) if block else None)
    yield from _one("drafting", record.drafting)


def _one(key: str, value: str | None) -> Iterator[str]:
    if value:
        yield f"{key}: " + value.replace("\n", "\n  ")


def _many(key: str, values: tuple[str, ...]) -> Iterator[str]:
    if values:
        yield f"{key}:"
        yield from (f"  {value}" for value in values)


def _people(record: Record) -> Iterator[str]:
    if not record.participants:
        return
    yield "participants:"
    group: str | None = None
    for person in record.participants:
        if person.group != group:
            group = person.group
            yield f"  [{group or ''}]"
        yield f"  {person.printed}"


def _body(record: Record) -> Iterator[str]:
    front = record.form == "cable"
    spoken = record.form in ("telcon", "memcon")
    for part in in_order(record):
        if isinstance(part, Heading):
            yield from ("# " + part.text, "")
        elif isinstance(part, Turn):
            for number, paragraph in enumerate(part.paragraphs):
                label = f"{part.speaker}: " if part.speaker and number == 0 else ""
                yield from _wrapped(label, paragraph, front=front, spoken=spoken)
        else:
            yield from _wrapped("", part, front=front, spoken=spoken)
    if record.end_marker:
        yield from ("-- end --", "")


def _wrapped(label: str, paragraph: Paragraph, *, front: bool, spoken: bool) -> Iterator[str]:
    item = f"{paragraph.item} " if paragraph.item else ""
    mark = f"({paragraph.mark})" if paragraph.mark else ""
    text = paragraph.text
    ambiguous = LABEL.match(text) if spoken else ITEM.match(text) and not item
    if not label and (ambiguous or text.startswith(("\\", "# "))):
        text = "\\" + text
    whole = f"{label}{item}{mark} {text}" if front and mark else f"{label}{item}{text} {mark}"
    yield from textwrap.wrap(whole.strip(), _WIDTH, break_long_words=False, break_on_hyphens=False)
    yield ""
