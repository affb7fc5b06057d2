"""Records as documents of Foreign Relations of the United States, in the TEI of the Office of the Historian.

Speeches are plain paragraphs that begin with the speaker's label; what is withheld stands in brackets, in
italics; a person outside the volume's list has no pointer. What the encoding has no place for (lines that
were not understood) stands in comments, so that an editor meets it. Rules: frus.odd and the Schematron files
of HistoryAtState/frus; `memcon.exports.tei.rules` checks them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from memcon.exports.body import Block, Gap, amount, body
from memcon.exports.entry import ExportEntry
from memcon.exports.facts import title
from memcon.exports.source_notes import source_note
from memcon.exports.tei.building import append_text, as_file, comment, element
from memcon.exports.tei.names import FRUS, UNREAD, Element
from memcon.exports.tei.stamps_of_time import in_words, iso, whole_days
from memcon.model import ElementKind, Participant, Record, Withheld

_MIN, _MAX = f"{{{FRUS}}}doc-dateTime-min", f"{{{FRUS}}}doc-dateTime-max"


def document_div(entry: ExportEntry, number: int) -> Element:
    """The ``div`` of a record, numbered `number` in its volume."""
    record, name = entry.record, f"d{number}"
    published = record.publication
    kind = published.kind if published else "historical-document"
    div = element("div", type="document", subtype=kind, n=str(number), id=name)
    moments = whole_days(record)
    if moments:
        div.set(_MIN, moments[0])
        div.set(_MAX, moments[1])
    _head(div, entry, number, name)
    if kind == "historical-document":
        _dateline(div, record)
    _lists(div, record)
    for text in _texts(entry, "field"):
        element("p", text, into=div)
    for block in body(entry):
        _block(div, block)
    for text in _texts(entry, "end_marker"):
        element("p", text, into=div, rend="center")
    _signature(div, entry)
    for line in entry.unread():
        comment(div, f"{UNREAD}{line.text.strip()}")
    return div


def _head(div: Element, entry: ExportEntry, number: int, name: str) -> None:
    published = entry.record.publication
    heading = published.heading.partition(". ")[2] if published and published.heading else ""
    head = element("head", f"{number}. {heading or title(entry.record)}", into=div)
    if published and not published.source and published.kind == "editorial-note":
        return
    note = source_note(entry)
    note = note if re.match(r"\[?Source:", note) else f"Source: {note}"  # which two of 404 published have not
    element("note", note, into=head, n="1", id=f"{name}fn1", type="source")


def _dateline(div: Element, record: Record) -> None:
    """Place and date; every historical document has them, so that what is not known is a gap."""
    dateline = element("dateline", into=element("opener", into=div), rendition="#right")
    if record.place:
        append_text(element("placeName", into=dateline), " ".join(record.place.split()))
    else:
        append_text(dateline, "[place not given]")
    append_text(dateline, ", ")
    moments = iso(record)
    said = in_words(record) or "[date not given]"
    if moments and moments[0] == moments[1]:
        element("date", said, into=dateline, when=moments[0], calendar="gregorian")
    elif moments:
        element("date", said, into=dateline, from_=moments[0], to=moments[1], calendar="gregorian")
    else:
        element("date", said, into=dateline)
    append_text(dateline, ".")


def _lists(div: Element, record: Record) -> None:
    if record.addressees and not _named_in_heading(record):
        _list(div, "to", "TO", record.addressees)
    if record.from_ and not _named_in_heading(record):
        _list(div, "from", "FROM", [record.from_])
    if record.subject:
        mark = f" ({record.subject_mark})" if record.subject_mark else ""
        _list(div, "subject", "SUBJECT", [f"{record.subject}{mark}"])
    _participants(div, record.participants)
    listed = " ".join(person.printed for person in record.participants)
    for heading, names in (("INTERPRETER", record.interpreters), ("NOTETAKER", record.notetakers)):
        others = [name for name in names if name not in listed]
        if others:
            _list(div, "participants", heading, others)


def _named_in_heading(record: Record) -> bool:
    """Whether the volume's heading already says who wrote to whom."""
    published = record.publication
    return bool(published and record.from_ and f"{record.from_} to " in published.heading)


def _list(div: Element, kind: str, heading: str, items: Sequence[str]) -> None:
    made = element("list", into=div, type=kind)
    element("head", heading, into=made)
    for item in items:
        element("item", " ".join(item.split()), into=made)


def _participants(div: Element, people: Sequence[Participant]) -> None:
    """The list of those present, a list within it for each side."""
    if not people:
        return
    whole = element("list", into=div, type="participants")
    element("head", "PARTICIPANTS", into=whole)
    side: str | None = None
    into = whole
    for person in people:
        if person.group != side:
            side, into = person.group, whole
            if side:
                into = element("list", into=element("item", into=whole), type="participants")
                element("head", side, into=into)
        _person(element("item", into=into), person)


def _person(item: Element, person: Participant) -> None:
    printed = " ".join(person.printed.split())
    name = person.name if person.name and person.name in printed else None
    if not name:
        append_text(item, printed)
        return
    before, _, behind = printed.partition(name)
    append_text(item, before)
    element("persName", name, into=item)
    append_text(item, behind)


def _block(div: Element, block: Block) -> None:
    if block.kind == "heading":
        element("p", block.text, into=div, rend="sectiontitleital")
        return
    aside = block.kind == "direction" and any(isinstance(run, str) for run in block.runs)
    p = element("p", into=div, rend="italic") if aside else element("p", into=div)
    if block.kind == "speech" and block.opens:
        element("hi", block.speaker, into=p, rend="underline")
        append_text(p, ": ")
    if block.item:
        append_text(p, f"{block.item} ")
    for run in block.runs:
        if isinstance(run, Gap):
            _gap(p, run)
        else:
            append_text(p, run)
    if block.mark:
        append_text(p, f" ({block.mark})" if (p.text or len(p)) else f"({block.mark})")
    if not (p.text or "").strip() and not len(p):
        div.remove(p)


def _gap(p: Element, gap: Gap) -> None:
    """``[2 lines not declassified]``, the words in italics, apart from the words around it."""
    words = gap.printed.strip("[]") or f"{not_declassified(gap.withheld)} not declassified"
    before = (p[len(p) - 1].tail if len(p) else p.text) or ""
    apart = before and not before.endswith((" ", "(", "“")) and not gap.printed
    append_text(p, " [" if apart else "[")
    element("hi", words, into=p, rend="italic")
    append_text(p, "]")


def not_declassified(withheld: Withheld) -> str:
    """How much is withheld, in the words of the volumes: ``less than 1 line``, ``2½ lines``, ``text``."""
    if withheld.amount is None:
        return "1 page" if withheld.extent == "page" else "text"
    unit = {"words": "word", "lines": "line", "paragraphs": "paragraph", "page": "page"}[withheld.extent]
    if withheld.amount < 1:
        return f"less than 1 {unit}"
    return f"{amount(withheld.amount)} {unit}{'' if withheld.amount == 1 else 's'}"


def _texts(entry: ExportEntry, kind: ElementKind) -> list[str]:
    """The lines of the elements of a kind, one paragraph for each element."""
    found: list[str] = []
    for run in entry.record.elements:
        if run.kind == kind:
            text = " ".join(entry.lines[n].text.strip() for n in run.lines if n in entry.lines)
            found += [text] if text else []
    return found


def _signature(div: Element, entry: ExportEntry) -> None:
    runs = (run for run in entry.record.elements if run.kind == "signature")
    lines = (entry.lines[n].text.strip() for run in runs for n in run.lines if n in entry.lines)
    names = [line for line in lines if line]
    if names:
        signed = element("signed", into=element("closer", into=div))
        person = element("persName", into=signed)
        element("hi", names[0], into=person, rend="strong")
        for office in names[1:]:
            element("lb", into=signed)
            element("hi", office, into=signed, rend="italic")


def frus_div(entries: Sequence[ExportEntry]) -> bytes:
    """The ``div`` of one record, to be put into a volume; numbered as it was, or 1."""
    return as_file(document_div(entries[0], number_of(entries[0], 1)))


def number_of(entry: ExportEntry, otherwise: int) -> int:
    """A record's number in the volume from which it was read, or `otherwise`."""
    published = entry.record.publication
    return int(published.number) if published and published.number.isdecimal() else otherwise
