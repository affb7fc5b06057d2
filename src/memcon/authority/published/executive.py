"""Presidents and vice presidents, as the congress-legislators project lists them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec
from msgspec import Struct

from memcon.authority.nouns import Office
from memcon.authority.table import Table
from memcon.errors import MissingExtra, UnreadableFile

_OFFICES = {"prez": "us/president", "viceprez": "us/vice-president"}


class _Name(Struct):
    first: str
    last: str


class _Term(Struct):
    type: str
    start: date
    end: date


class _Entry(Struct):
    name: _Name
    terms: list[_Term]


def read_executive(path: Path) -> Table:
    """The times in office of those whom the built-in table knows, joined where one followed the other.

    Raises `MissingExtra` for a YAML file where PyYAML is not installed, `UnreadableFile` for a broken file.
    """
    from memcon.authority.table import built_in

    known = {(o.id, o.start): o for o in built_in().offices if o.id in _OFFICES.values()}
    offices: list[Office] = []
    for entry in _entries(path):
        for start, end, office in _joined(entry.terms):
            same = known.get((office, start))
            if same:
                offices.append(msgspec.structs.replace(same, end=end, source="executive"))
    return Table(offices=tuple(offices))


def _entries(path: Path) -> list[_Entry]:
    try:
        data = path.read_bytes()
        if path.suffix == ".json":
            return msgspec.json.decode(data, type=list[_Entry])
        plain = msgspec.to_builtins(msgspec.yaml.decode(data))  # dates, quoted or not, as text
        return msgspec.convert(plain, type=list[_Entry])
    except ImportError as error:
        raise MissingExtra(
            f"{path.name} is YAML, for which PyYAML is needed", "Install it: pip install 'memcon[authority]'"
        ) from error
    except (msgspec.MsgspecError, ValueError, OSError) as error:
        raise UnreadableFile(f"{path} cannot be read ({error})", "Fetch the data set again") from error


def _joined(terms: list[_Term]) -> list[tuple[date, date, str]]:
    """Times in office: terms of one office that follow on each other are one time."""
    joined: list[tuple[date, date, str]] = []
    for term in sorted(terms, key=lambda t: t.start):
        office = _OFFICES[term.type]
        if joined and joined[-1][2] == office and joined[-1][1] == term.start:
            joined[-1] = (joined[-1][0], term.end, office)
        else:
            joined.append((term.start, term.end, office))
    return joined
