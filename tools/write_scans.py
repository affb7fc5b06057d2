"""Write scans of invented papers, each beside what it says, as the score wants labelled papers.

    python tools/write_scans.py 60 build/written
    python3 ../shared/score/score.py --gold build/written --run 'memcon read {pdf} --format json'

A paper is made from its number and its style alone, so that everyone scores the same ones.
"""

from __future__ import annotations

import json
import sys
from itertools import cycle, islice
from pathlib import Path
from random import Random

import msgspec

from memcon.writing import INVENTED, as_scan, invented


def main(count: int, folder: Path, first: int = 0) -> None:
    """Write scans `first` to `first + count` into `folder`/pdf, and their labels into `folder`/labels."""
    for name in ("pdf", "labels"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for number, style in islice(enumerate(cycle(INVENTED)), first, first + count):
        record, style_of = invented(Random(f"scan {number}"), style)
        scan = as_scan(record, style_of, seed=number)
        name = f"{number:03d}-{style}"
        (folder / "pdf" / f"{name}.pdf").write_bytes(scan.pdf)
        label = {
            "file": name,
            "pages": len(scan.truth.pages),
            "records": [msgspec.to_builtins(record) for record in scan.truth.records],
        }
        (folder / "labels" / f"{name}.json").write_text(json.dumps(label, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]), *map(int, sys.argv[3:4]))
