"""Text becomes records: beside its patterns alone, and beside pdfplumber with a page of patterns."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import memcon
import memcon.lines
import memcon.record
from bench.measure import seconds, show
from memcon import writing
from memcon.model import Record

SEEDS = 25
PDFS = 6
"""Records of each style that are read as PDFs."""

PLAIN = {
    "title": re.compile(r"^\s*(MEMORANDUM OF.*|.*SUMMARY OF CONCLUSIONS.*)$", re.MULTILINE | re.IGNORECASE),
    "subject": re.compile(r"^\s*SUBJECT:\s*(.+)$", re.MULTILINE | re.IGNORECASE),
    "date": re.compile(r"\b([A-Z][a-z]+ \d{1,2}, \d{4})\b"),
    "turn": re.compile(r"^([A-Z][\w.' -]{0,40}):[ \t]+(\S.*)$", re.MULTILINE),
    "mark": re.compile(r"\((U|C|S|TS)\)\s*$", re.MULTILINE),
}
"""What a page of patterns takes out of extracted text, as such scripts usually do."""


def run(folder: Path) -> None:
    """Print both tables; `folder` is for the papers."""
    records = [
        (style, seed, writing.invent(seed, style)) for style in writing.INVENTED for seed in range(SEEDS)
    ]
    texts = [folder / f"{style}-{seed}.txt" for style, seed, _ in records]
    for path, (style, _, record) in zip(texts, records, strict=True):
        path.write_text(writing.as_text(record, style))
    _beside_bare_patterns(texts)
    few = [(style, seed, record) for style, seed, record in records if seed < PDFS]
    pdfs = [folder / f"{style}-{seed}.pdf" for style, seed, _ in few]
    for path, (style, _, record) in zip(pdfs, few, strict=True):
        path.write_bytes(writing.as_pdf(record, style))
    _beside_pdfplumber(pdfs, [record for *_, record in few])


def _beside_bare_patterns(paths: list[Path]) -> None:
    size = sum(path.stat().st_size for path in paths) / 1e6
    memcon.read(paths[0])
    ours, _ = seconds(lambda: [memcon.read(path) for path in paths])
    patterns = sorted({p for m in (memcon.lines, memcon.record) for p in _patterns(m)}, key=str)
    bare, _ = seconds(lambda: [_bare(path, patterns) for path in paths])
    rows = [
        _row("memcon, text to records", ours, len(paths), size, bare),
        _row(f"its {len(patterns)} patterns alone, each once on each line", bare, len(paths), size, bare),
    ]
    styles = len(writing.INVENTED)
    note = f"{len(paths)} invented records in {styles} styles, {size:.2f} MB. Aim: within 5 times."
    show("Text to records", ("", "records/s", "MB/s", "times"), rows, note)


def _row(name: str, took: float, count: int, size: float, beside: float) -> tuple[str, str, str, str]:
    return name, f"{count / took:,.0f}", f"{size / took:.2f}", f"{took / beside:.1f}"


def _patterns(package: ModuleType) -> Iterator[re.Pattern[str]]:
    """Every compiled pattern that the modules of a package hold, in tuples and tables too."""
    for info in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        for value in vars(importlib.import_module(info.name)).values():
            yield from _within(value)


def _within(value: object) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _within(item)
    elif isinstance(value, tuple | list | frozenset | set):
        for item in value:
            yield from _within(item)


def _bare(path: Path, patterns: list[re.Pattern[str]]) -> int:
    searches = [pattern.search for pattern in patterns]
    return sum(1 for line in path.read_text().splitlines() for search in searches if search(line))


def _beside_pdfplumber(paths: list[Path], truths: list[Record]) -> None:
    memcon.read(paths[0], cache=False)
    ours, documents = seconds(lambda: [memcon.read(path, cache=False) for path in paths], best_of=2)
    plain, found = seconds(lambda: [_plumbed(path) for path in paths], best_of=1)
    spoken = [[turn.speaker for turn in truth.turns if turn.speaker] for truth in truths]
    read = [[t.speaker for r in d.records for t in r.turns if t.speaker] for d in documents]
    pages = sum(document.source.pages for document in documents)
    rows = [
        ("memcon, PDF to records", f"{pages / ours:.1f}", f"{ours / plain:.2f}", _share(spoken, read)),
        ("pdfplumber and a page of patterns", f"{pages / plain:.1f}", "1.00", _share(spoken, found)),
    ]
    note = (
        f"{len(paths)} born-digital PDFs, {pages} pages. 'Speakers right': dialogues whose speakers are all "
        "found, in order, and no others."
    )
    show("Born-digital PDF to records", ("", "pages/s", "times", "speakers right"), rows, note)


def _plumbed(path: Path) -> list[str | None]:
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        text = "\n".join(page.extract_text() or "" for page in pdf.pages)
    taken = {name: pattern.findall(text) for name, pattern in PLAIN.items()}
    return [speaker for speaker, _ in taken["turn"]]


def _share(truths: list[list[str | None]], found: list[list[str | None]]) -> str:
    pairs = [(truth, other) for truth, other in zip(truths, found, strict=True) if truth]
    return f"{sum(truth == other for truth, other in pairs)} of {len(pairs)}"
