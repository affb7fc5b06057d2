"""Write the specimen papers: every record as text, a few of them as scans, and what a reader should give.

In `kessel/` stand drafts, each written as text, and one of them released twice, with the decisions beside it.

python samples/make.py            write them beside this script
python samples/make.py FOLDER     write them elsewhere
"""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec
from specimens import PAPERS

import memcon
from memcon.writing import (
    Ageing,
    Decision,
    Decisions,
    Review,
    Written,
    as_scan,
    as_text,
    decisions_as_toml,
    portions,
)

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


KESSEL = Path(__file__).parent / "kessel"
CROSSING = "1995-06-08-crossing"
RELEASES: dict[str, tuple[Review, tuple[str, ...], dict[str, str]]] = {
    "2002": (
        Review("E.O. 12958", "2001-0311-F", "1.04", "KLM", "2002-05-14", "Invented"),
        ("1.5(d)",),
        {
            "Forty cubic meters in August.": "",
            "I can promise thirty-six": "",
            "He will need to be paid.": "7-26",
            "I will say in public": "",
        },
    ),
    "2019": (
        Review("E.O. 13526", "2017-0222-M", "1.21", "KBH", "2019-07-16", "Invented"),
        ("1.4(d)",),
        {"I can promise thirty-six": "12-30"},
    ),
}
"""Two releases of one paper: under what, the codes, and how the passages begin that are withheld, with the
words of them; all of a passage where none are given."""


def released(folder: Path, year: str) -> None:
    """Release the scan of the crossing as in `year`: decisions and copy."""
    review, codes, passages = RELEASES[year]
    record = memcon.draft(KESSEL / f"{CROSSING}.draft").record
    record = memcon.mark(record).record
    source = folder / f"{CROSSING}-{year}.pdf"
    clean = _settings(release=0.0, misread=0.0, spaced_layer=0.0, skew=0.2, shadow=0.0)
    source.write_bytes(as_scan(record, "clinton", 7, clean).pdf)
    found: list[Decision] = []
    for portion in portions(memcon.read(source, cache=False).records[0]):
        begun = next((start for start in passages if portion.text.startswith(start)), None)
        count = len(portion.words)
        if begun is not None:
            words = passages[begun] or None
            found.append(Decision(portion.at, "withhold", words, codes=codes, mark=portion.mark, of=count))
        elif portion.body:
            found.append(Decision(portion.at, "release", mark=portion.mark, of=count))
    decisions = Decisions(review, tuple(found))
    source.with_suffix(".toml").write_text(decisions_as_toml(decisions))
    source.write_bytes(memcon.declassify(source, decisions).pdf)


def kessel(folder: Path) -> None:
    """Write the drafts of `kessel/` as text, and the two releases."""
    folder.mkdir(exist_ok=True)
    for draft in sorted(KESSEL.glob("*.draft")):
        (folder / f"{draft.stem}.txt").write_bytes(memcon.write(draft, "text"))
    for year in RELEASES:
        released(folder, year)


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
    kessel(folder / "kessel")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
