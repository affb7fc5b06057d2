"""Summaries of conclusions of the National Security Council's committees.

Title, date, place and time in the middle; the participants by agency in two columns that run independently;
a heading; then dashed or numbered points, each with its mark.
"""

from __future__ import annotations

from memcon.model import Participant, Record
from memcon.writing.forms import head
from memcon.writing.forms.body import Blanks, Manner, type_body
from memcon.writing.forms.frame import foot_rows, framed, letterhead, released
from memcon.writing.layout import Layout
from memcon.writing.style import Style
from memcon.writing.typist import Paper, Typist
from memcon.writing.wrapping import Piece, Placed

_COLUMN = 34
"""The second column of participants, from the left margin."""
_MIDDLE = 24
"""The column in which the values of DATE, LOCATION and TIME begin."""


def lay(record: Record, style: Style) -> Layout:
    """The record as a summary of conclusions."""
    paper = Paper(first_bottom=foot_rows(record) - 2)
    typist = Typist(paper, framed(record, style, paper))
    blanks = Blanks(record.withheld)
    letterhead(typist, record, 6)
    released(typist, record, 10)
    for line in _title(record.title or ""):
        typist.centre(line, underlined=True)
    moments = head.moments(record)
    for label, values in (("DATE:", moments.date), ("LOCATION:", moments.place), ("TIME:", moments.time)):
        if values:
            typist.put(_MIDDLE - 2 - len(label), Piece(label, "label"))
            typist.lines(head.typed(values, paper.width - _MIDDLE), _MIDDLE)
    typist.feed()
    if record.subject:
        lines = head.subject(record, paper.width - style.value)
        head.field(typist, ["SUBJECT:"], lines, style.value)
    if record.participants:
        typist.line("PARTICIPANTS:" if style.colon else "PARTICIPANTS", part="label")
        typist.feed()
        _columns(typist, record, style, blanks)
    hang = 5 if any(p.item == "--" for p in record.paragraphs) else 0
    type_body(typist, record, Manner(item=0 if hang else 5, hang=hang), blanks)
    return typist.done()


def _title(title: str) -> list[str]:
    """The title on two lines, broken where its first phrase ends."""
    for phrase in ("Conclusions for ", "Conclusions of "):
        before, found, after = title.partition(phrase)
        if found:
            return [before + phrase.strip(), after]
    return [title]


def _columns(typist: Typist, record: Record, style: Style, blanks: Blanks) -> None:
    """The agencies, the first half on the left, the others on the right."""
    groups: list[list[Participant]] = []
    for person in record.participants:
        if not groups or groups[-1][0].group != person.group:
            groups.append([])
        groups[-1].append(person)
    half = (len(groups) + 1) // 2
    left = [line for group in groups[:half] for line in _group(group, _COLUMN - 2, style, blanks)]
    width = typist.paper.width - _COLUMN
    right = [line for group in groups[half:] for line in _group(group, width, style, blanks)]
    for row in range(max(len(left), len(right))):
        typist.need(1)
        for lines, start in ((left, 0), (right, _COLUMN)):
            for placed in lines[row] if row < len(lines) else ():
                typist.put(start + placed.column, placed.piece)
        typist.row += 1


def _group(people: list[Participant], width: int, style: Style, blanks: Blanks) -> head.Lines:
    agency = people[0].group
    lines: head.Lines = []
    if agency:
        label = [Piece(agency, "label", underlined=True), Piece(":", "label")]
        lines.append([Placed(0, label[0]), Placed(len(agency), label[1])])
    for person in people:
        lines.extend(head.entry(person, width, style.hang, blanks))
    return [*lines, []]
