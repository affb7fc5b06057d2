"""The lines of a document with their words at hand: what a rule may ask about a stretch of text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from memcon.model import Line, Page, Piece, Span, Word, joined


class Reading:
    """Lines by number, and the words under any of their characters."""

    def __init__(self, pages: Sequence[Page], lines: Sequence[Line]) -> None:
        self._pages = {page.number: page for page in pages}
        self._lines = {line.number: line for line in lines}

    def line(self, number: int) -> Line:
        """The line of that number; KeyError where there is none."""
        return self._lines[number]

    def page(self, number: int) -> Page | None:
        """The page of that number, None where there is none."""
        return self._pages.get(number)

    def quote(self, pieces: Iterable[Piece]) -> str:
        """The text of `pieces` as `memcon.model.joined` joins it."""
        return joined(self._lines[p.line].text[p.start : p.end] for p in pieces)

    def words(self, piece: Piece) -> list[Word]:
        """The words that lie under `piece`, whole or in part."""
        line = self._lines[piece.line]
        page = self._pages.get(line.page)
        found: list[Word] = []
        at = 0
        for index in line.words if page else ():
            word = page.words[index] if page else None
            if word is None:
                continue
            end = at + len(word.text)
            if at < piece.end and end > piece.start:
                found.append(word)
            at = end + 1
        return found

    def underlined(self, piece: Piece) -> bool:
        """Whether most of the words under `piece` are underlined on the page."""
        words = self.words(piece)
        return bool(words) and 2 * sum(w.underlined for w in words) > len(words)

    def struck(self, piece: Piece) -> bool:
        """Whether a pen has gone through a word under `piece`."""
        return any(word.struck for word in self.words(piece))

    def sure(self, pieces: Iterable[Piece]) -> float:
        """How sure the words under `pieces` are: the mean of their confidences, 1 where there are none."""
        found = [word.confidence for piece in pieces for word in self.words(piece)]
        return round(sum(found) / len(found), 3) if found else 1.0


def whole(line: Line, start: int = 0) -> Piece:
    """The characters of `line` from `start` to its end."""
    return Piece(line.number, start, len(line.text))


def trimmed(reading: Reading, pieces: Sequence[Piece], cut_front: int, cut_back: int) -> tuple[Piece, ...]:
    """`pieces` without so many characters of their front piece's start and their last piece's end, and
    without the blanks that this lays bare."""
    out = list(pieces)
    if out and cut_front:
        out[0] = Piece(out[0].line, out[0].start + cut_front, out[0].end)
    if out and cut_back:
        out[-1] = Piece(out[-1].line, out[-1].start, out[-1].end - cut_back)
    kept: list[Piece] = []
    for piece in out:
        text = reading.line(piece.line).text[piece.start : piece.end]
        lead = len(text) - len(text.lstrip())
        trail = len(text) - len(text.rstrip())
        if piece.end - trail > piece.start + lead:
            kept.append(Piece(piece.line, piece.start + lead, piece.end - trail))
    return tuple(kept)


def span(pieces: Iterable[Piece]) -> Span:
    """`pieces` as a span."""
    return Span(tuple(pieces))


_SPACED = re.compile(r"\b(?:[A-Za-z] ){3,}[A-Za-z]\b")


def despaced(text: str) -> str:
    """`text` with letter-spaced words closed up: ``M E M O R A N D U M`` reads MEMORANDUM."""
    return _SPACED.sub(lambda m: m.group().replace(" ", ""), text)
