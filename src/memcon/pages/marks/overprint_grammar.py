"""What the lines of a classification block can say: domain rules, sections 1.1 and 1.2.

A value is a sequence of cells, each of which takes one of some characters; a blank in it is a cell without
ink.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import product
from typing import Final

from msgspec import Struct

Cells = tuple[str, ...]
"""For each cell the characters that it may hold; an empty string is a blank."""

LABELS: Final = ("Declassify", "Reason:")
"""The first words of the lines whose values are of so few shapes that they can be decoded."""
CONNECTORS: Final[dict[str, tuple[str, ...]]] = {"Declassify": ("on:", "On:", "on", "On"), "Reason:": ("",)}
"""What stands between a label and its value."""

_ANY: Final = "0123456789"
_MONTHS: Final = (("123456789",), ("0", "123456789"), ("1", "012"))
_DAYS: Final = (("123456789",), ("0", "123456789"), ("12", _ANY), ("3", "01"))
_CODED: Final[tuple[Cells, ...]] = (
    ("", "(", "xX", "12345678", ")"),
    ("(", "xX", "12345678", ")"),
    ("", "xX", "12345678"),
)
"""A date beyond ten years bears its exemption: ``11/22/15 (x4)``."""
_FIRST, _LAST = 1979, 2028
"""Blocks with a date came with E.O. 12065 of December 1978; E.O. 12958 ended in 2003, and no date is more
than 25 years away."""
_LATER: Final = 1995
"""From October of this year E.O. 12958 asks for a reason and a classifier, and gives ten years."""
_TEN_YEARS: Final = 11
"""Ten years from the classifier's decision, which may be months after the talk."""

_DATE: Final = r"(?:0?[1-9]|1[0-2])/(?:0?[1-9]|[12]\d|3[01])/(?:\d\d)?\d\d(?:\(?[xX][1-8]\)?)?"
_WHOLE: Final = {
    "Declassify": re.compile(rf"[oO]n:(?:OADR|{_DATE}|X[1-8](?:,X[1-8])*)"),
    "Reason:": re.compile(r"1\.[45](?:\([a-h]\))+"),
}


class Era(Struct, frozen=True):
    """What a paper's own text says about how it can be marked."""

    later: bool = False
    """It is marked under E.O. 12958: it gives a reason or a classifier."""
    years: tuple[int, ...] = ()
    """The years that it names, of which one should be its own."""


def is_whole(label: str, rest: str) -> bool:
    """Whether what was read behind a label is all that such a line says."""
    return bool(_WHOLE[label].fullmatch(re.sub(r"\s", "", rest)))


@lru_cache(maxsize=64)
def values(label: str, era: Era) -> tuple[tuple[Cells, bool], ...]:
    """The values that may stand behind a label on such a paper, and whether each is the usual one: ten years
    from the paper's own."""
    if label == "Reason:":
        return tuple((cells, False) for cells in _reasons())
    oadr = (tuple("OADR"), False)
    if not era.later:
        return (oadr, *((cells, False) for cells in _dates(_years(_FIRST, _LAST), ((),))))
    own = [y for y in era.years if _LATER <= y <= 2003]
    first, last = (min(own), max(own)) if own else (_LATER, _LAST - _TEN_YEARS)
    usual = _dates([year for y in own for year in _years(y + 10, y + 10)], ((),))
    others = (
        ("X", "12345678"),
        ("X", "12345678", ",", "X", "12345678"),
        *_dates(_years(first, last + _TEN_YEARS), ((),)),
        *_dates(_years(_LATER, _LAST), _CODED),
    )
    return (oadr, *((cells, True) for cells in usual), *((cells, False) for cells in others))


def _years(first: int, last: int) -> list[Cells]:
    """The years from `first` to `last`, of two digits and of four, a decade at a time."""
    found: list[Cells] = []
    for decade in range(first // 10, last // 10 + 1):
        ones = "".join(str(y % 10) for y in range(first, last + 1) if y // 10 == decade)
        found.append((str(decade % 10), ones))
        found.append((*str(decade), ones))
    return found


def _dates(years: list[Cells], tails: tuple[Cells, ...]) -> Iterator[Cells]:
    for month, day, year, tail in product(_MONTHS, _DAYS, years, tails):
        yield (*month, "/", *day, "/", *year, *tail)


def _reasons() -> Iterator[Cells]:
    """``1.5 (b)(d)``: section 1.5 of E.O. 12958, or 1.4 of its amendment, and one to three of its letters."""
    for count, apart, between in product((1, 2, 3), (0, 1, 2), (0, 1)):
        letters = [("",) * (between if k else apart) + ("(", "abcdefgh", ")") for k in range(count)]
        if count > 1 or not between:
            yield ("1", ".", "45", *(c for cells in letters for c in cells))
