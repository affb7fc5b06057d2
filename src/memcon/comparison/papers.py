"""A paper as a row of words, each with its doubts and its passage, the withheld passages between them.

Letter case, punctuation and accents are no part of a word's `Token.key`: typists and printers differ in them.
Words part at blanks, and after hyphens and dashes, so that a word that one copy breaks at a line's end is the
same as one that is whole.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from msgspec import Struct

from memcon.comparison.results import Gap
from memcon.model import Box, Record


class Token(Struct, frozen=True, gc=False):
    """One word, or one withheld passage."""

    key: str
    """The word without case, accents and punctuation; empty for a gap, and for what has no letter."""
    text: str
    page: int
    passage: int
    """Which of the paper's `Stretch`es it stands in."""
    confidence: float = 1.0
    other: str = ""
    """The key of the reading that was not kept."""
    pictured: bool = False
    """It was read from a page's image, so that letters may be misread."""
    box: Box | None = None
    line: int = -1
    glued: bool = False
    """No blank stands behind it."""
    gap: Gap | None = None


class Stretch(Struct, frozen=True, gc=False):
    """A paragraph, speech, heading or field of one paper."""

    kind: str
    """``turn``, ``direction``, ``paragraph``, ``heading``; in the paper's frame the name of the field;
    ``other`` for what no rule understood."""
    page: int
    speaker: str | None = None
    mark: str | None = None
    struck: bool = False
    sure: float = 1.0
    """How sure the mark is."""


BODY = frozenset({"turn", "direction", "paragraph", "heading"})
"""The kinds of stretch that are a paper's text proper."""


class Numbering(Struct, frozen=True, gc=False):
    """What the printed numbers of a paper's pages say of them."""

    lacking: frozenset[int] = frozenset()
    """Pages before which others are missing."""
    following: frozenset[int] = frozenset()
    """Pages that follow on the one before."""


class Paper(Struct, frozen=True):
    """A paper ready to be compared."""

    name: str
    record: Record
    tokens: tuple[Token, ...]
    stretches: tuple[Stretch, ...]
    pictured: bool = False
    """It was read from images, at least in part."""
    numbering: Numbering = Numbering()

    def page_ends(self, place: int) -> bool:
        """Whether a page ends before the word at `place` behind which others may be missing, or the paper
        begins or ends there."""
        if place in (0, len(self.tokens)):
            return True
        page = self.tokens[place].page
        return self.tokens[place - 1].page != page and page not in self.numbering.following


_PARTS = re.compile(r"[^-‐‑–—/~]+[-‐‑–—/~]*|[-‐‑–—/~]+")
_SIGNS = re.compile(r"\W*[?~*_|]{3,}\W*")
_DROPPED = re.compile(r"[\W_]+")


@lru_cache(maxsize=65536)
def key_of(text: str) -> str:
    """A word without case, accents, punctuation; signs that stand for one that could not be read are one."""
    if _SIGNS.fullmatch(text):
        return "illegible"
    plain = text.lower()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain)
    return _DROPPED.sub("", plain)


def parts(text: str) -> list[str]:
    """The words in a printed word: ``follow-on`` is two, ``--`` none."""
    return [part for part in _PARTS.findall(text) if key_of(part)]
