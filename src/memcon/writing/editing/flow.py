"""A record as a flow of blocks, without sheets: what every editor's format is made from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from memcon.model import Heading, Paragraph, Record, Turn
from memcon.writing.forms import head
from memcon.writing.forms.body import in_order

Kind = Literal["banner", "letterhead", "title", "stamp", "field", "heading", "paragraph", "end", "block"]


class Stretch(Struct, frozen=True):
    """Text in one kind of type."""

    text: str
    kind: Literal["text", "label", "mark", "note"] = "text"
    struck: bool = False


class Block(Struct, frozen=True):
    """A line or paragraph; of a field the label and its values, one to a line."""

    kind: Kind
    stretches: tuple[Stretch, ...] = ()
    label: str = ""
    values: tuple[str, ...] = ()


def flow(record: Record) -> Iterator[Block]:
    """The record from its letterhead to its block, the banner first."""
    level = head.banner(record)
    if level:
        yield Block("banner", (Stretch(level, struck=record.declassification is not None),))
    for line in record.letterhead:
        yield _plain("letterhead", line)
    if record.declassification:
        for line, _ in head.release(record.declassification):
            yield _plain("stamp", line)
    if record.title:
        yield _plain("title", record.title)
    yield from _fields(record)
    for part in in_order(record):
        if isinstance(part, Heading):
            yield _plain("heading", part.text)
        elif isinstance(part, Turn):
            for number, paragraph in enumerate(part.paragraphs):
                label = (Stretch(f"{part.speaker}:", "label"),) if part.speaker and number == 0 else ()
                yield Block("paragraph", (*label, *_stretches(paragraph)))
        else:
            item = (Stretch(part.item, "label"),) if part.item else ()
            yield Block("paragraph", (*item, *_stretches(part)))
    if record.end_marker:
        yield _plain("end", "-- End of Conversation --")
    for line in (*head.block(record), *([record.drafting] if record.drafting else [])):
        yield _plain("block", line)


def _plain(kind: Kind, text: str) -> Block:
    return Block(kind, (Stretch(text),))


def _fields(record: Record) -> Iterator[Block]:
    for number, name in enumerate(record.addressees):
        yield Block("field", label="MEMORANDUM FOR:" if number == 0 else "", values=(name,))
    if record.from_:
        yield Block("field", label="FROM:", values=(record.from_,))
    if record.subject:
        mark = f"  ({record.subject_mark})" if record.subject_mark else ""
        yield Block("field", label="SUBJECT:", values=(record.subject + mark,))
    people: list[str] = []
    group: str | None = None
    for person in record.participants:
        if person.group != group:
            group = person.group
            people.append(f"{group}:" if group else "")
        people.append(person.printed)
    people += head.staff(record)
    if people:
        yield Block("field", label="PARTICIPANTS:", values=tuple(people))
    moments = head.moments(record)
    for label, lines in (("DATE AND TIME:", moments.when), ("PLACE:", moments.place)):
        if lines:
            yield Block("field", label=label, values=tuple(lines))


def _stretches(paragraph: Paragraph) -> Iterator[Stretch]:
    yield Stretch(paragraph.text)
    if paragraph.mark:
        yield Stretch(f"({paragraph.mark})", "mark", paragraph.struck)
