"""What a published edition adds to a paper: its number, its editors' notes, and the pages of the book."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct


class SourceNote(Struct, frozen=True, gc=False):
    """An editors' note that says where the paper lies, taken apart; null where it does not say."""

    text: str
    """The whole note, as printed."""
    repository: str | None = None
    collection: str | None = None
    """The record group or collection."""
    series: str | None = None
    """What stands between the collection and the box: series, subseries, files."""
    lot: str | None = None
    box: str | None = None
    folder: str | None = None
    level: str | None = None
    """As printed: ``Secret``, ``No classification marking``."""
    captions: tuple[str, ...] = ()
    drafting: str | None = None
    """The sentences on who drafted, cleared and approved it."""
    meeting: str | None = None
    """The sentence on where the meeting was held."""


class Footnote(Struct, frozen=True, gc=False):
    """An editors' note, with the name and the place of its call."""

    id: str
    number: str
    text: str
    line: int | None = None
    """The line in which it is called; null where it belongs to none of the paper's lines."""
    at: int | None = None
    """Before which character of that line."""


class PrintedPage(Struct, frozen=True, gc=False):
    """A page of the document and the page of the book of which it is a part."""

    page: int
    number: str
    """As printed: ``XII``, ``27``."""
    id: str | None = None
    facsimile: str | None = None
    """The name of the page's picture, as the edition has it."""


class Publication(Struct, frozen=True, gc=False):
    """A paper's place in a published edition."""

    volume: str
    """The edition's name for the volume: ``frus1969-76v12``."""
    id: str
    """The paper's name in the volume: ``d12``."""
    number: str
    heading: str
    """As printed, with the number: ``12. Memorandum of Conversation``."""
    kind: Literal["historical-document", "editorial-note"] = "historical-document"
    chapter: tuple[str, ...] = ()
    """The headings above it, the outermost first."""
    source: SourceNote | None = None
    notes: tuple[Footnote, ...] = ()
    pages: tuple[PrintedPage, ...] = ()
    attachments: tuple[int, ...] = ()
    """The first line of each paper that is attached."""


class VolumeEntry(Struct, frozen=True, gc=False):
    """A person or a term of a volume's front matter."""

    id: str
    name: str
    text: str = ""
    """What the volume says of it."""


class Volume(Struct, frozen=True, gc=False):
    """A published volume: its title and the lists of its front matter."""

    id: str
    title: str
    series: str | None = None
    period: str | None = None
    number: str | None = None
    name: str | None = None
    """Its own title: ``Soviet Union, January 1969–October 1970``."""
    editors: tuple[str, ...] = ()
    general_editors: tuple[str, ...] = ()
    publisher: str | None = None
    place: str | None = None
    year: str | None = None
    persons: tuple[VolumeEntry, ...] = ()
    terms: tuple[VolumeEntry, ...] = ()
