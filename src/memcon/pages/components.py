"""The connected components of a page's ink: the letters, strokes and specks that all looking begins with."""

from __future__ import annotations

import cv2
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

Labels = NDArray[np.uint16 | np.int32]
_MANY = 1500
"""Components from which going through the whole picture is quicker than going to each."""


class Parts(Struct, frozen=True, gc=False):
    """The components of one page's ink, to be looked at more than once."""

    labels: Labels
    stats: NDArray[np.int32]
    """As `components` gives both."""

    def without(self, drop: NDArray[np.bool_]) -> Parts:
        """The same without those of which `drop` says so: their pixels are paper, their measures nought."""
        gone = np.flatnonzero(drop)
        if not len(gone):
            return self
        labels, stats = self.labels, self.stats.copy()
        if len(gone) > _MANY:
            labels = np.where(drop[labels], 0, labels).astype(labels.dtype)
        else:
            labels = labels.copy()
            for part, (x, y, wide, high, _) in zip(gone.tolist(), stats[gone].tolist(), strict=True):
                window = labels[y : y + high, x : x + wide]
                window[window == part] = 0
        stats[gone] = 0
        return Parts(labels, stats)

    @property
    def ink(self) -> NDArray[np.uint8]:
        """Their picture, 255 ink."""
        return (self.labels > 0).view(np.uint8) * np.uint8(255)


def components(ink: NDArray[np.uint8]) -> tuple[Labels, NDArray[np.int32]]:
    """Which component each pixel of `ink` (height by width, 255 ink) belongs to, and what they measure.

    Label 0 is the paper. A row of the second array is left, top, width, height, area, in pixels, of the
    component of that number; corners count as touching. Labels of 16 bits take a third of the time, and most
    pages have fewer components than these can count.
    """
    try:
        found = cv2.connectedComponentsWithStats(ink, connectivity=8, ltype=cv2.CV_16U)
        return np.asarray(found[1], np.uint16), np.asarray(found[2], np.int32)
    except cv2.error:
        found = cv2.connectedComponentsWithStats(ink, connectivity=8, ltype=cv2.CV_32S)
        return np.asarray(found[1], np.int32), np.asarray(found[2], np.int32)
