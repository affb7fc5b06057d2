"""Whatever ends a program, fills a disk, takes a lock or stops a server: nothing is lost, and words tell."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from postgres import Server, programs
from shelf import SAMPLES, invention, renamed, samples, whole

import memcon
from memcon import Archive, MemconError, MissingFile, UnreadableFile

HERE = Path(__file__).parent
KILLS = 5
"""How often a writer is killed; `tools/kills.py` kills 50 times, as docs/archive.md tells."""


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


def writer(url: Path | str, paper: Path, first: int, end: int) -> subprocess.Popen[str]:
    code = WRITER.format(here=str(HERE))
    command = [sys.executable, "-c", code, str(url), str(paper), str(first), str(end)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    file = tmp_path / "paper.json"
    file.write_bytes(memcon.encode(invention(3)))
    return file


def test_a_kill_at_any_moment_leaves_no_half_record_and_the_next_run_goes_on(url: str, paper: Path) -> None:
    chance = random.Random(4)
    told = 0
    for _ in range(KILLS):
        child = writer(url, paper, told, 100_000)
        assert child.stdout
        child.stdout.readline()
        time.sleep(chance.uniform(0, 0.05))
        child.send_signal(signal.SIGKILL)
        said = child.communicate()[0].split()
        told = int(said[-1]) + 1 if said else told + 1
        with Archive(url) as archive:
            kept = archive.status().files
            assert told <= kept <= told + 1, "what was told is kept, and at most one more"
            told = kept
    whole(url)


def test_an_add_whose_processes_are_killed_goes_on(path: Path) -> None:
    """The parent or one of its workers, at some moment; a worker's death costs the one file that it read."""
    files = [str(file) for file in sorted(SAMPLES.glob("*.txt"))]
    command = [*(sys.executable, "-m", "memcon", "add", "--archive", str(path)), "--jobs", "2", "--retry"]
    chance = random.Random(5)
    kept = 0
    for run in range(4):
        child = subprocess.Popen([*command, *files], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        # Not after so many seconds: on a busy machine nothing would have begun by then.
        grown = grows(child, path, kept)
        time.sleep(chance.uniform(0, 0.1))
        if run % 2:
            kill_a_worker(child, chance)
            before = files_in(path)
            goes_on = grows(child, path, before) or files_in(path) >= len(files) - 1
            assert goes_on, "another takes its place"
        child.kill()
        child.wait()
        if grown or path.exists():
            with Archive(path) as archive:
                assert kept + grown <= archive.status().files <= len(files)
                kept = archive.status().files
    done = subprocess.run([*command, *files], capture_output=True, text=True)
    assert done.returncode == 0 and f"{kept} known" in done.stderr, done.stderr
    with Archive(path) as archive, Archive(path.with_name("whole.db")) as other:
        list(memcon.add(files, other))
        assert sorted(archive.records(), key=str) == sorted(other.records(), key=str)
        assert archive.failures() == []
    whole(path)


def grows(child: subprocess.Popen[bytes], path: Path, kept: int) -> bool:
    """Wait until the archive has more files than it had, or its writer is done; whether it has."""
    while True:
        ended = child.poll() is not None
        if path.exists() and files_in(path) > kept:
            return True
        if ended:
            return False
        time.sleep(0.01)


def files_in(path: Path) -> int:
    """The files that an archive has, which may only just be made; nothing is written to look."""
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    try:
        return connection.execute("SELECT count(*) FROM sources").fetchone()[0]
    except sqlite3.OperationalError:
        return 0
    finally:
        connection.close()


def kill_a_worker(parent: subprocess.Popen[bytes], chance: random.Random) -> None:
    """End one of the processes that `parent` has started, if there is still one."""
    with suppress(FileNotFoundError, ProcessLookupError):
        children = Path(f"/proc/{parent.pid}/task/{parent.pid}/children").read_text().split()
        if children:
            os.kill(int(chance.choice(children)), signal.SIGKILL)


def test_two_writers_take_turns(url: str, paper: Path) -> None:
    both = [writer(url, paper, 0, 20), writer(url, paper, 10, 30)]
    said = [child.communicate()[1] for child in both]
    assert [child.returncode for child in both] == [0, 0], said
    with Archive(url) as archive:
        assert archive.status().files == 30
    whole(url)


def test_two_writers_of_one_file_add_it_once(url: str, paper: Path) -> None:
    both = [writer(url, paper, 0, 15), writer(url, paper, 0, 15)]
    said = [child.communicate()[1] for child in both]
    assert [child.returncode for child in both] == [0, 0], said
    with Archive(url) as archive:
        assert archive.status().files == 15 and len(archive.records(limit=100)) == 15
    whole(url)


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


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount a small disk")
def test_a_small_disk_that_is_full_loses_nothing(tmp_path: Path, paper: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(disk)], capture_output=True
    )
    if mounted.returncode:
        pytest.skip(f"no small disk can be mounted here: {mounted.stderr.decode().strip()}")
    try:
        path = disk / "memcon.db"
        child = writer(path, paper, 0, 10_000)
        said, wrong = child.communicate()
        assert child.returncode == 1 and "no room left" in wrong, wrong[-500:]
        told = len(said.split())
        with Archive(path, create=False) as archive:
            assert told <= archive.status().files <= told + 1 and told > 5
            with pytest.raises(MemconError, match="no room left"):
                for number in range(10_000, 10_100):
                    archive.add(renamed(invention(3), number))
            assert archive.search("the").found
        for file in disk.glob("memcon.db*"):  # SQLite's own notes, which a full disk leaves beside it, too
            (tmp_path / file.name).write_bytes(file.read_bytes())
        whole(tmp_path / "memcon.db")
    finally:
        subprocess.run(["umount", "--lazy", str(disk)], check=True)


def test_a_full_disk_loses_nothing(path: Path) -> None:
    with Archive(path) as archive:
        archive.add(samples()[0])
        pages = archive._store.execute("PRAGMA page_count").fetchone()[0]
        archive._store.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(MemconError, match="no room left"):
            for document in samples()[1:]:
                archive.add(document)
        archive._store.execute("PRAGMA max_page_count = 1000000")
        assert archive.status().files >= 1
        for document in samples():
            archive.add(document)
        assert archive.status().files == len(samples())
    whole(path)


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


@pytest.fixture
def own_server() -> Iterator[Server]:
    """A server that may be killed."""
    if programs() is None:
        pytest.skip("no PostgreSQL server is installed: tools/need.sh postgresql")
    with Server() as server:
        yield server


def test_a_killed_postgresql_loses_nothing_and_is_used_again_when_it_is_back(
    own_server: Server, paper: Path
) -> None:
    url = own_server.new_store()
    with Archive(url) as archive:
        archive.add(samples()[0])
        child = writer(url, paper, 0, 100_000)
        assert child.stdout
        for _ in range(5):
            child.stdout.readline()
        own_server.kill()
        said, wrong = child.communicate()
        assert (
            child.returncode == 1 and "no answer from postgresql://" in wrong and "nothing is lost" in wrong
        )
        for call in (lambda: archive.add(samples()[1]), lambda: archive.search("dam"), archive.status):
            with pytest.raises(MissingFile, match="no answer from postgresql://"):
                call()
        with pytest.raises(MissingFile, match="no answer from"):
            Archive(url)
        own_server.start()
        assert archive.search("kessel").records == 1, "the same object, with a new connection"
        assert 6 + len(said.split()) <= archive.status().files <= 7 + len(said.split())
        assert archive.add(samples()[1]).state == "added"
    whole(url)


def test_a_server_that_lacks_the_database_or_the_archive_says_so(server: Server) -> None:
    with pytest.raises(MissingFile, match="createdb"):
        Archive(server.url("nowhere"))
    with pytest.raises(MissingFile, match="no archive at postgresql"):
        Archive(server.new_store(), create=False)
    url = server.new_store()
    with Archive(url) as archive:
        assert "password" not in archive.name and archive.path is None
        archive._store.execute("COMMENT ON SCHEMA memcon IS 'memcon archive 99'")
    with pytest.raises(UnreadableFile, match="newer memcon"):
        Archive(url)


def test_a_locked_postgresql_says_so(server: Server) -> None:
    url = server.new_store()
    with Archive(url) as archive, Archive(url, patience=0.1) as other:
        archive.add(samples()[0])
        with archive._store.transaction(write=True):
            archive._store.lock(samples()[0].source.sha256)
            with pytest.raises(MemconError, match="another program is writing"):
                other.add(samples()[0], again=True)
            assert other.search("kessel").records == 1
        assert other.add(samples()[0], again=True).state == "read again"
