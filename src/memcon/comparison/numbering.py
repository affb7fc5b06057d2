"""What the numbers printed on a paper's pages say: which pages follow each other, where some are missing."""

from __future__ import annotations

import re

from memcon.comparison.papers import Numbering
from memcon.model import Document, Record

_NUMBER = re.compile(r"\W{0,3}(?:page\s*)?(\d{1,3})(?:\s*of\s*\d{1,3})?\W{0,3}", re.IGNORECASE)
MOST = 30
"""A number that leaps by more is none of a page (a choice)."""


def numbering(document: Document, record: Record) -> Numbering:
    """The pages of a record before which others are missing, and those that follow on the one before.

    A first page bears no number as a rule, and counts as the first. Of other pages without a number nothing
    is known.
    """
    first, last = record.pages
    printed = {first: 1}
    for line in document.lines:
        if line.kind == "page_number" and first <= line.page <= last:
            found = _NUMBER.fullmatch(line.text.strip())
            if found:
                printed[line.page] = int(found[1])
    lacking: set[int] = set()
    following: set[int] = set()
    for page in range(first + 1, last + 1):
        leap = printed.get(page, 0) - printed.get(page - 1, 0)
        if page in printed and page - 1 in printed and 1 <= leap <= MOST:
            (following if leap == 1 else lacking).add(page)
    return Numbering(frozenset(lacking), frozenset(following))
