"""Pages as they are drawn beside the text: the picture, and a box for each line, gap and found word."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from memcon import Box, Document, Found, Line, Page, Seen, Shown
from memcon.serve.places import Places, folded


class Run(Struct, frozen=True):
    """Characters of a line without a wide gap among them: where they begin, and how wide they are."""

    text: str
    left: int
    width: int


class LineBox(Struct, frozen=True):
    """A line on its page."""

    number: int
    box: Box
    text: str
    kind: str
    runs: tuple[Run, ...] = ()
    """Its columns, each set where it stands."""


class Sheet(Struct, frozen=True):
    """A page with what is laid over it."""

    number: int
    width: int
    height: int
    dpi: int
    pictured: bool
    """Whether the file has a picture of it; a text file has none, and its words are set in their places."""
    quality: float
    size: float
    """Of the type of a facsimile, in page pixels."""
    lines: tuple[LineBox, ...]
    seen: tuple[Seen, ...]
    withheld: tuple[tuple[int, Box], ...]
    hits: tuple[Box, ...] = ()
    """Words that a query found."""
    passages: tuple[tuple[int, Box], ...] = ()
    """The passages in which they stand, each with its number among those found, counted from 1."""


def sheets(shown: Shown, places: Places, found: Found | None = None) -> list[Sheet]:
    """The pages of a record."""
    first, last = shown.record.pages
    hits = words_found(found)
    known = [page for page in shown.document.pages if first <= page.number <= last]
    return [_sheet(page, shown, places, found, hits) for page in known]


def words_found(found: Found | None) -> frozenset[str]:
    """The words that a query found in a record, as they are compared."""
    words: set[str] = set()
    for passage in found.passages if found else ():
        for part in passage.snippet.split("\x02")[1:]:
            words.update(filter(None, map(folded, part.partition("\x03")[0].split())))
    return frozenset(words)


def _sheet(page: Page, shown: Shown, places: Places, found: Found | None, hits: frozenset[str]) -> Sheet:
    passages = tuple(
        (n, p.box)
        for n, p in enumerate(found.passages if found else (), 1)
        if p.box and p.page == page.number
    )
    return Sheet(
        page.number,
        page.width,
        page.height,
        page.dpi,
        shown.document.source.kind in ("pdf", "image"),
        page.quality,
        _size(shown.document, page.number),
        tuple(_lines(shown.document, places, page.number)),
        tuple(seen for seen in page.seen if seen.kind in ("stamp", "hand", "withheld", "covered")),
        tuple((n, w.box) for n, w in enumerate(shown.record.withheld) if w.box and w.page == page.number),
        tuple(_hit_boxes(page, hits, passages)) if hits else (),
        passages,
    )


def _lines(document: Document, places: Places, number: int) -> Iterator[LineBox]:
    for line in document.lines:
        if line.page == number:
            yield LineBox(line.number, line.box, line.text, line.kind, tuple(_runs(line, places)))


def _runs(line: Line, places: Places) -> Iterator[Run]:
    """The columns of a line, each from its first word to its last."""
    starts = [cell.start for cell in line.cells] or [0]
    for start, end in zip(starts, [*starts[1:], len(line.text)], strict=True):
        own = [w for w in places.words(line.number) if start <= w.start < end]
        text = line.text[start:end].rstrip()
        if own and text:
            left = min(w.word.box.left for w in own)
            yield Run(text, left, max(w.word.box.right for w in own) - left)


def _size(document: Document, number: int) -> float:
    """The size of monospaced type, whose letters are 0.6 as wide as high, in which most lines fit."""
    wide = sorted(
        line.box.width / len(line.text)
        for line in document.lines
        if line.page == number and len(line.text) > 20 and len(line.cells) < 2
    )
    return round(wide[len(wide) // 2] / 0.6, 1) if wide else 20.0


def _hit_boxes(page: Page, hits: frozenset[str], passages: tuple[tuple[int, Box], ...]) -> Iterator[Box]:
    for word in page.words:
        inside = any(
            p.left <= word.box.left and p.top <= word.box.middle <= p.bottom and word.box.right <= p.right
            for _, p in passages
        )
        if inside and folded(word.text) in hits:
            yield word.box


class LineWords(Struct, frozen=True):
    """The words of a line for the page's script: each ``[start, end, left, top, right, bottom]``."""

    line: int
    words: tuple[tuple[int, int, int, int, int, int], ...]


def line_words(places: Places, number: int) -> list[LineWords]:
    """Which characters of each line of a page stand where."""
    found: list[LineWords] = []
    for line in places.lines.values():
        if line.page == number:
            words = tuple(
                (w.start, w.end, w.word.box.left, w.word.box.top, w.word.box.right, w.word.box.bottom)
                for w in places.words(line.number)
            )
            found.append(LineWords(line.number, words))
    return found
