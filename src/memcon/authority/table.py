"""The built-in table, read from the text files beside this module.

* ``data/people/*.tsv``: a line for a person (id, name, other forms, familiar names, years, country), under
  it, indented, a line for each time in office (office, first day, last day, source, note). In a name ``*``
  stands before the family name where that is not the last word: ``*Deng Xiaoping``.
* ``data/offices.tsv``: the offices.  ``data/places.tsv``, ``data/things.tsv``, ``data/stays.tsv``: what
  their heads say.  ``data/sources.tsv``: what each source note stands for.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from typing import cast, get_args

from msgspec import Struct

from memcon.authority.days import first_day, last_day
from memcon.authority.names import families_of
from memcon.authority.nouns import Office, OfficeKind, Person, Place, Stay, Thing, ThingKind, Visit


class Table(Struct, frozen=True):
    """All that one source of facts holds."""

    people: tuple[Person, ...] = ()
    offices: tuple[Office, ...] = ()
    stays: tuple[Stay, ...] = ()
    visits: tuple[Visit, ...] = ()
    places: tuple[Place, ...] = ()
    things: tuple[Thing, ...] = ()


class Post(Struct, frozen=True):
    """An office as such, whoever holds it."""

    id: str
    title: str
    country: str | None
    kind: OfficeKind
    styles: tuple[str, ...]


@lru_cache(maxsize=1)
def built_in() -> Table:
    """The table that comes with memcon, read once."""
    known = posts()
    people: list[Person] = []
    offices: list[Office] = []
    for name in sorted(f.name for f in (files("memcon.authority") / "data" / "people").iterdir()):
        for cells in _rows(f"people/{name}"):
            if cells[0]:
                people.append(_person(cells))
            else:
                offices.append(_office(cells[1:], people[-1].id, known))
    return Table(tuple(people), tuple(offices), tuple(_stays()), (), tuple(_places()), tuple(_things()))


def _rows(name: str) -> Iterator[list[str]]:
    """The lines of a file of ``data`` in cells; empty ones, and comments after ``#``, left out."""
    text = (files("memcon.authority") / "data" / name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            yield [cell.strip() for cell in line.split("\t")]


def _several(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def _padded(cells: list[str], length: int) -> list[str]:
    return [*cells, *[""] * (length - len(cells))]


def posts() -> dict[str, Post]:
    """The offices of the built-in table by their ids."""
    return {post.id: post for post in _posts()}


def _posts() -> Iterator[Post]:
    for cells in _rows("offices.tsv"):
        identity, title, country, kind, styles = _padded(cells, 5)
        assert kind in get_args(OfficeKind), kind
        yield Post(identity, title, country or None, cast(OfficeKind, kind), _several(styles))


def _person(cells: list[str]) -> Person:
    identity, name, also, familiar, years, country = _padded(cells, 6)
    born, _, died = years.partition("-")
    others = _several(also)
    forms = others if f"*{name}" in others else (name, *others)  # the family name may stand first
    return Person(
        identity, *_named(name, bare_forms(forms)), _several(familiar), country or None, families_of(forms),
        int(born) if born else None, int(died) if died else None, "table",
    )  # fmt: skip


def bare_forms(forms: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """The usual name and the others, without the ``*`` before the family name."""
    name, *also = (form.replace("*", "") for form in forms)
    return name, tuple(also)


def _named(name: str, bare: tuple[str, tuple[str, ...]]) -> tuple[str, tuple[str, ...]]:
    usual = name.replace("*", "")
    return usual, tuple(form for form in (bare[0], *bare[1]) if form != usual)


def _office(cells: list[str], person: str, posts: dict[str, Post]) -> Office:
    identity, start, end, source, note = _padded(cells, 5)
    post = posts[identity]
    began, starts = first_day(start)
    ended, ends = last_day(end) if end else (None, "day")
    acting = note.startswith("acting")
    return Office(
        identity, post.title, person, began, ended, post.country, post.kind, post.styles,
        starts, ends, acting, note, source,
    )  # fmt: skip


def _places() -> Iterator[Place]:
    for cells in _rows("places.tsv"):
        identity, name, also, country, zone, start, end, kind, note = _padded(cells, 9)
        yield Place(
            identity, name, _several(also), country or None, zone or None,
            first_day(start)[0] if start else None, last_day(end)[0] if end else None, kind or "city", note,
        )  # fmt: skip


def _things() -> Iterator[Thing]:
    for cells in _rows("things.tsv"):
        identity, kind, name, also, start, end, signed, place, people, source, note = _padded(cells, 11)
        assert kind in get_args(ThingKind), kind
        yield Thing(
            identity, name, _several(also), cast(ThingKind, kind),
            first_day(start)[0] if start else None, last_day(end)[0] if end else None,
            first_day(signed)[0] if signed else None, place or None, _several(people), note, source,
        )  # fmt: skip


def _stays() -> Iterator[Stay]:
    for cells in _rows("stays.tsv"):
        start, end, place, country, people, source, remarks = _padded(cells, 7)
        for person in _several(people):
            yield Stay(
                person,
                place,
                country or None,
                first_day(start)[0],
                last_day(end or start)[0],
                remarks,
                source,
            )
