"""How alike two readings look, and whether they can be one word misread."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import Indel, Levenshtein

_PAIRS = (
    "o0 oc oe oa ec ea ao au as s5 s8 sz s3 53 83 b8 b6 68 hb hk hn nu nr uv vy vw wm mn li l1 i1 ij "
    "lt tf tr it fi lf gq g9 gy q9 fr dc da 0q 08 0d od z2 7t 71 41 4a ce cg 56 69 xk nx 3e 2z ii"
)
CONFUSED = frozenset(frozenset(pair) for pair in _PAIRS.split())
"""Letters and figures that readers of worn type take for one another."""
_MELTED = (("rn", "m"), ("nn", "m"), ("ri", "n"), ("vv", "w"), ("cl", "d"), ("li", "h"), ("fi", "h"),
           ("ii", "n"))  # fmt: skip
"""Letters that run together, and what they are then taken for."""
_SHORT = (
    "a i am an as at be by do go he if in is it me my no of oh ok on or so to up us we act add age ago "
    "aid aim air all and any are arm ask bad ban bar bay be big bit boy but buy can car cup cut dam day "
    "did die due eat end era eye far few fly for fun gas get god got gun had has hat her him his hit hot "
    "how ice ill its jet job joy key kid law lay led let lie lot low man map may men met mrs net new nor "
    "not now oil old one our out own pay per put ran red rid row run sad saw say sea see set she sir sit "
    "six sky son sum sun tax tea ten the tie too top try two use van via war was way wet who why win won "
    "yes yet you"
)
SHORT = frozenset(_SHORT.split())
"""Words of up to three letters: a dictionary has so many more, names and abbreviations among them, that it
takes nearly every misreading of these for one."""
_THIN = frozenset("il1jtr")
"""Letters that a speck makes and a fault swallows."""
_WORDLIKE = re.compile(r"(?=.*[aeiouy])[^\W\d_]+")


UNREAD = re.compile(
    r"\[?(?:illegible|unreadable|unintelligible|blurred)[\])]?\W*|\W*[?~*_|]{3,}\W*", re.IGNORECASE
)
"""What a transcriber writes where a word cannot be read."""
_DAMAGED = re.compile(r"[~|^\\<>{}=*]|\w(?:\?{2,}|\.{3,}|_{2,})|(?:\?{2,}|_{2,})\w")
"""Signs in a word that no typist sets: letters that could not be read."""


@lru_cache(maxsize=65536)
def is_damaged(text: str) -> bool:
    """Whether a word, or a part of it, was not read: ``[illegible]``, ``????``, ``~ef|``, ``w....``."""
    return bool(UNREAD.fullmatch(text) or _DAMAGED.search(text))


@lru_cache(maxsize=65536)
def melted(key: str) -> str:
    """A word's key with letters that run together as what they are taken for."""
    for pair, one in _MELTED:
        key = key.replace(pair, one)
    return key


@lru_cache(maxsize=65536)
def misreadable(one: str, other: str) -> bool:
    """Whether worn type alone can make two keys of one word: each letter in which they differ is one that is
    taken for the other, and most letters do not differ."""
    a, b = melted(one), melted(other)
    edits = Levenshtein.editops(a, b)
    if not edits:
        return True
    if len(edits) > max(1, min(len(a), len(b)) // 3):
        return False
    for edit in edits:
        if edit.tag == "replace":
            if frozenset((a[edit.src_pos], b[edit.dest_pos])) not in CONFUSED:
                return False
        elif (a[edit.src_pos] if edit.tag == "delete" else b[edit.dest_pos]) not in _THIN or min(
            len(a), len(b)
        ) < 4:
            return False
    return True


@lru_cache(maxsize=262144)
def likeness(one: str, other: str) -> float:
    """From 0 to 1, the share of letters that two keys have in common, in order; 0 where one is empty."""
    if not one or not other:
        return 0.0
    if one == other:
        return 1.0
    plain = Indel.normalized_similarity(one, other)
    if plain < 0.9 and misreadable(one, other):
        return 0.9
    return plain


def is_short_word(key: str) -> bool:
    """Whether a key of up to three letters is one of the usual words."""
    return key in SHORT


def is_wordlike(key: str) -> bool:
    """Whether a key has a word's shape: letters alone, a vowel among them."""
    return bool(_WORDLIKE.fullmatch(key))
