"""Links beside the people whom the editors of published volumes have tagged.

    MEMCON_AUTHORITY= python tools/links_sweep.py ../shared/frus/tei [--all]

reads each TEI volume and links its conversations. An editor's ``persName`` in a document's text that points
to somebody in the volume's list of persons is what is wanted; that list's name is looked up in the table. For
each document and person it is counted whether a name in the running text was linked to him. People who are
linked and not tagged there are printed, to be judged by eye: editors do not tag everybody. Documents that are
among the labelled texts (``frus/labels``) are left out without ``--all``: rules were made on them.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

from lxml import etree
from lxml.etree import _Element as Element

import memcon

TEI = "{http://www.tei-c.org/ns/1.0}"
ID = "{http://www.w3.org/XML/1998/namespace}id"
RANKS = re.compile(r"\b(?:(?:Brigadier|Major|Lieutenant) )?(?:General|Commander|Colonel|Admiral) |, Jr\.")


def plain(element: Element) -> str:
    """The words of an element on one line."""
    return " ".join("".join(element.itertext()).split())


def listed(root: Element) -> dict[str, str]:
    """The volume's list of persons: ids, and names turned round (``Henry A. Kissinger``)."""
    found: dict[str, str] = {}
    for name in root.iter(f"{TEI}persName"):
        if name.get(ID):
            words = RANKS.sub("", plain(name).partition(" (")[0]).strip(" ,")
            family, _, given = words.partition(", ")
            found[name.get(ID)] = f"{given} {family}".strip()
    return found


def tagged(div: Element) -> set[str]:
    """The ids of those whom the text of a document names, its lists, heads and notes left out."""
    found: set[str] = set()
    for name in div.iter(f"{TEI}persName"):
        above = {str(a.tag).removeprefix(TEI) for a in name.iterancestors()}
        if name.get("corresp") and not above & {"note", "item", "head", "opener", "closer", "dateline"}:
            found.add(name.get("corresp").lstrip("#"))
    return found


def meant(name: str) -> set[str]:
    """The ids of the table whom a full name fits."""
    return {match.person.id for match in memcon.who(name) if match.score >= 0.9}


def count(path: Path, seen: set[str], totals: Counter[str]) -> None:
    """Add one volume's figures to `totals`, and print who is linked and not tagged."""
    root = etree.parse(str(path)).getroot()
    names = listed(root)
    wanted = {div.get(ID): tagged(div) for div in root.iter(f"{TEI}div") if div.get("type") == "document"}
    for record in memcon.read(path).records:
        known = record.publication.id if record.publication else None
        if known is None or f"{path.stem}.{known}" in seen or record.form not in ("memcon", "telcon"):
            continue
        links = memcon.link(record)
        totals["documents"] += 1
        totals.update(f"speakers {link.status}" for link in links.speakers)
        found = {m.chosen.id for m in links.mentions if m.chosen and m.chosen.kind == "person"}
        open_ = {x.id for m in links.mentions if not m.chosen for x in m.meanings}
        at_table = {m.chosen.id for m in (*links.speakers, *links.participants) if m.chosen}
        theirs = [meant(names[one]) for one in wanted.get(known, ()) if one in names]
        for ids in theirs:
            totals[judged(ids, found, at_table, open_)] += 1
        for one in sorted(found - at_table - set[str]().union(*theirs)):
            totals["people linked and not tagged"] += 1
            print(
                f"{path.stem} {known}: {one}",
                sorted({m.printed for m in links.mentions if m.chosen and m.chosen.id == one}),
            )


def judged(ids: set[str], found: set[str], at_table: set[str], open_: set[str]) -> str:
    """What became of one whom the editors tagged."""
    if not ids:
        return "people tagged, not in the table"
    if ids & found:
        return "people tagged and linked"
    if ids & at_table:
        return "people tagged, linked in the list or as speakers"
    return "people tagged, left open" if ids & open_ else "people tagged, missed"


def main() -> None:
    """Sweep the volumes of a folder and print the sums."""
    folder = Path(sys.argv[1])
    labels = folder.parent / "labels"
    seen = {p.stem for p in labels.glob("*.json")} if "--all" not in sys.argv else set[str]()
    totals: Counter[str] = Counter()
    for path in sorted(folder.glob("*.xml")):
        count(path, seen, totals)
    for what, number in sorted(totals.items()):
        print(f"{number:6,} {what}")


if __name__ == "__main__":
    main()
