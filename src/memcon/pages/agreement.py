"""Two readers of one page, the text layer and OCR, settled word by word.

They rarely err on the same word, so where they agree a word is all but certain, and where they differ is
where to doubt. A layer's boxes are those of an invisible font and may lie half a line off, so the two are
first laid on one another by the words that they share.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from statistics import median

import cv2
import numpy as np
from msgspec import Struct, structs
from numpy.typing import NDArray

from memcon.markings import CAPTIONS, LEVELS
from memcon.model import Box, Word
from memcon.pages.components import components
from memcon.pages.lexicon import english
from memcon.pages.sheet import Layer

AGREED = 0.995
"""How sure a word is that both readers have: of 3,100 such words on the transcribed pages 1 was wrong."""
_ANCHOR = 4
"""Letters that a word must have to be an anchor."""
_NEAR = 60
"""Pixels within which an anchor's two boxes begin; a line and a half at 300 dots to the inch."""
_SHARE = 0.3
"""Share of the narrower and of the lower box that two words must have in common to stand in one place,"""
_LEVEL = 0.6
"""or their middles be no farther apart than this share of the higher one: a dash is a thin box."""
_INKED = 0.04
"""Share of a word's box that must be ink; thin typed letters fill a tenth."""
_LEAST_WORDS = 20
_MISSHAPEN = 0.02
_UNCOVERED = 0.03
"""See `good_enough`. Of 111 scanned pages 14 pass; of the 876 words on these that OCR is sure of, the layer
has all but 2 alike."""

_SPECKS = frozenset("'`,.|_~·•\"")
"""No typist sets these by themselves: what OCR alone reads as such is a speck or a stroke's end."""
_MARKS = frozenset(":;?!")
_WELL_FORMED = re.compile(
    r"""["'(\[]{0,2} (?:
        [A-Z]?[a-z]+ | \d*[A-Z]+\d* | (?:[A-Z]\.){1,5} | Ma?c[A-Z][a-z]+ |
        \$?\d[\d,.:]*(?:st|nd|rd|th|s|am|pm)?
    ) (?:['’](?:s|t|re|ll|ve|d|m))? (?:[-/:](?:[A-Z]?[a-z]+|[A-Z]+|\d+))* [.,;:!?)"'\]]{0,3}""",
    re.VERBOSE,
)
_STAMPED = re.compile(
    r"(?:19|20)\d{2}-\d{4}-[A-Z]{1,2}(?:-\d+)?(?:\(\d{1,2}\.\d{2,3}\))?|\(\d{1,2}\.\d{2,3}\)|\d{1,2}/\d{1,2}/\d{4}"
)
"""A case, its item, or a date, whole, as a stamp of release has it: no misreading makes such a shape."""
_BLANK = 0.3
"""Share of a word's height that a gap is wide which could be a blank."""
_QUOTES = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "--"})
_STANDING = "DECLASSIFIED DECLASSIFY Declassified Declassify OADR PER E.O REASON Reason"
_KNOWN = frozenset(word for phrase in (*LEVELS.values(), *CAPTIONS, _STANDING) for word in phrase.split())


class Settled(Struct, frozen=True, gc=False):
    """What stands in one place, by each reader."""

    read: list[Word]
    layer: list[Word]


def settled(read: Sequence[Word], layer: Sequence[Word], ink: NDArray[np.uint8]) -> tuple[Word, ...]:
    """The words of `read` (OCR), each settled with those of `layer` in its place, in OCR's order.

    * Both alike, but for blanks and the shape of quotation marks: OCR's words, source ``both``.
    * Different: the likelier, the other in ``other``, less sure than either.
    * OCR alone: kept, a little less sure, unless it is a speck.
    * The layer alone: kept where it is a word by its form and `ink` (height by width, 255 ink) shows
      something there that OCR has not read.
    """
    laid = _laid_on(layer, read)
    places = _places(read, laid)
    known = _KNOWN | {
        _bare(w.text) for p in places if _plain(p.read) == _plain(p.layer) for w in p.read if len(w.text) > 2
    }
    words = [w for p in places for w in _settle(p, known)]
    left_over = _left_over(ink, read)
    return _in_order(read, [w for w in words if w.source != "layer" or w.other is not None or left_over(w)])


def _left_over(ink: NDArray[np.uint8], read: Sequence[Word]) -> Callable[[Word], bool]:
    """Whether there is ink in a word's box that none of `read` accounts for."""
    rest = ink.copy()
    for word in read:
        box = word.box
        rest[box.top : box.bottom, box.left : box.right] = 0

    def is_left(word: Word) -> bool:
        box = word.box
        part = rest[max(box.top, 0) : box.bottom, max(box.left, 0) : box.right]
        return part.size > 0 and int(np.count_nonzero(part)) > _INKED * part.size

    return is_left


def _laid_on(layer: Sequence[Word], read: Sequence[Word]) -> list[Word]:
    """`layer` moved up or down to where OCR saw the same words, line by line where a line has such words."""
    seen: dict[str, list[Box]] = {}
    for word in read:
        if len(word.text) >= _ANCHOR:
            seen.setdefault(_plain([word]), []).append(word.box)
    shifts: list[tuple[float, float]] = []
    for word in layer:
        near = [
            box.middle - word.box.middle
            for box in seen.get(_plain([word]), ())
            if abs(box.left - word.box.left) < _NEAR and abs(box.middle - word.box.middle) < _NEAR
        ]
        if len(near) == 1:
            shifts.append((word.box.middle, near[0]))
    if not shifts:
        return list(layer)
    whole = median(shift for _, shift in shifts)
    rows: dict[int, list[float]] = {}
    for middle, shift in shifts:
        for row in (int(middle) // 16 - 1, int(middle) // 16, int(middle) // 16 + 1):
            rows.setdefault(row, []).append(shift)
    return [_moved(w, round(median(rows.get(int(w.box.middle) // 16, (whole,))))) for w in layer]


def _moved(word: Word, down: int) -> Word:
    box = word.box
    return structs.replace(word, box=Box(box.left, box.top + down, box.right, box.bottom + down))


def _places(read: Sequence[Word], layer: Sequence[Word]) -> list[Settled]:
    """The page's places: words of both readers that lie on one another, across and down."""
    owner = list(range(len(read) + len(layer)))

    def root(i: int) -> int:
        while owner[i] != i:
            owner[i] = i = owner[owner[i]]
        return i

    rows: dict[int, list[int]] = {}
    for j, word in enumerate(layer):
        for row in range(word.box.top // 64, word.box.bottom // 64 + 1):
            rows.setdefault(row, []).append(j)
    for i, word in enumerate(read):
        near = {j for row in range(word.box.top // 64, word.box.bottom // 64 + 1) for j in rows.get(row, ())}
        left, right = word.box.left, word.box.right
        for j in near:
            if layer[j].box.left < right and layer[j].box.right > left and _one_place(word.box, layer[j].box):
                owner[root(len(read) + j)] = root(i)
    places: dict[int, Settled] = {}
    for i, word in enumerate((*read, *layer)):
        place = places.setdefault(root(i), Settled([], []))
        (place.read if i < len(read) else place.layer).append(word)
    return [part for place in places.values() for part in _parted(place)]


def _parted(place: Settled) -> list[Settled]:
    """A place without the words that both readers have, these as places of their own: large type, or a stamp
    over a line, makes one place of many words."""
    read = sorted(place.read, key=lambda w: w.box.left)
    layer = sorted(place.layer, key=lambda w: w.box.left)
    parts: list[Settled] = []
    if len(read) > 1 or len(layer) > 1:
        for word in list(read):
            same = next((w for w in layer if _plain([w]) == _plain([word])), None)
            if same is not None:
                read.remove(word)
                layer.remove(same)
                parts.append(Settled([word], [same]))
    return [*parts, Settled(read, layer)] if read or layer else parts


def _one_place(a: Box, b: Box) -> bool:
    across = min(a.right, b.right) - max(a.left, b.left)
    down = min(a.bottom, b.bottom) - max(a.top, b.top)
    level = abs(a.middle - b.middle) < _LEVEL * max(a.height, b.height)
    return across > _SHARE * min(a.width, b.width) and (level or down > _SHARE * min(a.height, b.height))


def _settle(place: Settled, known: Iterable[str]) -> list[Word]:
    read, layer = place.read, place.layer
    if not read:
        return [structs.replace(w, confidence=0.6) for w in layer if _WELL_FORMED.fullmatch(w.text)]
    if not layer:
        return [structs.replace(w, confidence=w.confidence * 0.95) for w in read if w.text not in _SPECKS]
    if _plain(read) == _plain(layer):
        if len(read) > 1 and _stamped(layer) and not _blanks(read):
            read = [_joined(read, layer[0].text)]
        return [structs.replace(w, source="both", confidence=max(w.confidence, AGREED)) for w in read]
    whole = _stamped(layer) and not _stamped(read)
    better = not whole and _likelihood(read, known) >= _likelihood(layer, known)
    chosen, other = (read, layer) if better else (layer, read)
    sure = min((w.confidence for w in read), default=0.0) if chosen is read else 0.5
    losing = " ".join(w.text for w in other)
    return [structs.replace(w, confidence=min(sure, 0.9), other=losing) for w in chosen]


def _stamped(words: Sequence[Word]) -> bool:
    return len(words) == 1 and bool(_STAMPED.fullmatch(words[0].text.rstrip(".,;:")))


def _blanks(words: Sequence[Word]) -> bool:
    """Whether any gap between words is wide enough for a blank: faded letters tear a word, too."""
    row = sorted((w.box for w in words), key=lambda box: box.left)
    tall = max(box.height for box in row)
    return any(b.left - a.right > _BLANK * tall for a, b in pairwise(row))


def _joined(words: Sequence[Word], text: str) -> Word:
    """The pieces of one word as one, in the first piece's place."""
    first, box = words[0], words[0].box
    for word in words[1:]:
        box = box.union(word.box)
    return structs.replace(first, text=text, box=box, confidence=min(w.confidence for w in words))


def _likelihood(words: Sequence[Word], known: Iterable[str]) -> float:
    """How likely a reading is: OCR's own confidence, the form of its words, and whether the page, the
    classification vocabulary or the dictionary has them. A layer says nothing of its confidence."""
    told = [w.text for w in words if any(c.isalnum() for c in w.text)] or [w.text for w in words]
    formed = sum(bool(_WELL_FORMED.fullmatch(text.translate(_QUOTES))) for text in told) / len(told)
    bare = [_bare(text) for text in told]
    met = sum(word in known or (len(word) > 2 and word in english()) for word in bare) / len(told)
    unsaid = 0.5 if formed == 1 else 0.2
    sure = min(w.confidence for w in words) if words[0].source == "ocr" else unsaid
    return sure + 0.4 * formed + 0.5 * met


def _in_order(read: Sequence[Word], words: Sequence[Word]) -> tuple[Word, ...]:
    """`words` in the order of `read`: a word that OCR lacks stands after the nearest one left of it in its
    row, or else below all that lie above it."""
    at = {id(box): i for i, box in enumerate(w.box for w in read)}
    keyed: list[tuple[float, int, Word]] = []
    for word in words:
        index = at.get(id(word.box))
        keyed.append((index if index is not None else _after(word.box, read) + 0.5, word.box.left, word))
    keyed.sort(key=lambda k: k[:2])
    return tuple(word for _, _, word in keyed)


def _after(box: Box, read: Sequence[Word]) -> int:
    best, above = -1, -1
    for i, word in enumerate(read):
        if word.box.top <= box.middle <= word.box.bottom:
            if word.box.left <= box.left:
                best = i
        elif word.box.middle < box.middle:
            above = i
    return best if best >= 0 else above


def _plain(words: Sequence[Word]) -> str:
    return "".join(w.text for w in words).translate(_QUOTES)


def _bare(text: str) -> str:
    return text.translate(_QUOTES).strip("\"'.,;:!?()[]-_").removesuffix("'s")


def closed_up(words: Iterable[Word], tall: float) -> tuple[Word, ...]:
    """`words` with each colon, semicolon, question or exclamation mark put to the word it follows.

    A typewriter's mark stands in a cell of its own, so OCR may set it apart where no blank was typed; `tall`
    is the height of a capital in pixels; a blank is as wide.
    """
    out: list[Word] = []
    for word in words:
        last = out[-1] if out else None
        if last is not None and word.text in _MARKS and _next_to(last.box, word.box, tall):
            box, sure = last.box.union(word.box), min(last.confidence, word.confidence)
            out[-1] = structs.replace(last, text=last.text + word.text, box=box, confidence=sure)
        else:
            out.append(word)
    return tuple(out)


def _next_to(last: Box, box: Box, tall: float) -> bool:
    return (
        0 <= box.left - last.right < 0.8 * tall and last.top - tall / 2 < box.middle < last.bottom + tall / 2
    )


def good_enough(layer: Layer, ink: NDArray[np.uint8], dpi: int) -> bool:
    """Whether the text layer of a scan may stand alone, so that the page need not be read again.

    It may where it has `_LEAST_WORDS` words, no blank had to be taken out of them, all but `_MISSHAPEN` of
    them are words by their form (letters of one case, a capital in front, numbers, the usual punctuation:
    what bad OCR makes of a page is mostly not), and its boxes hold all but `_UNCOVERED` of the ink of letter
    size.
    """
    words = layer.words
    if layer.spaced or len(words) < _LEAST_WORDS:
        return False
    misshapen = sum(not _WELL_FORMED.fullmatch(w.text.translate(_QUOTES)) for w in words)
    if misshapen > _MISSHAPEN * len(words):
        return False
    letters = _letters(ink, dpi / 300)
    whole = int(np.count_nonzero(letters))
    rim = round(dpi / 50)
    for word in words:
        box = word.box
        letters[max(0, box.top - rim) : box.bottom + rim, max(0, box.left - rim) : box.right + rim] = 0
    return int(np.count_nonzero(letters)) <= _UNCOVERED * whole


def _letters(ink: NDArray[np.uint8], unit: float) -> NDArray[np.uint8]:
    """The components of `ink` that have a letter's size: no specks, rules, bars, stamps and strokes."""
    labels, stats = components(ink)
    wide, tall = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]
    fits = (tall >= 10 * unit) & (tall <= 70 * unit) & (wide <= 100 * unit) & (wide >= 3 * unit)
    fits[0] = False
    return np.where(fits[labels], 255, 0).astype(np.uint8)
