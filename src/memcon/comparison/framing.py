"""Which words stand in a paper's text proper, and which in its frame: head, lists, who typed it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from memcon.comparison.aligning import Run
from memcon.comparison.papers import BODY, Paper

PAGE = 30
"""A stretch of as many words is none that a reading of the frame has by chance."""
TAIL = 8
"""So many words at the end of a field that are text in the other paper are text that the field swallowed."""


class Framing:
    """The kinds of the words of two papers that are aligned."""

    def __init__(self, a: Paper, b: Paper, runs: Sequence[Run]) -> None:
        self._papers = (a, b)
        self._kinds = _kinds(a, b, runs)

    def kind(self, side: int, place: int) -> str:
        """The kind of the stretch in which a word stands, of the first paper or the second."""
        return self._kinds[side][place]

    def proper(self, side: int, place: int) -> bool:
        """Whether a word stands in the text proper, and not in the paper's frame."""
        return self._kinds[side][place] in BODY

    def fits(self, side: int, place: int, proper: bool) -> bool:
        """Whether a word stands in the text proper, or in the frame; a gap between them fits both."""
        tokens = self._papers[side].tokens
        if not tokens[place].gap:
            return self.proper(side, place) is proper
        near = [n for n in (place - 1, place, place + 1) if 0 <= n < len(tokens)]
        return self.kind(side, place) == "other" or any(self.proper(side, n) is proper for n in near)


def _kinds(a: Paper, b: Paper, runs: Sequence[Run]) -> tuple[list[str], list[str]]:
    """The kind of each word of both papers. What one reading took for a field, and what is text in the other,
    is text, for the most part of the field or from a place on: a head is easily taken to go on."""
    against: tuple[dict[int, list[tuple[int, bool]]], ...] = ({}, {})
    for run in runs:
        for i, j in steps(run) if run.paired else ():
            one, other = a.tokens[i].passage, b.tokens[j].passage
            against[0].setdefault(one, []).append((i, b.stretches[other].kind in BODY))
            against[1].setdefault(other, []).append((j, a.stretches[one].kind in BODY))
    found: list[list[str]] = []
    for side, paper in enumerate((a, b)):
        kinds = [paper.stretches[t.passage].kind if paper.stretches else "other" for t in paper.tokens]
        begins = {n: _text_from(pairs) for n, pairs in against[side].items()}
        for place, token in enumerate(paper.tokens):
            start = begins.get(token.passage)
            if start is not None and place >= start and kinds[place] not in BODY:
                kinds[place] = "paragraph"
        found.append(kinds)
    return found[0], found[1]


def _text_from(pairs: Sequence[tuple[int, bool]]) -> int | None:
    """From which place on a field is text, by its words that have partners: each with its place, and whether
    its partner stands in the text proper."""
    counts = Counter(text for _, text in pairs)
    if counts[True] >= PAGE and counts[True] > 2 * counts[False]:
        return 0
    last = max((place for place, text in pairs if not text), default=-1)
    tail = [place for place, text in pairs if text and place > last]
    return last + 1 if len(tail) >= TAIL else None


def steps(run: Run) -> Iterator[tuple[int, int]]:
    """The pairs of places of a paired run."""
    return zip(range(run.a0, run.a1), range(run.b0, run.b1), strict=True)
