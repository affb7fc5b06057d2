"""Citations: who has the paper, where it lies there, and what it is, in the order that each custom has.

A citation is drawn from evidence alone. What it needs and what is not known stays open, in square brackets:
``[box not given]``. So it can be sent to nobody by mistake, and it says what has still to be looked up.

Customs: the order of a FRUS source note was counted over 12,298 published notes; Chicago is the 17th edition
of its manual, 14.221 to 14.231; NARA is its General Information Leaflet 17; the National Security Archive has
no printed rule, its order is that of the documents in its postings.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from memcon.errors import UsageError
from memcon.exports.entry import ExportEntry
from memcon.exports.facts import Facts, facts, long_date, repository_place
from memcon.model import Volume

_ROOM = re.compile(
    r"\b(room|office|house|hotel|ministry|palace|residence|embassy|suite|hall|lodge|cabin|mansion|villa|"
    r"kremlin|pentagon|capitol|building|aircraft|apartment|library|ranch|garden|chancery|dacha)\b",
    re.IGNORECASE,
)
_AT = re.compile(
    r"\b(hotel|palace|embassy|residence|house|ministry|lodge|ranch|dacha|pentagon)$", re.IGNORECASE
)
_OWNED = re.compile(r"^\S+?(?:’s|'s|s’|s')\b|^the\b", re.IGNORECASE)
_DRAFTED = re.compile(r"^\s*(?:drafted|drafting|prepared|approved|cleared)\b", re.IGNORECASE)


def gap(what: str) -> str:
    """What stands for something that is not known."""
    return f"[{what} not given]"


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


def source_note(entry: ExportEntry) -> str:
    """The note that a volume of Foreign Relations of the United States has on where a paper lies.

    A paper that was read from such a volume has the volume's own note, word for word.
    """
    published = entry.record.publication
    if published and published.source and not entry.provenance:
        return published.source.text
    known = facts(entry)
    level = "; ".join((known.level or "[classification not seen]", *known.captions))
    sentences = [f"Source: {_way(known)}", level]
    if known.drafting:
        drafting = " ".join(known.drafting.split())
        sentences.append(drafting if _DRAFTED.match(drafting) else f"Drafted by {drafting}")
    if known.place and _ROOM.search(known.place) and entry.record.form != "telcon":
        sentences.append(f"The meeting took place {_room(known.place)}")
    return " ".join(_stopped(sentence) for sentence in sentences)


def _way(known: Facts) -> str:
    """Repository, collection, series, lot, box, folder; gaps where a step that every note has is missing."""
    steps = [known.repository or gap("repository"), known.collection or gap("collection"), known.series]
    steps.append(_named("Lot", known.lot))
    box = _named("Box", known.box)
    if not box and known.oa_id:
        box = known.oa_id if known.oa_id.upper().startswith("OA/ID") else f"OA/ID {known.oa_id}"
    steps.append(box or (None if known.lot else gap("box")))
    steps.append(known.folder or gap("folder"))
    return ", ".join(step for step in steps if step)


def _named(name: str, value: str | None, *, small: bool = False) -> str | None:
    """``Box 12`` for ``12``; a value that says so itself stays."""
    if not value:
        return None
    word = name.lower() if small else name
    return f"{word}{value[len(name) :]}" if value.lower().startswith(name.lower()) else f"{word} {value}"


def _room(place: str) -> str:
    if not _OWNED.match(place) and not re.search(r"[’']s\b|,", place):
        place = f"the {place}"
    place = re.sub(r"^The\b", "the", place)
    return f"{'at' if _AT.search(place) else 'in'} {place}"


def _stopped(sentence: str) -> str:
    return sentence if sentence.endswith((".", "?", "!")) else f"{sentence}."


def _item(known: Facts, entry: ExportEntry) -> str:
    """``Memorandum of conversation, Washington, March 27, 2000``, as a note names a paper without a title."""
    people = [p.name or p.printed for p in entry.record.participants]
    between = f" between {people[0]} and {people[1]}" if len(people) == 2 else ""
    where = known.place if known.place and not _ROOM.search(known.place) else None
    parts = (known.genre + between, where, long_date(known.date) or gap("date"))
    return ", ".join(part for part in parts if part)


def chicago_note(entry: ExportEntry) -> str:
    """A full note: item, date, box and folder, collection, repository, town, address on the web."""
    known = facts(entry)
    volume = _volume_note(entry, known)
    if volume:
        return volume
    house = known.repository or gap("repository")
    parts = [_item(known, entry), *_shelf(known), known.collection or gap("collection"), house]
    parts += [repository_place(known.repository), known.url]
    return ", ".join(part for part in parts if part) + "."


def _shelf(known: Facts) -> list[str]:
    """Folder, box and series, the smallest first."""
    folder = f"folder “{known.folder}”" if known.folder else gap("folder")
    box = _named("Box", known.box, small=True)
    box = box or (f"OA/ID {known.oa_id}" if known.oa_id else _named("Lot", known.lot)) or gap("box")
    return [step for step in (folder, box, known.series) if step]


def _volume_note(entry: ExportEntry, known: Facts) -> str | None:
    """The note for a paper that was read from a published volume; None for any other."""
    volume, published = entry.document.volume, entry.record.publication
    if not volume or not published:
        return None
    item = _item(known, entry) if published.kind == "historical-document" else "Editorial note"
    book = f"in {volume_title(volume)} ({volume_imprint(volume)})"
    return ", ".join(part for part in (item, book, f"doc. {published.number}", known.url) if part) + "."


def volume_title(volume: Volume) -> str:
    """Series, years, number, title and editors of a volume, as a note has them."""
    number = re.sub(r"^volume\b", "vol.", volume.number or "", flags=re.IGNORECASE)
    editors = f"ed. {_and(volume.editors)}" if volume.editors else None
    whole = (volume.series, volume.period, number, volume.name) if volume.series else (volume.title,)
    return ", ".join(part for part in (*whole, editors) if part)


def volume_imprint(volume: Volume) -> str:
    """Place, publisher and year of a volume."""
    place, house = volume.place or gap("place"), volume.publisher or gap("publisher")
    return f"{place}: {house}, {volume.year or gap('year')}"


def _and(names: tuple[str, ...]) -> str:
    return " and ".join(names) if len(names) < 3 else f"{', '.join(names[:-1])}, and {names[-1]}"


def chicago_short(entry: ExportEntry) -> str:
    """The note for a paper that was cited before."""
    known = facts(entry)
    if known.volume and entry.document.volume:
        return f"{_item(known, entry)}, doc. {known.number}."
    return f"{_item(known, entry)}, {known.collection or gap('collection')}."


def chicago_bibliography(entry: ExportEntry) -> str:
    """The entry of a bibliography: the collection or the volume, not the single paper."""
    known = facts(entry)
    volume = entry.document.volume
    if known.volume and volume:
        editors = (
            f"{_and(volume.editors)}, ed{'s' if len(volume.editors) > 1 else ''}. " if volume.editors else ""
        )
        bare = volume_title(volume).partition(", ed. ")[0]
        return f"{editors}{bare}. {volume_imprint(volume)}."
    town = repository_place(known.repository)
    house = known.repository or gap("repository")
    return f"{known.collection or gap('collection')}. {house}{f', {town}' if town else ''}."


def nara(entry: ExportEntry) -> str:
    """Record, file unit, series, subgroup or collection, repository: the order of Leaflet 17."""
    known = facts(entry)
    item = f"{known.title}, {long_date(known.date) or gap('date')}"
    box = _named("Box", known.box) or known.oa_id
    unit = ", ".join(part for part in (known.folder or gap("file unit"), box) if part)
    parts = (item, unit, known.series, known.lot, known.collection or gap("record group or collection"))
    naid = f"National Archives Identifier {known.naid}" if known.naid else None
    return "; ".join(part for part in (*parts, known.repository or gap("repository"), naid) if part) + "."


def nsarchive(entry: ExportEntry) -> str:
    """Heading, date, classification; then the source and how it was released."""
    known, record = facts(entry), entry.record
    subject = f"“{record.subject.strip(' .')},”" if record.subject else None
    level = ", ".join((known.level or "[classification not seen]", *known.captions))
    parts = (f"{known.title},", subject, f"{long_date(known.date) or gap('date')},", level)
    heading = " ".join(part for part in parts if part)
    case = f" Released under case {known.case}." if known.case else ""
    return f"{_stopped(heading)} {_stopped(f'Source: {_way(known)}')}{case}"


def library(entry: ExportEntry) -> str:
    """What the presidential libraries ask for: kind, title, date, folder, box, collection, library."""
    known, record = facts(entry), entry.record
    subject = f"“{record.subject.strip(' .')}”" if record.subject else None
    parts = [known.genre, subject, long_date(known.date) or gap("date"), *_shelf(known)]
    parts += [known.collection or gap("collection"), known.repository or gap("library")]
    return ", ".join(part for part in parts if part) + "."


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
