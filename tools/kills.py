"""Kill `memcon add` at random moments, the call itself and its workers, and look whether anything is lost.

``python tools/kills.py [TIMES] [--postgresql]``: TIMES deaths of the parent and as many of a worker (50), of
calls that add invented papers with two workers. After each the archive must hold every paper that it held, no
half of one, and indexes that fit their tables; at the end one call more must make it what a call that nobody
disturbs makes. Prints what was seen; exits with 1 at the first loss.
"""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "archive"))

from postgres import Server
from shelf import whole

import memcon
from memcon import Archive
from memcon.writing import as_text, invent

PAPERS = 150
STYLES = ("clinton", "bush", "ford", "vp")


def main(times: int, postgresql: bool) -> None:
    """Run it all on one store."""
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        papers = Path(folder) / "papers"
        papers.mkdir()
        for number in range(PAPERS):
            style = STYLES[number % len(STYLES)]
            (papers / f"{number:03}.txt").write_text(as_text(invent(number, style), style))
        url = stack.enter_context(Server()).new_store() if postgresql else str(Path(folder) / "memcon.db")
        kinds = {"the call itself": 0, "one of its workers": 0}
        died = dict.fromkeys(kinds, 0)
        kept, began_anew = 0, 0
        chance = random.Random(11)
        for number in range(2 * times):
            kind = list(kinds)[number % 2]
            if kept == PAPERS:  # all is in: once more from the beginning
                url = stack.enter_context(Server()).new_store() if postgresql else f"{url}x"
                kept, began_anew = 0, began_anew + 1
            died[kind] += _disturbed(url, papers, chance, kind == "the call itself")
            kept = _looked(url, kept)
        _call(url, papers).wait()
        with Archive(url, create=False) as archive, Archive(Path(folder) / "whole.db") as other:
            list(memcon.add(sorted(papers.glob("*.txt")), other))
            assert sorted(archive.records(limit=1000), key=str) == sorted(other.records(limit=1000), key=str)
            assert archive.failures() == []
        store = "PostgreSQL" if postgresql else "SQLite"
        said = ", ".join(f"{died[kind]} deaths of {kind}" for kind in kinds)
        print(f"{store}: {said}; {began_anew + 1} archives filled; nothing lost, no half record")


def _call(url: str, papers: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "memcon", "add", "--archive", url, "--jobs", "2", "--retry", str(papers)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _disturbed(url: str, papers: Path, chance: random.Random, itself: bool) -> bool:
    """Call it, and kill it or one of its workers at some moment; whether that met a living process."""
    child = _call(url, papers)
    workers = _workers(child)
    time.sleep(chance.uniform(0, 2.5))
    victim = child.pid if itself else chance.choice(workers) if workers else None
    met = child.poll() is None and victim is not None
    if met and victim:
        with contextlib.suppress(ProcessLookupError):
            os.kill(victim, signal.SIGKILL)
    if not itself:
        time.sleep(chance.uniform(0, 1.0))  # a while with the worker dead, then the call is ended, too
    child.kill()
    child.wait()
    return met


def _workers(child: subprocess.Popen[bytes]) -> list[int]:
    """The processes that read for a call, once they have been started; none where it has ended before."""
    while child.poll() is None:
        found: list[int] = []
        with contextlib.suppress(OSError):
            for pid in Path(f"/proc/{child.pid}/task/{child.pid}/children").read_text().split():
                if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes():
                    found.append(int(pid))
        if found:
            return found
        time.sleep(0.05)
    return []


def _looked(url: str, kept: int) -> int:
    """How many files the archive holds now. Fails where one is gone, or an index does not fit."""
    if not url.startswith("postgresql") and not Path(url).exists():
        return kept
    with Archive(url) as archive:
        now = archive.status().files
    assert now >= kept, f"{kept} files were kept, {now} are left"
    whole(url)
    return now


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:] if argument.isdecimal()]
    main(numbers[0] if numbers else 50, "--postgresql" in sys.argv)
