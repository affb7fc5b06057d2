"""OCR engines behind one interface: a picture of a page in, words with boxes and confidences out.

Two are at hand, ``tesseract`` and ``rapidocr``; a package adds another by an entry point of the group
``memcon.engines`` whose object, called without arguments, gives an `Engine`.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from importlib.metadata import entry_points
from typing import Protocol, cast

import numpy as np
from numpy.typing import NDArray

from memcon.errors import UsageError
from memcon.model import Word

GROUP = "memcon.engines"


class Engine(Protocol):
    """Reads a page's picture."""

    version: str
    """Whatever makes two results differ: the software's version, its model's, its settings'."""

    def read(self, picture: NDArray[np.uint8], dpi: int) -> list[Word]:
        """The words of `picture` (height by width, 0 ink to 255 paper, upright) in reading order.

        Boxes are in the picture's pixels, confidences from 0 to 1, each word's source is ``ocr``.
        """
        ...


def _tesseract() -> Engine:
    from memcon.pages.tesseract import Tesseract

    return Tesseract()


def _rapidocr() -> Engine:
    from memcon.pages.rapid import Rapid

    return Rapid()


_MADE = threading.local()
_OWN: dict[str, Callable[[], Engine]] = {"tesseract": _tesseract, "rapidocr": _rapidocr}


def engine_of_this_thread(name: str) -> Engine:
    """`engine_named`, one for each thread and name, kept for the next file: loading a model takes a twentieth
    of the time that reading a page does, and an engine need not bear two threads at once."""
    made: dict[str, Engine] = _MADE.__dict__.setdefault("engines", {})
    if name not in made:
        made[name] = engine_named(name)
    return made[name]


def engine_named(name: str) -> Engine:
    """A new engine; an installed entry point goes before memcon's own of the same name.

    Raises `UsageError` for a name that nobody has, `MissingExtra` where its software is not installed.
    """
    found = {point.name: point for point in entry_points(group=GROUP)}
    if name in found:
        return cast("Callable[[], Engine]", found[name].load())()
    if name in _OWN:
        return _OWN[name]()
    names = ", ".join(sorted({*found, *_OWN}))
    raise UsageError(f"There is no OCR engine called {name}", f"Choose one of: {names}")
