"""Papers, turns and paragraphs that people divide and join, and words set right; after new readings, too."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs
from shelf import SAMPLES, invention, samples, whole

import memcon
from memcon import Archive, Document, Record, UsageError, correction_line


@pytest.fixture
def archive(url: str) -> Iterator[Archive]:
    with Archive(url) as archive:
        yield archive


def ferry() -> Document:
    return next(d for d in samples() if "ferry" in d.source.name)


@cache
def packet() -> Document:
    """Papers of several forms in one file: a telcon of two pages, a memcon of two, a cable, a marker."""
    return memcon.read(SAMPLES / "packet-1990-1995.pdf")


def said(record: Record) -> list[tuple[str | None, list[str]]]:
    return [(turn.speaker, [p.text for p in turn.paragraphs]) for turn in record.turns]


def joined_by_reader(document: Document, first: int) -> Document:
    """The document as if the reader had taken two papers of it for one."""
    from memcon.verbs.shelving import paper_of

    one, other = document.records[first : first + 2]
    pages = (one.pages[0], other.pages[1])
    lines = [line for line in document.lines if pages[0] <= line.page <= pages[1]]
    both = paper_of(document, pages, lines, one.form)
    return structs.replace(
        document, records=(*document.records[:first], both, *document.records[first + 2 :])
    )


def test_papers_that_the_reader_took_for_one_are_divided(archive: Archive) -> None:
    document = joined_by_reader(packet(), 0)
    names = archive.add(document).records
    assert names[0].endswith(":1-4")
    made = archive.correct(names[0], "split", "3", why="another title", typed=True)
    assert (made.path, made.old, made.value) == ("split", [1, 4], 3)
    papers = archive.papers(document.source.sha256)
    assert [p.pages for p in papers] == [r.pages for r in packet().records]
    assert [archive.record(p.id) for p in papers] == list(packet().records), "read as if it had stood alone"
    assert archive.search("date:1995 holvane").found[0].record.id == papers[1].id
    assert [c.number for c in archive.history(papers[1].id)] == [made.number]
    archive.undo(made.number)
    assert archive.papers(document.source.sha256)[0].id == names[0]
    assert archive.record(names[0]) == document.records[0]


def test_papers_that_are_one_are_joined(archive: Archive) -> None:
    document = packet()
    names = archive.add(document).records
    archive.correct(names[1], "join", "previous", why="one packet")
    first = archive.papers(document.source.sha256)[0]
    assert first.pages == (1, 4)
    assert archive.record(first.id) == joined_by_reader(document, 0).records[0]
    assert archive.show(first.id).document.records[0].pages == (1, 4)
    archive.correct(first.id, "join", "next", why="and the cable")
    assert [p.pages for p in archive.papers(document.source.sha256)] == [(1, 5), (6, 6)]
    archive.add(document, again=True)
    assert [p.pages for p in archive.papers(document.source.sha256)] == [(1, 5), (6, 6)]
    assert archive.status().adrift == ()
    for made in archive.history():
        archive.undo(made.number)
    assert [p.id for p in archive.papers(document.source.sha256)] == list(names)


def test_a_paper_may_begin_within_a_page(archive: Archive) -> None:
    text = (SAMPLES / "1990-08-21-ferry.txt").read_text().split("\f")[0].rstrip()
    other = (SAMPLES / "1993-03-26-gauges.txt").read_text().split("\f")[0].strip()
    from shelf import read

    document = read(f"{text}\n\n{other}\n")
    (name,) = archive.add(document).records
    line = next(x.text for x in document.lines if x.text.startswith("MEMORANDUM OF CONVERSATION"))
    with pytest.raises(UsageError, match="no line behind the first begins"):
        archive.correct(name, "split", "Memorandum of Understanding", why="x", typed=True)
    archive.correct(name, "split", "memorandum of conversation", why="x", typed=True)
    papers = archive.papers(document.source.sha256)
    assert [p.id.partition(":")[2] for p in papers] == ["1", "1:2"]
    assert [p.subject for p in papers] == [
        "Telcon with President Dario Tessarin of Sorelia",
        "Meeting with Prime Minister Vesna Mirkalo of Tavaria",
    ]
    moved = tuple(
        structs.replace(x, text=line.replace("C", "G", 1)) if x.text == line else x for x in document.lines
    )
    archive.add(structs.replace(document, lines=moved), again=True)
    assert len(archive.papers(document.source.sha256)) == 2, "found again though it is read otherwise"


def test_a_boundary_that_a_new_reading_finds_is_no_trouble(archive: Archive) -> None:
    wrong = joined_by_reader(packet(), 0)
    (name, *_) = archive.add(wrong).records
    archive.correct(name, "split", 3, why="x")
    archive.correct(archive.papers(wrong.source.sha256)[1].id, "place", "Attic", why="x")
    archive.add(packet(), again=True)
    assert archive.status().adrift == ()
    papers = archive.papers(wrong.source.sha256)
    assert [p.pages for p in papers] == [r.pages for r in packet().records]
    assert [p.place for p in papers][1] == "Attic"


def test_bounds_travel(archive: Archive, new_url: Callable[[], str]) -> None:
    wrong = joined_by_reader(packet(), 0)
    (name, *_) = archive.add(wrong).records
    archive.correct(name, "split", 3, why="x")
    second = archive.papers(wrong.source.sha256)[1].id
    archive.correct(second, "turns/0/paragraphs/0/text/words/1", "Xylophone", why="x")
    with Archive(new_url()) as other:
        assert other.take_in(map(correction_line, archive.history())) == 2
        other.add(wrong)
        assert [p.id for p in other.papers(wrong.source.sha256)] == [
            p.id for p in archive.papers(wrong.source.sha256)
        ]
        assert other.record(second) == archive.record(second)


@pytest.mark.parametrize(
    ("path", "value", "problem"),
    [
        ("split", "1", "no other paper can begin on page 1"),
        ("split", "9", "no other paper can begin on page 9"),
        ("join", "above", "neither previous nor next"),
        ("join", "previous", "no previous paper"),
        ("turns/0/join", "previous", "no previous one"),
        ("turns/1/paragraphs/0/split", "nowhere to be found", "stands nowhere"),
        ("turns/1/paragraphs/0/split", "", "with which words"),
        ("turns/1/paragraphs/9/split", "the", "has no turns/1/paragraphs/9"),
        ("turns/1/paragraphs/0/speaker", "Somebody", "has the turn's speaker"),
        ("turns/1/paragraphs/0/text/words/999", "x", "has no turns/1/paragraphs/0/text/words/999"),
        ("turns/1/paragraphs/0/text/words/0", " ", "is no word"),
        ("turns/1/speaker/words/0/words/0", "x", "has no"),
    ],
)
def test_what_cannot_be_divided_is_refused(archive: Archive, path: str, value: str, problem: str) -> None:
    (name,) = archive.add(ferry()).records
    with pytest.raises(UsageError, match=problem):
        archive.correct(name, path, value, why="x", typed=True)
    assert archive.history() == [] and archive.record(name) == ferry().records[0]


def test_paragraphs_and_turns_are_divided_and_joined(archive: Archive) -> None:
    document = ferry()
    (name,) = archive.add(document).records
    before = said(document.records[0])
    archive.correct(name, "turns/1/paragraphs/0/split", "We have the divers", why="x", typed=True)
    now = archive.record(name).turns[1]
    assert [p.text for p in now.paragraphs] == ["Eleven, Mr. President.", before[1][1][0][23:]]
    assert [p.mark for p in now.paragraphs] == ["U", "U"]
    texts = [document.text_at(p.span) for p in now.paragraphs]
    assert texts[0].endswith("Eleven, Mr. President.") and texts[1].startswith("We have the divers")
    boxes = [p.box for p in archive.search('"eleven mr president" OR "we have the divers"').found[0].passages]
    assert boxes[0] != boxes[1] and None not in boxes
    archive.correct(name, "turns/1/paragraphs/1/speaker", "The President", why="another hand", typed=True)
    assert said(archive.record(name))[1:3] == [
        ("President Tessarin", ["Eleven, Mr. President."]),
        ("The President", [before[1][1][0][23:]]),
    ]
    archive.correct(name, "turns/2/join", "next", why="x")
    assert [len(t) for _, t in said(archive.record(name))[1:3]] == [1, 1 + len(before[2][1])]
    archive.correct(name, "turns/2/paragraphs/1/join", "previous", why="x")
    assert said(archive.record(name))[2][1][0] == f"{before[1][1][0][23:]} {before[2][1][0]}"
    archive.add(document, again=True)
    assert archive.status().adrift == ()
    assert said(archive.record(name))[2][1][0] == f"{before[1][1][0][23:]} {before[2][1][0]}"
    for made in reversed(archive.history()):
        archive.undo(made.number)
    assert archive.record(name) == document.records[0]


def test_a_new_reading_that_has_the_break_by_itself_is_no_trouble(archive: Archive) -> None:
    document = ferry()
    (name,) = archive.add(document).records
    archive.correct(name, "turns/1/paragraphs/0/split", "We have the divers", why="x", typed=True)
    newer = structs.replace(document, records=(structs.replace(archive.record(name), evidence=()),))
    assert archive.add(newer, again=True).adrift == 0
    assert said(archive.record(name)) == said(newer.records[0])


def test_a_word_is_set_right_alone_and_found_again_by_its_place(archive: Archive) -> None:
    document = ferry()
    (name,) = archive.add(document).records
    path = "turns/1/paragraphs/0/text"
    text = document.records[0].turns[1].paragraphs[0].text
    made = archive.correct(name, path, "Twelve", why="x", instead_of="Eleven", typed=True)
    assert (made.path, made.old, made.value) == (f"{path}/words/0", "Eleven,", "Twelve")
    assert archive.record(name).turns[1].paragraphs[0].text == text.replace("Eleven,", "Twelve")
    archive.correct(name, path, "null", why="x", instead_of="divers", typed=True)
    wanted = text.replace("Eleven,", "Twelve").replace(" divers", "")
    assert archive.record(name).turns[1].paragraphs[0].text == wanted
    archive.correct(name, "subject", "one by one", why="x")
    with pytest.raises(UsageError, match="stands 2 times") as caught:
        archive.correct(name, "subject", "x", why="x", instead_of="one,")
    assert "words/0, words/2" in caught.value.hint
    archive.add(misread(document, "Eleven,", "EIovon,"), again=True)
    assert archive.status().adrift == ()
    assert archive.record(name).turns[1].paragraphs[0].text == wanted
    assert archive.search("twelve from:tessarin").records == 1


def misread(document: Document, word: str, other: str) -> Document:
    """The document as another reader has it, who takes one word for another, in the same place."""
    page = document.pages[0]
    words = tuple(structs.replace(w, text=other) if w.text == word else w for w in page.words)
    lines = tuple(structs.replace(x, text=x.text.replace(word, other)) for x in document.lines)
    record = document.records[0]
    turns = tuple(
        structs.replace(
            turn,
            paragraphs=tuple(structs.replace(p, text=p.text.replace(word, other)) for p in turn.paragraphs),
        )
        for turn in record.turns
    )
    return structs.replace(
        document,
        pages=(structs.replace(page, words=words), *document.pages[1:]),
        lines=lines,
        records=(structs.replace(record, turns=turns),),
    )


def test_a_word_that_is_set_right_is_no_doubt_any_more(archive: Archive) -> None:
    document = ferry()
    page = document.pages[0]
    doubtful = tuple(
        structs.replace(w, confidence=0.3) if w.text in ("Eleven,", "divers") else w for w in page.words
    )
    document = structs.replace(document, pages=(structs.replace(page, words=doubtful), *document.pages[1:]))
    (name,) = archive.add(document).records
    path = "turns/1/paragraphs/0/text"
    (doubt,) = archive.doubts(name)
    assert [w.text for w in doubt.words] == ["Eleven,", "divers"]
    archive.correct(name, path, "Twelve,", why="x", instead_of="Eleven,")
    (doubt,) = archive.doubts(name)
    assert [w.text for w in doubt.words] == ["divers"]
    archive.confirm(name, f"{path}/words/6")
    assert archive.doubts(name) == [] and archive.search("doubt:yes").records == 0


PATHS = st.sampled_from((
    ("turns/1/paragraphs/0/split", "the"), ("turns/1/paragraphs/0/split", "to"), ("turns/2/join", "next"),
    ("turns/1/join", "previous"), ("turns/1/paragraphs/1/speaker", "Somebody"), ("split", 2),
    ("join", "next"),
    ("turns/1/paragraphs/0/join", "next"), ("paragraphs/0/join", "next"), ("paragraphs/1/split", "of"),
    ("turns/1/paragraphs/0/text/words/2", "quite"), ("turns/1/paragraphs/0/text/words/1", None),
    ("turns/2/speaker", "Nobody"), ("subject", "Boats"), ("paragraphs/1/text/words/0", "So"),
))  # fmt: skip


@settings(max_examples=12)
@given(
    style=st.sampled_from(("clinton", "bush", "state")),
    said=st.lists(PATHS, min_size=1, max_size=6),
    data=st.data(),
)
def test_whatever_is_divided_comes_back(
    new_url: Callable[[], str], style: str, said: list[tuple[str, object]], data: st.DataObject
) -> None:
    document = invention(2, style)
    url = new_url()
    with Archive(url) as archive:
        names = archive.add(document).records
        made: list[int] = []
        for path, value in said:
            try:
                first = archive.papers(document.source.sha256)[0].id
                made.append(archive.correct(first, path, value, why="x").number)
            except UsageError:
                continue
        kept = [archive.record(p.id) for p in archive.papers(document.source.sha256)]
        archive.add(document, again=True)
        assert [archive.record(p.id) for p in archive.papers(document.source.sha256)] == kept
        for number in data.draw(st.permutations(made)):
            archive.undo(number)
        assert [archive.record(name) for name in names] == list(document.records)
    whole(url)
