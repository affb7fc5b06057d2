"""Sets whole pages: paragraphs that end in marks, lists, underlined labels, struck banners."""

from __future__ import annotations

import cv2
import numpy as np
from clutter import clutter, smeared
from paper import (
    LABELS,
    LEVEL_WORDS,
    MARKS,
    ODDS,
    OTHERS,
    WORDS,
    Drawn,
    Face,
    Sheet,
    face,
    stamp_on,
    strike,
    worn,
)

HIGH, WIDE = 3300, 2550


def page(rng: np.random.Generator, struck: float = 0.72, given: Face | None = None) -> Sheet:
    """One page with about thirty marks, at 300 dpi, in the face `given` or in any; `struck` is the share of
    the marks that a pen went through."""
    sheet = Sheet(np.zeros((HIGH, WIDE), np.uint8))
    type_ = given or face(rng)
    tall = 0.62 * type_.em
    left = round(rng.uniform(220, 420))
    measure = WIDE - left - round(rng.uniform(200, 350))
    pitch = type_.em * rng.uniform(1.0, 1.25) + 4
    y = rng.uniform(180, 260)
    while y < HIGH - 200:
        y = _paragraph(sheet, rng, type_, (left, measure, pitch, tall, struck), y) + pitch * rng.uniform(
            0.6, 1.3
        )
    _furniture(sheet, rng, type_, tall)
    if rng.random() < 0.7:
        clutter(sheet, rng, [(m.x, m.baseline) for m in sheet.marks])
    if rng.random() < 0.3:
        sheet.ink = smeared(sheet.ink, rng)
    sheet.ink = worn(sheet.ink, rng)
    return sheet


def _words(rng: np.random.Generator, count: int) -> str:
    return " ".join(WORDS[k] for k in rng.integers(0, len(WORDS), count))


def _paragraph(
    sheet: Sheet, rng: np.random.Generator, type_: Face, shape: tuple[int, int, float, float, float], y: float
) -> float:
    """A few lines with a mark at the end, at the start, alone, or none."""
    left, measure, pitch, tall, share = shape
    chars = max(12, int(measure / (type_.em * 0.6)))
    if rng.random() < 0.12:
        return _labels(sheet, rng, type_, (left, measure), y, tall) + pitch
    kind = rng.choice(["end", "start", "alone", "none", "other"], p=[0.56, 0.12, 0.08, 0.08, 0.16])
    indent = round(rng.choice([0, 0, 0, 90, 180]))
    lines = [_words(rng, chars // 6)[: chars - 4] for _ in range(rng.choice([0, 0, 1, 2]))]
    last = _words(rng, max(1, int(rng.integers(1, max(2, chars // 6)))))[: chars - 9]
    x = left + indent
    for text in lines:
        _line(sheet, type_, text, x, y)
        if rng.random() < 0.25:
            _underlined(sheet, rng, type_, LABELS[rng.integers(len(LABELS))], x, y, tall)
        y += pitch
    mark = str(rng.choice(MARKS, p=ODDS))
    hit = bool(rng.random() < share)
    if kind == "alone":
        _mark(sheet, rng, type_, mark, hit, left - round(rng.choice([0, 0, 0, 120])), y, tall)
    elif kind == "start":
        opening = f"{rng.integers(1, 20)}." if rng.random() < 0.7 else "--"
        end = _line(sheet, type_, opening, x, y)
        end = _mark(sheet, rng, type_, mark, hit, end + round(rng.uniform(0.35, 1.4) * tall), y, tall)
        _line(sheet, type_, last, end + round(rng.uniform(0.4, 1.2) * tall), y)
    else:
        end = _line(sheet, type_, last, x, y) + round(rng.uniform(0.3, 2.2) * tall)
        if kind == "end":
            _mark(sheet, rng, type_, mark, hit, end, y, tall)
        elif kind == "other":
            _other(sheet, rng, type_, end, y, tall)
    return y + pitch


def _labels(
    sheet: Sheet, rng: np.random.Generator, type_: Face, shape: tuple[int, int], y: float, tall: float
) -> float:
    """A row of one or two underlined headings, as over columns of names."""
    for x in (shape[0], shape[0] + shape[1] // 2)[: int(rng.integers(1, 3))]:
        _underlined(sheet, rng, type_, str(rng.choice(LABELS)), x, y, tall)
    return y


def _line(sheet: Sheet, type_: Face, text: str, x: int, y: float) -> int:
    """Set a text; its right end."""
    (piece,) = type_.pieces([text])
    stamp_on(sheet, piece, x, round(y) - type_.baseline)
    return x + piece.shape[1]


def _mark(
    sheet: Sheet, rng: np.random.Generator, type_: Face, mark: str, hit: bool, x: int, y: float, tall: float
) -> int:
    shown = mark.lower() if hit and mark in "CSU" and rng.random() < 0.12 else mark
    end = _line(sheet, type_, f"({shown})", x, y)
    if hit:
        strike(sheet, rng, x, end, y, tall)
    sheet.marks.append(Drawn(mark, (x + end) / 2, round(y), hit))
    return end


def _other(sheet: Sheet, rng: np.random.Generator, type_: Face, x: int, y: float, tall: float) -> None:
    """Something at a line's end that is no mark: other brackets, struck words, a stroke alone."""
    kind = rng.choice(["plain", "struck", "stroke", "level"], p=[0.5, 0.25, 0.1, 0.15])
    if kind == "stroke":
        strike(sheet, rng, x, x + 2.7 * tall, y, tall)
        return
    text = str(rng.choice(LEVEL_WORDS)) if kind == "level" else str(rng.choice(OTHERS))
    if kind == "struck" and rng.random() < 0.5:
        text = WORDS[rng.integers(len(WORDS))]
    end = _line(sheet, type_, text, x, y)
    if kind != "plain":
        strike(sheet, rng, x, end, y, tall)


def _underlined(
    sheet: Sheet, rng: np.random.Generator, type_: Face, text: str, x: int, y: float, tall: float
) -> None:
    """Put an underlined label over the line's start."""
    (piece,) = type_.pieces([text])
    top = round(y) - type_.baseline
    sheet.ink[max(0, top) : round(y + 0.3 * tall), x : x + piece.shape[1] + round(tall)] = 0
    _line(sheet, type_, text, x, y)
    for n in range(1 if rng.random() < 0.85 else 2):
        at = round(y + rng.uniform(0.05, 0.3) * tall + n * 6)
        cv2.line(sheet.ink, (x, at), (x + piece.shape[1], at), 255, int(rng.integers(1, 5)))


def _furniture(sheet: Sheet, rng: np.random.Generator, type_: Face, tall: float) -> None:
    """Struck and underlined banners, vertical lines."""
    for y in (110, HIGH - 90):
        text = str(rng.choice(LEVEL_WORDS))
        x = round(rng.uniform(150, 1800))
        text = " ".join(text) if rng.random() < 0.35 else text
        end = _line(sheet, type_, text, x, y)
        if rng.random() < 0.8:
            strike(sheet, rng, x, end, y, tall)
        if rng.random() < 0.6:
            cv2.line(sheet.ink, (x, y + 6), (end, y + 6), 255, 3)
    if rng.random() < 0.3:
        x = int(rng.integers(20, WIDE - 20))
        cv2.line(sheet.ink, (x, 0), (x + 3, HIGH), 255, 3)
