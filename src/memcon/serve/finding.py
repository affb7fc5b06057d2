"""Where the passages of a text stand on the pages of a paper, so that two papers can be scrolled together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from memcon.serve.places import Places, folded

BEGINNING = 4
"""Words by which a passage is found; fewer where it has no more."""


class Spot(Struct, frozen=True):
    """A height on a page, in its pixels from the top."""

    page: int
    y: int


def spots(
    places: Places, pages: tuple[int, int], texts: Sequence[str], known: Mapping[int, Spot]
) -> dict[int, Spot]:
    """Where each text begins, by its number; a text that is not found has none.

    Texts stand in reading order, so each is looked for behind the one before, and first at the next words.
    `known` are places that need not be looked for.
    """
    words = [
        (folded(placed.word.text), Spot(line.page, line.box.top))
        for line in places.lines.values()
        if pages[0] <= line.page <= pages[1]
        for placed in places.words(line.number)
    ]
    found: dict[int, Spot] = {}
    at = 0
    for number, text in enumerate(texts):
        wanted = [word for word in map(folded, text.split()) if word][:BEGINNING]
        place = _next(words, wanted, at) if wanted else None
        if place is not None:
            found[number] = words[place][1]
            at = place + len(wanted)
        elif number in known:
            found[number] = known[number]
    return found


def _next(words: Sequence[tuple[str, Spot]], wanted: Sequence[str], start: int) -> int | None:
    """The first place from `start` on at which most of the words wanted follow each other."""
    need = max(1, len(wanted) - 1)
    for at in range(start, len(words) - len(wanted) + 1):
        if words[at][0] == wanted[0] or (len(wanted) > 2 and words[at + 1][0] == wanted[1]):
            same = sum(words[at + n][0] == word for n, word in enumerate(wanted))
            if same >= need:
                return at
    return None
