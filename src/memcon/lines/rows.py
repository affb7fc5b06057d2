"""Words become printed rows: what stands side by side on one typed line.

Two words share a row when their middles lie within half a letter's height of each other, each word compared
with its neighbour to the left, so that a page that still leans a little does not break its rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from msgspec import Struct

from memcon.model import DOUBTFUL, Box, Page, Word

COLUMN_GAP = 2.7
"""Characters of white between two words that make a column: a sentence's two blanks stay under it."""


_WHITE = {False: 0.2, True: 0.0}
"""The part of a character that is white at a printed word's ends; a typed grid has its characters whole."""


class Measure(Struct, frozen=True):
    """A page's own type: the sizes that all other distances are told in."""

    character: float
    """Width of a character with its share of white, in pixels."""
    height: float
    """Height of an ordinary word, in pixels."""


class Row(Struct):
    """One printed row, its words from left to right."""

    words: list[int]
    box: Box
    middle: float
    broken: bool = False
    """It was broken out of an endless row, and stands apart from what is before it."""


def measure(page: Page) -> Measure:
    """The page's type, from its longer words; a typewriter's 10 to the inch where it has none."""
    longer = [w for w in page.words if len(w.text) >= 4 and w.ink == "typed"]
    if not longer:
        return Measure(page.dpi / 10, page.dpi / 9)
    height = median(w.box.height for w in longer)
    usual = [w for w in longer if w.box.height < 1.8 * height] or longer
    return Measure(
        max(1.0, median(w.box.width / (len(w.text) - _WHITE[w.source == "text"]) for w in usual)),
        max(1.0, height),
    )


def to_rows(page: Page, size: Measure) -> list[Row]:
    """The page's rows from top to bottom, every word in exactly one.

    Words set much larger than the page's type, and words of stamps and pens, never share a row with typed
    ones: a stamp lies over the page and belongs to none of its lines.
    """
    layers: dict[str, list[int]] = {}
    for index, word in enumerate(page.words):
        layers.setdefault(_layer(word, size), []).append(index)
    rows = [row for layer, members in layers.items() for row in _rows(page.words, members, layer)]
    rows.sort(key=lambda row: (row.middle, row.box.left))
    return rows


def _layer(word: Word, size: Measure) -> str:
    if word.ink != "typed":
        return word.ink
    letters = sum(c.isalnum() for c in word.text)
    tall = word.box.height / size.height
    wide = word.box.width > 1.15 * letters * size.character or word.confidence < DOUBTFUL
    return "large" if letters >= 3 and tall > 1.75 and (wide or tall > _TALL) else "typed"


_TALL = 2.5
"""Heights of ordinary words from which a word is large however narrow it is; a stroke beside a word of the
page's own type makes its box taller, and no wider."""
_REACH = {"typed": 0.55, "large": 0.55, "stamp": 0.75, "hand": 0.75}
"""How far apart, in word heights, the middles of a row's words may lie: a stamp is set askew."""


def _rows(words: Sequence[Word], members: list[int], layer: str) -> list[Row]:
    heights = [words[i].box.height for i in members if len(words[i].text) > 1]
    height = median(heights) if heights else 30.0
    reach = max(1.0, _REACH[layer] * height)
    open_rows: dict[int, list[Row]] = {}
    rows: list[Row] = []
    for index in sorted(members, key=lambda i: (words[i].box.left, words[i].box.top)):
        box = words[index].box
        key = int(box.middle // reach)
        near = [row for k in (key - 1, key, key + 1) for row in open_rows.get(k, ())]
        row = min(near, key=lambda r: abs(r.middle - box.middle), default=None)
        if row is None or abs(row.middle - box.middle) > reach:
            row = Row([], box, box.middle)
            rows.append(row)
        else:
            open_rows[int(row.middle // reach)].remove(row)
        row.words.append(index)
        row.box = row.box.union(box)
        row.middle = _settled(row.middle, box, height)
        open_rows.setdefault(int(row.middle // reach), []).append(row)
    return rows


def _settled(middle: float, box: Box, height: float) -> float:
    """The row's middle after one more word: low and small ones (a comma, a dash) do not pull it."""
    return box.middle if box.height > 0.6 * height else middle


def to_cells(words: Sequence[Word], row: Row, size: Measure) -> list[list[int]]:
    """The row's words, divided where a column's width of white lies between them."""
    cells: list[list[int]] = []
    right = None
    for index in row.words:
        box = words[index].box
        if right is None or box.left - right > COLUMN_GAP * size.character:
            cells.append([])
        cells[-1].append(index)
        right = max(box.right, right or 0)
    return cells
