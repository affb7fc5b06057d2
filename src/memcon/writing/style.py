"""The shapes that a memorandum can be written in, and what a typist was free to choose in each."""

from __future__ import annotations

from typing import Literal, get_args

from msgspec import Struct

from memcon.errors import UsageError
from memcon.model import Record

StyleName = Literal[
    "clinton", "bush", "ford", "state", "kissinger", "cable", "vp", "nsc", "memorandum", "sheet"
]
STYLES: tuple[StyleName, ...] = get_args(StyleName)


class Style(Struct, frozen=True, kw_only=True):
    """A shape by name, with the choices that leave no trace in a record."""

    name: StyleName
    size: float = 12.0
    """Of the type, in points: 12 gives 10 letters to the inch, 10 gives 12."""
    value: int = 20
    """The column where a label's value stands, from the left margin."""
    labels: tuple[str, ...] = ("DATE, TIME", "AND PLACE:")
    """The joint label of date, time and place, one line each; with `apart`, their labels in their order."""
    apart: bool = False
    """Whether date, time and place have a label each."""
    colon: bool = True
    """Whether PARTICIPANTS has its colon."""
    sides: int = 0
    """After how many participants a blank line parts the two sides, where no heading does."""
    hang: int = 2
    """How far the second line of a participant's entry is indented."""
    group_gap: bool = False
    """Whether a blank line follows a country's heading."""
    notetakers_apart: bool = False
    """Whether the notetakers have a label of their own beside PARTICIPANTS."""
    columns: bool = False
    """Whether the sides stand in two columns."""
    numbered: bool = True
    """Whether pages after the first bear their number."""
    typed_on: str | None = None
    """The paper's own date, above the title, as printed."""
    copies_to: tuple[str, ...] = ()
    notice: str | None = None
    """A line that a cable, which has no letterhead, bears at its head."""
    tags: str | None = None
    """A cable's subject codes."""
    routing: tuple[tuple[str, str], ...] = ()
    """A cable's routing lines, each with its label, that say nothing a record keeps."""


_DEFAULTS: dict[str, Style] = {
    "bush": Style(name="bush", value=24, labels=("DATE, TIME AND PLACE:",)),
    "state": Style(name="state", value=16),
    "vp": Style(name="vp", value=18, labels=("PLACE:", "TIME:", "DATE:"), apart=True),
    "nsc": Style(name="nsc", value=10),
    "cable": Style(name="cable", size=10.0),
}


def style_named(style: str | Style) -> Style:
    """A style by its name, with its usual choices; UsageError for an unknown one."""
    if isinstance(style, Style):
        return style
    for name in STYLES:
        if name == style:
            return _DEFAULTS.get(name, Style(name=name))
    papers = (name for name in STYLES if name != "sheet")
    raise UsageError(f"There is no style '{style}'", f"Styles are {', '.join(papers)}")


def style_of(record: Record) -> Style:
    """The style that a record calls for by its form, its letterhead and its captions."""
    heads = " ".join(record.letterhead).upper()
    if record.form in ("withdrawal_sheet", "marker"):
        name = "sheet"
    elif record.form in ("cable", "memorandum"):
        name = record.form
    elif record.form == "summary_of_conclusions":
        name = "nsc"
    elif "DEPARTMENT OF STATE" in heads:
        name = "state"
    elif "VICE PRESIDENT" in heads:
        name = "vp"
    elif any(c.startswith(("XGDS", "GDS", "ADS")) for c in record.captions):
        name = "ford"
    elif (record.title or "").upper() in ("TELCON", "TELECON"):
        name = "kissinger"
    else:
        name = "clinton"
    return style_named(name)
