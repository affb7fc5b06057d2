"""A record's body in reading order: headings, speeches and paragraphs, with what is withheld in its place.

A record keeps turns, paragraphs and headings apart, and what is withheld by its place on the page. An export
wants them as a reader meets them. Here they are put in order by where they stand; what is withheld goes to
the very character where it is missing, where that is known, or stands alone between two paragraphs.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct, structs

from memcon.exports.entry import ExportEntry
from memcon.model import Box, Heading, Line, Mark, Paragraph, Span, Withheld, Word

BlockKind = Literal["heading", "speech", "direction", "paragraph", "gap"]


class Gap(Struct, frozen=True):
    """A passage that the released copy does not show."""

    withheld: Withheld
    printed: str = ""
    """The words that stand for it in the paper, such as ``[2 lines not declassified]``; they are not in the
    runs of text beside it."""


Run = str | Gap


class Block(Struct, frozen=True):
    """A paragraph, a heading, or a withheld passage that stands alone."""

    kind: BlockKind
    page: int
    runs: tuple[Run, ...]
    speaker: str | None = None
    opens: bool = True
    """Whether it opens its speech: the speaker's label stands before it."""
    mark: Mark | None = None
    struck: bool = False
    item: str | None = None
    span: Span = Span()
    path: str = ""
    """The text's place in the record's JSON."""

    @property
    def text(self) -> str:
        """Its text without what is withheld, as the record has it."""
        return "".join(run if isinstance(run, str) else run.printed for run in self.runs)


def extent(withheld: Withheld) -> str:
    """How much is withheld, in words: ``2 lines``, ``less than 1 line``, ``text``."""
    if withheld.extent == "words" and not withheld.amount:
        return "text"
    unit = {"words": "word", "lines": "line", "paragraphs": "paragraph", "page": "page"}[withheld.extent]
    if withheld.amount is None:
        return f"{unit}s" if withheld.extent != "page" else "page"
    if withheld.amount < 1 and withheld.extent == "lines":
        return "less than 1 line"
    return f"{amount(withheld.amount)} {unit}" + ("" if withheld.amount <= 1 else "s")


def amount(number: float) -> str:
    """A number of lines as print has it: ``2``, ``2½``."""
    whole, half = divmod(round(number * 2), 2)
    return f"{whole or ''}½" if half else str(whole)


def codes(withheld: Withheld) -> str:
    """The exemptions, as printed."""
    return ", ".join(withheld.exemptions)


def plain_gap(gap: Gap) -> str:
    """What stands in running text for what is withheld."""
    if gap.printed:
        return gap.printed
    why = codes(gap.withheld)
    return f"[{extent(gap.withheld)} withheld{f': {why}' if why else ''}]"


def plain(block: Block) -> str:
    """A block as running text, its item number before it, its mark and speaker left out."""
    text = "".join(text for _, text in spaced(block)).strip()
    return f"{block.item} {text}" if block.item else text


def spaced(block: Block) -> Iterator[tuple[Run, str]]:
    """Each run with its text, a blank before and behind what is withheld where the paper prints nothing."""
    before = ""
    for run in block.runs:
        text = run if isinstance(run, str) else plain_gap(run)
        apart = isinstance(run, Gap) and not run.printed and bool(before) and not before.endswith(" ")
        closes = isinstance(run, str) and before.endswith("]") and run[:1].isalnum()
        yield run, f" {text}" if apart or closes else text
        before = text


def mark_of(block: Block) -> str:
    """The portion mark in its brackets, ``(S, struck)`` where a pen has gone through it; else empty."""
    return f"({block.mark}{', struck' if block.struck else ''})" if block.mark else ""


def body(entry: ExportEntry) -> list[Block]:
    """The blocks of a record in reading order; every text of its body is in exactly one of them."""
    blocks = list(_said(entry))
    for number, heading in enumerate(entry.record.headings):
        _insert_heading(blocks, _heading(heading, number), entry)
    for withheld in entry.record.withheld:
        _insert_gap(blocks, withheld, entry)
    return blocks


def _said(entry: ExportEntry) -> Iterator[Block]:
    record = entry.record
    for number, turn in enumerate(record.turns):
        for at, paragraph in enumerate(turn.paragraphs):
            kind = "speech" if turn.speaker else "direction"
            opens = at == 0 and (record.publication is None or bool(turn.label.pieces))
            yield _block(paragraph, kind, turn.speaker, opens, f"turns/{number}/paragraphs/{at}/text")
    for number, paragraph in enumerate(record.paragraphs):
        yield _block(paragraph, "paragraph", None, True, f"paragraphs/{number}/text")


def _block(paragraph: Paragraph, kind: BlockKind, speaker: str | None, opens: bool, path: str) -> Block:
    return Block(
        kind,
        paragraph.page,
        (paragraph.text,) if paragraph.text else (),
        speaker,
        opens,
        paragraph.mark,
        paragraph.struck,
        paragraph.item,
        paragraph.span,
        path,
    )


def _heading(heading: Heading, number: int) -> Block:
    return Block("heading", heading.page, (heading.text,), span=heading.span, path=f"headings/{number}/text")


def _insert_heading(blocks: list[Block], heading: Block, entry: ExportEntry) -> None:
    """Before the first block that stands below it."""
    place = _place(heading, entry)
    for at, block in enumerate(blocks):
        if _place(block, entry) > place:
            blocks.insert(at, heading)
            return
    blocks.append(heading)


def _place(block: Block, entry: ExportEntry) -> tuple[int, int]:
    """Page and line of a block's first piece, to be compared; a block without a place stands at its page."""
    piece = next((piece for piece in block.span.pieces if piece.line in entry.lines), None)
    return (entry.lines[piece.line].page, piece.line) if piece else (block.page, -1)


def _insert_gap(blocks: list[Block], withheld: Withheld, entry: ExportEntry) -> None:
    if withheld.span.pieces:
        first, last = withheld.span.pieces[0], withheld.span.pieces[-1]
        for at, block in enumerate(blocks):
            start = _offset(block, first.line, first.start, entry)
            end = _offset(block, last.line, last.end, entry)
            if start is not None and end is not None:
                blocks[at] = _with_gap(block, start, end, withheld)
                return
    line, char = place_of(withheld, entry)
    for at, block in enumerate(blocks):
        offset = _offset(block, line, char, entry) if line is not None else None
        if offset is not None and 0 < offset < len(block.text):
            blocks[at] = _with_gap(block, offset, offset, withheld)
            return
    alone = Block("gap", withheld.page, (Gap(withheld),))
    place = (withheld.page, -1 if line is None else line)
    for at, block in enumerate(blocks):
        if block.kind != "gap" and _place(block, entry) > place:
            blocks.insert(at, alone)
            return
    blocks.append(alone)


def place_of(withheld: Withheld, entry: ExportEntry) -> tuple[int | None, int]:
    """Behind which line and which of its characters something is withheld; None where nothing tells.

    By its box that is the last line that begins above it or left of it.
    """
    if withheld.span.pieces:
        return withheld.span.pieces[0].line, withheld.span.pieces[0].start
    if withheld.box is None:
        return None, 0
    last: tuple[int | None, int] = (None, 0)
    words = {page.number: page.words for page in entry.pages}
    for line in entry.lines.values():
        if line.page != withheld.page or line.box.top >= withheld.box.middle or line.kind != "body":
            continue
        beside = line.box.bottom > withheld.box.middle
        end = _left_of(line, withheld.box, [words[line.page][n] for n in line.words]) if beside else None
        if end != 0:
            last = (line.number, len(line.text) if end is None else end)
    return last


def _left_of(line: Line, box: Box, words: list[Word]) -> int | None:
    """How many characters of a line stand left of `box`; None where all of them do."""
    at = 0
    for word in words:
        if word.box.left >= box.left:
            return at
        found = line.text.find(word.text, at)
        at = found + len(word.text) if found >= 0 else at
    return None


def _offset(block: Block, line: int, char: int, entry: ExportEntry) -> int | None:
    """Which character of the block's text a line's character is; None where it is none of the block's.

    The text is its pieces joined, so the start of a piece is where the text of those before it ends. Where a
    person has changed the text, nothing is known of its places.
    """
    if block.text != entry.text_at(block.span):
        return None
    for at, piece in enumerate(block.span.pieces):
        if piece.line == line and piece.start <= char <= piece.end:
            upto = entry.text_at(Span(block.span.pieces[: at + 1]))
            printed = entry.lines[line].text[piece.start : piece.end]
            blank = len(printed) - len(printed.lstrip())
            begins = len(upto) - len(printed.strip())
            return min(len(upto), begins + max(0, char - piece.start - blank))
    return None


def _with_gap(block: Block, start: int, end: int, withheld: Withheld) -> Block:
    """The block with `withheld` between two characters of its text."""
    runs: list[Run] = []
    at = 0
    done = False
    for run in block.runs:
        size = len(run) if isinstance(run, str) else len(run.printed)
        if isinstance(run, str) and not done and at <= start <= end <= at + size:
            head, gap, tail = run[: start - at], run[start - at : end - at], run[end - at :]
            runs += [part for part in (head, Gap(withheld, gap), tail) if part]
            done = True
        else:
            runs.append(run)
        at += size
    return structs.replace(block, runs=tuple(runs))
