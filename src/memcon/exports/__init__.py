"""Records go out: to the formats of editors, historians, archives and programs; published volumes come in.

    >>> from memcon.exports import FORMATS, export
    >>> FORMATS["ris"].media_type
    'application/x-research-info-systems'

Each format is a function from records to bytes, and says in `FORMATS` what it is. A format never changes what
a record says, and leaves a visible gap where something is not known.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from memcon.exports.citing import STYLES, Style, cite_one
from memcon.exports.entry import ExportChange, ExportEntry
from memcon.exports.formats import FORMATS, ExportFormat, export

if TYPE_CHECKING:
    from memcon.exports.scans.taking_in import read_alto, read_documentcloud, read_hocr
    from memcon.exports.tei.volume import read_tei

_LATER = {
    "read_alto": "memcon.exports.scans.taking_in",
    "read_documentcloud": "memcon.exports.scans.taking_in",
    "read_hocr": "memcon.exports.scans.taking_in",
    "read_tei": "memcon.exports.tei.volume",
}
"""What needs lxml."""

__all__ = [
    "FORMATS",
    "STYLES",
    "ExportChange",
    "ExportEntry",
    "ExportFormat",
    "Style",
    "cite_one",
    "export",
    "read_alto",
    "read_documentcloud",
    "read_hocr",
    "read_tei",
]


def __getattr__(name: str) -> object:
    if name in _LATER:
        return getattr(import_module(_LATER[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
