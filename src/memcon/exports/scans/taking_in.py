"""Pages as another OCR has read them: from hOCR, ALTO and DocumentCloud, so that none need be read again.

Each gives pages with words in their places. Where such a file has no confidence, a word is taken as sure as
OCR commonly is (`USUAL`), which is not beyond doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from lxml import etree, html

from memcon.errors import UnreadableFile
from memcon.exports.tei.names import Element, attribute, tag
from memcon.model import DOUBTFUL, Box, Page, Word

USUAL = 0.9
"""The confidence of a word for which the file gives none."""
LETTER = (2550, 3300, 300)
"""Width, height and dots to the inch of a page of which only its proportions are told: US Letter."""
_BBOX = re.compile(r"\bbbox\s+(-?\d+)\s+(-?\d+)\s+(-?\d+)\s+(-?\d+)")
_WCONF = re.compile(r"\bx_wconf\s+([\d.]+)")
_RES = re.compile(r"\bscan_res\s+(\d+)")
_DASHES = re.compile(r"[\u00ad]$")
_UNITS = {"pixel": 0, "mm10": 254, "inch1200": 1200}
"""ALTO's units of length, to the inch; of pixels the file does not say how many."""


def read_hocr(data: bytes, name: str) -> list[Page]:
    """The pages of an hOCR file. Raises `UnreadableFile` where it has none."""
    root = html.fromstring(data, parser=html.HTMLParser(encoding="utf-8"))
    pages = [_hocr_page(each, number) for number, each in enumerate(_classed(root, "ocr_page"), 1)]
    return _some(pages, name, "ocr_page")


def _classed(root: Element, name: str) -> Iterator[Element]:
    for each in root.iter():
        if isinstance(each.tag, str) and name in attribute(each, "class").split():
            yield each


def _hocr_page(page: Element, number: int) -> Page:
    said = attribute(page, "title")
    whole = _bbox(said) or Box(0, 0, LETTER[0], LETTER[1])
    resolution = _RES.search(said)
    words: list[Word] = []
    for each in (e for kind in ("ocrx_word", "ocr_word") for e in _classed(page, kind)):
        text, box = _texts(each).strip(), _bbox(attribute(each, "title"))
        sure = _WCONF.search(attribute(each, "title"))
        if text and box:
            words.append(_word(text, box, float(sure[1]) / 100 if sure else USUAL))
    if not words:
        lines = [
            (" ".join("".join(e.itertext()).split()), _bbox(attribute(e, "title"))) for e in _lines(page)
        ]
        words = [word for text, box in lines if box for word in shared_out(text, box)]
    dpi = int(resolution[1]) if resolution and int(resolution[1]) else _guessed(whole.width)
    return _page(number, whole.width, whole.height, dpi, words)


def _lines(page: Element) -> Iterator[Element]:
    for kind in ("ocr_line", "ocrx_line", "ocr_header", "ocr_footer", "ocr_textfloat"):
        yield from _classed(page, kind)


def _texts(element: Element) -> str:
    return "".join(element.itertext())


def _bbox(title: str) -> Box | None:
    found = _BBOX.search(title)
    return Box(*(int(value) for value in found.groups())) if found else None


def shared_out(text: str, box: Box) -> list[Word]:
    """The words of a line that has one box for all of them: each gets its share of it, by letters."""
    size, at = max(1, len(text)), 0
    found: list[Word] = []
    for said in text.split():
        at = text.find(said, at)
        left = box.left + box.width * at // size
        at += len(said)
        found.append(_word(said, Box(left, box.top, box.left + box.width * at // size, box.bottom), USUAL))
    return found


def read_alto(data: bytes, name: str) -> list[Page]:
    """The pages of an ALTO file of any version. Raises `UnreadableFile`."""
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableFile(f"{name} is broken XML ({error.msg})", "Fetch the file again") from error
    units = next((e.text or "" for e in root.iter() if tag(e) == "MeasurementUnit"), "pixel")
    to_inch = _UNITS.get(units.strip().lower(), 0)
    found = [each for each in root.iter() if tag(each) == "Page"]
    return _some([_alto_page(each, number, to_inch) for number, each in enumerate(found, 1)], name, "Page")


def _alto_page(page: Element, number: int, to_inch: int) -> Page:
    scale = 300 / to_inch if to_inch > 300 else 1.0
    words = [
        _alto_word(e, scale) for e in page.iter() if tag(e) == "String" and attribute(e, "CONTENT").strip()
    ]
    width, height = _length(page, "WIDTH", scale), _length(page, "HEIGHT", scale)
    if not (width and height):
        width = max((word.box.right for word in words), default=LETTER[0]) + LETTER[2]
        height = max((word.box.bottom for word in words), default=LETTER[1]) + LETTER[2]
    return _page(number, width, height, round(to_inch * scale) or _guessed(width), words)


def _length(element: Element, name: str, scale: float) -> int:
    try:
        return round(float(attribute(element, name)) * scale)
    except ValueError:
        return 0


def _alto_word(string: Element, scale: float) -> Word:
    left, top = _length(string, "HPOS", scale), _length(string, "VPOS", scale)
    box = Box(left, top, left + _length(string, "WIDTH", scale), top + _length(string, "HEIGHT", scale))
    text = attribute(string, "CONTENT").strip()
    behind = string.getnext()
    if behind is not None and tag(behind) == "HYP" and not text.endswith("-"):
        text += "-"
    try:
        sure = float(attribute(string, "WC"))
    except ValueError:
        sure = USUAL
    return _word(_DASHES.sub("-", text), box, sure)


class _Placed(msgspec.Struct):
    """A word as DocumentCloud has it: its box in parts of the page."""

    text: str
    x1: float
    y1: float
    x2: float
    y2: float
    metadata: Any = None


class _PageText(msgspec.Struct):
    """A page as DocumentCloud gives and takes it."""

    page_number: int | None = None
    page: int | None = None
    text: str | None = None
    contents: str | None = None
    positions: tuple[_Placed, ...] = ()


class _WholeText(msgspec.Struct):
    """DocumentCloud's ``.txt.json``."""

    pages: tuple[_PageText, ...]


def read_documentcloud(data: bytes, name: str) -> list[Page | str]:
    """The pages of DocumentCloud's JSON: words in their places (``position.json``, or pages with
    ``positions``), or the text of a page where it has no places. Raises `UnreadableFile`.
    """
    try:
        if data.lstrip().startswith(b"{"):
            pages = msgspec.json.decode(data, type=_WholeText).pages
        else:
            items = msgspec.json.decode(data, type=tuple[_Placed, ...] | None)
            pages = (_PageText(0, positions=items or ()),)
    except msgspec.ValidationError:
        try:
            pages = msgspec.json.decode(data, type=tuple[_PageText, ...])
        except msgspec.DecodeError as error:
            raise UnreadableFile(f"{name} is no JSON of DocumentCloud ({error})", "Fetch it again") from error
    except msgspec.DecodeError as error:
        raise UnreadableFile(f"{name} is no JSON ({error})", "Fetch the file again") from error
    ordered = sorted(pages, key=lambda page: page.page_number or page.page or 0)
    return [_documentcloud_page(page, number) for number, page in enumerate(ordered, 1)]


def _documentcloud_page(page: _PageText, number: int) -> Page | str:
    width, height, dpi = LETTER
    words: list[Word] = []
    for word in page.positions:
        left, right = round(word.x1 * width), round(word.x2 * width)
        if word.text.strip():
            box = Box(left, round(word.y1 * height), right, round(word.y2 * height))
            words.append(_word(word.text.strip(), box, USUAL))
    return _page(number, width, height, dpi, words) if words else page.text or page.contents or ""


def _word(text: str, box: Box, sure: float) -> Word:
    return Word(text, box, round(min(1.0, max(0.0, sure)), 3), "ocr")


def _guessed(width: int) -> int:
    """Dots to the inch where only the pixels are told: a sheet is eight and a half inches wide."""
    return max(72, min(600, round(width / 8.5)))


def _page(number: int, width: int, height: int, dpi: int, words: Sequence[Word]) -> Page:
    """A page; a word that sticks out of it is cut at its edge."""
    inside = [
        Word(w.text, _within(w.box, width, height), w.confidence, w.source) for w in words if width and height
    ]
    doubtful = sum(word.confidence < DOUBTFUL for word in inside)
    quality = 1 - doubtful / len(inside) if inside else 1.0
    return Page(number, width, height, dpi, tuple(inside), reader="ocr", quality=round(quality, 3))


def _within(box: Box, width: int, height: int) -> Box:
    left, top = min(max(0, box.left), width - 1), min(max(0, box.top), height - 1)
    right, bottom = min(max(left + 1, box.right), width), min(max(top + 1, box.bottom), height)
    return Box(left, top, right, bottom)


def _some(pages: list[Page], name: str, wanted: str) -> list[Page]:
    if not pages:
        raise UnreadableFile(f"{name} has no pages ({wanted})", "Fetch the file again")
    return pages
