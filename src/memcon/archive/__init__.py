"""The archive: records kept in one SQLite file, found by a query language, corrected by people.

    >>> from memcon.archive import Archive
    >>> with Archive("memcon.db") as archive:                       # doctest: +SKIP
    ...     archive.search("from:yeltsin nato date:1997").found[0].record.id
    'b72132becd:1-2'

The law: adding twice is adding once, and a correction never overwrites what the machine read.
"""

from __future__ import annotations

from memcon.archive.columns import FACETS, FacetColumns
from memcon.archive.corrections import PROVENANCE_FIELDS, Correction, correction_line
from memcon.archive.grammar import FIELDS, QueryError
from memcon.archive.means import Known, LinkSaid, Means
from memcon.archive.results import (
    CLOSING,
    OPENING,
    Added,
    Copy,
    Doubt,
    DoubtfulWord,
    Facet,
    Failure,
    Found,
    FoundPassage,
    KeptPage,
    Listed,
    Relocated,
    Results,
    SavedSearch,
    Shown,
    Somebody,
    Status,
    Thumbnail,
)
from memcon.archive.searching import SORTS, Sort
from memcon.archive.showing import ORDERS
from memcon.archive.store import DEFAULT, Archive

__all__ = [
    "CLOSING",
    "DEFAULT",
    "FACETS",
    "FIELDS",
    "OPENING",
    "ORDERS",
    "PROVENANCE_FIELDS",
    "SORTS",
    "Added",
    "Archive",
    "Copy",
    "Correction",
    "Doubt",
    "DoubtfulWord",
    "Facet",
    "FacetColumns",
    "Failure",
    "Found",
    "FoundPassage",
    "KeptPage",
    "Known",
    "LinkSaid",
    "Listed",
    "Means",
    "QueryError",
    "Relocated",
    "Results",
    "SavedSearch",
    "Shown",
    "Somebody",
    "Sort",
    "Status",
    "Thumbnail",
    "correction_line",
]
