"""Records become files of other formats, and citations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from memcon.model import Document

if TYPE_CHECKING:
    from memcon.archive import Shown
    from memcon.exports import ExportEntry, ExportFormat

Exportable: TypeAlias = "Document | Shown | ExportEntry"
"""What can be exported: a document as read, a record as the archive shows it, or one put together by hand."""


def export(what: Exportable | Iterable[Exportable], form: str, *, base: str | None = None) -> bytes:
    """Records as one file of the format `form`, one of `formats`.

    `base` is for ``iiif``: the address at which its manifest will be published.

    A document stands for all of its records, a record of the archive for itself, as corrected. Raises
    `UsageError` for a format that there is not, for no records, or for several where a file of the format
    holds one; `MissingExtra` where a part is not installed; `MissingFile` where the format shows the pages
    themselves and their file is gone.
    """
    from memcon.exports import export

    return export(list(entries(what)), form, base)


def append_to_volume(volume: bytes, what: Exportable | Iterable[Exportable]) -> bytes:
    """A volume of FRUS as TEI with the records behind its last document, under the next numbers.

    Nothing else of the volume is changed. Raises `UnreadableFile` where it is no well-formed TEI or has no
    numbered document.
    """
    from memcon.exports.tei.shell import appended

    return appended(volume, list(entries(what)))


def cite(what: Exportable | Iterable[Exportable], style: str = "frus") -> list[str]:
    """A citation of each record, in one of the styles of `styles`; what is not known is a visible gap.

    Raises `UsageError` for a style that there is not.
    """
    from memcon.exports import cite_one

    return [cite_one(entry, style) for entry in entries(what)]


def formats() -> tuple[ExportFormat, ...]:
    """Every format that `export` takes."""
    from memcon.exports import FORMATS

    return tuple(FORMATS.values())


def styles() -> dict[str, str]:
    """Every style that `cite` takes, with what it is."""
    from memcon.exports import STYLES

    return {name: style.what for name, style in STYLES.items()}


def entries(what: Exportable | Iterable[Exportable], path: Path | None = None) -> Iterator[ExportEntry]:
    """Each record of `what` with its document and what is known of it; `path` is where a document lies."""
    from memcon.archive import Shown
    from memcon.exports import ExportEntry

    if isinstance(what, ExportEntry):
        yield what
    elif isinstance(what, Shown):
        yield _kept(what)
    elif isinstance(what, Document):
        yield from _read(what, path)
    else:
        for one in what:
            yield from entries(one, path)


def _read(document: Document, path: Path | None) -> Iterator[ExportEntry]:
    from memcon.archive.identity import keys, short
    from memcon.exports import ExportEntry

    names = keys(document.source.sha256, document.records)
    for name, record in zip(names, document.records, strict=True):
        yield ExportEntry(record, document, short(name), path=str(path) if path else None)


def _kept(shown: Shown) -> ExportEntry:
    from memcon.exports import ExportChange, ExportEntry

    changes = tuple(
        ExportChange(c.path, _words(c.old), _words(c.value), c.author, c.at, c.why) for c in shown.corrections
    )
    there = next((path for path in shown.paths if Path(path).is_file()), None)
    return ExportEntry(
        shown.record,
        shown.document,
        shown.id,
        dict(shown.provenance),
        changes,
        there or next(iter(shown.paths), None),
    )


def _words(value: object) -> str:
    import msgspec

    if value is None:
        return ""
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()
