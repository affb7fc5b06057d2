"""Releases found in an archive: how right the groups are, and how the time grows with the archive."""

from __future__ import annotations

import hashlib
import math
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


def run(folder: Path) -> None:
    """Print the table; some minutes, most of them for writing and reading the papers."""
    rows: list[tuple[str, ...]] = []
    first = 0.0
    for size in SIZES:
        path = folder / f"{size}.db"
        truth = _filled(path, size, folder)
        with Archive(path) as archive:
            took, found = seconds(lambda archive=archive: archive.groups(), best_of=2)
        first = first or took
        due = size * math.log(size) / (SIZES[0] * math.log(SIZES[0]))
        f1 = _pairwise(found, truth)
        rows.append(
            (f"{size:,}", str(len(found)), f"{f1:.4f}", f"{took:.2f}", f"{took / first:.1f}", f"{due:.1f}")
        )
    columns = ("records", "groups found", "pairwise F1", "CPU s", "times the first", "n log n")
    note = f"{MEMBERS} releases of each paper, each withholding up to half of it, a third of them misread."
    show("Releases grouped", columns, rows, note)


def _filled(path: Path, size: int, folder: Path) -> dict[str, int]:
    """An archive of so many records, and which paper each file is."""
    truth: dict[str, int] = {}
    with Archive(path) as archive:
        for paper in range(size // MEMBERS):
            for number, text in enumerate(releases(paper, MEMBERS)):
                file = folder / f"{paper}-{number}.txt"
                file.write_bytes(text)
                document = memcon.read(file)
                name = f"{paper}-{number}"
                sha256 = hashlib.sha256(name.encode()).hexdigest()
                source = structs.replace(document.source, sha256=sha256, name=name)
                archive.add(structs.replace(document, source=source))
                truth[name] = paper
                file.unlink()
    return truth


def _pairwise(found: Sequence[Sequence[Listed]], truth: dict[str, int]) -> float:
    """F1 over pairs of files that are said to be one paper."""
    said = {pair for group in found for pair in combinations(sorted({one.file for one in group}), 2)}
    right = sum(truth[a] == truth[b] for a, b in said)
    true = sum(n * (n - 1) // 2 for n in Counter(truth.values()).values())
    return 2 * right / (len(said) + true)
