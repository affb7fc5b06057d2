"""The specimen papers: what their script writes, saying what they are, and read as meant."""

from __future__ import annotations

import sys
from collections import Counter
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


KESSEL = SAMPLES / "kessel"
DRAFTS = sorted(KESSEL.glob("*.draft"))


@pytest.mark.parametrize("path", DRAFTS, ids=lambda path: path.stem)
def test_a_draft_is_written_as_its_text_and_read_as_drafted(path: Path) -> None:
    text = path.with_suffix(".txt")
    assert memcon.draft_problems(path) == () and memcon.draft(path).read_otherwise == ()
    assert text.read_bytes() == memcon.write(path, "text")
    assert NOTICE in text.read_text(encoding="utf-8")
    ((record, _),) = memcon.records_of(path)
    assert [bare(again) for again in memcon.read(text).records] == [bare(record)]
    assert memcon.mark(record).allowed


def test_people_recur_from_paper_to_paper() -> None:
    seen = Counter(
        person.name
        for path in DRAFTS
        for person in memcon.read(path.with_suffix(".txt")).records[0].participants
        if person.name
    )
    assert {name for name, count in seen.items() if count >= 3} >= {"Edith Merriwick", "Emeric Nadrasy"}


def test_two_releases_of_one_paper_differ_as_their_decisions_do() -> None:
    early, late = (KESSEL / f"1995-06-08-crossing-{year}" for year in (2002, 2019))
    first, second = (memcon.read_decisions(path.with_suffix(".toml")) for path in (early, late))
    assert [d.at for d in second.portion] == [d.at for d in first.portion]
    assert sum(d.verdict == "withhold" for d in first.portion) == 4
    assert sum(d.verdict == "withhold" for d in second.portion) == 1
    for path, decisions in ((early, first), (late, second)):
        pdf = path.with_suffix(".pdf")
        document = memcon.read(pdf, ocr="never", cache=False)
        assert memcon.covered(pdf) == () and document.records[-1].form == "marker"
        given = document.records[0].declassification
        assert given is not None and given.authority == decisions.review.authority
        said = " ".join(word.text for page in document.pages for word in page.words)
        assert ("eleven mills" in said, "my cabinet" in said) == (path == late, False)


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.pdf")), ids=lambda path: path.stem)
def test_a_scan_has_its_truth_and_is_small(path: Path) -> None:
    records = TRUTH[path.name]
    document = memcon.read(path, ocr="never", cache=False)
    assert document.source.pages == records[-1].pages[1]
    assert path.stat().st_size < 60_000 * document.source.pages


def test_all_scans_together_are_under_five_megabytes() -> None:
    assert sum(path.stat().st_size for path in SAMPLES.rglob("*.pdf")) < 5_000_000
