"""DocumentCloud's own JSON: what its API takes as the text of a document's pages, with each word's place."""

from __future__ import annotations

import json
from collections.abc import Sequence

from memcon.exports.entry import ExportEntry
from memcon.exports.scans.grouping import document_of, words_of


def documentcloud(entries: Sequence[ExportEntry]) -> bytes:
    """The whole document of the entries: a list of pages, counted from 0, boxes in parts of the page."""
    document = document_of(entries)
    pages: list[dict[str, object]] = []
    for page in document.pages:
        width, height = max(1, page.width), max(1, page.height)
        words = [w for line in document.lines if line.page == page.number for w in words_of(page, line)]
        places = [
            {
                "text": word.text,
                "x1": round(word.box.left / width, 5),
                "x2": round(word.box.right / width, 5),
                "y1": round(word.box.top / height, 5),
                "y2": round(word.box.bottom / height, 5),
                "metadata": {"confidence": round(word.confidence, 3)},
            }
            for word in words
        ]
        number = page.number - 1
        pages.append({"page_number": number, "text": page.text, "ocr": "memcon", "positions": places})
    return json.dumps(pages, ensure_ascii=False).encode() + b"\n"
