"""Image files: PNG, JPEG, TIFF of any number of pages, BMP, WebP, GIF, as grey pictures."""

from __future__ import annotations

import warnings
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

from memcon.errors import MemconError, TooLarge, UnreadableFile
from memcon.pages.settings import MAX_PIXELS
from memcon.pages.sheet import Sheet

Gray = NDArray[np.uint8]

_LETTER_WIDTH = 8.5
"""Inches. A picture that does not say its resolution is taken to be of a letter-size page."""
_LIKELY = range(100, 1201)
"""Resolutions to be believed: 72 and 96 are what programs write that know nothing of the paper."""


class ImageFile:
    """An image file, opened; each of its pictures is decoded when it is asked for."""

    def __init__(self, path: Path) -> None:
        self._name = path.name
        with _decoding(path.name, "begins like an image and is none that can be opened"):
            self._image = Image.open(path)
            _within_reason(self._image, path.name)
            self.count = int(getattr(self._image, "n_frames", 1))

    def sheet(self, number: int, *, picture: bool = True) -> Sheet:
        """Picture `number`, counted from 1.

        Raises `UnreadableFile` where it is broken or cut off, `TooLarge` where it has more than `MAX_PIXELS`.
        """
        with _decoding(self._name, "is broken or cut off"):
            self._image.seek(number - 1)
            _within_reason(self._image, self._name)
            return Sheet(gray=_gray(self._image), dpi=_resolution(self._image))

    def close(self) -> None:
        """Let go of the file."""
        self._image.close()


@contextmanager
def _decoding(name: str, complaint: str) -> Generator[None, None, None]:
    """Whatever a decoder says of a broken file, as one error: Pillow's raise what they trip over."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            yield
    except MemconError:
        raise
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise _too_large(name) from error
    except Exception as error:
        raise UnreadableFile(f"{name} {complaint}", "Fetch the file again") from error


def _within_reason(image: Image.Image, name: str) -> None:
    if image.width * image.height > MAX_PIXELS:
        raise _too_large(name)


def _too_large(name: str) -> TooLarge:
    return TooLarge(
        f"{name} has more than {MAX_PIXELS // 1_000_000} million pixels",
        "Scale it to 300 dots to the inch, or cut it into pages",
    )


def _gray(image: Image.Image) -> Gray:
    """The current frame as 8-bit grey, on white where it is transparent, turned as its EXIF tag says."""
    image = ImageOps.exif_transpose(image)
    if image.mode.startswith("I;16"):
        return (np.asarray(image).astype(np.uint16) >> 8).astype(np.uint8)
    if image.mode in ("I", "F"):
        values = np.asarray(image).astype(np.float64)
        top = 65535.0 if values.max(initial=0) > 255 else 255.0
        return np.clip(values * (255.0 / top), 0, 255).astype(np.uint8)
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        image = image.convert("RGBA")
        white = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(white, image)
    return np.array(image.convert("L"), dtype=np.uint8)


def _resolution(image: Image.Image) -> int:
    """Dots to the inch: what the file says where that can be believed, else that of a letter-size page."""
    said = image.info.get("dpi", (0, 0))
    try:
        dpi = round(float(said[0]))
    except (TypeError, ValueError, IndexError, ZeroDivisionError, OverflowError):
        dpi = 0
    if dpi in _LIKELY:
        return dpi
    return max(50, round(min(image.width, image.height) / _LETTER_WIDTH))
