"""White House memoranda: telephone calls and meetings of 1989-2001, and the Vice President's office.

The level stands upper left and lower left, underlined; the log number upper right on the first page, the page
number in the middle of the others; under the level at the first foot, who classified the paper until when.
"""

from __future__ import annotations

from msgspec import structs

from memcon.model import Record
from memcon.writing.forms import head
from memcon.writing.forms.body import Blanks, Manner, type_body
from memcon.writing.forms.frame import foot_rows, framed, letterhead, released
from memcon.writing.layout import Layout
from memcon.writing.style import Style
from memcon.writing.typist import Paper, Typist

_NARROWEST = 15
"""The least room for a label: PARTICIPANTS and its blanks."""


def lay(record: Record, style: Style) -> Layout:
    """The record as a White House memorandum."""
    paper = _paper(record, style)
    typist = Typist(paper, framed(record, style, paper))
    style = structs.replace(style, value=_value_column(record, style, paper))
    blanks = Blanks(record.withheld)
    letterhead(typist, record, 7)
    released(typist, record, 11)
    if style.typed_on:
        typist.line(style.typed_on, paper.width - len(style.typed_on))
        typist.feed()
    if record.title:
        typist.line(record.title)
        typist.feed()
    _fields(typist, record, style, blanks)
    typist.feed()
    type_body(typist, record, Manner(), blanks)
    _close(typist, record)
    return typist.done()


def _paper(record: Record, style: Style) -> Paper:
    """The sheet; in smaller type the same inches hold more letters."""
    scale = 12.0 / style.size
    left, right = round(10 * scale), round(75 * scale)
    return Paper(
        size=style.size,
        left=left,
        right=right,
        first_bottom=foot_rows(record) - 2,
    )


def _value_column(record: Record, style: Style, paper: Paper) -> int:
    """Where the values stand: as the style has it, or further left where a printed line of date needs it."""
    moments = head.moments(record)
    longest = max((len(line) for line in (*moments.when, *moments.place)), default=0)
    return max(min(style.value, paper.width - longest), _NARROWEST)


def _fields(typist: Typist, record: Record, style: Style, blanks: Blanks) -> None:
    width = typist.paper.width - style.value
    if record.subject:
        head.field(typist, ["SUBJECT:"], head.subject(record, width), style.value)
    people = head.people(record, width, style, blanks)
    if people:
        label = "PARTICIPANTS:" if style.colon else "PARTICIPANTS"
        head.field(typist, [label], people, style.value)
    if style.notetakers_apart:
        _staff_apart(typist, record, style)
    moments = head.moments(record)
    if style.apart:
        for label in style.labels:
            lines = {"DATE:": moments.date, "TIME:": moments.time, "PLACE:": moments.place}[label]
            if lines:
                head.field(typist, [label], head.typed(lines, width), style.value)
    elif moments.when or moments.place:
        lines = head.typed((*moments.when, *moments.place), width)
        head.field(typist, style.labels, lines, style.value)


def _staff_apart(typist: Typist, record: Record, style: Style) -> None:
    """Interpreters and notetakers under labels of their own."""
    for line in head.staff(record):
        label, _, names = line.partition(": ")
        lines = head.plain(names, typist.paper.width - style.value)
        head.field(typist, [label.upper() + ":"], lines, style.value)


def _close(typist: Typist, record: Record) -> None:
    if record.end_marker:
        typist.feed(2)
        typist.need(1)
        typist.centre("-- End of Conversation --")
    if record.drafting:
        typist.feed(3)
        typist.need(2)
        for line in record.drafting.split("\n"):
            typist.line(line)
    if record.holdings:
        holdings(typist, record)


def holdings(typist: Typist, record: Record) -> None:
    """The tail that a repository adds: whose copy this is, and under what title and date it was posted."""
    given = record.holdings
    if given is None:
        return
    typist.feed(2)
    for line in ("This document is from the holdings of:", given.holder, given.title, given.date):
        if line:
            typist.need(1)
            typist.line(line)
