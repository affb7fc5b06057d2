"""Where in a record a correction belongs, also after a new reading has moved things.

A path such as ``turns/3/speaker`` counts, and counting breaks when a newer reader finds a turn more. So a
correction keeps, for each number in its path, what stood there and what stood before and behind it, and where
on its page that was. The entry that is most like these is meant; where two are alike, the one that lies where
it lay; and where none is like enough, one that lies there and is like it by half. Failing all these the
correction is adrift: it is reported, and left out, never put to a guess.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any, cast

import msgspec
from msgspec import Struct
from rapidfuzz import fuzz

from memcon.archive.spots import Spot, Spots, overlap
from memcon.errors import UsageError
from memcon.model import Record

Tree = Any
"""A record, or a part of it, as dictionaries, lists and plain values."""

LIKE = 80.0
"""How alike, of 100, an entry and its two neighbours must be. Two readers differ in a few letters of a
hundred; two neighbouring paragraphs have about a third of theirs alike."""
CLEAR = 2.0
"""How much liker than the next best, of 100, it must be, unless its place tells."""
HALF = 55.0
"""How alike it must be where it lies in the same place of its page."""
SAME = 0.5
"""The part of two boxes' common area that both have, from which they are one place: two readers of a page
differ by a few pixels at a word's rim."""
OWN, BESIDE = 0.6, 0.2
"""The weights of the entry itself and of each neighbour."""
FIXED = frozenset({"pages", "elements", "evidence", "span", "label", "box", "confidence"})
"""What no one types: where things stand and how sure they are. A paper's pages are moved by splitting and
joining papers."""
WORDS = "words"
"""The step of a path behind a text under which its words are counted."""


class Anchor(Struct, frozen=True, array_like=True):
    """What stood at one number of a path, around it, and where that was on its page."""

    before: str | None
    own: str
    after: str | None
    spot: Spot | None = None


def tree_of(record: Record) -> Tree:
    """A record as dictionaries, lists and plain values, all its own."""
    return msgspec.json.decode(msgspec.json.encode(record))


def parts_of(path: str) -> list[str | int]:
    """A path's steps. Raises `UsageError` for one that leads to what a person does not correct."""
    parts: list[str | int] = [int(p) if p.isdecimal() and len(p) < 7 else p for p in path.split("/")]
    if parts[0] == "pages":
        raise UsageError(
            f"{path!r} cannot be corrected: a paper is divided and joined",
            "Correct split, with the page on which another paper begins, or join",
        )
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
        elif isinstance(tree, str) and part == WORDS and WORDS not in parts[:number]:
            tree = tree.split()
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
    """Put `value` at the end of a path that exists; of a word, None takes it away.

    Raises `UsageError` for a word that is no text.
    """
    if len(parts) > 2 and parts[-2] == WORDS:
        *to, _, at = parts
        _put_word(tree, to, int(at), value)
    else:
        value_at(tree, parts[:-1])[parts[-1]] = value


def _put_word(tree: Tree, to: list[str | int], at: int, value: Tree) -> None:
    text = str(value_at(tree, to))
    found = list(re.finditer(r"\S+", text))[at]
    if value is None:  # with the blank before it, or at the beginning the one behind it
        first, last = (text[: found.start()].rstrip(), text[found.end() :])
        text = first + last if first else last.lstrip()
    elif isinstance(value, str) and value.strip():
        text = f"{text[: found.start()]}{' '.join(value.split())}{text[found.end() :]}"
    else:
        raise UsageError(f"{value!r} is no word", "Give text, or null to take the word away")
    value_at(tree, to[:-1])[to[-1]] = text


def anchors_of(tree: Tree, parts: list[str | int], spots: Spots) -> tuple[Anchor, ...]:
    """What stands at each number of the path, beside it, and where on the page."""
    found: list[Anchor] = []
    for number, part in enumerate(parts):
        if isinstance(part, int):
            spot = spots.of(tree, parts[: number + 1])
            found.append(anchor(value_at(tree, parts[:number]), part, spot))
    return tuple(found)


def anchor(entries: list[Tree], at: int, spot: Spot | None = None) -> Anchor:
    """What stands at one number of a list and beside it."""
    before = gist(entries[at - 1]) if at else None
    after = gist(entries[at + 1]) if at + 1 < len(entries) else None
    return Anchor(before, gist(entries[at]), after, spot)


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


def found_again(
    tree: Tree, parts: list[str | int], anchors: tuple[Anchor, ...], spots: Spots
) -> list[str | int] | None:
    """The path as it is in this reading of the record; None where its place is not clear."""
    left = list(anchors)
    now: list[str | int] = []
    for part in parts:
        if isinstance(part, int):
            entries = _reached(tree, now)
            if not isinstance(entries, list):
                return None
            at = likest(
                cast("list[Tree]", entries),
                part,
                left.pop(0),
                lambda n, to=tuple(now): spots.of(tree, [*to, n]),
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


def likest(entries: list[Tree], at: int, wanted: Anchor, spot_of: Callable[[int], Spot | None]) -> int | None:
    """Which entry an anchor means; `at` is where it was, `spot_of` tells where an entry lies on its page."""
    if at < len(entries):
        there = anchor(entries, at)
        if (there.before, there.own, there.after) == (wanted.before, wanted.own, wanted.after):
            return at
    gists = [None, *(gist(entry) for entry in entries), None]
    scores = [
        OWN * _alike(gists[n + 1], wanted.own)
        + BESIDE * (_alike(gists[n], wanted.before) + _alike(gists[n + 2], wanted.after))
        for n in range(len(entries))
    ]
    order = sorted(range(len(entries)), key=lambda n: -scores[n])
    if order and scores[order[0]] >= LIKE:
        if len(order) == 1 or scores[order[0]] - scores[order[1]] >= CLEAR:
            return order[0]
        order = [n for n in order if scores[order[0]] - scores[n] < CLEAR]
    there = [n for n in order if scores[n] >= HALF and overlap(spot_of(n), wanted.spot) >= SAME]
    return there[0] if len(there) == 1 else None


def _alike(one: str | None, other: str | None) -> float:
    if one is None or other is None:
        return 100.0 if one is other else 0.0
    return fuzz.ratio(one, other)
