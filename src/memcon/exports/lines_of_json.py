"""JSON lines: a record with all that is known of it, one to a line."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from memcon.exports.entry import ExportEntry


def jsonl(entries: Sequence[ExportEntry]) -> bytes:
    """An object a line: ``id``, ``source``, ``provenance``, ``record``, ``lines``, named as in a document."""
    made = bytearray()
    for entry in entries:
        first, last = entry.record.pages
        made += msgspec.json.encode(
            {
                "id": entry.id,
                "source": entry.document.source,
                "provenance": dict(entry.provenance),
                "record": entry.record,
                "lines": [line for line in entry.document.lines if first <= line.page <= last],
            }
        )
        made += b"\n"
    return bytes(made)
