"""The grammar of drafts: the keys of the head, and how each paragraph of the body is told.

A draft is plain text. Its head is one ``key: value`` to a line, lists indented below their key; a line of
three hyphens ends it. Its body is paragraphs parted by blank lines. ``docs/writing.md`` has it on one page.
"""

from __future__ import annotations

import re
from typing import Literal

from msgspec import Struct

from memcon.model import Form

Kind = Literal["one", "list", "people"]
KEYS: dict[str, Kind] = {
    "form": "one",
    "style": "one",
    "letterhead": "list",
    "title": "one",
    "number": "one",
    "banner": "one",
    "subject": "one",
    "to": "list",
    "from": "one",
    "participants": "people",
    "interpreters": "list",
    "notetakers": "list",
    "date": "one",
    "time": "one",
    "place": "one",
    "classified by": "one",
    "derived from": "one",
    "reason": "one",
    "declassify on": "one",
    "drafting": "one",
}
"""Every key of the head: whether it has one value, a list, or people under the headings of their sides."""

FORMS: tuple[Form, ...] = (
    "telcon", "memcon", "summary_of_conclusions", "memorandum", "cable",
)  # fmt: skip
"""The forms that can be drafted."""

END = re.compile(r"^--\s*end(?:\s+of\s+\w+)?\s*--$", re.IGNORECASE)
RULE = "---"
_SHORT = r"(?<=\b[A-Z])\.|(?<=\b[A-Z][a-z])\.|(?<=\b[A-Z][a-z]{2})\."
LABEL = re.compile(rf"^(?P<who>[A-Z](?:[^:.?!;\[\]]|{_SHORT}){{0,60}}?(?:\s*\([^)]{{1,60}}\))?):(?=\s|$)")
"""A speaker's label: a full stop stands in it only behind what is short, as in ``Mr.`` or ``J. R.``"""
ITEM = re.compile(r"^(?P<item>\d{1,3}\.|[a-z]\.|\([a-z0-9]{1,3}\)|--|-|•)\s+(?=\S)")
STAGE = re.compile(r"^(?:\(.*\)|\[.*\])$", re.DOTALL)
MARK = re.compile(r"(?:^|\s)\((?P<mark>[A-Z][A-Z0-9/ ,-]{0,20})\)$")
TORN = re.compile(r"(?:^|\s)\((?P<mark>[A-Z]{1,2}(?:/[A-Z]{2})?)$")
"""A mark whose second bracket was forgotten."""
FRONT = re.compile(r"^\((?P<mark>[A-Z][A-Z0-9/ ,-]{0,20})\)(?=\s)")


class Problem(Struct, frozen=True):
    """What is wrong with a draft, and where: line and column count from 1."""

    line: int
    column: int
    message: str


class Text(Struct, frozen=True):
    """A stretch of a draft, and where it begins."""

    text: str
    line: int
    column: int = 1
