"""Text that a PDF still carries where its page shows nothing of it: under a bar, or painted over.

Such text is a failed redaction more often than not. It is taken out of the page's words, so that no reader
prints what was meant to be withheld, and reported by its place.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from memcon.model import Box, Seen, Word

_SOLID = 0.97
"""Share of a word's box that is dark where a bar lies on it; heavy type fills half."""
_DARK = 96
_FLAT = 12
"""Levels of grey within which a place shows nothing, be it white or another colour."""
_LETTERS = 3
"""What a layer has in a bar by mistake is mostly shorter than this."""


def parted(
    words: Sequence[Word], gray: NDArray[np.uint8], scale: float, *, scanned: bool, tell: bool
) -> tuple[tuple[Word, ...], tuple[Seen, ...]]:
    """The words that can be seen, and the places of those that cannot, one for each run of them on a row.

    `gray` is the page's picture, height by width, `scale` its pixels to one of the words'. On a scan only a
    solid bar covers, since a scan's layer may have words where its software saw what is none; on a
    born-digital page anything does. The hidden text is in `Seen.text` where `tell` asks for it.
    """
    kept: list[Word] = []
    runs: list[list[Word]] = []
    for word in words:
        if not _hidden(word, gray, scale, scanned):
            kept.append(word)
        elif runs and _goes_on(runs[-1][-1].box, word.box):
            runs[-1].append(word)
        else:
            runs.append([word])
    return tuple(kept), tuple(_seen(run, tell) for run in runs)


def _hidden(word: Word, gray: NDArray[np.uint8], scale: float, scanned: bool) -> bool:
    if sum(c.isalnum() for c in word.text) < _LETTERS:
        return False
    box = word.box
    across = slice(int(box.left * scale), max(int(box.right * scale), int(box.left * scale) + 1))
    down = slice(int(box.top * scale), max(int(box.bottom * scale), int(box.top * scale) + 1))
    part = gray[down, across]
    if not part.size:
        return False
    if np.count_nonzero(part < _DARK) >= _SOLID * part.size:
        return True
    return not scanned and int(part.max()) - int(part.min()) <= _FLAT


def _goes_on(last: Box, box: Box) -> bool:
    level = abs(last.middle - box.middle) < 0.5 * max(last.height, box.height)
    return level and 0 <= box.left - last.right < 3 * max(last.height, box.height)


def _seen(run: Sequence[Word], tell: bool) -> Seen:
    box = run[0].box
    for word in run[1:]:
        box = box.union(word.box)
    return Seen("covered", box, " ".join(w.text for w in run) if tell else "")
