"""Review and release: a paper is read, decided about, and copied without what is withheld."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from memcon.errors import NotReleased, UnreadableFile
from memcon.model import Document, Record
from memcon.verbs.reading import read

if TYPE_CHECKING:
    from memcon.writing import Decisions, Finding, Log, Reviewed, Secret
    from memcon.writing.inspection import Glimpse
    from memcon.writing.release import Leaf, Picture

How = Literal["auto", "anew", "copy"]
"""Whether a released copy is written anew from the record, or made of the file's own pages with their pixels
taken out; ``auto`` copies what has pictures and writes anew what is text."""

_SHEETS = ("marker", "withdrawal_sheet", "cover_sheet")
"""Forms that a library adds, which nobody need decide about."""


class Released(Struct, frozen=True):
    """A released copy that was looked through and found clean."""

    pdf: bytes
    text: str
    """The copy as plain text: of a scan, the text of the records after review."""
    reviewed: tuple[Reviewed, ...]
    anew: bool
    """It was written anew; otherwise it is the file's own pages."""

    @property
    def elsewhere(self) -> tuple[str, ...]:
        """``RECORD: PLACE`` of portions that still have a name or figure withheld in another."""
        return tuple(f"{n}: {at}" for n, r in enumerate(self.reviewed, 1) for at in r.elsewhere)


def declassify(
    source: str | os.PathLike[str] | Record,
    decisions: Decisions,
    *,
    how: How = "auto",
    style: str | None = None,
    ocr: bool = True,
    marker: bool = True,
    log: Log | None = None,
) -> Released:
    """The released copy of a file or of a record after `decisions`; nothing is given that was not checked.

    `ocr` has the check read the finished pages as a person would; `marker` puts a marker page behind them.
    Raises a `MemconError`: what `memcon.read` raises, `UsageError` where the decisions do not fit, and
    `NotReleased` where one withheld word is left in the copy.
    """
    document, pictures = _opened(source, how)
    records = document.records
    done = [_one(document, n, record, decisions) for n, record in enumerate(records, 1)]
    if log:
        _tell(log, source, decisions, done)
    anew = how == "anew" or not pictures
    if anew:
        released = _written_anew(done, decisions, style, marker)
    else:
        released = _copied(document, done, pictures, decisions, marker)
    pdf, text, leaves = released
    held = _held(records, done, text)
    _check(pdf, held, leaves, ocr=ocr, log=log)
    if log:
        log.add("released", sha256=hashlib.sha256(pdf).hexdigest(), anew=anew)
    return Released(pdf, text, tuple(done), anew)


def _opened(source: str | os.PathLike[str] | Record, how: How) -> tuple[Document, list[Picture]]:
    """The document, and the pictures of its pages where the copy is to be made of them."""
    from memcon.model import Source

    if isinstance(source, Record):
        return Document(Source("record", "", "text", 0), records=(source,)), []
    if how == "anew":
        return read(source), []
    from memcon.lines import to_lines
    from memcon.pages import Settings, open_source
    from memcon.record import to_records

    with open_source(Path(source), Settings()) as opened:
        pages = list(opened)
        scanned = opened.source.kind in ("pdf", "image")
        if how == "copy" and not scanned:
            raise UnreadableFile(f"{Path(source).name} has no pages to copy", "Write the copy anew")
        pictures = [opened.picture(page.number) for page in pages] if scanned else []
        lines = to_lines(pages)
        found = Document(opened.source, tuple(pages), tuple(lines), tuple(to_records(pages, lines)))
    return found, pictures


def _one(document: Document, number: int, record: Record, decisions: Decisions) -> Reviewed:
    from memcon.writing import Reviewed, portions, reviewed
    from memcon.writing.release import line_counts

    given = decisions.of_record(number)
    if record.form in _SHEETS and not given:
        return Reviewed(record)
    lines = {d.at for d in given if d.lines}
    counts = {p.at: line_counts(document, p) for p in portions(record) if p.at in lines and document.lines}
    return reviewed(record, decisions, number, counts)


Made = tuple[bytes, str, list["Leaf"]]


def _written_anew(done: Sequence[Reviewed], decisions: Decisions, style: str | None, marker: bool) -> Made:
    from memcon.writing import as_pdf_bytes, characters, lay, style_named, style_of
    from memcon.writing.release import marker as marker_page
    from memcon.writing.release import released_copy, withdrawal_sheet

    sheets = [
        sheet
        for reviewed in done
        if not reviewed.whole
        for sheet in released_copy(
            reviewed.record, style_named(style) if style else style_of(reviewed.record), reviewed.lowered
        )
    ]
    for added in (
        withdrawal_sheet(done, decisions.review),
        marker_page(done) if marker else None,
    ):
        sheets += lay(added) if added else ()
    return as_pdf_bytes(tuple(sheets)), "\f".join(map(characters, sheets)), []


def _copied(
    document: Document,
    done: Sequence[Reviewed],
    pictures: Sequence[Picture],
    decisions: Decisions,
    marker: bool,
) -> Made:
    from memcon.writing import characters, lay
    from memcon.writing.release import bound, leaves_of, sheet_leaf, withdrawal_sheet
    from memcon.writing.release import marker as marker_page

    leaves: list[Leaf] = []
    texts: list[str] = []
    for reviewed in done:
        if not reviewed.whole:
            first, last = reviewed.record.pages
            leaves += leaves_of(document, reviewed, pictures[first - 1 : last])
            texts += map(characters, lay(reviewed.record))
    for added in (
        withdrawal_sheet(done, decisions.review),
        marker_page(done) if marker else None,
    ):
        for sheet in lay(added) if added else ():
            leaves.append(sheet_leaf(sheet))
            texts.append(characters(sheet))
    texts.append(_beside(document, done))
    return bound(leaves), "\f".join(texts), leaves


def _beside(document: Document, done: Sequence[Reviewed]) -> str:
    """What the pages say beside the portions that were cut: heads, stamps, other papers.

    Of a portion that was cut nothing is taken from its page, but from the reviewed record alone: were a
    passage looked for in the wrong place, its words would stand on the page, and must not pass for open.
    """
    from memcon.writing.release import printings

    cut: dict[int, list[tuple[int, int]]] = {}
    for record, reviewed in zip(document.records, done, strict=True):
        for passage in reviewed.cuts:
            for span in printings(document, record, passage.portion):
                for piece in span.pieces:
                    cut.setdefault(piece.line, []).append((piece.start, piece.end))
    whole = [reviewed.record.pages for reviewed in done if reviewed.whole]
    said: list[str] = []
    for line in document.lines:
        if any(first <= line.page <= last for first, last in whole):
            continue
        text = line.text
        for start, end in cut.get(line.number, ()):
            text = text[:start] + " " * (end - start) + text[end:]
        said.append(text)
    return "\n".join(said)


def _held(records: Sequence[Record], done: Sequence[Reviewed], text: str) -> Secret:
    """What must not be in the copy: every withheld passage, and all of a record that is withheld whole."""
    from memcon.writing import portions, secret

    said = [part for reviewed in done for part in reviewed.released]
    passages = [passage for reviewed in done for passage in reviewed.withheld]
    for record, reviewed in zip(records, done, strict=True):
        passages += [portion.text for portion in portions(record)] if reviewed.whole else ()
    return secret(passages, [*said, text])


def _check(pdf: bytes, held: Secret, leaves: Sequence[Leaf], *, ocr: bool, log: Log | None) -> None:
    from memcon.writing import left_over
    from memcon.writing.release import ink_left

    leaks = left_over(pdf, held, _read_by_ocr if ocr and held else None)
    inked = ink_left(pdf, leaves)
    where = [f"{leak.where}{f' of page {leak.page}' if leak.page else ''}" for leak in leaks]
    where += [f"pixels of page {number}" for number in inked]
    if log:
        log.add("checked", ocr=ocr, clean=not where, left=where)
    if where:
        seen = all(place.startswith("OCR") for place in where)
        raise NotReleased(
            f"the copy is not written: what is withheld is still in it ({'; '.join(dict.fromkeys(where))})",
            "Nothing was written. Look at that page; where OCR alone is mistaken, --no-ocr leaves it out"
            if seen
            else "Report this; nothing was written",
        )


def _read_by_ocr(pdf: bytes) -> list[Glimpse]:
    from memcon.writing.inspection import Glimpse

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "released.pdf"
        path.write_bytes(pdf)
        document = read(path, ocr="always", cache=False)
    return [
        Glimpse(page.number, word.text, word.confidence, page.points(word.box))
        for page in document.pages
        for word in page.words
    ]


def _tell(
    log: Log, source: str | os.PathLike[str] | Record, decisions: Decisions, done: Sequence[Reviewed]
) -> None:
    if not isinstance(source, Record):
        path = Path(source)
        log.add("read", file=path.name, sha256=hashlib.sha256(path.read_bytes()).hexdigest())
    signed = decisions.signed
    log.add("decided", digest=decisions.digest, signed=signed.by if signed else None)
    for number, reviewed in enumerate(done, 1):
        if reviewed.whole:
            log.add("withheld whole", record=number, codes=reviewed.whole)
        for cut in reviewed.cuts:
            extent = f"{cut.start + 1}-{cut.end}"
            log.add("withheld", record=number, at=cut.portion.at, words=extent, codes=cut.codes)
        for portion, to in reviewed.marks:
            what = "downgraded" if to else "struck"
            log.add(what, record=number, at=portion.at, mark=portion.mark, to=to)


def covered(path: str | os.PathLike[str]) -> tuple[Finding, ...]:
    """What a PDF carries that its pages do not show, by page and place, without a word of it.

    Raises what `memcon.read` raises, and `UnreadableFile` for what is no PDF.
    """
    from memcon.writing import Finding, hidden

    document = read(path, ocr="never", cache=False)
    if document.source.kind != "pdf":
        raise UnreadableFile(f"{Path(path).name} is no PDF", "Give a PDF")
    findings = list(hidden(Path(path).read_bytes()))
    for page in document.pages:
        for seen in page.seen:
            if seen.kind == "covered":
                place = page.points(seen.box)
                known = (f.box for f in findings if f.page == page.number and f.box)
                if not any(_overlap(place, box) for box in known):
                    findings.append(Finding("cover", page.number, place))
    return tuple(sorted(findings, key=lambda f: (f.page or 0, f.box or (0.0,) * 4, f.how)))


Place = tuple[float, float, float, float]


def _overlap(a: Place, b: Place) -> bool:
    return min(a[2], b[2]) > max(a[0], b[0]) and min(a[3], b[3]) > max(a[1], b[1])
