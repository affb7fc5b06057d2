"""What a style has no place for: a cable names no participants, a transcript bears no level."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from memcon.model import Record
from memcon.writing.drawing import printable
from memcon.writing.forms.head import block, listed, moments

_WORD = re.compile(r"\w+")


def left_out(record: Record, text: str) -> tuple[str, ...]:
    """The parts of a record that its written `text` does not print, by their names in drafts, in order.

    A part is printed where each of its words is, as often as it has it; so a subject that happens to be made
    of the body's words passes for printed.
    """
    said = _words(text)
    missing = (
        name
        for name, printed in _parts(record)
        if any(said[word] < count for word, count in _words(printable(printed)).items())
    )
    return tuple(dict.fromkeys(missing))


def _words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text.casefold()))


def _parts(record: Record) -> Iterator[tuple[str, str]]:
    when = moments(record)
    yield "letterhead", " ".join(record.letterhead)
    yield "title", record.title or ""
    yield "number", record.control_number or ""
    yield "banner", " ".join((record.banner or "", *record.captions))
    yield "subject", record.subject or ""
    yield "to", " ".join(record.addressees)
    yield "from", record.from_ or ""
    yield "participants", " ".join(p.printed for p in record.participants)
    for name, people in (("interpreters", record.interpreters), ("notetakers", record.notetakers)):
        yield name, " ".join(who for who in people if not listed(record.participants, who))
    yield "date", " ".join(when.when)
    yield "place", " ".join(when.place)
    yield "classification block", " ".join(line.partition(":")[2] for line in block(record))
    yield "drafting", record.drafting or ""
    for turn in record.turns:
        yield "body", " ".join((turn.speaker or "", *(p.text for p in turn.paragraphs)))
    for paragraph in record.paragraphs:
        yield "body", f"{paragraph.item or ''} {paragraph.text}"
