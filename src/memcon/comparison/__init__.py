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
from memcon.comparison.composing import composed
from memcon.comparison.composites import Composite, CompositePassage, Part, Variant, Witness
from memcon.comparison.judging import Known
from memcon.comparison.papers import Paper
from memcon.comparison.recording import recorded
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
from memcon.comparison.showing import comparison_page, composite_page, composite_text, gap_said
from memcon.comparison.surveys import (
    Bucket,
    Candidate,
    Closed,
    Release,
    Step,
    Survey,
    buckets,
    closed_in,
    once,
    public_elsewhere,
    step,
)
from memcon.comparison.taking import from_document, from_record, together
from memcon.comparison.turning import turned

__all__ = [
    "OUTCOMES",
    "Amount",
    "Bucket",
    "Candidate",
    "Closed",
    "CodeChange",
    "Comparison",
    "Composite",
    "CompositePassage",
    "Counts",
    "Difference",
    "Gap",
    "Known",
    "MarkChange",
    "Outcome",
    "Paper",
    "Part",
    "Passage",
    "Place",
    "Release",
    "Segment",
    "Side",
    "Step",
    "Survey",
    "Tally",
    "Variant",
    "Witness",
    "buckets",
    "closed_in",
    "compared",
    "comparison_page",
    "composed",
    "composite_page",
    "composite_text",
    "from_document",
    "from_record",
    "gap_said",
    "once",
    "public_elsewhere",
    "recorded",
    "step",
    "together",
    "turned",
]
