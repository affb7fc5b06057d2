"""Sheets that an archive puts into a file: withdrawal sheets with their rows, markers, slips.

A row of a withdrawal sheet that a pen has struck through was released later: the document is not withheld
(domain rules 2.3, 8.33).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from memcon.model import Line, Piece, WithdrawalRow
from memcon.record.reading import Reading

_ROW = re.compile(r"^(?P<number>\d{2,3}[a-z]?)\.?\s+(?P<type>[A-Za-z][A-Za-z./-]{1,20})\s+(?P<rest>\S.*)$")
_DATE = re.compile(r"\b(?P<date>\d{1,2}/\d{1,2}/\d{2,4}\b|n\.d\.|n\.?d\b|undated\b)", re.I)
_SECTION = r"\b[136]\.[1-6]\s?\([a-h]\)(?:\s?\(\d{1,2}\))?|\b25X[1-9]"
"""A section of an order on classification: ``1.4(c)``, ``3.3(b)(1)``."""
_RESTRICTION = re.compile(
    rf"(?P<code>(?:P-?\d(?:/?\s?\(?b\)?\s?\(?[\dl]\)?)?|{_SECTION}|\(?b\)?\s?\([\dl]\)|\b[ABC]\b|PRM|RR)"
    rf"(?:[\s,;]+(?:P-?\d|{_SECTION}|\(?b\)?\s?\(\d\)|PRM))*)\s*\S{{0,6}}$"
)
_HEAD_END = re.compile(r"COLLECTION|FOLDER TITLE|RESTRICTION CODES", re.I)


def withdrawal_rows(reading: Reading, lines: Sequence[Line]) -> tuple[WithdrawalRow, ...]:
    """The documents that a withdrawal sheet lists."""
    rows: list[WithdrawalRow] = []
    for line in lines:
        if _HEAD_END.search(line.text) and rows:
            break
        match = _ROW.match(line.text)
        if match is None:
            continue
        rest = match["rest"]
        code = _RESTRICTION.search(rest)
        date = _DATE.search(rest)
        ends = [m.start() for m in (code, date) if m]
        title = rest[: min(ends)].strip(" -–—") if ends else rest.strip()
        rows.append(
            WithdrawalRow(
                match["number"],
                match["type"],
                title or None,
                date["date"] if date else None,
                re.sub(r"\(l\)", "(1)", code["code"]) if code else None,
                reading.struck(Piece(line.number, 0, len(line.text))),
            )
        )
    return tuple(rows)
