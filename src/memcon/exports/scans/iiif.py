"""A manifest of IIIF Presentation 3: pages as canvases, their text and what was seen as annotations.

Its addresses begin with the place on the web at which it is published. A canvas is as large as its page in
pixels, so that every box is its own address (``#xywh=``).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from memcon.errors import UsageError
from memcon.exports.citing import cite_one
from memcon.exports.entry import ExportEntry
from memcon.exports.facts import facts, long_date
from memcon.exports.scans.grouping import document_of
from memcon.model import Box, Document, Page

BASE = "https://example.org/memcon"
"""Stands for the place at which a manifest is published: RFC 2606 keeps this name free."""
_CONTEXT = "http://iiif.io/api/presentation/3/context.json"
_SEEN = {
    "stamp": "stamp",
    "hand": "handwriting",
    "withheld": "withheld",
    "covered": "text beneath a redaction",
    "underline": "",
    "rule": "",
}


def iiif(entries: Sequence[ExportEntry], base: str = BASE) -> bytes:
    """The whole document of the entries as a manifest, JSON, UTF-8; a range for each record.

    `base` is where documents are published; this one's addresses begin with the first ten letters of its
    SHA-256 below it, and its pages' pictures are ``page/1.png`` and so on below that. Raises `UsageError`
    where it is no address on the web.
    """
    if not base.startswith(("https://", "http://")):
        raise UsageError(f"{base} is no address on the web", "Begin it with https://")
    document = document_of(entries)
    base = f"{base.rstrip('/')}/{document.source.sha256[:10]}"
    manifest = {
        "@context": _CONTEXT,
        "id": f"{base}/manifest.json",
        "type": "Manifest",
        "label": {"none": [document.source.name]},
        "metadata": _metadata(entries),
        "summary": {"en": [cite_one(entries[0], "chicago-note")]},
        "items": [_canvas(document, page, base) for page in document.pages],
        "structures": [_range(entry, base, number) for number, entry in enumerate(entries)],
    }
    return json.dumps(manifest, ensure_ascii=False, indent=1).encode() + b"\n"


def _metadata(entries: Sequence[ExportEntry]) -> list[dict[str, Any]]:
    """What a viewer shows beside the pages, of the first record."""
    known, record = facts(entries[0]), entries[0].record
    named = (
        ("Title", known.title),
        ("Subject", record.subject),
        ("Date", long_date(known.date)),
        ("Place", known.place),
        ("Participants", "; ".join(person.printed for person in record.participants)),
        ("Classification", known.level),
        ("Repository", known.repository),
        ("Collection", known.collection),
        ("Source", entries[0].document.source.name),
        ("SHA-256", entries[0].document.source.sha256),
    )
    return [{"label": {"en": [name]}, "value": {"none": [value]}} for name, value in named if value]


def _canvas(document: Document, page: Page, base: str) -> dict[str, Any]:
    canvas = f"{base}/canvas/{page.number}"
    width, height = max(1, page.width), max(1, page.height)
    body: dict[str, Any] = {
        "id": f"{base}/page/{page.number}.png",
        "type": "Image",
        "format": "image/png",
        "width": width,
        "height": height,
    }
    painting = {
        "id": f"{canvas}/image",
        "type": "Annotation",
        "motivation": "painting",
        "body": body,
        "target": canvas,
    }
    return {
        "id": canvas,
        "type": "Canvas",
        "label": {"none": [str(page.number)]},
        "width": width,
        "height": height,
        "items": [{"id": f"{canvas}/painting", "type": "AnnotationPage", "items": [painting]}],
        "annotations": [
            {"id": f"{canvas}/text", "type": "AnnotationPage", "items": list(_lines(document, page, canvas))},
            {"id": f"{canvas}/marks", "type": "AnnotationPage", "items": list(_marks(page, canvas))},
        ],
    }


def _lines(document: Document, page: Page, canvas: str) -> Iterator[dict[str, Any]]:
    for line in document.lines:
        if line.page == page.number and line.text.strip():
            yield _note(f"{canvas}/line/{line.number}", "supplementing", line.text, canvas, line.box)


def _marks(page: Page, canvas: str) -> Iterator[dict[str, Any]]:
    for number, seen in enumerate(page.seen):
        name = _SEEN[seen.kind]
        if name:
            said = ": ".join(part for part in (name, seen.text, ", ".join(seen.codes)) if part)
            yield _note(f"{canvas}/mark/{number}", "commenting", said, canvas, seen.box)


def _note(name: str, motivation: str, text: str, canvas: str, box: Box) -> dict[str, Any]:
    return {
        "id": name,
        "type": "Annotation",
        "motivation": motivation,
        "body": {"type": "TextualBody", "value": text, "format": "text/plain", "language": "en"},
        "target": f"{canvas}#xywh={box.left},{box.top},{max(1, box.width)},{max(1, box.height)}",
    }


def _range(entry: ExportEntry, base: str, number: int) -> dict[str, Any]:
    first, last = entry.record.pages
    return {
        "id": f"{base}/range/{number + 1}",
        "type": "Range",
        "label": {"none": [entry.record.title or entry.record.form]},
        "items": [{"id": f"{base}/canvas/{page}", "type": "Canvas"} for page in range(first, last + 1)],
    }
