"""Text without line breaks: a page whose words come as one endless row.

Such text layers have lost the lines but not the signs that begin them: a form's labels, a portion mark that
closes a paragraph, a speaker's label behind a full stop. The row is broken there and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

ENDLESS = 400
"""A row of more characters than this is no printed line."""
_BREAK = re.compile(
    r"(?<=\s)(?=(?:"
    r"MEMORANDUM OF|THE WHITE HOUSE|SUBJECT\s?:|PARTICIPANTS?\b|NOTE-?TAKERS?\s?:|"
    r"Notetakers?\s?:|Interpreters?\s?:|DATE, TIME|DATE AND TIME|DATE\s?:|TIME\s?:|AND PLACE|"
    r"PLACE\s?:|DECLASSIFIED\b|PER E\.\s?O\.|-+\s*End of (?:Conversation|Memorandum)|"
    r"(?:The President|(?:President|Prime Minister|Chancellor|Secretary|General) [A-Z]\w+)\s?:\s"
    r"))"
    r"|(?<=[.?!)\"”]\s)(?=[A-Z][\w.'’-]*(?:\s[A-Z][\w.'’-]*){0,4}\s?:\s)"
    r"|(?<=\([USC]\)\s)|(?<=\(TS\)\s)"
)


def parted(texts: Sequence[str]) -> list[int]:
    """Where a row of words `texts` is to be broken: the places of the words that begin a line, the first
    always; the row stays whole where it is no longer than a printed line may be."""
    row = " ".join(texts)
    if len(row) <= ENDLESS:
        return [0]
    starts: dict[int, int] = {}
    at = 0
    for place, text in enumerate(texts):
        starts[at] = place
        at += len(text) + 1
    breaks = {starts[m.start()] for m in _BREAK.finditer(row) if m.start() in starts}
    return sorted({0, *breaks})
