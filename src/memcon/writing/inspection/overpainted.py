"""Pictures that keep their pixels under what is drawn over them: a bar on a scan is no redaction."""

# pypdfium2 carries no types for its raw interface.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportMissingTypeStubs=false

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

import numpy as np
import pypdfium2
import pypdfium2.raw

from memcon.writing.inspection.shown import cut, picture
from memcon.writing.inspection.traces import Place, Trace

_raw: Any = pypdfium2.raw
_LEAST = (4.0, 4.0)
"""Points: what is smaller covers no word."""
_INK = 0.02
"""Share of a place that is dark where it holds letters."""
_FULL = 0.9


def overpainted(page: pypdfium2.PdfPage, number: int) -> Iterator[Trace]:
    """Places where a filled shape or an annotation lies on a picture that has ink beneath it.

    The page's own objects are taken away one kind after the other, so `page` must not be used afterwards.
    """
    pictures = list(page.get_objects(filter=[_raw.FPDF_PAGEOBJ_IMAGE], max_depth=1))
    covers = [*_shapes(page), *_annotations(page)]
    if not pictures or not covers:
        return
    above = picture(page)
    for item in list(page.get_objects(max_depth=1)):
        if _raw.FPDFPageObj_GetType(item.raw) != _raw.FPDF_PAGEOBJ_IMAGE:
            page.remove_obj(item)
    beneath = picture(page, annotations=False)
    for box in covers:
        shown, kept = cut(above, box), cut(beneath, box)
        if not kept.size or shown.shape != kept.shape:
            continue
        changed = float(np.mean(np.abs(shown.astype(np.int16) - kept.astype(np.int16)) > 64))
        ink = float(np.mean(kept < 128))
        flat = int(shown.max()) - int(shown.min()) < 48 or float(np.mean(shown < 128)) > _FULL
        if flat and _INK < ink < _FULL and changed > _INK:
            yield Trace("picture", "", number, box)


def _shapes(page: pypdfium2.PdfPage) -> Iterator[Place]:
    """The filled shapes of a page, as places from its top left."""
    width, height = page.get_size()
    for item in page.get_objects(filter=[_raw.FPDF_PAGEOBJ_PATH], max_depth=1):
        mode, stroke = ctypes.c_int(), ctypes.c_int()
        _raw.FPDFPath_GetDrawMode(item.raw, ctypes.byref(mode), ctypes.byref(stroke))
        if mode.value == _raw.FPDF_FILLMODE_NONE:
            continue
        left, bottom, right, top = item.get_bounds()
        if right - left >= _LEAST[0] and top - bottom >= _LEAST[1] and right - left < 0.98 * width:
            yield (left, height - top, right, height - bottom)


def _annotations(page: pypdfium2.PdfPage) -> Iterator[Place]:
    height = page.get_size()[1]
    for index in range(_raw.FPDFPage_GetAnnotCount(page.raw)):
        note = _raw.FPDFPage_GetAnnot(page.raw, index)
        edge = _raw.FS_RECTF()
        if _raw.FPDFAnnot_GetRect(note, ctypes.byref(edge)):
            low, high = min(edge.bottom, edge.top), max(edge.bottom, edge.top)
            if edge.right - edge.left >= _LEAST[0] and high - low >= _LEAST[1]:
                yield (edge.left, height - high, edge.right, height - low)
        _raw.FPDFPage_CloseAnnot(note)
