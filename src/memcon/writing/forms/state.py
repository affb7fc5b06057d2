"""The State Department's form: people by country, a narrative, the drafting line at the first foot."""

from __future__ import annotations

from collections.abc import Callable

from memcon.model import Participant, Record
from memcon.writing.forms import head
from memcon.writing.forms.body import Blanks, Manner, type_body
from memcon.writing.forms.frame import at, photocopy, released
from memcon.writing.layout import Layout, Run
from memcon.writing.style import Style
from memcon.writing.typist import Mounted, Paper, Typist
from memcon.writing.wrapping import Piece, Placed

_HEAD, _DRAFTING, _FOOT = 2, 59, 62


def lay(record: Record, style: Style) -> Layout:
    """The record on the State Department's form."""
    paper = Paper(top=6, bottom=_FOOT - 2, first_bottom=_DRAFTING - 2)
    typist = Typist(paper, _framed(record, style, paper))
    blanks = Blanks(record.withheld)
    typist.row = _HEAD + 2
    for number, line in enumerate(record.letterhead):
        face = "Times-Roman" if number else "Times-Bold"
        typist.centre(line, "letterhead", face=face, size=14.0 if number == 0 else 9.0)
    typist.row += bool(record.letterhead)
    if record.title:
        typist.centre(record.title, "letterhead", face="Times-Bold", size=14.0)
    typist.row += 1
    released(typist, record, typist.row)
    _moments(typist, record)
    _fields(typist, record, style, blanks)
    type_body(typist, record, Manner(indent=5), blanks)
    return typist.done()


def _moments(typist: Typist, record: Record) -> None:
    """Date, time and place, right of the middle, one below the other."""
    column = typist.paper.width // 2
    moments = head.moments(record)
    for label, values in (("DATE:", moments.date), ("TIME:", moments.time), ("PLACE:", moments.place)):
        if values:
            typist.put(column, Piece(label, "label"))
            typist.lines(head.typed(values, typist.paper.width - column - 8), column + 8)
    typist.feed()


def _fields(typist: Typist, record: Record, style: Style, blanks: Blanks) -> None:
    width = typist.paper.width - style.value
    if record.subject:
        head.field(typist, ["SUBJECT:"], head.subject(record, width), style.value)
    if record.participants:
        _participants(typist, record, style, blanks)
    if style.copies_to:
        head.field(typist, ["COPIES TO:"], head.plain(", ".join(style.copies_to), width), style.value)


def _participants(typist: Typist, record: Record, style: Style, blanks: Blanks) -> None:
    """One side below the other, or beside it."""
    sides = _sides(record)
    typist.line("PARTICIPANTS:", part="label")
    typist.feed()
    if style.columns and len(sides) == 2:
        width = typist.paper.width // 2 - 2
        left, right = (_side(side, width, style.hang, blanks) for side in sides)
        _beside(typist, left, right, typist.paper.width // 2)
    else:
        for side in sides:
            typist.lines(_side(side, typist.paper.width - 4, style.hang, blanks), 4)
            typist.feed()
    for line in head.staff(record):
        typist.paragraph([Piece(line)])
        typist.feed()


def _sides(record: Record) -> list[list[Participant]]:
    sides: list[list[Participant]] = []
    for person in record.participants:
        if not sides or sides[-1][0].group != person.group:
            sides.append([])
        sides[-1].append(person)
    return sides


def _side(side: list[Participant], width: int, hang: int, blanks: Blanks) -> head.Lines:
    group = side[0].group
    lines: head.Lines = [[Placed(0, Piece(group, "label", underlined=True))]] if group else []
    for person in side:
        lines.extend(head.entry(person, width, hang, blanks))
    return lines


def _beside(typist: Typist, left: head.Lines, right: head.Lines, column: int) -> None:
    for row in range(max(len(left), len(right))):
        for lines, start in ((left, 0), (right, column)):
            for placed in lines[row] if row < len(lines) else ():
                typist.put(start + placed.column, placed.piece)
        typist.row += 1
    typist.feed()


def _framed(record: Record, style: Style, paper: Paper) -> Callable[[int], Mounted]:
    level = head.banner(record)

    def frame(page: int) -> Mounted:
        runs: list[Run] = []
        if level:
            middle = paper.width / 2 - len(level) / 2
            runs += [at(paper, row, middle, level, underlined=True) for row in (_HEAD, _FOOT)]
        if page == 1 and record.drafting:
            runs.append(at(paper, _DRAFTING, 0, record.drafting, level=False))
        if page == 1 and record.control_number:
            edge = paper.width - len(record.control_number)
            runs.append(at(paper, _HEAD, edge, record.control_number, number=True))
        if page > 1 and style.numbered:
            runs.append(at(paper, _HEAD + 2, paper.width / 2 - 1, f"-{page}-", number=True))
        return (*runs, *photocopy(record, paper)), ()

    return frame
