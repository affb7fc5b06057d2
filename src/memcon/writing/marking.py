"""Marks: portions rolled up to the banner, and the classification block of the order of the day.

What an order does not allow is refused with the rule and its source. Where a rule is from general knowledge,
as much of the older orders' timing is, it says so and is a warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Literal

from msgspec import Struct, structs

from memcon.errors import UsageError
from memcon.markings import (
    CAPTIONS,
    LEVELS,
    highest,
    level_of,
    levels_on,
    orders_on,
    portions_expected,
    rank,
)
from memcon.model import ClassificationBlock, Record

_CLASSIFIED = ("R", "C", "S", "TS")
_TEN_YEARS, _SIX_YEARS, _TWENTY = 10, 6, 20
_LAST_OADR = "1995-10-14"
_NO_X_FROM = "2003-09-22"
_GDS = {"TS": 10, "S": 8, "C": 6}
"""Years until the general declassification schedule of E.O. 11652 opens a paper, by its level."""


class Refusal(Struct, frozen=True):
    """What an order does not allow, or does not confirm."""

    severity: Literal["error", "warning"]
    message: str
    rule: str
    source: str


class Marked(Struct, frozen=True):
    """A record with its banner and block as its day's order asks, and what was wrong with it."""

    record: Record
    refusals: tuple[Refusal, ...] = ()

    @property
    def allowed(self) -> bool:
        """Whether nothing is refused; warnings are no refusal."""
        return not any(refusal.severity == "error" for refusal in self.refusals)


def marks_of(record: Record) -> list[str]:
    """Every portion's mark, the subject's among them."""
    marks = [record.subject_mark] if record.subject_mark else []
    marks += [p.mark for turn in record.turns for p in turn.paragraphs if p.mark]
    return marks + [p.mark for p in record.paragraphs if p.mark]


def marked(record: Record, *, fill: bool = True, on: str | None = None) -> Marked:
    """The record with banner and block made where it has none, and checked where it has.

    `on` is the ISO day of the classification, by default the paper's own date; without either, nothing is
    made of the orders, since each held for its years only; nor of a date that no calendar has. `fill` makes
    what is missing. Raises `UsageError` where `on` is no ISO day.
    """
    if on and not _is_day(on):
        raise UsageError(f"{on} is no day", "Give it as YYYY-MM-DD")
    day = on or (record.date if record.date and _is_day(record.date) else None)
    done = record
    if fill and record.banner is None and marks_of(record):
        top = highest(marks_of(record))
        done = structs.replace(done, banner=level_of(top) if top else None)
    if fill and day and done.classification_block is None and _is_classified(done):
        done = structs.replace(done, classification_block=block_on(day, done.banner or ""))
    return Marked(done, tuple(_refusals(done, day)))


def _is_day(text: str) -> bool:
    try:
        return len(text) == len("YYYY-MM-DD") and bool(date.fromisoformat(text))
    except ValueError:
        return False


def _is_classified(record: Record) -> bool:
    return record.banner in {LEVELS[mark] for mark in _CLASSIFIED}


def block_on(day: str, banner: str) -> ClassificationBlock | None:
    """The classification block that the order of an ISO day asks for, with the latest lawful date.

    Under E.O. 12356 that is OADR, since it knows no latest day; from 14 October 1995 ten years, and no more
    without an exemption; under E.O. 12065 six; under the general schedule of E.O. 11652 six, eight or ten by
    the level. None before June 1972, when no order asked for one.
    """
    order = orders_on(day)[0].number if orders_on(day) else ""
    if order == "12356":
        return ClassificationBlock(declassify_on="OADR")
    if order == "12958":
        return ClassificationBlock(reason="1.5 (d)", declassify_on=_slashed(_later(day, _TEN_YEARS)))
    if order == "12065":
        return ClassificationBlock(declassify_on=_slashed(_later(day, _SIX_YEARS)))
    if order == "13526":
        return ClassificationBlock(reason="1.4 (d)", declassify_on=_slashed(_later(day, _TEN_YEARS)))
    if order == "11652":
        short = next((mark for mark, level in LEVELS.items() if level == banner), "C")
        until = date.fromisoformat(_later(day, _GDS.get(short, 6)))
        return ClassificationBlock(declassify_on=f"December 31, {until.year}")
    return None


def _later(day: str, years: int) -> str:
    """The same day so many years later; 28 February for a 29th that the year has not."""
    given = date.fromisoformat(day)
    try:
        return given.replace(year=given.year + years).isoformat()
    except ValueError:
        return given.replace(year=given.year + years, day=28).isoformat()


def _slashed(day: str) -> str:
    year, month, of_month = day.split("-")
    return f"{month}/{of_month}/{year[2:]}"


def _refusals(record: Record, day: str | None) -> Iterator[Refusal]:
    marks = marks_of(record)
    top = highest(marks)
    if record.banner and top and record.banner in LEVELS.values():
        banner = next(mark for mark, level in LEVELS.items() if level == record.banner)
        if rank(banner) < rank(top):
            message = f"the banner {record.banner} is below a portion marked ({top})"
            yield Refusal("error", message, "the banner is the highest of the portions", "22 CFR 9.12(a)(1)")
        elif rank(banner) > rank(top):
            message = f"the banner {record.banner} is above every portion, the highest being ({top})"
            rule = "a banner above its portions is for a compilation, or for an attachment"
            yield Refusal("warning", message, rule, "ISOO booklet, compilation")
    if day:
        yield from _levels(record, marks, day)
        yield from _captions(record, day)
        yield from _unmarked(record, day)
        yield from _until(record, day)


def _levels(record: Record, marks: list[str], day: str) -> Iterator[Refusal]:
    known = levels_on(day)
    found = {level_of(mark) for mark in marks} | ({record.banner} if record.banner else set[str]())
    for level in sorted(found & {LEVELS[mark] for mark in _CLASSIFIED} - set(known)):
        rule = "RESTRICTED ended on 15 December 1953"
        yield Refusal("error", f"{level} is no level of {day}", rule, "E.O. 10501, section 1")


_SCHEDULES = re.compile(r"^X?GDS\b|^ADS\b")


def _captions(record: Record, day: str) -> Iterator[Refusal]:
    """Captions of another order's years, or that nobody knows, or on a paper that is not classified."""
    order = orders_on(day)[0].number if orders_on(day) else ""
    for caption in record.captions:
        if _SCHEDULES.match(caption) and order != "11652":
            rule = "GDS, ADS and XGDS are schedules of E.O. 11652, from June 1972 to November 1978"
            yield Refusal("error", f"{caption} on a paper of {day}", rule, "E.O. 11652, section 5")
        elif caption == "SECURITY INFORMATION" and order != "10290":
            rule = "the words Security Information ended with E.O. 10290, on 15 December 1953"
            yield Refusal("error", f"{caption} on a paper of {day}", rule, "E.O. 10501, section 1")
        elif re.sub(r"[\s(]+\d\)?$", "", caption) not in CAPTIONS:
            yield Refusal(
                "warning", f"{caption} is no caption that is known", "captions are a list", "5 FAH-2 H-440"
            )
    if record.captions and not _is_classified(record):
        rule = "a caption says who may see a classified paper, and stands beside its level"
        yield Refusal("warning", f"{record.captions[0]} without a classified level", rule, "5 FAH-2 H-440")


def _unmarked(record: Record, day: str) -> Iterator[Refusal]:
    paragraphs = [p for t in record.turns for p in t.paragraphs] + list(record.paragraphs)
    if any("ENTIRE TEXT" in p.text.upper() for p in paragraphs):
        return  # a telegram's first paragraph speaks for all
    bare = sum(p.mark is None for p in paragraphs)
    if _is_classified(record) and portions_expected(day) == "required" and bare > 0:
        rule = "each portion bears its mark"
        source = "E.O. 12356, section 1.5, and its successors; E.O. 12065, section 1-5"
        yield Refusal("warning", f"{bare} portions of {len(paragraphs)} have no mark", rule, source)


_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{2}|\d{4})\b")
_X = re.compile(r"\bX[1-8]\b", re.IGNORECASE)


def _until(record: Record, day: str) -> Iterator[Refusal]:
    """What is wrong with the block under the order of the day."""
    block, order = record.classification_block, orders_on(day)[0].number if orders_on(day) else ""
    if block is None:
        return
    until, exempt = block.declassify_on or "", bool(_X.search(block.declassify_on or ""))
    if until.upper() == "OADR" and day >= _LAST_OADR:
        rule = "OADR ends with E.O. 12356: from 14 October 1995 name a date, an event, or X1 to X8"
        yield Refusal("error", f"OADR on a paper of {day}", rule, "E.O. 12958, section 1.6")
    if exempt and (day < _LAST_OADR or day >= _NO_X_FROM):
        rule = "X1 to X8 are of E.O. 12958, from 14 October 1995 to 22 September 2003"
        yield Refusal("error", f"{until} on a paper of {day}", rule, "ISOO on changed markings, 2003")
    if day >= _LAST_OADR and not (block.classified_by or block.derived_from):
        rule = "the block names who classified it, or what it is derived from"
        yield Refusal("warning", "the block names nobody", rule, "5 CFR 1312.8")
    yield from _reason(block, day, order)
    named = _named(until, day)
    if named is None:
        return
    if named <= day:
        source = "E.O. 12356, section 1.4; E.O. 12958, section 1.6, on how long a paper stays classified"
        rule = "a paper is opened later than written"
        yield Refusal("error", f"{until} is not after {day}", rule, source)
    years = {"12958": _TEN_YEARS, "12065": _TWENTY, "13526": 25}.get(order)
    if years and named > _later(day, years) and not exempt:
        longest = {"12958": "E.O. 12958, section 1.6(b)", "13526": "E.O. 13526, section 1.5(b)"}
        rule = f"a date within {years} years of the decision, {_slashed(_later(day, years))} at the latest"
        source = longest.get(order, "E.O. 12065, section 1-4 (years from general knowledge)")
        severity = "error" if order in longest else "warning"
        yield Refusal(severity, f"{until} is too late for a paper of {day}", rule, source)


def _reason(block: ClassificationBlock, day: str, order: str) -> Iterator[Refusal]:
    """Whether the order knows the reason: 1.5(a) to (g) until September 2003, then 1.4(a) to (h)."""
    if not block.reason or order not in ("12356", "12958", "13526"):
        return
    section = "1.5" if day < _NO_X_FROM else "1.4"
    letters = "a-g" if section == "1.5" else "a-h"
    if order == "12356":
        rule = "the line Reason came with E.O. 12958, on 14 October 1995"
        yield Refusal("warning", f"Reason {block.reason} on a paper of {day}", rule, "5 CFR 1312.8")
    elif not re.fullmatch(rf"{section}\s*(?:\(\s*[{letters}]\s*\)[,\s]*(?:and\s+)?)+", block.reason):
        rule = f"the reason is one of {section}({letters[0]}) to ({letters[-1]})"
        source = "E.O. 12958, section 1.5" if section == "1.5" else "E.O. 13292 and 13526, section 1.4"
        yield Refusal("error", f"Reason {block.reason} on a paper of {day}", rule, source)


def _named(until: str, day: str) -> str | None:
    """The ISO date that ``10/31/05`` names; two figures of a year are those that follow the paper's day."""
    found = _DATE.search(until)
    if found is None:
        return None
    year = int(found[3])
    if year < 100:
        year += int(day[:2]) * 100
        year += 100 if year < int(day[:4]) else 0
    try:
        return date(year, int(found[1]), int(found[2])).isoformat()
    except ValueError:
        return None
