"""What the objects of a PDF keep beside its pages: notes, fields, attachments, properties, leftovers."""

# pikepdf's objects are typed by what they hold, which only the file knows.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pikepdf

from memcon.writing.inspection.traces import Place, Trace

Thing = Any
"""A PDF object of whatever kind."""

_XML = re.compile(r"<[^>]*>")
_PLAIN = {"/Producer", "/Creator", "/CreationDate", "/ModDate", "/Trapped"}
"""Properties that name a program or an hour, which are no words of the paper."""
_MADE_BY = re.compile(
    r"<(?:\w+:)?(?:CreatorTool|Producer|CreateDate|ModifyDate|MetadataDate|DocumentID|InstanceID|format|part|"
    r"conformance|OriginalDocumentID|RenditionClass|VersionID)\b[^>]*>[^<]*<"
)


def kept(pdf: pikepdf.Pdf) -> Iterator[Trace]:
    """Every text that the file's objects keep apart from the pages' own."""
    yield from _properties(pdf)
    yield from _attached(pdf)
    yield from _outline(pdf)
    yield from _scripts(pdf)
    for number, page in enumerate(pdf.pages, 1):
        yield from _of_page(page, number)
    yield from _fields(pdf)
    yield from _tags(pdf)
    yield from _layers(pdf)


def text_of(value: Thing) -> str:
    """A PDF string as text, however it is encoded; the bytes of what is no text are kept as Latin-1."""
    if isinstance(value, pikepdf.String):
        data = bytes(value)
        if data[:2] in (b"\xfe\xff", b"\xff\xfe"):
            return data.decode("utf-16", "replace")
        return str(value)
    return ""


def content_of(stream: Thing) -> bytes:
    """A stream's bytes with its coding taken off; as they are where the coding is unknown or broken."""
    try:
        return bytes(stream.read_bytes())
    except (pikepdf.PdfError, NotImplementedError):
        return bytes(stream.read_raw_bytes())


def _properties(pdf: pikepdf.Pdf) -> Iterator[Trace]:
    info: Any = pdf.trailer.get("/Info")
    if isinstance(info, pikepdf.Dictionary):
        for key, value in info.items():
            said = text_of(value).strip()
            if key not in _PLAIN and said:
                yield Trace("metadata", said)
    for owner in (pdf.Root, *(page.obj for page in pdf.pages)):
        described: Any = owner.get("/Metadata")
        if isinstance(described, pikepdf.Stream):
            words = content_of(described).decode("utf-8", "replace")
            said = " ".join(_XML.sub(" ", _MADE_BY.sub("<", words)).split())
            if any(c.isalnum() for c in said):
                yield Trace("metadata", said)
        if "/PieceInfo" in owner:
            yield Trace("metadata", "private data of a program")


def _attached(pdf: pikepdf.Pdf) -> Iterator[Trace]:
    for each in pdf.objects:
        entry: Any = each
        if isinstance(entry, pikepdf.Dictionary) and isinstance(entry.get("/EF"), pikepdf.Dictionary):
            named = text_of(entry.get("/UF", entry.get("/F", "")))
            for _, stream in entry["/EF"].items():
                yield Trace("attachment", f"{named} {content_of(stream).decode('utf-8', 'replace')}")


def _outline(pdf: pikepdf.Pdf) -> Iterator[Trace]:
    outlines: Any = pdf.Root.get("/Outlines")
    first = outlines.get("/First") if isinstance(outlines, pikepdf.Dictionary) else None
    seen: set[tuple[int, int]] = set()
    waiting = [first] if first is not None else []
    while waiting:
        item: Any = waiting.pop()
        if not isinstance(item, pikepdf.Dictionary) or item.objgen in seen:
            continue
        seen.add(item.objgen)
        if text_of(item.get("/Title")):
            yield Trace("bookmark", text_of(item.get("/Title")))
        waiting += [item[key] for key in ("/Next", "/First") if key in item]


def _scripts(pdf: pikepdf.Pdf) -> Iterator[Trace]:
    for each in pdf.objects:
        entry: Any = each
        if isinstance(entry, pikepdf.Dictionary) and entry.get("/S") == "/JavaScript":
            code: Any = entry.get("/JS")
            said = content_of(code).decode("latin-1") if isinstance(code, pikepdf.Stream) else text_of(code)
            yield Trace("script", said)


def _of_page(page: pikepdf.Page, number: int) -> Iterator[Trace]:
    if "/Thumb" in page.obj:
        yield Trace("thumbnail", "", number)
    notes: Any = page.obj.get("/Annots")
    if not isinstance(notes, pikepdf.Array):
        return
    for each in notes:
        note: Any = each
        if isinstance(note, pikepdf.Dictionary):
            yield from _note(note, page, number)


def _note(note: Thing, page: pikepdf.Page, number: int) -> Iterator[Trace]:
    kind = str(note.get("/Subtype", ""))
    if kind in ("/Link", "/Widget"):
        return
    said = [text_of(note.get(key)) for key in ("/Contents", "/RC", "/OverlayText", "/T", "/Subj")]
    said += [_drawn(note)]
    text = " ".join(part for part in said if part)
    if text or kind == "/Redact":
        yield Trace("annotation", _XML.sub(" ", text), number, _place(note.get("/Rect"), page))


def _drawn(note: Thing) -> str:
    """The text that an annotation's own picture has."""
    looks: Any = note.get("/AP")
    normal = looks.get("/N") if isinstance(looks, pikepdf.Dictionary) else None
    return written(content_of(normal)) if isinstance(normal, pikepdf.Stream) else ""


def _place(rect: Thing, page: pikepdf.Page) -> Place | None:
    """A rectangle of page space as a place from the top left; None where it is none."""
    try:
        x1, y1, x2, y2 = (float(side) for side in rect)
        left, _, _, top = (float(side) for side in page.cropbox)
    except (TypeError, ValueError):
        return None
    return (min(x1, x2) - left, top - max(y1, y2), max(x1, x2) - left, top - min(y1, y2))


def _fields(pdf: pikepdf.Pdf) -> Iterator[Trace]:
    for each in pdf.objects:
        entry: Any = each
        if isinstance(entry, pikepdf.Dictionary) and "/FT" in entry:
            said = " ".join(filter(None, (text_of(entry.get(key)) for key in ("/V", "/DV", "/TU", "/RV"))))
            if said:
                yield Trace("field", said)


def _tags(pdf: pikepdf.Pdf) -> Iterator[Trace]:
    """Replacement texts; what they say as a rule is the page's own text again, so the caller compares."""
    for each in pdf.objects:
        entry: Any = each
        if isinstance(entry, pikepdf.Dictionary):
            said = " ".join(filter(None, (text_of(entry.get(key)) for key in ("/ActualText", "/Alt", "/E"))))
            if said:
                yield Trace("tag", said)


def _layers(pdf: pikepdf.Pdf) -> Iterator[Trace]:
    """Layers that are switched off when the file is opened."""
    held: Any = pdf.Root.get("/OCProperties")
    usual: Any = held.get("/D") if isinstance(held, pikepdf.Dictionary) else None
    if not isinstance(usual, pikepdf.Dictionary):
        return
    off = list(usual.get("/OFF", []))
    if usual.get("/BaseState") == "/OFF":
        on = [group.objgen for group in usual.get("/ON", [])]
        off += [group for group in held.get("/OCGs", []) if group.objgen not in on]
    for group in off:
        yield Trace("layer", text_of(group.get("/Name")))


_SHOWN = re.compile(rb"\((?:\\.|[^\\()])*\)|<[0-9A-Fa-f\s]*>")
_ESCAPED = re.compile(rb"\\([nrtbf()\\]|[0-7]{1,3})")


def written(content: bytes) -> str:
    """The strings of a content stream, as far as they are in a plain encoding."""
    parts: list[str] = []
    for match in _SHOWN.finditer(content):
        token = match.group()
        if token[:1] == b"<":
            digits = re.sub(rb"\s", b"", token[1:-1])
            parts.append(bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode()).decode("latin-1"))
        else:
            parts.append(_ESCAPED.sub(_unescaped, token[1:-1]).decode("latin-1"))
    return " ".join(parts)


def _unescaped(match: re.Match[bytes]) -> bytes:
    code = match.group(1)
    if code[:1].isdigit():
        return bytes([int(code, 8) & 255])
    return {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}.get(code, code)
