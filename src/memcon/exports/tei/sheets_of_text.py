"""The text of a diplomatic file: the record's elements in their order, each line of them once."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from memcon.exports.entry import ExportEntry
from memcon.exports.tei.building import element, identifier
from memcon.exports.tei.names import Element
from memcon.exports.tei.transcript import Transcript
from memcon.model import Element as Run
from memcon.model import Span, Turn

_MARGINS = {"banner": "banner", "page_number": "pageNum", "control_number": "control"}
_STAMPS = ("stamp", "declassification")
Place = tuple[int, int]
"""A line and a character of it."""


class _Part(Struct):
    """A stretch of text from one place to the next part's, and what becomes of it."""

    begins: Place
    name: str
    path: str = ""
    turn: int | None = None


def write_text(div: Element, entry: ExportEntry) -> None:
    """Put the elements of a record into a ``div``."""
    writer = _Writer(entry)
    writer.transcript.first_gaps(div)
    for run in writer.runs:
        writer.run(div, run)


class _Writer:
    """Knows which turn or paragraph a line belongs to, and writes the elements one by one."""

    def __init__(self, entry: ExportEntry) -> None:
        self.entry = entry
        self.transcript = Transcript(entry, self.finish_pages)
        runs = (run for run in entry.record.elements if any(n in entry.lines for n in run.lines))
        self.runs = sorted(runs, key=lambda run: run.lines[0])
        self._done: set[int] = set()
        self.changed = {change.path: change for change in entry.changes}
        record = entry.record
        self.turns = {n: at for at, turn in enumerate(record.turns) for n in _lines_of(turn)}
        self.paragraphs = {
            piece.line: at for at, said in enumerate(record.paragraphs) for piece in said.span.pieces
        }
        speakers = dict.fromkeys(turn.speaker for turn in record.turns if turn.speaker)
        self.speakers = {name: f"#speaker{number}" for number, name in enumerate(speakers)}

    def finish_pages(self, into: Element, page: int) -> None:
        """Write what stands on the pages before `page` and has not come yet: `into` runs on over the page."""
        for run in self.runs:
            if id(run) not in self._done and all(self.entry.lines[n].page < page for n in run.lines):
                self._within(into, run)

    def _within(self, into: Element, run: Run) -> None:
        """An element in the middle of another one's text."""
        self._done.add(id(run))
        if run.kind in _MARGINS:
            self._lines(element("fw", into=into, type=_MARGINS[run.kind]), run.lines)
        elif run.kind in _STAMPS:
            self._lines(element("stamp", into=into, type=run.kind), run.lines)
        else:
            self._lines(element("seg", into=into, type=run.kind), run.lines)

    def run(self, div: Element, run: Run) -> None:
        """An element by itself, unless it has been written already."""
        if id(run) in self._done:
            return
        self._done.add(id(run))
        lines = run.lines
        if run.kind in _MARGINS:
            for number in lines:
                self._lines(element("fw", into=div, type=_MARGINS[run.kind]), [number])
        elif run.kind in _STAMPS:
            self._lines(element("stamp", into=element("ab", into=div, type=run.kind)), lines)
        elif run.kind == "turn" and lines[0] in self.turns:
            self._turn(div, lines)
        elif run.kind == "paragraph":
            self._paragraph(div, lines)
        elif all(self.entry.lines[n].kind == "hand" for n in lines):
            self._lines(element("add", into=element("ab", into=div, type=run.kind), hand="#hand"), lines)
        else:
            self._lines(element("ab", into=div, type=run.kind), lines)

    def _lines(self, into: Element, lines: Sequence[int]) -> None:
        for number in lines:
            self.transcript.line(into, number)

    def _paragraph(self, div: Element, lines: Sequence[int]) -> None:
        at = self.paragraphs.get(lines[0])
        path = f"paragraphs/{at}/text"
        into = self._corrected(element("p", into=div), path if at is not None else "")
        self._lines(into, lines)

    def _corrected(self, p: Element, path: str) -> Element:
        """Where the paper's own words go: into `p`, or beside what a person says they should be."""
        change = self.changed.get(path)
        if change is None:
            return p
        by = f"#{identifier(f'by-{change.author}')}"
        choice = element("choice", into=p)
        sic = element("sic", into=choice)
        element("corr", change.new, into=choice, resp=by)
        return sic

    def _turn(self, div: Element, lines: Sequence[int]) -> None:
        """A speech; its label, then its paragraphs, each from where it begins to where the next does."""
        number = self.turns[lines[0]]
        turn = self.entry.record.turns[number]
        starts = self._starts(turn, number, lines)
        said = element("sp", into=div) if turn.speaker else div
        if turn.speaker:
            said.set("who", self.speakers[turn.speaker])
        first = starts[0].begins if starts else (lines[0], 0)
        if turn.label.pieces and first > (lines[0], 0) and turn.speaker:
            self._between(element("speaker", into=said), lines, (lines[0], 0), first)
        elif starts:
            starts[0].begins = (lines[0], 0)
        ends = [part.begins for part in starts[1:]] + [(lines[-1] + 1, 0)]
        for part, end in zip(starts, ends, strict=True):
            self._between(self._corrected(element("p", into=said), part.path), lines, part.begins, end)
        if not starts:
            self._lines(element("p", into=said), lines)

    def _starts(self, turn: Turn, number: int, lines: Sequence[int]) -> list[_Part]:
        """Where each paragraph of a turn begins within some lines, in their order."""
        own, starts = set(lines), list[_Part]()
        for at, said in enumerate(turn.paragraphs):
            piece = next((p for p in said.span.pieces if p.line in own), None)
            if piece is None:
                continue
            label = turn.label.pieces[-1] if turn.label.pieces else None
            begins = piece.start if at == 0 and label and label.line == piece.line else 0
            if starts and starts[-1].begins[0] == piece.line:
                begins = piece.start
            starts.append(_Part((piece.line, begins), "p", f"turns/{number}/paragraphs/{at}/text"))
        return starts

    def _between(self, into: Element, lines: Sequence[int], begins: Place, ends: Place) -> None:
        """The text from one place up to another."""
        for number in lines:
            if number < begins[0] or number > ends[0] or (number == ends[0] and ends[1] == 0):
                continue
            start = begins[1] if number == begins[0] else 0
            end = ends[1] if number == ends[0] else None
            self.transcript.line(into, number, start, end)


def _lines_of(turn: Turn) -> set[int]:
    spans: list[Span] = [turn.label, *(paragraph.span for paragraph in turn.paragraphs)]
    return {piece.line for span in spans for piece in span.pieces}
