"""What the routes give in JSON: the nouns of a search, a record, a file, people."""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import Struct

from memcon import Correction, Facet, Found, FoundPassage, Listed, Results, Shown
from memcon.serve.wording import CLOSING, OPENING

Corners = tuple[int, int, int, int]
"""Left, top, right, bottom, in page pixels."""


class RecordLine(Struct, frozen=True):
    """A record in a line."""

    id: str
    file: str
    first_page: int
    last_page: int
    form: str
    title: str | None
    subject: str | None
    date: str | None
    time_start: str | None
    place: str | None
    level: str | None
    participants: list[str]


class HitPassage(Struct, frozen=True):
    """A passage that a query finds, and where on its page it stands."""

    kind: str
    speaker: str | None
    text: str
    snippet: str
    mark: str | None
    struck: bool
    page: int
    dpi: int | None
    box: list[int] | None
    """Left, top, right, bottom, in page pixels at `dpi`."""
    confidence: float


class Hit(Struct, frozen=True):
    """A record that a query finds, with the best of its passages."""

    record: RecordLine
    passages: list[HitPassage]
    matching: int


class Count(Struct, frozen=True):
    """A value, and how many records have it."""

    value: str
    count: int


class SearchAnswer(Struct, frozen=True):
    """A page of what a query finds; the numbers are null where they are too many to count."""

    query: str
    sort: str
    page: int
    records: int | None
    passages: int | None
    more: bool
    notes: list[str]
    found: list[Hit]
    facets: dict[str, list[Count]]


class Said(Struct, frozen=True):
    """A correction, with who made it, when, and why."""

    number: int
    record: str
    path: str
    old: Any
    value: Any
    why: str
    author: str
    at: str
    undone_at: str | None
    undone_by: str | None
    adrift: str | None


class RecordAnswer(Struct, frozen=True):
    """A record: as corrected and as read, each as the JSON schema of documents has a record."""

    id: str
    key: str
    file: str
    record: dict[str, Any]
    as_read: dict[str, Any]
    provenance: dict[str, str]
    corrections: list[Said]
    copies: list[Copied]
    diagnostics: list[dict[str, Any]]


class Copied(Struct, frozen=True):
    """The same paper elsewhere, and how much of it is the same, 0 to 1."""

    record: RecordLine
    share: float


def line_of(listed: Listed) -> RecordLine:
    """A record in a line."""
    return RecordLine(
        listed.id, listed.file, *listed.pages, listed.form, listed.title, listed.subject, listed.date,
        listed.time_start, listed.place, listed.level, list(listed.participants),
    )  # fmt: skip


def found_as_json(results: Results, facets: dict[str, tuple[Facet, ...]]) -> SearchAnswer:
    """The answer to a query."""
    return SearchAnswer(
        results.query,
        results.sort,
        results.page,
        results.records,
        results.passages,
        results.more,
        list(results.notes),
        [_hit(found) for found in results.found],
        {name: [Count(f.value, f.count) for f in counts] for name, counts in facets.items()},
    )


def _hit(found: Found) -> Hit:
    return Hit(line_of(found.record), [_passage(p) for p in found.passages], found.matching)


def _passage(p: FoundPassage) -> HitPassage:
    plain = p.snippet.replace(OPENING, "").replace(CLOSING, "")
    box = [p.box.left, p.box.top, p.box.right, p.box.bottom] if p.box else None
    return HitPassage(p.kind, p.speaker, p.text, plain, p.mark, p.struck, p.page, p.dpi, box, p.confidence)


def said(correction: Correction) -> Said:
    """A correction."""
    c = correction
    return Said(
        c.number, c.record, c.path, c.old, c.value, c.why, c.author, c.at, c.undone_at, c.undone_by, c.adrift
    )


def record_as_json(shown: Shown, diagnostics: list[dict[str, Any]]) -> RecordAnswer:
    """A record with all that is known of it, but for where its words stand."""
    return RecordAnswer(
        shown.id,
        shown.key,
        shown.document.source.name,
        msgspec.to_builtins(shown.record),
        msgspec.to_builtins(shown.as_read),
        dict(shown.provenance),
        [said(c) for c in shown.corrections],
        [Copied(line_of(copy.record), copy.share) for copy in shown.copies],
        diagnostics,
    )
