"""A sheet's picture as it is read: upright, straight and clean, and the text layer laid on it."""

from __future__ import annotations

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from memcon.model import Box, Word
from memcon.pages import cleaning
from memcon.pages.components import Parts
from memcon.pages.sheet import Layer, Sheet

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
    parts: Parts | None = None
    """The components of `ink`, where they are known."""


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
    parts = cleaning.clean_parts(ink, dpi)
    return View(gray, parts.ink, dpi, turned, skew, parts)


def layer_on(view: View, sheet: Sheet) -> Layer:
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
