"""Release: the copy that goes out, of a record written anew or of a scan with its pixels taken out."""

from __future__ import annotations

from memcon.writing.release.binding import Leaf, bound, ink_left
from memcon.writing.release.blanking import Picture
from memcon.writing.release.copies import released_copy
from memcon.writing.release.desk import Passage, Work, copied
from memcon.writing.release.pages import leaves_of, sheet_leaf
from memcon.writing.release.placing import Row, line_counts, printings, rows, spots
from memcon.writing.release.sheets import Outcome, marker, outcome, withdrawal_sheet

__all__ = [
    "Leaf",
    "Outcome",
    "Passage",
    "Picture",
    "Row",
    "Work",
    "bound",
    "copied",
    "ink_left",
    "leaves_of",
    "line_counts",
    "marker",
    "outcome",
    "printings",
    "released_copy",
    "rows",
    "sheet_leaf",
    "spots",
    "withdrawal_sheet",
]
