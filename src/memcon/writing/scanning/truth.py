"""What is really on a written scan: beside its bytes, so that a reader's answers can be scored."""

from __future__ import annotations

from msgspec import Struct

from memcon.model import Box, Mark, Page, Record


class TrueMark(Struct, frozen=True):
    """One portion mark on a page. Boxes are in pixels of the upright page."""

    page: int
    mark: Mark
    box: Box
    """Around the typed mark's ink, brackets included."""
    struck: bool = False
    stroke: Box | None = None
    """Around the pen's stroke through it."""


class Truth(Struct, frozen=True):
    """The pages with their words and all that is seen on them, the marks, and the records to be read."""

    pages: tuple[Page, ...]
    marks: tuple[TrueMark, ...]
    records: tuple[Record, ...]
    garbled: tuple[int, ...] = ()
    """The pages whose text layer is letter-spaced."""


class Written(Struct, frozen=True):
    """A written scan and the truth about it."""

    pdf: bytes
    truth: Truth
