"""What differs beside the text: portion marks, levels, exemption codes, the stamp of release."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from memcon.comparison.judging import Piece
from memcon.comparison.likeness import likeness, misreadable
from memcon.comparison.papers import Paper, Stretch, key_of
from memcon.comparison.results import CodeChange, MarkChange
from memcon.comparison.telling import Row, text_of
from memcon.model import DOUBTFUL, Declassification

OPENING = 8
"""Words of a paragraph that say which it is."""
_STAMP = ("authority", "case", "date", "reviewer", "release", "doc_number")
ALIKE = 0.8
"""Two readings of a stamp as like as this are one stamp, where one was read from an image."""


def mark_changes(a: Paper, b: Paper, rows: Sequence[Row]) -> Iterator[MarkChange]:
    """The portion marks that differ, and the level of the whole paper."""
    pictured = a.pictured or b.pictured
    one, other = a.record, b.record
    if one.banner and other.banner and not _alike(one.banner, other.banner, pictured):
        yield MarkChange("banner", one.banner, other.banner, a_page=one.pages[0], b_page=other.pages[0])
    if one.subject and other.subject and one.subject_mark != other.subject_mark:
        sure = bool(one.subject_mark and other.subject_mark)
        if sure or not pictured:
            yield MarkChange(
                "subject", one.subject_mark, other.subject_mark, one.subject_struck, other.subject_struck,
                a_page=one.pages[0], b_page=other.pages[0], text=one.subject, sure=sure,
            )  # fmt: skip
    if not all(any(s.mark for s in paper.stretches) for paper in (a, b)):
        return  # a printed volume has no marks, nor has every form
    for number, row in enumerate(rows):
        mine = [a.stretches[n] for n in sorted(row.a)]
        theirs = [b.stretches[n] for n in sorted(row.b)]
        if len(mine) == len(theirs) == 1 and (change := _mark(a, b, row, mine[0], theirs[0], number)):
            yield change


def _mark(a: Paper, b: Paper, row: Row, mine: Stretch, theirs: Stretch, number: int) -> MarkChange | None:
    """The change of the mark of one paragraph. A mark that one copy withholds with the text is no change."""
    struck = a.pictured and b.pictured and mine.struck != theirs.struck
    if mine.mark == theirs.mark and not struck:
        return None
    lost = mine.mark is None or theirs.mark is None
    if lost and (a.pictured or b.pictured or _gapped(a, b, row)):
        return None
    sure = min(mine.sure, theirs.sure) >= DOUBTFUL
    words = [a.tokens[n] for piece in row.pieces for n in piece.a][:OPENING]
    return MarkChange(
        "paragraph", mine.mark, theirs.mark, mine.struck, theirs.struck, number, mine.page, theirs.page,
        text_of(words), sure,
    )  # fmt: skip


def _gapped(a: Paper, b: Paper, row: Row) -> bool:
    return any(a.tokens[n].gap for p in row.pieces for n in p.a) or any(
        b.tokens[n].gap for p in row.pieces for n in p.b
    )


def code_changes(a: Paper, b: Paper, rows: Sequence[Row]) -> Iterator[CodeChange]:
    """The exemption codes of passages withheld from both that differ, and the lines of the stamps."""
    for number, row in enumerate(rows):
        for piece in row.pieces:
            if piece.outcome == "withheld" and (change := _codes(a, b, piece, number)):
                yield change
    pictured = a.pictured or b.pictured
    pages = {"a_page": a.record.pages[0], "b_page": b.record.pages[0]}
    one, other = (p.record.declassification or Declassification() for p in (a, b))
    for field in _STAMP:
        mine, theirs = getattr(one, field), getattr(other, field)
        if mine != theirs and not (mine and theirs and _alike(mine, theirs, pictured and field != "date")):
            yield CodeChange(field, mine, theirs, **pages)
    for text in _unmatched(a.record.stamps, b.record.stamps, pictured):
        yield CodeChange("stamp", text, None, **pages)
    for text in _unmatched(b.record.stamps, a.record.stamps, pictured):
        yield CodeChange("stamp", None, text, **pages)


def _codes(a: Paper, b: Paper, piece: Piece, number: int) -> CodeChange | None:
    one, other = a.tokens[piece.a[0]], b.tokens[piece.b[0]]
    mine, theirs = (t.gap.codes if t.gap else () for t in (one, other))
    if {_plain(c) for c in mine} == {_plain(c) for c in theirs}:
        return None
    if (not mine or not theirs) and (one.pictured or other.pictured):
        return None  # a code in a box is often not read
    return CodeChange(
        "codes", ", ".join(mine) or None, ", ".join(theirs) or None, number, one.page, other.page
    )


def _plain(code: str) -> str:
    return re.sub(r"\W", "", code).lower()


def _unmatched(mine: Iterable[str], theirs: Sequence[str], pictured: bool) -> Iterator[str]:
    for text in dict.fromkeys(mine):
        if not any(_alike(text, other, pictured) for other in theirs):
            yield text


def _alike(one: str, other: str, pictured: bool) -> bool:
    one, other = key_of(one.replace(" ", "")), key_of(other.replace(" ", ""))
    return one == other or (pictured and (misreadable(one, other) or likeness(one, other) >= ALIKE))
