"""Every format, by name: what it is, and what makes it. Heavy imports stand inside functions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from typing import Literal

from msgspec import Struct

from memcon.errors import UsageError
from memcon.exports.entry import ExportEntry

Scope = Literal["records", "document", "record"]
"""What one file of a format holds: any number of records, one whole document, or one record."""


class ExportFormat(Struct, frozen=True):
    """A format that records are exported to."""

    name: str
    suffix: str
    media_type: str
    what: str
    scope: Scope = "records"
    picture: bool = False
    """Whether it shows the file's own pages, so that the file must still be there."""


_TABLES = {
    "": ("records", "a row for each record"),
    "-turns": ("turns", "a row for each paragraph of what was said"),
    "-people": ("people", "a row for each person and role"),
    "-withheld": ("withheld", "a row for each passage withheld"),
}
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_PARQUET = "application/vnd.apache.parquet"

FORMATS: dict[str, ExportFormat] = {
    made.name: made
    for made in (
        ExportFormat("text", ".txt", "text/plain", "plain text, to be read"),
        ExportFormat("markdown", ".md", "text/markdown", "Markdown, to be read or put on a page"),
        ExportFormat("pdf", ".pdf", "application/pdf", "PDF: a reading copy, set anew"),
        ExportFormat("docx", ".docx", _DOCX, "DOCX: for word processors"),
        ExportFormat("jsonl", ".jsonl", "application/jsonl", "JSON lines, for programs: a record a line"),
        ExportFormat("frus", ".xml", "application/tei+xml", "TEI: a volume of documents as FRUS prints them"),
        ExportFormat(
            "frus-div", ".xml", "application/tei+xml", "TEI: one document, for a FRUS volume", "record"
        ),
        ExportFormat("tei", ".xml", "application/tei+xml", "TEI: line by line, as it stands on its pages"),
        ExportFormat("hocr", ".hocr", "text/html", "hOCR: words with their boxes", "document"),
        ExportFormat("alto", ".alto.xml", "application/xml", "ALTO: words with their boxes", "document"),
        ExportFormat(
            "documentcloud", ".json", "application/json", "DocumentCloud: words with their boxes", "document"
        ),
        ExportFormat("iiif", ".json", "application/ld+json", "IIIF: pages and annotations", "document"),
        ExportFormat(
            "searchable-pdf", ".pdf", "application/pdf", "PDF: the scan, text beneath it", "document", True
        ),
        *(
            ExportFormat(f"csv{end}", ".csv", "text/csv", f"CSV for spreadsheets: {what}")
            for end, (_, what) in _TABLES.items()
        ),
        *(
            ExportFormat(f"parquet{end}", ".parquet", _PARQUET, f"Parquet for analysis: {what}")
            for end, (_, what) in _TABLES.items()
        ),
        ExportFormat("csl-json", ".json", "application/vnd.citationstyles.csl+json", "references: CSL-JSON"),
        ExportFormat(
            "ris", ".ris", "application/x-research-info-systems", "references: RIS, as Zotero takes it"
        ),
        ExportFormat("bibtex", ".bib", "application/x-bibtex", "references: BibTeX"),
    )
}
"""In the order in which ``memcon formats`` lists them."""

_MAKERS: dict[str, tuple[str, str]] = {
    "text": ("plain", "text"),
    "markdown": ("plain", "markdown"),
    "jsonl": ("lines_of_json", "jsonl"),
    "tei": ("tei.diplomatic", "diplomatic"),
    "pdf": ("copies.pdf", "pdf"),
    "docx": ("copies.docx", "docx"),
    "hocr": ("scans.hocr", "hocr"),
    "documentcloud": ("scans.documentcloud", "documentcloud"),
    "alto": ("scans.alto", "alto"),
    "iiif": ("scans.iiif", "iiif"),
    "searchable-pdf": ("scans.searchable", "searchable"),
    "frus": ("tei.shell", "frus"),
    "frus-div": ("tei.frus", "frus_div"),
    "csl-json": ("references", "csl"),
    "ris": ("references", "ris"),
    "bibtex": ("references", "bibtex"),
}
"""The module and the function of each format that is not a table."""


def export(entries: Sequence[ExportEntry], form: str, base: str | None = None) -> bytes:
    """The records as one file of the format `form`; `base` is where a manifest of ``iiif`` will be published.

    Raises `UsageError` for a format that there is not, for no records, and for several where the format
    holds one; `MissingExtra` where a part is not installed; `MissingFile` where the pages' own file is gone.
    """
    made = format_named(form)
    if base and form != "iiif":
        raise UsageError(f"a {form} file has no addresses of its own", "Use --format iiif")
    if not entries:
        raise UsageError("there is no record to export", "Name a file or a record that is there")
    if made.scope != "records" and len({entry.document.source.sha256 for entry in entries}) > 1:
        raise UsageError(f"a {form} file holds one document", "Export them one by one, or into a folder")
    if made.scope == "record" and len(entries) > 1:
        raise UsageError(f"a {form} file holds one record", "Export them one by one, or into a folder")
    if base:
        from memcon.exports.scans.iiif import iiif

        return iiif(entries, base)
    return _maker(form)(entries)


def format_named(form: str) -> ExportFormat:
    """The format of that name. Raises `UsageError` where there is none."""
    if form not in FORMATS:
        raise UsageError(f"there is no format {form!r}", f"Use one of {', '.join(FORMATS)}")
    return FORMATS[form]


def _maker(form: str) -> Callable[[Sequence[ExportEntry]], bytes]:
    kind, _, table = form.partition("-")
    if kind in ("csv", "parquet"):
        make = getattr(import_module("memcon.exports.tables"), f"as_{kind}")
        return partial(make, table=table or "records")
    module, function = _MAKERS[form]
    return getattr(import_module(f"memcon.exports.{module}"), function)
