"""What a file gives of one page before it is read: a picture, and the words of its text layer."""

from __future__ import annotations

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from memcon.model import Word

THUMB = 4
"""How many of the page's pixels make one of its picture in small."""


class Layer(Struct, frozen=True, gc=False):
    """A page's text layer."""

    words: tuple[Word, ...] = ()
    turned: int = 0
    """Degrees, clockwise, by which most of its characters are turned from upright: 0, 90, 180 or 270."""
    spaced: bool = False
    """Whether blanks that nobody typed had to be taken out: the layer is a poor one."""


class Sheet(Struct, frozen=True, gc=False):
    """One page of a file, as it lies there."""

    gray: NDArray[np.uint8] | None = None
    """Height by width, 0 black to 255 white; None where there is no picture or nobody asked for it."""
    width: int = 0
    height: int = 0
    """In page pixels; nought where the picture says."""
    dpi: int = 300
    layer: Layer = Layer()
    scanned: bool = True
    """Whether the page is a picture of paper; a born-digital page has its text layer alone."""
    thumb: NDArray[np.uint8] | None = None
    """A born-digital page in small, a `THUMB`-th of its size, where something on it might cover its text."""

    @property
    def speaks(self) -> bool:
        """Whether the text layer is the page: born digital, and with words."""
        return not self.scanned and bool(self.layer.words)
