"""What a PDF says that no page draws: leftovers, drawings never called, texts in a drawing's place."""

# pikepdf's objects are typed by what they hold, which only the file knows.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pikepdf

from memcon.writing.inspection.objects import Thing, content_of, text_of, written
from memcon.writing.inspection.traces import Trace

_OF_ROOT = frozenset(
    re.findall(
        r"\w+",
        "Type Version Extensions Pages PageLabels Names Dests ViewerPreferences PageLayout PageMode Outlines "
        "Threads OpenAction AA URI AcroForm Metadata StructTreeRoot MarkInfo Lang SpiderInfo OutputIntents "
        "PieceInfo OCProperties Perms Legal Requirements Collection NeedsRendering DSS AF DPartRoot",
    )
)
_OF_PAGE = frozenset(
    re.findall(
        r"\w+",
        "Type Parent LastModified Resources MediaBox CropBox BleedBox TrimBox ArtBox BoxColorInfo Contents "
        "Rotate Group Thumb B Dur Trans Annots AA Metadata PieceInfo StructParents ID PZ SeparationInfo Tabs "
        "TemplateInstantiated PresSteps UserUnit VP AF DPart",
    )
)
"""The keys that ISO 32000-2 gives a file's root and a page (tables 29 and 31); any other leads to nothing
that a reader shows."""
_DRAWS = re.compile(rb"/([^\s/<>\[\]()]+)\s+Do\b")
_LETTERS = 4
"""So many letters more than twice the drawn ones may a text in their place have: ligatures need them."""


def undrawn(pdf: pikepdf.Pdf) -> Iterator[Trace]:
    """Streams with words or pixels that no page draws: unreachable, or listed and never called."""
    reached, listed = _reached(pdf), _listed(pdf)
    drawn = _drawn(pdf)
    for each in pdf.objects:
        entry: Any = each
        if not isinstance(entry, pikepdf.Stream) or entry.get("/Type") in ("/XRef", "/ObjStm", "/Metadata"):
            continue
        spare = entry.objgen not in reached or (entry.objgen in listed and entry.objgen not in drawn)
        picture = entry.get("/Subtype") == "/Image"
        said = "" if picture or not spare else written(content_of(entry))
        if spare and (picture or said):
            yield Trace("undrawn", said)


def _reached(pdf: pikepdf.Pdf) -> set[tuple[int, int]]:
    """The objects that a reader comes to from the file's root."""
    reached: set[tuple[int, int]] = set()
    waiting: list[Thing] = [pdf.trailer]
    while waiting:
        item = waiting.pop()
        if isinstance(item, pikepdf.Object) and item.is_indirect:
            if item.objgen in reached:
                continue
            reached.add(item.objgen)
        if isinstance(item, pikepdf.Stream | pikepdf.Dictionary):
            known = {"/Catalog": _OF_ROOT, "/Page": _OF_PAGE}.get(str(item.get("/Type", "")))
            waiting += [value for key, value in item.items() if known is None or key[1:] in known]
        elif isinstance(item, pikepdf.Array):
            waiting += list(item)
    return reached


def _drawings(owner: Thing) -> Thing:
    """The drawings that a page or a drawing may call, by name."""
    resources: Any = owner.get("/Resources")
    found: Any = resources.get("/XObject") if isinstance(resources, pikepdf.Dictionary) else None
    return found if isinstance(found, pikepdf.Dictionary) else {}


def _listed(pdf: pikepdf.Pdf) -> set[tuple[int, int]]:
    """The drawings that a page lists among those it may call."""
    return {drawing.objgen for page in pdf.pages for _, drawing in _drawings(page.obj).items()}


def _drawn(pdf: pikepdf.Pdf) -> set[tuple[int, int]]:
    """The drawings that a page calls, by itself or through another drawing."""
    found: set[tuple[int, int]] = set()
    waiting: list[tuple[bytes, Thing]] = [(_content(page), _drawings(page.obj)) for page in pdf.pages]
    while waiting:
        content, drawings = waiting.pop()
        for name in _DRAWS.findall(content):
            drawing: Any = drawings.get("/" + name.decode("latin-1"))
            if isinstance(drawing, pikepdf.Stream) and drawing.objgen not in found:
                found.add(drawing.objgen)
                if drawing.get("/Subtype") == "/Form":
                    waiting.append((content_of(drawing), _drawings(drawing) or drawings))
    return found


def _content(page: pikepdf.Page) -> bytes:
    parts: Any = page.obj.get("/Contents")
    streams = list(parts) if isinstance(parts, pikepdf.Array) else [parts]
    return b"\n".join(content_of(part) for part in streams if isinstance(part, pikepdf.Stream))


def replaced(pdf: pikepdf.Pdf) -> Iterator[Trace]:
    """Texts that stand in the place of what a page draws (ActualText), and say more than that can."""
    for number, page in enumerate(pdf.pages, 1):
        if b"ActualText" not in _content(page):
            continue
        said, letters, depth = "", 0, 0
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            if name in ("BDC", "BMC"):
                depth += depth > 0
                text = _instead(operands) if name == "BDC" and not depth else ""
                if text:
                    said, letters, depth = text, 0, 1
            elif name == "EMC" and depth:
                depth -= 1
                if depth == 0 and len(said) > 2 * letters + _LETTERS:
                    yield Trace("tag", said, number)
            elif depth and name in ("Tj", "TJ", "'", '"'):
                letters += sum(_count(operand) for operand in operands)


def _instead(operands: Thing) -> str:
    marked: Any = operands[-1] if len(operands) else None
    return text_of(marked.get("/ActualText")) if isinstance(marked, pikepdf.Dictionary) else ""


def _count(operand: Thing) -> int:
    if isinstance(operand, pikepdf.Array):
        return sum(_count(part) for part in operand)
    return len(bytes(operand)) if isinstance(operand, pikepdf.String) else 0
