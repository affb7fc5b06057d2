"""Days and clocks as text has them: dates found in a line, their words, zones by their short names."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from msgspec import Struct

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_MONTH = "|".join((*MONTHS, "Sept", *(m[:3] for m in MONTHS if len(m) > 3)))
_WORDED = re.compile(
    rf"\b(?:(?P<weekday>{'|'.join(WEEKDAYS)}),?\s+)?(?:(?P<month>{_MONTH})\.?\s+(?P<day>[0-3]?\d)(?:st|nd|rd|th)?\b"
    rf"|(?P<day2>[0-3]?\d)\s+(?P<month2>{_MONTH})\b\.?)(?:,?\s*(?P<year>(?:18|19|20)\d\d)\b)?",
    re.IGNORECASE,
)
_FIGURES = re.compile(r"(?<![\d/])(?P<month>[01]?\d)/(?P<day>[0-3]?\d)/(?P<year>(?:18|19|20)?\d\d)(?![\d/])")

ZONES: dict[str, ZoneInfo] = {
    short: ZoneInfo(zone)
    for zone, shorts in {
        "America/New_York": ("EST", "EDT", "EWT", "EPT"),
        "America/Chicago": ("CST", "CDT"),
        "America/Denver": ("MST", "MDT"),
        "America/Los_Angeles": ("PST", "PDT"),
        "Europe/London": ("GMT", "BST"),
        "UTC": ("Z", "UTC"),
    }.items()
    for short in shorts
}
"""The clocks that printed abbreviations name. Not CET: several countries keep it, each on its own rules."""

WASHINGTON = ZoneInfo("America/New_York")


class Dated(Struct, frozen=True):
    """A date in a text: where it stands, and which of its parts are printed."""

    start: int
    end: int
    month: int
    day: int
    year: int | None
    weekday: str | None = None

    def on(self, year: int | None = None) -> dt.date | None:
        """The day, in `year` where none is printed; None where the calendar has no such day."""
        try:
            return dt.date(self.year or year or 0, self.month, self.day)
        except ValueError:
            return None


def dates_in(text: str, near: int = 1990) -> Iterator[Dated]:
    """The dates in `text` in their order; a year of two figures is taken near `near`."""
    found = [_worded(m) for m in _WORDED.finditer(text)]
    found += [
        Dated(*m.span(), int(m["month"]), int(m["day"]), full_year(m["year"], near))
        for m in _FIGURES.finditer(text)
    ]
    yield from sorted(found, key=lambda d: d.start)


def _worded(found: re.Match[str]) -> Dated:
    month = (found["month"] or found["month2"])[:3].capitalize()
    number = next(n for n, name in enumerate(MONTHS, 1) if name.startswith(month))
    weekday = found["weekday"].capitalize() if found["weekday"] else None
    year = int(found["year"]) if found["year"] else None
    return Dated(*found.span(), number, int(found["day"] or found["day2"]), year, weekday)


def full_year(digits: str, near: int) -> int:
    """A year in four figures: two are taken into the hundred years around `near`."""
    value = int(digits)
    if len(digits) > 2:
        return value
    century = near - near % 100
    return min(
        (century - 100 + value, century + value, century + 100 + value), key=lambda year: abs(year - near)
    )


def spoken(day: dt.date) -> str:
    """``Monday, 27 March 2000``."""
    return f"{WEEKDAYS[day.weekday()]}, {day.day} {MONTHS[day.month - 1]} {day.year}"


def minutes(hhmm: str) -> int | None:
    """Minutes since midnight of ``HH:MM``; None where it is no time of the day."""
    found = re.fullmatch(r"(\d\d):(\d\d)", hhmm)
    if not found or int(found[1]) > 23 or int(found[2]) > 59:
        return None
    return int(found[1]) * 60 + int(found[2])


def moment(day: dt.date, hhmm: str | None, zone: ZoneInfo) -> dt.datetime:
    """The moment of a local time, noon where there is none."""
    at = minutes(hhmm) if hhmm else None
    hour, minute = divmod(12 * 60 if at is None else at, 60)
    return dt.datetime(day.year, day.month, day.day, hour, minute, tzinfo=zone)


def lasted(start: str, end: str) -> int | None:
    """The minutes between two local times of one day, negative where the second comes first."""
    first, last = minutes(start), minutes(end)
    return None if first is None or last is None else last - first
