"""What relative words mean: ``yesterday``, ``on Sunday``, ``next week``, counted from the speaker's day."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from memcon.checks.days import MONTHS, WEEKDAYS, spoken

STEPS = {
    "day before yesterday": -2,
    "yesterday": -1,
    "last night": -1,
    "last evening": -1,
    "today": 0,
    "tonight": 0,
    "this morning": 0,
    "this afternoon": 0,
    "this evening": 0,
    "tomorrow": 1,
    "day after tomorrow": 2,
}
RELATIVE = re.compile(
    rf"\b(?P<all>(?:the )?day (?:before yesterday|after tomorrow)|yesterday|tomorrow|today|tonight|"
    rf"last (?:night|evening)|this (?:morning|afternoon|evening)|"
    rf"(?<!\bthe )(?P<which>last|next) (?P<span>week|month|year)|"
    rf"(?P<how>last|next|this coming|this past|this|on|by|until|since|for) "
    rf"(?P<weekday>{'|'.join(WEEKDAYS)})(?![^;!?]{{0,30}}\b(?:{'|'.join(MONTHS)}) \d))"
    rf"\b(?!\s*,?\s*(?:(?:the )?\d|(?:{'|'.join(MONTHS)})\b))",
    re.IGNORECASE,
)
"""Not ``the last year``, which is the twelve months up to the talk; nor a weekday with its date."""
_AHEAD = r"(?:to|going|leaving|coming|arriving|due|scheduled|planned)"
_PAST = (
    rf"(?:was|were) (?!{_AHEAD}\b)(?:not )?|"
    r"(?:had|has|have)(?: just| already| not| also)? (?:been|met|told|seen|gone|come|sent|signed|made|taken|"
    r"given|got|heard|read|left|said|spoken|held|won|lost|had|\w+ed)|did|didn't|met|spoke|talked|saw|went|came|"
    r"had|won|lost|called|sent|signed|made|took|gave|got|victory|congratulat\w+|heard|left|held|began|received|"
    r"arrived|announced|visited|discussed|happened|decided|delivered|reported|returned|started|ended|voted|"
    r"elected|(?:I|we|you|he|she|they|it|who|people|side) (?:\w+ly )?\w{2,}ed"
)
_TO_COME = (
    r"(?:will|shall|won't|would|could|can|must|should|may|might)"
    r"(?: (?!be\b|have\b)\w+)?(?: be| have)?(?: \w+)?|"
    rf"(?:was|were) {_AHEAD}|(?:am|is|are|be) (?:{_AHEAD}|\w+ing)|going to|let's|plans?|leaving|see you|"
    r"hopes?|expects?|intends?|coming|arriving|want"
)
_VERB = re.compile(rf"\b(?:(?P<to_come>{_TO_COME})|(?P<past>{_PAST}))\b|(?P<short>'ll|’ll)\b", re.IGNORECASE)
_ED = re.compile(r"\b\w{3,}ed\b")
"""May be a past, or a participle: enough to doubt what the rest of a long sentence says."""
_CLAUSE = re.compile(r"[,;:—(]|\s(?:that|which|who|and|but|because|when|before|after|if|while|since|so)\b")
_STOP = re.compile(
    r"(?<!\bMr)(?<!\bDr)(?<!\bMs)(?<!\bMrs)(?<!\bGen)(?<!\bSen)(?<!\bAmb)(?<!\bCol)(?<!\bSt)(?<!\b[A-Z])[.?!]"
    r"[\"”)]*(?=\s|$)"
)


def sentence_at(text: str, at: int) -> tuple[int, int]:
    """Where the sentence around a place in a text begins and ends; ``Mr.`` ends none."""
    start = max((m.end() for m in _STOP.finditer(text, 0, at)), default=0)
    end = _STOP.search(text, at)
    return start + len(text[start:at]) - len(text[start:at].lstrip()), end.end() if end else len(text)


def quoted(text: str, at: int) -> bool:
    """Whether a place lies within quotation marks: words of another, said or written on another day."""
    before = text[:at]
    if before.count("“") > before.count("”"):
        return True
    return text.count('"') % 2 == 0 and before.count('"') % 2 == 1


def meant(
    found: re.Match[str], text: str, days: tuple[dt.date, ...], *, told: bool = False
) -> tuple[str, str]:
    """What an expression means, in words and as ISO dates; `days` are those that may be the speaker's.

    One who tells of a talk may call its own day by its name, which one who speaks does not: `told`. Dates
    between which the sentence does not decide are joined by ``or``, the days of a week by ``/``.
    """
    words = found["all"].lower().removeprefix("the ")
    if words in STEPS:
        return _either(day + dt.timedelta(STEPS[words]) for day in days)
    if found["span"]:
        first, last = _stretch(found["which"].lower(), found["span"].lower(), days[0])
        return f"{spoken(first)} to {spoken(last)}", f"{first}/{last}"
    day = days[0]
    weekday = WEEKDAYS.index(found["weekday"].capitalize())
    before = day - dt.timedelta((day.weekday() - weekday - 1) % 7 + 1)
    after = day + dt.timedelta((weekday - day.weekday() - 1) % 7 + 1)
    way = _way(found["how"].lower(), text, found)
    if told and day.weekday() == weekday:
        return _either((day, *({-1: (before,), 1: (after,)}.get(way or 0, ()))))
    if way is None:
        said, iso = _either((before, after))
        return f"{said}; the sentence does not tell", iso
    return _either((before if way < 0 else after,))


def _either(days: Iterator[dt.date] | tuple[dt.date, ...]) -> tuple[str, str]:
    several = tuple(dict.fromkeys(days))
    return " or ".join(map(spoken, several)), " or ".join(day.isoformat() for day in several)


def _way(how: str, text: str, found: re.Match[str]) -> int | None:
    """-1 for the weekday before the talk, 1 for that after it, None where the sentence does not tell.

    The verb just before decides, else the verbs of the clause if they agree, else those of the sentence;
    ``this Thursday`` is to come where no verb says otherwise.
    """
    if how in ("last", "this past", "since"):
        return -1
    if how in ("next", "this coming", "by", "until", "for"):
        return 1
    at = found.start("all")
    start, end = sentence_at(text, at)
    first = max((m.end() for m in _CLAUSE.finditer(text, start, at)), default=start)
    behind = _CLAUSE.search(text, found.end("all"), end)
    last = behind.start() if behind else end
    for here in ((first, last), (start, end)):
        verbs = list(_VERB.finditer(text, *here))
        beside = [m for m in verbs if m.end() <= at and len(text[m.end() : at].split()) <= 1]
        tenses = {_tense(m) for m in beside[-1:] or verbs}
        if tenses and here == (start, end) and _ED.search(text, *here):
            tenses.add(-1)
        if tenses:
            return tenses.pop() if len(tenses) == 1 else None
    return 1 if how == "this" else None


def _tense(verb: re.Match[str]) -> int:
    return -1 if verb["past"] else 1


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
