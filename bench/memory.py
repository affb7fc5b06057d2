"""The most memory that a packet of 1,000 pages takes."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pypdfium2 as pdfium

from bench.measure import child, show
from bench.scans import scanned
from memcon import writing

PAGES = 1_000
SOME = 100
"""Pages of the scan that is read when not all are: a thousand take a quarter of an hour."""


def run(folder: Path) -> None:
    """Print the table for a born-digital packet of 1,000 pages and a shorter scan."""
    _table(folder, SOME)


def run_long(folder: Path) -> None:
    """The same with a scan of 1,000 pages."""
    _table(folder, PAGES)


def _table(folder: Path, pages: int) -> None:
    digital, scan = folder / "digital.pdf", folder / "packet.pdf"
    digital.write_bytes(_repeated(writing.as_pdf(writing.invent(1, "clinton"), "clinton"), PAGES))
    scan.write_bytes(_repeated(scanned(8, writing.Ageing(withdrawal=0, marker=0)), pages))
    rows: list[tuple[str, str, str, str]] = []
    for name, path, count in (("born digital", digital, PAGES), ("scan", scan, pages)):
        command = (sys.executable, "-m", "memcon", "read", str(path), "--format", "json")
        took = child(*command, environment={"MEMCON_CACHE": str(folder / "cache")})
        rows.append((name, f"{count:,}", f"{took.peak:,.0f}", f"{took.seconds / count:.3f}"))
    note = "One file, read whole and printed as JSON; the scan repeats 11 pages, OCRed once. Aim: 400 MB."
    show("A packet of 1,000 pages", ("", "pages", "peak MB", "CPU s/page"), rows, note)


def _repeated(pdf: bytes, pages: int) -> bytes:
    """The PDF's pages over and over, to so many."""
    source, packet = pdfium.PdfDocument(pdf), pdfium.PdfDocument.new()
    for first in range(0, pages, len(source)):
        packet.import_pages(source, list(range(min(len(source), pages - first))))
    buffer = io.BytesIO()
    packet.save(buffer)
    return buffer.getvalue()
