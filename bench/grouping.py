"""Releases found in an archive: how right the groups are, and how the time grows with the archive."""

from __future__ import annotations

import hashlib
import math
import sys
from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

from msgspec import structs

import memcon
from bench.measure import seconds, show
from bench.pairs import releases
from memcon import Archive, Listed

SIZES = (625, 1250, 2500, 5000)
"""Records of the archives; a tenth as many papers."""
MEMBERS = 10


PLOT = Path(__file__).parents[1] / "docs" / "compare" / "grouping.svg"


def run(folder: Path) -> None:
    """Print the table and draw the plot of docs/compare.md; some minutes, most of them for reading papers.

    One archive grows from size to size, and its groups are found anew at each.
    """
    rows: list[tuple[str, ...]] = []
    times: list[float] = []
    truth: dict[str, int] = {}
    with Archive(folder / "archive.db") as archive:
        for size in SIZES:
            _fill(archive, truth, size, folder)
            took, found = seconds(archive.groups, best_of=2)
            times.append(took)
            due = size * math.log(size) / (SIZES[0] * math.log(SIZES[0]))
            rows.append(
                (f"{size:,}", str(len(found)), f"{_pairwise(found, truth):.4f}", f"{took:.2f}",
                 f"{took / times[0]:.1f}", f"{due:.1f}")
            )  # fmt: skip
            print(*rows[-1], file=sys.stderr, flush=True)
    columns = ("records", "groups found", "pairwise F1", "CPU s", "times the first", "n log n")
    note = f"{MEMBERS} releases of each paper, each withholding up to half of it, a third of them misread."
    show("Releases grouped", columns, rows, note)
    draw(times)


def _fill(archive: Archive, truth: dict[str, int], size: int, folder: Path) -> None:
    """Add papers until the archive has so many records; `truth` is which paper each file is."""
    for paper in range(len(truth) // MEMBERS, size // MEMBERS):
        for number, text in enumerate(releases(paper, MEMBERS)):
            name = f"{paper}-{number}"
            file = folder / f"{name}.txt"
            file.write_bytes(text)
            document = memcon.read(file)
            sha256 = hashlib.sha256(name.encode()).hexdigest()
            source = structs.replace(document.source, sha256=sha256, name=name)
            archive.add(structs.replace(document, source=source))
            truth[name] = paper
            file.unlink()


def draw(times: Sequence[float]) -> None:
    """The seconds for each of `SIZES`, beside what n log n makes of the first; needs matplotlib."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    mpl.rcParams.update({"svg.hashsalt": "memcon", "svg.fonttype": "path", "font.size": 10})
    figure = Figure(figsize=(6.4, 3.6), layout="constrained")
    axes = figure.subplots()
    due = [n * math.log(n) * times[0] / (SIZES[0] * math.log(SIZES[0])) for n in SIZES]
    axes.loglog(SIZES, due, "--", color="#7b8794", label="n log n, from the first")
    axes.loglog(SIZES, times, "o-", color="#2f6f9f", label="memcon releases")
    axes.set_xticks(SIZES, [f"{n:,}" for n in SIZES])
    axes.minorticks_off()
    ticks = sorted({round(t, 2) for t in times})
    axes.set_yticks(ticks, [f"{t:g}" for t in ticks])
    axes.set_xlabel("records in the archive")
    axes.set_ylabel("CPU seconds to find the groups")
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(frameon=False, loc="upper left")
    PLOT.parent.mkdir(exist_ok=True)
    figure.savefig(PLOT, metadata={"Date": None})


def _pairwise(found: Sequence[Sequence[Listed]], truth: dict[str, int]) -> float:
    """F1 over pairs of files that are said to be one paper."""
    said = {pair for group in found for pair in combinations(sorted({one.file for one in group}), 2)}
    right = sum(truth[a] == truth[b] for a, b in said)
    true = sum(n * (n - 1) // 2 for n in Counter(truth.values()).values())
    return 2 * right / (len(said) + true)
