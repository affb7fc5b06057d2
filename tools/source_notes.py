"""Source notes of twenty invented papers, each beside a published note that is built alike.

    python tools/source_notes.py ../shared/frus/tei

prints the table of docs/citing.md. Both notes are taken apart by the same reader; they are built alike where
the same parts stand in the same order. The repositories and files are real ones or like them, the papers and
people are not.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import memcon
from memcon import writing
from memcon.exports.tei.source_note import source_note
from memcon.model import SourceNote

ORDER = (
    "repository",
    "collection",
    "series",
    "lot",
    "box",
    "folder",
    "level",
    "captions",
    "drafting",
    "meeting",
)
NSC = {"repository": "National Archives", "collection": "Nixon Presidential Materials", "series": "NSC Files"}
STATE = {"repository": "National Archives", "collection": "RG 59"}
KISSINGER = {
    "repository": "Library of Congress",
    "collection": "Manuscript Division",
    "series": "Kissinger Papers",
}
CLINTON = {"repository": "Clinton Library", "collection": "National Security Council"}
PAPERS: tuple[tuple[str, int, dict[str, str]], ...] = (
    ("ford", 0, {**NSC, "box": "1026", "folder": "Presidential Talks, October 1976"}),
    ("ford", 1, {**NSC, "box": "1025", "folder": "Talks, July 1974"}),
    ("ford", 2, {"repository": "Ford Library", "collection": "National Security Adviser", "box": "21"}),
    ("kissinger", 0, {**KISSINGER, "box": "363", "folder": "Telephone Conversations, May 1970"}),
    ("kissinger", 1, {**KISSINGER, "box": "367", "folder": "Telephone Conversations, February 1971"}),
    ("state", 0, {**STATE, "series": "Central Files 1967–69", "folder": "POL 7 KES"}),
    ("state", 1, {**STATE, "series": "Central Files 1964–66", "folder": "POL 33 KES"}),
    ("state", 2, {**STATE, "series": "Central Files 1967–69", "folder": "POL TAV–BRE"}),
    ("state", 3, {**STATE, "lot": "73 D 443", "box": "4", "folder": "Visits, 1969"}),
    ("state", 4, {**STATE, "lot": "84 D 241", "box": "10", "folder": "Vienna Talks"}),
    ("bush", 0, {"repository": "George H.W. Bush Library", "collection": "Bush Presidential Records",
                 "series": "Presidential Telcon Files", "oa_id": "90006-025", "folder": "October 1992"}),
    ("bush", 1, {"repository": "George H.W. Bush Library", "collection": "Bush Presidential Records",
                 "series": "Presidential Memcon Files", "oa_id": "90006-031", "folder": "June 1992"}),
    ("vp", 0, {**CLINTON, "series": "Office of the Vice President", "box": "12", "folder": "Kessel"}),
    ("vp", 1, {**CLINTON, "series": "Office of the Vice President", "box": "14", "folder": "Tavaria"}),
    ("clinton", 0, {**CLINTON, "series": "Telcon Files", "box": "3", "folder": "January 1995"}),
    ("clinton", 1, {**CLINTON, "series": "Memcon Files", "box": "7", "folder": "March 1997"}),
    ("nsc", 0, {**CLINTON, "series": "Executive Secretary", "box": "40", "folder": "Principals, 1993"}),
    ("nsc", 1, {**CLINTON, "series": "Staff Material", "box": "34", "folder": "Meetings: 3/93"}),
    ("cable", 0, {**CLINTON, "series": "Cables", "box": "2", "folder": "Outgoing, July 1994"}),
    ("cable", 1, {}),
)  # fmt: skip


def drafted() -> list[str]:
    """The source note of each of `PAPERS`."""
    return [note for style, seed, known in PAPERS for note in _cited(writing.invent(seed, style), known)]


def _cited(record: memcon.Record, known: dict[str, str]) -> list[str]:
    source = memcon.Source("invented", "0" * 64, "text", record.pages[1])
    document = memcon.Document(source, (), (), (record,))
    return memcon.cite(memcon.ExportEntry(record, document, "00", known, (), None), "frus")


def build(note: SourceNote) -> tuple[str, ...]:
    """The parts of a note, in the order in which they stand in it."""
    found: list[tuple[int, str]] = []
    for name in ORDER:
        value = getattr(note, name)
        if value:
            found.append((note.text.find(value if isinstance(value, str) else value[0]), name))
    return tuple(name for _, name in sorted(found))


def published(folder: Path) -> Iterator[tuple[tuple[str, ...], str]]:
    """How each note of some volumes is built, and where it is read."""
    for path in sorted(folder.glob("*.xml")):
        for record in memcon.read(path).records:
            edition = record.publication
            if edition and edition.source and edition.source.level:
                yield build(edition.source), f"{edition.volume}/{edition.id}"


def main(folder: Path) -> None:
    """Print the table."""
    alike: dict[tuple[str, ...], list[str]] = {}
    for how, where in published(folder):
        alike.setdefault(how, []).append(where)
    print("| drafted of an invented paper | parts, in their order | published alike |\n|---|---|---|")
    for note in drafted():
        how = build(source_note(note))
        beside = alike.get(how, [])
        where = beside.pop(0) if beside else ""
        link = f"[{where}](https://history.state.gov/historicaldocuments/{where})" if where else "none here"
        print(f"| {note} | {', '.join(how)} | {link} |")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
