"""Checks against the table of offices: who "The President" was that day, and titles that nobody held then."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from memcon.authority import Office
from memcon.checks.days import MONTHS
from memcon.checks.paper import Paper
from memcon.checks.roster import Entry, Roster, folded, name_words, words_of
from memcon.model import Diagnostic

_SURE = 0.9
"""A match of this score is the full name of somebody known, whatever the day."""
_DATED = (
    "president",
    "prime minister",
    "chancellor",
    "vice president",
    "vice chancellor",
    "secretary of state",
)
"""Titles that go with the office. An ambassador, a general or a minister keeps his in courtesy, and deputies
are called ministers too, so that these date nothing."""
_OURS = {
    "the president": "us/president",
    "president": "us/president",
    "the vice president": "us/vice-president",
    "vice president": "us/vice-president",
    "the secretary": "us/state",
    "the secretary of state": "us/state",
    "secretary of state": "us/state",
    "the secretary of defense": "us/defense",
}
"""Offices that American papers name without the country, and their names in the table."""


def ours(printed: str) -> str | None:
    """The office of the table that an American paper means by ``The President`` and the like."""
    return _OURS.get(" ".join(words_of(printed)))


def held_then(paper: Paper, roster: Roster) -> Iterator[Diagnostic]:
    """N05: who an office without a name was that day; N04: a title that the person did not hold then."""
    if paper.on is None:
        return
    for entry in roster.participants:
        office = ours(entry.printed)
        if office:
            yield from _unnamed(paper, entry, office)
        elif len(entry.names) >= 2:
            yield from _wrongly_titled(paper, entry, paper.on)


def _unnamed(paper: Paper, entry: Entry, office: str) -> Iterator[Diagnostic]:
    on = paper.on
    terms = [term for term in paper.authority.holders(office) if on and term.held(on)]
    people = [paper.authority.persons[term.person].name for term in terms]
    if people:
        yield paper.find(
            "N05",
            f"{entry.printed} on that day was {' or '.join(people)}",
            entry.span,
            evidence="; ".join(map(_told, terms)),
            suggestion=people[-1] if len(people) == 1 else None,
        )


def _told(term: Office) -> str:
    end = f"{term.end.day} {MONTHS[term.end.month - 1]} {term.end.year}" if term.end else "today"
    return f"{term.title}, {term.start.day} {MONTHS[term.start.month - 1]} {term.start.year} to {end}"


def _wrongly_titled(paper: Paper, entry: Entry, on: dt.date) -> Iterator[Diagnostic]:
    """A title before a full name that its bearer held at another time and not within three months of the day.

    Only where one person alone bears the name, and held an office of that very style: a title unknown to the
    table says nothing.
    """
    printed = folded(entry.printed)
    titles = printed.split(" ".join(entry.names))[0].strip() if " ".join(entry.names) in printed else ""
    if not titles or "elect" in titles or "former" in titles or "designate" in titles:
        return
    found = [m for m in paper.authority.people(" ".join(entry.names)) if m.score >= _SURE]
    if len(found) != 1 or set(name_words(found[0].person.name)) != set(entry.names):
        return
    title = max((t for t in _DATED if titles == t or titles.endswith(f" {t}")), key=len, default=None)
    terms = paper.authority.terms(found[0].person) if title else ()
    bearing = [t for t in terms if title in {folded(style) for style in t.styles}]
    if bearing and not any(_near(term, on) for term in bearing):
        yield paper.find(
            "N04",
            f"{entry.printed}: {found[0].person.name} did not bear that title on {on.day} {on:%B %Y}",
            entry.span,
            evidence="; ".join(map(_told, bearing)),
            suggestion="A former office may be meant, or the date is wrong",
        )


def _near(term: Office, on: dt.date) -> bool:
    return term.start - dt.timedelta(31) <= on and (term.end is None or on <= term.end + dt.timedelta(31))
