"""What the page's image says that OCR cannot: struck marks, strokes, stamps, withheld passages, handwriting.

`look` needs the image alone and runs before OCR, which is then given the `cleared` image; `dress` runs
after it and puts the marks among the words; `bared` then reads the classification block under an overprint.
`draw` shows it all on the page.
"""

from __future__ import annotations

from .clearing import cleared, lifted
from .draw import WHAT, draw
from .dress import dress
from .looking import look
from .overprint import bared
from .sight import Sight, StruckMark
from .stampreading import stamps_read

__all__ = [
    "WHAT",
    "Sight",
    "StruckMark",
    "bared",
    "cleared",
    "draw",
    "dress",
    "lifted",
    "look",
    "stamps_read",
]
