"""English words: the dictionary that Tesseract's model brings, looked up without Tesseract.

It settles which of two readings is a word. The model file is a table of offsets and its parts one after
another (Tesseract 5, `ccutil/tessdatamanager.h`); the dictionary is a graph of letters packed into 64-bit
edges (`dict/dawg.h`), the letters numbered by the lines of another part (`ccutil/unicharset.cpp`).
"""

from __future__ import annotations

import struct
from array import array
from functools import cache
from pathlib import Path

from memcon.errors import MissingExtra
from memcon.pages.tesseract import LANGUAGE, model_folder

_WORDS, _LETTERS = 19, 21
"""Which parts of the file these are."""
_MAGIC = 42
_LAST, _BACKWARD, _ENDS_WORD = 1, 2, 4
"""Flags of an edge: last of its node, leads backwards, ends a word."""


class Lexicon:
    """A set of words; one without any where there is no dictionary."""

    def __init__(self, edges: array[int], letters: dict[str, int], count: int) -> None:
        self._edges = edges
        self._letters = letters
        self._flags_at = count.bit_length()

    def __contains__(self, word: str) -> bool:
        """Whether `word` is in the dictionary as it is, or in small letters with or without a capital."""
        return any(self._has(form) for form in {word, word.lower(), word.capitalize()})

    def _has(self, word: str) -> bool:
        node, ends = 0, False
        for character in word:
            if character not in self._letters or (ends and not node):
                return False
            edge = self._edge(node, self._letters[character])
            if edge is None:
                return False
            ends = bool(edge >> self._flags_at & _ENDS_WORD)
            node = edge >> self._flags_at + 3
        return ends

    def _edge(self, node: int, letter: int) -> int | None:
        """The edge of a node that a letter goes along."""
        for at in range(node, len(self._edges)):
            edge = self._edges[at]
            flags = edge >> self._flags_at
            if edge & (1 << self._flags_at) - 1 == letter and not flags & _BACKWARD:
                return edge
            if flags & _LAST:
                return None
        return None


@cache
def english() -> Lexicon:
    """The dictionary of Tesseract's English model; empty where the model is not installed or has none."""
    try:
        return _read(model_folder()[0] / f"{LANGUAGE}.traineddata")
    except (MissingExtra, OSError, struct.error, ValueError, IndexError):
        return Lexicon(array("Q"), {}, 1)


def _read(path: Path) -> Lexicon:
    data = path.read_bytes()
    (count,) = struct.unpack_from("<i", data)
    offsets = struct.unpack_from(f"<{count}q", data, 4)
    ends = sorted({*offsets, len(data)})

    def part(number: int) -> bytes:
        start = offsets[number]
        if start < 0:
            raise ValueError("the model has no such part")
        return data[start : next(end for end in ends if end > start)]

    lines = part(_LETTERS).decode("utf-8").split("\n")
    letters = {line.split(" ")[0]: number for number, line in enumerate(lines[1 : int(lines[0]) + 1])}
    words = part(_WORDS)
    magic, size, edges = struct.unpack_from("<hii", words)
    if magic != _MAGIC:
        raise ValueError("the dictionary is of another kind")
    packed = array("Q")
    packed.frombytes(words[10 : 10 + 8 * edges])
    return Lexicon(packed, letters, size)
