"""Papers written and released: beside fpdf2, which typesets the same lines, and beside reading them."""

from __future__ import annotations

from pathlib import Path

import memcon
from bench.measure import seconds, show
from memcon import writing
from memcon.model import Record

SEEDS = 12
SCANS = 4


def run(folder: Path) -> None:
    """Print both tables; `folder` is for the papers."""
    records = [(s, writing.invent(n, s)) for s in writing.INVENTED for n in range(SEEDS)]
    _written(records)
    _released(folder)


def _written(records: list[tuple[str, Record]]) -> None:
    texts, said = seconds(lambda: [writing.as_text(record, style) for style, record in records])
    drafts, _ = seconds(lambda: [writing.parse_draft(writing.as_draft(r, s)) for s, r in records])
    pdfs, _ = seconds(lambda: [writing.as_pdf(record, style) for style, record in records], best_of=2)
    pages, _ = seconds(lambda: [writing.as_html(record) for _, record in records])
    peer, _ = seconds(lambda: [_typeset(text) for text in said], best_of=2)
    count = len(records)
    rows = [
        ("memcon, record to text", f"{count / texts:,.0f}", f"{texts / peer:.2f}"),
        ("memcon, record to draft and back", f"{count / drafts:,.0f}", f"{drafts / peer:.2f}"),
        ("memcon, record to HTML", f"{count / pages:,.0f}", f"{pages / peer:.2f}"),
        ("memcon, record to PDF", f"{count / pdfs:,.0f}", f"{pdfs / peer:.2f}"),
        ("fpdf2, the same lines to PDF", f"{count / peer:,.0f}", "1.00"),
    ]
    note = f"{count} invented records in {len(writing.INVENTED)} styles. fpdf2 is given the laid-out text."
    show("Papers written", ("", "memoranda/s", "times"), rows, note)


def _typeset(text: str) -> bytes:
    from fpdf import FPDF

    pdf = FPDF(unit="pt", format="letter")
    pdf.set_font("Courier", size=12)
    pdf.set_auto_page_break(False)
    for sheet in text.split("\f"):
        pdf.add_page()
        for row, line in enumerate(sheet.encode("latin-1", "replace").decode("latin-1").splitlines()):
            pdf.text(0, 12.0 * row + 9, line)
    return bytes(pdf.output())


def _released(folder: Path) -> None:
    paths: list[Path] = []
    for seed in range(SCANS):
        path = folder / f"{seed}.pdf"
        path.write_bytes(
            writing.as_scan(writing.invent(seed), seed=seed, settings=writing.Ageing(withheld=0)).pdf
        )
        paths.append(path)
    reading, documents = seconds(lambda: [memcon.read(p, cache=False) for p in paths], best_of=1)
    decisions = [_decided(document.records) for document in documents]

    def released(*, ocr: bool) -> list[memcon.Released]:
        pairs = zip(paths, decisions, strict=True)
        return [memcon.declassify(path, chosen, ocr=ocr, marker=False) for path, chosen in pairs]

    bare, _ = seconds(lambda: released(ocr=False), best_of=1)
    checked, done = seconds(lambda: released(ocr=True), best_of=1)
    looked, _ = seconds(lambda: [writing.hidden(copy.pdf) for copy in done])
    pages = sum(document.source.pages for document in documents)
    rows = [
        ("memcon read, the scans", f"{pages / reading:.2f}", "1.00"),
        ("released, checked without OCR", f"{pages / bare:.2f}", f"{bare / reading:.2f}"),
        ("released, checked by OCR too", f"{pages / checked:.2f}", f"{checked / reading:.2f}"),
        ("looked through for what is hidden", f"{pages / looked:.2f}", f"{looked / reading:.2f}"),
    ]
    note = f"{pages} pages of {SCANS} written scans. Releasing reads them, the second time from the cache."
    show("Scans released", ("", "pages/s", "times reading"), rows, note)


def _decided(records: tuple[Record, ...]) -> writing.Decisions:
    """Every fourth portion withheld."""
    found: list[writing.Decision] = []
    for number, record in enumerate(records, 1):
        if record.form in ("marker", "withdrawal_sheet"):
            continue
        for place, portion in enumerate(p for p in writing.portions(record) if p.body):
            codes = ("1.4(d)",) if place % 4 == 3 else ()
            verdict = "withhold" if codes else "release"
            found.append(writing.Decision(portion.at, verdict, codes=codes, record=number))
    return writing.Decisions(writing.Review(), tuple(found))
