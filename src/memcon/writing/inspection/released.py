"""The last look at a released copy: everything in it is taken apart, and no withheld word may turn up."""

# pikepdf's objects are typed by what they hold, which only the file knows.
# pypdfium2 carries no types for its raw interface.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportMissingTypeStubs=false

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import pikepdf
import pypdfium2
from msgspec import Struct

from memcon.errors import MemconError
from memcon.writing.inspection.hidden import traces
from memcon.writing.inspection.objects import Thing, content_of, text_of, written
from memcon.writing.inspection.revisions import earlier, trailing
from memcon.writing.inspection.secrets import Secret, tokens
from memcon.writing.inspection.shown import words_of
from memcon.writing.inspection.traces import Place


class Leak(Struct, frozen=True):
    """That a released file still holds a withheld word, or what could hold one: where, not which."""

    where: str
    """``bytes``, ``object``, ``stream``, ``text``, ``OCR``, ``hidden text``, ``earlier revision``,
    ``attachment``, ``structure`` …"""
    page: int | None = None
    box: Place | None = None
    count: int = 1


_ALLOWED = {
    "", "/Catalog", "/ExtGState", "/Font", "/FontDescriptor", "/ObjStm", "/Page", "/Pages", "/XObject",
    "/XRef",
}  # fmt: skip
"""What a released copy is made of. Anything else was put in by another hand."""
_FORBIDDEN = {
    "/Annots": "annotation",
    "/Metadata": "metadata",
    "/EmbeddedFiles": "attachment",
    "/EF": "attachment",
    "/OCProperties": "hidden layer",
    "/AcroForm": "form",
    "/JavaScript": "script",
    "/JS": "script",
    "/Thumb": "thumbnail",
    "/PieceInfo": "metadata",
    "/Outlines": "bookmarks",
    "/StructTreeRoot": "tags",
    "/ActualText": "tags",
}
"""Keys that a released copy has no use for, with what they would keep."""

_HARMLESS = {
    "/CreationDate": r"D:[\dZ+'-]*",
    "/ModDate": r"D:[\dZ+'-]*",
    "/Creator": "PDFium",
    "/Producer": "PDFium",
}
"""The only properties that a released copy may have, and what they may say."""

_SYNTAX = re.compile(
    rb"/(?:BaseFont|BitsPerComponent|CCITTFaxDecode|ColorSpace|Columns|Contents|Count|CreationDate|Creator|"
    rb"DCTDecode|DecodeParms|DeviceGray|DeviceRGB|Encoding|ExtGState|Filter|FlateDecode|Height|Helvetica|Length|"
    rb"MediaBox|Normal|Parent|ProcSet|Producer|Resources|Subtype|WinAnsiEncoding|XObject|Courier)(?![A-Za-z])|"
    rb"\b(?:endobj|endstream|stream|startxref|trailer)\b"
)
"""The words of the file format itself: a paper that withholds "content" is not betrayed by ``/Contents``."""

_READ = 2
"""Letters that a word must have for OCR's reading of it to count; """
_GUESSED = 6
"""and that it must have where OCR only guesses it, as it makes short words of specks and of pen strokes, or
where it reads one off a word that stays: "women" for "woman"."""
_SURE = 0.6
_ON = 0.5
"""Share of the smaller of two words' places that both have, from which they are one."""


class Glimpse(Struct, frozen=True):
    """A word that OCR sees on a finished page: number, place in points, and how sure it is (0 to 1)."""

    page: int
    text: str
    sure: float
    box: Place


Reader = Callable[[bytes], Sequence[Glimpse]]
"""Reads a file's pages by OCR."""


def left_over(data: bytes, held: Secret, ocr: Reader | None = None) -> tuple[Leak, ...]:
    """Where a released PDF still has what it must not have; nothing where it is clean.

    Looked at are: the raw bytes; every object and every stream with its coding taken off; the text that
    PDFium extracts; text that no one sees; earlier revisions; whatever the file has beside pages, pictures
    and typefaces; and, with `ocr`, the words seen on its rendered pages. A file that cannot be taken apart
    is not clean.
    """
    try:
        return tuple(dict.fromkeys(_leaks(data, held, ocr)))
    except (MemconError, pikepdf.PdfError, pypdfium2.PdfiumError, zlib.error):
        return (Leak("a file that cannot be taken apart"),)


def _leaks(data: bytes, held: Secret, ocr: Reader | None) -> Iterator[Leak]:
    count = held.in_bytes(_SYNTAX.sub(b" ", data))
    if count:
        yield Leak("bytes", count=count)
    if earlier(data) or trailing(data):
        yield Leak("earlier revision" if earlier(data) else "bytes behind the end")
    with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
        yield from _objects(pdf, held)
    for trace in traces(data):
        if trace.how != "blank":  # a scan's layer is judged by its words alone
            yield Leak("hidden text" if trace.text else "hidden picture", trace.page, trace.box)
        elif held.in_text(trace.text):
            yield Leak("hidden text", trace.page, trace.box, held.in_text(trace.text))
    yield from _text(data, held)
    yield from _seen(data, ocr(data) if ocr else (), held)


def _objects(pdf: pikepdf.Pdf, held: Secret) -> Iterator[Leak]:
    info: Any = pdf.trailer.get("/Info", {})
    if any(not re.fullmatch(_HARMLESS.get(key, "(?!)"), text_of(value)) for key, value in info.items()):
        yield Leak("metadata")
    for each in pdf.objects:
        entry: Any = each
        if entry.objgen == getattr(info, "objgen", None):
            continue
        if not isinstance(entry, pikepdf.Dictionary | pikepdf.Stream):
            yield from _strings(entry, held)
            continue
        kind = str(entry.get("/Type", ""))
        if kind not in _ALLOWED:
            yield Leak(f"structure: {kind.strip('/')}")
        yield from (Leak(what) for key, what in _FORBIDDEN.items() if key in entry)
        yield from _strings(entry, held)
        if isinstance(entry, pikepdf.Stream):
            yield from _stream(entry, held)


def _strings(entry: Thing, held: Secret) -> Iterator[Leak]:
    """Strings directly in an object, in its arrays and in its direct dictionaries."""
    waiting = [entry]
    while waiting:
        item = waiting.pop()
        if isinstance(item, pikepdf.String) and held.in_text(text_of(item)):
            yield Leak("object")
        elif isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
            waiting += [v for _, v in item.items() if _direct(v)]
        elif isinstance(item, pikepdf.Array):
            waiting += [v for v in item if _direct(v)]


def _direct(value: object) -> bool:
    return isinstance(value, pikepdf.Object) and not value.is_indirect


def _stream(entry: pikepdf.Stream, held: Secret) -> Iterator[Leak]:
    if entry.get("/Subtype") == "/Image":
        return  # its pixels are judged by OCR of the rendered page
    content = content_of(entry)
    count = held.in_text(written(content)) or held.in_bytes(content)
    if count:
        yield Leak("stream", count=count)


def _text(data: bytes, held: Secret) -> Iterator[Leak]:
    document = pypdfium2.PdfDocument(data)
    for index in range(len(document)):
        words = words_of(document[index])
        for word in words:
            if held.words.intersection(tokens(word.text)):
                yield Leak("text", index + 1, word.box)
        count = held.in_text(" ".join(word.text for word in words))
        if count:
            yield Leak("text", index + 1, None, count)


def _seen(data: bytes, read: Iterable[Glimpse], held: Secret) -> Iterator[Leak]:
    """Withheld words among those that OCR sees on the pages.

    OCR makes letters, figures and short words of specks, and is not sure of them; whether ink is left in a
    blanked place, the pixels themselves say. Of a word that stays, the copy's text has been looked at.
    """
    document = pypdfium2.PdfDocument(data)
    pages: dict[int, list[Glimpse]] = {}
    for glimpse in read:
        pages.setdefault(glimpse.page, []).append(glimpse)
    for number, seen in pages.items():
        stay = [word.box for word in words_of(document[number - 1])]
        told = [g for g in seen if len(g.text) >= _GUESSED or not any(_lies_on(g.box, box) for box in stay)]
        count = held.in_text(" ".join(g.text for g in told if g.sure >= _SURE), _READ)
        count = count or held.in_text(" ".join(g.text for g in told), _GUESSED)
        if count:
            yield Leak("OCR", number, count=count)


def _lies_on(box: Place, other: Place) -> bool:
    across, down = (
        min(box[2], other[2]) - max(box[0], other[0]),
        min(box[3], other[3]) - max(box[1], other[1]),
    )
    least = min((b[2] - b[0]) * (b[3] - b[1]) for b in (box, other))
    return across > 0 and down > 0 and across * down >= _ON * least
