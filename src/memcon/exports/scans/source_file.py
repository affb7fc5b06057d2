"""The file from which a document was read: an export that shows its pages must find it, unchanged."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from memcon.errors import MissingFile, UsageError
from memcon.exports.entry import ExportEntry


def source_path(entries: Sequence[ExportEntry]) -> Path:
    """Where the file of the entries' document lies.

    Raises `UsageError` for a document that has no pictures, or whose place is not known, and `MissingFile`
    where the file is gone or is another by now.
    """
    source = entries[0].document.source
    if source.kind not in ("pdf", "image"):
        raise UsageError(
            f"{source.name} has no pictures of pages", "Export it as pdf, a reading copy, instead"
        )
    named = next((entry.path for entry in entries if entry.path), None)
    if named is None:
        raise UsageError(f"where {source.name} lies is not known", "Export from its file, or from an archive")
    path = Path(named)
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise MissingFile(
            f"{path} is gone ({error.strerror})", "Put the file back, or add it anew"
        ) from error
    if digest != source.sha256:
        raise MissingFile(f"{path} is another file than the one that was read", "Read or add it anew")
    return path
