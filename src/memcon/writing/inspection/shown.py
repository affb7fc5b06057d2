"""The text of a PDF's pages with its places, and which of it a reader of the page cannot see.

PDFium draws the page and gives its text, so that what is asked for is what a viewer shows. It may be used by
one thread at a time.
"""

# pypdfium2 carries no types for its raw interface.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportMissingTypeStubs=false

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import pypdfium2
import pypdfium2.raw
from msgspec import Struct
from numpy.typing import NDArray

from memcon.writing.inspection.traces import How, Place, Trace

_raw: Any = pypdfium2.raw
SCALE = 2.0
"""Pixels to a point of the picture that text is held against: 144 dots to the inch."""
_DARK = 160
_SMALLEST = 1.5
"""Type of fewer points is not to be read by anyone."""
_CONTRAST = 24
"""Grey levels between letters and their ground, under which nobody sees them."""
_BLANK = 4.5
"""A gap of fewer points lies within a word that the layer has in pieces."""
_DRIFT = 16
"""Points by which a scan's layer may lie too high or too low."""
_SCAN = 0.85
"""Share of the page that its pictures cover where it is a scan."""

Picture = NDArray[np.uint8]
Handle = Any
"""Something of PDFium's own."""


class Written(Struct, frozen=True):
    """One word of a page's text, with its place and how it is written."""

    text: str
    box: Place
    invisible: bool = False
    """In no ink at all: the text layer of a scan is."""
    size: float = 12.0


def words_of(page: pypdfium2.PdfPage) -> list[Written]:
    """The words of a page's text, hidden layers and invisible text among them, in the file's order."""
    text: Any = page.get_textpage()
    width, height = page.get_size()
    words: list[Written] = []
    letters: list[tuple[str, Place, bool, float]] = []
    try:
        for number in range(text.count_chars()):
            letter = _letter(page, text, number, width, height)
            if letter is None or letter[0].isspace():
                _close(words, letters)
            else:
                letters.append(letter)
        _close(words, letters)
    finally:
        text.close()
    return words


def _letter(
    page: pypdfium2.PdfPage, text: Handle, number: int, width: float, height: float
) -> tuple[str, Place, bool, float] | None:
    code = _raw.FPDFText_GetUnicode(text, number)
    if not 32 < code < 0x110000 or 0xD800 <= code < 0xE000:
        return None
    sides = [ctypes.c_double() for _ in range(4)]
    _raw.FPDFText_GetCharBox(text, number, sides[0], sides[1], sides[2], sides[3])
    left, right, bottom, top = (side.value for side in sides)
    across, down = ctypes.c_int(), ctypes.c_int()
    corners: list[tuple[float, float]] = []
    for x, y in ((left, top), (right, bottom)):
        _raw.FPDF_PageToDevice(
            page,
            0,
            0,
            round(width * 16),
            round(height * 16),
            0,
            x,
            y,
            ctypes.byref(across),
            ctypes.byref(down),
        )
        corners.append((across.value / 16, down.value / 16))
    (x1, y1), (x2, y2) = corners
    item = _raw.FPDFText_GetTextObject(text, number)
    invisible = bool(item) and _raw.FPDFTextObj_GetTextRenderMode(item) in (
        _raw.FPDF_TEXTRENDERMODE_INVISIBLE,
        _raw.FPDF_TEXTRENDERMODE_CLIP,
    )
    place = (min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))
    return chr(code), place, invisible, abs(y2 - y1)


def _close(words: list[Written], letters: list[tuple[str, Place, bool, float]]) -> None:
    if letters:
        boxes = [box for _, box, _, _ in letters]
        words.append(
            Written(
                "".join(letter for letter, _, _, _ in letters),
                around(boxes),
                all(invisible for _, _, invisible, _ in letters),
                max(size for *_, size in letters),
            )
        )
        letters.clear()


def around(boxes: Sequence[Place]) -> Place:
    """The smallest place around all of `boxes`."""
    return (
        min(b[0] for b in boxes),
        min(b[1] for b in boxes),
        max(b[2] for b in boxes),
        max(b[3] for b in boxes),
    )


def picture(page: pypdfium2.PdfPage, *, annotations: bool = True) -> Picture:
    """The page in grey as a viewer shows it, at `SCALE` pixels to the point."""
    render: Any = page.render
    bitmap = render(scale=SCALE, grayscale=True, may_draw_forms=annotations, draw_annots=annotations)
    grey = np.asarray(bitmap.to_numpy(), dtype=np.uint8)
    return grey.reshape(grey.shape[0], grey.shape[1], -1)[:, :, 0]


def is_scan(page: pypdfium2.PdfPage) -> bool:
    """Whether pictures cover the page, so that its text is a layer that no one sees."""
    width, height = page.get_size()
    area = 0.0
    for item in page.get_objects(filter=[_raw.FPDF_PAGEOBJ_IMAGE], max_depth=2):
        left, bottom, right, top = item.get_bounds()
        area += max(0.0, right - left) * max(0.0, top - bottom)
    return area >= _SCAN * width * height


def unseen(page: pypdfium2.PdfPage, number: int) -> Iterator[Trace]:
    """The text of a page that its picture does not show, a trace for each run of words on a line."""
    width, height = page.get_size()
    words = words_of(page)
    if not words:
        return
    grey, scanned = picture(page), is_scan(page)
    run: list[Written] = []
    kind: How | None = None
    for word in words:
        how = _hidden(word, grey, (width, height), scanned=scanned)
        if run and (how != kind or not _goes_on(run[-1].box, word.box)):
            yield from _traced(kind, run, number, grey)
            run = []
        kind = how
        if how:
            run.append(word)
    yield from _traced(kind, run, number, grey)


def _traced(how: How | None, run: Sequence[Written], number: int, grey: Picture) -> Iterator[Trace]:
    text = " ".join(word.text for word in run)
    telling = sum(c.isalnum() for c in text)
    if how is None or not telling or (how == "blank" and _displaced(run, grey)):
        return
    # A scan's layer has a letter or two where there is only dirt; two words are no accident.
    if how in ("blank", "cover") and (telling < 4 or (how == "blank" and len(run) < 2)):
        return
    yield Trace(how, text, number, around([word.box for word in run]))


def _hidden(word: Written, grey: Picture, size: tuple[float, float], *, scanned: bool) -> How | None:
    left, top, right, bottom = word.box
    if right <= 0 or bottom <= 0 or left >= size[0] or top >= size[1]:
        return "outside"
    if word.size < _SMALLEST and not scanned:
        return "invisible"
    part = cut(grey, word.box)
    if not part.size or not any(c.isalnum() for c in word.text):
        return None
    dark = float(np.mean(part < _DARK))
    if dark >= 0.97:
        return "cover"
    if scanned:
        return "blank" if float(np.mean(cut(grey, word.box, 1.0) < 200)) == 0.0 else None
    if int(part.max()) - int(part.min()) < _CONTRAST:
        return "invisible" if word.invisible or int(part.min()) > _DARK else "cover"
    return "invisible" if word.invisible else None


def _displaced(run: Sequence[Written], grey: Picture) -> bool:
    """Whether the words of a scan's layer stand on the scan after all, a little higher or lower.

    Layers drift by a line where the page was copied askew. Then, at some height, there is ink where each
    word is and none between them; the words of another line have their blanks elsewhere.
    """
    gaps = [(a.box[2], b.box[0]) for a, b in pairwise(run) if b.box[0] - a.box[2] > _BLANK]
    top, bottom = min(w.box[1] for w in run), max(w.box[3] for w in run)
    for down in range(-_DRIFT, _DRIFT + 1):
        for across in range(-6, 7, 2):
            low, high = top + down, bottom + down
            words = [cut(grey, (w.box[0] + across, low, w.box[2] + across, high)) for w in run]
            blanks = [cut(grey, (a + across + 1, low + 2, b + across - 1, high - 2)) for a, b in gaps]
            if all(np.any(w < _DARK) for w in words) and not any(np.any(b < _DARK) for b in blanks):
                return True
    return False


def cut(grey: Picture, box: Place, grow: float = 0.0) -> Picture:
    """The part of a page's picture within `box`, grown by so many points on each side."""
    left, top, right, bottom = box
    across = slice(max(int((left - grow) * SCALE), 0), max(int((right + grow) * SCALE), 0) + 1)
    down = slice(max(int((top - grow) * SCALE), 0), max(int((bottom + grow) * SCALE), 0) + 1)
    return grey[down, across]


def _goes_on(last: Place, box: Place) -> bool:
    tall = max(last[3] - last[1], box[3] - box[1], 4.0)
    level = abs((last[1] + last[3]) - (box[1] + box[3])) < tall
    return level and -tall < box[0] - last[2] < 3 * tall
