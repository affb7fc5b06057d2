"""Exemption codes: those beside a withheld passage given to it, those alone in white taken for one.

A reviewer types or stamps the code of an exemption (``(b)(1)``, ``1.4(c)``) into the room of what is taken
out, or beside it in the margin. A code within a sentence, as in a legend or a letter about the law, stands a
blank from its neighbours and hides nothing; so a code that nothing frames counts only where it stands apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from msgspec import Struct, structs

from memcon.model import Box, Seen, Word

_BRACKETED: Final = r"\(?[ab]\)\s?\([1-9lI]\)(?:\s?\([A-F]\))?"
_SECTION: Final = (
    r"(?:1[.,][45]\s?\(?[a-hA-H]\)|3[.,][345]\s?\(b\)\s?\([1-9]\)|6[.,][12]\s?\([a-d]\)|(?:25|50|75)X[1-9])"
)
_STRICT: Final = re.compile(
    rf"(?:E\.?\s?[O0]\.?\s?1\d{{4}}\s?,?\s?)?(?:{_SECTION}|\(b\)\s?\([1-9]\))"
    rf"(?:[\s,;/&]+(?:{_SECTION}|{_BRACKETED}|[BP][1-9]))*[.,]?"
)
"""A code that needs no frame to be one."""
_CODE: Final = re.compile(rf"{_SECTION}|{_BRACKETED}|\b[BP][1-9]\b")
_APART: Final = 2.8
"""Capitals of paper on both sides of a code that stands for a passage; two blanks of a typewriter are 2.4."""
_SAME: Final = 1.0
"""Capitals between the words of one code."""
_BESIDE: Final = 12.0
"""Capitals from a frame to a code in the margin beside it."""
_STACKED: Final = 1.35
"""Line pitches between codes that stand under one another beside one passage."""
_ABOUT: Final = re.compile(
    r"REASON|CLASSIF|DERIVED|^DECL|RELEASE|^PART\b|EXEMPT|DENIED|EXCIS|SANITI|AUTHORITY|SECTION|E\.O\.|FOIA|^PRA\b",
    re.IGNORECASE,
)
"""Words beside or above which a code says why a paper is secret or was released."""
_LEGEND: Final = re.compile(r"WITHDRAWAL|REDACTION|RESTRICTION|FOIA", re.IGNORECASE)
"""Two of these words make a page a library's sheet that explains the codes."""


class Code(Struct, frozen=True, gc=False):
    """One or more codes that stand together."""

    text: str
    box: Box
    words: tuple[Word, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """Each by itself, without blanks."""
        return codes_of(self.text)


def codes_of(text: str) -> tuple[str, ...]:
    """The codes in `text`, as printed but for blanks, a figure read as a letter, a point as a comma, and a
    bracket not read."""
    found = (re.sub(r"\s", "", m.group()) for m in _CODE.finditer(text))
    whole = (re.sub(r"^(?=[ab]\))", "(", code.replace(",", ".")) for code in found)
    return tuple(dict.fromkeys(re.sub(r"\([lI]\)", "(1)", code) for code in whole))


def coded(
    hidden: Sequence[Seen], words: Sequence[Word], size: tuple[int, int], tall: float, pitch: float
) -> tuple[Seen, ...]:
    """`hidden`, the withheld passages seen on a page, with the codes in and beside them; and the passages
    that nothing but their code shows.

    `size` is the page's width and height, `tall` a capital's height and `pitch` the lines' distance, all in
    pixels.
    """
    groups = [g for g in _groups(words, tall) if codes_of(g.text)]
    told: list[Seen] = []
    used: set[Box] = set()
    for seen in hidden:
        own = [g for g in groups if _belongs(g.box, seen.box, tall)]
        used.update(g.box for g in own)
        codes = tuple(dict.fromkeys((*seen.codes, *(c for g in own for c in g.codes))))
        told.append(structs.replace(seen, codes=codes) if codes != seen.codes else seen)
    if sum(bool(_LEGEND.search(w.text)) for w in words) < 2:
        alone = [g for g in groups if g.box not in used and _stands_for(g, words, tall, pitch)]
        told.extend(_passages(alone, words, size, tall, pitch))
    return tuple(sorted(told, key=lambda s: (s.box.top, s.box.left)))


def _groups(words: Sequence[Word], tall: float) -> Iterator[Code]:
    """Neighbouring words that are codes alone, put together."""
    at = 0
    while at < len(words):
        best = None
        for end in range(at + 1, min(at + 5, len(words)) + 1):
            run = words[at:end]
            if not all(_next_to(a.box, b.box, tall) for a, b in pairwise(run)):
                break
            text = " ".join(w.text for w in run).strip(" ~_|[]'\"‘’")
            if _all_codes(text):
                box = run[0].box
                for word in run[1:]:
                    box = box.union(word.box)
                best = Code(text, box, tuple(run))
        if best:
            yield best
        at += len(best.words) if best else 1


def _all_codes(text: str) -> bool:
    rest = re.sub(r"^E\.?\s?[O0]\.?\s?1\d{4}", "", text)
    return bool(_CODE.search(rest)) and not re.sub(r"[\s,;/&.]+", "", _CODE.sub("", rest))


def _next_to(one: Box, two: Box, tall: float) -> bool:
    return abs(one.middle - two.middle) < 0.6 * tall and -tall <= two.left - one.right <= _SAME * tall


def _belongs(code: Box, box: Box, tall: float) -> bool:
    """Whether a code stands in a box or in the margin beside it."""
    level = box.top - 0.3 * tall <= code.middle <= box.bottom + 0.3 * tall
    away = max(code.left - box.right, box.left - code.right)
    return level and away <= _BESIDE * tall


def _stands_for(code: Code, words: Sequence[Word], tall: float, pitch: float) -> bool:
    """Whether a code that nothing frames stands for a passage: apart, and not said of the paper's secrecy."""
    if not _STRICT.fullmatch(code.text) or any(w.ink != "typed" or w.struck for w in code.words):
        return False
    for word in words:
        if word in code.words:
            continue
        row = abs(word.box.middle - code.box.middle) < 0.7 * tall
        over = _meet_across(word.box, code.box) and 0 < code.box.top - word.box.top < 2.2 * pitch
        if (row or over) and _ABOUT.search(word.text):
            return False
        away = max(word.box.left - code.box.right, code.box.left - word.box.right)
        if row and away < _APART * tall and any(c.isalnum() for c in word.text):
            return False
    return True


def _meet_across(one: Box, two: Box) -> bool:
    return one.left < two.right and two.left < one.right


def _passages(
    alone: Sequence[Code], words: Sequence[Word], size: tuple[int, int], tall: float, pitch: float
) -> Iterator[Seen]:
    """The blanks in which codes stand alone, each with its codes."""
    own = {w for code in alone for w in code.words}
    typed = [w.box for w in words if w not in own and sum(c.isalnum() for c in w.text) >= 1]
    left, right = _column(typed, size[0])
    stacks: list[list[Code]] = []
    for code in sorted(alone, key=lambda c: c.box.top):
        last = stacks[-1][-1] if stacks else None
        near = last and code.box.middle - last.box.middle <= _STACKED * pitch
        if last and near and _meet_across(last.box, code.box):
            stacks[-1].append(code)
        else:
            stacks.append([code])
    others = [code.box for code in alone]
    for stack in stacks:
        box = stack[0].box
        for code in stack[1:]:
            box = box.union(code.box)
        rest = [*typed, *(_half_way(b, box) for b in others if all(b != c.box for c in stack))]
        codes = tuple(dict.fromkeys(c for code in stack for c in code.codes))
        yield Seen("withheld", _room(box, rest, (left, right), size[1], tall), confidence=0.75, codes=codes)


def _half_way(other: Box, box: Box) -> Box:
    """Another passage's code, grown to the middle between both, so that their blanks do not overlap."""
    half = max(0, other.top - box.bottom, box.top - other.bottom) // 2
    return Box(other.left, other.top - half, other.right, other.bottom + half)


def _column(typed: Sequence[Box], width: int) -> tuple[int, int]:
    """Left and right of the page's words, but for the outermost fiftieth of them on each side."""
    if len(typed) < 10:
        return round(0.12 * width), round(0.88 * width)
    lefts, rights = sorted(b.left for b in typed), sorted(b.right for b in typed)
    few = len(typed) // 50
    return lefts[few], rights[-1 - few]


def _room(box: Box, rest: Sequence[Box], column: tuple[int, int], high: int, tall: float) -> Box:
    """The white around a code: between its neighbours on its line, else between the lines above and below."""
    row = [b for b in rest if abs(b.middle - box.middle) < 0.7 * tall]
    before = max((b.right for b in row if b.right <= box.left), default=None)
    behind = min((b.left for b in row if b.left >= box.right), default=None)
    blank = round(0.6 * tall)
    left = min(box.left, column[0] if before is None else before + blank)
    right = max(box.right, column[1] if behind is None else behind - blank)
    if row:
        return Box(left, box.top, right, box.bottom)
    above = max((b.bottom for b in rest if b.bottom <= box.top), default=round(0.05 * high))
    below = min((b.top for b in rest if b.top >= box.bottom), default=round(0.95 * high))
    top, bottom = above + round(0.7 * tall), below - round(0.7 * tall)
    return Box(left, min(top, box.top), right, max(bottom, box.bottom))
