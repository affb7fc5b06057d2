"""The most complete text that releases of one paper give together: values that become JSON as they are."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from memcon.comparison.results import Gap

PartKind = Literal["text", "gap"]


class Witness(Struct, frozen=True):
    """One of the releases, by its place in `Composite.witnesses`, from 0."""

    name: str
    """The file's name, or the record's id in an archive."""
    pages: tuple[int, int]
    released: str | None = None
    """The date of declassification, as its stamp has it."""
    words: int = 0
    """Words that it shows."""
    alone: int = 0
    """Words of the composite that no other release shows."""


class Variant(Struct, frozen=True, gc=False):
    """Another reading of a part, and who has it."""

    text: str
    witnesses: tuple[int, ...]


class Part(Struct, frozen=True, gc=False):
    """A run of words that the same releases show; or a gap that no release fills."""

    kind: PartKind
    text: str = ""
    witnesses: tuple[int, ...] = ()
    """The releases that show it as it stands here; for a gap, those that withhold it."""
    variants: tuple[Variant, ...] = ()
    """Other readings: of a part that releases give in other words, or that a scan misreads."""
    doubtful: bool = False
    """Whether the readings were settled by no agreement: no two releases, and no dictionary, support one."""
    gap: Gap | None = None
    pages: tuple[int | None, ...] = ()
    """For each of `witnesses`, the page of it on which the part begins."""


class CompositePassage(Struct, frozen=True, gc=False):
    """A paragraph, speech, heading or field of the composite."""

    kind: str
    speaker: str | None = None
    mark: str | None = None
    parts: tuple[Part, ...] = ()


class Composite(Struct, frozen=True):
    """The most complete text, each part with its witnesses."""

    witnesses: tuple[Witness, ...]
    passages: tuple[CompositePassage, ...] = ()
    words: int = 0
    gaps: int = 0
    """Passages that no release shows."""
    hidden: float = 0.0
    """Words that these hide, by their size; `unsized` gaps, whose size nothing tells, count nothing."""
    unsized: int = 0
    closed: float = 0.0
    """The share of the paper's words that no release shows, 0 to 1."""
