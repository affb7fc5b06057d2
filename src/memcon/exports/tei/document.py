"""One document of a volume: its parts become a record, and every line goes into one of its elements."""

from __future__ import annotations

import re

from msgspec import structs

from memcon.exports.tei.flow import Sheets, footnote
from memcon.exports.tei.header import header
from memcon.exports.tei.names import ID, Element, attribute, in_tei, tag, text_of
from memcon.exports.tei.parts import Part, parts
from memcon.exports.tei.reading import Reading
from memcon.exports.tei.saying import said
from memcon.exports.tei.source_note import source_note
from memcon.exports.tei.typed_head import LEADING, LETTERHEAD, TITLE, take_head
from memcon.exports.tei.when import When, when_of
from memcon.model import Footnote, Form, Participant, Piece, Publication, Record, SourceNote, Span

_NUMBER = re.compile(r"^\s*\[?(\d+[a-z]?)\]?\.\s+")
_FORMS: tuple[tuple[str, Form], ...] = (
    (r"\btele(?:phone|phonic)\b.*\bconversation\b|\btelcon\b|\btelecon\b", "telcon"),
    (
        r"\bmemorand\w+ of (?:a |the )?(?:conversation|meeting|discussion)\b|\brecord of .*conversation\b",
        "memcon",
    ),
    (r"\bmemcon\b|\bminutes of\b|\bnotes (?:of|on|from)\b.*\b(?:meeting|conversation|lunch)", "memcon"),
    (r"\bsummary of conclusions\b", "summary_of_conclusions"),
    (r"^(?:backchannel |circular )?(?:telegram|airgram|cable|message from the embassy)\b", "cable"),
    (r"\bmemorand(?:um|a)\b|\baction memorandum\b|\bbriefing memorandum\b", "memorandum"),
    (
        r"\bpaper\b|\bestimate\b|\btalking points\b|\bintelligence (?:note|report)\b|\breport\b|\bstudy\b",
        "paper",
    ),
)
_END = re.compile(
    r"^\W*end of (?:the )?(?:tele\w+ )?(?:conversation|meeting|memorandum|transcript)\W*$", re.IGNORECASE
)


def document(
    div: Element, sheets: Sheets, before: Element | None, chapter: tuple[str, ...], volume: str
) -> Record:
    """The record of a ``div`` of the type ``document``; its lines and pages go to `sheets`.

    `before` is the ``pb`` of the page on which it begins, `chapter` the headings above it.
    """
    sheets.begin(_first_page(div, before))
    first_page = len(sheets.pages) + 1
    reading = Reading(sheets, list(parts(div, sheets)))
    if not reading.found:
        reading.found = [Part("p", [sheets.line("")], div)]
    sheets.close()
    head = [part for part in reading.found if part.role == "head" and not part.attached][:1]
    heading = reading.text(reading.put("title", *head)) if head else ""
    source = _source(div)
    fields = _fields(reading, head, heading, source)
    publication = _publication(div, reading, heading, source, chapter, volume)
    reading.runs.sort(key=lambda run: run.lines[0])
    record = Record(
        pages=(first_page, len(sheets.pages)),
        form=form_of(heading),
        elements=tuple(reading.runs),
        evidence=tuple(reading.evidence),
        publication=publication,
    )
    return structs.replace(record, **fields)


def _first_page(div: Element, before: Element | None) -> Element | None:
    """The ``pb`` of a document's first page: its own first where no text but a heading stands above it.

    Editions whose pictures are of the papers themselves name each document's pages after it; there the
    dateline, too, stands above the first.
    """
    own = next(div.iter(in_tei("pb")), None)
    if own is None:
        return before
    if attribute(own, ID).startswith(f"{attribute(div, ID)}-"):
        return own
    for child in div:
        if child is own:
            return own
        if tag(child) not in ("", "head"):
            return before
    return before


def _source(div: Element) -> SourceNote | None:
    for note in div.iter(in_tei("note"), in_tei("seg")):
        if attribute(note, "type") == "source":
            text = text_of(note)
            return source_note(text) if text else None
    return None


def _publication(
    div: Element,
    reading: Reading,
    heading: str,
    source: SourceNote | None,
    chapter: tuple[str, ...],
    volume: str,
) -> Publication:
    notes: list[Footnote] = []
    for call in reading.sheets.calls:
        if attribute(call.note, "type") != "source":
            notes.append(footnote(call))
    attached = [part.lines[0] for part in reading.found if part.attached and part.role == "head"]
    number = _NUMBER.match(heading)
    editorial = attribute(div, "subtype") == "editorial-note" or "editorial note" in heading.lower()
    return Publication(
        volume,
        attribute(div, ID),
        attribute(div, "n") or (number[1] if number else ""),
        heading,
        "editorial-note" if editorial else "historical-document",
        chapter,
        source,
        tuple(notes),
        tuple(reading.sheets.printed),
        tuple(attached),
    )


def _fields(reading: Reading, head: list[Part], heading: str, source: SourceNote | None) -> dict[str, object]:
    """The fields of the record, by name; and what each line of the document is."""
    found = [part for part in reading.found if part not in head]
    when = _dateline(reading, found)
    fields: dict[str, object] = {"title": _title(reading, head, heading, when)}
    fields |= {name: value for name, value in when.fields().items() if value}
    if source:
        level = source.level
        fields["banner"] = level.upper() if level and not level.lower().startswith("no class") else None
        fields |= {"captions": tuple(c.upper() for c in source.captions), "drafting": source.drafting}
    typed = take_head(reading, found)
    top = header(reading, found, _NUMBER.sub("", heading))
    if top.subject is None:
        top.subject = typed
    people: tuple[Participant, ...] = top.participants
    body = _body(reading, found, fields)
    spoken = said(reading.sheets, body, " ".join(person.printed for person in people))
    reading.runs += spoken.runs
    return fields | structs.asdict(top) | spoken.fields


def _body(reading: Reading, found: list[Part], fields: dict[str, object]) -> list[Part]:
    """The parts of the body; what else stands between them is put where it belongs."""
    body: list[Part] = []
    for part in found:
        text = part.text(reading.sheets)
        if part.role in ("signed", "salute", "byline"):
            reading.put("signature", part)
        elif part.role in ("note", "field"):
            reading.put("field", part)
        elif part.role == "unread":
            reading.put("unread", part)
        elif part.role in ("p", "item", "row", "head", "ab", "lg", "l", "quote") or part.attached:
            if not body and part.role == "p" and TITLE.match(text) and len(text) < 90:
                span = reading.put("title", part)
                fields["title"] = text
                reading.note("title", span)
            elif not body and part.role == "p" and LETTERHEAD.match(text):
                reading.put("letterhead", part)
            elif not body and part.role == "p" and LEADING.match(text) and len(text) < 160:
                reading.put("field", part)
            elif _END.match(text):
                reading.put("end_marker", part)
                fields["end_marker"] = True
            else:
                body.append(part)
    return body


def _dateline(reading: Reading, found: list[Part]) -> When:
    """When and where, from the first dateline of the document's own."""
    own = [part for part in found if part.role == "dateline" and not part.attached]
    for part in own[1:]:
        reading.put("field", part)
    if not own:
        return When()
    span = reading.put("date", own[0])
    when = when_of(own[0].element, reading.text(span))
    for path in ("date", "time_start", "time_end", "place", "date_time_place_as_printed"):
        if getattr(when, "printed" if path.startswith("date_") else path):
            reading.note(path, span)
    return when


def _title(reading: Reading, head: list[Part], heading: str, when: When) -> str | None:
    """The heading without the number, and without the place and date that some volumes put behind it."""
    number = _NUMBER.match(heading)
    start = number.end() if number else 0
    end = len(heading)
    if when.place and f", {when.place}," in heading:
        end = heading.index(f", {when.place},")
    if not head or not heading[start:end]:
        return None
    if len(head[0].lines) == 1:
        line = head[0].lines[0]
        reading.note("title", Span((Piece(line, start, end),)))
    return heading[start:end]


def form_of(heading: str) -> Form:
    """The form of a paper, from the words of its heading."""
    bare = _NUMBER.sub("", heading)
    for pattern, form in _FORMS:
        if re.search(pattern, bare, re.IGNORECASE):
            return form
    return "other"
