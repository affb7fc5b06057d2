"""Checks of dates and times: the calendar, the clocks, and the days that other dates on a paper allow."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from memcon.checks.days import (
    WEEKDAYS,
    ZONES,
    dates_in,
    lasted,
    moment,
    spoken,
)
from memcon.checks.paper import Paper
from memcon.markings import order_named
from memcon.model import Diagnostic, Line, Piece, Span

UNIFORM = dt.date(1967, 4, 30)
"""The first summer time under the Uniform Time Act; before it each place had rules of its own."""
TEN_YEARS, DRIFT = 10, 90
"""E.O. 12958 sets ten years from the decision to classify, which comes up to some 90 days after the talk
(papers seen: 8 and 58 days; 90 is a choice)."""
_LONGEST = {"telcon": 120, "memcon": 8 * 60}
"""Minutes beyond which a call or a meeting is out of the ordinary."""
_DAY, _LATE, _NIGHT = 24 * 60, 18 * 60, 6 * 60
"""Minutes: a day; the hour from which a talk may go on past midnight; the longest that it then does."""
_ZULU = re.compile(
    r"(?<!\d)(?P<start>[0-2]\d[0-5]\d)(?:\s*(?:--|[-–—]|to)\s*(?P<end>[0-2]\d[0-5]\d))?\s?Z(?:ulu)?\b"
)
_LOCAL = re.compile(
    r"(?<!\d)(?P<start>[0-2]\d:?[0-5]\d)(?:\s*(?:--|[-–—]|to)\s*(?P<end>[0-2]\d:?[0-5]\d))?\s*(?P<zone>[ECMP][SD]T)\b"
)


def check(paper: Paper) -> Iterator[Diagnostic]:
    """What is wrong or doubtful in the dates and times of a paper."""
    yield from _calendar(paper)
    yield from _clock(paper)
    yield from _length(paper)
    yield from _typed(paper)
    yield from _declassify(paper)
    yield from _stamped(paper)
    yield from _named(paper)


def at_date(paper: Paper, printed: str | None = None) -> Span:
    """Where the date stands, or a word of it."""
    spans = [e.span for e in paper.record.evidence if e.path == "date"]
    for piece in (p for span in spans for p in span.pieces):
        line = paper.file.lines.get(piece.line)
        at = line.text.find(printed, piece.start, piece.end) if line and printed else -1
        if at >= 0:
            return Span((Piece(piece.line, at, at + len(printed or "")),))
    return spans[0] if spans and printed is None else paper.place(printed, "date", "cable_header", "place")


def _calendar(paper: Paper) -> Iterator[Diagnostic]:
    record = paper.record
    if paper.on is None and re.fullmatch(r"\d{4}-\d\d-\d\d", record.date or ""):
        year, month, day = (record.date or "").split("-")
        yield paper.find(
            "D01",
            f"there is no day {int(day)} in month {int(month)} of {year}",
            at_date(paper),
            evidence=record.date_time_place_as_printed,
            suggestion="A figure may be misread",
        )
    printed = record.date_time_place_as_printed or ""
    days = [w for w in WEEKDAYS if re.search(rf"\b{w}\b", printed, re.IGNORECASE)]
    if paper.on is None or record.weekday not in WEEKDAYS or len(days) > 1:
        return
    if WEEKDAYS[paper.on.weekday()] != record.weekday:
        near = paper.on - dt.timedelta((paper.on.weekday() - WEEKDAYS.index(record.weekday) + 3) % 7 - 3)
        yield paper.find(
            "D02",
            f"{paper.on.day} {paper.on:%B %Y} was a {WEEKDAYS[paper.on.weekday()]}, not a {record.weekday}",
            at_date(paper, record.weekday),
            evidence=printed or None,
            suggestion=f"The nearest {record.weekday} was {spoken(near)}; check both against another paper",
        )


def _clock(paper: Paper) -> Iterator[Diagnostic]:
    """D03: a zone's short name against the season; D04: Zulu against local time; D15: midnight."""
    record = paper.record
    zone = ZONES.get(record.tz or "")
    if paper.on and zone and record.tz not in ("Z", "UTC"):
        then = moment(paper.on, record.time_start, zone).tzname()
        if then != record.tz:
            old = paper.on < UNIFORM
            yield paper.find(
                "D03",
                f"the clock on {paper.on.day} {paper.on:%B %Y} was {then}, and the paper says {record.tz}"
                + ("; before 1967 each place had its own rules" if old else ""),
                at_date(paper, record.tz),
                evidence=record.date_time_place_as_printed,
                suggestion=f"Read {then}, if the hour is that of the place",
                softer=old,
            )
    for line in paper.lines("date", "place", "field", "title", "subject"):
        yield from _pair(paper, line)
    if re.search(r"\bmidnight\b", record.date_time_place_as_printed or "", re.IGNORECASE):
        yield paper.find(
            "D15",
            "midnight may begin the day or end it",
            at_date(paper),
            evidence=record.date_time_place_as_printed,
        )


def _pair(paper: Paper, line: Line) -> Iterator[Diagnostic]:
    zulu, local = _ZULU.search(line.text), _LOCAL.search(line.text)
    if not (zulu and local and paper.on):
        return
    zone = ZONES[local["zone"]]
    offset = moment(
        paper.on, f"{local['start'].replace(':', '')[:2]}:{local['start'][-2:]}", zone
    ).utcoffset()
    apart = (_figures(zulu["start"]) - _figures(local["start"])) % _DAY
    wanted = int(-(offset or dt.timedelta()).total_seconds() // 60)
    if apart != wanted % _DAY:
        yield paper.find(
            "D04",
            f"{zulu.group()} and {local.group()} are {apart / 60:g} hours apart, and that day "
            f"{wanted / 60:g}",
            line,
            evidence=line.text,
            suggestion="One of the two was reckoned with the wrong season; keep both",
        )


def _figures(clock: str) -> int:
    plain = clock.replace(":", "").zfill(4)
    return int(plain[:2]) * 60 + int(plain[2:])


def _length(paper: Paper) -> Iterator[Diagnostic]:
    """D05: the end before the start; D06: a length out of the ordinary."""
    record = paper.record
    took = lasted(record.time_start or "", record.time_end or "")
    if took is None or (not paper.is_talk and record.form != "summary_of_conclusions"):
        return
    past_midnight = _figures(record.time_start or "0") >= _LATE and took % _DAY <= _NIGHT
    if took < 0 and not past_midnight:
        yield paper.find(
            "D05",
            f"it ends at {record.time_end}, before it begins at {record.time_start}",
            at_date(paper),
            evidence=record.date_time_place_as_printed,
            suggestion="A half of the day (a.m., p.m.) or a figure may be wrong",
        )
        return
    took %= _DAY
    longest = _LONGEST.get(record.form)
    if took == 0 or (longest and took > longest):
        said = "no time at all" if took == 0 else f"{took // 60} hours and {took % 60} minutes"
        yield paper.find(
            "D06",
            f"a {'call' if record.form == 'telcon' else 'talk'} of {said} is out of the ordinary",
            at_date(paper),
            evidence=record.date_time_place_as_printed,
        )


def _typed(paper: Paper) -> Iterator[Diagnostic]:
    """D07: the paper's own date, above the title or on its drafting line, comes before the talk."""
    if paper.on is None or not paper.is_talk:
        return
    used = {p.line for e in paper.record.evidence if e.path == "date" for p in e.span.pieces}
    lines = [line for line in paper.lines("date") if line.number not in used and used]
    for line in (*lines, *paper.lines("drafting")):
        for found in dates_in(line.text, paper.on.year):
            day = found.on() if found.year else None
            if day and day < paper.on:
                yield paper.find(
                    "D07",
                    f"the paper is dated {spoken(day)}, before the talk of {spoken(paper.on)}",
                    Span((Piece(line.number, found.start, found.end),)),
                    evidence=line.text,
                    suggestion="One of the two dates is wrong, or the paper is a plan of the talk",
                )


def _other_year(paper: Paper, on: dt.date) -> Iterator[Diagnostic]:
    """D16: two date lines that agree but for the year, as in January when the old one is still typed."""
    for line in paper.lines("date"):
        for found in dates_in(line.text, on.year):
            day = found.on() if found.year else None
            if day and day.year != on.year and (day.month, day.day) == (on.month, on.day):
                yield paper.find(
                    "D16",
                    f"one date line says {day.year}, another {on.year}: one of the years is a slip",
                    Span((Piece(line.number, found.start, found.end),)),
                    evidence=f"{line.text.strip()}; {paper.record.date_time_place_as_printed or on}",
                )


def _declassify(paper: Paper) -> Iterator[Diagnostic]:
    """D08, D14: the day of opening against the day of the talk."""
    block = paper.record.classification_block
    if block is None or block.declassify_on is None or paper.on is None:
        return
    printed = block.declassify_on
    found = next(dates_in(printed, paper.on.year + 10), None)
    day = found.on() if found and found.year else None
    if day is None:
        return
    at = paper.place(printed, "classification_block", "cable_header")
    latest = _years_on(paper.on, TEN_YEARS) + dt.timedelta(DRIFT)
    if day < paper.on:
        yield paper.find(
            "D08",
            f"it was to be declassified on {spoken(day)}, before the talk of {spoken(paper.on)}",
            at,
            evidence=printed,
            suggestion="A figure of one of the two dates is wrong",
        )
    elif (
        "1995-07-16" <= paper.on.isoformat() < "2003-09-22"
        and day > latest
        and not re.search(r"[Xx]\s*\d", printed)
    ):
        yield paper.find(
            "D14",
            f"{printed} is more than ten years after the talk, and no exemption X1 to X8 stands beside it",
            at,
            evidence=printed,
            suggestion="Look for the X-code, or for the day on which it was classified",
        )


def _years_on(day: dt.date, years: int) -> dt.date:
    return day.replace(year=day.year + years, day=min(day.day, 28) if day.month == 2 else day.day)


def _stamped(paper: Paper) -> Iterator[Diagnostic]:
    """D09: a release stamp dated before the order it cites; D12: before the talk itself."""
    given = paper.record.declassification
    try:
        day = dt.date.fromisoformat(given.date) if given and given.date else None
    except ValueError:
        return
    if given is None or day is None:
        return
    order = order_named(given.authority or "")
    at = _stamp_date(paper, day)
    if order and order.issued and day.isoformat() < order.issued:
        issued = spoken(dt.date.fromisoformat(order.issued))
        yield paper.find(
            "D09",
            f"the stamp is of {spoken(day)}, and cites {order.name}, which was issued on {issued}"
            if paper.file.sure(at)
            else f"the stamp's date, hard to read, is misread as {spoken(day)}: {order.name}, which it "
            f"cites, was issued on {issued}",
            at,
            evidence=f"{given.authority}, {given.date}",
            suggestion="The year, or the number of the order, is misread",
        )
    if paper.on and day < paper.on:
        yield paper.find(
            "D12",
            f"it was released on {spoken(day)}, before the talk of {spoken(paper.on)}",
            at,
            evidence=given.date,
            suggestion="The year of the one or the other is misread",
        )


def _stamp_date(paper: Paper, day: dt.date) -> Span:
    for line in paper.lines("declassification", "stamp"):
        for found in dates_in(line.text, 2010):
            if found.on() == day:
                return Span((Piece(line.number, found.start, found.end),))
    return Span()


def _named(paper: Paper) -> Iterator[Diagnostic]:
    """D16: a full date in the subject, title or another date line that is not the paper's."""
    if paper.on is None or paper.record.form not in ("memcon", "telcon", "summary_of_conclusions"):
        return
    yield from _other_year(paper, paper.on)
    for kind in ("subject", "title"):
        text = paper.record.subject if kind == "subject" else paper.record.title
        for found in dates_in(text or "", paper.on.year):
            day = found.on() if found.year else None
            if day and day != paper.on:
                printed = (text or "")[found.start : found.end]
                yield paper.find(
                    "D16",
                    f"the {kind} says {printed}, and the date line {spoken(paper.on)}",
                    paper.place(printed, kind),
                    evidence=text,
                )
