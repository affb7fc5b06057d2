"""Reading copies: PDF that archives keep, and documents for word processors."""

from __future__ import annotations

import io
import re

import docx
import pikepdf
import pypdfium2 as pdfium
import pytest
from export_papers import WHERE, entry, texts

import memcon
from memcon import ExportEntry, MissingExtra


def pdf(*found: ExportEntry) -> tuple[pikepdf.Pdf, str]:
    made = memcon.export(found, "pdf")
    opened = pdfium.PdfDocument(made)
    return pikepdf.open(io.BytesIO(made)), "\n".join(page.get_textpage().get_text_range() for page in opened)


def test_it_is_pdf_a_and_bears_its_title() -> None:
    made, _ = pdf(entry("1996-03-27-water.txt"))
    metadata = made.open_metadata()
    assert metadata["pdfaid:part"] == "2" and metadata["dc:title"].startswith("Memorandum of Telephone")


def test_each_record_begins_on_a_page_of_its_own() -> None:
    made, text = pdf(*texts()[:2])
    alone = [len(pdf(found)[0].pages) for found in texts()[:2]]
    assert len(made.pages) == sum(alone)
    assert text.count("Source: ") == 2


def test_it_shows_marks_gaps_doubts_and_the_way_to_the_paper() -> None:
    found = entry("1993-03-26-gauges.pdf", **WHERE)
    _, text = pdf(found)
    flat = " ".join(text.split())
    assert re.search(r"\b(?:lines?|text) withheld", flat)
    assert "Carter Library, National Security Affairs" in flat
    assert "(C)" in flat and "hard to read" in flat and "crossed out at declassification" in flat


def test_a_word_processor_has_the_text_in_named_styles() -> None:
    found = entry("1994-09-22-visit.txt")
    document = docx.Document(io.BytesIO(memcon.export(found, "docx")))
    said = [p.text for p in document.paragraphs if p.style and p.style.name == "Speech"]
    turns = [
        (f"{turn.speaker}: " if at == 0 else "") + p.text + (f" ({p.mark})" if p.mark else "")
        for turn in found.record.turns
        if turn.speaker
        for at, p in enumerate(turn.paragraphs)
    ]
    assert said == turns
    assert [p.text for p in document.paragraphs if p.style and p.style.name == "Side"] == ["U.S.", "Brenmark"]
    struck = entry("1993-03-26-gauges.pdf")
    runs = [
        run for p in docx.Document(io.BytesIO(memcon.export(struck, "docx"))).paragraphs for run in p.runs
    ]
    assert any(run.font.strike and run.text == "(C)" for run in runs)
    assert any(re.fullmatch(r"\[(?:\d+ lines?|text) withheld(?:: [^]]*)?\]", run.text) for run in runs)


@pytest.mark.parametrize(("form", "module"), [("pdf", "typst"), ("docx", "docx")])
def test_without_its_part_one_line_says_what_to_do(
    form: str, module: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, module, None)
    with pytest.raises(MissingExtra, match="memcon\\[exports\\]"):
        memcon.export(texts()[0], form)
