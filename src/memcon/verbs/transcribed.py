"""Files in which the reading is already done: published volumes as TEI, and what another OCR gave."""

from __future__ import annotations

from pathlib import Path

from memcon.errors import UsageError
from memcon.model import Document

HEAD = 8192
"""So many bytes of a file say what it is."""


def read_transcribed(path: Path, pages: tuple[int, int] | None) -> Document | None:
    """The document of such a file; None for any other. Raises what `memcon.read` does."""
    kind = _kind(path)
    if kind is None:
        return None
    from memcon.exports import read_tei

    if pages:
        raise UsageError(f"{path.name} is a published volume, which is read whole", "Leave --pages out")
    return read_tei(path)


def _kind(path: Path) -> str | None:
    """``tei``; None for another file, or one that cannot be opened."""
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
    except OSError:
        return None
    opens = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return "tei" if opens.startswith(b"<") and b"http://www.tei-c.org/ns/1.0" in head else None
