"""Days as people speak of them: what ``on Sunday`` means, and whether a date beside it fits."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from msgspec import Struct

from memcon.checks.clocks import End, began, far_end, home_end, local
from memcon.checks.dates import at_date
from memcon.checks.days import WASHINGTON, WEEKDAYS, Dated, dates_in, lasted, minutes, spoken
from memcon.checks.paper import Paper, Passage
from memcon.checks.relative import RELATIVE, STEPS, meant, quoted, sentence_at
from memcon.checks.roster import Roster
from memcon.model import Diagnostic

_OURS = End("Washington", WASHINGTON)
_DAY, _LATE = 24 * 60, 23
"""Minutes of a day; the hour in which a talk without an end may go on past midnight."""
_NIGHT = 5
"""Before this hour a speaker may still count from the day before."""
_BESIDE = re.compile(r"\b(?P<word>yesterday|tomorrow|today)\s*[,(]\s*$", re.IGNORECASE)
_LIKELY = re.compile(
    rf"yesterday|today|tomorrow|tonight|\bnight|\bthis\b|\blast\b|\bnext\b|{'|'.join(WEEKDAYS)}",
    re.IGNORECASE,
)


class Speaker(Struct, frozen=True):
    """The day of one who speaks, at his own end of the line."""

    days: tuple[dt.date, ...]
    """Two where it may have been either: after midnight people still say tonight of the evening before."""
    clock: str
    """The hour there and here, in words; empty where it is not known."""


def check(paper: Paper) -> Iterator[Diagnostic]:
    """The days that a talk speaks of, resolved; dates that disagree with a word beside them; the clocks."""
    if paper.on is None or not paper.is_talk:
        return
    roster = Roster(paper.record)
    yield from _other_end(paper, roster)
    seen: set[tuple[str, str | None]] = set()
    days: dict[str | None, Speaker] = {}
    for passage in paper.passages:
        text = passage.paragraph.text
        if not _LIKELY.search(text):
            continue
        yield from _disagreeing(paper, passage)
        label = passage.turn.speaker if passage.turn else None
        if label not in days:
            days[label] = _speakers_day(paper, roster, label)
        yield from _resolved(paper, passage, days[label], seen)


def _other_end(paper: Paper, roster: Roster) -> Iterator[Diagnostic]:
    """D11: the hour at both ends of a call."""
    home = home_end(paper)
    if home is None or paper.record.form != "telcon":
        return
    for entry in roster.participants:
        there = far_end(paper, entry) if entry.role is None else None
        then = local(paper, there) if there else None
        if there and then and paper.on:
            other = "" if then.date() == paper.on else f" on {spoken(then.date())}"
            yield paper.find(
                "D11",
                f"{paper.record.time_start} in {home.place} was {then:%H:%M} in {there.place}{other}",
                at_date(paper),
                evidence=f"{home.zone.key}, {there.zone.key}",
                suggestion=f"{then:%Y-%m-%dT%H:%M%z}",
            )


def _speakers_day(paper: Paper, roster: Roster, label: str | None) -> Speaker:
    """The day of one speaker; where nobody says whose words they are, that of either end of the line."""
    on, start = paper.on or dt.date.min, began(paper)
    if start is None:
        clock = minutes(paper.record.time_start or "")
        return Speaker(_days(on, None if clock is None else clock // 60, None), "")
    lasted_for = lasted(paper.record.time_start or "", paper.record.time_end or "")
    end = start + dt.timedelta(minutes=lasted_for % _DAY) if lasted_for is not None else None
    home = home_end(paper) or _OURS
    entries = roster.named(label)[:1] if label else [e for e in roster.participants if e.role is None]
    ends = [there for e in entries if paper.record.form == "telcon" and (there := far_end(paper, e))]
    here = f"{start.astimezone(home.zone):%H:%M} in {home.place}"
    if label and ends:
        then = start.astimezone(ends[0].zone)
        return Speaker(_between(then, end), f"{then:%H:%M} in {ends[0].place}, {here}")
    days = [d for place in (home, *ends) for d in _between(start.astimezone(place.zone), end)]
    return Speaker(tuple(dict.fromkeys(days)), here)


def _between(start: dt.datetime, end: dt.datetime | None) -> tuple[dt.date, ...]:
    """The days that one may count from in a talk from `start` to `end`, by the clock of `start`."""
    return _days(start.date(), start.hour, end.astimezone(start.tzinfo).date() if end else None)


def _days(day: dt.date, hour: int | None, last: dt.date | None) -> tuple[dt.date, ...]:
    """The days that one may count from: that of the talk, the next where it goes on past midnight, or may."""
    late = hour is not None and (hour == _LATE and last is None)
    late = late or (last is not None and last > day)
    early = (day - dt.timedelta(1),) if hour is not None and hour < _NIGHT else ()
    return (day, *((day + dt.timedelta(1),) if late else ()), *early)


def _resolved(
    paper: Paper, passage: Passage, speaker: Speaker, seen: set[tuple[str, str | None]]
) -> Iterator[Diagnostic]:
    """D10: each expression once for each speaker."""
    text = passage.paragraph.text
    label = passage.turn.speaker if passage.turn else None
    for found in RELATIVE.finditer(text):
        said = found["all"]
        if (said.lower(), label) in seen or quoted(text, found.start()):
            continue
        if passage.turn is None and said.lower() == "today":
            continue  # told by the drafter it is as often "nowadays"
        seen.add((said.lower(), label))
        words, suggestion = meant(found, text, speaker.days, told=passage.turn is None)
        start, end = sentence_at(text, found.start())
        yield paper.find(
            "D10",
            f"“{said}” is {words}",
            paper.within(passage.paragraph.span, text, *found.span("all")),
            page=passage.paragraph.page,
            evidence=f"{text[start:end]} {_from(passage, label, speaker)}",
            suggestion=suggestion,
        )


def _from(passage: Passage, label: str | None, speaker: Speaker) -> str:
    """From what day an expression is counted, and why."""
    day = " or ".join(map(spoken, speaker.days))
    at = f"; the speaker's clock showed {speaker.clock}" if speaker.clock else ""
    if label:
        return f"Said on {day}{at}"
    if passage.turn:
        return f"Counted from {day}; whose words these are is not said"
    return f"Counted from the day of the talk, {day}; the drafter's own day may have been another"


def _disagreeing(paper: Paper, passage: Passage) -> Iterator[Diagnostic]:
    """D13: a weekday, or yesterday and tomorrow, beside a date that was another day."""
    on, text = paper.on, passage.paragraph.text
    if on is None:
        return
    for found in dates_in(text, on.year):
        day = _nearest(found, on)
        said = text[found.start : found.end]
        at = paper.within(passage.paragraph.span, text, found.start, found.end)
        if day and found.weekday and WEEKDAYS[day.weekday()] != found.weekday:
            message = f"“{said}”: {day.day} {day:%B %Y} was a {WEEKDAYS[day.weekday()]}"
            yield paper.find(
                "D13", message, at, page=passage.paragraph.page, evidence=_sentence(text, found.start)
            )
        beside = _BESIDE.search(text[: found.start])
        if day and beside:
            meant = on + dt.timedelta(STEPS[beside["word"].lower()])
            if abs((day - meant).days) > 1:  # one day more or less may be the speaker's own clock
                message = f"“{beside['word']}” was {spoken(meant)}, and the date beside it is {spoken(day)}"
                yield paper.find(
                    "D13", message, at, page=passage.paragraph.page, evidence=_sentence(text, found.start)
                )


def _sentence(text: str, at: int) -> str:
    return text[slice(*sentence_at(text, at))]


def _nearest(found: Dated, on: dt.date) -> dt.date | None:
    """The day of a date in speech: without a year, the nearest to the talk."""
    if found.year:
        return found.on()
    days = [day for year in (on.year - 1, on.year, on.year + 1) if (day := found.on(year))]
    return min(days, key=lambda day: abs((day - on).days), default=None)
