"""Banners with captions that a stroke or wear has spoilt: ``SECRET/NODIS/XGDS`` read as the whole it is.

A level and its captions are typed as one word, and both come from short lists. Together they are long, so
that a third of the letters may be wrong and it is still clear which they were.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import permutations
from typing import Final

from msgspec import Struct
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from memcon.markings import CAPTIONS, LEVELS, parse_banner

_LEVELS: Final = ("TS", "S", "C", "LOU", "U")
_CAPTIONS: Final = (
    "NODIS", "EXDIS", "LIMDIS", "STADIS", "NOFORN", "NOCONTRACT", "ORCON", "WNINTEL", "SENSITIVE",
    "EYES ONLY", "XGDS", "GDS", "SPECAT", "COMINT", "CODEWORD", "RESTRICTED DATA",
)  # fmt: skip
"""Those that are typed behind a level, between strokes: State's, the Defense Department's and the White
House's of 1950-2001."""
_SHORTEST: Final = 9
_HEAD: Final = 0.5
"""Likeness of what stands first to the level."""


class Captioned(Struct, frozen=True, gc=False):
    """A level with its captions, as typed, and how like it the printed words are (0 to 1)."""

    text: str
    likeness: float


def captioned(printed: str, least: float) -> Captioned | None:
    """The level with captions nearest to `printed`, by likeness `least` at least; None where none is."""
    plain = re.sub(r"[^A-Z0-9/]", "", printed.upper())
    if len(plain) < _SHORTEST:
        return None
    found = process.extractOne(
        plain, _all().keys(), scorer=Levenshtein.normalized_similarity, score_cutoff=least
    )
    if found is None:
        return None
    text = _all()[found[0]]
    level = re.sub(r"[ ]", "", text.split("/")[0])
    head = Levenshtein.normalized_similarity(plain[: len(level)], level)
    return Captioned(text, float(found[1])) if head >= _HEAD else None


def is_captioned(printed: str) -> bool:
    """Whether a banner with captions is spelt right already."""
    parsed = parse_banner(printed)
    return parsed is not None and bool(parsed.captions) and all(c in CAPTIONS for c in parsed.captions)


@cache
def _all() -> dict[str, str]:
    """Each level with one caption or two, by its letters and strokes."""
    tails = [*_CAPTIONS, *("/".join(pair) for pair in permutations(_CAPTIONS, 2))]
    texts = [f"{LEVELS[level]}/{tail}" for level in _LEVELS for tail in tails]
    return {text.replace(" ", ""): text for text in texts}
