"""Files are read into an archive."""

from __future__ import annotations

import hashlib
import os
from collections import deque
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from memcon.errors import MemconError
from memcon.verbs.reading import Ocr, read_many

if TYPE_CHECKING:
    from memcon.archive import Added, Archive


def add(
    paths: Iterable[str | os.PathLike[str]],
    archive: Archive,
    *,
    jobs: int = 1,
    again: bool = False,
    retry: bool = False,
    ocr: Ocr = "auto",
    engine: str = "tesseract",
    cache: bool = True,
) -> Iterator[tuple[Path, Added | MemconError]]:
    """Read files into an archive with `jobs` processes; what became of each.

    A file whose contents the archive knows is not read, unless `again`; nor one that failed before, unless
    `retry`. Each file is kept, or kept as failed, before it is given; so whatever ends this, the next call
    goes on where it stopped.
    """
    hashes: dict[Path, str | None] = {}
    done: deque[tuple[Path, Added]] = deque()
    unread = _unread(map(Path, paths), archive, again, retry, hashes, done)
    for path, result in read_many(unread, jobs=jobs, ocr=ocr, engine=engine, cache=cache):
        sha256 = hashes.pop(path)
        if not isinstance(result, MemconError):
            yield path, archive.add(result, path, again=again)
        else:
            if sha256:  # what is not there has not failed to be read
                archive.fail(path, result, sha256)
            yield path, result
        while done:
            yield done.popleft()
    yield from done


def _unread(
    paths: Iterable[Path],
    archive: Archive,
    again: bool,
    retry: bool,
    hashes: dict[Path, str | None],
    done: deque[tuple[Path, Added]],
) -> Iterator[Path]:
    """The paths that must be read, their hashes put into `hashes`; what need not be goes into `done`."""
    from memcon.archive import Added

    failed = {failure.sha256 for failure in archive.failures() if not (retry or again)}
    for path in paths:
        sha256 = _sha256(path)
        if sha256 and not again and archive.knows(sha256):
            archive.seen(sha256, path)
            done.append((path, Added(sha256, "known")))
        elif sha256 and sha256 in failed:
            done.append((path, Added(sha256, "failed before")))
        else:
            hashes[path] = sha256
            yield path


def _sha256(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None
