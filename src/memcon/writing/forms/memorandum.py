"""An office memorandum: who it is for, who from, on what; and any other paper that has no form of its own."""

from __future__ import annotations

from memcon.model import Record
from memcon.writing.forms import head
from memcon.writing.forms.body import Blanks, Manner, type_body
from memcon.writing.forms.frame import foot_rows, framed, letterhead, released
from memcon.writing.layout import Layout
from memcon.writing.style import Style
from memcon.writing.typist import Paper, Typist
from memcon.writing.wrapping import Piece


def lay(record: Record, style: Style) -> Layout:
    """The record as an office memorandum."""
    paper = Paper(first_bottom=foot_rows(record) - 2)
    typist = Typist(paper, framed(record, style, paper))
    blanks = Blanks(record.withheld)
    letterhead(typist, record, 7)
    released(typist, record, 11)
    moments = head.moments(record)
    for text in (*moments.when, *moments.place):
        typist.line(text, max(paper.width - len(text), 0))
        typist.feed()
    if record.title:
        typist.paragraph([Piece(record.title)])
        typist.feed()
    width = paper.width - style.value
    for number, addressee in enumerate(record.addressees):
        labels = ["MEMORANDUM FOR:" if number == 0 else ""]
        head.field(typist, labels, head.plain(addressee, width), style.value)
    if record.from_:
        head.field(typist, ["FROM:"], head.plain(record.from_, width), style.value)
    if record.subject:
        head.field(typist, ["SUBJECT:"], head.subject(record, width), style.value)
    people = head.people(record, width, style, blanks)
    if people:
        head.field(typist, ["PARTICIPANTS:"], people, style.value)
    type_body(typist, record, Manner(item=5), blanks)
    return typist.done()
