"""How long readers wait for the reader's pages, beside Datasette over the same SQLite file."""

from __future__ import annotations

import http.client
import os
import random
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

import memcon
from bench.archive import documents, kinds, spread, vocabulary
from bench.measure import show
from memcon import Archive

RECORDS = 10_000
"""With some 170,000 passages."""
READERS = (1, 50)
PROCESSES = min(os.cpu_count() or 1, 4) if sys.platform == "linux" else 1
"""As many answer as where others read; Datasette has one, and no setting for more."""
ASKED = 300
"""Pages of each kind, for each number of readers."""
SQL = (
    "select p.id, p.speaker, p.text, p.page, r.short, r.date from passage_words join passages p"
    " on p.id = passage_words.rowid join records r on r.id = p.record"
    " where passage_words match :q order by rank limit 20"
)
"""What Datasette is asked for a search: the same words of the same index, 20 passages with their records."""
Path_ = Callable[[], str]


def run(folder: Path) -> None:
    """Print the table."""
    path, scan = _archive(folder)
    with Archive(path) as archive:
        ids = [record.id for record in archive.records(limit=RECORDS)]
    rows: list[tuple[str, ...]] = []
    with _memcon(path) as ours, _datasette(path) as theirs:
        for readers in READERS:
            for name, mine, peer in _kinds(ids, scan, path.stem):
                rows.append(_row(name, readers, ours, mine, theirs, peer))
    columns = ("page", "readers", "p50", "p95", "CPU", "lost", "Datasette", "p95", "CPU", "lost", "p95 ratio")
    note = (
        f"Milliseconds from asking to the last byte, over loopback, {ASKED} pages of each kind, and the\n"
        f"server's CPU time for a page. {PROCESSES} processes of memcon serve and Datasette's one share\n"
        "the cores with the readers. 'lost': answers that were no 200. Datasette gives what is nearest: the\n"
        "same words of the same index with 20 passages; the row of a record."
    )
    show(f"The reader over {len(ids):,} records", columns, rows, note)


def _archive(folder: Path) -> tuple[Path, str]:
    """An archive of `RECORDS` records, and the id of a scan among them."""
    path = folder / "bench.db"
    kept = 0
    with Archive(path) as archive:
        for document, _ in documents(100 * RECORDS):
            archive.add(document)
            kept += 1
            if kept == RECORDS:
                break
        sample = Path(__file__).parents[1] / "samples" / "packet-1990-1995.pdf"
        ((_, added),) = list(memcon.add([sample], archive))
    assert isinstance(added, memcon.Added)
    return path, added.records[0]


def _kinds(ids: Sequence[str], scan: str, name: str) -> Iterator[tuple[str, Path_, Path_ | None]]:
    chance = random.Random(11)
    asked = kinds(chance, vocabulary())

    def search(kind: str) -> tuple[Path_, Path_]:
        return (
            lambda: f"/?{urlencode({'q': asked[kind]()[0]})}",
            lambda: f"/{name}?{urlencode({'sql': SQL, 'q': asked[kind]()[1]})}",
        )

    yield "search: a rare word", *search("a rare word")
    yield "search: two words", *search("two words")
    yield "search: a phrase", *search("a phrase")
    yield (
        "a record",
        lambda: f"/records/{chance.choice(ids)}",
        lambda: f"/{name}/records/{chance.randint(1, len(ids))}",
    )
    yield "a page's picture", lambda: f"/records/{scan}/pages/1/image?width=1000", None


class Served(NamedTuple):
    """A server: its port, and its process."""

    port: int
    process: int


def _row(
    name: str, readers: int, ours: Served, mine: Path_, theirs: Served, peer: Path_ | None
) -> tuple[str, ...]:
    own, lost, cost = _wait(ours, mine, readers)
    cells = (name, str(readers), *spread(own), f"{cost:.1f}", str(lost))
    if peer is None:
        return (*cells, "", "", "", "", "")
    other, other_lost, other_cost = _wait(theirs, peer, readers)
    ratio = float(spread(own)[1]) / max(float(spread(other)[1]), 0.1)
    return (*cells, *spread(other), f"{other_cost:.1f}", str(other_lost), f"{ratio:.2f}")


def _cpu(process: int) -> float:
    """Milliseconds of CPU time that a process and its children have taken, where Linux tells."""
    tick = 1000 / os.sysconf("SC_CLK_TCK")
    found = 0.0
    for pid in (process, *map(int, _text(f"/proc/{process}/task/{process}/children").split())):
        fields = _text(f"/proc/{pid}/stat").rpartition(")")[2].split()
        found += sum(map(int, fields[11:13])) * tick
    return found


def _text(path: str) -> str:
    return Path(path).read_text() if Path(path).exists() else ""


def _wait(served: Served, path: Path_, readers: int) -> tuple[list[float], int, float]:
    """How long each of `ASKED` pages takes, how many were lost, and the server's CPU time for each; in ms."""
    port, process = served
    paths = [path() for _ in range(ASKED)]
    for one in paths[:5]:
        _read(port, [one])
    before = _cpu(process)
    shares = [paths[n::readers] for n in range(readers)]
    with ThreadPoolExecutor(readers) as threads:
        answers = [
            answer for some in threads.map(lambda share: _read(port, share), shares) for answer in some
        ]
    cost = (_cpu(process) - before) / ASKED
    return [took for took, _ in answers], sum(status != 200 for _, status in answers), cost


def _read(port: int, paths: Sequence[str]) -> list[tuple[float, int]]:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    found: list[tuple[float, int]] = []
    for path in paths:
        began = time.perf_counter()
        try:
            line.request("GET", path, headers={"accept": "text/html", "accept-encoding": "gzip"})
            answer = line.getresponse()
            answer.read()
            status = answer.status
        except (OSError, http.client.HTTPException):
            line.close()
            status = 0
        found.append(((time.perf_counter() - began) * 1000, status))
    line.close()
    return found


@contextmanager
def _memcon(path: Path) -> Iterator[Served]:
    command = [sys.executable, "-m", "memcon", "serve", "--archive", str(path), "--port", "0"]
    command += ["--processes", str(PROCESSES)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        found = re.search(r":(\d+)/", running.stdout.readline())
        assert found, "memcon serve does not start"
        yield Served(int(found[1]), running.pid)
        running.terminate()


@contextmanager
def _datasette(path: Path) -> Iterator[Served]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "datasette", "serve", str(path), "--port", str(port)]
    options = ["--setting", "sql_time_limit_ms", "60000"]
    with subprocess.Popen(
        [*command, *options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as running:
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        yield Served(port, running.pid)
        running.terminate()
