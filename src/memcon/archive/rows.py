"""A record taken apart into what the tables hold: passages with their places, and the people present."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from memcon.archive.means import Known
from memcon.markings import LEVELS, nearest_level, parse_banner, rank
from memcon.model import Box, Document, Paragraph, Participant, Piece, Record, Span, Word, joined

APART = " \ue000 "
"""Stands between two persons in one searched text: a token that no query has, so no phrase runs across."""

MARKS = {level: mark for mark, level in LEVELS.items()}

Who = Mapping[str, Sequence[Known]]
"""Whom the names of a record mean, by their paths: ``participants/0``, ``turns/3/speaker``."""


class Passage(NamedTuple):
    """A stretch of text that is found as one: a paragraph of a turn or narrative, a subject, a heading …"""

    kind: str
    """``turn``, ``direction`` (in the body, by nobody), ``paragraph``, ``heading``, ``subject``,
    ``withdrawal`` or ``unread``."""
    turn: int | None
    speaker: str | None
    text: str
    mark: str | None
    struck: bool
    page: int
    box: Box | None
    confidence: float
    """Of its mark, or of its least certain word, whichever is less."""
    known: str | None = None
    """The usual name of whom the speaker's label means, where that is known."""


class Person(NamedTuple):
    """Somebody whom a record names, and as what."""

    role: str
    """``participant``, ``interpreter``, ``notetaker``, ``addressee``, ``from`` or ``speaker``."""
    name: str
    office: str | None
    side: str | None
    printed: str
    id: str | None = None
    """Whom the name means, by the id of the table of people."""
    known: str | None = None
    """That person's usual name."""


class Places:
    """Where the spans of one document stand on its pages."""

    def __init__(self, document: Document) -> None:
        self.lines = {line.number: line for line in document.lines}
        self.pages = {page.number: page for page in document.pages}

    def words(self, piece: Piece) -> Iterator[Word]:
        """The words of which `piece` shows any character."""
        yield from (word for _, word in self.located(piece))

    def located(self, piece: Piece) -> Iterator[tuple[int, Word]]:
        """The words of which `piece` shows any character, each with where it begins in its line."""
        line = self.lines.get(piece.line)
        page = self.pages.get(line.page) if line else None
        if not line or not page:
            return
        after = 0
        for index in line.words:
            word = page.words[index]
            at = line.text.find(word.text, after)
            if at < 0:
                continue
            after = at + len(word.text)
            if after > piece.start and at < piece.end:
                yield at, word

    def standing(self, text: str, span: Span) -> Iterator[tuple[int, int, int, Word]]:
        """The words that `span` quotes and that stand so in `text`, in their order.

        Of each: where it begins in the text, the number of its piece, where it begins in that piece's line,
        and the word itself.
        """
        after = 0
        for number, piece in enumerate(span.pieces):
            for start, word in self.located(piece):
                at = text.find(word.text, after)
                if at >= 0:
                    after = at + len(word.text)
                    yield at, number, start, word

    def of(self, span: Span, page: int) -> tuple[Box | None, float]:
        """The box of what `span` quotes on `page`, and the confidence of its least certain word anywhere."""
        box: Box | None = None
        least = 1.0
        for piece in span.pieces:
            for word in self.words(piece):
                least = min(least, word.confidence)
                if self.lines[piece.line].page == page:
                    box = box.union(word.box) if box else word.box
        return box, least


def passages(record: Record, places: Places, who: Who) -> Iterator[Passage]:
    """Every text of `record` that a search should find, in reading order within each kind."""
    if record.subject:
        sure, span = _evidence(record, "subject")
        page = _page(span, places, record)
        box, least = places.of(span, page)
        mark, struck = record.subject_mark, record.subject_struck
        yield Passage("subject", None, None, record.subject, mark, struck, page, box, min(sure, least))
    typed = {e.path for e in record.evidence if e.said_by.startswith("person:")}
    for number, turn in enumerate(record.turns):
        kind = "turn" if turn.speaker else "direction"
        known = APART.join(known.name for known in who.get(f"turns/{number}/speaker", ())) or None
        for at, paragraph in enumerate(turn.paragraphs):
            path = f"turns/{number}/paragraphs/{at}/text"
            found = _paragraph(
                paragraph, kind, number, turn.speaker, places, _least(paragraph, path, places, typed)
            )
            yield found._replace(known=known)
    for at, paragraph in enumerate(record.paragraphs):
        least = _least(paragraph, f"paragraphs/{at}/text", places, typed)
        yield _paragraph(paragraph, "paragraph", None, None, places, least)
    for heading in record.headings:
        box, least = places.of(heading.span, heading.page)
        yield Passage("heading", None, None, heading.text, None, False, heading.page, box, least)
    for row in record.withdrawals:
        text = " ".join(filter(None, (row.number, row.type, row.title, row.date, row.restriction)))
        yield Passage("withdrawal", None, None, text, None, row.struck, record.pages[0], None, 1.0)
    yield from _unread(record, places)


def _least(paragraph: Paragraph, path: str, places: Places, typed: set[str]) -> float | None:
    """How sure the least certain word is, those apart that a person has given; None where none has."""
    if path in typed:
        return 1.0
    if not any(given.startswith(f"{path}/words/") for given in typed):
        return None
    left = (
        word.confidence
        for at, _, _, word in places.standing(paragraph.text, paragraph.span)
        if f"{path}/words/{word_at(paragraph.text, at)}" not in typed
    )
    return min(left, default=1.0)


def word_at(text: str, at: int) -> int:
    """Which word of a text has the character `at`, counted from 0."""
    before = text[:at].split()
    within = at > 0 and bool(before) and not text[at - 1].isspace()
    return len(before) - within


def _paragraph(
    paragraph: Paragraph,
    kind: str,
    turn: int | None,
    speaker: str | None,
    places: Places,
    given: float | None,
) -> Passage:
    """`given`: how sure its words are where a person has settled the machine's doubts about some."""
    box, least = places.of(paragraph.span, paragraph.page)
    sure = min(least if given is None else given, paragraph.confidence)
    text = f"{paragraph.item} {paragraph.text}" if paragraph.item else paragraph.text
    return Passage(kind, turn, speaker, text, paragraph.mark, paragraph.struck, paragraph.page, box, sure)


def _unread(record: Record, places: Places) -> Iterator[Passage]:
    for element in record.elements:
        lines = [places.lines[n] for n in element.lines if n in places.lines]
        if element.kind == "unread" and (text := joined(line.text for line in lines)):
            span = Span(tuple(Piece(line.number, 0, len(line.text)) for line in lines))
            box, least = places.of(span, lines[0].page)
            yield Passage("unread", None, None, text, None, False, lines[0].page, box, least)


def _evidence(record: Record, path: str) -> tuple[float, Span]:
    return next(((e.confidence, e.span) for e in record.evidence if e.path == path), (1.0, Span()))


def _page(span: Span, places: Places, record: Record) -> int:
    lines = (places.lines.get(piece.line) for piece in span.pieces)
    return next((line.page for line in lines if line), record.pages[0])


def people(record: Record, who: Who) -> Iterator[Person]:
    """Everybody whom the header or a label names; an unnamed one under the words that stand for the name.

    `who` says whom they are known to be; an entry that names several comes once for each.
    """
    for n, entry in enumerate(record.participants):
        role = entry.role or "participant"
        person = Person(role, entry.name or entry.printed, entry.office, entry.group, entry.printed)
        yield from _each(person, who.get(f"participants/{n}", ()))
    listed = {(entry.role, entry.name) for entry in record.participants}
    for role, names in (("interpreter", record.interpreters), ("notetaker", record.notetakers)):
        for n, name in enumerate(names):
            if (role, name) not in listed:
                yield from _each(Person(role, name, None, None, name), who.get(f"{role}s/{n}", ()))
    for name in record.addressees:
        yield Person("addressee", name, None, None, name)
    if record.from_:
        yield Person("from", record.from_, None, None, record.from_)
    speaking: dict[str, dict[Known, None]] = {}
    for n, turn in enumerate(record.turns):
        if turn.speaker:
            speaking.setdefault(turn.speaker, {}).update(dict.fromkeys(who.get(f"turns/{n}/speaker", ())))
    for speaker, known in speaking.items():
        yield from _each(Person("speaker", speaker, None, None, speaker), list(known))


def _each(person: Person, known: Sequence[Known]) -> Iterator[Person]:
    if not known:
        yield person
    for one in known:
        yield person._replace(name=one.name if len(known) > 1 else person.name, id=one.id, known=one.name)


class Words(NamedTuple):
    """The texts of a record's fields that a query can name, as `APART` separates their entries."""

    subject: str | None
    place: str | None
    addressees: str
    present: str
    interpreters: str
    notetakers: str


def words(record: Record, who: Who) -> Words:
    """What ``subject:``, ``place:``, ``to:``, ``with:``, ``interpreter:`` and ``notetaker:`` look into.

    People stand there as printed and under their usual names.
    """
    named = list(people(record, who))

    def those(role: str, names: Iterable[str]) -> str:
        entries: list[Participant] = [p for p in record.participants if p.role == role]
        known = [person.known for person in named if person.role == role and person.known]
        return APART.join(dict.fromkeys([*names, *(p.printed for p in entries), *known]))

    here = [person for person in named if person.role != "addressee"]
    present = dict.fromkeys([*(p.printed for p in here), *(p.known for p in here if p.known)])
    return Words(
        record.subject,
        record.place,
        APART.join(record.addressees),
        APART.join(present),
        those("interpreter", record.interpreters),
        those("notetaker", record.notetakers),
    )


def level(record: Record) -> tuple[str | None, str | None, int | None]:
    """The record's level, its short mark, and its rank; None for a paper that bears no known one."""
    parsed = parse_banner(record.banner) if record.banner else None
    name = parsed.level if parsed else nearest_level(record.banner or "")
    if not name:
        return None, None, None
    return name, MARKS[name], rank(MARKS[name])


def mark_level(mark: str | None) -> str | None:
    """``S`` of ``S/NF``; None for a mark that stands for no level."""
    bare = re.split(r"//?|-", mark, maxsplit=1)[0].upper() if mark else None
    return bare if bare in LEVELS else None


def code_key(code: str) -> str:
    """An exemption code as it is compared: ``1.4(b)``, ``1.4 (B)`` and ``1.4b`` are one."""
    return re.sub(r"[^0-9a-z.]+", "", code.lower())


def case_key(case: str) -> str:
    """A case number as it is compared: capitals, hyphens and blanks make no difference."""
    return re.sub(r"[^0-9a-z]+", "", case.lower())
