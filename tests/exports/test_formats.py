"""Every format takes every record, and says all that the record says."""

from __future__ import annotations

import io
import re
import zipfile
from html import unescape
from pathlib import Path

import msgspec
import pypdfium2 as pdfium
import pytest
from export_papers import ROOT, SAMPLES, entry, everywhere, sample, texts
from lxml import etree

import memcon
from memcon import ExportEntry, MissingFile, Record, UsageError
from memcon.exports import FORMATS
from memcon.exports.body import Gap, body

WHOLE = ("text", "markdown", "csv-turns", "frus", "tei", "docx", "jsonl")
"""Formats that hold a record's whole body as running text."""
MANY = [name for name, known in FORMATS.items() if known.scope == "records"]


def letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


def shown(name: str, made: bytes) -> str:
    if name == "docx":
        xml = zipfile.ZipFile(io.BytesIO(made)).read("word/document.xml").decode()
        return unescape(re.sub(r"<[^>]+>", "", xml))
    if name in ("frus", "tei"):
        root = etree.fromstring(made)
        for second in root.xpath("//*[local-name()='choice']/*[2]"):
            second.getparent().remove(second)
        return "".join(str(piece) for piece in root.itertext())
    return made.decode("utf-8-sig")


def said(found: ExportEntry) -> list[str]:
    """Every text of a record's body, as the record has it."""
    record = found.record
    turns = [paragraph.text for turn in record.turns for paragraph in turn.paragraphs]
    return [*turns, *(p.text for p in record.paragraphs), *(h.text for h in record.headings)]


def runs(found: ExportEntry) -> list[str]:
    """The same texts as exports have them: in pieces, where something withheld stands within one."""
    return [run for block in body(found) for run in block.runs if isinstance(run, str)]


def test_the_blocks_of_a_body_are_its_texts() -> None:
    for found in everywhere():
        assert sorted(block.text for block in body(found) if block.kind != "gap" and block.text) == sorted(
            text for text in said(found) if text
        )


@pytest.mark.parametrize("name", WHOLE)
def test_no_word_of_a_body_is_lost(name: str) -> None:
    for found in everywhere():
        whole = letters(shown(name, memcon.export(found, name)))
        for text in said(found) if name == "jsonl" else runs(found):
            furniture = name == "tei"  # a page's head stands in the middle of a paragraph there
            parts = text.split() if furniture else [text]
            assert all(letters(part) in whole for part in parts), f"{name}, {found.id}: {text[:50]}"


def test_the_reading_copy_as_pdf_has_every_word() -> None:
    """Line numbers and page heads run through the text of a PDF, so words are looked for one by one."""
    for found in (entry("1994-09-22-visit.pdf"), entry("1993-03-26-gauges.pdf")):
        opened = pdfium.PdfDocument(memcon.export(found, "pdf"))
        whole = letters(" ".join(page.get_textpage().get_text_bounded() for page in opened))
        for text in said(found):
            assert all(letters(word) in whole for word in text.split())


@pytest.mark.parametrize("name", MANY)
def test_many_records_go_into_one_file(name: str) -> None:
    made = memcon.export(texts()[:3], name)
    assert made
    if name == "jsonl":
        lines = made.decode().splitlines()
        assert [msgspec.json.decode(line)["id"] for line in lines] == [e.id for e in texts()[:3]]
    if name == "markdown":
        assert made.decode().count("\n---\n") == 2


def test_a_record_comes_back_from_json_lines() -> None:
    found = entry("1993-03-26-gauges.pdf")
    line = msgspec.json.decode(memcon.export(found, "jsonl"))
    assert msgspec.convert(line["record"], Record) == found.record


@pytest.mark.parametrize("name", [n for n, known in FORMATS.items() if known.scope == "document"])
def test_formats_of_a_page_take_one_document(name: str) -> None:
    with pytest.raises(UsageError, match="one document"):
        memcon.export([sample("1990-08-21-ferry.txt"), sample("1996-03-27-water.txt")], name)


def test_what_cannot_be_exported_is_refused() -> None:
    with pytest.raises(UsageError, match="no format 'wordstar'"):
        memcon.export(texts()[0], "wordstar")
    with pytest.raises(UsageError, match="no record"):
        memcon.export([], "ris")
    with pytest.raises(UsageError, match="one record"):
        memcon.export(memcon.export_entries(sample("packet-1990-1995.pdf")), "frus-div")


def test_the_scan_must_be_there_and_be_the_same(tmp_path: Path) -> None:
    source = SAMPLES / "1995-04-11-principals.pdf"
    copy = tmp_path / "copy.pdf"
    copy.write_bytes(source.read_bytes())
    document = sample(source.name)
    entries = list(memcon.export_entries(document, copy))
    copy.write_bytes(source.read_bytes() + b"\n")
    with pytest.raises(MissingFile, match="another file"):
        memcon.export(entries, "searchable-pdf")
    copy.unlink()
    with pytest.raises(MissingFile, match="is gone"):
        memcon.export(entries, "searchable-pdf")
    with pytest.raises(UsageError, match="not known"):
        memcon.export(document, "searchable-pdf")
    with pytest.raises(UsageError, match="no pictures"):
        memcon.export(sample("1990-08-21-ferry.txt"), "searchable-pdf")


def test_every_format_and_style_is_described() -> None:
    page = (ROOT / "docs" / "export.md").read_text()
    rows = re.findall(r"^\| `([\w-]+)` \| `(\.[\w.]+)` \|", page, re.MULTILINE)
    assert rows == [(known.name, known.suffix) for known in memcon.formats()]
    cited = (ROOT / "docs" / "citing.md").read_text()
    assert all(f"`--style {name}`" in cited for name in memcon.styles())


def test_what_is_withheld_stands_where_it_is_missing() -> None:
    blocks = body(entry("1993-03-26-gauges.pdf"))
    within = [
        block for block in blocks if block.kind == "paragraph" and any(isinstance(r, Gap) for r in block.runs)
    ]
    before = within[0].runs[0]
    assert isinstance(before, str) and before.endswith("a gauge")
    assert any(block.kind == "gap" for block in blocks)
    gaps = [run for block in blocks for run in block.runs if isinstance(run, Gap)]
    assert len(gaps) == len(entry("1993-03-26-gauges.pdf").record.withheld)


def test_headings_stand_before_what_they_head() -> None:
    blocks = body(entry("1995-04-11-principals.txt"))
    headings = [at for at, block in enumerate(blocks) if block.kind == "heading"]
    assert headings and headings[0] < len(blocks) - 1
    assert all(blocks[at].span.pieces[0].line < blocks[at + 1].span.pieces[0].line for at in headings)
