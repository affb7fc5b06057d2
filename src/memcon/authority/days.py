"""Days that are known to the day, the month or the year."""

from __future__ import annotations

import calendar
from datetime import date

from memcon.authority.nouns import Precision

_PRECISIONS: dict[int, Precision] = {1: "year", 2: "month", 3: "day"}


def first_day(text: str) -> tuple[date, Precision]:
    """The first day that ``1956``, ``1956-02`` or ``1956-02-28`` may mean, and how exact it is.

    Raises ValueError for any other text.
    """
    parts = [int(part) for part in text.split("-")]
    year, month, day = (*parts, 1, 1)[:3]
    return date(year, month, day), _PRECISIONS[len(parts)]


def last_day(text: str) -> tuple[date, Precision]:
    """The last day that ``1956``, ``1956-02`` or ``1956-02-28`` may mean, and how exact it is.

    Raises ValueError for any other text.
    """
    parts = [int(part) for part in text.split("-")]
    precision = _PRECISIONS[len(parts)]
    month = parts[1] if len(parts) > 1 else 12
    day = parts[2] if len(parts) > 2 else calendar.monthrange(parts[0], month)[1]
    return date(parts[0], month, day), precision
