"""Which clock a paper's hours are of, and what the clocks showed at the other end of the line."""

from __future__ import annotations

import datetime as dt
import re
from zoneinfo import ZoneInfo

from msgspec import Struct

from memcon.checks.days import WASHINGTON, ZONES, moment
from memcon.checks.paper import Paper
from memcon.checks.roster import Entry, words_of

_US = "United States"
_AT_HOME = re.compile(
    r"\b(?:Oval Office|Cabinet Room|Situation Room|Roosevelt Room|Map Room|"
    r"Family (?:Dining|Theat)|"
    r"State Dining|White House|"
    r"Blair House|Washington|Secretary's (?:Office|Dining)|Department of State|Pentagon|"
    r"(?:Old|Eisenhower) Executive Office)",
    re.IGNORECASE,
)
"""Rooms and houses of Washington, of which papers do not say where they are."""


_SURE = 0.9


class End(Struct, frozen=True):
    """One end of a line: where it is, and its clock."""

    place: str
    zone: ZoneInfo


def home_end(paper: Paper) -> End | None:
    """Where the paper's own hours were kept: its place, else its printed zone; None where neither tells."""
    record = paper.record
    if record.tz in ("Z", "UTC") or paper.on is None:
        return None
    place = record.place or ""
    zone = ZONES.get(record.tz or "")
    known = paper.authority.clock(place, paper.on) if place else None
    at_home = _AT_HOME.search(place) or known is WASHINGTON or zone is WASHINGTON
    if at_home or (not place and zone is None and any("WHITE HOUSE" in x for x in record.letterhead)):
        return End("Washington", WASHINGTON)
    if known:
        return End(place, known)
    return End(record.tz or "", zone) if zone else None


def country_of(paper: Paper, entry: Entry) -> str | None:
    """The country that an entry of the list names, or that he who alone is so called that day is of."""
    known = paper.authority.gazetteer
    named = known.country_named(entry.group or "") or known.country_named(entry.printed)
    if named or not entry.names or paper.on is None:
        return named
    best, *others = paper.authority.people(entry.printed, paper.on) or (None,)
    alone = best and best.score >= _SURE and not any(m.score > best.score - _SURE / 10 for m in others if m)
    return best.person.country if best and alone else None


def far_end(paper: Paper, entry: Entry) -> End | None:
    """Where one who was telephoned was, if he was at home; None at our end, on a journey, without a clock."""
    country = country_of(paper, entry)
    if country is None or country == _US or paper.on is None or _is_visiting(paper, entry, paper.on):
        return None
    zone = paper.authority.clock(country, paper.on)
    if zone is None:
        return None
    city = zone.key.rpartition("/")[2].replace("_", " ")
    return End(f"{country} ({city} time)", zone)


def _is_visiting(paper: Paper, entry: Entry, on: dt.date) -> bool:
    """Whether somebody of that family name is known to have been in the United States that day."""
    return any(
        entry.surname is not None and entry.surname in words_of(visit.visitor)
        for visit in paper.authority.visitors(on)
    )


def began(paper: Paper) -> dt.datetime | None:
    """When the talk began, by the clock of its own end, or in Zulu; None where that is not known."""
    zone = ZONES["Z"] if paper.record.tz in ("Z", "UTC") else None
    home = home_end(paper)
    zone = zone or (home.zone if home else None)
    if paper.on is None or paper.record.time_start is None or zone is None:
        return None
    return moment(paper.on, paper.record.time_start, zone)


def local(paper: Paper, there: End) -> dt.datetime | None:
    """The local date and time at one end when the talk began; None where its hour is not known."""
    start = began(paper)
    return start.astimezone(there.zone) if start else None
