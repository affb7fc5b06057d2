"""Releases of a paper are compared, put together, and surveyed across an archive."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations, pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from memcon.errors import MissingFile, UsageError
from memcon.model import Document, Form, Record
from memcon.verbs.encoding import decode
from memcon.verbs.reading import Ocr, read

if TYPE_CHECKING:
    from memcon.archive import Archive, Listed
    from memcon.comparison import Candidate, Closed, Comparison, Composite, Paper, Release, Survey

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

    papers = [_taken(one, archive, ocr, engine, cache) for one in (a, b)]
    return compared(papers[0], papers[1], english().__contains__)


def composite(
    *releases: Comparable,
    archive: Archive | None = None,
    ocr: Ocr = "auto",
    engine: str = "tesseract",
    cache: bool = True,
) -> Composite:
    """The most complete text that releases of one paper give together, each part with its witnesses.

    Each is what `compare` takes. They are put together in the order given. Raises a `MemconError`:
    `UsageError` for none.
    """
    from memcon.comparison import composed
    from memcon.pages.lexicon import english

    papers = _all_taken(releases, archive, ocr, engine, cache)
    return composed(papers, english().__contains__)


def composite_document(
    *releases: Comparable,
    archive: Archive | None = None,
    ocr: Ocr = "auto",
    engine: str = "tesseract",
    cache: bool = True,
) -> Document:
    """The `composite` of releases as a document with one record, for `export` and whatever takes a document.

    Its fields are those of the first release that has them; what no release shows is in ``withheld``, and a
    note in the text; who shows what not all show is in ``evidence``, as ``release:A``, by the order given.
    """
    from memcon.comparison import composed, recorded
    from memcon.pages.lexicon import english

    papers = _all_taken(releases, archive, ocr, engine, cache)
    made = composed(papers, english().__contains__)
    name = f"composite of {', '.join(paper.name for paper in papers)}"
    return recorded(made, [paper.record for paper in papers], name)


def _all_taken(
    releases: Sequence[Comparable], archive: Archive | None, ocr: Ocr, engine: str, cache: bool
) -> list[Paper]:
    if not releases:
        raise UsageError("there is nothing to put together", "Name the releases of a paper")
    return [_taken(one, archive, ocr, engine, cache) for one in releases]


def releases(archive: Archive, *, limit: int = 20, page: int = 1) -> list[Release]:
    """A page of the groups of records that are one paper, and what each release opened and closed.

    In a group the records stand by the date of their release, and each is compared with the one before.
    """
    return [_release(archive, group) for group in archive.groups()[limit * (page - 1) : limit * page]]


def opening(archive: Archive, name: str) -> Release | None:
    """How one paper was opened: the releases of it among which a record stands, as `releases` gives them.

    None for a record that the archive has in no other copy or release. Raises `MissingFile`, `UsageError` for
    an id that is none.
    """
    shown = archive.show(name)
    group = next((g for g in archive.groups() if shown.id in {one.id for one in g}), None)
    return _release(archive, group) if group else None


def _release(archive: Archive, group: Sequence[Listed]) -> Release:
    from memcon.comparison import Release, compared, step
    from memcon.pages.lexicon import english

    papers = _by_release([_kept(archive, one) for one in group])
    made = [compared(a, b, english().__contains__) for a, b in pairwise(papers)]
    sides = (made[0].a, *(one.b for one in made))
    files = {one.id: one.file for one in group}
    steps = tuple(step(one, n, n + 1) for n, one in enumerate(made))
    return Release(sides, steps, tuple(files[paper.name] for paper in papers))


def redacted(archive: Archive, *, today: date | None = None, limit: int = 100) -> Survey:
    """What the records of an archive still withhold, and the passages of it that another record shows.

    `today` is the day by which the papers' age is counted; `limit`, how many candidates for a new review.
    """
    from memcon.comparison import Survey, buckets, closed_in

    day = today or date.today()
    groups = archive.groups()
    listed = {one.id: one for one in (*archive.withholding(), *(one for group in groups for one in group))}
    gaps: list[tuple[Listed, Closed]] = []
    for one in sorted(listed.values(), key=lambda one: (one.date or "~", one.id)):
        gaps += [(one, gap) for gap in closed_in(_kept(archive, one), one.id, one.file)]
    sized = [gap.words for _, gap in gaps if gap.words is not None]
    return Survey(
        len({one.id for one, _ in gaps}),
        len(gaps),
        round(sum(sized), 1),
        len(gaps) - len(sized),
        buckets((code, one.id, gap.words) for one, gap in gaps for code in gap.codes or ("none",)),
        buckets(((one.date[:4] if one.date else "no date"), one.id, gap.words) for one, gap in gaps),
        buckets((who, one.id, gap.words) for one, gap in gaps for who in one.participants),
        buckets((_age(one.date, day), one.id, gap.words) for one, gap in gaps),
        tuple(_candidates(archive, groups))[:limit],
    )


def _age(day: str | None, today: date) -> str:
    """The age of a paper in tens of years: ``30 to 39 years``."""
    try:
        then = date.fromisoformat(day or "")
    except ValueError:
        return "no date"
    tens = (today.year - then.year - ((today.month, today.day) < (then.month, then.day))) // 10 * 10
    return f"{tens} to {tens + 9} years"


def _candidates(archive: Archive, groups: Sequence[Sequence[Listed]]) -> Iterator[Candidate]:
    """The passages withheld in one record of a group and shown in another, the longest of a group first."""
    from memcon.comparison import compared, once, public_elsewhere
    from memcon.pages.lexicon import english

    known = english().__contains__
    for group in groups:
        papers = [(_kept(archive, one), one) for one in group]
        if not any(token.gap for paper, _ in papers for token in paper.tokens):
            continue
        found: list[Candidate] = []
        for (a, one), (b, other) in combinations(papers, 2):
            found += public_elsewhere(compared(a, b, known), (one.id, one.file), (other.id, other.file))
        yield from once(found)


def _by_release(papers: Sequence[Paper]) -> list[Paper]:
    """Papers by the date of their release, those without one first; then by what they show."""

    def key(paper: Paper) -> tuple[str, int, str]:
        stamp = paper.record.declassification
        shown = sum(token.gap is None for token in paper.tokens)
        return (stamp.date or "" if stamp else "", shown, paper.name)

    return sorted(papers, key=key)


def _kept(archive: Archive, one: Listed) -> Paper:
    from memcon.comparison import from_document

    shown = archive.show(one.id)
    return from_document(shown.document, shown.record, shown.id)


def _taken(one: Comparable, archive: Archive | None, ocr: Ocr, engine: str, cache: bool) -> Paper:
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
    path = Path(name)
    if not path.exists():
        return _from_archive(os.fspath(one), archive)
    if path.suffix.lower() == ".json":
        document = decode(path.read_bytes())
    else:
        document = read(path, ocr=ocr, engine=engine, cache=cache)
    if number is None:
        return _taken(document, archive, ocr, engine, cache)
    if not 1 <= number <= len(document.records):
        raise UsageError(f"{path.name} has no record {number}", f"It has {len(document.records)}")
    return from_document(document, document.records[number - 1], f"{path.name}#{number}")


def _from_archive(name: str, archive: Archive | None) -> Paper:
    from memcon.comparison import from_document

    if archive is None:
        raise MissingFile(f"there is no file {name}", "If this is the id of a record, name its archive")
    shown = archive.show(name)
    return from_document(shown.document, shown.record, shown.id)


def _parted(name: str) -> tuple[str, int | None]:
    """``packet.pdf#3`` as the file and the record's number, from 1, unless a file has that very name."""
    file, mark, number = name.rpartition("#")
    if mark and number.isdecimal() and not Path(name).exists():
        return file, int(number)
    return name, None


def _papers_of(document: Document) -> list[Record]:
    papers = [record for record in document.records if record.form not in SHEETS]
    return papers or list(document.records)
