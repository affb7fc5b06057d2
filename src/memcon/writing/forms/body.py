"""The body of a paper as typed: turns, paragraphs, items, headings, withheld passages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from memcon.model import Heading, Paragraph, Record, Turn, Withheld
from memcon.writing.typist import Typist
from memcon.writing.wrapping import Piece

WORD = 6
"""Columns of a withheld word, its blank included, where its length is not known."""


_NOTE = re.compile(r"\[(?P<codes>[^\[\]]+?) - [^\[\]]* not declassified\]")
"""What a release prints in the place of a passage: ``[1.4(d) - 3 words not declassified]``."""


class Manner(Struct, frozen=True):
    """How a form types its body; indents are columns from the left margin."""

    label_underlined: bool = True
    hang: int = 0
    """Where the lines of a speech or an item go on."""
    indent: int = 0
    """Where a paragraph without label or item begins."""
    item: int = 0
    """Where an item's number stands."""
    gap: int = 1
    """Blank rows between paragraphs."""
    mark_first: bool = False
    """The mark stands before the text, as in cables."""


class Block(Struct, frozen=True):
    """A withheld passage of whole lines."""

    rows: int
    code: str


class Blanks:
    """The withheld passages of a record, taken one after the other as their codes come up in its text."""

    def __init__(self, withheld: Iterable[Withheld]) -> None:
        self._left = [w for w in withheld if w.exemptions]

    def pieces(self, text: str) -> Iterator[Piece | Block]:
        """The text with its withheld passages as boxes, or as framed notes where it has a note in their
        place."""
        at = 0
        for note in _NOTE.finditer(text):
            yield from self._boxed(text[at : note.start()], glued=bool(at) and not text[at].isspace())
            yield Piece(note.group(), "note", glued=note.start() > 0 and not text[note.start() - 1].isspace())
            self._left = _without(self._left, note["codes"])
            at = note.end()
        if at < len(text) or not text:
            yield from self._boxed(text[at:], glued=bool(at) and not text[at].isspace())

    def _boxed(self, text: str, *, glued: bool) -> Iterator[Piece | Block]:
        while self._left:
            code = _printed(self._left[0])
            before, found, after = text.partition(code)
            if not found:
                break
            yield Piece(before, glued=glued)
            yield _blank(self._left.pop(0), code)
            text, glued = after, bool(after.strip()) and not after[0].isspace()
        yield Piece(text, glued=glued)


def _without(left: list[Withheld], codes: str) -> list[Withheld]:
    """The passages without the first that bears these codes."""
    found = next((n for n, passage in enumerate(left) if _printed(passage) == codes), None)
    return left if found is None else [*left[:found], *left[found + 1 :]]


def _printed(withheld: Withheld) -> str:
    return ", ".join(withheld.exemptions)


def _blank(withheld: Withheld, code: str) -> Piece | Block:
    amount = withheld.amount or 2
    if withheld.extent == "words":
        width = max(min(round(amount * WORD), 36), len(code) + 2)
        return Piece(code, "code", width=width)
    rows = round(amount) if withheld.extent == "lines" else 5
    return Block(max(rows, 2), code)


def type_body(typist: Typist, record: Record, manner: Manner, blanks: Blanks) -> None:
    """Type all that a record says, in order."""
    started = False
    for element in in_order(record):
        if started:
            typist.feed(manner.gap)
        if isinstance(element, Heading):
            typist.need(3)
            typist.centre(element.text, underlined=True)
            typist.feed()
        elif isinstance(element, Turn):
            _turn(typist, element, manner, blanks)
        else:
            _paragraph(typist, element, manner, blanks)
        started = True


def in_order(record: Record) -> list[Heading | Turn | Paragraph]:
    """A record's parts by their place in the source; those without one stand where their list has them."""
    rest: list[Turn | Paragraph] = [*record.turns, *record.paragraphs]
    parts: list[tuple[int, int, Heading | Turn | Paragraph]] = []
    at = 0
    for number, part in enumerate(rest):
        at = max(at, _line(part))
        parts.append((at, number, part))
    for heading in record.headings:
        line = heading.span.pieces[0].line if heading.span.pieces else -1
        parts.append((line, -1, heading))
    return [part for _, _, part in sorted(parts, key=lambda p: p[:2])]


def _line(part: Turn | Paragraph) -> int:
    span = part.label if isinstance(part, Turn) and part.label.pieces else None
    first = part.paragraphs[0] if isinstance(part, Turn) and part.paragraphs else part
    span = span or (first.span if isinstance(first, Paragraph) else None)
    return span.pieces[0].line if span and span.pieces else 0


def _turn(typist: Typist, turn: Turn, manner: Manner, blanks: Blanks) -> None:
    label = None
    if turn.speaker:
        speaker = Piece(turn.speaker, "label", underlined=manner.label_underlined)
        label = (speaker, Piece(":", "label", glued=True))
    for number, paragraph in enumerate(turn.paragraphs):
        if number:
            typist.feed(manner.gap)
        pieces = _pieces(paragraph, manner, blanks)
        typist.need(2)
        kept = number + 1 < len(turn.paragraphs) and paragraph.mark is None
        if number == 0 and label:
            _flow(typist, [*label, *pieces], 0, manner.hang, kept=kept)
        else:
            _flow(typist, pieces, manner.hang, manner.hang, kept=kept)


def _paragraph(typist: Typist, paragraph: Paragraph, manner: Manner, blanks: Blanks) -> None:
    pieces = _pieces(paragraph, manner, blanks)
    typist.need(2)
    if paragraph.item is None:
        _flow(typist, pieces, manner.indent, 0, kept=paragraph.mark is None and not manner.indent)
        return
    start = manner.item + max(len(paragraph.item) + 2, manner.hang)
    typist.put(manner.item, Piece(paragraph.item, "number"))
    _flow(typist, pieces, start, manner.hang)


def _pieces(paragraph: Paragraph, manner: Manner, blanks: Blanks) -> list[Piece | Block]:
    pieces = list(blanks.pieces(paragraph.text))
    if paragraph.mark:
        mark = Piece(f"({paragraph.mark})", "mark", struck=paragraph.struck)
        pieces.insert(0, mark) if manner.mark_first else pieces.append(mark)
    return pieces


def _flow(
    typist: Typist, pieces: Iterable[Piece | Block], first: int, hang: int, *, kept: bool = False
) -> None:
    """Type pieces, with a new line after each withheld block; for `kept` see `Typist.lines`."""
    line: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, Piece):
            line.append(piece)
            continue
        typist.paragraph(line, first, hang)
        typist.withhold(piece.rows, piece.code, hang)
        line, first = [], hang
    typist.paragraph(line, first, hang, kept=kept)
