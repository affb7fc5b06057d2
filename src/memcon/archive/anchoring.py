"""Where in a record a correction belongs, also after a new reading has moved things.

A path such as ``turns/3/speaker`` counts, and counting breaks when a newer reader finds a turn more. So a
correction keeps, for each number in its path, what stood there and what stood before and behind it; the entry
that is most like these is meant. Where none is like enough, or two are alike, the correction is adrift: it is
reported, and left out, never put to a guess.
"""

from __future__ import annotations

import json
from typing import Any, cast

import msgspec
from msgspec import Struct
from rapidfuzz import fuzz

from memcon.errors import UsageError
from memcon.model import Record

Tree = Any
"""A record, or a part of it, as dictionaries, lists and plain values."""

LIKE = 80.0
"""How alike, of 100, an entry and its two neighbours must be. Two readers differ in a few letters of a
hundred; two neighbouring paragraphs have about a third of theirs alike."""
CLEAR = 2.0
"""How much liker than the next best, of 100, it must be."""
OWN, BESIDE = 0.6, 0.2
"""The weights of the entry itself and of each neighbour."""
FIXED = frozenset({"pages", "elements", "evidence", "span", "label", "box", "confidence"})
"""What no one types: where things stand and how sure they are; papers' boundaries, too."""


class Anchor(Struct, frozen=True, array_like=True):
    """What stood at one number of a path, and around it."""

    before: str | None
    own: str
    after: str | None


def tree_of(record: Record) -> Tree:
    """A record as dictionaries, lists and plain values, all its own."""
    return msgspec.json.decode(msgspec.json.encode(record))


def parts_of(path: str) -> list[str | int]:
    """A path's steps. Raises `UsageError` for one that leads to what a person does not correct."""
    parts: list[str | int] = [int(p) if p.isdecimal() and len(p) < 7 else p for p in path.split("/")]
    for part in parts:
        if part in FIXED:
            raise UsageError(f"{path!r} cannot be corrected: {part} is where or how memcon read it", "")
    return parts


def value_at(tree: Tree, parts: list[str | int]) -> Tree:
    """What stands at the end of a path. Raises `UsageError` that names the last step that exists."""
    for number, part in enumerate(parts):
        if isinstance(tree, dict) and part in tree:
            tree = cast("dict[str, Tree]", tree)[str(part)]
        elif isinstance(tree, list) and isinstance(part, int) and part < len(cast("list[Tree]", tree)):
            tree = cast("list[Tree]", tree)[part]
        else:
            raise UsageError(
                f"the record has no {'/'.join(map(str, parts[: number + 1]))}", f"There {_choice(tree)}"
            )
    return tree


def _choice(tree: Tree) -> str:
    if isinstance(tree, dict):
        names = [name for name in cast("dict[str, Tree]", tree) if name not in FIXED]
        return f"it has {', '.join(names)}"
    if isinstance(tree, list):
        count = len(cast("list[Tree]", tree))
        return f"it has {count} entries, counted from 0"
    return "the path ends"


def with_value(tree: Tree, parts: list[str | int], value: Tree) -> None:
    """Put `value` at the end of a path that exists."""
    value_at(tree, parts[:-1])[parts[-1]] = value


def anchors_of(tree: Tree, parts: list[str | int]) -> tuple[Anchor, ...]:
    """What stands at each number of the path, and beside it."""
    found: list[Anchor] = []
    for number, part in enumerate(parts):
        if isinstance(part, int):
            found.append(_anchor(value_at(tree, parts[:number]), part))
    return tuple(found)


def _anchor(entries: list[Tree], at: int) -> Anchor:
    before = gist(entries[at - 1]) if at else None
    after = gist(entries[at + 1]) if at + 1 < len(entries) else None
    return Anchor(before, gist(entries[at]), after)


def gist(entry: Tree) -> str:
    """What one entry of a list says, in a line: a turn's words, a paragraph's text, a person as printed."""
    if isinstance(entry, str):
        return entry
    if isinstance(entry, dict):
        fields = cast("dict[str, Tree]", entry)
        if "paragraphs" in fields:
            return " ".join(gist(paragraph) for paragraph in fields["paragraphs"])
        for name in ("text", "printed"):
            if name in fields:
                return str(fields[name])
        entry = {k: v for k, v in fields.items() if k not in FIXED}
    return json.dumps(entry, ensure_ascii=False)


def found_again(tree: Tree, parts: list[str | int], anchors: tuple[Anchor, ...]) -> list[str | int] | None:
    """The path as it is in this reading of the record; None where its place is not clear."""
    left = list(anchors)
    now: list[str | int] = []
    for part in parts:
        if isinstance(part, int):
            entries = _reached(tree, now)
            at = (
                _likest(cast("list[Tree]", entries), part, left.pop(0)) if isinstance(entries, list) else None
            )
            if at is None:
                return None
            part = at
        now.append(part)
    return now if _exists(tree, now) else None


def _reached(tree: Tree, parts: list[str | int]) -> Tree:
    return value_at(tree, parts) if _exists(tree, parts) else None


def _exists(tree: Tree, parts: list[str | int]) -> bool:
    try:
        value_at(tree, parts)
    except UsageError:
        return False
    return True


def _likest(entries: list[Tree], at: int, anchor: Anchor) -> int | None:
    if at < len(entries) and _anchor(entries, at) == anchor:
        return at
    gists = [None, *(gist(entry) for entry in entries), None]
    scores = [
        OWN * _alike(gists[n + 1], anchor.own)
        + BESIDE * (_alike(gists[n], anchor.before) + _alike(gists[n + 2], anchor.after))
        for n in range(len(entries))
    ]
    order = sorted(range(len(entries)), key=lambda n: -scores[n])
    if not order or scores[order[0]] < LIKE:
        return None
    if len(order) > 1 and scores[order[0]] - scores[order[1]] < CLEAR:
        return None
    return order[0]


def _alike(one: str | None, other: str | None) -> float:
    if one is None or other is None:
        return 100.0 if one is other else 0.0
    return fuzz.ratio(one, other)
