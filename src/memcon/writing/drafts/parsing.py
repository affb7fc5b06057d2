"""A draft becomes a record; every problem with its line and column."""

from __future__ import annotations

import re
from calendar import month_name, monthrange
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path

from msgspec import Struct

from memcon.errors import UnreadableFile
from memcon.markings import parse_banner, parse_mark
from memcon.model import (
    ClassificationBlock,
    Form,
    Heading,
    Paragraph,
    Participant,
    Piece,
    Record,
    Span,
    Style,
    Turn,
)
from memcon.writing.drafts.grammar import (
    END,
    FORMS,
    FRONT,
    ITEM,
    KEYS,
    LABEL,
    MARK,
    RULE,
    STAGE,
    TORN,
    Problem,
    Text,
)
from memcon.writing.style import STYLES

_SPOKEN = ("telcon", "memcon")
_SHORT = 3
"""Letters in brackets, so many at most, that are meant for a mark."""
_APART = ("ford", "state", "vp", "nsc")
"""Styles that print date and hour on lines of their own."""
AUTO = "auto"
"""The value of ``banner`` that has the level made from the portions' marks."""


class Draft(Struct, frozen=True):
    """A draft as read: the record as far as it is written there, and what is left to be made."""

    record: Record
    style: str | None = None
    auto: bool = False
    """Whether the banner is to be rolled up from the marks."""


def parse_draft(text: str, name: str = "draft") -> Draft:
    """The record of a draft; what the paper itself would say of names, hours and roles is left to a reader.

    Raises `UnreadableFile` whose message has the first problem as ``name:line:column: what is wrong`` and how
    many more there are; `problems_of` gives all.
    """
    draft, problems = _parsed(text)
    if problems or draft is None:
        first = problems[0]
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        raise UnreadableFile(
            f"{name}:{first.line}:{first.column}: {first.message}{more}", "memcon new shows how a draft looks"
        )
    return draft


def problems_of(text: str) -> tuple[Problem, ...]:
    """Everything that is wrong with a draft, in its order."""
    return tuple(_parsed(text)[1])


def read_draft(path: Path) -> Draft:
    """The draft in a file of UTF-8. Raises as `parse_draft`."""
    try:
        return parse_draft(path.read_text(encoding="utf-8"), path.name)
    except UnicodeDecodeError as error:
        raise UnreadableFile(f"{path.name} is no UTF-8 text", "Save it as UTF-8") from error


def is_draft(text: str) -> bool:
    """Whether a text opens as a draft does: with its form, or with another key where a line ends the head."""
    first = next((line for line in text.splitlines() if line.strip() and not line.startswith("#")), "")
    key, _, value = first.partition(":")
    key, value = key.strip().lower(), value.strip()
    return (key == "form" and " " not in value) or (key in KEYS and f"\n{RULE}" in text)


def _parsed(text: str) -> tuple[Draft | None, list[Problem]]:
    problems: list[Problem] = []
    lines = text.splitlines()
    end = next((n for n, line in enumerate(lines) if line.strip() == RULE), None)
    if end is None:
        return None, [Problem(len(lines) or 1, 1, f"no line of {RULE} ends the head")]
    head = _head(lines[:end], problems)
    body = _Body(head, problems)
    body.read(_blocks(lines, end + 1))
    record = _record(head, body, problems)
    problems.sort(key=lambda p: (p.line, p.column))
    auto = head["banner"][0].text == AUTO if "banner" in head else False
    style = head["style"][0].text if "style" in head else None
    return Draft(record, style, auto), problems


Head = dict[str, list[Text]]


def _head(lines: Sequence[str], problems: list[Problem]) -> Head:
    head: Head = {}
    key = ""
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        if line[0].isspace():
            column = len(line) - len(line.lstrip()) + 1
            if key not in head:
                problems.append(Problem(number, column, "a value stands here without its key"))
            elif KEYS.get(key) == "one":
                head[key][-1:] = [_joined(head[key], line.strip(), number, column)]
            else:
                head[key].append(Text(line.strip(), number, column))
            continue
        before, colon, after = line.partition(":")
        key = before.strip().lower()
        if not colon:
            what = "a line of the head is `key: value`; the entries of a list are indented below their key"
            problems.append(Problem(number, 1, what))
        elif key not in KEYS:
            problems.append(Problem(number, 1, f"there is no key `{before.strip()}`{_meant(key, KEYS)}"))
        elif key in head:
            problems.append(Problem(number, 1, f"`{key}` stands here a second time"))
        else:
            column = len(line) - len(after.lstrip()) + 1
            head[key] = _values(key, after.strip(), number, column)
    _allowed(head, problems)
    return head


def _joined(values: list[Text], more: str, number: int, column: int) -> Text:
    if not values:
        return Text(more, number, column)
    last = values[-1]
    return Text(f"{last.text}\n{more}" if last.text else more, last.line, last.column)


def _values(key: str, value: str, number: int, column: int) -> list[Text]:
    if KEYS[key] == "one":
        return [Text(value, number, column)]
    return [Text(part.strip(), number, column) for part in value.split("|") if part.strip()]


def _meant(word: str, known: Iterable[str]) -> str:
    near = get_close_matches(word, [*known], 1)
    return f": is `{near[0]}` meant?" if near else f"; there are {', '.join(known)}"


def _allowed(head: Head, problems: list[Problem]) -> None:
    for key, known in (("form", FORMS), ("style", tuple(style for style in STYLES if style != "sheet"))):
        for value in head.get(key, []):
            if value.text not in known:
                text = value.text.replace("\n", " ")
                what = f"`{text}` is no {key}{_meant(text, known)}"
                problems.append(Problem(value.line, value.column, what))
    for value in head.get("banner", []):
        if value.text != AUTO and parse_banner(value.text) is None:
            problems.append(Problem(value.line, value.column, f"`{value.text}` opens with no level"))
    for value in head.get("subject", []):
        found = MARK.search(value.text)
        if found and len(found["mark"]) <= _SHORT and parse_mark(f"({found['mark']})") is None:
            above, _, last = value.text[: found.start("mark")].rpartition("\n")
            line = value.line + above.count("\n") + bool(above)
            column = (1 if above else value.column) + len(last) - 1
            problems.append(Problem(line, column, f"({found['mark']}) is no mark"))
    for value in head.get("date", []):
        for found in _DAY.finditer(value.text):
            if not _is_day(found["a"] or found["b"], found["month"], found["year"]):
                day = found.group().replace("\n", " ")
                problems.append(Problem(value.line, value.column, f"there is no {day}"))
    if "form" not in head:
        problems.append(Problem(1, 1, "the head names no form"))


_DAY = re.compile(
    r"(?:\b(?P<a>\d{1,2})\s+)?\b(?P<month>[A-Za-z]{3,9})\.?\s+(?:(?P<b>\d{1,2}),?\s+)?(?P<year>\d{4})\b"
)
"""``March 27, 1996`` and ``27 March 1996``."""


def _is_day(day: str | None, month: str, year: str) -> bool:
    """Whether a month has such a day; words that are no month are no matter of this."""
    names = [name.lower()[:3] for name in month_name]
    number = names.index(month.lower()[:3]) if month.lower()[:3] in names else 0
    return not (day and number) or 1 <= int(day) <= monthrange(int(year), number)[1]


class _Block(Struct):
    """A paragraph of the body, its lines joined."""

    text: str
    line: int
    column: int
    ended: int
    """The column behind its last letter, in its last line; with `last`, where its mark stands."""
    last: int


def _blocks(lines: Sequence[str], start: int) -> Iterator[_Block]:
    block: _Block | None = None
    for number, line in enumerate(lines[start:], start + 1):
        if not line.strip():
            if block:
                yield block
            block = None
            continue
        column = len(line) - len(line.lstrip()) + 1
        if block is None:
            block = _Block(line.strip(), number, column, len(line.rstrip()), number)
        else:
            glued = block.text[-1:] == "-" and block.text[-2:-1].isalnum()
            block.text += line.strip() if glued else f" {line.strip()}"
            block.ended, block.last = len(line.rstrip()), number
    if block:
        yield block


class _Body:
    """The body's turns, paragraphs and headings as they are read."""

    def __init__(self, head: Head, problems: list[Problem]) -> None:
        form = head["form"][0].text if "form" in head else ""
        self.spoken, self.problems = form in _SPOKEN, problems
        self.front = form == "cable"
        self.turns: list[Turn] = []
        self.paragraphs: list[Paragraph] = []
        self.headings: list[Heading] = []
        self.ended = False
        self._speaker: str | None = None

    def read(self, blocks: Iterator[_Block]) -> None:
        for block in blocks:
            place = Span((Piece(block.line, 0, 0),))
            if END.match(block.text):
                self.ended = True
            elif self.ended:
                self.problems.append(Problem(block.line, block.column, "text stands behind the end mark"))
            elif block.text.startswith("# "):
                self.headings.append(Heading(block.text[2:].strip(), 1, place))
            else:
                self._paragraph(block, place)
        if not self.turns and not self.paragraphs:
            self.problems.append(Problem(1, 1, "the body is empty"))

    def _paragraph(self, block: _Block, place: Span) -> None:
        label = LABEL.match(block.text) if self.spoken else None
        text = block.text[label.end() :].lstrip() if label else block.text
        text, mark = self._marked(block, text.removeprefix("\\"))
        item = ITEM.match(text) if not self.spoken else None
        text = text[item.end() :] if item else text
        if self.front and mark is None:
            found = FRONT.match(text)
            mark = parse_mark(found.group()) if found else None
            text = text[found.end() :].lstrip() if found and mark else text
        if not text and not label:
            self.problems.append(Problem(block.line, block.column, "a paragraph has no words"))
        paragraph = Paragraph(text, mark, item=item["item"] if item else None, span=place)
        if label:
            self._speaker = label["who"].strip()
            self.turns.append(Turn(self._speaker, 1, (paragraph,), place))
        elif not self.turns:
            self.paragraphs.append(paragraph)
        elif STAGE.match(text) or self.turns[-1].speaker is None:
            speaker = None if STAGE.match(text) else self._speaker
            self.turns.append(Turn(speaker, 1, (paragraph,), place))
        else:
            last = self.turns[-1]
            self.turns[-1] = Turn(last.speaker, 1, (*last.paragraphs, paragraph), last.label)

    def _marked(self, block: _Block, text: str) -> tuple[str, str | None]:
        """The text without the mark at its end, and the mark."""
        found = MARK.search(text)
        if found is None:
            torn = TORN.search(text)
            if torn and parse_mark(f"({torn['mark']})"):
                column = max(block.ended - len(torn["mark"]), 1)
                self.problems.append(
                    Problem(block.last, column, f"{torn.group().strip()} lacks its second bracket")
                )
            return text, None
        mark = parse_mark(f"({found['mark']})")
        if mark is None:
            if len(found["mark"]) <= _SHORT:
                column = max(block.ended - len(found["mark"]) - 1, 1)
                self.problems.append(Problem(block.last, column, f"({found['mark']}) is no mark"))
            return text, None
        return text[: found.start()].rstrip(), mark


def _record(head: Head, body: _Body, problems: list[Problem]) -> Record:
    one, many = _Values(head).one, _Values(head).many
    forms: list[Form] = [form for form in FORMS if form == one("form")]
    form: Form = forms[0] if forms else "other"
    if form in _SPOKEN and not head.get("participants"):
        problems.append(Problem(head["form"][0].line, 1, f"a {form} has participants"))
    subject, mark = _subject(one("subject"))
    level = one("banner")
    banner = parse_banner(level) if level and level != AUTO else None
    between = "\n" if one("style") in _APART else ", "
    when = between.join(part for part in (one("date"), one("time")) if part)
    before = tuple(Turn(None, 1, (p,), p.span) for p in body.paragraphs) if body.turns else ()
    return Record(
        (1, 1),
        form,
        letterhead=many("letterhead"),
        title=one("title"),
        control_number=one("number"),
        banner=banner.level if banner else None,
        captions=banner.captions if banner else (),
        subject=subject,
        subject_mark=mark,
        addressees=many("to"),
        from_=one("from"),
        participants=tuple(_people(head.get("participants", []))),
        interpreters=many("interpreters"),
        notetakers=many("notetakers"),
        date_time_place_as_printed="\n".join(x for x in (when, one("place")) if x) or None,
        place=one("place"),
        style=_told(body),
        turns=(*before, *body.turns),
        paragraphs=() if body.turns else tuple(body.paragraphs),
        headings=tuple(body.headings),
        end_marker=body.ended,
        drafting=one("drafting"),
        classification_block=_block(head),
    )


class _Values:
    """The values of a head by their keys."""

    def __init__(self, head: Head) -> None:
        self._head = head

    def one(self, key: str) -> str | None:
        return self._head[key][0].text or None if self._head.get(key) else None

    def many(self, key: str) -> tuple[str, ...]:
        return tuple(value.text for value in self._head.get(key, []))


def _subject(subject: str | None) -> tuple[str | None, str | None]:
    found = MARK.search(subject) if subject else None
    mark = parse_mark(f"({found['mark']})") if found else None
    return (subject[: found.start()].rstrip(), mark) if subject and found and mark else (subject, None)


def _block(head: Head) -> ClassificationBlock | None:
    one = _Values(head).one
    block = ClassificationBlock(
        one("classified by"), one("reason"), one("declassify on"), one("derived from")
    )
    return block if block != ClassificationBlock() else None


def _told(body: _Body) -> Style | None:
    if body.turns:
        return "dialogue"
    if body.front:  # the numbers of a telegram's paragraphs make no list of it
        return "narrative"
    items = sum(p.item is not None for p in body.paragraphs)
    return "list" if items > 1 and 2 * items >= len(body.paragraphs) else "narrative"


def _people(values: Sequence[Text]) -> Iterator[Participant]:
    """Participants; a line in square brackets is the heading of those below it."""
    group: str | None = None
    for value in values:
        if value.text.startswith("[") and value.text.endswith("]"):
            group = value.text[1:-1].strip() or None
        else:
            yield Participant(value.text, group)
