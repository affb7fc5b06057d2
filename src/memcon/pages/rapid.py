"""The engine ``rapidocr``: PaddleOCR's models through ONNX, all within its wheel.

Slower than Tesseract by a factor of five or so and no worse on body text; a second opinion. It reads lines,
not words, so a line's box is cut at its blanks in proportion to the letters.
"""

# rapidocr carries no types.
# pyright: reportMissingImports=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportMissingTypeStubs=false

from __future__ import annotations

import re
from importlib.metadata import version
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from memcon.errors import MissingExtra
from memcon.model import Box, Word

READ_AT = 200
"""Dots to the inch: its models were trained on smaller letters than Tesseract's."""
_WORD = re.compile(r"\S+")


class Rapid:
    """The engine ``rapidocr``."""

    def __init__(self) -> None:
        try:
            from rapidocr import RapidOCR
        except ImportError as error:
            raise MissingExtra("rapidocr is not installed", "pip install 'memcon[rapidocr]'") from error
        quiet = {"Global.log_level": "error", "EngineConfig.onnxruntime.intra_op_num_threads": 1}
        self._read: Any = RapidOCR(params=quiet)
        self.version = f"rapidocr {version('rapidocr')} {READ_AT} dpi"

    def read(self, picture: NDArray[np.uint8], dpi: int) -> list[Word]:
        """See `memcon.pages.engines.Engine.read`."""
        factor = READ_AT / dpi
        small = cv2.resize(picture, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
        result: Any = self._read(cv2.cvtColor(small, cv2.COLOR_GRAY2BGR), use_cls=False)
        if result.boxes is None or not result.txts:
            return []
        words: list[Word] = []
        for corners, text, score in zip(result.boxes, result.txts, result.scores, strict=True):
            corners = np.asarray(corners, np.float64) / factor
            left, top = corners.min(axis=0)
            right, bottom = corners.max(axis=0)
            each = (right - left) / max(len(text), 1)
            for found in _WORD.finditer(text):
                box = Box(
                    round(left + found.start() * each),
                    round(top),
                    round(left + found.end() * each),
                    round(bottom),
                )
                words.append(Word(found.group(), box, float(score), source="ocr"))
        return words
