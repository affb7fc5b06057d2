"""Pictures of pages bound into a PDF that holds nothing else but a text layer of the words that stay."""

# pypdfium2 carries no types for its raw interface.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportMissingTypeStubs=false

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pypdfium2
from msgspec import Struct
from PIL import Image

from memcon.model import Box
from memcon.writing.drawing import saved
from memcon.writing.release.blanking import Picture
from memcon.writing.scanning import layer
from memcon.writing.scanning.plate import DPI

_GREYS = 0.03
"""A picture with more of its pixels between black and white than this is a photograph and kept in grey."""
_QUALITY = 80
_SOLID = 0.75
"""The share of a word's place that is dark, from which no word is read there: type takes a third of it."""
_MORE, _SPECKS = 1.35, 40
"""How much more ink a place may have when it is drawn again: edges fall on other pixels."""


class Blanked(Struct, frozen=True):
    """A place that was blanked, and how many dark pixels its frame and code have."""

    box: Box
    ink: int


class Leaf(Struct, frozen=True):
    """One page of a released file: its picture, dots to the inch, and the words to be found on it."""

    picture: Picture
    dpi: int
    words: tuple[tuple[str, Box], ...] = ()
    blanked: tuple[Blanked, ...] = ()


def bound(leaves: Sequence[Leaf]) -> bytes:
    """The pages as one PDF, made from nothing but these: no byte of any other file is in it."""
    whole = pypdfium2.PdfDocument.new()
    for leaf in leaves:
        whole.import_pages(pypdfium2.PdfDocument(_alone(leaf)))
    lines = {
        number: list(_seen(leaf, [_even(line) for line in layer.lines(_scaled(leaf))]))
        for number, leaf in enumerate(leaves)
        if leaf.words
    }
    return layer.with_layer(saved(whole), lines, frozenset())


_BELOW = re.compile(r"[gjpqyQ,;()\[\]@$]|\A\W*\Z")
_ABOVE = re.compile(r"[A-Zbdfhkl0-9]")


def _even(line: layer.Line) -> layer.Line:
    """A line whose words all stand on its baseline and are as tall as its capitals, whatever letters they
    have: else a reader of the layer takes a word with a tail for one of the line below."""
    bottoms = sorted(box.bottom for text, box in line.words if not _BELOW.search(text))
    tops = sorted(box.top for text, box in line.words if _ABOVE.search(text))
    if not bottoms or not tops or bottoms[len(bottoms) // 2] <= tops[len(tops) // 2]:
        return line
    top, bottom = tops[len(tops) // 2], bottoms[len(bottoms) // 2]
    return layer.Line(tuple((text, Box(box.left, top, box.right, bottom)) for text, box in line.words))


def _seen(leaf: Leaf, lines: Sequence[layer.Line]) -> Iterator[layer.Line]:
    """The lines without words that stand in solid black or off the page, where nobody sees a word.

    A scan's layer has such words in the black around a sheet. What no one sees has no business in a copy.
    """
    for line in lines:
        words = tuple(word for word in line.words if _dark(leaf, word[1]) < _SOLID)
        if words:
            yield layer.Line(words)


def _dark(leaf: Leaf, box: Box) -> float:
    """The share of a place, in pixels at `DPI`, that is dark on the page; 1 beyond its edge."""
    left, top, right, bottom = (
        max(round(side * leaf.dpi / DPI), 0) for side in (box.left, box.top, box.right, box.bottom)
    )
    part = leaf.picture[top:bottom, left:right]
    return float(np.mean(part < 160)) if part.size else 1.0


def _alone(leaf: Leaf) -> bytes:
    grey = leaf.picture
    between = float(np.mean((grey > 40) & (grey < 215)))
    image = Image.fromarray(grey)
    buffer = io.BytesIO()
    if between < _GREYS:
        image = Image.fromarray(np.where(grey < 128, 0, 255).astype(np.uint8)).convert("1")
        image.save(buffer, "PDF", resolution=float(leaf.dpi))
    else:
        image.save(buffer, "PDF", resolution=float(leaf.dpi), quality=_QUALITY)
    return buffer.getvalue()


def _scaled(leaf: Leaf) -> list[tuple[str, Box]]:
    k = DPI / leaf.dpi

    def scaled(box: Box) -> Box:
        return Box(round(box.left * k), round(box.top * k), round(box.right * k), round(box.bottom * k))

    return [(text, scaled(box)) for text, box in leaf.words]


def ink_left(pdf: bytes, leaves: Sequence[Leaf]) -> list[int]:
    """The pages, from 1, on which a blanked place has more ink than its own frame and code.

    The file is drawn again and looked at, as anybody would see it.
    """
    document = pypdfium2.PdfDocument(pdf)
    found: list[int] = []
    for number, leaf in enumerate(leaves, 1):
        if not leaf.blanked:
            continue
        render: Any = document[number - 1].render
        grey = np.asarray(render(scale=leaf.dpi / 72, grayscale=True).to_numpy(), dtype=np.uint8)
        grey = grey.reshape(grey.shape[0], grey.shape[1], -1)[:, :, 0]
        for place in leaf.blanked:
            box = place.box
            ink = int(np.count_nonzero(grey[box.top : box.bottom, box.left : box.right] < 128))
            if ink > place.ink * _MORE + _SPECKS:
                found.append(number)
                break
    return found
