"""The head of a paper whose encoders kept its lines as paragraphs: subject, those present, copies.

Volumes that show pictures of the papers beside the text (the electronic ones of FRUS) often mark the head as
it was typed: ``<p>PARTICIPANTS:</p>``, and a paragraph for each person. What such a paragraph is follows from
its place: it stands before the first paragraph of the body, below a line that says what it lists.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from memcon.exports.tei.names import tag, text_of
from memcon.exports.tei.parts import Part
from memcon.exports.tei.reading import Reading
from memcon.exports.tei.speakers import is_aside, label_of
from memcon.model import Piece, Span

LEADING = re.compile(
    r"^(?:subj(?:ect)?|place|date|time|participants?|present|classification|ref(?:erence)?s?|copies to)"
    r"\b[^:]{0,30}:"
    r"|^(?:top secret|secret|confidential|unclassified|limited official use)\b[^a-z]*$"
    r"|^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?(?:\d{1,2} )?(?:january|february|march|april|may"
    r"|june|july|august|september|october|november|december)\b[ \d,]*$"
    r"|^[\d: .apmAPM–-]+$",
    re.IGNORECASE,
)
"""A line of a typed head."""
LETTERHEAD = re.compile(
    r"^(?:the white house|washington|department of state|national security council)\W*$", re.IGNORECASE
)
TITLE = re.compile(
    r"^(?:MEMORANDUM|TELEPHONE|RECORD|MINUTES|TRANSCRIPT)\b[^a-z]*$"
    r"|^Memorandum of (?:Tele\w+ )?Conversation$"
)
_PEOPLE = re.compile(r"^(?:participants?|present)\W*$", re.IGNORECASE)
_COPIES = re.compile(r"^(?:copies to|distribution|cc)\W*$", re.IGNORECASE)
_SUBJECT = re.compile(r"^subj(?:ect)?\s*:\s*", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<!\bJr)(?<!\bSr)(?<!\bU\.S)[.?!:]$")
_PERSON = 130
"""Letters of the longest line that still names a person with an office."""
_OFFICES = 40
"""Letters of the longest line that still names offices which get copies."""


def take_head(reading: Reading, found: Sequence[Part]) -> str | None:
    """Give the paragraphs of a typed head the role that they have; the subject, where one is typed.

    Paragraphs that name persons become items of a list of participants, with the side under which they
    stand. The first paragraph of the body ends the head.
    """
    subject: str | None = None
    listing, listed = "", False
    group: str | None = None
    for at, part in enumerate(found):
        if part.attached or part.role in ("head", "signed"):
            break
        if part.role != "p":
            listed = listed or part.role == "participants"
            continue
        text = part.text(reading.sheets)
        if _PEOPLE.match(text):
            listing, group, listed = "participants", None, True
            _becomes(part, listing, None, opens=True)
        elif _COPIES.match(text):
            listing = "field"
        elif _SUBJECT.match(text) and subject is None and len(text) < 2 * _PERSON:
            subject, listing = _subject(reading, part, text), ""
        elif LEADING.match(text) or LETTERHEAD.match(text) or TITLE.match(text):
            listing = ""
        elif listing and _is_listed(text, listing):
            side = listing == "participants" and _is_side(part, text)
            group = text if side else group
            _becomes(part, listing, group, opens=side)
        elif listed and _is_listed(text, "participants") and _goes_on(reading, found[at + 1 : at + 3]):
            _becomes(part, "participants", group, opens=False)
        else:
            break
    return subject


def _goes_on(reading: Reading, behind: Sequence[Part]) -> bool:
    """Whether the head goes on: one of the next paragraphs is a line of it."""
    return any(part.role == "p" and LEADING.match(part.text(reading.sheets)) for part in behind)


def _subject(reading: Reading, part: Part, text: str) -> str | None:
    opened = _SUBJECT.match(text)
    start = opened.end() if opened else 0
    first, *rest = part.span(reading.sheets).pieces
    span = Span((Piece(first.line, min(start, first.end), first.end), *rest))
    part.role = "taken"
    reading.put("subject", part)
    if text[start:]:
        reading.note("subject", span)
    return text[start:] or None


def _becomes(part: Part, role: str, group: str | None, *, opens: bool) -> None:
    part.role, part.title, part.group, part.opens = role, "PARTICIPANTS", None if opens else group, opens


def _is_listed(text: str, listing: str) -> bool:
    """Whether a line may name a person, or offices: it is short, says no sentence and opens no speech."""
    if len(text) > (_PERSON if listing == "participants" else _OFFICES) or _SENTENCE.search(text):
        return False
    label = label_of(text)
    spoken = label is not None and not re.match(r"(?:interpreter|translator|note-?taker)s?\b", label[0], re.I)
    return not is_aside(text) and not spoken


def _is_side(part: Part, text: str) -> bool:
    """Whether a line names a country or a side: one word without a person in it, or all an abbreviation."""
    inner = [child for child in part.element if tag(child) not in ("note", "pb", "lb", "")]
    if any(tag(child) == "persName" for child in inner):
        return False
    short = len(inner) == 1 and tag(inner[0]) == "gloss" and text_of(inner[0]) == text
    return short or len(text.split()) == 1 or bool(re.search(r"\b(?:side|delegation|party)$", text, re.I))
