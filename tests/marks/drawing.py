"""Pages for the tests of `memcon.pages.marks`, drawn with the training script's own type and pen."""

from __future__ import annotations

import sys
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parents[2] / "training"))

from paper import Face, Sheet, stamp_on, sweep

Ink = NDArray[np.uint8]
LEFT, TOP, PITCH = 300, 320, 50
TEXT = (
    "We need to talk about how this could work before spring",
    "and who would pay for it in the years that come. You said",
    "that the Minister had asked whether our forces should stay",
    "while the talks go on. It is not easy for him at home since",
)


class Paper:
    """A letter-size page at 300 dpi on which lines of Courier are set one under another."""

    def __init__(self, points: float = 12, font: str = "Courier") -> None:
        self.face = Face(font, points, 1.0)
        self.sheet = Sheet(np.zeros((3300, 2550), np.uint8))
        self.tall = 0.6 * self.face.em
        self.y = TOP

    def put(self, text: str, x: int, y: int | None = None) -> int:
        """Set a text with its left at `x`, on the current line or the baseline `y`; its right end."""
        (piece,) = self.face.pieces([text])
        stamp_on(self.sheet, piece, x, (self.y if y is None else y) - self.face.baseline)
        return x + piece.shape[1]

    def line(self, text: str, x: int = LEFT) -> int:
        """Set a line and go to the next; its right end."""
        end = self.put(text, x)
        self.y += PITCH
        return end

    def paragraph(self, mark: str = "", stroke: str = "") -> tuple[float, int]:
        """Four lines, the last with a mark; the mark's middle and baseline."""
        for text in TEXT[:3]:
            self.line(text)
        end = self.put(TEXT[3][:40], LEFT)
        start = end + 45
        end = self.put(mark, start) if mark else end
        base = self.y
        if stroke:
            self.strike(start, end, base, stroke)
        self.y += 2 * PITCH
        return (start + end) / 2, base

    def strike(self, left: int, right: int, base: int, stroke: str) -> None:
        """A pen's wave or slash, or ruled lines, through what stands from `left` to `right`."""
        rng, tall, middle = np.random.default_rng(7), self.tall, base - self.tall / 2
        if stroke == "wave":
            points = [(left - 25, middle + 3), ((left + right) / 2, middle - 2), (right + 40, middle - 5)]
            sweep(self.sheet, rng, np.array(points), 5)
        elif stroke == "slash":
            x = (left + right) / 2
            points = [(x - 0.6 * tall, base + 0.1 * tall), (x, middle), (x + 0.8 * tall, base - 1.3 * tall)]
            sweep(self.sheet, rng, np.array(points), 4)
        else:
            for y in (middle - 4, middle + 4):
                cv2.line(self.sheet.ink, (left - 4, round(y)), (right + 4, round(y)), 255, 2)

    def rule(self, left: int, right: int, y: int, thick: int = 4) -> None:
        cv2.line(self.sheet.ink, (left, y), (right, y), 255, thick)

    def ink(self, dpi: int = 300) -> Ink:
        """The page as a scanner gives it, 0 and 255."""
        page = cv2.GaussianBlur(self.sheet.ink, (0, 0), 0.8)
        if dpi != 300:
            page = cv2.resize(page, None, fx=dpi / 300, fy=dpi / 300, interpolation=cv2.INTER_AREA)
        return np.where(page > 110, 255, 0).astype(np.uint8)
