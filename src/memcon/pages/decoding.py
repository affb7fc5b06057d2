"""Bytes of a plain text as characters.

Texts of declassified papers come out of decades of word processors: UTF-8 with and without a mark, UTF-16,
Windows-1252, and files pasted together from two of these. Nothing is refused for a stray byte; only what is
no text at all is. Entities such as ``&amp;`` are left as they stand: nobody said that the text is HTML.
"""

from __future__ import annotations

import codecs
import re

from memcon.errors import UnreadableFile

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f\x81\x8d\x8f\x90\x9d\ufffd]")
"""What no text has; U+001A, which ended a file once, is none of them."""
_HIDDEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\u200b-\u200f\u2060\ufeff]")
_JUNK = 0.02
"""Share of control characters above which a file is no text; random bytes have a tenth, an old word
processor's leftovers a few in a thousand."""
_SAMPLE = 2**16


def decode(data: bytes, name: str = "the file") -> str:
    """The text of `data`, whatever its encoding; zero-width and control characters are left out.

    Raises `UnreadableFile` where it is binary junk; `name` is for the message.
    """
    text = _marked(data)
    if text is None:
        text = _unmarked(data)
    sample = text if len(text) <= 3 * _SAMPLE else text[:_SAMPLE] + text[-_SAMPLE:]
    if len(_CONTROL.findall(sample)) > _JUNK * len(sample):
        raise UnreadableFile(
            f"{name} is no text, nor any kind of file that memcon knows",
            "memcon reads PDF, images (PNG, JPEG, TIFF, BMP, WebP) and plain text",
        )
    return _HIDDEN.sub("", text)


def _marked(data: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            if encoding == "utf-8":
                return _unmarked(data[len(mark) :])
            return data[len(mark) :].decode(encoding, errors="replace")
    return None


def _unmarked(data: bytes) -> str:
    wide = _wide(data)
    if wide:
        return data.decode(wide, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return "".join(_line(line) for line in data.splitlines(keepends=True))


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark has a nought beside every Latin letter, always on the same side of it."""
    even, odd = data[:_SAMPLE:2].count(0), data[1:_SAMPLE:2].count(0)
    half = min(len(data), _SAMPLE) / 2
    if odd > 0.5 * half and even < 0.1 * half:
        return "utf-16-le"
    if even > 0.5 * half and odd < 0.1 * half:
        return "utf-16-be"
    return None


def _line(line: bytes) -> str:
    """One line by itself, so that a file pasted together from two encodings keeps both."""
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", errors="memcon-latin-1")


def _as_latin_1(error: UnicodeError) -> tuple[str, int]:
    """The five bytes that Windows-1252 leaves open, taken as ISO 8859-1 has them."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("latin-1"), error.end


codecs.register_error("memcon-latin-1", _as_latin_1)
