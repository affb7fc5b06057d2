"""What every verb of the command does with files: find those that are named, and say how far it is."""

from __future__ import annotations

import glob
import sys
from collections.abc import Callable, Collection, Generator, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from memcon.errors import MemconError, UsageError

if TYPE_CHECKING:
    from memcon import Record

SUFFIXES = (".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp", ".txt", ".xml")
"""What is taken out of a folder; a file named on the command line is read whatever its name."""


def expand(arguments: Iterable[str]) -> Iterator[Path]:
    """The files that the arguments name, each once.

    A folder stands for the files in it, at any depth, that have one of `SUFFIXES`, a pattern for what it
    matches. What stands for nothing is given as it is, so that the reader says so.
    """
    seen: set[Path] = set()
    for argument in arguments:
        for path in _expanded(argument):
            if path not in seen:
                seen.add(path)
                yield path


def _expanded(argument: str) -> list[Path]:
    path = Path(argument)
    if not argument:  # which pathlib takes for the folder where one is, and all that is in it
        raise UsageError("a name is empty, as where a shell's variable is not set", "Name a file or folder")
    if argument == "-" and not path.exists():
        raise UsageError("memcon reads files, not standard input", "Write it into a file first")
    if path.is_dir():
        found = [p for p in path.rglob("*") if p.suffix.lower() in SUFFIXES]
    elif path.exists() or not glob.has_magic(argument):
        found = [path]
    else:  # pathlib's own glob takes no pattern that begins at the root
        found = [Path(name) for name in glob.glob(argument, recursive=True)]  # noqa: PTH207
    return sorted(p for p in found if p.is_file()) or [path]


def complaint(path: Path, error: MemconError) -> str:
    """The line about a file that could not be read, its name once: ``memcon: box/a.pdf: is empty. …``."""
    said = str(error)
    if path.is_dir():  # one that a folder's files were looked for in
        said = "no file in this folder is a PDF, image or text, by its name. Name a file to read it"
    for name in (str(path), path.name):
        said = said.removeprefix(f"{name} ")
    return f"memcon: {path}: {said}"


def status_of(statuses: Collection[int]) -> int:
    """The exit status where files failed with these: theirs, 1 where they differ, 0 where there are none."""
    if len(statuses) == 1:
        return next(iter(statuses))
    return 1 if statuses else 0


def source_of(name: str, archive: str) -> Path | Record:
    """The file of that name; where there is none, the record of that id in an archive.

    A name that is neither is given as a path, so that whoever reads it says so.
    """
    path = Path(name)
    if path.exists() or not Path(archive).exists() or path.suffix:
        return path
    from memcon import Archive

    return Archive(archive).record(name)


def pace(rate: float | None, left: int) -> str:
    """How fast it goes, in files a second, and how long the files that are left will take, in words.

    ``2.4 files/s, 3:20 left``; nothing before a file is done.
    """
    if not rate:
        return ""
    fast = f"{rate:,.1f} files/s" if rate >= 0.95 else f"{rate * 60:,.1f} files/min"
    seconds = round(left / rate)
    hours = f"{seconds // 3600}:{seconds // 60 % 60:02}" if seconds >= 3600 else f"{seconds // 60}"
    return f"{fast}, {hours}:{seconds % 60:02} left"


@contextmanager
def progress(total: int, *, wanted: bool) -> Generator[Callable[[str | None], None]]:
    """What to call with a line to say on standard error, or with None when a file is done.

    A bar is drawn for several files where standard error is a terminal and the results do not run over it.
    """
    if not (wanted and total > 1 and sys.stderr.isatty()):
        yield lambda line: click.echo(line, err=True) if line else None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn
    from rich.text import Text

    class Pace(ProgressColumn):
        def render(self, task: Task) -> Text:
            # Of the last two minutes, since what is known is passed over in no time; or else of all.
            rate = task.speed or (task.completed / task.elapsed if task.elapsed else None)
            return Text(pace(rate, round(total - task.completed)), style="dim")

    console = Console(stderr=True, highlight=False)
    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), Pace())
    with Progress(
        *columns, console=console, transient=True, redirect_stdout=False, speed_estimate_period=120
    ) as bar:
        task = bar.add_task("reading", total=total)
        yield lambda line: console.print(line, markup=False, soft_wrap=True) if line else bar.advance(task)
