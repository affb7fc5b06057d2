"""What else lies on real pages and is no mark: stamps, titles, scrawls, holes, bad copies."""

from __future__ import annotations

import cv2
import numpy as np
from paper import BASE_14, Face, Sheet, stamp_on, sweep

STAMPED = (
    "DECLASSIFIED",
    "PER E.O. 13526",
    "LIBRARY PHOTOCOPY",
    "SECRET",
    "EYES ONLY",
    "RECEIVED OCT 14",
    "COPY 2 OF 5",
)
HEADED = (
    "THE WHITE HOUSE",
    "WASHINGTON",
    "NATIONAL SECURITY COUNCIL",
    "WASHINGTON, D.C. 20506",
    "DEPARTMENT OF STATE",
)
TITLED = (
    "Withdrawal/Redaction Sheet",
    "The Library",
    "Cable",
    "OFFICE OF THE SECRETARY",
    "Collection:",
    "DRAFT",
)


def clutter(sheet: Sheet, rng: np.random.Generator, around: list[tuple[float, float]]) -> None:
    """Strew a page with some of it, away from the marks, which stand at `around`."""
    for _ in range(rng.integers(1, 5)):
        _print(sheet, rng, str(rng.choice(STAMPED)), rng.uniform(13, 34), rng.random() < 0.25, around)
    for _ in range(rng.integers(0, 3)):
        _print(sheet, rng, str(rng.choice(TITLED)), rng.uniform(15, 30), False, around)
    for _ in range(rng.integers(0, 3)):
        text = str(rng.choice(HEADED))
        spaced = " ".join(text) if rng.random() < 0.3 else text
        _print(sheet, rng, spaced, rng.uniform(7, 12), False, around)
    for _ in range(rng.integers(1, 5)):
        _scrawl(sheet, rng, around)
    if rng.random() < 0.35:
        _holes(sheet, rng, around)
    if rng.random() < 0.35:
        _edge(sheet, rng)


def _free(
    rng: np.random.Generator, sheet: Sheet, size: tuple[int, int], around: list[tuple[float, float]]
) -> tuple[int, int] | None:
    """A place for something of `size` (width, height) that covers no mark."""
    high, wide = sheet.ink.shape
    for _ in range(8):
        x, y = rng.uniform(0, max(1, wide - size[0])), rng.uniform(0, max(1, high - size[1]))
        if all(not (x - 130 < a < x + size[0] + 130 and y - 70 < b < y + size[1] + 70) for a, b in around):
            return round(x), round(y)
    return None


def _print(
    sheet: Sheet,
    rng: np.random.Generator,
    text: str,
    points: float,
    turned: bool,
    around: list[tuple[float, float]],
) -> None:
    face = Face(
        str(rng.choice([*BASE_14, "Times-Bold", "Helvetica-Bold"])),
        float(points),
        float(rng.uniform(0.6, 1.0)),
    )
    (piece,) = face.pieces([text])
    if turned:
        piece = np.ascontiguousarray(np.rot90(piece, int(rng.integers(1, 4))))
    place = _free(rng, sheet, (piece.shape[1], piece.shape[0]), around)
    if place:
        stamp_on(sheet, piece, *place)
        if rng.random() < 0.3:
            x, y = place
            middle = y + face.baseline - 0.3 * face.em
            sweep(
                sheet,
                rng,
                np.array([(x - 40, middle), (x + piece.shape[1] + 40, middle + rng.normal(0, 6))]),
                7,
            )


def _scrawl(sheet: Sheet, rng: np.random.Generator, around: list[tuple[float, float]]) -> None:
    """Handwriting: short curved pulls in a row, capitals and figures or a flowing line."""
    size = rng.uniform(25, 75)
    count = int(rng.integers(2, 11))
    place = _free(rng, sheet, (round(count * size), round(size * 1.6)), around)
    if not place:
        return
    thick = float(rng.uniform(2, 8))
    for n in range(count):
        middle = np.array([place[0] + (n + 0.5) * size * 0.9, place[1] + size * 0.8])
        for _ in range(rng.integers(1, 4)):
            t = np.linspace(0, rng.uniform(1.5, 6), 9)
            round_ = np.stack(
                [np.cos(t + rng.uniform(0, 6)) * 0.4, np.sin(t * rng.uniform(0.5, 1.5)) * 0.6], axis=1
            )
            straight = np.linspace(rng.uniform(-0.6, 0.6, 2), rng.uniform(-0.6, 0.6, 2), 9)
            sweep(sheet, rng, middle + size * (round_ if rng.random() < 0.6 else straight), thick)


def _holes(sheet: Sheet, rng: np.random.Generator, around: list[tuple[float, float]]) -> None:
    """A perforated word: dots in a grid, some missing."""
    step, dot = rng.uniform(14, 24), int(rng.integers(4, 9))
    rows, columns = (8, int(rng.integers(40, 80)))
    if rng.random() < 0.4:
        rows, columns = columns, rows
    place = _free(rng, sheet, (round(columns * step), round(rows * step)), around)
    if place:
        for r in range(rows):
            for c in range(columns):
                if rng.random() < 0.45:
                    at = (
                        round(place[0] + c * step + rng.normal(0, 1)),
                        round(place[1] + r * step + rng.normal(0, 1)),
                    )
                    cv2.circle(sheet.ink, at, dot, 255, -1)


def _edge(sheet: Sheet, rng: np.random.Generator) -> None:
    """The rim of a film frame or a book's fold: a ragged upright band of blots."""
    high, wide = sheet.ink.shape
    x = rng.choice([rng.uniform(0, 120), rng.uniform(wide - 150, wide - 20)])
    for y in range(0, high, 12):
        if rng.random() < 0.7:
            reach = abs(rng.normal(0, 22))
            cv2.ellipse(
                sheet.ink, (round(x), y), (max(2, round(reach)), int(rng.integers(3, 16))), 0, 0, 360, 255, -1
            )


def smeared(
    ink: np.ndarray[tuple[int, ...], np.dtype[np.uint8]], rng: np.random.Generator
) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    """A bad copy of a copy: letters run together, lines break, dirt."""
    k = int(rng.integers(2, 5))
    if rng.random() < 0.7:
        ink = cv2.dilate(ink, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (k, k)))
    dirt = rng.random((ink.shape[0] // 4, ink.shape[1] // 4)) < rng.uniform(0.0005, 0.006)
    blots = cv2.resize(dirt.astype(np.uint8) * 255, ink.shape[::-1], interpolation=cv2.INTER_LINEAR)
    ink = np.maximum(ink, blots)
    gaps = cv2.GaussianBlur(
        rng.normal(0, 1, (ink.shape[0] // 8, ink.shape[1] // 8)).astype(np.float32), (0, 0), 2.5
    )
    gaps = cv2.resize(gaps / gaps.std(), ink.shape[::-1])
    return np.where(gaps > rng.uniform(1.6, 3), 0, ink).astype(np.uint8)
