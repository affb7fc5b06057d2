"""memcon reads memoranda of conversation, scans and all, into records.

The whole way, on one screen: a file becomes pages, pages become lines, lines become records.

    >>> import memcon
    >>> document = memcon.read("telcon.pdf")                       # doctest: +SKIP
    >>> [record.form for record in document.records]               # doctest: +SKIP
    ['telcon']

Every value keeps where it stands (`Document.text_at`, `Evidence`); what is wrong with the call or the file
raises a `MemconError`, what is doubtful in a paper is in `Document.diagnostics`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from memcon.errors import (
    EncryptedFile,
    MemconError,
    MissingExtra,
    MissingFile,
    NotReleased,
    TooLarge,
    UnreadableFile,
    UsageError,
)
from memcon.markings import LEVELS, Legend, legends, level_of, parse_banner, parse_mark, rank, roll_up
from memcon.model import (
    DOUBTFUL,
    SCHEMA_VERSION,
    Box,
    Cell,
    ClassificationBlock,
    Declassification,
    Diagnostic,
    Document,
    Element,
    Evidence,
    Footnote,
    Heading,
    Holdings,
    Line,
    Page,
    Paragraph,
    Participant,
    Piece,
    PrintedPage,
    Publication,
    Record,
    Seen,
    Source,
    SourceNote,
    Span,
    Turn,
    Volume,
    VolumeEntry,
    WithdrawalRow,
    Withheld,
    Word,
    bare,
    joined,
)
from memcon.verbs.checking import Explanation, check, check_rules, check_settings, explain
from memcon.verbs.comparing import compare
from memcon.verbs.encoding import decode, encode, encode_parts, schema
from memcon.verbs.exporting import cite, export, formats, styles
from memcon.verbs.exporting import entries as export_entries
from memcon.verbs.keeping import add
from memcon.verbs.picturing import page_image
from memcon.verbs.reading import Ocr, cache_report, clear_cache, read, read_many
from memcon.verbs.releasing import Released, covered, declassify

if TYPE_CHECKING:
    from memcon.archive import (
        Added,
        Archive,
        Copy,
        Correction,
        Facet,
        Failure,
        Found,
        FoundPassage,
        KeptPage,
        Listed,
        QueryError,
        Relocated,
        Results,
        Shown,
        Somebody,
        Status,
        Thumbnail,
        correction_line,
    )
    from memcon.checks import CheckSettings, Rule
    from memcon.comparison import (
        CodeChange,
        Comparison,
        Difference,
        Gap,
        MarkChange,
        Passage,
        Segment,
        Side,
    )
    from memcon.exports import ExportChange, ExportEntry, ExportFormat
    from memcon.pages.picturing import page_picture
    from memcon.pages.showing import PageImage
    from memcon.writing import (
        Decision,
        Decisions,
        Finding,
        Log,
        Portion,
        Review,
        decisions_as_toml,
        portions,
        read_decisions,
        refused,
        sign_decisions,
        worksheet,
    )

_LATER = {
    "memcon.checks": ("CheckSettings", "Rule"),
    "memcon.comparison": (
        "CodeChange",
        "Comparison",
        "Difference",
        "Gap",
        "MarkChange",
        "Passage",
        "Segment",
        "Side",
    ),
    "memcon.exports": ("ExportChange", "ExportEntry", "ExportFormat"),
    "memcon.archive": (
        "Added",
        "Archive",
        "Copy",
        "Correction",
        "Facet",
        "Failure",
        "Found",
        "FoundPassage",
        "KeptPage",
        "Listed",
        "QueryError",
        "Relocated",
        "Results",
        "Shown",
        "Somebody",
        "Status",
        "Thumbnail",
        "correction_line",
    ),
    "memcon.pages.picturing": ("page_picture",),
    "memcon.pages.showing": ("PageImage",),
    "memcon.writing": (
        "Decision",
        "Decisions",
        "Finding",
        "Log",
        "Portion",
        "Review",
        "decisions_as_toml",
        "portions",
        "read_decisions",
        "refused",
        "sign_decisions",
        "worksheet",
    ),
}
"""What is looked up only when asked for, since few who read need a database or a pen."""

__all__ = [
    "DOUBTFUL",
    "LEVELS",
    "SCHEMA_VERSION",
    "Added",
    "Archive",
    "Box",
    "Cell",
    "CheckSettings",
    "ClassificationBlock",
    "CodeChange",
    "Comparison",
    "Copy",
    "Correction",
    "Decision",
    "Decisions",
    "Declassification",
    "Diagnostic",
    "Difference",
    "Document",
    "Element",
    "EncryptedFile",
    "Evidence",
    "Explanation",
    "ExportChange",
    "ExportEntry",
    "ExportFormat",
    "Facet",
    "Failure",
    "Finding",
    "Footnote",
    "Found",
    "FoundPassage",
    "Gap",
    "Heading",
    "Holdings",
    "KeptPage",
    "Legend",
    "Line",
    "Listed",
    "Log",
    "MarkChange",
    "MemconError",
    "MissingExtra",
    "MissingFile",
    "NotReleased",
    "Ocr",
    "Page",
    "PageImage",
    "Paragraph",
    "Participant",
    "Passage",
    "Piece",
    "Portion",
    "PrintedPage",
    "Publication",
    "QueryError",
    "Record",
    "Released",
    "Relocated",
    "Results",
    "Review",
    "Rule",
    "Seen",
    "Segment",
    "Shown",
    "Side",
    "Somebody",
    "Source",
    "SourceNote",
    "Span",
    "Status",
    "Thumbnail",
    "TooLarge",
    "Turn",
    "UnreadableFile",
    "UsageError",
    "Volume",
    "VolumeEntry",
    "WithdrawalRow",
    "Withheld",
    "Word",
    "add",
    "bare",
    "cache_report",
    "check",
    "check_rules",
    "check_settings",
    "cite",
    "clear_cache",
    "compare",
    "correction_line",
    "covered",
    "decisions_as_toml",
    "declassify",
    "decode",
    "encode",
    "encode_parts",
    "explain",
    "export",
    "export_entries",
    "formats",
    "joined",
    "legends",
    "level_of",
    "page_image",
    "page_picture",
    "parse_banner",
    "parse_mark",
    "portions",
    "rank",
    "read",
    "read_decisions",
    "read_many",
    "refused",
    "roll_up",
    "schema",
    "sign_decisions",
    "styles",
    "worksheet",
]


def __getattr__(name: str) -> object:
    """``__version__`` and the names of `_LATER`, looked up only when asked for: it takes time."""
    if name == "__version__":
        from importlib import metadata

        return metadata.version("memcon")
    for module, names in _LATER.items():
        if name in names:
            return getattr(import_module(module), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
