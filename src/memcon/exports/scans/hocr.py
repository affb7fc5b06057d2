"""hOCR 1.2: a page of HTML for a file, with the place of every line and word.

It is what OCRmyPDF, Tesseract and the Internet Archive exchange. A box is ``bbox left top right bottom`` in
pixels, a confidence ``x_wconf`` from 0 to 100.
"""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree
from lxml.builder import ElementMaker

from memcon.exports.entry import ExportEntry
from memcon.exports.scans.grouping import around, blocks, document_of, words_of
from memcon.exports.tei.building import clean
from memcon.model import Box, Line, Page

_HTML = "http://www.w3.org/1999/xhtml"
_E = ElementMaker(namespace=_HTML, nsmap={None: _HTML})
_CLASSES = {"banner": "ocr_header", "page_number": "ocr_pageno"}


def hocr(entries: Sequence[ExportEntry]) -> bytes:
    """The whole document of the entries as hOCR."""
    document = document_of(entries)
    body = _E.body(*(_page(page, document.lines, document.source.name) for page in document.pages))
    abilities = "ocr_page ocr_carea ocr_par ocr_line ocr_header ocr_pageno ocrx_word"
    head = _E.head(
        _E.title(clean(document.source.name)),
        _E.meta({"http-equiv": "Content-Type", "content": "text/html;charset=utf-8"}),
        _E.meta({"name": "ocr-system", "content": "memcon"}),
        _E.meta({"name": "ocr-capabilities", "content": abilities}),
    )
    root = _E.html(head, body, lang="en")
    return etree.tostring(
        root, encoding="UTF-8", xml_declaration=True, doctype="<!DOCTYPE html>", pretty_print=True
    )


def _bbox(box: Box) -> str:
    return f"bbox {box.left} {box.top} {box.right} {box.bottom}"


def _page(page: Page, lines: Sequence[Line], name: str) -> etree._Element:  # pyright: ignore[reportPrivateUsage]
    whole = Box(0, 0, page.width, page.height)
    image = clean(name).replace('"', "")
    made = _E.div(
        {"class": "ocr_page", "id": f"page_{page.number}"},
        title=f'image "{image}"; {_bbox(whole)}; ppageno {page.number - 1}; scan_res {page.dpi} {page.dpi}',
    )
    for at, block in enumerate(blocks(page, lines), 1):
        box, name = _bbox(around(block)), f"{page.number}_{at}"
        area = _E.div({"class": "ocr_carea", "id": f"block_{name}"}, title=box)
        par = _E.p({"class": "ocr_par", "id": f"par_{name}", "lang": "eng"}, title=box)
        for line in block:
            par.append(_line(page, line))
        area.append(par)
        made.append(area)
    return made


def _line(page: Page, line: Line) -> etree._Element:  # pyright: ignore[reportPrivateUsage]
    size = max(1, line.box.height)
    made = _E.span(
        {"class": _CLASSES.get(line.kind, "ocr_line"), "id": f"line_{line.number}"},
        title=f"{_bbox(line.box)}; baseline 0 0; x_size {size}",
    )
    for at, word in enumerate(words_of(page, line)):
        made.append(
            _E.span(
                {"class": "ocrx_word", "id": f"word_{line.number}_{at}"},
                clean(word.text),
                title=f"{_bbox(word.box)}; x_wconf {round(100 * word.confidence)}",
            )
        )
        made[-1].tail = " "
    return made
