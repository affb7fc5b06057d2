"""A record as a document for a word processor (DOCX): header and footer with the level, page numbers."""

# python-docx carries no types for what it reads out of a document's parts.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportMissingTypeStubs=false

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any

from memcon.errors import MissingExtra
from memcon.model import Record
from memcon.writing.editing.flow import Block, flow
from memcon.writing.forms import head

_THEN = datetime(2000, 1, 1, tzinfo=UTC)
_MIDDLE = {"letterhead", "heading", "end"}


def as_docx(record: Record) -> bytes:
    """The record as DOCX. Raises `MissingExtra` where python-docx is not installed."""
    try:
        import docx
        from docx.shared import Pt
    except ImportError as error:
        raise MissingExtra(
            "python-docx, which writes DOCX, is not installed", "pip install 'memcon[exports]'"
        ) from error
    document: Any = docx.Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Courier New", Pt(11)
    style.paragraph_format.space_after = Pt(11)
    _around(document, record)
    table: Any = None
    for block in flow(record):
        if block.kind == "field":
            table = _table(document) if table is None else table
            row = table.add_row().cells
            row[0].text, row[1].text = block.label, "\n".join(block.values)
        elif block.kind != "banner":
            table = None
            _paragraph(document, block)
    properties = document.core_properties
    properties.author, properties.comments = "", ""
    properties.created = properties.modified = _THEN.replace(tzinfo=None)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


Doc = Any
"""A document of python-docx, or a part of one."""


def _table(document: Doc) -> Doc:
    from docx.shared import Inches

    table = document.add_table(rows=0, cols=2)
    table.autofit = False
    table.columns[0].width, table.columns[1].width = Inches(1.8), Inches(4.7)
    return table


def _paragraph(document: Doc, block: Block) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    paragraph = document.add_paragraph()
    if block.kind in _MIDDLE:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    elif block.kind == "stamp":
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for number, stretch in enumerate(block.stretches):
        run = paragraph.add_run((" " if number else "") + stretch.text)
        run.bold = block.kind in ("letterhead", "title", "stamp") or None
        run.underline = stretch.kind == "label" or block.kind == "heading" or None
        run.font.strike = stretch.struck or None


def _around(document: Doc, record: Record) -> None:
    """The level at the head and foot of every page, and the page's number."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    section = document.sections[0]
    level = head.banner(record) or ""
    for part in (section.header, section.footer):
        run = part.paragraphs[0].add_run(level)
        run.underline = True
        run.font.strike = record.declassification is not None or None
    number = section.header.paragraphs[0].add_run("\t")
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = text
        number._r.append(mark)
