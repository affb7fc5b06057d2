"""Files in which the reading is already done: published volumes as TEI, and what another OCR gave."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Literal

from memcon.errors import UnreadableFile, UsageError
from memcon.model import Document, Page, Source

HEAD = 8192
"""So many bytes of a file say what it is."""
LARGEST = 256 * 2**20
"""Bytes of the largest such file of OCR that is read; it stands in memory whole."""
Kind = Literal["tei", "hocr", "alto", "documentcloud"]
_DOCUMENTCLOUD = re.compile(
    rb'^\[\s*\{[^{}\[\]]*"(?:x1|page_number)"\s*:|^\{[^\[]*"pages"\s*:\s*\[\s*\{[^{}\[\]]*"(?:contents|page)"\s*:'
)


def read_transcribed(path: Path, pages: tuple[int, int] | None) -> Document | None:
    """The document of such a file; None for any other. Raises what `memcon.read` does."""
    kind = kind_of_transcript(path)
    if kind is None:
        return None
    if kind == "tei":
        from memcon.exports import read_tei

        if pages:
            raise UsageError(f"{path.name} is a published volume, which is read whole", "Leave --pages out")
        return read_tei(path)
    return _of_ocr(path, kind, pages)


def kind_of_transcript(path: Path) -> Kind | None:
    """What kind of transcript a file is, by its first bytes; None for another file, or none at all."""
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
    except OSError:
        return None
    opens = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if opens.startswith(b"<"):
        if b"http://www.tei-c.org/ns/1.0" in head:
            return "tei"
        if re.search(rb"<(?:\w+:)?alto\b", head, re.IGNORECASE):
            return "alto"
        if b"ocr_page" in head or b"ocr-system" in head:
            return "hocr"
    return "documentcloud" if _DOCUMENTCLOUD.match(opens) else None


def _of_ocr(path: Path, kind: Kind, wanted: tuple[int, int] | None) -> Document:
    """What another OCR gave, put through memcon's own stages from the lines on."""
    from msgspec import structs

    from memcon.exports import read_alto, read_documentcloud, read_hocr
    from memcon.lines import page_text, to_lines
    from memcon.pages.grid import typed_page
    from memcon.record import to_records

    if path.stat().st_size > LARGEST:
        raise UnreadableFile(f"{path.name} is too large for a file of OCR", "Take it apart by pages")
    data = path.read_bytes()
    if kind == "documentcloud":
        found = read_documentcloud(data, path.name)
        pages = [p if isinstance(p, Page) else typed_page(p, n) for n, p in enumerate(found, 1)]
    else:
        pages = (read_hocr if kind == "hocr" else read_alto)(data, path.name)
    count = len(pages)
    if wanted:
        pages = [page for page in pages if wanted[0] <= page.number <= wanted[1]]
    if not pages:
        raise UsageError(f"{path.name} has pages 1 to {count}", "Ask for some of these")
    lines = to_lines(pages)
    name = path.name.encode(errors="replace").decode()
    source = Source(name, hashlib.sha256(data).hexdigest(), "text", count)
    clean = tuple(structs.replace(page, text=page_text(page, lines)) for page in pages)
    return Document(source, clean, tuple(lines), tuple(to_records(pages, lines)))
