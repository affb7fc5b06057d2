"""Whom names mean: kept with the records, found by, and decided by people, after new readings too."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from msgspec import structs
from shelf import samples, whole

import memcon
from memcon import Archive, Document, LinkSaid, Somebody, UnreadableFile, UsageError, correction_line
from memcon.archive.means import Known, Means


@pytest.fixture
def archive(url: str) -> Iterator[Archive]:
    with Archive(url) as archive:
        yield archive
    whole(url)


def ferry() -> Document:
    return next(d for d in samples() if "ferry" in d.source.name)


def somebody(archive: Archive, name: str) -> Somebody:
    (found,) = archive.people(name)
    return found


def test_people_are_those_whom_names_mean(archive: Archive) -> None:
    archive.add(ferry())
    bush = somebody(archive, "george bush")
    assert (bush.name, bush.person, bush.printed) == (
        "George H. W. Bush",
        "bush-george-herbert-walker",
        ("The President",),
    )
    tessarin = somebody(archive, "tessarin")
    assert tessarin.roles == ("participant", "speaker")
    assert set(tessarin.printed) == {"Dario Tessarin", "President Tessarin"}
    assert archive.search("with:bush").records == archive.search("with:president").records == 1
    assert archive.search("from:bush").passages == archive.search('from:"the president"').passages
    assert archive.search('"president george"').records == 0, "no phrase runs from the label into the name"
    assert "George H. W. Bush" in [f.value for f in archive.facets("ferry")["person"]]


def test_a_name_is_merged_split_and_rejected(archive: Archive) -> None:
    (name,) = archive.add(ferry()).records
    archive.link(name, "The President", reject=True, why="an invented one")
    assert archive.people("bush") == [] and archive.search("with:bush").records == 0
    archive.link(name, "The President", "nixon-richard-m", why="for the test")
    assert somebody(archive, "nixon").roles == ("participant", "speaker")
    said = len(archive.search("from:nixon").found[0].passages)
    archive.link(name, "President Tessarin", "paper/Marshal Vane", at="turns/1/speaker", why="another voice")
    assert somebody(archive, "vane").roles == ("speaker",)
    assert archive.search("from:vane").passages == 1 and said > 1
    assert somebody(archive, "tessarin").records == 1
    links = archive.links(name)
    chosen = {link.path: link.chosen.name for link in links.speakers if link.chosen}
    assert chosen["turns/1/speaker"] == "Marshal Vane" and chosen["turns/3/speaker"] == "Dario Tessarin"
    for made in archive.history(name):
        archive.undo(made.number)
    assert somebody(archive, "bush").records == 1 and archive.people("vane") == []
    assert archive.record(name) == ferry().records[0], "what a name means is no part of what the paper says"


def test_what_is_said_of_a_link_outlives_a_new_reading(archive: Archive) -> None:
    document = ferry()
    record = document.records[0]
    (name,) = archive.add(document).records
    archive.link(name, "President Tessarin", "paper/Vane", at="turns/1/speaker", why="another voice")
    more = structs.replace(record.turns[0], speaker=None, label=memcon.Span())
    archive.add(
        structs.replace(document, records=(structs.replace(record, turns=(more, *record.turns)),)), again=True
    )
    links = {link.path: link.chosen.id for link in archive.links(name).speakers if link.chosen}
    assert links["turns/2/speaker"] == "paper/Vane" and "turns/1/speaker" in links
    gone = structs.replace(record, turns=record.turns[:1])
    assert archive.add(structs.replace(document, records=(gone,)), again=True).adrift == 1
    assert archive.status().adrift[0].path == "link/turns/1/speaker"


def test_what_is_said_of_links_travels(archive: Archive, new_url: Callable[[], str]) -> None:
    (name,) = archive.add(ferry()).records
    made = archive.link(name, "The President", "nixon-richard-m", why="x", author="Ada")
    with Archive(new_url()) as other:
        assert other.take_in(map(correction_line, archive.history())) == 1
        other.add(ferry())
        assert other.show(name).links == (
            LinkSaid("merge", "The President", "nixon-richard-m", None, "x", "Ada"),
        )
        assert somebody(other, "nixon") == somebody(archive, "nixon")
        wrong = structs.replace(made, uid="other", value={"action": "praise", "printed": "x"})
        with pytest.raises(UnreadableFile, match="line 1 is not a correction"):
            other.take_in([correction_line(wrong)])


@pytest.mark.parametrize(
    ("printed", "to", "at", "problem"),
    [
        ("The Emperor", "nixon-richard-m", None, "no name 'The Emperor'"),
        ("The President", "nobody-at-all", None, "nobody and nothing has the id"),
        ("The President", "nixon-richard-m", "turns/1/speaker", "no name 'The President' at turns/1/speaker"),
        ("The President", "nixon-richard-m", "turns/99/speaker", "no name 'The President' at turns/99"),
        ("The President", None, None, "says whom"),
    ],
)
def test_links_that_make_no_sense_are_refused(
    archive: Archive, printed: str, to: str | None, at: str | None, problem: str
) -> None:
    (name,) = archive.add(ferry()).records
    with pytest.raises(UsageError, match=problem):
        archive.link(name, printed, to, at=at, why="x")
    with pytest.raises(UsageError, match="is not what the paper says"):
        archive.correct(name, "link", "x", why="x")
    assert archive.history() == []


def test_an_id_that_the_table_of_people_has_lost_is_passed_over(url: str) -> None:
    (first,) = [ferry()]
    with memcon.archive.Archive(url) as archive:  # whoever wrote this had another table
        (name,) = archive.add(first).records
        archive.say_of_link(name, LinkSaid("merge", "The President", "lost-and-gone", why="x"))
    with Archive(url) as archive:
        archive.add(first, again=True)
        assert somebody(archive, "bush").records == 1
        assert [link.status for link in archive.links(name).participants[:1]] == ["linked"]


def test_an_archive_takes_what_means_it_is_given(url: str) -> None:
    def nobody(*_: object) -> memcon.Record:
        raise AssertionError

    means = Means(nobody, lambda record, said: {"participants/0": [Known("one", "Somebody Else")]})
    with memcon.archive.Archive(url, means=means) as archive:
        archive.add(ferry())
        assert [who.person for who in archive.people("somebody else")] == ["one"]


def test_the_verb_shows_and_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from click.testing import CliRunner

    from memcon.cli import command

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MEMCON_AUTHOR", "Ada")
    with Archive("memcon.db") as archive:
        (name,) = archive.add(ferry()).records

    def run(*arguments: str) -> str:
        done = CliRunner().invoke(command, arguments, catch_exceptions=False)
        assert done.exit_code == 0, done.output
        return done.output

    shown = run("link", name)
    assert "The President       George H. W. Bush  [bush-george-herbert-walker]  (5 times)" in shown
    run("link", name, "The President", "nixon-richard-m", "--why", "x")
    assert "Richard Nixon  [nixon-richard-m]  said by Ada" in run("link", name)
    assert "The President is nixon-richard-m" in run("history")
    assert '"status":"confirmed"' in run("link", name, "--format", "json")
    assert "Richard Nixon" in run("brief", name)
    for wrong, problem in ((("The President",), "nothing says whom"), (("The President", "x"), "no reason")):
        with pytest.raises(UsageError, match=problem):
            CliRunner().invoke(command, ["link", name, *wrong], standalone_mode=False, catch_exceptions=False)
