"""Records out and volumes in: TEI beside a bare parse by lxml, each format beside JSON lines."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from lxml import etree
from msgspec import structs

import memcon
from bench.measure import seconds, show
from memcon import writing
from memcon.exports import read_tei

VOLUME = 4_000_000
"""Bytes of the volume that is taken in; the longest of FRUS in TEI are of this size."""
SEEDS = 6
SCANS = 2
TALK = 24_000
"""Letters of the body of a document in a volume of FRUS, on the average of two."""
READ = """
import sys
from pathlib import Path
import memcon
memcon.read(Path(sys.argv[1]))
status = Path("/proc/self/status")
if status.exists():  # the most since this program began; what getrusage gives counts the one that began it
    print(next(l.split()[1] for l in status.read_text().splitlines() if l.startswith("VmHWM")))
else:
    import resource
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def run(folder: Path) -> None:
    """Print both tables; `folder` is for the volume and the scans."""
    papers = [writing.invent(n, style) for style in writing.INVENTED for n in range(SEEDS)]
    entries = [e for n, paper in enumerate(papers) for e in _read(folder / f"{n}.txt", paper)]
    _taken_in(folder / "volume.xml", entries)
    _given_out(folder, entries)


def _read(path: Path, paper: memcon.Record) -> list[memcon.ExportEntry]:
    path.write_text(writing.as_text(paper))
    return list(memcon.export_entries(memcon.read(path), path))


def _taken_in(path: Path, entries: list[memcon.ExportEntry]) -> None:
    """A volume of invented talks, as long as those of FRUS, over and over under new numbers."""
    talks = [structs.replace(entry, record=_long(entry.record)) for entry in entries]
    once = len(memcon.export(talks, "frus"))
    path.write_bytes(memcon.export(talks * (VOLUME // once + 1), "frus"))
    size = path.stat().st_size / 1e6

    def walked() -> int:
        return sum(len("".join(p.itertext())) for p in etree.parse(path).getroot().iter("{*}p", "{*}item"))

    bare, _ = seconds(lambda: etree.parse(path), best_of=5)
    text, _ = seconds(walked, best_of=5)
    whole, document = seconds(lambda: read_tei(path), best_of=5)
    told = subprocess.run([sys.executable, "-c", READ, path], capture_output=True, check=True, text=True)
    rows = [
        ("lxml, a bare parse", f"{size / bare:.0f}", "1.0"),
        ("lxml, and the text of each paragraph", f"{size / text:.0f}", f"{text / bare:.1f}"),
        ("memcon, records with lines, turns and spans", f"{size / whole:.0f}", f"{whole / bare:.1f}"),
    ]
    note = (
        f"{size:.1f} MB of TEI, {len(document.records)} documents, in {whole:.2f} s of CPU; "
        f"a program that reads them takes {int(told.stdout) / 1024:.0f} MB in all."
    )
    show("A volume taken in", ("", "MB/s", "times lxml"), rows, note)


def _long(record: memcon.Record) -> memcon.Record:
    """A record whose body is said again and again, until it is as long as one of FRUS."""
    said = sum(len(p.text) for turn in record.turns for p in turn.paragraphs)
    said += sum(len(p.text) for p in record.paragraphs)
    times = TALK // max(said, 1) + 1
    return structs.replace(record, turns=record.turns * times, paragraphs=record.paragraphs * times)


def _given_out(folder: Path, entries: list[memcon.ExportEntry]) -> None:
    scans: list[memcon.ExportEntry] = []
    for seed in range(SCANS):
        path = folder / f"{seed}.pdf"
        path.write_bytes(writing.as_scan(writing.invent(seed), seed=seed).pdf)
        scans += memcon.export_entries(memcon.read(path, cache=False), path)
    base = _each(entries, "jsonl")
    rows = [
        (f"{known.name} (scans)" if known.picture else known.name, f"{1 / each:,.0f}", f"{each / base:.1f}")
        for known in memcon.formats()
        for each in (_each(scans if known.picture else entries, known.name),)
    ]
    note = f"{len(entries)} invented records, a file for each; searchable-pdf: {len(scans)} scans, as read."
    show("Records given out", ("", "records/s", "times jsonl"), rows, note)


def _each(entries: list[memcon.ExportEntry], form: str) -> float:
    """The CPU seconds that one record takes in a format."""
    memcon.export(entries[:1], form)  # what is imported once
    taken, _ = seconds(lambda: [memcon.export([entry], form) for entry in entries], best_of=2)
    return taken / len(entries)
