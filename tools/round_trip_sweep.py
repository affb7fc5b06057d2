"""Records written and read again: ``python tools/round_trip_sweep.py COUNT``.

Each style's invented records are written as text and as PDF and read; printed is how many say what they said.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from random import Random

import memcon
from memcon.model import bare
from memcon.writing import INVENTED, as_pdf, as_text, invented


def main(count: int) -> None:
    """Print for each style how many of `count` records come back, as text and as PDF."""
    with tempfile.TemporaryDirectory() as folder:
        text, pdf = Path(folder) / "paper.txt", Path(folder) / "paper.pdf"
        for style in INVENTED:
            same = [0, 0]
            for seed in range(count):
                record, choices = invented(Random(f"sweep {seed}"), style)
                text.write_text(as_text(record, choices))
                pdf.write_bytes(as_pdf(record, choices))
                for place, path in enumerate((text, pdf)):
                    records = memcon.read(path, ocr="never", cache=False).records
                    alike = len(records) == 1 and bare(records[0]) == bare(record)
                    same[place] += alike
                    if not alike:
                        print(f"{style} {seed}: {path.suffix} is read otherwise", flush=True)
            print(f"{style}: {same[0]} of {count} as text, {same[1]} as PDF", flush=True)


main(int(sys.argv[1]))
