"""An element's text as it runs: over line breaks and pages, past the calls of its notes.

The reader gives lines to a `Sheets`, which keeps pages and numbers lines through. A line of TEI is a
paragraph, or as much of it as stands on one page of the book; where a page ends within a word, the whole word
stays on the page on which it begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from memcon.exports.tei.names import ID, Element, attribute, tag, text_of
from memcon.model import Box, Footnote, Line, LineKind, Page, PrintedPage

DPI = 100
COLUMNS = 85
"""Characters to the row of a page that was never typed: it only gives each line a place of its own."""
PITCH = 17
MARGIN = 75
WIDTH, HEIGHT = 850, 1100

Token = tuple[Literal["text", "break", "page", "note"], str, Element | None]


class Call(Struct):
    """Where a note is called."""

    note: Element
    line: int
    at: int


class Sheets:
    """The pages and lines of a volume, as they are made."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.pages: list[Page] = []
        self.printed: list[PrintedPage] = []
        """Of the document that is being read."""
        self.calls: list[Call] = []
        self._row = 0
        self._next: Element | None = None
        self._opened = False

    def begin(self, printed: Element | None) -> None:
        """Begin a document; its first line begins a page, of which `printed`, a ``pb``, is the book's."""
        self.printed, self.calls = [], []
        self._next, self._opened = printed, False

    def turn(self, printed: Element) -> None:
        """A page of the book begins; so does a page of the document, at its next line."""
        if printed is self._next and self._opened:
            return  # the document began with it
        self._next, self._opened = printed, False

    def _open(self) -> None:
        self.close()
        number, printed = len(self.pages) + 1, self._next
        self._opened = True
        self.pages.append(Page(number, WIDTH, HEIGHT, DPI))
        if printed is not None:
            name, facsimile = attribute(printed, ID) or None, attribute(printed, "facs") or None
            self.printed.append(PrintedPage(number, attribute(printed, "n"), name, facsimile))
        self._row = 0

    def close(self) -> None:
        """End the page: it gets the text of its lines, and a height that holds them all."""
        if not self.pages:
            return
        page = self.pages[-1]
        own: list[str] = []
        for line in reversed(self.lines):
            if line.page != page.number:
                break
            own.append(line.text)
        height = max(HEIGHT, 2 * MARGIN + self._row * PITCH)
        self.pages[-1] = Page(page.number, WIDTH, height, DPI, text="\n".join(reversed(own)))

    def line(self, text: str, kind: LineKind = "body") -> int:
        """A line of `text` on the page that is open; its number."""
        if not self._opened:
            self._open()
        number = len(self.lines)
        rows = -(-len(text) // COLUMNS)
        top = MARGIN + self._row * PITCH
        right = WIDTH - MARGIN if rows > 1 else MARGIN + max(1, len(text)) * (WIDTH - 2 * MARGIN) // COLUMNS
        box = Box(MARGIN, top, right, top + rows * PITCH - 3)
        self.lines.append(Line(number, len(self.pages), text, box, kind=kind, gap=2.0))
        self._row += rows + 1
        return number

    def block(self, element: Element) -> list[int]:
        """The text of an element as lines, a new one at each line break and page; their numbers."""
        made: list[int] = []
        waiting: Element | None = None
        text = ""
        for kind, words, at in tokens(element):
            if kind == "text":
                if waiting is not None:
                    rest, words = _cut_word(text, words)
                    text = self._flushed(text + rest, made)
                    self.turn(waiting)
                    waiting = None
                text = _grown(text, words)
            elif kind == "break":
                text = self._flushed(text, made)
            elif kind == "page":
                waiting = at
            elif at is not None:
                self.calls.append(Call(at, len(self.lines), len(text.rstrip())))
        self._flushed(text, made)
        if waiting is not None:
            self.turn(waiting)
        return made

    def _flushed(self, text: str, made: list[int]) -> str:
        if text.strip():
            made.append(self.line(text.strip()))
        return ""


def _cut_word(before: str, words: str) -> tuple[str, str]:
    """The rest of a word that a page's end has cut, and what follows it."""
    if not before or before[-1].isspace() or not words or words[0].isspace():
        return "", words
    rest = re.match(r"\S*", words)
    return (rest[0], words[rest.end() :]) if rest else ("", words)


def _grown(text: str, words: str) -> str:
    """A text with the next words, each run of white space made one blank."""
    bare = " ".join(words.split())
    if not bare:
        return text if not words or not text or text[-1] == " " else f"{text} "
    before = " " if words[0].isspace() and text and text[-1] != " " else ""
    after = " " if words[-1].isspace() else ""
    return f"{text}{before}{bare}{after}"


def tokens(element: Element) -> Iterator[Token]:
    """The text of an element, its line breaks, page breaks and notes, in their order."""
    if element.text:
        yield "text", element.text, None
    for child in element:
        name = tag(child)
        if name == "pb":
            yield "page", "", child
        elif name == "lb":
            yield "break", "", None
        elif name == "note":
            yield "note", "", child
        elif name:
            yield from tokens(child)
        if child.tail:
            yield "text", child.tail, None


def footnote(call: Call) -> Footnote:
    """A note with the place of its call."""
    note = call.note
    return Footnote(attribute(note, ID), attribute(note, "n"), text_of(note), call.line, call.at)
