"""What is to be done to each page of a scan, by the decisions about the records that lie on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from memcon.errors import UsageError
from memcon.markings import level_of, nearest_level, parse_mark
from memcon.model import Box, Document, Line, Page, Word
from memcon.writing.layout import Sheet
from memcon.writing.release.binding import Leaf
from memcon.writing.release.blanking import Picture
from memcon.writing.release.desk import Passage, Work, copied
from memcon.writing.release.placing import Row, printed_at, printings, rows, spots
from memcon.writing.review.portions import Portion
from memcon.writing.review.reviewing import Reviewed
from memcon.writing.scanning import plate


class _Sheet(Struct):
    """A page and the lines on it."""

    page: Page
    lines: list[Line]


def leaves_of(document: Document, reviewed: Reviewed, pictures: Sequence[Picture]) -> list[Leaf]:
    """The released pages of one record: `pictures` are those of its pages, in order.

    Raises `memcon.errors.UsageError` where a withheld passage cannot be found on its page: then nothing is
    released, since nobody could say that it is gone.
    """
    first, last = reviewed.record.pages
    pages = [page for page in document.pages if first <= page.number <= last]
    passages = _passages(document, reviewed)
    struck, marks = _marks(document, reviewed)
    leaves: list[Leaf] = []
    for number, (page, picture) in enumerate(zip(pages, pictures, strict=True)):
        lines = [line for line in document.lines if line.page == page.number]
        levels = list(_levels(_Sheet(page, lines)))
        work = Work(
            passages.get(page.number, []),
            [*struck.get(page.number, []), *(box for box, done in levels if not done)],
            marks.get(page.number, []),
            *_stamp(reviewed, first_page=number == 0),
            tuple((box, reviewed.lowered) for box, _ in levels) if reviewed.lowered else (),
        )
        if any("PHOTOCOPY" in word.text.upper() for word in page.words):
            work.photocopy = None  # an earlier release has put it on
        leaves.append(copied(page, picture, work))
    return leaves


def _passages(document: Document, reviewed: Reviewed) -> dict[int, list[Passage]]:
    found: dict[int, list[Passage]] = {}
    first, _ = reviewed.record.pages
    record = next(r for r in document.records if r.pages[0] == first)
    for cut in reviewed.cuts:
        each = [rows(document, c) for c in printed_at(cut, printings(document, record, cut.portion))]
        if not each or not all(each):
            raise UsageError(
                f"a passage of {cut.portion.at} has no place on a page, so it cannot be taken out",
                "Write the copy anew (--anew)",
            )
        for taken in each:
            for page, boxes in _by_page(taken):
                found.setdefault(page, []).append(Passage(tuple(boxes), cut.codes))
    return found


def _by_page(taken: Sequence[Row]) -> Iterator[tuple[int, list[Box]]]:
    for page in dict.fromkeys(row.page for row in taken):
        yield page, [row.box for row in taken if row.page == page]


Boxes = dict[int, list[Box]]


def _marks(document: Document, reviewed: Reviewed) -> tuple[Boxes, dict[int, list[tuple[Box, str]]]]:
    """The marks to be struck, by page, and the lower ones to be put beside some of them."""
    struck: Boxes = {}
    beside: dict[int, list[tuple[Box, str]]] = {}
    pages = {page.number: page for page in document.pages}
    for portion, to in reviewed.marks:
        found = _mark_of(document, pages, portion)
        if found is None:
            continue
        page, word = found
        if not word.struck:
            struck.setdefault(page, []).append(word.box)
        if to:
            beside.setdefault(page, []).append((word.box, to))
    return struck, beside


_BEHIND = 3
"""Lines behind a portion's last within which its mark stands."""


def _mark_of(document: Document, pages: dict[int, Page], portion: Portion) -> tuple[int, Word] | None:
    """The word that is a portion's mark: behind its last word, or before its first as in cables."""
    places = [spot for place in spots(document, portion) for spot in place]
    if not places:
        return None
    last = places[-1]
    behind = [n for n in document.lines if last.line <= n.number < last.line + _BEHIND]
    for line in behind:
        for number in line.words:
            word = pages[line.page].words[number]
            after = line.number > last.line or word.box.left >= last.box.right - 2
            if after and parse_mark(word.text) == portion.mark:
                return line.page, word
    first = places[0]
    own = next(line for line in document.lines if line.number == first.line)
    for number in own.words:
        word = pages[own.page].words[number]
        if word.box.right <= first.box.left + 2 and parse_mark(word.text) == portion.mark:
            return own.page, word
    return None


def _levels(sheet: _Sheet) -> Iterator[tuple[Box, bool]]:
    """The classified levels at a page's head and foot, and whether a pen has struck them already."""
    for line in sheet.lines:
        words = [sheet.page.words[number] for number in line.words]
        level = nearest_level(line.text) or next((nearest_level(w.text) for w in words), None)
        classified = level in {level_of(mark) for mark in ("C", "S", "TS", "R")}
        if line.kind == "banner" and classified:
            yield line.box, any(word.struck for word in words)


def _stamp(reviewed: Reviewed, *, first_page: bool) -> tuple[tuple[str, ...], tuple[str, ...], str | None]:
    given = reviewed.record.declassification
    copied_by = next((s for s in reviewed.record.stamps if "PHOTOCOPY" in s), None)
    if given is None:
        return (), (), copied_by
    printed = (given.release or "DECLASSIFIED", f"PER {given.authority}" if given.authority else "")
    year, month, day = (given.date or "--").split("-")[:3] if given.date else ("", "", "")
    signed = f"{int(month)}/{int(day)}/{year}" if given.date else ""
    by_hand = (given.case or "", " ".join(part for part in (signed, given.reviewer) if part))
    hand = tuple(line for line in by_hand if line) if first_page else ()
    return tuple(line for line in printed if line), hand, copied_by


def sheet_leaf(sheet: Sheet) -> Leaf:
    """A library's own sheet as a page among scanned ones."""
    ink = plate.inked(sheet)
    words = tuple((placed.text, placed.box) for placed in plate.words(sheet, ink))
    plate.rule_off(ink, sheet)
    return Leaf(255 - ink, plate.DPI, words)
