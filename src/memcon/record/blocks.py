"""Lines become blocks: the paragraphs of a body, joined over page breaks, parted where marks part them.

A paragraph ends at a blank line, before an indented first line, before an item's number or a speaker's label,
and behind a portion mark; a page's foot ends none (domain rules 8.14-8.17).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from memcon.model import Line, Piece
from memcon.record.reading import Reading
from memcon.record.speakers import label_at

ITEM = re.compile(
    r"^(?P<item>\d{1,3}[.)](?!\d)|\d,(?=\s[A-Z(])|\d{1,2}:(?=\s\([UCST]{1,2}\))|\(\d{1,2}\)|\([a-z]{1,4}\)|[a-z][.)]|[A-Z]\.(?=\s[A-Z][a-z]+\b(?!\.))|"
    r"[IVX]{1,5}\.|--|—|–|-|•|·|\*|o|O\)|°|u|ù)\s+(?=\S)"
)
_DASH = re.compile(r"^(?:--|—|–|-|•|·|\*|°)\s")
_LEVEL = r"(?:TS|S|C|U|LOU|SBU|OUO|FOUO)"
_STROKE = r"[-–—~]?"
"""A reviewer's stroke as text layers have it, beside the mark or within it: ``-(C)-``, ``-(-C)``."""
_OPEN, _CLOSE = rf"{_STROKE}\(\s*{_STROKE}\s*", rf"\s*{_STROKE}\s*\){_STROKE}"
MARK_END = re.compile(rf"\s*{_OPEN}(?P<mark>{_LEVEL})(?P<rest>(?://?|-)[A-Z][A-Z0-9 /,-]*)?{_CLOSE}\s*[.,]?$")
MARK_SMALL = re.compile(rf"(?<=[.?!\"”’')\]])\s+{_OPEN}(?P<mark>[csu]){_CLOSE}$")
MARK_WORN = re.compile(r"(?<=[.?!\"”’')\]])\s+[-–—~]\s?[ft({\[]\s?(?P<mark>[CSUcsue])\s?[)}\]t]\s?[-–—~]$")
"""A struck mark as text layers have it, ``-fC)-`` or ``-fet-``: letters between two ends of the stroke."""
MARK_FRONT = re.compile(rf"^\(\s*(?P<mark>{_LEVEL})(?P<rest>(?://?|-)[A-Z/ -]+)?\s*\)\s+(?=\S)")
_MARK_INSIDE = re.compile(
    rf"(?<=[.?!:;\"”’')\]\-—…])\s*{_OPEN}{_LEVEL}(?:(?://?|-)[A-Z][A-Z/ -]*)?{_CLOSE}"
    r"(?=\s+[A-Z\"“(\[\d-]|\s*$)"
)
_TERMINAL = re.compile(r"(?:[.?!…:]|\.\s?\.)[\"”’')\]]*$")
_SOFT = re.compile(r"(?:[.?!…])[\"”’')\]]*$")
BLANK = 1.5
"""A gap of so many line pitches is a blank line."""


class Block(Struct):
    """One paragraph's pieces, before anything in it is understood."""

    pieces: list[Piece]
    page: int
    text: str
    gap: float
    indent: float
    right: int
    """The right edge of its last line, in pixels."""
    last_page: int


def to_blocks(reading: Reading, lines: Sequence[Line]) -> list[Block]:
    """The paragraphs of `lines`, every line's characters in exactly one."""
    margins = right_margins(lines)
    first = [_single(reading, group) for group in _groups(lines, margins if _is_flat(lines) else {})]
    parted = [part for block in first for part in _parted(reading, block)]
    marked = sum(bool(MARK_END.search(b.text)) for b in parted)
    blocks: list[Block] = []
    for block in parted:
        if blocks and _runs_on(reading, blocks[-1], block, margins, 2 * marked > len(parted)):
            _join(reading, blocks[-1], block)
        else:
            blocks.append(block)
    return blocks


def right_margins(lines: Sequence[Line]) -> dict[int, int]:
    """Where the longest lines end, in pixels, by page: where the typist went on to a new line."""
    edges: dict[int, list[int]] = {}
    for line in lines:
        edges.setdefault(line.page, []).append(line.box.right)
    return {page: sorted(found)[-1 - len(found) // 33] for page, found in edges.items()}


def _is_flat(lines: Sequence[Line]) -> bool:
    """Whether a text has lost its blank lines: of eight lines or more none stands apart or further in."""
    inner = [line for before, line in pairwise(lines) if line.page == before.page]
    return len(inner) >= 8 and all(line.gap < BLANK and line.indent < 2.5 for line in inner)


def _ends_early(before: Line, line: Line, margins: dict[int, int]) -> bool:
    """Whether a sentence ends on `before` where the first word of `line` would still have fitted."""
    if line.page not in margins or not _TERMINAL.search(before.text):
        return False
    unit = before.box.width / max(1, len(before.text))
    return margins[line.page] - before.box.right >= (len(line.text.split()[0]) + 2.6) * unit


def _groups(lines: Sequence[Line], flat: dict[int, int]) -> list[list[Line]]:
    """The lines of each paragraph; `flat`: the margins of a text that has lost its blank lines."""
    groups: list[list[Line]] = []
    for place, line in enumerate(lines):
        before = lines[place - 1] if place else None
        following = lines[place + 1] if place + 1 < len(lines) else None
        if (
            before is None
            or _begins(line, before, following, groups[-1])
            or (_ends_early(before, line, flat) and not ITEM.match(groups[-1][0].text))
        ):
            groups.append([line])
        else:
            groups[-1].append(line)
    return groups


def _begins(line: Line, before: Line, following: Line | None, group: Sequence[Line]) -> bool:
    """Whether `line` begins a paragraph of its own behind the lines of `group`."""
    if line.page != before.page or line.gap >= BLANK:
        return True
    if ITEM.match(line.text) and not _inside_item(line, before, group):
        return True
    indented = 2.5 <= line.indent - before.indent <= 14
    follows = following is not None and following.page == line.page and following.gap < BLANK
    back = follows and following is not None and following.indent <= line.indent - 2
    return indented and back and before.indent < 1.5 and bool(_TERMINAL.search(before.text))


_LISTED = re.compile(r"(?<=\S\s)\((?:[a-z]|\d{1,2}|[ivx]{1,4})\)\s")


def _inside_item(line: Line, before: Line, group: Sequence[Line]) -> bool:
    """A dash that opens a line within an item's own text, a letter of a list that runs within a sentence,
    or one that happens to stand there (``a .``, ``I.``)."""
    opener = group[0]
    if line.text.startswith("(") and any(_LISTED.search(row.text) for row in group):
        return True
    if _DASH.match(line.text):
        if line.text[0] == opener.text[0] and before.text.endswith((";", "; and", "; or")):
            return False
        hanging = ITEM.match(opener.text) and line.indent > opener.indent + 1.5
        return not _TERMINAL.search(before.text) and (bool(hanging) or line.indent <= before.indent + 0.8)
    if re.match(r"^[oOuù°]\s", line.text):
        return not _TERMINAL.search(before.text)
    return not (
        _TERMINAL.search(before.text) or MARK_END.search(before.text) or before.text.endswith((";", ","))
    )


def _single(reading: Reading, group: Sequence[Line]) -> Block:
    pieces = [Piece(line.number, 0, len(line.text)) for line in group]
    return _block(reading, pieces, group[0])


def _block(reading: Reading, pieces: list[Piece], first: Line) -> Block:
    last = reading.line(pieces[-1].line)
    return Block(
        pieces, first.page, reading.quote(pieces), first.gap, first.indent, last.box.right, last.page
    )


def _parted(reading: Reading, block: Block) -> list[Block]:
    """`block` parted behind each portion mark that closes a paragraph inside it."""
    parts: list[list[Piece]] = [[]]
    for piece in block.pieces:
        text = reading.line(piece.line).text
        start = piece.start
        for found in _MARK_INSIDE.finditer(text, piece.start, piece.end):
            item = ITEM.match(text[start:].lstrip())
            before = text[start : found.start()].strip()
            if (item and start + item.end() >= found.start()) or _is_label(before, start, piece):
                continue  # behind an item's number or a speaker's label a mark opens the paragraph
            parts[-1].append(Piece(piece.line, start, found.end()))
            parts.append([])
            start = found.end()
        if text[start : piece.end].strip():
            parts[-1].append(Piece(piece.line, start, piece.end))
    full = [part for part in parts if part]
    if len(full) < 2:
        return [block]
    blocks = [_block(reading, part, reading.line(part[0].line)) for part in full]
    for later in blocks[1:]:
        later.gap = 1.0
    return blocks


def _is_label(text: str, start: int, piece: Piece) -> bool:
    label = label_at(text) if text.endswith(":") and start == piece.start else None
    return label is not None and label.end >= len(text)


def _runs_on(reading: Reading, before: Block, block: Block, margins: dict[int, int], marked: bool) -> bool:
    """Whether `block` carries on the paragraph that `before` began.

    Over a page break the line's end decides: where the next word would have fitted on it, the typist had
    ended the paragraph.
    """
    if MARK_END.search(before.text):
        return False
    if MARK_END.fullmatch(block.text) or MARK_END.fullmatch(" " + block.text):
        return True
    small = block.text[:1].islower()
    open_end = not _TERMINAL.search(before.text)
    listed = block.text.startswith("(") and bool(_LISTED.search(before.text))
    if block.page == before.last_page:
        return block.gap >= BLANK and open_end and small and len(before.text) > 60
    within = open_end and not before.text.endswith((":", ";"))
    dash = bool(_DASH.match(block.text)) and not ITEM.match(before.text)
    inline = within and (block.text.startswith("(") or dash)
    listed = listed or (inline and bool(ITEM.match(block.text)))
    aside = not inline and bool(re.fullmatch(r"\(.*\)|\[.*\]", block.text, re.S))
    if before.text.endswith(",") and not ITEM.match(block.text):
        return True
    if (ITEM.match(block.text) and not listed) or label_at(block.text) or aside:
        return False
    if re.match(r"(?:BEGIN|END) (?:TEXT|SUMMARY|QUOTE|COMMENT)\b", block.text):
        return False
    if open_end or listed:
        return len(before.text) > 40 and (small or listed or not before.text.endswith(":"))
    if _opens_indented(reading, block) and not small:
        return False
    if not small and not marked and not _SOFT.search(before.text):
        return False
    return not _fits(reading, before, block, margins)


def _opens_indented(reading: Reading, block: Block) -> bool:
    """Whether the block's first line stands further in than its second: a new paragraph's does."""
    if len(block.pieces) < 2:
        return False
    first, second = (reading.line(piece.line) for piece in block.pieces[:2])
    return first.page == second.page and first.indent - second.indent >= 2


def _fits(reading: Reading, before: Block, block: Block, margins: dict[int, int]) -> bool:
    """Whether the first word of `block` would have fitted on the last line of `before`."""
    last = reading.line(before.pieces[-1].line)
    unit = last.box.width / max(1, len(last.text))
    word = block.text.split()[0] if block.text.split() else ""
    blanks = 2 if _TERMINAL.search(before.text) else 1
    return margins.get(before.last_page, 0) - before.right >= (len(word) + blanks - 0.4) * unit


def _join(reading: Reading, before: Block, block: Block) -> None:
    before.pieces.extend(block.pieces)
    before.text = reading.quote(before.pieces)
    before.right = block.right
    before.last_page = block.last_page
