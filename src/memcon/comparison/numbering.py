"""What the numbers printed on a paper's pages say: which pages follow each other, where some are missing."""

from __future__ import annotations

import re
from itertools import pairwise

from memcon.comparison.papers import Numbering
from memcon.model import Document, Record

_NUMBER = re.compile(r"\W{0,3}(?:page\s*)?(\d{1,3})(?:\s*of\s*\d{1,3})?\W{0,3}", re.IGNORECASE)
MOST = 30
"""A number that leaps by more is none of a page (a choice)."""


def in_order(document: Document, record: Record) -> list[int]:
    """The pages of a record by their printed numbers, where each has one of its own; else as they lie.

    A page that was put back in the wrong place is no change of the paper.
    """
    first, last = record.pages
    printed = _printed(document, record)
    pages = list(range(first, last + 1))
    if set(printed) != set(pages) or len(set(printed.values())) < len(pages):
        return pages
    return sorted(pages, key=lambda page: printed[page])


def numbering(document: Document, record: Record) -> Numbering:
    """The pages of a record before which others are missing, and those that follow on the one before."""
    printed = _printed(document, record)
    lacking: set[int] = set()
    following: set[int] = set()
    for before, page in pairwise(in_order(document, record)):
        leap = printed.get(page, 0) - printed.get(before, 0)
        if page in printed and before in printed and 1 <= leap <= MOST:
            (following if leap == 1 else lacking).add(page)
    return Numbering(frozenset(lacking), frozenset(following))


def _printed(document: Document, record: Record) -> dict[int, int]:
    """The number printed on each page that has one. A first page bears none as a rule, and counts as 1."""
    first, last = record.pages
    printed = {first: 1}
    for line in document.lines:
        if line.kind == "page_number" and first <= line.page <= last:
            found = _NUMBER.fullmatch(line.text.strip())
            if found:
                printed[line.page] = int(found[1])
    return printed
