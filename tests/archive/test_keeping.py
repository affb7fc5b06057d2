"""Adding twice is adding once; a file goes in as a whole or not at all, whatever happens."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs
from postgres import Server
from shelf import STYLES, dump, invention, renamed, samples, whole

import memcon
from memcon import Archive, MemconError, MissingFile, Record, UnreadableFile, UsageError
from memcon.archive import schema


@settings(max_examples=6)
@given(seeds=st.lists(st.tuples(st.integers(0, 3), st.sampled_from(STYLES)), min_size=1, max_size=4))
def test_adding_twice_is_adding_once(new_url: Callable[[], str], seeds: list[tuple[int, str]]) -> None:
    documents = list(dict.fromkeys(invention(seed, style) for seed, style in seeds))
    last = new_url()
    with Archive(new_url()) as once, Archive(last) as twice:
        for document in documents:
            assert once.add(document).state == "added"
            twice.add(document)
        for document in documents:
            assert twice.add(document).state == "known"
            assert twice.add(document, again=True).state == "read again"
        assert once.records() == twice.records() != []
        assert dump(once) == dump(twice)
    whole(last)


def test_both_stores_keep_the_same(path: Path, server: Server) -> None:
    with Archive(path) as one, Archive(server.new_store()) as other:
        for archive in (one, other):
            for document in (*samples(), *(invention(seed, style) for seed in range(2) for style in STYLES)):
                archive.add(document, document.source.name)
            archive.correct(archive.records()[3].id, "subject", "Barley", why="misread")
            archive.set(archive.records()[4].id, "box", "17")
            archive.fail("broken.pdf", UnreadableFile("broken", "Fetch it again"))
        assert dump(one) == dump(other)
        assert one.status().people == other.status().people
        assert [s.name for s in one.people()] == [s.name for s in other.people()]
        for sort in ("date", "added", "file"):
            assert one.records(sort=sort) == other.records(sort=sort)
        for record in one.records():
            mine, theirs = one.show(record.id), other.show(record.id)
            assert structs.replace(mine, corrections=()) == structs.replace(theirs, corrections=())


def test_the_whole_document_is_kept_as_it_was_read(url: str) -> None:
    with Archive(url) as archive:
        for document in samples():
            (name,) = archive.add(document).records
            shown = archive.show(name)
            assert shown.document == document
            assert (shown.record, shown.as_read) == (document.records[0],) * 2


def test_what_a_record_says_stands_in_the_tables(url: str) -> None:
    document = next(d for d in samples() if "visit" in d.source.name)
    record = document.records[0]
    with Archive(url) as archive:
        archive.add(document)
        _says(archive, document.source.name, record)


def _says(archive: Archive, name: str, record: Record) -> None:
    connection = archive._store
    texts = [
        text for (text,) in connection.execute("SELECT text FROM passages WHERE kind = 'turn' ORDER BY id")
    ]
    assert texts == [p.text for turn in record.turns if turn.speaker for p in turn.paragraphs]
    kinds = [kind for (kind,) in connection.execute("SELECT kind FROM elements ORDER BY position")]
    assert kinds == [element.kind for element in record.elements]
    names = {name for (name,) in connection.execute("SELECT name FROM people WHERE role = 'participant'")}
    assert names == {p.name or p.printed for p in record.participants if not p.role}
    marks = [m for (m,) in connection.execute("SELECT mark FROM passages WHERE kind = 'turn' ORDER BY id")]
    assert marks == [p.mark for turn in record.turns if turn.speaker for p in turn.paragraphs]
    assert connection.execute("SELECT file, date, level FROM papers").fetchall() == [
        (name, record.date, record.banner)
    ]
    for view in ("said", "present", "not_shown", "not_understood"):
        connection.execute(f"SELECT * FROM {view}").fetchall()


def test_a_passage_has_the_box_of_its_words(url: str) -> None:
    document = next(d for d in samples() if "ferry" in d.source.name)
    with Archive(url) as archive:
        archive.add(document)
        (found,) = archive.search('"all at the ferry"').found
    passage = found.passages[0]
    page = document.pages[passage.page - 1]
    assert passage.box and passage.dpi == page.dpi
    inside = [word.text for word in page.words if passage.box.holds(word.box)]
    assert " ".join(inside).endswith("They are all at the ferry. (C)") or "ferry." in inside
    assert {"They", "all", "ferry."} <= set(inside) and len(inside) < 12


def test_ids_do_not_depend_on_what_stands_before(url: str) -> None:
    first, second = invention(1).records[0], invention(2).records[0]
    document = invention(1)
    two = structs.replace(document, records=(first, structs.replace(second, pages=(7, 8))))
    one = structs.replace(document, records=(structs.replace(second, pages=(7, 8)),))
    same_page = structs.replace(document, records=(structs.replace(first, pages=(7, 7)),) * 2)
    with Archive(url) as archive:
        assert archive.add(two).records[1] == archive.add(one, again=True).records[0]
        a, b = archive.add(same_page, again=True).records
        assert b == f"{a}:2"
        with pytest.raises(MissingFile):
            archive.show(two.source.sha256 + ":7-8")
    whole(url)


def test_an_id_may_be_short_and_says_when_it_is_too_short(url: str) -> None:
    document = invention(1)
    with Archive(url) as archive:
        (name,) = archive.add(document).records
        for given_name in (name, name.upper(), name[:6], document.source.sha256, archive.show(name).key):
            assert archive.show(given_name).id == name
        alike = structs.replace(
            document, source=structs.replace(document.source, sha256=document.source.sha256[:12] + "0" * 52)
        )
        archive.add(alike)
        with pytest.raises(UsageError, match="could be"):
            archive.show(name)
        assert archive.show(document.source.sha256).document == document
        for wrong in ("", "zz", "%", "91b", "' OR 1=1 --", "12345:1;", "_" * 10):
            with pytest.raises((UsageError, MissingFile)):
                archive.show(wrong)


def test_files_are_added_once_and_failures_kept_until_they_are_mended(url: str, tmp_path: Path) -> None:
    good, copy, bad = tmp_path / "a.txt", tmp_path / "copy.txt", tmp_path / "bad.pdf"
    good.write_text("MEMORANDUM OF CONVERSATION\n\nSUBJECT: Water\n")
    copy.write_bytes(good.read_bytes())
    bad.write_bytes(b"%PDF-1.4 no more of it")

    def states(*files: Path, **options: bool) -> list[str]:
        with Archive(url) as archive:
            done = memcon.add(files, archive, **options)
            return sorted("failed" if isinstance(r, MemconError) else r.state for _, r in done)

    assert states(good, bad, tmp_path / "none.txt") == ["added", "failed", "failed"]
    assert states(good, copy, bad) == ["failed before", "known", "known"]
    assert states(bad, retry=True) == ["failed"]
    with Archive(url) as archive:
        (failure,) = archive.failures()
        assert (failure.path, failure.code) == (str(bad), "unreadable-file") and failure.reason
        assert archive.show(archive.records()[0].id).paths == (str(good), str(copy))
    bad.write_text("MEMORANDUM OF CONVERSATION\n\nSUBJECT: Fire\n")
    assert states(bad) == ["added"]
    assert states(good, again=True) == ["read again"]
    with Archive(url) as archive:
        assert archive.failures() == []
        assert archive.status().files == 2


def test_other_files_are_refused_in_words(path: Path, tmp_path: Path) -> None:
    with pytest.raises(MissingFile, match="no archive"):
        Archive(path, create=False)
    assert not path.exists()
    path.write_text("not a database, but long enough to look like one " * 100)
    with pytest.raises(UnreadableFile, match="no SQLite file"):
        Archive(path)
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE letters (id)")
    with pytest.raises(UnreadableFile, match="no archive of memcon"):
        Archive(other)
    with pytest.raises(UsageError, match="postgresql://"):
        Archive("mysql://localhost/memcon")
    with pytest.raises(MissingFile):
        Archive(tmp_path / "no" / "folder" / "memcon.db")


def test_an_archive_of_a_newer_memcon_is_refused_and_an_older_one_brought_up_to_date(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Archive(path) as archive:
        archive.add(samples()[0])
    newer = (*schema.MIGRATIONS, ("ALTER TABLE records ADD COLUMN shelf TEXT",))
    with monkeypatch.context() as patch:
        patch.setattr(
            schema, "MIGRATIONS", (*schema.MIGRATIONS, ("ALTER TABLE records ADD COLUMN form TEXT",))
        )
        with pytest.raises(MemconError):
            Archive(path)
    with Archive(path) as archive:
        assert archive.status().files == 1, "a migration that fails changes nothing"
    with monkeypatch.context() as patch:
        patch.setattr(schema, "MIGRATIONS", newer)
        with Archive(path) as archive:
            assert archive._store.execute("SELECT shelf FROM records").fetchall() == [(None,)]
    with pytest.raises(UnreadableFile, match="newer memcon"):
        Archive(path)


@pytest.mark.parametrize("version", range(1, len(schema.MIGRATIONS)))
def test_an_archive_of_an_older_version_is_brought_up_to_date(path: Path, version: int) -> None:
    queries = ("dam", '"cubic meters"', "from:tessarin ferry", "with:holvane", "pres*")
    old = path.with_name("old.db")
    with memcon.archive.Archive(path) as archive:  # without a table of people, whom an old archive lacks
        for document in samples():
            archive.add(document)
        before, answers, doubts = dump(archive), [archive.search(q) for q in queries], archive.doubts()
    _as_of(version, path, old)
    with memcon.archive.Archive(old) as archive:
        assert (dump(archive), archive.doubts()) == (before, doubts)
        assert [archive.search(query) for query in queries] == answers
    whole(old)


def _as_of(version: int, path: Path, old: Path) -> None:
    """Write what the archive at `path` holds into one that an earlier memcon would have made."""
    connection = sqlite3.connect(old, isolation_level=None)
    for migration in schema.MIGRATIONS[:version]:
        for statement in migration:
            connection.execute(statement)
    connection.execute("ATTACH ? AS new", (str(path),))
    for (table,) in connection.execute(
        "SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE TABLE%'"
    ).fetchall():
        if not re.match("passage_words|record_words", table):
            columns = ", ".join(f'"{row[1]}"' for row in connection.execute(f"PRAGMA table_info({table})"))
            connection.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM new.{table}")
    if version < 3:  # a passage's number told nothing of its record
        connection.execute(
            "CREATE TEMP TABLE n AS SELECT id, row_number() OVER (ORDER BY id) AS to_ FROM passages"
        )
        connection.execute("UPDATE passages SET id = -(SELECT to_ FROM n WHERE n.id = passages.id)")
        connection.execute("UPDATE passages SET id = -id")
    for words in ("passage_words", "record_words"):
        connection.execute(f"INSERT INTO {words} ({words}) VALUES ('rebuild')")
    connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {version}")
    connection.close()


def test_the_url_may_be_that_of_a_file(path: Path) -> None:
    with Archive(f"sqlite:///{path}") as archive:
        assert archive.name == str(path)
    assert path.exists()


def test_names_that_are_hostile_stay_names(url: str) -> None:
    document = samples()[0]
    for number, name in enumerate(
        ("../../etc/passwd", "'; DROP TABLE records; --", "\udcff.txt", "a" * 5000)
    ):
        with Archive(url) as archive:
            other = renamed(document, number)
            archive.add(structs.replace(other, source=structs.replace(other.source, name=name)), name)
    with Archive(url) as archive:
        assert archive.status().files == 4
        assert all(os.path.isabs(p) for r in archive.records() for p in archive.show(r.id).paths)  # noqa: PTH117
