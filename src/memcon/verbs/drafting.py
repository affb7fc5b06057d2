"""Papers are written: drafts become records, records become memoranda, notes are laid beside each other."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from msgspec import Struct, structs

from memcon.errors import MissingFile, UnreadableFile, UsageError
from memcon.model import Participant, Record, bare
from memcon.verbs.reading import read

if TYPE_CHECKING:
    from memcon.writing import Collation, Marked, Problem

WriteFormat = Literal["pdf", "docx", "text", "html", "draft"]
_DIFFERENCE = ("pages", "elements", "evidence", "stamps", "subject_struck")


class Drafted(Struct, frozen=True):
    """A draft as a record, and what a reader would make of it that is not what it says."""

    record: Record
    style: str | None = None
    auto: bool = False
    """Whether its banner is to be made from its portions' marks."""
    read_otherwise: tuple[str, ...] = ()
    """Fields that are read back with another value than the draft gave: a paper is read as it looks."""


def template(form: str) -> str:
    """A draft of a form to begin with. Raises `UsageError` for an unknown form."""
    from memcon.writing import template

    return template(form)


def draft(source: str | os.PathLike[str] | Record) -> Drafted:
    """The record of a draft's file, its dates, hours and names as memcon reads them from the written paper.

    Raises `MissingFile`, and `UnreadableFile` whose message has the first problem as ``NAME:LINE:COLUMN:``.
    """
    from memcon.writing import Draft, read_draft

    if isinstance(source, Record):
        found = Draft(source)
    else:
        path = Path(source)
        try:
            found = read_draft(path)
        except OSError as error:
            raise MissingFile(f"{path} cannot be read: {error.strerror}", "Check the name") from error
    return _completed(found.record, found.style, found.auto)


def draft_problems(path: str | os.PathLike[str]) -> tuple[Problem, ...]:
    """Everything that is wrong with a draft, by line and column. Raises `MissingFile`."""
    from memcon.writing import problems_of

    try:
        return problems_of(Path(path).read_text(encoding="utf-8", errors="replace"))
    except OSError as error:
        raise MissingFile(f"{path} cannot be read: {error.strerror}", "Check the name") from error


def _completed(record: Record, style: str | None, auto: bool) -> Drafted:
    """The record with what a reader takes from its printed lines."""
    from memcon.writing import as_text

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "paper.txt"
        path.write_text(as_text(record, style), encoding="utf-8")
        records = read(path).records
    if len(records) != 1:
        return Drafted(record, style, auto, ("pages",))
    seen = bare(records[0])
    people = record.participants
    if len(seen.participants) == len(people):
        people = tuple(
            structs.replace(given, name=found.name, office=found.office, role=found.role)
            for given, found in zip(people, seen.participants, strict=True)
        )
    full = structs.replace(
        record,
        participants=people,
        notetakers=_with_listed(record.notetakers, seen.notetakers, people),
        interpreters=_with_listed(record.interpreters, seen.interpreters, people),
        **{name: getattr(seen, name) for name in ("date", "time_start", "time_end", "tz", "weekday")},
    )
    want = bare(full)
    names = [name for name in want.__struct_fields__ if name not in _DIFFERENCE]
    otherwise = [n for n in names if getattr(want, n) != getattr(seen, n)]
    dated = (record.date_time_place_as_printed or "") != (record.place or "")
    if dated and seen.date is None and "date" not in otherwise:
        otherwise.append("date")  # as printed it comes back, but no reader knows the day
    return Drafted(full, style, auto, tuple(otherwise))


def _with_listed(
    given: tuple[str, ...], seen: tuple[str, ...], people: tuple[Participant, ...]
) -> tuple[str, ...]:
    """The names that a draft gives, and those that it has among the participants alone, by their role."""
    listed = {name for person in people if person.role for name in (person.name, person.printed)}
    own = set(given)
    return seen if own <= set(seen) and set(seen) - own <= listed else given


def mark(source: Drafted | Record, *, on: str | None = None) -> Marked:
    """The record with the banner its portions call for and the block of the order of the day, where it has
    none, and what the order does not allow.

    `on` is the ISO day of the classification; by default the paper's own.
    """
    from memcon.writing import marked

    record = source if isinstance(source, Record) else source.record
    return marked(record, on=on)


def records_of(source: str | os.PathLike[str] | Record) -> tuple[tuple[Record, str | None], ...]:
    """The records of a draft or of any other file, each with the style that it asks for.

    Raises what `draft` and `memcon.read` raise.
    """
    if isinstance(source, Record):
        return ((source, None),)
    path = Path(source)
    if is_draft_file(path):
        found = draft(path)
        record = mark(found).record if found.auto else found.record
        return ((record, found.style),)
    return tuple((record, None) for record in read(path).records)


def is_draft_file(path: Path) -> bool:
    """Whether a file opens as a draft does; False for one that is not there."""
    from memcon.writing import is_draft

    try:
        with path.open("rb") as file:
            head = file.read(4096)
    except OSError:
        return False
    return b"\0" not in head and is_draft(head.decode("utf-8", "ignore"))


def write(
    source: str | os.PathLike[str] | Record, form: WriteFormat = "pdf", *, style: str | None = None
) -> bytes:
    """A draft, a file or a record written as a memorandum: PDF, DOCX, text, HTML, or as a draft to be edited.

    `style` is one of the shapes of `memcon write`; by default the one that the record calls for. The records
    of a packet come one behind the other; DOCX, HTML and drafts take one record.

    Raises `UsageError` for an unknown style or format, `MissingExtra` where DOCX is not installed, and what
    reading the source raises.
    """
    if form not in get_args(WriteFormat):
        raise UsageError(f"there is no format '{form}'", f"Formats are {', '.join(get_args(WriteFormat))}")
    from memcon import writing

    found = records_of(source)
    if not found:
        raise UnreadableFile("there is no paper in it to be written", "Give a file with one")
    styles = [style or own for _, own in found]
    records = [record for record, _ in found]
    if form == "pdf":
        return writing.packet(records, styles)
    if form == "text":
        texts = (writing.as_text(r, s) for r, s in zip(records, styles, strict=True))
        return "\f".join(texts).encode()
    if len(records) > 1:
        raise UsageError(f"{form} takes one record and the file has {len(records)}", "Name one with --record")
    if form == "docx":
        return writing.as_docx(records[0])
    if form == "html":
        return writing.as_html(records[0]).encode()
    return writing.as_draft(records[0], styles[0]).encode()


def left_out(
    source: str | os.PathLike[str] | Record, *, style: str | None = None
) -> tuple[tuple[str, str], ...]:
    """What `write` as PDF or text has no place for: each style with a part of a paper, named as in drafts.

    A transcript of a telephone call bears no level, a cable names no participants. Raises what `write` does.
    """
    from memcon import writing

    found: dict[tuple[str, str], None] = {}
    for record, own in records_of(source):
        named = style or own
        chosen = writing.style_named(named) if named else writing.style_of(record)
        for part in writing.left_out(record, writing.as_text(record, chosen)):
            found[chosen.name, part] = None
    return tuple(found)


def collate(sources: Sequence[str | os.PathLike[str]]) -> tuple[Collation, ...]:
    """The notes of several notetakers, drafts or papers, beside each other, speech by speech.

    Raises `UsageError` for fewer than two, and what reading them raises.
    """
    from memcon.writing import collated

    if len(sources) < 2:
        raise UsageError(f"{len(sources)} notes cannot be laid beside each other", "Give two or more")
    return collated([records_of(source)[0][0] for source in sources])
