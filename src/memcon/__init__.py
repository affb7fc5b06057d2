"""memcon reads memoranda of conversation, scans and all, into records.

The whole way, on one screen: a file becomes pages, pages become lines, lines become records.

    >>> import memcon
    >>> document = memcon.read("telcon.pdf")                       # doctest: +SKIP
    >>> [record.form for record in document.records]               # doctest: +SKIP
    ['telcon']

Every value keeps where it stands (`Document.text_at`, `Evidence`); what is wrong with the call or the file
raises a `MemconError`, what is doubtful in a paper is in `Document.diagnostics`.
"""

from __future__ import annotations

import hashlib
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

import msgspec

from memcon.errors import (
    EncryptedFile,
    MemconError,
    MissingExtra,
    MissingFile,
    TooLarge,
    UnreadableFile,
    UsageError,
)
from memcon.markings import LEVELS, level_of, parse_banner, parse_mark, rank, roll_up
from memcon.model import (
    SCHEMA_VERSION,
    Box,
    Cell,
    ClassificationBlock,
    Declassification,
    Diagnostic,
    Document,
    Element,
    Evidence,
    Heading,
    Holdings,
    Line,
    Page,
    Paragraph,
    Participant,
    Piece,
    Record,
    Seen,
    Source,
    Span,
    Turn,
    WithdrawalRow,
    Withheld,
    Word,
    bare,
    joined,
)

if TYPE_CHECKING:
    from memcon.archive import (
        Added,
        Archive,
        Correction,
        Facet,
        Failure,
        Found,
        FoundPassage,
        Listed,
        QueryError,
        Results,
        Shown,
        Somebody,
        Status,
        correction_line,
    )
    from memcon.pages import CacheReport
    from memcon.pages.picturing import page_picture

_OF_ARCHIVE = frozenset(
    ("Added", "Archive", "Correction", "Facet", "Failure", "Found", "FoundPassage", "Listed", "QueryError",
     "Results", "Shown", "Somebody", "Status", "correction_line")
)  # fmt: skip
"""What is exported of the archive: looked up only when asked for, since few who read need a database."""

DOUBTFUL = 0.75
"""A word or mark of less confidence is doubtful: a person should look at it."""

__all__ = [
    "DOUBTFUL",
    "LEVELS",
    "SCHEMA_VERSION",
    "Added",
    "Archive",
    "Box",
    "Cell",
    "ClassificationBlock",
    "Correction",
    "Declassification",
    "Diagnostic",
    "Document",
    "Element",
    "EncryptedFile",
    "Evidence",
    "Facet",
    "Failure",
    "Found",
    "FoundPassage",
    "Heading",
    "Holdings",
    "Line",
    "Listed",
    "MemconError",
    "MissingExtra",
    "MissingFile",
    "Ocr",
    "Page",
    "Paragraph",
    "Participant",
    "Piece",
    "QueryError",
    "Record",
    "Results",
    "Seen",
    "Shown",
    "Somebody",
    "Source",
    "Span",
    "Status",
    "TooLarge",
    "Turn",
    "UnreadableFile",
    "UsageError",
    "WithdrawalRow",
    "Withheld",
    "Word",
    "add",
    "bare",
    "cache_report",
    "clear_cache",
    "correction_line",
    "decode",
    "encode",
    "joined",
    "level_of",
    "page_picture",
    "parse_banner",
    "parse_mark",
    "rank",
    "read",
    "read_many",
    "roll_up",
    "schema",
]

Ocr = Literal["auto", "always", "never"]
"""Whether a page is OCRed: where its text layer is not good enough, always, or never."""


def read(
    path: str | os.PathLike[str],
    *,
    ocr: Ocr = "auto",
    pages: tuple[int, int] | None = None,
    engine: str = "tesseract",
    cache: bool = True,
    covered: bool = False,
) -> Document:
    """Read one file: PDF, PNG, JPEG, TIFF or plain text.

    `pages` is the first and the last page to read, counted from 1; None reads all. `engine` names an
    installed OCR engine. `cache` keeps OCR results in the user's cache folder and takes them from there.
    Where a PDF still carries text under a bar, a diagnostic says so; only `covered` gives the text itself.

    Raises a `MemconError`: `MissingFile`, `UnreadableFile`, `EncryptedFile`, `TooLarge`, `MissingExtra` for
    an engine that is not installed, `UsageError` for arguments that make no sense.
    """
    _check_call(ocr, pages)
    from memcon.lines import to_lines
    from memcon.pages import Settings, open_source
    from memcon.pages.remarks import remarks
    from memcon.record import to_records

    settings = Settings(ocr=ocr, engine=engine, pages=pages, cache=cache, covered=covered)
    with open_source(Path(path), settings) as opened:
        source, sheets = opened.source, list(opened)
    lines = to_lines(sheets)
    records = to_records(sheets, lines)
    return Document(source, _with_text(sheets, lines), tuple(lines), tuple(records), remarks(sheets))


def _check_call(ocr: str, pages: tuple[int, int] | None) -> None:
    if ocr not in get_args(Ocr):
        raise UsageError(f"no such use of OCR: {ocr!r}", f"Use one of {', '.join(get_args(Ocr))}")
    if pages and not 1 <= pages[0] <= pages[1]:
        raise UsageError(f"no such range of pages: {pages[0]}-{pages[1]}", "Pages count from 1")


def _with_text(pages: Sequence[Page], lines: Iterable[Line]) -> tuple[Page, ...]:
    from memcon.lines import page_text

    own: dict[int, list[Line]] = {page.number: [] for page in pages}
    for line in lines:
        own[line.page].append(line)
    return tuple(msgspec.structs.replace(page, text=page_text(page, own[page.number])) for page in pages)


def read_many(
    paths: Iterable[str | os.PathLike[str]],
    *,
    jobs: int = 1,
    ocr: Ocr = "auto",
    pages: tuple[int, int] | None = None,
    engine: str = "tesseract",
    cache: bool = True,
    covered: bool = False,
) -> Iterator[tuple[Path, Document | MemconError]]:
    """Read many files with `jobs` processes; each path with its document or its error, in the order given.

    One bad file never stops the others: even what no rule foresaw, a crash of a library among it, becomes
    that file's `MemconError`. With more than one job, a script's own call must stand under
    ``if __name__ == "__main__":``, since the workers import the script anew.
    """
    _check_call(ocr, pages)
    if jobs < 1:
        raise UsageError(f"{jobs} jobs read nothing", "Use 1 or more")
    one = partial(_read_or_error, ocr=ocr, pages=pages, engine=engine, cache=cache, covered=covered)
    each = map(Path, paths)
    if jobs == 1:
        yield from ((path, one(path)) for path in each)
        return
    from memcon.jobs import side_by_side

    for path, result in side_by_side(partial(_packed, one), each, jobs, _died):
        yield path, decode(result) if isinstance(result, bytes) else result


def _read_or_error(
    path: Path, ocr: Ocr, pages: tuple[int, int] | None, engine: str, cache: bool, covered: bool
) -> Document | MemconError:
    try:
        return read(path, ocr=ocr, pages=pages, engine=engine, cache=cache, covered=covered)
    except MemconError as error:
        return error
    except Exception as error:  # a defect of ours must not cost the other files
        what = f"{type(error).__name__}: {error}".splitlines()[0]
        return MemconError(f"memcon failed on it ({what})", "Please report this with the file")


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


def _packed(one: Callable[[Path], Document | MemconError], path: Path) -> bytes | MemconError:
    """A document as bytes between processes, in a fifth of the time that pickling takes."""
    result = one(path)
    return result if isinstance(result, MemconError) else encode(result)


def _died(path: Path) -> MemconError:
    return UnreadableFile(f"{path.name} crashed the process that read it", "Fetch the file again")


class _Versioned(msgspec.Struct):
    schema_version: int


def encode(document: Document) -> bytes:
    """The document as JSON, on one line; the same document always gives the same bytes."""
    return msgspec.json.encode(document)


def decode(data: bytes | str) -> Document:
    """A document from its JSON. Raises `UnreadableFile` for other JSON, and for that of a newer memcon."""
    try:
        version = msgspec.json.decode(data, type=_Versioned).schema_version
        if version > SCHEMA_VERSION:
            raise UnreadableFile(
                f"written with schema {version}, and this memcon reads up to {SCHEMA_VERSION}",
                "Install a newer memcon",
            )
        return msgspec.json.decode(data, type=Document)
    except msgspec.DecodeError as error:
        raise UnreadableFile(
            f"not the JSON of a document ({error})", "Give what memcon read wrote"
        ) from error


def schema() -> dict[str, Any]:
    """The JSON Schema of a document (draft 2020-12), as ``docs/schema/document-1.json`` has it."""
    (document,), definitions = msgspec.json.schema_components([Document])
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"A document as memcon reads it, schema version {SCHEMA_VERSION}",
        **document,
        "$defs": definitions,
    }
    return msgspec.json.decode(msgspec.json.encode(whole))  # lists where the defaults are tuples


def cache_report() -> CacheReport:
    """The folder in which OCR results are kept, how many, and their size in bytes."""
    from memcon.pages import cache_report

    return cache_report()


def clear_cache() -> CacheReport:
    """Delete the OCR results that are kept; what was deleted."""
    from memcon.pages import clear_cache

    return clear_cache()


def __getattr__(name: str) -> object:
    """``__version__`` and what is of the archive, looked up only when asked for: it takes time."""
    if name == "__version__":
        from importlib import metadata

        return metadata.version("memcon")
    if name in _OF_ARCHIVE:
        from memcon import archive

        return getattr(archive, name)
    if name == "page_picture":
        from memcon.pages.picturing import page_picture

        return page_picture
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
