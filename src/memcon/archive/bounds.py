"""Where the papers of a file begin, as people have it: a boundary is put in, or taken out.

A correction with the path ``split`` says on which page, or with which line, another paper begins; one with
the path ``join`` says that a paper and the next are one. What lies between boundaries is read anew, so that
the second paper has its own header. A new reading of the file may find the boundary by itself, and then there
is nothing to do.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from msgspec import structs

from memcon.archive.anchoring import Anchor, likest
from memcon.archive.corrections import Correction
from memcon.archive.folding import folded
from memcon.archive.means import PaperOf
from memcon.archive.rows import Places
from memcon.archive.spots import Spots
from memcon.archive.structure import BESIDE
from memcon.errors import UsageError
from memcon.model import Document, Line, Record

PATHS = ("split", "join")
"""The paths of corrections that move the bounds of papers."""


class Start(NamedTuple):
    """Where a paper begins: with its page, or with a line further down."""

    page: int
    line: int = 0
    """The line's number; 0 for the page's beginning."""


class Extent(NamedTuple):
    """The lines and pages of one paper."""

    start: Start
    pages: tuple[int, int]
    lines: tuple[int, ...]


class Asked(NamedTuple):
    """A boundary as a correction keeps it."""

    old: Any
    value: int | str
    anchors: tuple[Anchor, ...]


class Bounds:
    """The papers of a document, to be divided and joined."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.lines: dict[int, list[Line]] = {page.number: [] for page in document.pages}
        for line in document.lines:
            self.lines.setdefault(line.page, []).append(line)
        self.spots = Spots(Places(document))
        self.starts = [self._start(record) for record in document.records]
        self.read = dict(zip(self.starts, document.records, strict=True))

    def _start(self, record: Record) -> Start:
        page = record.pages[0]
        own = [n for e in record.elements for n in e.lines if self._page(n) == page]
        first = min(own, default=0)
        above = [line.number for line in self.lines.get(page, ()) if line.number < first]
        return Start(page, first if above else 0)

    def _page(self, number: int) -> int | None:
        line = self.spots.places.lines.get(number)
        return line.page if line else None

    @property
    def movable(self) -> bool:
        """Whether papers follow one another line by line, as they do in all but published volumes."""
        return (
            self.document.volume is None
            and bool(self.document.pages)
            and sorted(set(self.starts)) == self.starts
            and [extent.pages for extent in self.extents()] == [r.pages for r in self.document.records]
        )

    def extents(self) -> list[Extent]:
        """The papers from one boundary to the next."""
        ends = [*self.starts[1:], Start(max(self.lines, default=0) + 1)]
        found: list[Extent] = []
        for start, end in zip(self.starts, ends, strict=True):
            own = [
                line.number
                for line in self.document.lines
                if start <= Start(line.page, line.number) and Start(line.page, line.number) < end
            ]
            last = end.page if end.line else end.page - 1
            found.append(Extent(start, (start.page, last), tuple(own)))
        return found

    def records(self, paper_of: PaperOf) -> list[Record]:
        """The paper of each extent: as it was read, or where its bounds are others, read anew."""
        whole = Bounds(self.document).extents()
        found: list[Record] = []
        for extent in self.extents():
            record = self.read.get(extent.start)
            if record is None or extent not in whole:
                lines = [line for line in self.document.lines if line.number in set(extent.lines)]
                record = paper_of(self.document, extent.pages, lines, record.form if record else None)
            found.append(record)
        return found

    def apply(self, correction: Correction) -> str | None:
        """Put in or take out the boundary of a correction; the reason where it has no place any more."""
        where = correction.anchors[0] if correction.anchors else None
        page = where.spot[0] if where and where.spot else correction.value
        if not isinstance(page, int) or page not in self.lines:
            return "the file has no such page"
        if correction.path == "split":
            return self._divide(page, where)
        there = [start for start in self.starts if start.page == page and start != self.starts[0]]
        if there and where:
            at = 0 if len(there) == 1 else likest(list(map(self._first, there)), -1, where, lambda _: None)
            if at is None:
                return "several papers begin on that page, and none as the one that was joined"
            self.starts.remove(there[at])
        return None

    def _divide(self, page: int, where: Anchor | None) -> str | None:
        start = Start(page)
        if where:
            lines = self.lines[page]
            at = likest(
                [line.text for line in lines], -1, where, lambda n: self.spots.on_page(page, lines[n].box)
            ) if lines else None  # fmt: skip
            if at is None:
                return "no line of the page is like the one with which the paper was to begin"
            start = Start(page, lines[at].number) if at else start
        self.starts = sorted({*self.starts, start})
        return None

    def _first(self, start: Start) -> str:
        lines = self.lines.get(start.page, [])
        return next((line.text for line in lines if line.number >= start.line), "")

    def asked(self, at: int, path: str, value: Any) -> Asked:  # noqa: ANN401
        """A correction of the bounds of the `at`-th paper, as a person types it.

        Raises `UsageError` for a boundary that cannot be there, or where papers cannot be moved.
        """
        if not self.movable:
            raise UsageError("the papers of this file are divided by its own markup", "They cannot be moved")
        extent = self.extents()[at]
        return self._join(at, value) if path == "join" else self._split(extent, value)

    def _join(self, at: int, value: Any) -> Asked:  # noqa: ANN401
        if value not in BESIDE:
            raise UsageError(f"{value!r} is neither previous nor next", "Say with which paper it is one")
        second = at if value == "previous" else at + 1
        if not 1 <= second < len(self.starts):
            raise UsageError(f"the file has no {value} paper", "memcon list --sort file shows its papers")
        start = self.starts[second]
        own = self._first(start)
        anchor = Anchor(None, own, None, (start.page, 0, 0, 1000, 1000))
        return Asked(
            [list(extent.pages) for extent in self.extents()[second - 1 : second + 1]], value, (anchor,)
        )

    def _split(self, extent: Extent, value: Any) -> Asked:  # noqa: ANN401
        old = list(extent.pages)
        if isinstance(value, int) or str(value).isdecimal():
            if not extent.pages[0] < int(value) <= extent.pages[1] or Start(int(value)) in self.starts:
                first, last = extent.pages
                can = f"a page from {first + 1} to {last}" if first < last else "a line of its page"
                raise UsageError(
                    f"no other paper can begin on page {value}", f"Give {can}, or the words of a line"
                )
            return Asked(old, int(value), ())
        wanted = folded(str(value))
        own = [line for line in self.document.lines if line.number in set(extent.lines)]
        found = [line for line in own[1:] if wanted and f"{folded(line.text)} ".startswith(f"{wanted} ")]
        if len(found) != 1:
            times = f"{len(found)} lines begin" if found else "no line behind the first begins"
            raise UsageError(f"{times} with {value!r}", "Give the page, or the first words of the line")
        return Asked(old, found[0].text, (self._anchor(found[0]),))

    def _anchor(self, line: Line) -> Anchor:
        lines = self.lines[line.page]
        at = lines.index(line)
        before = lines[at - 1].text if at else None
        after = lines[at + 1].text if at + 1 < len(lines) else None
        spot = self.spots.on_page(line.page, line.box) or (line.page, 0, 0, 1000, 1000)
        return Anchor(before, line.text, after, spot)


def divided(
    document: Document, corrections: Iterable[Correction], paper_of: PaperOf | None
) -> tuple[Sequence[Record], dict[int, str]]:
    """The papers of a document as people have divided it, and the corrections that have no place, by number.

    The very records of the document where nothing was moved.
    """
    moved = [c for c in corrections if c.path in PATHS]
    if not moved:
        return document.records, {}
    bounds = Bounds(document)
    if paper_of is None or not bounds.movable:
        return document.records, {c.number: "papers cannot be divided here" for c in moved}
    adrift = {c.number: why for c in moved if (why := bounds.apply(c))}
    return bounds.records(paper_of), adrift


def with_records(document: Document, records: Sequence[Record]) -> Document:
    """The document with these papers."""
    return structs.replace(document, records=tuple(records))
