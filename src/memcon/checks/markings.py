"""Checks of the markings: portions against the banner, levels and schedules against the order of the day."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from itertools import pairwise

from memcon.checks.paper import Paper, Passage
from memcon.markings import LEVELS, Legend, RollUp, legends, levels_on, portions_expected, rank, rolled
from memcon.model import Diagnostic, Line, Span

_SHORT = {level: short for short, level in LEVELS.items()}
_MOSTLY = 0.7
"""Where so many of the portions bear marks, one without is an oversight or a loss."""
_DRIFT = 90
"""Days by which a paper may be typed later than its talk, and so under the next order (a choice)."""
_SCHEDULES = re.compile(r"\b(?P<code>X?GDS|ADS|OADR|GROUP\s?[1-4]|RDS)\b")
_X_CODE = re.compile(r"(?<![\d])\bX\s?([1-8])\b", re.IGNORECASE)
_REASON = re.compile(r"\b(?P<section>1\.\d)\s*(?P<letters>(?:\(?\s*[a-z]\s*\)?[\s,&and]*)*)")


def check(paper: Paper) -> Iterator[Diagnostic]:
    """What is wrong or doubtful in the markings of a paper."""
    yield from _unmarked(paper)
    yield from _rolled_up(paper)
    yield from _level_of_the_day(paper)
    yield from _caption_for_level(paper)
    yield from _marks_before_their_time(paper)
    yield from _schedules(paper)
    yield from _reasons(paper)


def _unmarked(paper: Paper) -> Iterator[Diagnostic]:
    """M01: a portion without a mark among marked ones."""
    spoken = [p for p in paper.passages if p.turn is None or p.turn.speaker]
    passages = [p for p, after in pairwise((*spoken, None)) if p and not _goes_on(p, after)]
    marked = sum(p.paragraph.mark is not None for p in passages)
    if marked < 3 or marked < _MOSTLY * len(passages):
        return
    for passage in passages:
        paragraph = passage.paragraph
        if paragraph.mark is None and len(paragraph.text) > 2:
            yield paper.find(
                "M01",
                "this paragraph bears no mark, and the others do",
                paragraph.span,
                page=paragraph.page,
                evidence=f"{marked} of {len(passages)} paragraphs are marked",
                suggestion="Its level is unknown, not unclassified: look for the mark on the page",
            )


def _goes_on(passage: Passage, after: Passage | None) -> bool:
    """Whether a paragraph is the beginning of a sentence in several: the last of them bears the mark."""
    text = passage.paragraph.text
    return after is not None and passage.paragraph.mark is None and text.endswith((":", ";", "; and", ";and"))


def _rolled_up(paper: Paper) -> Iterator[Diagnostic]:
    """The banner against the portions: what they call for, and what stands there."""
    record = paper.record
    marks = [p.paragraph.mark for p in paper.passages]
    whole = rolled([*marks, record.subject_mark] if record.subject_mark else marks)
    if whole.level is None:
        return
    if record.banner is None:
        if sum(m is not None for m in marks) >= 2:
            yield _no_banner(paper, whole)
    elif record.banner in _SHORT:
        height = rank(_SHORT[record.banner])
        if rank(_SHORT[whole.level]) > height:
            body = rolled(marks).level
            yield _too_low(paper, whole.level, body is None or rank(_SHORT[body]) <= height)
        elif rank(_SHORT[whole.level]) < height and whole.unmarked == 0 and whole.marked >= 2:
            yield paper.find(
                "M03",
                f"the banner says {record.banner}, and the highest portion is {whole.level}",
                _banner(paper)[:1],
                evidence=_counted(paper),
                suggestion="Allowed: the whole may be graver than its parts, or an attachment is",
            )


def _no_banner(paper: Paper, whole: RollUp) -> Diagnostic:
    """M04: no banner, and what the portions call for."""
    at_least = "at least " if whole.unmarked else ""
    return paper.find(
        "M04",
        f"there is no banner; by its portions the paper is {at_least}{whole.level}",
        paper.lines("title")[:1],
        evidence=_counted(paper),
        suggestion=whole.level,
    )


def _too_low(paper: Paper, level: str, only_subject: bool) -> Diagnostic:
    """M02: the banner below the highest portion; M05: below the subject's mark alone."""
    said = f"the subject is marked {level}" if only_subject else f"the highest portion is {level}"
    at, softer = _highest(paper, level, only_subject)
    return paper.find(
        "M05" if only_subject else "M02",
        f"the banner says {paper.record.banner}, and {said}",
        at,
        evidence=_counted(paper),
        suggestion=f"A mark or the banner is misread, or the banner should be {level}",
        softer=softer,
    )


def _highest(paper: Paper, level: str, subject: bool) -> tuple[Span | list[Line], bool]:
    """Where the highest mark stands, and whether it was read with doubt."""
    if subject:
        return paper.lines("subject")[:1], False
    for passage in paper.passages:
        mark = passage.paragraph.mark
        if mark and LEVELS.get(re.split(r"//?|-", mark)[0]) == level:
            return passage.paragraph.span, passage.paragraph.confidence < 0.75
    return Span(), True


def _counted(paper: Paper) -> str:
    marks = [p.paragraph.mark or "none" for p in paper.passages]
    if paper.record.subject_mark:
        marks.append(paper.record.subject_mark)
    counts = {mark: marks.count(mark) for mark in dict.fromkeys(marks)}
    return ", ".join(f"{mark} {count}" for mark, count in sorted(counts.items()))


def _banner(paper: Paper) -> list[Line]:
    return paper.lines("banner") or paper.lines("cable_header", "title")


def _level_of_the_day(paper: Paper) -> Iterator[Diagnostic]:
    """M06: RESTRICTED after 15 December 1953; M12: Security Information outside E.O. 10290."""
    if paper.on is None:
        return
    day, record = paper.on.isoformat(), paper.record
    if record.banner == "RESTRICTED" and "RESTRICTED" not in levels_on(day):
        yield paper.find(
            "M06",
            f"the paper is RESTRICTED, a level that was abolished before {day}",
            _banner(paper)[:1],
            evidence="E.O. 10501 cancelled the level on 15 December 1953",
            suggestion="The date, or the banner, is misread, or the paper is another government's",
        )
    for passage in paper.passages:
        if passage.paragraph.mark == "R" and "RESTRICTED" not in levels_on(day):
            yield paper.find(
                "M06", f"(R) is no level of {day}", passage.paragraph.span, page=passage.paragraph.page
            )
    if "SECURITY INFORMATION" in record.captions and not "1951-10-27" <= day < "1954-03-15":
        yield paper.find(
            "M12",
            f"the words Security Information follow a level only from 1951 to 1953, not on {day}",
            _banner(paper)[:1],
            evidence="E.O. 10290",
        )


def _caption_for_level(paper: Paper) -> Iterator[Diagnostic]:
    """M07: a caption where the level should stand."""
    known = [c for c in paper.record.captions if any(x.scheme == "caption" for x in legends(c))]
    if paper.record.banner is None and known:
        yield paper.find(
            "M07",
            f"{', '.join(known)} says who may see the paper, not how secret it is: its level is missing",
            _banner(paper)[:1],
            evidence="; ".join(legends(known[0])[0].meaning.split("; ")[:1]),
        )


def _marks_before_their_time(paper: Paper) -> Iterator[Diagnostic]:
    """M08: portion marks on a paper older than the practice."""
    marked = [p.paragraph for p in paper.passages if p.paragraph.mark]
    if paper.on is None or not marked or portions_expected(paper.on.isoformat()) != "none":
        return
    yield paper.find(
        "M08",
        f"portion marks stand on {len(marked)} of the paragraphs, and papers of {paper.on.year} have none",
        marked[0].span,
        page=marked[0].page,
        suggestion="A letter of a list, or a stain, is read as a mark, or the copy was typed later",
    )


def _schedules(paper: Paper) -> Iterator[Diagnostic]:
    """M10: OADR after its last day; M11: GDS, XGDS, GROUP n and X-codes outside their orders."""
    if paper.on is None:
        return
    block = paper.record.classification_block
    printed = " ".join(filter(None, (*paper.record.captions, block.declassify_on if block else None)))
    lines = paper.lines("banner", "classification_block", "cable_header")
    text = "\n".join([printed, *(line.text for line in lines if "GROUP" in line.text)])
    codes = [m["code"].replace("GROUP", "GROUP ").replace("  ", " ") for m in _SCHEDULES.finditer(text)]
    codes += [f"X{m[1]}" for m in _X_CODE.finditer(block.declassify_on or "" if block else "")]
    for code in dict.fromkeys(codes):
        yield from _out_of_time(paper, code, lines)


def _out_of_time(paper: Paper, code: str, lines: list[Line]) -> Iterator[Diagnostic]:

    legend = legends(code)[0]
    on = paper.on or dt.date.min
    if _in_time(legend, on):
        return
    late = on.isoformat() >= (legend.until or "9999")
    at = next((line for line in lines if code.rsplit(" ", maxsplit=1)[-1].upper() in line.text.upper()), None)
    said = f"from {legend.since} to {legend.until}" if legend.until else f"from {legend.since}"
    yield paper.find(
        "M10" if code == "OADR" and late else "M11",
        f"{code} belongs to {legend.order}, in force {said}, and the talk was on {on}",
        at,
        evidence=legend.meaning,
        suggestion="The date or the code is misread, or a later copy was marked anew",
    )


def _reasons(paper: Paper) -> Iterator[Diagnostic]:
    """M09: a reason for classifying that the order of the day did not have."""
    block = paper.record.classification_block
    found = _REASON.search(block.reason or "") if block else None
    if found is None or paper.on is None or block is None:
        return
    section = found["section"]
    codes = [
        f"{section}({letter})" for letter in re.findall(r"[a-z]", re.sub(r"\band\b", "", found["letters"]))
    ]
    at = paper.place(block.reason, "classification_block")
    for code in codes or [f"{section}(a)"]:
        known = legends(code)
        if not known:
            wrong = f"there is no reason {code} in any order"
        elif not any(_in_time(legend, paper.on) for legend in known):
            wrong = f"the reason {code} belongs to {known[-1].order}, and the talk was on {paper.on}"
        else:
            continue
        yield paper.find("M09", wrong, at, evidence=block.reason, suggestion="A figure or letter is misread")


def _in_time(legend: Legend, on: dt.date) -> bool:
    """Whether a code was in use on a day, or came within the weeks in which a paper may be typed."""
    latest = (on + dt.timedelta(_DRIFT)).isoformat()
    return (legend.since or "") <= latest and on.isoformat() < (legend.until or "9999")
