"""A record laid out for reading: its text in order, gaps where they stand, each part linked to its lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from msgspec import Struct, structs

from memcon import DOUBTFUL, Diagnostic, Paragraph, Piece, Record, Shown, Span, Turn, Withheld
from memcon.serve.places import Bit, Places, Printed

SPEAKERS = 8
"""Colours for speakers; a ninth has the first one's again, and its name beside it as all have."""


class Gap(Struct, frozen=True):
    """A withheld passage, measured."""

    number: int
    page: int
    codes: tuple[str, ...]
    measure: str
    """``2 lines``, ``about 5 words``, or what is known."""
    width: float
    """Of the gap as drawn, in em, of one line."""
    lines: int
    """Lines that are drawn."""


class Part(Struct, frozen=True):
    """A paragraph as it is shown."""

    path: str
    """In the record's JSON, which corrections name."""
    anchor: str
    page: int
    item: str | None
    mark: str | None
    struck: bool
    mark_doubt: str
    text: str
    pieces: tuple[Printed | Gap, ...]
    corrected: bool = False
    mark_corrected: bool = False
    remarks: tuple[Diagnostic, ...] = ()
    """What is wrong or doubtful in it."""


class Block(Struct, frozen=True):
    """A turn, a paragraph of a narrative, a heading, a gap between them, or lines that no rule understood."""

    kind: Literal["turn", "direction", "paragraph", "heading", "gap", "unread"]
    anchor: str
    page: int
    parts: tuple[Part, ...] = ()
    speaker: str | None = None
    speaker_path: str = ""
    speaker_corrected: bool = False
    colour: int = 0
    label: tuple[int, ...] = ()
    gap: Gap | None = None


class _Waiting:
    """Gaps in the order of their places, each handed out once."""

    def __init__(self, withheld: Iterable[Withheld], places: Places) -> None:
        found: list[tuple[int, float, Gap]] = []
        for number, one in enumerate(withheld):
            lines = places.lines_of(one.span)
            y = one.box.middle if one.box else places.lines[lines[0]].box.middle if lines else 1e9
            found.append((one.page, y, _gap(number, one)))
        self.gaps = sorted(found, key=lambda entry: entry[:2])

    def before(self, page: int, y: float) -> list[Gap]:
        """Those that stand above a place and have not been handed out."""
        ready = [entry for entry in self.gaps if entry[:2] < (page, y)]
        self.gaps = self.gaps[len(ready) :]
        return [gap for _, _, gap in ready]


def _gap(number: int, one: Withheld) -> Gap:
    amount = one.amount
    unit = one.extent if amount != 1 or one.extent == "page" else one.extent.removesuffix("s")
    measure = (
        f"about {amount:g} {unit}" if amount else {"page": "the page"}.get(one.extent, f"some {one.extent}")
    )
    words = {"words": amount or 2, "lines": 12 * (amount or 1), "paragraphs": 40 * (amount or 1)}.get(
        one.extent, 60
    )
    lines = max(1, min(round(words / 12), 8))
    return Gap(number, one.page, one.exemptions, measure, min(max(words, 1) * 3.0, 30.0), lines)


Beside = Mapping[int, Sequence[Diagnostic]]
"""Remarks by the line at which they begin."""


def beside_lines(remarks: Iterable[Diagnostic]) -> tuple[Beside, list[Diagnostic]]:
    """Remarks by their line, and those that have none."""
    by_line: dict[int, list[Diagnostic]] = {}
    apart: list[Diagnostic] = []
    for remark in remarks:
        if remark.span.pieces:
            by_line.setdefault(remark.span.pieces[0].line, []).append(remark)
        else:
            apart.append(remark)
    return by_line, apart


def not_shown(beside: Beside, all_blocks: Iterable[Block]) -> list[Diagnostic]:
    """The remarks about lines that are not part of the text, such as those of the head."""
    shown = {id(remark) for block in all_blocks for part in block.parts for remark in part.remarks}
    return [remark for some in beside.values() for remark in some if id(remark) not in shown]


def blocks(
    shown: Shown, places: Places, hits: frozenset[str] = frozenset(), beside: Beside | None = None
) -> list[Block]:
    """The body of a record in reading order, each remark of `beside` at its passage."""
    record = shown.record
    waiting = _Waiting(record.withheld, places)
    settled = {e.path for e in record.evidence if e.said_by.startswith("person:")}
    maker = _Maker(record, places, waiting, settled, hits, beside or {})
    return list(maker.in_order())


class _Entry(NamedTuple):
    """Something of the body, and what of the paper it quotes."""

    kind: Literal["turn", "paragraph", "heading", "unread"]
    number: int
    spans: tuple[Span, ...]


class _Maker:
    """Makes the blocks of one record."""

    def __init__(
        self, record: Record, places: Places, waiting: _Waiting, settled: set[str], hits: frozenset[str],
        beside: Beside,
    ) -> None:  # fmt: skip
        self.record = record
        self.places = places
        self.waiting = waiting
        self.settled = settled
        self.hits = hits
        self.beside = beside
        self.seen: set[int] = set()
        speakers = dict.fromkeys(turn.speaker for turn in record.turns if turn.speaker)
        self.colours = {name: n % SPEAKERS for n, name in enumerate(speakers)}

    def in_order(self) -> Iterator[Block]:
        """Turns, paragraphs, headings and unread lines by their first line; the gaps where they stand."""
        entries: list[tuple[int, int, _Entry]] = []
        first = 0
        for rank, entry in enumerate(self._entries()):
            # What has no place, as after some corrections, stays behind what it followed.
            first = min((line for span in entry.spans for line in self.places.lines_of(span)), default=first)
            entries.append((first, rank, entry))
        for _first, _rank, entry in sorted(entries, key=lambda item: item[:2]):
            yield from self._gaps_above(entry.spans)
            yield self._block(entry)
        for gap in self.waiting.before(1 << 30, 0.0):
            yield Block("gap", f"gap-{gap.number}", gap.page, gap=gap)

    def _entries(self) -> Iterator[_Entry]:
        record = self.record
        for n, turn in enumerate(record.turns):
            yield _Entry("turn", n, (turn.label, *(p.span for p in turn.paragraphs)))
        for n, paragraph in enumerate(record.paragraphs):
            yield _Entry("paragraph", n, (paragraph.span,))
        for n, heading in enumerate(record.headings):
            yield _Entry("heading", n, (heading.span,))
        for n, element in enumerate(record.elements):
            if element.kind == "unread":
                yield _Entry("unread", n, (self._whole(element.lines),))

    def _whole(self, lines: Iterable[int]) -> Span:
        known = [self.places.lines[n] for n in lines if n in self.places.lines]
        return Span(tuple(Piece(line.number, 0, len(line.text)) for line in known))

    def _first(self, line: int) -> bool:
        """Whether a line is shown for the first time; a link to it leads there."""
        new = line not in self.seen
        self.seen.add(line)
        return new

    def _gaps_above(self, spans: tuple[Span, ...]) -> Iterator[Block]:
        first = next((line for span in spans for line in self.places.lines_of(span)), None)
        if first is None:
            return
        line = self.places.lines[first]
        for gap in self.waiting.before(line.page, float(line.box.top)):
            yield Block("gap", f"gap-{gap.number}", gap.page, gap=gap)

    def _block(self, entry: _Entry) -> Block:
        kind, number = entry.kind, entry.number
        if kind == "turn":
            return self._turn(number, self.record.turns[number])
        if kind == "paragraph":
            part = self._part(f"paragraphs/{number}", f"p{number}", self.record.paragraphs[number])
            return Block("paragraph", part.anchor, part.page, (part,))
        if kind == "heading":
            heading = self.record.headings[number]
            return self._plain(
                "heading", f"headings/{number}", f"h{number}", heading.page, heading.text, heading.span
            )
        element = self.record.elements[number]
        span = self._whole(element.lines)
        page = self.places.lines[span.pieces[0].line].page if span.pieces else self.record.pages[0]
        return self._plain("unread", "", f"u{number}", page, self.places.text(span), span)

    def _plain(
        self, kind: Literal["heading", "unread"], path: str, anchor: str, page: int, text: str, span: Span
    ) -> Block:
        pieces = self._pieces(text, span, page, f"{path}/text")
        part = Part(path, anchor, page, None, None, False, "", text, pieces, f"{path}/text" in self.settled)
        return Block(kind, anchor, page, (part,))

    def _turn(self, number: int, turn: Turn) -> Block:
        parts = tuple(
            self._part(f"turns/{number}/paragraphs/{n}", f"t{number}.{n}", p)
            for n, p in enumerate(turn.paragraphs)
        )
        path = f"turns/{number}/speaker"
        return Block(
            "turn" if turn.speaker else "direction",
            f"t{number}",
            turn.page,
            parts,
            turn.speaker,
            path,
            path in self.settled,
            self.colours.get(turn.speaker or "", 0),
            self.places.lines_of(turn.label),
        )

    def _part(self, path: str, anchor: str, paragraph: Paragraph) -> Part:
        sure = paragraph.confidence >= DOUBTFUL or paragraph.mark is None
        doubt = "" if sure else f"read with {round(paragraph.confidence * 100)} in 100 sure"
        return Part(
            path,
            anchor,
            paragraph.page,
            paragraph.item,
            paragraph.mark,
            paragraph.struck,
            doubt,
            paragraph.text,
            self._pieces(paragraph.text, paragraph.span, paragraph.page, f"{path}/text"),
            f"{path}/text" in self.settled,
            f"{path}/mark" in self.settled,
            self._remarks(paragraph.span),
        )

    def _remarks(self, span: Span) -> tuple[Diagnostic, ...]:
        return tuple(remark for line in self.places.lines_of(span) for remark in self.beside.get(line, ()))

    def _pieces(self, text: str, span: Span, page: int, path: str) -> tuple[Printed | Gap, ...]:
        """A text by its lines, each gap where it stands; a corrected text as one piece."""
        shown: list[Printed | Gap] = []
        printed = self.places.printed(span, self.hits, settled=path in self.settled)
        for piece in printed:
            box = self.places.lines[piece.line].box
            shown += self.waiting.before(piece.page, box.middle)
            shown.append(piece if self._first(piece.line) else structs.replace(piece, first=False))
        if "".join(piece.space + piece.text for piece in printed) != text:
            lines = self.places.lines_of(span)
            gaps = [piece for piece in shown if isinstance(piece, Gap)]
            return (Printed(lines[0] if lines else -1, page, (Bit(text),)), *gaps)
        return tuple(shown)
