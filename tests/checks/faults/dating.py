"""Breaks in dates and times."""

from __future__ import annotations

import datetime as dt
import re
from random import Random
from zoneinfo import ZoneInfo

from msgspec import structs

from faults.drafts import Draft, Fault, Pair, day_of, spoken_turns, with_paragraph
from memcon.model import ClassificationBlock, Declassification, Diagnostic

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_EASTERN = ZoneInfo("America/New_York")
_WHITE_HOUSE = ("clinton", "bush")


def _on(draft: Draft) -> dt.date:
    return dt.date.fromisoformat(draft.record.date or "")


def _printed(day: dt.date, weekday: bool = False) -> str:
    return (
        f"{f'{_WEEKDAYS[day.weekday()]}, ' if weekday else ''}{_MONTHS[day.month - 1]} {day.day}, {day.year}"
    )


def _instead(draft: Draft, old: str, new: str) -> Draft | None:
    """The draft with the first `old` of its text replaced; None where it has none."""
    if old not in (draft.record.date_time_place_as_printed or ""):
        return None
    return draft.edited(lambda text: text.replace(old, new, 1))


def _dated(draft: Draft, line: str) -> Draft:
    """The draft with another line of date and time above its place."""
    place = draft.record.place or ""
    return draft.having(
        date_time_place_as_printed=f"{line}\n{place}", time_start="00:00", time_end=None, tz=None
    )


def _both(one: Draft | None, other: Draft | None) -> Pair | None:
    return (one, other) if one and other else None


def _no_such_day(random: Random, draft: Draft) -> Pair | None:
    year = _on(draft).year
    wrong = random.choice(
        ("February 30", "February 31", "April 31", "June 31", "September 31", "November 31")
    )
    return _both(draft, _instead(draft, day_of(draft.record), f"{wrong}, {year}"))


def _weekday(random: Random, draft: Draft) -> Pair | None:
    on = _on(draft)
    wrong = random.choice([w for w in _WEEKDAYS if w != _WEEKDAYS[on.weekday()]])
    if draft.record.weekday:
        return _both(draft, _instead(draft, draft.record.weekday, wrong))
    printed = day_of(draft.record)
    return _both(
        _instead(draft, printed, _printed(on, weekday=True)), _instead(draft, printed, f"{wrong}, {printed}")
    )


def _zone(random: Random, draft: Draft) -> Pair | None:
    del random
    if draft.record.tz not in ("EST", "EDT"):
        return None
    return _both(draft, _instead(draft, draft.record.tz, "EDT" if draft.record.tz == "EST" else "EST"))


def _zulu(random: Random, draft: Draft) -> Pair | None:
    on, hour, minute = _on(draft), random.randint(8, 17), random.randrange(60)
    start = dt.datetime(on.year, on.month, on.day, hour, minute, tzinfo=_EASTERN)
    universal = start.astimezone(dt.UTC)
    wrong = universal + dt.timedelta(hours=random.choice((-1, 1, 2, -2)))
    local = f"{start:%H%M} {start.tzname()}"
    return (
        _dated(draft, f"{_printed(on)}, {universal:%H%M}Z, {local}"),
        _dated(draft, f"{_printed(on)}, {wrong:%H%M}Z, {local}"),
    )


def _times(draft: Draft, times: str) -> Draft:
    return _dated(draft, f"{_printed(_on(draft))}, {times}")


def _backwards(random: Random, draft: Draft) -> Pair | None:
    hour, minute, before = random.randint(10, 11), random.randrange(60), random.randint(1, 9)
    start = f"{hour}:{minute:02d} a.m."
    sound = _times(draft, f"{start} - {hour}:59 a.m." if minute < 59 else f"{start} - 12:30 p.m.")
    return sound, _times(draft, f"{start} - {hour - before}:{random.randrange(60):02d} a.m.")


def _long(random: Random, draft: Draft) -> Pair | None:
    if draft.record.form != "telcon":
        return None
    start = f"{random.randint(8, 11)}:{random.randrange(60):02d} a.m."
    end = f"{random.randint(2, 7)}:{random.randrange(60):02d} p.m."
    return draft, _times(draft, f"{start} - {end}")


def _typed_early(random: Random, draft: Draft) -> Pair | None:
    before = _on(draft) - dt.timedelta(random.randint(1, 40))
    return draft, structs.replace(draft, style=structs.replace(draft.style, typed_on=_printed(before)))


def _figures(day: dt.date) -> str:
    return f"{day.month:02d}/{day.day:02d}/{day.year % 100:02d}"


def _block(draft: Draft, until: dt.date) -> Draft:
    return draft.having(classification_block=ClassificationBlock(None, "1.5 (d)", _figures(until)))


def _opened_early(random: Random, draft: Draft) -> Pair | None:
    on = _on(draft)
    sound = on + dt.timedelta(random.randint(30, 3600))
    return _block(draft, sound), _block(draft, on - dt.timedelta(random.randint(1, 900)))


def _too_long(random: Random, draft: Draft) -> Pair | None:
    on = _on(draft)
    if on < dt.date(1995, 10, 14):
        return None
    sound = on + dt.timedelta(round(3652 + random.randint(0, 80)))
    return _block(draft, sound), _block(draft, on + dt.timedelta(random.randint(3800, 9000)))


def _stamp(draft: Draft, authority: str | None, on: dt.date) -> Draft:
    given = Declassification(authority, "2017-0222-M (1.21)", on.isoformat(), "KLM")
    return draft.having(declassification=given, stamps=("DECLASSIFIED PER E.O. 13526",) if authority else ())


def _early_stamp(random: Random, draft: Draft) -> Pair | None:
    sound = dt.date(2012, 1, 1) + dt.timedelta(random.randint(0, 3000))
    early = dt.date(2001, 6, 1) + dt.timedelta(random.randint(0, 3000))
    return _stamp(draft, "E.O. 13526", sound), _stamp(draft, "E.O. 13526", early)


def _released_early(random: Random, draft: Draft) -> Pair | None:
    on = _on(draft)
    sound = dt.date(2012, 1, 1) + dt.timedelta(random.randint(0, 3000))
    early = on - dt.timedelta(random.randint(1, 1500))
    return _stamp(draft, "E.O. 13526", sound), _stamp(draft, "E.O. 13526", early)


_SAID = (
    ("Congratulations on your victory {}.", -1),
    ("We met your minister {}.", -1),
    ("I will telephone you again {}.", 1),
    ("My people will be in your capital {}.", 1),
)


def _spoken(random: Random, draft: Draft) -> Pair | None:
    sentence, _ = random.choice(_SAID)
    weekday = random.choice(_WEEKDAYS)
    at = random.choice(spoken_turns(draft.record))
    return draft, structs.replace(
        draft, record=with_paragraph(draft.record, sentence.format(f"on {weekday}"), at)
    )


def _spoken_right(draft: Draft, found: Diagnostic) -> bool | None:
    """Whether a weekday of one of the inserted sentences was taken the right way."""
    said = re.match(r"(.*?[.])", found.evidence or "")
    for sentence, way in _SAID:
        form = re.escape(sentence).replace(r"\{\}", r"on (\w+)")
        match = re.fullmatch(form, said[1] if said else "")
        if match:
            on, weekday = _on(draft), _WEEKDAYS.index(match[1])
            days = [on + dt.timedelta(way * step) for step in range(1, 8)]
            meant = next(day for day in days if day.weekday() == weekday)
            return found.suggestion == meant.isoformat()
    return None


_FAR = {
    "Russian": "Europe/Moscow",
    "Japanese": "Asia/Tokyo",
    "British": "Europe/London",
    "French": "Europe/Paris",
    "Egyptian": "Africa/Cairo",
}


def _called_abroad(random: Random, draft: Draft) -> Pair | None:
    record = draft.record
    if record.form != "telcon" or record.place != "Oval Office":
        return None
    adjective = random.choice(list(_FAR))
    other = record.participants[1]
    printed = f"{adjective} President {other.name}"
    changed = structs.replace(other, printed=printed)
    return draft, draft.having(participants=(record.participants[0], changed, *record.participants[2:]))


def _clock_right(draft: Draft, found: Diagnostic) -> bool | None:
    adjective = (draft.record.participants[1].printed or "").split()[0]
    if adjective not in _FAR:
        return None
    on, clock = _on(draft), draft.record.time_start or ""
    start = dt.datetime.fromisoformat(f"{on}T{clock}").replace(tzinfo=_EASTERN)
    there = start.astimezone(ZoneInfo(_FAR[adjective]))
    return f"was {there:%H:%M} in" in found.message and found.suggestion == f"{there:%Y-%m-%dT%H:%M%z}"


def _in_speech(random: Random, draft: Draft) -> Pair | None:
    on = _on(draft)
    day = on + dt.timedelta(random.choice((-1, 1)) * random.randint(2, 150))
    weekday = _WEEKDAYS[day.weekday()]
    wrong = random.choice([w for w in _WEEKDAYS if w != weekday])
    at = random.choice(spoken_turns(draft.record))
    sentence = "The vote is on {}, " + f"{_MONTHS[day.month - 1]} {day.day}."
    return (
        structs.replace(draft, record=with_paragraph(draft.record, sentence.format(weekday), at)),
        structs.replace(draft, record=with_paragraph(draft.record, sentence.format(wrong), at)),
    )


def _midnight(random: Random, draft: Draft) -> Pair | None:
    return _times(draft, f"11:{random.randint(10, 59)} p.m."), _times(draft, "midnight")


def _in_subject(random: Random, draft: Draft) -> Pair | None:
    on = _on(draft)
    other = on + dt.timedelta(random.choice((-1, 1)) * random.randint(1, 30))
    subject = draft.record.subject or ""
    sound, broken = (f"{subject}, {_printed(day)}" for day in (on, other))
    return draft.having(subject=sound), draft.having(subject=broken)


FAULTS = (
    Fault("D01", (*_WHITE_HOUSE, "state"), _no_such_day),
    Fault("D02", (*_WHITE_HOUSE, "ford", "state"), _weekday),
    Fault("D03", _WHITE_HOUSE, _zone),
    Fault("D04", _WHITE_HOUSE, _zulu),
    Fault("D05", _WHITE_HOUSE, _backwards),
    Fault("D06", _WHITE_HOUSE, _long),
    Fault("D07", ("vp",), _typed_early),
    Fault("D08", ("clinton",), _opened_early),
    Fault("D09", _WHITE_HOUSE, _early_stamp),
    Fault("D10", (*_WHITE_HOUSE, "ford", "kissinger"), _spoken, _spoken_right),
    Fault("D11", _WHITE_HOUSE, _called_abroad, _clock_right),
    Fault("D12", _WHITE_HOUSE, _released_early),
    Fault("D13", _WHITE_HOUSE, _in_speech),
    Fault("D14", ("clinton",), _too_long),
    Fault("D15", _WHITE_HOUSE, _midnight),
    Fault("D16", _WHITE_HOUSE, _in_subject),
)
