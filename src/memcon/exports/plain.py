"""A record as plain text and as Markdown: a reading copy that keeps every word of the record."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence

from memcon.exports.body import Block, body, mark_of, plain
from memcon.exports.citing import cite_one
from memcon.exports.entry import ExportEntry
from memcon.exports.facts import captions, long_date, title
from memcon.model import ClassificationBlock, Declassification, Record

WIDTH = 78
"""Characters to the line of plain text."""
_SPECIAL = re.compile(r"([\\`*_\[\]<>|~#])")
_OPENS = re.compile(r"^(\d*)([-+.)])(?=\s|$)")


def text(entries: Sequence[ExportEntry]) -> bytes:
    """Plain text in lines of at most `WIDTH` characters, a form feed between records, UTF-8."""
    return "\f".join("\n".join(_text(entry)) + "\n" for entry in entries).encode()


def _text(entry: ExportEntry) -> Iterator[str]:
    yield from _above(entry)
    yield entry.record.title or ""
    yield ""
    for name, value in fields(entry):
        yield from _wrapped(value, f"{name}: ", " " * 4)
    for name, people in lists(entry.record):
        yield f"{name}:"
        yield from (line for person in people for line in _wrapped(person, "    ", " " * 8))
    for block in body(entry):
        yield ""
        yield from _wrapped(said(block))
    yield from _below(entry)


def _wrapped(words: str, first: str = "", rest: str = "") -> list[str]:
    return textwrap.wrap(
        words,
        WIDTH,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    ) or [first.rstrip()]


def said(block: Block) -> str:
    """A block on one line: label, item, text, mark."""
    label = f"{block.speaker}: " if block.kind == "speech" and block.opens else ""
    return f"{label}{plain(block)} {mark_of(block)}".rstrip()


def _above(entry: ExportEntry) -> list[str]:
    record = entry.record
    handling = (word.upper() for word in captions(entry, schedules=True))
    level = " ".join(filter(None, (record.banner, *handling)))
    return [line for line in (level, *record.letterhead, record.control_number) if line]


def fields(entry: ExportEntry) -> list[tuple[str, str]]:
    """The header's single fields, by name, as printed."""
    record = entry.record
    mark = f" ({record.subject_mark})" if record.subject_mark else ""
    day = record.date_time_place_as_printed or long_date(record.date)
    if day and record.place and day.endswith(record.place) and day != record.place:
        day = day.removesuffix(record.place).rstrip(" ,\n")
    named = (
        ("Date", day),
        ("Place", record.place if record.place and record.place not in (day or "") else None),
        ("From", record.from_),
        ("Subject", f"{record.subject}{mark}" if record.subject else None),
    )
    return [(name, " ".join(value.split())) for name, value in named if value]


def lists(record: Record) -> list[tuple[str, list[str]]]:
    """The header's lists of people, by name, each person once, a side's name before its people."""
    people: list[str] = []
    side: str | None = None
    for person in record.participants:
        if person.group and person.group != side:
            people.append(f"{person.group}:")
        side = person.group
        people.append(person.printed)
    printed = " ".join(people)
    named = (
        ("To", list(record.addressees)),
        ("Participants", people),
        ("Interpreters", [n for n in record.interpreters if n not in printed]),
        ("Notetakers", [n for n in record.notetakers if n not in printed]),
    )
    return [(name, entries) for name, entries in named if entries]


def foot(record: Record) -> list[tuple[str, str]]:
    """What stands below or beside the body, by name, as printed."""
    named: list[tuple[str, str | None]] = [
        ("End", "the paper says that the conversation ends here" if record.end_marker else None),
        ("Drafting", record.drafting),
    ]
    named += _classification(record.classification_block) + _release(record.declassification)
    named += [("Stamp", stamp) for stamp in record.stamps]
    named += [
        (
            f"Withdrawal sheet, {row.number}",
            " · ".join(filter(None, (row.type, row.title, row.date, row.restriction))),
        )
        for row in record.withdrawals
    ]
    if record.holdings:
        held = record.holdings
        named.append(("Holdings", ", ".join(filter(None, (held.holder, held.title, held.date)))))
    return list(dict.fromkeys((name, value) for name, value in named if value))


def _classification(block: ClassificationBlock | None) -> list[tuple[str, str | None]]:
    if block is None:
        return []
    return [
        ("Classified by", block.classified_by),
        ("Reason", block.reason),
        ("Declassify on", block.declassify_on),
        ("Derived from", block.derived_from),
    ]


def _release(stamp: Declassification | None) -> list[tuple[str, str | None]]:
    if stamp is None:
        return []
    return [
        ("Release", stamp.release),
        ("Declassified under", stamp.authority),
        ("Case", stamp.case),
        ("Released on", stamp.date),
        ("Reviewer", stamp.reviewer),
        ("Document number", stamp.doc_number),
    ]


def _below(entry: ExportEntry) -> Iterator[str]:
    below = foot(entry.record)
    if below:
        yield ""
    for name, value in below:
        yield from _wrapped(value, f"{name}: ", " " * 4)
    unread = entry.unread()
    if unread:
        yield ""
        yield "Not understood, as printed:"
        yield from (line for u in unread for line in _wrapped(u.text.strip(), "    ", " " * 8))
    yield ""
    yield from _wrapped(cite_one(entry, "frus"))


def markdown(entries: Sequence[ExportEntry]) -> bytes:
    """CommonMark with tables, a rule between records, UTF-8."""
    return "\n---\n\n".join("\n".join(_markdown(entry)) + "\n" for entry in entries).encode()


def escaped(words: str) -> str:
    """Words that Markdown is to show as they are."""
    return _OPENS.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", words))


def _markdown(entry: ExportEntry) -> Iterator[str]:
    record = entry.record
    above = [escaped(line) for line in _above(entry)]
    if above:
        yield "  \n".join(above)
        yield ""
    yield f"# {escaped(title(record))}"
    yield ""
    for name, value in fields(entry):
        yield f"**{name}:** {escaped(value)}"
        yield ""
    for name, people in lists(record):
        yield f"**{name}:**"
        yield ""
        yield from (f"- {escaped(person)}" for person in people)
        yield ""
    for block in body(entry):
        yield _said_in_markdown(block)
        yield ""
    below = [f"- {name}: {escaped(value)}" for name, value in foot(record)]
    unread = [f"> {escaped(line.text.strip())}  " for line in entry.unread()]
    if below:
        yield from ("## Marks and notes", "", *below, "")
    if unread:
        yield from ("## Not understood, as printed", "", *unread, "")
    yield escaped(cite_one(entry, "frus"))


def _said_in_markdown(block: Block) -> str:
    if block.kind == "heading":
        return f"### {escaped(plain(block))}"
    words = escaped(plain(block))
    mark = f" **({block.mark})**" if block.mark and not block.struck else ""
    mark = f" ~~({block.mark})~~" if block.mark and block.struck else mark
    label = f"**{escaped(block.speaker or '')}:** " if block.kind == "speech" and block.opens else ""
    return f"{label}{words}{mark}".strip()
