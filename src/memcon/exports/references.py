"""References for reference managers: CSL-JSON, RIS and BibTeX, with the fields that archives need.

CSL-JSON 1.0.2 has variables for archives of its own. In RIS the tags are those that Zotero's translator reads
back into its fields (RIS.js: DB archive, AN location in it, CN call number, M3 kind of manuscript). BibTeX
has no such fields; what every style prints is in ``howpublished`` and ``note``, the parts stand beside it
under the names that biblatex and Better BibTeX use.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from memcon.exports.entry import ExportEntry
from memcon.exports.facts import Facts, facts
from memcon.exports.holders import town_of
from memcon.exports.source_notes import is_room
from memcon.exports.volumes import volume_title

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_OFFICES = re.compile(
    r"^(?:the )?(?:president|secretary|interpreter|minister|chairman|ambassador)\b", re.IGNORECASE
)


def _headline(entry: ExportEntry, known: Facts) -> str:
    """The title that a reference shows: the paper's own, with its subject, which tells it from its like."""
    return f"{known.title}: {entry.record.subject}" if entry.record.subject else known.title


def _location(known: Facts) -> str | None:
    """Where in the collection: series, lot, box, folder."""
    box = known.box if not known.box or known.box.lower().startswith("box") else f"Box {known.box}"
    lot = known.lot if not known.lot or known.lot.lower().startswith("lot") else f"Lot {known.lot}"
    parts = [part for part in (known.series, lot, box or known.oa_id, known.folder) if part]
    return ", ".join(parts) or None


def _town(known: Facts) -> str | None:
    """Where it was, if that is a town: a room is no place of a reference."""
    return known.place if known.place and not is_room(known.place) else None


def _people(entry: ExportEntry) -> list[str]:
    return list(dict.fromkeys(p.name or p.printed for p in entry.record.participants))


def csl(entries: Sequence[ExportEntry]) -> bytes:
    """A list of CSL-JSON items, UTF-8."""
    return json.dumps([_csl(entry) for entry in entries], ensure_ascii=False, indent=1).encode() + b"\n"


def _csl(entry: ExportEntry) -> dict[str, Any]:
    known, record, volume = facts(entry), entry.record, entry.document.volume
    item: dict[str, Any] = {
        "id": entry.slug,
        "type": "chapter" if volume else "manuscript",
        "title": _headline(entry, known),
        "genre": known.genre,
        "language": "en",
        "author": [_name(record.from_)] if record.from_ else None,
        "recipient": [_name(name) for name in record.addressees],
        "contributor": [_name(name) for name in _people(entry)],
        "issued": {"date-parts": [[int(part) for part in known.date.split("-")]]} if known.date else None,
        "event-place": _town(known),
        "archive": known.repository,
        "archive_collection": known.collection,
        "archive_location": _location(known),
        "archive-place": town_of(known.repository),
        "call-number": known.naid or known.oa_id or known.lot,
        "URL": known.url,
        "note": _note(known) or None,
    }
    if volume:
        item |= {
            "container-title": volume_title(volume),
            "publisher": volume.publisher,
            "number": known.number,
        }
        item |= {"publisher-place": volume.place, "editor": [_name(name) for name in volume.editors]}
    return {name: value for name, value in item.items() if value}


def _name(printed: str) -> dict[str, str]:
    """A name as CSL takes it; an office or a longer line as it is, for only a plain name comes apart."""
    words = printed.split()
    plain = 2 <= len(words) <= 4 and "," not in printed and not _OFFICES.match(printed)
    return {"family": words[-1], "given": " ".join(words[:-1])} if plain else {"literal": printed}


def _note(known: Facts) -> str:
    level = "; ".join((known.level, *known.captions)) if known.level else None
    return ". ".join(part for part in (level, *known.identifiers, known.note) if part)


def ris(entries: Sequence[ExportEntry]) -> bytes:
    """RIS, one entry after another, UTF-8, lines ending as the format asks (CR LF)."""
    return "".join(f"{line}\r\n" for entry in entries for line in _ris(entry)).encode()


def _ris(entry: ExportEntry) -> Iterator[str]:
    known, record, volume = facts(entry), entry.record, entry.document.volume
    yield f"TY  - {'CHAP' if volume else 'MANSCPT'}"
    rows: list[tuple[str, str | None]] = [
        ("ID", entry.slug),
        ("TI", _headline(entry, known)),
        ("AU", record.from_),
        *(("KW", name) for name in _people(entry)),
        ("DA", known.date.replace("-", "/") if known.date else None),
        ("PY", known.date[:4] if known.date else None),
        ("CY", volume.place if volume else _town(known)),
        ("PB", volume.publisher if volume else None),
        ("T2", volume_title(volume) if volume else None),
        ("M3", known.genre),
        ("DB", known.repository),
        ("AN", ", ".join(part for part in (known.collection, _location(known)) if part) or None),
        ("CN", known.naid or known.oa_id or known.lot),
        ("UR", known.url),
        ("N1", _note(known)),
        ("LA", "en"),
    ]
    for tag, value in rows:
        if value:
            yield f"{tag}  - {' '.join(value.split())}"
    yield "ER  - "
    yield ""


def bibtex(entries: Sequence[ExportEntry]) -> bytes:
    """BibTeX entries of the type ``misc``, or ``incollection`` for a published paper, UTF-8."""
    return "\n".join(_bibtex(entry) for entry in entries).encode()


def _bibtex(entry: ExportEntry) -> str:
    known, record, volume = facts(entry), entry.record, entry.document.volume
    date = known.date or ""
    where = ", ".join(part for part in (known.repository, known.collection, _location(known)) if part)
    rows: list[tuple[str, str | None]] = [
        ("author", record.from_),
        ("title", f"{{{_tex(_headline(entry, known))}}}"),
        ("year", date[:4]),
        ("date", date),
        ("type", known.genre),
        ("booktitle", volume_title(volume) if volume else None),
        ("editor", " and ".join(volume.editors) if volume else None),
        ("publisher", volume.publisher if volume else None),
        ("number", known.number),
        ("howpublished", where),
        ("address", volume.place if volume else town_of(known.repository)),
        ("archive", known.repository),
        ("archive_collection", known.collection),
        ("archive_location", _location(known)),
        ("call-number", known.naid or known.oa_id or known.lot),
        ("url", known.url),
        ("note", _note(known)),
        ("keywords", ", ".join(name.replace(",", "") for name in _people(entry))),
    ]
    lines = [
        f"  {name} = {{{value if name in ('title', 'url') else _tex(value)}}},"
        for name, value in rows
        if value
    ]
    if len(date) >= 7:
        lines.insert(2, f"  month = {_MONTHS[int(date[5:7]) - 1]},")
    kind = "incollection" if volume else "misc"
    return "\n".join((f"@{kind}{{{entry.slug},", *lines, "}", ""))


def _tex(text: str) -> str:
    return "".join(_TEX.get(letter, letter) for letter in text)
