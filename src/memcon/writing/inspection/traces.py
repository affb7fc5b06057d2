"""What a file carries beside what its pages show: the words of it, where, and how it is kept."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

How = Literal[
    "cover",
    "blank",
    "invisible",
    "outside",
    "picture",
    "annotation",
    "field",
    "layer",
    "undrawn",
    "tag",
    "bookmark",
    "metadata",
    "attachment",
    "revision",
    "thumbnail",
    "script",
    "font",
    "trailing",
]
"""How words, or a picture of them, are kept where the page does not show them:

======================  ==================================================================================
``cover``               under a bar, a patch of paint or an annotation
``blank``               a scan's text layer has words where the scan itself is white
``invisible``           written in no ink, in the colour of the paper, or too small to see
``outside``             beyond the edge of the page
``picture``             pixels of a picture under a bar that is drawn over it
``annotation``          a note, a mark of redaction that was never carried out, a link's target
``field``               a form field
``layer``               a layer that is switched off
``undrawn``             an object that no page draws
``tag``                 the text beside the text, for screen readers and for copying
``bookmark``            the table of contents
``metadata``            the file's properties
``attachment``          a file within the file
``revision``            an earlier state of the page, kept when the file was saved
``thumbnail``           a small picture of the page
``script``              a program
``font``                a typeface that was cut down to the letters used, and has letters that no page uses
``trailing``            bytes behind the end of the file
======================  ==================================================================================
"""

Place = tuple[float, float, float, float]
"""Left, top, right, bottom in PDF points, the origin at the top left of the page as it is shown."""


class Trace(Struct, frozen=True):
    """Words that a file carries, with the words themselves: never to be shown to the world."""

    how: How
    text: str
    page: int | None = None
    box: Place | None = None


class Finding(Struct, frozen=True):
    """That a file carries something its pages do not show: where and how, and not what it says."""

    how: How
    page: int | None = None
    """Counted from 1; None for what belongs to the whole file."""
    box: Place | None = None
    words: int = 0
    """How many words; 0 where it is a picture or is not counted."""


def found(trace: Trace) -> Finding:
    """A trace without its words."""
    return Finding(trace.how, trace.page, trace.box, len(trace.text.split()))
