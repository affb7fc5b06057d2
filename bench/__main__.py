"""``python -m bench [text] [scans] [memory]``: all of them, or those that are named."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("OMP_THREAD_LIMIT", "1")

from bench import memory, scans, text  # Tesseract reads the limit when it is loaded

TABLES = {"text": text.run, "scans": scans.run, "memory": memory.run}


def main(names: list[str]) -> None:
    """Print the tables named, or all."""
    for name in names or TABLES:
        with tempfile.TemporaryDirectory() as folder:
            TABLES[name](Path(folder))


main(sys.argv[1:])
