"""Invented days and times, as such papers print them."""

from __future__ import annotations

import datetime as dt
from random import Random
from zoneinfo import ZoneInfo

from msgspec import Struct

_EASTERN = ZoneInfo("America/New_York")


class Moment(Struct, frozen=True):
    """When a talk was held. `end` is None where only its beginning is known."""

    start: dt.datetime
    end: dt.datetime | None

    @property
    def date(self) -> str:
        return self.start.date().isoformat()

    @property
    def from_(self) -> str:
        return f"{self.start:%H:%M}"

    @property
    def to(self) -> str | None:
        return f"{self.end:%H:%M}" if self.end else None

    @property
    def weekday(self) -> str:
        return f"{self.start:%A}"

    @property
    def zone(self) -> str:
        """``EST`` or ``EDT``, as the law had it on the day."""
        return self.start.tzname() or "EST"

    @property
    def day(self) -> str:
        """``March 27, 2000``."""
        return f"{self.start:%B} {self.start.day}, {self.start.year}"


def moment(random: Random, years: tuple[int, int], *, ranged: bool = True) -> Moment:
    """A working day between two years, at an hour when presidents talk."""
    day = dt.date(random.randint(*years), random.randint(1, 12), random.randint(1, 28))
    start = dt.datetime(
        day.year, day.month, day.day, random.randint(8, 19), random.randrange(60), tzinfo=_EASTERN
    )
    end = start + dt.timedelta(minutes=random.randint(4, 115)) if ranged else None
    return Moment(start, end)


def times(random: Random, when: Moment) -> str:
    """The times as printed: a range whose halves of the day are told once or twice, or one time."""
    if when.end is None:
        return f"{_clock(when.start)} {_half(when.start)}"
    start, end = _clock(when.start), _clock(when.end)
    first, second = _half(when.start), _half(when.end)
    if first != second:
        return random.choice((f"{start} {first}-{end} {second}", f"{start} {first} - {end} {second}"))
    short = second.replace(".", "")
    return random.choice(
        (
            f"{start} - {end} {second}",
            f"{start}-{end} {second}",
            f"{start}-{end}{short}",
            f"{start} - {end}{short.upper()}",
            f"{start} {first} - {end} {second}",
        )
    )


def _clock(at: dt.datetime) -> str:
    return f"{at.hour % 12 or 12}:{at.minute:02d}"


def _half(at: dt.datetime) -> str:
    return "a.m." if at.hour < 12 else "p.m."
