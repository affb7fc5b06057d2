"""The nouns of memcon: what a file, a page, a line and a record are.

Everything here is a frozen value; nothing here reads, writes or decides. Units, wherever a number stands:

* a **box** is in page pixels at the page's ``dpi``, left, top, right, bottom, the origin at the top left of
  the upright page (`Page.points` turns it into PDF points);
* a **confidence** is a probability from 0 to 1 that the value is right;
* a **time** is 24-hour local time as ``HH:MM``, a **date** is ISO ``YYYY-MM-DD``;
* a **page number** counts from 1, a **line number** counts from 0 over the whole document.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from memcon.model.pages import (
    Box,
    Cell,
    Ink,
    Line,
    LineKind,
    Mark,
    Page,
    Piece,
    Reader,
    Seen,
    SeenKind,
    Span,
    Word,
    joined,
)
from memcon.model.papers import (
    ClassificationBlock,
    Declassification,
    Element,
    ElementKind,
    Evidence,
    Extent,
    Form,
    Heading,
    Holdings,
    Paragraph,
    Participant,
    Record,
    Style,
    Turn,
    WithdrawalRow,
    Withheld,
    bare,
)
from memcon.model.published import (
    Footnote,
    PrintedPage,
    Publication,
    SourceNote,
    Volume,
    VolumeEntry,
)

SCHEMA_VERSION = 1

DOUBTFUL = 0.75
"""A word or mark of less confidence is doubtful: a person should look at it."""

Kind = Literal["pdf", "image", "text", "tei"]
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
    record: int | None = None
    """Which of the document's records it is about, the first being 1; None for the file as a whole."""
    box: Box | None = None
    """Where `span` stands on `page`."""


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
    volume: Volume | None = None
    """The published volume that the file is, where it is one."""

    def text_at(self, span: Span) -> str:
        """The characters that `span` quotes, its pieces joined as `joined` joins lines."""
        return joined(self._line(p.line)[p.start : p.end] for p in span.pieces)

    def _line(self, number: int) -> str:
        """A line's text: lines are numbered through, so that a line mostly stands at its own number."""
        if number < len(self.lines) and self.lines[number].number == number:
            return self.lines[number].text
        found = {line.number: line.text for line in self.lines}
        return found[number]


__all__ = [
    "DOUBTFUL",
    "SCHEMA_VERSION",
    "Box",
    "Cell",
    "ClassificationBlock",
    "Declassification",
    "Diagnostic",
    "Document",
    "Element",
    "ElementKind",
    "Evidence",
    "Extent",
    "Footnote",
    "Form",
    "Heading",
    "Holdings",
    "Ink",
    "Kind",
    "Line",
    "LineKind",
    "Mark",
    "Page",
    "Paragraph",
    "Participant",
    "Piece",
    "PrintedPage",
    "Publication",
    "Reader",
    "Record",
    "Seen",
    "SeenKind",
    "Severity",
    "Source",
    "SourceNote",
    "Span",
    "Style",
    "Turn",
    "Volume",
    "VolumeEntry",
    "WithdrawalRow",
    "Withheld",
    "Word",
    "bare",
    "joined",
]
