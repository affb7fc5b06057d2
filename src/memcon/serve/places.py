"""Where words stand: lines of a document as pieces of text, each word with its box and its doubts."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from msgspec import Struct

from memcon import DOUBTFUL, Box, Document, Line, Page, Piece, Span, Word, joined


class Placed(Struct, frozen=True):
    """A word of a line: which characters of the line's text it is."""

    start: int
    end: int
    word: Word


class Bit(Struct, frozen=True):
    """A run of characters that is shown alike."""

    text: str
    doubt: str = ""
    """What a reader should know of a doubtful word; nothing where it is sure."""
    hit: bool = False


class Printed(Struct, frozen=True):
    """A piece of one line, as it is shown among the text."""

    line: int
    page: int
    bits: tuple[Bit, ...]
    space: str = ""
    """What stands before it: a blank, or nothing behind a hyphen."""
    new_page: int | None = None
    """The number of the page that begins with it, within a text that began before."""

    first: bool = True
    """Whether the line has not been shown before."""

    @property
    def text(self) -> str:
        return "".join(bit.text for bit in self.bits)


class Places:
    """Lines, words and boxes of one document, found by number."""

    def __init__(self, document: Document) -> None:
        self.lines: dict[int, Line] = {line.number: line for line in document.lines}
        self.pages: dict[int, Page] = {page.number: page for page in document.pages}
        self._words: dict[int, tuple[Placed, ...]] = {}

    def words(self, number: int) -> tuple[Placed, ...]:
        """The words of a line, in its order, with their places in its text."""
        if number not in self._words:
            self._words[number] = tuple(self._placed(self.lines[number]))
        return self._words[number]

    def _placed(self, line: Line) -> Iterator[Placed]:
        words = self.pages[line.page].words
        after = 0
        for index in line.words:
            at = line.text.find(words[index].text, after)
            if at >= 0:
                after = at + len(words[index].text)
                yield Placed(at, after, words[index])

    def text(self, span: Span) -> str:
        """The characters that a span quotes."""
        return joined(self.lines[p.line].text[p.start : p.end] for p in span.pieces if p.line in self.lines)

    def lines_of(self, span: Span) -> tuple[int, ...]:
        """The lines that a span quotes from."""
        return tuple(dict.fromkeys(piece.line for piece in span.pieces if piece.line in self.lines))

    def box(self, span: Span, page: int) -> Box | None:
        """The box of what a span quotes on a page."""
        found: Box | None = None
        for piece in span.pieces:
            line = self.lines.get(piece.line)
            for placed in self.words(piece.line) if line and line.page == page else ():
                if placed.end > piece.start and placed.start < piece.end:
                    found = found.union(placed.word.box) if found else placed.word.box
        return found

    def printed(self, span: Span, hits: frozenset[str], *, settled: bool = False) -> tuple[Printed, ...]:
        """What a span quotes, line by line; `settled`: people have looked at its doubts."""
        shown: list[Printed] = []
        text, page = "", None
        for piece in span.pieces:
            line = self.lines.get(piece.line)
            quoted = line.text[piece.start : piece.end].strip() if line else ""
            if line is None or not quoted:
                continue
            longer = joined((text, quoted))
            space = " " if text and len(longer) == len(text) + 1 + len(quoted) else ""
            turned = line.page if page is not None and line.page != page else None
            bits = tuple(self._bits(piece, hits, settled))
            shown.append(Printed(piece.line, line.page, bits, space, turned))
            text, page = longer, line.page
        return tuple(shown)

    def _bits(self, piece: Piece, hits: frozenset[str], settled: bool) -> Iterator[Bit]:
        """The piece in runs, blanks at its ends left out."""
        text = self.lines[piece.line].text
        start, end = piece.start, min(piece.end, len(text))
        start += len(text[start:end]) - len(text[start:end].lstrip())
        end -= len(text[start:end]) - len(text[start:end].rstrip())
        at = start
        for placed in self.words(piece.line):
            doubt = "" if settled else doubt_of(placed.word)
            hit = folded(placed.word.text) in hits
            if not (doubt or hit) or placed.end <= start or placed.start >= end:
                continue
            first, last = max(placed.start, at), min(placed.end, end)
            if first > at:
                yield Bit(text[at:first])
            yield Bit(text[first:last], doubt, hit)
            at = last
        if at < end:
            yield Bit(text[at:end])


def doubt_of(word: Word) -> str:
    """What is doubtful about a word, in words; nothing where nothing is."""
    if word.confidence >= DOUBTFUL:
        return ""
    sure = f"read with {round(word.confidence * 100)} in 100 sure"
    return f"{sure}; it could be {word.other}" if word.other and word.other != word.text else sure


def folded(text: str) -> str:
    """A word as searches compare it: without accents, capitals, or marks around it."""
    plain = text
    if not text.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return plain.casefold().strip(".,;:!?\"'()[]“”‘’–—-*")
