"""Checks of the people: who speaks, who is listed, how a name is spelt, which office was held that day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from memcon.checks.offices import held_then
from memcon.checks.paper import Paper
from memcon.checks.roster import (
    ROLES,
    Entry,
    Roster,
    folded,
    is_initials,
    name_words,
    spelling_of,
    without_aside,
    words_of,
)
from memcon.model import Diagnostic, Span, Turn

_TITLED = re.compile(
    r"\b(?:President|Prime Minister|Chancellor|Premier|Chairman|(?:Foreign |Defense )?Minister|Secretary|"
    r"Ambassador|General|Senator|Mr\.|Mrs\.|Ms\.|Dr\.)\s+(?P<name>[A-Z][a-z]+(?:[-'’][A-Za-z]+)?)"
)

_LITTLE = frozenset({"and", "of", "for", "to", "the"})
_SUBJECTS = frozenset({
    "agreement", "agreements", "aid", "ban", "commission", "conference", "cooperation", "issue", "issues",
    "limitation", "limitations", "negotiations", "policy", "question", "questions", "relations", "statement",
    "subject", "subjects", "summary", "talks", "trade", "treaty", "visit",
})  # fmt: skip
"""What a heading is about, and no speaker is called."""
_MANY = 3
"""So many labels that are nobody's name are the headings of a list."""


def check(paper: Paper) -> Iterator[Diagnostic]:
    """What is wrong or doubtful about the people of a paper."""
    if not paper.is_talk:
        return
    roster = Roster(paper.record)
    labels = _labels(paper)
    yield from _strangers(paper, roster, labels)
    yield from _silent(paper, roster, labels)
    yield from _spellings(paper, roster, labels)
    yield from _ambiguous(paper, roster, labels)
    yield from _twice(paper, roster)
    yield from held_then(paper, roster)


def _labels(paper: Paper) -> dict[str, Turn]:
    """Every speaker's label, an aside taken off, with the first turn that bears it."""
    found: dict[str, Turn] = {}
    for turn in paper.record.turns:
        if turn.speaker:
            found.setdefault(without_aside(turn.speaker), turn)
    return found


def _strangers(paper: Paper, roster: Roster, labels: dict[str, Turn]) -> Iterator[Diagnostic]:
    """N01: a speaker who is not listed, nor mentioned as one who came in."""
    if len(roster.participants) < 2:
        return
    joined = {
        w
        for turn in paper.record.turns
        if not turn.speaker
        for p in turn.paragraphs
        for w in words_of(p.text)
    }
    sides = {w for e in roster.entries for w in (*words_of(e.group or ""), *e.words)}
    topics = _topics(paper, labels)
    for label, turn in labels.items():
        names = name_words(label)
        if label in topics:
            continue
        if not names or is_initials(label) or set(words_of(label)) & ROLES:
            continue
        if set(names) & (joined | sides) or roster.named(label):
            continue
        other = _other_spelling(label, labels)
        if other:
            yield paper.find("N03", f"{label} here is {other} elsewhere", turn.label, page=turn.page)
            continue
        yield paper.find(
            "N01",
            f"{label} speaks but is not in the list of participants",
            turn.label,
            page=turn.page,
            evidence="; ".join(e.printed for e in roster.participants),
            suggestion="The list may be short of a name, the label misread, or the page from another paper",
        )


def _topics(paper: Paper, labels: dict[str, Turn]) -> set[str]:
    """Headings taken for speakers: several words, no title; a subject's, or many that are nobody's name."""
    untitled = [
        label
        for label in labels
        if len(words_of(label)) > 1 and set(words_of(label)) - set(name_words(label)) <= _LITTLE
    ]
    nobody = {x for x in untitled if not any(map(paper.authority.is_family, name_words(x)[-1:]))}
    subjects = {x for x in untitled if words_of(x)[-1] in _SUBJECTS}
    return subjects | nobody if len(nobody) >= _MANY else subjects


def _other_spelling(label: str, labels: dict[str, Turn]) -> str | None:
    """The label that this one is a slip for: the same titles, and a name of a letter's difference."""
    names, titles = name_words(label), set(words_of(label)) - set(name_words(label))
    for other in labels:
        theirs = name_words(other)
        alone = other != label and len(names) == len(theirs) == 1 and len(names[0]) > 2
        same = titles and titles == set(words_of(other)) - set(theirs)
        if alone and same and Levenshtein.distance(names[0], theirs[0], score_cutoff=1) == 1:
            return other
    return None


def _silent(paper: Paper, roster: Roster, labels: dict[str, Turn]) -> Iterator[Diagnostic]:
    """N02: on the telephone two people talk; one of two who never does has lost his label."""
    talkers = [e for e in roster.participants if e.role is None]
    if paper.record.form != "telcon" or len(talkers) != 2 or not labels or any(map(is_initials, labels)):
        return
    heard = [entry for label in labels for entry in roster.named(label)]
    for entry in talkers:
        if entry not in heard and any(other in heard for other in talkers):
            yield paper.find(
                "N02",
                f"{entry.printed} is on the line but never speaks",
                entry.span,
                evidence="; ".join(labels),
                suggestion="A label may be lost, so that two people's words stand under one name",
            )


def _spellings(paper: Paper, roster: Roster, labels: dict[str, Turn]) -> Iterator[Diagnostic]:
    """N03: one name in two spellings, in lists, labels, subject, and behind titles in the text."""
    known = {w: e for e in roster.entries for w in e.names}
    words = {w for e in roster.entries for w in e.words}
    told: set[str] = set()
    for printed, span in _printed_names(paper, labels):
        word = folded(printed)
        if word in words or word in told:
            continue
        near = _nearest(word, known)
        if near is not None:
            told.add(word)
            listed = _as_printed(near, known[near].printed)
            yield paper.find(
                "N03",
                f"{printed} here is {listed} in the list of people",
                span,
                evidence=known[near].printed,
                suggestion=f"Two spellings of one name: search for both; the list has {listed}",
            )


def _nearest(word: str, known: dict[str, Entry]) -> str | None:
    """The known name of which `word` is another spelling."""
    near = [other for other in known if spelling_of(word, other)]
    return max(near, key=lambda other: fuzz.ratio(word, other), default=None)


def _as_printed(word: str, printed: str) -> str:
    return next(
        (w.strip(".,;()") for w in printed.split() if folded(w.strip(".,;()")) == word), word.capitalize()
    )


def _printed_names(paper: Paper, labels: dict[str, Turn]) -> Iterator[tuple[str, Span]]:
    """Names as printed with their places: of labels, of the subject, behind titles in the text."""
    for label, turn in labels.items():
        names = name_words(label)
        if names and not is_initials(label):
            last = next(
                w for w in reversed(label.split()) if folded(w) == names[-1] or names[-1] in folded(w)
            )
            yield last.strip(".,"), turn.label
    for found in _TITLED.finditer(paper.record.subject or ""):
        yield found["name"], paper.place(found["name"], "subject")
    for passage in paper.passages:
        text = passage.paragraph.text
        for found in _TITLED.finditer(text):
            yield found["name"], paper.within(passage.paragraph.span, text, *found.span("name"))


def _ambiguous(paper: Paper, roster: Roster, labels: dict[str, Turn]) -> Iterator[Diagnostic]:
    """N06: a label that fits two of those listed."""
    for label, turn in labels.items():
        names = name_words(label)
        if len(names) != 1:
            continue
        fitting = [e for e in roster.entries if e.surname == names[0]]
        titles = set(words_of(label)) - {*names, "the", "mr", "mrs", "ms", "miss", "dr"}
        narrower = [e for e in fitting if titles and titles <= e.words]
        if len(fitting) > 1 and len(narrower) != 1:
            yield paper.find(
                "N06",
                f"{label} may be any of {len(fitting)} people in the list",
                turn.label,
                page=turn.page,
                evidence="; ".join(e.printed for e in fitting),
            )


def _twice(paper: Paper, roster: Roster) -> Iterator[Diagnostic]:
    """N07: the same person twice in the list of participants."""
    for first, second in combinations(roster.participants, 2):
        if len(first.names) > 1 and first.names == second.names:
            yield paper.find(
                "N07",
                f"{second.printed} stands twice in the list of participants",
                second.span,
                evidence=f"{first.printed}; {second.printed}",
            )
