"""Who held which office, who was where, which clock: people, places and days, never outside their dates.

`authority` gives the one that is used everywhere: the built-in table, and the local file that
``memcon authority build`` makes where there is one. The functions here ask it:

    >>> from datetime import date
    >>> [match.person.name for match in people("PRESIDENT YELTSIN", date(1995, 10, 23))]
    ['Boris Yeltsin']
    >>> holder("us/president", date(2000, 3, 27)).name
    'Bill Clinton'
"""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from memcon.authority.lookup import Authority, authority
from memcon.authority.nouns import Match, Office, Person, Place, Stay, Thing, Visit


def people(name: str, on: date | None = None) -> tuple[Match, ...]:
    """The people whom a printed name may mean on a day, the likeliest first (`Authority.people`)."""
    return authority().people(name, on)


def office(person: Person | str, on: date) -> tuple[Office, ...]:
    """What a person was on a day (`Authority.office`)."""
    return authority().office(person, on)


def holder(office_name: str, on: date) -> Person | None:
    """Who held an office on a day (`Authority.holder`)."""
    return authority().holder(office_name, on)


def where(person: Person | str, on: date) -> tuple[Stay, ...]:
    """Where a person's known journeys had brought him or her on a day (`Authority.where`)."""
    return authority().where(person, on)


def visitors(on: date, place: str | None = None) -> tuple[Visit, ...]:
    """Foreign leaders who were in the United States that day (`Authority.visitors`)."""
    return authority().visitors(on, place)


def clock(place: str, on: date) -> ZoneInfo | None:
    """The clock of a place on a day (`Authority.clock`)."""
    return authority().clock(place, on)


__all__ = [
    "Authority",
    "Match",
    "Office",
    "Person",
    "Place",
    "Stay",
    "Thing",
    "Visit",
    "authority",
    "clock",
    "holder",
    "office",
    "people",
    "visitors",
    "where",
]
