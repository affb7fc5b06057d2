"""Written scans: papers reviewed, stamped and copied until they look like what a library releases."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from memcon.errors import UsageError
from memcon.model import Record
from memcon.writing.scanning.scan import scan
from memcon.writing.scanning.settings import Ageing
from memcon.writing.scanning.truth import TrueMark, Truth, Written
from memcon.writing.style import Style, style_named, style_of

__all__ = ["Ageing", "TrueMark", "Truth", "Written", "as_scan"]


def as_scan(
    records: Record | Sequence[Record],
    styles: str | Style | Sequence[str | Style] | None = None,
    seed: int = 0,
    settings: Ageing | None = None,
) -> Written:
    """The records as one scanned packet: a PDF of 300-dpi page images in two tones, and the truth about it.

    `styles` is one style for all records, or one for each; None takes the style that each calls for. Every
    choice comes from `seed`: the same call gives the same bytes. Boxes in the truth are in pixels of the
    upright page.

    Raises `memcon.errors.UsageError` for no records, an unknown style, or styles that do not match records.
    """
    papers = [records] if isinstance(records, Record) else list(records)
    if not papers:
        raise UsageError("There are no records to write", "Give one at least")
    chosen = _styles(papers, styles)
    return scan(list(zip(papers, chosen, strict=True)), Random(f"scan {seed}"), settings or Ageing())


def _styles(papers: list[Record], styles: str | Style | Sequence[str | Style] | None) -> list[Style]:
    if styles is None:
        return [style_of(record) for record in papers]
    if isinstance(styles, str | Style):
        return [style_named(styles)] * len(papers)
    if len(styles) != len(papers):
        raise UsageError(f"{len(papers)} records and {len(styles)} styles", "Give one style for each record")
    return [style_named(style) for style in styles]
