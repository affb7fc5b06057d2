"""Invented papers for the tests of exports: read, kept in memory, and with what an archive would know."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import memcon
from memcon import Document, ExportChange, ExportEntry

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "samples"
SHARED = ROOT.parent / "shared"
WHERE = {
    "repository": "Carter Library",
    "collection": "National Security Affairs",
    "series": "Staff Material",
    "box": "34",
    "folder": "Memcons: 10/75",
    "naid": "7338580",
    "url": "https://catalog.archives.gov/id/7338580",
}
"""What a person would set; the repository is real, the paper is not."""


@cache
def sample(name: str) -> Document:
    """A specimen paper as read."""
    return memcon.read(SAMPLES / name)


@cache
def texts() -> tuple[ExportEntry, ...]:
    """Every record of the specimens that are text."""
    return tuple(
        entry
        for path in sorted(SAMPLES.glob("*.txt"))
        for entry in memcon.export_entries(sample(path.name), path)
    )


def entry(name: str, *changes: ExportChange, **known: str) -> ExportEntry:
    """The first record of a specimen, with what is known of it."""
    document = sample(name)
    found = next(memcon.export_entries(document, SAMPLES / name))
    return ExportEntry(found.record, document, found.id, known, changes, found.path)


def everywhere() -> list[ExportEntry]:
    """Text, scans with doubts and gaps, a packet, and a sheet: one record of each kind of trouble."""
    scans = ("1993-03-26-gauges.pdf", "packet-1990-1995.pdf", "1994-09-22-visit.pdf")
    return [
        *texts(),
        *(e for name in scans for e in memcon.export_entries(sample(name), SAMPLES / name)),
    ]
