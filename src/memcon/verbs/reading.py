"""A file becomes pages, pages become lines, lines become records."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

import msgspec

from memcon.errors import MemconError, UnreadableFile, UsageError
from memcon.model import Document, Line, Page
from memcon.verbs.encoding import decode, encode
from memcon.verbs.transcribed import read_transcribed

if TYPE_CHECKING:
    from memcon.pages import CacheReport

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
    """Read one file: PDF, PNG, JPEG, TIFF, plain text, or a published volume as TEI.

    `pages` is the first and the last page to read, counted from 1; None reads all. `engine` names an
    installed OCR engine. `cache` keeps OCR results in the user's cache folder and takes them from there.
    Where a PDF still carries text under a bar, a diagnostic says so; only `covered` gives the text itself.

    Raises a `MemconError`: `MissingFile`, `UnreadableFile`, `EncryptedFile`, `TooLarge`, `MissingExtra` for
    an engine that is not installed, `UsageError` for arguments that make no sense.
    """
    _check_call(ocr, pages)
    if transcribed := read_transcribed(Path(path), pages):
        return transcribed
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


def _packed(one: Callable[[Path], Document | MemconError], path: Path) -> bytes | MemconError:
    """A document as bytes between processes, in a fifth of the time that pickling takes."""
    result = one(path)
    return result if isinstance(result, MemconError) else encode(result)


def _died(path: Path) -> MemconError:
    return UnreadableFile(f"{path.name} crashed the process that read it", "Fetch the file again")


def cache_report() -> CacheReport:
    """The folder in which OCR results are kept, how many, and their size in bytes."""
    from memcon.pages import cache_report

    return cache_report()


def clear_cache() -> CacheReport:
    """Delete the OCR results that are kept; what was deleted."""
    from memcon.pages import clear_cache

    return clear_cache()
