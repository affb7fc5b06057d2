"""What people say against the machine's reading: kept beside it, applied over a copy, never over itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import msgspec
from msgspec import Struct, structs

from memcon.archive.anchoring import Anchor, Tree, found_again, parts_of, tree_of, value_at, with_value
from memcon.archive.means import LinkSaid
from memcon.archive.spots import Spots
from memcon.archive.structure import done, is_deed, is_done
from memcon.errors import UsageError
from memcon.markings import parse_mark
from memcon.model import Evidence, Record, Span

PROVENANCE = "provenance"
"""The first step of the path of what `Archive.set` adds: it is no field of the record as printed."""
LINK = "link"
"""The first step of the path of what people say of whom a name means; a path behind it is where."""
PROVENANCE_FIELDS = (
    "repository", "collection", "series", "lot", "box", "folder", "url", "naid", "oa_id", "case",
    "c_number", "release_folder", "rif", "frus", "dnsa", "note",
)  # fmt: skip
"""What a scan does not show: where the paper lies, and the numbers that archives have for it."""


class Correction(Struct, frozen=True, omit_defaults=True):
    """One correction, with who made it, when, and why. Times are UTC, ISO 8601."""

    uid: str
    record: str
    """The key of the record, as it was when the correction was made."""
    path: str
    old: Tree
    """What stood there."""
    value: Tree
    """What should stand there."""
    why: str
    author: str
    at: str
    anchors: tuple[Anchor, ...] = ()
    undone_at: str | None = None
    undone_by: str | None = None
    adrift: str | None = None
    """Why it could not be put to its place in the latest reading."""
    number: int = 0
    """Its number in this archive."""

    @property
    def source(self) -> str:
        """The SHA-256 of the file."""
        return self.record.partition(":")[0]

    @property
    def pages(self) -> tuple[int, int]:
        """The first and the last page of the record."""
        first, _, last = self.record.split(":")[1].partition("-")
        return int(first), int(last)


def correction_line(correction: Correction) -> bytes:
    """A correction as JSON, on one line, as another archive takes it in: without what is this one's own."""
    return msgspec.json.encode(structs.replace(correction, number=0, adrift=None))


class Applied(Struct):
    """The records of a file with their corrections."""

    records: list[Record]
    provenance: list[dict[str, str]]
    """For each record, what people have added."""
    links: list[list[LinkSaid]]
    """For each record, what people have said of its links."""
    adrift: dict[int, str]
    """For each correction that found no place, by its number, why."""
    read: Sequence[Record]
    """The records without corrections."""


def apply(
    records: Sequence[Record], keys: Sequence[str], corrections: Sequence[Correction], spots: Spots
) -> Applied:
    """The records as corrected, each correction on top of those before it; `records` stays as it is.

    What is said of links comes last, when every name stands where it will.
    """
    all_ = Applied(list(records), [{} for _ in records], [[] for _ in records], {}, records)
    for correction in sorted(corrections, key=lambda c: is_link(c.path)):
        candidates = _candidates(all_.records, keys, correction)
        if not candidates:
            all_.adrift[correction.number] = "no paper begins where it began, or several do"
        elif correction.path.startswith(f"{PROVENANCE}/"):
            _provide(all_.provenance[candidates[0]], correction)
        elif is_link(correction.path):
            _link(all_, candidates, correction, spots)
        elif (reason := _put(all_.records, candidates, correction, spots)) is not None:
            all_.adrift[correction.number] = reason
    return all_


def is_link(path: str) -> bool:
    """Whether a correction of this path says whom a name means."""
    return path.partition("/")[0] == LINK


def _link(all_: Applied, candidates: list[int], correction: Correction, spots: Spots) -> None:
    """Keep what is said of a link, at its place in this reading."""
    said = msgspec.convert(correction.value, LinkSaid)
    _, _, path = correction.path.partition("/")
    for number in candidates if path else candidates[:1]:
        if path:
            place = found_again(tree_of(all_.records[number]), parts_of(path), correction.anchors, spots)
            if place is None:
                continue
            said = structs.replace(said, path="/".join(map(str, place)))
        said = structs.replace(said, why=correction.why, author=correction.author)
        all_.links[number].append(said)
        return
    all_.adrift[correction.number] = "nothing in the new reading is like what was linked"


def _candidates(records: Sequence[Record], keys: Sequence[str], correction: Correction) -> list[int]:
    """Which records may be meant, the likeliest first: the one of that key, then those that share its pages.

    For what belongs to the paper as a whole, the one of that key, or the only one that begins on the same
    page, where its header stands.
    """
    first, last = correction.pages
    shared = [n for n, r in enumerate(records) if r.pages[0] <= last and r.pages[1] >= first]
    if not correction.anchors:
        if correction.record in keys:
            return [keys.index(correction.record)]
        begun = [n for n in shared if records[n].pages[0] == first]
        return begun if len(begun) == 1 else []
    return sorted(shared, key=lambda n: (keys[n] != correction.record, abs(records[n].pages[0] - first), n))


def _provide(fields: dict[str, str], correction: Correction) -> None:
    value = correction.value
    name = correction.path.partition("/")[2]
    if value is None:
        fields.pop(name, None)
    else:
        fields[name] = str(value)


def _put(records: list[Record], candidates: list[int], correction: Correction, spots: Spots) -> str | None:
    """Apply one correction to the first record that has its place; the reason where none has."""
    parts = parts_of(correction.path)
    for number in candidates if correction.anchors else candidates[:1]:
        tree = tree_of(records[number])
        deed = is_deed(parts)
        place = found_again(tree, parts[:-1] if deed else parts, correction.anchors, spots)
        if deed and is_done(tree, parts, place, correction.old, correction.value):
            return None
        if place is not None:
            try:
                records[number] = (
                    _done(records[number], tree, [*place, parts[-1]], correction, spots)
                    if deed
                    else _corrected(tree, place, correction)
                )
            except UsageError as error:
                return error.message
            return None
    return "nothing in the new reading is like what was corrected"


def _done(record: Record, tree: Tree, place: list[str | int], correction: Correction, spots: Spots) -> Record:
    return done(record, tree, place, correction.value, spots.places, f"person:{correction.author}")


def _corrected(tree: Tree, place: list[str | int], correction: Correction) -> Record:
    value = correction.value
    other = value_at(tree, place)
    record = replaced(tree, place, value)
    path = "/".join(map(str, place))
    span = next((e.span for e in record.evidence if e.path == path), Span())
    said = other if isinstance(other, str) else None
    mine = Evidence(path, span, 1.0, f"person:{correction.author}", said)
    return structs.replace(record, evidence=(*(e for e in record.evidence if e.path != path), mine))


def replaced(tree: Tree, place: list[str | int], value: Tree) -> Record:
    """The record of `tree`, `value` put at `place`. Raises `UsageError` where no such value may stand."""
    check = CHECKS.get(str(place[-1]))
    if check and isinstance(value, str) and not check[0](value):
        raise UsageError(f"{value!r} is not {check[1]}", "")
    with_value(tree, place, value)
    if place[-1] == "mark" and len(place) > 1:
        value_at(tree, place[:-1])["confidence"] = 1.0
    try:
        return msgspec.convert(tree, Record)
    except msgspec.ValidationError as error:
        raise UsageError(f"that value cannot stand at {'/'.join(map(str, place))} ({error})", "") from error


def read_value(tree: Tree, parts: list[str | int], text: str) -> Tree:
    """The value that a person typed for a place: text where text may stand, else JSON; ``null`` is none.

    Raises `UsageError` where neither fits.
    """
    if text == "null":
        return None
    try:
        replaced(_copy(tree), parts, text)
    except UsageError as error:
        try:
            value: Any = msgspec.json.decode(text)
        except msgspec.DecodeError:
            raise error from None
        replaced(_copy(tree), parts, value)
        return value
    return text


def _copy(tree: Tree) -> Tree:
    return msgspec.json.decode(msgspec.json.encode(tree))


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _is_time(text: str) -> bool:
    return bool(re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", text))


def _is_mark(text: str) -> bool:
    return parse_mark(f"({text})") == text


CHECKS: dict[str, tuple[Callable[[str], bool], str]] = {
    "date": (_is_date, "a date such as 1975-10-14"),
    "time_start": (_is_time, "a time such as 09:05"),
    "time_end": (_is_time, "a time such as 09:05"),
    "mark": (_is_mark, "a portion mark such as S or S/NF, without brackets"),
    "subject_mark": (_is_mark, "a portion mark such as S or S/NF, without brackets"),
}
"""What a text must be to stand in a field of this name, beyond being text."""
