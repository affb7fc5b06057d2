"""The nouns of authority: who people were, which offices they held when, where they stayed, what was agreed.

Dates are days. A date that is known to the month or year only stands for the first day of it where a time
begins and the last where it ends, and the precision says so: inside its fuzzy edge nothing is certain.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

Precision = Literal["day", "month", "year"]
OfficeKind = Literal[
    "head of state",
    "head of government",
    "party leader",
    "minister",
    "deputy",
    "adviser",
    "intelligence",
    "military",
    "ambassador",
    "staff",
    "organisation",
    "other",
]
ThingKind = Literal["agreement", "talks", "event", "organisation"]


OPEN = 20
"""Years for which a time in office is believed in that has no end in the tables."""


class Person(Struct, frozen=True, gc=False):
    """One person, with the names that papers give them."""

    id: str
    """``yeltsin-boris``; for those whom the published data sets name, the id that these have."""
    name: str
    """The usual name: ``Boris Yeltsin``."""
    also: tuple[str, ...] = ()
    """Other forms and spellings, surnames that stand alone among them: ``Chou En-lai``, ``Chou``."""
    familiar: tuple[str, ...] = ()
    """What others call them to their face: ``Bill``, ``Sandy``."""
    country: str | None = None
    families: tuple[str, ...] = ()
    """The words that may stand for the person alone behind a title, folded: ``giscard``, ``destaing``."""
    born: int | None = None
    died: int | None = None
    """Years; None where they are not known here."""
    source: str = ""
    """Who says so: a key of ``authority/data/sources.tsv``, or ``paper`` for one whom only a paper names."""


class Office(Struct, frozen=True, gc=False):
    """One person's time in one office."""

    id: str
    """The office: ``us/president``."""
    title: str
    """``President of the United States``."""
    person: str
    """The id of who held it."""
    start: date
    end: date | None
    """The last day; None where it goes on, or its end is not known here."""
    country: str | None = None
    kind: OfficeKind = "other"
    styles: tuple[str, ...] = ()
    """How papers style the holder: ``President``, ``Prime Minister``."""
    starts: Precision = "day"
    ends: Precision = "day"
    acting: bool = False
    note: str = ""
    source: str = ""

    def held(self, on: date) -> bool:
        """Whether `on` lies within the time, its first and last day included.

        A time whose end is not known here counts for `OPEN` years: nobody holds an office for ever.
        """
        return self.start <= on and (
            on.year <= self.start.year + OPEN if self.end is None else on <= self.end
        )

    def surely_held(self, on: date) -> bool:
        """Whether `on` lies within the time whatever day of a fuzzy month or year it began or ended."""
        first = self.start if self.starts == "day" else _last_of(self.start, self.starts)
        last = self.end if self.end is None or self.ends == "day" else _first_of(self.end, self.ends)
        return first < on and (last is None or on < last)


def _last_of(day: date, precision: Precision) -> date:
    return date(day.year, 12, 31) if precision == "year" else date(day.year, day.month, 28)


def _first_of(day: date, precision: Precision) -> date:
    return date(day.year, 1, 1) if precision == "year" else date(day.year, day.month, 1)


class Stay(Struct, frozen=True, gc=False):
    """A journey's stop: someone was at a place from one day to another, both included."""

    person: str
    place: str
    """As published: ``Moscow``; ``Rambouillet``."""
    country: str | None
    start: date
    end: date
    remarks: str = ""
    source: str = ""


class Visit(Struct, frozen=True, gc=False):
    """A foreign leader's visit to the United States; `person` is None where nobody here bears the name."""

    visitor: str
    """Title and name as published: ``Prime Minister Ehud Barak``."""
    person: str | None
    country: str | None
    start: date
    end: date
    place: str = "Washington"
    remarks: str = ""
    source: str = ""


class Place(Struct, frozen=True, gc=False):
    """A place that papers name, with its clock."""

    id: str
    name: str
    also: tuple[str, ...]
    country: str | None
    zone: str | None
    """Its zone in the IANA database: ``Europe/Moscow``; None for a region of several."""
    start: date | None = None
    end: date | None = None
    """The days between which it bore this name, where that changed."""
    kind: str = "city"
    note: str = ""


class Thing(Struct, frozen=True, gc=False):
    """An agreement, a round of talks, an event or an organisation that papers name."""

    id: str
    name: str
    also: tuple[str, ...]
    kind: ThingKind
    start: date | None = None
    """The first day on which it could be named: talks begin, a treaty is under way."""
    end: date | None = None
    signed: date | None = None
    place: str | None = None
    people: tuple[str, ...] = ()
    """Ids of the principals who were there."""
    note: str = ""
    source: str = ""


class Match(Struct, frozen=True, gc=False):
    """One person whom a name may mean, the likeliest of several first."""

    person: Person
    score: float
    """0 to 1: how well name, title and day fit; 1 is the full name of one who held the title that day."""
    reason: str
    """In words, with the office of the day where there is one."""
    office: Office | None = None
    """The time in office that the reason names."""
