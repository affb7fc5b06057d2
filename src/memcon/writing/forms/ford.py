"""Memoranda of 1973-1976 as the National Security Adviser's office typed them.

``MEMORANDUM`` upper left, the level with its captions under the letterhead, no subject as a rule, surnames as
speakers' labels, the notetaker's remarks in square brackets, and at the first foot the block that Executive
Order 11652 asked for.
"""

from __future__ import annotations

from collections.abc import Callable

from memcon.model import Record
from memcon.writing.forms import head
from memcon.writing.forms.body import Blanks, Manner, type_body
from memcon.writing.forms.frame import HEAD, at, engraved, photocopy, released
from memcon.writing.layout import Layout, Run
from memcon.writing.style import Style
from memcon.writing.typist import Mounted, Paper, Typist

_FOOT = 58
_BLOCK = 26
"""The column of the block at the first foot."""


def lay(record: Record, style: Style) -> Layout:
    """The record as a memorandum of the Ford years."""
    paper = Paper(bottom=_FOOT - 1, first_bottom=_FOOT - 2)
    typist = Typist(paper, _framed(record, style, paper))
    blanks = Blanks(record.withheld)
    _heads(typist, record)
    released(typist, record, 9)
    level = head.banner(record)
    if level:
        typist.line(level, part="banner", underlined=True)
        typist.feed(1)
    if record.title:
        typist.line(record.title, underlined=False)
        typist.feed()
    _fields(typist, record, style, blanks)
    typist.feed()
    type_body(typist, record, Manner(), blanks)
    if record.end_marker:
        typist.feed(2)
        typist.need(1)
        typist.centre("[End of conversation.]")
    return typist.done()


def _heads(typist: Typist, record: Record) -> None:
    typist.row = HEAD
    for number, line in enumerate(record.letterhead):
        if number == 0 and line == "MEMORANDUM":
            typist.line(line, part="letterhead")
            typist.row += 1
        else:
            engraved(typist, line, 10.5 if number < 2 else 7.0)
    typist.row += 1


def _fields(typist: Typist, record: Record, style: Style, blanks: Blanks) -> None:
    width = typist.paper.width - style.value
    if record.subject:
        head.field(typist, ["SUBJECT:"], head.subject(record, width), style.value)
    people = head.people(record, width, style, blanks)
    if people:
        head.field(typist, ["PARTICIPANTS:"], people, style.value)
    moments = head.moments(record)
    for label, lines in (("DATE AND TIME:", moments.when), ("PLACE:", moments.place)):
        if lines:
            head.field(typist, [label], head.typed(lines, width), style.value)


def _framed(record: Record, style: Style, paper: Paper) -> Callable[[int], Mounted]:
    level = head.banner(record)

    def frame(page: int) -> Mounted:
        runs: list[Run] = []
        if level and page > 1:
            runs.append(at(paper, HEAD, 0, level, underlined=True))
        if page > 1 and style.numbered:
            runs.append(at(paper, HEAD, paper.width // 2, str(page), number=True))
        if level:
            runs.append(at(paper, _FOOT, 0, level, underlined=True))
        if page == 1:
            if record.control_number:
                edge = paper.width - len(record.control_number)
                runs.append(at(paper, HEAD, edge, record.control_number, number=True))
            for row, line in enumerate(schedule(record), _FOOT + 1):
                runs.append(at(paper, row, _BLOCK, line, level=False))
        return (*runs, *photocopy(record, paper)), ()

    return frame


def schedule(record: Record) -> list[str]:
    """The block of Executive Order 11652: who classified, which exemption, when it opens by itself."""
    given = record.classification_block
    if given is None:
        return []
    lines = [f"CLASSIFIED BY  {given.classified_by}"] if given.classified_by else []
    if given.reason:
        lines += [
            "EXEMPT FROM GENERAL DECLASSIFICATION",
            "SCHEDULE OF EXECUTIVE ORDER 11652",
            f"EXEMPTION CATEGORY  {given.reason}",
        ]
    if given.declassify_on:
        lines.append(f"AUTOMATICALLY DECLASSIFIED ON  {given.declassify_on}")
    return lines
