"""Volumes of FRUS come in: documents, notes, pages, people, in one stream."""

from __future__ import annotations

import json
import re
from difflib import SequenceMatcher
from itertools import chain
from pathlib import Path

import pytest
from export_papers import SHARED

import memcon
from memcon import Document, Record, UnreadableFile, UsageError
from memcon.exports.tei.document import form_of
from memcon.exports.tei.saying import measured
from memcon.exports.tei.source_note import source_note

HEAD = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:frus="http://history.state.gov/frus/ns/1.0">
<teiHeader><fileDesc><titleStmt><title type="complete">Invented Relations, Volume IX, Water</title>
<title type="volume-number">Volume IX</title><editor role="primary">Ann Editor</editor></titleStmt>
<publicationStmt><publisher>A Press</publisher><pubPlace>Port Lisem</pubPlace><date>1999</date>
<idno type="frus">inv09</idno></publicationStmt></fileDesc></teiHeader><text><front>
<div type="section" xml:id="persons"><head>Persons</head><list type="names"><item><hi rend="strong">
<persName xml:id="p_N1">Nadrasy, Emeric,</persName></hi> President of Tavaria</item></list></div>
<div type="section" xml:id="terms"><head>Terms</head><list type="terms"><item><hi rend="strong">
<term xml:id="t_D1">DAM</term></hi>, a dam</item></list></div></front><body>
<pb n="1" xml:id="pg_1" facs="0031"/><div type="compilation" xml:id="comp1"><head>Water</head>
"""
FOOT = "</div></body></text></TEI>"
TALK = """<div type="document" xml:id="d1" n="1">
<head>1. Memorandum of Conversation<note n="1" xml:id="d1fn1" type="source">Source: National Archives, RG 59,
Central Files 1964–66, POL 33. Secret; Exdis. Drafted by Quill; cleared by Pen. The meeting took place in the
Secretary’s office. See Document 2.</note></head>
<opener><dateline rendition="#right"><placeName>Port Lisem</placeName>,
<date from="1997-03-21T16:05:00-05:00" to="1997-03-21T17:00:00-05:00">March 21, 1997, 4:05–5 p.m. EST</date>.
</dateline></opener>
<list type="subject"><head>SUBJECT</head><item>The <hi rend="italic">Kessel</hi> gauge (C)</item></list>
<list type="participants"><head>PARTICIPANTS</head>
<item><list><head>Tavaria</head>
<item><persName corresp="#p_N1">President Emeric Nadrasy</persName>, President</item></list></item>
<item><hi rend="italic">U.S. Side:</hi></item>
<item>Dr. Ada Quill, <gloss>NSC</gloss> Staff (Notetaker)</item></list>
<p>President Nadrasy: We have a gauge<note n="2" xml:id="d1fn2">A gauge of wood.</note> that nobody re<pb
n="2" xml:id="pg_2" facs="0032"/>ads twice. <pb n="3" xml:id="pg_3" facs="0033"/>It floats. (S)</p>
<p>It also sinks.</p><p>[There was laughter.]</p>
<p>Dr. Quill: Then we shall have two. [<hi rend="italic">2½ lines not declassified</hi>]</p>
<closer><signed><persName><hi rend="strong">Ada Quill</hi></persName><lb/>
<hi rend="italic">Staff</hi></signed></closer>
<frus:attachment><head>Attachment</head>
<opener><dateline><date when="1990-01-01">1990</date></dateline></opener><p>A drawing.</p></frus:attachment>
</div>
"""
NOTE = """<div type="document" xml:id="d2" n="2"><head>2. Editorial Note</head><p>No more is known.</p></div>
"""


@pytest.fixture
def volume(tmp_path: Path) -> Document:
    path = tmp_path / "inv09.xml"
    path.write_text(HEAD + TALK + NOTE + FOOT)
    return memcon.read(path)


def talk(document: Document) -> Record:
    return document.records[0]


def test_every_document_of_a_volume_is_a_record(volume: Document) -> None:
    assert volume.source.kind == "tei"
    first, second = volume.records
    assert first.publication and second.publication and volume.volume
    assert (first.form, first.publication.kind) == ("memcon", "historical-document")
    assert (second.form, second.publication.kind) == ("other", "editorial-note")
    assert first.publication.chapter == ("Water",) and first.publication.volume == "inv09"
    assert volume.volume.title == "Invented Relations, Volume IX, Water" and volume.volume.year == "1999"
    assert [(p.id, p.name, p.text) for p in volume.volume.persons] == [
        ("p_N1", "Nadrasy, Emeric", "President of Tavaria")
    ]
    assert [(t.id, t.name, t.text) for t in volume.volume.terms] == [("t_D1", "DAM", "a dam")]


def test_the_head_is_read_from_its_markup(volume: Document) -> None:
    record = talk(volume)
    assert record.title == "Memorandum of Conversation"
    assert (record.subject, record.subject_mark) == ("The Kessel gauge", "C")
    assert (record.date, record.time_start, record.time_end) == ("1997-03-21", "16:05", "17:00")
    assert (record.tz, record.place) == ("EST", "Port Lisem")
    people = [(p.name, p.office, p.group, p.role) for p in record.participants]
    assert ("Emeric Nadrasy", "President", "Tavaria", None) in people
    assert ("Ada Quill", "NSC Staff (Notetaker)", "U.S. Side", "notetaker") in people
    assert record.notetakers == ("Ada Quill",)
    assert (record.banner, record.captions) == ("SECRET", ("EXDIS",))
    assert record.drafting == "Drafted by Quill; cleared by Pen."


TYPED = """<div type="document" xml:id="d3" n="3"><head>3. Memorandum of Conversation</head>
<dateline><placeName>Port Lisem</placeName>, <date when="1972-02-25">February 25, 1972</date></dateline>
<p>Memorandum of Conversation</p><p>DATE: February 25, 1972</p><p>SUBJECT: The dam</p><p>PARTICIPANTS:</p>
<p>Tavarian</p><p>Minister <persName corresp="#p_N1">Emeric Nadrasy</persName></p>
<p>Otto Lund - Director, Dams</p><p>Interpreters: Ada Quill, Mr. Ben Osk</p>
<p><gloss>US</gloss></p>
<p>Secretary <persName corresp="#p_N2">Jon Pen</persName>, Jr., Envoy</p><p>Mr. Bo Ask (Notetaker)</p>
<p>PLACE: The Guest House</p><p>COPIES TO:</p><p>S S/S</p>{body}</div>"""
"""A paper whose encoders kept the typed head as paragraphs."""
SPEECHES = """<p>(There was laughter.)</p>
<p>Minister Nadrasy: The dam holds.</p><p>It has held.</p><p>It will.</p>
<p>Secretary Pen: I see.</p><p>We saw it.</p><p>All of us.</p><p>Minister Nadrasy: Good.</p><p>It is old.</p>
<p>Secretary Pen: Old indeed.</p><p>We thank you.</p><p>That was all.</p>"""


def test_a_head_typed_as_paragraphs_is_a_head(tmp_path: Path) -> None:
    path = tmp_path / "inv09.xml"
    path.write_text(HEAD + TYPED.format(body="<p>The Minister said that the dam holds.</p>") + FOOT)
    document = memcon.read(path)
    laws(document)
    (record,) = document.records
    assert (record.title, record.subject) == ("Memorandum of Conversation", "The dam")
    assert [(p.group, p.name, p.office, p.role) for p in record.participants] == [
        ("Tavarian", "Emeric Nadrasy", None, None),
        ("Tavarian", "Otto Lund", "Director, Dams", None),
        ("US", "Jon Pen, Jr.", "Envoy", None),
        ("US", "Bo Ask", None, "notetaker"),
    ]
    assert (record.interpreters, record.notetakers) == (("Ada Quill", "Ben Osk"), ("Bo Ask",))
    assert [p.text for p in record.paragraphs] == ["The Minister said that the dam holds."]


def test_long_speeches_of_those_present_are_a_dialogue(tmp_path: Path) -> None:
    path = tmp_path / "inv09.xml"
    path.write_text(HEAD + TYPED.format(body=SPEECHES) + FOOT)
    (record,) = memcon.read(path).records
    assert [(t.speaker, len(t.paragraphs)) for t in record.turns] == [
        (None, 1), ("Minister Nadrasy", 3), ("Secretary Pen", 3),
        ("Minister Nadrasy", 2), ("Secretary Pen", 3),
    ]  # fmt: skip
    path.write_text(HEAD + TYPED.format(body=SPEECHES.replace("Minister Nadrasy: ", "")) + FOOT)
    (record,) = memcon.read(path).records
    assert record.style == "narrative", "one voice makes no dialogue"


def test_persons_behind_a_list_and_before_the_place_belong_to_it(tmp_path: Path) -> None:
    path = tmp_path / "inv09.xml"
    split = TALK.replace(
        "<p>President", "<p>MEMORANDUM</p><p>Bo Ask, Staff</p><p>PLACE: A hall</p><p>President", 1
    )
    path.write_text(HEAD + split + FOOT)
    record = talk(memcon.read(path))
    assert [p.printed for p in record.participants][-1] == "Bo Ask, Staff"
    assert record.turns[0].speaker == "President Nadrasy"


def test_speeches_are_turns_and_what_is_withheld_is_found(volume: Document) -> None:
    record = talk(volume)
    assert record.style == "dialogue"
    said = [(t.speaker, [(p.text, p.mark) for p in t.paragraphs]) for t in record.turns]
    assert said[:3] == [
        (
            "President Nadrasy",
            [("We have a gauge that nobody reads twice. It floats.", "S"), ("It also sinks.", None)],
        ),
        (None, [("[There was laughter.]", None)]),
        (
            "Dr. Quill",
            [
                ("Then we shall have two. [2½ lines not declassified]", None),
                ("1990", None),
                ("A drawing.", None),
            ],
        ),
    ]
    (withheld,) = record.withheld
    assert (withheld.extent, withheld.amount) == ("lines", 2.5)
    assert volume.text_at(withheld.span) == "[2½ lines not declassified]"


def test_notes_pages_and_attachments_have_their_places(volume: Document) -> None:
    record = talk(volume)
    assert record.publication and record.publication.source
    (note,) = record.publication.notes
    assert (note.number, note.text) == ("2", "A gauge of wood.") and note.line is not None
    line = volume.lines[note.line]
    assert line.text[: note.at].endswith("We have a gauge")
    assert [(p.page, p.number, p.facsimile) for p in record.publication.pages] == [
        (1, "1", "0031"), (2, "2", "0032"), (3, "3", "0033"),
    ]  # fmt: skip
    assert volume.lines[record.publication.attachments[0]].text == "Attachment"
    assert volume.pages[0].text.endswith("nobody reads"), "a word that is cut stays on its first page"
    assert record.publication.source.meeting == "The meeting took place in the Secretary’s office."


def laws(document: Document) -> None:
    """Every line in one element, every page in one record, every span the text that it quotes."""
    numbers = list(chain.from_iterable(e.lines for r in document.records for e in r.elements))
    assert sorted(numbers) == [line.number for line in document.lines] == list(range(len(document.lines)))
    pages = list(chain.from_iterable(range(r.pages[0], r.pages[1] + 1) for r in document.records))
    assert pages == [page.number for page in document.pages]
    lines = {line.number: line for line in document.lines}
    for record in document.records:
        for said in (*(p for t in record.turns for p in t.paragraphs), *record.paragraphs):
            assert document.text_at(said.span) == said.text
        assert all(document.text_at(p.span) == p.printed for p in record.participants)
        assert all(
            record.pages[0] <= lines[n].page <= record.pages[1] for e in record.elements for n in e.lines
        )
    for line in document.lines:
        page = document.pages[line.page - 1]
        assert 0 <= line.box.left < line.box.right <= page.width and line.box.bottom <= page.height


def test_the_laws_of_a_document_hold(volume: Document) -> None:
    laws(volume)
    assert memcon.decode(memcon.encode(volume)) == volume


def test_a_broken_or_empty_volume_is_one_line_of_error(tmp_path: Path) -> None:
    for text, said in (
        (HEAD, "broken XML"),
        (HEAD + FOOT, "no documents"),
        (
            HEAD.replace("<TEI", '<!DOCTYPE TEI [<!ENTITY a SYSTEM "/etc/hostname">]><TEI')
            + "<p>&a;</p>"
            + FOOT,
            "",
        ),
    ):
        path = tmp_path / "volume.xml"
        path.write_text(text)
        with pytest.raises(UnreadableFile, match=said):
            memcon.read(path)
    path.write_text(HEAD + TALK + TALK + FOOT)
    assert len(memcon.read(path).records) == 2, "two documents of one name are both kept"
    with pytest.raises(UsageError, match="read whole"):
        memcon.read(path, pages=(1, 2))


@pytest.mark.parametrize(
    ("note", "parts"),
    [
        (
            "Source: Carter Library, National Security Affairs, Brzezinski Material, Box 3, File: 1/77. "
            "Top Secret; Sensitive. Prepared by A. Person.",
            ("Carter Library", "National Security Affairs", "Brzezinski Material", "3", "File: 1/77",
             "Top Secret", ("Sensitive",)),
        ),
        (
            "Source: Department of State, S/S Files: Lot 66 D 110, CF 1901. No classification marking.",
            ("Department of State", None, None, None, "CF 1901", "No classification marking", ()),
        ),
        ("[Source: [2½ lines not declassified] Secret.", (None, None, None, None, None, "Secret", ())),
        ("Source: Somewhere.", ("Somewhere", None, None, None, None, None, ())),
        ("", (None, None, None, None, None, None, ())),
    ],
)  # fmt: skip
def test_a_source_note_is_taken_apart(note: str, parts: tuple[object, ...]) -> None:
    found = source_note(note)
    assert found.text == note
    got = (
        found.repository,
        found.collection,
        found.series,
        found.box,
        found.folder,
        found.level,
        found.captions,
    )
    if "Lot" in note:
        assert found.lot == "66 D 110" and found.repository == parts[0] and found.level == parts[5]
    else:
        assert got == parts


@pytest.mark.parametrize(
    ("bracket", "wanted"),
    [
        ("[2 lines of source text not declassified]", ("lines", 2)),
        ("[less than 1 line not declassified]", ("lines", 0.5)),
        ("[4 paragraphs (16 lines of source text) not declassified]", ("paragraphs", 4)),
        ("[6½ pages of source text not declassified]", ("page", 6.5)),
        ("[½ line not declassified]", ("lines", 0.5)),
        ("[name not declassified]", ("words", None)),
        ("[text not declassified]", ("words", None)),
    ],
)
def test_brackets_say_how_much_is_withheld(bracket: str, wanted: tuple[str, float | None]) -> None:
    assert measured(bracket) == wanted


@pytest.mark.parametrize(
    ("heading", "form"),
    [
        ("1. Memorandum of Conversation", "memcon"),
        ("2. Memorandum of Telephone Conversation", "telcon"),
        ("3. Telegram From the Embassy in Tavaria to the Department of State", "cable"),
        ("4. Memorandum From the President’s Assistant (Quill) to the President", "memorandum"),
        ("5. Minutes of a Meeting of the Water Council", "memcon"),
        ("6. Paper Prepared by the Staff", "paper"),
        ("7. Letter From One to Another", "other"),
    ],
)
def test_the_heading_says_what_a_paper_is(heading: str, form: str) -> None:
    assert form_of(heading) == form


VOLUMES = {"frus1969-76v12": 229, "frus1969-76ve13": 175}
"""Real volumes, and how many documents their markup has."""


@pytest.mark.parametrize("name", VOLUMES)
def test_real_volumes_come_in_whole(name: str, shared: Path, tmp_path: Path) -> None:
    document = memcon.read(shared / "frus" / "tei" / f"{name}.xml")
    assert len(document.records) == VOLUMES[name]
    laws(document)
    assert document.volume and document.volume.id == name and len(document.volume.persons) > 70
    agreement(document)
    made, path = memcon.export(document, "frus"), tmp_path / "again.xml"
    path.write_bytes(made)
    again = memcon.export(memcon.read(path), "frus")
    assert again[again.index(b"<text>") :] == made[made.index(b"<text>") :], "out and in, nothing changes"


def opening(speaker: str | None, text: str) -> tuple[str | None, tuple[str, ...]]:
    """Who begins to speak, and with what words."""
    return speaker, tuple(re.findall(r"[a-z0-9]+", text.lower())[:4])


def agreement(document: Document) -> None:
    """People, dates, places and turns are those of the labels, in 99 of a hundred."""
    right = {"people": 0, "dates": 0, "places": 0, "turns": 0}
    wanted = dict(right)
    for record in document.records:
        assert record.publication
        labels = SHARED / "frus" / "labels" / f"{document.source.name[:-4]}.{record.publication.id}.json"
        if not labels.exists():
            continue
        (label,) = json.loads(labels.read_text())["records"]
        people = [person["name"] for person in label["participants"]]
        said = [opening(t["speaker"], t["paragraphs"][0]["start"]) for t in label["turns"]]
        turns = [opening(t.speaker, t.paragraphs[0].text) for t in record.turns]
        for what, want, got in (
            ("people", people, [person.printed for person in record.participants]),
            ("dates", [label["date"]], [record.date]),
            ("places", [label["place"]], [record.place]),
            ("turns", said, turns),
        ):
            wanted[what] += len(want)
            alike = SequenceMatcher(None, want, got, autojunk=False).get_matching_blocks()
            right[what] += sum(block.size for block in alike)
    assert all(right[what] >= 0.99 * wanted[what] > 0 for what in wanted), (right, wanted)
