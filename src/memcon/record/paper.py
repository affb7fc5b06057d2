"""One paper: its lines become a record, every line in exactly one element."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import structs

from memcon.model import (
    ClassificationBlock,
    Element,
    ElementKind,
    Evidence,
    Form,
    Line,
    Record,
    Withheld,
)
from memcon.record.body import Body, read_body
from memcon.record.cable import Cable, read_cable
from memcon.record.ending import Ending, split_ending
from memcon.record.fields import Values, lines_of, people_of, read_fields
from memcon.record.forms import Extent, is_status
from memcon.record.header import Header, find_header
from memcon.record.reading import Reading, span, whole
from memcon.record.release import Furniture, read_banner, read_block, read_furniture, turned_stamps
from memcon.record.sheets import withdrawal_rows
from memcon.record.withheld import codes_on, is_bare, is_code_line, withheld_at, withheld_in, withheld_seen

_FURNITURE: dict[str, ElementKind] = {
    "banner": "banner",
    "page_number": "page_number",
    "stamp": "stamp",
    "block": "classification_block",
    "control": "control_number",
    "hand": "declassification",
    "noise": "unread",
}
_FIELD_KINDS: dict[str, ElementKind] = {
    "subject": "subject",
    "participants": "participants",
    "notetakers": "notetakers",
    "interpreters": "interpreters",
    "date": "date",
    "time": "date",
    "place": "place",
    "from": "from",
    "to": "addressees",
    "drafting": "drafting",
}
_DECL = re.compile(r"\b[DO0]EC[A-Z]\b|declassify\s+on", re.I)


class Assigned:
    """Which element each line belongs to; the first claim on a line holds."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._order = [line.number for line in lines]
        self._kind: dict[int, tuple[ElementKind, int]] = {}

    def claim(self, lines: Iterable[Line | int], kind: ElementKind, group: int = 0) -> None:
        """Give `lines` to an element of `kind`; `group` keeps neighbours of one kind apart."""
        for line in lines:
            number = line if isinstance(line, int) else line.number
            self._kind.setdefault(number, (kind, group))

    def elements(self) -> tuple[Element, ...]:
        """The elements in order of their first line; unclaimed lines are ``unread``."""
        found: dict[tuple[ElementKind, int, int], list[int]] = {}
        run = 0
        last: tuple[ElementKind, int] | None = None
        for number in self._order:
            kind = self._kind.get(number, ("unread", 0))
            if kind[0] in ("turn", "paragraph", "participants", "subject"):
                found.setdefault((*kind, -1), []).append(number)
                continue
            if kind != last:
                run += 1
            last = kind
            found.setdefault((*kind, run), []).append(number)
        return tuple(Element(kind, tuple(numbers)) for (kind, _, _), numbers in found.items())


def read_paper(reading: Reading, extent: Extent, lines: Sequence[Line]) -> Record:
    """The record that `lines`, those of the pages of `extent`, make."""
    assigned = Assigned(lines)
    for line in lines:
        if line.kind != "body":
            assigned.claim([line], _FURNITURE[line.kind], line.page)
    pages = [page for n in range(extent.first, extent.last + 1) if (page := reading.page(n))]
    furniture = read_furniture(lines, turned_stamps(pages))
    body = [line for line in lines if line.kind == "body"]
    if extent.form == "cable":
        return _cable_record(reading, extent, lines, body, furniture, assigned)
    if extent.form in ("withdrawal_sheet", "marker", "cover_sheet"):
        return _sheet_record(reading, extent, lines, body, furniture, assigned)
    return _typed_record(reading, extent, lines, body, furniture, assigned)


def _typed_record(
    reading: Reading,
    extent: Extent,
    lines: Sequence[Line],
    body: Sequence[Line],
    furniture: Furniture,
    assigned: Assigned,
) -> Record:
    header = find_header(reading, body)
    values = read_fields(reading, header)
    ending = split_ending(_without_codes(header.body, assigned))
    people = (*values.participants, *people_of((*values.interpreters, *values.notetakers)))
    text = read_body(reading, ending.body, extent.form, people)
    _claim_header(assigned, header)
    _claim_body(assigned, text)
    _claim_ending(assigned, ending)
    banner, captions = _typed_banner(header, furniture)
    record = Record(
        pages=(extent.first, extent.last),
        form=extent.form,
        letterhead=tuple(line.text for line in header.letterhead),
        title=_title(reading, extent.form, header, text),
        control_number=furniture.control_number,
        banner=banner,
        captions=captions,
        style=text.style,
        turns=text.turns,
        paragraphs=text.paragraphs,
        headings=text.headings,
        end_marker=ending.marked,
        drafting=_drafting(reading, header, ending),
        classification_block=furniture.block,
        declassification=furniture.declassification,
        stamps=furniture.stamps,
        withheld=_withheld(reading, extent, lines),
        holdings=ending.holdings,
        elements=assigned.elements(),
        evidence=_evidence(reading, header, values.evidence),
    )
    return _with_values(record, values, ending)


def _without_codes(lines: Sequence[Line], assigned: Assigned) -> list[Line]:
    """`lines` without a reviewer's codes beside a blank, which are no words of the paper."""
    codes = [line for line in lines if is_code_line(line.text)]
    assigned.claim(codes, "declassification")
    return [line for line in lines if line not in codes and not _RULE.fullmatch(line.text)]


_RULE = re.compile(r"(?:[*_=~•#-]\s*){3,}")
"""A row of stars or strokes between two parts of a talk: nobody's words."""


def _with_values(record: Record, values: Values, ending: Ending) -> Record:
    """`record` with what its header says."""
    return structs.replace(
        record,
        subject=values.subject,
        subject_mark=values.subject_mark,
        subject_struck=values.subject_struck,
        addressees=values.addressees,
        from_=values.sender or ending.signed,
        participants=values.participants,
        interpreters=values.interpreters,
        notetakers=values.notetakers,
        date=values.when.date,
        time_start=values.when.start,
        time_end=values.when.end,
        tz=values.when.zone,
        weekday=values.when.weekday,
        date_time_place_as_printed=values.printed,
        place=values.place,
    )


def _claim_header(assigned: Assigned, header: Header) -> None:
    assigned.claim(header.letterhead, "letterhead")
    assigned.claim(header.title, "title")
    assigned.claim(header.dateline, "date")
    assigned.claim(header.parties, "participants")
    for number, field in enumerate(header.fields):
        kind = _FIELD_KINDS.get(field.name, "field")
        assigned.claim((line for line, _ in field.rows), kind, 0 if kind == "participants" else number)


def _claim_body(assigned: Assigned, body: Body) -> None:
    for number, (kind, group) in body.kinds.items():
        if kind == "turn":
            assigned.claim([number], "turn", group)
        elif kind == "heading":
            assigned.claim([number], "heading", group)
        else:
            assigned.claim([number], "paragraph", group)


def _claim_ending(assigned: Assigned, ending: Ending) -> None:
    if ending.marker is not None:
        assigned.claim([ending.marker], "end_marker")
    assigned.claim(ending.signature, "signature")
    assigned.claim(ending.drafting, "drafting")
    assigned.claim(ending.tail, "holdings")


def _typed_banner(header: Header, furniture: Furniture) -> tuple[str | None, tuple[str, ...]]:
    """The furniture's banner, else a level that a header's field or a stray line above the title gives."""
    if furniture.banner is not None:
        return furniture.banner, furniture.captions
    classed = [line.text[start:] for f in header.fields if f.name == "class" for line, start in f.rows]
    banner, captions = read_banner([text for text in classed if len(text) < 40])
    return banner, captions if banner else furniture.captions


def _title(reading: Reading, form: Form, header: Header, body: Body) -> str | None:
    if header.title:
        return reading.quote(whole(line) for line in header.title)
    kind = next((x.text for x in header.stray if re.fullmatch(r"\W*(?:\w+ )?MEMORANDUM\W*", x.text)), None)
    if kind:
        return kind.strip()
    if form in ("paper", "other"):
        return next((h.text for h in body.headings if _worded(h.text) and not is_status(h.text)), None)
    return None


def _worded(text: str) -> bool:
    """Whether most of a heading's letters stand in words: the dots of a perforation do not."""
    letters = sum(c.isalpha() for c in text)
    return letters > 0 and sum(map(len, re.findall(r"[A-Za-z]{4,}", text))) >= 0.5 * letters


def _drafting(reading: Reading, header: Header, ending: Ending) -> str | None:
    rows = [*lines_of(header.fields, "drafting"), *ending.drafting]
    return "\n".join(reading.quote([whole(line)]) for line in rows) or None


def _withheld(reading: Reading, extent: Extent, lines: Sequence[Line]) -> tuple[Withheld, ...]:
    pages = [page for n in range(extent.first, extent.last + 1) if (page := reading.page(n))]
    if extent.form == "paper" and all(is_bare(page, lines) for page in pages):
        return tuple(Withheld(page.number, codes_on(page), "page", 1.0) for page in pages)
    body = [line for line in lines if line.kind == "body"]
    found = withheld_in(body)
    typed = {page.number for page in pages if page.reader == "text"}
    found.extend(withheld_at(line) for line in body if line.page in typed and is_code_line(line.text))
    for page in pages:
        found.extend(withheld_seen(page.seen, page.number, page.dpi / 6))
    return tuple(sorted(found, key=lambda w: w.page))


def _evidence(reading: Reading, header: Header, found: list[Evidence]) -> tuple[Evidence, ...]:
    if header.title:
        pieces = [whole(line) for line in header.title]
        found = [Evidence("title", span(pieces), reading.sure(pieces)), *found]
    return tuple(found)


def _cable_record(
    reading: Reading,
    extent: Extent,
    lines: Sequence[Line],
    body: Sequence[Line],
    furniture: Furniture,
    assigned: Assigned,
) -> Record:
    cable: Cable = read_cable(body)
    text = read_body(reading, cable.body, "cable", ())
    assigned.claim(cable.subject_lines, "subject")
    _claim_body(assigned, text)
    assigned.claim(cable.header, "cable_header")
    assigned.claim(cable.signature, "signature")
    assigned.claim(cable.furniture, "cable_header", 1)
    when = cable.when
    banner, _ = read_banner([*cable.levels, *(furniture.banner or "").splitlines()])
    return Record(
        pages=(extent.first, extent.last),
        form="cable",
        title=cable.title,
        control_number=cable.control_number,
        banner=banner or furniture.banner,
        captions=tuple(dict.fromkeys((*cable.captions, *furniture.captions))),
        subject=cable.subject,
        addressees=tuple(cable.addressees),
        from_=cable.sender,
        date=when.date if when else None,
        date_time_place_as_printed=cable.printed,
        style="narrative" if text.paragraphs else None,
        paragraphs=text.paragraphs,
        headings=text.headings,
        classification_block=_cable_block(lines, furniture.block),
        declassification=furniture.declassification,
        stamps=furniture.stamps,
        withheld=_withheld(reading, extent, lines),
        elements=assigned.elements(),
    )


def _cable_block(lines: Sequence[Line], block: ClassificationBlock | None) -> ClassificationBlock | None:
    """A cable's ``E.O. 12356: DECL: OADR`` is its classification block."""
    typed = [x.text for x in lines[:80] if _DECL.search(x.text) or x.kind == "block"]
    return read_block(typed) or block


def _sheet_title(body: Sequence[Line]) -> str | None:
    """What a sheet calls itself: the line that says so, else its first."""
    return next((x.text for x in body[:8] if "withdrawal" in x.text.lower()), body[0].text if body else None)


def _sheet_record(
    reading: Reading,
    extent: Extent,
    lines: Sequence[Line],
    body: Sequence[Line],
    furniture: Furniture,
    assigned: Assigned,
) -> Record:
    rows = withdrawal_rows(reading, lines) if extent.form == "withdrawal_sheet" else ()
    if extent.form == "withdrawal_sheet":
        assigned.claim(body, "withdrawal")
        return Record(
            pages=(extent.first, extent.last),
            form=extent.form,
            title=_sheet_title(body),
            style="list",
            declassification=furniture.declassification,
            withdrawals=rows,
            elements=assigned.elements(),
        )
    text = read_body(reading, body, extent.form, ())
    _claim_body(assigned, text)
    return Record(
        pages=(extent.first, extent.last),
        form=extent.form,
        title=text.headings[0].text if text.headings else None,
        control_number=furniture.control_number,
        banner=furniture.banner,
        style=text.style,
        paragraphs=text.paragraphs,
        headings=text.headings,
        declassification=furniture.declassification,
        stamps=furniture.stamps,
        elements=assigned.elements(),
    )
