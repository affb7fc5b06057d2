"""Asking the archive: passages that fulfil a query, grouped by record, in a stable order.

Only answers of up to `RANKED` passages are ranked (BM25): beyond that a rank says little, and working it out
would take seconds among millions of passages. Larger answers come in the archive's own order, and say so.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Literal, NamedTuple

from memcon.archive.folding import folded
from memcon.archive.grammar import Node, parse
from memcon.archive.likeness import has, likes
from memcon.archive.planning import Plan, plan, terms
from memcon.archive.results import CLOSING, OPENING, Facet, Found, FoundPassage, Results
from memcon.archive.showing import listed
from memcon.errors import UsageError
from memcon.model import Box

RANKED = 5_000
SHOWN = 5
"""Passages of one record on a page of results."""
SNIPPET = 32
"""Words of a snippet."""
FURTHEST = 1_000_000
"""Records before the page that is asked for."""

Sort = Literal["relevance", "date", "record"]
SORTS: tuple[Sort, ...] = ("relevance", "date", "record")


class _Group(NamedTuple):
    """A record and those of its passages that match, with their rank: the less, the better."""

    record: int
    passages: list[tuple[float, int]]

    @property
    def best(self) -> float:
        return min(rank for rank, _ in self.passages)


class _Question:
    """A plan as SQL: what follows ``SELECT``."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.conditions = [condition.sql for condition in plan.where]
        self.values: list[object] = [value for condition in plan.where for value in condition.values]
        if plan.match:
            self.conditions.insert(0, "passage_words MATCH ?")
            self.values.insert(0, plan.match)
        asked = " ".join(self.conditions)
        self.of_passages = "p." in asked
        self.of_records = "r." in asked

    def source(self, *, passages: bool = True, records: bool = False) -> str:
        """The tables that are needed and the conditions, with ``p`` and ``r`` where they are asked for."""
        records = records or self.of_records
        tables = ["passage_words"] if self.plan.match else []
        if passages or self.of_passages or records or not tables:
            tables.append("passages p" + (" ON p.id = passage_words.rowid" if tables else ""))
        if records:
            tables.append("records r ON r.id = p.record")
        # CROSS JOIN keeps this order: the words first, which are few, then what is asked of each.
        join = " CROSS JOIN " if self.plan.match else " JOIN "
        return f"FROM {join.join(tables)} WHERE {' AND '.join(self.conditions)}"


def search(connection: sqlite3.Connection, query: str, *, limit: int, page: int, sort: Sort) -> Results:
    """A page of `limit` records. Raises `QueryError` for a query that cannot be read, `UsageError` for a page
    or order that makes no sense."""
    if sort not in SORTS:
        raise UsageError(f"there is no order {sort!r}", f"Use one of {', '.join(SORTS)}")
    if not (1 <= limit <= 1_000 and page >= 1 and limit * page <= FURTHEST):
        raise UsageError(
            f"there is no page {page} of {limit} records", "Pages count from 1, up to 1,000 records each"
        )
    node = parse(query)
    asked = plan(node, lambda word: likes(connection, word))
    question = _Question(asked)
    skip = limit * (page - 1)
    notes = list(asked.notes)
    if _few(connection, question):
        groups = _grouped(connection, question, sort)
        more = len(groups) > skip + limit
        counts = (len(groups), sum(len(group.passages) for group in groups))
        notes += _advice(connection, node) if not groups else ()
        groups = groups[skip:]
    else:
        many = _by_date if sort == "date" else _in_order
        groups = many(connection, question, skip, limit + 1)
        more = len(groups) > limit
        counts = (None, None)
        notes.append(f"more than {RANKED:,} passages match" + ("; not ranked" if sort == "relevance" else ""))
    found = tuple(_found(connection, group, asked.marked) for group in groups[:limit])
    return Results(query, sort, page, limit, found, *counts, more, tuple(notes))


def _few(connection: sqlite3.Connection, question: _Question) -> bool:
    """Whether at most `RANKED` passages match; where as few have the words, the other conditions can wait."""
    if question.plan.match and len(question.conditions) > 1:
        words = "FROM passage_words WHERE passage_words MATCH ?"
        if _up_to(connection, words, [question.plan.match]) <= RANKED:
            return True
    return _up_to(connection, question.source(passages=False), question.values) <= RANKED


def _up_to(connection: sqlite3.Connection, source: str, values: list[object]) -> int:
    """How many rows there are, counted up to one more than are ranked."""
    sql = f"SELECT count(*) FROM (SELECT 1 {source} LIMIT {RANKED + 1})"
    return connection.execute(sql, values).fetchone()[0]


def _advice(connection: sqlite3.Connection, node: Node) -> Iterator[str]:
    """Which words of a query that finds nothing the archive has nowhere, and what to do."""
    for term in terms(node):
        plain = folded(term.text)
        single = not (term.like or term.prefix or term.quoted) and " " not in plain
        if single and not has(connection, plain):
            yield f"{term.text} stands nowhere; {term.text}~ looks for words like it"


def _grouped(connection: sqlite3.Connection, question: _Question, sort: Sort) -> list[_Group]:
    rank = "bm25(passage_words)" if question.plan.match and sort == "relevance" else "0.0"
    rows: list[tuple[int, float, int]] = connection.execute(
        f"SELECT p.record, {rank}, p.id {question.source()} ORDER BY p.id", question.values
    ).fetchall()
    groups: dict[int, _Group] = {}
    for record, score, passage in rows:
        groups.setdefault(record, _Group(record, [])).passages.append((score, passage))
    if sort == "date":
        dates = _dates(connection, list(groups))
        return sorted(groups.values(), key=lambda group: (dates[group.record], group.record))
    if sort == "record":  # as `_in_order` has them
        return list(groups.values())
    return sorted(groups.values(), key=lambda group: (group.best, group.record))


def _dates(connection: sqlite3.Connection, records: list[int]) -> dict[int, str]:
    """The date of each record; one without comes behind all others."""
    found: dict[int, str] = {}
    for start in range(0, len(records), 500):
        some = records[start : start + 500]
        sql = f"SELECT id, COALESCE(date, '~') FROM records WHERE id IN ({', '.join('?' * len(some))})"
        found.update(connection.execute(sql, some).fetchall())
    return found


def _in_order(connection: sqlite3.Connection, question: _Question, skip: int, count: int) -> list[_Group]:
    """Records from the `skip`-th on, as the archive has them, read only so far as is needed.

    The passages of a record stand together in the index, so that a new record means the last is complete.
    """
    groups: list[_Group] = []
    seen = 0
    order = "ORDER BY passage_words.rowid" if question.plan.match else "ORDER BY p.id"
    rows = connection.execute(f"SELECT p.id, p.record {question.source()} {order}", question.values)
    last: int | None = None
    for passage, record in rows:
        if record != last:
            if len(groups) == count:
                break
            last, seen = record, seen + 1
            if seen > skip:
                groups.append(_Group(record, []))
        if groups:
            groups[-1].passages.append((0.0, passage))
    rows.close()
    return groups


def _by_date(connection: sqlite3.Connection, question: _Question, skip: int, count: int) -> list[_Group]:
    rows = connection.execute(
        f"SELECT p.record, group_concat(p.id) {question.source(records=True)} GROUP BY p.record"
        " ORDER BY COALESCE(r.date, '~'), p.record LIMIT ? OFFSET ?",
        [*question.values, count, skip],
    )
    return [_Group(record, [(0.0, int(i)) for i in sorted(ids.split(","), key=int)]) for record, ids in rows]


def _found(connection: sqlite3.Connection, group: _Group, marked: str | None) -> Found:
    best = sorted(group.passages)[:SHOWN]
    passages = tuple(_passage(connection, passage, marked) for passage in sorted(p for _, p in best))
    (record,) = listed(connection, "r.id = ?", (group.record,))
    return Found(record, passages, len(group.passages))


def _passage(connection: sqlite3.Connection, passage: int, marked: str | None) -> FoundPassage:
    row = connection.execute(
        'SELECT p.kind, p.speaker, p.text, p.mark, p.struck, p.page, g.dpi, p."left", p.top, p."right",'
        " p.bottom, p.confidence FROM passages p JOIN records r ON r.id = p.record"
        " LEFT JOIN pages g ON g.source = r.source AND g.number = p.page WHERE p.id = ?",
        (passage,),
    ).fetchone()
    kind, speaker, text, mark, struck, page, dpi, left, top, right, bottom, confidence = row
    box = None if left is None else Box(left, top, right, bottom)
    snippet = _snippet(connection, passage, kind, marked) or _opening(text)
    return FoundPassage(kind, speaker, text, snippet, mark, bool(struck), page, dpi, box, confidence)


def _snippet(connection: sqlite3.Connection, passage: int, kind: str, marked: str | None) -> str | None:
    """The part of the text that has most of the words, these within `OPENING` and `CLOSING`."""
    if not marked:
        return None
    column = 1 if kind == "turn" else 2
    row = connection.execute(
        f"SELECT snippet(passage_words, {column}, ?, ?, '…', {SNIPPET}) FROM passage_words"
        " WHERE passage_words MATCH ? AND rowid = ?",
        (OPENING, CLOSING, marked, passage),
    ).fetchone()
    return row[0] if row else None


def _opening(text: str) -> str:
    words = text.split()
    return " ".join(words[:SNIPPET]) + (" …" if len(words) > SNIPPET else "")


FACETS: dict[str, str] = {
    "year": "SELECT COALESCE(substr(r.date, 1, 4), 'none') FROM found f JOIN records r ON r.id = f.record",
    "person": "SELECT DISTINCT e.name, f.record FROM found f JOIN people e ON e.record = f.record"
    " WHERE e.role NOT IN ('speaker', 'from')",
    "place": "SELECT r.place FROM found f JOIN records r ON r.id = f.record WHERE r.place IS NOT NULL",
    "form": "SELECT r.form FROM found f JOIN records r ON r.id = f.record",
    "level": "SELECT COALESCE(r.level, 'none') FROM found f JOIN records r ON r.id = f.record",
    "mark": "SELECT DISTINCT p.mark_level, f.record FROM found f JOIN passages p ON p.record = f.record"
    " WHERE p.mark_level IS NOT NULL",
    "repository": "SELECT v.value FROM found f JOIN provenance v ON v.record = f.record"
    " WHERE v.field = 'repository'",
}
"""Each facet and the values that found records have of it, a row for each record."""


def facets(connection: sqlite3.Connection, query: str, most: int) -> dict[str, tuple[Facet, ...]]:
    """For each of `FACETS`, the `most` commonest values, and how many of the records found have them."""
    question = _Question(plan(parse(query), lambda word: likes(connection, word)))
    connection.execute("DROP TABLE IF EXISTS temp.found")
    connection.execute(
        f"CREATE TEMP TABLE found AS SELECT DISTINCT p.record AS record {question.source()}", question.values
    )
    try:
        return {name: tuple(_counted(connection, sql, most)) for name, sql in FACETS.items()}
    finally:
        connection.execute("DROP TABLE temp.found")


def _counted(connection: sqlite3.Connection, values: str, most: int) -> Iterator[Facet]:
    columns = "value, record" if values.startswith("SELECT DISTINCT") else "value"
    found = connection.execute(
        f"WITH v ({columns}) AS ({values}) SELECT value, count(*) FROM v GROUP BY value"
        " ORDER BY count(*) DESC, value LIMIT ?",
        (most,),
    )
    for value, count in found:
        yield Facet(value, count)
