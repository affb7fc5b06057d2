"""One sheet becomes one page: its picture looked at and read, and settled with its text layer."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec import Struct, structs
from numpy.typing import NDArray

from memcon.model import DOUBTFUL, Box, Page, Reader, Seen, Word
from memcon.pages.agreement import closed_up, good_enough, settled
from memcon.pages.cache import OcrCache, key_of
from memcon.pages.covered import parted
from memcon.pages.engines import Engine, engine_of_this_thread
from memcon.pages.largeprint import large_print, read_apart
from memcon.pages.marks import Sight, bared, cleared, dress, look, stamps_read
from memcon.pages.settings import Settings
from memcon.pages.sheet import THUMB, Layer, Sheet
from memcon.pages.upright import lines_run_down, quarters
from memcon.pages.view import View, layer_on, view_of

_LAYER_UNCHECKED = 0.9
"""How sure a scan's text layer is that nothing was held against."""

Picture = NDArray[np.uint8]


class Reading(Struct, frozen=True, gc=False):
    """A page while it is being read: how it is looked at, and what was found so far."""

    view: View
    layer: Layer
    sight: Sight
    words: tuple[Word, ...]
    reader: Reader
    covered: tuple[Seen, ...] = ()


class PageReader:
    """Reads sheets by one set of settings."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._cache = OcrCache(settings.cache_dir) if settings.cache else None
        self._turned: dict[int, int] = {}

    @property
    def engine(self) -> Engine:
        """The engine of the settings, made when it is first wanted."""
        return engine_of_this_thread(self.settings.engine)

    def read(self, sheet: Sheet, number: int) -> Page:
        """The page that `sheet` shows."""
        if sheet.gray is None or self._typed(sheet):
            return _typed(sheet, number, self.settings.covered)
        if number in self._turned:
            return _page(self._reading(view_of(sheet, self._turned[number]), sheet), number)
        view = view_of(sheet, sheet.layer.turned)
        if self.settings.ocr != "never" and not sheet.layer.words and lines_run_down(view.ink, view.dpi):
            view = self._stood_up(view, sheet, ())
        found = self._reading(view, sheet)
        if found.reader != "layer":
            upright = self._stood_up(view, sheet, found.words)
            if upright is not view:
                found = self._reading(upright, sheet)
        self._turned[number] = found.view.turned
        return _page(found, number)

    def _stood_up(self, view: View, sheet: Sheet, words: Sequence[Word]) -> View:
        """`view` itself where what was read of it, `words`, says that it stands upright, else it turned."""
        quarter = quarters(view.ink, view.dpi, words, lambda ink: self._ocr(ink, view.dpi))
        return view_of(sheet, (view.turned + 90 * quarter) % 360) if quarter else view

    def picture(self, sheet: Sheet, number: int, turned: int | None = None) -> Picture:
        """The sheet's picture in grey, upright and straight, as `read` finds it; empty where it has none.

        With `turned`, as `Page.turned` has it, the sheet need not be read for it.
        """
        if sheet.gray is None:
            return np.zeros((0, 0), np.uint8)
        if self._typed(sheet):
            return np.ascontiguousarray(np.rot90(sheet.gray, sheet.layer.turned // 90))
        if turned is not None:
            self._turned[number] = -turned % 360
        elif number not in self._turned:
            self.read(sheet, number)
        return view_of(sheet, self._turned[number]).gray

    def _typed(self, sheet: Sheet) -> bool:
        return sheet.speaks and self.settings.ocr != "always"

    def _reading(self, view: View, sheet: Sheet) -> Reading:
        """What `view` of `sheet` says."""
        layer = layer_on(view, sheet)
        tell = self.settings.covered
        shown, covered = parted(layer.words, 255 - view.ink, 1.0, scanned=sheet.scanned, tell=tell)
        layer = Layer(shown, layer.turned, layer.spaced)
        sight = look(view.ink, view.dpi, view.parts)
        how = self.settings.ocr
        if how == "never" or (how == "auto" and good_enough(layer, view.ink, view.dpi)):
            return Reading(view, layer, sight, tuple(map(_unchecked, layer.words)), "layer", covered)
        ink = cleared(view.ink, sight)
        rest, pictures, boxes = large_print(ink, sight.tall)
        read = self._ocr(rest, view.dpi)
        read += read_apart(pictures, boxes, lambda ink: self._ocr(ink, view.dpi))
        stamped = stamps_read(view.ink, sight, read, lambda ink: self._ocr(ink, view.dpi))
        sight, read = stamped.sight, stamped.words
        if not layer.words:
            return Reading(view, layer, sight, tuple(read), "ocr", covered)
        return Reading(view, layer, sight, settled(read, layer.words, ink), "both", covered)

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


def _typed(sheet: Sheet, number: int, tell: bool) -> Page:
    """A page that has no picture: its layer, taken as it is; nothing at all where it could not be opened."""
    width, height = sheet.width, sheet.height
    if sheet.layer.turned in (90, 270):
        width, height = height, width
    words, covered = sheet.layer.words, ()
    if sheet.thumb is not None:
        small = np.rot90(sheet.thumb, sheet.layer.turned // 90)
        words, covered = parted(words, small, 1 / THUMB, scanned=False, tell=tell)
    return Page(
        number, width, height, sheet.dpi, words, covered, reader="layer", turned=-sheet.layer.turned % 360,
        quality=1.0 if width else 0.0,
    )  # fmt: skip


def _unchecked(word: Word) -> Word:
    return structs.replace(word, confidence=_LAYER_UNCHECKED)


def _page(found: Reading, number: int) -> Page:
    view = found.view
    height, width = view.gray.shape
    inside = [w for w in (_within(w, width, height) for w in found.words) if w is not None]
    words, seen = dress(found.sight, closed_up(inside, found.sight.tall), view.dpi)
    if found.reader != "layer":
        words = bared(view.ink, words, found.sight.tall)
    sure = sum(w.confidence >= DOUBTFUL for w in words)
    return Page(
        number, width, height, view.dpi, words, (*seen, *found.covered), found.reader,
        turned=-view.turned % 360, quality=sure / len(words) if words else 1.0,
    )  # fmt: skip


def _within(word: Word, width: int, height: int) -> Word | None:
    """`word` with its box cut to the page; None where nothing of it is left."""
    box = word.box
    cut = Box(max(0, box.left), max(0, box.top), min(width, box.right), min(height, box.bottom))
    if cut.left >= cut.right or cut.top >= cut.bottom:
        return None
    return word if cut == box else structs.replace(word, box=cut)
