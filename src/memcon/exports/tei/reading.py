"""A document of a volume on its way to a record: its parts, and what has been said of its lines so far."""

from __future__ import annotations

from msgspec import Struct, field

from memcon.exports.tei.flow import Sheets
from memcon.exports.tei.parts import Part
from memcon.model import Element, ElementKind, Evidence, Span, joined


class Reading(Struct):
    """A document's parts; `runs` says what their lines are, `evidence` where each field stands."""

    sheets: Sheets
    found: list[Part]
    runs: list[Element] = field(default_factory=list[Element])
    evidence: list[Evidence] = field(default_factory=list[Evidence])

    def put(self, kind: ElementKind, *those: Part) -> Span:
        """Say what the lines of some parts are; where they stand."""
        lines = tuple(n for part in those for n in part.lines)
        if lines:
            self.runs.append(Element(kind, lines))
        return Span(tuple(piece for part in those for piece in part.span(self.sheets).pieces))

    def text(self, span: Span) -> str:
        """What a span quotes."""
        return joined(self.sheets.lines[p.line].text[p.start : p.end] for p in span.pieces)

    def note(self, path: str, span: Span) -> None:
        """Where a field of the record stands."""
        self.evidence.append(Evidence(path, span, said_by="rule:tei"))
