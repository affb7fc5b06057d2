"""Pixels taken out of a page's picture, letters whole: no tail of a letter is left to be guessed from."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from memcon.model import Box, Page

Picture = NDArray[np.uint8]
"""A page in grey, height by width: 0 is black."""

_INK = 160
_TALLER, _WIDER = 0.32, 0.5
"""By how much of its height a row is blanked above and below it, and to its sides where nothing stands."""
_UP = 0.3
"""Share of the gap to a row above that is blanked: the rest may be that row's underline."""
_HOME = 0.5
"""Share of a letter's ink that must lie in the blanked place for all of it to go."""


def blanked(box: Box, page: Page, spared: Sequence[Box]) -> Box:
    """The place to blank for a row of words: larger than their boxes, up to half way to its neighbours.

    `spared` are the boxes of the page's words that stay.
    """
    tall = box.height
    left, right = box.left - round(_WIDER * tall), box.right + round(_WIDER * tall)
    top, bottom = box.top - round(_TALLER * tall), box.bottom + round(_TALLER * tall)
    for other in spared:
        level = min(other.bottom, box.bottom) - max(other.top, box.top)
        if level > 0.3 * min(other.height, tall):
            if other.right <= box.left + 4:
                left = max(left, min((other.right + box.left) // 2, box.left))
            elif other.left >= box.right - 4:
                right = min(right, max((other.left + box.right) // 2, box.right))
        elif min(other.right, right) - max(other.left, left) > 0:
            if other.bottom <= box.top + 0.3 * tall:
                top = max(top, min(box.top - round(_UP * (box.top - other.bottom)), box.top))
            elif other.top >= box.bottom - 0.3 * tall:
                bottom = min(bottom, max((other.top + box.bottom) // 2, box.bottom))
    return Box(max(left, 0), max(top, 0), min(right, page.width), min(bottom, page.height))


def blank(picture: Picture, place: Box) -> None:
    """Take a place's pixels out, and what of its letters reaches beyond it."""
    grow = max(place.height // 2, 8)
    top, left = max(place.top - grow, 0), max(place.left - grow, 0)
    part = picture[top : place.bottom + grow, left : place.right + grow]
    if not part.size:
        return
    inside = np.zeros(part.shape, bool)
    inside[place.top - top : place.bottom - top, place.left - left : place.right - left] = True
    ink = (part < _INK).astype(np.uint8)
    count, labels = cv2.connectedComponents(ink, connectivity=8)
    all_of = np.bincount(labels.ravel(), minlength=count)
    home = np.bincount(labels[inside], minlength=count)
    gone = home >= _HOME * np.maximum(all_of, 1)
    gone[0] = False
    strays = cv2.dilate(np.isin(labels, np.flatnonzero(gone)).astype(np.uint8), np.ones((3, 3), np.uint8))
    part[inside | (strays > 0)] = 255
