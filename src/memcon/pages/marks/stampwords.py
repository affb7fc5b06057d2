"""What stamps say: those of release, of libraries, of level and handling, and those that date or number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from msgspec import Struct
from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

_WORDS: Final = (
    "DECLASSIFIED", "PHOTOCOPY", "UNCLASSIFIED", "EXCISE", "EXCISED", "MICROFILM", "RECEIVED", "SADIXED",
    "RELEASED", "SANITIZED", "SECRET", "CONFIDENTIAL", "NODIS", "EXDIS", "NOFORN", "SENSITIVE",
)  # fmt: skip
_PHRASES: Final = (
    "PER E.O. 1", "E.O. 12958", "E.O. 13526", "LIBRARY PHOTOCOPY", "EYES ONLY", "TOP SECRET",
    "RELEASE IN FULL", "RELEASE IN PART", "APPROVED FOR RELEASE", "STATE A/CDC/MR", "REVIEW PANEL",
    "DECLASSIFY IN PART",
)  # fmt: skip
_ALIKE: Final = 82
"""Likeness, of 100, from which print says one of these."""
_PUNCHED: Final = ("DECLASSIFIED", "UNCLASSIFIED", "SANITIZED", "CANCELLED", "RELEASED")
_DOTS_ALIKE: Final = 0.5
"""Likeness from which a row of holes is one of a few words: half of its letters come out."""
_ORDER: Final = re.compile(r"(?<!\d)1[0-9]{4}(?!\d)")
_CITES: Final = re.compile(r"\bPER\b|\bE\W{0,2}[O0]\b")


_DATED: Final = re.compile(
    r"\b(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]?\b\W{0,3}\d|"
    r"\d\W{0,3}\b(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)\b"
)
_NUMBERED: Final = re.compile(r"\d{6,8}")
"""A numbering machine's impression."""


class Punched(Struct, frozen=True, gc=False):
    """A punched word and how like it the holes are, from 0 to 1."""

    text: str
    likeness: float


def says_stamp(said: Sequence[str]) -> bool:
    """Whether words, in reading order, are a stamp's."""
    if any(fuzz.ratio(text.strip(".,"), "LIBRARY") >= _ALIKE for text in said):
        return True
    plain = [text.upper().strip(".,:;()[]") for text in said]
    phrase = " ".join(plain)
    if _DATED.search(" ".join(said)) or _NUMBERED.fullmatch(phrase):
        return True
    return any(fuzz.ratio(a, b) >= _ALIKE for a in plain for b in _WORDS) or any(
        len(phrase) >= len(known) - 2 and fuzz.partial_ratio(known, phrase) >= _ALIKE for known in _PHRASES
    )


def lacks_order(said: Sequence[str]) -> bool:
    """Whether a stamp cites an executive order whose number is not among its words."""
    text = " ".join(said)
    return bool(_CITES.search(text)) and not _ORDER.search(text)


def has_order(said: Sequence[str]) -> bool:
    """Whether there is an executive order's number among the words."""
    return bool(_ORDER.search(" ".join(said)))


def punched(said: Sequence[str]) -> Punched:
    """The word that a row of holes says, by what OCR makes of them; none (``""``) where it is like none."""
    letters = re.sub(r"[^A-Z]", "", "".join(said).upper())
    best = max(
        (Punched(word, Levenshtein.normalized_similarity(letters, word)) for word in _PUNCHED),
        key=lambda p: p.likeness,
    )
    return best if best.likeness >= _DOTS_ALIKE else Punched("", best.likeness)
