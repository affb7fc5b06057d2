"""What a PDF carries beside what its pages show; and whether a withheld word is left in it.

Two questions are asked of a file. Of anybody's file: does it hide text, pictures or notes, and where
(`hidden`)? Of a released copy: is one of the withheld words anywhere in it (`left_over`)? Neither answer
repeats the words.
"""

from __future__ import annotations

from memcon.writing.inspection.hidden import hidden, traces
from memcon.writing.inspection.released import Glimpse, Leak, left_over
from memcon.writing.inspection.secrets import Secret, secret
from memcon.writing.inspection.traces import Finding, How, Trace, found

__all__ = [
    "Finding",
    "Glimpse",
    "How",
    "Leak",
    "Secret",
    "Trace",
    "found",
    "hidden",
    "left_over",
    "secret",
    "traces",
]
