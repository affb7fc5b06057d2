"""One sheet becomes one page: its picture made upright and clean, read, and settled with its text layer."""

from __future__ import annotations

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from memcon.model import Box, Page, Reader, Word
from memcon.pages import cleaning
from memcon.pages.agreement import good_enough, settled
from memcon.pages.cache import OcrCache, key_of
from memcon.pages.engines import Engine, engine_named
from memcon.pages.settings import Settings
from memcon.pages.sheet import Layer, Sheet
from memcon.pages.upright import quarters

DOUBT = 0.75
"""A word less sure than this is doubtful."""
_LAYER_UNCHECKED = 0.9
"""How sure a scan's text layer is that nothing was held against."""

Picture = NDArray[np.uint8]


class View(Struct, frozen=True, gc=False):
    """A sheet's picture, upright and straight, in the pixels that word boxes are in."""

    gray: Picture
    ink: Picture
    dpi: int
    turned: int
    """Degrees, counter-clockwise, by which it was turned, in quarters."""
    skew: float
    """Degrees, counter-clockwise, by which it was turned besides."""


class PageReader:
    """Reads sheets by one set of settings; holds an OCR engine from the first picture on."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._engine: Engine | None = None
        self._cache = OcrCache(settings.cache_dir) if settings.cache else None
        self._turned: dict[int, int] = {}

    @property
    def engine(self) -> Engine:
        """The engine of the settings, made when it is first wanted."""
        if self._engine is None:
            self._engine = engine_named(self.settings.engine)
        return self._engine

    def read(self, sheet: Sheet, number: int) -> Page:
        """The page that `sheet` shows."""
        if sheet.gray is None or (sheet.speaks and self.settings.ocr != "always"):
            return _typed(sheet, number)
        view = view_of(sheet, self._turned.get(number, sheet.layer.turned))
        layer = _on(view, sheet)
        if self.settings.ocr == "never" or (
            self.settings.ocr == "auto" and good_enough(layer, view.ink, view.dpi)
        ):
            self._turned[number] = view.turned
            return _page(view, number, tuple(map(_unchecked, layer.words)), "layer")
        read = self._ocr(view.ink, view.dpi)
        quarter = quarters(view.ink, view.dpi, read, lambda ink: self._ocr(ink, view.dpi))
        if quarter:
            view = view_of(sheet, (view.turned + 90 * quarter) % 360)
            layer, read = _on(view, sheet), self._ocr(view.ink, view.dpi)
        self._turned[number] = view.turned
        if self.settings.ocr == "always" or not layer.words:
            return _page(view, number, tuple(read), "ocr")
        return _page(view, number, settled(read, layer.words, view.ink), "both")

    def picture(self, sheet: Sheet, number: int) -> Picture:
        """The sheet's picture in grey, upright and straight, as `read` finds it; empty where it has none."""
        if sheet.gray is None:
            return np.zeros((0, 0), np.uint8)
        if sheet.speaks and self.settings.ocr != "always":
            return np.ascontiguousarray(np.rot90(sheet.gray, sheet.layer.turned // 90))
        if number not in self._turned:
            self.read(sheet, number)
        return view_of(sheet, self._turned[number]).gray

    def _ocr(self, ink: Picture, dpi: int) -> list[Word]:
        """What the engine reads, or read before; nothing on a blank page."""
        if not ink.any():
            return []
        key = key_of(ink, dpi, self.engine.version)
        words = self._cache.get(key) if self._cache else None
        if words is None:
            words = self.engine.read(255 - ink, dpi)
            if self._cache:
                self._cache.put(key, words)
        return words


def view_of(sheet: Sheet, turned: int) -> View:
    """The picture of `sheet` turned counter-clockwise by `turned` degrees, cleaned and straightened."""
    assert sheet.gray is not None
    gray, dpi = cleaning.at_reading_size(sheet.gray, sheet.dpi)
    gray = np.ascontiguousarray(np.rot90(gray, turned // 90))
    ink = cleaning.without_borders(cleaning.binarised(gray), dpi)
    skew = cleaning.skew(ink, dpi)
    if skew:
        gray = cleaning.straightened(gray, skew, ground=255)
        ink = cleaning.straightened(ink, skew)
        ink = np.where(ink > 127, 255, 0).astype(np.uint8)
    return View(gray, cleaning.despeckled(ink, dpi), dpi, turned, skew)


def _typed(sheet: Sheet, number: int) -> Page:
    """A page that has no picture: its layer, taken as it is; nothing at all where it could not be opened."""
    width, height = sheet.width, sheet.height
    if sheet.layer.turned in (90, 270):
        width, height = height, width
    return Page(
        number, width, height, sheet.dpi, sheet.layer.words, reader="layer", turned=-sheet.layer.turned % 360,
        quality=1.0 if width else 0.0,
    )  # fmt: skip


def _on(view: View, sheet: Sheet) -> Layer:
    """The sheet's layer in the view's pixels: turned and straightened as the picture was."""
    layer = sheet.layer
    quarter = (view.turned - layer.turned) // 90 % 4
    if not quarter and not view.skew:
        return layer
    height, width = view.gray.shape
    angle = np.deg2rad(view.skew)
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    middle = np.array([width / 2, height / 2])
    words: list[Word] = []
    for word in layer.words:
        box = _turned_back(word.box, quarter, width, height)
        x, y = turn @ (np.array([box.left + box.right, box.top + box.bottom]) / 2 - middle) + middle
        left, top = round(x - box.width / 2), round(y - box.height / 2)
        words.append(Word(word.text, Box(left, top, left + box.width, top + box.height), source="layer"))
    return Layer(tuple(words), layer.turned, layer.spaced)


def _turned_back(box: Box, quarter: int, width: int, height: int) -> Box:
    """`box` after a turn of `quarter` quarters counter-clockwise onto a page of `width` by `height`."""
    a, b, c, d = box.left, box.top, box.right, box.bottom
    if quarter == 1:
        return Box(b, height - c, d, height - a)
    if quarter == 2:
        return Box(width - c, height - d, width - a, height - b)
    if quarter == 3:
        return Box(width - d, a, width - b, c)
    return box


def _unchecked(word: Word) -> Word:
    return Word(word.text, word.box, _LAYER_UNCHECKED, word.source)


def _page(view: View, number: int, words: tuple[Word, ...], reader: Reader) -> Page:
    height, width = view.gray.shape
    inside = tuple(w for w in (_within(w, width, height) for w in words) if w is not None)
    sure = sum(w.confidence >= DOUBT for w in inside)
    return Page(
        number, width, height, view.dpi, inside, reader=reader, turned=-view.turned % 360,
        quality=sure / len(inside) if inside else 1.0,
    )  # fmt: skip


def _within(word: Word, width: int, height: int) -> Word | None:
    """`word` with its box cut to the page; None where nothing of it is left."""
    box = word.box
    cut = Box(max(0, box.left), max(0, box.top), min(width, box.right), min(height, box.bottom))
    if cut.left >= cut.right or cut.top >= cut.bottom:
        return None
    if cut == box:
        return word
    return Word(
        word.text, cut, word.confidence, word.source, word.other, word.ink, word.struck, word.underlined
    )
