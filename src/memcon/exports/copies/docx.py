"""A reading copy for word processors (DOCX), with styles that an editor changes at one place."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from memcon.errors import MissingExtra
from memcon.exports.copies.said import Copy, Said, copy_of
from memcon.exports.entry import ExportEntry
from memcon.exports.tei.building import clean

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.styles.style import ParagraphStyle


class Look(NamedTuple):
    """A paragraph style beside those of Word; lengths in points."""

    italic: bool = False
    bold: bool = False
    size: int = 11
    indent: int = 0
    after: int = 6
    centred: bool = False


STYLES = {
    "Level": Look(bold=True, after=2, centred=True),
    "Letterhead": Look(after=0, centred=True),
    "Speech": Look(),
    "Direction": Look(italic=True),
    "Field": Look(after=3),
    "Person": Look(indent=18, after=0),
    "Side": Look(italic=True, indent=18, after=0),
    "Foot": Look(size=9, after=2),
    "Source Note": Look(size=9),
    "Rule": Look(size=4),
}
"""An editor changes how a document looks here, at one place."""
FONT = "Georgia"


def docx(entries: Sequence[ExportEntry]) -> bytes:
    """The records as one DOCX, each beginning on a page of its own. Raises `MissingExtra`."""
    try:
        from docx import Document
    except ImportError as error:
        raise MissingExtra("DOCX needs python-docx", 'Try: pip install "memcon[exports]"') from error
    document = Document()
    copies = [copy_of(entry) for entry in entries]
    running = copies[0].running if len(copies) == 1 else f"{copies[0].running}, and {len(copies) - 1} more"
    _styles(document)
    _sheet(document, running)
    for at, copy in enumerate(copies):
        if at:
            document.add_page_break()
        _record(document, copy)
    properties = document.core_properties
    properties.title = clean(running)
    properties.author = "memcon"
    properties.created = properties.modified = datetime.now(UTC).replace(tzinfo=None)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _styles(document: Word) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    normal = cast("ParagraphStyle", document.styles["Normal"])
    normal.font.size = Pt(11)
    normal.paragraph_format.space_after = Pt(6)
    _lettered(normal)
    for name, look in STYLES.items():
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)  # pyright: ignore[reportUnknownMemberType]
        style = cast("ParagraphStyle", document.styles[name])
        style.base_style = normal
        style.font.italic, style.font.bold = look.italic or None, look.bold or None
        style.font.size = Pt(look.size)
        style.paragraph_format.left_indent = Pt(look.indent)
        style.paragraph_format.space_after = Pt(look.after)
        if look.centred:
            style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for name, size in (("Heading 1", 15), ("Heading 2", 12)):
        style = cast("ParagraphStyle", document.styles[name])
        style.font.size, style.paragraph_format.space_after = Pt(size), Pt(8)
        _lettered(style)


def _lettered(style: ParagraphStyle) -> None:
    """Give a style the letters and the black of the body, in place of those of Word's theme."""
    from docx.oxml.ns import qn
    from docx.shared import RGBColor

    style.font.name = FONT
    style.font.color.rgb = RGBColor(0, 0, 0)
    element: Any = style.element
    fonts: Any = element.rPr.rFonts
    for key in [key for key in fonts.attrib if key.endswith("Theme")]:
        del fonts.attrib[key]
    fonts.set(qn("w:cs"), FONT)


def _sheet(document: Word, running: str) -> None:
    """The size of the sheet, what stands at the head of each, and its number at the foot."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement
    from docx.shared import Inches

    section = document.sections[0]
    section.left_margin = section.right_margin = Inches(1)
    section.top_margin = section.bottom_margin = Inches(1)
    head, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
    head.style = foot.style = cast("ParagraphStyle", document.styles["Foot"])
    head.add_run(clean(running))
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    number: Any = OxmlElement("w:fldSimple")
    number.set(qn("w:instr"), "PAGE")
    line: Any = foot
    line._p.append(number)


def _record(document: Word, copy: Copy) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    if copy.level:
        document.add_paragraph(clean(copy.level), style="Level")
    for line in copy.letterhead:
        document.add_paragraph(clean(line), style="Letterhead")
    document.add_heading(clean(copy.title), 1).alignment = WD_ALIGN_PARAGRAPH.CENTER
    for name, value in copy.fields:
        _named(document, "Field", name, value)
    for name, people in copy.lists:
        _named(document, "Field", name, "")
        for person in people:
            document.add_paragraph(clean(person.text), style="Side" if person.side else "Person")
    _ruled(document)
    for block in copy.blocks:
        _block(document, block)
    if copy.foot or copy.unread:
        _ruled(document)
    for name, value in copy.foot:
        _named(document, "Foot", name, value)
    if copy.unread:
        _named(document, "Foot", "Not understood, as printed", "")
        for line in copy.unread:
            document.add_paragraph(clean(line), style="Foot")
    document.add_paragraph(clean(copy.source), style="Source Note")
    if copy.key:
        document.add_paragraph(copy.key, style="Foot")


def _ruled(document: Word) -> None:
    """A line across the sheet: the head ends here, or the body."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    borders: Any = OxmlElement("w:pBdr")
    rule: Any = OxmlElement("w:bottom")
    for key, value in (("val", "single"), ("sz", "4"), ("space", "1"), ("color", "808080")):
        rule.set(qn(f"w:{key}"), value)
    borders.append(rule)
    line: Any = document.add_paragraph(style="Rule")
    line._p.get_or_add_pPr().append(borders)


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
        paragraph.add_run(" ")
        mark = paragraph.add_run(f"({clean(block.mark)})")
        mark.font.strike = block.struck or None
