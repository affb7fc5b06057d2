"""Where the principals were over a stretch of days: their journeys, and the visits that they received."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from memcon.authority.lookup import Authority

PRINCIPALS = ("us/president", "us/state")
"""The offices whose holders' journeys the published lists have whole."""
US = "United States"


class Journey(Struct, frozen=True):
    """A stop of a journey, or a visit."""

    who: str
    office: str
    """What the traveller was: the title of the office, or ``visitor``."""
    place: str
    country: str | None
    start: str
    end: str
    """ISO dates, both included."""
    remarks: str = ""
    source: str = ""


def journeys(known: Authority, first: date, last: date) -> tuple[Journey, ...]:
    """The stops and visits that touch the days from `first` to `last`, both included, by their first day."""
    found = (*_abroad(known, first, last), *_received(known, first, last))
    return tuple(sorted(found, key=lambda one: (one.start, one.end, one.who)))


def _abroad(known: Authority, first: date, last: date) -> Iterator[Journey]:
    """The stops of whoever held one of the offices on the first day of the stop."""
    seen: set[tuple[str, date, str]] = set()
    for office in PRINCIPALS:
        for term in known.holders(office):
            if term.start > last or (term.end and term.end < first):
                continue
            for stay in known.stays_between(term.person, first, last):
                key = (stay.person, stay.start, stay.place)
                if term.held(stay.start) and key not in seen:
                    seen.add(key)
                    yield Journey(
                        known.persons[term.person].name,
                        term.title,
                        stay.place,
                        stay.country,
                        stay.start.isoformat(),
                        stay.end.isoformat(),
                        stay.remarks,
                        stay.source,
                    )


def _received(known: Authority, first: date, last: date) -> Iterator[Journey]:
    for visit in known.visits_between(first, last):
        who = f"{visit.visitor} ({visit.country})" if visit.country else visit.visitor
        start, end = visit.start.isoformat(), visit.end.isoformat()
        yield Journey(who, "visitor", visit.place, US, start, end, visit.remarks, visit.source)
