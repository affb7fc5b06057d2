"""Records as documents of FRUS: valid, by its rules, and the same again after being read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from export_papers import WHERE, entry, everywhere, texts
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from msgspec import structs

import memcon
from memcon import ExportEntry, Publication, Record, SourceNote, UnreadableFile
from memcon.exports.tei.rules import RULES, problems
from memcon.exports.tei.stamps_of_time import in_words, iso, whole_days

TEI = "{http://www.tei-c.org/ns/1.0}"
XML = "{http://www.w3.org/XML/1998/namespace}"
NEWER = ("doc-dateTime-min", "doc-dateTime-max")
"""Attributes that FRUS has taken in since 2015, of which its schema here is."""


def older(root: etree._Element) -> etree._Element:
    for each in list(root.iter(f"{TEI}notesStmt")):
        parent = each.getparent()
        assert parent is not None
        parent.remove(each)
    for each in root.iter(f"{TEI}*"):
        for name in [key for key in each.attrib if etree.QName(key).localname in NEWER]:
            del each.attrib[name]
        if each.tag == f"{TEI}list" and each.get("type") == "from":
            each.set("type", "to")
    return root


def made(*found: ExportEntry) -> etree._Element:
    return etree.fromstring(memcon.export(found, "frus"))


def test_every_record_is_valid_against_the_schema_of_frus(shared: Path) -> None:
    schema = etree.RelaxNG(etree.parse(shared / "frus" / "schema" / "frus.rng"))
    root = older(made(*everywhere()))
    assert schema.validate(root), schema.error_log.last_error


def test_every_record_keeps_the_rules() -> None:
    found = problems(made(*everywhere()))
    assert [problem for problem in found if problem.severity == "error"] == []
    assert {problem.message for problem in found} <= {
        "a quotation mark is straight"
    }  # as the papers print them


def test_a_record_is_the_same_again_after_being_read(tmp_path: Path) -> None:
    path = tmp_path / "volume.xml"
    first = memcon.export(everywhere(), "frus")
    path.write_bytes(first)
    document = memcon.read(path)
    assert len(document.records) == len(everywhere())
    second = memcon.export(document, "frus")
    assert second[second.index(b"<text>") :] == first[first.index(b"<text>") :]


def test_what_a_record_says_comes_back(tmp_path: Path) -> None:
    found = entry("1994-09-22-visit.txt", **WHERE)
    path = tmp_path / "one.xml"
    path.write_bytes(memcon.export(found, "frus"))
    (back,) = memcon.read(path).records
    record = found.record
    for field in ("form", "subject", "subject_mark", "date", "time_start", "time_end", "place", "style"):
        assert getattr(back, field) == getattr(record, field), field
    assert [(p.printed, p.group, p.name) for p in back.participants] == [
        (" ".join(p.printed.split()), p.group, p.name) for p in record.participants
    ]
    said = [(t.speaker, [(p.text, p.mark) for p in t.paragraphs]) for t in record.turns]
    assert [(t.speaker, [(p.text, p.mark) for p in t.paragraphs]) for t in back.turns] == said
    assert back.publication and back.publication.source
    assert back.publication.source.repository == "Carter Library" and back.publication.source.box == "34"
    assert back.banner == record.banner


def test_a_part_of_a_volume_and_a_volume_say_the_same() -> None:
    found = entry("1996-03-27-water.txt")
    part = etree.fromstring(memcon.export(found, "frus-div"))
    (whole,) = made(found).iterfind(f".//{TEI}div[@type='document']")
    assert [(e.tag, e.text, dict(e.attrib)) for e in part.iter("{*}*") if len(e) == 0] == [
        (e.tag, e.text, dict(e.attrib)) for e in whole.iter("{*}*") if len(e) == 0
    ]


def test_a_record_goes_behind_a_volumes_last_and_nothing_else_changes() -> None:
    volume = (
        memcon.export(texts()[:3], "frus")
        .replace(b"  ", b"\t")
        .replace(b'type="document"', b"type='document'")
    )
    grown = memcon.append_to_volume(volume, texts()[3:5])
    at = next(n for n, (a, b) in enumerate(zip(volume, grown, strict=False)) if a != b)
    kept = len(volume) - at
    assert grown[:at] == volume[:at] and grown[-kept:] == volume[-kept:]
    root = etree.fromstring(grown)
    divs = root.findall(f".//{TEI}div[@type='document']")
    assert [div.get("n") for div in divs] == ["1", "2", "3", "4", "5"]
    assert [div.get(f"{XML}id") for div in divs] == ["d1", "d2", "d3", "d4", "d5"]
    assert not [p for p in problems(root) if p.severity == "error"]
    for bad, said in ((b"<TEI>", "broken XML"), (b"<TEI/>", "no numbered document")):
        with pytest.raises(UnreadableFile, match=said):
            memcon.append_to_volume(bad, texts()[3])


def test_what_is_withheld_stands_in_brackets_in_italics() -> None:
    div = etree.fromstring(memcon.export(entry("1993-03-26-gauges.pdf"), "frus-div"))
    gaps = [hi for hi in div.iter(f"{TEI}hi") if "not declassified" in (hi.text or "")]
    assert {hi.text for hi in gaps} >= {"text not declassified", "2 lines not declassified"}
    for hi in gaps:
        parent = hi.getparent()
        before = hi.getprevious()
        assert parent is not None and hi.get("rend") == "italic"
        assert ((parent.text if before is None else before.tail) or "").endswith("[")
        assert (hi.tail or "").startswith("]")


def test_a_published_note_without_its_first_word_gets_it() -> None:
    found = entry("1993-03-26-gauges.txt")
    place = Publication(
        "v", "d1", "1", "1. Memorandum of Conversation", source=SourceNote("An Archive, Box 1.")
    )
    record = structs.replace(found.record, publication=place)
    made = memcon.export(ExportEntry(record, found.document, "00", {}, (), None), "frus-div").decode()
    assert ">Source: An Archive, Box 1.</note>" in made


def test_what_was_not_understood_is_kept_where_an_editor_meets_it() -> None:
    read = entry("1993-03-26-gauges.pdf")
    *those, last = read.record.elements
    record = structs.replace(read.record, elements=(*those, structs.replace(last, kind="unread")))
    found = ExportEntry(record, read.document, read.id, {}, (), None)
    xml = memcon.export(found, "frus-div").decode()
    assert [line.number for line in found.unread()][-len(last.lines) :] == list(last.lines)
    for line in found.unread():
        assert f"<!-- not understood: {line.text.strip()}" in xml.replace("- -", "--")


def timed(**fields: str) -> Record:
    return structs.replace(entry("1996-03-27-water.txt").record, **{"tz": None, "place": None, **fields})


def test_offsets_follow_the_printed_zone_or_the_place_and_are_never_guessed() -> None:
    day = {"date": "1997-07-04", "time_start": "11:30", "time_end": "13:05"}
    assert iso(timed(**day, tz="EDT")) == ("1997-07-04T11:30:00-04:00", "1997-07-04T13:05:00-04:00")
    assert iso(timed(**day, place="The Oval Office"))[0] == "1997-07-04T11:30:00-04:00"
    assert iso(timed(date="1997-01-04", time_start="11:30", time_end="11:40", place="Washington")) == (
        "1997-01-04T11:30:00-05:00",
        "1997-01-04T11:40:00-05:00",
    )
    assert iso(timed(**day, place="Port Lisem")) == ("1997-07-04T11:30:00", "1997-07-04T13:05:00")
    assert iso(timed(date="1997-07-04", time_start="23:50", time_end="00:20")) == (
        "1997-07-04T23:50:00",
        "1997-07-05T00:20:00",
    )
    assert iso(timed(date="1997-07")) == ("1997-07", "1997-07") if timed().time_start is None else True
    assert in_words(timed(**day, tz="EDT")) == "July 4, 1997, 11:30 a.m.–1:05 p.m. EDT"
    assert in_words(timed(**day, tz="Z")) == "July 4, 1997, 1130–1305Z"
    assert in_words(timed(date="1997-07-04", time_start="12:00", time_end="12:30")) == (
        "July 4, 1997, 12–12:30 p.m."
    )


@given(st.sampled_from(["1996", "1996-02", "1996-02-29", "1997-12"]))
def test_a_day_is_from_its_first_second_to_its_last(day: str) -> None:
    first, last = whole_days(structs.replace(timed(), date=day, time_start=None, time_end=None)) or ("", "")
    assert first.startswith(day) and first.endswith("T00:00:00-05:00")
    assert last.endswith("T23:59:59-05:00") and last[:10] >= first[:10]
    assert last[:10] in {"1996": "1996-12-31", "1996-02": "1996-02-29", "1997-12": "1997-12-31"}.get(day, day)


BAD: dict[str, tuple[str, str]] = {
    "_no_instruction": ("<?xml version='1.0'?><?style x?>", ""),
    "_header": ("", "<teiHeader><fileDesc><titleStmt/></fileDesc></teiHeader>"),
    "_lists": ("", "<list type='people'><item>A</item></list>"),
    "_defined": ("", "<persName xml:id='p_A'>A,</persName>"),
    "_emphasis": ("", "<p><hi>A</hi></p>"),
    "_numbers": ("", "<div type='document' n='1'/><div type='document' n='3'/>"),
    "_odd_numbers": ("", "<div type='document' n='one'/>"),
    "_attachments": ("", "<f:attachment><div/></f:attachment>"),
    "_footnote_names": ("", "<div type='document' xml:id='d1'><note xml:id='d2fn1'>A</note></div>"),
    "_footnote_numbers": ("", "<div type='document'><note n='1'>A</note> <note n='4'>B</note></div>"),
    "_nested_notes": ("", "<note>A<note>B</note></note>"),
    "_empty": ("", "<p> </p>"),
    "_source_notes": ("", "<div type='document' subtype='historical-document'><head>1. A</head></div>"),
    "_breaks": ("", "<p><pb n='1'/>A</p>"),
    "_blanks_before_notes": ("", "<p> <note>A</note></p>"),
    "_pointers": ("", "<persName corresp='#p_B'>A</persName>"),
    "_unique": ("", "<p xml:id='a'>A</p><p xml:id='a'>B</p>"),
    "_datelines": (
        "",
        "<div type='document'><dateline><date from='1997-01-02' to='1997-01-01'>A</date></dateline></div>",
    ),
    "_signatures": ("", "<signed>A</signed>"),
    "_quotes": ("", "<p>He said “ no</p>"),
}


def test_every_rule_has_an_example_that_breaks_it() -> None:
    assert {rule.__name__ for _, _, rule in RULES} == set(BAD)


@pytest.mark.parametrize("name", BAD)
def test_a_rule_says_what_is_wrong(name: str) -> None:
    before, inside = BAD[name]
    spaces = 'xmlns="http://www.tei-c.org/ns/1.0" xmlns:f="http://history.state.gov/frus/ns/1.0"'
    parser = etree.XMLParser(collect_ids=False)
    root = etree.fromstring(f"{before}<TEI {spaces}>{inside}</TEI>", parser)
    source, severity = next((s, v) for s, v, rule in RULES if rule.__name__ == name)
    found = [problem for problem in problems(root) if problem.rule == source]
    assert found and found[0].severity == severity and re.match(r"frus[\w-]*\.sch ", source)
