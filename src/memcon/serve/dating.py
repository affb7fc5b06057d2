"""The calendar: talks by day, and where the principals were."""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Annotated

from litestar import Response, get
from litestar.params import QueryParameter
from msgspec import Struct

from memcon import Journey, journeys
from memcon.serve.answers import Count, RecordLine, line_of
from memcon.serve.desk import AtDesk, Visit


class Stop(Struct, frozen=True):
    """Where a principal was, or who visited, over some days."""

    who: str
    office: str
    """What the traveller was; ``visitor`` for who came to the United States."""
    place: str
    country: str | None
    start: str
    end: str
    """ISO dates, both included."""
    remarks: str


class Day(Struct, frozen=True):
    """A day of the calendar with its talks, and who was where."""

    date: str
    talks: list[RecordLine]
    whereabouts: list[Stop]


class Calendar(Struct, frozen=True):
    """The talks of a year, by day; the journeys of the President and the Secretary, and leaders' visits."""

    year: int
    years: list[Count]
    days: list[Day]
    without_day: list[RecordLine]
    journeys: list[Stop]


@get("/calendar")
async def this_calendar(
    request: Visit, desk: AtDesk, year: Annotated[int | None, QueryParameter(ge=1900, le=2100)] = None
) -> Response[Calendar]:
    """Talks by day of a year; without a year, of the first that has the most."""
    listed = await desk.shelf.all_listed()
    counts = Counter(record.date[:4] for record in listed if record.date)
    chosen = year or max((int(y) for y in counts), key=lambda y: (counts[str(y)], -y), default=1970)
    own = [record for record in listed if record.date and record.date.startswith(str(chosen))]
    days: dict[str, list[RecordLine]] = {}
    for record in own:
        days.setdefault(record.date or "", []).append(line_of(record))
    stops = await desk.shelf.counted(f"journeys {chosen}", lambda _: _stops(chosen))
    whole = [Day(day, talks, _on(stops, day)) for day, talks in days.items() if len(day) == 10]
    rest = [talk for day, talks in days.items() if len(day) != 10 for talk in talks]
    answer = Calendar(chosen, [Count(y, n) for y, n in sorted(counts.items())], whole, rest, stops)
    return desk.answer(
        request,
        answer,
        "calendar.html",
        months=_months(chosen),
        talks={day.date: day.talks for day in whole},
        away=_away(stops),
    )


def _stops(year: int) -> list[Stop]:
    return [_stop(one) for one in journeys(f"{year}-01-01", f"{year}-12-31")]


def _stop(one: Journey) -> Stop:
    return Stop(one.who, one.office, one.place, one.country, one.start, one.end, one.remarks)


def _on(stops: Iterable[Stop], day: str) -> list[Stop]:
    """Who was where on a day."""
    return [stop for stop in stops if stop.start <= day <= stop.end]


def _away(stops: Sequence[Stop]) -> dict[str, str]:
    """For each day of the year on which a principal travelled, who was where, in a line."""
    told: dict[str, list[str]] = {}
    for stop in stops:
        if stop.office == "visitor":
            continue
        first, last = date.fromisoformat(stop.start), date.fromisoformat(stop.end)
        for n in range((last - first).days + 1):
            told.setdefault((first + timedelta(n)).isoformat(), []).append(f"{stop.who} in {stop.place}")
    return {day: "; ".join(some) for day, some in told.items()}


def _months(year: int) -> list[tuple[str, list[list[str]]]]:
    """Each month's name and its weeks, Monday first, each day as an ISO date, nothing outside the month."""
    found: list[tuple[str, list[list[str]]]] = []
    for month in range(1, 13):
        weeks = [
            [f"{year}-{month:02}-{day:02}" if day else "" for day in week]
            for week in calendar.Calendar().monthdayscalendar(year, month)
        ]
        found.append((calendar.month_name[month], weeks))
    return found


ROUTES = (this_calendar,)
