"""Two releases of a paper compared: how right it is, and how long it takes beside other ways of comparing."""

from __future__ import annotations

import difflib
import itertools
import resource
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from msgspec import structs
from rapidfuzz.distance import LCSseq

import memcon
from bench.measure import seconds, show
from bench.pairs import Pair, parts_of, scan_pair, text_pair
from memcon import Comparison
from memcon.comparison import Paper, from_document, together
from memcon.comparison import compared as memcon_compared
from memcon.comparison.likeness import likeness
from memcon.pages.lexicon import english

TEXTS, SCANS = 300, 100
TIMED = 60
"""Pairs whose comparison is timed."""
PAGES, PAGE_WORDS = 600, 280
MISREAD = 0.5
"""A word as like as this in a word's place is that word, misread."""


class Score(NamedTuple):
    """Words: rightly said to be opened or closed, said to be, really so; falsely said to be changed; all."""

    right: int = 0
    said: int = 0
    true: int = 0
    false_changes: int = 0
    found_changes: int = 0
    true_changes: int = 0
    words: int = 0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.said + self.true) if self.said + self.true else 1.0

    @property
    def false_share(self) -> float:
        return self.false_changes / max(1, self.words)


def scored(pair: Pair, comparison: Comparison) -> Score:
    """A comparison held against the truth, word for word and in order."""
    right = said = true = 0
    for differences, truth, side in (
        (comparison.opened, pair.opened, "b"),
        (comparison.closed, pair.closed, "a"),
    ):
        words = [key for d in differences for key in parts_of(getattr(d, side))]
        right += _right(words, list(truth))
        said, true = said + len(words), true + len(truth)
    changed = [key for d in comparison.changed for key in parts_of(f"{d.a} {d.b}")]
    left, found = list(pair.changed), 0
    for key in changed:
        if key in left:
            left.remove(key)
            found += 1
    return Score(right, said, true, len(changed) - found, found, len(pair.changed), pair.words)


def _right(words: list[str], truth: list[str]) -> int:
    """How many words are those of the truth, in order; one that the copy misreads is the word that it was."""
    right = i = j = 0
    for block in (*LCSseq.editops(words, truth).as_matching_blocks(),):
        if block.a - i == block.b - j:
            pairs = zip(words[i : block.a], truth[j : block.b], strict=True)
            right += sum(likeness(one, other) >= MISREAD for one, other in pairs)
        right += block.size
        i, j = block.a + block.size, block.b + block.size
    return right


def total(scores: Iterable[Score]) -> Score:
    """All scores as one."""
    return Score(*(sum(column) for column in zip(*scores, strict=True)))


def compared(pair: Pair, folder: Path) -> Comparison:
    """A pair written, read and compared."""
    paths = [folder / f"{name}{pair.suffix}" for name in "ab"]
    for path, data in zip(paths, (pair.a, pair.b), strict=True):
        path.write_bytes(data)
    return memcon.compare(*paths)


def sweep(make: Callable[[int], Pair], seeds: Sequence[int], folder: Path, *, loud: bool = False) -> Score:
    """The score over pairs of these seeds."""
    scores: list[Score] = []
    for seed in seeds:
        pair = make(seed)
        comparison = compared(pair, folder)
        scores.append(scored(pair, comparison))
        if loud and (scores[-1].f1 < 0.98 or scores[-1].false_changes > 1):
            print(f"{seed}: {pair.what} F1 {scores[-1].f1:.3f} {scores[-1]}", file=sys.stderr)
    return total(scores)


def run(folder: Path) -> None:
    """Print how long comparing takes beside difflib and diff-match-patch."""
    beside_differs(folder)


def run_sweep(folder: Path) -> None:
    """Print how right comparing is over all written pairs: some minutes for the texts, more for the scans."""
    rows = [
        _row("texts", sweep(text_pair, range(TEXTS), folder)),
        _row("texts, other seeds", sweep(text_pair, range(TEXTS, 2 * TEXTS), folder)),
        _row("scans", sweep(scan_pair, range(SCANS), folder)),
    ]
    note = "Words opened and closed, in order; words falsely said to be changed; changed words found."
    show("Releases compared", ("", "pairs", "F1", "false changes", "changes found"), rows, note)


def _row(name: str, score: Score) -> tuple[str, ...]:
    pairs = SCANS if name == "scans" else TEXTS
    found = f"{score.found_changes} of {score.true_changes}"
    return name, str(pairs), f"{score.f1:.4f}", f"{100 * score.false_share:.2f} %", found


def beside_differs(folder: Path) -> None:
    """Pairs a second, and a pair of packets, beside difflib over words and diff-match-patch over letters."""
    english().__contains__("the")
    pairs: list[tuple[Paper, Paper]] = []
    for seed in range(TIMED):
        pair = text_pair(seed)
        papers: list[Paper] = []
        for name, data in (("a.txt", pair.a), ("b.txt", pair.b)):
            (folder / name).write_bytes(data)
            document = memcon.read(folder / name)
            papers.append(together([from_document(document, record) for record in document.records]))
        pairs.append((papers[0], papers[1]))
    known = english().__contains__
    ours, _ = seconds(lambda: [memcon_compared(a, b, known) for a, b in pairs], best_of=2)
    rows = [("memcon", f"{TIMED / ours:.0f}", "1.0")]
    for name, differ in (("difflib, words", _difflib), ("diff-match-patch, letters", _patch)):
        took, _ = seconds(lambda differ=differ: [differ(a, b) for a, b in pairs], best_of=2)
        rows.append((name, f"{TIMED / took:.0f}", f"{took / ours:.2f}"))
    words = sum(len(a.tokens) + len(b.tokens) for a, b in pairs) // (2 * TIMED)
    show(
        "Pairs of releases", ("", "pairs/s", "times"), rows, f"{TIMED} pairs of {words} words, already read."
    )
    _packets(pairs)


def _packets(pairs: Sequence[tuple[Paper, Paper]]) -> None:
    """A pair of packets of 600 pages: all pairs of papers one behind the other, again and again."""
    words, a, b = 0, list[Paper](), list[Paper]()
    for one, other in itertools.cycle(pairs):
        a.append(_renamed(one, len(a)))
        b.append(_renamed(other, len(b)))
        words += len(one.tokens)
        if words > PAGES * PAGE_WORDS:
            break
    one, other = together(a), together(b)
    known = english().__contains__
    before = _peak()
    ours, _ = seconds(lambda: memcon_compared(one, other, known), best_of=1)
    after = _peak()
    theirs, _ = seconds(lambda: _difflib(one, other), best_of=1)
    rows = [("memcon", f"{ours:.1f}", "1.0"), ("difflib, words", f"{theirs:.1f}", f"{theirs / ours:.2f}")]
    note = (
        f"Two packets of {len(one.tokens):,} and {len(other.tokens):,} words, about {PAGES} pages each. "
        f"Peak memory {after:.0f} MB, {after - before:.0f} MB of it for comparing."
    )
    show("A pair of packets", ("", "CPU s", "times"), rows, note)


def _peak() -> float:
    """The most memory that this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _renamed(paper: Paper, number: int) -> Paper:
    """The paper with each tenth word made its own, so that no two papers of the packet are the same."""
    tokens = tuple(
        structs.replace(t, key=f"{t.key}{number}", text=f"{t.text}{number}") if n % 10 == 5 and t.key else t
        for n, t in enumerate(paper.tokens)
    )
    return structs.replace(paper, tokens=tokens)


def _difflib(a: Paper, b: Paper) -> object:
    one, other = [t.key for t in a.tokens], [t.key for t in b.tokens]
    return difflib.SequenceMatcher(None, one, other, autojunk=False).get_opcodes()


def _patch(a: Paper, b: Paper) -> object:
    from diff_match_patch import diff_match_patch

    differ = diff_match_patch()
    differ.Diff_Timeout = 0
    found = differ.diff_main(" ".join(t.text for t in a.tokens), " ".join(t.text for t in b.tokens))
    differ.diff_cleanupSemantic(found)
    return found
