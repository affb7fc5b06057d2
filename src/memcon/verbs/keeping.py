"""Files are read into an archive, by this machine's cores or by a cluster's."""

from __future__ import annotations

import hashlib
import os
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from memcon.errors import MemconError, TooLarge, UnreadableFile
from memcon.model import Document
from memcon.verbs.encoding import decode, encode
from memcon.verbs.reading import Ocr, read_many

if TYPE_CHECKING:
    from memcon.archive import Added, Archive


def add(
    paths: Iterable[str | os.PathLike[str]],
    archive: Archive,
    *,
    jobs: int = 1,
    cluster: str | None = None,
    again: bool = False,
    retry: bool = False,
    ocr: Ocr = "auto",
    engine: str = "tesseract",
    cache: bool = True,
) -> Iterator[tuple[Path, Added | MemconError]]:
    """Read files into an archive by `jobs` processes or a Dask `cluster`; what became of each.

    A file whose contents the archive knows is not read, unless `again`; nor one that failed before, unless
    `retry`. Each file is kept, or kept as failed, before it is given; so whatever ends this, the next call
    goes on where it stopped.

    `cluster` is the address of a scheduler, such as ``tcp://10.0.0.1:8786``; its workers must have memcon and
    see the files under the same paths. Into PostgreSQL they write themselves; into a SQLite file this process
    writes what they send. Files then come as they are done.
    """
    hashes: dict[Path, str | None] = {}
    done: deque[tuple[Path, Added]] = deque()
    unread = _unread(map(Path, paths), archive, again, retry, hashes, done)
    if cluster:
        results = _on_cluster(unread, cluster, archive, again, ocr=ocr, engine=engine, cache=cache)
    else:
        results = read_many(unread, jobs=jobs, ocr=ocr, engine=engine, cache=cache)
    for path, result in results:
        sha256 = hashes.pop(path)
        yield path, _put(archive, path, result, sha256, again)
        while done:
            yield done.popleft()
    yield from done


def _put(
    archive: Archive, path: Path, result: Document | Added | MemconError, sha256: str | None, again: bool
) -> Added | MemconError:
    """Keep what came of a file; what was kept elsewhere stays."""
    if isinstance(result, Document):
        try:
            return archive.add(result, path, again=again)
        except TooLarge as error:
            result = error
    if isinstance(result, MemconError) and sha256:  # what is not there has not failed to be read
        archive.fail(path, result, sha256)
    return result


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


def _on_cluster(
    paths: Iterable[Path], address: str, archive: Archive, again: bool, *, ocr: Ocr, engine: str, cache: bool
) -> Iterator[tuple[Path, Document | Added | MemconError]]:
    """What a cluster's workers make of files: kept by them in PostgreSQL, or to be kept here."""
    from memcon.cluster import spread

    url = None if archive.path else archive.url
    there = partial(_read_there, url=url, again=again, ocr=ocr, engine=engine, cache=cache)
    whole: dict[Path, Path] = {}

    def absolute() -> Iterator[Path]:
        for path in paths:  # a worker may stand in another folder
            whole[path.absolute()] = path
            yield path.absolute()

    for path, result in spread(there, absolute(), address, _ended_its_workers):
        yield whole.pop(path), decode(result) if isinstance(result, bytes) else result


def _ended_its_workers(path: Path) -> MemconError:
    return UnreadableFile(f"{path.name} ended the workers that read it", "Fetch the file again")


_OPEN = threading.local()
"""A worker's archives, one of each URL for each thread, opened once."""


def _read_there(
    path: Path, url: str | None, again: bool, ocr: Ocr, engine: str, cache: bool
) -> bytes | Added | MemconError:
    """Read one file on a worker; keep it where there is a URL, else send it as bytes."""
    ((_, result),) = read_many([path], ocr=ocr, engine=engine, cache=cache)
    if isinstance(result, MemconError):
        return result
    if url is None:
        return encode(result)
    from memcon.verbs.shelving import Archive

    archives: dict[str, Archive] = _OPEN.__dict__.setdefault("archives", {})
    if url not in archives:
        archives[url] = Archive(url, create=False)
    return archives[url].add(result, path, again=again)
