"""Text that a PDF still carries under a bar is taken out and told by its place alone."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import typed_paper as paper

from memcon.model import Page
from memcon.pages import Settings, open_source

LINES = [("The source was Count Orlok of", 72.0, 90.0), ("the Ruritanian embassy.", 72.0, 104.0)]
BAR = (180.0, 80.0, 80.0, 12.0)
"""Over ``Count Orlok``: characters 15 to 25 of a line of 7.2-point cells."""


def first_page(path: Path, *, covered: bool = False) -> Page:
    with open_source(path, Settings(cache=False, covered=covered)) as opened:
        return opened.page(1)


@pytest.mark.parametrize("grey", [0, 255])
def test_text_under_a_bar_is_not_among_the_words(tmp_path: Path, grey: int) -> None:
    path = paper.pdf(tmp_path / "a.pdf", [LINES], bars=[BAR], bar=grey)
    page = first_page(path)
    assert [w.text for w in page.words] == ["The", "source", "was", "of", "the", "Ruritanian", "embassy."]
    (hidden,) = page.seen
    assert (hidden.kind, hidden.text) == ("covered", "")
    left, top, right, bottom = page.points(hidden.box)
    assert BAR[0] - 1 <= left
    assert right <= BAR[0] + BAR[2] + 1
    assert BAR[1] - 1 <= top
    assert bottom <= BAR[1] + BAR[3] + 1
    assert [s.text for s in first_page(path, covered=True).seen] == ["Count Orlok"]


def test_a_rule_and_a_frame_cover_nothing(tmp_path: Path) -> None:
    rules = [(60.0, 94.0, 300.0, 1.0), (60.0, 70.0, 1.0, 60.0)]
    page = first_page(paper.pdf(tmp_path / "a.pdf", [LINES], bars=rules))
    assert len(page.words) == 9
    assert page.seen == ()


def test_a_bar_painted_over_a_scan_is_seen(tmp_path: Path) -> None:
    picture = paper.picture_of(paper.pdf(tmp_path / "typed.pdf", [LINES]))
    path = paper.pdf(tmp_path / "a.pdf", [LINES], pictures=[picture], hidden=True, bars=[BAR])
    page = first_page(path)
    assert not {"Count", "Orlok"} & {w.text for w in page.words}
    assert {"source", "Ruritanian", "embassy."} <= {w.text for w in page.words}
    assert "covered" in {s.kind for s in page.seen}


def test_what_a_scans_layer_has_on_bare_paper_is_no_secret(tmp_path: Path) -> None:
    blank = np.full((3300, 2550), 255, np.uint8)
    page = first_page(paper.pdf(tmp_path / "a.pdf", [LINES], pictures=[blank], hidden=True))
    assert "covered" not in {s.kind for s in page.seen}
