"""Two readers of one page, the text layer and OCR, settled word by word."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from memcon.model import Word
from memcon.pages.sheet import Layer


def good_enough(layer: Layer, ink: NDArray[np.uint8]) -> bool:
    """Whether a scan's text layer may stand alone."""
    return False


def settled(read: Sequence[Word], layer: Sequence[Word]) -> tuple[Word, ...]:
    """The words of `read`, each settled with those of `layer` in its place."""
    return tuple(read)
