"""Adding twice is adding once; a file goes in as a whole or not at all, whatever happens."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from shelf import SAMPLES, invention, samples, whole

import memcon
from memcon import Archive, MemconError, UnreadableFile

HERE = Path(__file__).parent


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
