"""What no reader should choke on: one clear line, the documented exit status, the other files still read."""

from __future__ import annotations

import io
import json
import re
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import pypdfium2 as pdfium
import pytest

import memcon

GOOD = "MEMORANDUM OF CONVERSATION\n\nSUBJECT: A Meeting\n\nMr. Ardel said that the harbour was open.\n"


def pdf(pages: int = 1) -> bytes:
    document = pdfium.PdfDocument.new()
    for _ in range(pages):
        document.new_page(612, 792)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def encrypted() -> bytes:
    """A PDF whose encryption dictionary no empty password opens (standard handler, revision 2, 40 bits)."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] >>",
        b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <" + b"11" * 32 + b"> /U <" + b"22" * 32 + b"> >>",
    ]
    body, offsets = b"%PDF-1.4\n", []
    for number, text in enumerate(objects, 1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, text)
    table = b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % at for at in offsets)
    trailer = b"trailer\n<< /Size 5 /Root 1 0 R /Encrypt 4 0 R /ID [<00> <00>] >>\n"
    return body + table + trailer + b"startxref\n%d\n%%%%EOF\n" % len(body)


def bomb() -> bytes:
    """3.6 thousand million pixels, or what says so, in a few hundred bytes."""
    return png(60_000, 60_000)


def png(width: int, height: int) -> bytes:
    """A black 1-bit PNG; of one taller than 1,000 rows the others are left out."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes(1 + (width + 7) // 8) * min(height, 1_000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def huge_page() -> bytes:
    document = pdfium.PdfDocument.new()
    document.new_page(14_400, 14_400)  # the largest that PDF 1.7 allows, 200 inches square
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


BAD: dict[str, tuple[Callable[[], bytes] | None, type[memcon.MemconError]]] = {
    "missing.pdf": (None, memcon.MissingFile),
    "empty.pdf": (lambda: b"", memcon.UnreadableFile),
    "empty.txt": (lambda: b"", memcon.UnreadableFile),
    "truncated.pdf": (lambda: pdf(30)[:700], memcon.UnreadableFile),
    "encrypted.pdf": (encrypted, memcon.EncryptedFile),
    "a-zip.pdf": (lambda: b"PK\x03\x04" + bytes(500), memcon.UnreadableFile),
    "junk.pdf": (lambda: bytes(range(256)) * 40, memcon.UnreadableFile),
    "junk.txt": (lambda: bytes(range(256)) * 40, memcon.UnreadableFile),
    "cut.png": (lambda: png(600, 800)[:60], memcon.UnreadableFile),
    "bomb.png": (bomb, memcon.TooLarge),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, (content, _) in BAD.items():
        if content:
            (tmp_path / name).write_bytes(content())
    (tmp_path / "good.txt").write_text(GOOD)
    return tmp_path


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "memcon", "read", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=300)


@pytest.mark.parametrize("name", BAD)
def test_one_line_one_status_and_the_others_are_read(folder: Path, name: str) -> None:
    error = BAD[name][1]
    bad, good = folder / name, folder / "good.txt"
    done = run(bad, good, "--jobs", "1")
    assert done.returncode == error.exit_status
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"memcon: {bad}: ") and re.search(r"\S\. \S", line), line
    (read,) = map(json.loads, done.stdout.splitlines())
    assert read["source"]["name"] == "good.txt" and read["records"]


def test_several_kinds_of_error_have_the_status_one(folder: Path) -> None:
    done = run(folder / "missing.pdf", folder / "empty.pdf", folder / "good.txt", "--jobs", "2")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 2 and len(done.stdout.splitlines()) == 1


def test_an_image_whose_name_says_pdf_is_read_by_its_content(tmp_path: Path) -> None:
    (tmp_path / "really-text.pdf").write_text(GOOD)
    document = memcon.read(tmp_path / "really-text.pdf")
    assert document.source.kind == "text" and document.records


def test_a_page_of_two_hundred_inches_is_no_way_to_fill_the_memory(tmp_path: Path) -> None:
    (tmp_path / "huge.pdf").write_bytes(huge_page())
    try:
        document = memcon.read(tmp_path / "huge.pdf", ocr="always", cache=False)
    except memcon.TooLarge:
        return
    page = document.pages[0]
    assert page.width * page.height <= 100_000_000


def partition(document: memcon.Document) -> None:
    """Every line is in exactly one element, and every page in exactly one record."""
    of_elements = [n for record in document.records for e in record.elements for n in e.lines]
    assert sorted(of_elements) == [line.number for line in document.lines]
    of_records = [n for r in document.records for n in range(r.pages[0], r.pages[1] + 1)]
    assert sorted(set(of_records)) == [page.number for page in document.pages]


LARGE = {
    "100,000 lines": "Mr. Ardel: The harbour is open. (C)\n" * 100_000,
    "200,000 characters on one page": "harbour " * 25_000,
    "200,000 characters in one word": "h" * 200_000,
    "brackets 50,000 deep": "(" * 50_000 + "C" + ")" * 50_000,
    "square brackets on 20,000 lines": "[a note that never ends\n" * 20_000,
    "10,000 labels without speech": "A:\n" * 10_000,
    "50,000 blanks before one word": " " * 50_000 + "harbour\n",
    "nothing but form feeds": "\f" * 3_000 + "end\n",
    "colons alone": ": " * 50_000,
    "a line of digits and dashes": "1-" * 50_000,
    "levels that never end their line": "SECRET " * 30_000,
    "stamps that never end their line": "DECLASSIFIED E.O. 13526 " * 4_000,
    "20,000 labels without values": "SUBJECT:\n" * 20_000,
}


@pytest.mark.parametrize("name", LARGE)
def test_large_text_is_read_whole(tmp_path: Path, name: str) -> None:
    path = tmp_path / "large.txt"
    path.write_text(LARGE[name])
    document = memcon.read(path)
    partition(document)
    assert sum(len(page.words) for page in document.pages) == len(LARGE[name].split())


def test_mixed_encodings_keep_every_line(tmp_path: Path) -> None:
    path = tmp_path / "mixed.txt"
    lines = [
        "Señor Ardel: Yes.".encode("latin-1"),
        "Mr. Köhl: No.".encode(),
        "Mrs. “O”: Ja.".encode("cp1252"),
    ]
    path.write_bytes(b"\n".join(lines))
    document = memcon.read(path)
    assert document.pages[0].text.splitlines() == ["Señor Ardel: Yes.", "Mr. Köhl: No.", "Mrs. “O”: Ja."]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_with_and_without_a_mark(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "unicode.txt"
    path.write_bytes(GOOD.encode(encoding))
    assert memcon.read(path).pages[0].text.splitlines()[0] == "MEMORANDUM OF CONVERSATION"
