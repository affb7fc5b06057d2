"""The portions of a record: what a reviewer decides about, one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from msgspec import Struct, structs

from memcon.model import Mark, Paragraph, Record, Span

T = TypeVar("T")


class Portion(Struct, frozen=True):
    """One stretch of a record's text."""

    at: str
    """Its place in the record's JSON: ``subject``, ``turns/3/paragraphs/0``, ``participants/2``."""
    text: str
    mark: Mark | None = None
    speaker: str | None = None
    span: Span = Span()
    body: bool = True
    """Whether it must be decided about; names, titles and headings stand unless a decision says otherwise."""

    @property
    def words(self) -> list[str]:
        """Its words, as they are counted in decisions, from 1."""
        return self.text.split()


def portions(record: Record) -> tuple[Portion, ...]:
    """Every portion of a record, in the order in which a memorandum has them."""
    return tuple(portion for portion in _portions(record) if portion.text.strip())


def _portions(record: Record) -> Iterator[Portion]:
    places = {evidence.path: evidence.span for evidence in record.evidence}
    if record.subject:
        yield Portion("subject", record.subject, record.subject_mark, None, places.get("subject", Span()))
    for number, person in enumerate(record.participants):
        yield Portion(f"participants/{number}", person.printed, span=person.span, body=False)
    for number, heading in enumerate(record.headings):
        yield Portion(f"headings/{number}", heading.text, span=heading.span, body=False)
    for number, turn in enumerate(record.turns):
        for place, paragraph in enumerate(turn.paragraphs):
            yield _paragraph(f"turns/{number}/paragraphs/{place}", paragraph, turn.speaker)
    for number, paragraph in enumerate(record.paragraphs):
        yield _paragraph(f"paragraphs/{number}", paragraph, None)


def _paragraph(at: str, paragraph: Paragraph, speaker: str | None) -> Portion:
    return Portion(at, paragraph.text, paragraph.mark, speaker, paragraph.span)


def with_text(record: Record, at: str, text: str) -> Record:
    """The record with another text at the place of a portion.

    A participant of another text has no name or office of its own any more, nor a place in the other lists.
    """
    kind, *rest = at.split("/")
    number = int(rest[0]) if rest else 0
    if kind == "subject":
        return structs.replace(record, subject=text)
    if kind == "headings":
        heading = structs.replace(record.headings[number], text=text)
        return structs.replace(record, headings=_put(record.headings, number, heading))
    if kind == "participants":
        return _without_person(record, number, text)
    return with_paragraph(record, at, structs.replace(paragraph_at(record, at), text=text))


def _without_person(record: Record, number: int, text: str) -> Record:
    person = record.participants[number]
    gone = {person.name, person.printed}
    changed = structs.replace(person, printed=text, name=None, office=None)
    return structs.replace(
        record,
        participants=_put(record.participants, number, changed),
        interpreters=tuple(name for name in record.interpreters if name not in gone),
        notetakers=tuple(name for name in record.notetakers if name not in gone),
    )


def paragraph_at(record: Record, at: str) -> Paragraph:
    """The paragraph at a place such as ``turns/3/paragraphs/0``."""
    parts = at.split("/")
    if parts[0] == "turns":
        return record.turns[int(parts[1])].paragraphs[int(parts[3])]
    return record.paragraphs[int(parts[1])]


def with_paragraph(record: Record, at: str, paragraph: Paragraph) -> Record:
    """The record with another paragraph at that place."""
    parts = at.split("/")
    number = int(parts[1])
    if parts[0] != "turns":
        return structs.replace(record, paragraphs=_put(record.paragraphs, number, paragraph))
    turn = record.turns[number]
    turn = structs.replace(turn, paragraphs=_put(turn.paragraphs, int(parts[3]), paragraph))
    return structs.replace(record, turns=_put(record.turns, number, turn))


def _put(items: tuple[T, ...], number: int, item: T) -> tuple[T, ...]:
    return (*items[:number], item, *items[number + 1 :])
