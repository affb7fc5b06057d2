"""Checks of places: was the President in town, and was a foreign guest a visitor that day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from memcon.authority import Stay
from memcon.checks.clocks import home_end
from memcon.checks.dates import at_date
from memcon.checks.offices import ours
from memcon.checks.paper import Paper
from memcon.checks.roster import Roster
from memcon.model import Diagnostic, Span

_US = "United States"


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
    """L01: the talk is in Washington, and one of ours was abroad from the day before to the day after."""
    home = home_end(paper)
    if paper.record.place is None or home is None or home.place != "Washington":
        return
    for entry in roster.participants:
        office = ours(entry.printed)
        person = paper.authority.holder(office, on) if office else None
        for stay in paper.authority.where(person, on) if person else ():
            if stay.country != _US and stay.start < on < stay.end:
                yield paper.find(
                    "L01",
                    f"{entry.printed} was in {_named(stay)} that day, and the talk in {paper.record.place}",
                    _at_place(paper),
                    evidence=f"{_named(stay)}, {stay.start} to {stay.end} {stay.remarks}".strip(),
                    suggestion="The date or the place is wrong, or he telephoned from abroad",
                )


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
