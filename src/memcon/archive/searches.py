"""Queries that were given a name; each function within one transaction."""

from __future__ import annotations

from memcon.archive.results import SavedSearch
from memcon.archive.stores import Store
from memcon.errors import MissingFile, UsageError

LONGEST = 200
"""Characters of a name."""


def save(store: Store, search: SavedSearch) -> SavedSearch:
    """Keep a query by its name, in place of one that has it. Raises `UsageError` for no name."""
    if not search.name.strip() or len(search.name) > LONGEST or not search.name.isprintable():
        raise UsageError("a saved search needs a name", f"Give 1 to {LONGEST} letters")
    store.execute("DELETE FROM saved_searches WHERE name = ?", (search.name,))
    store.execute(
        "INSERT INTO saved_searches (name, query, sort, author, at) VALUES (?, ?, ?, ?, ?)",
        (search.name, search.query, search.sort, search.author, search.at),
    )
    return search


def every(store: Store) -> list[SavedSearch]:
    """All of them, by name."""
    rows = store.execute("SELECT name, query, sort, author, at FROM saved_searches ORDER BY name")
    return [SavedSearch(*row) for row in rows.fetchall()]


def named(store: Store, name: str) -> SavedSearch:
    """The one of this name. Raises `MissingFile`."""
    row = store.execute(
        "SELECT name, query, sort, author, at FROM saved_searches WHERE name = ?", (name,)
    ).fetchone()
    if not row:
        known = ", ".join(search.name for search in every(store)[:10])
        raise MissingFile(f"no search is saved as {name!r}", f"There are {known}" if known else "None is")
    return SavedSearch(*row)


def forget(store: Store, name: str) -> SavedSearch:
    """Take one away; it. Raises `MissingFile`."""
    search = named(store, name)
    store.execute("DELETE FROM saved_searches WHERE name = ?", (name,))
    return search
