"""Leaks as careless hands make them, put into a clean PDF: one function for each kind."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import pikepdf

SECRET = "falconry budget nineteen"
Document = Any
"""A PDF that pikepdf has opened."""
Change = Callable[[Document], None]


def planted(pdf: bytes, change: Change) -> bytes:
    """The PDF after a change by a program that knows nothing of what it must not keep."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        change(document)
        buffer = io.BytesIO()
        document.save(buffer)
    return buffer.getvalue()


def _typed(operators: str) -> Change:
    """Text on page 1 in its own typeface, with operators before and after it."""

    def change(document: Document) -> None:
        page = document.pages[0]
        (face, *_) = page.Resources.Font.keys()
        page.contents_add(operators.format(text=f"({SECRET}) Tj", face=face).encode(), prepend=False)

    return change


def _title(document: Document) -> None:
    document.docinfo["/Title"] = SECRET


def _description(document: Document) -> None:
    with document.open_metadata() as metadata:
        metadata["dc:description"] = SECRET


def _attached(document: Document) -> None:
    document.attachments["notes.txt"] = SECRET.encode()


def _annotation(document: Document) -> None:
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[100, 100, 120, 120], Contents=SECRET
    )
    document.pages[0].Annots = pikepdf.Array([document.make_indirect(note)])


def _layer(document: Document) -> None:
    group = document.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="notes"))
    document.Root.OCProperties = pikepdf.Dictionary(
        OCGs=[group], D=pikepdf.Dictionary(OFF=[group], Order=[group])
    )
    document.pages[0].Resources.Properties = pikepdf.Dictionary(N=group)
    _typed("/OC /N BDC q BT {face} 12 Tf 1 0 0 1 80 30 Tm {text} ET Q EMC")(document)


def _bookmark(document: Document) -> None:
    with document.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(SECRET, 0))


def _field(document: Document) -> None:
    field = pikepdf.Dictionary(FT=pikepdf.Name.Tx, T="x", V=SECRET)
    document.Root.AcroForm = pikepdf.Dictionary(Fields=[document.make_indirect(field)])


def _script(document: Document) -> None:
    document.Root.OpenAction = document.make_indirect(
        pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=f"// {SECRET}")
    )


def _program_of_the_file(document: Document) -> None:
    program = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=f"// {SECRET}")
    tree = pikepdf.Dictionary(Names=["x", document.make_indirect(program)])
    document.Root.Names = pikepdf.Dictionary(JavaScript=tree)


def _thumbnail(document: Document) -> None:
    picture = document.make_stream(b"\0" * 64)
    picture.Type, picture.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    picture.Width = picture.Height = picture.BitsPerComponent = 8
    picture.ColorSpace = pikepdf.Name.DeviceGray
    document.pages[0].Thumb = picture


def _left_in_the_file(document: Document) -> None:
    document.Root.Kept = document.make_stream(f"BT ({SECRET}) Tj ET".encode())


def _never_called(document: Document) -> None:
    drawing = document.make_stream(f"BT /F 9 Tf ({SECRET}) Tj ET".encode())
    drawing.Type, drawing.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    drawing.BBox = [0, 0, 612, 792]
    document.pages[0].Resources.XObject = pikepdf.Dictionary(Spare=drawing)


def _of_an_editor(document: Document) -> None:
    document.pages[0].PieceInfo = pikepdf.Dictionary(
        Editor=pikepdf.Dictionary(LastModified="D:20000101000000", Private=pikepdf.String(SECRET))
    )


def _cut_down(**names: object) -> Change:
    """A typeface that was cut down to letters of which the page shows none."""

    def change(document: Document) -> None:
        descriptor = pikepdf.Dictionary(
            Type=pikepdf.Name.FontDescriptor, FontName=pikepdf.Name("/ABCDEF+Cut")
        )
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name("/ABCDEF+Cut")
        )
        if "charset" in names:
            descriptor.CharSet = pikepdf.String(str(names["charset"]))
        if "differences" in names:
            font.Encoding = pikepdf.Dictionary(Differences=names["differences"])
        font.FontDescriptor = document.make_indirect(descriptor)
        document.pages[0].Resources.Font["/Cut"] = document.make_indirect(font)

    return change


LEAKS: dict[str, tuple[Change, str]] = {
    "text under a box": (
        _typed("q BT {face} 12 Tf 1 0 0 1 100 400 Tm {text} ET 0 g 95 395 250 20 re f Q"), "cover"
    ),
    "white text": (_typed("q 1 g BT {face} 12 Tf 1 0 0 1 100 20 Tm {text} ET Q"), "invisible"),
    "text in no ink": (_typed("q BT 3 Tr {face} 12 Tf 1 0 0 1 100 20 Tm {text} ET Q"), "invisible"),
    "text beyond the edge": (_typed("q BT {face} 12 Tf 1 0 0 1 100 -200 Tm {text} ET Q"), "outside"),
    "text too small": (_typed("q BT {face} 0.5 Tf 1 0 0 1 100 20 Tm {text} ET Q"), "invisible"),
    "a property": (_title, "metadata"),
    "a description": (_description, "metadata"),
    "an attachment": (_attached, "attachment"),
    "an annotation": (_annotation, "annotation"),
    "a layer switched off": (_layer, "layer"),
    "a bookmark": (_bookmark, "bookmark"),
    "a form field": (_field, "field"),
    "a script": (_script, "script"),
    "a script of the whole file": (_program_of_the_file, "script"),
    "a thumbnail": (_thumbnail, "thumbnail"),
    "words beside the text": (
        _typed(f"/Span <</ActualText ({SECRET})>> BDC q BT {{face}} 12 Tf 1 0 0 1 80 30 Tm (x) Tj ET Q EMC"),
        "tag",
    ),
    "a stream that no page draws": (_left_in_the_file, "undrawn"),
    "what an editor keeps": (_of_an_editor, "metadata"),
    "a drawing that no page calls": (_never_called, "undrawn"),
    "a typeface's set of letters": (_cut_down(charset="/A/uni03A9/uni0416/nine"), "font"),
    "a typeface's names of letters": (
        _cut_down(differences=[65, pikepdf.Name("/uni03A9"), pikepdf.Name("/uni0416")]), "font"
    ),
}  # fmt: skip
"""Each leak: how it is made, and how `memcon covered` calls it."""


def with_old_revision(pdf: bytes) -> bytes:
    """The PDF with secret words on page 1, and behind it a revision whose page 1 is as it was."""
    dirty = planted(pdf, _typed("q BT {face} 12 Tf 1 0 0 1 100 20 Tm {text} ET Q"))
    with pikepdf.open(io.BytesIO(dirty)) as document:
        buffer = io.BytesIO()
        document.save(buffer, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    dirty = buffer.getvalue()
    with pikepdf.open(io.BytesIO(dirty)) as document:
        number, root = document.pages[0].obj.objgen[0], document.Root.objgen[0]
        size, parent = int(document.trailer.Size), document.Root.Pages.objgen[0]
    body = f"{number} 0 obj\n<< /Type /Page /MediaBox [0 0 612 792] /Parent {parent} 0 R >>\nendobj\n"
    before = re.findall(rb"startxref\s+(\d+)", dirty)[-1].decode()
    at = len(dirty) + len(body)
    table = f"xref\n{number} 1\n{len(dirty):010d} 00000 n \n"
    trailer = f"trailer\n<< /Size {size} /Root {root} 0 R /Prev {before} >>\nstartxref\n{at}\n%%EOF\n"
    return dirty + (body + table + trailer).encode()


def with_bar_on_picture(pdf: bytes) -> bytes:
    """A scan with a black bar drawn over it, the picture's own pixels left as they are."""

    def change(document: Document) -> None:
        document.pages[0].contents_add(b"q 0 g 72 480 300 160 re f Q", prepend=False)

    return planted(pdf, change)
