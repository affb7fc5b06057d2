"""Opening a file, and going through its pages one at a time."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

import numpy as np
from msgspec import structs
from numpy.typing import NDArray

from memcon.errors import MissingFile, TooLarge, UnreadableFile, UsageError
from memcon.model import Kind, Page, Source
from memcon.pages.decoding import decode
from memcon.pages.grid import sheets, typed_page
from memcon.pages.images import ImageFile
from memcon.pages.kinds import HEAD, kind_of
from memcon.pages.pdf import PdfFile
from memcon.pages.reading import PageReader
from memcon.pages.settings import MAX_TEXT, Settings
from memcon.pages.sheet import Sheet
from memcon.pages.thrift import shared

_BY_DEFAULT = Settings()


class Pictured(Protocol):
    """A file of pages that have pictures."""

    count: int

    def sheet(self, number: int, *, picture: bool = True) -> Sheet:
        """Page `number`, counted from 1; with its picture where it is a scan or `picture` asks for it."""
        ...

    def close(self) -> None:
        """Let go of the file."""
        ...


def open_source(path: Path | str, settings: Settings = _BY_DEFAULT) -> Opened:
    """`path`, opened; its kind is decided by its content, its pages are read when they are asked for.

    Raises `MissingFile` (no such file, or it may not be read), `UnreadableFile` (empty, broken, cut off, no
    kind of file that memcon reads), `EncryptedFile` (a PDF with a password), `TooLarge` (a picture of more
    than `MAX_PIXELS`, a text of more than `MAX_TEXT` bytes), and, once a page is read, what
    `memcon.pages.engines.engine_named` raises.
    """
    return Opened(Path(path), settings)


class Opened:
    """A file's pages. A context manager; going through it gives each `Page` of ``settings.pages`` in turn,
    and holds no more than one."""

    def __init__(self, path: Path, settings: Settings) -> None:
        digest, head = _looked_over(path)
        self.settings = settings
        self._file: Pictured | None = None
        self._text: list[str] = []
        kind: Kind = kind_of(head, path.name)
        if kind == "pdf":
            self._file = PdfFile(path)
        elif kind == "image":
            self._file = ImageFile(path)
        else:
            self._text = _text_of(path)
        count = self._file.count if self._file else len(self._text)
        self.source = Source(path.name.encode(errors="replace").decode(), digest, kind, count)
        """The file: its name, SHA-256, kind and number of pages, all of them, whatever ``settings.pages``."""
        self._reader = PageReader(settings)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        if self._file:
            self._file.close()

    def __len__(self) -> int:
        return len(self.numbers)

    @property
    def numbers(self) -> range:
        """The page numbers that ``settings.pages`` asks for, as far as the file has them.

        Raises `UsageError` where it has none of them.
        """
        first, last = self.settings.pages or (1, self.source.pages)
        last = min(last, self.source.pages)
        if first < 1 or first > last:
            raise UsageError(
                f"{self.source.name} has pages 1 to {self.source.pages}", "Ask for some of these"
            )
        return range(first, last + 1)

    def __iter__(self) -> Iterator[Page]:
        return (self.page(number) for number in self.numbers)

    def page(self, number: int) -> Page:
        """Page `number`, counted from 1, read.

        A page that cannot be opened in a file of several is empty (no size, no words, quality 0) and stops
        nothing; in a file of one page it raises as `open_source` does. Raises `UsageError` for a number that
        the file does not have.
        """
        self._check(number)
        if self._file is None:
            return typed_page(self._text[number - 1], number)
        page = self._page(self._file, number)
        return structs.replace(page, words=shared(page.words))

    def _page(self, file: Pictured, number: int) -> Page:
        sheet = self._sheet(file, number, picture=self.settings.ocr == "always")
        if sheet.gray is None and not sheet.speaks and self.settings.ocr == "auto":
            sheet = self._sheet(file, number, picture=True)
        return self._reader.read(sheet, number)

    def picture(self, number: int, turned: int | None = None) -> NDArray[np.uint8]:
        """Page `number` as a grey picture, height by width, turned upright and straight, so that the boxes of
        `page` fit on it; a text's page is white. With `turned`, as `Page.turned` has it, nothing is read.

        Raises `UsageError` for a number that the file does not have.
        """
        self._check(number)
        if self._file is None:
            page = typed_page(self._text[number - 1], number)
            return np.full((page.height, page.width), 255, np.uint8)
        return self._reader.picture(self._sheet(self._file, number, picture=True), number, turned)

    def _check(self, number: int) -> None:
        if not 1 <= number <= self.source.pages:
            raise UsageError(
                f"{self.source.name} has no page {number}", f"It has pages 1 to {self.source.pages}"
            )

    def _sheet(self, file: Pictured, number: int, *, picture: bool) -> Sheet:
        try:
            return file.sheet(number, picture=picture)
        except (UnreadableFile, TooLarge):
            if file.count == 1:
                raise
            return Sheet()


def _looked_over(path: Path) -> tuple[str, bytes]:
    """A file's SHA-256 and its first bytes."""
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
            file.seek(0)
            return hashlib.file_digest(file, "sha256").hexdigest(), head
    except FileNotFoundError as error:
        raise MissingFile(f"{path} does not exist", "Check the name") from error
    except IsADirectoryError as error:
        raise MissingFile(f"{path} is a folder", "Name the files in it") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        raise MissingFile(f"{path} cannot be read: {reason}", "Check its permissions") from error


def _text_of(path: Path) -> list[str]:
    if path.stat().st_size > MAX_TEXT:
        raise TooLarge(
            f"{path.name} has more than {MAX_TEXT // 2**20} MiB of text", "Cut it into several files"
        )
    return sheets(decode(path.read_bytes(), path.name))
