"""What the archive answers: values that become JSON as they are."""

from __future__ import annotations

from msgspec import Struct

from memcon.archive.corrections import Correction
from memcon.archive.means import LinkSaid
from memcon.model import Box, Document, Record

OPENING, CLOSING = "\x02", "\x03"
"""Stand around a found word in `FoundPassage.snippet`: characters that no paper has."""


class Added(Struct, frozen=True):
    """What became of a file that was to be added."""

    sha256: str
    state: str
    """``added``, ``read again``, or ``known`` where nothing was done."""
    records: tuple[str, ...] = ()
    """The short ids of its records."""
    adrift: int = 0
    """Corrections that found no place in the new reading."""


class Listed(Struct, frozen=True):
    """A record in a line."""

    id: str
    file: str
    pages: tuple[int, int]
    form: str
    title: str | None
    subject: str | None
    date: str | None
    time_start: str | None
    place: str | None
    level: str | None
    participants: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    """The participants by their usual names, as far as it is known who they are."""


class FoundPassage(Struct, frozen=True):
    """A passage that a query finds."""

    kind: str
    speaker: str | None
    text: str
    snippet: str
    mark: str | None
    struck: bool
    page: int
    dpi: int | None
    box: Box | None
    """On its page, in pixels at `dpi`; None where its place is not known."""
    confidence: float


class Found(Struct, frozen=True):
    """A record with passages that a query finds."""

    record: Listed
    passages: tuple[FoundPassage, ...]
    """The best of them, in reading order."""
    matching: int
    """How many passages of the record match, as far as they were counted."""


class Facet(Struct, frozen=True):
    """A value that found records have, and how many of them."""

    value: str
    count: int


class Results(Struct, frozen=True):
    """A page of what a query finds."""

    query: str
    sort: str
    page: int
    limit: int
    found: tuple[Found, ...]
    records: int | None
    """How many records match; None where the passages are too many to count."""
    passages: int | None
    more: bool
    """Whether there is another page."""
    notes: tuple[str, ...] = ()
    facets: dict[str, tuple[Facet, ...]] | None = None
    """Of all records found, where they were asked for and the passages are not too many to count."""


class Copy(Struct, frozen=True):
    """A record of another file, or elsewhere in the same, that says the same."""

    record: Listed
    share: float
    """Of all runs of three words in the two, the part that both have, 0 to 1."""


class Shown(Struct, frozen=True):
    """A record with all that the archive knows of it."""

    id: str
    key: str
    paths: tuple[str, ...]
    document: Document
    """As memcon read it, whole; in the papers into which people have divided it."""
    as_read: Record
    """As memcon read it."""
    record: Record
    """As corrected."""
    provenance: dict[str, str]
    corrections: tuple[Correction, ...]
    copies: tuple[Copy, ...] = ()
    """The same paper elsewhere: another release, another scan; the likest first."""
    links: tuple[LinkSaid, ...] = ()
    """What people have said of whom its names mean."""


class Somebody(Struct, frozen=True):
    """One person, as far as it is known who a name means, or one name: in how many records, as what, from
    when to when."""

    name: str
    records: int
    roles: tuple[str, ...]
    offices: tuple[str, ...]
    first: str | None
    last: str | None
    person: str | None = None
    """The id in the table of people; None for a name of which nothing is known."""
    printed: tuple[str, ...] = ()
    """The names under which the records have him or her."""


class Failure(Struct, frozen=True):
    """A file that could not be read."""

    path: str
    sha256: str | None
    code: str
    reason: str
    hint: str
    at: str


class Status(Struct, frozen=True):
    """What an archive holds."""

    archive: str
    size: int
    """In bytes, with what SQLite keeps beside the file."""
    files: int
    pages: int
    records: int
    passages: int
    people: int
    doubtful: int
    """Passages with a doubtful word or mark."""
    unread: int
    """Stretches of lines that no rule understood."""
    forms: dict[str, int]
    diagnostics: dict[str, int]
    corrections: int
    adrift: tuple[Correction, ...]
    failures: tuple[Failure, ...]


class DoubtfulWord(Struct, frozen=True):
    """A word of which memcon is not sure, in the text of a doubt."""

    text: str
    start: int
    """Where it begins in `Doubt.value`, in characters."""
    other: str | None
    """What another reader took it for."""
    confidence: float
    box: Box


class Doubt(Struct, frozen=True):
    """A place of a record at which a person should look, and which can be corrected."""

    record: str
    """The record's id, in short."""
    file: str
    path: str
    """As `Archive.correct` and `Archive.confirm` take it."""
    kind: str
    """``text`` with doubtful `words`, ``mark``, or ``field`` of the header."""
    value: str | None
    """What stands there."""
    words: tuple[DoubtfulWord, ...]
    candidates: tuple[str, ...]
    """What else might stand there, each a whole value."""
    page: int
    dpi: int | None
    box: Box | None
    """Of the doubtful words, or of all that the value was read from, in pixels at `dpi`."""
    confidence: float
    """Of what is least sure."""
    context: str | None = None
    """Of a mark, the paragraph that bears it."""


class SavedSearch(Struct, frozen=True):
    """A query that was given a name."""

    name: str
    query: str
    sort: str
    author: str
    at: str


class KeptPage(Struct, frozen=True):
    """A page of a kept file: its size in pixels at `dpi`, and the degrees, clockwise, it was turned by."""

    sha256: str
    number: int
    width: int
    height: int
    dpi: int
    turned: int


class Thumbnail(Struct, frozen=True):
    """The picture of a page in small, as WebP, its size in pixels."""

    data: bytes
    width: int
    height: int


class Relocated(Struct, frozen=True):
    """A file that was found again."""

    sha256: str
    gone: tuple[str, ...]
    """Where it had been."""
    path: str
    """Where it lies now."""
