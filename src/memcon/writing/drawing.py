"""A layout drawn as PDF, in the standard typefaces, with real text and real blanks between its words.

PDFium writes what PDFium reads, so no second PDF library is needed; typefaces are not embedded, since every
reader has the standard ones. What a standard typeface cannot show is set as the letter it comes nearest to,
as a typewriter would: no ``ć``, but ``c``. PDFium may be used by one thread at a time.
"""

# pypdfium2 carries no types for its raw interface.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportMissingTypeStubs=false

from __future__ import annotations

import ctypes
import io
import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

import pypdfium2
import pypdfium2.raw

from memcon.writing.layout import COURIER_WIDTH, Face, Layout, Rule, Run, Sheet

_raw: Any = pypdfium2.raw
Handle = Any
"""Something of PDFium's own."""

_JOIN = 3
"""So many blanks between two runs of a line still make one stretch of text."""
UNDERLINE = (0.13, 0.05)
"""How far under the baseline an underline lies and how thick it is, in ems."""


def as_pdf_bytes(layout: Layout) -> bytes:
    """The layout as a PDF; the same layout always gives the same bytes."""
    document = pypdfium2.PdfDocument.new()
    canvas = Canvas(document)
    for sheet in layout:
        canvas.draw(sheet)
    return saved(document)


def saved(document: pypdfium2.PdfDocument) -> bytes:
    """The document's bytes, without the hour of its making and the number that PDFium draws by lot."""
    buffer = io.BytesIO()
    document.save(buffer)
    return saved_bytes(buffer.getvalue())


def saved_bytes(data: bytes) -> bytes:
    """A PDF's bytes without the hour of its making and without a number drawn by lot."""
    data = re.sub(rb"CreationDate\(D:\d{14}", b"CreationDate(D:20000101000000", data)
    return re.sub(
        rb"/ID\[<[0-9A-F]{32}><[0-9A-F]{32}>\]",
        b"/ID[<" + b"0" * 32 + b"><" + b"0" * 32 + b">]",
        data,
    )


def printable(text: str) -> str:
    """`text` in letters that the standard typefaces have (Windows-1252)."""
    return "".join(c if _has(c) else _nearest(c) for c in text)


def _has(character: str) -> bool:
    try:
        return bool(character.encode("cp1252"))
    except UnicodeEncodeError:
        return False


def _nearest(character: str) -> str:
    plain = unicodedata.normalize("NFKD", character).encode("cp1252", "ignore").decode("cp1252")
    return plain or "?"


class Canvas:
    """Draws sheets into a document, one page for each."""

    def __init__(self, document: pypdfium2.PdfDocument) -> None:
        self._document = document
        self._fonts: dict[str, Handle] = {}

    def draw(self, sheet: Sheet, *, lines: bool = True) -> pypdfium2.PdfPage:
        """Add a page with the sheet on it, with or without its underlines, strokes and rules."""
        page = self._document.new_page(sheet.width, sheet.height)
        for line in _lines(sheet.runs):
            self.text(page, line, sheet.height)
        for run in sheet.runs if lines else ():
            for rule in strokes(run):
                _fill(page, rule, sheet.height)
        for rule in sheet.rules if lines else ():
            for side in edges(rule):
                _fill(page, side, sheet.height)
        page.gen_content()
        return page

    def text(
        self,
        page: pypdfium2.PdfPage,
        run: Run,
        height: float,
        *,
        invisible: bool = False,
        stretch: float = 1.0,
    ) -> None:
        """One stretch of text on a page so high, its letters made so much wider."""
        words = printable(run.text)
        item = _raw.FPDFPageObj_CreateTextObj(self._document.raw, self._font(run.face), run.size)
        buffer = ctypes.create_string_buffer((words + "\0").encode("utf-16-le"))
        if not _raw.FPDFText_SetText(item, ctypes.cast(buffer, _raw.FPDF_WIDESTRING)):
            raise ValueError(f"PDFium cannot set {words!r}")
        if invisible:
            _raw.FPDFTextObj_SetTextRenderMode(item, _raw.FPDF_TEXTRENDERMODE_INVISIBLE)
        _raw.FPDFPageObj_Transform(item, stretch * run.wide, 0, 0, 1, left_of(run), height - run.y)
        _raw.FPDFPage_InsertObject(page.raw, item)

    def _font(self, face: str) -> Handle:
        if face not in self._fonts:
            self._fonts[face] = _raw.FPDFText_LoadStandardFont(self._document.raw, face.encode())
        return self._fonts[face]


def _lines(runs: Sequence[Run]) -> list[Run]:
    """Runs of one face that stand close together on a line become one, with the blanks between them."""
    lines: list[Run] = []
    for run in sorted(runs, key=lambda r: (r.y, r.x)):
        last = lines[-1] if lines else None
        if last is not None and _joins(last, run):
            pitch = run.size * COURIER_WIDTH
            gap = round((run.x - last.x) / pitch) - len(last.text)
            lines[-1] = Run(last.x, last.y, last.text + " " * gap + run.text, last.face, last.size)
        else:
            lines.append(run)
    return lines


def _joins(last: Run, run: Run) -> bool:
    alike = (last.y, last.face, last.size, last.anchor) == (run.y, run.face, run.size, "left")
    if not alike or not run.face.startswith("Courier"):
        return False
    gap = (run.x - last.x) / (run.size * COURIER_WIDTH) - len(last.text)
    return -0.5 < gap < _JOIN + 0.5


def strokes(run: Run) -> Iterable[Rule]:
    """The lines that go with a run: under it where it is underlined, through it where it is struck."""
    left, right = left_of(run), left_of(run) + width_of(run)
    thick = UNDERLINE[1] * run.size
    yield from underline(run)
    if run.struck:
        middle = run.y - 0.28 * run.size
        yield Rule(left - 2, middle, right + 2, middle + 1.5 * thick)


def underline(run: Run) -> Iterable[Rule]:
    """The line under a run, where it has one."""
    if run.underlined:
        left = left_of(run)
        drop, thick = (part * run.size for part in UNDERLINE)
        yield Rule(left, run.y + drop, left + width_of(run), run.y + drop + thick)


def edges(rule: Rule) -> Iterable[Rule]:
    """A rule as filled rectangles: itself, the four sides of a box, or their ends at its corners."""
    if rule.kind in ("line", "bar"):
        yield rule
        return
    if rule.kind == "blank":
        return
    thick = 0.8
    whole = rule.kind == "withheld"
    across = rule.right - rule.left if whole else min(8.0, (rule.right - rule.left) / 3)
    down = rule.bottom - rule.top if whole else min(8.0, (rule.bottom - rule.top) / 3)
    for top in (rule.top, rule.bottom - thick):
        yield Rule(rule.left, top, rule.left + across, top + thick)
        yield Rule(rule.right - across, top, rule.right, top + thick)
    for left in (rule.left, rule.right - thick):
        yield Rule(left, rule.top, left + thick, rule.top + down)
        yield Rule(left, rule.bottom - down, left + thick, rule.bottom)


def _fill(page: pypdfium2.PdfPage, rule: Rule, height: float) -> None:
    width, depth = rule.right - rule.left, rule.bottom - rule.top
    item = _raw.FPDFPageObj_CreateNewRect(rule.left, height - rule.bottom, width, depth)
    _raw.FPDFPageObj_SetFillColor(item, 0, 0, 0, 255)
    _raw.FPDFPath_SetDrawMode(item, _raw.FPDF_FILLMODE_WINDING, False)
    _raw.FPDFPage_InsertObject(page.raw, item)


def left_of(run: Run) -> float:
    """Where a run begins, in points from the left."""
    part = {"left": 0.0, "middle": 0.5, "right": 1.0}[run.anchor]
    return run.x - part * width_of(run) if part else run.x


def width_of(run: Run) -> float:
    """How wide a run is, in points."""
    return sum(_width(run.face, c) for c in printable(run.text)) * run.size * run.wide


def offsets(run: Run) -> list[float]:
    """Where each character of a run begins and the last one ends, in points from the run's start."""
    places = [0.0]
    for character in printable(run.text):
        places.append(places[-1] + _width(run.face, character) * run.size * run.wide)
    return places


@lru_cache(maxsize=4096)
def _width(face: Face, character: str) -> float:
    """A character's width in ems."""
    if face.startswith("Courier"):
        return COURIER_WIDTH
    width = ctypes.c_float()
    if not _raw.FPDFFont_GetGlyphWidth(_measure(face), ord(character), 1000.0, ctypes.byref(width)):
        return COURIER_WIDTH
    return width.value / 1000


_rulers: dict[str, tuple[pypdfium2.PdfDocument, Handle]] = {}


def _measure(face: Face) -> Handle:
    """A standard typeface to measure letters with, and the document that keeps it alive."""
    if face not in _rulers:
        document = pypdfium2.PdfDocument.new()
        _rulers[face] = (document, _raw.FPDFText_LoadStandardFont(document.raw, face.encode()))
    return _rulers[face][1]
