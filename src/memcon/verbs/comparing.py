"""Releases of a paper are compared."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from memcon.errors import MissingFile, UsageError
from memcon.model import Document, Form, Record
from memcon.verbs.encoding import decode
from memcon.verbs.reading import Ocr, read

if TYPE_CHECKING:
    from memcon.archive import Archive
    from memcon.comparison import Comparison, Paper

Comparable = str | os.PathLike[str] | Document | Record
"""What can be compared: a file, an archive's id, a document, a record. ``packet.pdf#3`` is a file's third
record."""
SHEETS: tuple[Form, ...] = ("marker", "withdrawal_sheet", "cover_sheet")
"""What a repository puts around papers: no part of a comparison, unless a file has nothing else."""


def compare(
    a: Comparable,
    b: Comparable,
    *,
    archive: Archive | None = None,
    ocr: Ocr = "auto",
    engine: str = "tesseract",
    cache: bool = True,
) -> Comparison:
    """What is different in `b`, seen from `a`: what opened, what closed, what changed.

    Each is a file (or what ``memcon read --format json`` wrote of one), a document, a record, or the id of a
    record of `archive`. A file with several records is compared as a whole, its markers and withdrawal sheets
    left out; ``FILE#3`` names the third record. Raises a `MemconError`, such as `MissingFile` for what is
    neither a file nor an id, `UsageError` for a record that a file does not have.
    """
    from memcon.comparison import compared
    from memcon.pages.lexicon import english

    papers = [taken(one, archive=archive, ocr=ocr, engine=engine, cache=cache) for one in (a, b)]
    return compared(papers[0], papers[1], english().__contains__)


def taken(
    one: Comparable,
    *,
    archive: Archive | None = None,
    ocr: Ocr = "auto",
    engine: str = "tesseract",
    cache: bool = True,
) -> Paper:
    """One of the papers of `compare`, ready to be compared."""
    from memcon.comparison import from_document, from_record, together

    if isinstance(one, Record):
        return from_record(one, one.title or one.form)
    if isinstance(one, Document):
        papers = [from_document(one, record) for record in _papers_of(one)]
        if not papers:
            raise UsageError(f"{one.source.name} holds no record", "Compare a file with a paper in it")
        return together(papers)
    name, number = _parted(os.fspath(one))
    if archive is not None and not Path(name).exists():
        shown = archive.show(name)
        return from_document(shown.document, shown.record, shown.id)
    path = Path(name)
    if not path.exists() and archive is None and "." not in path.name:
        raise MissingFile(f"there is no file {name}", "Name the archive if this is the id of a record")
    if path.suffix.lower() == ".json" and path.exists():
        document = decode(path.read_bytes())
    else:
        document = read(path, ocr=ocr, engine=engine, cache=cache)
    if number is None:
        return taken(document)
    if not 1 <= number <= len(document.records):
        raise UsageError(f"{path.name} has no record {number}", f"It has {len(document.records)}")
    return from_document(document, document.records[number - 1], f"{path.name}#{number}")


def _parted(name: str) -> tuple[str, int | None]:
    """``packet.pdf#3`` as the file and the record's number, from 1, unless a file has that very name."""
    file, mark, number = name.rpartition("#")
    if mark and number.isdecimal() and not Path(name).exists():
        return file, int(number)
    return name, None


def _papers_of(document: Document) -> list[Record]:
    papers = [record for record in document.records if record.form not in SHEETS]
    return papers or list(document.records)
