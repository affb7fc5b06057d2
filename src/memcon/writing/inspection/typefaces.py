"""Typefaces that were cut down to the letters of a text, and still have letters that no page shows."""

# pikepdf's objects are typed by what they hold, which only the file knows.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pikepdf

from memcon.writing.inspection.objects import content_of, text_of
from memcon.writing.inspection.traces import Trace

_SUBSET = re.compile(r"/[A-Z]{6}\+")
_BLOCK = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_HEX = re.compile(rb"<([0-9A-Fa-f]+)>")
_FIGURES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_LONGEST = 256
"""A range of more codes than this is a whole typeface and no subset."""


def unused_letters(pdf: pikepdf.Pdf, shown: str) -> Iterator[Trace]:
    """A trace for each cut-down typeface with letters that are not among `shown`, the text of all pages.

    What the letters spelt nobody can say; but they belonged to words that the file once had.
    """
    there = set(shown)
    for each in pdf.objects:
        font: Any = each
        if not isinstance(font, pikepdf.Dictionary) or not _SUBSET.match(str(font.get("/BaseFont", ""))):
            continue
        codes: Any = font.get("/ToUnicode")
        letters = _letters(content_of(codes)) if isinstance(codes, pikepdf.Stream) else set[str]()
        spare = {c for c in letters | _named(font) if c.isalnum()} - there
        if spare:
            yield Trace("font", " ".join(sorted(spare)))


def _named(font: Any) -> set[str]:  # noqa: ANN401  whatever the file has
    """The letters that a typeface's glyphs are named after, in its set of letters and in its encoding."""
    descriptor: Any = font.get("/FontDescriptor", {})
    names = re.findall(r"/([^/\s]+)", text_of(descriptor.get("/CharSet", pikepdf.String(""))))
    encoding: Any = font.get("/Encoding")
    if isinstance(encoding, pikepdf.Dictionary):
        differences: Any = encoding.get("/Differences", [])
        names += [str(name)[1:] for name in differences if isinstance(name, pikepdf.Name)]
    return {letter for name in names if (letter := _letter(name))}


def _letter(name: str) -> str:
    """The letter of a glyph's name: ``A``, ``nine``, ``uni03A9``; nothing for another."""
    if len(name) == 1:
        return name
    if name in _FIGURES:
        return str(_FIGURES.index(name))
    found = re.fullmatch(r"uni([0-9A-F]{4})|u([0-9A-F]{4,6})", name)
    code = int(found[1] or found[2], 16) if found else 0
    return chr(code) if 0 < code <= 0x10FFFF else ""


def _letters(table: bytes) -> set[str]:
    """The letters that a font's table of codes leads to."""
    letters: set[str] = set()
    for kind, body in _BLOCK.findall(table):
        step = 2 if kind == b"bfchar" else 3
        found = _HEX.findall(body)
        for place in range(0, len(found) - step + 1, step):
            letters.update(_run(found[place : place + step]))
    return letters


def _run(codes: list[bytes]) -> str:
    first = bytes.fromhex(codes[-1].decode().rjust(4, "0")).decode("utf-16-be", "ignore")
    count = 1 if len(codes) == 2 else int(codes[1], 16) - int(codes[0], 16) + 1
    if count > _LONGEST or len(first) != 1:
        return first if count == 1 else ""
    return "".join(chr(ord(first) + step) for step in range(count))
