"""What every verb of the command does with what it makes: put it into a file, or onto standard output."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from memcon.errors import UsageError


def put(data: bytes, output: Path | None, *, read: Iterable[str | Path] = ()) -> None:
    """Into a file, or onto standard output where none or ``-`` is named.

    `read` are the names of what it was made of, files or not. Raises `UsageError` where the file is one of
    them, since a scan would be lost, and where it cannot be written.
    """
    if output is None or output == Path("-"):
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    spare(output, read)
    try:
        with replacing(output) as file:
            file.write(data)
    except OSError as error:
        raise UsageError(f"cannot write {output} ({error.strerror})", "Name another file") from error


def made(folder: Path) -> None:
    """Make a folder, where it is not there. Raises `UsageError` where that cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"cannot write into {folder} ({error.strerror})", "Name another folder") from error


def spare(output: Path, read: Iterable[str | Path]) -> None:
    """Refuse to write over a file that was read. Raises `UsageError`."""
    if output.exists() and any(Path(name).exists() and output.samefile(name) for name in read):
        raise UsageError(f"{output} is the paper itself and would be lost", "Name another file with --output")


@contextmanager
def replacing(output: Path) -> Generator[BinaryIO]:
    """A file that stands at `output` once it is whole; whatever stops it before leaves what was there.

    Raises `OSError`.
    """
    output = output.resolve()
    if output.exists() and not output.is_file():  # a pipe or a device, whose place nothing may take
        with output.open("wb") as file:
            yield file
        return
    part = output.with_name(f"{output.name[:100]}.{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            yield file
        if output.exists():
            shutil.copymode(output, part)
        part.replace(output)
    finally:
        part.unlink(missing_ok=True)
