"""A scanned page on the reviewer's desk: passages blanked and boxed, marks struck, stamps put on.

What is drawn goes onto the page as pixels, so that the released page is one picture and nothing lies under
anything.
"""

# pypdfium2 carries no types for its raw interface.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportMissingTypeStubs=false

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pypdfium2
from msgspec import Struct, structs

from memcon.model import Box, Page
from memcon.writing.drawing import Canvas, left_of, offsets, width_of
from memcon.writing.layout import Rule, Run, Sheet
from memcon.writing.release.binding import Blanked, Leaf
from memcon.writing.release.blanking import Picture, blank, blanked

_CODE = 9.0
"""Points of a code's letters in its box; smaller where the box is low."""
_SMALLEST = 5.0
_AIR = 7.0
"""Points around a stamp that had better be free too."""
_SPECKS = 60
"""Dark pixels that make no place worse than another: dirt."""
_FOOT = 38
"""Points at a page's foot that the photocopy stamp takes."""


class Passage(Struct, frozen=True):
    """What is withheld on a page: the boxes of its rows, and the codes."""

    rows: tuple[Box, ...]
    codes: tuple[str, ...]


class Work(Struct):
    """Everything that is to be done to one page, in its pixels."""

    passages: list[Passage]
    strokes: list[Box]
    """Marks and levels to be struck."""
    marks: list[tuple[Box, str]]
    """New marks, and the struck ones that they go beside."""
    stamp: tuple[str, ...] = ()
    hand: tuple[str, ...] = ()
    """What is written by hand under the stamp."""
    photocopy: str | None = None
    levels: tuple[tuple[Box, str], ...] = ()
    """Levels that stand now, and the struck ones that they go beside."""


def copied(page: Page, picture: Picture, work: Work) -> Leaf:
    """The released page: its picture after the work, and the words that stay."""
    grey = np.array(picture, dtype=np.uint8)
    taken = [row for passage in work.passages for row in passage.rows]
    spared = [word.box for word in page.words if not any(_inside(word.box, row) for row in taken)]
    places = [tuple(blanked(row, page, spared) for row in p.rows) for p in work.passages]
    for place in (place for passage in places for place in passage):
        blank(grey, place)
    k = 72 / page.dpi
    runs: list[Run] = []
    rules: list[Rule] = []
    for passage, found in zip(work.passages, places, strict=True):
        for number, box in enumerate(_merged(_parted(found))):
            rules.append(_rule(box, k, passage.codes))
            runs += _code(box, k, ", ".join(passage.codes)) if number == 0 else ()
    rules += [_stroke(box, k) for box in work.strokes]
    runs += [_beside(box, k, mark) for box, mark in work.marks]
    runs += [_level(grey, box, k, level) for box, level in work.levels]
    boxes = [b for p in places for b in p]
    runs += _stamps(_filled(grey, boxes), page, work)
    sheet = Sheet(tuple(runs), tuple(rules), page.width * k, page.height * k)
    np.minimum(grey, _drawn(sheet, page), out=grey)
    left = tuple(Blanked(b, int(np.count_nonzero(_part(grey, b) < 128))) for b in boxes)
    words = [(w.text, w.box) for w in page.words if not any(_inside(w.box, b) for b in boxes)]
    words += [word for run in runs for word in _words_of(run, k)]
    return Leaf(grey, page.dpi, tuple(words), left)


def _words_of(run: Run, k: float) -> Iterator[tuple[str, Box]]:
    """The words of a stamp or code, to be found in the copy's text like those of the paper."""
    left, steps = left_of(run), offsets(run)
    top, bottom = round((run.y - 0.7 * run.size) / k), round(run.y / k)
    for found in re.finditer(r"\S+", run.text):
        edges = (left + steps[found.start()], left + steps[found.end()])
        yield found.group(), Box(round(edges[0] / k), top, round(edges[1] / k), bottom)


def _filled(grey: Picture, boxes: Sequence[Box]) -> Picture:
    """The page with its withheld places black, where no stamp may go."""
    busy = grey.copy()
    for box in boxes:
        _part(busy, box)[:] = 0
    return busy


def _part(grey: Picture, box: Box) -> Picture:
    return grey[box.top : box.bottom, box.left : box.right]


def _inside(box: Box, place: Box) -> bool:
    """Whether a third of a word or more lies in a place: half a word is as good as a word."""
    across = min(box.right, place.right) - max(box.left, place.left)
    down = min(box.bottom, place.bottom) - max(box.top, place.top)
    return across > 0 and down > 0 and across * down >= 0.33 * box.width * box.height


def _parted(rows: Sequence[Box]) -> list[Box]:
    """Rows whose places reach into each other, the next beginning where the one above ends: one frame."""
    parted = list(rows)
    for number in range(1, len(parted)):
        above, below = parted[number - 1], parted[number]
        if above.top < below.top < above.bottom:
            edge = (above.bottom + below.top) // 2
            parted[number - 1] = structs.replace(above, bottom=edge)
            parted[number] = structs.replace(below, top=edge)
    return parted


def _merged(rows: Sequence[Box]) -> list[Box]:
    """Rows below one another and of one width as one box, the largest first."""
    boxes: list[Box] = []
    for row in rows:
        last = boxes[-1] if boxes else None
        alike = last is not None and abs(last.left - row.left) + abs(last.right - row.right) < row.height
        if last is not None and alike and row.top - last.bottom < 1.5 * row.height:
            boxes[-1] = last.union(row)
        else:
            boxes.append(row)
    return sorted(boxes, key=lambda b: -b.width * b.height)


def _rule(box: Box, k: float, codes: tuple[str, ...]) -> Rule:
    return Rule(box.left * k, box.top * k, box.right * k, box.bottom * k, "withheld", codes)


def _code(box: Box, k: float, code: str) -> list[Run]:
    """The code in the box's middle; none where the box is too small for letters that can be read."""
    size = min(_CODE, 0.8 * box.height * k)
    middle = (box.left + box.right) / 2 * k
    run = Run(middle, 0, code, "Helvetica", size, "code", anchor="middle")
    wide = width_of(run)
    if wide > 0.9 * box.width * k:
        size *= 0.9 * box.width * k / wide
    if size < _SMALLEST:
        return []
    return [Run(middle, box.middle * k + 0.36 * size, code, "Helvetica", size, "code", anchor="middle")]


def _stroke(box: Box, k: float) -> Rule:
    middle, over = box.middle * k, 3.0
    return Rule(box.left * k - over, middle - 0.7, box.right * k + over, middle + 0.7)


def _beside(box: Box, k: float, mark: str) -> Run:
    return Run(box.right * k + 4, box.bottom * k - 1, f"({mark})", "Courier", 10.0, "mark")


def _level(grey: Picture, old: Box, k: float, level: str) -> Run:
    """The level that stands now, where there is least ink: right of the struck one, above it, or below."""
    size = min(max(old.height * k * 1.25, 11.0), 20.0)
    wide, tall = width_of(Run(0, 0, level, "Helvetica-Bold", size)), 0.75 * size
    rows = (old.bottom * k, old.top * k - 3.0, old.bottom * k + tall + 5.0)
    places = [(old.right * k + 10.0, rows[0]), (old.left * k, rows[1]), (old.left * k, rows[2])]

    def inked(place: tuple[float, float]) -> int:
        x, y = place
        spot = Box(round(x / k), round((y - tall) / k), round((x + wide) / k), round(y / k))
        inside = spot.left >= 0 and spot.top >= 0 and spot.right < grey.shape[1]
        return int(np.count_nonzero(_part(grey, spot) < 128)) if inside else grey.size

    x, y = min(places, key=inked)
    return Run(x, y, level, "Helvetica-Bold", size, "stamp")


def _stamps(grey: Picture, page: Page, work: Work) -> list[Run]:
    k = 72 / page.dpi
    runs: list[Run] = []
    if work.stamp:
        size = 14.0 if work.hand else 10.0
        lines = [(line, False) for line in work.stamp] + [(line, True) for line in work.hand]
        wide = max(width_of(Run(0, 0, line, "Times-Bold", size)) for line in work.stamp)
        left, top = _free(grey, page, (wide + 8, len(lines) * size * 1.25))
        for number, (line, by_hand) in enumerate(lines):
            face = "Times-Italic" if by_hand else "Times-Bold"
            part = "hand" if by_hand else "stamp"
            runs.append(Run(left, top + size * (1 + 1.2 * number), line, face, size, part))
        height = len(lines) * size * 1.25
        grey = _filled(grey, [_pixels((left, top, left + wide, top + height), k)])
    if work.photocopy:
        runs.append(_photocopy(grey, page, work.photocopy))
    return runs


def _pixels(place: tuple[float, float, float, float], k: float) -> Box:
    left, top, right, bottom = (max(round(side / k), 0) for side in place)
    return Box(left, top, right, bottom)


def _photocopy(grey: Picture, page: Page, text: str) -> Run:
    """The library's stamp across the foot, where it covers least ink: a sheet may lie in the black of its
    copier's lid, on which no stamp can be read."""
    k, size = 72 / page.dpi, 15.0
    run = Run(page.width * k / 2, 0, text, "Helvetica", size, "photocopy", anchor="middle")
    left, wide, foot = left_of(run), width_of(run), page.height * k - 20

    def inked(y: float) -> int:
        spot = grey[round((y - size) / k) : round((y + 4) / k), round(left / k) : round((left + wide) / k)]
        return int(np.count_nonzero(spot < 128)) // _SPECKS

    rows = [foot - step for step in range(0, 120, 4) if foot - step > size]
    return structs.replace(run, y=min(rows, key=inked, default=foot))


def _free(grey: Picture, page: Page, size: tuple[float, float]) -> tuple[float, float]:
    """Where on the page's right side a stamp so large covers least ink, in points: high or low for choice."""
    k = 72 / page.dpi
    right = page.width * k - size[0] - 24
    lefts = [right - step for step in range(0, 120, 20) if right > step]
    tops = [
        *range(60, 200, 6),
        *range(round(page.height * k - 140), round(page.height * k - size[1] - _FOOT), 6),
    ]

    def inked(place: tuple[float, float]) -> int:
        left, top = place
        rows = slice(round((top - _AIR) / k), round((top + size[1] + _AIR) / k))
        columns = slice(round((left - _AIR) / k), round((left + size[0]) / k))
        return int(np.count_nonzero(grey[rows, columns] < 128))

    return min([(left, float(top)) for left in lefts or [right] for top in tops], key=inked)


def _drawn(sheet: Sheet, page: Page) -> Picture:
    """The sheet as a picture of the page's own size."""
    document = pypdfium2.PdfDocument.new()
    render: Any = Canvas(document).draw(sheet).render
    grey = np.asarray(render(scale=page.dpi / 72, grayscale=True).to_numpy(), dtype=np.uint8)
    grey = grey.reshape(grey.shape[0], grey.shape[1], -1)[:, :, 0]
    full = np.full((page.height, page.width), 255, np.uint8)
    rows, columns = min(page.height, grey.shape[0]), min(page.width, grey.shape[1])
    full[:rows, :columns] = grey[:rows, :columns]
    return full
