"""Checks of the release: its authority and date, its codes, and the gaps that it left."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from msgspec import Struct

from memcon.checks.paper import Paper
from memcon.markings import Legend, Order, legends, order_named
from memcon.model import Diagnostic, Piece, Span, Withheld

_CODE = re.compile(
    r"\(b\)\s?\(\d{1,2}\)(?:\s?\([A-Z]\))?|\bb\(\d{1,2}\)(?:\([A-Z]\))?|\bB[1-9]\d?(?:\([A-Z]\))?(?![\w-])|"
    r"\b[1-9]\.\d\s?\([a-z]\)(?:\s?\(\d{1,2}\))?|\b(?:25|50|75)X\d{1,2}\b|\bP-?\d{1,2}\b(?![-(])",
    re.IGNORECASE,
)
_OVERLAP = 270
"""Days for which stamps went on citing an order after the next was in force (a choice)."""
_FULL = re.compile(r"\b(?:RELEASED?|DECLASSIFIED) IN FULL\b", re.IGNORECASE)
_PART = re.compile(
    r"\b(?:RELEASED?|DECLASSIFIED) IN PART\b|\bSANITI[SZ]ED\b|\bEXCISED?\b|PORTIONS EXEMPTED", re.IGNORECASE
)
_PRESIDENTIAL_RECORDS = "1981-01-20"
_OLD_LETTERS = frozenset("ABDEFGH")
"""Letters that only the sheets of older libraries bear; a C stands on newer ones too."""


class Code(Struct, frozen=True):
    """One exemption code as printed, and where."""

    printed: str
    at: Span
    page: int
    sure: bool = True
    """Whether its letters come from text, not from a look at the page's image."""


def check(paper: Paper) -> Iterator[Diagnostic]:
    """What is wrong or doubtful in how a paper was released."""
    yield from _authority(paper)
    stamped = list(_codes_of_stamps(paper))
    for code in (*_codes_of_gaps(paper), *stamped, *_codes_of_rows(paper)):
        yield from _code(paper, code)
    yield from _letters(paper)
    yield from _gaps(paper, stamped)
    yield from _covered(paper)


def _authority(paper: Paper) -> Iterator[Diagnostic]:
    """R01: an order that was no more in force when the stamp was made, or before the paper was."""
    given = paper.record.declassification
    order = order_named(given.authority or "") if given else None
    if given is None or order is None or order.until is None:
        return
    ended = dt.date.fromisoformat(order.until)
    stamped = _day(given.date)
    if stamped and stamped > ended + dt.timedelta(_OVERLAP):
        said = f"and the stamp is of {stamped}"
    elif paper.on and paper.on >= ended:
        said = f"and the paper itself is of {paper.on}"
    else:
        return
    yield paper.find(
        "R01",
        f"the stamp cites {order.name}, which ended on {ended}, {said}",
        paper.place(order.number, "declassification", "stamp"),
        evidence=f"{given.authority}, {given.date}",
        suggestion="The number of the order, or the date, is misread",
    )


def _day(iso: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(iso) if iso else None
    except ValueError:
        return None


def _codes_of_gaps(paper: Paper) -> Iterator[Code]:
    for gap in paper.record.withheld:
        quoted = paper.file.document.text_at(gap.span) if gap.span.pieces else ""
        printed = dict.fromkeys([*(m.group() for m in _CODE.finditer(quoted)), *gap.exemptions])
        for code in _distinct(printed):
            yield Code(code, gap.span, gap.page, bool(gap.span.pieces))


def _distinct(codes: dict[str, None]) -> list[str]:
    """Codes without those that are only the beginning of another: ``1.4(c`` beside ``1.4(c)(2)``."""
    return [c for c in codes if not any(c != other and other.startswith(c.rstrip(")")) for other in codes)]


def _codes_of_stamps(paper: Paper) -> Iterator[Code]:
    for line in paper.lines("declassification", "stamp"):
        if _FULL.search(line.text) or _PART.search(line.text) or _all_codes(line.text):
            for found in _CODE.finditer(line.text):
                yield Code(found.group(), Span((Piece(line.number, *found.span()),)), line.page)


def _all_codes(text: str) -> bool:
    return bool(_CODE.search(text)) and not re.search(r"\w", _CODE.sub("", text))


def _codes_of_rows(paper: Paper) -> Iterator[Code]:
    for row in paper.record.withdrawals:
        for found in _CODE.finditer(row.restriction or ""):
            at = paper.place(row.restriction, "withdrawal")
            yield Code(found.group(), at, paper.record.pages[0])


def _code(paper: Paper, code: Code) -> Iterator[Diagnostic]:
    """R02: a code that no order and no act has; R03: one that another order or another library has."""
    known = legends(code.printed)
    if not known:
        yield paper.find(
            "R02",
            f"there is no exemption {code.printed}",
            code.at,
            page=code.page,
            evidence=code.printed,
            suggestion="A figure or letter is misread",
            softer=not code.sure,
        )
        return
    why = _foreign(paper, known)
    if why:
        yield paper.find(
            "R03",
            f"{code.printed} {why}",
            code.at,
            page=code.page,
            evidence=known[0].meaning,
            suggestion="The code or the order on the stamp is misread",
        )


def _foreign(paper: Paper, known: tuple[Legend, ...]) -> str | None:
    """Why a code cannot stand on this paper, in words; None where it can."""
    record = paper.record
    if (
        all(legend.scheme == "PRA" for legend in known)
        and paper.on
        and paper.on.isoformat() < _PRESIDENTIAL_RECORDS
    ):
        return "restricts the records of presidents from Reagan on, and the paper is older"
    order = order_named(record.declassification.authority or "") if record.declassification else None
    sections = [x for x in known if x.scheme in ("reason", "automatic exemption")]
    if order is None or len(sections) != len(known):
        return None
    return (
        None
        if any(_fits(legend, order) for legend in sections)
        else (f"belongs to {sections[-1].order}, and the stamp cites {order.name}")
    )


def _fits(legend: Legend, order: Order) -> bool:
    """Whether a code's section can be cited beside an order: the lives of the two overlap."""
    began, ended = legend.since or "", legend.until or "9999"
    return began < (order.until or "9999") and order.since < ended


def _letters(paper: Paper) -> Iterator[Diagnostic]:
    """R03 again: a bare letter of the older libraries on a sheet that bears the codes of newer ones."""
    rows = paper.record.withdrawals
    newer = any(re.search(r"P-?\d|b\(\d", row.restriction or "") for row in rows)
    for row in rows if newer else ():
        if (row.restriction or "").strip() in _OLD_LETTERS:
            yield paper.find(
                "R03",
                f"the letter {row.restriction} is of older libraries' sheets, and this one has newer codes",
                paper.place(row.number, "withdrawal"),
                evidence="; ".join(x.meaning for x in legends(row.restriction or "") if x.scheme == "sheet"),
            )


def _gaps(paper: Paper, stamped: list[Code]) -> Iterator[Diagnostic]:
    """R04: a gap without a code; R05: codes without a gap; R06, R07: what the stamp says against the gaps."""
    record = paper.record
    for gap in record.withheld:
        if not gap.exemptions and not stamped and not _editors(paper, gap):
            what = "page" if gap.extent == "page" else "passage"
            yield paper.find(
                "R04",
                f"a {what} is withheld, and no code says why",
                gap.span,
                page=gap.page,
                evidence=gap.extent,
            )
    said = _release_words(paper)
    if said is None:
        return
    line, words = said
    if _FULL.search(words) and record.withheld:
        yield paper.find(
            "R06",
            f"the stamp says {words.upper()}, and {_count(len(record.withheld))} withheld",
            line,
            evidence=f"page {', '.join(map(str, dict.fromkeys(w.page for w in record.withheld)))}",
            suggestion="A blank may be taken for a gap, or the stamp is of another page",
            softer=not any(gap.span.pieces for gap in record.withheld),
        )
    if _PART.search(words) and not record.withheld:
        codes = ", ".join(dict.fromkeys(code.printed for code in stamped))
        named = f" ({codes})" if codes else ""
        yield paper.find(
            "R05" if codes else "R07",
            f"the stamp says {words.upper()}{named}, and nothing is seen to be withheld",
            line,
            suggestion="Look for a blank in the text, a gap between paragraphs, or a missing page",
        )


def _count(gaps: int) -> str:
    return "1 passage is" if gaps == 1 else f"{gaps} passages are"


def _editors(paper: Paper, gap: Withheld) -> bool:
    """Whether the gap is an editor's ``[2 lines not declassified]``: such editions print no codes."""
    return "not declassified" in re.sub(r"\s+", " ", paper.file.document.text_at(gap.span)).lower()


def _release_words(paper: Paper) -> tuple[Span, str] | None:
    for line in paper.lines("declassification", "stamp"):
        found = _FULL.search(line.text) or _PART.search(line.text)
        if found:
            return Span((Piece(line.number, *found.span()),)), found.group()
    given = paper.record.declassification
    return (Span(), given.release) if given and given.release else None


def _covered(paper: Paper) -> Iterator[Diagnostic]:
    """R08: a file that still carries what its page hides."""
    for page in paper.sheets:
        for seen in page.seen:
            if seen.kind == "covered":
                yield paper.find(
                    "R08",
                    "text lies under a bar or paint and can be taken out of the file",
                    page=page.number,
                    evidence=seen.text or None,
                    suggestion="Whoever publishes the file should take the text out, not only cover it",
                )
