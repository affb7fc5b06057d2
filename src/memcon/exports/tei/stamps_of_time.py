"""A record's day and times as TEI has them: ISO 8601 with the offset from Greenwich, and in words."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from memcon.exports.facts import long_date
from memcon.model import Record

_OFFSETS = {
    "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
    "Z": 0, "GMT": 0, "UTC": 0, "BST": 1, "CET": 1, "CEST": 2, "MSK": 3,
}  # fmt: skip
_WASHINGTON = re.compile(
    r"\b(?:washington|oval office|white house|situation room|cabinet room|roosevelt room|camp david|"
    r"old executive office building|the residence)\b",
    re.IGNORECASE,
)


def iso(record: Record) -> tuple[str, str] | None:
    """From when to when, the same twice for a day or a moment; None where no date is known.

    The offset is that of the zone that the paper prints; where it prints none and the talk was in Washington,
    that of the day there; otherwise there is no offset, since none is known.
    """
    if not record.date:
        return None
    if not record.time_start or len(record.date) < 10:
        return record.date, record.date
    start = _moment(record, record.date, record.time_start)
    if not record.time_end:
        return start, start
    day = record.date
    if record.time_end < record.time_start:  # past midnight
        day = (date.fromisoformat(day) + timedelta(days=1)).isoformat()
    return start, _moment(record, day, record.time_end)


def _moment(record: Record, day: str, clock: str) -> str:
    return f"{day}T{clock}:00{_offset(record, day, clock)}"


def _offset(record: Record, day: str, clock: str) -> str:
    zone = (record.tz or "").upper()
    if zone in _OFFSETS:
        return f"{_OFFSETS[zone]:+03}:00"
    if not zone and record.place and _WASHINGTON.search(record.place):
        there = datetime.fromisoformat(f"{day}T{clock}:00").replace(tzinfo=ZoneInfo("America/New_York"))
        whole = there.strftime("%z")
        return f"{whole[:3]}:{whole[3:]}"
    return ""


def whole_days(record: Record) -> tuple[str, str] | None:
    """The least and the greatest moment that the date can mean, as ``frus:doc-dateTime`` has them.

    A bare day is from its first second to its last. These attributes must have an offset; as in the volumes
    it is that of Washington in winter where none is known (dates-only stylesheet of HistoryAtState/frus).
    """
    known = iso(record)
    if not known:
        return None
    return _end(known[0], "-01-01", "-01", "T00:00:00"), _end(known[1], "-12-31", None, "T23:59:59")


def _end(value: str, of_year: str, of_month: str | None, of_day: str) -> str:
    if len(value) == 4:
        value += of_year
    elif len(value) == 7:
        value += of_month or f"-{_last_day(value):02}"
    if "T" not in value:
        value += of_day
    return value if re.search(r"[+-]\d\d:\d\d$", value) else f"{value}-05:00"


def _last_day(month: str) -> int:
    year, number = map(int, month.split("-"))
    return (date(year + number // 12, number % 12 + 1, 1) - timedelta(days=1)).day


def in_words(record: Record) -> str | None:
    """``March 27, 2000, 11:13–11:29 a.m. EST``, of a telegram ``1640Z``; None where no date is known."""
    day = long_date(record.date)
    if not day or not record.time_start:
        return day
    if (record.tz or "").upper() == "Z":
        times = (each.replace(":", "") for each in (record.time_start, record.time_end) if each)
        return f"{day}, {'–'.join(times)}Z"
    start, end = _clock(record.time_start), _clock(record.time_end)
    if end is None:
        said = f"{start[0]} {start[1]}" if start else ""
    elif start and start[1] == end[1]:
        said = f"{start[0]}–{end[0]} {end[1]}"
    else:
        said = f"{start[0]} {start[1]}–{end[0]} {end[1]}" if start else ""
    return f"{day}, {said}{f' {record.tz}' if record.tz else ''}"


def _clock(value: str | None) -> tuple[str, str] | None:
    """The twelve-hour clock, as print has it: ``11:13`` and ``a.m.``; no minutes on the hour."""
    if value is None:
        return None
    hour, minute = map(int, value.split(":"))
    said = f"{(hour - 1) % 12 + 1}:{minute:02}" if minute else f"{(hour - 1) % 12 + 1}"
    return said, "p.m." if hour >= 12 else "a.m."
