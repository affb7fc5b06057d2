"""Where the words of a portion stand on the pages of the file that it was read from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from memcon.model import Box, Document, Page, Word
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
