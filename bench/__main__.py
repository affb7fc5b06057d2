"""``python -m bench [text] [scans] [memory] [archive] [marks] [long] [million] [writing]``: or the usual."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("OMP_THREAD_LIMIT", "1")

from bench import archive, marks, memory, scans, text, writing  # Tesseract reads the limit when it is loaded

TABLES = {
    "text": text.run,
    "scans": scans.run,
    "memory": memory.run,
    "marks": marks.run,
    "long": memory.run_long,
    "archive": archive.run,
    "million": archive.run_million,
    "writing": writing.run,
}
USUAL = ("text", "scans", "memory", "archive", "writing")


def main(names: list[str]) -> None:
    """Print the tables named, or the usual ones."""
    for name in names or USUAL:
        with tempfile.TemporaryDirectory() as folder:
            TABLES[name](Path(folder))


main(sys.argv[1:])
