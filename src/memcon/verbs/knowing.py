"""Who people were: names are looked up, a record's names are linked, and a record is set in its time."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, overload

import msgspec

from memcon.errors import UsageError
from memcon.model import Document, Record

if TYPE_CHECKING:
    from memcon.archive import Shown
    from memcon.authority import Match
    from memcon.authority.briefing import Brief
    from memcon.authority.linking import LinkDecision, Links
    from memcon.authority.local import Local
    from memcon.authority.travelling import Journey


class AuthorityReport(msgspec.Struct, frozen=True):
    """What is known, and from where."""

    path: str
    """Where the local authority file lies, or would lie."""
    there: bool
    holds: dict[str, int]
    """How many people, times in office, stops of journeys, visits, places and things the tables hold."""


@overload
def link(what: Record, *, decisions: Sequence[LinkDecision] = ()) -> Links: ...
@overload
def link(what: Document, *, decisions: Sequence[LinkDecision] = ()) -> tuple[Links, ...]: ...
def link(what: Record | Document, *, decisions: Sequence[LinkDecision] = ()) -> Links | tuple[Links, ...]:
    """What the names of a record mean, or those of each record of a document.

    Every link has its reason, a score from 0 to 1, and what else may be meant; where two fit alike it stays
    ambiguous. Offices are those of the record's day. `decisions` are what people have said of the links.
    Raises `UsageError` for a decision that makes no sense, `UnreadableFile` for a broken authority file.
    """
    from memcon.authority.linking import link_record

    if isinstance(what, Record):
        return link_record(what, decisions=decisions)
    return tuple(link_record(r, n, decisions=decisions) for n, r in enumerate(what.records, 1))


def decide_links(links: Links, decisions: Sequence[LinkDecision]) -> Links:
    """Links as `link` gave them, with what people say of them, the last word last.

    ``merge``: the name means that person wherever the record prints it; ``split``: at one path; ``reject``:
    it does not. Applied anew to links made anew, so that a decision outlives a better reading. With no links
    at all it only says whether the decisions make sense. Raises `UsageError` for one that makes none.
    """
    from memcon.authority import authority
    from memcon.authority.linking import decided

    return decided(links, decisions, authority())


def brief(what: Document | Shown, *, decisions: Sequence[LinkDecision] = ()) -> tuple[Brief, ...]:
    """A document's records, or a record of the archive as corrected, each set in its time.

    Who was who, the clocks at both ends of the line, where the principals were in the weeks before and
    after, what is mentioned, what is withheld, and what `check` finds. Without `decisions`, what people have
    said of a record's links in its archive counts. Raises what `link` raises.
    """
    from memcon.authority import authority
    from memcon.authority.briefing import brief_of
    from memcon.authority.linking import link_record
    from memcon.verbs.checking import check
    from memcon.verbs.shelving import still_known

    document = what if isinstance(what, Document) else what.document
    if not isinstance(what, Document):
        decisions = decisions or still_known(what.links)
    found = check(document)
    return tuple(
        brief_of(
            record,
            link_record(record, number, decisions=decisions),
            document.source.name,
            [d for d in found if d.record == number],
            authority(),
        )
        for number, record in _chosen(what)
    )


def _chosen(what: Document | Shown) -> Iterator[tuple[int, Record]]:
    if isinstance(what, Document):
        yield from enumerate(what.records, 1)
        return
    for number, record in enumerate(what.document.records, 1):
        if record == what.as_read:
            yield number, what.record
            return
    yield 1, what.record


def who(name: str, on: date | str | None = None) -> tuple[Match, ...]:
    """The people whom a printed name may mean on a day, the likeliest first; `on` None asks without a day.

    Raises `UsageError` for a day that is none.
    """
    from memcon.authority import people

    return people(name, None if on is None else _day(on))


def journeys(first: date | str, last: date | str) -> tuple[Journey, ...]:
    """Where the President and the Secretary of State travelled, and who visited, from one day to another.

    Both days are included; the stops stand by their first day. Raises `UsageError` for a day that is none.
    """
    from memcon.authority import authority
    from memcon.authority.travelling import journeys as found

    return found(authority(), _day(first), _day(last))


def _day(on: date | str) -> date:
    if not isinstance(on, str):
        return on
    try:
        return date.fromisoformat(on)
    except ValueError:
        raise UsageError(f"{on!r} is no day", "Give it as 2000-03-27") from None


def build_authority(
    folder: str | os.PathLike[str], output: str | os.PathLike[str] | None = None
) -> tuple[Path, Local]:
    """Read the published data sets under `folder` into the local authority file; its path, and what it holds.

    `output` names another file than the user's own. Raises `MissingFile` where there is no data set or the
    file cannot be written, `UnreadableFile` for a broken data set, `MissingExtra` where PyYAML is needed.
    """
    from memcon.authority import authority
    from memcon.authority.local import local_path, save
    from memcon.authority.published import build

    path = Path(output) if output else local_path()
    built = build(Path(folder))
    save(built, path)
    authority.cache_clear()
    return path, built


def authority_report() -> AuthorityReport:
    """What the built-in table and the local file hold. Raises `UnreadableFile` for a broken local file."""
    from memcon.authority import authority
    from memcon.authority.local import local_path

    known, path = authority(), local_path()
    holds = {
        "people": len(known.persons),
        "times in office": sum(len(known.terms(person)) for person in known.persons),
        "stops of journeys": len(known.stays),
        "visits to the United States": len(known.visits),
        "places": len(known.gazetteer.places),
        "agreements, events and organisations": len(known.things),
    }
    return AuthorityReport(str(path), path.is_file(), holds)
