"""Records: what a paper says, and where each value stands."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct, structs

from memcon.model.pages import Box, Mark, Span
from memcon.model.published import Publication


class Evidence(Struct, frozen=True, gc=False):
    """Where one field of a record stands, how sure it is, and who said so."""

    path: str
    """The field, as a path in the record's JSON: ``date``, ``participants/0``."""
    span: Span
    confidence: float = 1.0
    said_by: str = "rule"
    """``rule:NAME``, or ``person:NAME`` for a correction."""
    other: str | None = None


Form = Literal[
    "telcon",
    "memcon",
    "summary_of_conclusions",
    "memorandum",
    "cable",
    "paper",
    "cover_sheet",
    "marker",
    "withdrawal_sheet",
    "other",
]
Style = Literal["dialogue", "narrative", "list"]
Extent = Literal["words", "lines", "paragraphs", "page"]


class Participant(Struct, frozen=True, gc=False):
    """One entry of the list of participants."""

    printed: str
    """Title, name and office as printed, on one line."""
    group: str | None = None
    """The country, agency or side under whose heading it stands."""
    name: str | None = None
    """The bare name, without title and office; null for an unnamed one ("Interpreter")."""
    office: str | None = None
    role: str | None = None
    """``interpreter`` or ``notetaker``, where the list says so."""
    span: Span = Span()


class Paragraph(Struct, frozen=True, gc=False):
    """One paragraph of the body, its mark and item number taken out of the text."""

    text: str
    mark: Mark | None = None
    struck: bool = False
    page: int = 1
    item: str | None = None
    """The number, letter or dash that opens it: ``1.``, ``(a)``, ``--``."""
    span: Span = Span()
    confidence: float = 1.0
    """How sure the mark is."""


class Turn(Struct, frozen=True, gc=False):
    """What one speaker says in one go; speaker null for a stage direction."""

    speaker: str | None
    page: int
    paragraphs: tuple[Paragraph, ...]
    label: Span = Span()
    """Where the speaker's label stands."""


class Heading(Struct, frozen=True, gc=False):
    """A heading that stands alone between paragraphs."""

    text: str
    page: int
    span: Span = Span()


class ClassificationBlock(Struct, frozen=True, gc=False):
    """The lines that say who classified the paper and until when, as printed."""

    classified_by: str | None = None
    reason: str | None = None
    declassify_on: str | None = None
    derived_from: str | None = None


class Declassification(Struct, frozen=True, gc=False):
    """What a release stamp says."""

    authority: str | None = None
    case: str | None = None
    date: str | None = None
    reviewer: str | None = None
    release: str | None = None
    """The release words, as printed: ``RELEASE IN PART``, ``DECLASSIFIED IN PART``."""
    doc_number: str | None = None


class Withheld(Struct, frozen=True, gc=False):
    """One passage that the released copy does not show."""

    page: int
    exemptions: tuple[str, ...] = ()
    extent: Extent = "words"
    amount: float | None = None
    """How many words, lines, paragraphs or pages, in the unit of `extent`."""
    box: Box | None = None
    span: Span = Span()


class WithdrawalRow(Struct, frozen=True, gc=False):
    """One document on a withdrawal sheet; a struck row was released later."""

    number: str
    type: str | None = None
    title: str | None = None
    date: str | None = None
    restriction: str | None = None
    struck: bool = False


ElementKind = Literal[
    "letterhead",
    "banner",
    "control_number",
    "title",
    "addressees",
    "from",
    "subject",
    "participants",
    "notetakers",
    "interpreters",
    "date",
    "place",
    "field",
    "turn",
    "paragraph",
    "heading",
    "end_marker",
    "classification_block",
    "declassification",
    "stamp",
    "page_number",
    "cable_header",
    "drafting",
    "signature",
    "withdrawal",
    "holdings",
    "unread",
]


class Element(Struct, frozen=True, gc=False):
    """A run of whole lines and what they are. A record's elements cover each of its lines once."""

    kind: ElementKind
    lines: tuple[int, ...]


class Holdings(Struct, frozen=True, gc=False):
    """The page or tail that a repository has added: whose copy this is and where it was posted."""

    holder: str | None = None
    title: str | None = None
    date: str | None = None


class Record(Struct, frozen=True, gc=False, rename={"from_": "from"}):
    """One paper of a file. Fields are as printed, wrapped lines joined by a blank; null where none is."""

    pages: tuple[int, int]
    form: Form
    letterhead: tuple[str, ...] = ()
    title: str | None = None
    control_number: str | None = None
    banner: str | None = None
    """The overall level as originally marked, struck or not."""
    captions: tuple[str, ...] = ()
    """What stands beside the level and is none: ``NODIS``, ``SENSITIVE``, ``XGDS`` …"""
    subject: str | None = None
    subject_mark: Mark | None = None
    subject_struck: bool = False
    addressees: tuple[str, ...] = ()
    from_: str | None = None
    participants: tuple[Participant, ...] = ()
    interpreters: tuple[str, ...] = ()
    notetakers: tuple[str, ...] = ()
    date: str | None = None
    time_start: str | None = None
    time_end: str | None = None
    tz: str | None = None
    weekday: str | None = None
    date_time_place_as_printed: str | None = None
    place: str | None = None
    style: Style | None = None
    turns: tuple[Turn, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    headings: tuple[Heading, ...] = ()
    end_marker: bool = False
    drafting: str | None = None
    """Who drafted, cleared and approved it, as printed."""
    classification_block: ClassificationBlock | None = None
    declassification: Declassification | None = None
    stamps: tuple[str, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    withdrawals: tuple[WithdrawalRow, ...] = ()
    holdings: Holdings | None = None
    elements: tuple[Element, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    publication: Publication | None = None
    """Its place in a published edition, where it was read from one."""


def bare(record: Record) -> Record:
    """What the paper says, without where it stands: two readings of one text are equal when this is."""
    clean = structs.replace

    def paragraphs(items: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
        return tuple(clean(p, span=Span(), confidence=1.0, page=1) for p in items)

    return clean(
        record,
        pages=(1, 1),
        participants=tuple(clean(p, span=Span()) for p in record.participants),
        turns=tuple(
            clean(t, label=Span(), page=1, paragraphs=paragraphs(t.paragraphs)) for t in record.turns
        ),
        paragraphs=paragraphs(record.paragraphs),
        headings=tuple(clean(h, span=Span(), page=1) for h in record.headings),
        withheld=tuple(clean(w, span=Span(), box=None, page=1, amount=None) for w in record.withheld),
        elements=(),
        evidence=(),
    )
