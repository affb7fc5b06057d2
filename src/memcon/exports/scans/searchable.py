"""The scan itself with memcon's text beneath it: a PDF that is searched and copied from like a typed page.

The page's picture stays as it is, byte for byte. What an earlier OCR has put beneath it goes: text drawn
unseen, and text that the picture covers. Each word stands where it stands on the scan, stretched to its
width, with one blank behind it, line after line in memcon's reading order; so a selection runs as one reads,
and no letters come apart.
"""

# pikepdf's objects are typed by what they hold, which only the file knows.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportAttributeAccessIssue=false, reportMissingTypeStubs=false

from __future__ import annotations

import io
import math
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from statistics import median
from typing import Any

import pikepdf
import pypdfium2 as pdfium
from msgspec import Struct

from memcon.errors import EncryptedFile, MissingExtra, UnreadableFile
from memcon.exports.entry import ExportEntry
from memcon.exports.scans.glyphless import ADVANCE, encoded, glyphless
from memcon.exports.scans.source_file import source_path
from memcon.model import Box, Document, Line, Page, Word

COVERS = 0.85
"""Share of the page that a picture must cover for the page to be a scan."""
_BASE = 0.75
"""How far down in a line its letters stand."""
_SHOWS = {"Tj", "TJ", "'", '"'}
_UNSEEN = 3
"""The text rendering mode of text that is not drawn (ISO 32000-1, table 106)."""
Matrix = tuple[float, float, float, float, float, float]


def searchable(entries: Sequence[ExportEntry]) -> bytes:
    """The document's file with the text beneath its scans; a page that is no scan stays as it is.

    Raises what `source_path` does, `EncryptedFile`, `UnreadableFile`, and `MissingExtra` for a picture file
    where img2pdf is not installed.
    """
    document = entries[0].document
    path = source_path(entries)
    with _opened(path, document.source.kind) as pdf:
        font: pikepdf.Object | None = None
        for page in document.pages:
            target = pdf.pages[page.number - 1]
            if page.words and page.width and _is_scan(target):
                font = font or glyphless(pdf)
                shown = _shown_text(target) if _strip(pdf, target) else []
                _lay(pdf, target, page, document, font, shown)
        pdf.remove_unreferenced_resources()
        made = io.BytesIO()
        pdf.save(made, object_stream_mode=pikepdf.ObjectStreamMode.generate, compress_streams=True)
    return made.getvalue()


def _opened(path: Path, kind: str) -> pikepdf.Pdf:
    if kind == "image":
        return pikepdf.open(io.BytesIO(_wrapped(path)))
    try:
        return pikepdf.open(path)
    except pikepdf.PasswordError as error:
        raise EncryptedFile(f"{path.name} asks for a password", "Save a copy without one") from error
    except pikepdf.PdfError as error:
        raise UnreadableFile(f"{path.name} is a broken PDF", "Fetch the file again") from error


def _wrapped(path: Path) -> bytes:
    """A picture file as a PDF, its pixels as they are."""
    try:
        img2pdf: Any = import_module("img2pdf")
    except ImportError as error:
        raise MissingExtra(
            "a PDF from pictures needs img2pdf", 'Try: pip install "memcon[exports]"'
        ) from error
    try:
        return img2pdf.convert(str(path), rotation=img2pdf.Rotation.ifvalid)
    except Exception as error:  # img2pdf's errors have no common root
        raise UnreadableFile(f"{path.name} cannot be put into a PDF ({error})", "Save it as PNG") from error


class _State(Struct):
    """The parts of PDF's graphics state that matter here."""

    matrix: Matrix = (1, 0, 0, 1, 0, 0)
    mode: int = 0


def _times(a: Matrix, b: Matrix) -> Matrix:
    """`a`, then `b`."""
    return (
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    )


Instruction = tuple[int, Any, str, _State]


def _walk(page: pikepdf.Page) -> Iterator[Instruction]:
    """Each instruction of a page's content: its number, itself, its operator, the state it is done in."""
    state = _State()
    kept: list[_State] = []
    for number, instruction in enumerate(pikepdf.parse_content_stream(page)):
        operator = str(instruction.operator)
        operands: Any = instruction.operands
        if operator == "q":
            kept.append(_State(state.matrix, state.mode))
        elif operator == "Q" and kept:
            state = kept.pop()
        elif operator == "cm":
            a, b, c, d, e, f = (float(value) for value in operands)
            state.matrix = _times((a, b, c, d, e, f), state.matrix)
        elif operator == "Tr":
            state.mode = int(operands[0])
        yield number, instruction, operator, state


def _coverings(page: pikepdf.Page) -> list[int]:
    """The numbers of the instructions that draw a picture over the whole page."""
    left, bottom, right, top = _cropbox(page)
    area = (right - left) * (top - bottom)
    found: list[int] = []
    pictures: Any = page.obj.get("/Resources", pikepdf.Dictionary()).get("/XObject", pikepdf.Dictionary())
    for number, instruction, operator, state in _walk(page):
        if operator == "Do":
            drawn = pictures.get(str(instruction.operands[0]))
            a, b, c, d = state.matrix[:4]
            image = drawn is not None and drawn.get("/Subtype") == pikepdf.Name.Image
            if image and abs(a * d - b * c) >= COVERS * area:
                found.append(number)
        elif operator == "INLINE IMAGE":
            a, b, c, d = state.matrix[:4]
            if abs(a * d - b * c) >= COVERS * area:
                found.append(number)
    return found


def _is_scan(page: pikepdf.Page) -> bool:
    try:
        return bool(_coverings(page))
    except pikepdf.PdfError:
        return False


def _strip(pdf: pikepdf.Pdf, page: pikepdf.Page) -> bool:
    """Take out text that is not seen: drawn so, or beneath the picture; whether any is left, over it."""
    covered = max(_coverings(page))
    kept: list[Any] = []
    left = False
    for number, instruction, operator, state in _walk(page):
        if operator in _SHOWS and (number < covered or state.mode == _UNSEEN):
            if operator in ("'", '"'):
                kept.append(pikepdf.ContentStreamInstruction([], pikepdf.Operator("T*")))
            continue
        left = left or operator in _SHOWS
        kept.append(instruction)
    page.obj.Contents = pdf.make_stream(pikepdf.unparse_content_stream(kept))
    return left


def _shown_text(page: pikepdf.Page) -> list[tuple[float, float, float, float]]:
    """Where text is printed over the picture, such as a release's header: left, bottom, right, top."""
    alone, made = pikepdf.new(), io.BytesIO()
    alone.pages.append(page)
    alone.save(made)
    opened = pdfium.PdfDocument(made.getvalue())
    text = opened[0].get_textpage()
    return [text.get_rect(number) for number in range(text.count_rects())]


def _cropbox(page: pikepdf.Page) -> tuple[float, float, float, float]:
    left, bottom, right, top = (float(value) for value in page.cropbox)
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)


def _upright(page: pikepdf.Page, seen: Page) -> Matrix:
    """From the pixels of the upright page, origin at the top left, to the space of the PDF's page."""
    left, bottom, right, top = _cropbox(page)
    turned = (int(page.obj.get("/Rotate", 0)) + seen.turned) % 360
    wide, high = right - left, top - bottom
    if turned in (90, 270):
        wide, high = high, wide
    kx, ky = wide / seen.width, high / seen.height
    if turned == 90:
        return (0, kx, ky, 0, left, bottom)
    if turned == 180:
        return (-kx, 0, 0, ky, right, bottom)
    if turned == 270:
        return (0, -kx, -ky, 0, right, top)
    return (kx, 0, 0, -ky, left, top)


def _lay(
    pdf: pikepdf.Pdf,
    target: pikepdf.Page,
    page: Page,
    document: Document,
    font: pikepdf.Object,
    shown: Sequence[tuple[float, float, float, float]],
) -> None:
    """Put the page's words beneath it, but for those that are printed over it already."""
    name = target.add_resource(font, pikepdf.Name.Font, pikepdf.Name("/MemconText"), replace_existing=True)
    matrix = _upright(target, page)
    made = bytearray(b"BT 3 Tr\n")
    for line in document.lines:
        if line.page == page.number:
            words = [page.words[n] for n in line.words]
            words = [word for word in words if word.text and not _is_in(word.box, matrix, shown)]
            made += _line(line, words, matrix, name) if words else b""
    made += b"ET\n"
    if page.turned:
        target.obj.Rotate = (int(target.obj.get("/Rotate", 0)) + page.turned) % 360
    target.contents_add(pdf.make_stream(b"q\n"), prepend=True)
    target.contents_add(pdf.make_stream(b"Q\nq\n" + bytes(made) + b"Q\n"))


def _line(line: Line, words: Sequence[Word], matrix: Matrix, font: pikepdf.Name) -> bytes:
    """The instructions that set a line's words, all on one base line and in one size.

    The size is that at which the letters come out about as wide as those of the scan: readers tell words
    apart by gaps measured against it. A blank ends every word, the last too: PDFium drops a line of one
    letter.
    """
    across = math.hypot(matrix[0], matrix[1])
    wide = median(word.box.width / (len(word.text) or 1) for word in words)
    size = max(1.0, min(line.box.height, wide * 1000 / ADVANCE)) * across
    a, b, c, d = matrix[0] / across, matrix[1] / across, -matrix[2] / across, -matrix[3] / across
    made = bytearray(f"{font} {size:.3f} Tf\n".encode())
    for word in words:
        left, base = word.box.left, line.box.top + _BASE * line.box.height
        x, y = _at(matrix, left, base)
        natural = len(word.text) * ADVANCE / 1000 * size
        stretch = 100 * max(1, word.box.width) * across / natural
        made += f"{stretch:.2f} Tz {a:.4f} {b:.4f} {c:.4f} {d:.4f} {x:.2f} {y:.2f} Tm ".encode()
        made += f"<{encoded(word.text + ' ').hex()}> Tj\n".encode()
    return bytes(made)


def _is_in(box: Box, matrix: Matrix, rooms: Sequence[tuple[float, float, float, float]]) -> bool:
    """Whether the middle of a box lies in one of some rooms of the PDF's page."""
    x, y = _at(matrix, (box.left + box.right) / 2, box.middle)
    return any(left <= x <= right and bottom <= y <= top for left, bottom, right, top in rooms)


def _at(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
