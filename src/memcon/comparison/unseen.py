"""Withheld passages that only the other release gives away.

A reviewer's white paint leaves a blank with neither frame nor code, and a code in a box that no rule saw is
read as ``1 4(d)`` or ``eS 14d ee``. By itself such a page tells nothing. Beside a copy that shows the words
it does: where these would stand, the page has a blank of their size, or the wreck of a code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median, quantiles

from msgspec import Struct, structs

from memcon.comparison.aligning import Run, align
from memcon.comparison.gaps import LETTERS
from memcon.comparison.judging import Known
from memcon.comparison.papers import BODY, Paper, Token
from memcon.comparison.results import Gap
from memcon.model import Box

FEWEST = 3
"""Words under which a blank is not looked for: one or two fit into many a gap between words."""
FILLED = (0.6, 2.0)
"""The share of a blank that words fill, at least and at most, which once stood there."""
SURE = 0.9
"""Words all read as surely as this are no wreck of a code."""
UNTOLD = 0.5
"""How sure a blank is in a copy that shows no other sign of a reviewer: faint type may not have been read."""
_IN_PART = re.compile(r"part|excis|sanitiz|redact|delet", re.IGNORECASE)
_WRECK = re.compile(
    r"(?:(?<!\d)[1il|]\W*(?P<order>[45])\W*(?P<letter>[a-h])(?![a-z]{3})|\bb\W*[(\[oc]*\W*[1-9il]\W)"
)
"""An exemption code as a frame's lines and worn type leave it: ``1 4(d)``, ``14d``, ``b oo 1``."""


def revealed(a: Paper, b: Paper, known: Known) -> tuple[Paper, Paper, list[Run]]:
    """Both papers with the gaps that the other gives away, and their alignment; `known`: the dictionary."""
    runs = align(a, b)
    one = _with_gaps(a, b, [(r.a0, r.a1, r.b0, r.b1) for r in runs if not r.paired], known)
    other = _with_gaps(b, a, [(r.b0, r.b1, r.a0, r.a1) for r in runs if not r.paired], known)
    if one is a and other is b:
        return a, b, runs
    return one, other, align(one, other)


def _with_gaps(
    paper: Paper, other: Paper, between: Sequence[tuple[int, int, int, int]], known: Known
) -> Paper:
    """`paper` with gaps in place of its words ``start:end``, or between two of its words, where `other` has
    words of its own."""
    if not paper.pictured:
        return paper
    found: list[tuple[int, int, Token]] = []
    sheets: dict[int, _Sheet] = {}
    release = paper.record.declassification and paper.record.declassification.release
    reviewed = any(token.gap for token in paper.tokens) or bool(release and _IN_PART.search(release))
    for start, end, first, last in between:
        mine, theirs = paper.tokens[start:end], other.tokens[first:last]
        if not theirs or any(token.gap for token in (*mine, *theirs)):
            continue
        if mine:
            gap = _wreck(mine, theirs, known)
        else:
            gap = _blank(paper.tokens, start, len(theirs), sheets) if _proper(paper, start) else None
            if gap and not reviewed:
                gap = structs.replace(gap, confidence=UNTOLD)
        if gap:
            found.append((start, end, gap))
    if not found:
        return paper
    tokens = list(paper.tokens)
    for start, end, gap in reversed(found):
        tokens[start:end] = [gap]
    return structs.replace(paper, tokens=tuple(tokens))


def _proper(paper: Paper, at: int) -> bool:
    """Whether the words on both sides of a place are of the text proper; a paper's head is full of blanks."""
    near = paper.tokens[max(0, at - 1) : at + 1]
    return all(paper.stretches[token.passage].kind in BODY for token in near)


def _wreck(mine: Sequence[Token], theirs: Sequence[Token], known: Known) -> Token | None:
    """The gap whose code was read as `mine`, where these are no words and those of the other copy are."""
    if len(theirs) < 2 or not all(t.pictured for t in mine) or min(t.confidence for t in mine) >= SURE:
        return None
    if any(len(t.key) > 3 and known(t.key) for t in mine):
        return None
    if sum(known(t.key) for t in theirs) < 0.6 * len(theirs):
        return None
    read = _WRECK.search(" ".join(t.text for t in mine).lower() + " ")
    if read is None:
        return None
    codes = (f"1.{read['order']}({read['letter']})",) if read["order"] else ()
    return structs.replace(mine[0], key="", text="", confidence=1.0, gap=Gap(codes), box=_around(mine))


def _around(tokens: Sequence[Token]) -> Box | None:
    """The box around words of one line."""
    box = tokens[0].box
    for token in tokens[1:]:
        if box and token.box and token.page == tokens[0].page:
            box = box.union(token.box)
    return box


class _Sheet(Struct, frozen=True):
    """A page's measures, in its pixels."""

    left: float
    right: float
    letter: float
    pitch: float
    """From one line to the next."""


def _sheet(tokens: Sequence[Token], page: int) -> _Sheet | None:
    """The measures of a page, where it has type enough to tell."""
    here = [t for t in tokens if t.page == page and t.box and not t.gap and t.pictured]
    lines: dict[int, list[Box]] = {}
    for token in here:
        if token.box:
            lines.setdefault(token.line, []).append(token.box)
    letters = [t.box.width / len(t.text) for t in here if t.box and len(t.text) > 2]
    if len(lines) < 4 or not letters:
        return None
    middles = sorted(median(box.middle for box in boxes) for boxes in lines.values())
    steps = [y - x for x, y in pairwise(middles) if y > x]
    ends = quantiles([max(box.right for box in boxes) for boxes in lines.values()], n=10)
    starts = quantiles([min(box.left for box in boxes) for boxes in lines.values()], n=10)
    return _Sheet(starts[0], ends[-1], median(letters), median(steps)) if steps else None


def _blank(tokens: Sequence[Token], at: int, words: int, sheets: dict[int, _Sheet]) -> Token | None:
    """The gap before the word at `at`, where its page has a blank there into which so many words fit."""
    if words < FEWEST or not 0 < at < len(tokens):
        return None
    before, behind = tokens[at - 1], tokens[at]
    if before.page != behind.page or not before.box or not behind.box:
        return None
    sheet = sheets.get(before.page) or _sheet(tokens, before.page)
    if sheet is None:
        return None
    sheets[before.page] = sheet
    pieces = list(_pieces(before, behind, sheet))
    if not pieces:
        return None
    room = sum(max(0.0, right - left) for left, right, _ in pieces) / (sheet.letter * LETTERS)
    if not FILLED[0] * room <= words <= FILLED[1] * room:
        return None
    height = sheet.pitch / 3
    left, right, _ = max(pieces, key=lambda piece: piece[1] - piece[0])
    box = Box(round(left), round(pieces[0][2] - height), round(right), round(pieces[-1][2] + height))
    gap = Gap(extent="words", words=round(room, 1))
    return structs.replace(before, key="", text="", confidence=1.0, glued=False, gap=gap, box=box, line=-1)


def _pieces(before: Token, behind: Token, sheet: _Sheet) -> Iterator[tuple[float, float, float]]:
    """The blank between two words as its part of each line: from, to, and the line's middle."""
    one, other = before.box, behind.box
    if one is None or other is None:
        return
    rows = round((other.middle - one.middle) / sheet.pitch)
    if rows <= 0:
        yield one.right + sheet.letter, other.left - sheet.letter, one.middle
        return
    apart = before.passage != behind.passage  # then a line's rest, an indent and a blank line are no sign
    if not apart:
        yield one.right + sheet.letter, sheet.right, one.middle
    for row in range(1 + apart, rows):
        yield sheet.left, sheet.right, one.middle + row * sheet.pitch
    if not apart:
        yield sheet.left, other.left - sheet.letter, other.middle
