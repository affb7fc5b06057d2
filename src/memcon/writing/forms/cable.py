"""A cable as the White House printed it: routing lines, then the text in capitals and numbered paragraphs.

A memorandum of conversation that it carries stands among its paragraphs, its date, time and participants as
lines of its text.
"""

from __future__ import annotations

from memcon.model import Record
from memcon.writing.forms import head
from memcon.writing.forms.body import Blanks, Manner, type_body
from memcon.writing.forms.frame import photocopy, released
from memcon.writing.layout import Layout, Rule, Run
from memcon.writing.style import Style
from memcon.writing.typist import Mounted, Paper, Typist
from memcon.writing.wrapping import Piece, wrapped

_MARGIN = 18
"""The column in which the values of the routing lines and the text begin."""
_TITLE = 13.0
"""Points of the title's letters, larger than the text's."""
_ORDER = (
    "PREC:",
    "CLASS:",
    "LINE1:",
    "LINE2:",
    "LINE3:",
    "LINE4:",
    "DTG:",
    "ORIG:",
    "TO:",
    "INFO:",
    "",
    "SUBJ:",
)
_MANNER = Manner(mark_first=True)


def lay(record: Record, style: Style) -> Layout:
    """The record as a cable."""
    paper = Paper(size=10.0, left=_MARGIN, right=80, top=5, bottom=59, first_bottom=59)

    def frame(page: int) -> Mounted:
        return photocopy(record, paper), ()

    typist = Typist(paper, frame)
    blanks = Blanks(record.withheld)
    typist.row = 2
    for line in (*record.letterhead, *((style.notice,) if style.notice else ())):
        typist.centre(line, "letterhead", face="Helvetica", size=8.0)
    typist.feed()
    _printed_title(typist, record.title or "Cable")
    typist.feed(2)
    for label, value in _routing(record, style):
        typist.put(-2 - len(label), Piece(label, "label"))
        part = "banner" if label == "CLASS:" else "text"
        typist.lines(wrapped([Piece(value, part)], paper.width))
    typist.feed()
    typist.line("TEXT:", -7, "label")
    _opening(typist, record, style)
    type_body(typist, record, _MANNER, blanks)
    released(typist, record, typist.row + 1)
    return typist.done()


def _printed_title(typist: Typist, title: str) -> None:
    """What the printer puts above a cable: its kind, larger than the text, and a line under it."""
    paper = typist.paper
    left, under = paper.x(_MARGIN - 8), (typist.row + 1.3) * paper.leading
    typist.add(Run(left, paper.y(typist.row), title, size=_TITLE))
    typist.rule(Rule(left, under, paper.x(paper.right), under + 0.7))
    typist.row += 1


def _routing(record: Record, style: Style) -> list[tuple[str, str]]:
    """The lines above the text: what the record has, and the style's own, in the order of the form."""
    rows: list[tuple[str, str | None]] = [
        ("CLASS:", record.banner),
        ("DTG:", " ".join(head.moments(record).when)),
        ("ORIG:", record.from_),
        *(("TO:" if number == 0 else "", to) for number, to in enumerate(record.addressees)),
        ("SUBJ:", record.subject),
    ]
    given = [(label, value) for label, value in rows if value]
    return sorted((*given, *style.routing), key=lambda row: _ORDER.index(row[0]) if row[0] in _ORDER else 99)


def _opening(typist: Typist, record: Record, style: Style) -> None:
    """Level and number, captions, order and date of release, subject: the first lines of the text itself."""
    level = record.banner or ""
    spaced = "  ".join(" ".join(word) for word in level.split())
    typist.paragraph([Piece(spaced, "banner"), Piece(record.control_number or "")])
    typist.feed()
    rows = list(record.captions)
    if record.classification_block and record.classification_block.declassify_on:
        rows.append(f"E.O. 12356:  DECL:  {record.classification_block.declassify_on}")
    if style.tags:
        rows.append(f"TAGS:  {style.tags}")
    if record.subject:
        rows.append(f"SUBJECT:  {record.subject}")
    for row in rows:
        typist.paragraph([Piece(row)])
        typist.feed()
