"""What the released copy does not show, where its text says so.

``[2 lines not declassified]`` and its kin as FRUS prints them, with the numbers' many spellings (domain rules
2.2), and exemption codes that stand in the text beside a blank. An editor's ``[Omitted here is …]`` is left
out matter of another subject, never a withheld passage.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from memcon.model import Extent, Line, Page, Piece, Seen, Span, Withheld

_NOT_DECLASSIFIED = re.compile(r"\[\s*(?P<what>[^\[\]]{0,90}?)\s*not\s+declassified\s*\]", re.I)
_CODES = re.compile(
    r"\(b\)\s?\(\d\)(?:\([A-F]\))?|\bb\(\d\)|\bB[1-9](?:\([A-F]\))?\b|\b(?:1\.[45]|3\.[345])\s?\(?[a-h]\)?(?:\(\d\))?|"
    r"\b(?:25|50|75)X\d\b|\bP[1-6]\b|\b6\.[12]\([a-d]\)"
)
_UNIT = r"(?:text|words?|names?|lines?|sentences?|paragraphs?|pages?|passages?|portions?|headings?)"
_CODE_LIKE = r"(?:\(?[A-Za-z]?\d[\w.]{0,8}\)?(?:\s?\(\w{1,3}\)){0,3}|\(\w\)(?:\(\w\)){0,3})"
"""What has a code's shape, whether any order has it or not."""
_GONE = r"(?:redacted|excised|sanitized|deleted|withheld|blanked)"
_REDACTED = re.compile(
    rf"\[\s*(?:(?P<what>(?:[\w½¼¾/.-]+\s+){{0,4}}?{_UNIT})\s+)?{_GONE}(?:\s+text)?"
    rf"(?P<code>(?:(?:[\s,;:/–—-]|\band\b){{1,6}}{_CODE_LIKE}){{0,8}}[\s,;:/–—-]{{0,6}})\]|"
    rf"\[\s*(?:{_CODES.pattern})(?:[\s,;/]+(?:{_CODES.pattern}))*\s*"
    rf"(?:[-–—:,]\s*(?P<amount>[^\[\]]{{0,24}}?{_UNIT}))?\s*\]",
    re.I,
)
"""``[3 lines redacted - 1.4(a)]``, ``[name withheld]``, ``[1.4(c) - 2 lines]``: as editors type it."""
_STANDING = re.compile(
    r"^\W*(?:E\.?\s?O\.?\s?(?:1\d{4})\s*,?\s*)?(?:"
    + _CODES.pattern
    + r")(?:[\s,;/]+(?:"
    + _CODES.pattern
    + r"))*\W*$"
)
_NUMBER = re.compile(r"(?P<whole>\d+)?[\s-]*(?P<part>½|¼|¾|[1-3]/[24])?")
_PARTS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "1/2": 0.5, "1/4": 0.25, "3/4": 0.75}


def withheld_in(lines: Sequence[Line]) -> list[Withheld]:
    """The withheld passages that the text of `lines` names, in order; a bracket may run over a line's end."""
    starts: list[int] = []
    text = ""
    for line in lines:
        text += "\n" if text else ""
        starts.append(len(text))
        text += line.text
    found: list[Withheld] = []
    matches = [*_NOT_DECLASSIFIED.finditer(text), *_REDACTED.finditer(text)]
    for match in sorted(matches, key=lambda m: m.start()):
        said = match.groupdict()
        extent, amount = _extent(said.get("what") or said.get("amount") or "")
        pieces = _pieces(lines, starts, match.start(), match.end())
        page = next(line.page for line in lines if line.number == pieces[0].line)
        codes = codes_in(match.group())
        found.append(Withheld(page, codes, extent, amount, None, Span(pieces)))
    return found


def _pieces(lines: Sequence[Line], starts: Sequence[int], start: int, end: int) -> tuple[Piece, ...]:
    """The pieces of `lines` that characters ``start:end`` of their joined text are; `starts`: where each
    begins in it."""
    pieces: list[Piece] = []
    for place in range(bisect_right(starts, start) - 1, len(lines)):
        begin = starts[place]
        if begin >= end:
            break
        line = lines[place]
        pieces.append(Piece(line.number, max(0, start - begin), min(len(line.text), end - begin)))
    return tuple(pieces)


def is_code_line(text: str) -> bool:
    """Whether a line is nothing but exemption codes, as a reviewer types or stamps them beside a blank."""
    return len(text) < 60 and bool(_STANDING.match(text))


def withheld_at(line: Line) -> Withheld:
    """The passage that a line of nothing but codes stands for in a text, where no image shows its blank."""
    return Withheld(
        line.page, codes_in(line.text), "words", None, None, Span((Piece(line.number, 0, len(line.text)),))
    )


def codes_in(text: str) -> tuple[str, ...]:
    """The exemption codes that `text` holds, as printed."""
    return tuple(match.group() for match in _CODES.finditer(text))


def withheld_seen(seen: Sequence[Seen], page: int, pitch: float) -> list[Withheld]:
    """The withheld passages that a page's image shows; `pitch`: its line pitch in pixels."""
    found: list[Withheld] = []
    for mark in seen:
        if mark.kind != "withheld":
            continue
        count = mark.box.height / max(1.0, pitch)
        extent: Extent = "lines" if count >= 1.6 else "words"
        amount = round(count) if extent == "lines" else None
        found.append(Withheld(page, mark.codes, extent, amount, mark.box))
    return found


BARE_WORDS = 12
"""A sheet with fewer words than this shows a heading and a banner at most."""


def is_bare(page: Page, lines: Sequence[Line]) -> bool:
    """Whether a scanned page shows nothing but a heading: a State release blanks an attachment's whole
    sheet, and leaves its banner, its title and corner brackets."""
    if page.reader == "text":
        return False
    typed = [line for line in lines if line.page == page.number and line.kind == "body"]
    sure = [
        word
        for line in typed
        for index in line.words
        if (word := page.words[index]).confidence >= 0.6 and len(re.findall(r"[A-Za-z]", word.text)) >= 3
    ]
    return len(sure) < BARE_WORDS


def codes_on(page: Page) -> tuple[str, ...]:
    """The exemption codes that the page's image shows beside its blanks."""
    return tuple(dict.fromkeys(code for mark in page.seen for code in mark.codes))


def _extent(what: str) -> tuple[Extent, float | None]:
    """The extent and amount that the words before "not declassified" give."""
    low = _CODES.sub("", what).lower().strip(" ,;:-")
    unit: Extent = "words"
    for word, name in (("page", "page"), ("paragraph", "paragraphs"), ("line", "lines")):
        if word in low:
            unit = name  # type: ignore[assignment]
            break
    low = re.sub(r"^(?:an?|one)\b", "1", re.sub(r"^two\b", "2", low))
    match = _NUMBER.search(low.replace("less than", "").strip())
    if match is None or not (match["whole"] or match["part"]):
        return unit, None
    return unit, float(match["whole"] or 0) + _PARTS.get(match["part"] or "", 0.0)
