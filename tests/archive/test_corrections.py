"""A correction never overwrites what the machine read, and outlives a new reading or is reported."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs
from shelf import SAMPLES, STYLES, invention, read, samples, whole

import memcon
from memcon import Archive, Document, MissingFile, Record, Turn, UnreadableFile, UsageError, correction_line
from memcon.archive.anchoring import tree_of, value_at
from memcon.model import bare


@pytest.fixture
def archive(url: str) -> Iterator[Archive]:
    with Archive(url) as archive:
        yield archive


def ferry() -> Document:
    return next(d for d in samples() if "ferry" in d.source.name)


def with_record(document: Document, record: Record) -> Document:
    return structs.replace(document, records=(record,))


def with_turns(document: Document, turns: tuple[Turn, ...]) -> Document:
    return with_record(document, structs.replace(document.records[0], turns=turns))


PATHS = (
    "subject",
    "date",
    "place",
    "participants/0/printed",
    "turns/1/speaker",
    "turns/2/paragraphs/0/text",
    "paragraphs/1/text",
    "paragraphs/0/mark",
)
VALUES = {"date": "1981-02-03", "mark": "TS"}


@settings(max_examples=10)
@given(
    seed=st.integers(0, 3),
    style=st.sampled_from(STYLES),
    said=st.lists(st.tuples(st.sampled_from(PATHS), st.text("abc ", min_size=1, max_size=9)), max_size=5),
    data=st.data(),
)
def test_a_correction_never_overwrites_what_the_machine_read(
    new_url: Callable[[], str],
    seed: int,
    style: str,
    said: list[tuple[str, str]],
    data: st.DataObject,
) -> None:
    document = invention(seed, style)
    path = new_url()
    with Archive(path) as archive:
        (name,) = archive.add(document).records
        made: list[int] = []
        for place, text in said:
            value = VALUES.get(place.rpartition("/")[2], text)
            try:
                made.append(archive.correct(name, place, value, why="because").number)
            except UsageError:
                continue  # the record has no such place, or says so already
            assert value_at(tree_of(archive.record(name)), place_of(place)) == value
        shown = archive.show(name)
        assert shown.document == document and shown.as_read == document.records[0]
        for number in data.draw(st.permutations(made)):
            archive.undo(number)
        assert archive.record(name) == document.records[0]
        assert len(archive.history(name)) == len(made)
    whole(path)


def place_of(path: str) -> list[str | int]:
    return [int(part) if part.isdecimal() else part for part in path.split("/")]


def test_search_and_lists_have_what_was_corrected(archive: Archive) -> None:
    (name,) = archive.add(ferry()).records
    archive.correct(name, "turns/1/speaker", "Prince Ottokar", why="initial in the margin", author="Ada")
    archive.correct(name, "turns/1/paragraphs/0/text", "Twelve, by lamplight.", why="misread")
    archive.correct(name, "date", "1990-08-22", why="stamp")
    assert archive.search("from:ottokar lamplight date:1990-08-22").records == 1
    assert archive.search("eleven from:tessarin").records == 0
    assert archive.records()[0].date == "1990-08-22"
    evidence = {e.path: e for e in archive.record(name).evidence}
    mine = evidence["turns/1/speaker"]
    assert (mine.said_by, mine.confidence, mine.other) == ("person:Ada", 1.0, "President Tessarin")
    assert [c.why for c in archive.history(name)] == ["initial in the margin", "misread", "stamp"]


def test_a_persons_word_settles_the_machines_doubt(archive: Archive) -> None:
    document = ferry()
    page = document.pages[0]
    doubtful = tuple(structs.replace(w, confidence=0.3) if w.text == "Eleven," else w for w in page.words)
    document = structs.replace(document, pages=(structs.replace(page, words=doubtful), *document.pages[1:]))
    (name,) = archive.add(document).records
    (found,) = archive.search("doubt:yes").found
    assert [p.text.split()[0] for p in found.passages] == ["Eleven,"]
    archive.correct(name, "turns/1/paragraphs/0/text", "Seven, Mr. President.", why="looked at the page")
    assert archive.search("doubt:yes").records == 0


@pytest.mark.parametrize(
    ("path", "value", "problem"),
    [
        ("date", "March 26", "is not a date"),
        ("date", "1993-02-30", "is not a date"),
        ("time_start", "25:00", "is not a time"),
        ("turns/0/paragraphs/0/mark", "(S)", "is not a portion mark"),
        ("form", "letter", "cannot stand at form"),
        ("turns/0/paragraphs/0/struck", "perhaps", "cannot stand at"),
        ("participants", "everybody", "cannot stand at participants"),
        ("turns/0/speaker/first", "x", "has no turns/0/speaker/first"),
        ("turns/99/speaker", "x", "has no turns/99"),
        ("turns/-1/speaker", "x", "has no turns/-1"),
        ("nothing", "x", "has no nothing"),
        ("", "x", "has no "),
        ("pages", "[1, 1]", "cannot be corrected"),
        ("elements/0/kind", "unread", "cannot be corrected"),
        ("turns/0/paragraphs/0/span", "{}", "cannot be corrected"),
        ("provenance/box", "3", "Use memcon set"),
        ("turns", "null", "cannot stand at turns"),
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(
    archive: Archive, path: str, value: str, problem: str
) -> None:
    (name,) = archive.add(ferry()).records
    with pytest.raises(UsageError, match=problem.replace("(", r"\(")):
        archive.correct(name, path, value, why="x", typed=True)
    assert archive.history() == [] and archive.record(name) == ferry().records[0]


def test_typed_values_are_text_where_text_may_stand_and_json_elsewhere(archive: Archive) -> None:
    (name,) = archive.add(ferry()).records
    for path, typed, wanted in (
        ("subject", "12", "12"),
        ("subject", "null", None),
        ("turns/0/paragraphs/0/struck", "true", True),
        ("interpreters", '["Mr. Vrabec", "Mrs. Olin"]', ("Mr. Vrabec", "Mrs. Olin")),
        ("participants/1/printed", "Pres. Tessarin", "Pres. Tessarin"),
        ("turns/1/speaker", "null", None),
    ):
        archive.correct(name, path, typed, why="x", typed=True)
        value: object = archive.record(name)
        for part in place_of(path):
            value = value[part] if isinstance(part, int) else getattr(value, part)  # type: ignore[index]
        assert value == wanted
    with pytest.raises(UsageError, match="is so already"):
        archive.correct(name, "interpreters/1", "Mrs. Olin", why="x")


def test_a_new_reading_of_the_same_paper_keeps_what_people_said(archive: Archive) -> None:
    document = ferry()
    record = document.records[0]
    (name,) = archive.add(document).records
    text = record.turns[3].paragraphs[0].text
    archive.correct(name, "turns/3/speaker", "President Tessarin of Sorelia", why="x")
    archive.correct(name, "turns/3/paragraphs/0/mark", "S", why="x")
    archive.correct(name, "place", "Map Room", why="x")
    archive.set(name, "box", "17")
    first = structs.replace(record.turns[0], paragraphs=record.turns[0].paragraphs)
    more = (structs.replace(first, speaker=None, paragraphs=record.turns[4].paragraphs), *record.turns)
    misread = structs.replace(
        more[4], paragraphs=(structs.replace(more[4].paragraphs[0], text=text.replace("evening", "evenlng")),)
    )
    done = archive.add(with_turns(document, (*more[:4], misread, *more[5:])), again=True)
    assert (done.state, done.adrift) == ("read again", 0)
    now = archive.record(name)
    assert (now.turns[4].speaker, now.turns[4].paragraphs[0].mark) == ("President Tessarin of Sorelia", "S")
    assert "evenlng" in now.turns[4].paragraphs[0].text and now.turns[3] == record.turns[2]
    assert now.place == "Map Room" and archive.show(name).provenance == {"box": "17"}


def test_what_finds_no_place_is_reported_and_comes_back_with_it(archive: Archive) -> None:
    document = ferry()
    (name,) = archive.add(document).records
    made = archive.correct(name, "turns/3/speaker", "Somebody", why="x")
    without = with_turns(document, document.records[0].turns[:2])
    assert archive.add(without, again=True).adrift == 1
    (adrift,) = archive.status().adrift
    assert adrift.number == made.number and adrift.adrift
    assert bare(archive.record(name)) == bare(without.records[0])
    archive.add(document, again=True)
    assert archive.status().adrift == () and archive.record(name).turns[3].speaker == "Somebody"


def test_two_places_that_are_alike_are_not_guessed_at(archive: Archive) -> None:
    lines = "".join(
        f"The President: {word}.\n\nPresident Orsova: Yes.\n\n" for word in ("Good", "Good", "Good")
    )
    head = "MEMORANDUM OF TELEPHONE CONVERSATION\n\nSUBJECT: Telcon with President Orsova\n\n"
    document = read(head + lines)
    turns = document.records[0].turns
    assert [t.speaker for t in turns] == ["The President", "President Orsova"] * 3
    (name,) = archive.add(document).records
    archive.correct(name, "turns/3/speaker", "Minister Vane", why="x")
    done = archive.add(with_turns(document, turns[:2] * 5), again=True)
    assert done.adrift == 0, "the same words at the same place are the same place"
    extra = structs.replace(turns[0], paragraphs=(structs.replace(turns[0].paragraphs[0], text="Hello."),))
    done = archive.add(with_turns(document, (extra, *turns[:2] * 3)), again=True)
    assert done.adrift == 1
    assert {t.speaker for t in archive.record(name).turns} == {"The President", "President Orsova"}


def test_a_paper_whose_bounds_have_moved_keeps_what_was_said_of_it(archive: Archive) -> None:
    first, second = ferry().records[0], invention(2).records[0]
    later = structs.replace(second, pages=(3, 4))
    both = structs.replace(ferry(), records=(first, later))
    one, two = archive.add(both).records
    archive.correct(one, "turns/1/speaker", "Somebody", why="x")
    archive.correct(one, "place", "Attic", why="x")
    archive.set(two, "folder", "Kessel")
    moved = structs.replace(
        both, records=(structs.replace(first, pages=(1, 3)), structs.replace(second, pages=(4, 4)))
    )
    done = archive.add(moved, again=True)
    assert done.adrift == 1, "the second begins elsewhere, so its folder may be another paper's"
    new = archive.record(done.records[0])
    assert (new.turns[1].speaker, new.place) == ("Somebody", "Attic")
    assert [c.path for c in archive.history(done.records[0])] == [
        "turns/1/speaker",
        "place",
        "provenance/folder",
    ]


def test_of_two_papers_that_begin_on_a_page_none_is_guessed_at(archive: Archive) -> None:
    record = ferry().records[0]
    (name,) = archive.add(ferry()).records
    archive.correct(name, "place", "Attic", why="x")
    halves = (structs.replace(record, pages=(1, 1)), structs.replace(record, pages=(1, 3)))
    done = archive.add(structs.replace(ferry(), records=halves), again=True)
    assert done.adrift == 1
    assert {archive.record(new).place for new in done.records} == {"Oval Office"}
    archive.add(ferry(), again=True)
    assert archive.record(name).place == "Attic"


def test_corrections_travel_and_wait_for_their_files(archive: Archive, new_url: Callable[[], str]) -> None:
    (name,) = archive.add(ferry()).records
    archive.correct(name, "turns/1/speaker", "Somebody", why="x", author="Ada")
    archive.set(name, "repository", "Harbour Library")
    undone = archive.correct(name, "subject", "Boats", why="x")
    lines = [correction_line(c) for c in archive.history()]
    archive.undo(undone.number, author="Ben")
    after = [correction_line(c) for c in archive.history()]
    with Archive(new_url()) as other:
        assert other.take_in(lines) == 3
        assert other.take_in(lines) == 0
        assert other.status().records == 0
        other.add(ferry())
        assert other.record(name).subject == "Boats"
        assert other.take_in([*after, b"", b"\n"]) == 1
        assert other.record(name) == archive.record(name)
        assert other.show(name).provenance == {"repository": "Harbour Library"}
        assert [correction_line(c) for c in other.history()] == after


@pytest.mark.parametrize(
    "line",
    [b"{}", b"nonsense", b"[1]", b'{"uid": "1"}', None],
)
def test_lines_that_are_no_corrections_are_refused_together(archive: Archive, line: bytes | None) -> None:
    (name,) = archive.add(ferry()).records
    made = archive.correct(name, "subject", "Boats", why="x")
    good = correction_line(structs.replace(made, uid="another"))
    if line is None:
        line = correction_line(structs.replace(made, record="../../x:1-2"))
    with pytest.raises(UnreadableFile, match="line 2"):
        archive.take_in([good, line])
    assert len(archive.history()) == 1


def test_what_is_set_can_be_changed_found_and_taken_away(archive: Archive) -> None:
    (name,) = archive.add(ferry()).records
    archive.set(name, "case", "2015-0782-M")
    archive.set(name, "repository", "Harbour Library, Monte Alva")
    archive.set(name, "box", "1")
    archive.set(name, "box", "2", why="moved")
    assert archive.search("box:2 repository:harbour case:2015-0782-M").records == 1
    assert archive.search("box:1").records == 0
    assert archive.facets("ferry")["repository"][0].value == "Harbour Library, Monte Alva"
    archive.set(name, "box", None)
    assert "box" not in archive.show(name).provenance
    with pytest.raises(UsageError, match="there is no field"):
        archive.set(name, "shelf", "3")
    with pytest.raises(UsageError, match="so already"):
        archive.set(name, "case", "2015-0782-M")


def test_undoing_what_is_not_there_is_refused(archive: Archive) -> None:
    (name,) = archive.add(ferry()).records
    with pytest.raises(MissingFile, match="no correction 1"):
        archive.undo(1)
    archive.correct(name, "subject", "Boats", why="x")
    archive.undo(1)
    with pytest.raises(UsageError, match="undone already"):
        archive.undo(1)
    assert archive.record(name) == memcon.read(SAMPLES / ferry().source.name).records[0]
