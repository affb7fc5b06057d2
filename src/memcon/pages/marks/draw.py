"""A debugging picture: what was seen on a page, drawn over it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from memcon.model import DOUBTFUL, Box, Page, Seen, Word

WHAT: Final = ("words", "marks", "doubts", "lines", "stamps", "hand", "withheld")
"""What can be drawn."""
_COLOURS: Final = {
    "words": (190, 200, 215),
    "marks": (214, 39, 40),
    "doubts": (255, 150, 0),
    "lines": (31, 119, 180),
    "stamps": (148, 103, 189),
    "hand": (140, 86, 75),
    "withheld": (0, 120, 60),
}
_KINDS: Final = {
    "underline": "lines",
    "rule": "lines",
    "stamp": "stamps",
    "hand": "hand",
    "withheld": "withheld",
    "covered": "withheld",
}


def draw(picture: NDArray[np.uint8], page: Page, what: Iterable[str] = WHAT) -> NDArray[np.uint8]:
    """`picture` (height by width, grey, upright, in the page's pixels) with boxes, as RGB.

    `what` picks from `WHAT`; ValueError for a name that is not in it.
    """
    chosen = set(what)
    unknown = chosen - set(WHAT)
    if unknown:
        raise ValueError(f"nothing called {', '.join(sorted(unknown))}; there are {', '.join(WHAT)}")
    pale = (128 + picture.astype(np.uint16) // 2).astype(np.uint8)
    canvas = np.ascontiguousarray(np.stack([pale, pale, pale], axis=2))
    thick = max(1, round(page.dpi / 100))
    for word in page.words:
        for kind in _kinds_of(word):
            if kind in chosen:
                _frame(canvas, word.box, kind, thick if kind != "words" else 1, _said(word, kind))
    for seen in page.seen:
        kind = _KINDS[seen.kind]
        if kind in chosen:
            _frame(canvas, seen.box, kind, thick, _label(seen))
    return canvas


def _kinds_of(word: Word) -> list[str]:
    """In which of `WHAT` a word is shown."""
    if word.source == "image" or (word.struck and word.other):
        return ["marks"]
    return ["words", "doubts"] if word.confidence < DOUBTFUL else ["words"]


def _said(word: Word, kind: str) -> str:
    if kind == "marks":
        return f"{word.text} {word.confidence:.2f}"
    return f"{word.text}?" if kind == "doubts" else ""


def _label(seen: Seen) -> str:
    if seen.kind in ("underline", "rule"):
        return seen.text
    turned = f" {seen.angle} deg" if seen.angle else ""
    said = " ".join((seen.text, *seen.codes)).strip()
    return f"{seen.kind}{turned} {said}".strip()[:60]


def _frame(canvas: NDArray[np.uint8], box: Box, kind: str, thick: int, text: str) -> None:
    colour = _COLOURS[kind]
    cv2.rectangle(canvas, (box.left, box.top), (box.right, box.bottom), colour, thick)
    if text:
        size = max(0.5, thick * 0.3)
        at = (box.left, max(14, box.top - 2 * thick))
        cv2.putText(canvas, text, at, cv2.FONT_HERSHEY_SIMPLEX, size, colour, max(1, thick // 2), cv2.LINE_AA)
