"""The page as OCR should see it: without the struck marks, and without the strokes through words.

A stroke is taken out column by column, and only where it runs through paper: where a letter crosses it, the
ink in that column is higher than the stroke is thick, and stays.
"""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from memcon.model import Box, Seen

from .ground import Ink
from .perforation import holes_in
from .sight import Sight

CERTAIN: Final = 0.9
"""A mark less sure than this is left for OCR to see as well, in case it is a word."""
_AROUND: Final = 0.5
"""Capitals above and below a stroke's box within which it is followed."""
_THICKER: Final = 1.7
"""A run of ink so many times as high as the stroke is thick is a letter's."""
_RIM: Final = 0.2
"""Capitals to both sides of a frame's edge within which its line is."""
_LONG: Final = 1.5
"""Capitals: longer than any stroke of the type, the slash included."""
_LEANS: Final = (0.0, 0.12, -0.12, 0.25, -0.25, 0.4, -0.4)
_THICK_STROKE: Final = 0.25
"""Capitals: thicker than the type's strokes, bold ones included."""


def cleared(ink: Ink, sight: Sight, *, unstruck: bool = False) -> Ink:
    """A copy of `ink` for OCR: the struck marks that are certain gone, strokes through words and the frames
    of withheld passages lifted, a perforation's holes filled.

    With `unstruck`, the marks that no pen has touched go as well; as a rule OCR reads those best itself.
    """
    out = ink.copy()
    for mark in sight.marks:
        if (mark.struck or unstruck) and mark.confidence >= CERTAIN:
            blank(out, mark.box)
    for seen in sight.rules:
        if seen.text == "struck":
            lift(out, seen.box, sight.tall)
    for box in sight.frames:
        unframe(out, box, sight.tall)
    for box in sight.holes:
        out[box.top : box.bottom, box.left : box.right] &= ~holes_in(ink, box, sight.tall)
    return out


def blank(ink: Ink, box: Box) -> None:
    """Make a box white, in place."""
    ink[box.top : box.bottom, box.left : box.right] = 0


def unframe(ink: Ink, box: Box, tall: float) -> None:
    """Take the four sides of a box, or what corners have of them, out of `ink`, in place."""
    reach = round(_RIM * tall)
    left, top = max(0, box.left - reach), max(0, box.top - reach)
    for y in (box.top, box.bottom):
        lift(ink, Box(left, max(0, y - reach), box.right + reach, y + reach), tall)
    turned = ink.T
    for x in (box.left, box.right):
        lift(turned, Box(top, max(0, x - reach), box.bottom + reach, x + reach), tall)


def lift(ink: Ink, box: Box, tall: float) -> None:
    """Take a level stroke out of the words that it runs through, in place."""
    thick = _thickness(ink, box)
    reach = round(_AROUND * tall)
    top, bottom = max(0, box.top - reach), min(ink.shape[0], box.bottom + reach)
    left, right = max(0, box.left - reach), min(ink.shape[1], box.right + reach)
    window = ink[top:bottom, left:right]
    if not window.size:
        return
    start, end = _path(window, round(box.middle) - top, thick)
    limit = max(3, round(_THICKER * thick))
    rows = np.arange(window.shape[0], dtype=np.int64)[:, None]
    gone: NDArray[np.bool_] = (rows >= start) & (rows < end) & ((end - start) <= limit)
    window[gone] = 0


def _thickness(ink: Ink, box: Box) -> float:
    """A stroke's thickness: the commonest height of its columns' ink."""
    columns = (ink[box.top : box.bottom, box.left : box.right] > 0).sum(axis=0)
    columns = columns[columns > 0]
    return float(np.percentile(columns, 35)) if len(columns) else 1.0


def _path(window: Ink, middle: int, thick: float) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """For each column the run of ink nearest to where the stroke is: its first row and the row after it.

    A column without such a run has an empty one. The stroke is followed from the middle to both sides.
    """
    high, wide = window.shape
    on = np.pad(window > 0, ((1, 1), (0, 0))).astype(np.int8)
    change = np.diff(on, axis=0)
    start, end = np.zeros(wide, np.int64), np.zeros(wide, np.int64)
    for order in (range(wide // 2, wide), range(wide // 2 - 1, -1, -1)):
        at = float(middle)
        for x in order:
            begins, ends = np.flatnonzero(change[:, x] > 0), np.flatnonzero(change[:, x] < 0)
            if not len(begins):
                continue
            away = np.maximum(np.maximum(begins - at, at - ends), 0)
            k = int(away.argmin())
            if away[k] > max(3.0, 1.2 * thick):
                continue
            start[x], end[x] = begins[k], ends[k]
            if ends[k] - begins[k] <= _THICKER * thick:
                at += 0.5 * ((begins[k] + ends[k]) / 2 - at)
    return start, np.minimum(end, high)


def lifted(ink: Ink, stamp: Seen, tall: float) -> Ink:
    """A copy of `ink` with a stamp's large print taken out of its box, so that type under it can be read.

    `tall` is the height of a capital of the type (`Sight.tall`). Type has no straight stroke much longer than
    a capital is high, and none twice as thick as its pen; the stamp's strokes are known by being one or the
    other. What is left of its curves stays, so the result is for OCR, not for show.
    """
    out = ink.copy()
    box, rim = stamp.box, round(tall)
    window = out[max(0, box.top - rim) : box.bottom + rim, max(0, box.left - rim) : box.right + rim]
    if window.size:
        window[_overprint(window, tall)] = 0
        window[_scraps(window, tall)] = 0
    return out


def _overprint(window: Ink, tall: float) -> NDArray[np.bool_]:
    """Pixels of long or thick strokes."""
    side = max(4, round(_THICK_STROKE * tall))
    thick = cv2.morphologyEx(window, cv2.MORPH_OPEN, np.ones((side, side), np.uint8))
    gone = cv2.dilate(thick, np.ones((5, 5), np.uint8))
    for lean in _LEANS:
        run = cv2.morphologyEx(window, cv2.MORPH_OPEN, _line(_LONG * tall, lean))
        gone = np.maximum(gone, run)
    level = cv2.morphologyEx(window, cv2.MORPH_OPEN, np.ones((1, max(4, round(1.25 * tall))), np.uint8))
    gone = np.maximum(gone, level)
    return cv2.dilate(gone, np.ones((1, 3), np.uint8)) > 0


def _scraps(window: Ink, tall: float) -> NDArray[np.bool_]:
    """What a taken-out stroke leaves: hairs, and curves higher than any letter of the type."""
    count, labels, stats = cv2.connectedComponentsWithStats(window, connectivity=8)[:3]
    wide, high = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]
    hair = (np.minimum(wide, high) <= max(2, 0.08 * tall)) & (np.maximum(wide, high) < 1.6 * tall)
    high_curve = (high > 1.45 * tall) & (high < 3.5 * tall) & (wide < 1.6 * tall)
    drop: NDArray[np.bool_] = np.asarray(hair | high_curve)[:count]
    drop[0] = False
    return drop[np.asarray(labels, np.int64)]


def _line(length: float, lean: float) -> Ink:
    """A line as a kernel; `lean` is how far it goes aside for each pixel down."""
    high = max(3, round(length / float(np.hypot(1, lean))))
    aside = round(abs(lean) * high)
    kernel = np.zeros((high, aside + 1), np.uint8)
    start, end = (0, aside) if lean >= 0 else (aside, 0)
    cv2.line(kernel, (start, 0), (end, high - 1), (1,), 1)
    return kernel
