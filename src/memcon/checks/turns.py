"""Checks of a dialogue: turns that run together, labels that are lost, speeches that are too long."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from memcon.checks.paper import Paper, Passage
from memcon.checks.roster import is_initials, without_aside
from memcon.model import Diagnostic, Turn

_PAGE_OF_WORDS = 600
"""A typed page in one column holds fewer words than this."""
_ANSWER = re.compile(
    r"(?:Yes|No|Yeah|Certainly|Of course|I agree|That is (?:right|correct|true)|"
    r"That's (?:right|correct|true)|Absolutely|Not yet|Exactly)\b[,.!]",
)


def check(paper: Paper) -> Iterator[Diagnostic]:
    """What is wrong or doubtful in who says what."""
    turns = paper.record.turns
    labels = list(dict.fromkeys(without_aside(t.speaker) for t in turns if t.speaker))
    if not paper.is_talk or len(labels) < 2:
        return
    yield from _run_together(paper, labels)
    yield from _lost(paper, labels)
    yield from _long(paper)
    yield from _own_answers(paper)


def _run_together(paper: Paper, labels: list[str]) -> Iterator[Diagnostic]:
    """T01: a speaker's label inside a paragraph."""
    names = "|".join(re.escape(label) for label in labels if not is_initials(label))
    inner = re.compile(rf"[.?!)\"”]\s+(?P<label>(?:{names})\s?:)\s") if names else None
    for passage in paper.passages:
        text = passage.paragraph.text
        found = inner.search(text) if inner and ":" in text else None
        if found:
            yield paper.find(
                "T01",
                f"“{found['label']}” stands inside a paragraph: two turns run together",
                paper.within(passage.paragraph.span, text, *found.span("label")),
                page=passage.paragraph.page,
                evidence=_around(text, found.start()),
                suggestion="A new turn begins here",
            )


def _around(text: str, at: int) -> str:
    return text[max(0, at - 40) : at + 40].strip()


def _lost(paper: Paper, labels: list[str]) -> Iterator[Diagnostic]:
    """T02: a paragraph that opens with a label short of its colon, or speech before any label."""
    names = "|".join(re.escape(label) for label in labels if not is_initials(label))
    opens = re.compile(rf"(?:{names})\s*[;.]\s+(?=[A-Z\"“])") if names else None
    for n, turn in enumerate(paper.record.turns):
        if n == 0 and turn.speaker is None and _is_speech(turn):
            yield paper.find(
                "T02",
                "the talk opens with a paragraph that no label gives to anybody",
                turn.paragraphs[0].span,
                page=turn.page,
                evidence=turn.paragraphs[0].text[:80],
            )
        for paragraph in turn.paragraphs[1:] if turn.speaker else turn.paragraphs:
            found = opens.match(paragraph.text) if opens else None
            if found:
                yield paper.find(
                    "T02",
                    f"“{found.group().strip()}” looks like a label that has lost its colon",
                    paper.within(paragraph.span, paragraph.text, *found.span()),
                    page=paragraph.page,
                    evidence=paragraph.text[:80],
                    suggestion="A new turn begins here",
                )


def _is_speech(turn: Turn) -> bool:
    """Whether a turn without a speaker is words said, and no stage direction or summary."""
    text = turn.paragraphs[0].text if turn.paragraphs else ""
    return bool(text) and text[0] not in "([{" and bool(re.search(r"\b(?:I|we|you|your|my)\b", text))


def _long(paper: Paper) -> Iterator[Diagnostic]:
    """T03: a speech longer than a page, in which a label may be lost."""
    for turn in paper.record.turns:
        words = sum(len(p.text.split()) for p in turn.paragraphs)
        if turn.speaker and words > _PAGE_OF_WORDS:
            yield paper.find(
                "T03",
                f"{without_aside(turn.speaker)} speaks for {words} words, more than a page",
                turn.label,
                page=turn.page,
                evidence=f"{len(turn.paragraphs)} paragraphs",
                suggestion="A label may be lost",
            )


def _own_answers(paper: Paper) -> Iterator[Diagnostic]:
    """T04: a question at a paragraph's end, answered at the next one's start by the same speaker."""
    for asked, answered in pairwise(paper.passages):
        if (
            asked.paragraph.text.endswith("?")
            and _same(asked, answered)
            and _ANSWER.match(answered.paragraph.text)
        ):
            speaker = without_aside(answered.turn.speaker or "") if answered.turn else ""
            yield paper.find(
                "T04",
                f"{speaker} answers the question that {speaker} has asked: a label may be lost",
                answered.paragraph.span,
                page=answered.paragraph.page,
                evidence=f"{asked.paragraph.text[-80:]} {answered.paragraph.text[:80]}",
            )


def _same(one: Passage, other: Passage) -> bool:
    if one.turn is None or other.turn is None or not one.turn.speaker:
        return False
    return one.turn.speaker == other.turn.speaker
