"""A page's picture with what was seen on it drawn over it, as a file."""

from __future__ import annotations

import os
from collections.abc import Collection
from pathlib import Path

import cv2
from msgspec import structs

from memcon.errors import UnreadableFile, UsageError
from memcon.model import Page
from memcon.pages.marks import WHAT, draw
from memcon.pages.opening import open_source
from memcon.pages.settings import OcrMode, Settings

DRAWN = (*WHAT, "covered")
"""What can be drawn: `withheld` is what a reviewer left out, `covered` what the file hides and still has."""


def page_picture(
    path: str | os.PathLike[str],
    number: int,
    what: Collection[str] = (),
    *,
    ocr: OcrMode = "auto",
    engine: str = "tesseract",
    cache: bool = True,
) -> bytes:
    """Page `number` of a file, counted from 1, as a PNG in colour, with boxes around `what` was seen.

    `what` are some of ``words``, ``marks``, ``doubts``, ``lines``, ``stamps``, ``hand``, ``withheld`` and
    ``covered``; none of them is all of them. The picture is upright and straight and in the page's pixels, so
    that the boxes of ``memcon.read(path).pages`` fit on it; of a covered text it shows the place alone.

    Raises a `MemconError`: what `memcon.read` raises, and `UsageError` for a page that the file does not have
    or something that cannot be drawn.
    """
    chosen = set(what or DRAWN)
    unknown = sorted(chosen.difference(DRAWN))
    if unknown:
        raise UsageError(f"no such thing to draw: {', '.join(unknown)}", f"There are {', '.join(DRAWN)}")
    with open_source(Path(path), Settings(ocr, engine, cache=cache)) as opened:
        page, picture = opened.page(number), opened.picture(number)
    if not picture.size:
        raise UnreadableFile(f"page {number} has no picture", "Draw another page")
    canvas = draw(picture, _shown(page, chosen), (chosen | {"withheld"}) & set(WHAT))
    done, data = cv2.imencode(".png", cv2.cvtColor(canvas, cv2.COLOR_RGB2BGR))
    if not done:
        raise UnreadableFile(f"page {number} cannot be written as a picture", "Draw another page")
    return data.tobytes()


def _shown(page: Page, chosen: Collection[str]) -> Page:
    """The page without what was not chosen of the two kinds that are drawn alike."""
    left_out = {"withheld", "covered"}.difference(chosen)
    return structs.replace(page, seen=tuple(s for s in page.seen if s.kind not in left_out))
