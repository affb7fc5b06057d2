"""A line of a page as TEI: its words, the doubtful ones marked, and what is withheld between them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

from memcon.exports.body import place_of
from memcon.exports.entry import ExportEntry
from memcon.exports.tei.building import append_text, element
from memcon.exports.tei.names import Element
from memcon.model import DOUBTFUL, Line, Withheld, Word

_UNITS = {"words": "word", "lines": "line", "paragraphs": "paragraph", "page": "page"}


class Transcript:
    """Writes lines of one record, each once; what is withheld goes where it is missing."""

    def __init__(self, entry: ExportEntry, before_page: Callable[[Element, int], None]) -> None:
        """`before_page` is called with a place in the text and the number of the page that begins there."""
        self.entry = entry
        self._before_page = before_page
        self._words = {page.number: page.words for page in entry.document.pages}
        self._page = 0
        self._gaps: dict[int | None, list[tuple[int, int]]] = {}
        for number, withheld in enumerate(entry.record.withheld):
            line, char = place_of(withheld, entry)
            self._gaps.setdefault(line, []).append((char, number))

    def first_gaps(self, into: Element) -> None:
        """What is withheld before any line."""
        for _, number in self._gaps.pop(None, []):
            gap(into, self.entry.record.withheld[number], number)

    def line(self, into: Element, number: int, start: int = 0, end: int | None = None) -> None:
        """Characters ``start:end`` of a line, with its own sign, and that of a page that begins."""
        line = self.entry.lines[number]
        if line.page != self._page:
            if self._page:
                self._before_page(into, line.page)
            self._page = line.page
            element("pb", into=into, n=str(line.page), facs=f"#f{line.page}")
        if start == 0:
            element("lb", into=into, facs=f"#z{number}")
        self._text(into, line, start, len(line.text) if end is None else end)

    def _text(self, into: Element, line: Line, start: int, end: int) -> None:
        """Text cut where something is withheld."""
        gaps = sorted(g for g in self._gaps.get(line.number, []) if start <= g[0] <= end)
        at_end = end == len(line.text)
        gaps = [g for g in gaps if g[0] < end or at_end]
        self._gaps[line.number] = [g for g in self._gaps.get(line.number, []) if g not in gaps]
        cuts = [start, *(char for char, _ in gaps), end]
        for at, (first, last) in enumerate(pairwise(cuts)):
            self._words_of(into, line, first, last)
            if at < len(gaps):
                gap(into, self.entry.record.withheld[gaps[at][1]], gaps[at][1])

    def _words_of(self, into: Element, line: Line, start: int, end: int) -> None:
        at = start
        for begins, ends, word in self._placed(line):
            if begins < start or ends > end or word.confidence >= DOUBTFUL:
                continue
            append_text(into, line.text[at:begins])
            unclear(into, word)
            at = ends
        append_text(into, line.text[at:end])

    def _placed(self, line: Line) -> Iterator[tuple[int, int, Word]]:
        """The words of a line, each with the characters that it takes."""
        after = 0
        words = self._words.get(line.page, ())
        for index in line.words:
            word = words[index]
            at = line.text.find(word.text, after)
            if at >= 0 and word.text:
                after = at + len(word.text)
                yield at, after, word


def unclear(into: Element, word: Word) -> None:
    """A doubtful word, beside the reading that was not kept, where there is one (TEI P5, 12.3.3.1)."""
    certain = f"{word.confidence:.2f}"
    if word.other and word.other.strip():
        choice = element("choice", into=into)
        element("unclear", word.text, into=choice, reason="illegible", cert="medium", n=certain)
        element("unclear", word.other, into=choice, reason="illegible", cert="low")
    else:
        element("unclear", word.text, into=into, reason="illegible", cert="low", n=certain)


def gap(into: Element, withheld: Withheld, number: int) -> None:
    """What is withheld, with how much it is and under what exemption (TEI P5, 12.3.1.1)."""
    made = element("gap", into=into, reason="withheld", unit=_UNITS[withheld.extent])
    if withheld.amount is not None:
        made.set("quantity", f"{withheld.amount:g}")
    if withheld.box:
        made.set("facs", f"#w{number}")
    if withheld.exemptions:
        element("desc", ", ".join(withheld.exemptions), into=made)
