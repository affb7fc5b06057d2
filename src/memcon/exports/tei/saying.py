"""The body of a document: speeches, paragraphs, headings, and what is withheld."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct, field

from memcon.exports.tei.flow import Sheets
from memcon.exports.tei.names import attribute, tag, text_of
from memcon.exports.tei.parts import Part
from memcon.exports.tei.speakers import is_aside, labels
from memcon.model import Element, Extent, Heading, Mark, Paragraph, Piece, Span, Turn, Withheld, joined

_HEADINGS = {"sectiontitleital", "center", "strong"}
_WITHHELD = re.compile(r"\[[^\[\]]*\bnot (?:yet )?declassified\b[^\[\]]*\]")
_AMOUNT = re.compile(
    r"\[?\s*(?P<less>less th[ae]n)?\s*(?P<n>\d+)?\s?[-–]?\s?(?P<half>½|1/2)?\s*"
    r"(?P<unit>lines?|paragraphs?|pages?|words?)",
    re.IGNORECASE,
)
_UNITS: dict[str, Extent] = {"line": "lines", "paragraph": "paragraphs", "page": "page", "word": "words"}
_MARK = re.compile(r"\s*\((U|C|S|TS|LOU|SBU|[CSU]/[A-Z/]+|TS/[A-Z/]+)\)$")
_ITEM = re.compile(r"^(\d{1,2}\.|\(\d{1,2}\)|\([a-z]\)|[a-z]\.|[A-Z]\.|[IVX]{1,4}\.|--|—|•)\s+(?=\S)")


class Said(Struct):
    """A body as fields of the record, and what its lines are."""

    fields: dict[str, object]
    runs: list[Element] = field(default_factory=list[Element])


def said(sheets: Sheets, parts: Sequence[Part], present: str) -> Said:
    """The body that `parts` make; `present` are the names of those who are there."""
    headings = [part for part in parts if _is_heading(part, sheets)]
    spoken = [part for part in parts if part not in headings]
    texts = [part.text(sheets) for part in spoken]
    found = labels(texts, [_set_apart(part) for part in spoken], present)
    body = Said({"headings": tuple(_heading(part, sheets) for part in headings)})
    body.runs += [Element("heading", tuple(part.lines)) for part in headings]
    dialogue = any(found)
    if dialogue:
        body.fields["turns"] = tuple(_turns(spoken, found, sheets, body.runs))
    else:
        body.fields["paragraphs"] = tuple(_paragraph(part, part.span(sheets), sheets) for part in spoken)
        body.runs += [Element("paragraph", tuple(part.lines)) for part in spoken]
    body.fields["style"] = "dialogue" if dialogue else "narrative" if spoken else None
    body.fields["withheld"] = tuple(w for part in parts for w in _withheld(part, sheets))
    return body


def _text(span: Span, sheets: Sheets) -> str:
    return joined(sheets.lines[piece.line].text[piece.start : piece.end] for piece in span.pieces)


def _is_heading(part: Part, sheets: Sheets) -> bool:
    if part.role != "head" and not (part.role == "p" and part.rend in _HEADINGS):
        return False
    text = part.text(sheets)
    return len(text) <= 160 and not is_aside(text)


def _set_apart(part: Part) -> bool:
    """Whether the paragraph begins with underlined words and a colon: a label for sure."""
    first = next(iter(part.element), None)
    if first is None or (part.element.text or "").strip() or tag(first) != "hi":
        return False
    return (
        attribute(first, "rend") == "underline"
        and (first.tail or "").startswith(":")
        and bool(text_of(first))
    )


def _heading(part: Part, sheets: Sheets) -> Heading:
    span = part.span(sheets)
    return Heading(part.text(sheets), sheets.lines[part.lines[0]].page, span)


def _turns(
    parts: Sequence[Part], found: Sequence[tuple[str, int] | None], sheets: Sheets, runs: list[Element]
) -> Iterable[Turn]:
    """Speeches; what stands before the first and all remarks in brackets are nobody's."""
    turns: list[Turn] = []
    lines: list[list[int]] = []
    speaker: str | None = None
    for part, label in zip(parts, found, strict=True):
        span = part.span(sheets)
        aside = label is None and (is_aside(part.text(sheets)) or part.rend == "italic")
        page = sheets.lines[part.lines[0]].page
        if label is not None:
            speaker = label[0]
            mark = Span((Piece(part.lines[0], 0, len(label[0])),))
            said_here = _paragraph(part, _after(span, label[1]), sheets)
            turns.append(Turn(speaker, page, (said_here,), mark))
            lines.append(list(part.lines))
            continue
        said_here = _paragraph(part, span, sheets)
        last = turns[-1] if turns else None
        whose = None if aside else speaker
        if last is not None and last.speaker == whose and not aside and whose is not None:
            turns[-1] = Turn(last.speaker, last.page, (*last.paragraphs, said_here), last.label)
            lines[-1] += part.lines
        else:
            turns.append(Turn(whose, page, (said_here,)))
            lines.append(list(part.lines))
    runs += [Element("turn", tuple(own)) for own in lines]
    return turns


def _after(span: Span, start: int) -> Span:
    """A span without its first `start` characters, which stand in its first piece."""
    first, *rest = span.pieces
    return Span((Piece(first.line, min(first.start + start, first.end), first.end), *rest))


def _paragraph(part: Part, span: Span, sheets: Sheets) -> Paragraph:
    """A paragraph, its mark and its item number taken out of the text and of the span."""
    text = part.text(sheets) if span is part.span(sheets) else _text(span, sheets)
    item: str | None = None
    mark: Mark | None = None
    opened = _ITEM.match(text)
    if opened and not _WITHHELD.fullmatch(text):
        item = opened[1]
        span = _after(span, opened.end())
        text = _text(span, sheets)
    closed = _MARK.search(text) if text.endswith(")") else None
    if closed:
        *before, last = span.pieces
        piece = sheets.lines[last.line].text[last.start : last.end]
        cut = _MARK.search(piece)
        if cut and cut.start():
            mark = closed[1]
            span = Span((*before, Piece(last.line, last.start, last.start + cut.start())))
            text = _text(span, sheets)
    return Paragraph(text, mark, False, sheets.lines[part.lines[0]].page, item, span)


def _withheld(part: Part, sheets: Sheets) -> Iterable[Withheld]:
    for number in part.lines:
        line = sheets.lines[number]
        if "declassified" not in line.text:
            continue
        for found in _WITHHELD.finditer(line.text):
            extent, amount = measured(found[0])
            span = Span((Piece(number, found.start(), found.end()),))
            yield Withheld(line.page, (), extent, amount, None, span)


def measured(bracket: str) -> tuple[Extent, float | None]:
    """How much an editors' bracket says is withheld: ``[2½ lines not declassified]`` is 2.5 lines."""
    found = _AMOUNT.match(bracket)
    if not found:
        return "words", None
    unit = _UNITS[found["unit"].lower().rstrip("s")]
    if found["less"]:
        return unit, 0.5
    if not found["n"] and not found["half"]:
        return unit, None
    return unit, int(found["n"] or 0) + (0.5 if found["half"] else 0)
