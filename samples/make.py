"""Write the specimen papers: every record as text, a few of them as scans, and what a reader should give.

python samples/make.py            write them beside this script
python samples/make.py FOLDER     write them elsewhere
"""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec
from specimens import PAPERS

from memcon.writing import Ageing, Written, as_scan, as_text

_USUAL = Ageing(withheld=0.0, marker=0.0, withdrawal=0.0, turned=0.0, layer=1.0, stamped_level=0.0)


def _settings(**changes: float) -> Ageing:
    return msgspec.structs.replace(_USUAL, **changes)


SCANS: dict[str, tuple[tuple[str, ...], int, Ageing]] = {
    "1975-10-14-grain": (("1975-10-14-grain",), 2, _settings(noise=0.5)),
    "1993-03-26-gauges": (("1993-03-26-gauges",), 1, _settings(withheld=1.0, unboxed=0.0, marker=1.0)),
    "1994-09-22-visit": (("1994-09-22-visit",), 6, _settings(slashes=1.0, withdrawal=1.0)),
    "1995-04-11-principals": (("1995-04-11-principals",), 3, _settings(photocopy=1.0, spaced_layer=1.0)),
    "1996-03-27-water": (("1996-03-27-water",), 5, _settings(slashes=0.0, case_line=1.0)),
    "packet-1990-1995": (
        ("1990-08-21-ferry", "1995-12-14-shots", "1994-11-04-cable"),
        4,
        _settings(marker=1.0, turned=0.2, layer=0.0),
    ),
}
"""Each scan by the name of its file: its papers, its seed, how it aged."""


def scanned(name: str) -> Written:
    """One of the scans, with the truth about it."""
    papers, seed, settings = SCANS[name]
    records, styles = zip(*(PAPERS[paper] for paper in papers), strict=True)
    return as_scan(list(records), list(styles), seed, settings)


def main(folder: Path) -> None:
    """Write all specimen files into `folder`."""
    truth: dict[str, object] = {}
    for name, (record, style) in PAPERS.items():
        (folder / f"{name}.txt").write_text(as_text(record, style), encoding="utf-8", newline="\n")
        truth[f"{name}.txt"] = [record]
    for name in SCANS:
        written = scanned(name)
        (folder / f"{name}.pdf").write_bytes(written.pdf)
        truth[f"{name}.pdf"] = written.truth.records
    lines = msgspec.json.format(msgspec.json.encode(truth), indent=1)
    (folder / "truth.json").write_bytes(lines + b"\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
