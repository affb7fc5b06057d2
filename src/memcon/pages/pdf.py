"""PDF files: each page as a sheet, its own scan taken as it is where it has one.

PDFium may be used by one thread at a time in a process, so every call goes through one lock.
"""

# pypdfium2 carries no types for its raw interface.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportUnknownParameterType=false, reportMissingTypeStubs=false

from __future__ import annotations

import ctypes
import threading
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as raw
from numpy.typing import NDArray

from memcon.errors import EncryptedFile, TooLarge, UnreadableFile
from memcon.pages.layer import Glyph, read_layer
from memcon.pages.settings import COARSEST, DPI, FINEST, MAX_PIXELS
from memcon.pages.sheet import THUMB, Sheet

_LOCK = threading.RLock()
_POINTS = 72
_COVERS = 0.85
"""Share of the page that its pictures must cover for it to be a scan."""
_SCALE_ERROR = 0.001
"""A scan is taken unscaled where its resolutions are within this of the page's: 3 pixels at the far edge."""

Affine = NDArray[np.float64]
"""2 by 3: page space (PDF points, origin at the bottom left) to page pixels, the page turned as it says."""


class PdfFile:
    """A PDF, opened; opening costs the same for ten pages and for ten thousand."""

    def __init__(self, path: Path) -> None:
        self._lock = _LOCK
        with self._lock:
            try:
                self._document = pdfium.PdfDocument(path)
                self.count = len(self._document)
            except pdfium.PdfiumError as error:
                raise _refusal(path, error) from error
        if not self.count:
            raise UnreadableFile(f"{path.name} has no pages", "Fetch the file again")

    def sheet(self, number: int, *, picture: bool = True) -> Sheet:
        """Page `number`, counted from 1; a page that PDFium cannot open is an empty sheet.

        Raises `TooLarge` for a page with a picture of more than `MAX_PIXELS`.
        A page that is no scan has its picture only where `picture` asks for it.
        """
        with self._lock:
            try:
                page = self._document[number - 1]
            except (pdfium.PdfiumError, IndexError):
                return Sheet()
            try:
                return _sheet(page, picture)
            except (pdfium.PdfiumError, MemoryError):
                return Sheet()
            finally:
                page.close()

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._document.close()


def _refusal(path: Path, error: pdfium.PdfiumError) -> EncryptedFile | UnreadableFile:
    if getattr(error, "err_code", None) in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
        return EncryptedFile(f"{path.name} asks for a password", "Save a copy without one and read that")
    return UnreadableFile(f"{path.name} is a broken or cut-off PDF", "Fetch the file again")


def _sheet(page: pdfium.PdfPage, picture: bool) -> Sheet:
    points = (max(page.get_width(), 1.0), max(page.get_height(), 1.0))
    scans = _scans(page)
    covered = sum(area for area, _, _ in scans)
    scanned = covered >= _COVERS * points[0] * points[1]
    dpi = _resolution(max(scans, key=lambda s: s[0])[1] if scanned else DPI, points)
    width, height = (max(1, round(p * dpi / _POINTS)) for p in points)
    place = _affine(page, width, height)
    layer = read_layer(_glyphs(page, place), width, height)
    gray = thumb = None
    painted = _painted(page)
    if scanned or picture:
        alone = scanned and len(scans) == 1 and not painted
        gray = _own_scan(scans[0][2], place, width, height) if alone else None
        gray = _rendered(page, width, height) if gray is None else gray
    elif layer.words and (painted or scans):
        thumb = _rendered(page, max(1, width // THUMB), max(1, height // THUMB))
    return Sheet(gray, width, height, dpi, layer, scanned, thumb)


def _painted(page: pdfium.PdfPage) -> bool:
    """Whether anything but text and pictures is on the page: what might cover these."""
    if raw.FPDFPage_GetAnnotCount(page) > 0:
        return True
    plain = (raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_IMAGE)
    items = (raw.FPDFPage_GetObject(page, i) for i in range(raw.FPDFPage_CountObjects(page)))
    return any(raw.FPDFPageObj_GetType(item) not in plain for item in items)


def _resolution(dpi: float, points: tuple[float, float]) -> int:
    """The dots to the inch to read a page at: its scan's own where fit, and never beyond `MAX_PIXELS`."""
    fit = round(dpi) if COARSEST <= dpi <= FINEST else DPI
    most = (MAX_PIXELS / (points[0] * points[1])) ** 0.5 * _POINTS
    return max(1, min(fit, int(most)))


def _scans(page: pdfium.PdfPage) -> list[tuple[float, float, pdfium.PdfImage]]:
    """The page's pictures: area in square points, dots to the inch, the object."""
    found: list[tuple[float, float, pdfium.PdfImage]] = []
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=2):
        if not isinstance(item, pdfium.PdfImage):
            continue
        try:
            left, bottom, right, top = item.get_bounds()
            across, down = item.get_px_size()
            a, b, *_ = item.get_matrix().get()
        except pdfium.PdfiumError:
            continue
        wide = (a * a + b * b) ** 0.5
        area = max(0.0, right - left) * max(0.0, top - bottom)
        if across * down > MAX_PIXELS:
            raise TooLarge(
                f"A picture of more than {MAX_PIXELS // 1_000_000} million pixels is on a page",
                "Scale it to 300 dots to the inch",
            )
        if wide > 0 and area > 0 and across * down > 0:
            found.append((area, across / wide * _POINTS, item))
    return found


def _affine(page: pdfium.PdfPage, width: int, height: int) -> Affine:
    """Page space to page pixels. PDFium rounds to whole ones, so the page it is asked for is larger."""
    fine, far = 16, 1000.0
    x, y = ctypes.c_int(), ctypes.c_int()
    corners: list[tuple[float, float]] = []
    for px, py in ((0.0, 0.0), (far, 0.0), (0.0, far)):
        raw.FPDF_PageToDevice(page, 0, 0, width * fine, height * fine, 0, px, py, x, y)
        corners.append((x.value / fine, y.value / fine))
    (ox, oy), (ax, ay), (bx, by) = corners
    return np.array([[(ax - ox) / far, (bx - ox) / far, ox], [(ay - oy) / far, (by - oy) / far, oy]])


def _glyphs(page: pdfium.PdfPage, place: Affine) -> list[Glyph]:
    """The characters of the page's text layer, in page pixels."""
    text = page.get_textpage()
    try:
        count = text.count_chars()
        boxes = np.zeros((count, 4))
        characters: list[str] = []
        made: list[bool] = []
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        for i in range(count):
            code = raw.FPDFText_GetUnicode(text, i)
            characters.append(chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\x00")
            made.append(raw.FPDFText_IsGenerated(text, i) == 1)
            raw.FPDFText_GetCharBox(text, i, left, right, bottom, top)
            boxes[i] = (left.value, bottom.value, right.value, top.value)
    finally:
        text.close()
    x, y = boxes[:, (0, 2)], boxes[:, (1, 3)]
    across = place[0, 0] * x + place[0, 1] * y + place[0, 2]
    down = place[1, 0] * x + place[1, 1] * y + place[1, 2]
    return [
        Glyph(c, min(a), min(d), max(a), max(d), m)
        for c, a, d, m in zip(characters, across.tolist(), down.tolist(), made, strict=True)
    ]


def _own_scan(item: pdfium.PdfImage, place: Affine, width: int, height: int) -> NDArray[np.uint8] | None:
    """The page's one scan, pixel for pixel on the page; None where it would have to be scaled or skewed."""
    a, b, c, d, e, f = item.get_matrix().get()
    whole = np.vstack([place, [0, 0, 1]]) @ np.array([[a, c, e], [b, d, f], [0, 0, 1]])
    across, down = item.get_px_size()
    along, up = whole[:2, 0], whole[:2, 1]
    quarter = 0 if abs(along[0]) > abs(along[1]) else 1
    sizes = (abs(along[quarter]) / across, abs(up[1 - quarter]) / down)
    stray = max(abs(along[1 - quarter]), abs(up[quarter]))
    mirrored = along[0] * up[1] - along[1] * up[0] > 0
    if mirrored or stray > 1 or any(abs(s - 1) > _SCALE_ERROR for s in sizes):
        return None
    pixels: NDArray[np.uint8] = item.get_bitmap(render=False).to_numpy()
    if pixels.ndim == 3:
        return None
    turns = (0 if along[0] > 0 else 2) if quarter == 0 else (3 if along[1] > 0 else 1)
    pixels = np.rot90(pixels, turns)
    corners = whole @ np.array([[0, 1, 0, 1], [0, 0, 1, 1], [1, 1, 1, 1]])
    return _laid(pixels, round(corners[0].min()), round(corners[1].min()), width, height)


def _laid(pixels: NDArray[np.uint8], x: int, y: int, width: int, height: int) -> NDArray[np.uint8]:
    """`pixels` on a white page with their corner at x, y; what hangs over is cut off."""
    sheet = np.full((height, width), 255, np.uint8)
    part = pixels[max(0, -y) : height - y, max(0, -x) : width - x]
    x, y = max(0, x), max(0, y)
    sheet[y : y + part.shape[0], x : x + part.shape[1]] = part
    return sheet


def _rendered(page: pdfium.PdfPage, width: int, height: int) -> NDArray[np.uint8]:
    """The page as a viewer would show it, annotations included, in grey."""
    sheet = np.full((height, width), 255, np.uint8)
    bitmap = raw.FPDFBitmap_CreateEx(
        width, height, raw.FPDFBitmap_Gray, sheet.ctypes.data_as(ctypes.c_void_p), sheet.strides[0]
    )
    try:
        raw.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, raw.FPDF_ANNOT | raw.FPDF_GRAYSCALE)
    finally:
        raw.FPDFBitmap_Destroy(bitmap)
    return sheet
