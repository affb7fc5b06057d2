"""Dates and times as such papers print them: domain rules of White House, State and FRUS datelines.

An own grammar, since general date parsers take a wrong weekday for a date, read 6/12/75 as 2075 and know no
ranges. Times come out as 24-hour local time; nothing is converted between zones.
"""

from __future__ import annotations

import re

from msgspec import Struct
from rapidfuzz import fuzz, process

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_SHORT = {m[:3].lower(): n for n, m in enumerate(MONTHS, 1)} | {"sept": 9}
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_MONTH = r"(?P<month>[A-Z][A-Za-z0-9]{2,9})\.?"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?:\s*[-–]\s*[0-3]?\d)?"
_YEAR = r"(?P<year>(?:18|[1il]9|20)\d{2})"
_DATES = (
    re.compile(rf"{_MONTH}\s*{_DAY}\s*[,.;]?\s*{_YEAR}(?!\d)"),
    re.compile(rf"(?<!\d){_DAY}\s*[-\s]?{_MONTH}\s*[,-]?\s*(?P<year>(?:18|19|20)?\d{{2}})(?![\d:])"),
    re.compile(r"(?<![\d/])(?P<m>[01]?\d)/(?P<day>[0-3]?\d)/(?P<year>(?:(?:18|19|20)\d{2}|\d{2}))(?![\d/])"),
    re.compile(r"(?<!\d)(?P<year>(?:18|19|20)\d{2})-(?P<m>[01]\d)-(?P<day>[0-3]\d)(?!\d)"),
)
_ZULU = re.compile(
    r"(?<!\d)(?P<day>[0-3]\d)(?P<hour>[0-2]\d)(?P<minute>[0-5]\d)\s?(?P<zone>[Z2])\s*"
    r"(?P<month>[A-Z]{3})[A-Z]*\.?\s*(?P<year>(?:(?:19|20)\d{2}|\d{2}))(?!\d)"
)
_CLOCK = r"(?:[01lI]?[\dO]|2[0-4])\s*[:.]\s*[0-5O][\dO]"
_HALF = r"[apAP]\s*[.,-]?\s*[mM]\b[.,]?"
_WORDED = r"(?:12\s+)?(?:[Nn]oon|NOON|[Mm]idnight)"
_AT = rf"(?:{_CLOCK}(?:\s*{_HALF})?|\d{{1,2}}\s*{_HALF}|[01]\d[0-5]\d|2[0-3][0-5]\d|{_WORDED})"
_DASH = r"[-–—~=]{1,3}"
"""A dash between two times, as typed and as OCR has it."""
_ZONE = r"(?:[ECMP][SDW]T|GMT|BST|CET|UTC|Z(?:ulu)?)\b"
_TIMES = re.compile(
    rf"(?:\b(?i:from)\s+)?(?<![\d/:$-])(?P<start>(?:{_AT}|\d{{1,2}}(?=\s*{_DASH}\s*\d{{1,2}}(?:\s*[:.]\s*\d\d)?\s*{_HALF})))"
    rf"(?:Z(?=\s*{_DASH}))?(?:\s*(?:{_DASH}|\b(?i:to|until|and)\b|(?<=\s)[1lI|](?=\s+\d{{1,2}}[:.]\d\d))\s*"
    rf"(?P<vague>after\s+)?(?P<end>{_AT}))?"
    rf"(?![\d/])\s*(?:hours|hrs\.?|local\b)?\s*\(?(?P<zone>{_ZONE})?\)?"
)
_WEEKDAY = re.compile(rf"\b(?:{'|'.join(WEEKDAYS)})\b", re.I)


_DAYTIME = re.compile(r"(?<=\d )in the (?P<part>morning|afternoon|evening)\b")


class When(Struct, frozen=True):
    """A date with its times, and what of the text was neither."""

    date: str | None = None
    start: str | None = None
    end: str | None = None
    zone: str | None = None
    weekday: str | None = None
    before: str = ""
    """The text before the date: a FRUS dateline's place."""
    after: str = ""
    """The text after the date, its times taken out: a form's place."""


def month_number(word: str) -> int | None:
    """The month that `word` names, through OCR damage; None where it names none."""
    key = word.lower().rstrip(".")
    if key[:4] in _SHORT and len(key) == 4:
        return _SHORT[key[:4]]
    if len(key) == 3:
        return _SHORT.get(key)
    found = process.extractOne(word.capitalize(), MONTHS, scorer=fuzz.ratio, score_cutoff=75)
    return MONTHS.index(found[0]) + 1 if found else None


def full_year(digits: str, near: int = 1975) -> int:
    """A year in four digits; two digits are taken into the hundred years around `near`."""
    value = int(digits.replace("i", "1").replace("l", "1"))  # as OCR has a 1
    if len(digits) > 2:
        return value
    century = near - near % 100
    return min((century - 100 + value, century + value, century + 100 + value), key=lambda y: abs(y - near))


def read_when(text: str) -> When:
    """The date and times in `text`, the first of each; empty where there are none."""
    text = _DAYTIME.sub(lambda m: "a.m." if m["part"] == "morning" else "p.m.", text)
    found = _zulu(text) or _date(text)
    weekday = _WEEKDAY.search(text)
    if found is None:
        start, end, zone, rest = _times(text)
        return When(None, start, end, zone, None, "", _tidy(rest))
    iso, match = found
    before, after = text[: match.start()], text[match.end() :]
    if match.re is _ZULU:
        start, end, zone = f"{match['hour']}:{match['minute']}", None, "Z"
    else:
        start, end, zone, after = _times(after)
        if start is None:
            start, end, zone, before = _times(before)
    if weekday:
        before, after = (_WEEKDAY.sub("", part, count=1) for part in (before, after))
    return When(
        iso, start, end, zone, weekday.group().capitalize() if weekday else None, _tidy(before), _tidy(after)
    )


def _zulu(text: str) -> tuple[str, re.Match[str]] | None:
    """A date-time group, ``210226Z JUL 95`` (OCR reads the Z as 2)."""
    match = _ZULU.search(text)
    if match is None or (month := _SHORT.get(match["month"].lower())) is None:
        return None
    iso = _iso(full_year(match["year"]), month, int(match["day"]))
    return (iso, match) if iso and int(match["hour"]) < 24 else None


def _date(text: str) -> tuple[str, re.Match[str]] | None:
    best: tuple[str, re.Match[str]] | None = None
    for pattern in _DATES:
        for match in pattern.finditer(text):
            parts = match.groupdict()
            month = int(parts["m"]) if parts.get("m") else month_number(parts["month"])
            iso = _iso(full_year(parts["year"]), month or 0, int(parts["day"]))
            if iso and (best is None or match.start() < best[1].start()):
                best = (iso, match)
                break
    return best


def _iso(year: int, month: int, day: int) -> str | None:
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return f"{year:04d}-{month:02d}-{day:02d}"


def _times(text: str) -> tuple[str | None, str | None, str | None, str]:
    """Start, end, zone, and the text without them."""
    for match in _TIMES.finditer(text):
        end = _clock(match["end"]) if match["end"] else None
        start = _clock(match["start"])
        if start is None:
            continue
        if end is None and not _sure(match["start"], match["zone"], match.group()):
            continue
        rest = f"{text[: match.start()]}\n{text[match.end() :]}"
        if end is not None and start[1] is None and end[1] is not None:
            start = _inherit(start[0], end)
        zone = match["zone"].upper() if match["zone"] else None
        zone = "Z" if zone in ("ZULU", "Z") else zone
        return _hhmm(start), _hhmm(end) if end and not match["vague"] else None, zone, rest
    return None, None, None, text


def _sure(printed: str, zone: str | None, whole: str) -> bool:
    """Four bare digits are a time only with a zone or "hours" behind them: else a year or a number."""
    return not re.fullmatch(r"\d{4}", printed) or zone is not None or bool(re.search(r"h|local", whole))


_Clock = tuple[int, str | None]
"""Minutes since midnight as printed (12-hour where a half of the day stands beside it), and that half."""


def _clock(printed: str) -> _Clock | None:
    word = re.sub(r"[lI](?=[\dO])|(?<=\d)[lI]", "1", printed.strip()).lower()
    word = re.sub(r"(?<=[\d:.])o|o(?=[\d:])", "0", word)  # letters that OCR reads for digits
    if word.endswith("noon"):
        return 12 * 60, "24"
    if word.endswith("midnight"):
        return 0, "24"
    half = re.search(r"([ap])\s*[.,-]?\s*m", word)
    digits = re.findall(r"\d+", word)
    if len(digits) == 1 and len(digits[0]) == 4:
        digits = [digits[0][:2], digits[0][2:]]
    hour, minute = int(digits[0]), int(digits[1]) if len(digits) > 1 else 0
    if hour > 24 or minute > 59 or (half and hour > 12):
        return None
    return hour * 60 + minute, half.group(1) if half else None


def _inherit(start: int, end: _Clock) -> _Clock:
    """The half of the day that a start takes from its end: the same, unless it would then come after it."""
    if end[1] not in ("a", "p") or start >= 13 * 60:
        return start, None
    same = _minutes((start, end[1])) <= _minutes(end)
    other = "a" if end[1] == "p" else "p"
    return start, end[1] if same else other


def _minutes(clock: _Clock) -> int:
    value, half = clock
    if half == "p" and value < 12 * 60:
        return value + 12 * 60
    if half == "a" and value >= 12 * 60:
        return value - 12 * 60
    return value


def _hhmm(clock: _Clock) -> str:
    value = _minutes(clock) % (24 * 60)
    return f"{value // 60:02d}:{value % 60:02d}"


def _tidy(text: str) -> str:
    """What is left of a line once its date is taken out, without the commas and brackets around the hole."""
    lines = [re.sub(r"\s+", " ", part).strip(" ,;:.-–—()") for part in text.split("\n")]
    return ", ".join(part for part in lines if re.search(r"\w", part))
