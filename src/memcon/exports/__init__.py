"""Records go out: to the formats of editors, historians, archives and programs; published volumes come in.

    >>> from memcon.exports import FORMATS, export
    >>> FORMATS["ris"].media_type
    'application/x-research-info-systems'

Each format is a function from records to bytes, and says in `FORMATS` what it is. A format never changes what
a record says, and leaves a visible gap where something is not known.
"""

from __future__ import annotations

from memcon.exports.citing import STYLES, Style, cite_one
from memcon.exports.entry import ExportChange, ExportEntry
from memcon.exports.formats import FORMATS, ExportFormat, export

__all__ = ["FORMATS", "STYLES", "ExportChange", "ExportEntry", "ExportFormat", "Style", "cite_one", "export"]
