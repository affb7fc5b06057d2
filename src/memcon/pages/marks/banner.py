"""Level words that OCR could not spell: struck through, doubled, letter-spaced, stamped over.

A level word is one of a dozen, it stands in a banner at the page's top or bottom (or behind ``CLASS:`` and
the like in a cable), in capitals. So a damaged word there is read as the level word it is nearest to; the
printed reading stays in `Word.other`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from msgspec import Struct, structs
from rapidfuzz.distance import Levenshtein

from memcon.markings import LEVELS
from memcon.model import Box, Word

_BAND: Final = 0.14
"""Share of the page's height, at its top and at its bottom, in which banners stand."""
_NEAR_STRUCK: Final = 0.5
_NEAR_BAND: Final = 0.7
_NEAR_ELSEWHERE: Final = 0.75
"""Likeness from which a word is taken for a level word: struck, in a banner's place, elsewhere but struck."""
_LOOKS: Final = str.maketrans("0156842|!€$£QD()[]{}", "OISGBAZIIESEOOCICICI")
"""What OCR makes of capitals with a stroke through them."""
_LEVEL_WORDS: Final = tuple(
    dict.fromkeys([*sorted(LEVELS.values(), key=len, reverse=True), "CLASSIFIED", "TOPSECRET"])
)


class Guess(Struct, frozen=True, gc=False):
    """A level word and how like it the printed one is, 0 to 1."""

    level: str
    likeness: float


def nearest(printed: str) -> Guess:
    """The level word nearest to what is printed, doubled letters and lost ones allowed for."""
    letters = _letters(printed)
    best = Guess("", 0.0)
    if len(letters) < 4:
        return best
    for level in _LEVEL_WORDS:
        bare = level.replace(" ", "")
        for text in {letters, _folded(letters)}:
            likeness = Levenshtein.normalized_similarity(text, _folded(bare))
            if likeness > best.likeness:
                best = Guess(level, likeness)
    return best


def _letters(printed: str) -> str:
    return re.sub(r"[^A-Z0-9|!$£€()\[\]{}]", "", printed.upper())


def _folded(letters: str) -> str:
    """Letters that look alike made one, doubled ones single."""
    alike = letters.translate(_LOOKS)
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[^A-Z]", "", alike).replace("Q", "O").replace("D", "O"))


def level_words(words: Sequence[Word], high: int, tall: float) -> tuple[Word, ...]:
    """`words` with damaged level words spelt right; two words that make one level become one word.

    `high` is the page's height and `tall` that of a capital, in pixels.
    """
    out: list[Word] = []
    at = 0
    while at < len(words):
        for count in (3, 2, 1):
            group = words[at : at + count]
            mended = _mended(group, high, tall) if len(group) == count else None
            if mended is not None:
                out.extend(mended)
                at += count
                break
        else:
            out.append(words[at])
            at += 1
    return tuple(out)


def _mended(group: Sequence[Word], high: int, tall: float) -> list[Word] | None:
    """The level word that neighbouring words make; None where they make none, or are spelt right already."""
    if not _one_row(group, tall):
        return None
    struck = any(w.struck for w in group)
    box = group[0].box
    for word in group[1:]:
        box = box.union(word.box)
    in_band = box.middle < _BAND * high or box.middle > (1 - _BAND) * high
    if not (struck or in_band) or any(w.ink == "hand" for w in group):
        return None
    printed = " ".join(w.text for w in group)
    guess = nearest(printed)
    least = min(_NEAR_STRUCK if struck else 1.0, _NEAR_BAND if in_band else 1.0)
    if struck and not in_band:
        least = _NEAR_ELSEWHERE - 0.2
    if guess.likeness < least or not _capitals(printed, struck) or not _fits(box, guess.level, tall, struck):
        return None
    return _spelt(group, guess, box, printed, struck)


def _spelt(group: Sequence[Word], guess: Guess, box: Box, printed: str, struck: bool) -> list[Word] | None:
    level = "TOP SECRET" if guess.level == "TOPSECRET" else guess.level
    tail = re.search(r"[/,;:\-]+[A-Z/]*$", printed) if "/" in printed else None
    if printed == level or (len(group) > 1 and [w.text for w in group] == level.split()):
        return None
    if tail and len(tail.group()) > 2:
        return None
    first = group[0]
    sure = round(0.55 + 0.4 * guess.likeness, 3)
    parts = level.split()
    step = box.width / len(level)
    out: list[Word] = []
    start = 0
    for part in parts:
        left = round(box.left + start * step)
        own = Box(left, box.top, max(left + 1, round(left + len(part) * step)), box.bottom)
        out.append(structs.replace(
            first, text=part, box=own, other=printed, struck=struck, confidence=sure,
        ))  # fmt: skip
        start += len(part) + 1
    return out


def _one_row(group: Sequence[Word], tall: float) -> bool:
    """Whether words stand side by side."""
    return all(
        abs(a.box.middle - b.box.middle) < 0.6 * tall and -0.5 * tall < b.box.left - a.box.right < 2.6 * tall
        for a, b in pairwise(group)
    )


def _capitals(printed: str, struck: bool) -> bool:
    """Whether what is printed is in capitals, as far as damage lets it be seen."""
    letters = [c for c in printed if c.isalpha()]
    share = sum(c.isupper() for c in letters) / max(1, len(letters))
    return share >= (0.4 if struck else 0.7)


def _fits(box: Box, level: str, tall: float, struck: bool) -> bool:
    """Whether the box is as wide as the level word would be in a type of its height."""
    unit = max(tall, 0.8 * box.height) if not struck else tall
    wide = box.width / (unit * len(level))
    return 0.4 <= wide <= 2.6
