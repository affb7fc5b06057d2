"""How a file is to be read, and what is too large to be."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from msgspec import Struct

OcrMode = Literal["auto", "always", "never"]

DPI = 300
"""Dots to the inch of a page that has no scan of its own, and of one whose scan is far from it: Tesseract's
network was trained on letters of the height that 10 to 12 point type has at 300."""

FINEST, COARSEST = 450, 200
"""A scan between these is read at its own dots to the inch, any other is scaled to `DPI`."""

MAX_PIXELS = 80_000_000
"""Pixels of a page that memcon will open: a ledger sheet (11 by 17 inches) at 600 dpi has 67 million."""

MAX_TEXT = 256 * 2**20
"""Bytes of a text file that memcon will open."""


class Settings(Struct, frozen=True):
    """How a file is to be read."""

    ocr: OcrMode = "auto"
    """``auto`` reads the page's picture where the PDF's text layer is not good enough to stand alone
    (`memcon.pages.agreement.good_enough`), ``always`` reads it on every page, ``never`` takes the text layer
    as it is; an image file then gives pages without typed words."""
    engine: str = "tesseract"
    """An engine's name: ``tesseract``, ``rapidocr``, or one of the entry point group ``memcon.engines``."""
    pages: tuple[int, int] | None = None
    """First and last page to go through, counted from 1; None for all."""
    covered: bool = False
    """Whether to tell what text lies under a bar (`memcon.pages.covered`); that some does is told anyway."""
    cache: bool = True
    """Whether OCR results are kept for the next time."""
    cache_dir: Path | None = None
    """Where they are kept; None for the user's cache folder (`memcon.pages.cache.cache_folder`)."""
