"""Errors are for the world: a file that is not there, a page that cannot be opened.

Each has one line that says what to do, a code, an exit status for the shell and a status for HTTP. What is
wrong *inside* a document is a `memcon.model.Diagnostic`, never one of these.
"""

from __future__ import annotations


class MemconError(Exception):
    """The root of all errors that memcon raises on purpose."""

    code = "error"
    exit_status = 1
    http_status = 500

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}. {self.hint}" if self.hint else self.message


class UsageError(MemconError):
    """The call itself does not make sense."""

    code = "usage"
    exit_status = 2
    http_status = 400


class MissingFile(MemconError):
    """No such file, or it may not be read."""

    code = "missing-file"
    exit_status = 3
    http_status = 404


class UnreadableFile(MemconError):
    """The file is empty, broken, or not what it says."""

    code = "unreadable-file"
    exit_status = 4
    http_status = 422


class EncryptedFile(MemconError):
    """The PDF asks for a password."""

    code = "encrypted-file"
    exit_status = 5
    http_status = 422


class TooLarge(MemconError):
    """The file or a page of it is beyond what memcon will read."""

    code = "too-large"
    exit_status = 6
    http_status = 413


class MissingExtra(MemconError):
    """A part that is installed apart is not there."""

    code = "missing-extra"
    exit_status = 7
    http_status = 501


class NotReleased(MemconError):
    """A released copy still had something that is withheld, so it was not written."""

    code = "not-released"
    exit_status = 8
    http_status = 409
