"""What a reading copy shows of a record, as plain values: the same for PDF and for word processors."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from memcon.exports.body import Block, Gap, body, spaced
from memcon.exports.citing import cite_one
from memcon.exports.entry import ExportEntry
from memcon.exports.facts import captions, facts, long_date
from memcon.exports.plain import fields, foot, lists
from memcon.model import DOUBTFUL


class Piece(Struct, frozen=True):
    """Words of one kind: plain, doubtful, or standing for what is withheld."""

    kind: Literal["text", "doubt", "gap"]
    text: str


class Said(Struct, frozen=True):
    """A block of the body."""

    kind: str
    speaker: str | None
    opens: bool
    item: str | None
    runs: tuple[Piece, ...]
    mark: str | None
    struck: bool


class Listed(Struct, frozen=True):
    """An entry of a list of people; a side is the name above those who belong to it."""

    text: str
    side: bool


class Copy(Struct, frozen=True):
    """A record as a reading copy shows it."""

    id: str
    running: str
    level: str
    letterhead: tuple[str, ...]
    title: str
    fields: tuple[tuple[str, str], ...]
    lists: tuple[tuple[str, tuple[Listed, ...]], ...]
    blocks: tuple[Said, ...]
    foot: tuple[tuple[str, str], ...]
    unread: tuple[str, ...]
    source: str
    key: str
    breaks: bool = False


def copy_of(entry: ExportEntry, *, breaks: bool = False) -> Copy:
    """The reading copy of a record; `breaks`: another follows."""
    record, known = entry.record, facts(entry)
    blocks = tuple(_said(block, entry) for block in body(entry))
    doubts = any(piece.kind == "doubt" for block in blocks for piece in block.runs)
    struck = any(block.struck for block in blocks)
    key = [
        "A dotted line is under words that were hard to read." if doubts else "",
        "A mark that is crossed out was crossed out at declassification." if struck else "",
    ]
    return Copy(
        entry.id,
        ", ".join(part for part in (known.title, long_date(known.date)) if part),
        "  ".join(
            part
            for part in (record.banner, *(word.upper() for word in captions(entry, schedules=True)))
            if part
        ),
        record.letterhead,
        known.title,
        tuple(fields(entry)),
        tuple(
            (name, tuple(Listed(text.rstrip(":"), text.endswith(":")) for text in entries))
            for name, entries in lists(record)
        ),
        blocks,
        tuple(foot(record)),
        tuple(line.text.strip() for line in entry.unread()),
        cite_one(entry, "frus"),
        " ".join(part for part in key if part),
        breaks,
    )


def _said(block: Block, entry: ExportEntry) -> Said:
    doubtful = _doubtful(block, entry)
    runs: list[Piece] = []
    for run, text in spaced(block):
        if isinstance(run, Gap):
            blank = len(text) - len(text.lstrip())
            runs += [Piece("text", " ")] if blank else []
            runs.append(Piece("gap", text.strip().strip("[]")))
        else:
            runs += _with_doubts(text, doubtful)
    return Said(block.kind, block.speaker, block.opens, block.item, tuple(runs), block.mark, block.struck)


def _doubtful(block: Block, entry: ExportEntry) -> list[str]:
    """The doubtful words of a block, in their order; none where a person has given its text."""
    if block.text != entry.text_at(block.span) or any(c.path == block.path for c in entry.changes):
        return []
    pages = {page.number: page.words for page in entry.pages}
    found: list[str] = []
    for piece in block.span.pieces:
        line = entry.lines[piece.line]
        words = pages.get(line.page, ())
        found += [words[n].text for n in line.words if words[n].confidence < DOUBTFUL]
    return found


def _with_doubts(text: str, doubtful: list[str]) -> list[Piece]:
    """Text cut at its doubtful words; each that is found is taken off the list."""
    pieces: list[Piece] = []
    at = 0
    while doubtful:
        found = text.find(doubtful[0], at)
        if found < 0:
            word = doubtful[0]
            if not any(text.find(other, at) >= 0 for other in doubtful[1:]):
                break
            doubtful.remove(word)
            continue
        word = doubtful.pop(0)
        if found > at:
            pieces.append(Piece("text", text[at:found]))
        pieces.append(Piece("doubt", word))
        at = found + len(word)
    if text[at:]:
        pieces.append(Piece("text", text[at:]))
    return pieces
