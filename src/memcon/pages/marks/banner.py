"""Level words that OCR could not spell: struck through, doubled, letter-spaced, stamped over.

A level word is one of a dozen, it stands in a banner at the page's top or bottom (or behind ``CLASS:`` and
the like in a cable), in capitals, and it is as wide as its letters are many. So a damaged word there is read
as the level word it is nearest to; what was printed stays in `Word.other`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import Final

from msgspec import Struct, structs
from rapidfuzz.distance import Levenshtein

from memcon.markings import LEVELS
from memcon.model import Box, Word

from .captions import captioned, is_captioned

_BAND: Final = 0.14
"""Share of the page's height, at its top and at its bottom, in which banners stand."""
_NEAR_BOTH: Final = 0.46
_NEAR_BAND: Final = 0.66
_NEAR_STRUCK: Final = 0.55
_NEAR_SAME: Final = 0.38
"""Likeness from which a word is a level word: struck in a banner's place, there but not struck, struck
elsewhere, and in a banner's place where the page's other banner says the same."""
_UPPER: Final = 0.24
"""Share of the page's height above which a level with captions stands: State's and Ford's White House typed
it under the letterhead."""
_LIKE_CAPTIONED: Final = (0.55, 0.66)
"""Likeness from which words are a level with captions: with a line through or under them, without."""
_READ: Final = 0.85
_SPELT: Final = 0.8
"""How like a level word one must be that OCR is as sure of as `_READ`, if no pen went through it."""
_ODD: Final = re.compile(r"[^A-Za-z0-9/ .,;()-]")
"""What no banner has: a layer's word with it was not read well, whatever is said of it."""
_SPACED: Final = re.compile(r"(?:\S ){4}")
_WIDE: Final = (0.62, 1.75)
"""A level word's width over that of as many letters of the page's type; a stroke makes it wider."""
_WORTHLESS: Final = 0.6
"""OCR's confidence below which a struck word says nothing; its place and width still do, where the page's
other banner gives the level."""
_GUESSED: Final = 0.6
_ALIKE: Final = str.maketrans("0156842|!€$£QD()[]{}", "OISGBAZIIESEOOCICICI")
"""What OCR makes of capitals that a stroke goes through."""
_DECOYS: Final = (
    "DECLASSIFIED", "CLASSIFIED", "DECLASSIFY", "CLASSIFICATION", "CLINTON", "LIBRARY", "PHOTOCOPY",
    "SENSITIVE", "SECURITY", "SECRETARY", "SECRETARIAT", "CONFIDENCE",
)  # fmt: skip
_PLAIN: Final = {level.replace(" ", ""): level for level in LEVELS.values()} | dict.fromkeys(_DECOYS, "")
"""What a word may be; those that are like a level word and are none stand for nothing."""


class Guess(Struct, frozen=True, gc=False):
    """A level word, how like it the printed one is (0 to 1), and which words make it up."""

    level: str
    likeness: float
    start: int = 0
    count: int = 1


@lru_cache(maxsize=4096)
def nearest(printed: str) -> Guess:
    """The level word nearest to what is printed, doubled and lost letters allowed for."""
    letters = re.sub(r"[^A-Z0-9|!$£€()\[\]{}]", "", printed.upper())
    if len(letters) < 4:
        return Guess("", 0.0)
    read = {letters, _folded(letters)}
    likeness, level = max(
        (Levenshtein.normalized_similarity(text, form), level) for form, level in _forms() for text in read
    )
    return Guess(level, likeness)


@cache
def _forms() -> tuple[tuple[str, str], ...]:
    """Each form that a level word is compared in, with its level."""
    return tuple((form, level) for plain, level in _PLAIN.items() for form in {plain, _folded(plain)})


def _folded(letters: str) -> str:
    """Letters that look alike made one, doubled ones single."""
    alike = re.sub(r"[^A-Z]", "", letters.translate(_ALIKE)).replace("D", "O")
    return re.sub(r"(.)\1+", r"\1", alike)


def level_words(words: Sequence[Word], high: int, tall: float) -> tuple[Word, ...]:
    """`words` with damaged level words spelt right; each word of a level stays a word of its own.

    `high` is the page's height and `tall` that of a capital, in pixels.
    """
    sure = {w.text for w in words if w.text in LEVELS.values() and _in_band(w.box, high)}
    found = list(_guesses(words, high, tall, sure))
    sure |= {g.level.split("/")[0] for g in found}
    if len(sure) == 1:
        found = list(_guesses(words, high, tall, sure))
        found = [g for g in found if g.likeness or not _stands_beside(g, words, found, high)]
    out: list[Word] = []
    at = 0
    for guess in found:
        out.extend(words[at : guess.start])
        out.extend(_spelt(words[guess.start : guess.start + guess.count], guess))
        at = guess.start + guess.count
    return (*out, *words[at:])


def _stands_beside(guess: Guess, words: Sequence[Word], found: Sequence[Guess], high: int) -> bool:
    """Whether the half of the page in which a word was guessed by its place alone has its level already."""
    others = [words[g.start].box for g in found if g.likeness]
    others += [w.box for w in words if w.text in LEVELS.values() and _in_band(w.box, high)]
    upper = words[guess.start].box.middle < high / 2
    return any((box.middle < high / 2) is upper for box in others)


def lost_banner(words: Sequence[Word], strokes: Sequence[Box], high: int, tall: float) -> tuple[Word, ...]:
    """The page's banner where a stroke shows that it stands again, and OCR has read nothing there.

    `strokes` are those through words. Only a page whose other banner is read gives one, and only where the
    stroke is as long as that level is wide; the word is of source ``image`` and doubtful.
    """
    levels = {w.text for w in words if w.text in LEVELS.values() and _in_band(w.box, high)}
    if len(levels) != 1:
        return ()
    (level,) = levels
    found: list[Word] = []
    for stroke in strokes:
        box = Box(
            stroke.left, round(stroke.middle - 0.55 * tall), stroke.right, round(stroke.middle + 0.55 * tall)
        )
        free = not any(_meet(box, w.box) for w in (*words, *found))
        if free and _in_band(box, high) and 0.85 <= box.width / (0.94 * tall * len(level)) <= 1.55:
            found.append(Word(level, box, _GUESSED, "image", struck=True))
    return tuple(found)


def _meet(one: Box, two: Box) -> bool:
    return one.left < two.right and two.left < one.right and one.top < two.bottom and two.top < one.bottom


def _guesses(words: Sequence[Word], high: int, tall: float, sure: set[str]) -> Iterator[Guess]:
    """The runs of one to three neighbouring words that make a damaged level word, in order."""
    at = 0
    while at < len(words):
        counts = {1, 2, 3, _spaced(words, at)}
        runs = [_guess(words, at, n, high, tall, sure) for n in counts if at + n <= len(words)]
        best = max((g for g in runs if g), key=lambda g: g.likeness + 0.02 * g.count, default=None)
        if best and best.level:
            best = _with_scrap(words, best, tall)
            yield best
        at += best.count if best else 1


def _with_scrap(words: Sequence[Word], guess: Guess, tall: float) -> Guess:
    """A guess with the word behind it where that is a piece of the level word, which a stroke has parted."""
    end = guess.start + guess.count
    if end >= len(words):
        return guess
    last, scrap = words[end - 1], words[end]
    close = _one_row((last, scrap), tall) and scrap.box.left - last.box.right < 0.5 * tall
    small = len(scrap.text) <= 3 and scrap.confidence < _WORTHLESS
    return structs.replace(guess, count=guess.count + 1) if close and small else guess


def _spaced(words: Sequence[Word], at: int) -> int:
    """How many words of one letter follow one another from `at` on, one at least."""
    count = 0
    while at + count < len(words) and len(words[at + count].text) == 1:
        count += 1
    return max(1, count)


def _guess(
    words: Sequence[Word], at: int, count: int, high: int, tall: float, sure: set[str]
) -> Guess | None:
    """What `count` words from `at` on make; a guess without a level where they are spelt right already."""
    run = words[at : at + count]
    low = all(w.box.middle >= _UPPER * high and not _in_band(w.box, high) for w in run)
    if low and not any(w.struck for w in run):
        return None  # most words of a page: nothing of them could be a banner
    group = sorted(run, key=lambda w: w.box.left)
    printed = " ".join(w.text for w in group)
    if printed in LEVELS.values():
        return Guess("", 1.0, at, count)
    if any(w.ink == "hand" or w.source == "image" for w in group) or not _one_row(group, tall):
        return None
    struck, box = any(w.struck for w in group), _around(group)
    banner = _in_band(box, high)
    well_read = all(w.confidence >= _READ for w in group) and not _SPACED.match(printed)
    readings = [printed, " ".join(dict.fromkeys(w.other or w.text for w in group))]
    if whole := _with_captions(group, readings, high, tall):
        return structs.replace(whole, start=at, count=count)
    if not struck and not banner:
        return None
    guess = max((nearest(text) for text in readings), key=lambda g: g.likeness)
    if banner and struck and len(sure) == 1 and _is_rubbish(group):
        (level,) = sure
        unlike = guess.likeness < (_NEAR_SAME if guess.level == level else _NEAR_BOTH)
        if unlike and _fits_well(box, level, tall):
            return Guess(level, 0.0, at, count)
    least = (_NEAR_BOTH if struck else _NEAR_BAND) if banner else _NEAR_STRUCK
    if banner and guess.level in sure and len(sure) == 1:
        least = _NEAR_SAME if struck or any(w.underlined for w in group) else least - 0.1
    if well_read and not struck:
        least = _SPELT
    if not guess.level or guess.likeness < least or _compound(printed) or not (_capitals(readings) or struck):
        return None
    return Guess(guess.level, guess.likeness, at, count) if _fits(box, guess.level, printed, tall) else None


def _with_captions(group: Sequence[Word], readings: Sequence[str], high: int, tall: float) -> Guess | None:
    """The level with captions that a group makes; a guess without a level where it is spelt right already."""
    box = _around(group)
    if not (box.middle < _UPPER * high or _in_band(box, high)) or not _capitals(readings):
        return None
    if is_captioned(readings[0]):
        return Guess("", 1.0)
    lined, unlined = _LIKE_CAPTIONED
    least = lined if any(w.struck or w.underlined for w in group) else unlined
    if all(w.confidence >= _READ for w in group) and not _ODD.search(readings[0]):
        least = max(least, _SPELT)
    found = [f for text in readings if (f := captioned(text, least))]
    best = max(found, key=lambda f: f.likeness, default=None)
    if best is None or best.likeness <= max(nearest(text).likeness for text in readings):
        return None
    return Guess(best.text, best.likeness) if _fits(box, best.text, readings[0], tall) else None


def _in_band(box: Box, high: int) -> bool:
    return box.middle < _BAND * high or box.middle > (1 - _BAND) * high


def _around(group: Sequence[Word]) -> Box:
    box = group[0].box
    for word in group[1:]:
        box = box.union(word.box)
    return box


def _compound(printed: str) -> bool:
    """Whether a caption hangs on the level (``SECRET/NODIS``): such a word is left as it was read."""
    return re.search(r"[A-Za-z]{3}\s*[/;]\s*[A-Za-z]{3}", printed) is not None


def _one_row(group: Sequence[Word], tall: float) -> bool:
    """Whether words stand side by side, or on one another, as two readers' boxes of one smear do."""
    return all(
        abs(a.box.middle - b.box.middle) < 0.6 * tall and b.box.left - a.box.right < 2.6 * tall
        for a, b in pairwise(group)
    )


def _capitals(readings: Sequence[str]) -> bool:
    """Whether one of the readings is in capitals, as far as damage lets it be seen."""
    for text in readings:
        letters = [c for c in text if c.isalpha()]
        if sum(c.isupper() for c in letters) >= 0.7 * max(4, len(letters)):
            return True
    return False


def _fits(box: Box, level: str, printed: str, tall: float) -> bool:
    """Whether a box is as wide as the level word, in the page's type or in one of the box's own height."""
    low, high = _WIDE
    letters = 2 * len(level) if _SPACED.match(printed) else len(level)
    return any(low <= box.width / (0.94 * unit * letters) <= high for unit in (tall, 0.8 * box.height))


def _is_rubbish(group: Sequence[Word]) -> bool:
    """Whether a group is one word, of some letters, of which OCR is not sure at all."""
    (word, *more) = group
    return not more and word.confidence < _WORTHLESS and sum(c.isalpha() for c in word.text) >= 4


def _fits_well(box: Box, level: str, tall: float) -> bool:
    """Whether a box is as wide as the level word in the page's type, with what a stroke sticks out."""
    return 0.85 <= box.width / (0.94 * tall * len(level)) <= 1.4


def _spelt(group: Sequence[Word], guess: Guess) -> list[Word]:
    """The level word in place of a group."""
    box = _around(group)
    printed = " ".join(w.text for w in sorted(group, key=lambda w: w.box.left))
    step = box.width / len(guess.level)
    out: list[Word] = []
    start = 0
    for part in guess.level.split():
        left = round(box.left + start * step)
        own = Box(left, box.top, max(left + 1, round(left + len(part) * step)), box.bottom)
        out.append(
            structs.replace(
                group[0],
                text=part,
                box=own,
                other=printed,
                struck=any(w.struck for w in group),
                underlined=any(w.underlined for w in group),
                confidence=round(0.55 + 0.4 * guess.likeness, 3),
            )
        )
        start += len(part) + 1
    return out
