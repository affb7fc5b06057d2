"""OCR results kept for the next time: reading a page costs a thousand times what looking one up does.

A result is kept under the hash of the very picture that was read, the engine with its version, and the form
of the entry, so that it can never be out of date; there is nothing to invalidate, only to clear.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import msgspec
import numpy as np
import platformdirs
from msgspec import Struct
from numpy.typing import NDArray

from memcon.model import Word

FORM = 1
"""Raised when what an entry holds changes."""
_SUFFIX = ".words"


class CacheReport(Struct, frozen=True):
    """What the cache holds, or what was cleared from it."""

    folder: str
    entries: int
    size: int
    """In bytes."""


def cache_folder(folder: Path | None = None) -> Path:
    """Where results are kept: in `folder`, else what ``MEMCON_CACHE`` names, else the user's cache folder."""
    named = os.environ.get("MEMCON_CACHE")
    root = folder or (Path(named) if named else platformdirs.user_cache_path("memcon", appauthor=False))
    return root / "ocr"


def cache_report(folder: Path | None = None) -> CacheReport:
    """How much the cache holds; a folder that is not there holds nothing."""
    sizes = [_size(path) for path in _entries(folder)]
    return CacheReport(str(cache_folder(folder)), len(sizes), sum(sizes))


def clear_cache(folder: Path | None = None) -> CacheReport:
    """Remove every entry, and nothing but entries; reports what was removed."""
    removed: list[int] = []
    for path in _entries(folder):
        size = _size(path)
        with suppress(OSError):
            path.unlink()
            removed.append(size)
    return CacheReport(str(cache_folder(folder)), len(removed), sum(removed))


def _entries(folder: Path | None) -> list[Path]:
    return sorted(cache_folder(folder).glob(f"??/*{_SUFFIX}"))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


class OcrCache:
    """Entries of one folder. One that cannot be written, or a broken entry, costs time and nothing else."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = cache_folder(folder)

    def get(self, key: str) -> list[Word] | None:
        """The words kept under `key`; None where there are none."""
        try:
            return msgspec.msgpack.decode(self._path(key).read_bytes(), type=list[Word])
        except (OSError, msgspec.DecodeError):
            return None

    def put(self, key: str, words: Sequence[Word]) -> None:
        """Keep `words` under `key`: a whole entry or none, whoever else writes at the same time."""
        path = self._path(key)
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(msgspec.msgpack.encode(words))
                Path(name).replace(path)
            except OSError:
                Path(name).unlink(missing_ok=True)
                raise

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / f"{key[2:]}{_SUFFIX}"


def key_of(ink: NDArray[np.uint8], dpi: int, version: str) -> str:
    """The key of what engine `version` reads from `ink` (255 ink, 0 paper): 64 hexadecimal digits."""
    name = f"{FORM} {version} {ink.shape} {dpi}"
    return hashlib.sha256(name.encode() + np.packbits(ink > 127).tobytes()).hexdigest()
