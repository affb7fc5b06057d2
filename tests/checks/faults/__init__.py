"""Papers broken in one place each, to see whether the rule that should say so does, and no more often.

A fault takes an invented paper and gives two: a sound one and the same with one thing wrong. Both are written
as text, read and checked like any file.
"""

from __future__ import annotations

from faults import dating, heading, marking, naming, paging, releasing, talking
from faults.drafts import Draft, Fault, Score, judge, pairs

FAULTS: dict[str, Fault] = {
    fault.code: fault
    for family in (paging, heading, dating, naming, marking, releasing, talking)
    for fault in family.FAULTS
}
"""One for each rule, by its code."""

__all__ = ["FAULTS", "Draft", "Fault", "Score", "judge", "pairs"]
