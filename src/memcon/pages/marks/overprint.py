"""Reading the typed classification block under a stamp printed across it.

Libraries stamp each page's foot when they copy it, and the stamp's tall letters run through the lines that
say until when the paper is classified and why. OCR then reads neither. Here each such line is decoded
against what it can say (`overprint_grammar`): which of the page's own letters (`overprint_type`) have all
their ink at their places (`overprint_ink`). Where no value is well ahead of all others, nothing is given.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
from msgspec import Struct, structs
from numpy.typing import NDArray
from rapidfuzz import fuzz

from memcon.model import Box, Word

from .overprint_decode import Label, Value, decode, find_label
from .overprint_grammar import LABELS, Era, is_whole
from .overprint_type import Type, type_of

Ink = NDArray[np.uint8]

_LIKE: Final = 65
"""A label is known by so much of its letters (0 to 100)."""
_LIKE_HEAD: Final = 80
"""A piece of a label, by its first letters."""
_ABOVE: Final = 0.45
"""A block stands below this share of its page's height,"""
_FOOT: Final = 0.8
"""and what may be a label that OCR has lost stands below this one."""
_ROW: Final = 20
"""So many cells to the right of a label belong to its line."""
_SOUND: Final = 0.9
"""A line of words as sure as this, that says all that it can, is left as it is."""
_FITS: Final = 0.25
"""The most that a character of a rightly found label lacks, in usual characters' ink; and of one that OCR
has not seen"""
_FITS_UNSEEN: Final = 0.12
_LACKS: Final = 0.2
"""Worn type lacks so much of a character's ink; what lacks more is believed the less."""
_WORN_LABEL: Final = 0.05
"""The same for a label, for each of its characters."""
_BELIEF: Final = 0.1
"""By so much margin does the doubt in a value fall to a third."""
_AGREED: Final = 0.97
_YEAR: Final = re.compile(r"\b(?:19[789]\d|200[0-3])\b")
_YEAR_SURE: Final = 0.75
LEAST: Final = 0.6
"""The least confidence with which a value is given."""
_SCRAP: Final = 0.6
"""A word less sure than this on a decoded line is a piece of the overprint."""
_STAMP_LIKE: Final = 75
"""A capital word so like a stamp's is one, and"""
_STAMP_WORN: Final = 60
"""so like, where it is also taller than the type."""
_TALLER: Final = 1.8
"""Capitals: an OCR word higher than this is not of the type alone."""


class Under(Struct, frozen=True, gc=False):
    """What was read under an overprint."""

    words: tuple[Word, ...] = ()
    """The words of the decoded lines, and the stamp's own words on them as such."""
    replaced: tuple[int, ...] = ()
    """Which of the old words they stand for."""


def read_under(ink: Ink, words: Sequence[Word], tall: float) -> Under:
    """The lines of a page's classification block that OCR has damaged, read anew.

    `ink` is height by width, upright and straight, 255 ink; `words` are all that was read on it, with boxes
    in its pixels; `tall` is the height of a capital of its type (`Sight.tall`). Nothing is given for a face
    that is not of one pitch, for a line that reads well as it is, or where several values are almost as
    likely. Confidences are probabilities that the value is right.
    """
    if not ink.size or tall <= 0:
        return Under()
    broken = [
        (label, word, rest)
        for label, word in _labels(words, ink.shape[0])
        if not _reads(label, rest := _beside(words, word, tall))
    ]
    type_ = type_of(ink, words, tall) if broken else None
    if type_ is None:
        return Under()
    era = _era(words, ink.shape[0])
    given: dict[str, tuple[Word, ...]] = {}
    replaced: set[int] = set()
    stamped: set[int] = set()
    for label, word, rest in broken:
        place = None if label in given else find_label(ink, word.box, label, type_)
        seen = fuzz.ratio(word.text, label) >= _LIKE
        if place is None or place.cost > (_FITS if seen else _FITS_UNSEEN):
            continue
        stamped.update(_stamp_words(words, place, type_))
        value = decode(ink, place, type_, era)
        sure = _believed(place, value, rest) if value else 0.0
        if value is None or sure < LEAST:
            continue
        given[label] = _as_words(place, value, type_, sure, " ".join(w.text for w in rest) or None)
        replaced.update(_stood_for(words, given[label], place, type_))
    marked = [structs.replace(words[k], ink="stamp") for k in sorted(stamped - replaced)]
    found = [w for line in given.values() for w in line]
    return Under((*found, *marked), tuple(sorted(replaced | stamped)))


def bared(ink: Ink, words: Sequence[Word], tall: float) -> tuple[Word, ...]:
    """`words` with the lines of the classification block that `read_under` gives in their places."""
    under = read_under(ink, words, tall)
    if not under.words:
        return tuple(words)
    gone = set(under.replaced)
    kept = [w for index, w in enumerate(words) if index not in gone]
    at = under.replaced[0] if under.replaced else len(kept)
    return (*kept[:at], *under.words, *kept[at:])


def _era(words: Sequence[Word], height: int) -> Era:
    """What the page says of how it can be marked: a later order's lines, and years."""
    low = [w.text for w in words if w.box.top > _ABOVE * height and w.text[:1] in "RC"]
    later = any(fuzz.ratio(text, label) >= 75 for text in low for label in ("Reason:", "Classified"))
    years = {int(y) for w in words if w.confidence >= _YEAR_SURE for y in _YEAR.findall(w.text)}
    return Era(later, tuple(sorted(years)))


def belief(label: Label, value: Value) -> float:
    """The probability that a decoded value is right, from its lead and from the ink that it and its label
    lack. Fitted on written scans whose truth is known, to be rather too low than too high."""
    lead = value.margin - 0.8 * max(0.0, value.lacks - _LACKS) - 0.3 * max(0.0, label.cost - _WORN_LABEL)
    return min(0.99, 1 - 0.5 * math.exp(-lead / _BELIEF)) if lead > 0 else 0.0


def _believed(place: Label, value: Value, rest: Sequence[Word]) -> float:
    """The belief in a value beside what OCR has read: two that agree are sure, and a line that OCR has read
    whole is not given up for a doubtful one."""
    read, plain = "".join(w.text for w in rest), value.text.replace(" ", "")
    sure = belief(place, value)
    if plain in read and sure > 0:
        return max(sure, _AGREED)
    return 0.0 if is_whole(place.text, read) and sure < _SOUND else sure


def _labels(words: Sequence[Word], height: int) -> Iterator[tuple[str, Word]]:
    """Each word that may be a label, and which: those that read so first, then those that may have been."""
    low = [w for w in words if w.box.top > _ABOVE * height]
    for label in LABELS:
        like = [w for w in low if w.text[:1] == label[0] and fuzz.ratio(w.text, label) >= _LIKE]
        yield from ((label, w) for w in like)
        if not like and label == "Declassify":
            foot = [w for w in low if w.box.top > _FOOT * height and _heads(w.text, label)]
            yield from ((label, w) for w in foot)


def _heads(text: str, label: str) -> bool:
    """Whether a word may be the first piece of a label, or the label run into something else."""
    size = min(len(text), len(label))
    return (size >= 2 and text[:2] == label[:2]) or (
        size >= 4 and fuzz.ratio(text[:size], label[:size]) >= _LIKE_HEAD
    )


def _beside(words: Sequence[Word], label: Word, tall: float) -> list[Word]:
    """The words of the type's size on a label's line, from left to right."""
    box = label.box
    reach = box.right + _ROW * tall
    found = [
        w
        for w in words
        if w is not label
        and w.box.height <= _TALLER * tall
        and box.right - 0.3 * tall <= w.box.left < reach
        and abs(w.box.middle - box.middle) < 0.6 * tall
    ]
    return sorted(found, key=lambda w: w.box.left)


def _reads(label: str, rest: Sequence[Word]) -> bool:
    """Whether a line needs no other reading: it says all that it can, and its words are sure."""
    sure = all(w.confidence >= _SOUND and w.ink == "typed" for w in rest)
    return sure and is_whole(label, " ".join(w.text for w in rest))


def _as_words(place: Label, value: Value, type_: Type, sure: float, other: str | None) -> tuple[Word, ...]:
    """A decoded line as words: the label, what follows it, the value."""
    found = [_word(place.text, place.left, place.baseline, type_, 0.97, None)]
    if value.connector:
        found.append(_word(value.connector, value.connector_left, place.baseline, type_, 0.95, None))
    at = 0
    for text in value.text.split():
        at = value.text.index(text, at)
        left = value.left + round(at * type_.pitch)
        same = other is not None and text in other.split()
        found.append(_word(text, left, place.baseline, type_, sure, None if same else other))
        at += len(text)
    return tuple(found)


def _word(text: str, left: int, baseline: int, type_: Type, sure: float, other: str | None) -> Word:
    white = round(0.1 * type_.pitch)
    hangs = round(0.25 * type_.tall) if any(c in "y(),;/" for c in text) else 0
    right = left + round(type_.pitch * len(text)) - white
    box = Box(left + white, baseline - round(type_.tall), right, baseline + hangs)
    return Word(text, box, round(sure, 3), "image", other)


def _stood_for(words: Sequence[Word], line: Sequence[Word], place: Label, type_: Type) -> Iterator[int]:
    """The words that were read where a decoded line stands, and the scraps that doubtful readings of the
    overprint have left on it. What is taller than type and reads as a stamp does is the overprint's own."""
    top, foot = place.baseline - 1.15 * type_.tall, place.baseline + 0.35 * type_.tall
    end = place.left + (len(place.text) + _ROW) * type_.pitch
    for index, word in enumerate(words):
        box = word.box
        if not top <= box.middle <= foot or _is_overprint(word, type_.tall):
            continue
        shared = sum(max(0, min(box.right, w.box.right) - max(box.left, w.box.left)) for w in line)
        scrap = word.confidence < _SCRAP and place.left <= box.left and box.right < end
        if scrap or shared >= 0.4 * box.width:
            yield index


_STAMPED: Final = ("CLINTON", "REAGAN", "CARTER", "BUSH", "FORD", "LIBRARY", "PRESIDENTIAL", "PHOTOCOPY")
"""What the libraries' photocopy stamps say."""


def _stamp_words(words: Sequence[Word], place: Label, type_: Type) -> Iterator[int]:
    """The words on a label's line that are the stamp's, though nothing has told them from type yet."""
    top, foot = place.baseline - type_.tall, place.baseline
    for index, word in enumerate(words):
        shared = min(foot, word.box.bottom) - max(top, word.box.top)
        across = word.ink == "typed" and shared > 0.5 * type_.tall
        if across and word.text.isupper() and len(word.text) > 4 and _stamped(word.text) >= _STAMP_LIKE:
            yield index


def _stamped(text: str) -> float:
    """How like a word of such a stamp it is, 0 to 100."""
    return max(fuzz.ratio(text, name) for name in _STAMPED)


def _is_overprint(word: Word, tall: float) -> bool:
    if word.box.height <= _TALLER * tall or not word.text.isupper():
        return False
    return _stamped(word.text) >= _STAMP_WORN
