"""What is exported: a record, the document in which it stands, and what the archive knows of it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property

from msgspec import Struct, field

from memcon.model import Document, Line, Page, Record, Span


class ExportChange(Struct, frozen=True):
    """A correction by a person: what stands at `path` of the record now, and what the machine had there."""

    path: str
    old: str
    new: str
    author: str
    at: str = ""
    why: str = ""


class ExportEntry(Struct, frozen=True, dict=True):
    """A record to be exported. `record` is as corrected, `document` as read."""

    record: Record
    document: Document
    id: str
    """Short id, as ``memcon list`` shows it."""
    provenance: Mapping[str, str] = field(default_factory=dict[str, str])
    """What the scan does not show, by the archive's names: ``repository``, ``collection``, ``box`` …"""
    changes: tuple[ExportChange, ...] = ()
    path: str | None = None
    """Where the file lies, where that is known: the formats that show the page's own image need it."""

    @cached_property
    def lines(self) -> dict[int, Line]:
        """Every line of the document, by its number."""
        return {line.number: line for line in self.document.lines}

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """The record's own pages."""
        first, last = self.record.pages
        return tuple(page for page in self.document.pages if first <= page.number <= last)

    @property
    def slug(self) -> str:
        """The id as a name that files, XML and BibTeX take: letters, digits and hyphens, a letter first."""
        return "r" + re.sub(r"[^0-9A-Za-z]+", "-", self.id).strip("-")

    def text_at(self, span: Span) -> str:
        """What `span` quotes; empty where the document has not all of its lines."""
        if all(piece.line in self.lines for piece in span.pieces):
            return self.document.text_at(span)
        return ""

    def unread(self) -> list[Line]:
        """The lines of the record that no rule understood, in order."""
        numbers = (n for e in self.record.elements if e.kind == "unread" for n in e.lines)
        return [self.lines[n] for n in numbers if n in self.lines and self.lines[n].text.strip()]


def by_document(entries: Sequence[ExportEntry]) -> list[tuple[Document, list[ExportEntry]]]:
    """The entries, those of one file together, in the order in which the files first appear."""
    found: dict[str, tuple[Document, list[ExportEntry]]] = {}
    for entry in entries:
        found.setdefault(entry.document.source.sha256, (entry.document, []))[1].append(entry)
    return list(found.values())
