"""Documents that no plain text can give: what only a scan, a release or a table of journeys shows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from msgspec import structs

import memcon
from memcon.authority import Authority, Person, Stay, Visit
from memcon.authority.table import Table, built_in
from memcon.checks import Rule
from memcon.checks.rules import PARTS, in_specimen
from memcon.model import Box, Declassification, Document, Page, Paragraph, Record, Seen, Turn, Word

Pair = tuple[Document, Document]


def read_text(text: str, folder: Path) -> Document:
    """Plain text, read as a file is."""
    path = folder / "paper.txt"
    path.write_text(text)
    return memcon.read(path)


def example(rule: Rule, lines: str, folder: Path) -> Document:
    """An example of a rule, put into the specimen and read."""
    return read_text(in_specimen(rule.part, lines.strip("\n")), folder)


def specimen(folder: Path) -> Document:
    """The paper in which only notes are found."""
    return read_text(in_specimen("date", PARTS["date"]), folder)


def journeys() -> Authority:
    """The built-in table with one invented journey and one invented visit."""
    clinton = next(
        o.person for o in built_in().offices if o.id == "us/president" and o.held(date(1995, 3, 27))
    )
    somebody = Person("holvane", "Jorun Holvane", country="Brenmark")
    stay = Stay(clinton, "Ostermund", "Brenmark", date(1995, 3, 25), date(1995, 3, 29))
    visit = Visit("Prime Minister Jorun Holvane", "holvane", "Brenmark", date(1995, 4, 2), date(1995, 4, 6))
    still = structs.replace(built_in(), stays=(), visits=())
    return Authority(still, Table(people=(somebody,), stays=(stay,), visits=(visit,)))


def _on(day: str, folder: Path) -> Document:
    return read_text(in_specimen("date", f"{day}, 11:13 - 11:29 a.m."), folder)


def _elsewhere(folder: Path) -> Pair:
    return _on("March 27, 1995", folder), _on("March 20, 1995", folder)


def _visiting(folder: Path) -> Pair:
    return _on("April 4, 1995", folder), _on("April 14, 1995", folder)


def _poorly_read(folder: Path) -> Pair:
    good = specimen(folder)
    page = good.pages[0]
    clean = structs.replace(page, reader="ocr")
    worn = tuple(structs.replace(w, confidence=0.3 if n % 2 else 1.0) for n, w in enumerate(page.words))
    poor = structs.replace(clean, words=worn, quality=0.5)
    return structs.replace(good, pages=(poor,)), structs.replace(good, pages=(clean,))


def _covered(folder: Path) -> Pair:
    good = specimen(folder)
    bar = Seen("covered", Box(100, 100, 400, 120), "what lies beneath")
    page = structs.replace(good.pages[0], seen=(bar,))
    return structs.replace(good, pages=(page,)), good


def _long_speech(folder: Path) -> Pair:
    return tuple(_speaking(specimen(folder), count) for count in (700, 300))  # type: ignore[return-value]


def _speaking(document: Document, words: int) -> Document:
    record = document.records[0]
    turn = record.turns[0]
    said = Turn(turn.speaker, 1, (Paragraph(" ".join(["word"] * words), "C", page=1),), turn.label)
    return structs.replace(document, records=(structs.replace(record, turns=(said, *record.turns[1:])),))


def _sheets(folder: Path) -> Pair:
    return tuple(_with_sheet(specimen(folder), case) for case in ("2014-0948-M", "2013-0517-M"))  # type: ignore[return-value]


def _with_sheet(document: Document, case: str) -> Document:
    """The specimen, stamped with one case, and a marker page of `case` behind it."""
    record = structs.replace(
        document.records[0], declassification=Declassification(case="2013-0517-M (1.07)")
    )
    text = f"Case Number: {case}"
    line = structs.replace(document.lines[-1], number=len(document.lines), page=2, text=text, words=(0,))
    sheet = Page(2, 816, 1056, 96, words=(Word(text, Box(100, 100, 300, 112)),))
    marker = Record((2, 2), "marker")
    return structs.replace(
        document,
        pages=(*document.pages, sheet),
        lines=(*document.lines, line),
        records=(record, marker),
    )


MADE: dict[str, Callable[[Path], Pair]] = {
    "P07": _sheets,
    "P10": _poorly_read,
    "L01": _elsewhere,
    "L02": _visiting,
    "R08": _covered,
    "T03": _long_speech,
}
"""The rules whose examples are told in words: a document of either kind."""
