"""Linking: the people, agreements and places of a record become those of the table, each with a reason.

A link is never forced. Where two people fit alike, or the best fits badly, the link is ``ambiguous`` and
shows all of them; where nobody fits, ``unknown``. Whom a paper lists and no table knows is a person of that
paper alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from memcon.authority.linking.decisions import LinkDecision, decided
from memcon.authority.linking.links import Link, LinkKind, Links, LinkStatus, Meaning
from memcon.authority.linking.mentions import Finder
from memcon.authority.linking.met import Met
from memcon.authority.linking.persons import Somebody, listed
from memcon.authority.linking.speakers import speaker_links
from memcon.authority.lookup import Authority, authority
from memcon.model import Record


def link_record(
    record: Record,
    number: int = 1,
    *,
    known: Authority | None = None,
    decisions: Sequence[LinkDecision] = (),
) -> Links:
    """The links of one record, the document's `number`-th; `known` is the table, by default `authority()`.

    `decisions` are what people have said of its links. Raises `UsageError` for one that makes no sense.
    """
    table = known or authority()
    on = day_of(record)
    finder = _finder(table)
    people = listed(record, table, on)
    titled = _titled(record, finder, on)
    speakers = tuple(speaker_links(record, people, titled, table, on))
    met = Met(people, table)
    links = Links(
        number, on.isoformat() if on else None, tuple(s.link for s in people), speakers,
        tuple(_mentions(record, finder, met, on, speakers)),
    )  # fmt: skip
    return decided(links, decisions, table)


def day_of(record: Record) -> date | None:
    """The record's day; None where it has none."""
    try:
        return date.fromisoformat(record.date) if record.date else None
    except ValueError:
        return None


@lru_cache(maxsize=4)
def _finder(known: Authority) -> Finder:
    return Finder(known)


def _titled(record: Record, finder: Finder, on: date | None) -> list[Meaning]:
    """The people whom title and subject name, among whom the initials of a telephone transcript are."""
    met = Met([], finder.known)
    heading = record.publication.heading if record.publication else None
    found: dict[str, Meaning] = {}
    for text in (record.title, record.subject, heading):
        for link in finder.find(text, "title", None, on, met) if text else ():
            best = link.chosen
            if best and best.kind == "person":
                found.setdefault(best.id, best)
        found.update({c.id: c for c in _title_alone(text or "", finder.known, on)})
        found.update({c.id: c for c in _in_brackets(text or "", finder.known, on)})
    return list(found.values())


def _title_alone(text: str, known: Authority, on: date | None) -> list[Meaning]:
    if "the president" not in text.lower() or "the president's" in text.lower().replace("’", "'"):
        return []
    return [
        Meaning("person", m.person.id, m.person.name, m.score, m.reason)
        for m in known.people("The President", on)
    ]


def _in_brackets(text: str, known: Authority, on: date | None) -> Iterator[Meaning]:
    """``the Under Secretary of State (Ball)``: an editor's own way of giving the name with the office."""
    for title, name in re.findall(r"([A-Z][\w’' -]*?)\s*\(([A-Z][\w'’-]+)\)", text):
        for match in (*known.people(f"{title.split(' of ')[0]} {name}", on), *known.people(name, on))[:1]:
            yield Meaning("person", match.person.id, match.person.name, match.score, match.reason)


def _mentions(
    record: Record, finder: Finder, met: Met, on: date | None, speakers: Sequence[Link]
) -> Iterator[Link]:
    said = {link.path: link.chosen.id for link in speakers if link.chosen}
    if record.subject:
        yield from finder.find(record.subject, "subject", record.pages[0], on, met)
    for n, turn in enumerate(record.turns):
        speaker = said.get(f"turns/{n}/speaker")
        for k, part in enumerate(turn.paragraphs):
            yield from finder.find(part.text, f"turns/{n}/paragraphs/{k}/text", part.page, on, met, speaker)
    for n, part in enumerate(record.paragraphs):
        yield from finder.find(part.text, f"paragraphs/{n}/text", part.page, on, met)


__all__ = [
    "Link",
    "LinkDecision",
    "LinkKind",
    "LinkStatus",
    "Links",
    "Meaning",
    "Somebody",
    "day_of",
    "decided",
    "link_record",
]
