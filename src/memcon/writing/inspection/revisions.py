"""Earlier states of a PDF: whoever saves a change behind the old file keeps the old file."""

# pypdfium2 carries no types for its raw interface.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportMissingTypeStubs=false

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import numpy as np
import pypdfium2

from memcon.writing.inspection.shown import SCALE, Picture, Written, around, picture, words_of
from memcon.writing.inspection.traces import Trace

_END = re.compile(rb"startxref\s+\d+\s+%%EOF[\r\n]*")


def earlier(data: bytes) -> list[bytes]:
    """The file as it was each time it was saved before, the oldest first; nothing where it was saved once."""
    ends = [match.end() for match in _END.finditer(data)]
    if b"/Linearized" in data[:1024]:
        ends = ends[1:]  # the first end of such a file closes a part that comes first, and no revision
    return [data[:end] for end in ends[:-1]]


def trailing(data: bytes) -> bytes:
    """What stands behind the file's last end, blanks apart."""
    ends = [match.end() for match in re.finditer(rb"%%EOF", data)]
    return data[ends[-1] :].strip() if ends else b""


def changed(data: bytes) -> Iterator[Trace]:
    """For each page the words of an earlier revision that the page has no more, and where they stood."""
    now = _pages(data)
    for old in earlier(data):
        for number, words in enumerate(_pages(old), 1):
            left = Counter(word.text for word in (now[number - 1] if number <= len(now) else ()))
            gone: list[Written] = []
            for word in words:
                if left[word.text]:
                    left[word.text] -= 1
                else:
                    gone.append(word)
            if gone:
                text = " ".join(word.text for word in gone)
                yield Trace("revision", text, number, around([word.box for word in gone]))


def redrawn(data: bytes) -> Iterator[Trace]:
    """The pages whose picture was another one in an earlier revision: a scan may have been replaced."""
    now = _pictures(data)
    for old in earlier(data):
        for number, (before, after) in enumerate(zip(_pictures(old), now, strict=False), 1):
            if before.shape != after.shape:
                yield Trace("revision", "", number)
                continue
            rows, columns = np.nonzero(np.abs(before.astype(np.int16) - after.astype(np.int16)) > 64)
            if rows.size:
                box = (columns.min() / SCALE, rows.min() / SCALE, columns.max() / SCALE, rows.max() / SCALE)
                yield Trace("revision", "", number, box)


def _pictures(data: bytes) -> list[Picture]:
    try:
        document = pypdfium2.PdfDocument(data)
        return [picture(document[number]) for number in range(len(document))]
    except pypdfium2.PdfiumError:
        return []


def _pages(data: bytes) -> list[list[Written]]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return []
    try:
        return [words_of(document[number]) for number in range(len(document))]
    except pypdfium2.PdfiumError:
        return []
    finally:
        document.close()
