"""Copies of real papers: a scan against the same scan made anew, at other resolutions, skewed, specked, in
black and white. Nothing of it has changed, and nothing may be said to have.

The papers lie beside the repository, in ``../shared/gold``; without them there is nothing to measure.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path
from random import Random
from typing import NamedTuple

import memcon
from bench.measure import show

GOLD = Path(__file__).parents[2] / "shared" / "gold" / "pdf"
PAGES = 3
"""Pages of a paper that are copied."""
SAMPLE = 10
"""Papers that are copied, drawn by lot."""


class Copying(NamedTuple):
    """How a copy is made."""

    dpi: int
    skew: float
    """Degrees."""
    specks: int
    """Black and white dots to a page."""
    two_toned: bool
    """Black and white alone, as fax machines and old scanners have it."""

    @property
    def said(self) -> str:
        """``240 dpi, 1 bit``."""
        return f"{self.dpi} dpi{', 1 bit' if self.two_toned else ''}"


COPIES = (Copying(200, 0.0, 0, False), Copying(240, 0.4, 300, True))


def copied(original: Path, how: Copying, seed: int) -> bytes:
    """The first pages of a PDF as images of their own, without a text layer."""
    import numpy as np
    import pypdfium2
    from PIL import Image

    random = np.random.default_rng(seed)
    pdf = pypdfium2.PdfDocument(original)
    pages: list[Image.Image] = []
    for number in range(min(PAGES, len(pdf))):
        image = pdf[number].render(scale=how.dpi / 72).to_pil().convert("L")
        if how.skew:
            image = image.rotate(how.skew, Image.Resampling.BICUBIC, fillcolor=255)
        dots = np.array(image)
        for tone in (0, 255):
            rows = random.integers(0, dots.shape[0] - 2, how.specks)
            columns = random.integers(0, dots.shape[1] - 2, how.specks)
            for y, x in zip(rows, columns, strict=True):
                dots[y : y + 2, x : x + 2] = tone
        image = Image.fromarray(dots)
        pages.append(image.point(lambda tone: 255 * (tone > 150)).convert("1") if how.two_toned else image)
    buffer = io.BytesIO()
    pages[0].save(buffer, "PDF", resolution=how.dpi, save_all=True, append_images=pages[1:])
    return buffer.getvalue()


def run(folder: Path) -> None:
    """Print what is said to differ between a real scan and copies of it; some minutes."""
    if not GOLD.exists():
        print("no papers in ../shared/gold beside the repository", file=sys.stderr)
        return
    rows: list[tuple[str, ...]] = []
    papers = sorted(GOLD.glob("*.pdf"))
    Random(8).shuffle(papers)
    for number, original in enumerate(papers[:SAMPLE]):
        first = folder / "first.pdf"
        first.write_bytes(_first_pages(original))
        for how in COPIES:
            other = folder / f"{how.dpi}.pdf"
            other.write_bytes(copied(original, how, number))
            made = memcon.compare(first, other)
            counts = made.counts
            said = (counts.opened, counts.closed, counts.changed, counts.missing)
            rows.append(
                (original.stem[:34], how.said, f"{made.a.words:,}",
                 *(str(amount.words) for amount in said), str(len(made.marks)), str(counts.unclear.words))
            )  # fmt: skip
            print(*rows[-1], file=sys.stderr, flush=True)
    columns = ("paper", "copy", "words", "opened", "closed", "changed", "missing", "marks", "unclear")
    show("Real scans and copies of them", columns, rows, "Words said to differ, of which none does.")


def _first_pages(original: Path) -> bytes:
    """The first pages of a PDF as they are."""
    import pypdfium2

    pdf = pypdfium2.PdfDocument(original)
    for number in range(len(pdf) - 1, PAGES - 1, -1):
        pdf.del_page(number)
    buffer = io.BytesIO()
    pdf.save(buffer)
    return buffer.getvalue()
