"""Checks of the pages: their numbers, pages and end sheets from elsewhere, blank and unreadable ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from msgspec import Struct

from memcon.checks.paper import File, Paper, span_of
from memcon.model import DOUBTFUL, Diagnostic, Line, Page

_NUMBER = re.compile(
    r"\W{0,3}(?:page\s*)?(?P<number>\d{1,3})(?:\s*of\s*(?P<whole>\d{1,3}))?\W{0,3}", re.IGNORECASE
)
_CASE = re.compile(r"\b(?:19|20)\d{2}-\d{4}-[MFS](?:-\d+)?\b")
_OTHERS = {
    "State's number": re.compile(r"\bDoc(?:ument)?\s+(?:No|Number)\.?:?\s*(C\d{8})\b"),
    "CIA's number": re.compile(r"\b(CIA-RDP\d{2}[A-Z]\d{5}R\d{12}-\d)"),
    "the library's scan": re.compile(r"^\W*(?:No Objection.{0,60})?\b(NL[A-Z](?:-[0-9A-Z]{1,5}){4,7})\b"),
    "the library's case": re.compile(r"^\W*((?:19|20)\d{2}-\d{4}-[MFS](?:-\d+)?\s*\(\d{1,2}[.,]\d{2,3}\))"),
    "the telegram": re.compile(r"^\W*PAGE\s+\d{1,2}\s+(?:OF\s+\d{1,2}\s+)?([A-Z]{4,}\s+\d{5,6})\b"),
}
"""The numbers by which a page's head, foot or stamp names its document, each the same on all its pages."""
_POOR = 0.6
"""Below this share of words that are not doubtful a page is poorly read."""
_MOST_LOST = 30
"""A number further beyond the pages there are is no page number (a choice)."""
_FEW = 20
"""A page of fewer words is not judged by their share."""


class Printed(Struct, frozen=True):
    """A page number as printed."""

    page: int
    number: int
    whole: int | None
    line: Line | None
    """None for a first page, which bears none."""


def check(file: File) -> Iterator[Diagnostic]:
    """What is wrong or doubtful in the pages of a file."""
    for papers in _runs(file):
        numbers = [n for paper in papers for n in _numbers(paper, papers[0].record.pages[0])]
        yield from _sequence(papers[0], numbers)
        yield from _short_of(papers, numbers)
    for paper in file.papers:
        yield from _strange_pages(paper)
        yield from _withheld_pages(paper)
    yield from _end_sheets(file)
    for page in file.document.pages:
        yield from _empty(file, page)
        yield from _poor(file, page)


def _runs(file: File) -> Iterator[list[Paper]]:
    """Papers with the nameless ones behind them: a page put behind the end looks like a paper of its own."""
    run: list[Paper] = []
    for paper in file.papers:
        nameless = paper.record.form in ("paper", "other") and not (
            paper.record.title or paper.record.letterhead
        )
        if run and not nameless:
            yield run
            run = []
        run.append(paper)
    if run:
        yield run


def _numbers(paper: Paper, first: int) -> list[Printed]:
    """The printed page numbers, one for a page; none for a page that shows two different ones."""
    found: dict[int, list[Printed]] = {}
    for line in paper.lines("page_number"):
        match = _NUMBER.fullmatch(line.text.strip())
        if match and _readable(paper.file, line):
            whole = int(match["whole"]) if match["whole"] else None
            found.setdefault(line.page, []).append(Printed(line.page, int(match["number"]), whole, line))
    return [
        next((n for n in numbers if n.whole), numbers[0])
        for page, numbers in sorted(found.items())
        if len({n.number for n in numbers if n.whole} or {n.number for n in numbers}) == 1
        and numbers[0].number <= page - first + 1 + _MOST_LOST
    ]


def _readable(file: File, line: Line) -> bool:
    """Whether a number was read well enough to count with, on a page that was."""
    page = file.pages.get(line.page)
    return file.sure(span_of(line)) and (page is None or page.reader == "text" or page.quality >= _POOR)


def _sequence(paper: Paper, numbers: list[Printed]) -> Iterator[Diagnostic]:
    """P01: pages missing by their numbers; P02: a number twice; P03: out of order; P05: no number.

    The page that bears letterhead or title is page 1, though a typist leaves its number out.
    """
    present = {n.number for n in numbers}
    first = paper.record.pages[0]
    if numbers and numbers[0].page > first and paper.record.title:
        numbers = [Printed(first, 1, None, None), *numbers]
    for one, other in pairwise(numbers):
        between = other.page - one.page
        step = other.number - one.number
        if step == between:
            if between == 2:  # where several bear none, it is a habit or a reading
                page = one.page + 1
                yield paper.find("P05", "this page bears no number, and its neighbours do", page=page)
            continue
        said = f"page {other.number} follows page {one.number}"
        lost = len(set(range(one.number + 1, other.number)) - present)
        if step > between and lost:
            code, said = "P01", f"{said}: {lost} page{' is' if lost == 1 else 's are'} missing"
        elif step == 0:
            code, said = "P02", f"{said}: the number stands twice"
        elif step < 0:
            code, said = "P03", f"{said}: the pages are out of order"
        else:
            continue  # the pages between are there, elsewhere: P03 says so where they stand
        yield paper.find(code, said, other.line, evidence=_beside(one, other))


def _beside(one: Printed, other: Printed) -> str:
    """Two page numbers as printed, and where."""
    return ", ".join(
        f"{n.line.text.strip()} on page {n.page} of the file"
        if n.line
        else f"no number on page {n.page} of the file, the first of the paper"
        for n in (one, other)
    )


def _short_of(papers: list[Paper], numbers: list[Printed]) -> Iterator[Diagnostic]:
    """P04: the last page there is comes before the last that the numbers promise."""
    counted = [n for n in numbers if n.whole]
    if (
        counted
        and counted[-1].number < (counted[-1].whole or 0)
        and counted[-1].page == papers[-1].record.pages[1]
    ):
        last = counted[-1]
        yield papers[-1].find(
            "P04",
            f"the paper ends with page {last.number} of {last.whole}",
            last.line,
            evidence=last.line.text.strip() if last.line else None,
            suggestion="Pages at the end are missing, or stand elsewhere in the file",
        )


def _strange_pages(paper: Paper) -> Iterator[Diagnostic]:
    """P06: a page that bears another document's number than the others of its record."""
    for what, pattern in _OTHERS.items():
        first: str | None = None
        for sheet in paper.sheets:
            lines = paper.file.by_page.get(sheet.number, [])
            named = {" ".join(m[1].split()): x for x in lines for m in pattern.finditer(x.text)}
            if len(named) != 1:
                continue
            number, line = next(iter(named.items()))
            if first is None:
                first = number
            elif number != first:
                yield paper.find(
                    "P06",
                    f"this page is of document {number} by {what}, and the record of {first}",
                    line,
                    evidence=line.text,
                    suggestion="A page of another record lies here",
                )


def _withheld_pages(paper: Paper) -> Iterator[Diagnostic]:
    """P09: a page of which nothing is released."""
    for gap in paper.record.withheld:
        if gap.extent == "page":
            codes = ", ".join(gap.exemptions)
            said = f" ({codes})" if codes else ""
            yield paper.find("P09", f"the whole page is withheld{said}", gap.span, page=gap.page)


def _end_sheets(file: File) -> Iterator[Diagnostic]:
    """P07: a marker or withdrawal sheet of another case than the stamps on the papers it lies with."""
    stamped = {
        case
        for p in file.papers
        if (case := _case(p)) and p.record.form not in ("marker", "withdrawal_sheet")
    }
    if len(stamped) != 1:
        return
    case = next(iter(stamped))
    for paper in file.papers:
        if paper.record.form in ("marker", "withdrawal_sheet"):
            for sheet in paper.sheets:
                for line in file.by_page.get(sheet.number, ()):
                    found = _CASE.search(line.text)
                    if found and found.group() != case:
                        yield paper.find(
                            "P07",
                            f"this sheet is of case {found.group()}, and the papers before it of case {case}",
                            line,
                            evidence=line.text,
                            suggestion="The sheet may be misfiled, or the case number misread",
                        )


def _case(paper: Paper) -> str | None:
    given = paper.record.declassification
    found = _CASE.search(given.case or "") if given else None
    return found.group() if found else None


def _record_of(file: File, page: int) -> int | None:
    return next((p.number for p in file.papers if p.record.pages[0] <= page <= p.record.pages[1]), None)


def _empty(file: File, page: Page) -> Iterator[Diagnostic]:
    """P08: a page with nothing on it."""
    if (
        not page.words
        and not any(s.kind in ("withheld", "covered") for s in page.seen)
        and len(file.pages) > 1
    ):
        yield file.find(
            "P08",
            "the page is blank",
            page=page.number,
            record=_record_of(file, page.number),
            suggestion="A back, a separator, or a page that was withheld without a word",
        )


def _poor(file: File, page: Page) -> Iterator[Diagnostic]:
    """P10: a page so poorly read that its text should be compared with the image."""
    if len(page.words) < _FEW or page.quality >= _POOR or page.reader == "text":
        return
    worst = sorted(
        (line for line in file.by_page.get(page.number, ()) if line.kind == "body"),
        key=lambda line: -sum(page.words[i].confidence < DOUBTFUL for i in line.words),
    )[:3]
    yield file.find(
        "P10",
        f"{1 - page.quality:.0%} of the words on this page are doubtful",
        sorted(worst, key=lambda line: line.number),
        page=page.number,
        record=_record_of(file, page.number),
        evidence=" / ".join(line.text for line in worst),
        suggestion="Read it from the picture before quoting it",
    )
