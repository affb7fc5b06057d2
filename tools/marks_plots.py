"""Draws the pictures of docs/marks.md: two plots of what ``python -m bench marks`` measured, three pages.

    .venv/bin/python -m bench marks && .venv/bin/python -m tools.marks_plots

Needs the ``bench`` extra (matplotlib). The pictures are looked at before they are committed.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import matplotlib as mpl
import msgspec
from bench.marks import KEPT, Case, Measured, bins, gap, score, struck_score
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from PIL import Image

import memcon

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "marks"
INK, PALE, FIRST, SECOND = "#333a42", "#c9d0d7", "#2f6f9f", "#c2622d"
PAGES = (("1996-03-27-water", 1, (0.44, 0.86)), ("1995-04-11-principals", 1, (0.26, 0.66)),
         ("1993-03-26-gauges", 1, (0.62, 1.0)))  # fmt: skip
"""Sample, page, and the part of it that is shown: shares of its height."""
WHAT = ("marks", "words", "lines", "stamps", "withheld", "hand")
WIDTH = 860
"""Of a page's picture, in pixels."""


def main() -> None:
    """Draw everything into docs/marks/ and say how large it is."""
    measured = msgspec.json.decode(KEPT.read_bytes(), type=Measured)
    FOLDER.mkdir(exist_ok=True)
    mpl.rcParams.update(
        {"font.family": "sans-serif", "font.size": 10, "text.color": INK, "axes.labelcolor": INK,
         "axes.edgecolor": PALE, "xtick.color": INK, "ytick.color": INK, "svg.hashsalt": "memcon",
         "svg.fonttype": "path"}
    )  # fmt: skip
    noise(measured)
    calibration(measured)
    for name, number, part in PAGES:
        page(name, number, part)
    for path in sorted(FOLDER.iterdir()):
        print(f"{path.relative_to(ROOT)}, {path.stat().st_size / 1024:.0f} KB")


def noise(measured: Measured) -> None:
    """How well marks are read as the copy gets worse."""
    figure = Figure(figsize=(6.4, 3.6), layout="constrained")
    axes = _axes(figure)
    levels = sorted(measured.read_curve)
    axes.axvline(0.3, color=PALE, linewidth=1)
    axes.annotate("default", (0.3, 0.02), xytext=(4, 0), xycoords=("data", "axes fraction"),
                  textcoords="offset points", color="#7b8794", fontsize=9)  # fmt: skip
    every = [score(measured.read_curve[level]).f1 for level in levels]
    struck = [struck_score(measured.read_curve[level]).f1 for level in levels]
    eye = [score(measured.curve[level]).f1 for level in levels]
    axes.plot(levels, every, "o-", color=FIRST, label="every mark, the whole reader")
    axes.plot(levels, struck, "s--", color=SECOND, markersize=5, label="struck marks, the whole reader")
    axes.plot(levels, eye, "^:", color="#7b8794", markersize=5, label="every mark, the eye alone")
    axes.set_xlabel("noise of the written scan (0 none, 1 a poor copy of a copy)")
    axes.set_ylabel("F1")
    low = min(*every, *struck, *eye)
    axes.set_ylim(max(0.0, round(low - 0.06, 1)), 1.005)
    axes.legend(frameon=False, loc="lower right")
    figure.savefig(FOLDER / "noise.svg", metadata={"Date": None})


def calibration(measured: Measured) -> None:
    """What a probability is worth."""
    figure = Figure(figsize=(6.4, 4.2), layout="constrained")
    axes = _axes(figure)
    axes.plot((0.5, 1), (0.5, 1), color=PALE, linewidth=1)
    pooled = [case for cases in measured.curve.values() for case in cases]
    read = [case for cases in measured.read_curve.values() for case in cases]
    _points(axes, measured.reader, SECOND, "s", "the whole reader, default noise")
    _points(axes, read, FIRST, "o", "the whole reader, all noises")
    _points(axes, pooled, "#7b8794", "^", "the eye alone, all noises")
    axes.set_xlabel("probability that memcon gives a mark")
    axes.set_ylabel("share of these marks that are right")
    axes.set_xlim(0.55, 1.005)
    axes.set_ylim(0.5, 1.02)
    axes.legend(frameon=False, loc="lower right")
    figure.savefig(FOLDER / "calibration.svg", metadata={"Date": None})


def _points(axes: Axes, cases: list[Case], colour: str, shape: str, name: str) -> None:
    parts = bins(cases)
    label = f"{name}: error {gap(parts):.3f}"
    axes.plot([b.chance for b in parts], [b.right for b in parts], shape, color=colour, label=label)


def _axes(figure: Figure) -> Axes:
    axes = figure.add_subplot()
    axes.spines[["top", "right"]].set_visible(False)
    axes.grid(axis="y", color="#e8ecef", linewidth=0.8)
    axes.set_axisbelow(True)
    return axes


def page(name: str, number: int, part: tuple[float, float]) -> None:
    """A part of a sample's page with what was seen on it, in few colours."""
    drawn = memcon.page_picture(ROOT / "samples" / f"{name}.pdf", number, WHAT)
    whole = Image.open(BytesIO(drawn)).convert("RGB")
    top, bottom = (round(share * whole.height) for share in part)
    cut = whole.crop((0, top, whole.width, bottom))
    small = cut.resize((WIDTH, round(WIDTH * cut.height / cut.width)), Image.Resampling.LANCZOS)
    few = small.quantize(
        40, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE
    )  # keeps rare colours
    few.save(FOLDER / f"{name}.png", optimize=True)


main()
