"""How gaps and amounts are said in words."""

from __future__ import annotations

from memcon.comparison.results import Amount, Gap

OUTCOME_SAID = {
    "same": "the same",
    "withheld": "withheld in both",
    "unclear": "only the reading differs",
    "changed": "changed",
    "missing": "missing from one copy",
    "closed": "closed",
    "opened": "opened",
}


def counted(number: float, noun: str) -> str:
    """``1 word``, ``2,000 words``, ``2.5 lines``."""
    return f"{number:,g} {noun}" if number == 1 else f"{number:,g} {noun}s"


def gap_said(gap: Gap) -> str:
    """A gap in words, as it stands in a text: ``2.5 lines withheld: (b)(1)``."""
    unit = {"words": "word", "lines": "line", "paragraphs": "paragraph", "page": "page"}[gap.extent]
    if gap.amount is not None:
        size = counted(gap.amount, unit)
    elif gap.words is not None:
        size = f"about {counted(round(gap.words), 'word')}"
    else:
        size = "some words"
    codes = ", ".join(gap.codes)
    return f"{size} withheld" + (f": {codes}" if codes else "")


def amount_said(amount: Amount) -> str:
    """``12 words in 2 passages``."""
    return f"{counted(amount.words, 'word')} in {counted(amount.passages, 'passage')}"


def years_said(years: float | None) -> str:
    """``24.3 years later``, or nothing where it is not known."""
    if years is None:
        return ""
    if years == 0:
        return "released at the same time"
    return f"{counted(abs(years), 'year')} {'later' if years > 0 else 'earlier'}"
