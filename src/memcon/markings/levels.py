"""Levels, captions and portion marks, as the executive orders have them: pure facts.

A **level** says how secret (``SECRET``); a **caption** says who may see it (``NODIS``) and is no level; a
**portion mark** is a level in short, in brackets, on one paragraph (``(S)``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache

from msgspec import Struct

LEVELS: dict[str, str] = {
    "U": "UNCLASSIFIED",
    "FOUO": "FOR OFFICIAL USE ONLY",
    "OUO": "OFFICIAL USE ONLY",
    "LOU": "LIMITED OFFICIAL USE",
    "SBU": "SENSITIVE BUT UNCLASSIFIED",
    "R": "RESTRICTED",
    "C": "CONFIDENTIAL",
    "S": "SECRET",
    "TS": "TOP SECRET",
}
"""Every level by its portion mark, the lowest first. LOU and its kin are administrative, between U and the
classified levels; RESTRICTED ended on 15 December 1953 (E.O. 10501)."""

_RANK = {"U": 0, "FOUO": 1, "OUO": 1, "LOU": 1, "SBU": 1, "R": 2, "C": 3, "S": 4, "TS": 5}

CAPTIONS: tuple[str, ...] = (
    "NODIS", "EXDIS", "LIMDIS", "STADIS", "CHEROKEE", "NOFORN", "NOCONTRACT", "ORCON", "WNINTEL", "PROPIN",
    "SENSITIVE", "EYES ONLY", "EXCLUSIVELY EYES ONLY", "FOR THE PRESIDENT ONLY", "SUPER SENSITIVE",
    "EXTREMELY SENSITIVE", "PERSONAL AND PRIVATE", "LIMITED ACCESS", "OUTSIDE THE SYSTEM", "ROGER CHANNEL",
    "SPECAT", "COMINT", "CODEWORD", "RESTRICTED DATA", "FORMERLY RESTRICTED DATA", "XGDS", "GDS", "ADS",
    "SECURITY INFORMATION", "LIMITED DISTRIBUTION", "LIMIT DISTRIBUTION",
)  # fmt: skip
"""Words that stand beside a level and are none; schedules of E.O. 11652 (GDS, XGDS, ADS) among them."""

_MARK = re.compile(r"\(\s*(TS|S|C|U|LOU|SBU|OUO|FOUO|R)((?://?|-)[A-Z][A-Z0-9 ,/-]*)?\s*\)")


class Banner(Struct, frozen=True):
    """A banner taken apart."""

    level: str
    captions: tuple[str, ...] = ()


def parse_mark(text: str) -> str | None:
    """The portion mark that `text` is, without brackets: ``(S/NF)`` gives ``S/NF``; None where it is none."""
    found = _MARK.fullmatch(text.strip())
    return (found.group(1) + (found.group(2) or "")).strip() if found else None


def level_of(mark: str) -> str:
    """The level that a portion mark stands for; KeyError for an unknown one."""
    return LEVELS[re.split(r"//?|-", mark, maxsplit=1)[0]]


def rank(mark: str) -> int:
    """The place of a mark's level in the order of secrecy: U 0, LOU 1, R 2, C 3, S 4, TS 5."""
    return _RANK[re.split(r"//?|-", mark, maxsplit=1)[0]]


def highest(marks: Iterable[str]) -> str | None:
    """The mark of the highest level among `marks`, without its caveats; None where there are none."""
    return max((re.split(r"//?|-", m, maxsplit=1)[0] for m in marks), key=rank, default=None)


def roll_up(marks: Iterable[str]) -> str | None:
    """The banner that a paper's portions call for: their highest level (22 CFR 9.12(a)(1))."""
    top = highest(marks)
    return LEVELS[top] if top else None


_SEPARATOR = re.compile(r"\s*(?://?|;|,| [-–—]+ )\s*")


def parse_banner(text: str) -> Banner | None:
    """The level and captions of a banner such as ``SECRET/NODIS/XGDS``; None where it opens with no level.

    What stands beside the level is kept as printed, known caption or not.
    """
    parts = [p for p in _SEPARATOR.split(text.strip().strip("/-–—; ").upper()) if p]
    if not parts:
        return None
    for level in sorted(LEVELS.values(), key=len, reverse=True):
        if parts[0] == level:
            return Banner(level, tuple(parts[1:]))
        if parts[0].startswith(level + " "):
            return Banner(level, (parts[0][len(level) + 1 :], *parts[1:]))
    return None


_LETTERS = re.compile(r"[^A-Z]+")
_BY_LENGTH = tuple(sorted(LEVELS.values(), key=len, reverse=True))


def letters(text: str) -> str:
    """The capitals that `text` holds or would hold, nothing between them: how spaced banners compare."""
    return _LETTERS.sub("", text.upper())


LONGEST = 200
"""Characters beyond which no text is a banner or another mark of a page's edge: to weigh each division of an
endless line would take for ever, and to remember it as much room as the line."""


def nearest_level(text: str) -> str | None:
    """The level word that `text` is, through a pen's stroke or a doubled strike; None where it is none.

    A struck SECRET comes out of OCR as ``SEGRET``, ``-SECREP``, ``S E C R E T``: two letters in three right,
    in a word of about the same length, is the least that a banner keeps.
    """
    return _nearest(text) if len(text) <= 60 else None


@lru_cache(maxsize=4096)
def _nearest(text: str) -> str | None:
    plain = letters(text)
    if len(plain) < 5:
        return None
    best, likeness = None, 0.0
    for level in _BY_LENGTH:
        wanted = letters(level)
        if plain == wanted:
            return level
        if abs(len(plain) - len(wanted)) <= 3:
            ratio = SequenceMatcher(None, plain, wanted, autojunk=False).ratio()
            if ratio > likeness:
                best, likeness = level, ratio
    return best if likeness >= 0.66 else None


def downgraded(text: str) -> str | None:
    """The banner that a paper had, where `text` has it and beside it the lower level that stands now:
    ``SECRET/NODIS`` for ``SECRET/NODIS CONFIDENTIAL``. None for any other text.

    The old one is struck, and may have suffered; the new one is typed or stamped whole.
    """
    return _downgraded(text) if len(text) <= LONGEST else None


@lru_cache(maxsize=4096)
def _downgraded(text: str) -> str | None:
    words = text.split()
    order = list(LEVELS.values())
    for place in range(1, len(words)):
        old, new = " ".join(words[:place]), " ".join(words[place:])
        parsed = parse_banner(old)
        level = parsed.level if parsed else nearest_level(old)
        if level and new in order and order.index(level) > order.index(new) > order.index(LEVELS["U"]):
            return old
    return None
