"""What a comparison says: values that become JSON as they are.

**a** is the paper that was named first, **b** the second; "opened" is what a withholds and b shows. Words are
counted as `memcon.comparison.papers` parts them: at blanks and after hyphens. Places are in pixels of the
page they name.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from memcon.model import Box, Extent

Outcome = Literal["same", "withheld", "unclear", "changed", "missing", "closed", "opened"]
"""What became of a stretch of text, in rising order of weight.

``same`` in both; ``withheld`` from both; ``unclear``: the readings differ and nobody can say from them that
the papers do; ``changed``: the papers have different words; ``missing``: a stretch of one copy, such as a
page, that the other lacks without a sign that it was withheld; ``closed``: shown in a and withheld in b;
``opened``: withheld in a and shown in b.
"""
OUTCOMES: tuple[Outcome, ...] = ("same", "withheld", "unclear", "changed", "missing", "closed", "opened")


class Gap(Struct, frozen=True, gc=False):
    """A withheld passage where it stands in a text."""

    codes: tuple[str, ...] = ()
    """Exemption codes, as printed."""
    extent: Extent = "words"
    amount: float | None = None
    """How many words, lines, paragraphs or pages, in the unit of `extent`; None where it is not known."""
    words: float | None = None
    """About how many words it hides, by its extent or its box; None where nothing tells."""


class Place(Struct, frozen=True, gc=False):
    """Where something stands: a page of its file, and a box in pixels of that page."""

    page: int
    box: Box


class Segment(Struct, frozen=True, gc=False):
    """A run of words with one outcome, as each paper has it; empty where it shows none."""

    outcome: Outcome
    a: str = ""
    b: str = ""
    a_gap: Gap | None = None
    """What a withholds at this place."""
    b_gap: Gap | None = None


class Passage(Struct, frozen=True, gc=False):
    """A paragraph, speech, heading or field, as both papers have it."""

    kind: str
    """``turn``, ``direction``, ``paragraph``, ``heading``; for a field of the paper's frame its name, such as
    ``subject`` or ``participants``; ``other`` for what no rule understood."""
    outcome: Outcome
    """The weightiest of its segments' outcomes."""
    speaker: str | None = None
    a_page: int | None = None
    """The page on which it begins in a; None where a has nothing of it."""
    b_page: int | None = None
    a_mark: str | None = None
    b_mark: str | None = None
    segments: tuple[Segment, ...] = ()


class Difference(Struct, frozen=True, gc=False):
    """A stretch of words in which the papers differ."""

    outcome: Outcome
    passage: int
    """Which of `Comparison.passages` it stands in, from 0."""
    a: str
    b: str
    words: int
    """How many words it is about: those shown, or the more of both sides."""
    lines: float
    """How much of printed lines these words take up, in the copy that shows them."""
    speaker: str | None = None
    mark: str | None = None
    """The portion mark of its paragraph."""
    codes: tuple[str, ...] = ()
    """The exemption codes under which it is withheld on the other side."""
    a_page: int | None = None
    b_page: int | None = None
    a_places: tuple[Place, ...] = ()
    """Where its words, or the blank in their stead, stand: a box for each printed line."""
    b_places: tuple[Place, ...] = ()
    why: str = ""
    """What speaks for the outcome, where that is not plain."""


class MarkChange(Struct, frozen=True, gc=False):
    """A portion mark, or the level of the whole paper, that differs."""

    what: str
    """``paragraph``, ``subject`` or ``banner``."""
    a: str | None
    b: str | None
    a_struck: bool = False
    b_struck: bool = False
    passage: int | None = None
    a_page: int | None = None
    b_page: int | None = None
    text: str = ""
    """How the paragraph begins."""
    sure: bool = True
    """Whether both readings of the mark are beyond doubt."""


class CodeChange(Struct, frozen=True, gc=False):
    """An exemption code, or a line of the stamp of release, that differs."""

    what: str
    """``codes`` of a passage withheld from both; ``authority``, ``case``, ``date``, ``reviewer``, ``release``
    or ``doc_number`` of the release; ``stamp``."""
    a: str | None
    b: str | None
    passage: int | None = None
    a_page: int | None = None
    b_page: int | None = None


class Amount(Struct, frozen=True, gc=False):
    """How much text."""

    words: int = 0
    lines: float = 0.0
    passages: int = 0
    """Stretches of words."""


class Tally(Struct, frozen=True, gc=False):
    """How much was opened, and how much closed."""

    opened: Amount = Amount()
    closed: Amount = Amount()


class Counts(Struct, frozen=True):
    """The differences counted."""

    opened: Amount = Amount()
    closed: Amount = Amount()
    changed: Amount = Amount()
    missing: Amount = Amount()
    unclear: Amount = Amount()
    by_code: dict[str, Tally] = {}
    """By the code under which the other side withholds; a passage with two codes counts under both."""
    by_speaker: dict[str, Tally] = {}
    by_mark: dict[str, Tally] = {}
    by_page: dict[str, Tally] = {}
    """By the page of the copy that shows the words."""


class Side(Struct, frozen=True):
    """One of the two papers."""

    name: str
    """The file's name, or the record's id in an archive."""
    pages: tuple[int, int]
    form: str
    date: str | None = None
    subject: str | None = None
    released: str | None = None
    """The date of declassification, as the stamp has it."""
    case: str | None = None
    words: int = 0
    """Words that it shows."""
    gaps: int = 0
    """Passages that it withholds."""
    hidden: float = 0.0
    """Words that it withholds: counted where the other paper shows them, else estimated by the gap's size."""
    unsized: int = 0
    """Gaps of which neither the paper nor the other tells the size; they count nothing in `hidden`."""
    closed: float = 0.0
    """The share of the paper's words that it withholds, 0 to 1."""


class Comparison(Struct, frozen=True):
    """What is different in b, seen from a."""

    a: Side
    b: Side
    passages: tuple[Passage, ...] = ()
    """The whole text, passage by passage, in reading order."""
    opened: tuple[Difference, ...] = ()
    closed: tuple[Difference, ...] = ()
    changed: tuple[Difference, ...] = ()
    missing: tuple[Difference, ...] = ()
    marks: tuple[MarkChange, ...] = ()
    codes: tuple[CodeChange, ...] = ()
    unclear: tuple[Difference, ...] = ()
    counts: Counts = Counts()
    years: float | None = None
    """From the release of a to that of b, in years; None where a stamp gives no date."""

    @property
    def empty(self) -> bool:
        """Whether nothing differs, not even a reading."""
        lists = (self.opened, self.closed, self.changed, self.missing, self.marks, self.codes, self.unclear)
        return not any(lists)
