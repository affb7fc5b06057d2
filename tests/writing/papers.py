"""What the tests of writing share: invented papers drawn by hypothesis, and a record's words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from random import Random

from hypothesis import strategies as st

from memcon.model import ClassificationBlock, Record
from memcon.writing import INVENTED, Style, invented
from memcon.writing.forms.head import listed, moments, release

Paper = tuple[Record, Style]


def papers(*styles: str) -> st.SearchStrategy[Paper]:
    """Invented records with their typists' choices, in some styles or in all."""
    drawn = st.tuples(st.sampled_from(styles or INVENTED), st.randoms(use_true_random=False))
    return drawn.map(_paper)


def _paper(drawn: tuple[str, Random]) -> Paper:
    return invented(drawn[1], drawn[0])


def words(text: str) -> list[str]:
    """The words of a text, those with a hyphen in parts, since a line may end at one."""
    return re.findall(r"[A-Za-z0-9']+", text)


def said(record: Record) -> list[str]:
    """The words of a record's body, in order, with its labels, items and marks."""
    found: list[str] = []
    for turn in record.turns:
        found += words(turn.speaker or "")
        for paragraph in turn.paragraphs:
            found += words(f"{paragraph.text} {paragraph.mark or ''}")
    for paragraph in record.paragraphs:
        found += words(f"{paragraph.item or ''} {paragraph.text} {paragraph.mark or ''}")
    return found


def headed(record: Record) -> Iterator[str]:
    """Everything else that a record has to print, each once."""
    yield from record.letterhead
    yield from (record.title or "", record.control_number or "", record.subject or "")
    yield from (record.subject_mark or "", record.from_ or "", record.drafting or "")
    yield from (person.printed for person in record.participants)
    yield from dict.fromkeys(person.group or "" for person in record.participants)
    yield from (n for n in record.interpreters if not listed(record.participants, n))
    yield from (n for n in record.notetakers if not listed(record.participants, n))
    found = moments(record)
    yield from (*found.date, *found.time, *found.place, *record.addressees)
    yield from (heading.text for heading in record.headings)
    given = record.classification_block or ClassificationBlock()
    yield from (given.classified_by or "", given.reason or "", given.declassify_on or "")
    if record.declassification:
        yield from (line for line, _ in release(record.declassification))
    if record.holdings:
        kept = record.holdings
        yield from (kept.holder or "", kept.title or "", kept.date or "")


def all_words(texts: Iterable[str]) -> list[str]:
    return [word for text in texts for word in words(text)]
