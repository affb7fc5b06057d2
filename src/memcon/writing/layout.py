"""A memorandum as laid out: runs of type placed on sheets, before anything is drawn.

One layout serves all three outputs: text is the layout as characters, a PDF is the layout drawn, a scan is
the drawing aged. Lengths are PDF points (1/72 inch) from the sheet's top left; `Run.y` is the baseline.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Face = Literal[
    "Courier", "Courier-Bold", "Times-Roman", "Times-Bold", "Times-Italic", "Helvetica", "Helvetica-Bold"
]
"""A standard PDF typeface: every PDF reader has it, so none need be shipped."""

Part = Literal[
    "text",
    "label",
    "mark",
    "banner",
    "number",
    "letterhead",
    "stamp",
    "photocopy",
    "hand",
    "code",
    "note",
]
"""What a run is to its paper; ``stamp``, ``photocopy`` and ``hand`` came onto it after it was typed, ``code``
and ``note`` stand in the place of what is withheld."""

COURIER_WIDTH = 0.6
"""The width of every Courier letter, in ems."""

LETTER = (612.0, 792.0)
"""US letter paper, 8.5 by 11 inches."""


class Run(Struct, frozen=True):
    """Letters set in one face from one point on."""

    x: float
    y: float
    text: str
    face: Face = "Courier"
    size: float = 12.0
    part: Part = "text"
    underlined: bool = False
    struck: bool = False
    """A reviewer's pen goes through it."""
    anchor: Literal["left", "middle", "right"] = "left"
    """Which point of the run `x` is."""
    wide: float = 1.0
    """How much wider than the typeface its letters are set, as engraved letterheads have them."""


RuleKind = Literal["line", "bar", "withheld", "corners", "blank"]


class Rule(Struct, frozen=True):
    """A rectangle: a printed line, a thick bar, or where a passage is withheld.

    Such a place is shown by a hollow box (``withheld``), by its corners, or by nothing (``blank``).
    """

    left: float
    top: float
    right: float
    bottom: float
    kind: RuleKind = "line"
    codes: tuple[str, ...] = ()


class Sheet(Struct, frozen=True):
    """One page of a layout."""

    runs: tuple[Run, ...]
    rules: tuple[Rule, ...] = ()
    width: float = LETTER[0]
    height: float = LETTER[1]
    pitch: float = 7.2
    """Width of a character of the paper's own type."""
    leading: float = 12.0
    """Distance between its lines."""


Layout = tuple[Sheet, ...]


def characters(sheet: Sheet) -> str:
    """The sheet as text: every run at its row and column, empty rows kept, the page's foot included."""
    rows: dict[int, list[tuple[float, str]]] = {}
    for run in sheet.runs:
        start = run.x - _shift(run, sheet.pitch)
        rows.setdefault(int(run.y // sheet.leading), []).append((start / sheet.pitch, run.text))
    last = max(rows, default=-1)
    return "\n".join(_row(rows.get(row, [])) for row in range(last + 1)) + "\n"


def _shift(run: Run, pitch: float) -> float:
    """How far left of `run.x` the run begins when its letters are typed one to a column."""
    width = len(run.text) * pitch
    return {"left": 0.0, "middle": width / 2, "right": width}[run.anchor]


def _row(runs: list[tuple[float, str]]) -> str:
    """One row; a run whose column is taken moves right, behind a blank."""
    line = ""
    for column, text in sorted(runs):
        at = max(round(column), 0)
        if at < len(line):
            at = len(line) + 1
        line = line.ljust(at) + text
    return line.rstrip()
