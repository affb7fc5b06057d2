"""Large print on a typed page: stamps and letterheads, each read by itself.

A stamp of twice the type's size beside or over typed lines spoils both for a reader that takes the page row
by row: its rows are not theirs. So the letters of large print are taken out of the page, read on a picture
of their own, and the page is read without them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import cv2
import numpy as np
from msgspec import Struct, structs
from numpy.typing import NDArray

from memcon.model import Box, Seen, Word
from memcon.pages.components import components
from memcon.pages.marks import lifted

Picture = NDArray[np.uint8]
Read = Callable[[Picture], Sequence[Word]]

_LARGER = 1.35
"""Capitals of the page's type from which a letter is large,"""
_RUN_TOGETHER = 1.8
"""the same for letters that run into one another, since underlined words of the type do so too;"""
_LARGEST = 6.0
"""and up to which it is a letter at all."""
_ALIKE = 1.35
"""Letters of one stamp differ in height by no more than this factor,"""
_BESIDE = 1.2
"""stand no farther apart than this share of their height,"""
_BELOW = 0.8
"""and its rows no farther than this one."""
_LETTERS = 4
"""Large print has at least as many letters; a pen's strokes seldom stand so alike in a row."""
_SAME_ROW = 0.35
"""Capitals by which the feet of one typed row's letters differ, and"""
_FOLLOWS = 5.0
"""by which one word of it follows another."""
_CUT = 0.25
"""Capitals: as wide as the cut that a lifted stroke leaves in a letter."""
_MARGIN = 30
"""Pixels of paper around what is read by itself."""


class Letters(Struct, frozen=True, gc=False):
    """Components that make up one piece of large print, and the box around them."""

    labels: tuple[int, ...]
    box: Box
    count: int
    """How many letters, those that run into one another counted by their width."""


def large_print(ink: Picture, tall: float) -> tuple[Picture, list[Picture], list[Box]]:
    """`ink` without its large print, and each piece of that on a picture of its own with the piece's box.

    `ink` is height by width, 255 ink; `tall` the height of a capital of the page's type in pixels. A piece's
    picture is as large as its box with `_MARGIN` pixels on every side.
    """
    if tall <= 0:
        return ink, [], []
    labels, stats = components(ink)
    pieces = [p for p in _pieces(_large(stats, tall)) if _stands_out(p, stats, tall)]
    if not pieces:
        return ink, [], []
    pictures: list[Picture] = []
    for piece in pieces:
        own = _own(piece, stats, tall)
        box = piece.box
        part = np.where(own[labels[box.top : box.bottom, box.left : box.right]], 255, 0).astype(np.uint8)
        pictures.append(np.pad(part, _MARGIN))
    rest, overprint = ink.copy(), np.zeros_like(ink)
    for piece, picture in zip(pieces, pictures, strict=True):
        box, own = piece.box, picture[_MARGIN:-_MARGIN, _MARGIN:-_MARGIN]
        rest[box.top : box.bottom, box.left : box.right][own > 0] = 0
        overprint[box.top : box.bottom, box.left : box.right] |= own
    for piece in pieces:
        for row in _rows_beside(piece.box, _typed_letters(rest, piece.box, tall), tall):
            _give_back(rest, overprint, piece.box, row, tall)
    for box, picture in zip((piece.box for piece in pieces), pictures, strict=True):
        given = rest[box.top : box.bottom, box.left : box.right] > 0
        picture[_MARGIN:-_MARGIN, _MARGIN:-_MARGIN][given] = 0
    return rest, pictures, [piece.box for piece in pieces]


def read_apart(pictures: Sequence[Picture], boxes: Sequence[Box], read: Read) -> list[Word]:
    """The words of each piece of large print, in the page's pixels."""
    words: list[Word] = []
    for picture, box in zip(pictures, boxes, strict=True):
        across, down = box.left - _MARGIN, box.top - _MARGIN
        for word in read(picture):
            b = word.box
            place = Box(b.left + across, b.top + down, b.right + across, b.bottom + down)
            words.append(structs.replace(word, box=place))
    return words


def _large(stats: NDArray[np.int32], tall: float) -> list[Letters]:
    """Components of a large letter's size, and of several such run into one another."""
    wide, high = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]
    one = (high >= _LARGER * tall) & (wide <= 2.5 * high)
    several = (high >= _RUN_TOGETHER * tall) & (wide <= 12 * high)
    fits = (one | several) & (high <= _LARGEST * tall)
    fits[0] = False
    found: list[Letters] = []
    for label in np.flatnonzero(fits).tolist():
        left, top, across, down = (int(n) for n in stats[label, :4])
        box = Box(left, top, left + across, top + down)
        found.append(Letters((label,), box, max(1, round(across / (0.9 * down)))))
    return found


def _pieces(letters: Sequence[Letters]) -> list[Letters]:
    """Letters that stand in one row, and rows that stand under one another, as pieces of large print."""
    rows = [row for row in _joined(letters, _in_row) if row.count > 1]
    return [piece for piece in _joined(rows, _under) if piece.count >= _LETTERS]


def _joined(parts: Sequence[Letters], belong: Callable[[Box, Box], bool]) -> list[Letters]:
    """`parts`, those that belong together made one, each judged by its own box alone."""
    owner = list(range(len(parts)))

    def root(i: int) -> int:
        while owner[i] != i:
            i = owner[i]
        return i

    for i, one in enumerate(parts):
        for j in range(i):
            if belong(parts[j].box, one.box):
                owner[root(i)] = root(j)
    whole: dict[int, Letters] = {}
    for i, part in enumerate(parts):
        at = root(i)
        held = whole.get(at)
        whole[at] = _with(held, part) if held else part
    return list(whole.values())


def _with(a: Letters, b: Letters) -> Letters:
    return Letters((*a.labels, *b.labels), a.box.union(b.box), a.count + b.count)


def _in_row(a: Box, b: Box) -> bool:
    low, high = sorted((a.height, b.height))
    shared = min(a.bottom, b.bottom) - max(a.top, b.top)
    gap = max(a.left, b.left) - min(a.right, b.right)
    return high <= _ALIKE * low and shared >= 0.6 * low and gap <= _BESIDE * low


def _under(a: Box, b: Box) -> bool:
    low, high = sorted((a.height, b.height))
    shared = min(a.right, b.right) - max(a.left, b.left)
    gap = max(a.top, b.top) - min(a.bottom, b.bottom)
    return high <= _ALIKE * low and gap <= _BELOW * low and shared >= 0.5 * min(a.width, b.width)


def _stands_out(piece: Letters, stats: NDArray[np.int32], tall: float) -> bool:
    """Whether a piece has no more letters of the type among its own: in a bad scan letters of typed lines
    run into one another, and the large components among them are no large print."""
    high = stats[:, cv2.CC_STAT_HEIGHT]
    typed = _inside(piece.box, stats) & (high >= 0.5 * tall) & (high < _LARGER * tall)
    return int(np.count_nonzero(typed)) <= piece.count


def _own(piece: Letters, stats: NDArray[np.int32], tall: float) -> NDArray[np.bool_]:
    """The components of a piece: its letters, and the dots and splinters among them, but no typed letter."""
    own = _inside(piece.box, stats) & (stats[:, cv2.CC_STAT_HEIGHT] < 0.5 * tall)
    own[list(piece.labels)] = True
    return own


def _typed_letters(ink: Picture, box: Box, tall: float) -> list[Box]:
    """The letters of the page's type in the rows that `box` lies in, up to its right edge."""
    up = max(0, box.top - round(2 * tall))
    band = ink[up : box.bottom + round(2 * tall), : box.right]
    stats = components(np.ascontiguousarray(band))[1]
    wide, high = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]
    fits = (high >= 0.5 * tall) & (high < _LARGER * tall) & (wide < 3 * tall)
    fits[0] = False
    return [Box(x, y + up, x + w, y + up + h) for x, y, w, h, _ in stats[fits].tolist()]


def _rows_beside(box: Box, letters: Sequence[Box], tall: float) -> list[Box]:
    """The typed rows that run into large print from the left: the box around each one's nearest letters."""
    reach = Box(box.left - round(6 * tall), box.top - round(tall), box.right, box.bottom + round(tall))
    near = sorted((b for b in letters if reach.holds(b)), key=lambda b: b.bottom)
    rows: list[list[Box]] = []
    for letter in near:
        if rows and letter.bottom - rows[-1][-1].bottom < _SAME_ROW * tall:
            rows[-1].append(letter)
        else:
            rows.append([letter])
    found: list[Box] = []
    for row in rows:
        if len(row) > 1:
            base = int(np.median([b.bottom for b in row]))
            left, right = min(b.left for b in row), max(b.right for b in row)
            found.append(Box(left, base - round(1.2 * tall), right, base + round(0.35 * tall)))
    return found


def _give_back(rest: Picture, overprint: Picture, box: Box, row: Box, tall: float) -> None:
    """Put back into `rest` what goes on with a typed row under the large print in `box`.

    The print's own strokes are lifted; of what they leave, letters are taken as long as one follows another,
    and dots and splinters where they touch a letter that was taken.
    """
    low = lifted(overprint, Seen("stamp", box), tall)
    top, bottom = max(0, row.top), row.bottom
    band = low[top:bottom, row.left :]
    healed = cv2.morphologyEx(band, cv2.MORPH_CLOSE, np.ones((1, max(3, round(_CUT * tall))), np.uint8))
    band = np.asarray(cv2.bitwise_and(healed, overprint[top:bottom, row.left :]), np.uint8)
    labels, stats = components(band)
    left, up, wide, high = (stats[:, i] for i in range(4))
    whole = (up > 0) & (up + high < bottom - top)
    letter = whole & (high >= 0.6 * tall) & (wide <= 2.2 * tall)
    letter[0] = whole[0] = False
    end, taken = row.right - row.left, np.zeros(len(stats), np.bool_)
    for label in sorted(np.flatnonzero(letter).tolist(), key=lambda i: int(left[i])):
        if left[label] - end > _FOLLOWS * tall:
            break
        taken[label] = True
        end = max(end, int(left[label] + wide[label]))
    spots = [(int(left[i]), int(left[i] + wide[i])) for i in np.flatnonzero(taken)]
    for label in np.flatnonzero(whole & ~letter):
        a, b = int(left[label]), int(left[label] + wide[label])
        taken[label] = any(min(b, end) - max(a, start) >= 0.5 * (b - a) for start, end in spots)
    window = rest[top:bottom, row.left :]
    window[taken[labels]] = 255


def _inside(box: Box, stats: NDArray[np.int32]) -> NDArray[np.bool_]:
    left, top, wide, high = (stats[:, i] for i in range(4))
    inside = (left >= box.left) & (left + wide <= box.right) & (top >= box.top) & (top + high <= box.bottom)
    inside[0] = False
    return inside
