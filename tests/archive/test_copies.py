"""The same paper in two files is found by its words, and nothing is merged."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs
from shelf import STYLES, invention, renamed, samples

from memcon import Archive, Document
from memcon.archive.sameness import ALIKE, runs, sketch, texts_of


def misread(document: Document, share: float, seed: int = 1) -> Document:
    """The paper as a worse scan would give it: a share of its words with a wrong letter."""
    chance = Random(seed)

    def worse(text: str) -> str:
        return " ".join(w[:-1] + "x" if chance.random() < share else w for w in text.split())

    record = document.records[0]
    turns = tuple(
        structs.replace(t, paragraphs=tuple(structs.replace(p, text=worse(p.text)) for p in t.paragraphs))
        for t in record.turns
    )
    paragraphs = tuple(structs.replace(p, text=worse(p.text)) for p in record.paragraphs)
    return structs.replace(document, records=(structs.replace(record, turns=turns, paragraphs=paragraphs),))


def test_another_scan_is_found_and_other_papers_are_not(url: str) -> None:
    with Archive(url) as archive:
        for document in samples():
            archive.add(document)
        ferry = next(d for d in samples() if "ferry" in d.source.name)
        (scan,) = archive.add(renamed(misread(ferry, 0.08), 1)).records
        (near,) = archive.add(renamed(misread(ferry, 0.03), 2)).records
        shown = archive.show(f"{ferry.source.sha256}:1-2")
        assert [copy.record.id for copy in shown.copies] == [near, scan]
        assert 1 > shown.copies[0].share > shown.copies[1].share > ALIKE
        assert {copy.record.id for copy in archive.show(near).copies} == {shown.id, scan}
        assert all(archive.show(r.id).copies == () for r in archive.records() if "ferry" not in r.file)


def test_the_same_words_of_another_day_are_another_paper(url: str) -> None:
    document = invention(1)
    with Archive(url) as archive:
        (name,) = archive.add(document).records
        (other,) = archive.add(renamed(document, 1)).records
        assert archive.show(name).copies[0].share == 1
        archive.correct(other, "date", "1901-01-01", why="x")
        assert archive.show(name).copies == ()
        archive.correct(other, "date", None, why="x")
        assert [copy.record.id for copy in archive.show(name).copies] == [other]


def test_a_paper_that_says_too_little_is_no_copy_of_another() -> None:
    assert sketch(["Yes."]) == [] == sketch([])


@settings(max_examples=25)
@given(seed=st.integers(0, 3), style=st.sampled_from(STYLES), luck=st.integers(0, 99))
def test_sketches_meet_where_papers_are_alike(seed: int, style: str, luck: int) -> None:
    document = invention(seed, style)
    texts, worse = (texts_of(d.records[0]) for d in (document, misread(document, 0.03, luck)))
    one, other = runs(texts), runs(worse)
    if len(one & other) / max(1, len(one | other)) > 0.7 and sketch(texts):
        assert any(a == b for a, b in zip(sketch(texts), sketch(worse), strict=True))
