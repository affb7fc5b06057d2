"""The laws: nothing differs from itself, and b seen from a mirrors a seen from b."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

import memcon
from memcon.comparison import (
    Paper,
    compared,
    composed,
    from_document,
    from_record,
    turned,
)
from memcon.model import Paragraph, Record
from memcon.pages.lexicon import english

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from bench.pairs import text_pair  # noqa: E402  (it stands beside the tests)

KNOWN = english().__contains__
WORDS = ("the", "envoy", "met", "marshal", "not", "now", "7", "(b)(1)", "[2 lines not declassified]", "mud",
         "follow-on", "--", "Vandrosek:", "thc")  # fmt: skip
texts = st.lists(st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join), max_size=6)


def paper(paragraphs: list[str]) -> Paper:
    return from_record(Record((1, 1), "paper", paragraphs=tuple(Paragraph(p) for p in paragraphs)), "paper")


@cache
def read(seed: int) -> tuple[Paper, Paper]:
    """Both releases of a generated pair."""
    pair = text_pair(seed)
    found: list[Paper] = []
    with TemporaryDirectory() as folder:
        for name, data in (("a.txt", pair.a), ("b.txt", pair.b)):
            path = Path(folder) / name
            path.write_bytes(data)
            document = memcon.read(path)
            found.append(from_document(document, document.records[0]))
    return found[0], found[1]


@given(texts)
def test_nothing_differs_from_itself(paragraphs: list[str]) -> None:
    same = compared(paper(paragraphs), paper(paragraphs), KNOWN)
    assert same.empty
    assert {passage.outcome for passage in same.passages} <= {"same", "withheld"}


@given(texts, texts)
def test_the_other_way_round_is_the_mirror_image(one: list[str], other: list[str]) -> None:
    a, b = paper(one), paper(other)
    there, back = compared(a, b, KNOWN), compared(b, a, KNOWN)
    assert back == turned(there)
    assert turned(turned(there)) == there
    assert [d.b for d in there.opened] == [d.a for d in back.closed]


@settings(max_examples=15)
@given(st.integers(0, 60))
def test_the_laws_hold_for_papers(seed: int) -> None:
    a, b = read(seed)
    assert compared(a, a, KNOWN).empty and compared(b, b, KNOWN).empty
    assert compared(b, a, KNOWN) == turned(compared(a, b, KNOWN))


@settings(max_examples=30)
@given(texts, texts)
def test_every_word_of_both_is_in_one_passage(one: list[str], other: list[str]) -> None:
    a, b = paper(one), paper(other)
    made = compared(a, b, KNOWN)
    for side, source in (("a", a), ("b", b)):
        told = " ".join(getattr(s, side) for p in made.passages for s in p.segments).split()
        assert sorted(told) == sorted(" ".join(_printed(source)).split())
        gaps = [getattr(s, f"{side}_gap") for p in made.passages for s in p.segments]
        codes = {code for gap in gaps if gap for code in gap.codes}
        assert codes == {code for t in source.tokens if t.gap for code in t.gap.codes}


def _printed(source: Paper) -> list[str]:
    """The words of a paper, those parted at a hyphen put together where they stand together."""
    out: list[str] = []
    glued = False
    for token in source.tokens:
        if token.gap:
            glued = False
            continue
        if glued:
            out[-1] += token.text
        else:
            out.append(token.text)
        glued = token.glued
    return out


@settings(max_examples=30)
@given(texts)
def test_a_composite_of_one_paper_twice_is_that_paper(paragraphs: list[str]) -> None:
    one = paper(paragraphs)
    made = composed([one, one], KNOWN)
    assert made.words == sum(not t.gap for t in one.tokens)
    assert made.gaps == sum(t.gap is not None for t in one.tokens)
    assert all(part.witnesses == (0, 1) for p in made.passages for part in p.parts)
