"""What a rule may ask of a paper: its passages, its lines, where a word stands, how surely it was read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import cached_property

from msgspec import Struct

from memcon.authority import Authority
from memcon.checks.rules import rules
from memcon.model import (
    DOUBTFUL,
    Box,
    Diagnostic,
    Document,
    ElementKind,
    Line,
    Page,
    Paragraph,
    Piece,
    Record,
    Severity,
    Span,
    Turn,
)

_SOFTER: dict[Severity, Severity] = {"error": "warning", "warning": "note", "note": "note"}


class Passage(Struct, frozen=True):
    """One paragraph of a body with what stands around it."""

    paragraph: Paragraph
    turn: Turn | None = None
    """The turn it belongs to; None in a narrative."""
    first: bool = True
    """Whether it opens its turn."""


class File:
    """A document with its lines and pages at hand."""

    def __init__(self, document: Document, authority: Authority) -> None:
        self.document = document
        self.authority = authority
        self.lines = {line.number: line for line in document.lines}
        self.pages = {page.number: page for page in document.pages}
        self.papers = [Paper(self, number, record) for number, record in enumerate(document.records, 1)]

    @cached_property
    def by_page(self) -> dict[int, list[Line]]:
        """The lines of each page."""
        found: dict[int, list[Line]] = {page.number: [] for page in self.document.pages}
        for line in self.document.lines:
            found.setdefault(line.page, []).append(line)
        return found

    def find(
        self,
        code: str,
        message: str,
        at: Span | Line | Iterable[Line] | None = None,
        *,
        page: int | None = None,
        record: int | None = None,
        evidence: str | None = None,
        suggestion: str | None = None,
        softer: bool = False,
    ) -> Diagnostic:
        """A diagnostic of the rule `code`.

        Its severity is the rule's; `softer` makes it one step less, and so does a word read doubtfully where
        the rule would call it an error: what may be a misreading is no error of the paper.
        """
        span = span_of(at)
        severity = rules()[code].severity
        if softer or (severity == "error" and not self.sure(span)):
            severity = _SOFTER[severity]
        pieces = [p for p in span.pieces if p.line in self.lines]
        if pieces:
            page = self.lines[pieces[0].line].page
        box = self._box(pieces, page)
        return Diagnostic(code, severity, message, page, span, evidence, suggestion, record, box)

    def _box(self, pieces: Iterable[Piece], page: int | None) -> Box | None:
        boxes = [self._boxed(p) for p in pieces if self.lines[p.line].page == page]
        whole: Box | None = None
        for box in boxes:
            whole = box if whole is None else whole.union(box)
        return whole

    def _boxed(self, piece: Piece) -> Box:
        """Where the words under a piece stand; the whole line where it has no words."""
        line = self.lines[piece.line]
        sheet = self.pages.get(line.page)
        found: Box | None = None
        for index in self._words(piece) if sheet else ():
            box = sheet.words[index].box if sheet else line.box
            found = box if found is None else found.union(box)
        return found or line.box

    def _words(self, piece: Piece) -> Iterator[int]:
        """The indexes, on their page, of the words under a piece."""
        line = self.lines[piece.line]
        page = self.pages.get(line.page)
        at = 0
        for index in line.words if page else ():
            end = at + len(page.words[index].text) if page else at
            if at < piece.end and end > piece.start:
                yield index
            at = end + 1

    def sure(self, span: Span) -> bool:
        """Whether every word under a span was read without doubt."""
        for piece in span.pieces:
            if piece.line in self.lines:
                page = self.pages.get(self.lines[piece.line].page)
                if page and any(page.words[i].confidence < DOUBTFUL for i in self._words(piece)):
                    return False
        return True


def span_of(at: Span | Line | Iterable[Line] | None) -> Span:
    """A place given as a span, a line or lines, as a span; nothing as the empty one."""
    if at is None:
        return Span()
    if isinstance(at, Span):
        return at
    lines = [at] if isinstance(at, Line) else list(at)
    return Span(tuple(Piece(line.number, 0, len(line.text)) for line in lines))


class Paper:
    """One record of a file."""

    def __init__(self, file: File, number: int, record: Record) -> None:
        self.file = file
        self.number = number
        self.record = record

    @property
    def authority(self) -> Authority:
        return self.file.authority

    @cached_property
    def on(self) -> dt.date | None:
        """The day of the talk, None where none is given or the calendar has no such day."""
        try:
            return dt.date.fromisoformat(self.record.date) if self.record.date else None
        except ValueError:
            return None

    @property
    def is_talk(self) -> bool:
        """Whether the record is of a conversation."""
        return self.record.form in ("memcon", "telcon")

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The paragraphs of the body in their order: of turns, else of the narrative or list."""
        spoken = [
            Passage(paragraph, turn, n == 0)
            for turn in self.record.turns
            for n, paragraph in enumerate(turn.paragraphs)
        ]
        told = [Passage(paragraph) for paragraph in self.record.paragraphs]
        return tuple(
            sorted((*spoken, *told), key=lambda p: p.paragraph.span.pieces[:1])
            if told and spoken
            else spoken or told
        )

    @cached_property
    def sheets(self) -> tuple[Page, ...]:
        """The pages of the record."""
        first, last = self.record.pages
        return tuple(self.file.pages[n] for n in range(first, last + 1) if n in self.file.pages)

    @cached_property
    def _kinds(self) -> dict[str, list[Line]]:
        found: dict[str, list[Line]] = {}
        lines = self.file.lines
        for element in self.record.elements:
            found.setdefault(element.kind, []).extend(lines[n] for n in element.lines if n in lines)
        return found

    def lines(self, *kinds: ElementKind) -> list[Line]:
        """The lines of the record's elements of these kinds, in the order of the page."""
        return sorted((x for kind in kinds for x in self._kinds.get(kind, ())), key=lambda line: line.number)

    def place(self, printed: str | None, *kinds: ElementKind) -> Span:
        """Where `printed` stands in lines of these kinds; the first of them where it is not found."""
        lines = self.lines(*kinds)
        for line in lines if printed else ():
            at = line.text.find(printed or "")
            if at >= 0:
                return Span((Piece(line.number, at, at + len(printed or "")),))
        return span_of(lines[0]) if lines else Span()

    def within(self, span: Span, text: str, start: int, end: int) -> Span:
        """Where the characters `start:end` of `text`, which `span` quotes line by line, stand.

        The whole of `span` where the text has been changed on its way and the words are not found there.
        """
        wanted = text[start:end]
        for piece in span.pieces:
            line = self.file.lines.get(piece.line)
            at = line.text.find(wanted, piece.start, piece.end) if line else -1
            if at >= 0 and (
                text.count(wanted) == 1 or _offset(self, span, piece, at) >= start - 2 * len(span.pieces)
            ):
                return Span((Piece(piece.line, at, at + len(wanted)),))
        return span

    def find(
        self,
        code: str,
        message: str,
        at: Span | Line | Iterable[Line] | None = None,
        *,
        page: int | None = None,
        evidence: str | None = None,
        suggestion: str | None = None,
        softer: bool = False,
    ) -> Diagnostic:
        """A diagnostic about this record, as `File.find` makes it; without a place, on its first page."""
        return self.file.find(
            code,
            message,
            at,
            page=page or self.record.pages[0],
            record=self.number,
            evidence=evidence,
            suggestion=suggestion,
            softer=softer,
        )


def _offset(paper: Paper, span: Span, piece: Piece, at: int) -> int:
    """How many characters of `span` stand before the place `at` of `piece`'s line, its blanks between lines
    counted once."""
    before = 0
    for other in span.pieces:
        if other == piece:
            return before + at - piece.start
        before += other.end - other.start + 1
    return before
