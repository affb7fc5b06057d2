"""The local authority file: what ``authority build`` took from published data sets, kept for a user."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec
import platformdirs
from msgspec import Struct

from memcon.authority.table import Table
from memcon.errors import MissingFile, UnreadableFile

FORMAT = 1
"""Raised when what a file holds changes; a file of another format must be built anew."""


class Local(Struct, frozen=True):
    """What the file holds."""

    format: int
    table: Table
    read: dict[str, int] = {}
    """How many rows of each data set were taken."""
    left: tuple[str, ...] = ()
    """What was left out, and why, a line each."""


def local_path() -> Path:
    """Where the file lies: what ``MEMCON_AUTHORITY`` names, else in the user's data folder.

    ``MEMCON_AUTHORITY`` set to nothing, or to a file that is not there, leaves the built-in table alone.
    """
    named = os.environ.get("MEMCON_AUTHORITY")
    if named is not None:
        return Path(named or os.devnull)
    return platformdirs.user_data_path("memcon", appauthor=False) / "authority.msgpack"


def load(path: Path) -> Local | None:
    """What the file at `path` holds; None where there is none.

    Raises `UnreadableFile` for a file that is none of ours, or of another format.
    """
    if not path.is_file():
        return None
    hint = f"Build it anew with memcon authority build, or delete {path}"
    try:
        found = msgspec.msgpack.decode(path.read_bytes(), type=Local)
    except (OSError, msgspec.MsgspecError) as error:
        raise UnreadableFile(f"{path} is no authority file ({error})", hint) from error
    if found.format != FORMAT:
        raise UnreadableFile(f"{path} was built by another version of memcon", hint)
    return found


def save(local: Local, path: Path) -> None:
    """Write the file whole or not at all. Raises `MissingFile` where it cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(path.name + ".part")
        draft.write_bytes(msgspec.msgpack.encode(local))
        draft.replace(path)
    except OSError as error:
        raise MissingFile(f"cannot write {path} ({error.strerror})", "Name another file with -o") from error
