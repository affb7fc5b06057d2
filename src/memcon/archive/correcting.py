"""Taking in what people say, taking it back, and telling who said what; each within one transaction."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import NamedTuple, cast

import msgspec
from msgspec import structs

from memcon.archive import identity
from memcon.archive.anchoring import FIXED, Anchor, Tree, anchors_of, gist, parts_of, tree_of, value_at
from memcon.archive.bounds import PATHS, Bounds, with_records
from memcon.archive.corrections import (
    LINK,
    PROVENANCE,
    PROVENANCE_FIELDS,
    Applied,
    Correction,
    read_value,
    replaced,
)
from memcon.archive.keeping import as_corrected, corrections_where, index, kept_document, now
from memcon.archive.means import LinkSaid
from memcon.archive.rows import Places
from memcon.archive.spots import Spots
from memcon.archive.stores import Store
from memcon.archive.structure import is_deed, old_of
from memcon.errors import MissingFile, UnreadableFile, UsageError
from memcon.model import Document

_AROUND = ".,;:!?()[]\"'“”‘’"
"""What stands around a word and need not be typed with it."""


class _Opened(NamedTuple):
    """A record of which something is to be said."""

    source: int
    document: Document
    key: str
    number: int
    applied: Applied

    @property
    def tree(self) -> Tree:
        return tree_of(self.applied.records[self.number])


def _open(connection: Store, name: str) -> _Opened:
    row, key = identity.find(connection, name)
    source, document = _source(connection, row)
    keys, applied = as_corrected(connection, document)
    return _Opened(source, document, key, keys.index(key), applied)


def correct(
    connection: Store, name: str, path: str, value: Tree, *, why: str, author: str, typed: bool,
    instead_of: str | None = None,
) -> Correction:  # fmt: skip
    """Say that `value` should stand at `path` of a record; `typed` where `value` is text that a person typed.

    `instead_of`: in place of this one word of the text at `path`. Raises `UsageError` for a path or a value
    that makes no sense.
    """
    if path.partition("/")[0] in (PROVENANCE, LINK):
        verb = "set" if path.startswith(PROVENANCE) else "link"
        raise UsageError(f"{path} is not what the paper says", f"Use memcon {verb}")
    opened = _open(connection, name)
    if path in PATHS:
        bounds = Bounds(with_records(opened.document, opened.applied.read))
        old, value, anchors = bounds.asked(opened.number, path, value)
        return _say(connection, opened, path, old, value, anchors, why, author)
    tree = opened.tree
    parts = parts_of(path)
    if instead_of is not None:
        parts = _word_of(tree, parts, instead_of)
    if is_deed(parts):
        old, value = old_of(tree, parts, value), None if typed and value == "null" else value
    else:
        old = value_at(tree, parts)
        if typed and isinstance(old, dict) and not str(value).startswith("{"):
            inner = ", ".join(name for name in cast("dict[str, Tree]", old) if name not in FIXED)
            raise UsageError(f"{path} holds several values", f"Correct one of them: {inner}")
        value = read_value(tree, parts, value) if typed else value
        if value == old:
            raise UsageError(f"{path} is so already", "")
        replaced(tree_of(opened.applied.records[opened.number]), parts, value)
    anchors = anchors_of(tree, parts, Spots(Places(opened.document)))
    return _say(connection, opened, "/".join(map(str, parts)), old, value, anchors, why, author)


def _word_of(tree: Tree, parts: list[str | int], word: str) -> list[str | int]:
    """The path of a word that stands once in the text at a path; what is around it may be left away."""
    text = value_at(tree, parts)
    if not isinstance(text, str):
        raise UsageError(f"{'/'.join(map(str, parts))} is no text", "Give the path of a text")
    words = text.split()
    found = [n for n, own in enumerate(words) if own == word] or [
        n for n, own in enumerate(words) if own.strip(_AROUND) == word.strip(_AROUND)
    ]
    if len(found) != 1:
        places = ", ".join(f"words/{n}" for n in found[:5])
        hint = f"Give the path of the one that is meant: {places}" if found else "Give it as it stands there"
        raise UsageError(
            f"{word!r} stands {len(found) or 'nowhere'}{' times' if found else ''} in the text", hint
        )
    return [*parts, "words", found[0]]


def confirm(connection: Store, name: str, path: str, *, why: str, author: str) -> Correction:
    """Say that what stands at `path` of a record is right, though memcon may doubt it."""
    opened = _open(connection, name)
    parts = parts_of(path)
    tree = opened.tree
    value = value_at(tree, parts)
    steps = "/".join(map(str, parts))
    anchors = anchors_of(tree, parts, Spots(Places(opened.document)))
    return _say(connection, opened, steps, value, value, anchors, why, author)


def say_of_link(connection: Store, name: str, said: LinkSaid) -> Correction:
    """Say whom a name means in a record. Raises `UsageError` for a path at which the name does not stand."""
    opened = _open(connection, name)
    tree = opened.tree
    path, anchors = LINK, ()
    if said.path:
        parts = parts_of(said.path)
        if said.printed not in gist(value_at(tree, parts)):
            raise UsageError(f"{said.printed!r} does not stand at {said.path}", "Give the path of its place")
        path = f"{LINK}/{said.path}"
        anchors = anchors_of(tree, parts, Spots(Places(opened.document)))
    value = msgspec.to_builtins(structs.replace(said, path=None, why="", author=""))
    return _say(connection, opened, path, None, value, anchors, said.why, said.author)


def provide(
    connection: Store, name: str, field: str, value: str | None, *, why: str, author: str
) -> Correction:
    """Say of a record what its scan does not show, such as its box; None takes it away."""
    if field not in PROVENANCE_FIELDS:
        raise UsageError(f"there is no field {field!r} to set", f"Use one of {', '.join(PROVENANCE_FIELDS)}")
    opened = _open(connection, name)
    old = opened.applied.provenance[opened.number].get(field)
    if value == old:
        raise UsageError(f"{field} is so already", "")
    return _say(connection, opened, f"{PROVENANCE}/{field}", old, value, (), why, author)


def _source(connection: Store, record: int) -> tuple[int, Document]:
    source: int
    source, sha256 = connection.execute(
        "SELECT s.id, s.sha256 FROM records r JOIN sources s ON s.id = r.source WHERE r.id = ?", (record,)
    ).fetchone()
    connection.lock(sha256)
    return source, kept_document(connection, source)


def _say(
    connection: Store, opened: _Opened, path: str, old: Tree, value: Tree, anchors: tuple[Anchor, ...],
    why: str, author: str,
) -> Correction:  # fmt: skip
    correction = Correction(
        uid=uuid.uuid4().hex,
        record=opened.key,
        path=path,
        old=old,
        value=value,
        why=why,
        author=author,
        at=now(),
        anchors=anchors,
    )
    _keep(connection, correction)
    index(connection, opened.source, opened.document)
    return corrections_where(connection, "uid = ?", (correction.uid,))[0]


def _keep(connection: Store, correction: Correction) -> bool:
    """Put a correction into its table; whether it is new there."""
    done = connection.execute(
        "INSERT INTO corrections (uid, sha256, key, path, old, value, anchors, why, author, at,"
        " undone_at, undone_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (uid) DO NOTHING",
        (
            correction.uid, correction.source, correction.record, correction.path,
            msgspec.json.encode(correction.old).decode(), msgspec.json.encode(correction.value).decode(),
            msgspec.json.encode(correction.anchors).decode(), correction.why, correction.author,
            correction.at, correction.undone_at, correction.undone_by,
        ),
    )  # fmt: skip
    return done.rowcount > 0


def undo(connection: Store, number: int, *, author: str) -> Correction:
    """Take a correction back: it stays in the history, and no longer applies."""
    found = corrections_where(connection, "id = ?", (number,))
    if not found:
        raise MissingFile(f"there is no correction {number}", "memcon history shows their numbers")
    if found[0].undone_at:
        raise UsageError(f"correction {number} is undone already", "")
    connection.execute(
        "UPDATE corrections SET undone_at = ?, undone_by = ?, adrift = NULL WHERE id = ?",
        (now(), author, number),
    )
    _index_again(connection, {found[0].source})
    return corrections_where(connection, "id = ?", (number,))[0]


def history(connection: Store, name: str | None = None) -> list[Correction]:
    """All corrections, or those of the pages of one record, undone ones too, in the order they were made."""
    if name is None:
        return corrections_where(connection, "TRUE")
    row, key = identity.find(connection, name)
    first, last = connection.execute(
        "SELECT first_page, last_page FROM records WHERE id = ?", (row,)
    ).fetchone()
    sha256 = key.partition(":")[0]
    made = corrections_where(connection, "sha256 = ?", (sha256,))
    # A record of another key owns what was said of it, though the two may share a page.
    others = {
        other for (other,) in connection.execute("SELECT key FROM records WHERE key LIKE ?", (f"{sha256}:%",))
    }
    return [
        c for c in made
        if c.record == key or (c.record not in others and c.pages[0] <= last and c.pages[1] >= first)
    ]  # fmt: skip


def take_in(connection: Store, lines: Iterable[bytes]) -> int:
    """Take in corrections of another archive, as JSON lines; how many were new here.

    Those of files that are not here wait for them. Raises `UnreadableFile`, and takes in none, where a line
    is not a correction.
    """
    new = 0
    touched: set[str] = set()
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        correction = _decoded(line, number)
        known = corrections_where(connection, "uid = ?", (correction.uid,))
        if not known:
            new += _keep(connection, correction)
        elif correction.undone_at and not known[0].undone_at:
            connection.execute(
                "UPDATE corrections SET undone_at = ?, undone_by = ? WHERE uid = ?",
                (correction.undone_at, correction.undone_by, correction.uid),
            )
            new += 1
        else:
            continue
        touched.add(correction.source)
    _index_again(connection, touched)
    return new


def _decoded(line: bytes, number: int) -> Correction:
    try:
        correction = msgspec.json.decode(line, type=Correction)
        identity.check(correction.record)
        _check(correction)
    except (msgspec.DecodeError, UsageError) as error:
        raise UnreadableFile(
            f"line {number} is not a correction ({error})", "Give what memcon history --format json wrote"
        ) from error
    return correction


def _check(correction: Correction) -> None:
    """Raises `UsageError` or `msgspec.ValidationError` for a path or value that no correction has."""
    first, _, rest = correction.path.partition("/")
    if first == LINK:
        msgspec.convert(correction.value, LinkSaid)
    if first == PROVENANCE or correction.path in PATHS:
        return
    if first != LINK or rest:
        parts_of(rest if first == LINK else correction.path)


def _index_again(connection: Store, sources: set[str]) -> None:
    for sha256 in sorted(sources):
        connection.lock(sha256)
        found = connection.execute("SELECT id FROM sources WHERE sha256 = ?", (sha256,)).fetchone()
        if found:
            index(connection, found[0], kept_document(connection, found[0]))
