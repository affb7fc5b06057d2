"""``python -m bench [NAME...]``: the tables of `TABLES` by their names, or the usual ones."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("OMP_THREAD_LIMIT", "1")

# Tesseract reads the limit when it is loaded
from bench import (
    archive,
    authority,
    checks,
    compare,
    copies,
    exporting,
    grouping,
    ingest,
    marks,
    memory,
    scans,
    serve,
    stores,
    text,
    writing,
)

TABLES = {
    "text": text.run,
    "scans": scans.run,
    "memory": memory.run,
    "marks": marks.run,
    "long": memory.run_long,
    "archive": archive.run,
    "stores": stores.run,
    "million": archive.run_million,
    "growth": stores.run_million,
    "serve": serve.run,
    "writing": writing.run,
    "checks": checks.run,
    "passages": checks.run_million,
    "authority": authority.run,
    "compare": compare.run,
    "releases": compare.run_sweep,
    "copies": copies.run,
    "grouping": grouping.run,
    "ingest": ingest.run,
    "exports": exporting.run,
}
USUAL = ("text", "scans", "memory", "archive", "writing", "checks", "authority", "compare", "exports")


def main(names: list[str]) -> None:
    """Print the tables named, or the usual ones."""
    for name in names or USUAL:
        with tempfile.TemporaryDirectory() as folder:
            TABLES[name](Path(folder))


main(sys.argv[1:])
