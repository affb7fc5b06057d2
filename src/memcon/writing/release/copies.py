"""The released copy of a record, written anew: levels struck, a stamp on every sheet, notes in frames."""

from __future__ import annotations

from msgspec import structs

from memcon.model import Record
from memcon.writing.forms import FORMS
from memcon.writing.layout import Layout, Run, Sheet
from memcon.writing.style import Style

_STAMP = (452.0, 752.0, 9.0)
"""Where a later sheet's stamp begins and how large its letters are: below the text, right of the level."""


def released_copy(record: Record, style: Style) -> Layout:
    """A released record laid out: what `memcon.writing.lay` gives, with the reviewer's pen and stamps on it.

    The record is one that came out of a review; nothing that was withheld is in it.
    """
    sheets = FORMS[style.name](record, style)
    return tuple(_reviewed(sheet, record, number) for number, sheet in enumerate(sheets))


def _reviewed(sheet: Sheet, record: Record, number: int) -> Sheet:
    runs = tuple(structs.replace(r, struck=True) if r.part == "banner" else r for r in sheet.runs)
    stamps = _stamp(record) if number else ()
    return structs.replace(sheet, runs=(*runs, *stamps))


def _stamp(record: Record) -> tuple[Run, ...]:
    """The short stamp of every sheet after the first, on two lines."""
    given = record.declassification
    if given is None:
        return ()
    left, top, size = _STAMP
    lines = (given.release or "DECLASSIFIED", f"PER {given.authority}" if given.authority else "")
    return tuple(
        Run(left, top + number * size * 1.2, line, "Times-Bold", size, "stamp")
        for number, line in enumerate(lines)
        if line
    )
