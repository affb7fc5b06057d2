"""Scans are read into an archive: by one process, by two, and by two workers of a Dask cluster.

What the archive costs beside reading is CPU time, which other work on the machine does not change. How much
sooner two processes are done is a matter of the clock, and means something on an idle machine only; so the
load is printed beside it. ``MEMCON_BENCH_SCANS`` is how many scans, 100 where it is not set.
"""

from __future__ import annotations

import os
import sys
import time
from itertools import cycle, islice
from pathlib import Path

from bench.measure import child, show
from memcon.writing import as_scan, invent

COUNT = int(os.environ.get("MEMCON_BENCH_SCANS", "100"))
STYLES = ("clinton", "bush", "state")

READ = """
import sys
import memcon
for path, result in memcon.read_many(sys.argv[1:], cache=False):
    assert not isinstance(result, memcon.MemconError), result
"""
ADD = """
import sys
import memcon
if __name__ == "__main__":
    with memcon.Archive(sys.argv[1]) as archive:
        for path, result in memcon.add(sys.argv[3:], archive, jobs=int(sys.argv[2]), cache=False):
            assert not isinstance(result, memcon.MemconError), result
"""
SPREAD = """
import sys
import memcon
from distributed import LocalCluster
if __name__ == "__main__":
    options = dict(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None)
    with LocalCluster(host="127.0.0.1", **options) as cluster, memcon.Archive(sys.argv[1]) as archive:
        for path, result in memcon.add(
            sys.argv[3:], archive, cluster=cluster.scheduler_address, cache=False
        ):
            assert not isinstance(result, memcon.MemconError), result
"""


def run(folder: Path) -> None:
    """Print the table."""
    scans = [folder / f"{number:03}.pdf" for number in range(COUNT)]
    for number, (path, style) in enumerate(zip(scans, islice(cycle(STYLES), COUNT), strict=True)):
        path.write_bytes(as_scan(invent(number, style), style, seed=number).pdf)
    names = [str(path) for path in scans]
    ways = {
        "read, one process": (READ, []),
        "add, one process": (ADD, [str(folder / "1.db"), "1"]),
        "add, two processes": (ADD, [str(folder / "2.db"), "2"]),
        "add, two workers of a Dask cluster": (SPREAD, [str(folder / "3.db"), "2"]),
    }
    rows: list[tuple[str, ...]] = []
    first: tuple[float, float] | None = None
    for name, (code, options) in ways.items():
        script = folder / f"{len(rows)}.py"
        script.write_text(code)
        began = time.perf_counter()
        cpu = child(
            sys.executable, str(script), *options, *names, environment={"OMP_THREAD_LIMIT": "1"}
        ).seconds
        took = time.perf_counter() - began
        first = first or (cpu, took)
        load = os.getloadavg()[0]
        rows.append(
            (
                name,
                f"{cpu:.1f}",
                f"{cpu / first[0]:.2f}",
                f"{took:.1f}",
                f"{first[1] / took:.2f}",
                f"{load:.1f}",
            )
        )
    columns = ("", "CPU s", "of reading", "clock s", "sooner", "load")
    note = f"{COUNT} written scans, {os.cpu_count()} cores. Aims: 1.10 of reading's CPU; 1.8 times sooner."
    show("Scans into an archive", columns, rows, note)
