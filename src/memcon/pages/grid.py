"""Plain text as a typed page.

A text file has no page image, yet the later stages reason about places: columns, indents, blank lines. So its
characters are given the places that a typewriter would give them: 10 to the inch across and 6 lines to the
inch down, at 300 dots to the inch. A form feed begins a new page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from memcon.model import Box, Page, Word

DPI = 300
CHARACTER = DPI // 10
PITCH = DPI // 6
TAB = 8
_WORD = re.compile(r"\S+")


def typed_pages(text: str) -> Iterator[Page]:
    """The pages of a plain text, one at a time; a text without a form feed is one page."""
    for number, sheet in enumerate(sheets(text), 1):
        yield typed_page(sheet, number)


def sheets(text: str) -> list[str]:
    """The texts of a text's pages: a form feed ends a page, and one at the very end begins no other."""
    parts = text.replace("\r\n", "\n").replace("\r", "\n").split("\f")
    if len(parts) > 1 and not parts[-1].strip():
        parts.pop()
    return parts


def typed_page(sheet: str, number: int = 1) -> Page:
    """One page of text on the typewriter's grid; `Page.width` follows the longest line."""
    words: list[Word] = []
    widest = 0
    rows = sheet.split("\n")
    for row, line in enumerate(rows):
        line = line.expandtabs(TAB)
        widest = max(widest, len(line))
        for found in _WORD.finditer(line):
            box = Box(
                found.start() * CHARACTER,
                row * PITCH,
                found.end() * CHARACTER,
                row * PITCH + PITCH * 4 // 5,
            )
            words.append(Word(found.group(), box))
    return Page(
        number,
        width=max(widest, 1) * CHARACTER,
        height=max(len(rows), 1) * PITCH,
        dpi=DPI,
        words=tuple(words),
    )
