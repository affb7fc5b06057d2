"""Typefaces that were cut down to the letters of a text, and still have letters that no page shows."""

# pikepdf's objects are typed by what they hold, which only the file knows.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pikepdf

from memcon.writing.inspection.objects import content_of
from memcon.writing.inspection.traces import Trace

_SUBSET = re.compile(r"/[A-Z]{6}\+")
_BLOCK = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_HEX = re.compile(rb"<([0-9A-Fa-f]+)>")
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
        if isinstance(codes, pikepdf.Stream):
            spare = {c for c in _letters(content_of(codes)) if c.isalnum()} - there
            if spare:
                yield Trace("font", " ".join(sorted(spare)))


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
