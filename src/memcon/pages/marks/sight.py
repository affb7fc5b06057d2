"""What `look` gives: everything on a page's image that OCR cannot say."""

from __future__ import annotations

from msgspec import Struct

from memcon.model import Box, Seen


class StruckMark(Struct, frozen=True, gc=False):
    """A portion mark read from the image."""

    box: Box
    """The mark and the stroke on it, in the page's pixels."""
    text: str
    """With its brackets: ``(C)``."""
    confidence: float
    """Probability that it is a mark and says this."""
    struck: bool
    """Whether a pen went through it."""
    line: float
    """The height of its row's middle, in pixels from the page's top."""
    core: Box
    """The mark alone, from bracket to bracket, without what the stroke sticks out."""


class Sight(Struct, frozen=True):
    """A page as looked at, before any word of it is read. Boxes are in the page's pixels."""

    marks: tuple[StruckMark, ...] = ()
    """In reading order, struck or not."""
    underlines: tuple[Seen, ...] = ()
    rules: tuple[Seen, ...] = ()
    """Ruled lines, and strokes through words: ``text`` is then ``struck``."""
    stamps: tuple[Seen, ...] = ()
    print: tuple[Box, ...] = ()
    """The lines of large or bold print that the stamps are made of."""
    holes: tuple[Box, ...] = ()
    """The stamps that are perforations."""
    withheld: tuple[Seen, ...] = ()
    frames: tuple[Box, ...] = ()
    """Of the withheld passages those that lines or corners frame."""
    hand: tuple[Seen, ...] = ()
    tall: float = 0.0
    """Height of a capital of the page's type, in pixels."""
    pitch: float = 0.0
    """Distance from line to line, in pixels."""
