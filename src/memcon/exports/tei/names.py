"""The names of TEI and of its FRUS customization, and small questions about elements."""

from __future__ import annotations

from typing import TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element  # pyright: ignore[reportPrivateUsage]
"""What lxml makes of an element; it has no public name there."""

TEI = "http://www.tei-c.org/ns/1.0"
FRUS = "http://history.state.gov/frus/ns/1.0"
OLD_FRUS = "http://history.state.gov/ns/1.0"
"""The namespace to which the volumes of about 2015 bind the same prefix."""
XML = "http://www.w3.org/XML/1998/namespace"
ID = f"{{{XML}}}id"
UNREAD = "not understood: "
"""Opens a comment with a line of the paper that no rule understood."""


def tag(element: Element) -> str:
    """An element's name without its namespace; empty for comments and processing instructions."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def in_tei(name: str) -> str:
    """A name in TEI's namespace, as lxml writes it."""
    return f"{{{TEI}}}{name}"


def attribute(element: Element, name: str) -> str:
    """An attribute as text; empty where there is none."""
    return str(element.get(name) or "")


def text_of(element: Element | None) -> str:
    """An element's text with blanks made one, its notes left out; empty for None."""
    if element is None:
        return ""
    if not len(element):
        return " ".join((element.text or "").split())
    return " ".join("".join(_texts(element)).split())


def _texts(element: Element) -> list[str]:
    found = [element.text or ""]
    for child in element:
        if tag(child) == "lb":
            found.append(" ")
        elif tag(child) not in ("", "note"):
            found += _texts(child)
        found.append(child.tail or "")
    return found
