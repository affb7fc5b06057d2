"""When and where: a dateline's place, day and times, from what its markup says in full."""

from __future__ import annotations

import re

from msgspec import Struct

from memcon.exports.tei.names import Element, attribute, tag, text_of

_ZONE = re.compile(r"\b([ECMP][SD]T|GMT|BST|CET)\b|\d{4}\s?(Z)\b")
_CLOCK = re.compile(
    r"(?P<h>\d{1,2})(?::(?P<m>\d\d))?\s*(?P<half>[ap]\.?m\.?)?(?:\s*[-–—]\s*(?P<h2>\d{1,2})(?::(?P<m2>\d\d))?)?"
    r"\s*(?P<half2>[ap]\.?m\b|[ap]\.m\.)",
    re.IGNORECASE,
)
_NOON = re.compile(r"\b(noon|midnight)\b", re.IGNORECASE)


class When(Struct):
    """The fields of a record that a dateline gives."""

    date: str | None = None
    time_start: str | None = None
    time_end: str | None = None
    tz: str | None = None
    place: str | None = None
    printed: str | None = None

    def fields(self) -> dict[str, str | None]:
        """By the record's own names."""
        return {
            "date": self.date,
            "time_start": self.time_start,
            "time_end": self.time_end,
            "tz": self.tz,
            "place": self.place,
            "date_time_place_as_printed": self.printed,
        }


def when_of(dateline: Element, printed: str) -> When:
    """What a dateline says; a time that is only printed is read from the print."""
    when = When(printed=printed or None)
    for element in dateline.iter():
        name = tag(element)
        if name == "placeName" and when.place is None:
            when.place = text_of(element) or None
        elif name == "date" and when.date is None:
            _take(
                when,
                attribute(element, "when") or attribute(element, "from") or attribute(element, "notBefore"),
            )
            if when.time_start:
                when.time_end = _clock(attribute(element, "to"))
        elif name == "time" and when.time_start is None:
            when.time_start = _clock(attribute(element, "from") or attribute(element, "when"))
            when.time_end = _clock(attribute(element, "to"))
    zone = _ZONE.search(printed)
    when.tz = next((part for part in zone.groups() if part), None) if zone else None
    if when.time_start is None:
        _from_print(when, printed)
    return when


def _take(when: When, value: str) -> None:
    """A date, or a date and a time, as ISO 8601 has them; a day that nothing tells is left out."""
    found = re.match(r"(\d{4}(?:-\d\d(?:-\d\d)?)?)", value)
    when.date = found[1] if found else None
    when.time_start = _clock(value)


def _clock(value: str) -> str | None:
    found = re.search(r"(?:^|T)(\d\d:\d\d)", value)
    return found[1] if found else None


def _from_print(when: When, printed: str) -> None:
    found = _CLOCK.search(printed)
    if found:
        half = found["half"] or found["half2"]
        when.time_start = _twelve(found["h"], found["m"], half)
        when.time_end = _twelve(found["h2"], found["m2"], found["half2"]) if found["h2"] else None
        if when.time_end and when.time_start and not found["half"] and when.time_start > when.time_end:
            when.time_start = _twelve(found["h"], found["m"], "a")
        return
    word = _NOON.search(printed)
    if word:
        when.time_start = "12:00" if word[1].lower() == "noon" else "00:00"


def _twelve(hour: str, minute: str | None, half: str) -> str:
    """A time of the twelve-hour clock in 24 hours."""
    value = int(hour) % 12 + (12 if half.lower().startswith("p") else 0)
    return f"{value:02}:{minute or '00'}"
