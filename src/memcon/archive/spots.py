"""Where on its page an entry of a record lies, in a measure that no reader's resolution changes."""

from __future__ import annotations

from typing import Any, cast

import msgspec

from memcon.archive.rows import Places, word_at
from memcon.model import Box, Page, Span

Spot = tuple[int, int, int, int, int]
"""A page, and on it left, top, right and bottom in thousandths of its width and height."""
Tree = Any


class Spots:
    """Asks where the entries of a record's tree lie."""

    def __init__(self, places: Places) -> None:
        self.places = places

    def of(self, tree: Tree, parts: list[str | int]) -> Spot | None:
        """Where the entry of a list, or a word of a text, at the end of a path lies; None: unknown."""
        if len(parts) > 2 and parts[-2] == "words":
            return self._of_word(tree, parts)
        entry = _entry(tree, parts)
        while isinstance(entry, dict) and "paragraphs" in entry:  # a turn lies where it begins
            inner = cast("list[Tree]", entry["paragraphs"])
            entry = inner[0] if inner else None
        if not isinstance(entry, dict) or "span" not in entry:
            return None
        return self.of_span(msgspec.convert(entry["span"], Span))

    def of_span(self, span: Span) -> Spot | None:
        """Where what a span quotes lies, on its first page."""
        lines = [self.places.lines[p.line] for p in span.pieces if p.line in self.places.lines]
        if not lines:
            return None
        number = lines[0].page
        return self.on_page(number, self.places.of(span, number)[0])

    def on_page(self, number: int, box: Box | None) -> Spot | None:
        """A box of a page, in pixels, as a spot."""
        page = self.places.pages.get(number)
        return _spot(page, box) if page and box else None

    def _of_word(self, tree: Tree, parts: list[str | int]) -> Spot | None:
        *to, name, _, number = parts
        holder, text = _entry(tree, to), str(_entry(tree, [*to, name]))
        span = cast("dict[str, Tree]", holder).get("span") if isinstance(holder, dict) else None
        if not to:
            span = next((e["span"] for e in tree.get("evidence", ()) if e["path"] == name), None)
        if span is None:
            return None
        whole = msgspec.convert(span, Span)
        for at, piece, _, word in self.places.standing(text, whole):
            if word_at(text, at) == number:
                return self.on_page(self.places.lines[whole.pieces[piece].line].page, word.box)
        return None


def overlap(one: Spot | None, other: Spot | None) -> float:
    """Of the area of two spots, the part that both have, 0 to 1."""
    if one is None or other is None or one[0] != other[0]:
        return 0.0
    width = min(one[3], other[3]) - max(one[1], other[1])
    height = min(one[4], other[4]) - max(one[2], other[2])
    if width <= 0 or height <= 0:
        return 0.0
    common = width * height
    return common / (_area(one) + _area(other) - common)


def _area(spot: Spot) -> int:
    return (spot[3] - spot[1]) * (spot[4] - spot[2])


def _spot(page: Page, box: Box) -> Spot:
    across, down = 1000 / max(page.width, 1), 1000 / max(page.height, 1)
    return (
        page.number,
        round(box.left * across),
        round(box.top * down),
        max(round(box.right * across), round(box.left * across) + 1),
        max(round(box.bottom * down), round(box.top * down) + 1),
    )


def _entry(tree: Tree, parts: list[str | int]) -> Tree:
    for part in parts:
        tree = tree[part]
    return tree
