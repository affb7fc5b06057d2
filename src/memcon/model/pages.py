"""Pages, words and lines: what stands where."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

Reader = Literal["text", "layer", "ocr", "both", "image", "person"]
"""Who said so: a text file, the PDF's own text layer, OCR, both alike, the page's image, a person."""
Ink = Literal["typed", "stamp", "hand"]
Mark = str
"""A portion mark without its brackets: ``U``, ``C``, ``S``, ``TS``, ``LOU``, ``S/NF`` …"""


class Box(Struct, frozen=True, array_like=True, gc=False, order=True):
    """A rectangle on a page, in page pixels."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        return self.right - self.left

    @property
    def height(self) -> int:
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """The height on the page of the box's middle, in pixels from the top."""
        return (self.top + self.bottom) / 2

    def union(self, other: Box) -> Box:
        """The smallest box around both."""
        return Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )

    def holds(self, other: Box) -> bool:
        """Whether `other` lies within this box."""
        return (
            self.left <= other.left
            and self.top <= other.top
            and self.right >= other.right
            and self.bottom >= other.bottom
        )


class Word(Struct, frozen=True, array_like=True, gc=False):
    """One word as read from a page."""

    text: str
    box: Box
    confidence: float = 1.0
    source: Reader = "text"
    other: str | None = None
    """The reading that was not kept, where two readers differ."""
    ink: Ink = "typed"
    struck: bool = False
    """A pen has gone through it."""
    underlined: bool = False


SeenKind = Literal["underline", "rule", "stamp", "hand", "withheld", "covered"]


class Seen(Struct, frozen=True, gc=False):
    """Something on the page's image that is not a word."""

    kind: SeenKind
    box: Box
    text: str = ""
    confidence: float = 1.0
    angle: int = 0
    """Degrees, clockwise, by which it is turned against the page."""
    codes: tuple[str, ...] = ()
    """Exemption codes in or beside a withheld passage, as printed."""


class Page(Struct, frozen=True, gc=False):
    """One page, upright, as words with their places."""

    number: int
    width: int
    height: int
    dpi: int
    words: tuple[Word, ...] = ()
    seen: tuple[Seen, ...] = ()
    reader: Reader = "text"
    """How the words were had: the page's best reader."""
    turned: int = 0
    """Degrees, clockwise, by which the page was turned to stand upright."""
    quality: float = 1.0
    """Share of the words that are not doubtful."""
    text: str = ""
    """The clean text, line by line, struck marks typed as if not struck."""

    def points(self, box: Box) -> tuple[float, float, float, float]:
        """`box` in PDF points (1/72 inch), origin at the top left of the upright page."""
        k = 72 / self.dpi
        return (box.left * k, box.top * k, box.right * k, box.bottom * k)


LineKind = Literal["body", "banner", "page_number", "stamp", "block", "control", "hand", "noise"]
"""``body`` is all that a person typed as the paper's own text, its header included; the rest is furniture."""


class Cell(Struct, frozen=True, array_like=True, gc=False):
    """A run of a line's words with a wide gap before it: a column's entry."""

    start: int
    """Where it begins in the line's text, in characters."""
    left: int
    """Where it begins on the page, in pixels."""


class Line(Struct, frozen=True, gc=False):
    """One printed line."""

    number: int
    page: int
    text: str
    box: Box
    words: tuple[int, ...] = ()
    """Which of the page's words it is made of, in reading order."""
    kind: LineKind = "body"
    indent: float = 0.0
    """How far right of the page's text margin it begins, in characters of its own type."""
    gap: float = 1.0
    """Distance from the line above on its page, in line pitches: 1 follows on, 2 is a blank line."""
    cells: tuple[Cell, ...] = ()
    """Its columns, where it has more than one; the first begins at 0."""


class Piece(Struct, frozen=True, array_like=True, gc=False):
    """Characters ``start:end`` of one line."""

    line: int
    start: int
    end: int


class Span(Struct, frozen=True, gc=False):
    """Where a value stands: pieces of lines, in reading order."""

    pieces: tuple[Piece, ...] = ()


def joined(pieces: Iterable[str]) -> str:
    """Printed lines as running text: a blank between them, none after a hyphen that ends a line.

    A hyphen at a line's end is kept, since only a dictionary could say whether it belongs to the word; a
    dash of its own (``--``) is no hyphen.
    """
    parts: list[str] = []
    end = ""  # the last two characters: all that the next blank depends on
    for piece in map(str.strip, pieces):
        if not piece:
            continue
        if parts and not (end.endswith("-") and end[:-1].isalnum()):
            parts.append(" ")
            end += " "
        parts.append(piece)
        end = (end + piece)[-2:]
    return "".join(parts)
