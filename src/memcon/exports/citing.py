"""Citations: who has the paper, where it lies there, and what it is, in the order that each custom has.

A citation is drawn from evidence alone. What it needs and what is not known stays open, in square brackets:
``[box not given]``. So it can be sent to nobody by mistake, and it says what has still to be looked up.

Customs: the order of a FRUS source note was counted over 12,298 published notes; Chicago is the 17th edition
of its manual, 14.221 to 14.231; NARA is its General Information Leaflet 17; the National Security Archive has
no printed rule, its order is that of the documents in its postings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from memcon.errors import UsageError
from memcon.exports.entry import ExportEntry
from memcon.exports.facts import Facts, facts, long_date
from memcon.exports.holders import full_name, town_of
from memcon.exports.source_notes import gap, is_room, named, source_note, stopped, unboxed, way
from memcon.exports.volumes import short_title, volume_entry, volume_imprint, volume_title


def cite_one(entry: ExportEntry, style: str) -> str:
    """The citation of a record in one of `STYLES`, on one line. Raises `UsageError` for another style."""
    if style not in STYLES:
        raise UsageError(f"there is no style {style!r}", f"Use one of {', '.join(STYLES)}")
    return STYLES[style].write(entry)


class Style:
    """A custom of citing: `what` says whose it is and what for, `write` gives one citation."""

    def __init__(self, what: str, write: Callable[[ExportEntry], str]) -> None:
        self.what = what
        self.write = write


def _item(known: Facts, entry: ExportEntry) -> str:
    """``Memorandum of conversation, Washington, March 27, 2000``, as a note names a paper without a title."""
    where = known.place if known.place and not is_room(known.place) else None
    between = _between(entry)
    about = _about(entry) if not between else None
    return _listed((known.genre + between, about, where, long_date(known.date) or gap("date")))


def _about(entry: ExportEntry) -> str | None:
    """The subject that a paper bears, in quotation marks, as a specific title stands."""
    subject = entry.record.subject
    return f"“{subject.strip(' .,')}”" if subject and subject.strip(" .,") else None


def _listed(parts: Iterable[str | None]) -> str:
    """Parts with a comma behind each but the last, within quotation marks where one ends with them."""
    return ", ".join(part for part in parts if part).replace("”, ", ",” ")


def chicago_note(entry: ExportEntry) -> str:
    """A full note: item, date, box and folder, collection, repository, town, address on the web."""
    known = facts(entry)
    volume = _volume_note(entry, known)
    if volume:
        return volume
    parts = [_item(known, entry), *_shelf(known), known.collection or gap("collection"), _house(known)]
    parts += [town_of(known.repository), known.url]
    return _listed(parts) + "."


def _between(entry: ExportEntry) -> str:
    """Who talked, where they were two."""
    people = [p.name or p.printed for p in entry.record.participants]
    return f" between {people[0]} and {people[1]}" if len(people) == 2 else ""


def _house(known: Facts) -> str:
    """The repository under its own name."""
    return full_name(known.repository) if known.repository else gap("repository")


def _shelf(known: Facts) -> list[str]:
    """Folder, box and series, the smallest first."""
    folder = f"folder “{known.folder}”" if known.folder else gap("folder")
    return [step for step in (folder, _box(known, small=True), known.series) if step]


def _box(known: Facts, *, small: bool) -> str:
    """The box, or the number that stands for it."""
    other = f"OA/ID {known.oa_id}" if known.oa_id else named("Lot", known.lot)
    return named("Box", known.box, small=small) or other or ("" if unboxed(known) else gap("box"))


def _volume_note(entry: ExportEntry, known: Facts) -> str | None:
    """The note for a paper that was read from a published volume; None for any other."""
    volume, published = entry.document.volume, entry.record.publication
    if not volume or not published:
        return None
    item = _item(known, entry) if published.kind == "historical-document" else "Editorial note"
    book = f"in {volume_title(volume)} ({volume_imprint(volume)})"
    return ", ".join(part for part in (item, book, f"doc. {published.number}", known.url) if part) + "."


def chicago_short(entry: ExportEntry) -> str:
    """The note for a paper that was cited before."""
    known = facts(entry)
    volume = entry.document.volume
    if known.volume and volume:
        return f"{_item(known, entry)}, {short_title(volume)}, doc. {known.number}."
    return f"{_item(known, entry)}, {known.collection or gap('collection')}."


def chicago_bibliography(entry: ExportEntry) -> str:
    """The entry of a bibliography: the collection or the volume, not the single paper."""
    known = facts(entry)
    volume = entry.document.volume
    if known.volume and volume:
        return volume_entry(volume)
    town = town_of(known.repository)
    return f"{known.collection or gap('collection')}. {_house(known)}{f', {town}' if town else ''}."


def nara(entry: ExportEntry) -> str:
    """Record, file unit, series, subgroup or collection, repository: the order of Leaflet 17."""
    known = facts(entry)
    item = f"{known.title}, {long_date(known.date) or gap('date')}"
    box = named("Box", known.box) or known.oa_id
    unit = ", ".join(part for part in (known.folder or gap("file unit"), box) if part)
    parts = (item, unit, known.series, known.lot, known.collection or gap("record group or collection"))
    naid = f"National Archives Identifier {known.naid}" if known.naid else None
    return "; ".join(part for part in (*parts, _house(known), naid) if part) + "."


def nsarchive(entry: ExportEntry) -> str:
    """Heading, date, classification; then the source and how it was released."""
    known = facts(entry)
    level = (known.level or "[classification not seen]", *known.captions)
    heading = _listed((known.title, _about(entry), long_date(known.date) or gap("date"), *level))
    case = f" Released under case {known.case}." if known.case else ""
    return f"{stopped(heading)} {stopped(f'Source: {way(known)}')}{case}"


def library(entry: ExportEntry) -> str:
    """What the presidential libraries ask for, in the Carter Library's words and order.

    Kind, names or title, date, folder title, box (never the box alone), collection, library
    (jimmycarterlibrary.gov, "Citing Materials"; the Kennedy Library's "Citation Guide" has the same parts).
    """
    known, subject = facts(entry), _about(entry)
    item = [known.genre, subject] if subject else [known.genre + _between(entry)]
    folder = f"“{known.folder}” folder" if known.folder else gap("folder")
    parts = [*item, long_date(known.date) or gap("date"), folder, _box(known, small=False), known.series]
    parts += [known.collection or gap("collection"), _house(known)]
    return _listed(parts) + "."


STYLES: dict[str, Style] = {
    "frus": Style("source note of Foreign Relations of the United States", source_note),
    "chicago-note": Style("full note, Chicago Manual of Style", chicago_note),
    "chicago-short": Style("later note, Chicago Manual of Style", chicago_short),
    "chicago-bibliography": Style("entry of a bibliography, Chicago Manual of Style", chicago_bibliography),
    "nara": Style("National Archives, General Information Leaflet 17", nara),
    "nsarchive": Style("as the postings of the National Security Archive", nsarchive),
    "library": Style("as the presidential libraries ask for it", library),
}
"""Every custom, by the name that ``memcon cite --style`` takes."""
