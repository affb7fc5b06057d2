"""Draws docs/scale/stores.svg: how SQLite, PostgreSQL and tantivy grow, for each kind of query.

    python tools/stores_plot.py

The figures are those that ``python -m bench growth`` leaves in build/growth.csv, kept as
docs/scale/stores.csv.
Needs the extra ``bench`` (matplotlib). The picture is looked at before it is committed.
"""

from __future__ import annotations

import csv
from pathlib import Path

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

FOLDER = Path(__file__).parents[1] / "docs" / "scale"
INK, PALE = "#333a42", "#c9d0d7"
COLORS = {"SQLite": "#2f6f9f", "PostgreSQL": "#c2622d", "tantivy": "#5c8a3a"}


def main() -> None:
    """Draw the picture."""
    mpl.rcParams.update(
        {"font.family": "sans-serif", "font.size": 9, "text.color": INK, "axes.labelcolor": INK,
         "axes.edgecolor": PALE, "xtick.color": INK, "ytick.color": INK, "svg.hashsalt": "memcon",
         "svg.fonttype": "path"}
    )  # fmt: skip
    with (FOLDER / "stores.csv").open() as file:
        rows = list(csv.DictReader(file))
    kinds = list(dict.fromkeys(row["query"] for row in rows))
    figure = Figure(figsize=(8.4, 4.8), layout="constrained")
    axes: list[Axes] = list(figure.subplots(2, 3, sharex=True, sharey=True).flat)
    for axis, kind in zip(axes, kinds, strict=True):
        _one(axis, kind, [row for row in rows if row["query"] == kind])
    axes[0].legend(loc="upper left", frameon=False, fontsize=8)
    figure.supxlabel("passages", fontsize=9)
    figure.supylabel("milliseconds on the clock, median (dotted: 95th percentile)", fontsize=9)
    figure.savefig(FOLDER / "stores.svg", metadata={"Date": None})


def _one(axis: Axes, kind: str, rows: list[dict[str, str]]) -> None:
    """Median and 95th percentile of one kind in each store; what is under 0.05 ms stands at 0.05."""
    axis.set_title(kind, loc="left", fontsize=9.5)
    for name, color in COLORS.items():
        own = [row for row in rows if row["store"] == name]
        sizes = [int(row["passages"]) for row in own]
        middle, high = ([max(0.05, float(row[column])) for row in own] for column in ("p50", "p95"))
        axis.plot(sizes, middle, color=color, marker="o", markersize=3.5, label=name)
        axis.plot(sizes, high, color=color, linewidth=0.9, linestyle=":")
    axis.set_xscale("log")
    axis.set_yscale("log")
    axis.set_yticks([0.1, 1, 10, 100, 1000], ["0.1", "1", "10", "100", "1,000"])
    axis.set_xticks([10_000, 100_000, 1_000_000], ["10,000", "100,000", "1 million"], fontsize=8)
    axis.minorticks_off()
    axis.spines[["top", "right"]].set_visible(False)


if __name__ == "__main__":
    main()
