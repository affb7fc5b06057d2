"""A reading copy for word processors (DOCX), with styles that an editor changes at one place."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, cast

from memcon.errors import MissingExtra
from memcon.exports.copies.said import Copy, Said, copy_of
from memcon.exports.entry import ExportEntry
from memcon.exports.tei.building import clean

if TYPE_CHECKING:
    from docx.document import Document as Word

STYLES = {
    "Speech": (False, 11, 0),
    "Direction": (True, 11, 0),
    "Field": (False, 11, 0),
    "Person": (False, 11, 18),
    "Side": (True, 11, 18),
    "Foot": (False, 9, 0),
    "Source Note": (False, 9, 0),
}
"""Paragraph styles beside those of Word: whether in italics, the size and the indent in points."""


def docx(entries: Sequence[ExportEntry]) -> bytes:
    """The records as one DOCX, each beginning on a page of its own. Raises `MissingExtra`."""
    try:
        from docx import Document
    except ImportError as error:
        raise MissingExtra("DOCX needs python-docx", 'Try: pip install "memcon[exports]"') from error
    document = Document()
    _styles(document)
    for at, entry in enumerate(entries):
        if at:
            document.add_page_break()
        _record(document, copy_of(entry))
    properties = document.core_properties
    properties.title = clean(copy_of(entries[0]).running) if len(entries) == 1 else f"{len(entries)} records"
    properties.author = "memcon"
    properties.created = properties.modified = datetime.now(UTC).replace(tzinfo=None)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _styles(document: Word) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt
    from docx.styles.style import ParagraphStyle

    normal = cast("ParagraphStyle", document.styles["Normal"])
    normal.font.name, normal.font.size = "Georgia", Pt(11)
    normal.paragraph_format.space_after = Pt(6)
    for name, (italic, size, indent) in STYLES.items():
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)  # pyright: ignore[reportUnknownMemberType]
        style = cast("ParagraphStyle", document.styles[name])
        style.base_style = normal
        style.font.italic = italic or None
        style.font.size = Pt(size)
        style.paragraph_format.left_indent = Pt(indent)


def _record(document: Word, copy: Copy) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    centre = WD_ALIGN_PARAGRAPH.CENTER
    for line in (copy.level, *copy.letterhead):
        if line:
            document.add_paragraph(clean(line)).alignment = centre
    document.add_heading(clean(copy.title), 1).alignment = centre
    for name, value in copy.fields:
        _named(document, "Field", name, value)
    for name, people in copy.lists:
        _named(document, "Field", name, "")
        for person in people:
            document.add_paragraph(clean(person.text), style="Side" if person.side else "Person")
    for block in copy.blocks:
        _block(document, block)
    for name, value in copy.foot:
        _named(document, "Foot", name, value)
    if copy.unread:
        _named(document, "Foot", "Not understood, as printed", "")
        for line in copy.unread:
            document.add_paragraph(clean(line), style="Foot")
    document.add_paragraph(clean(copy.source), style="Source Note")
    if copy.key:
        document.add_paragraph(copy.key, style="Foot")


def _named(document: Word, style: str, name: str, value: str) -> None:
    paragraph = document.add_paragraph(style=style)
    paragraph.add_run(f"{name}: " if value else f"{name}:").bold = True
    paragraph.add_run(clean(value))


def _block(document: Word, block: Said) -> None:
    from docx.enum.text import WD_UNDERLINE

    if block.kind == "heading":
        document.add_heading("".join(clean(run.text) for run in block.runs), 2)
        return
    style = {"direction": "Direction", "speech": "Speech"}.get(block.kind, "Normal")
    paragraph = document.add_paragraph(style=style)
    if block.kind == "speech" and block.opens:
        paragraph.add_run(f"{clean(block.speaker or '')}: ").bold = True
    if block.item:
        paragraph.add_run(f"{clean(block.item)} ")
    for piece in block.runs:
        run = paragraph.add_run(f"[{clean(piece.text)}]" if piece.kind == "gap" else clean(piece.text))
        if piece.kind == "doubt":
            run.underline = WD_UNDERLINE.DOTTED
        run.italic = True if piece.kind == "gap" else None
    if block.mark:
        mark = paragraph.add_run(f" ({clean(block.mark)})")
        mark.font.strike = block.struck or None
