"""The list of participants: who is listed, under which side, over which lines.

Layouts (domain rules 4.2 and 8.2-8.9): one column at the right of its label, with hanging indents for wrapped
offices; sides as underlined or indented heads, or apart by a blank line; two columns by agency, read down the
left one first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from msgspec import Struct, structs

from memcon.model import Line, Participant, Piece
from memcon.record.people import bare_name, is_interpreter, is_notetaker, names_somebody, parse_person
from memcon.record.reading import Reading, span
from memcon.record.sides import BULLETS, is_side
from memcon.record.withheld import is_code_line


class Entry(Struct):
    """One printed cell of the list: a person, a part of one, or a side's head."""

    piece: Piece
    text: str
    left: float
    gap: float
    underlined: bool
    ended: bool = False
    """Whether a stop between people closes it."""


class _Open(Struct):
    """A person whose lines are still being gathered."""

    pieces: list[Piece]
    text: str
    left: float
    group: str | None
    ended: bool = False


def read_participants(reading: Reading, rows: Sequence[tuple[Line, int]]) -> list[Participant]:
    """The participants in `rows`: lines, each with the character at which the list's text begins."""
    unit = _unit(rows)
    people: list[Participant] = []
    columns = _columns(reading, rows, unit)
    sides = {e.piece.line for column in columns for e in column if is_side(e.text.strip(BULLETS + ":"))}
    for column in columns:
        people.extend(_read_column(reading, column, unit, sides if len(columns) > 1 else set()))
    return [person for person in people if not _ELSEWHERE.match(person.printed)]


_ELSEWHERE = re.compile(
    r"^\(?(?:see|listed|as listed|list(?:ed)?\s+(?:on|at))\b.*\b(?:list|page|tab|attached|below)\b", re.I
)
"""A list that stands elsewhere: nobody's name."""


def _unit(rows: Sequence[tuple[Line, int]]) -> float:
    widths = [line.box.width / len(line.text) for line, _ in rows if len(line.text) > 3 and not line.cells]
    return max(1.0, median(widths)) if widths else 30.0


def _columns(reading: Reading, rows: Sequence[tuple[Line, int]], unit: float) -> list[list[Entry]]:
    cells = [_cells(reading, line, start) for line, start in rows]
    second = sorted(row[1].left for row in cells if len(row) > 1)
    headed = any(len(row) > 1 and all(_names_side(entry.text) for entry in row) for row in cells)
    if len(second) < (1 if headed else 2):
        return [_with_gaps([entry for row in cells for entry in row[:1]], cells, rows)]
    middle = next((x for x, y in pairwise(second) if y - x < unit), second[0])
    cells = [_parted(reading, row, middle, unit) for row in cells]
    edge = middle - 4 * unit
    left = [e for row in cells for e in row if e.left < edge]
    right = [e for row in cells for e in row if e.left >= edge]
    return [_with_gaps(left, cells, rows), _with_gaps(right, cells, rows)]


def _cells(reading: Reading, line: Line, start: int) -> list[Entry]:
    """The line's cells from `start` on; a single one is taken whole."""
    starts = [cell for cell in line.cells if cell.start > start]
    first_left = next((c.left for c in reversed(line.cells) if c.start <= start), line.box.left)
    if start and not any(c.start == start for c in line.cells):
        first_left = line.box.left + round(line.box.width * start / max(1, len(line.text)))
    bounds = [start, *(c.start for c in starts), len(line.text) + 1]
    lefts = [first_left, *(c.left for c in starts)]
    entries: list[Entry] = []
    for number, left in enumerate(lefts):
        piece = Piece(line.number, bounds[number], min(bounds[number + 1] - 1, len(line.text)))
        text = line.text[piece.start : piece.end].strip()
        if text.strip(BULLETS):
            entries.append(Entry(piece, text, float(left), line.gap, reading.underlined(piece)))
    return entries


def _names_side(text: str) -> bool:
    return text.endswith(":") or is_side(text)


def _parted(reading: Reading, row: list[Entry], column: float, unit: float) -> list[Entry]:
    """A row's only cell parted where one of its words begins in the second column: a long entry on the left
    may leave hardly two blanks before it."""
    if len(row) != 1 or row[0].left >= column - 2 * unit:
        return row
    entry = row[0]
    text = reading.line(entry.piece.line).text
    right = 0
    at = entry.piece.start
    for word in reading.words(entry.piece):
        at = text.find(word.text, at)
        inside = -0.7 * unit < word.box.left - column < 4.5 * unit
        if right and inside and word.box.left - right > 1.3 * unit:
            first = Piece(entry.piece.line, entry.piece.start, at - 1)
            second = Piece(entry.piece.line, at, entry.piece.end)
            return [
                Entry(first, text[first.start : first.end], entry.left, entry.gap, entry.underlined),
                Entry(second, text[at : second.end], word.box.left, entry.gap, entry.underlined),
            ]
        right = word.box.right
        at += len(word.text)
    return row


def _with_gaps(
    column: list[Entry], cells: Sequence[Sequence[Entry]], rows: Sequence[tuple[Line, int]]
) -> list[Entry]:
    """The column's entries with the white above each told against the entry above it in the same column."""
    place = {line.number: (line.page, line.box.middle) for line, _ in rows}
    steps = [line.box.height * 1.6 for line, _ in rows]
    following = [
        (b[0].box.middle - a[0].box.middle) / max(b[0].gap, 0.5)
        for a, b in pairwise(rows)
        if a[0].page == b[0].page and b[0].gap < 9
    ]
    pitch = max(1.0, median(following) if following else median(steps) if steps else 50.0)
    for above, entry in pairwise(column):
        page, middle = place[entry.piece.line]
        before, height = place[above.piece.line]
        entry.gap = (middle - height) / pitch if page == before else 1.0
    return column


def _read_column(
    reading: Reading, column: Sequence[Entry], unit: float, beside: set[int]
) -> list[Participant]:
    """The people of one column; `beside`: the lines on which another column has a side's head."""
    column = [person for entry in column for person in _each(entry)]
    people: list[Participant] = []
    group: str | None = None
    head_left = -1.0
    current: _Open | None = None
    blocks = _headed_blocks(column) | {
        n
        for n, entry in enumerate(column)
        if (n == 0 or entry.gap >= 1.6) and entry.piece.line in beside and _may_head(entry.text)
    }
    for place, entry in enumerate(column):
        following = column[place + 1] if place + 1 < len(column) else None
        if current is not None and _continues(current, entry, following, unit):
            current.pieces.append(entry.piece)
            current.text = reading.quote(current.pieces)
            continue
        if current is not None:
            people.append(_closed(current))
            current = None
        if _is_head(entry, following, unit, place in blocks):
            group, head_left = entry.text.strip(BULLETS + ":"), entry.left
            continue
        if group is not None and entry.left < head_left - unit:
            group = None
        current = _Open([entry.piece], entry.text, entry.left, group, entry.ended)
    if current is not None:
        people.append(_closed(current))
    return people


_SIDE_FIRST = re.compile(r"(?P<side>[^:]{2,30}:)\s+(?P<people>\S.*)")


def names_side_and_people(text: str) -> bool:
    """Whether a line gives a side and, behind a colon, people of it: ``US side: Mr. Rusk, Mr. Bundy``."""
    found = _SIDE_FIRST.fullmatch(text.strip())
    return bool(found and is_side(found["side"]) and _people_in(found["people"]))


def _each(entry: Entry) -> list[Entry]:
    """The people whom one line names, and before them their side where the line opens with it."""
    found = _SIDE_FIRST.fullmatch(entry.text.strip()) if names_side_and_people(entry.text) else None
    start = len(entry.text) - len(entry.text.lstrip()) + found.start("people") if found else 0
    parts = _people_in(entry.text[start:])
    if not parts:
        return [entry]
    people = [
        _part_of(entry, start + at, start + end, n > 0 or start > 0) for n, (at, end) in enumerate(parts)
    ]
    return [_part_of(entry, 0, start, False), *people] if found else people


def _people_in(text: str) -> list[tuple[int, int]]:
    """Where in a line each of several people stands: all with titles (``Secretary Rusk, Mr. Bundy``) or,
    between semicolons, all without. An office between commas is nobody."""
    for stop, plain in (";", True), (",", False):
        found = re.finditer(rf"\s*(?:and\s+)?(?P<one>[^{stop}]+)", text)
        parts = [part for part in found if part["one"].strip()]
        names = [_BRACKETS.sub("", part["one"].split(",")[0]).strip() for part in parts]
        titled = [_titled(name) for name in names]
        alike = all(titled) or (plain and not any(titled) and all(map(names_somebody, names)))
        if len(parts) > 1 and alike:
            return [part.span("one") for part in parts]
    return []


_BRACKETS = re.compile(r"\s*\([^()]*\)")


def _part_of(entry: Entry, start: int, end: int, follows: bool) -> Entry:
    return structs.replace(
        entry,
        piece=Piece(entry.piece.line, entry.piece.start + start, entry.piece.start + end),
        text=entry.text[start:end].strip(),
        gap=1.0 if follows else entry.gap,
        ended=entry.text[end : end + 1] in tuple(";,"),
    )


def _titled(text: str) -> bool:
    """Whether a title stands before a name, or ``The`` before a title alone."""
    name = bare_name(text)
    return names_somebody(text) and (text.startswith("The ") if name is None else name != text.strip(" ."))


def _closed(current: _Open) -> Participant:
    printed = re.sub(r"^[-–—•*]+\s*", "", current.text).strip(" ;")
    return parse_person(printed, current.group, span(current.pieces))


_UNFINISHED = re.compile(r"(?:-|/|\b(?:of|for|to|the|and|in|on|at|with|from|de|by|&))$", re.I)
_MAY_GO_ON = re.compile(r"(?:,|;|\b(?:Special|Deputy|Assistant|Acting|Chief))$", re.I)
"""An entry may go on behind these, or be at its end: ``Military Assistant``."""
_OFFICE_END = re.compile(
    r"^(?:(?:National|International|Security|Foreign|European|Public|Political|Economic|Military|Legislative|"
    r"Affairs|Council|Staff|Planning|Policy|Nations|Operations|Organization|Ministry|Department|and|of)\s*)+$"
)
"""Words that only the end of an office has: alone on a line they belong to the person above."""
_UNNAMED = re.compile(
    r"(?:one|two|three|four|several|various|an?|other|others|unidentified|unnamed)\s+\w", re.I
)
"""People without a name are entries of their own: ``one unidentified notetaker``."""
_PERSON = re.compile(r"^(?:[A-Z][\w.'’-]+\s+){1,4}[A-Z][\w'’-]+,")


def _continues(current: _Open, entry: Entry, following: Entry | None, unit: float) -> bool:
    """Whether `entry` carries on the person above it: a hanging indent, an unfinished line, a role alone."""
    if entry.gap >= 1.6 or current.ended:
        return False
    step = (entry.left - current.left) / unit
    if step < -1:
        return False
    text = entry.text.lstrip("’‘'`.· ")
    if is_code_line(text) or not text:
        return False
    if step <= 1 and _UNNAMED.match(text):
        return False
    if text.startswith("(") or (text[0].islower() and not text.startswith(("de ", "van ", "von ", "al-"))):
        return True
    if step <= 1 and _OFFICE_END.match(text) and not is_side(text):
        return True
    if step <= 1 and not _UNFINISHED.search(current.text):
        may = bool(_MAY_GO_ON.search(re.sub(r"\s[;,.:]$", "", current.text))) and not current.text.endswith(
            "Jr.,"
        )
        return may and not _PERSON.match(text)
    return True


def _is_head(entry: Entry, following: Entry | None, unit: float, heads_block: bool) -> bool:
    """Whether `entry` heads a side or agency: by its underline, its colon, its indent or its name."""
    text = entry.text.lstrip(BULLETS)
    if following is None or len(text) > 48 or is_interpreter(text) or is_notetaker(text):
        return False
    if is_code_line(following.text) and not text.endswith(":"):
        return False
    if is_side(text.rstrip(" :")):
        return True
    if text.endswith(":"):
        plain = text.rstrip(" :")
        return bare_name(plain) in (None, plain)  # a person's title and name before a speck is a person
    if "," in text:
        return False
    bulleted = entry.text[0] in BULLETS and following.text[0] in BULLETS
    nested = following.left > entry.left + 3.6 * unit and following.gap < 1.6
    nested = nested or (bulleted and following.left > entry.left + 1.5 * unit)
    if nested or (entry.underlined and not following.underlined):
        return True
    return heads_block


def _may_head(text: str) -> bool:
    """Whether a line's words could head a side whose name nobody knows: few, no title, no office."""
    plain = text.rstrip(" :")
    return len(plain.split()) <= 3 and "," not in plain and (is_side(plain) or bare_name(plain) == plain)


def _headed_blocks(column: Sequence[Entry]) -> set[int]:
    """Where blocks apart by a blank line each open with a short line that is nobody: that line heads it.

    One block alone proves nothing: either all blocks must be so made, or one of the heads must be known for
    a side, since where one side is named the other is too.
    """
    starts = [n for n, entry in enumerate(column) if n == 0 or entry.gap >= 1.6]
    heads = {n for n in starts if n + 1 < len(column) and _may_head(column[n].text)}
    known = any(is_side(column[n].text.strip(BULLETS + ":")) for n in heads)
    full = {n for n in heads if n + 1 not in starts}
    if known and len(heads) > 1:
        return heads
    return full if len(starts) > 1 and len(full) == len(starts) else set()
