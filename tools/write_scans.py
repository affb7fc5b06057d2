"""Write scans of invented papers, each beside what it says, as the score wants labelled papers.

    python tools/write_scans.py 60 build/written
    python3 ../shared/score/score.py --gold build/written --run 'memcon read {pdf} --format json'

A paper is made from its number and its style alone, so that everyone scores the same ones. With `--printed`
the case numbers under the stamps are printed, as on a library's labels, and not written by hand.
"""

from __future__ import annotations

import argparse
import json
from itertools import cycle, islice
from pathlib import Path
from random import Random

import msgspec

from memcon.writing import INVENTED, Ageing, as_scan, invented


def main(count: int, folder: Path, first: int, settings: Ageing) -> None:
    """Write scans `first` to `first + count` into `folder`/pdf, and their labels into `folder`/labels."""
    for name in ("pdf", "labels"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for number, style in islice(enumerate(cycle(INVENTED)), first, first + count):
        record, style_of = invented(Random(f"scan {number}"), style)
        scan = as_scan(record, style_of, seed=number, settings=settings)
        name = f"{number:03d}-{style}"
        (folder / "pdf" / f"{name}.pdf").write_bytes(scan.pdf)
        label = {
            "file": name,
            "pages": len(scan.truth.pages),
            "records": [msgspec.to_builtins(record) for record in scan.truth.records],
        }
        (folder / "labels" / f"{name}.json").write_text(json.dumps(label, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description="Write scans of invented papers with their labels.")
    asked.add_argument("count", type=int)
    asked.add_argument("folder", type=Path)
    asked.add_argument("first", type=int, nargs="?", default=0, help="the number of the first scan")
    asked.add_argument("--printed", action="store_true", help="print case numbers under the stamps")
    given = asked.parse_args()
    main(given.count, given.folder, given.first, Ageing(typed_case=float(given.printed)))
