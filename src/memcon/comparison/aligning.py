"""Two papers word by word: which words of theirs are one, and what stands between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from memcon.comparison.anchors import Block, anchored
from memcon.comparison.blocks import Ends, aligned
from memcon.comparison.chains import Text, chained
from memcon.comparison.papers import Paper, Token

LARGE = 3000
"""Words of both papers above which rare runs of words divide them first, so that the work keeps to scale."""


UNTOLD = 1e6
"""Words that a gap may hide whose size is not told."""


class Run(Struct, frozen=True, gc=False):
    """A stretch of the alignment: words that are one in both papers, or words between such.

    ``a[a0:a1]`` stands against ``b[b0:b1]``. Where `paired`, both have as many words, each the partner of its
    like.
    """

    a0: int
    a1: int
    b0: int
    b1: int
    paired: bool


def align(one: Paper, other: Paper) -> list[Run]:
    """Both papers as runs in reading order, paired ones and others by turns."""
    a, b = one.tokens, other.tokens
    numbers_a, numbers_b = _numbered(a, b)
    whole: Block = (0, len(a), 0, len(b))
    texts = Text(numbers_a, *_measured(one)), Text(numbers_b, *_measured(other))
    pairs: list[tuple[int, int]] = []
    blocks = [whole]
    if len(a) + len(b) > LARGE:
        pairs, blocks = anchored(numbers_a, numbers_b, LARGE * LARGE // 16)
    for block in blocks:
        for small in _linked(*texts, block, pairs):
            a0, a1, b0, b1 = small
            ends = Ends(_ends(texts[0].ends, a0, a1), _ends(texts[1].ends, b0, b1))
            pairs += [(a0 + i, b0 + j) for i, j in _block(a[a0:a1], b[b0:b1], ends)]
    pairs.sort()
    return list(_runs(pairs, len(a), len(b)))


def _linked(a: Text, b: Text, block: Block, pairs: list[tuple[int, int]]) -> Iterator[Block]:
    """What is left of a block between the stretches of its best chain, whose pairs go into `pairs`."""
    a0, a1, b0, b1 = block
    i, j = a0, b0
    for stretch in chained(a.between(a0, a1), b.between(b0, b1)):
        x, y = a0 + stretch.i, b0 + stretch.j
        pairs += [(x + n, y + n) for n in range(stretch.size)]
        if x > i and y > j:
            yield i, x, j, y
        i, j = x + stretch.size, y + stretch.size
    if a1 > i and b1 > j:
        yield i, a1, j, b1


def _measured(paper: Paper) -> tuple[list[float], list[bool]]:
    """For each word the room that it has as a gap; before each word, and behind the last, whether a page ends
    behind which others may be missing."""
    tokens = paper.tokens
    return [_room(token) for token in tokens], [paper.page_ends(n) for n in range(len(tokens) + 1)]


def _room(token: Token) -> float:
    """How many words a gap may hide; where nothing tells, any number."""
    if token.gap is None:
        return 0.0
    return UNTOLD if token.gap.words is None else token.gap.words


def _numbered(a: Sequence[Token], b: Sequence[Token]) -> tuple[list[int], list[int]]:
    """Each word as the number of its key; a gap has a number below 0 that nothing else has."""
    numbers: dict[str, int] = {}
    gaps = 0

    def row(tokens: Sequence[Token]) -> list[int]:
        nonlocal gaps
        out: list[int] = []
        for token in tokens:
            if token.gap:
                gaps += 1
            out.append(-gaps if token.gap else numbers.setdefault(token.key, len(numbers)))
        return out

    return row(a), row(b)


def _ends(ends: Sequence[bool], start: int, end: int) -> frozenset[int]:
    """Where in the words ``start:end`` a page ends, counted from `start`."""
    return frozenset(n - start for n in range(start, end + 1) if ends[n])


def _block(a: Sequence[Token], b: Sequence[Token], ends: Ends) -> list[tuple[int, int]]:
    """The pairs of a block. The same words at its ends are paired first, which leaves less to the table."""
    head = 0
    while head < min(len(a), len(b)) and _same(a[head], b[head]):
        head += 1
    tail = 0
    while tail < min(len(a), len(b)) - head and _same(a[-1 - tail], b[-1 - tail]):
        tail += 1
    middle_a, middle_b = a[head : len(a) - tail], b[head : len(b) - tail]
    pairs = [(n, n) for n in range(head)]
    pairs += [(head + i, head + j) for i, j in aligned(middle_a, middle_b, ends.moved(head))]
    return pairs + [(len(a) - n, len(b) - n) for n in range(tail, 0, -1)]


def _same(one: Token, other: Token) -> bool:
    return not one.gap and not other.gap and one.key == other.key


def _runs(pairs: Sequence[tuple[int, int]], end_a: int, end_b: int) -> Iterator[Run]:
    i = j = start = 0
    for n, (x, y) in enumerate([*pairs, (end_a, end_b)]):
        if (x, y) != (i, j) or n == len(pairs):
            if n > start:
                x0, y0 = pairs[start]
                yield Run(x0, i, y0, j, True)
            if x > i or y > j:
                yield Run(i, x, j, y, False)
            start, i, j = n, x, y
        i, j = i + 1, j + 1
