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


def run(folder: Path) -> None:
    """Print the table; `folder` is for the packets."""
    digital, scan = folder / "digital.pdf", folder / "packet.pdf"
    digital.write_bytes(_repeated(writing.as_pdf(writing.invent(1, "clinton"), "clinton")))
    scan.write_bytes(_repeated(scanned(8, writing.Ageing(withdrawal=0, marker=0))))
    rows: list[tuple[str, str, str]] = []
    for name, path, ocr in (
        ("born digital", digital, "auto"),
        ("scan, --ocr never", scan, "never"),
        ("scan, --ocr auto, pages that recur taken from the cache", scan, "auto"),
    ):
        command = (sys.executable, "-m", "memcon", "read", str(path), "--format", "json", "--ocr", ocr)
        took = child(*command, environment={"MEMCON_CACHE": str(folder / "cache")})
        rows.append((name, f"{took.peak:,.0f}", f"{took.seconds / PAGES:.3f}"))
    note = f"{PAGES:,} pages in one file, read whole and printed as JSON. Aim: 400 MB."
    show("A packet of 1,000 pages", ("", "peak MB", "CPU s/page"), rows, note)


def _repeated(pdf: bytes) -> bytes:
    """The PDF's pages over and over, to `PAGES` of them."""
    source, packet = pdfium.PdfDocument(pdf), pdfium.PdfDocument.new()
    for first in range(0, PAGES, len(source)):
        packet.import_pages(source, list(range(min(len(source), PAGES - first))))
    buffer = io.BytesIO()
    packet.save(buffer)
    return buffer.getvalue()
