"""What a file is, decided by its first bytes and never by its name."""

from __future__ import annotations

from memcon.errors import UnreadableFile
from memcon.model import Kind

HEAD = 4096
"""Bytes from the start of a file that `kind_of` wants to see."""

_IMAGES = (
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff",
    b"II*\x00",
    b"MM\x00*",
    b"II+\x00",
    b"MM\x00+",
    b"GIF87a",
    b"GIF89a",
    b"\x00\x00\x00\x0cjP  ",
)

_FOREIGN = {
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"PK\x05\x06": "an empty ZIP archive",
    b"\x1f\x8b": "a gzip archive",
    b"7z\xbc\xaf\x27\x1c": "a 7z archive",
    b"Rar!": "a RAR archive",
    b"\xd0\xcf\x11\xe0": "an old Word, Excel or e-mail document",
    b"{\\rtf": "a rich text document",
    b"%!PS": "a PostScript file",
    b"\x7fELF": "a program",
    b"SQLite format 3\x00": "a SQLite database",
}

_PDF_WITHIN = 1024
"""A PDF may have this many bytes of something else before its header (ISO 32000, annex H.3)."""


def kind_of(head: bytes, name: str) -> Kind:
    """``pdf``, ``image`` or ``text``, from a file's first `HEAD` bytes; `name` is for the message alone.

    Whether what looks like text is text is for `memcon.pages.decoding` to find out. Raises `UnreadableFile`
    for an empty file and for a kind of file that memcon knows and does not read.
    """
    if not head:
        raise UnreadableFile(f"{name} is empty", "Fetch the file again")
    if b"%PDF-" in head[:_PDF_WITHIN]:
        return "pdf"
    if head.startswith(_IMAGES) or _is_webp(head) or _is_bitmap(head):
        return "image"
    for magic, what in _FOREIGN.items():
        if head.startswith(magic):
            raise UnreadableFile(
                f"{name} is {what}", "memcon reads PDF, images (PNG, JPEG, TIFF, BMP, WebP) and plain text"
            )
    return "text"


def _is_webp(head: bytes) -> bool:
    return head[:4] == b"RIFF" and head[8:12] == b"WEBP"


def _is_bitmap(head: bytes) -> bool:
    """``BM`` could open a text: a bitmap's reserved bytes are nought, its header's length is one of a few."""
    length = int.from_bytes(head[14:18], "little")
    return head[:2] == b"BM" and head[6:10] == bytes(4) and length in (12, 40, 52, 56, 64, 108, 124)
