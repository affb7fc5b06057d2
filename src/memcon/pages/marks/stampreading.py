"""Stamps read by themselves: those that OCR of the whole page has left unread, or read but in part.

OCR takes a page row by row and upright. A stamp up the margin, upside down, struck through or punched is read
on a picture of its own, turned as it stands; a reading is kept only where it says what stamps say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

import cv2
import numpy as np
from msgspec import Struct, structs

from memcon.model import Box, Seen, Word

from .clearing import lift
from .codes import codes_of
from .dress import place_at
from .ground import Ink
from .perforation import holes_in, joined
from .sight import Sight
from .stampwords import has_order, lacks_order, punched, says_stamp

Read = Callable[[Ink], Sequence[Word]]

_MARGIN: Final = 30
"""Pixels of paper around what is read by itself."""
_RIM: Final = 0.2
"""Capitals: a frame's line is no thicker."""
_HIGH: Final = 50
"""Pixels: higher letters are made as low as this for OCR, which was trained on type."""
_WELL: Final = 0.8
_READ: Final = 0.5
"""Confidence of a stamp that is read, from which."""


class StampsRead(Struct, frozen=True):
    """The page's sight with its stamps' words and turns, and the page's words with the stamps' put right."""

    sight: Sight
    words: list[Word]


def stamps_read(ink: Ink, sight: Sight, words: Sequence[Word], read: Read) -> StampsRead:
    """Read the stamps of a page again that need it, and the framed passages whose code was not read.

    `ink` is the page's, 255 ink; `words` what OCR has made of it; `read` reads an upright picture in ink.
    """
    kept = _with_codes(ink, sight, list(words), read)
    stamps: list[Seen] = []
    for stamp in sight.stamps:
        said = [w.text for w in kept if _within(w.box, stamp.box)]
        if stamp.box in sight.holes:
            stamp = _punched(ink, sight, stamp, read)
        elif not stamp.angle and says_stamp(said):
            if lacks_order(said):
                kept = _completed(ink, sight, stamp, kept, read)
        elif stamp.angle or not _well_read(kept, stamp.box):
            stamp = _turned(ink, sight, stamp, read)
            if stamp.text and stamp.angle:
                kept = [w for w in kept if not _within(w.box, stamp.box)]
        stamps.append(stamp)
    return StampsRead(structs.replace(sight, stamps=tuple(stamps)), kept)


def _with_codes(ink: Ink, sight: Sight, words: list[Word], read: Read) -> list[Word]:
    """`words` with those in frames read anew by themselves, where that gives an exemption's code and the
    whole page's reading does not."""
    rim = round(_RIM * sight.tall)
    for frame in sight.frames:
        old = [w for w in words if _within(w.box, frame)]
        inside = Box(frame.left + rim, frame.top + rim, frame.right - rim, frame.bottom - rim)
        if codes_of(" ".join(w.text for w in old)) or inside.width <= 0 or inside.height <= 0:
            continue
        new = _words_at(_picture(ink, inside), inside, read)
        if codes_of(" ".join(w.text for w in new)):
            rest = [w for w in words if w not in old]
            at = words.index(old[0]) if old else place_at(rest, new[0].box, sight.tall)
            words = [*rest[:at], *new, *rest[at:]]
    return words


def _well_read(words: Sequence[Word], box: Box) -> bool:
    """Whether OCR is sure of most words in a box: then it is a letterhead, or a line of bold type."""
    there = [w.confidence >= _WELL for w in words if _within(w.box, box) and len(w.text) > 1]
    return bool(there) and sum(there) >= 0.6 * len(there)


def _completed(ink: Ink, sight: Sight, stamp: Seen, words: list[Word], read: Read) -> list[Word]:
    """`words` with those of a stamp's row that names an order read anew, where that gives its number."""
    for line in sight.print:
        old = [w for w in words if _within(w.box, line)]
        if not _within(line, stamp.box) or not lacks_order([w.text for w in old]):
            continue
        new = _words_at(_picture(ink, line), line, read)
        if has_order([w.text for w in new]):
            at = min(words.index(w) for w in old)
            rest = [w for w in words if not _within(w.box, line)]
            return [*rest[:at], *new, *rest[at:]]
    return words


def _words_at(picture: Ink, box: Box, read: Read) -> list[Word]:
    """What is read on a box's picture, in the page's pixels."""
    across, down = box.left - _MARGIN, box.top - _MARGIN
    return [
        structs.replace(
            w, box=Box(w.box.left + across, w.box.top + down, w.box.right + across, w.box.bottom + down)
        )
        for w in read(picture)
    ]


def _picture(ink: Ink, box: Box) -> Ink:
    return np.pad(ink[box.top : box.bottom, box.left : box.right], _MARGIN)


def _turned(ink: Ink, sight: Sight, stamp: Seen, read: Read) -> Seen:
    """A stamp with its words and its turn, where in one of the ways it can stand it says what stamps say."""
    page = ink
    for rule in sight.rules:
        if rule.text == "struck" and _within(rule.box, stamp.box):
            page = page.copy()
            lift(page, rule.box, sight.tall)
    picture = _picture(page, stamp.box)
    for angle in (270, 90) if stamp.angle else (0, 180):
        said = [w.text for w in read(_sized(_upright(picture, angle)))]
        if says_stamp(said):
            return structs.replace(stamp, text=" ".join(said), angle=angle, confidence=0.9)
    return stamp


def _upright(picture: Ink, angle: int) -> Ink:
    """A picture that is turned clockwise by `angle`, turned back."""
    return np.ascontiguousarray(np.rot90(picture, angle // 90))


def _sized(picture: Ink) -> Ink:
    """A picture of one line of large letters made lower."""
    high = picture.shape[0] - 2 * _MARGIN
    if high < 1.6 * _HIGH or picture.shape[1] < 3 * picture.shape[0]:
        return picture
    size = (round(picture.shape[1] * _HIGH / high), round(picture.shape[0] * _HIGH / high))
    small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    return np.pad(np.where(small > 110, 255, 0).astype(np.uint8), _MARGIN)


def _punched(ink: Ink, sight: Sight, stamp: Seen, read: Read) -> Seen:
    """A perforation with its word, the way up in which it is likest to one."""
    strokes = joined(holes_in(ink, stamp.box, sight.tall))
    found = [
        (punched([w.text for w in read(one)]), angle)
        for angle in ((90, 270) if stamp.angle else (0, 180))
        for one in _sizes(np.pad(_upright(strokes, angle), _MARGIN))
    ]
    best, angle = max(found, key=lambda f: f[0].likeness)
    if not best.text:
        return stamp
    return structs.replace(stamp, text=best.text, angle=angle, confidence=max(0.9, best.likeness))


def _sizes(picture: Ink) -> Iterator[Ink]:
    yield picture
    half = cv2.resize(picture, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    yield np.where(half > 110, 255, 0).astype(np.uint8)


def _within(box: Box, region: Box) -> bool:
    wide = min(box.right, region.right) - max(box.left, region.left)
    high = min(box.bottom, region.bottom) - max(box.top, region.top)
    return wide > 0 and high > 0 and wide * high >= 0.6 * box.width * box.height
