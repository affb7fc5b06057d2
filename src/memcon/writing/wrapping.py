"""How a typist breaks a paragraph into lines.

Breaks fall at blanks, or after a hyphen inside a word, and nowhere else, so that `memcon.model.joined` gives
the paragraph back. Two blanks follow the end of a sentence and a speaker's colon, as typists were taught.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct, structs

from memcon.writing.layout import Part


class Piece(Struct, frozen=True):
    """A stretch of text in one kind of type."""

    text: str
    part: Part = "text"
    underlined: bool = False
    struck: bool = False
    width: int = 0
    """Columns it takes up, where that is more than its letters: the box of a withheld passage."""
    glued: bool = False
    """No blank stands before it."""

    @property
    def columns(self) -> int:
        return max(self.width, len(self.text))


class Placed(Struct, frozen=True):
    """A piece at a column of a line."""

    column: int
    piece: Piece


class _Token(Struct, frozen=True):
    piece: Piece
    blanks: int
    """Blanks before it, where it does not begin a line."""


_HYPHEN = re.compile(r"(?<=[0-9A-Za-z]-)(?=[0-9A-Za-z])")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(/\"])(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Adm|Amb|Sen|Rep|Gov|St|No|vs|Jr|Sr|U\.S|[ap]\.m|(?:[A-Z]\.)*[A-Z])\.$"
)
_SENTENCE_END = re.compile(r"[.?!:][\"')\]]*$")


def wrapped(pieces: Iterable[Piece], width: int, first: int = 0, hang: int = 0) -> list[list[Placed]]:
    """Lines of `pieces` no wider than `width` columns.

    The first line begins at column `first`, the others at `hang`. A word wider than a whole line is cut.
    """
    lines: list[list[Placed]] = [[]]
    column = first
    for token in _tokens(pieces, width - max(first, hang)):
        blanks = token.blanks if lines[-1] else 0
        if lines[-1] and not token.piece.glued and column + blanks + token.piece.columns > width:
            lines.append([])
            column, blanks = hang, 0
        _append(lines[-1], column + blanks, token.piece)
        column += blanks + token.piece.columns
    return lines


def _append(line: list[Placed], column: int, piece: Piece) -> None:
    """Put a piece at the line's end, as one with its neighbour where they are of the same kind."""
    if line and not piece.width and not line[-1].piece.width:
        last = line[-1]
        if _kind(last.piece) == _kind(piece):
            gap = " " * (column - last.column - len(last.piece.text))
            line[-1] = Placed(last.column, structs.replace(piece, text=last.piece.text + gap + piece.text))
            return
    line.append(Placed(column, piece))


def _kind(piece: Piece) -> Piece:
    return structs.replace(piece, text="", glued=False)


def _tokens(pieces: Iterable[Piece], widest: int) -> Iterator[_Token]:
    before = ""
    for piece in pieces:
        glued = piece.glued
        for word in [piece.text] if piece.width else _words(piece.text):
            blanks = 0 if glued else 2 if piece.part == "mark" else _blanks(before)
            for part in [word] if piece.width or piece.part == "mark" else _cut(word, widest):
                yield _Token(structs.replace(piece, text=part, glued=glued), blanks)
                blanks, glued = 0, False
            before = word


def _words(text: str) -> list[str]:
    """The words of a text; one that ends in a hyphen is kept with the next, lest a break there glue them."""
    words: list[str] = []
    for word in text.split():
        if words and words[-1].endswith("-") and words[-1][-2:-1].isalnum():
            words[-1] += " " + word
        else:
            words.append(word)
    return words


def _cut(word: str, widest: int) -> Iterator[str]:
    """Where a word may be broken: after its hyphens, and by force where it is wider than a line."""
    for part in _HYPHEN.split(word):
        for start in range(0, len(part), widest):
            yield part[start : start + widest]


def _blanks(before: str) -> int:
    """Two blanks after a sentence, one after a word or an abbreviation."""
    if not before:
        return 0
    if _SENTENCE_END.search(before) and not _ABBREVIATION.search(before):
        return 2
    return 1
