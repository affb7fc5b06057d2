"""Small PDFs made for the tests of pages: typed ones, scans with and without a text layer."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as raw
from numpy.typing import NDArray

LETTER = (612.0, 792.0)
COURIER = 0.6
"""The width of each of Courier's characters, in ems."""

Picture = NDArray[np.uint8]
Piece = tuple[str, float, float]
"""Text, and where its baseline begins: points from the left and from the top."""


def typed_lines(text: str, *, left: float = 72, top: float = 90, pitch: float = 14) -> list[Piece]:
    """A text's lines, one under the other."""
    return [(line, left, top + pitch * i) for i, line in enumerate(text.splitlines()) if line.strip()]


def pdf(
    path: Path,
    pages: Sequence[Sequence[Piece]],
    *,
    pictures: Sequence[Picture | None] = (),
    size: float = 12,
    rotate: int = 0,
    hidden: bool = False,
    bars: Sequence[tuple[float, float, float, float]] = (),
    bar: int = 0,
) -> Path:
    """A letter-size PDF in Courier, with a picture over the whole of a page where there is one for it.

    `rotate` is the pages' own turn in degrees, `hidden` text cannot be seen (as under a scan). `bars` are
    rectangles (left, top, width, height) painted over every page in the grey of `bar`.
    """
    document = pdfium.PdfDocument.new()
    font = raw.FPDFText_LoadStandardFont(document, b"Courier")
    for number, pieces in enumerate(pages):
        picture = pictures[number] if number < len(pictures) else None
        page = document.new_page(*LETTER)
        if picture is not None:
            _lay(document, page, picture)
        for text, left, top in pieces:
            item = raw.FPDFPageObj_CreateTextObj(document, font, size)
            wide = (text + "\x00").encode("utf-16-le")
            raw.FPDFText_SetText(item, ctypes.cast(wide, ctypes.POINTER(ctypes.c_ushort)))
            if hidden:
                raw.FPDFTextObj_SetTextRenderMode(item, raw.FPDF_TEXTRENDERMODE_INVISIBLE)
            raw.FPDFPageObj_Transform(item, 1, 0, 0, 1, left, LETTER[1] - top)
            raw.FPDFPage_InsertObject(page, item)
        for left, top, width, height in bars:
            item = raw.FPDFPageObj_CreateNewRect(left, LETTER[1] - top - height, width, height)
            raw.FPDFPageObj_SetFillColor(item, bar, bar, bar, 255)
            raw.FPDFPath_SetDrawMode(item, raw.FPDF_FILLMODE_WINDING, 0)
            raw.FPDFPage_InsertObject(page, item)
        page.set_rotation(rotate)
        page.gen_content()
    document.save(path)
    document.close()
    return path


def _lay(document: pdfium.PdfDocument, page: pdfium.PdfPage, picture: Picture) -> None:
    colour = np.ascontiguousarray(np.repeat(picture[:, :, None], 3, axis=2))
    bitmap = pdfium.PdfBitmap.new_native(picture.shape[1], picture.shape[0], raw.FPDFBitmap_BGR)
    bitmap.to_numpy()[:] = colour
    image = pdfium.PdfImage.new(document)
    image.set_bitmap(bitmap)
    image.set_matrix(pdfium.PdfMatrix().scale(*LETTER))
    page.insert_obj(image)


def picture_of(path: Path, dpi: int = 300) -> Picture:
    """A PDF's first page as a scanner would see it: black and white."""
    document = pdfium.PdfDocument(path)
    gray = document[0].render(scale=(LETTER[0] * dpi / 72 - 0.01) / LETTER[0], grayscale=True).to_numpy()
    document.close()
    gray = gray[:, :, 0] if gray.ndim == 3 else gray
    return np.where(gray < 128, 0, 255).astype(np.uint8)


def bare_pdf(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A PDF of these objects, numbered from 1, the first its catalogue."""
    data, places = bytearray(b"%PDF-1.4\n"), []
    for number, item in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, item)
    start, size = len(data), len(objects) + 1
    data += b"xref\n0 %d\n0000000000 65535 f \n" % size
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    data += b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (size, trailer, start)
    return bytes(data)


def packet(count: int) -> bytes:
    """A PDF of `count` pages that say which they are; PDFium takes minutes to make so long a one."""
    kids = b" ".join(b"%d 0 R" % (4 + 2 * n) for n in range(count))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d/MediaBox[0 0 612 792]>>" % (kids, count),
        b"<</Type/Font/Subtype/Type1/BaseFont/Courier>>",
    ]
    for number in range(1, count + 1):
        show = b"BT /F 12 Tf 72 700 Td (Page %d) Tj ET" % number
        content = 3 + 2 * number
        objects.append(
            b"<</Type/Page/Parent 2 0 R/Resources<</Font<</F 3 0 R>>>>/Contents %d 0 R>>" % content
        )
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(show), show))
    return bare_pdf(objects)
