"""Making elements of TEI: names, attributes, text that XML can hold."""

from __future__ import annotations

import re

from lxml import etree

from memcon.exports.tei.names import FRUS, ID, TEI, Element, in_tei

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold, in no way of writing them."""


def clean(text: str) -> str:
    """Text that XML can hold: a character that it cannot becomes the sign for such a one."""
    return _NOT_XML.sub("\ufffd", text)


def element(name: str, text: str | None = None, *, into: Element | None = None, **attributes: str) -> Element:
    """An element of TEI; ``id`` is ``xml:id``, and a trailing ``_`` of an attribute's name is left out."""
    named = {ID if key == "id" else key.rstrip("_"): clean(value) for key, value in attributes.items()}
    if into is None:
        prefixes = {None: TEI, "frus": FRUS} if name in ("TEI", "div") else {None: TEI}
        made = etree.Element(in_tei(name), named, nsmap=prefixes)
    else:
        made = etree.SubElement(into, in_tei(name), named)
    if text:
        made.text = clean(text)
    return made


def append_text(parent: Element, text: str) -> None:
    """Text behind what an element already holds."""
    text = clean(text)
    children = len(parent)
    if children:
        last = parent[children - 1]
        last.tail = (last.tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def comment(parent: Element, text: str) -> None:
    """A comment; two hyphens in a row, which may not stand in one, get a blank between them."""
    parent.append(etree.Comment(f" {re.sub('-(?=-)|-$', '- ', clean(text))} "))


def identifier(text: str) -> str:
    """A name that ``xml:id`` takes, from any text."""
    name = re.sub(r"[^0-9A-Za-z_.-]+", "-", text).strip("-.")
    return name if name[:1].isalpha() else f"m{name}"


_MIXED = {
    "p", "head", "item", "dateline", "signed", "note", "title", "publisher", "pubPlace", "date", "idno",
    "editor", "line", "seg", "ab", "speaker", "label", "stamp", "rendition", "desc", "resp", "name",
    "persName", "change", "fw", "bibl", "choice", "sic", "corr", "add", "handNote",
}  # fmt: skip
"""Elements whose blanks are text: nothing is indented within them, unless they hold lists alone."""


def indented(parent: Element, level: int = 0) -> None:
    """Put each element that is no part of running text on a line of its own."""
    children = list(parent)
    lists = bool(children) and all(isinstance(c.tag, str) and c.tag.endswith("}list") for c in children)
    name = parent.tag.rpartition("}")[2] if isinstance(parent.tag, str) else ""
    if not children or any((text or "").strip() for text in (parent.text, *(c.tail for c in children))):
        return
    if name in _MIXED and not lists:
        return
    parent.text = "\n" + "  " * (level + 1)
    for at, child in enumerate(children):
        indented(child, level + 1)
        child.tail = "\n" + "  " * (level + 1 if at + 1 < len(children) else level)


def as_file(root: Element) -> bytes:
    """An element as a file of its own, UTF-8, indented."""
    indented(root)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"
