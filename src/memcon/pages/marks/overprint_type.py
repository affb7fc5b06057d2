"""The letters of a page's own type, cut out of its well-read words.

Typewriters and the printers that followed them set each character in a cell of one width (the pitch), so a
word of n letters is n cells wide and each letter stands at the same place in its cell wherever it occurs. A
page's well-read words therefore give its letters' shapes and places; what it lacks is drawn in Courier, the
face of such papers (`overprint_face`).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import cv2
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from memcon.model import Word

from .overprint_face import courier

Ink = NDArray[np.uint8]
Floats = NDArray[np.float32]

ALPHABET: Final = "0123456789/.,():;OADRXxonabcdefghClassifyReonDt"
"""All that the lines of a classification block are made of, names left out."""
_WANTED: Final = frozenset(ALPHABET)
RIM: Final = 4
"""Pixels of a cell's neighbours that its frame shows on either side."""
_SURE: Final = 0.9
"""A word's letters are samples where it is read as surely as this."""
_LEAST_WORDS: Final = 12
_SAMPLES: Final = 10
"""So many samples of a letter are enough, and"""
_LEAST_SAMPLES: Final = 2
"""fewer than these may be a letter misread."""
_UNEVEN: Final = 0.17
"""Share of the pitch by which words of a fixed-pitch face differ from whole cells; in others, by far more."""
_UNLIKE: Final = 0.15
"""Words whose letters are so much wider or narrower than most are a stamp's, or run together."""
_MOST: Final = 0.55
"""Share of the samples that have ink where the letter surely has some, and"""
_SOME: Final = 0.08
"""where it may have some."""
_NARROW: Final = 0.7
_WIDE: Final = 1.5
"""A capital of fixed-pitch type is about as high as its cell is wide."""
_HANGING: Final = frozenset("gjpqy,;()/Q[]")
"""What stands lower than the baseline."""


class Glyph(Struct, frozen=True):
    """One character in its frame: a cell with `RIM` pixels on both sides, from `Type.up` over the baseline
    to `Type.down` under it."""

    core: Floats
    """1 where it surely has ink."""
    halo: Floats
    """1 where ink belongs to it."""


class Type(Struct, frozen=True):
    """A page's fixed-pitch type; pixels."""

    pitch: float
    """Width of a cell."""
    tall: float
    """Height of a capital."""
    up: int
    down: int
    glyphs: dict[str, Glyph]
    own: frozenset[str]
    """The characters that the page itself gave."""


def type_of(ink: Ink, words: Sequence[Word], tall: float) -> Type | None:
    """The type of a page; None where its words do not stand in cells of one width, or are too few to tell.

    `ink` is height by width, 255 ink; `tall` the height of a capital in pixels.
    """
    good = [
        w for w in words if w.confidence >= _SURE and len(w.text) >= 2 and not w.struck and w.ink == "typed"
    ]
    pitch = _pitch(good, tall)
    if pitch is None or not _NARROW * pitch < tall < _WIDE * pitch:
        return None
    up, down = round(1.3 * tall), round(0.45 * tall)
    samples: dict[str, list[tuple[Ink, int, int]]] = {}
    for word in good:
        if any(len(samples.get(c, ())) < _SAMPLES for c in word.text if c in _WANTED):
            for char, patch, x, y in _cut(ink, word, pitch):
                samples.setdefault(char, []).append((patch, x, y))
    frame = (up + down, round(pitch) + 2 * RIM)
    glyphs = {
        char: glyph
        for char, seen in samples.items()
        if char in _WANTED and len(seen) >= _LEAST_SAMPLES and (glyph := _mean(seen, frame, up)) is not None
    }
    own = frozenset(glyphs)
    for char, drawn in courier(ALPHABET, round(pitch, 1), round(tall), frame, up, RIM).items():
        glyphs.setdefault(char, Glyph(*drawn))
    return Type(pitch, tall, up, down, glyphs, own)


def _pitch(words: Sequence[Word], tall: float) -> float | None:
    """The width of a cell: the slope of words' widths over their letters, made exact by how far apart
    neighbours on a line begin, which is always whole cells."""
    measured = [(len(w.text), w.box.width) for w in words if len(w.text) >= 4 and w.text.isalpha()]
    if len(measured) < _LEAST_WORDS:
        return None
    letters, widths = np.array(measured, np.float64).T
    cell = widths / letters
    keep = np.abs(cell - np.median(cell)) < _UNLIKE * np.median(cell)
    slope, off = 0.0, np.zeros(1)
    for _ in range(3):
        if len(np.unique(letters[keep])) < 3:
            return None
        slope, short = _line_through(letters[keep], widths[keep])
        off = np.abs(widths - slope * letters - short)
        keep = off <= max(2.0, 1.5 * float(np.median(off)))
    if slope <= 0 or float(np.median(off)) > _UNEVEN * slope:
        return None
    apart = [
        after.box.left - word.box.left
        for word, after in pairwise(words)
        if abs(after.box.middle - word.box.middle) < 0.5 * tall and after.box.left > word.box.right
    ]
    steps = np.array(apart, np.float64)
    cells = np.round(steps / slope)
    near = np.abs(steps - cells * slope) < 0.25 * slope
    if near.sum() < _LEAST_WORDS:
        return None
    return float(steps[near].sum() / cells[near].sum())


def _line_through(across: NDArray[np.float64], up: NDArray[np.float64]) -> tuple[float, float]:
    """Slope and height at nought of the straight line nearest to some points."""
    off = across - across.mean()
    slope = float((off * up).sum() / (off * off).sum())
    return slope, float(up.mean() - slope * across.mean())


def _cut(ink: Ink, word: Word, pitch: float) -> list[tuple[str, Ink, int, int]]:
    """A word's letters, each with its place from its cell's left edge and from the baseline; none where
    letters run together."""
    top, left = max(0, word.box.top - 2), max(0, word.box.left - 1)
    part = ink[top : word.box.bottom + 3, left : word.box.right + 2] > 0
    edges = np.flatnonzero(np.diff(np.pad(part.any(axis=0), 1).astype(np.int8)))
    starts, ends = edges[::2], edges[1::2]
    if len(starts) != len(word.text):
        return []
    cells = np.arange(len(starts))
    origin = float(np.median((starts + ends) / 2 - pitch * (cells + 0.5)))
    bodies = [part[:, a:b] for a, b in zip(starts, ends, strict=True)]
    rows = [np.flatnonzero(body.any(axis=1)) for body in bodies]
    feet = [r[-1] + 1 for r, c in zip(rows, word.text, strict=True) if c not in _HANGING]
    if not feet:
        return []
    base = round(float(np.median(feet)))
    return [
        (char, body[r[0] : r[-1] + 1].astype(np.uint8), round(a - origin - pitch * k), int(r[0]) - base)
        for k, (char, body, r, a) in enumerate(zip(word.text, bodies, rows, starts, strict=True))
        if char in _WANTED
    ]


def _mean(samples: Sequence[tuple[Ink, int, int]], frame: tuple[int, int], up: int) -> Glyph | None:
    """What a letter's samples have in common; those of an unusual size or place are left out."""
    sizes = np.array([(*patch.shape, x, y) for patch, x, y in samples], np.float64)
    usual = np.median(sizes, axis=0)
    good = [s for s, size in zip(samples, sizes, strict=True) if np.abs(size - usual).max() <= 4]
    if len(good) < _LEAST_SAMPLES:
        return None
    x, y = round(usual[2]) + RIM, round(usual[3]) + up
    high, wide = max(p.shape[0] for p, *_ in good), max(p.shape[1] for p, *_ in good)
    if x < 0 or y < 0 or y + high > frame[0] or x + wide > frame[1]:
        return None
    total = np.zeros(frame, np.float32)
    for patch, *_ in good[:_SAMPLES]:
        total[y : y + patch.shape[0], x : x + patch.shape[1]] += patch
    share = total / len(good[:_SAMPLES])
    core = (share >= _MOST).astype(np.float32)
    halo = cv2.dilate((share > _SOME).astype(np.uint8), np.ones((3, 3), np.uint8)).astype(np.float32)
    return Glyph(core, halo)
