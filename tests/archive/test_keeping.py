"""Adding twice is adding once; a file goes in as a whole or not at all, whatever happens."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs
from shelf import SAMPLES, STYLES, dump, invention, renamed, samples, whole

import memcon
from memcon import Archive, MemconError, MissingFile, UnreadableFile, UsageError
from memcon.archive import schema

HERE = Path(__file__).parent


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "memcon.db"


@settings(max_examples=15)
@given(seeds=st.lists(st.tuples(st.integers(0, 3), st.sampled_from(STYLES)), min_size=1, max_size=4))
def test_adding_twice_is_adding_once(
    tmp_path_factory: pytest.TempPathFactory, seeds: list[tuple[int, str]]
) -> None:
    folder = tmp_path_factory.mktemp("archive")
    documents = list(dict.fromkeys(invention(seed, style) for seed, style in seeds))
    with Archive(folder / "once.db") as once, Archive(folder / "twice.db") as twice:
        for document in documents:
            assert once.add(document).state == "added"
            twice.add(document)
        for document in documents:
            assert twice.add(document).state == "known"
            assert twice.add(document, again=True).state == "read again"
        assert once.records() == twice.records() != []
    assert dump(folder / "once.db") == dump(folder / "twice.db")
    whole(folder / "twice.db")


def test_the_whole_document_is_kept_as_it_was_read(path: Path) -> None:
    with Archive(path) as archive:
        for document in samples():
            (name,) = archive.add(document).records
            shown = archive.show(name)
            assert shown.document == document
            assert (shown.record, shown.as_read) == (document.records[0],) * 2


def test_what_a_record_says_stands_in_the_tables(path: Path) -> None:
    document = next(d for d in samples() if "visit" in d.source.name)
    record = document.records[0]
    with Archive(path) as archive:
        archive.add(document)
    connection = sqlite3.connect(path)
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
        (document.source.name, record.date, record.banner)
    ]
    views = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'view'")}
    assert {"papers", "said", "present", "not_shown", "not_understood"} <= views
    connection.close()


def test_a_passage_has_the_box_of_its_words(path: Path) -> None:
    document = next(d for d in samples() if "ferry" in d.source.name)
    with Archive(path) as archive:
        archive.add(document)
        (found,) = archive.search('"all at the ferry"').found
    passage = found.passages[0]
    page = document.pages[passage.page - 1]
    assert passage.box and passage.dpi == page.dpi
    inside = [word.text for word in page.words if passage.box.holds(word.box)]
    assert " ".join(inside).endswith("They are all at the ferry. (C)") or "ferry." in inside
    assert {"They", "all", "ferry."} <= set(inside) and len(inside) < 12


def test_ids_do_not_depend_on_what_stands_before(path: Path) -> None:
    first, second = invention(1).records[0], invention(2).records[0]
    document = invention(1)
    two = structs.replace(document, records=(first, structs.replace(second, pages=(7, 8))))
    one = structs.replace(document, records=(structs.replace(second, pages=(7, 8)),))
    same_page = structs.replace(document, records=(structs.replace(first, pages=(7, 7)),) * 2)
    with Archive(path) as archive:
        assert archive.add(two).records[1] == archive.add(one, again=True).records[0]
        a, b = archive.add(same_page, again=True).records
        assert b == f"{a}:2"
        with pytest.raises(MissingFile):
            archive.show(two.source.sha256 + ":7-8")
    whole(path)


def test_an_id_may_be_short_and_says_when_it_is_too_short(path: Path) -> None:
    document = invention(1)
    with Archive(path) as archive:
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


def test_files_are_added_once_and_failures_kept_until_they_are_mended(path: Path, tmp_path: Path) -> None:
    good, copy, bad = tmp_path / "a.txt", tmp_path / "copy.txt", tmp_path / "bad.pdf"
    good.write_text("MEMORANDUM OF CONVERSATION\n\nSUBJECT: Water\n")
    copy.write_bytes(good.read_bytes())
    bad.write_bytes(b"%PDF-1.4 no more of it")

    def states(*files: Path, **options: bool) -> list[str]:
        with Archive(path) as archive:
            done = memcon.add(files, archive, **options)
            return sorted("failed" if isinstance(r, MemconError) else r.state for _, r in done)

    assert states(good, bad, tmp_path / "none.txt") == ["added", "failed", "failed"]
    assert states(good, copy, bad) == ["failed before", "known", "known"]
    assert states(bad, retry=True) == ["failed"]
    with Archive(path) as archive:
        (failure,) = archive.failures()
        assert (failure.path, failure.code) == (str(bad), "unreadable-file") and failure.reason
        assert archive.show(archive.records()[0].id).paths == (str(good), str(copy))
    bad.write_text("MEMORANDUM OF CONVERSATION\n\nSUBJECT: Fire\n")
    assert states(bad) == ["added"]
    assert states(good, again=True) == ["read again"]
    with Archive(path) as archive:
        assert archive.failures() == []
        assert archive.status().files == 2


WRITER = """
import sys
from pathlib import Path
sys.path.insert(0, {here!r})
import memcon
from shelf import renamed
document = memcon.decode(Path(sys.argv[2]).read_bytes())
with memcon.Archive(sys.argv[1]) as archive:
    for number in range(int(sys.argv[3]), int(sys.argv[4])):
        archive.add(renamed(document, number), f"paper-{{number}}.txt")
        print(number, flush=True)
"""


def writer(path: Path, paper: Path, first: int, end: int) -> subprocess.Popen[str]:
    code = WRITER.format(here=str(HERE))
    command = [sys.executable, "-c", code, str(path), str(paper), str(first), str(end)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    file = tmp_path / "paper.json"
    file.write_bytes(memcon.encode(invention(3)))
    return file


def test_a_kill_at_any_moment_leaves_no_half_record_and_the_next_run_goes_on(path: Path, paper: Path) -> None:
    chance = random.Random(4)
    told = 0
    for _ in range(20):
        child = writer(path, paper, told, 100_000)
        assert child.stdout
        child.stdout.readline()
        time.sleep(chance.uniform(0, 0.05))
        child.send_signal(signal.SIGKILL)
        said = child.stdout.read().split()
        child.wait()
        told = int(said[-1]) + 1 if said else told + 1
        with Archive(path) as archive:
            kept = archive.status().files
            assert told <= kept <= told + 1, "what was told is kept, and at most one more"
            told = kept
    whole(path)


def test_an_add_that_is_killed_goes_on(path: Path) -> None:
    files = [str(file) for file in sorted(SAMPLES.glob("*.txt"))]
    command = [sys.executable, "-m", "memcon", "add", "--archive", str(path), "--jobs", "2", *files]
    chance = random.Random(5)
    kept = 0
    for _ in range(4):
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.3, 2))
        child.kill()
        child.wait()
        if path.exists():
            with Archive(path) as archive:
                assert kept <= archive.status().files <= len(files)
                kept = archive.status().files
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0 and (f"{kept} known" in done.stderr or not kept)
    with Archive(path) as archive, Archive(path.with_name("whole.db")) as other:
        list(memcon.add(files, other))
        assert sorted(archive.records(), key=str) == sorted(other.records(), key=str)
    whole(path)


def test_two_writers_take_turns(path: Path, paper: Path) -> None:
    both = [writer(path, paper, 0, 20), writer(path, paper, 10, 30)]
    assert [child.wait() for child in both if child.communicate()] == [0, 0]
    with Archive(path) as archive:
        assert archive.status().files == 30
    whole(path)


def test_a_locked_archive_says_so_and_can_still_be_searched(path: Path) -> None:
    with Archive(path) as archive:
        archive.add(samples()[0])
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with Archive(path, patience=0.05) as archive:
        with pytest.raises(MemconError, match="another program is writing"):
            archive.add(samples()[1])
        assert archive.search("kessel").records == 1
        other.execute("ROLLBACK")
        assert archive.add(samples()[1]).state == "added"
    other.close()


def test_a_full_disk_loses_nothing(path: Path) -> None:
    with Archive(path) as archive:
        archive.add(samples()[0])
        pages = archive._connection.execute("PRAGMA page_count").fetchone()[0]
        archive._connection.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(MemconError, match="no room left"):
            for document in samples()[1:]:
                archive.add(document)
        archive._connection.execute("PRAGMA max_page_count = 1000000")
        assert archive.status().files >= 1
        for document in samples():
            archive.add(document)
        assert archive.status().files == len(samples())
    whole(path)


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
    with pytest.raises(UsageError, match="postgresql"):
        Archive("postgresql://localhost/memcon")
    with pytest.raises(MissingFile):
        Archive(tmp_path / "no" / "folder" / "memcon.db")


def test_a_truncated_archive_is_refused_in_words(path: Path) -> None:
    with Archive(path) as archive:
        for document in samples():
            archive.add(document)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    with pytest.raises(UnreadableFile, match="damaged"), Archive(path) as archive:
        archive.status()
        archive.search("kessel OR dam")
        archive.add(samples()[0], again=True)


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
            assert archive._connection.execute("SELECT shelf FROM records").fetchall() == [(None,)]
    with pytest.raises(UnreadableFile, match="newer memcon"):
        Archive(path)


def test_the_url_may_be_that_of_a_file(path: Path) -> None:
    with Archive(f"sqlite:///{path}") as archive:
        assert archive.path == path
    assert path.exists()


def test_names_that_are_hostile_stay_names(path: Path) -> None:
    document = samples()[0]
    for number, name in enumerate(
        ("../../etc/passwd", "'; DROP TABLE records; --", "\udcff.txt", "a" * 5000)
    ):
        with Archive(path) as archive:
            other = renamed(document, number)
            archive.add(structs.replace(other, source=structs.replace(other.source, name=name)), name)
    with Archive(path) as archive:
        assert archive.status().files == 4
        assert all(os.path.isabs(p) for r in archive.records() for p in archive.show(r.id).paths)  # noqa: PTH117
