"""Real papers, where they are beside the repository."""

from __future__ import annotations

from pathlib import Path

import pytest

import memcon

GOLD = Path(__file__).parents[3] / "shared" / "gold" / "pdf"


def paper(name: str) -> Path:
    path = GOLD / name
    if not path.exists():
        pytest.skip(f"{name} is not in ../shared/gold beside the repository")
    return path


BRACKETED = ((549, 736, 1823, 785), (375, 785, 1823, 917), (375, 917, 503, 962), (521, 1000, 1823, 1042),
             (375, 1042, 1823, 1083), (375, 1083, 937, 1132))  # fmt: skip
"""What stands in crossed-out brackets on the third page of C09000062, in pixels at 300 dpi."""


def test_brackets_that_an_appeal_has_lifted_withhold_nothing(tmp_path: Path) -> None:
    """On its last page codes and brackets are crossed out, and the words in them can be read. Against a copy
    on which they are painted white, as a review before the appeal had them, they have opened."""
    pypdfium2 = pytest.importorskip("pypdfium2")
    later, earlier = paper("C09000062.pdf"), tmp_path / "earlier.pdf"
    original = pypdfium2.PdfDocument(later)
    pages = [page.render(scale=300 / 72).to_pil().convert("L") for page in original]
    for box in BRACKETED:
        pages[2].paste(255, box)
    pages[0].save(earlier, "PDF", resolution=300, save_all=True, append_images=pages[1:])
    made = memcon.compare(earlier, later)
    assert made.b.gaps == 0
    opened = {word for d in made.opened for word in d.b.upper().split()}
    assert {"SEOUL,", "TOKYO", "MESSAGE", "CONTINUE", "CONSULT"} <= opened
    assert not (made.closed or made.changed or made.missing)


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
