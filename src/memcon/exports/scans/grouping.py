"""A page's lines as OCR formats have them: blocks of lines, lines of words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from memcon.exports.entry import ExportEntry
from memcon.model import Box, Document, Line, Page, Word

_APART = 1.6
"""Line pitches from which a line begins a new block."""


def document_of(entries: Sequence[ExportEntry]) -> Document:
    """The document of the entries: these formats hold whole files."""
    return entries[0].document


def blocks(page: Page, lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The page's lines in reading order, those that follow on each other together."""
    block: list[Line] = []
    for line in lines:
        if line.page != page.number or not line.text.strip():
            continue
        if block and (line.gap >= _APART or line.kind != block[-1].kind):
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def around(lines: Sequence[Line]) -> Box:
    """The box around some lines."""
    box = lines[0].box
    for line in lines[1:]:
        box = box.union(line.box)
    return box


def words_of(page: Page, line: Line) -> list[Word]:
    """A line's words; a line without any (of a file that has no words of its own) is one word for each blank
    between them, its box shared out by letters."""
    if line.words:
        return [page.words[n] for n in line.words]
    box, size, at = line.box, max(1, len(line.text)), 0
    found: list[Word] = []
    for text in line.text.split():
        at = line.text.find(text, at)
        left = box.left + box.width * at // size
        at += len(text)
        right = max(left + 1, box.left + box.width * at // size)
        found.append(Word(text, Box(left, box.top, right, box.bottom)))
    return found
