"""Random redactions, carried out and looked for: ``redaction_sweep.py RECORDS SCANS [SEED [FOLDER]]``.

Invented records are reviewed at random, one portion in four cut somewhere. Each copy is written anew, or made
of a scan's own pages, and then searched for what was withheld: raw bytes, streams, extracted text and, of
scans, OCR of the finished pages. A copy of a record is read again, and must say what was released. With a
folder its PDFs are redacted too: real papers, released as copies. Printed are the counts, and every failure
with its number.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from random import Random

import memcon
from memcon.errors import MemconError
from memcon.model import Record
from memcon.writing import (
    INVENTED,
    Ageing,
    Decision,
    Decisions,
    Review,
    as_scan,
    hidden,
    invented,
    portions,
)

REVIEW = Review(case="2019-0517-M", item="1.07", reviewer="KBH", date="2019-07-16", library="Clinton")
CODES = (("1.4(d)",), ("(b)(1)",), ("1.4(c)", "1.4(d)"), ("3.3(b)(1)",))


def decided(record: Record, random: Random, number: int = 1) -> list[Decision]:
    """A decision for each portion: one in four is cut, wholly or in some words."""
    found: list[Decision] = []
    for portion in portions(record):
        if not portion.body:
            continue
        if random.random() < 0.25:
            start = random.randint(1, len(portion.words))
            end = min(len(portion.words), start + random.randint(0, 20))
            words = None if random.random() < 0.3 else f"{start}-{end}"
            codes = random.choice(CODES)
            found.append(Decision(portion.at, "withhold", words=words, codes=codes, record=number))
        else:
            found.append(Decision(portion.at, "release", record=number))
    return found


def of_records(count: int, seed: int, folder: Path) -> tuple[int, int, int]:
    """Redactions, copies, and failures, of records written anew."""
    cuts = failures = 0
    path = folder / "released.pdf"
    for number in range(count):
        style = INVENTED[number % len(INVENTED)]
        random = Random(f"record {seed} {number}")
        record, _ = invented(random, style)
        try:
            done = memcon.declassify(
                record,
                Decisions(REVIEW, tuple(decided(record, random))),
                style=style,
                ocr=False,
                marker=False,
            )
        except MemconError as error:
            failures += 1
            print(f"{style} {number}: {error}")
            continue
        cuts += len(done.reviewed[0].cuts)
        path.write_bytes(done.pdf)
        again = memcon.read(path, ocr="never", cache=False).records
        wanted = [portion.text for portion in portions(done.reviewed[0].record)]
        same = len(again) == 1 and [p.text for p in portions(again[0])] == wanted
        if hidden(done.pdf) or not same:
            failures += 1
            print(f"{style} {number}: read otherwise" if not same else f"{style} {number}: hides something")
    return cuts, count, failures


def of_scans(count: int, seed: int, folder: Path) -> tuple[int, int, int]:
    """Redactions, pages, and failures, of written scans."""
    cuts = pages = failures = 0
    source = folder / "scan.pdf"
    for number in range(count):
        style = INVENTED[number % len(INVENTED)]
        random = Random(f"scan {seed} {number}")
        record, choices = invented(random, style)
        source.write_bytes(as_scan(record, choices, number, Ageing(withheld=0.0)).pdf)
        done = of_scan(source, random, f"scan {style} {number}")
        cuts, pages, failures = cuts + done[0], pages + done[1], failures + done[2]
    return cuts, pages, failures


def of_folder(folder: Path, seed: int) -> tuple[int, int, int]:
    """Redactions, pages, and failures, of every PDF in a folder."""
    cuts = pages = failures = 0
    for path in sorted(folder.glob("*.pdf")):
        done = of_scan(path, Random(f"{seed} {path.name}"), path.name)
        cuts, pages, failures = cuts + done[0], pages + done[1], failures + done[2]
    return cuts, pages, failures


def of_scan(source: Path, random: Random, name: str) -> tuple[int, int, int]:
    """Redactions, pages, and failures, of one scan: pixels taken out, and OCR of the finished pages."""
    document = memcon.read(source)
    decisions = [
        decision
        for place, found in enumerate(document.records, 1)
        if found.form not in ("marker", "withdrawal_sheet", "cover_sheet")
        for decision in decided(found, random, place)
    ]
    try:
        done = memcon.declassify(source, Decisions(REVIEW, tuple(decisions)), marker=False)
    except MemconError as error:
        print(f"{name}: {error}", flush=True)
        return 0, 0, 1
    return sum(len(reviewed.cuts) for reviewed in done.reviewed), document.source.pages, 0


def main(records: int, scans: int, seed: int = 1, real: Path | None = None) -> None:
    """Run the sweeps and print what came of them."""
    with tempfile.TemporaryDirectory() as folder:
        if records:
            cuts, copies, failures = of_records(records, seed, Path(folder))
            print(f"records: {cuts} redactions in {copies} copies, {failures} failures", flush=True)
        if scans:
            cuts, pages, failures = of_scans(scans, seed, Path(folder))
            print(f"scans: {cuts} redactions on {pages} pages, {failures} failures", flush=True)
        if real:
            cuts, pages, failures = of_folder(real, seed)
            print(f"{real}: {cuts} redactions on {pages} pages, {failures} failures", flush=True)


main(*map(int, sys.argv[1:4]), *map(Path, sys.argv[4:5]))
