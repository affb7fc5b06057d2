"""What a page says of its record to Zotero and to search engines: citation tags, Dublin Core, COinS."""

from __future__ import annotations

from urllib.parse import urlencode

from msgspec import Struct

from memcon import Shown
from memcon.serve import wording


class Metadata(Struct, frozen=True):
    """The tags of a page's head, and the COinS of its body."""

    tags: tuple[tuple[str, str], ...]
    coins: str


def of_record(shown: Shown) -> Metadata:
    """What is known of a record, by the names that Zotero's translators look for.

    Tags are those of Embedded Metadata (``citation_*`` and Dublin Core); COinS is a Z39.88 context object of
    the Dublin Core kind, for readers that know no tags.
    """
    record, given = shown.record, shown.provenance
    people = [one.name or one.printed for one in record.participants]
    genre = wording.form_name(record.form).capitalize()
    tags: list[tuple[str, str | None]] = [
        ("citation_title", wording.name_of(record)),
        *(("citation_author", name) for name in people),
        ("citation_date", record.date),
        ("citation_publication_date", record.date),
        ("citation_language", "en"),
        ("citation_archive", given.get("repository")),
        ("citation_archive_location", archive_location(given)),
        ("DC.title", wording.name_of(record)),
        ("DC.type", "manuscript"),
        ("DC.date", record.date),
        ("DC.description", genre),
        ("DC.source", given.get("repository")),
        ("DC.identifier", shown.id),
        ("DC.coverage", record.place),
        *(("DC.contributor", name) for name in people),
    ]
    known = tuple((name, value) for name, value in tags if value)
    return Metadata(known, _coins(shown, people, genre))


def archive_location(given: dict[str, str]) -> str:
    """Where in a repository a paper lies: collection, series, lot, box, folder."""
    parts = (given.get(name) for name in ("collection", "series", "lot", "box", "folder"))
    return ", ".join(part for part in parts if part)


def _coins(shown: Shown, people: list[str], genre: str) -> str:
    record = shown.record
    pairs = [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", "info:ofi/fmt:kev:mtx:dc"),
        ("rft.title", wording.name_of(record)),
        ("rft.type", "manuscript"),
        ("rft.description", genre),
        ("rft.date", record.date or ""),
        ("rft.source", shown.provenance.get("repository", "")),
        ("rft.identifier", shown.id),
        *(("rft.aulast", name) for name in people[:1]),
        *(("rft.au", name) for name in people),
    ]
    return urlencode([pair for pair in pairs if pair[1]])
