"""The public data sets on who held which office, visited whom and travelled where, read as published.

They are: Principal Officers and Chiefs of Mission (``pocom``), the travels of presidents and secretaries
of state (``travels``) and the visits of foreign leaders (``visits``) of the Office of the Historian, and the
presidents and vice presidents (``executive``) of the congress-legislators project; all in the public domain.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from memcon.authority.local import FORMAT, Local
from memcon.authority.lookup import Authority
from memcon.authority.published.executive import read_executive
from memcon.authority.published.journeys import read_travels, read_visits
from memcon.authority.published.pocom import read_pocom
from memcon.authority.table import Table, built_in
from memcon.errors import MissingFile

DEEP = 3
"""So many folders down a data set is looked for."""


def build(folder: Path) -> Local:
    """What the data sets under `folder` hold; each is found by the folders and files that it is made of.

    Raises `MissingFile` where there is none of them, `UnreadableFile` for a file that is broken, and
    `MissingExtra` where the list of presidents is YAML and PyYAML is not installed.
    """
    pocom = _holding(folder, "positions-principals")
    travels = _holding(folder, "president-travels")
    visits = next((f for f in _folders(folder) if _has_visits(f)), None)
    executive = next(iter(_files(folder, ("executive.json", "executive.yaml", "executive.yml"))), None)
    if not (pocom or travels or visits or executive):
        raise MissingFile(
            f"{folder} holds none of the data sets",
            "It should hold pocom, travels, visits or executive.yaml, as published",
        )
    left: list[str] = []
    tables: list[Table] = []
    if executive:
        tables.append(read_executive(executive))
    if pocom:
        tables.append(read_pocom(pocom, left))
    if travels:
        tables.append(read_travels(travels, left))
    if visits:
        tables.append(read_visits(visits, Authority(built_in(), *tables), left))
    return Local(FORMAT, _together(tables), _counts(tables), tuple(left))


def _folders(folder: Path, deep: int = DEEP) -> Iterator[Path]:
    if not folder.is_dir():
        return
    yield folder
    if deep:
        for inner in sorted(f for f in folder.iterdir() if f.is_dir() and not f.name.startswith(".")):
            yield from _folders(inner, deep - 1)


def _holding(folder: Path, name: str) -> Path | None:
    return next((f for f in _folders(folder) if (f / name).is_dir()), None)


def _has_visits(folder: Path) -> bool:
    first = next(iter(sorted((folder / "data").glob("*.xml"))), None)
    if first is None:
        return False
    with first.open("rb") as file:
        return b"<visits>" in file.read(512)


def _files(folder: Path, names: tuple[str, ...]) -> Iterator[Path]:
    for each in _folders(folder):
        yield from (each / name for name in names if (each / name).is_file())


def _together(tables: list[Table]) -> Table:
    return Table(
        people=tuple(p for t in tables for p in t.people),
        offices=tuple(o for t in tables for o in t.offices),
        stays=tuple(s for t in tables for s in t.stays),
        visits=tuple(v for t in tables for v in t.visits),
    )


def _counts(tables: list[Table]) -> dict[str, int]:
    whole = _together(tables)
    return {
        "people": len(whole.people),
        "times in office": len(whole.offices),
        "stops of journeys": len(whole.stays),
        "visits": len(whole.visits),
    }
