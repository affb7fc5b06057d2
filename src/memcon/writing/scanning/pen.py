"""A reviewer's pen: strokes through marks and levels, and handwriting.

Everything is drawn onto an image of ink (0 white, 255 black) at 300 dots to the inch.
"""

from __future__ import annotations

import math
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray

from memcon.model import Box

Ink = NDArray[np.uint8]
Point = tuple[float, float]

_GLYPHS: dict[str, str] = {
    "0": "20 01 05 26 45 41 20", "1": "11 20 26", "2": "01 20 41 06 46", "3": "00 40 23 44 35 16 05",
    "4": "30 04 44,30 36", "5": "40 10 02 32 45 26 05", "6": "40 12 05 26 45 33 04", "7": "00 40 16",
    "8": "22 01 20 41 05 26 45 22", "9": "42 13 01 20 41 36", "A": "06 20 46,14 34",
    "B": "06 00 31 03,03 34 35 06", "C": "41 20 01 05 26 45", "D": "06 00 32 34 06",
    "E": "40 00 06 46,03 33", "F": "40 00 06,03 33", "G": "41 20 01 05 26 44 24",
    "H": "00 06,03 43,40 46", "I": "20 26", "J": "30 35 16 05", "K": "00 06,40 03 46", "L": "00 06 46",
    "M": "06 00 23 40 46", "N": "06 00 46 40", "O": "20 01 05 26 45 41 20", "P": "06 00 31 33 03",
    "Q": "20 01 05 26 45 41 20,24 46", "R": "06 00 31 33 03 46", "S": "41 20 01 23 45 26 05",
    "T": "00 40,20 26", "U": "00 05 26 45 40", "V": "00 26 40", "W": "00 16 23 36 40", "X": "00 46,40 06",
    "Y": "00 23 40,23 26", "Z": "00 40 06 46", "-": "03 33", "(": "30 12 14 36", ")": "00 22 24 06",
    "/": "06 40", ".": "15 26", ",": "25 17", "#": "10 06,30 26,02 42,04 44",
}  # fmt: skip
"""Letters as strokes on a grid 4 wide and 6 high: a comma lifts the pen."""


def through(ink: Ink, box: Box, random: Random, *, slash: bool) -> Box:
    """Cross `box` out: a level stroke that overshoots it, or a short slash. Gives the stroke's own box."""
    return _slash(ink, box, random) if slash else _level(ink, box, random)


def _level(ink: Ink, box: Box, random: Random) -> Box:
    left, right = box.left - random.randint(4, 24), box.right + random.randint(4, 30)
    middle = box.middle + random.uniform(-0.16, 0.16) * box.height
    lean, wave = random.uniform(-0.03, 0.03), random.uniform(0.5, 3.0)
    phase, length = random.uniform(0, math.tau), random.uniform(60, 200)
    points = [
        (float(x), middle + lean * (x - left) + wave * math.sin(phase + x * math.tau / length))
        for x in range(left, right + 1, 4)
    ]
    return _draw(ink, points, random.randint(4, 7))


def _slash(ink: Ink, box: Box, random: Random) -> Box:
    """From the lower left to the upper right of the letter, at times with the pen's tail behind it."""
    middle = (box.left + box.right) / 2 + random.uniform(-4, 4)
    half = random.uniform(0.28, 0.48) * box.width
    rise = random.uniform(0.36, 0.52) * box.height
    points = [(middle - half, box.middle + rise), (middle + half, box.middle - rise)]
    if random.random() < 0.6:
        points.append((points[-1][0] + random.uniform(6, 16), points[-1][1] + random.uniform(-3, 5)))
    return _draw(ink, _curved(points, random, 1.0), random.randint(4, 6))


def write(ink: Ink, text: str, left: float, baseline: float, height: float, random: Random) -> Box:
    """Write `text` by hand from a point on; gives the box around it, in pixels."""
    scale = height / 6
    slant = random.uniform(0.0, 0.2)
    found: Box | None = None
    x = left
    for character in text:
        if character == " ":
            x += 3 * scale
            continue
        size = scale * random.uniform(0.9, 1.1)
        for stroke in _GLYPHS.get(character.upper(), _GLYPHS["-"]).split(","):
            places = [(int(p[0]), int(p[1])) for p in stroke.split()]
            points = [
                (x + px * size + slant * (6 - py) * size, baseline - (6 - py) * size) for px, py in places
            ]
            box = _draw(ink, _curved(points, random, 0.25 * scale), 5)
            found = box if found is None else found.union(box)
        x += 5.6 * scale * random.uniform(0.92, 1.08)
    return found or Box(round(left), round(baseline), round(left) + 1, round(baseline) + 1)


def _curved(points: list[Point], random: Random, shake: float) -> list[Point]:
    """Points as a hand makes them: shaken a little, the corners between them rounded."""
    shaken = [(x + random.uniform(-shake, shake), y + random.uniform(-shake, shake)) for x, y in points]
    if len(shaken) < 3:
        return shaken
    ends = [shaken[0], *shaken, shaken[-1]]
    curve: list[Point] = []
    for number in range(1, len(ends) - 2):
        curve += [_between(ends[number - 1 : number + 3], step / 6) for step in range(6)]
    return [*curve, shaken[-1]]


def _between(four: list[Point], t: float) -> Point:
    """A point of the Catmull-Rom curve through the middle two of four."""
    a, b, c, d = four

    def one(p: float, q: float, r: float, s: float) -> float:
        return 0.5 * (
            2 * q + (r - p) * t + (2 * p - 5 * q + 4 * r - s) * t * t + (3 * q - p - 3 * r + s) * t**3
        )

    return one(a[0], b[0], c[0], d[0]), one(a[1], b[1], c[1], d[1])


def _draw(ink: Ink, points: list[Point], width: int) -> Box:
    line = np.array([[round(x * 16), round(y * 16)] for x, y in points], dtype=np.int32)
    cv2.polylines(ink, [line], False, 255, width, cv2.LINE_AA, 4)
    half = width // 2 + 1
    return Box(
        round(min(p[0] for p in points)) - half,
        round(min(p[1] for p in points)) - half,
        round(max(p[0] for p in points)) + half,
        round(max(p[1] for p in points)) + half,
    )
