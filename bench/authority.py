"""Authority: lookups beside a plain dict, and linking beside reading."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random

import memcon
from bench.measure import seconds, show
from memcon import writing
from memcon.authority.linking import link_record
from memcon.authority.lookup import Authority
from memcon.authority.names import fold, take_apart
from memcon.authority.table import built_in

NAMES = 2_000
"""Different names that are asked."""
TIMES = 50
"""How often each of them is asked again, as the names of an archive are."""
RECORDS = 20
"""Of each style."""


def run(folder: Path) -> None:
    """Print the tables of lookups and of linking; `folder` is for the papers."""
    _lookups()
    _linking(folder)


def _asked() -> list[tuple[str, date]]:
    """Names as papers print them, with a title or in full, one in ten misspelt; a day in office each."""
    table, random = built_in(), Random(7)
    people = {person.id: person.name for person in table.people}
    asked: list[tuple[str, date]] = []
    for term in random.sample(table.offices, NAMES):
        name = people[term.person]
        if random.random() < 0.5 and term.styles:
            name = f"{term.styles[0]} {name.split()[-1]}"
        if random.random() < 0.1 and len(name) > 8:
            at = random.randrange(4, len(name) - 1)
            name = name[:at] + name[at + 1] + name[at] + name[at + 2 :]
        asked.append((name, term.start))
    return asked


def _lookups() -> None:
    asked = _asked()
    plain = {name.lower(): n for n, (name, _) in enumerate(asked)}
    known = Authority(built_in())
    for cached in (fold, take_apart):
        cached.cache_clear()
    fresh, _ = seconds(lambda: _every(known, asked), best_of=1)
    again, _ = seconds(lambda: [_every(known, asked) for _ in range(TIMES)], best_of=3)
    dicts, _ = seconds(lambda: [[plain.get(n.lower()) for n, _ in asked] for _ in range(TIMES)], best_of=3)
    rates = {
        "people(name, day), asked for the first time": NAMES / fresh,
        "people(name, day), asked again": NAMES * TIMES / again,
        "a plain dict, the name in small letters": NAMES * TIMES / dicts,
    }
    plainly = NAMES * TIMES / dicts
    rows = [(what, f"{rate:,.0f}", f"{rate / plainly:.4f}") for what, rate in rates.items()]
    right = sum(bool(known.people(name, on)) for name, on in asked)
    note = f"{NAMES:,} names, one in ten misspelt; {right:,} are somebody of {len(known.persons):,} people."
    show("Looking up people", ("", "lookups/s", "of a dict's"), rows, note)


def _every(known: Authority, asked: list[tuple[str, date]]) -> int:
    return sum(len(known.people(name, on)) for name, on in asked)


def _linking(folder: Path) -> None:
    texts: list[Path] = []
    for style in writing.INVENTED:
        for seed in range(RECORDS):
            record, chosen = writing.invented(Random(f"{style} {seed}"), style)
            path = folder / f"{style}-{seed}.txt"
            path.write_text(writing.as_text(record, chosen))
            texts.append(path)
    documents = [memcon.read(path, cache=False) for path in texts]
    records = [record for document in documents for record in document.records]
    link_record(records[0])
    reading, _ = seconds(lambda: [memcon.read(path, cache=False) for path in texts], best_of=1)
    linking, links = seconds(lambda: [link_record(record) for record in records], best_of=1)
    named = sum(len(each.all) for each in links)
    rows = [
        ("memcon.read", f"{len(records) / reading:,.0f}", "1"),
        ("memcon.link", f"{len(records) / linking:,.0f}", f"{linking / reading:.2f}"),
    ]
    note = f"{len(records)} invented texts, {named:,} links."
    show("Linking", ("", "records/s", "of reading's time"), rows, note)
