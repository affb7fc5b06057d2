"""Files read by a cluster's workers, who write to PostgreSQL themselves; a worker dies in the middle."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from distributed import LocalCluster
from postgres import Server
from shelf import SAMPLES, dump, whole

import memcon
from memcon import Archive, MemconError, MissingFile
from memcon.cluster import spread
from memcon.writing import as_text, invent

STYLES = ("clinton", "ford")


@pytest.fixture(scope="module")
def cluster() -> Iterator[LocalCluster]:
    """Two worker processes, as two machines would be."""
    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
    ) as cluster:
        yield cluster


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("papers")
    for seed in range(6):
        for style in STYLES:
            (folder / f"{seed}-{style}.txt").write_text(as_text(invent(seed, style), style))
    return sorted(folder.glob("*.txt"))


def test_a_cluster_keeps_what_one_process_keeps_though_a_worker_dies(
    cluster: LocalCluster, papers: list[Path], server: Server, tmp_path: Path
) -> None:
    url = server.new_store()
    with Archive(url) as archive, Archive(tmp_path / "memcon.db") as other:
        states: list[str] = []
        for number, (path, result) in enumerate(
            memcon.add(papers, archive, cluster=cluster.scheduler_address)
        ):
            assert path in papers and not isinstance(result, MemconError)
            states.append(result.state)
            if number in (2, 8):
                os.kill(next(iter(cluster.workers.values())).pid, signal.SIGKILL)
        # What was written before the worker could say so is done again, and found to be known.
        assert set(states) <= {"added", "known"} and len(states) == len(papers)
        list(memcon.add(papers, other))
        assert {r.id for r in archive.records(limit=500)} == {r.id for r in other.records(limit=500)}
        ours, theirs = (sorted(archive.records(limit=500), key=str) for archive in (archive, other))
        assert ours == theirs
        assert archive.status().failures == ()
    whole(url)


def test_a_sqlite_file_takes_what_the_workers_send(
    cluster: LocalCluster, papers: list[Path], tmp_path: Path
) -> None:
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(b"%PDF-1.4 no more of it")
    with Archive(tmp_path / "one.db") as one, Archive(tmp_path / "two.db") as two:
        results = dict(memcon.add([*papers[:6], bad], one, cluster=cluster.scheduler_address))
        list(memcon.add([*papers[:6], bad], two))
        assert isinstance(results[bad], MemconError) and len(results) == 7
        assert [f.path for f in one.failures()] == [str(bad)]
        for archive in (one, two):
            archive._store.execute("DELETE FROM paths")
        assert {line for line in dump(one) if line.startswith("failures")}
        assert sorted(r.id for r in one.records()) == sorted(r.id for r in two.records())


def _end(number: int) -> int:
    if number == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    return number * number


def test_what_ends_every_worker_is_given_up_and_the_rest_is_done(cluster: LocalCluster) -> None:
    done = dict(spread(_end, range(5), cluster.scheduler_address, lambda number: -number))
    assert done == {0: 0, 1: 1, 2: -2, 3: 9, 4: 16}


def test_no_scheduler_is_said_in_words(tmp_path: Path) -> None:
    with (
        Archive(tmp_path / "memcon.db") as archive,
        pytest.MonkeyPatch.context() as patch,
        pytest.raises(MissingFile, match="no Dask scheduler answers"),
    ):
        patch.setattr("memcon.cluster.PATIENCE", 0.3)
        list(memcon.add([SAMPLES / "1990-08-21-ferry.txt"], archive, cluster="tcp://127.0.0.1:9"))
