"""Checks of places: was the President in town, and was a foreign guest a visitor that day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from memcon.authority import Person, Stay
from memcon.checks.clocks import home_end
from memcon.checks.dates import at_date
from memcon.checks.offices import ours
from memcon.checks.paper import Paper
from memcon.checks.roster import Entry, Roster
from memcon.model import Diagnostic, Span

_US = "United States"
_DAY = dt.timedelta(1)
_TRAVELLED = ("us/president", "us/state")
"""Those whose journeys abroad are published, all of them."""
_SURE = 0.9
_LANDS: dict[str, frozenset[str]] = {
    "Soviet Union": frozenset({"Soviet Union", "Russia", "Ukraine", "Belarus", "Georgia", "Armenia",
                               "Azerbaijan", "Kazakhstan", "Uzbekistan", "Moldova", "Latvia", "Lithuania",
                               "Estonia"}),
    "Germany": frozenset({"Germany", "West Germany", "East Germany"}),
    "Yugoslavia": frozenset({"Yugoslavia", "Serbia", "Croatia", "Slovenia", "Macedonia", "Montenegro",
                             "Kosovo", "Bosnia and Herzegovina"}),
    "Czechoslovakia": frozenset({"Czechoslovakia", "Czech Republic", "Slovakia"}),
    "Vietnam": frozenset({"Vietnam", "South Vietnam", "North Vietnam"}),
    "Korea": frozenset({"South Korea", "North Korea"}),
    "China": frozenset({"China", "Hong Kong", "Taiwan"}),
    "Italy": frozenset({"Italy", "Vatican"}),
    "Holy Land": frozenset({"Israel", "Palestine", "Jordan", "Egypt"}),
}  # fmt: skip
"""Countries that were one, are one, or lie so close that a talk in one is on a journey to another."""


def check(paper: Paper) -> Iterator[Diagnostic]:
    """Whether the journeys that are known allow the talk to have been where the paper says.

    Silent without a table of journeys: what is not known contradicts nothing.
    """
    if paper.on is None or not paper.is_talk:
        return
    roster = Roster(paper.record)
    yield from _elsewhere(paper, roster, paper.on)
    yield from _visitors(paper, roster, paper.on)


def _elsewhere(paper: Paper, roster: Roster, on: dt.date) -> Iterator[Diagnostic]:
    """L01: the talk is in Washington and one of ours was abroad, or abroad and he was in another country."""
    for entry in roster.participants if paper.record.place else ():
        person = _traveller(paper, entry, on)
        if person is None:
            continue
        country = _country(paper, on)
        around = paper.authority.stays_between(person, on - _DAY, on + _DAY)
        lands = {_land(paper, stay.country) for stay in around}
        if country == _US:
            away = [s for s in around if s.country != _US and s.start < on < s.end]
        elif country is None or paper.record.form != "memcon" or {_land(paper, country), None} & lands:
            continue  # there, the day before or after by another clock, or in a country of an unknown name
        else:
            away = [s for s in around if s.start <= on <= s.end]
            if not away and paper.authority.visits:
                yield _at_home(paper, entry, country)
        for stay in away[:1]:
            yield paper.find(
                "L01",
                f"{entry.printed} was in {_named(stay)} that day, and the talk in {paper.record.place}",
                _at_place(paper),
                evidence=f"{_named(stay)}, {stay.start} to {stay.end} {stay.remarks}".strip(),
                suggestion="The date or the place is wrong, or he telephoned from abroad",
            )


def _at_home(paper: Paper, entry: Entry, country: str) -> Diagnostic:
    """L01, where all journeys are known and none led there."""
    return paper.find(
        "L01",
        f"no journey took {entry.printed} to {country} that day, and the talk was in {paper.record.place}",
        _at_place(paper),
        evidence="the published journeys of presidents and secretaries of state",
        suggestion="The date or the place is wrong, or he was not there",
    )


def _traveller(paper: Paper, entry: Entry, on: dt.date) -> Person | None:
    """The President or the Secretary of State of the day, whose journeys are known, if the entry is he."""
    office = ours(entry.printed)
    if office:
        return paper.authority.holder(office, on) if office in _TRAVELLED else None
    holders = {p.id: p for o in _TRAVELLED if (p := paper.authority.holder(o, on))}
    best = paper.authority.people(entry.printed, on)[:2]
    sure = best and best[0].score >= _SURE and (len(best) == 1 or best[0].score - best[1].score > 0.05)
    return holders.get(best[0].person.id) if sure else None


def _country(paper: Paper, on: dt.date) -> str | None:
    """The country in which the talk was, where its place tells."""
    home = home_end(paper)
    if home and home.place == "Washington":
        return _US
    place = paper.authority.place(paper.record.place or "", on)
    return place.country if place else None


def _land(paper: Paper, country: str | None) -> str | None:
    """A country under a name that outlasts its borders: Croatia is Yugoslavia's, Georgia Soviet."""
    known = paper.authority.gazetteer.country_named(country or "")
    return next((land for land, parts in _LANDS.items() if known in parts), known)


def _named(stay: Stay) -> str:
    return f"{stay.place}, {stay.country}" if stay.country else stay.place


def _at_place(paper: Paper) -> Span:
    return paper.place(paper.record.place, "place", "date") if paper.record.place else at_date(paper)


def _visitors(paper: Paper, roster: Roster, on: dt.date) -> Iterator[Diagnostic]:
    """L02: one of those in the talk is known to have been in the United States that day."""
    visits = paper.authority.visitors(on)
    for entry in roster.participants if visits else ():
        for visit in visits:
            known = paper.authority.persons.get(visit.person) if visit.person else None
            words = set((known.name if known else visit.visitor).lower().split())
            if entry.surname and entry.surname in words:
                yield paper.find(
                    "L02",
                    f"{entry.printed} was visiting the United States, {visit.start} to {visit.end}",
                    entry.span,
                    evidence=f"{visit.visitor}: {visit.remarks or visit.place}",
                )
