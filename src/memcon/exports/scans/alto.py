"""ALTO 4.4, as libraries keep OCR: pages of blocks, lines, and words with place and confidence.

Lengths are pixels; ``WC`` is a word's confidence, 0 to 1; a hyphen at a line's end stays in its word, since
no dictionary says whether it belongs to it.
"""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree
from lxml.builder import ElementMaker

from memcon.exports.entry import ExportEntry
from memcon.exports.scans.grouping import around, blocks, document_of, words_of
from memcon.exports.tei.building import clean
from memcon.model import Box, Line, Page

NAMESPACE = "http://www.loc.gov/standards/alto/ns-v4#"
_E = ElementMaker(namespace=NAMESPACE, nsmap={None: NAMESPACE})


def alto(entries: Sequence[ExportEntry]) -> bytes:
    """The whole document of the entries as ALTO."""
    document = document_of(entries)
    description = _E.Description(
        _E.MeasurementUnit("pixel"),
        _E.sourceImageInformation(
            _E.fileName(clean(document.source.name)),
            _E.fileIdentifier(document.source.sha256, fileIdentifierLocation="sha256"),
        ),
        _E.Processing(_E.processingSoftware(_E.softwareName("memcon")), ID="memcon"),
    )
    layout = _E.Layout(*(_page(page, document.lines) for page in document.pages))
    root = _E.alto(description, layout, SCHEMAVERSION="4.4")
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)


def _place(box: Box) -> dict[str, str]:
    return {
        "HPOS": str(box.left),
        "VPOS": str(box.top),
        "WIDTH": str(max(0, box.width)),
        "HEIGHT": str(max(0, box.height)),
    }


def _page(page: Page, lines: Sequence[Line]) -> etree._Element:  # pyright: ignore[reportPrivateUsage]
    size = {"WIDTH": str(page.width), "HEIGHT": str(page.height)}
    space = _E.PrintSpace({"HPOS": "0", "VPOS": "0", **size})
    for at, block in enumerate(blocks(page, lines), 1):
        made = _E.TextBlock({"ID": f"block_{page.number}_{at}", **_place(around(block))})
        for line in block:
            made.append(_line(page, line))
        space.append(made)
    return _E.Page(space, {"ID": f"page_{page.number}", "PHYSICAL_IMG_NR": str(page.number), **size})


def _line(page: Page, line: Line) -> etree._Element:  # pyright: ignore[reportPrivateUsage]
    made = _E.TextLine({"ID": f"line_{line.number}", **_place(line.box)})
    words = words_of(page, line)
    strings = [
        _E.String(
            {"ID": f"word_{line.number}_{at}", "CONTENT": clean(word.text), "WC": f"{word.confidence:.2f}"}
            | _place(word.box)
        )
        for at, word in enumerate(words)
    ]
    for at, string in enumerate(strings):
        if at:
            before = words[at - 1].box
            width = max(0, words[at].box.left - before.right)
            made.append(_E.SP({"HPOS": str(before.right), "VPOS": str(before.top), "WIDTH": str(width)}))
        made.append(string)
    return made
