"""Who speaks: labels before a colon, told from the colons of ordinary prose.

A label counts where something besides its shape speaks for it: it names a participant, it opens with a
title, it is the initials of a telephone transcript, it is underlined, or it comes again (domain rules 4.3,
8.11-8.15).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec import Struct

from memcon.model import Participant
from memcon.record.people import NAME_WORD, TITLES, bare_name

_LABEL = re.compile(
    r"^(?P<name>[A-Z][^:;()\[\]\n]{0,70}?)(?P<aside>(?:\s*[(\[][^)\]\n]{1,90}[)\]])*)\s?"
    r"(?::[.,]?|(?<=^[A-Z]);|(?<=^[A-Z]{2});)(?=\s|$|[A-Z“\"])"
)
_WORN = re.compile(r"(?<=\s)[‘’'`]+(?=[A-Z])|(?<=^Dr),|(?<=^Mr),|(?<=^Mrs),|(?<=^Ms),")
"""Specks and commas that OCR has put into a label: ``Prime ‘Minister``, ``Dr, Smith``."""
_SPECK = re.compile(r"[‘'`|·]\s?(?=[A-Z][a-z])")
"""A speck of the film before a label, which OCR reads as a quotation mark or a stroke."""
_NAME_SHAPE = re.compile(
    rf"^(?:(?:the|The|THE)\s+)?(?:{NAME_WORD}|of|for|the|and|to|&|,|/|-|FM|PM|VM)"
    rf"(?:[\s/-]+(?:{NAME_WORD}|of|for|the|and|to|&|,|/|-)){{0,8}}$"
)
_INITIALS = re.compile(r"^(?:[A-Z]{1,4}|(?:[A-Z]\.){1,3}|[A-Z]/[A-Z])$")
_TITLE_WORDS = frozenset(
    word.strip(".").lower() for title in TITLES for word in title.split() if len(word) > 1
) | {
    "voice",
    "speaker",
    "interpreter",
    "translator",
    "operator",
    "side",
    "all",
    "others",
    "participants",
    "aide",
}
_NOT_LABELS = frozenset(
    re.findall(
        r"\S+",
        """
    first second third fourth fifth finally lastly then note notes question questions answer comment
    comments summary conclusion conclusions background attachment attachments subject participants
    date place time example result point points issue issues option options analysis recommendation
    recommendations action objective objectives purpose reference references re ps p.s conclusion
    decision decisions agreed next therefore however problem alternative alternatives part section
    article para paragraph tab page enclosure text begin end quote unquote resolution proposal
    proposals one two three four five namely here today tomorrow yesterday monday tuesday wednesday
    thursday friday saturday sunday now thus also again as follows source from to
    """,
    )
)


class SpokenLabel(Struct, frozen=True):
    """A label as it stands at a paragraph's start."""

    speaker: str
    """As printed before the colon, an aside in brackets included."""
    key: str
    """The name alone, in lower case, for counting."""
    end: int
    """Where the speech begins, in characters of the paragraph's text."""


def label_at(text: str) -> SpokenLabel | None:
    """The label that `text` may open with, by its shape alone."""
    speck = _SPECK.match(text)
    start = speck.end() if speck else 0
    match = _LABEL.match(text[start:])
    if match is None:
        return None
    name = re.sub(r"\s+", " ", match["name"]).strip()
    shape = _WORN.sub("", name)
    if len(name.split()) > 9 or not _NAME_SHAPE.match(shape):
        return None
    end = start + match.end()
    end += len(text[end:]) - len(text[end:].lstrip())
    speaker = re.sub(r"\s+", " ", match.group()).rstrip()
    speaker = re.sub(r"\s?[:;][.,]?$", "", speaker.strip())
    return SpokenLabel(speaker, shape.lower(), end)


class Speakers:
    """Which labels of a paper are speakers' labels."""

    def __init__(
        self,
        labels: Sequence[SpokenLabel],
        participants: Iterable[Participant],
        underlined: Iterable[str] = (),
        openings: Iterable[str] = (),
    ) -> None:
        self._counts = Counter(label.key for label in labels)
        self._names = _names(participants)
        self._underlined = set(underlined)

    def accepts(self, label: SpokenLabel, dialogue: bool = False) -> bool:
        """Whether `label` is a speaker's; in a paper known to be a `dialogue` its shape may be enough."""
        words = [w.strip(".,'’") for w in re.split(r"[\s/]+", label.key)]
        if not words or words[0] in _NOT_LABELS or len(label.key) > 60:
            return False
        if label.key in self._underlined or _INITIALS.match(label.speaker.split(" (")[0]):
            return True
        if set(words) & (self._names | _TITLE_WORDS):
            return True
        if self._counts[label.key] >= 2:
            return True
        return dialogue and len(words) <= 4 and all(w[:1].isupper() for w in _printed_words(label))


def _printed_words(label: SpokenLabel) -> list[str]:
    name = re.sub(r"\s*[(\[].*", "", label.speaker)
    return [w for w in name.split() if w not in ("of", "the", "and", "de", "von", "van", "al", "for", "to")]


def _names(participants: Iterable[Participant]) -> set[str]:
    words: set[str] = set()
    for person in participants:
        name = person.name or bare_name(person.printed) or ""
        words.update(w.strip(".,'’").lower() for w in name.split() if len(w.strip(".,")) > 2)
    return words


def is_dialogue(labelled: Sequence[bool]) -> bool:
    """Whether paragraphs, each labelled with a speaker or not, make a dialogue.

    Speeches run on for several paragraphs without a label, so a sixth of them is enough where there are
    several or where the first paragraph has one; two are, where they are most of the paper.
    """
    count, share = sum(labelled), sum(labelled) / max(1, len(labelled))
    opened = any(labelled[:2])
    return count >= 2 and (share >= 0.4 or (share >= 0.16 and (count >= 4 or opened)))
