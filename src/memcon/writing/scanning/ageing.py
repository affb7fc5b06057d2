"""What copying does to a page: uneven ink, rough edges, specks, an edge's shadow, a lean; then two tones."""

from __future__ import annotations

import math
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray

from memcon.model import Box
from memcon.writing.scanning.plate import Ink

Bits = NDArray[np.bool_]
"""True where the scan is black."""
Affine = NDArray[np.float64]


def lean(shape: tuple[int, int], degrees: float) -> Affine:
    """The turn of a page of `shape` (rows, columns) about its middle, as it lay askew on the glass."""
    matrix = cv2.getRotationMatrix2D((shape[1] / 2, shape[0] / 2), degrees, 1.0)
    return np.asarray(matrix, dtype=np.float64)


def leant(ink: Ink, matrix: Affine) -> Ink:
    """The ink so turned, white where the page does not reach."""
    size = (ink.shape[1], ink.shape[0])
    return np.asarray(cv2.warpAffine(ink, matrix, size, flags=cv2.INTER_LINEAR), dtype=np.uint8)


def moved(box: Box, matrix: Affine) -> Box:
    """The upright box around `box` so turned."""
    corners = np.array(
        [[box.left, box.top], [box.right, box.top], [box.left, box.bottom], [box.right, box.bottom]]
    )
    places = corners @ matrix[:, :2].T + matrix[:, 2]
    low, high = np.floor(places.min(axis=0)), np.ceil(places.max(axis=0))
    return Box(max(int(low[0]), 0), max(int(low[1]), 0), int(high[0]), int(high[1]))


def copied(ink: Ink, random: Random, noise: float) -> Bits:
    """The ink as a copier saw it and a scanner cut it to two tones; `noise` from 0 to 1."""
    blurred = cv2.GaussianBlur(ink, (0, 0), 0.7 + 0.7 * noise)
    grey = np.asarray(blurred, dtype=np.float32)
    # A typewriter's and a copier's letters are heavier than the face that stands in for them.
    cut = np.float32(random.uniform(62, 92) if noise else 84.0)
    if noise:
        numbers = np.random.default_rng(random.getrandbits(32))
        grey += _uneven(numbers, ink.shape, 40 * noise)
        grey += _grain(numbers, ink.shape, 28 * noise) * (grey > 8)
    return grey > cut


def _uneven(numbers: np.random.Generator, shape: tuple[int, ...], depth: float) -> NDArray[np.float32]:
    """Where the drum gave more ink or less, in patches of an inch or two; it never blackens bare paper."""
    coarse = numbers.normal(0.0, depth / 2, (8, 6)).astype(np.float32)
    wide = cv2.resize(coarse, (shape[1], shape[0]), interpolation=cv2.INTER_CUBIC)
    return np.clip(np.asarray(wide, dtype=np.float32), -depth, depth * 0.8)


def _grain(numbers: np.random.Generator, shape: tuple[int, ...], depth: float) -> NDArray[np.float32]:
    """The roughness of edges, pixel by pixel."""
    grain = numbers.standard_normal((shape[0], shape[1]), dtype=np.float32)
    return np.asarray(cv2.GaussianBlur(grain, (0, 0), 0.8), dtype=np.float32) * np.float32(2.2 * depth)


def speckled(bits: Bits, random: Random, noise: float) -> None:
    """Specks of dust: many of a pixel or two, a few as large as a full stop."""
    height, width = bits.shape
    for count, largest in ((round(500 * noise**2), 2), (round(40 * noise), 5)):
        for _ in range(count):
            x, y = random.randrange(width), random.randrange(height)
            bits[y : y + random.randint(1, largest), x : x + random.randint(1, largest)] = True


def shadowed(bits: Bits, random: Random) -> None:
    """The copier's shadow along one side: a ragged dark edge, or a long thin line beside it."""
    numbers = np.random.default_rng(random.getrandbits(32))
    height, width = bits.shape
    on_left = random.random() < 0.5
    if random.random() < 0.5:
        depth = random.randint(6, 34)
        drift = np.add.accumulate(np.asarray(numbers.normal(0, 0.4, height), dtype=np.float64))
        reach = np.clip(drift + depth, 1, 60)
        columns: NDArray[np.float64] = np.arange(width, dtype=np.float64)
        edge: Bits = columns[None, :] < reach[:, None]
        np.logical_or(bits, edge if on_left else edge[:, ::-1], out=bits)
        return
    x = random.randint(8, 40) if on_left else width - random.randint(8, 40)
    top = random.randint(0, height // 2)
    bottom = min(height, top + random.randint(height // 6, height))
    slope = math.tan(math.radians(random.uniform(-0.1, 0.1)))
    for row in range(top, bottom):
        at = int(x + slope * (row - top))
        if random.random() < 0.92:
            bits[row, at : at + 2] = True
