"""The sheets that a library puts into a folder: its separator page and its withdrawal sheet.

Both are set in proportional type between thick bars, so they are placed by points rather than typed.
"""

from __future__ import annotations

from memcon.model import Record, WithdrawalRow
from memcon.writing.layout import Face, Layout, Rule, Run, Sheet
from memcon.writing.style import Style
from memcon.writing.wrapping import Piece, wrapped

_LIBRARY = "Clinton Library"
_EDGES = (24.0, 588.0)
_COLUMNS = (30.0, 120.0, 415.0, 478.0)
_HEADS = ("DOCUMENT NO.", "SUBJECT/TITLE", "DATE", "RESTRICTION")
_PRA = (
    "Presidential Records Act - [44 U.S.C. 2204(a)]",
    "P1 National Security Classified Information [(a)(1) of the PRA]",
    "P2 Relating to the appointment to Federal office [(a)(2) of the PRA]",
    "P3 Release would violate a Federal statute [(a)(3) of the PRA]",
    "P5 Release would disclose confidential advice [(a)(5) of the PRA]",
    "P6 Release would invade personal privacy [(a)(6) of the PRA]",
)
_FOIA = (
    "Freedom of Information Act - [5 U.S.C. 552(b)]",
    "b(1) National security classified information [(b)(1) of the FOIA]",
    "b(2) Internal personnel rules and practices [(b)(2) of the FOIA]",
    "b(3) Release would violate a Federal statute [(b)(3) of the FOIA]",
    "b(6) Release would invade personal privacy [(b)(6) of the FOIA]",
    "b(9) Geological information concerning wells [(b)(9) of the FOIA]",
)


def lay(record: Record, style: Style) -> Layout:
    """The record as a library's sheet."""
    del style
    return (_withdrawal(record),) if record.form == "withdrawal_sheet" else (_marker(record),)


def _bar(top: float) -> Rule:
    return Rule(_EDGES[0], top, _EDGES[1], top + 7.0, "bar")


def _middle(y: float, text: str, size: float, face: Face = "Times-Roman") -> Run:
    return Run(306.0, y, text, face, size, anchor="middle")


def _marker(record: Record) -> Sheet:
    """Title between two bars, the text in the middle, two bars at the foot."""
    runs: list[Run] = []
    y = 76.0
    for line in _title_lines(record.title or ""):
        runs.append(_middle(y, line, 20.0, "Times-Bold"))
        y += 24.0
    y = 320.0
    for paragraph in record.paragraphs:
        for line in wrapped([Piece(paragraph.text)], 62):
            runs.append(_middle(y, " ".join(p.piece.text for p in line), 15.0))
            y += 19.0
        y += 19.0
    return Sheet(tuple(runs), (_bar(32), _bar(126), _bar(640), _bar(700)))


def _title_lines(title: str) -> list[str]:
    before, found, after = title.partition(" Mandatory ")
    return [before, "Mandatory " + after] if found else [title]


def _withdrawal(record: Record) -> Sheet:
    """The table of withdrawn documents, where they lay, and what the codes mean."""
    runs = [_middle(58, record.title or "", 22.0)]
    runs += [_middle(74, line, 15.0) for line in record.letterhead or (_LIBRARY,)]
    runs += [Run(x, 94, h, "Times-Bold", 9.0) for x, h in zip(_COLUMNS, _HEADS, strict=True)]
    runs.append(Run(_COLUMNS[0], 106, "AND TYPE", "Times-Bold", 9.0))
    y = 128.0
    for row in record.withdrawals:
        runs += _row(row, y)
        y += 18.0 + 12.0 * (len(_cells(row)[1]) // 52)
    case = record.declassification.case if record.declassification else None
    if case:
        runs.append(Run(_EDGES[1], 560, case, "Times-Roman", 9.0, anchor="right"))
    runs.append(_middle(596, "RESTRICTION CODES", 10.0, "Times-Bold"))
    for x, legend in ((28.0, _PRA), (312.0, _FOIA)):
        for number, line in enumerate(legend):
            face: Face = "Times-Bold" if number == 0 else "Times-Roman"
            runs.append(Run(x, 610.0 + 12 * number, line, face, 8.0))
    lines = [Rule(_EDGES[0], top, _EDGES[1], top + 1.0) for top in (82.0, 110.0, 575.0)]
    return Sheet(tuple(runs), (_bar(20), _bar(765), *lines))


def _cells(row: WithdrawalRow) -> tuple[str, str, str, str]:
    first = f"{row.number}. {row.type or ''}".strip()
    return first, row.title or "", row.date or "", row.restriction or ""


def _row(row: WithdrawalRow, y: float) -> list[Run]:
    runs: list[Run] = []
    for x, text in zip(_COLUMNS, _cells(row), strict=True):
        lines = wrapped([Piece(text)], 52 if x == _COLUMNS[1] else 20)
        for number, line in enumerate(lines):
            text = "  ".join(p.piece.text for p in line)
            if text:
                runs.append(Run(x, y + 12 * number, text, "Times-Roman", 10.0, struck=row.struck))
    return runs
