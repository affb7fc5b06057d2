"""What a citation may say of a record: only what stands in it, or what a person has set in the archive."""

from __future__ import annotations

import re
from datetime import date

from msgspec import Struct

from memcon.exports.entry import ExportEntry
from memcon.exports.holders import holder
from memcon.markings import CAPTIONS, LEVELS
from memcon.model import Record

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
TITLES = {
    "telcon": "Memorandum of Telephone Conversation",
    "memcon": "Memorandum of Conversation",
    "summary_of_conclusions": "Summary of Conclusions",
    "memorandum": "Memorandum",
    "cable": "Telegram",
    "paper": "Paper",
    "cover_sheet": "Cover Sheet",
    "marker": "Separator Page",
    "withdrawal_sheet": "Withdrawal Sheet",
    "other": "Paper",
}
"""What a paper of each form is called where it bears no title of its own."""
GENRES = {form: title[0] + title[1:].lower() for form, title in TITLES.items()}
FRUS = "https://history.state.gov/historicaldocuments"
"""Where the volumes of Foreign Relations of the United States are read (HistoryAtState/frus README)."""
WHERE = ("repository", "collection", "series", "lot", "box", "folder")
"""The steps of the way to a paper, from the outermost."""
HANDLING = (
    *CAPTIONS,
    "NIACT IMMEDIATE",
    "IMMEDIATE",
    "PRIORITY",
    "FLASH",
    "ROUTINE",
    "EXDIS HANDLE AS NODIS",
)
"""Words that source notes have behind the level, in the order in which they are looked for."""
SCHEDULES = ("XGDS", "GDS", "ADS", "OADR")
"""When a paper was to be declassified: beside the level on the paper, in no source note."""


class Facts(Struct, frozen=True):
    """What is known of where a paper lies and what it is; None is not known."""

    title: str
    genre: str
    date: str | None
    """ISO; as exact as it is known."""
    time: str | None
    place: str | None
    level: str | None
    """In words as a source note has it: ``Secret``, ``No classification marking``."""
    captions: tuple[str, ...]
    drafting: str | None
    repository: str | None = None
    collection: str | None = None
    series: str | None = None
    lot: str | None = None
    box: str | None = None
    folder: str | None = None
    oa_id: str | None = None
    case: str | None = None
    naid: str | None = None
    url: str | None = None
    number: str | None = None
    """Of the document in a published volume."""
    volume: str | None = None
    note: str | None = None

    @property
    def identifiers(self) -> tuple[str, ...]:
        """The numbers that archives have for it, each with its name."""
        named = (("NAID", self.naid), ("OA/ID", self.oa_id), ("case", self.case))
        return tuple(f"{name} {value}" for name, value in named if value)


def facts(entry: ExportEntry) -> Facts:
    """What `entry` gives evidence of; what a person has set comes before what an edition or a stamp says."""
    record = entry.record
    known = {**_published(record), **entry.provenance}
    stamp = record.declassification
    return Facts(
        title=title(record),
        genre=GENRES[record.form],
        date=record.date,
        time=record.time_start,
        place=record.place,
        level=level_words(record.banner) or _published_level(record),
        captions=captions(entry),
        drafting=record.drafting,
        repository=known.get("repository") or holder(record),
        collection=known.get("collection"),
        series=known.get("series"),
        lot=known.get("lot"),
        box=known.get("box"),
        folder=known.get("folder"),
        oa_id=known.get("oa_id"),
        case=known.get("case") or (stamp.case if stamp else None),
        naid=known.get("naid"),
        url=known.get("url"),
        number=record.publication.number if record.publication else None,
        volume=record.publication.volume if record.publication else None,
        note=known.get("note"),
    )


def _published(record: Record) -> dict[str, str]:
    """What the source note of a published edition says, by the archive's names."""
    published = record.publication
    if not published:
        return {}
    url = f"{FRUS}/{published.volume}/{published.id}" if published.volume.startswith("frus") else None
    note = published.source
    named = {"url": url}
    if note:
        named |= {name: getattr(note, name) for name in WHERE}
    return {name: value for name, value in named.items() if value}


def _published_level(record: Record) -> str | None:
    """The level in an edition's words: ``No classification marking`` is one, and no banner."""
    note = record.publication.source if record.publication else None
    return note.level if note else None


def title(record: Record) -> str:
    """The paper's title in capitals and small letters, or what a paper of its form is called."""
    if not record.title:
        return TITLES[record.form]
    text = record.title.strip(" .")
    return headline(text) if text.isupper() else text


def headline(text: str) -> str:
    """Capitals as a headline: small words small, the rest with a capital; single letters stay."""
    small = {"a", "an", "and", "at", "between", "by", "for", "from", "in", "of", "on", "the", "to", "with"}
    words = [
        word.lower() if at and word.lower() in small else capital(word)
        for at, word in enumerate(text.split())
    ]
    return " ".join(words)


def capital(word: str) -> str:
    """``NODIS`` as ``Nodis``; a word with digits or full stops stays as it is."""
    return word if re.search(r"[\d.]", word) else re.sub(r"[^\s-]+", lambda part: part[0].capitalize(), word)


def level_words(banner: str | None) -> str | None:
    """``TOP SECRET`` as ``Top Secret``; None where the paper bears no level."""
    return headline(banner.strip()) if banner and banner.strip() else None


def long_date(iso: str | None) -> str | None:
    """``1997-03-21`` as ``March 21, 1997``; a month or a year alone as they are."""
    if not iso:
        return None
    parts = iso.split("-")
    if len(parts) == 1:
        return parts[0]
    month = MONTHS[int(parts[1]) - 1]
    return f"{month} {int(parts[2])}, {parts[0]}" if len(parts) == 3 else f"{month} {parts[0]}"


def day(iso: str | None) -> date | None:
    """The day of an ISO date that has one."""
    try:
        return date.fromisoformat(iso) if iso else None
    except ValueError:
        return None


def captions(entry: ExportEntry, *, schedules: bool = False) -> tuple[str, ...]:
    """The handling words of a paper, as source notes print them, each once; with its schedules, if asked.

    Where a paper was read from a picture, what is no known word is taken for a stain beside the banner; a
    schedule of declassification is no handling word.
    """
    sure = entry.document.source.kind in ("text", "tei") or any(
        change.path.startswith("captions") for change in entry.changes
    )
    found: list[str] = []
    for printed in entry.record.captions:
        words = " ".join(printed.upper().split())
        if words in LEVELS.values():
            continue
        known = [word for word in HANDLING if re.search(rf"\b{re.escape(word)}\b", words)]
        whole = [word for word in known if not any(word != other and word in other for other in known)]
        found += [capital(word) for word in ([words] if sure else whole)]
    kept = (word for word in found if schedules or word.upper() not in SCHEDULES)
    return tuple(dict.fromkeys(kept))
