"""Pages become lines: in reading order, each with its kind, its indent and the white above it.

`to_lines` is the stage. Its law: every word of every page is in exactly one line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from memcon.lines.flat import parted
from memcon.lines.foot import clear_foot, part_hands
from memcon.lines.furniture import (
    Draft,
    edge_kind,
    has_words,
    is_control_number,
    is_dotted,
    is_release_stamp,
    settle_furniture,
    stamps_last,
)
from memcon.lines.rows import Measure, Row, measure, to_cells, to_rows
from memcon.model import Box, Cell, Line, LineKind, Page

EDGE_ROWS = 3
"""So many rows from the head and foot of a page may hold its furniture."""


UNTYPED = ("hand", "noise")
"""The kinds of line that nobody typed or stamped: they are kept, and are no part of a page's clean text."""


def to_lines(pages: Iterable[Page]) -> list[Line]:
    """The lines of `pages`, numbered through from 0, in reading order."""
    lines: list[Line] = []
    spacing: list[float] = []
    for page in pages:
        lines.extend(_page_lines(page, len(lines), spacing))
    return lines


def page_text(page: Page, lines: Sequence[Line]) -> str:
    """The clean text of `page`: those of `lines` that stand on it, one to a row, without pen marks."""
    return "\n".join(line.text for line in lines if line.page == page.number and line.kind not in UNTYPED)


def _page_lines(page: Page, first_number: int, spacing: list[float]) -> list[Line]:
    size = measure(page)
    rows = [part for row in to_rows(page, size) for part in _broken(page, row)]
    drafts: list[Draft] = []
    under: Box | None = None
    for place, row in enumerate(rows):
        at_edge = _at_edge(place, len(rows)) or _in_band(page, row)
        found = _drafts(page, row, size, at_edge, row.middle < page.height / 2, under)
        drafts.extend(found)
        under = next((_zone_under(d) for d in found if is_release_stamp(d)), under)
    settle_furniture(drafts, page.height)
    if page.reader != "text":
        clear_foot(page, drafts, size)
        part_hands(page, drafts)
    drafts = stamps_last(drafts)
    margin = _margin(drafts, size)
    typed_grid = page.reader == "text"
    pitch = page.dpi / 6 if typed_grid else _usual(_pitch(drafts, size), size, spacing)
    lines: list[Line] = []
    last: Draft | None = None
    for draft in drafts:
        body = draft.kind == "body"
        gap = 9.0 if last is None or not body else (draft.box.middle - last.box.middle) / pitch
        gap = 2.0 if draft.apart and gap < 9 else gap
        lines.append(_line(page, draft, first_number + len(lines), margin, size, round(gap, 2)))
        if body:
            last = draft
    return lines


def _broken(page: Page, row: Row) -> list[Row]:
    """An endless row as the lines that it has lost."""
    places = parted([page.words[i].text for i in row.words])
    if len(places) == 1:
        return [row]
    ends = [*places[1:], len(row.words)]
    return [Row(row.words[a:b], row.box, row.middle, broken=True) for a, b in zip(places, ends, strict=True)]


def _at_edge(place: int, count: int) -> bool:
    return place < EDGE_ROWS or place >= count - EDGE_ROWS - 1


def _in_band(page: Page, row: Row) -> bool:
    """Whether a scanned page's row lies in the outer bands where furniture stands: specks there are rows
    too, so that counting rows alone is not enough."""
    return page.reader != "text" and not 0.14 * page.height < row.middle < 0.87 * page.height


def _drafts(
    page: Page, row: Row, size: Measure, at_edge: bool, first: bool, under: Box | None
) -> list[Draft]:
    """The row as one line, or as several where furniture stands beside text; `under`: where the lines of a
    stamp above it lie."""
    cells = to_cells(page.words, row, size)
    ink = page.words[row.words[0]].ink
    kinds: list[LineKind] = []
    for cell in cells:
        right = page.words[cell[0]].box.left > page.width / 2
        kind = edge_kind(_text(page, cell), at_edge, first, right)
        if (ink != "typed" and kind == "body") or (ink == "hand" and kind != "banner"):
            kind = ink
        if kind == "page_number" and min(page.words[i].confidence for i in cell) < SURE_NUMBER:
            kind = "noise"
        label = len(cells) > 1 and cell is cells[0] and _INITIALS.fullmatch(_text(page, cell))
        if kind == "body" and cell is not cells[0] and under is not None and _lies_in(page, cell, under):
            kind = "stamp"
        kinds.append(
            "noise" if kind == "body" and not label and _is_speck(page, cell, len(cells) == 1) else kind
        )
    _take_values(page, cells, kinds)
    if first and "banner" in kinds:
        kinds = [_beside_banner(page, cell, kind) for cell, kind in zip(cells, kinds, strict=True)]
    whole = edge_kind(_text(page, row.words), at_edge, first, False)
    if whole != "body" and len(cells) > 1 and all(kind == "body" for kind in kinds):
        kinds = [whole] * len(cells)
    drafts: list[Draft] = []
    for cell, kind in zip(cells, kinds, strict=True):
        if drafts and drafts[-1].kind == kind and kind in ("body", "banner", "stamp", "block", "noise"):
            drafts[-1].cells.append(cell)
        else:
            drafts.append(Draft([], [cell], kind, page.words[cell[0]].box, "", row.broken))
    for draft in drafts:
        draft.words = [index for cell in draft.cells for index in cell]
        for index in draft.words:
            draft.box = draft.box.union(page.words[index].box)
        draft.text = _text(page, draft.words)
    return drafts


def _take_values(page: Page, cells: Sequence[Sequence[int]], kinds: list[LineKind]) -> None:
    """Make what stands apart behind a label of the classification block part of it: its value."""
    for place in range(1, len(cells)):
        label = kinds[place - 1] == "block" and _text(page, cells[place - 1]).endswith(":")
        if label and kinds[place] == "body":
            kinds[place] = "block"


def _beside_banner(page: Page, cell: Sequence[int], kind: LineKind) -> LineKind:
    """A number at the right of the head's banner is the log number, whatever stands above."""
    right = page.words[cell[0]].box.left > page.width / 2
    return "control" if kind == "body" and right and is_control_number(_text(page, cell)) else kind


_INITIALS = re.compile(r"[A-Z]{1,3}[:;]")
"""A speaker's initials in the margin: OCR is never sure of so short a word."""


def _lies_in(page: Page, cell: Sequence[int], zone: Box) -> bool:
    first, last = page.words[cell[0]].box, page.words[cell[-1]].box
    return zone.left < first.left and last.right < zone.right and zone.top < first.middle < zone.bottom


def _zone_under(stamp: Draft) -> Box:
    """Where the handwriting of a stamp lies: its width and a third more to each side, five heights deep."""
    box = stamp.box
    side = box.width // 3
    return Box(box.left - side, box.top, box.right + side, box.bottom + 5 * box.height)


SPECKS = 0.62
"""Words of less confidence are specks, strokes and dots as often as letters."""
SURE_NUMBER = 0.7
"""A lone digit at the page's edge is a page number only where its reader is this sure of it."""
NOBODY_SURE = 0.35
"""Below this mean confidence a cell is no reading at all, whatever it spells."""


def _is_speck(page: Page, cell: Sequence[int], lone: bool) -> bool:
    """Dirt and pen strokes that OCR took for letters: nobody is sure of any of them, and at most one of them
    has the shape of a word."""
    words = [page.words[i] for i in cell]
    if any(w.source in ("text", "image", "person") for w in words):
        return False
    text = " ".join(w.text for w in words)
    if re.fullmatch(r"--|—|–|-|•", text):
        return lone
    if is_dotted(text) or not re.search(r"[^\W_]", text):
        return True
    sure = [w.confidence for w in words]
    if max(sure) >= SPECKS:
        return False
    if sum(sure) / len(sure) < NOBODY_SURE:
        return True
    return sum(has_words([w.text]) for w in words) <= len(words) / 3


def _text(page: Page, words: Sequence[int]) -> str:
    return " ".join(page.words[index].text for index in words)


def _margin(drafts: Sequence[Draft], size: Measure) -> float:
    """Where the page's text begins on the left, in pixels: the leftmost place where several lines do."""
    lefts = sorted(d.box.left for d in drafts if d.kind == "body")
    if not lefts:
        return 0.0
    needed = max(2, round(0.12 * len(lefts)))
    for left in lefts:
        company = [x for x in lefts if left <= x <= left + 1.2 * size.character]
        if len(company) >= needed:
            return median(company)
    return lefts[0]


def _pitch(drafts: Sequence[Draft], size: Measure) -> float:
    """The distance from one line to the next, in pixels: the least step that comes again between body lines.

    A speck or an insertion between two lines makes a lesser step once, and must not count.
    """
    middles = [d.box.middle for d in drafts if d.kind == "body"]
    steps = sorted(b - a for a, b in pairwise(middles) if b - a > 0.5 * size.height)
    for least in steps[:3]:
        tight = [s for s in steps if least <= s < 1.4 * least]
        if len(tight) >= max(2, len(steps) // 5):
            return median(tight)
    return median(steps) if len(steps) > 2 else 1.6 * size.height


def _usual(pitch: float, size: Measure, spacing: list[float]) -> float:
    """The page's pitch, or the one usual in its file where the page has nothing but lines apart by a blank
    one: its own commonest step is then two lines.

    `spacing` keeps the pitches of the pages so far, in letter heights, so that a page of smaller type does
    not mislead.
    """
    own = pitch / size.height
    usual = median(spacing) if spacing else own
    if own > 1.6 * usual:
        return usual * size.height
    spacing.append(own)
    return pitch


def _line(page: Page, draft: Draft, number: int, margin: float, size: Measure, gap: float) -> Line:
    cells: list[Cell] = []
    if len(draft.cells) > 1:
        start = 0
        for cell in draft.cells:
            cells.append(Cell(start, page.words[cell[0]].box.left))
            start += len(_text(page, cell)) + 1
    return Line(
        number=number,
        page=page.number,
        text=draft.text,
        box=draft.box,
        words=tuple(draft.words),
        kind=draft.kind,
        indent=0.0 if draft.apart else round((draft.box.left - margin) / size.character, 1),
        gap=gap,
        cells=tuple(cells),
    )


__all__ = ["page_text", "to_lines"]
