"""What a reader may be about to type: a field, one of its values, a name."""

from __future__ import annotations

import re

from msgspec import Struct

from memcon.serve import links, wording
from memcon.serve.desk import FIELDS, Desk

VALUES = {
    "form": tuple(wording.FORMS),
    "level": ("U", "C", "S", "TS", "C..TS", "none"),
    "mark": ("U", "C", "S", "TS", "none"),
    "withheld": ("yes", "no"),
    "doubt": ("yes", "no"),
}
NAMED = frozenset({"from", "with", "to", "interpreter", "notetaker"})
HELD = {"place": "place", "repository": "repository", "date": "year"}
"""Fields of which the archive's own values are offered, and the facet that counts them."""
MOST = 8
MOST_KEPT = 200


class Completion(Struct, frozen=True):
    """A query that this one could become, and what its end is."""

    query: str
    text: str
    what: str
    count: int | None = None


async def completions(desk: Desk, query: str) -> list[Completion]:
    """What the last word of a query could become."""
    last = re.search(r'(?:([A-Za-z_]+):)?("[^"]*|[^\s()":]*)$', query)
    if not last:
        return []
    field, word = (last[1] or "").lower(), last[2].lstrip('"')
    before = query[: last.start()]
    if not field:
        return _fields(before, word) + await _names(desk, before, "with", word)
    if field in VALUES:
        return [
            Completion(f"{before}{field}:{value} ", f"{field}:{value}", FIELDS[field])
            for value in VALUES[field]
            if value.lower().startswith(word.lower())
        ]
    if field in NAMED:
        return await _names(desk, before, field, word)
    return await _held(desk, before, field, word) if field in HELD else []


async def _held(desk: Desk, before: str, field: str, word: str) -> list[Completion]:
    """The values that the archive's records have of a field, the commonest first."""
    counted = await desk.shelf.counted(
        f"facets {links.EVERYTHING}", lambda archive: archive.facets(links.EVERYTHING, most=MOST_KEPT)
    )
    held = [f for f in counted[HELD[field]] if f.value != "none" and word.lower() in f.value.lower()]
    return [
        Completion(
            f"{before}{field}:{links.quoted(f.value) if ' ' in f.value else f.value} ",
            f.value,
            FIELDS[field],
            f.count,
        )
        for f in held[:MOST]
    ]


def _fields(before: str, word: str) -> list[Completion]:
    if not word or not word.isalpha():
        return []
    return [
        Completion(f"{before}{name}:", f"{name}:", what)
        for name, what in FIELDS.items()
        if name.startswith(word.lower())
    ][:3]


async def _names(desk: Desk, before: str, field: str, word: str) -> list[Completion]:
    if len(word.strip()) < 2:
        return []
    people = await desk.shelf.ask(lambda archive: archive.people(word, limit=MOST))
    return [
        Completion(
            f"{before}{field}:{links.quoted(who.name)} ",
            who.name,
            who.offices[0] if who.offices else ", ".join(who.roles),
            who.records,
        )
        for who in people
    ]
