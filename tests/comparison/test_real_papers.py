"""Real papers, where they are beside the repository."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec import structs

import memcon
from memcon.comparison import compared, from_document
from memcon.model import Declassification, Withheld

GOLD = Path(__file__).parents[3] / "shared" / "gold" / "pdf"


def paper(name: str) -> Path:
    path = GOLD / name
    if not path.exists():
        pytest.skip(f"{name} is not in ../shared/gold beside the repository")
    return path


def test_brackets_that_an_appeal_has_lifted_withhold_nothing() -> None:
    """On its last page codes and brackets are crossed out, and the words in them can be read."""
    document = memcon.read(paper("C09000062.pdf"))
    later = from_document(document, document.records[0])
    assert not [token for token in later.tokens if token.gap]
    last = [token for token in later.tokens if token.page == 3 and token.box]
    top, bottom = last[len(last) // 2].box, last[-1].box
    assert top and bottom
    box = structs.replace(bottom, left=0, top=top.top, right=2500)
    earlier = structs.replace(
        document.records[0],
        withheld=(Withheld(3, ("B1",), "lines", 4.0, box),),
        declassification=Declassification(date="1990-03-01"),
    )
    hidden = {
        n for n, token in enumerate(later.tokens) if token.page == 3 and token.box and _in(token.box, box)
    }
    first = from_document(document, earlier)
    assert not hidden or len(first.tokens) <= len(later.tokens)
    made = compared(first, later)
    assert not made.closed and not made.changed


def _in(word: memcon.Box, box: memcon.Box) -> bool:
    return box.top <= word.middle <= box.bottom


def test_two_scans_of_one_telcon_at_different_resolutions_are_the_same(tmp_path: Path) -> None:
    pypdfium2 = pytest.importorskip("pypdfium2")
    original = paper("1995-07-20-chirac-1995-07-20.pdf")
    scans: list[Path] = []
    for dpi in (200, 300):
        pdf = pypdfium2.PdfDocument(original)
        pages = [pdf[n].render(scale=dpi / 72).to_pil().convert("L") for n in range(3)]
        scans.append(tmp_path / f"{dpi}.pdf")
        pages[0].save(scans[-1], "PDF", resolution=dpi, save_all=True, append_images=pages[1:])
    made = memcon.compare(*scans)
    assert made.a.words > 900
    assert not (made.opened or made.closed or made.changed or made.missing or made.marks)
    assert made.counts.unclear.words < 0.01 * made.a.words
