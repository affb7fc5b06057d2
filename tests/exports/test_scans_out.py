"""The scan with its text beneath it, and OCR in the forms that others read, out and in."""

from __future__ import annotations

import io
import json
import subprocess
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2 as pdfium
import pytest
from export_papers import SAMPLES, entry, sample
from iiif_prezi3 import Manifest
from lxml import etree, html
from PIL import Image
from rapidfuzz.distance import Levenshtein

import memcon
from memcon import Box, Document, Page, UnreadableFile, UsageError, Word
from memcon.exports import read_alto, read_documentcloud, read_hocr

SCANS = ("1993-03-26-gauges.pdf", "packet-1990-1995.pdf", "1996-03-27-water.pdf")
"""The packet has a page that lies upside down."""


def searchable(name: str) -> bytes:
    return memcon.export(list(memcon.export_entries(sample(name), SAMPLES / name)), "searchable-pdf")


def own(document: Document, page: int) -> str:
    """The page's text as memcon has it."""
    return " ".join(" ".join(line.text for line in document.lines if line.page == page).split())


def images(pdf: pikepdf.Pdf) -> list[bytes]:
    found = (image for page in pdf.pages for image in page.images.values())
    return [image.read_raw_bytes() for image in found]


@pytest.mark.parametrize("name", SCANS)
def test_the_scan_itself_is_not_touched(name: str, tmp_path: Path) -> None:
    made = searchable(name)
    assert images(pikepdf.open(io.BytesIO(made))) == images(pikepdf.open(SAMPLES / name))
    assert len(made) <= 1.3 * (SAMPLES / name).stat().st_size
    before, after = pdfium.PdfDocument(SAMPLES / name), pdfium.PdfDocument(made)
    for number, page in enumerate(sample(name).pages):
        turn = -page.turned // 90
        looks = np.rot90(np.asarray(before[number].render(scale=1).to_pil().convert("L")), turn)
        now = np.asarray(after[number].render(scale=1).to_pil().convert("L"))
        difference = np.abs(looks.astype(int) - now)
        assert difference.max() == 0 or (turn and difference.mean() < 4), "a page drawn the other way up"


@pytest.mark.parametrize("name", SCANS)
def test_its_text_is_memcons_own_in_two_readers(name: str, tmp_path: Path) -> None:
    document, path = sample(name), tmp_path / "made.pdf"
    path.write_bytes(searchable(name))
    opened = pdfium.PdfDocument(path)
    for page in document.pages:
        wanted = own(document, page.number)
        number = str(page.number)
        asked = ["pdftotext", "-raw", "-f", number, "-l", number, str(path), "-"]
        poppler = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
        got = opened[page.number - 1].get_textpage().get_text_range()
        for text in (" ".join(got.split()), " ".join(poppler.split())):
            assert Levenshtein.distance(wanted, text) <= 0.01 * len(wanted) + 4
        assert "  " not in poppler.strip()


def test_a_word_is_selected_where_it_stands() -> None:
    name = "1993-03-26-gauges.pdf"
    document = sample(name)
    page = document.pages[0]
    opened = pdfium.PdfDocument(searchable(name))[0]
    height = opened.get_size()[1]
    text = opened.get_textpage()
    whole = text.get_text_range()
    for word in (w for w in page.words if len(w.text) > 8 and whole.count(w.text) == 1):
        at = whole.index(word.text)
        left, *_ = text.get_charbox(at)
        right = text.get_charbox(at + len(word.text) - 1)[2]
        x0, top, x1, bottom = page.points(word.box)
        assert abs(left - x0) < 4 and abs(right - x1) < 6, word.text
        middle = height - (text.get_charbox(at)[1] + text.get_charbox(at)[3]) / 2
        assert top - 3 < middle < bottom + 3


def test_what_an_earlier_ocr_put_there_goes(tmp_path: Path) -> None:
    """An unseen layer over the picture, and text that the picture covers."""
    path = tmp_path / "layered.pdf"
    with pikepdf.open(SAMPLES / "1995-04-11-principals.pdf") as pdf:
        page = pdf.pages[0]
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        name = page.add_resource(pdf.make_indirect(font), pikepdf.Name.Font)
        unseen = f"BT {name} 12 Tf 3 Tr 100 100 Td (QQUNSEENQQ) Tj ET"
        page.contents_add(pdf.make_stream(unseen.encode()))
        page.contents_add(
            pdf.make_stream(f"BT {name} 12 Tf 90 90 Td (QQBELOWQQ) Tj ET".encode()), prepend=True
        )
        page.contents_add(pdf.make_stream(f"BT {name} 12 Tf 0 Tr 80 80 Td (QQSEENQQ) Tj ET".encode()))
        pdf.save(path)
    document = memcon.read(path, ocr="always")
    made = memcon.export(list(memcon.export_entries(document, path)), "searchable-pdf")
    text = pdfium.PdfDocument(made)[0].get_textpage().get_text_range()
    assert "QQUNSEENQQ" not in text and "QQBELOWQQ" not in text
    assert text.count("QQSEENQQ") == 1, "what is printed over the scan is not doubled"


def test_a_picture_becomes_a_pdf_with_its_pixels(tmp_path: Path) -> None:
    path = tmp_path / "page.png"
    page = pdfium.PdfDocument(SAMPLES / "1995-04-11-principals.pdf")[0]
    page.render(scale=200 / 72).to_pil().convert("L").save(path, dpi=(200, 200))
    document = memcon.read(path)
    made = memcon.export(list(memcon.export_entries(document, path)), "searchable-pdf")
    with pikepdf.open(io.BytesIO(made)) as pdf:
        (image,) = pdf.pages[0].images.values()
        pixels = np.asarray(pikepdf.PdfImage(image).as_pil_image().convert("L"))
    assert np.array_equal(pixels, np.asarray(Image.open(path)))
    wanted = own(document, 1)
    got = " ".join(pdfium.PdfDocument(made)[0].get_textpage().get_text_range().split())
    assert Levenshtein.distance(wanted, got) <= 0.01 * len(wanted) + 4


@pytest.mark.parametrize("form", ["hocr", "alto", "documentcloud"])
def test_what_goes_out_as_ocr_comes_in_as_the_same_record(form: str, tmp_path: Path) -> None:
    name = "1996-03-27-water.pdf"
    document, path = sample(name), tmp_path / f"water.{form}"
    path.write_bytes(memcon.export(list(memcon.export_entries(document)), form))
    back = memcon.read(path)
    assert len(back.pages) == len(document.pages) and back.source.kind == "text"
    (record,), (wanted,) = back.records, document.records
    assert (record.form, record.date, record.title) == (wanted.form, wanted.date, wanted.title)
    assert [t.speaker for t in record.turns] == [t.speaker for t in wanted.turns]
    assert [p.text for t in record.turns for p in t.paragraphs] == [
        p.text for t in wanted.turns for p in t.paragraphs
    ]
    if form != "documentcloud":
        assert [w.box for w in back.pages[0].words] == [w.box for w in in_order(document, 1)]


def in_order(document: Document, number: int) -> list[Word]:
    page = document.pages[number - 1]
    lines = (line for line in document.lines if line.page == number and line.text.strip())
    return [page.words[n] for line in lines for n in line.words]


def test_hocr_is_read_by_other_readers_of_it() -> None:
    made = memcon.export(entry("1996-03-27-water.pdf"), "hocr")
    root = html.fromstring(made)
    words = root.xpath("//*[@class='ocrx_word']")
    assert len(words) == sum(len(page.words) for page in sample("1996-03-27-water.pdf").pages)
    assert len(etree.fromstring(made).findall(".//{*}div[@class='ocr_page']")) == 2


def test_pages_of_other_programs_are_taken_as_they_are() -> None:
    (page,) = read_hocr(
        b"<html><body><div class='ocr_page' title='image a.png; bbox 0 0 850 1100; scan_res 100 100'>"
        b"<span class='ocr_line' title='bbox 100 50 400 70'>"
        b"<span class='ocrx_word' title='bbox 100 50 200 70; x_wconf 55'>Hello</span> "
        b"<span class='ocrx_word' title='bbox 210 50 900 70'>world</span></span></div></body></html>",
        "a.hocr",
    )
    assert (page.width, page.height, page.dpi, page.reader) == (850, 1100, 100, "ocr")
    assert [(w.text, w.box, w.confidence) for w in page.words] == [
        ("Hello", Box(100, 50, 200, 70), 0.55),
        ("world", Box(210, 50, 850, 70), 0.9),
    ]
    (page,) = read_hocr(
        b"<div class='ocr_page' title='bbox 0 0 850 1100'>"
        b"<span class='ocr_line' title='bbox 100 50 200 70'>no words</span></div>",
        "a.hocr",
    )
    assert [(w.text, w.box.left, w.box.right) for w in page.words] == [("no", 100, 125), ("words", 137, 200)]


@pytest.mark.parametrize(
    ("unit", "scale", "dpi"), [("pixel", 1, 255), ("mm10", 1, 254), ("inch1200", 0.25, 300)]
)
def test_alto_of_any_version_and_unit(unit: str, scale: float, dpi: int) -> None:
    (page,) = read_alto(
        f"""<alto xmlns="http://www.loc.gov/standards/alto/ns-v2#"><Description><MeasurementUnit>{unit}
        </MeasurementUnit></Description><Layout><Page WIDTH="2168" HEIGHT="2794"><PrintSpace><TextBlock>
        <TextLine>
        <String CONTENT="be" HPOS="400" VPOS="80" WIDTH="40" HEIGHT="40" WC="0.5"/><HYP CONTENT="-"/>
        </TextLine></TextBlock></PrintSpace></Page></Layout></alto>""".encode(),
        "a.xml",
    )
    (word,) = page.words
    assert (word.text, word.confidence, page.dpi) == ("be-", 0.5, dpi)
    assert word.box == Box(*(round(n * scale) for n in (400, 80, 440, 120)))


def test_documentclouds_three_kinds_of_json(tmp_path: Path) -> None:
    word = {"text": "Hello", "x1": 0.1, "x2": 0.2, "y1": 0.1, "y2": 0.12}
    (page,) = read_documentcloud(json.dumps([word]).encode(), "p1.position.json")
    assert isinstance(page, Page) and page.words[0].box == Box(255, 330, 510, 396)
    pages = [{"page_number": 1, "text": "b"}, {"page_number": 0, "text": "a", "positions": [word]}]
    first, second = read_documentcloud(json.dumps(pages).encode(), "pages.json")
    assert isinstance(first, Page) and second == "b"
    whole = {
        "updated": 1,
        "pages": [{"page": 0, "contents": "MEMORANDUM OF CONVERSATION\n\nSo.", "ocr": "x"}],
    }
    path = tmp_path / "paper.txt.json"
    path.write_text(json.dumps(whole))
    document = memcon.read(path)
    assert document.records[0].title == "MEMORANDUM OF CONVERSATION"
    for bad in (b"[1, 2]", b"{", b'[{"text": 3}]'):
        with pytest.raises(UnreadableFile):
            read_documentcloud(bad, "bad.json")


def test_a_file_of_ocr_without_pages_is_one_line_of_error() -> None:
    for read, data in ((read_hocr, b"<html/>"), (read_alto, b"<alto/>"), (read_alto, b"<alto>")):
        with pytest.raises(UnreadableFile, match=r"no pages|broken"):
            read(data, "bad")


def test_a_manifest_is_read_by_a_reader_of_iiif() -> None:
    name = "1993-03-26-gauges.pdf"
    document = sample(name)
    made = memcon.export(list(memcon.export_entries(document)), "iiif")
    manifest = Manifest(**json.loads(made))
    assert len(manifest.items) == len(document.pages)
    canvas = manifest.items[0]
    assert (canvas.width, canvas.height) == (document.pages[0].width, document.pages[0].height)
    text, marks = canvas.annotations
    lines = [line for line in document.lines if line.page == 1 and line.text.strip()]
    assert [a.body.value for a in text.items] == [line.text for line in lines]
    box = lines[0].box
    assert text.items[0].target.endswith(f"#xywh={box.left},{box.top},{box.width},{box.height}")
    assert {a.body.value.split(":")[0] for a in marks.items} >= {"withheld"}
    assert len(manifest.structures) == len(document.records)


def test_a_manifest_has_the_addresses_of_where_it_is_published() -> None:
    found = entry("1993-03-26-gauges.pdf")
    made = json.loads(memcon.export(found, "iiif", base="https://library.example/papers/"))
    name = found.document.source.sha256[:10]
    assert made["id"] == f"https://library.example/papers/{name}/manifest.json"
    assert "example.org" not in json.dumps(made)
    for form, base in (("ris", "https://library.example"), ("iiif", "papers")):
        with pytest.raises(UsageError):
            memcon.export(found, form, base=base)
