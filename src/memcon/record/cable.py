"""Cables: the header lines of a telegram, and where its text begins and ends (domain rules 4.2, 5.2)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from memcon.markings import CAPTIONS, nearest_level
from memcon.model import Line
from memcon.record.labels import label_of
from memcon.record.reading import despaced
from memcon.record.when import When, read_when

_TITLE = re.compile(
    r"^(?:\W*|.{0,32}\b[Ss]tate?\W+)"
    r"(?P<title>TEXT OF TELEGRAM\s+(?P<number>\S.*)|(?:OUTGOING |INCOMING )?TELEGRAM|Cable|CABLE)\W*$"
)
_DTG = re.compile(
    r"(?:^|\s)(?:[ZOPR0]\s+){0,2}(?P<group>\d{6}\s?[Zz2]\s+[A-Z]{3})\s+(?P<year>\d{4}|\w\d|\d\w)\b"
)
_FROM = re.compile(r"^(?:LINE\s?4\s*:\s*)?(?:FM|FROM|ORIG)\s*:?\s+(?P<from>[A-Z][A-Z0-9 /.-]{3,50}?)\s*$")
_SUBJECT = re.compile(r"^\W*SUBJ(?:ECT|\S{0,4}?)\s*[:;.,}\])]+\s*(?P<subject>\S.*)$")
_TO = re.compile(r"^\s*TO\s*:?\s+(?P<to>[A-Z]\S.*)$")
_ENTIRE = re.compile(r"^\W*(?:\d\.\W*)+(?P<level>[A-Z][A-Z ]{4,30}?)\W+ENTIRE\s+TEXT")
"""Paragraph 1 of a telegram gives the level of all of them (State's cable handbook)."""
_TEXT = re.compile(r"^\W*(?:TEXT|BODY)\s*:\s*$")
_NUMBERED = re.compile(r"^\W{0,2}(?:1|I|l)\s?[.)]\s+\S")
_POST = re.compile(
    r"\b(?P<post>(?:USMISSION |AMEMBASSY |AMCONSUL )?[A-Z]{3,14}(?: [A-Z]{3,10})?)\s+(?P<n>\d{4,6})\b"
)
_PRECEDENCES = ("FLASH", "IMMEDIATE", "PRIORITY", "ROUTINE", "NIACT IMMEDIATE")
"""The number behind one of these is the addressee's own count of telegrams."""
_HEADERS = re.compile(
    r"^\W*(?:PREC|CLASS|LINE ?\d?L?|OSRI|DTG|ORIG|TO|INFO|FM|TAGS?|REFS?|E\.?\s?[O0]\.?|ACTION|PAGE|TEXT|"
    r"SUBJ\w*|ADP\w*|PASS|FOR|BT|[ZOPR]\s+\d{6}Z|ZNY|ZFF|NODIS|EXDIS|LIMDIS|STADIS)\b",
)
_CLOSING = re.compile(
    r"^\W*(?:BT\b.*|NNNN|#\d{4}|SECT\s*:.*|SSN\s*:.*|TOR\s*:.*|DIST\s*:.*|END OF MESSAGE.*|<\S+>)\W*$"
)
_PAGE_OF_POST = re.compile(rf"^\W*PAGE\s+\d{{1,2}}\s+{_POST.pattern}")
"""State's page head: the page, the post that sent the telegram and the telegram's number."""
_TELEGRAM_NUMBER = re.compile(r"(?P<year>[0-9A-Z]{2})(?P<post>[A-Z01 ]{3,14}?)(?P<n>[0-9OQIlSB]{6})")
_PAGE_HEAD = re.compile(r"^\s*PAGE\s+(?:NO\.?\s*)?\d{1,3}\b")


class Cable(Struct):
    """A cable's header, as found."""

    title: str | None
    control_number: str | None
    subject: str | None
    sender: str | None
    when: When | None
    printed: str | None
    """The date-time group as printed."""
    levels: list[str]
    captions: list[str]
    addressees: list[str]
    header: list[Line]
    subject_lines: list[Line]
    body: list[Line]
    signature: list[Line]
    furniture: list[Line]
    """Page heads and closing lines within the text."""


def read_cable(lines: Sequence[Line]) -> Cable:
    """The cable whose body `lines` are given."""
    cable = Cable(None, None, None, None, None, None, [], [], [], [], [], [], [], [])
    start = _text_start(lines)
    for place, line in enumerate(lines[:start]):
        _read_line(cable, line, lines[:start], place)
    for line in lines[start : start + 4]:
        if match := _ENTIRE.match(line.text):
            level = nearest_level(match["level"])
            cable.levels.extend([level] * 4 if level else [])
    if cable.control_number is None:
        heads = (_PAGE_OF_POST.match(despaced(line.text)) for line in lines[:start])
        cable.control_number = next((f"{m['post'].split()[-1]} {m['n']}" for m in heads if m), None)
    cable.header = [line for line in lines[:start] if line not in cable.subject_lines]
    closing = False
    for line in lines[start:]:
        closing = closing or bool(re.match(r"^\W*(?:BT\b|NNNN)", line.text))
        if closing or _CLOSING.match(line.text) or _PAGE_HEAD.match(line.text) or _level_alone(line):
            cable.furniture.append(line)
        else:
            cable.body.append(line)
    if cable.furniture and cable.body and _is_signature(cable.body[-1]):
        cable.signature.append(cable.body.pop())
    return cable


def telegram_number(printed: str) -> str:
    """A telegram's number, year, post and six digits (``86STATE 318957``), letters among its digits and
    digits in the post's name mended.

    At most two of the six may be letters: more would be a guess.
    """
    match = _TELEGRAM_NUMBER.fullmatch(printed)
    if match is None or sum(c.isdigit() for c in match["n"]) < 4:
        return printed
    post = match["post"].translate(str.maketrans("01", "OI"))
    return match["year"] + post + match["n"].translate(str.maketrans("OQIlSB", "001158"))


def _is_signature(line: Line) -> bool:
    """The sender's surname, alone in capitals behind the text: who signed the telegram off."""
    return line.gap >= 1.5 and bool(re.fullmatch(r"[A-Z][A-Z'’ -]{2,24}", line.text.strip()))


def _level_alone(line: Line) -> bool:
    text = line.text.strip()
    return text.isupper() and len(text) < 30 and nearest_level(text) is not None and " -" not in text


def _text_start(lines: Sequence[Line]) -> int:
    """Where the text begins: at paragraph 1, else behind the last header line and its wrapped lines."""
    limit = lines[:70]
    subject = next((n for n, line in enumerate(limit) if _SUBJECT.match(line.text)), None)
    last = max((n for n, line in enumerate(limit) if _SUBJECT.match(line.text)), default=None)
    for place, line in enumerate(limit):
        if place > (subject if subject is not None else 4) and _NUMBERED.match(line.text):
            return place
    if last is None:
        return next((n for n, line in enumerate(limit) if not _HEADERS.match(line.text)), 0)
    place = last + 1
    while place < len(limit) and (limit[place].gap < 1.5 or _HEADERS.match(limit[place].text)):
        place += 1
    return place


def _read_line(cable: Cable, line: Line, lines: Sequence[Line], place: int) -> None:
    text = line.text
    if cable.title is None and (match := _TITLE.match(text)):
        cable.title = re.sub(r"\s+", " ", match["title"]).strip()
        if match["number"]:
            cable.control_number = telegram_number(match["number"].strip(" .,"))
    labelled = re.match(r"^\W*DTG\s*:", text)
    if (cable.when is None or labelled) and (match := _DTG.search(text)):
        when = read_when(f"{match['group']} {_year(match['year'], cable.control_number)}")
        if when.date:
            cable.when, cable.printed = when, match.group().strip()
    if cable.sender is None and (match := _FROM.match(text)):
        cable.sender = match["from"].strip()
    spaced = despaced(text)
    head = re.split(r"\s{1,}(?=[A-Z]{4,}\s+\d)", spaced, maxsplit=1)[0]
    if (level := nearest_level(head.removeprefix("CLASS:"))) is not None and not _SUBJECT.match(text):
        cable.levels.append(level)
    if text.strip() in CAPTIONS:
        cable.captions.append(text.strip())
    if match := _TO.match(text):
        cable.addressees.append(match["to"].strip())
    if match := _SUBJECT.match(text):
        _take_subject(cable, match["subject"], lines, place)
    elif cable.control_number is None and (cable.when is not None or level is not None):
        number = _POST.search(spaced)
        if (
            number
            and number["post"] not in _PRECEDENCES
            and not _DTG.search(text)
            and not re.match(r"^\W*(?:TO|INFO|RU|PAGE|REF)", text)
        ):
            cable.control_number = f"{number['post'].split()[-1]} {number['n']}"


def _year(printed: str, number: str | None) -> str:
    """The group's year; where a digit of it is damaged, the one that opens the telegram's number
    (``86STATE 318957``)."""
    if number is None or not number[:2].isdigit():
        return printed
    worn = not printed.isdigit() or (len(printed) == 2 and sum(map(str.__ne__, printed, number)) == 1)
    return number[:2] if worn else printed


def _own(line: Line, text: str) -> str:
    """`text`, the end of `line`, without what stands in columns to its right: stamps beside the header."""
    begin = len(line.text) - len(text)
    behind = [cell.start for cell in line.cells if cell.start > begin + 1]
    return line.text[begin : behind[0]].strip() if behind else text


def _take_subject(cable: Cable, first: str, lines: Sequence[Line], place: int) -> None:
    """The subject with its wrapped lines; a later SUBJECT line within the text replaces the outer one."""
    rows = [lines[place]]
    for line in lines[place + 1 :]:
        if line.indent > 40:
            continue  # a stamp beside the header
        if line.gap >= 1.5 or _HEADERS.match(line.text) or label_of(line):
            break
        rows.append(line)
    text = " ".join([_own(rows[0], first), *(re.sub(r"^[-\s]+", "", _own(r, r.text)) for r in rows[1:])])
    if cable.subject is None or len(text) >= len(cable.subject):
        cable.subject = re.sub(r"\s+", " ", text).strip()
        cable.subject_lines = rows
