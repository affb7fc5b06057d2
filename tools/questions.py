"""Ask all scans of `../shared/gold`, the texts of `../shared/frus` and the samples what a historian asks.

``python tools/questions.py [SQLITE-FILE]``: reads them into an archive, which goes on where it stopped, keeps
the same in a PostgreSQL database, asks both the questions of ``tests/archive/questions.py``, and prints what
each misses and what it finds besides. Exits with 1 where a question misses a file or the two stores differ.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "archive"))

from postgres import Server
from questions import GOLD, QUESTIONS, answered

import memcon
from memcon import Archive

ROOT = Path(__file__).parents[1]


def main(path: Path) -> bool:
    """Whether every question was answered alike, and in full."""
    files = [*sorted(GOLD.glob("*.pdf")), *sorted((GOLD.parents[1] / "frus" / "txt").glob("*.txt"))]
    files += sorted(file for kind in ("*.txt", "*.pdf") for file in (ROOT / "samples").glob(kind))
    good = True
    with Server() as server, Archive(path) as one, Archive(server.new_store()) as other:
        for file, result in memcon.add(files, one):
            if isinstance(result, memcon.MemconError):
                print(f"{file.name}: {result}")
        for document in one.documents():
            other.add(document)
        kept = {file.name for file in files}
        print(f"{one.status().files} files, {one.status().records} records, {one.status().passages} passages")
        for wish, query, expected in QUESTIONS:
            answers = [archive.search(query, limit=1000) for archive in (one, other)]
            missed, besides = answered({f.record.file for f in answers[0].found}, kept, expected)
            alike = answers[0] == answers[1]
            good &= alike and not missed
            print(f"{wish}: {query}: {answers[0].records} records, {answers[0].passages} passages")
            for said, names in (("missed", missed), ("besides", besides)):
                for name in sorted(names):
                    print(f"    {said}: {name}")
            if not alike:
                print("    the two stores differ")
    return good


if __name__ == "__main__":
    if len(sys.argv) > 1:
        sys.exit(not main(Path(sys.argv[1])))
    with tempfile.TemporaryDirectory() as folder:
        sys.exit(not main(Path(folder) / "memcon.db"))
