"""Reads a portion mark from its picture: oriented gradients, then a small network, both in numpy.

The picture is cut on the type's own grid and brought to one size, so the reader knows neither dpi nor point
size. Its weights come from drawn marks alone (``training/marks.py``); no real mark has been shown to it.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Final

import cv2
import numpy as np
from msgspec import Struct
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from .ground import Floats, Ink

TALL: Final = 16
"""Height of a capital after scaling, in pixels."""
CELL: Final = 4
ACROSS: Final = 24
DOWN: Final = 9
"""A window is 24 by 9 cells: six capitals wide, two and a quarter high, the mark in its middle."""
BINS: Final = 8
EDGE: Final = 8
"""Pixels kept above and below a window, for looking a little higher or lower."""
STRIP: Final = DOWN * CELL + 2 * EDGE
FEATURES: Final = (BINS + 1) * DOWN * ACROSS
NONE: Final = "-"
LETTERS: Final = (NONE, "C", "S", "U", "TS", "LOU", "SBU", "FOUO", "S/NF", "C/NF", "R")
"""What the reader can say; ``-`` is anything that is no mark."""
SPAN: Final = {"C": 2.7, "S": 2.7, "U": 2.7, "R": 2.7, "TS": 3.7, "LOU": 4.8, "SBU": 4.8, "FOUO": 5.8}
"""How wide a mark is from bracket to bracket, in capitals, in a type of 10 to the inch."""
WIDEST: Final = 5.9


_RARER: Final = float(np.log(5 / 3))
"""The drawn pages have five (S/NF) to three (C/NF), which differ in one letter and are as likely on paper: so
much must be added to the score of the rarer one, lest a heavy stroke, which leaves little of that letter,
always gives the other."""
_EVEN: Final[Floats] = np.array(
    [_RARER if letters == "C/NF" else 0.0 for letters in (*LETTERS, *LETTERS[1:])], np.float32
)


class Weights(Struct, frozen=True):
    """The network: one hidden layer; a score for nothing, then for each letter unstruck, then struck."""

    hidden: Floats
    hidden_bias: Floats
    scores: Floats
    scores_bias: Floats
    heat: float
    """The temperature by which the scores are divided, fitted on drawn marks kept apart."""


def strip(ink: Ink, baseline: float, left: float, right: float, tall: float) -> Floats:
    """A stretch of one row at reading size, 0 to 1, ``STRIP`` high; what lies beyond the page is paper."""
    k = tall / TALL
    middle = baseline - tall / 2
    half = STRIP / 2 * k
    x0, x1 = round(left), max(round(left) + 1, round(right))
    y0, y1 = round(middle - half), round(middle + half)
    height, width = ink.shape
    piece = ink[max(0, y0) : max(0, min(height, y1)), max(0, x0) : max(0, min(width, x1))]
    pads = (max(0, -y0), max(0, y1 - height), max(0, -x0), max(0, x1 - width))
    if any(pads):
        piece = cv2.copyMakeBorder(piece, *pads, cv2.BORDER_CONSTANT, value=(0,))
    size = (max(1, round((x1 - x0) / k)), STRIP)
    how = cv2.INTER_AREA if k >= 1 else cv2.INTER_LINEAR
    return cv2.resize(piece, size, interpolation=how).astype(np.float32) / np.float32(255)


def cells(strips: Floats, down: int = 0, across: int = 0) -> Floats:
    """Strips ``[n, STRIP, width]`` in cells: ``[n, DOWN, columns, BINS + 1]``.

    Each cell holds the share of each direction in the gradients of its neighbourhood, and its ink. `down` and
    `across` shift the grid by pixels; ``|down| <= EDGE - CELL``.
    """
    n, high, wide = strips.shape
    flat = cv2.GaussianBlur(np.ascontiguousarray(strips.reshape(n * high, wide)), (3, 3), 0.7)
    rows, columns = DOWN + 2, (wide - across) // CELL
    first = EDGE + down - CELL
    pick = (slice(None), slice(first, first + rows * CELL), slice(across, across + columns * CELL))
    gx: Floats = np.asarray(cv2.Sobel(flat, cv2.CV_32F, 1, 0, ksize=1), np.float32).reshape(strips.shape)[
        pick
    ]
    gy: Floats = np.asarray(cv2.Sobel(flat, cv2.CV_32F, 0, 1, ksize=1), np.float32).reshape(strips.shape)[
        pick
    ]
    total = _histograms(gx, gy, (n, rows, columns))
    weight = total.sum(axis=3)
    around = np.zeros_like(weight)
    padded = np.pad(weight, ((0, 0), (1, 1), (1, 1)))
    for y in range(3):
        for x in range(3):
            around += padded[:, y : y + rows, x : x + columns]
    out = np.empty((n, DOWN, columns, BINS + 1), np.float32)
    out[..., :BINS] = np.sqrt(total / (around + 0.5)[..., None])[:, 1:-1]
    blocks = flat.reshape(strips.shape)[pick].reshape(n, rows, CELL, columns, CELL)
    out[..., BINS] = blocks.mean(axis=(2, 4))[:, 1:-1]
    return out


def _histograms(gx: Floats, gy: Floats, shape: tuple[int, int, int]) -> Floats:
    """Gradients summed by cell and direction, each shared between its two nearest directions."""
    n, rows, columns = shape
    gx, gy = np.ravel(gx), np.ravel(gy)
    at = np.flatnonzero(np.maximum(np.abs(gx), np.abs(gy)) > np.float32(0.02)).astype(np.int32)
    dx, dy = gx[at], gy[at]
    size = np.sqrt(dx * dx + dy * dy)
    place = np.arctan2(dy, dx) * np.float32(BINS / np.pi)
    place[place < 0] += BINS
    lower = np.minimum(place.astype(np.int32), BINS - 1)
    upper = size * (place - lower)
    y, x = np.divmod(at, np.int32(columns * CELL))
    cell = (y // CELL * columns + x // CELL) * BINS
    length = n * rows * columns * BINS
    total = np.bincount(cell + lower, size - upper, length)
    total += np.bincount(cell + (lower + 1) % BINS, upper, length)
    return total.astype(np.float32).reshape(n, rows, columns, BINS)


def windows(grid: Floats) -> Floats:
    """Every window of `cells`, a view ``[n, windows, DOWN, BINS + 1, ACROSS]``, a cell apart.

    Window j's middle stands ``across + (j + ACROSS / 2) * CELL`` pixels from its strip's left.
    """
    return sliding_window_view(grid, ACROSS, axis=2).transpose(0, 2, 1, 3, 4)


def read(features: Floats, weights: Weights | None = None) -> tuple[Floats, Floats]:
    """Probabilities for ``[n, FEATURES]``: of each of `LETTERS` ``[n, 11]``, and of being struck ``[n]``."""
    w = weights or shipped()
    hidden = np.maximum(features @ w.hidden + w.hidden_bias, 0)
    score = (hidden @ w.scores + w.scores_bias) / w.heat + _EVEN
    odds = np.exp(score - score.max(axis=1, keepdims=True))
    odds /= odds.sum(axis=1, keepdims=True)
    kinds = len(LETTERS) - 1
    plain, struck = odds[:, 1 : 1 + kinds], odds[:, 1 + kinds :]
    chance = np.concatenate([odds[:, :1], plain + struck], axis=1)
    return chance, struck.sum(axis=1) / np.maximum(1e-9, 1 - odds[:, 0])


def pack(w: Weights) -> dict[str, NDArray[np.generic]]:
    """The weights as arrays for ``np.savez_compressed``, the big one as 8-bit steps."""
    step = np.abs(w.hidden).max(axis=0, keepdims=True) / 127
    return {
        "hidden": np.asarray(np.round(w.hidden / step), np.int8),
        "step": np.asarray(step, np.float32),
        "hidden_bias": w.hidden_bias,
        "scores": w.scores.astype(np.float32),
        "scores_bias": w.scores_bias,
        "heat": np.array(w.heat, np.float32),
    }


def unpack(held: dict[str, NDArray[np.generic]]) -> Weights:
    """What `pack` packed."""
    rest = {name: np.asarray(held[name], np.float32) for name in ("hidden_bias", "scores", "scores_bias")}
    hidden: Floats = np.asarray(held["hidden"], np.float32) * np.asarray(held["step"], np.float32)
    return Weights(hidden=hidden, heat=float(np.asarray(held["heat"], np.float32)), **rest)


@cache
def shipped() -> Weights:
    """The weights that memcon ships."""
    with (files("memcon.pages.marks") / "weights.npz").open("rb") as file, np.load(file) as held:
        return unpack(dict(held.items()))
