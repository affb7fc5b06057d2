"""What an exemption code means, in a line."""

from __future__ import annotations

from functools import lru_cache

from memcon import explain
from memcon.errors import UsageError


@lru_cache(maxsize=1_000)
def meaning(code: str) -> str:
    """The latest meaning of a code; nothing where none is known."""
    try:
        known = explain(code).legends
    except UsageError:
        return ""
    if not known:
        return ""
    last = known[-1]
    where = last.library or last.order
    return f"{last.meaning} ({where})" if where else last.meaning
