"""Checks: how often each rule is right on broken papers, and how fast records are judged."""

from __future__ import annotations

import importlib
import sys
from collections import Counter
from pathlib import Path
from random import Random

import memcon
from bench.measure import seconds, show
from memcon import writing
from memcon.checks import check_document, rules
from memcon.model import Document

PAPERS = 24
"""Papers broken for each rule."""
SEEDS = 40
"""Records of each style whose checks are timed."""
MILLION = 1_000_000
_FAULTS = Path(__file__).parents[1] / "tests" / "checks"


def run(folder: Path) -> None:
    """Print the table of faults and that of speed; `folder` is for the papers."""
    _found(folder)
    documents = _documents(folder)
    _speed(folder, documents)


def run_million(folder: Path) -> None:
    """Print how fast a million generated passages are judged, and the peak of memory."""
    documents = _documents(folder)
    passages = sum(map(_passages, documents))
    rounds = -(-MILLION // passages)
    took, found = seconds(lambda: _counted(documents * rounds), best_of=1)
    records = len(documents) * rounds
    row = (
        "memcon.check",
        f"{records / took:,.0f}",
        f"{passages * rounds / took:,.0f}",
        f"{sum(found.values()):,}",
    )
    note = f"{records:,} records, {passages * rounds:,} passages; {len(documents)} invented, {rounds} times."
    show("A million passages checked", ("", "records/s", "passages/s", "findings"), [row], note)


def _found(folder: Path) -> None:
    sys.path.insert(0, str(_FAULTS))
    faults = importlib.import_module("faults")
    rows: list[tuple[str, ...]] = []
    below = 0
    for code, fault in sorted(faults.FAULTS.items()):
        score = faults.judge(fault, PAPERS, folder)
        below += score.recall < 0.95 or score.precision < 0.95
        rows.append(
            (f"{code} {rules()[code].name}", str(score.broken), str(score.found), str(score.false),
             f"{score.recall:.2f}", f"{score.precision:.2f}")
        )  # fmt: skip
    note = f"Papers invented, broken once, written as text and read. {below} of {len(rows)} rules below .95."
    show("Broken papers", ("", "broken", "found", "false", "recall", "precision"), rows, note)


def _documents(folder: Path) -> list[Document]:
    documents: list[Document] = []
    for style in writing.INVENTED:
        for seed in range(SEEDS):
            record, chosen = writing.invented(Random(f"{style} {seed}"), style)
            path = folder / f"{style}-{seed}.txt"
            path.write_text(writing.as_text(record, chosen))
            documents.append(memcon.read(path, cache=False))
    return documents


def _passages(document: Document) -> int:
    return sum(len(r.paragraphs) + sum(len(turn.paragraphs) for turn in r.turns) for r in document.records)


def _counted(documents: list[Document]) -> Counter[str]:
    return Counter(d.code for document in documents for d in check_document(document))


def _speed(folder: Path, documents: list[Document]) -> None:
    """Beside the reading of the same papers, which comes before every check."""
    paths = sorted(folder.glob("*-*.txt"))
    passages = sum(map(_passages, documents))
    _counted(documents[:8])
    checked, found = seconds(lambda: _counted(documents))
    read, _ = seconds(lambda: [memcon.read(path, cache=False) for path in paths], best_of=1)
    rows = [
        (name, f"{len(documents) / took:,.0f}", f"{passages / took:,.0f}", f"{took / read:.2f}")
        for name, took in (("memcon.check", checked), ("memcon.read, the same papers from text", read))
    ]
    notes = sum(count for code, count in found.items() if rules()[code].severity == "note")
    note = f"{len(documents)} invented records, {sum(found.values()):,} findings, {notes:,} of them notes."
    show("Records checked", ("", "records/s", "passages/s", "times"), rows, note)
