"""Pages that one copy lacks right beside a withheld passage: what the gap hides, and what the page had."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from memcon.comparison.chains import LEEWAY
from memcon.comparison.framing import PAGE, Framing
from memcon.comparison.papers import Paper
from memcon.comparison.results import Gap

NAME = 3
"""Words of a speaker's label, at most."""
FULL = 0.7
"""The share of its size that a gap hides at least, since its size is an estimate."""

Parts = tuple[tuple[int, ...], tuple[int, ...]]


class LostPages:
    """The pages that either of two papers lacks."""

    def __init__(self, a: Paper, b: Paper, framing: Framing, paired: Iterable[tuple[int, int]]) -> None:
        self._papers = (a, b)
        self._framing = framing
        self._partners = (dict(paired), {j: i for i, j in paired})
        """For each gap of one paper the gap of the other that withholds the same."""

    def parted(self, side: int, gaps: Sequence[int], words: tuple[int, ...]) -> Parts:
        """The words of the other paper that gaps of one hide, and those that stood on a page that it lacks.

        Where the printed numbers leap right behind a gap, it hides the paragraphs that it has room for, or
        one where nothing tells its size, and the page had the rest; right before a gap, the other way round.
        So it is where no number tells, but a page ends there and the gap is far too small for the words.
        """
        paper, held = self._papers[side], [self._papers[side].tokens[n].gap for n in gaps]
        told = all(gap is None or gap.words is not None for gap in held)
        small = told and len(words) > sum(capacity(gap) for gap in held)
        between = len(gaps) > 1 and self._leaps(side, gaps[0], 1)
        behind = self._leaps(side, gaps[-1], 1) or (small and paper.page_ends(gaps[-1] + 1))
        before = self._leaps(side, gaps[0], -1) or (small and paper.page_ends(gaps[0]))
        if not (between or behind or before):
            return words, ()
        if between:
            start, end = self._hidden(side, gaps[:1], words), self._hidden(side, gaps[1:], words[::-1])
        elif behind:
            start, end = self._hidden(side, gaps, words), 0
        else:
            start, end = 0, self._hidden(side, gaps, words[::-1])
        last = len(words) - end
        return (words, ()) if last - start < PAGE else ((*words[:start], *words[last:]), words[start:last])

    def _hidden(self, side: int, gaps: Sequence[int], inward: Sequence[int]) -> int:
        """How many of the words that lead away from gaps these hide: whole paragraphs."""
        mine, tokens = self._papers[side].tokens, self._papers[1 - side].tokens
        due = FULL * sum((gap.words or 0) for gap in (mine[n].gap for n in gaps) if gap)
        least = max(due, self._least(side, gaps, inward))
        return next(
            (k for k in range(len(inward))
             if k >= least and (not k or tokens[inward[k]].passage != tokens[inward[k - 1]].passage)),
            len(inward),
        )  # fmt: skip

    def _least(self, side: int, gaps: Sequence[int], inward: Sequence[int]) -> int:
        """How many words the gaps hide at least: none where they withhold what a gap of the other paper
        withholds too, which is no part of the words' paragraph."""
        tokens = self._papers[1 - side].tokens
        held = [tokens[self._partners[side][n]] for n in gaps if n in self._partners[side]]
        return 0 if held and all(t.passage != tokens[inward[0]].passage for t in held) else 1

    def _leaps(self, side: int, place: int, step: int) -> bool:
        """Whether pages are missing right behind a gap, or before it where `step` is -1; lines of the frame,
        such as who typed it at a page's foot, and a speaker's label may stand between."""
        paper = self._papers[side]
        near, passed = place + step, 0
        while 0 <= near < len(paper.tokens) and passed <= NAME:
            first, last = sorted((paper.tokens[place].page, paper.tokens[near].page))
            if first != last and (self._framing.proper(side, near) or paper.tokens[near].gap):
                return last in paper.numbering.lacking
            passed += self._framing.proper(side, near)
            near += step
        return False


def capacity(gap: Gap | None) -> float:
    """How many words a gap may have hidden beside what it hides still; where nothing tells, any number."""
    if gap is None:
        return 0.0
    return float("inf") if gap.words is None else LEEWAY[0] + LEEWAY[1] * gap.words
