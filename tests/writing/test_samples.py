"""The specimen papers: what their script writes, saying what they are, and read as meant."""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec
import pytest

import memcon
from memcon.model import Record, bare
from memcon.writing import as_text

SAMPLES = Path(__file__).parents[2] / "samples"
sys.path.insert(0, str(SAMPLES))

from specimens import PAPERS  # noqa: E402
from specimens.parts import NOTICE  # noqa: E402

TRUTH = msgspec.json.decode((SAMPLES / "truth.json").read_bytes(), type=dict[str, list[Record]])


@pytest.mark.parametrize("name", PAPERS)
def test_a_text_is_what_its_record_gives(name: str) -> None:
    assert (SAMPLES / f"{name}.txt").read_text(encoding="utf-8") == as_text(*PAPERS[name])


@pytest.mark.parametrize("name", PAPERS)
def test_a_text_says_that_it_is_a_specimen(name: str) -> None:
    assert NOTICE in (SAMPLES / f"{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", PAPERS)
def test_a_text_is_read_as_meant(name: str) -> None:
    document = memcon.read(SAMPLES / f"{name}.txt")
    assert [bare(record) for record in document.records] == [bare(PAPERS[name][0])]


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.pdf")), ids=lambda path: path.stem)
def test_a_scan_has_its_truth_and_is_small(path: Path) -> None:
    records = TRUTH[path.name]
    document = memcon.read(path, ocr="never", cache=False)
    assert document.source.pages == records[-1].pages[1]
    assert path.stat().st_size < 60_000 * document.source.pages


def test_all_scans_together_are_under_five_megabytes() -> None:
    assert sum(path.stat().st_size for path in SAMPLES.glob("*.pdf")) < 5_000_000
