"""What the archive cannot do by itself: read lines anew, and say who somebody was.

Whoever opens an archive gives it the means; `memcon.Archive` gives memcon's own reader and table of people.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Literal, NamedTuple

from msgspec import Struct

from memcon.model import Document, Form, Line, Record


class LinkSaid(Struct, frozen=True, omit_defaults=True):
    """What a person says of whom a printed name means."""

    action: Literal["merge", "split", "reject"]
    """``merge``: wherever the record prints this name, it means `to`. ``split``: at `path` alone it does.
    ``reject``: it does not mean `to`; without `to`, it means nobody that is known."""
    printed: str
    """The name as printed."""
    to: str | None = None
    """An id: ``yeltsin-boris``; for somebody whom only the paper names ``paper/`` and a name."""
    path: str | None = None
    """The one field that is meant; None for everywhere in the record."""
    why: str = ""
    author: str = ""


class Known(NamedTuple):
    """Whom a name means."""

    id: str
    name: str
    """The usual name."""


PaperOf = Callable[[Document, tuple[int, int], Sequence[Line], Form | None], Record]
"""Reads lines of a document, on pages from the first to the last, as one paper; of this form, if it is
given."""
Identify = Callable[[Record, Sequence[LinkSaid]], Mapping[str, Sequence[Known]]]
"""Whom the names of a record mean, by their paths (``participants/0``, ``turns/3/speaker``), as far as it is
known; what people have said of them counts."""


class Means(NamedTuple):
    """What is given to an archive."""

    paper_of: PaperOf
    identify: Identify
