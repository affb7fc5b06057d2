"""Courier, drawn to the measure of a page's type, for the characters that the page itself does not show."""

# pypdfium2 carries no types for its raw interface.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportMissingTypeStubs=false

from __future__ import annotations

import ctypes
from functools import lru_cache
from typing import Any, Final

import cv2
import numpy as np
import pypdfium2
import pypdfium2.raw
from numpy.typing import NDArray

Floats = NDArray[np.float32]

_raw: Any = pypdfium2.raw
_ADVANCE: Final = 0.6
"""Ems: the width of Courier's cell."""
_CAPITAL: Final = 0.572
"""Ems: the height of its capitals."""
_DARK: Final = 110
_MARGIN: Final = 20


@lru_cache(maxsize=16)
def courier(
    letters: str, pitch: float, tall: int, frame: tuple[int, int], up: int, rim: int
) -> dict[str, tuple[Floats, Floats]]:
    """Each of `letters` drawn in a frame (height, width) whose baseline is `up` pixels from its top and whose
    cell, `pitch` pixels wide, begins `rim` pixels from its left: where it surely has ink, and where it may.

    The second is wider than for a page's own letters, since no two makers' Couriers are quite alike.
    """
    em = pitch / _ADVANCE
    row = "".join(dict.fromkeys(letters))
    drawn = _drawn(" ".join(row), em)
    stretch = tall / (_CAPITAL * em)
    base = round((_MARGIN + em) * stretch)
    drawn = cv2.resize(drawn, None, fx=1.0, fy=stretch, interpolation=cv2.INTER_LINEAR)
    dark = (np.asarray(drawn) > _DARK).astype(np.uint8)
    found: dict[str, tuple[Floats, Floats]] = {}
    for k, char in enumerate(row):
        left = round(_MARGIN + 2 * k * pitch) - rim
        core = dark[max(0, base - up) : base - up + frame[0], left : left + frame[1]]
        core = np.pad(core, ((frame[0] - core.shape[0], 0), (0, frame[1] - core.shape[1])))
        halo = cv2.dilate(core, np.ones((5, 5), np.uint8))
        found[char] = (core.astype(np.float32), np.asarray(halo).astype(np.float32))
    return found


def _drawn(text: str, em: float) -> NDArray[np.uint8]:
    """One line of text, 255 ink; its baseline an em and a margin from the top."""
    wide, high = 2 * _MARGIN + _ADVANCE * em * len(text), 2 * _MARGIN + 1.5 * em
    document = pypdfium2.PdfDocument.new()
    page = document.new_page(wide, high)
    font = _raw.FPDFText_LoadStandardFont(document.raw, b"Courier")
    item = _raw.FPDFPageObj_CreateTextObj(document.raw, font, em)
    buffer = ctypes.create_string_buffer((text + "\0").encode("utf-16-le"))
    _raw.FPDFText_SetText(item, ctypes.cast(buffer, _raw.FPDF_WIDESTRING))
    _raw.FPDFPageObj_Transform(item, 1, 0, 0, 1, _MARGIN, high - _MARGIN - em)
    _raw.FPDFPage_InsertObject(page.raw, item)
    page.gen_content()
    grey = np.asarray(page.render(scale=1, grayscale=True).to_numpy(), np.uint8)
    document.close()
    return 255 - grey.reshape(grey.shape[0], grey.shape[1])
