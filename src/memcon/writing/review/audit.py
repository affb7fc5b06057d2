"""The log of a review: every step on a line of JSON, each line sealed by the one before.

A line that is changed or taken out breaks the seal of the next, so that the log shows its own history whole.
The log has digests of the file that was reviewed and is kept with it, not with the released copy.
"""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path

from memcon.errors import MissingFile, UsageError

_FIRST = "0" * 64


class Log:
    """A log file, to which steps are added; it is never written over."""

    def __init__(self, path: Path, by: str) -> None:
        """`by` is who works. Raises `UsageError` where the file cannot be written."""
        self.path, self.by = path, by
        self._seal = _FIRST
        if path.exists():
            lines = path.read_text().splitlines()
            self._seal = json.loads(lines[-1])["seal"] if lines else _FIRST

    def add(self, step: str, **what: object) -> None:
        """Add one step, with the hour in UTC."""
        entry = {"time": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}", "by": self.by, "step": step, **what}
        self._seal = _seal(self._seal, entry)
        try:
            with self.path.open("a") as file:
                file.write(json.dumps({**entry, "seal": self._seal}, ensure_ascii=False) + "\n")
        except OSError as error:
            raise UsageError(f"cannot write {self.path} ({error.strerror})", "Name another --log") from error


def _seal(before: str, entry: dict[str, object]) -> str:
    return hashlib.sha256((before + json.dumps(entry, sort_keys=True)).encode()).hexdigest()


def broken(path: Path) -> int | None:
    """The first line of a log, counted from 1, whose seal is not what it must be; None where all hold."""
    try:
        lines = path.read_text().splitlines()
    except OSError as error:
        raise MissingFile(f"{path} cannot be read: {error.strerror}", "Check the name") from error
    seal = _FIRST
    for number, line in enumerate(lines, 1):
        try:
            entry = json.loads(line)
        except json.JSONDecodeError:
            return number
        given = entry.pop("seal", None)
        seal = _seal(seal, entry)
        if given != seal:
            return number
    return None
