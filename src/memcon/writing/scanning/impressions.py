"""Stamps: printed in their own face, put on aslant, their ink broken."""

from __future__ import annotations

from random import Random

import cv2
import numpy as np
from msgspec import Struct

from memcon.model import Box, Word
from memcon.writing.drawing import width_of
from memcon.writing.layout import Face, Run, Sheet
from memcon.writing.scanning import pen, plate
from memcon.writing.scanning.plate import Ink


class Impression(Struct, frozen=True):
    """A stamp on its page: its box in pixels, its printed words, and the box of what is written under it."""

    text: str
    box: Box
    words: tuple[Word, ...]
    angle: int
    hand: tuple[tuple[str, Box], ...] = ()


def press(
    ink: Ink,
    lines: tuple[str, ...],
    at: tuple[float, float],
    random: Random,
    *,
    face: Face = "Times-Bold",
    size: float = 16.0,
    turned: int = 0,
    slant: float = 3.0,
    fading: float = 0.15,
    hairline: bool = False,
) -> Impression:
    """Stamp `lines` with their upper left corner near a point (in PDF points).

    `turned` are the quarter turns it stands askew, in degrees clockwise; `slant` the most it leans besides;
    `fading` how much of its ink is lost. A `hairline` has narrow letters of thin strokes, as copiers print.
    """
    sheet = _stamp_sheet(lines, face, size, NARROW if hairline else 1.0)
    letters = plate.inked(sheet)
    if hairline:
        letters = np.asarray(cv2.erode(letters, _THINNER), dtype=np.uint8)
    placed = plate.words(sheet, letters)
    turn = cv2.getRotationMatrix2D((0, 0), -turned - random.uniform(-slant, slant), 1.0)
    corners = np.array([[0, 0], [letters.shape[1], 0], [0, letters.shape[0]], list(letters.shape[::-1])])
    moved = corners @ turn[:, :2].T
    turn[:, 2] = np.array(at) * plate.SCALE - moved.min(axis=0)
    size_out = (ink.shape[1], ink.shape[0])
    pressed = cv2.warpAffine(letters, turn, size_out, flags=cv2.INTER_LINEAR)
    worn = np.asarray(pressed, dtype=np.uint8)
    boxes = [_moved(p.box, turn) for p in placed]
    whole = boxes[0]
    for box in boxes[1:]:
        whole = whole.union(box)
    _fade(worn, whole, random, fading)
    np.maximum(ink, worn, out=ink)
    words = tuple(
        Word(p.text, box, source="image", ink="stamp") for p, box in zip(placed, boxes, strict=True)
    )
    return Impression(" ".join(lines), whole, words, turned % 360)


NARROW = 0.68
"""Width of a copier strip's letters, beside Helvetica's own."""
_THINNER = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (4, 6))
"""What is taken off its strokes, in pixels: three or four are left, as few as typed letters have."""


def extent(
    lines: tuple[str, ...], hand: tuple[str, ...] = (), face: Face = "Times-Bold", size: float = 16.0
) -> tuple[float, float]:
    """The room that a stamp and the writing under it take, in points."""
    sheet = _stamp_sheet(lines, face, size)
    longest = max((len(line) for line in hand), default=0)
    return max(sheet.width, 9.5 * longest), sheet.height + 18.0 * len(hand)


def sign(ink: Ink, stamp: Impression, lines: tuple[str, ...], random: Random) -> Impression:
    """Write `lines` by hand under a stamp that stands upright."""
    hand: list[tuple[str, Box]] = []
    baseline = stamp.box.bottom + 62.0
    for line in lines:
        left = stamp.box.left + random.uniform(-10, 40)
        hand.append((line, pen.write(ink, line, left, baseline, random.uniform(34, 42), random)))
        baseline += random.uniform(66, 78)
    return Impression(stamp.text, stamp.box, stamp.words, stamp.angle, tuple(hand))


def _stamp_sheet(lines: tuple[str, ...], face: Face, size: float, wide: float = 1.0) -> Sheet:
    runs = tuple(
        Run(2.0, size * (1.0 + 1.05 * n), line, face, size, "stamp", wide=wide)
        for n, line in enumerate(lines)
    )
    width = max(width_of(run) for run in runs) + 6
    return Sheet(runs, width=width, height=size * (0.5 + 1.05 * len(lines)))


def _moved(box: Box, turn: np.ndarray) -> Box:
    corners = np.array(
        [[box.left, box.top], [box.right, box.top], [box.left, box.bottom], [box.right, box.bottom]]
    )
    moved = corners @ turn[:, :2].T + turn[:, 2]
    low, high = np.floor(moved.min(axis=0)), np.ceil(moved.max(axis=0))
    return Box(int(low[0]), int(low[1]), int(high[0]), int(high[1]))


def _fade(ink: Ink, box: Box, random: Random, fading: float) -> None:
    """Break the ink up within `box`: grains that did not take, larger where the pad was dry."""
    if fading <= 0:
        return
    left, top = max(box.left, 0), max(box.top, 0)
    part = ink[top : box.bottom, left : box.right]
    if not part.size:
        return
    numbers = np.random.default_rng(random.getrandbits(32))
    grains = numbers.random(((part.shape[0] + 2) // 3, (part.shape[1] + 2) // 3), dtype=np.float32)
    dry = numbers.random((4, 6), dtype=np.float32)
    size = (part.shape[1], part.shape[0])
    coarse = cv2.resize(grains, size, interpolation=cv2.INTER_LINEAR)
    fine = cv2.resize(dry, size, interpolation=cv2.INTER_CUBIC)
    part[coarse < fading * (0.6 + fine)] = 0
