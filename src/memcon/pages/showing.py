"""A page's picture to be looked at: upright and straight, of the width that a screen wants."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

import cv2
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from memcon.errors import UnreadableFile, UsageError
from memcon.model import Box
from memcon.pages.opening import open_source
from memcon.pages.settings import Settings

Encoding = Literal["webp", "png", "sixel"]
"""Files, and what some terminals draw when it is printed (DEC's Sixel of 1983)."""

WIDEST = 5_000
"""Pixels: beyond this a picture of a letter-size page shows nothing more."""
_SMALL = 400
_QUALITY, _ROUGH = 70, 40
"""Of WebP, and of one up to `_SMALL` pixels wide: a page that can be read takes some 100 KB, one that can
only be told from others 6."""


class PageImage(Struct, frozen=True):
    """A page's picture as a file, with its own size in pixels."""

    data: bytes
    encoding: Encoding
    width: int
    height: int

    @property
    def media_type(self) -> str:
        """As HTTP names it."""
        return f"image/{self.encoding}"


def page_image(
    path: str | os.PathLike[str],
    number: int,
    width: int = 1_000,
    *,
    encoding: Encoding = "webp",
    box: Box | None = None,
    turned: int | None = None,
) -> PageImage:
    """Page `number` of a file, counted from 1, or what `box` holds of it, scaled to `width` pixels.

    The picture is upright and straight, as the boxes of ``memcon.read(path).pages`` are: multiply them by
    ``width / page.width``. `box` is in page pixels. `turned` is `Page.turned` where it is known already;
    otherwise the page must be read first, which can take OCR.

    Raises a `MemconError`: what `memcon.read` raises for the file, `UsageError` for a page that it does not
    have, a size that makes no sense, and a text, which has no picture.
    """
    if not 1 <= width <= WIDEST:
        raise UsageError(f"no picture can be {width} pixels wide", f"Ask for 1 to {WIDEST:,}")
    with open_source(Path(path), Settings()) as opened:
        if opened.source.kind == "text":
            raise UsageError(f"{opened.source.name} is text, which has no picture", "Show its words")
        picture = opened.picture(number, turned)
    if box:
        picture = picture[max(box.top, 0) : max(box.bottom, 0), max(box.left, 0) : max(box.right, 0)]
    if not picture.size:
        raise UnreadableFile(f"page {number} of {Path(path).name} has no picture there", "Ask for another")
    height = max(1, round(picture.shape[0] * width / picture.shape[1]))
    how = cv2.INTER_AREA if width < picture.shape[1] else cv2.INTER_CUBIC
    scaled = cv2.resize(np.ascontiguousarray(picture), (width, height), interpolation=how)
    quality = _QUALITY if width > _SMALL else _ROUGH
    if encoding == "sixel":
        return PageImage(sixels(np.asarray(scaled, np.uint8)), encoding, width, height)
    options = [cv2.IMWRITE_WEBP_QUALITY, quality] if encoding == "webp" else []
    done, data = cv2.imencode(f".{encoding}", scaled, options)
    if not done:
        raise UnreadableFile(f"page {number} cannot be written as a picture", "Ask for a smaller one")
    return PageImage(data.tobytes(), encoding, width, height)


def sixels(picture: NDArray[np.uint8]) -> bytes:
    """A grey picture as Sixel, in eight greys: bands of six rows, each grey drawn over them in turn."""
    height, width = picture.shape
    padded = np.pad(picture, ((0, -height % 6), (0, 0)), constant_values=255)
    greys = (padded >> 5).astype(np.uint8)
    colours = "".join(f"#{n};2;{n * 100 // 7};{n * 100 // 7};{n * 100 // 7}" for n in range(8))
    bands: list[str] = []
    weights = (1 << np.arange(6))[:, None]
    for top in range(0, greys.shape[0], 6):
        band = greys[top : top + 6]
        drawn = [f"#{n}{_run(((band == n) * weights).sum(axis=0))}" for n in np.unique(band).tolist()]
        bands.append("$".join(drawn))
    return f'\x1bP0;1q"1;1;{width};{height}{colours}{"-".join(bands)}\x1b\\'.encode()


def _run(columns: NDArray[np.int64]) -> str:
    """One band of one grey, equal columns counted."""
    text: list[str] = []
    starts = np.flatnonzero(np.diff(columns, prepend=-1))
    for start, end in zip(starts, [*starts[1:], len(columns)], strict=True):
        sign, count = chr(63 + int(columns[start])), int(end - start)
        text.append(f"!{count}{sign}" if count > 3 else sign * count)
    return "".join(text)
