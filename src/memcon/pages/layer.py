"""The text layer of a PDF page: glyphs become words.

PDFium gives a page's characters one by one, with boxes, and puts in blanks of its own where it sees a gap. In
the layers that scanners' software leaves under a page these gaps are often within a word (``P r e s i d e n
t``), since each letter of an invisible font was placed where it was seen, and real blanks are there as well.
So on a line that has real blanks the made-up ones are dropped, unless the gap is that of a column; on a page
without real blanks they are all there is and stay.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from memcon.model import Box, Word
from memcon.pages.sheet import Layer

_COLUMN = 2.0
"""A gap of this many of the line's own glyph widths parts words whatever the blanks say: of 3,459 made-up
blanks on lines with real ones, 99 in 100 were narrower than 1.6."""
_OWN_BLANKS = 0.5
"""Where at least this share of a page's blanks is real, a line without any is one word."""
_UPWARDS = 0.7
"""A glyph whose middle leaves the last one's height by more than this share of it begins a new line."""
_SAME = 0.7
"""Two words that share this much of the smaller one's area are one laid twice,"""
_AS_HIGH = 1.6
"""unless one is this many times as high: small type under a stamp."""
_CELL = (8, 48)
"""Pixels down and across: words are looked up by cells of this size."""

_LIGATURES = {
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st",
    "\ufb06": "st", "\x02": "-", "\ufffe": "-", "\u00ad": "-", "\u2010": "-", "\u2011": "-",
}  # fmt: skip
"""PDFium gives U+0002 for a hyphen that it takes to divide a word at a line's end."""


class Glyph(Struct, frozen=True, array_like=True, gc=False):
    """One character of a text layer, in page pixels as the page lies."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    made_up: bool = False
    """PDFium put it there: it is not in the file."""


Run = list[Glyph]


def read_layer(glyphs: Sequence[Glyph], width: int, height: int) -> Layer:
    """The words of a layer, in its own order, within a page of `width` by `height` pixels.

    Words with nothing to see (no area, or off the page) are left out, and so is the second of two copies.
    """
    turned = _direction(glyphs)
    upright = [g for g in (_upright(g, turned, width, height) for g in glyphs) if g is not None]
    if turned in (90, 270):
        width, height = height, width
    lines = list(_lines(upright))
    real = sum(g.text == " " and not g.made_up for line in lines for g in line)
    made = sum(g.text == " " and g.made_up for line in lines for g in line)
    own = real >= _OWN_BLANKS * max(real + made, 1)
    words: list[Word] = []
    dropped = 0
    for line in lines:
        runs, lost = _split(line, own)
        dropped += lost
        words.extend(w for w in (_word(run, width, height) for run in runs) if w is not None)
    return Layer(tuple(_once(words)), turned, spaced=dropped > max(3, len(words) // 50))


def _direction(glyphs: Sequence[Glyph]) -> int:
    """Degrees, clockwise, by which most of the text is turned, from where each letter's follower stands."""
    votes: NDArray[np.float64] = np.zeros(4)
    for a, b in pairwise(glyphs):
        if a.text.isspace() or b.text.isspace():
            continue
        across = (b.left + b.right - a.left - a.right) / 2
        down = (b.top + b.bottom - a.top - a.bottom) / 2
        reach = 2.5 * max(a.right - a.left, a.bottom - a.top, 1.0)
        if max(abs(across), abs(down)) > reach or abs(across) == abs(down):
            continue
        votes[(0 if across > 0 else 2) if abs(across) > abs(down) else (1 if down > 0 else 3)] += 1
    return int(votes.argmax()) * 90 if votes.any() else 0


def _upright(glyph: Glyph, turned: int, width: int, height: int) -> Glyph | None:
    """`glyph` on the page turned back by `turned` degrees; None for a character that is none."""
    text = _LIGATURES.get(glyph.text, glyph.text)
    if not text.isspace() and not text.isprintable():
        return None
    a, b, c, d = glyph.left, glyph.top, glyph.right, glyph.bottom
    if turned == 90:
        a, b, c, d = b, width - c, d, width - a
    elif turned == 180:
        a, b, c, d = width - c, height - d, width - a, height - b
    elif turned == 270:
        a, b, c, d = height - d, a, height - b, c
    if text.isspace() and text not in "\r\n":
        text = " "
    return Glyph(text, a, b, c, d, glyph.made_up)


def _lines(glyphs: Sequence[Glyph]) -> Iterator[Run]:
    """Runs of glyphs that follow one another on one line, as the layer has them."""
    line: Run = []
    last: Glyph | None = None
    band = (0.0, 0.0)
    for glyph in glyphs:
        if glyph.text in "\r\n":
            if line:
                yield line
            line, last = [], None
            continue
        if glyph.text != " ":
            if last is not None and _breaks(last, glyph, band):
                yield line
                line, last = [], None
            band = _widened(band, glyph) if last is not None else (glyph.top, glyph.bottom)
            last = glyph
        line.append(glyph)
    if line:
        yield line


def _breaks(last: Glyph, glyph: Glyph, band: tuple[float, float]) -> bool:
    """Whether `glyph` begins a new line behind `last`; `band`: from where to where the line reaches, down the
    page, since a comma and the quotation mark behind it have no height in common."""
    tall = max(last.bottom - last.top, glyph.bottom - glyph.top, 1.0)
    rise = abs((glyph.top + glyph.bottom) - (last.top + last.bottom)) / 2
    apart = max(glyph.top - band[1], band[0] - glyph.bottom)
    back = last.left - glyph.right
    return (rise > _UPWARDS * tall and apart > 0) or back > 2 * tall


def _widened(band: tuple[float, float], glyph: Glyph) -> tuple[float, float]:
    return min(band[0], glyph.top), max(band[1], glyph.bottom)


def _split(line: Run, own: bool) -> tuple[list[Run], int]:
    """The words of a line, and how many made-up blanks between them were dropped."""
    inked = [g.right - g.left for g in line if g.text != " "]
    if not inked:
        return [], 0
    wide = _COLUMN * max(median(inked), 1.0)
    real = any(g.text == " " and not g.made_up for g in line[:-1]) or own
    runs: list[Run] = [[]]
    dropped = 0
    pending: Glyph | None = None
    for glyph in line:
        if glyph.text == " ":
            if pending is None or pending.made_up:
                pending = glyph
            continue
        if runs[-1]:
            gap = glyph.left - runs[-1][-1].right
            if gap > wide or (pending is not None and not (pending.made_up and real)):
                runs.append([])
            elif pending is not None:
                dropped += 1
        runs[-1].append(glyph)
        pending = None
    return [run for run in runs if run], dropped


def _word(run: Run, width: int, height: int) -> Word | None:
    text = "".join(g.text for g in run)
    left, top = min(g.left for g in run), min(g.top for g in run)
    right, bottom = max(g.right for g in run), max(g.bottom for g in run)
    a, b = max(0, round(left)), max(0, round(top))
    c, d = min(width, max(round(right), a + 1)), min(height, max(round(bottom), b + 1))
    if c <= a or d <= b or (right - left < 0.5 and bottom - top < 0.5):
        return None
    return Word(text, Box(a, b, c, d), source="layer")


def _once(words: Sequence[Word]) -> Iterator[Word]:
    """The words without those laid a second time over the first, as some releases have them: two readings of
    one page, or a marking printed twice."""
    cells: dict[tuple[int, int], list[Box]] = {}
    for word in words:
        box = word.box
        row = round(box.middle) // _CELL[0]
        columns = range(box.left // _CELL[1], box.right // _CELL[1] + 1)
        near = (b for r in (row - 1, row, row + 1) for c in columns for b in cells.get((r, c), ()))
        if any(_on_one_another(box, other) for other in near):
            continue
        for column in columns:
            cells.setdefault((row, column), []).append(box)
        yield word


def _on_one_another(a: Box, b: Box) -> bool:
    across = min(a.right, b.right) - max(a.left, b.left)
    down = min(a.bottom, b.bottom) - max(a.top, b.top)
    if across <= 0 or down <= 0 or not 1 / _AS_HIGH < a.height / b.height < _AS_HIGH:
        return False
    return across * down > _SAME * min(a.width * a.height, b.width * b.height)
