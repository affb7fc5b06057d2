"""The classification block that the order of a paper's day asked for, as its office typed it."""

from __future__ import annotations

from random import Random

from memcon.model import ClassificationBlock
from memcon.writing.invention import clock

_FIRST_OF_12958 = "1995-10-14"
"""From this day on no paper says OADR (E.O. 12958)."""


def oadr_or_ten_years(random: Random, when: clock.Moment) -> ClassificationBlock:
    """OADR under E.O. 12356; from October 1995 the lines of E.O. 12958, ten years on."""
    if when.date < _FIRST_OF_12958:
        return ClassificationBlock(declassify_on="OADR")
    signer = random.choice((None, "Harriet V. Stanniforth", "Dwight Ellsbury"))
    until = f"{when.start.month:02d}/{when.start.day:02d}/{(when.start.year + 10) % 100:02d}"
    return ClassificationBlock(signer, random.choice(("1.5 (d)", "1.5(b)(d)", "1.5 (b)")), until)
