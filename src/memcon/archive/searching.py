"""Asking the archive: passages that fulfil a query, grouped by record, in a stable order.

Only answers of up to `RANKED` passages are ranked (BM25): beyond that a rank says little, and working it out
would take seconds among millions of passages. Larger answers come in the archive's own order, and say so.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from memcon.archive.columns import FACETS, FacetColumns
from memcon.archive.grammar import Node, parse
from memcon.archive.likeness import has, likes
from memcon.archive.planning import Plan, plan, terms
from memcon.archive.results import Facet, Found, FoundPassage, Results
from memcon.archive.showing import listed_by_row
from memcon.archive.snippets import snippet
from memcon.archive.stores import STRIDE, Asked, Store
from memcon.archive.tokens import tokens
from memcon.archive.wording import Phrase
from memcon.errors import UsageError
from memcon.model import Box

RANKED = 5_000
SHOWN = 5
"""Passages of one record on a page of results."""
MOST = 200
"""Values of each facet that a search gives with its answer."""
FURTHEST = 1_000_000
"""Records before the page that is asked for."""

Sort = Literal["relevance", "date", "record"]
SORTS: tuple[Sort, ...] = ("relevance", "date", "record")


class _Group(NamedTuple):
    """A record and those of its passages that match, with their rank: the less, the better."""

    record: int
    passages: list[tuple[float, int]]


class _Question:
    """A plan as SQL: what follows ``SELECT``, with `passage` and `record` for their numbers."""

    def __init__(self, store: Store, plan: Plan) -> None:
        self.plan = plan
        self.joined = store.joined
        self.conditions = [condition.sql for condition in plan.where]
        self.values: list[object] = [value for condition in plan.where for value in condition.values]
        self.passage, self.record = "p.id", "p.record"
        if plan.words:
            matching = store.matching(plan.words)
            self.passage, self.record = "w.rowid", f"(w.rowid >> {STRIDE})"
            # The plus keeps SQLite from looking up rows one by one in place of asking the index of words.
            own = [
                sql.replace("p.id", f"+{self.passage}").replace("p.record", self.record)
                for sql in self.conditions
            ]
            self.conditions = [matching.sql, *own]
            self.values = [*matching.values, *self.values]
        asked = " ".join(self.conditions)
        self.of_passages = "p." in asked
        self.of_records = "r." in asked

    def asked(self) -> Asked:
        """The question as `Store.found` takes it."""
        alone = not self.plan.where
        return Asked(self.plan.words, self.passage, self.source(), tuple(self.values), alone)

    def source(self, *, records: bool = False) -> str:
        """The tables that are needed and the conditions, with ``r`` where it is asked for."""
        tables = ["passage_words w"] if self.plan.words else []
        if self.of_passages or not tables:
            tables.append("passages p" + (" ON p.id = w.rowid" if tables else ""))
        if records or self.of_records:
            tables.append(f"records r ON r.id = {self.record}")
        join = f" {self.joined} " if self.plan.words else " JOIN "
        return f"FROM {join.join(tables)} WHERE {' AND '.join(self.conditions)}"


def search(
    connection: Store, query: str, *, limit: int, page: int, sort: Sort, columns: FacetColumns | None = None
) -> Results:
    """A page of `limit` records, with the facets of all found where their `columns` are given.

    Raises `QueryError` for a query that cannot be read, `UsageError` for a page or order that makes no sense.
    """
    if sort not in SORTS:
        raise UsageError(f"there is no order {sort!r}", f"Use one of {', '.join(SORTS)}")
    if not (1 <= limit <= 1_000 and page >= 1 and limit * page <= FURTHEST):
        raise UsageError(
            f"there is no page {page} of {limit} records", "Pages count from 1, up to 1,000 records each"
        )
    node = parse(query)
    asked = plan(node, connection, lambda word: likes(connection, word))
    question = _Question(connection, asked)
    skip = limit * (page - 1)
    notes = list(asked.notes)
    counted: dict[str, tuple[Facet, ...]] | None = None
    ranks = connection.found(question.asked(), RANKED, ranked=sort == "relevance")
    if ranks is not None:
        order, members = _grouped(connection, ranks, sort)
        more = len(order) > skip + limit
        counts = (len(order), len(ranks))
        counted = columns.counted(order, MOST) if columns else None
        notes += _advice(connection, node) if not order else ()
        groups = [_Group(record, members[record]) for record in order[skip : skip + limit]]
    else:
        many = _by_date if sort == "date" else _in_order
        groups = many(connection, question, skip, limit + 1)
        more = len(groups) > limit
        counts = (None, None)
        notes.append(f"more than {RANKED:,} passages match" + ("; not ranked" if sort == "relevance" else ""))
    found = _shown(connection, groups[:limit], asked.marked)
    return Results(query, sort, page, limit, found, *counts, more, tuple(notes), counted)


def _advice(connection: Store, node: Node) -> Iterator[str]:
    """Which words of a query that finds nothing the archive has nowhere, and what to do."""
    for term in terms(node):
        plain = " ".join(tokens(term.text))
        single = not (term.like or term.prefix or term.quoted) and " " not in plain
        if single and not has(connection, plain):
            yield f"{term.text} stands nowhere; {term.text}~ looks for words like it"


def _grouped(
    connection: Store, ranks: dict[int, float], sort: Sort
) -> tuple[list[int], dict[int, list[tuple[float, int]]]]:
    """The records of passages in the order wanted, and the passages of each."""
    members: dict[int, list[tuple[float, int]]] = {}
    for passage in sorted(ranks):  # by record, then, and sorting keeps that order among equals
        record = passage >> STRIDE
        if record in members:
            members[record].append((ranks[passage], passage))
        else:
            members[record] = [(ranks[passage], passage)]
    order = list(members)
    if sort == "date":
        order.sort(key=_dates(connection, order).__getitem__)
    elif sort == "relevance":
        best = {record: min(own)[0] for record, own in members.items()}
        order.sort(key=best.__getitem__)
    return order, members


def _dates(connection: Store, records: list[int]) -> dict[int, str]:
    """The date of each record; one without comes behind all others."""
    found: dict[int, str] = {}
    for start in range(0, len(records), 500):
        some = records[start : start + 500]
        sql = f"SELECT id, COALESCE(date, '~') FROM records WHERE id IN ({', '.join('?' * len(some))})"
        found.update(connection.execute(sql, some).fetchall())
    return found


def _in_order(connection: Store, question: _Question, skip: int, count: int) -> list[_Group]:
    """Records from the `skip`-th on, as the archive has them, read only so far as is needed.

    The passages of a record stand together in the index, so that a new record means the last is complete.
    """
    groups: list[_Group] = []
    seen = 0
    sql = f"SELECT {question.passage} {question.source()} ORDER BY {question.passage}"
    rows = connection.stream(sql, question.values)
    last: int | None = None
    for (passage,) in rows:
        record = passage >> STRIDE
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


def _by_date(connection: Store, question: _Question, skip: int, count: int) -> list[_Group]:
    rows = connection.execute(
        f"SELECT {question.record}, COALESCE(r.date, '~') AS day {question.source(records=True)}"
        f" GROUP BY {question.record}, r.date ORDER BY day, {question.record} LIMIT ? OFFSET ?",
        [*question.values, count, skip],
    ).fetchall()
    sql = f"SELECT {question.passage} {question.source()} AND {question.passage} BETWEEN ? AND ?"
    groups: list[_Group] = []
    for record, _ in rows:
        within = (record << STRIDE, (record + 1 << STRIDE) - 1)
        found = connection.execute(sql, [*question.values, *within]).fetchall()
        groups.append(_Group(record, [(0.0, passage) for passage in sorted(row[0] for row in found)]))
    return groups


def _shown(connection: Store, groups: list[_Group], marked: tuple[Phrase, ...]) -> tuple[Found, ...]:
    """Records with the best of their passages, all that belongs to a page looked up together."""
    best = [sorted(p for _, p in sorted(group.passages)[:SHOWN]) for group in groups]
    records = listed_by_row(connection, [group.record for group in groups])
    rows = _rows(connection, [passage for some in best for passage in some])
    return tuple(
        Found(
            records[group.record],
            tuple(_passage(rows[passage], marked) for passage in some),
            len(group.passages),
        )
        for group, some in zip(groups, best, strict=True)
    )


def _rows(connection: Store, passages: list[int]) -> dict[int, tuple[Any, ...]]:
    found: dict[int, tuple[Any, ...]] = {}
    for start in range(0, len(passages), 500):
        some = passages[start : start + 500]
        rows = connection.execute(
            'SELECT p.id, p.kind, p.speaker, p.text, p.mark, p.struck, p.page, g.dpi, p."left", p.top,'
            ' p."right", p.bottom, p.confidence FROM passages p JOIN records r ON r.id = p.record'
            " LEFT JOIN pages g ON g.source = r.source AND g.number = p.page"
            f" WHERE p.id IN ({', '.join('?' * len(some))})",
            some,
        )
        found.update((row[0], row[1:]) for row in rows)
    return found


def _passage(row: tuple[Any, ...], marked: tuple[Phrase, ...]) -> FoundPassage:
    kind, speaker, text, mark, struck, page, dpi, left, top, right, bottom, confidence = row
    box = None if left is None else Box(left, top, right, bottom)
    part = snippet(text, "said" if kind == "turn" else "text", marked)
    return FoundPassage(kind, speaker, text, part, mark, bool(struck), page, dpi, box, confidence)


def facets(connection: Store, query: str, most: int) -> dict[str, tuple[Facet, ...]]:
    """For each of `FACETS`, the `most` commonest values, and how many of the records found have them."""
    asked = plan(parse(query), connection, lambda word: likes(connection, word))
    question = _Question(connection, asked)
    found = f"{connection.temporary}.found"
    connection.execute(f"DROP TABLE IF EXISTS {found}")
    connection.execute(
        f"CREATE TEMP TABLE found AS SELECT DISTINCT {question.record} AS record {question.source()}",
        question.values,
    )
    try:
        return {name: tuple(_counted(connection, sql, most)) for name, sql in FACETS.items()}
    finally:
        connection.execute(f"DROP TABLE {found}")


def _counted(connection: Store, values: str, most: int) -> Iterator[Facet]:
    found = connection.execute(
        f"WITH v (value, record) AS ({values}) SELECT value, count(*) FROM v GROUP BY value"
        " ORDER BY count(*) DESC, value LIMIT ?",
        (most,),
    )
    for value, count in found:
        yield Facet(value, count)
