"""A document of a volume as parts in reading order: runs of lines, and what the markup says they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from memcon.exports.tei.flow import Sheets
from memcon.exports.tei.names import UNREAD, Element, attribute, in_tei, tag, text_of
from memcon.model import Piece, Span, joined

_BLOCKS = {
    "p",
    "ab",
    "head",
    "item",
    "row",
    "signed",
    "salute",
    "dateline",
    "lg",
    "l",
    "quote",
    "note",
    "byline",
}
_INLINE_LISTS = {"subject", "participants", "to", "from", "references"}


class Part(Struct):
    """A block of text."""

    role: str
    """What the markup says: ``head``, ``dateline``, ``p``, ``signed``, ``row``, ``subject``,
    ``participants``, ``to``, ``from``, ``references``, ``item``, ``note``."""
    lines: list[int]
    element: Element
    rend: str = ""
    title: str = ""
    """Of a list: its heading."""
    opens: bool = False
    """The heading of a list, not one of its items."""
    group: str | None = None
    """Of an item: the heading under which it stands in the list."""
    attached: bool = False
    _span: Span | None = None
    _text: str | None = None

    def span(self, sheets: Sheets) -> Span:
        """All of its lines."""
        if self._span is None:
            lines = sheets.lines
            self._span = Span(tuple([Piece(n, 0, len(lines[n].text)) for n in self.lines]))
        return self._span

    def text(self, sheets: Sheets) -> str:
        """Its lines as running text."""
        if self._text is None:
            lines = sheets.lines
            self._text = (
                lines[self.lines[0]].text
                if len(self.lines) == 1
                else joined([lines[n].text for n in self.lines])
            )
        return self._text


def parts(div: Element, sheets: Sheets) -> Iterator[Part]:
    """Every block of a document; each line that they make belongs to one of them."""
    for child in div:
        yield from _parts(child, sheets, False)


def _parts(element: Element, sheets: Sheets, attached: bool) -> Iterator[Part]:
    name = tag(element)
    if name == "pb":
        sheets.turn(element)
    elif name == "" and (element.text or "").strip().startswith(UNREAD):
        text = (element.text or "").strip().removeprefix(UNREAD).replace("- -", "--")
        yield Part("unread", [sheets.line(text)], element)
    elif name == "list":
        yield from _list(element, sheets, attached)
    elif name in (
        "opener",
        "closer",
        "div",
        "attachment",
        "floatingText",
        "body",
        "postscript",
        "figure",
        "sp",
    ):
        yield from _children(element, sheets, attached or name in ("attachment", "div", "floatingText"))
    elif name == "table":
        for row in element:
            yield from _parts(row, sheets, attached)
    elif name and name not in ("graphic",):
        role = name if name in _BLOCKS else "p"
        found = sheets.block(element)
        if found:
            yield Part(role, found, element, attribute(element, "rend"), attached=attached)
    if name and name not in ("pb",) and (element.tail or "").strip():
        yield from _loose(element.tail or "", element, sheets, attached)


def _children(element: Element, sheets: Sheets, attached: bool) -> Iterator[Part]:
    if (element.text or "").strip():
        yield from _loose(element.text or "", element, sheets, attached)
    for child in element:
        yield from _parts(child, sheets, attached)


def _loose(text: str, element: Element, sheets: Sheets, attached: bool) -> Iterator[Part]:
    """Text that stands between blocks, which good markup has not."""
    yield Part("p", [sheets.line(" ".join(text.split()))], element, attached=attached)


def _list(
    element: Element, sheets: Sheets, attached: bool, role: str = "", title: str = ""
) -> Iterator[Part]:
    """A list: its heading, then its items; a list in an item is a group of the list around it."""
    own = attribute(element, "type")
    role = role or (own if own in _INLINE_LISTS else "item")
    group: str | None = None
    nested = bool(title)
    for child in element:
        name = tag(child)
        if name == "pb":
            sheets.turn(child)
        elif name == "head":
            heading = text_of(child)
            title, group = (title, heading) if nested else (heading, None)
            yield Part(role, sheets.block(child), child, title=title, opens=True, attached=attached)
        elif name == "item" and any(tag(inner) == "list" for inner in child):
            yield from _group(child, sheets, attached, role, title or " ")
        elif name:
            if role == "participants" and _is_side(child):
                group = text_of(child).rstrip(" :")
                yield Part(role, sheets.block(child), child, title=title, opens=True, attached=attached)
                continue
            made = sheets.block(child)
            if made:
                yield Part(role, made, child, title=title, group=group, attached=attached)


def _group(item: Element, sheets: Sheets, attached: bool, role: str, title: str) -> Iterator[Part]:
    if (item.text or "").strip():
        yield Part(role, [sheets.line(" ".join((item.text or "").split()))], item, title=title, opens=True)
    for inner in item:
        if tag(inner) == "list":
            yield from _list(inner, sheets, attached, role, title)
        else:
            yield from _parts(inner, sheets, attached)


def _is_side(item: Element) -> bool:
    """Whether an item names a side and no person: all of it set apart in print, or ending in a colon."""
    text = text_of(item)
    inner = [child for child in item if tag(child) not in ("note", "pb", "")]
    apart = len(inner) == 1 and tag(inner[0]) == "hi" and text_of(inner[0]) == text
    named = next(item.iter(in_tei("persName")), None) is not None
    return not named and (apart or bool(re.search(r":$", text))) and len(text.split()) <= 6


def joined_items(found: Sequence[Part], sheets: Sheets) -> Span:
    """The items of a list as one span."""
    return Span(tuple(piece for part in found if not part.opens for piece in part.span(sheets).pieces))
