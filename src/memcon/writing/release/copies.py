"""The released copy of a record, written anew: levels struck, a stamp on every sheet, notes in frames."""

from __future__ import annotations

from msgspec import structs

from memcon.model import Record
from memcon.writing.forms import FORMS
from memcon.writing.layout import Layout, Run, Sheet
from memcon.writing.style import Style

_STAMP = (452.0, 752.0, 9.0)
"""Where a later sheet's stamp begins and how large its letters are: below the text, right of the level."""
_GAP = 2
"""Columns between a struck level and the new one."""


def released_copy(record: Record, style: Style, lowered: str | None = None) -> Layout:
    """A released record laid out: what `memcon.writing.lay` gives, with the reviewer's pen and stamps on it.

    The record is one that came out of a review; nothing that was withheld is in it. `lowered` is the level
    that it is downgraded to: it stands beside each struck one, at the head and the foot of every sheet.
    """
    sheets = FORMS[style.name](record, style)
    return tuple(_reviewed(sheet, record, number, lowered) for number, sheet in enumerate(sheets))


def _reviewed(sheet: Sheet, record: Record, number: int, lowered: str | None) -> Sheet:
    runs = tuple(structs.replace(r, struck=True) if r.part == "banner" else r for r in sheet.runs)
    stamps = _stamp(record) if number else ()
    levels = tuple(_new_level(r, sheet, lowered) for r in runs if r.part == "banner") if lowered else ()
    return structs.replace(sheet, runs=(*runs, *stamps, *levels))


def _new_level(old: Run, sheet: Sheet, level: str) -> Run:
    """The level that stands now: right of the struck one, or on the row above where that has no room."""
    left = old.x + (len(old.text) + _GAP) * sheet.pitch
    right = left + (len(level) + _GAP) * sheet.pitch
    beside = any(
        other is not old and abs(other.y - old.y) < sheet.leading / 2 and left - 1 < other.x < right
        for other in sheet.runs
    )
    x, y = (old.x, old.y - sheet.leading) if beside or right > sheet.width else (left, old.y)
    return Run(x, y, level, "Helvetica-Bold", old.size, "stamp")


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
