"""Look for a text or a PDF that breaks the reader, guided by the code that each input reaches.

    python tools/fuzz.py text [-runs=N] [-max_total_time=SECONDS] [CORPUS]
    python tools/fuzz.py pdf  [-runs=N] [-max_total_time=SECONDS] [CORPUS]

The options are libFuzzer's. What breaks a law is written to a file, and the exit status is then not 0. Needs
the package atheris, of the extra dev on Linux.
"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
from pathlib import Path

import atheris

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests")]

with atheris.instrument_imports(include=["memcon.lines", "memcon.record", "memcon.pages"]):
    import memcon
    import memcon.lines
    import memcon.pages.opening
    import memcon.record  # noqa: F401

from test_fuzz import PDFS, check, read  # noqa: E402

LONGEST = {"text": 6_000, "pdf": 400_000}


def one_text(data: bytes) -> None:
    """Read `data` as a text; raises where a law does not hold."""
    document = read(data, "paper.txt", ocr="never")
    if document:
        check(document)


def one_pdf(data: bytes) -> None:
    """Read `data` as a PDF; raises where a law does not hold."""
    document = read(data, "paper.pdf", ocr="never", pages=(1, 2))
    if document:
        check(document)


def seeds(kind: str, folder: Path) -> None:
    """Whole papers for the fuzzer to begin with: the samples', and invented ones."""
    for path in sorted((ROOT / "samples").glob("*.txt" if kind == "text" else "*.pdf")):
        shutil.copy(path, folder)
    if kind == "text":
        from memcon import writing

        for number in range(16):
            record = writing.invented(random.Random(number), "clinton")[0]
            (folder / f"{number}.txt").write_text(writing.as_text(record))


def main() -> None:
    """Fuzz as the command line says."""
    kind = sys.argv[1] if len(sys.argv) > 1 else ""
    if kind not in LONGEST:
        sys.exit(__doc__)
    if kind == "pdf" and not PDFS:
        sys.exit("samples/ has no PDF to begin with")
    with tempfile.TemporaryDirectory() as folder:
        seeds(kind, Path(folder))
        arguments = [sys.argv[0], f"-max_len={LONGEST[kind]}", *sys.argv[2:], folder]
        atheris.Setup(arguments, one_text if kind == "text" else one_pdf)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
