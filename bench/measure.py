"""CPU time, peak memory, and a table to print them in."""

from __future__ import annotations

import gc
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

from rich.console import Console
from rich.table import Table

R = TypeVar("R")


class Child(NamedTuple):
    """What a finished process took."""

    seconds: float
    """CPU seconds, its own children included."""
    peak: float
    """Its peak memory in MB."""


def seconds(function: Callable[[], R], best_of: int = 3) -> tuple[float, R]:
    """The CPU seconds that `function` takes, the least of some runs, and its result."""
    times: list[float] = []
    while True:
        gc.collect()
        before = _cpu()
        result = function()
        times.append(_cpu() - before)
        if len(times) == best_of:
            return min(times), result


def _cpu() -> float:
    mine, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return mine.ru_utime + mine.ru_stime + children.ru_utime + children.ru_stime


def child(*command: str, environment: dict[str, str] | None = None) -> Child:
    """Run a command, its output thrown away; raises CalledProcessError where it fails."""
    process = subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env={**os.environ, **(environment or {})},
    )
    said = process.stderr.read() if process.stderr else b""
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, stderr=said)
    unit = 1024**2 if sys.platform == "darwin" else 1024
    return Child(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit)


def show(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]], note: str) -> None:
    """Print a table, its first column to the left, the others to the right, and a note below."""
    table = Table(title=title, title_justify="left", title_style="bold")
    for number, column in enumerate(columns):
        table.add_column(column, justify="right" if number else "left", no_wrap=bool(number))
    for row in rows:
        table.add_row(*row)
    console = Console(width=110 if not sys.stdout.isatty() else None, highlight=False)
    console.print(table)
    console.print(note + "\n", markup=False)
