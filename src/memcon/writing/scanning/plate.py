"""Sheets as images of ink, and where each of their words stands on them."""

# pypdfium2 carries no types for its raw interface.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportMissingTypeStubs=false

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import numpy as np
import pypdfium2
from msgspec import Struct
from numpy.typing import NDArray

from memcon.model import Box
from memcon.writing.drawing import Canvas, edges, left_of, offsets, underline
from memcon.writing.layout import Rule, Run, Sheet

DPI = 300
SCALE = DPI / 72
Ink = NDArray[np.uint8]
"""0 where the paper is white, 255 where it is black."""


class Placed(Struct, frozen=True):
    """A word of a run, with the box around its ink."""

    text: str
    box: Box
    run: Run


def inked(sheet: Sheet) -> Ink:
    """The sheet's letters at 300 dots to the inch, without underlines and rules."""
    document = pypdfium2.PdfDocument.new()
    page = Canvas(document).draw(sheet, lines=False)
    render: Any = page.render
    grey = np.asarray(render(scale=SCALE, grayscale=True).to_numpy(), dtype=np.uint8)
    flat = grey.reshape(grey.shape[0], grey.shape[1], -1)[:, :, 0]
    rows, columns = round(sheet.height * SCALE), round(sheet.width * SCALE)
    return np.subtract(255, flat[:rows, :columns], dtype=np.uint8)


def words(sheet: Sheet, ink: Ink) -> list[Placed]:
    """The sheet's words in the order of its lines; a word without ink is left out.

    A run that begins where another ends, as a colon behind an underlined label, goes on with its last word.
    """
    placed: list[Placed] = []
    end = (-1.0, -1.0)
    for run in sorted(sheet.runs, key=lambda r: (r.y, r.x)):
        left, steps = left_of(run), offsets(run)
        goes_on = end[0] == run.y and abs(end[1] - left) < 0.1 * run.size and run.text[:1] != " "
        for found in re.finditer(r"\S+", run.text):
            edge = _edge(run, left + steps[found.start()], left + steps[found.end()])
            box = shrunk(ink, pixels(edge))
            if box is None:
                continue
            if goes_on and found.start() == 0 and placed:
                placed[-1] = _joined(placed[-1], found.group(), box)
            else:
                placed.append(Placed(found.group(), box, run))
        end = (run.y, left + steps[-1])
    return placed


def _edge(run: Run, left: float, right: float) -> Rule:
    """The room of letters between two points of a run's line."""
    return Rule(left, run.y - 0.85 * run.size, right, run.y + 0.3 * run.size)


def _joined(last: Placed, text: str, box: Box) -> Placed:
    return Placed(last.text + text, last.box.union(box), last.run)


def body(placed: Placed) -> Box:
    """The room between a word's baseline and the height of its capitals, as wide as its ink."""
    run = placed.run
    low = pixels(Rule(run.x, run.y - 0.66 * run.size, run.x + 1, run.y))
    return Box(placed.box.left, low.top, placed.box.right, low.bottom)


def pixels(rule: Rule) -> Box:
    """A rectangle of points in pixels."""
    return Box(
        round(rule.left * SCALE),
        round(rule.top * SCALE),
        max(round(rule.right * SCALE), round(rule.left * SCALE) + 1),
        max(round(rule.bottom * SCALE), round(rule.top * SCALE) + 1),
    )


def shrunk(ink: Ink, box: Box) -> Box | None:
    """The box around the ink within `box`; None where there is none."""
    height, width = ink.shape
    left, top = max(box.left, 0), max(box.top, 0)
    part = ink[top : min(box.bottom, height), left : min(box.right, width)] > 96
    rows, columns = np.flatnonzero(part.any(axis=1)), np.flatnonzero(part.any(axis=0))
    if not rows.size:
        return None
    return Box(
        left + int(columns[0]), top + int(rows[0]), left + int(columns[-1]) + 1, top + int(rows[-1]) + 1
    )


def rule_off(ink: Ink, sheet: Sheet) -> None:
    """Draw the sheet's underlines and rules onto its ink."""
    lines = [side for rule in sheet.rules for side in edges(rule)]
    lines += [line for run in sheet.runs for line in underline(run)]
    _fill(ink, lines)


def _fill(ink: Ink, lines: Iterable[Rule]) -> None:
    for line in lines:
        box = pixels(line)
        ink[max(box.top, 0) : box.bottom, max(box.left, 0) : box.right] = 255
