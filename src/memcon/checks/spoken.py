"""Days as people speak of them: what ``on Sunday`` means, and whether a date beside it fits."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from msgspec import Struct

from memcon.checks.clocks import End, far_end, home_end, local
from memcon.checks.dates import at_date
from memcon.checks.days import MONTHS, WEEKDAYS, Dated, dates_in, spoken
from memcon.checks.paper import Paper, Passage
from memcon.checks.roster import Roster
from memcon.model import Diagnostic

_RELATIVE = re.compile(
    rf"\b(?P<all>(?:the )?day (?:before yesterday|after tomorrow)|yesterday|tomorrow|today|tonight|"
    rf"last night|this (?:morning|afternoon|evening)|(?P<which>last|next) (?P<span>week|month|year)|"
    rf"(?P<how>last|next|this coming|this past|this|on|by|until|since|for) "
    rf"(?P<weekday>{'|'.join(WEEKDAYS)}))\b(?!\s*,?\s*(?:(?:the )?\d|(?:{'|'.join(MONTHS)})\b))",
    re.IGNORECASE,
)
_STEPS = {
    "day before yesterday": -2,
    "yesterday": -1,
    "last night": -1,
    "today": 0,
    "tonight": 0,
    "this morning": 0,
    "this afternoon": 0,
    "this evening": 0,
    "tomorrow": 1,
    "day after tomorrow": 2,
}
_PAST = re.compile(
    r"\b(?:was|were|had|did|didn't|said|told|met|spoke|talked|saw|went|came|won|lost|called|sent|signed|made|took|"
    r"gave|got|victory|congratulat\w+|has been|have been|heard|read|left|[a-z]{3,}ed)\b",
    re.IGNORECASE,
)
_TO_COME = re.compile(
    r"\b(?:will|shall|won't|going to|would|could|can|let's|plans?|leaving|see you|hopes?|expects?|intends?|"
    r"must|should|may|might|until|by|coming|arriving|want)\b|'ll\b",
    re.IGNORECASE,
)
_BESIDE = re.compile(r"\b(?P<word>yesterday|tomorrow|today)\s*[,(]\s*$", re.IGNORECASE)
_LIKELY = re.compile(
    rf"yesterday|today|tomorrow|tonight|\bnight|\bthis\b|\blast\b|\bnext\b|{'|'.join(WEEKDAYS)}",
    re.IGNORECASE,
)


class Speaker(Struct, frozen=True):
    """The day of one who speaks, at his own end of the line."""

    day: dt.date
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
        if label is None:
            continue  # in a narrative the words are the drafter's, whose day is another
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
        then = local(paper, home, there) if there else None
        if there and then and paper.on:
            other = "" if then.date() == paper.on else f" on {spoken(then.date())}"
            yield paper.find(
                "D11",
                f"{paper.record.time_start} in {home.place} was {then:%H:%M} in {there.place}{other}",
                at_date(paper),
                evidence=f"{home.zone.key}, {there.zone.key}",
                suggestion=f"{then:%Y-%m-%dT%H:%M%z}",
            )


def _speakers_day(paper: Paper, roster: Roster, label: str) -> Speaker:
    on = paper.on or dt.date.min
    home = home_end(paper)
    if home is None or paper.record.form != "telcon":
        return Speaker(on, "")
    for entry in roster.named(label)[:1]:
        there: End | None = far_end(paper, entry)
        then = local(paper, home, there) if there else None
        if there and then:
            return Speaker(
                then.date(), f"{then:%H:%M} in {there.place}, {paper.record.time_start} in {home.place}"
            )
    return Speaker(on, f"{paper.record.time_start} in {home.place}" if paper.record.time_start else "")


def _resolved(
    paper: Paper, passage: Passage, speaker: Speaker, seen: set[tuple[str, str | None]]
) -> Iterator[Diagnostic]:
    """D10: each expression once for each speaker."""
    text = passage.paragraph.text
    for found in _RELATIVE.finditer(text):
        said = found["all"]
        key = (said.lower(), passage.turn.speaker if passage.turn else None)
        if key in seen:
            continue
        seen.add(key)
        sentence = _sentence(text, found.start())
        meant, suggestion = _meant(found, sentence, speaker.day)
        at = f"; the speaker's clock showed {speaker.clock}" if speaker.clock else ""
        yield paper.find(
            "D10",
            f"“{said}” is {meant}",
            paper.within(passage.paragraph.span, text, *found.span("all")),
            page=passage.paragraph.page,
            evidence=f"{sentence} Said on {spoken(speaker.day)}{at}",
            suggestion=suggestion,
        )


def _sentence(text: str, at: int) -> str:
    start = max((m.end() for m in re.finditer(r"[.?!]\s+", text[:at])), default=0)
    end = re.search(r"[.?!](?=\s|$)", text[at:])
    return text[start : at + end.end() if end else len(text)].strip()


def _meant(found: re.Match[str], sentence: str, day: dt.date) -> tuple[str, str]:
    """What an expression means, in words and as ISO dates."""
    words = found["all"].lower().removeprefix("the ")
    if words in _STEPS:
        meant = day + dt.timedelta(_STEPS[words])
        return spoken(meant), meant.isoformat()
    if found["span"]:
        first, last = _stretch(found["which"].lower(), found["span"].lower(), day)
        return f"{spoken(first)} to {spoken(last)}", f"{first}/{last}"
    weekday = WEEKDAYS.index(found["weekday"].capitalize())
    before = day - dt.timedelta((day.weekday() - weekday - 1) % 7 + 1)
    after = day + dt.timedelta((weekday - day.weekday() - 1) % 7 + 1)
    way = _way(found["how"].lower(), sentence)
    if way is None:
        return f"{spoken(before)} or {spoken(after)}; the sentence does not tell", f"{before} or {after}"
    meant = before if way < 0 else after
    return spoken(meant), meant.isoformat()


def _way(how: str, sentence: str) -> int | None:
    """-1 for the weekday before the talk, 1 for that after it, None where the sentence speaks of both."""
    if how in ("last", "this past", "since"):
        return -1
    if how in ("next", "this coming", "by", "until"):
        return 1
    past, to_come = bool(_PAST.search(sentence)), bool(_TO_COME.search(sentence))
    return None if past == to_come else -1 if past else 1


def _stretch(which: str, span: str, day: dt.date) -> tuple[dt.date, dt.date]:
    step = {"last": -1, "next": 1}[which]
    if span == "week":
        monday = day + dt.timedelta(7 * step - day.weekday())
        return monday, monday + dt.timedelta(6)
    if span == "year":
        return dt.date(day.year + step, 1, 1), dt.date(day.year + step, 12, 31)
    number = day.year * 12 + day.month - 1 + step
    first = dt.date(number // 12, number % 12 + 1, 1)
    return first, dt.date((number + 1) // 12, (number + 1) % 12 + 1, 1) - dt.timedelta(1)


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
            meant = on + dt.timedelta(_STEPS[beside["word"].lower()])
            if abs((day - meant).days) > 1:  # one day more or less may be the speaker's own clock
                message = f"“{beside['word']}” was {spoken(meant)}, and the date beside it is {spoken(day)}"
                yield paper.find(
                    "D13", message, at, page=passage.paragraph.page, evidence=_sentence(text, found.start)
                )


def _nearest(found: Dated, on: dt.date) -> dt.date | None:
    """The day of a date in speech: without a year, the nearest to the talk."""
    if found.year:
        return found.on()
    days = [day for year in (on.year - 1, on.year, on.year + 1) if (day := found.on(year))]
    return min(days, key=lambda day: abs((day - on).days), default=None)
