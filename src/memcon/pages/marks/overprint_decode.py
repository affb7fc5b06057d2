"""One line of a classification block, decoded character by character against what it can say."""

from __future__ import annotations

from typing import Final

import numpy as np
from msgspec import Struct, structs
from numpy.typing import NDArray

from memcon.model import Box

from .overprint_grammar import CONNECTORS, Cells, Era, values
from .overprint_ink import Field, Ink, field_of
from .overprint_type import ALPHABET, Type

Floats = NDArray[np.float32]
Positions = NDArray[np.int64]

_CELLS: Final = 20
"""So many cells after its label a line's value is looked for."""
_SWAY: Final = 1
"""Pixels by which a line rises or falls over a block's width."""
_EXACT: Final = 0.01
"""A label that costs no more is found."""
_LEAST_CELLS: Final = 8
"""A line that ends sooner at the page's edge has no room for a value."""
_NO_COLON: Final = 0.05
"""So much is a label's colon likelier to be hidden than left out, in usual characters' ink."""
_GAP: Final = 6
"""The value begins no more cells than this after what comes before it,"""
_APART: Final = 0.3
"""and no fewer."""
_WORN: Final = 0.4
"""What a character lacks itself takes so much off its lead over the next."""
_USUAL: Final = 0.03
"""So much is the usual value ahead, in usual characters' ink, before the page is looked at: it settles what
an overprint hides altogether, and gives little belief."""
_NEAR: Final = 12
"""Of so many of the best values is it settled which is the second."""


class Label(Struct, frozen=True, gc=False):
    """Where a line of the block begins; pixels."""

    text: str
    left: int
    """Left edge of its first cell."""
    baseline: int
    cost: float
    """Usual characters' ink for each of its characters that is amiss: 0 is a perfect fit."""


class Value(Struct, frozen=True, gc=False):
    """What stands behind a label; left edges of first cells in pixels."""

    connector: str
    connector_left: int
    text: str
    left: int
    lacks: float
    """Usual characters' ink that the worst of its characters lacks, or has beside it unexplained."""
    margin: float
    """By how much the next best value is worse, in usual characters' ink."""
    second: str


class _Try(Struct, frozen=True, gc=False):
    cost: float
    cells: Cells
    at: int
    connector: str
    connector_at: int


def find_label(ink: Ink, box: Box, text: str, type_: Type) -> Label | None:
    """The label that OCR has seen at `box`, found exactly; None off the page."""
    rough = _best_label(ink, box, text, type_, _baselines(box, type_.tall), 3)
    if rough is None:
        return None
    return _best_label(ink, box, text, type_, [rough.baseline + k for k in (0, -3, 3)], _SWAY)


def _best_label(ink: Ink, box: Box, text: str, type_: Type, baselines: list[int], sway: int) -> Label | None:
    """The best place of a label near a word's box, on one of some baselines."""
    best: Label | None = None
    cells, slack = len(text), round(0.7 * type_.pitch)
    right = box.left + slack + round(type_.pitch * cells)
    for baseline in baselines:
        field = field_of(ink, baseline, box.left - slack, right, type_, "".join(set(text)), sway)
        if field is None or field.wide <= type_.pitch * cells + 1:
            continue
        starts = np.arange(max(1, min(2 * slack, field.wide - round(type_.pitch * (cells - 1)) - 1)))
        cost = _together(field, tuple(text), starts, type_.pitch) / cells
        k = int(cost.argmin())
        if best is None or cost[k] < best.cost - 0.003:
            best = Label(text, field.left + k, baseline, float(cost[k]))
        if best.cost < _EXACT:
            break
    return best


def _baselines(box: Box, tall: float) -> list[int]:
    """Where the baseline of the type in a word's box may lie: a capital under its top, or, in a box that some
    overprint has made higher, anywhere down to its foot."""
    first = box.top + round(tall)
    spare = box.height - round(1.4 * tall)
    return [first, first - 6, *range(first + 6, first + max(7, spare + 12), 6)]


def decode(ink: Ink, label: Label, type_: Type, era: Era) -> Value | None:
    """The likeliest value behind a label on a paper of some era; None where there is no room for any.

    It always says something: `Value.lacks` and `Value.margin` tell whether to believe it.
    """
    start = label.left + round(type_.pitch * len(label.text))
    field = field_of(ink, label.baseline, start, start + round(type_.pitch * _CELLS), type_, ALPHABET, _SWAY)
    if field is None or field.wide < type_.pitch * _LEAST_CELLS:
        return None
    openings = [_opening(field, text, type_.pitch) for text in CONNECTORS[label.text]]
    tries = [
        structs.replace(found, cost=found.cost - _USUAL) if usual else found
        for cells, usual in values(label.text, era)
        for found in _tries(field, cells, openings, type_.pitch)
    ]
    if not tries:
        return None
    tries.sort(key=lambda t: t.cost)
    return _settled(field, tries, type_.pitch)


def _opening(field: Field, text: str, pitch: float) -> tuple[float, str, int, int]:
    """Where a connector fits best, one blank after the label: its cost, itself, its place, its end."""
    if not text:
        return 0.0, text, 0, 0
    places = np.arange(round(0.75 * pitch), round(1.25 * pitch))
    cost = field.blank[places] + _together(field, tuple(text), places, pitch)
    k = int(cost.argmin())
    bare = 0.0 if text.endswith(":") else _NO_COLON
    return float(cost[k]) + bare, text, int(places[k]), int(places[k]) + round(pitch * len(text))


def _tries(
    field: Field, cells: Cells, openings: list[tuple[float, str, int, int]], pitch: float
) -> list[_Try]:
    """A value's best place, if it has room; its cost counts all ink on the line."""
    first = min(end for *_, end in openings) + round(_APART * pitch)
    last = min(max(end for *_, end in openings) + round(_GAP * pitch), field.wide - round(pitch * len(cells)))
    if last <= first:
        return []
    places = np.arange(first, last)
    cost = _together(field, cells, places, pitch) + field.blank[places]
    cost = cost + (field.blank[-1] - field.blank[places + round(pitch * len(cells))])
    best: _Try | None = None
    for opening, text, at, end in openings:
        skip = max(0, end + round(_APART * pitch) - first)
        if skip >= len(cost):
            continue
        k = skip + int(cost[skip:].argmin())
        whole = float(cost[k]) + opening - float(field.blank[end])
        if best is None or whole < best.cost:
            best = _Try(whole, cells, int(places[k]), text, at)
    return [best] if best else []


def _settled(field: Field, tries: list[_Try], pitch: float) -> Value:
    """The best value, and how far it is ahead of the next that says something else."""
    top = tries[0]
    text, rivals = _spelt(field, top, pitch)
    for other in tries[1:_NEAR]:
        string, others = _spelt(field, other, pitch)
        behind = other.cost - top.cost
        rivals += [(behind, string), *((behind + loss, t) for loss, t in others)]
    rivals = [(loss, t) for loss, t in rivals if _plain(t) != _plain(text)]
    margin, second = min(rivals, default=(1.0, ""))
    lacks = max(float(field.bare[c][top.at + round(pitch * k)]) for k, c in enumerate(text) if c != " ")
    return Value(
        top.connector, field.left + top.connector_at, text, field.left + top.at, lacks, margin, second
    )  # fmt: skip


def _plain(text: str) -> str:
    return text.replace(" ", "").lower()


def _together(field: Field, cells: Cells, starts: Positions, pitch: float) -> Floats:
    """The cost of `cells` side by side, for each start."""
    total = np.zeros(len(starts), np.float32)
    a, b = int(starts[0]), int(starts[-1]) + 1
    for k, chars in enumerate(cells):
        step = round(pitch * k)
        if chars:
            total += field.least(chars)[a + step : b + step]
        else:
            after = round(pitch * (k + 1))
            total += field.blank[a + after : b + after] - field.blank[a + step : b + step]
    return total


def _spelt(field: Field, found: _Try, pitch: float) -> tuple[str, list[tuple[float, str]]]:
    """The best string of some cells at their place, and each that differs in one character with its loss,
    which counts for less where what was read lacks ink itself."""
    text, others = "", list[tuple[float, int, str]]()
    for k, chars in enumerate(found.cells):
        at = found.at + round(pitch * k)
        ranked = sorted((float(field.costs[c][at]), c) for c in chars) or [(0.0, " ")]
        cost, char = ranked[0]
        text += char
        rival = next((r for r in ranked[1:] if r[1].lower() != char.lower()), None)
        if rival is not None:
            others.append((rival[0] - cost - _WORN * max(0.0, float(field.bare[char][at])), k, rival[1]))
    return text, [(loss, text[:k] + char + text[k + 1 :]) for loss, k, char in others]
