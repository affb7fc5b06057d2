"""Citations say what is known, in the order of each custom, and leave a gap for the rest."""

from __future__ import annotations

import io
import re
import runpy
import warnings
from pathlib import Path

import bibtexparser
import pytest
import rispy
from export_papers import ROOT, WHERE, entry, texts
from msgspec import json, structs

import memcon
from memcon import Document, ExportEntry, Publication, SourceNote, UsageError, Volume
from memcon.exports.tei.source_note import source_note as read_note

GRAIN = "1975-10-14-grain.txt"
WAY = ("repository", "collection", "series", "lot", "box", "folder")


def test_a_source_note_follows_the_order_of_published_ones() -> None:
    (note,) = memcon.cite(entry(GRAIN, **WHERE), "frus")
    assert note == (
        "Source: Carter Library, National Security Affairs, Staff Material, Box 34, Memcons: 10/75. "
        "Secret; Nodis. The meeting took place in the Oval Office."
    )


def test_published_notes_are_drafted_again_from_their_parts(shared: Path) -> None:
    """Taken apart and put together, the notes of two volumes come out as printed, up to their level."""
    alike, different = 0, []
    for volume in sorted((shared / "frus" / "tei").glob("*.xml")):
        document = memcon.read(volume)
        for record in document.records:
            note = record.publication.source if record.publication else None
            if not note or not note.level:
                continue
            known = {name: value for name in WAY if (value := getattr(note, name))}
            (made,) = memcon.cite(ExportEntry(record, document, "00", known, (), None), "frus")
            printed = re.match(rf".*?\. {note.level}[^.]*\.", note.text)
            if printed and made.startswith(printed[0]):
                alike += 1
            else:
                different.append(note.text)
    assert alike >= 0.95 * (alike + len(different)) > 300, different


@pytest.mark.parametrize(
    ("drafting", "said"),
    [
        ("Prepared By: Ada Quill\nApproved By: Jon Pen", "Prepared by Ada Quill; approved by Jon Pen."),
        ("EUR/NE:JWQuill:mcb", "Drafted by J.W. Quill (EUR/NE)."),
        ("Drafted by: NEA:Quill", "Drafted by Quill (NEA)."),
        ("Drafted by Quill; cleared by Pen.", "Drafted by Quill; cleared by Pen."),
        ("Drafted; h:kLo Ke *71246 a” ((Ci", "Drafted by [name not legible]."),
    ],
)
def test_drafting_is_said_as_published_notes_say_it(drafting: str, said: str) -> None:
    found = entry(GRAIN)
    drafted = structs.replace(found.record, drafting=drafting, place=None)
    (note,) = memcon.cite(ExportEntry(drafted, found.document, found.id, {}, (), None), "frus")
    assert note.endswith(f"Secret; Nodis. {said}")


@pytest.mark.parametrize(
    ("stamp", "date", "who"),
    [
        ("CLINTON LIBRARY PHOTOCOPY", "1995-07-20", "Clinton Library"),
        ("Glineon LIBRARY PHOTOCOPY", "1995-07-20", "Clinton Library"),
        ("Glineon LIBRARY PHOTOCOPY", None, None),
        ("PER E.O. 13526 'CHINFON LIBPARY PHOTOCOPY", "1995-04-11", "Clinton Library"),
        ("BUSH LIBRARY PHOTOCOPY", "1990-07-20", "George H.W. Bush Library"),
        ("BUSH LIBRARY PHOTOCOPY", None, "Bush Library"),
        ("FROM THE GERALD R. FORD LIBRARY", "1975-10-14", "Ford Library"),
        ("THE MUNICIPAL LIBRARY", "1975-10-14", None),
    ],
)
def test_a_stamp_names_a_library_that_there_is_or_none(stamp: str, date: str | None, who: str | None) -> None:
    found = entry(GRAIN)
    stamped = structs.replace(found.record, stamps=(stamp,), date=date)
    (note,) = memcon.cite(ExportEntry(stamped, found.document, found.id, {}, (), None), "frus")
    assert note.startswith(f"Source: {who or '[repository not given]'}, ")


def test_stains_beside_the_banner_of_a_scan_are_no_handling_words() -> None:
    found = entry("1993-03-26-gauges.pdf")
    stained = structs.replace(found.record, captions=("NODIS AGUS", "ML", "SECRET", "XGDS"))
    (note,) = memcon.cite(ExportEntry(stained, found.document, found.id, {}, (), None), "frus")
    assert "Confidential; Nodis. Prepared" in note


def test_what_is_not_known_is_a_gap_and_never_invented() -> None:
    (note,) = memcon.cite(entry(GRAIN), "frus")
    assert note.startswith(
        "Source: [repository not given], [collection not given], [box not given], [folder not given]. Secret"
    )
    for style in memcon.styles():
        (cited,) = memcon.cite(entry(GRAIN), style)
        assert re.search(r"\[[a-z ]+ not given\]", cited) or style == "chicago-short", style
        (filled,) = memcon.cite(entry(GRAIN, **WHERE), style)
        assert "not given" not in filled, style


CITED = {
    "chicago-note": "Memorandum of conversation, October 14, 1975, folder “Memcons: 10/75,” box 34, Staff "
    "Material, National Security Affairs, Jimmy Carter Library, Atlanta, GA, "
    "https://catalog.archives.gov/id/7338580.",
    "chicago-short": "Memorandum of conversation, October 14, 1975, National Security Affairs.",
    "chicago-bibliography": "National Security Affairs. Jimmy Carter Library, Atlanta, GA.",
    "nara": "Memorandum of Conversation, October 14, 1975; Memcons: 10/75, Box 34; Staff Material; National "
    "Security Affairs; Jimmy Carter Library; National Archives Identifier 7338580.",
    "nsarchive": "Memorandum of Conversation, October 14, 1975, Secret, Nodis. Source: Carter Library, "
    "National Security Affairs, Staff Material, Box 34, Memcons: 10/75.",
    "library": "Memorandum of conversation, October 14, 1975, “Memcons: 10/75” folder, Box 34, Staff "
    "Material, National Security Affairs, Jimmy Carter Library.",
}


@pytest.mark.parametrize("style", CITED)
def test_each_custom_has_its_order(style: str) -> None:
    assert memcon.cite(entry(GRAIN, **WHERE), style) == [CITED[style]]


def test_a_style_that_there_is_not_is_refused() -> None:
    with pytest.raises(UsageError, match="no style 'turabian'"):
        memcon.cite(entry(GRAIN), "turabian")


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("The Oval Office", "The meeting took place in the Oval Office."),
        ("Secretary's Office", "The meeting took place in the Secretary's Office."),
        ("Quill's Office", "The meeting took place in Quill's Office."),
        ("Hotel Bristol, Port Lisem", "The meeting took place at the Hotel Bristol."),
        ("Blue Room, Winter Palace, Port Lisem", "The meeting took place in the Blue Room, Winter Palace."),
        ("The Department of State", "The meeting took place at the Department of State."),
        ("Winter Palace", "The meeting took place at the Winter Palace."),
        ("Port Lisem", None),
    ],
)
def test_a_room_is_named_in_the_note_and_a_town_is_not(place: str, said: str | None) -> None:
    found = entry(GRAIN)
    moved = ExportEntry(structs.replace(found.record, place=place), found.document, found.id, {}, (), None)
    (note,) = memcon.cite(moved, "frus")
    assert note.endswith(said) if said else "took place" not in note


def test_a_published_paper_keeps_its_own_note_and_is_cited_by_its_volume() -> None:
    found = entry(GRAIN)
    note = SourceNote("Source: An Archive, Papers, Box 1, Grain. Secret.", "An Archive", "Papers", box="1")
    place = Publication("frus1975v99", "d7", "7", "7. Memorandum of Conversation", source=note)
    volume = Volume(
        "frus1975v99", "Invented Relations, 1975, Volume XCIX, Grain", "Invented Relations", "1975",
        "Volume XCIX", "Grain", ("Ann Editor", "Bob Editor"), ("Cy Head",),
        "A Printing Office", "Washington", "1999",
    )  # fmt: skip
    record = structs.replace(found.record, publication=place)
    document: Document = structs.replace(found.document, volume=volume)
    made = ExportEntry(record, document, found.id, {}, (), None)
    assert memcon.cite(made, "frus") == [note.text]
    assert memcon.cite(made, "chicago-note")[0].endswith(
        "in Invented Relations, 1975, ed. Cy Head, vol. 99, Grain, ed. Ann Editor and Bob Editor "
        "(Washington: A Printing Office, 1999), doc. 7, https://history.state.gov/historicaldocuments/frus1975v99/d7."
    )
    assert memcon.cite(made, "chicago-short") == [
        "Memorandum of conversation, October 14, 1975, Invented Relations, 1975, vol. 99, doc. 7."
    ]
    assert memcon.cite(made, "chicago-bibliography") == [
        "Editor, Ann, and Bob Editor, eds. Invented Relations, 1975. Vol. 99, Grain. Washington: A Printing "
        "Office, 1999."
    ]


def test_csl_json_is_set_by_a_csl_processor() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of variables that it does not know
        from citeproc import (
            Citation,
            CitationItem,
            CitationStylesBibliography,
            CitationStylesStyle,
            formatter,
        )
        from citeproc.source.json import CiteProcJSON

        items = json.decode(memcon.export(entry(GRAIN, **WHERE), "csl-json"))
        style = CitationStylesStyle("harvard-cite-them-right", validate=False)
        bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
        bibliography.register(Citation([CitationItem(items[0]["id"])]))
        set_by_it = "".join(str(part) for part in bibliography.bibliography()[0])
    assert "Memorandum of Conversation" in set_by_it and "1975" in set_by_it
    assert {k: items[0][k] for k in ("type", "archive", "archive_collection", "archive_location")} == {
        "type": "manuscript",
        "archive": "Carter Library",
        "archive_collection": "National Security Affairs",
        "archive_location": "Staff Material, Box 34, Memcons: 10/75",
    }
    assert items[0]["issued"] == {"date-parts": [[1975, 10, 14]]}


def test_ris_comes_back_from_a_reader_of_ris() -> None:
    (item,) = rispy.loads(memcon.export(entry(GRAIN, **WHERE), "ris").decode())
    assert item["type_of_reference"] == "MANSCPT"
    assert item["title"] == "Memorandum of Conversation"
    assert item["name_of_database"] == "Carter Library"
    assert item["accession_number"] == "National Security Affairs, Staff Material, Box 34, Memcons: 10/75"
    assert item["date"] == "1975/10/14" and item["type_of_work"] == "Memorandum of conversation"
    assert "Konrad A. Farrowgate" in item["keywords"]
    assert len(rispy.loads(memcon.export(texts(), "ris").decode())) == len(texts())


def test_bibtex_comes_back_from_a_reader_of_bibtex() -> None:
    library = bibtexparser.parse_string(memcon.export(entry(GRAIN, **WHERE), "bibtex").decode())
    assert not library.failed_blocks
    fields = {field.key: field.value for field in library.entries[0].fields}
    assert fields["title"] == "{Memorandum of Conversation}" and fields["date"] == "1975-10-14"
    assert fields["archive"] == "Carter Library" and fields["month"] == "oct"
    assert fields["howpublished"].startswith("Carter Library, National Security Affairs")
    whole = bibtexparser.parse_string(memcon.export(texts(), "bibtex").decode())
    assert not whole.failed_blocks and len(whole.entries) == len(texts())


def test_letters_that_tex_reads_as_commands_are_told_apart() -> None:
    made = memcon.export(entry(GRAIN, collection="Files {A_B} & 100% #1 ~ $5"), "bibtex").decode()
    fields = {f.key: f.value for f in bibtexparser.parse_string(made).entries[0].fields}
    assert fields["archive_collection"] == r"Files \{A\_B\} \& 100\% \#1 \textasciitilde{} \$5"
    assert io.StringIO(made).readline().startswith("@misc{r")


def test_the_page_on_citing_shows_twenty_notes_as_they_are_drafted() -> None:
    tool = runpy.run_path(str(ROOT / "tools" / "source_notes.py"))
    page = (ROOT / "docs" / "citing.md").read_text()
    notes = tool["drafted"]()
    assert len(notes) == 20
    for note in notes:
        parts = tool["build"](read_note(note))
        assert f"| {note} | {', '.join(parts)} |" in page
        assert list(parts) == sorted(parts, key=tool["ORDER"].index), "the order counted in published notes"
