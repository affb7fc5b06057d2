"""Two releases of one paper compared: what opened, what closed, how much, under which code.

    >>> from memcon.comparison import compared, from_record
    >>> from memcon.model import Paragraph, Record
    >>> short = Record((1, 1), "paper", paragraphs=(Paragraph("The envoy met (b)(1) in May."),))
    >>> whole = Record((1, 1), "paper", paragraphs=(Paragraph("The envoy met the marshal in May."),))
    >>> compared(from_record(short), from_record(whole)).opened[0].b
    'the marshal'

The laws: ``compared(a, a)`` is empty, and ``compared(b, a)`` is ``turned(compared(a, b))``.
"""

from __future__ import annotations

from memcon.comparison.comparing import compared
from memcon.comparison.judging import Known
from memcon.comparison.papers import Paper
from memcon.comparison.results import (
    OUTCOMES,
    Amount,
    CodeChange,
    Comparison,
    Counts,
    Difference,
    Gap,
    MarkChange,
    Outcome,
    Passage,
    Place,
    Segment,
    Side,
    Tally,
)
from memcon.comparison.taking import from_document, from_record, together
from memcon.comparison.turning import turned

__all__ = [
    "OUTCOMES",
    "Amount",
    "CodeChange",
    "Comparison",
    "Counts",
    "Difference",
    "Gap",
    "Known",
    "MarkChange",
    "Outcome",
    "Paper",
    "Passage",
    "Place",
    "Segment",
    "Side",
    "Tally",
    "compared",
    "from_document",
    "from_record",
    "together",
    "turned",
]
