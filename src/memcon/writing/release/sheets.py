"""A library's own sheets for a released file: the list of what is withheld whole, and the marker page."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from memcon.model import Declassification, Paragraph, Record, WithdrawalRow
from memcon.writing.review.decisions import Review
from memcon.writing.review.reviewing import Reviewed

_KINDS = {
    "telcon": "telcon",
    "memcon": "memcon",
    "summary_of_conclusions": "summary",
    "memorandum": "memo",
    "cable": "cable",
}


class Outcome(Struct, frozen=True):
    """What became of the records of a file, counted."""

    full: int = 0
    part: int = 0
    withheld: int = 0


def outcome(records: Sequence[Reviewed]) -> Outcome:
    """How many records are released in full, in part, and withheld whole."""
    whole = sum(bool(r.whole) for r in records)
    part = sum(bool(r.cuts) for r in records)
    return Outcome(len(records) - whole - part, part, whole)


def withdrawal_sheet(records: Sequence[Reviewed], review: Review) -> Record | None:
    """The sheet that lists the records withheld whole; None where there are none.

    It names their kind and length alone: a subject or a date may be what is withheld.
    """
    rows = tuple(
        WithdrawalRow(
            f"{number:03d}",
            _KINDS.get(reviewed.record.form, "paper"),
            f"re: withheld in full ({_pages(reviewed.record)})",
            None,
            ", ".join(reviewed.whole),
        )
        for number, reviewed in enumerate(records, 1)
        if reviewed.whole
    )
    if not rows:
        return None
    case = Declassification(case=review.case) if review.case else None
    return Record(
        (1, 1),
        "withdrawal_sheet",
        title="Withdrawal/Redaction Sheet",
        style="list",
        declassification=case,
        withdrawals=rows,
    )


def _pages(record: Record) -> str:
    count = record.pages[1] - record.pages[0] + 1
    return f"{count} page{'s' if count > 1 else ''}"


def marker(records: Sequence[Reviewed]) -> Record:
    """The page behind the papers that says how they were released."""
    found = outcome(records)
    codes = dict.fromkeys(code for r in records for cut in r.cuts for code in cut.codes)
    codes.update(dict.fromkeys(code for r in records for code in r.whole))
    said = "This is not a presidential record. This is used as an administrative marker."
    how = [
        text
        for count, text in (
            (found.full, "in full"),
            (found.part, "in part"),
            (found.withheld, "not at all"),
        )
        if count
    ]
    ending = f"; what is withheld is restricted under {', '.join(codes)}" if codes else ""
    released = (
        f"Documents from this Mandatory Declassification Review were released {' and '.join(how)}{ending}."
    )
    return Record(
        (1, 1),
        "marker",
        title="Released Records Mandatory Declassification Review",
        style="narrative",
        paragraphs=(Paragraph(said), Paragraph(released)),
    )
