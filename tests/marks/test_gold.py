"""Floors on real scans: struck marks in their order, against labels made by hand."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein

from memcon.pages.marks import Sight, look

GOLD = Path(__file__).parents[2].parent / "shared" / "gold"
pytestmark = pytest.mark.skipif(not GOLD.is_dir(), reason=f"no labelled scans at {GOLD}")


def struck_marks(label: dict[str, list[dict[str, object]]]) -> list[str]:
    """The struck marks of a labelled file, in order."""
    out: list[str] = []
    for record in label["records"]:
        if record.get("subject_struck"):
            out.append(str(record["subject_mark"]))
        turns = record.get("turns") or []
        paragraphs = [p for t in turns for p in t["paragraphs"]] + list(record.get("paragraphs") or [])  # type: ignore[attr-defined,call-overload]
        out.extend(p["mark"] for p in paragraphs if p.get("struck") and p.get("mark"))
    return out


def scans(path: Path) -> list[NDArray[np.uint8]]:
    """Each page's own picture as ink."""
    with pdfium.PdfDocument(path) as document:
        pictures: list[NDArray[np.uint8]] = []
        for page in document:
            (image,) = page.get_objects([raw.FPDF_PAGEOBJ_IMAGE])
            gray = image.get_bitmap(render=False).to_numpy().squeeze()
            pictures.append(np.where(gray > 127, 0, 255).astype(np.uint8))
        return pictures


LABELS = sorted(GOLD.glob("labels/*.json"))
MARKED = [p for p in LABELS if struck_marks(json.loads(p.read_text()))]


@cache
def seen(stem: str) -> tuple[Sight, ...]:
    return tuple(look(ink, 300) for ink in scans(GOLD / "pdf" / f"{stem}.pdf"))


def test_struck_marks_are_found_and_read() -> None:
    hits = wanted = given = 0
    for path in MARKED:
        want = struck_marks(json.loads(path.read_text()))
        got = [m.text.strip("()") for sight in seen(path.stem) for m in sight.marks if m.struck]
        steps = Levenshtein.editops(want, got)
        hits += len(want) - sum(step.tag != "insert" for step in steps)
        wanted, given = wanted + len(want), given + len(got)
    assert wanted > 250
    assert hits / wanted >= 0.98
    assert hits / given >= 0.96


def test_end_sheets_hide_nothing() -> None:
    """A library's marker page has bars and boxes, and nothing withheld."""
    for path in MARKED[:6]:
        label = json.loads(path.read_text())
        sights = seen(path.stem)
        for record in label["records"]:
            if record["form"] in ("marker", "withdrawal_sheet"):
                for page in range(record["pages"][0], record["pages"][1] + 1):
                    assert sights[page - 1].withheld == ()
