"""Telephone transcripts of 1969-1976: no letterhead, no level, initials as labels."""

from __future__ import annotations

from memcon.model import Record
from memcon.writing.forms import head
from memcon.writing.forms.body import Blanks, Manner, type_body
from memcon.writing.forms.frame import at, photocopy, released
from memcon.writing.layout import Layout, Run
from memcon.writing.style import Style
from memcon.writing.typist import Mounted, Paper, Typist
from memcon.writing.wrapping import Piece

_MANNER = Manner(label_underlined=False, hang=4)


def lay(record: Record, style: Style) -> Layout:
    """The record as a secretary's transcript of a telephone call."""
    paper = Paper(top=6, bottom=60, first_bottom=60)

    def frame(page: int) -> Mounted:
        runs: tuple[Run, ...] = ()
        if page > 1 and style.numbered:
            runs = (at(paper, 3, paper.width / 2 - 1, f"-{page}-", number=True),)
        return (*runs, *photocopy(record, paper)), ()

    typist = Typist(paper, frame)
    blanks = Blanks(record.withheld)
    typist.row = 4
    for line in record.letterhead:
        typist.centre(line, "letterhead", face="Helvetica", size=8.0)
    released(typist, record, typist.row)
    if record.title:
        typist.line(record.title, underlined=True)
    parties = "/".join(person.printed for person in record.participants)
    if parties:
        typist.paragraph([Piece(parties)])
    moments = head.moments(record)
    typist.lines(head.typed((*moments.when, *moments.place), paper.width))
    typist.feed(2)
    type_body(typist, record, _MANNER, blanks)
    return typist.done()
