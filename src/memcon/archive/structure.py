"""Paragraphs and turns that a person divides or joins: what a path that ends in a deed does to a record.

==============================  ==========  ==========================================================
path                            value       what happens
==============================  ==========  ==========================================================
``…/paragraphs/K/split``        words       another paragraph begins with these words
``…/paragraphs/K/join``         previous …  the paragraph and the one before it, or ``next``, are one
``turns/N/join``                previous …  the turn and the one before it, or ``next``, are one
``turns/N/paragraphs/K/speaker``  a name    from this paragraph on somebody else speaks
==============================  ==========  ==========================================================
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Any, cast

from msgspec import structs
from rapidfuzz import fuzz

from memcon.archive.anchoring import LIKE, gist, value_at
from memcon.archive.rows import Places
from memcon.errors import UsageError
from memcon.markings import rank
from memcon.model import Evidence, Paragraph, Piece, Record, Span, Turn, joined

Tree = Any
Steps = list[str | int]
Moved = Callable[[Steps], Steps | None]
"""Where a path leads after a deed; None where what it led to is no more."""
BESIDE = ("previous", "next")
SAME = 95.0
"""How alike, of 100, two texts are that are one, read twice."""


def is_deed(parts: Steps) -> bool:
    """Whether a path divides or joins within a paper, rather than say what stands somewhere."""
    match parts:
        case [*_, "paragraphs", int(), "split" | "join"] | ["turns", int(), "join"]:
            return True
        case ["turns", int(), "paragraphs", int(), "speaker"]:
            return True
        case _:
            return False


def old_of(tree: Tree, parts: Steps, value: Tree) -> Tree:
    """What stands at the place of a deed before it is done, for the history.

    Raises `UsageError` where the place is none, or the value does not fit it: the words of a split must stand
    there as they are, once, and not at the beginning.
    """
    entry = value_at(tree, parts[:-1])
    *to, at, deed = parts
    if deed == "join":
        one, other = _pair(value_at(tree, to), int(at), value)
        return [gist(value_at(tree, [*to, one])), gist(value_at(tree, [*to, other]))]
    if deed == "split":
        _cut(gist(entry), value, exactly=True)
        return gist(entry)
    if at == 0:
        raise UsageError(
            "the first paragraph of a turn has the turn's speaker", f"Correct {_path(to[:2])}/speaker"
        )
    if value is not None and (not isinstance(value, str) or not value.strip()):
        raise UsageError(f"{value!r} is no speaker", "Give a name, or null for nobody")
    return value_at(tree, [*to[:2], "speaker"])


def done(record: Record, tree: Tree, place: Steps, value: Tree, places: Places, by: str) -> Record:
    """The record after the deed at `place`, which it has. Raises `UsageError` where it cannot be done."""
    *to, at, deed = place
    number = int(at)
    if deed == "split":
        record, moved = _split(record, to, number, value, places), _shift(to, number + 1, 1)
        made = [*to, number + 1]
    elif deed == "join":
        one, other = _pair(value_at(tree, to), number, value)
        kept = len(record.turns[one].paragraphs) if to == ["turns"] else 0
        record = _joined_turns(record, one) if to == ["turns"] else _joined(record, to, one)
        moved = _merged(one, kept) if to == ["turns"] else _shift(to, other, -1)
        made = [*to, one]
    else:
        n = int(place[1])
        record, moved, made = _parted(record, n, number, value), _divided(n, number), ["turns", n + 1]
    evidence = [structs.replace(e, path=path) for e in record.evidence if (path := _moved(e.path, moved))]
    mine = Evidence(_path(made), Span(), 1.0, by)
    return structs.replace(record, evidence=(*evidence, mine))


def is_done(tree: Tree, parts: Steps, place: Steps | None, old: Tree, value: Tree) -> bool:
    """Whether a new reading of the record has of itself what a person asked for.

    `place` is what is most like the entry that the deed was about. Where it is that entry still, nothing has
    been done.
    """
    *to, _, deed = parts
    whole = joined(old) if deed == "join" else old
    if deed not in ("join", "split") or (
        deed == "split" and place and _same(gist(value_at(tree, place)), whole)
    ):
        return False
    for entries in _lists(tree, to):
        gists = [gist(entry) for entry in entries]
        pairs = [(one, other) for one, other in pairwise(gists) if _same(joined((one, other)), whole)]
        if deed == "join" and not pairs and any(_same(one, whole) for one in gists):
            return True
        if deed == "split" and any(fuzz.ratio(other[: len(value)], value) >= LIKE for _, other in pairs):
            return True
    return False


def _same(one: str, other: str) -> bool:
    return fuzz.ratio(one, other) >= SAME


def _lists(tree: Tree, to: Steps) -> list[list[Tree]]:
    """The lists in which an entry at a path of this shape may stand."""
    if to in (["turns"], ["paragraphs"]):
        return [cast("list[Tree]", tree.get(to[0], []))]
    return [turn["paragraphs"] for turn in tree.get("turns", [])]


def _pair(entries: list[Tree], at: int, value: Tree) -> tuple[int, int]:
    if value not in BESIDE:
        raise UsageError(f"{value!r} is neither previous nor next", "Say with which one it should be joined")
    one = at - 1 if value == "previous" else at
    if not 0 <= one < len(entries) - 1:
        raise UsageError(f"there is no {value} one to join it with", "")
    return one, one + 1


def _cut(text: str, words: Tree, *, exactly: bool) -> int:
    """Where in a text the words begin; not `exactly`: where what is most like them begins."""
    if not isinstance(words, str) or not words.split():
        raise UsageError(
            "a split says with which words the second part begins", "Give a few words of the text"
        )
    pattern = r"(?<!\S)" + r"\s+".join(map(re.escape, words.split()))
    found = [m.start() for m in re.finditer(pattern, text) if m.start()]
    if len(found) == 1:
        return found[0]
    if exactly:
        times = f"{len(found)} times" if found else "nowhere"
        raise UsageError(
            f"{words!r} stands {times} behind the beginning", "Give the words as they stand, and more of them"
        )
    near = fuzz.partial_ratio_alignment(words, text, score_cutoff=LIKE)
    starts = [m.start() for m in re.finditer(r"\S+", text)]
    start = min(starts, key=lambda start: abs(start - near.dest_start)) if near else 0
    if found or not start:
        raise UsageError(f"{words!r} stands nowhere, or more than once", "")
    return start


def _split(record: Record, to: Steps, at: int, words: Tree, places: Places) -> Record:
    paragraphs = _paragraphs(record, to)
    whole = paragraphs[at]
    cut = _cut(whole.text, words, exactly=False)
    first, second, page = _parted_span(whole, cut, places)
    # Where the mark stood, in front or behind, is not known: it was the portion's, and so is both parts'.
    one = structs.replace(whole, text=whole.text[:cut].rstrip(), span=first)
    other = structs.replace(whole, text=whole.text[cut:], span=second, page=page, item=None)
    return _with_paragraphs(record, to, (*paragraphs[:at], one, other, *paragraphs[at + 1 :]))


def _parted_span(whole: Paragraph, cut: int, places: Places) -> tuple[Span, Span, int]:
    """What each part of a paragraph quotes; all of it both, where the words are not found on the page."""
    pieces = whole.span.pieces
    for at, number, start, _ in places.standing(whole.text, whole.span):
        if at >= cut:
            piece = pieces[number]
            before = (Piece(piece.line, piece.start, start),) if start > piece.start else ()
            first = Span((*pieces[:number], *before))
            second = Span((Piece(piece.line, start, piece.end), *pieces[number + 1 :]))
            return first, second, places.lines[piece.line].page
    return whole.span, whole.span, whole.page


def _joined(record: Record, to: Steps, at: int) -> Record:
    paragraphs = _paragraphs(record, to)
    one, other = paragraphs[at], paragraphs[at + 1]
    text = f"{other.item} {other.text}" if other.item else other.text
    marked = max((p for p in (one, other) if p.mark), key=lambda p: _rank(p.mark), default=one)
    both = structs.replace(
        one,
        text=joined((one.text, text)),
        mark=marked.mark,
        struck=marked.struck,
        span=Span((*one.span.pieces, *other.span.pieces)),
        confidence=min(one.confidence, other.confidence),
    )
    return _with_paragraphs(record, to, (*paragraphs[:at], both, *paragraphs[at + 2 :]))


def _rank(mark: str | None) -> int:
    try:
        return rank(mark or "")
    except (KeyError, ValueError):
        return -1


def _joined_turns(record: Record, at: int) -> Record:
    one, other = record.turns[at], record.turns[at + 1]
    both = structs.replace(one, paragraphs=(*one.paragraphs, *other.paragraphs))
    return structs.replace(record, turns=(*record.turns[:at], both, *record.turns[at + 2 :]))


def _parted(record: Record, at: int, paragraph: int, speaker: Tree) -> Record:
    whole = record.turns[at]
    rest = whole.paragraphs[paragraph:]
    one = structs.replace(whole, paragraphs=whole.paragraphs[:paragraph])
    other = Turn(None if speaker is None else str(speaker), rest[0].page, rest)
    return structs.replace(record, turns=(*record.turns[:at], one, other, *record.turns[at + 1 :]))


def _paragraphs(record: Record, to: Steps) -> tuple[Paragraph, ...]:
    return record.turns[int(to[1])].paragraphs if to[0] == "turns" else record.paragraphs


def _with_paragraphs(record: Record, to: Steps, paragraphs: tuple[Paragraph, ...]) -> Record:
    if to[0] != "turns":
        return structs.replace(record, paragraphs=paragraphs)
    at = int(to[1])
    turn = structs.replace(record.turns[at], paragraphs=paragraphs)
    return structs.replace(record, turns=(*record.turns[:at], turn, *record.turns[at + 1 :]))


def _shift(to: Steps, first: int, by: int) -> Moved:
    """Entries of the list at `to` from `first` on have moved."""

    def moved(path: Steps) -> Steps:
        size = len(to)
        if path[:size] == to and len(path) > size and isinstance(n := path[size], int) and n >= first:
            return [*to, n + by, *path[size + 1 :]]
        return path

    return moved


def _merged(one: int, kept: int) -> Moved:
    """The turn behind `one` has gone into it, behind the `kept` paragraphs that were there."""

    def moved(path: Steps) -> Steps | None:
        match path:
            case ["turns", int(n), *rest] if n > one + 1:
                return ["turns", n - 1, *rest]
            case ["turns", int(n), "paragraphs", int(k), *rest] if n == one + 1:
                return ["turns", one, "paragraphs", k + kept, *rest]
            case ["turns", int(n), *_] if n == one + 1:
                return None
            case _:
                return path

    return moved


def _divided(turn: int, paragraph: int) -> Moved:
    """The paragraphs of a turn from one on have become a turn behind it."""

    def moved(path: Steps) -> Steps:
        match path:
            case ["turns", int(n), *rest] if n > turn:
                return ["turns", n + 1, *rest]
            case ["turns", int(n), "paragraphs", int(k), *rest] if n == turn and k >= paragraph:
                return ["turns", turn + 1, "paragraphs", k - paragraph, *rest]
            case _:
                return path

    return moved


def _moved(path: str, moved: Moved) -> str | None:
    steps = moved([int(p) if p.isdecimal() else p for p in path.split("/")])
    return None if steps is None else _path(steps)


def _path(steps: Steps) -> str:
    return "/".join(map(str, steps))


__all__ = ["BESIDE", "done", "is_deed", "is_done", "old_of"]
