"""A font without any ink, for text that is found and copied but not seen.

A PDF's text must be set in a font. Each letter of this one is half an em wide, and its code is its place in
Unicode, so that every reader gets the letters back from the table ``ToUnicode``. Its outline is a mere line,
which leaves no ink however it is drawn, but has a height: PDFium passes over a letter without one where text
runs up or down the page. The font is embedded, as archives demand (PDF/A), and takes under a kilobyte.
"""

from __future__ import annotations

import struct

import pikepdf

ADVANCE = 500
"""Width of a letter, in thousandths of the font's size."""
_HEIGHT = 700


def glyphless(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """The font, put into `pdf`; its codes are two bytes, UTF-16."""
    program = pdf.make_stream(_truetype())
    program.Length1 = len(program.read_bytes())
    descriptor = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.FontDescriptor,
            FontName=pikepdf.Name.GlyphLessFont,
            FontBBox=[0, -250, ADVANCE, 750],
            Flags=5,
            ItalicAngle=0,
            Ascent=750,
            Descent=-250,
            CapHeight=750,
            StemV=80,
            FontFile2=program,
        )
    )
    letters = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.CIDFontType2,
            BaseFont=pikepdf.Name.GlyphLessFont,
            CIDSystemInfo=pikepdf.Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
            FontDescriptor=descriptor,
            DW=ADVANCE,
            CIDToGIDMap=pdf.make_stream(bytes(2 * 65536)),
        )
    )
    return pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type0,
            BaseFont=pikepdf.Name.GlyphLessFont,
            Encoding=pikepdf.Name("/Identity-H"),
            DescendantFonts=[letters],
            ToUnicode=pdf.make_stream(_to_unicode()),
        )
    )


def encoded(text: str) -> bytes:
    """Text as the font's codes; a letter beyond the first plane becomes the sign for an unknown one."""
    return "".join(letter if ord(letter) < 0x10000 else "\ufffd" for letter in text).encode("utf-16-be")


def _to_unicode() -> bytes:
    """Every code is its own place in Unicode; a range may not run over its last byte, hence 256 of them."""
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        "1 begincodespacerange <0000> <FFFF> endcodespacerange",
    ]
    ranges = [f"<{row:02X}00> <{row:02X}FF> <{row:02X}00>" for row in range(256)]
    for at in range(0, 256, 100):
        some = ranges[at : at + 100]
        lines += [f"{len(some)} beginbfrange", *some, "endbfrange"]
    lines.append("endcmap CMapName currentdict /CMap defineresource pop end end")
    return "\n".join(lines).encode()


def _truetype() -> bytes:
    """The least TrueType font: one glyph, a line there and back (OpenType specification, required tables)."""
    tables = _tables()
    names = sorted(tables)
    power = 1 << (len(names).bit_length() - 1)
    directory = struct.pack(
        ">IHHHH", 0x10000, len(names), power * 16, power.bit_length() - 1, (len(names) - power) * 16
    )
    body = b""
    start = len(directory) + 16 * len(names)
    for name in names:
        data = tables[name]
        directory += name + struct.pack(">III", _checksum(data), start + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    return directory + body


def _tables() -> dict[bytes, bytes]:
    """The tables that a TrueType font must have, by their four letters."""
    half = ADVANCE // 2, _HEIGHT // 2
    glyph = struct.pack(">hhhhhHH", 1, 0, 0, ADVANCE, _HEIGHT, 2, 0) + b"\1\1\1"
    glyph += struct.pack(">hhhhhh", 0, ADVANCE, -half[0], 0, _HEIGHT, -half[1])
    glyph += bytes(-len(glyph) % 4)
    version, magic, per_em, smallest = 0x10000, 0x5F0F3CF5, 1000, 8
    box, style, forward = (0, 0, ADVANCE, _HEIGHT), 0, 2
    return {
        b"head": struct.pack(
            ">IIIIHHQQhhhhHHhhh",
            *(version, version, 0, magic, 0, per_em, 0, 0, *box, style, smallest, forward, 0, 0),
        ),
        b"hhea": struct.pack(">IhhhHhhhhhhhhhhhH", version, 750, -250, 0, ADVANCE, *[0] * 11, 1),
        b"maxp": struct.pack(">IH13H", version, 1, 3, 1, 0, 0, 2, *[0] * 8),
        b"hmtx": struct.pack(">Hh", ADVANCE, 0),
        b"loca": struct.pack(">HH", 0, len(glyph) // 2),
        b"glyf": glyph,
        b"cmap": struct.pack(">HHHHI", 0, 1, 3, 1, 12)
        + struct.pack(">HHHHHHH", 4, 24, 0, 2, 2, 0, 0)
        + struct.pack(">HHHHH", 0xFFFF, 0, 0xFFFF, 1, 0),
    }


def _checksum(data: bytes) -> int:
    padded = data + bytes(-len(data) % 4)
    return sum(struct.unpack(f">{len(padded) // 4}I", padded)) & 0xFFFFFFFF
