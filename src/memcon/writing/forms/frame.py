"""What stands around the text of a sheet: letterhead, level, numbers, stamps, and who classified it."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import structs

from memcon.model import Record
from memcon.writing.drawing import width_of
from memcon.writing.forms import head
from memcon.writing.layout import LETTER, Run
from memcon.writing.style import Style
from memcon.writing.typist import Mounted, Paper, Typist

HEAD = 3
"""The row of the level at a sheet's head."""
FOOT = 60
"""The row of the level at its foot."""
PHOTOCOPY = 64
_STAMP_LEFT = 400.0
_ENGRAVED, _LIFT = 1.2, 7.0
"""How wide an engraver's letters are set, and by how many points his small lines stand higher."""
_EDGE = 24.0
"""Points that a stamp keeps from the sheet's right edge."""


def foot_rows(record: Record) -> int:
    """The row of the first foot line on page 1: higher where the lines under it would leave the sheet."""
    return FOOT - max(len(head.block(record)) - 3, 0)


def framed(record: Record, style: Style, paper: Paper) -> Callable[[int], Mounted]:
    """The frame of each sheet of a paper, by its page number."""

    def frame(page: int) -> Mounted:
        runs: list[Run] = []
        level = head.banner(record)
        foot = foot_rows(record) if page == 1 else FOOT
        if level:
            runs += [at(paper, row, 0, level, underlined=True) for row in (HEAD, foot)]
        if page == 1:
            if record.control_number:
                edge = paper.width - len(record.control_number)
                runs.append(at(paper, HEAD, edge, record.control_number, number=True))
            for row, line in enumerate(head.block(record), foot + 1):
                runs.append(at(paper, row, 0, line, level=False))
        elif style.numbered:
            runs.append(at(paper, HEAD, paper.width // 2, str(page), number=True))
        return (*runs, *photocopy(record, paper)), ()

    return frame


def at(
    paper: Paper,
    row: float,
    column: float,
    text: str,
    *,
    underlined: bool = False,
    level: bool = True,
    number: bool = False,
) -> Run:
    """A run outside the text, at a row and a column counted from the left margin."""
    part = "number" if number else "banner" if level else "text"
    x = paper.x(paper.left + column)
    return Run(x, paper.y(row), text, size=paper.size, part=part, underlined=underlined)


def photocopy(record: Record, paper: Paper) -> tuple[Run, ...]:
    """The library's stamp on every copied page, over its foot."""
    found = [s for s in record.stamps if "PHOTOCOPY" in s]
    return tuple(
        Run(306.0, paper.y(PHOTOCOPY), s, "Helvetica", 15.0, "photocopy", anchor="middle") for s in found
    )


def letterhead(typist: Typist, record: Record, row: int) -> None:
    """The printed head, in the middle; what follows it goes below."""
    typist.row = row
    for number, line in enumerate(record.letterhead):
        if number == 0:
            engraved(typist, line, 10.5)
            typist.row += 1
        else:
            engraved(typist, line, 7.0, lift=_LIFT)
    typist.row += 1


def engraved(typist: Typist, line: str, size: float, lift: float = 0.0) -> None:
    """A line of a letterhead in the wide, light letters of an engraver, so many points above its row."""
    y = typist.paper.y(typist.row) - lift
    typist.add(Run(306.0, y, line, "Helvetica", size, "letterhead", anchor="middle", wide=_ENGRAVED))
    typist.row += 1


def released(typist: Typist, record: Record, row: int) -> None:
    """The stamp of release, upper right, as it was put on after typing."""
    typist.row = max(typist.row, row)
    for stamp in stamp_lines(record):
        runs = [_stamped(line, by_hand) for line, by_hand in stamp]
        left = min(_STAMP_LEFT, LETTER[0] - _EDGE - max(map(width_of, runs)))
        for run in runs:
            typist.add(structs.replace(run, x=left, y=typist.paper.y(typist.row)))
            typist.row += 1
    typist.feed(1)


def _stamped(line: str, by_hand: bool) -> Run:
    face, size = ("Times-Italic", 12.0) if by_hand else ("Times-Bold", 14.0)
    return Run(0, 0, line, face, size, "hand" if by_hand else "stamp")


def stamp_lines(record: Record) -> list[list[tuple[str, bool]]]:
    """Each stamp of the record that is not the photocopy's, as lines, with whether written by hand."""
    stamps: list[list[tuple[str, bool]]] = []
    given = record.declassification
    if given and (given.authority or given.release):
        stamps.append(head.release(given))
    for stamp in record.stamps:
        if "PHOTOCOPY" not in stamp and not (given and stamp.startswith(("DECLASSIFIED", "DOWNGRADED"))):
            stamps.append([(stamp, False)])
    return stamps
