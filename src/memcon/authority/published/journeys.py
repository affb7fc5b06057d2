"""Travels of presidents and secretaries of state, and visits of foreign leaders."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from memcon.authority.lookup import Authority
from memcon.authority.names import families_of
from memcon.authority.nouns import Person, Stay, Visit
from memcon.authority.published.elements import end_of, roots, start_of, text
from memcon.authority.table import Table

_SAME = {"bush-george-h-w": "bush-george-herbert-walker"}
"""Whom the travels call otherwise than the other data sets."""
_SURE = 0.85
_ELSEWHERE = re.compile(
    r"\b(?:[Mm]et (?:with )?(?:the )?President|[Ii]n|at) (?:in |at )?"
    r"(New York|Camp David|Hyde Park|Houston|Denver|Chicago|Los Angeles|San Francisco|Seattle|Crawford)"
)
"""Where a visit's description says that it was not in Washington."""


def read_travels(folder: Path, left: list[str]) -> Table:
    """Each stop abroad of the presidents and secretaries."""
    stays: list[Stay] = []
    people: dict[str, Person] = {}
    for root in (r for f in sorted(folder.glob("*-travels")) for r in roots(f)):
        for trip in root.iter("trip"):
            start, end = start_of(trip, "start-date"), end_of(trip, "end-date")
            if not start or (end and end[0] < start[0]):
                left.append(f"travels {text(trip, 'id')}: no day that it began, or it ended before it began")
                continue
            who = trip.get("who", "")
            who = _SAME.get(who, who)
            people.setdefault(who, _person(who, text(trip, "name")))
            stays.append(
                Stay(
                    who, text(trip, "locale") or text(trip, "country"), text(trip, "country") or None,
                    start[0], end[0] if end else start[0], text(trip, "remarks"), "travels",
                )
            )  # fmt: skip
    return Table(people=tuple(people.values()), stays=tuple(stays))


def _person(identity: str, name: str) -> Person:
    return Person(identity, name, (), (), "United States", families_of((name,)), None, None, "travels")


def read_visits(folder: Path, known: Authority, left: list[str]) -> Table:
    """Each visit of a foreign leader, with the person where one alone fits name, title and day best."""
    visits: list[Visit] = []
    for root in roots(folder / "data"):
        for visit in root.iter("visit"):
            start, end = start_of(visit, "start-date"), end_of(visit, "end-date")
            visitor = text(visit, "visitor")
            if not start or not visitor:
                left.append(f"visits {text(visit, 'id')}: no day, or no visitor")
                continue
            last = end[0] if end and end[0] >= start[0] else start[0]
            remarks = text(visit, "description")
            place = _ELSEWHERE.search(remarks)
            visits.append(
                Visit(
                    visitor, _who(visitor, known, start[0]), text(visit, "from") or None, start[0], last,
                    place[1] if place else "Washington", remarks, "visits",
                )
            )  # fmt: skip
    return Table(visits=tuple(visits))


def _who(visitor: str, known: Authority, on: date) -> str | None:
    best, *others = *known.people(visitor, on)[:2], None, None
    if best is None or best.score < _SURE or best.person.country == "United States":
        return None
    alike = others[0] is not None and others[0].score == best.score
    return None if alike else best.person.id
