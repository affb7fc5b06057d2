"""The pictures of docs/writing.md and docs/releasing.md, drawn from invented papers."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

import pypdfium2
from PIL import Image

import memcon
from memcon.writing import Decision, Decisions, Review, as_pdf

ROOT = Path(__file__).parents[1]
OUT = ROOT / "docs" / "writing"
REVIEW = Review(case="2017-0222-M", item="1.21", reviewer="KBH", date="2019-03-07")


def main() -> None:
    """Write the three pictures."""
    OUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder) / "draft.txt"
        draft.write_text(memcon.template("telcon"))
        _picture(memcon.write(draft, "pdf"), "written-telcon")
    grain = memcon.read(ROOT / "samples" / "1975-10-14-grain.txt").records[0]
    _picture(as_pdf(grain, "ford"), "written-ford")
    cuts = (
        Decision("turns/3/paragraphs/1", "withhold", codes=("1.4(d)",)),
        Decision("turns/5/paragraphs/0", "withhold", words="3-9", codes=("1.4(b)", "1.4(d)")),
        Decision("*", "release"),
    )
    released = memcon.declassify(ROOT / "samples" / "1996-03-27-water.pdf", Decisions(REVIEW, cuts))
    _picture(released.pdf, "released-scan")


def _picture(pdf: bytes, name: str) -> None:
    page = pypdfium2.PdfDocument(io.BytesIO(pdf))[0]
    picture: Image.Image = page.render(scale=1.35).to_pil().convert("L")
    picture.quantize(16).save(OUT / f"{name}.png", optimize=True)


main()
