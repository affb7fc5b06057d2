"""The header: title, subject, participants, date, time and place, in whatever order a form has them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from memcon.model import Form, Line
from memcon.record.labels import LETTERHEADS, Label, label_of, title_form
from memcon.record.participants import names_side_and_people
from memcon.record.people import bare_name, names_somebody
from memcon.record.reading import Reading
from memcon.record.sides import BULLETS, is_side
from memcon.record.when import read_when

_ITEM = re.compile(
    r"^(?:\d{1,2}[.)]|\d{1,2}[:,](?=\s\([UCST]{1,2}\))|\((?:U|C|S|TS)\)|--|—|–|-|•|\([a-z0-9]\))\s+\S"
)
_SPEECH = re.compile(r"^[A-Z][\w.'’ -]{0,45}(?:\([^)]*\))?\s?:\s")
_MAIN = {"subject", "participants", "notetakers", "interpreters", "date", "time", "place", "to", "from"}
_LISTS = {"participants", "notetakers", "interpreters"}
_ENTRY = 110
"""Characters of most people's entries at most: a longer line that has a sentence's end is a paragraph that
nobody wrapped."""
_SENTENCE = re.compile(r"[a-z]{2}\.(?:\s|$)")
_TALKS = {"memcon", "telcon"}
_DAYS = {"date", "time", "reference", "copies", "drafting"}
LOOK_AHEAD = 14


class Field(Struct):
    """One labelled field of the header, with its lines."""

    name: str
    rows: list[tuple[Line, int]]
    """Its lines, each with the character at which its value begins."""
    value_left: float | None = None
    """Where the values stand, in pixels, when the label has a column of its own."""


class Header(Struct):
    """A header as found, not yet read."""

    form: Form | None
    letterhead: list[Line]
    title: list[Line]
    fields: list[Field]
    dateline: list[Line]
    stray: list[Line]
    parties: list[Line]
    """Who is on the line: a transcript's ``The President/Mr. Kissinger``, in one line or in two."""
    body: list[Line]


def find_header(reading: Reading, lines: Sequence[Line]) -> Header:
    """The header among a record's body `lines`, and the lines that follow it."""
    start, stop, form = find_title(lines)
    head = lines[:start]
    header = Header(form, [], list(lines[start:stop]), [], [], [], [], [])
    if form is None or _labelled_before(lines[:start]):
        stop = _before_labels(lines)
        head = lines[:stop]
    for place, line in enumerate(head):
        if LETTERHEADS.match(line.text) or (place < 4 and _is_letterhead(line)):
            header.letterhead.append(line)
        elif not header.dateline and _is_dateline(line):
            header.dateline.append(line)
        else:
            header.stray.append(line)
    _walk(lines, stop, header)
    return header


def find_title(lines: Sequence[Line]) -> tuple[int, int, Form | None]:
    """The title's lines (as a range) and the form that it names; an empty range where there is none."""
    page = lines[0].page if lines else 0
    for start, line in enumerate(lines[:30]):
        if line.page != page or (_SPEECH.match(line.text) and not label_of(line)):
            break
        for length in (3, 2, 1):
            group = lines[start : start + length]
            if len(group) < length or any(g.gap > 1.5 or label_of(g) for g in group[1:]):
                continue
            if any(_is_dateline(g) and len(g.text) < 70 for g in group[1:]):
                continue
            form = title_form(" ".join(g.text for g in group))
            if form and length > 1 and _SHORT_TITLE.match(line.text) and not _JOINS.match(group[1].text):
                continue
            second = group[1].text if length == 2 else ""
            joined = bool(_SECOND_LINE.match(second) or _WITH_WHOM.match(second))
            if form and (length == 1 or joined or not _complete(line.text)):
                return start, start + length, form
    return 0, 0, None


_SHORT_TITLE = re.compile(r"^\W*(?:TELE?CON|MEMCON)\b", re.I)
_SECOND_LINE = re.compile(r"^Minutes$", re.I)
_WITH_WHOM = re.compile(r"^(?:between|among)\s+(?:the\s+)?[A-Z].{0,70}[^.]$", re.I)
_JOINS = re.compile(r"^(?:between|with|among|and|of)\b", re.I)


def _complete(text: str) -> bool:
    """Whether a title's first line stands alone: in capitals it does, unless it ends on a joint."""
    loud = sum(c.islower() for c in text) <= 2
    return loud and not re.search(r"\b(?:OF|AND|THE|WITH|BETWEEN|FOR|ON)$", text.strip())


def _before_labels(lines: Sequence[Line]) -> int:
    """Where the labels begin in a paper without a title; 0 where there are none near its head."""
    for place, line in enumerate(lines[:18]):
        label = label_of(line)
        if label and label.field in _MAIN:
            return place
    return 0


def _labelled_before(head: Sequence[Line]) -> bool:
    """Whether the labels stand above what a committee decided: its title then heads the body alone."""
    return sum(bool((label := label_of(x)) and label.field in _MAIN) for x in head) >= 2


def _is_letterhead(line: Line) -> bool:
    text = line.text.strip()
    capitals = sum(c.isupper() for c in text)
    return (
        line.indent > 8
        and 5 < len(text) < 60
        and capitals >= 0.7 * sum(c.isalpha() for c in text)
        and not re.search(r"\d{5}|/", text)
        and text.count(" ") < 9
    )


def _is_dateline(line: Line) -> bool:
    return len(line.text) <= 110 and read_when(line.text).date is not None


def _walk(lines: Sequence[Line], place: int, header: Header) -> None:
    """Go down the lines from `place`, giving each to a field until the body begins."""
    current: Field | None = None
    while place < len(lines):
        line = lines[place]
        label = label_of(line)
        if label and (label.loud or place < 40) and not _is_speech(line, label, header):
            held, current = current, _begin(line, label, current)
            header.fields.append(current)
            if held is not None and held.name == "participants" and _BRACKETED.match(line.text):
                current = Field("participants", [], held.value_left)  # the list goes on behind the bracket
                header.fields.append(current)
        elif line in header.title:
            place += 1
            break
        elif current is not None and current.name in _LISTS and title_form(line.text) in _TALKS:
            header.stray.append(line)  # the title printed again, under the list that an editor put first
            current = None
        elif current is None and _heads_list(lines, place, header):
            current = Field("participants", [(line, 0)])
            header.fields.append(current)
        elif current is None:
            if not _before_first_label(lines, place, header):
                break
        elif _resumes_list(line, current, header):
            current = Field("participants", [(line, 0)], current.value_left)
            header.fields.append(current)
        elif _is_day_alone(line, current, header):
            header.dateline.append(line)
        elif _continues(lines, place, current) or _in_backlog(header, line):
            current.rows.append((line, 0))
        else:
            break
        place += 1
    header.body = list(lines[place:])


def _resumes_list(line: Line, current: Field, header: Header) -> bool:
    """Whether the list of participants goes on behind an interpreter or notetaker named in it: a title and a
    name stand exactly under that label, and the line above is not left open."""
    if current.name not in ("interpreters", "notetakers") or len(current.rows) != 1 or line.gap >= 1.6:
        return False
    above, start = current.rows[0]
    unit = line.box.width / max(1, len(line.text))
    listed = any(f.name == "participants" for f in header.fields) and above.indent > 3
    under = abs(line.box.left - above.box.left) < 0.8 * unit
    closed = start < len(above.text) and not re.search(r"(?:,|;|&|\band)$", above.text)
    name = bare_name(line.text.partition(",")[0])
    return listed and under and closed and names_somebody(line.text) and name != line.text.strip()


def _is_day_alone(line: Line, current: Field, header: Header) -> bool:
    """Whether a day stands apart below a field that has no days, in a header that has none yet."""
    if current.name in _DAYS or header.dateline or any(f.name in _DAYS for f in header.fields):
        return False
    when = read_when(line.text)
    return line.gap >= 1.6 and when.date is not None and not when.before and not when.after


def _heads_list(lines: Sequence[Line], place: int, header: Header) -> bool:
    """Whether a side's name stands here with people under it, though no label says that they took part."""
    if header.form not in _TALKS or any(f.name == "participants" for f in header.fields):
        return False
    if place >= len(lines):
        return False
    line, under = lines[place], lines[place + 1 : place + 3]
    if names_side_and_people(line.text):
        return True
    if not is_side(line.text.strip(BULLETS)) or line.text.rstrip().endswith((".", ";")) or not under:
        return False
    return all(
        x.page == line.page and len(x.text) <= 90 and (x.indent >= line.indent + 2 or x.text[0] in "•·*-–")
        for x in under
    )


def _in_backlog(header: Header, line: Line) -> bool:
    """Whether values still follow for labels that came before them all: several are empty, and no block of
    values has ended yet."""
    values = [(row, start) for field in header.fields for row, start in field.rows if start < len(row.text)]
    empty = sum(all(s >= len(r.text) for r, s in f.rows) for f in header.fields[:-1])
    if empty < 2 or len(line.text) > 70:
        return False
    dated = any(read_when(row.text).date for row, _ in values)
    return line.gap < 1.6 or not dated


def _is_speech(line: Line, label: Label, header: Header) -> bool:
    """A quiet ``Interpreter:`` after the header has its date is somebody speaking."""
    if label.loud or label.field not in ("interpreters", "notetakers", "subject"):
        return False
    if label.end >= len(line.text) or any(cell.start == label.end for cell in line.cells):
        return False
    return any(f.name in ("date", "place") for f in header.fields) and line.gap >= 1.6 and line.indent < 2


def _begin(line: Line, label: Label, current: Field | None) -> Field:
    value_left = next((float(c.left) for c in line.cells if c.start == label.end), None)
    if value_left is None and current is not None and line.indent > 3:
        value_left = current.value_left
    rows = [(line, label.end)]
    return Field(label.field, rows, value_left)


def _before_first_label(lines: Sequence[Line], place: int, header: Header) -> bool:
    """A line between title and first label: a dateline is kept as one, another only if labels follow."""
    line = lines[place]
    talked = bool(header.title) and not any(x.number > header.title[-1].number for x in header.dateline)
    if talked and _is_dateline(line) and not _SPEECH.match(line.text):
        header.stray.extend(header.dateline)  # under the title is the talk's day, above it the paper's
        header.dateline = [line]
        return True
    if not header.dateline and _is_dateline(line) and not _SPEECH.match(line.text):
        header.dateline.append(line)
        return True
    if header.dateline and line.gap < 1.6 and _TIME_ALONE.match(line.text):
        header.dateline.append(line)
        return True
    if header.form == "telcon" and _names_parties(lines, place, header):
        header.parties.append(line)
        return True
    soon = (label_of(x) for x in lines[place + 1 : place + 3] if x.page == line.page)
    labelled = any(x and x.field in _MAIN for x in soon)
    if header.form in _TALKS and len(line.text) < 60 and (labelled or _names_session(lines, place, header)):
        header.stray.append(line)
        return True
    if _label_ahead(lines, place) or (len(line.text) < 90 and _heads_list(lines, place + 1, header)):
        header.stray.append(line)
        return True
    return False


def _names_session(lines: Sequence[Line], place: int, header: Header) -> bool:
    """Whether a line between the title and the day says which of several talks it was: ``Second Session``."""
    below = lines[place + 1] if place + 1 < len(lines) else None
    return (
        bool(header.title and not header.dateline and below and below.gap < 1.6 and _is_dateline(below))
        and lines[place].gap < 2.6
        and not re.search(r"[.:;?!]$", lines[place].text)
    )


_BRACKETED = re.compile(r"^\(.*\)$")
_TIME_ALONE = re.compile(r"^\W*\d{1,2}(?:[:.]\d\d)?\s*[ap]\.?\s?m\b\.?.{0,24}$", re.I)
_PARTIES = re.compile(r"^[A-Z][^:/]{2,40}(?:(?:\s?[/;&]\s?|\s+(?:-|–|—|and|with)\s+)[A-Z][^:/]{2,40}){1,3}$")
_PARTY = re.compile(r"^[A-Z][A-Za-z.,'’ -]{2,38}$")
"""One of those on the line, where each has a line of the heading, as Kissinger's secretaries typed it."""


def _names_parties(lines: Sequence[Line], place: int, header: Header) -> bool:
    """A line of names parted by strokes, or one of several names below each other, with the transcript's
    date or time close under it."""
    line, near = lines[place], lines[place + 1 : place + 4]
    dated = next((n for n, x in enumerate(near) if _is_dateline(x) or _TIME_ALONE.match(x.text)), None)
    if dated is None:
        return False
    if _PARTIES.match(line.text) and not header.parties:
        return True
    block = [*header.parties, line, *near[:dated]]
    return 2 <= len(block) <= 4 and all(
        x.page == line.page and _PARTY.match(x.text) and names_somebody(x.text) for x in block
    )


def _continues(lines: Sequence[Line], place: int, current: Field) -> bool:
    """Whether the line at `place` still belongs to the header's `current` field."""
    line = lines[place]
    unit = line.box.width / max(1, len(line.text))
    beside = current.value_left is not None and line.box.left >= current.value_left - 4 * unit
    if beside:
        return True
    if _label_ahead(lines, place):
        return True
    if current.name in _LISTS and len(line.text) > _ENTRY and _SENTENCE.search(line.text):
        return False
    if current.name == "participants" and current.rows and _both_dotted(line, current.rows[-1][0]):
        return True
    if current.name in ("date", "time") and _TIME_ALONE.match(line.text):
        return True
    if current.name in _ONE_LINE and current.value_left is None and _prose_begins(lines, place):
        return False
    if (
        current.name in _LISTS
        and current.value_left is None
        and all(map(_is_prose, lines[place : place + 2]))
    ):
        return False
    if current.value_left is not None:
        return False
    if line.gap < 1.6:
        return not _ITEM.match(line.text) or current.name == "participants"
    return current.name == "participants" and _listed(lines, place, current)


_ONE_LINE = ("copies", "place", "time", "date", "reference", "drafting")


def _prose_begins(lines: Sequence[Line], place: int) -> bool:
    """Whether prose begins here or under a short title here, where no blank line says so."""
    near = [x for x in lines[place : place + 2] if x.page == lines[place].page]
    prose = [_is_prose(x) for x in near]
    return bool(prose) and (prose[0] or (prose[-1] and len(near[0].text) < 40))


def _is_prose(line: Line) -> bool:
    return len(line.text) > 48 and len(re.findall(r"(?<![\w/])[a-z]{2,}", line.text)) >= 6


def _both_dotted(line: Line, before: Line) -> bool:
    return {line.text[0], before.text[0]} <= set("•·*")


def _listed(lines: Sequence[Line], place: int, current: Field) -> bool:
    """Whether a line after a blank one still lists people: short, in no paragraph, no heading, no speech."""
    line = lines[place]
    if is_side(line.text.strip(BULLETS + ":")):
        return True
    if len(line.cells) > 1:
        return not _ITEM.match(line.text)
    head_of_group = line.text.rstrip().endswith(":") and len(line.text) < 48
    if _SHORT_SENTENCE.match(line.text):
        return False
    if re.search(r"\b[a-z]{2,}\.$", line.text) and not re.search(r"\b(?:etc|inc|dept)\.$", line.text, re.I):
        return False
    if _ITEM.match(line.text) or title_form(line.text) or (_SPEECH.match(line.text) and not head_of_group):
        return False
    if line.indent > 8 and line.gap > 2.4:
        return False
    listed = [row.indent < 2 for row, start in current.rows if start == 0]
    flush = 2 * sum(listed) >= len(listed)
    following = lines[place + 1] if place + 1 < len(lines) else None
    follows = following is not None and following.gap < 1.6 and following.page == line.page
    if follows and following is not None and line.indent >= 2.5 and following.indent <= line.indent - 2:
        return False
    wide_below = following is not None and following.gap < 1.6 and len(following.text) > 62
    prose = len(line.text) > 52 or wide_below
    return not prose and (line.indent >= 2 or flush)


_SHORT_SENTENCE = re.compile(
    r"[^,;:]*\s(?!(?:of|for|the|and|to|in|at|on|by|with|von|van|de|al|la|el|interpreter|notetaker)\s)[a-z]{3,}\s[^,;:]*\.$"
)
"""``Chairman Brandt welcomed the President.``: a verb stands in it, and no comma as before an office."""


def _label_ahead(lines: Sequence[Line], place: int) -> bool:
    """Whether a form's label follows before any prose: then the line at `place` is still the header."""
    page = lines[place].page
    prose = 0
    for line in lines[place : place + LOOK_AHEAD]:
        if line.page != page:
            return False
        label = label_of(line)
        if label and label.loud and label.field in _MAIN:
            return True
        speech = _SPEECH.match(line.text) and line.indent < 2 and len(line.text) > 30
        prose += bool(speech) or (len(line.text) > 60 and line.indent < 2)
        if prose > 1:
            return False
    return False
