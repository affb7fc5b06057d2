"""A page's picture to be looked at: upright and straight, of the width that a screen wants."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

import cv2
import numpy as np
from msgspec import Struct

from memcon.errors import UnreadableFile, UsageError
from memcon.model import Box
from memcon.pages.opening import open_source
from memcon.pages.settings import Settings

Encoding = Literal["webp", "png"]

WIDEST = 5_000
"""Pixels: beyond this a picture of a letter-size page shows nothing more."""
_SMALL = 400
_QUALITY, _ROUGH = 70, 40
"""Of WebP, and of one up to `_SMALL` pixels wide: a page that can be read takes some 100 KB, one that can only
be told from others 6."""


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
    options = [cv2.IMWRITE_WEBP_QUALITY, quality] if encoding == "webp" else []
    done, data = cv2.imencode(f".{encoding}", scaled, options)
    if not done:
        raise UnreadableFile(f"page {number} cannot be written as a picture", "Ask for a smaller one")
    return PageImage(data.tobytes(), encoding, width, height)
