"""Where the words of a portion stand on the pages of the file that it was read from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct, structs
from rapidfuzz import fuzz

from memcon.model import Box, Document, Line, Page, Piece, Record, Span, Word
from memcon.writing.review.portions import Portion
from memcon.writing.review.reviewing import Cut


class Spot(Struct, frozen=True):
    """One word of a page within a portion."""

    page: int
    line: int
    box: Box
    text: str


class Row(Struct, frozen=True):
    """The withheld part of one printed line, in pixels of its page."""

    page: int
    line: int
    box: Box
    first: bool
    """It is the passage's first row."""
    last: bool


_LABEL = re.compile(r"^\W*[A-Z][A-Z0-9]{1,11}\s*[:;.]\s*")
_ALIKE = 75.0
"""Likeness (0 to 100) from which a line of the head prints the subject, misread letters allowed for."""
_ROWS = 6
"""The most lines that a subject takes."""


def printings(document: Document, record: Record, portion: Portion) -> tuple[Span, ...]:
    """Where the paper prints a portion; a subject may be printed more than once, as cables do.

    Nothing for a portion that has no place, such as one of a record that was not read from pages.
    """
    own = (portion.span,) if portion.span.pieces else ()
    if portion.at != "subject":
        return own
    taken = {piece.line for piece in portion.span.pieces}
    body = {n for e in record.elements if e.kind in ("turn", "paragraph") for n in e.lines}
    known = {n for e in record.elements for n in e.lines} - body
    lines = [line for line in document.lines if line.number in known]
    found = list(own)
    for place, line in enumerate(lines):
        span = None if line.number in taken else _printing(lines[place : place + _ROWS], portion.text)
        if span:
            found.append(span)
            taken |= {piece.line for piece in span.pieces}
    return tuple(found)


def _printing(lines: Sequence[Line], text: str) -> Span | None:
    """The first of `lines`, and as many below it as are most like `text`; None where none are like it."""
    label = _LABEL.match(lines[0].text)
    start = label.end() if label else 0
    best, height, said = _ALIKE, 0, ""
    for count, line in enumerate(lines, 1):
        said = f"{said} {line.text[start:] if count == 1 else line.text.strip()}".strip()
        alike = fuzz.ratio(said.casefold(), text.casefold())
        if alike > best:
            best, height = alike, count
        if len(said) > 1.5 * len(text):
            break
    rows = lines[:height]
    pieces = [Piece(row.number, start if n == 0 else 0, len(row.text)) for n, row in enumerate(rows)]
    return Span(tuple(pieces)) if pieces else None


def printed_at(cut: Cut, places: Sequence[Span]) -> Iterator[Cut]:
    """A cut once for each place where its portion is printed."""
    for span in places:
        yield structs.replace(cut, portion=structs.replace(cut.portion, span=span))


def spots(document: Document, portion: Portion) -> list[list[Spot]]:
    """For each word of a portion the page's words that it is made of.

    A word broken at a line's end is made of two. What the page has more (a mark, a stamp's letter) belongs to
    no word; a word that is not found again takes all that stands between its neighbours, so that nothing of
    it is left where it is withheld.
    """
    found = list(_on_pages(document, portion))
    places: list[list[Spot]] = []
    at = 0
    for word in portion.words:
        match = _match(found, at, word)
        if match is None:
            places.append([])
        else:
            places.append(found[match[0] : match[1]])
            at = match[1]
    return _filled(places, found)


def _on_pages(document: Document, portion: Portion) -> Iterator[Spot]:
    lines = {line.number: line for line in document.lines}
    pages: dict[int, Page] = {page.number: page for page in document.pages}
    for piece in portion.span.pieces:
        line, at = lines[piece.line], 0
        for number in line.words:
            word: Word = pages[line.page].words[number]
            start = line.text.find(word.text, at)
            if start < 0:
                start = at
            at = start + len(word.text)
            if start < piece.end and at > piece.start:
                yield Spot(line.page, line.number, word.box, word.text)


_AHEAD = 4
"""Words of the page that may lie between two words of a portion."""


def _match(found: Sequence[Spot], at: int, word: str) -> tuple[int, int] | None:
    """The page's words from `at` on that spell `word`: from, to."""
    for start in range(at, min(at + _AHEAD, len(found))):
        spelt = ""
        for end in range(start, min(start + 3, len(found))):
            spelt += found[end].text
            if spelt == word or (spelt.startswith(word) and end == start):
                return start, end + 1
            if not word.startswith(spelt):
                break
    return None


def _filled(places: list[list[Spot]], found: Sequence[Spot]) -> list[list[Spot]]:
    """The places, those of words that were not found being all that lies between their neighbours."""
    numbers = {id(spot): number for number, spot in enumerate(found)}
    filled = list(places)
    for number, place in enumerate(places):
        if place:
            continue
        before = next((p[-1] for p in reversed(places[:number]) if p), None)
        after = next((p[0] for p in places[number + 1 :] if p), None)
        start = numbers[id(before)] + 1 if before else 0
        end = numbers[id(after)] if after else len(found)
        filled[number] = list(found[start:end]) or [s for s in (before, after) if s]
    return filled


def line_counts(document: Document, portion: Portion) -> list[int]:
    """How many of a portion's words begin on each of its lines."""
    counts: dict[int, int] = {}
    for place in spots(document, portion):
        if place:
            counts[place[0].line] = counts.get(place[0].line, 0) + 1
    return list(counts.values())


def rows(document: Document, cut: Cut) -> list[Row]:
    """What a cut takes of each printed line, in reading order; nothing where the portion has no place."""
    places = spots(document, cut.portion)
    taken = [spot for place in places[cut.start : cut.end] for spot in place]
    if not taken:
        return []
    by_line: dict[tuple[int, int], Box] = {}
    for spot in taken:
        key = (spot.page, spot.line)
        by_line[key] = by_line[key].union(spot.box) if key in by_line else spot.box
    keys = list(by_line)
    own = {piece.line for piece in cut.portion.span.pieces}
    left = min(spot.box.left for place in places for spot in place)
    right = max(line.box.right for line in document.lines if line.number in own)
    found: list[Row] = []
    for place, (page, line) in enumerate(keys):
        box = by_line[page, line]
        first, last = place == 0, place + 1 == len(keys)
        # Within a passage of several lines all to the line's ends goes, read or not.
        box = Box(
            box.left if first else min(left, box.left),
            box.top,
            box.right if last else max(right, box.right),
            box.bottom,
        )
        found.append(Row(page, line, box, first, last))
    return found
