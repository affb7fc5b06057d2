"""The way back: a record becomes a memorandum again, as text, as PDF, or as a scan with its truth beside it.

    >>> from memcon.writing import as_text, invent
    >>> as_text(invent(7, "ford"), "ford").split()[0]
    'MEMORANDUM'

The law: ``read(write(record))`` says what ``record`` says (`memcon.model.bare`).
"""

from __future__ import annotations

from collections.abc import Sequence

from memcon.errors import UsageError
from memcon.model import Record
from memcon.writing.drafts import (
    Collation,
    Draft,
    Note,
    Problem,
    as_draft,
    collated,
    is_draft,
    parse_draft,
    problems_of,
    read_draft,
    template,
)
from memcon.writing.drawing import as_pdf_bytes
from memcon.writing.editing import as_docx, as_html
from memcon.writing.forms import FORMS
from memcon.writing.inspection import Finding, Leak, Secret, hidden, left_over, secret
from memcon.writing.invention import INVENTED, invent, invented
from memcon.writing.layout import Layout, characters
from memcon.writing.marking import Marked, Refusal, marked
from memcon.writing.omissions import left_out
from memcon.writing.review import (
    Decision,
    Decisions,
    Log,
    Portion,
    Review,
    Reviewed,
    decisions_as_toml,
    portions,
    read_decisions,
    refused,
    reviewed,
    sign_decisions,
    undecided,
    worksheet,
)
from memcon.writing.scanning import Ageing, TrueMark, Truth, Written, as_scan
from memcon.writing.style import STYLES, Style, StyleName, style_named, style_of

__all__ = [
    "INVENTED",
    "STYLES",
    "Ageing",
    "Collation",
    "Decision",
    "Decisions",
    "Draft",
    "Finding",
    "Leak",
    "Log",
    "Marked",
    "Note",
    "Portion",
    "Problem",
    "Refusal",
    "Review",
    "Reviewed",
    "Secret",
    "Style",
    "StyleName",
    "TrueMark",
    "Truth",
    "Written",
    "as_docx",
    "as_draft",
    "as_html",
    "as_pdf",
    "as_pdf_bytes",
    "as_scan",
    "as_text",
    "characters",
    "collated",
    "decisions_as_toml",
    "hidden",
    "invent",
    "invented",
    "is_draft",
    "lay",
    "left_out",
    "left_over",
    "marked",
    "packet",
    "parse_draft",
    "portions",
    "problems_of",
    "read_decisions",
    "read_draft",
    "refused",
    "reviewed",
    "secret",
    "sign_decisions",
    "style_named",
    "style_of",
    "template",
    "undecided",
    "worksheet",
]


def lay(record: Record, style: str | Style | None = None) -> Layout:
    """The record laid out on sheets; without a style, in the one that it calls for.

    Raises `memcon.errors.UsageError` for a style that does not exist, or one that is for a library's sheets.
    """
    chosen = style_of(record) if style is None else style_named(style)
    if chosen.name == "sheet" and style_of(record).name != "sheet":
        raise UsageError("a library's sheet is no style for a paper", "Use another style")
    return FORMS[chosen.name](record, chosen)


def as_text(record: Record, style: str | Style | None = None) -> str:
    """The record as plain text, line for line as a typist would set it, a form feed between pages."""
    return "\f".join(characters(sheet) for sheet in lay(record, style))


def packet(records: Sequence[Record], styles: Sequence[str | Style | None] | None = None) -> bytes:
    """Several records as one born-digital PDF, one behind the other; each in the style that it calls for,
    unless `styles` gives one for each.

    Raises `memcon.errors.UsageError` for no records, or styles that do not match them.
    """
    chosen = [None] * len(records) if styles is None else list(styles)
    if not records or len(chosen) != len(records):
        raise UsageError(f"{len(records)} records and {len(chosen)} styles", "Give one style for each record")
    return as_pdf_bytes(tuple(s for r, style in zip(records, chosen, strict=True) for s in lay(r, style)))


def as_pdf(record: Record, style: str | Style | None = None) -> bytes:
    """The record as a born-digital PDF: letter paper, standard typefaces, text that can be selected."""
    return as_pdf_bytes(lay(record, style))
