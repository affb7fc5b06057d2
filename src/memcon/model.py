"""The nouns of memcon: what a file, a page, a line and a record are.

Everything here is a frozen value; nothing here reads, writes or decides. Units, wherever a number stands:

* a **box** is in page pixels at the page's ``dpi``, left, top, right, bottom, the origin at the top left of
  the upright page (`Page.points` turns it into PDF points);
* a **confidence** is a probability from 0 to 1 that the value is right;
* a **time** is 24-hour local time as ``HH:MM``, a **date** is ISO ``YYYY-MM-DD``;
* a **page number** counts from 1, a **line number** counts from 0 over the whole document.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct, structs

SCHEMA_VERSION = 1

Kind = Literal["pdf", "image", "text", "tei"]
Reader = Literal["text", "layer", "ocr", "both", "image", "person"]
"""Who said so: a text file, the PDF's own text layer, OCR, both alike, the page's image, a person."""
Ink = Literal["typed", "stamp", "hand"]
Mark = str
"""A portion mark without its brackets: ``U``, ``C``, ``S``, ``TS``, ``LOU``, ``S/NF`` …"""


class Box(Struct, frozen=True, array_like=True, gc=False, order=True):
    """A rectangle on a page, in page pixels."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        return self.right - self.left

    @property
    def height(self) -> int:
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """The height on the page of the box's middle, in pixels from the top."""
        return (self.top + self.bottom) / 2

    def union(self, other: Box) -> Box:
        """The smallest box around both."""
        return Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )

    def holds(self, other: Box) -> bool:
        """Whether `other` lies within this box."""
        return (
            self.left <= other.left
            and self.top <= other.top
            and self.right >= other.right
            and self.bottom >= other.bottom
        )


class Word(Struct, frozen=True, array_like=True, gc=False):
    """One word as read from a page."""

    text: str
    box: Box
    confidence: float = 1.0
    source: Reader = "text"
    other: str | None = None
    """The reading that was not kept, where two readers differ."""
    ink: Ink = "typed"
    struck: bool = False
    """A pen has gone through it."""
    underlined: bool = False


SeenKind = Literal["underline", "rule", "stamp", "hand", "withheld", "covered"]


class Seen(Struct, frozen=True, gc=False):
    """Something on the page's image that is not a word."""

    kind: SeenKind
    box: Box
    text: str = ""
    confidence: float = 1.0
    angle: int = 0
    """Degrees, clockwise, by which it is turned against the page."""
    codes: tuple[str, ...] = ()
    """Exemption codes in or beside a withheld passage, as printed."""


class Page(Struct, frozen=True, gc=False):
    """One page, upright, as words with their places."""

    number: int
    width: int
    height: int
    dpi: int
    words: tuple[Word, ...] = ()
    seen: tuple[Seen, ...] = ()
    reader: Reader = "text"
    """How the words were had: the page's best reader."""
    turned: int = 0
    """Degrees, clockwise, by which the page was turned to stand upright."""
    quality: float = 1.0
    """Share of the words that are not doubtful."""
    text: str = ""
    """The clean text, line by line, struck marks typed as if not struck."""

    def points(self, box: Box) -> tuple[float, float, float, float]:
        """`box` in PDF points (1/72 inch), origin at the top left of the upright page."""
        k = 72 / self.dpi
        return (box.left * k, box.top * k, box.right * k, box.bottom * k)


LineKind = Literal["body", "banner", "page_number", "stamp", "block", "control", "hand", "noise"]
"""``body`` is all that a person typed as the paper's own text, its header included; the rest is furniture."""


class Cell(Struct, frozen=True, array_like=True, gc=False):
    """A run of a line's words with a wide gap before it: a column's entry."""

    start: int
    """Where it begins in the line's text, in characters."""
    left: int
    """Where it begins on the page, in pixels."""


class Line(Struct, frozen=True, gc=False):
    """One printed line."""

    number: int
    page: int
    text: str
    box: Box
    words: tuple[int, ...] = ()
    """Which of the page's words it is made of, in reading order."""
    kind: LineKind = "body"
    indent: float = 0.0
    """How far right of the page's text margin it begins, in characters of its own type."""
    gap: float = 1.0
    """Distance from the line above on its page, in line pitches: 1 follows on, 2 is a blank line."""
    cells: tuple[Cell, ...] = ()
    """Its columns, where it has more than one; the first begins at 0."""


class Piece(Struct, frozen=True, array_like=True, gc=False):
    """Characters ``start:end`` of one line."""

    line: int
    start: int
    end: int


class Span(Struct, frozen=True, gc=False):
    """Where a value stands: pieces of lines, in reading order."""

    pieces: tuple[Piece, ...] = ()


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


Severity = Literal["error", "warning", "note"]


class Diagnostic(Struct, frozen=True, gc=False):
    """What is wrong or doubtful in a document."""

    code: str
    severity: Severity
    message: str
    page: int | None = None
    span: Span = Span()
    evidence: str | None = None
    suggestion: str | None = None


class Source(Struct, frozen=True, gc=False):
    """The file that was read."""

    name: str
    sha256: str
    kind: Kind
    pages: int


class Document(Struct, frozen=True, gc=False):
    """A file as read: its pages, their lines, and the records that these make up."""

    source: Source
    pages: tuple[Page, ...] = ()
    lines: tuple[Line, ...] = ()
    records: tuple[Record, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    schema_version: int = SCHEMA_VERSION

    def text_at(self, span: Span) -> str:
        """The characters that `span` quotes, its pieces joined as `joined` joins lines."""
        at = {line.number: line.text for line in self.lines}
        return joined(at[p.line][p.start : p.end] for p in span.pieces)


def joined(pieces: Iterable[str]) -> str:
    """Printed lines as running text: a blank between them, none after a hyphen that ends a line.

    A hyphen at a line's end is kept, since only a dictionary could say whether it belongs to the word; a
    dash of its own (``--``) is no hyphen.
    """
    text = ""
    for piece in pieces:
        piece = piece.strip()
        if not piece:
            continue
        glued = text.endswith("-") and not text.endswith("--") and text[-2:-1].isalnum()
        text = text + piece if not text or glued else f"{text} {piece}"
    return text


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
