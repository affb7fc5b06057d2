"""Brings what was seen and what was read together: marks put in place, words told apart by their ink."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec import structs
from rapidfuzz import fuzz

from memcon.markings import parse_mark
from memcon.model import DOUBTFUL, Box, Ink, Seen, Word

from .banner import level_words, lost_banner
from .clearing import CERTAIN
from .codes import coded
from .sight import Sight, StruckMark
from .stampwords import says_stamp

_WELL: Final = 0.8
"""OCR's confidence in a word from which it outweighs a mark that is unstruck or not certain."""
_FLAT: Final = 0.45
"""Capitals: no letter of the type is lower."""
_NOISE: Final = 0.5
"""A word that lies with this share of its width on a struck mark is what OCR made of the mark;"""
_WORD: Final = 0.8
"""but a word of six letters or more must lie on it with this share."""


def dress(sight: Sight, words: Sequence[Word], dpi: int) -> tuple[tuple[Word, ...], tuple[Seen, ...]]:
    """The page's words and what else is on it.

    Struck marks become words of source ``image`` in their place; what OCR made of them goes. Words get
    `underlined`, `struck` and `ink`; damaged level words in banners are spelt right, with what was printed
    in `other`. No word is lost but those that lie on a mark,
    and those that are a worn underline. `dpi` is that of the boxes.
    """
    tall = sight.tall or 0.1 * dpi
    kept = tuple(word for word in words if not _is_line(word, tall))
    signed = [_signed(s.box, tall) for s in sight.stamps if _releases(s, kept)]
    for mark in sight.marks:
        if not any(_within(mark.core, zone) for zone in signed) or _goes_with_type(mark, kept, tall):
            kept = placed(kept, mark, tall)
    high = max([w.box.bottom for w in kept] + [s.box.bottom for s in seen_of(sight)] + [round(11 * dpi)])
    kept = level_words(tuple(_lined(word, sight, tall) for word in kept), high, tall)
    through = [s.box for s in sight.rules if s.text == "struck"]
    for banner in lost_banner(kept, through, high, tall):
        at = place_at(kept, banner.box, tall)
        kept = (*kept[:at], banner, *kept[at:])
    stamped = [s for s in sight.stamps if _is_stamp(s, kept)]
    lines = [line for line in sight.print if any(_within(line, s.box) for s in stamped)]
    lines = [_gone_on(line, kept) for line in lines]
    kept = tuple(_inked(word, lines, sight.hand) for word in kept)
    wide = max((w.box.right for w in kept), default=round(8.5 * dpi))
    hidden = coded(sight.withheld, kept, (wide, high), tall, sight.pitch or 1.7 * tall)
    seen = seen_of(structs.replace(sight, withheld=hidden))
    return kept, tuple(_told(s, kept) for s in seen if s.kind != "stamp" or s in stamped)


def _is_line(word: Word, tall: float) -> bool:
    """Whether OCR has made letters of a worn underline, which is lower than any."""
    flat = word.box.height < _FLAT * tall and word.box.width > 2 * word.box.height
    return flat and word.confidence < _WELL and sum(c.isalnum() for c in word.text) >= 2


def _releases(stamp: Seen, words: Sequence[Word]) -> bool:
    """Whether a stamp is one of release."""
    said = [stamp.text, *(w.text for w in words if _within(w.box, stamp.box))]
    return not stamp.angle and any(
        fuzz.partial_ratio("CLASSIFIED", text.upper()) >= 82 for text in said if text
    )


def _signed(stamp: Box, tall: float) -> Box:
    """A release stamp with the two lines under it, on which case, date and initials are written by hand."""
    side = round(2 * tall)
    return Box(stamp.left - side, stamp.top, stamp.right + 2 * side, stamp.bottom + round(5 * tall))


def _goes_with_type(mark: StruckMark, words: Sequence[Word], tall: float) -> bool:
    """Whether a word that OCR is sure of stands close before a mark, on its line."""
    return any(
        w.confidence >= _WELL
        and sum(c.isalpha() for c in w.text) >= 3
        and abs(w.box.middle - mark.line) <= 0.6 * tall
        and -tall <= mark.core.left - w.box.right <= 4 * tall
        for w in words
    )


def seen_of(sight: Sight) -> tuple[Seen, ...]:
    """All that is no word, top to bottom."""
    everything = (
        *sight.underlines, *sight.rules, *sight.stamps, *sight.withheld, *sight.hand,
    )  # fmt: skip
    return tuple(sorted(everything, key=lambda s: (s.box.top, s.box.left)))


def placed(words: tuple[Word, ...], mark: StruckMark, tall: float) -> tuple[Word, ...]:
    """`words` with one mark in its place."""
    read = [w for w in words if _share(w.box, mark.core) > 0.3 and parse_mark(w.text.upper())]
    if read and not mark.struck:
        return _agreed(words, read[0], mark)
    if mark.confidence < CERTAIN and (not mark.struck or _well_read(words, mark)):
        return words
    if not mark.struck and _well_read(words, mark):
        return words
    kept: list[Word] = []
    lost: list[str] = []
    for word in words:
        rest = _off(word, mark)
        if rest is None:
            lost.append(word.text)
        elif rest is word or rest.text:
            kept.append(rest)
    new = Word(
        mark.text, mark.box, mark.confidence, "image", other=" ".join(lost) or None, struck=mark.struck,
    )  # fmt: skip
    half = round(tall / 2)
    core = Box(mark.core.left, round(mark.line) - half, mark.core.right, round(mark.line) + half)
    at = place_at(kept, core, tall)
    return (*kept[:at], new, *kept[at:])


def _well_read(words: tuple[Word, ...], mark: StruckMark) -> bool:
    """Whether OCR has read a word where the mark is; of a struck mark it makes a few letters at most."""
    least = 4 if mark.struck else 1
    return any(
        w.confidence >= _WELL
        and sum(c.isalnum() for c in w.text) >= least
        and _share(w.box, mark.core) > (0.35 if mark.struck else _NOISE)
        for w in words
    )


def _agreed(words: tuple[Word, ...], read: Word, mark: StruckMark) -> tuple[Word, ...]:
    """An unstruck mark that OCR has read as well: surer where both say the same, doubtful where not."""
    if read.text == mark.text:
        new = structs.replace(read, confidence=max(read.confidence, mark.confidence))
    elif parse_mark(read.text) is None and mark.confidence >= DOUBTFUL:
        return words
    else:
        new = structs.replace(read, confidence=min(read.confidence, 1 - mark.confidence / 2), other=mark.text)
    return tuple(new if w is read else w for w in words)


def _share(box: Box, core: Box) -> float:
    """Share of a word's width that lies on a mark; nought where they stand on different rows."""
    high = min(box.bottom, core.bottom) - max(box.top, core.top)
    wide = min(box.right, core.right) - max(box.left, core.left)
    if wide <= 0 or high < 0.35 * min(box.height, core.height):
        return 0.0
    return wide / max(1, box.width)


def _off(word: Word, mark: StruckMark) -> Word | None:
    """A word without what OCR made of a mark that it lies on; None where that is all of it."""
    if word.source == "image":
        return word
    on = max(_share(word.box, mark.core), _share(word.box, mark.box) * 0.8)
    letters = sum(c.isalpha() for c in word.text)
    if on >= (_WORD if letters >= 6 else _NOISE):
        return None
    share = _share(word.box, mark.core)
    if share < 0.12 or len(word.text) < 3:
        return word
    count = round(share * len(word.text))
    if not count:
        return word
    if word.box.left < mark.core.left:
        box = Box(word.box.left, word.box.top, max(word.box.left + 1, mark.core.left), word.box.bottom)
        return structs.replace(word, text=word.text[:-count], box=box, other=word.text)
    box = Box(min(mark.core.right, word.box.right - 1), word.box.top, word.box.right, word.box.bottom)
    return structs.replace(word, text=word.text[count:], box=box, other=word.text)


def place_at(words: Sequence[Word], box: Box, tall: float) -> int:
    """Where in reading order a box belongs: behind the nearest word to its left, or before the row below."""
    line = box.middle
    row = [
        (w.box.right, at)
        for at, w in enumerate(words)
        if abs(w.box.middle - line) < 0.7 * tall and w.box.left < box.left
    ]
    if row:
        return max(row)[1] + 1
    first = [
        at for at, w in enumerate(words)
        if abs(w.box.middle - line) < 0.7 * tall or w.box.middle > line + 0.7 * tall
    ]  # fmt: skip
    return min(first, default=len(words))


def _lined(word: Word, sight: Sight, tall: float) -> Word:
    """A word with what strokes do to it."""
    box = word.box
    low, high = box.top - 0.05 * box.height, box.bottom - 0.22 * box.height
    under = any(
        _along(box, s.box) >= 0.6 and box.bottom - 0.25 * tall <= s.box.middle <= box.bottom + 0.45 * tall
        for s in sight.underlines
    )
    struck = word.struck or any(
        s.text == "struck"
        and s.box.width > 2 * tall
        and _along(box, s.box) >= 0.55
        and low <= s.box.middle <= high
        for s in sight.rules
    )
    if under == word.underlined and struck == word.struck:
        return word
    return structs.replace(word, underlined=under or word.underlined, struck=struck)


def _along(word: Box, line: Box) -> float:
    return (min(word.right, line.right) - max(word.left, line.left)) / max(1, word.width)


def _within(box: Box, region: Box) -> bool:
    wide = min(box.right, region.right) - max(box.left, region.left)
    high = min(box.bottom, region.bottom) - max(box.top, region.top)
    return wide > 0 and high > 0 and wide * high >= 0.6 * box.width * box.height


def _inked(word: Word, lines: Sequence[Box], hand: Sequence[Seen]) -> Word:
    """A word with the ink it is in; a mark is never a stamp's.

    A typed word under a stamp is lower than its letters; a word that was read well was no handwriting.
    """
    ink: Ink = word.ink
    if word.source != "image":
        if any(_within(word.box, line) and word.box.height >= 0.6 * line.height for line in lines):
            ink = "stamp"
        elif word.confidence < _WELL and any(_within(word.box, s.box) for s in hand):
            ink = "hand"
    return word if ink == word.ink else structs.replace(word, ink=ink)


def _gone_on(line: Box, words: Sequence[Word]) -> Box:
    """A stamp's line with the words that go on with it, as high and on its level: letters that have run into
    type are no letters of the stamp to the eye."""
    across = sorted((w.box for w in words if w.source != "image"), key=lambda b: b.left)
    for box in (*across, *reversed(across)):
        alike = 0.75 * line.height <= box.height <= 1.3 * line.height
        level = abs(box.middle - line.middle) <= 0.2 * line.height
        gap = max(box.left - line.right, line.left - box.right)
        if alike and level and gap <= 1.5 * line.height:
            line = Box(min(line.left, box.left), line.top, max(line.right, box.right), line.bottom)
    return line


def _is_stamp(region: Seen, words: Sequence[Word]) -> bool:
    """Whether a region of large or bold print says what stamps say."""
    if region.text or region.confidence >= 0.9:
        return True
    return says_stamp([w.text for w in words if _within(w.box, region.box)])


def _told(seen: Seen, words: Sequence[Word]) -> Seen:
    """A stamp with the words that were read in it; anything else as it is."""
    if seen.kind != "stamp" or seen.text:
        return seen
    said = " ".join(w.text for w in words if w.ink == "stamp" and _within(w.box, seen.box))
    return structs.replace(seen, text=said)
