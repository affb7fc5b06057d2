"""Taking in what people say, taking it back, and telling who said what; each within one transaction."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

import msgspec

from memcon.archive import identity
from memcon.archive.anchoring import Anchor, Tree, anchors_of, parts_of, tree_of, value_at
from memcon.archive.corrections import (
    PROVENANCE,
    PROVENANCE_FIELDS,
    Correction,
    read_value,
    replaced,
)
from memcon.archive.keeping import as_corrected, corrections_where, index, kept_document, now
from memcon.archive.stores import Store
from memcon.errors import MissingFile, UnreadableFile, UsageError
from memcon.model import Document


def correct(
    connection: Store, name: str, path: str, value: Tree, *, why: str, author: str, typed: bool
) -> Correction:
    """Say that `value` should stand at `path` of a record; `typed` where `value` is text that a person typed.

    Raises `UsageError` for a path or a value that makes no sense.
    """
    row, key = identity.find(connection, name)
    if path.partition("/")[0] == PROVENANCE:
        raise UsageError(f"{path} is not what the paper says", "Use memcon set")
    source, document = _source(connection, row)
    keys, applied = as_corrected(connection, document)
    tree = tree_of(applied.records[keys.index(key)])
    parts = parts_of(path)
    old = value_at(tree, parts)
    anchors = anchors_of(tree, parts)
    value = read_value(tree, parts, value) if typed else value
    if value == old:
        raise UsageError(f"{path} is so already", "")
    replaced(tree, parts, value)
    return _say(
        connection, source, document, key, "/".join(map(str, parts)), old, value, anchors, why, author
    )


def confirm(connection: Store, name: str, path: str, *, why: str, author: str) -> Correction:
    """Say that what stands at `path` of a record is right, though memcon may doubt it."""
    row, key = identity.find(connection, name)
    source, document = _source(connection, row)
    keys, applied = as_corrected(connection, document)
    tree = tree_of(applied.records[keys.index(key)])
    parts = parts_of(path)
    value = value_at(tree, parts)
    steps = "/".join(map(str, parts))
    return _say(connection, source, document, key, steps, value, value, anchors_of(tree, parts), why, author)


def provide(
    connection: Store, name: str, field: str, value: str | None, *, why: str, author: str
) -> Correction:
    """Say of a record what its scan does not show, such as its box; None takes it away."""
    if field not in PROVENANCE_FIELDS:
        raise UsageError(f"there is no field {field!r} to set", f"Use one of {', '.join(PROVENANCE_FIELDS)}")
    row, key = identity.find(connection, name)
    source, document = _source(connection, row)
    found = connection.execute(
        "SELECT value FROM provenance WHERE record = ? AND field = ?", (row, field)
    ).fetchone()
    old = found[0] if found else None
    if value == old:
        raise UsageError(f"{field} is so already", "")
    return _say(connection, source, document, key, f"{PROVENANCE}/{field}", old, value, (), why, author)


def _source(connection: Store, record: int) -> tuple[int, Document]:
    source: int
    source, sha256 = connection.execute(
        "SELECT s.id, s.sha256 FROM records r JOIN sources s ON s.id = r.source WHERE r.id = ?", (record,)
    ).fetchone()
    connection.lock(sha256)
    return source, kept_document(connection, source)


def _say(
    connection: Store, source: int, document: Document, key: str, path: str, old: Tree,
    value: Tree, anchors: tuple[Anchor, ...], why: str, author: str,
) -> Correction:  # fmt: skip
    correction = Correction(
        uid=uuid.uuid4().hex,
        record=key,
        path=path,
        old=old,
        value=value,
        why=why,
        author=author,
        at=now(),
        anchors=anchors,
    )
    _keep(connection, correction)
    index(connection, source, document)
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
        if not correction.path.startswith(f"{PROVENANCE}/"):
            parts_of(correction.path)
    except (msgspec.DecodeError, UsageError) as error:
        raise UnreadableFile(
            f"line {number} is not a correction ({error})", "Give what memcon history --format json wrote"
        ) from error
    return correction


def _index_again(connection: Store, sources: set[str]) -> None:
    for sha256 in sorted(sources):
        connection.lock(sha256)
        found = connection.execute("SELECT id FROM sources WHERE sha256 = ?", (sha256,)).fetchone()
        if found:
            index(connection, found[0], kept_document(connection, found[0]))
