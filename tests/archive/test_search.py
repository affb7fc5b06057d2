"""The query language: its answers beside a plain reading of every passage, its errors, hostile queries."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shelf import STYLES, invention, samples

from memcon import (
    Archive,
    Declassification,
    Document,
    Heading,
    MemconError,
    Paragraph,
    QueryError,
    Record,
    Results,
    Source,
    UsageError,
    WithdrawalRow,
    Withheld,
)
from memcon.archive import FIELDS, searching
from memcon.archive.folding import folded
from memcon.archive.grammar import parse


@pytest.fixture(scope="module")
def archive(new_url: Callable[[], str]) -> Iterator[Archive]:
    with Archive(new_url()) as archive:
        for document in (*samples(), *(invention(seed, style) for seed in range(4) for style in STYLES)):
            archive.add(document)
        yield archive


class Row(NamedTuple):
    """A passage as a plain reader sees it."""

    record: str
    speaker: str
    said: str
    text: str
    mark: str | None
    date: str | None
    form: str
    level: str | None


@cache
def rows(archive: Archive) -> list[Row]:
    found = archive._store.execute(
        "SELECT r.short, COALESCE(p.speaker, r.from_line, ''),"
        " CASE WHEN p.kind = 'turn' THEN p.text ELSE '' END,"
        " CASE WHEN p.kind = 'turn' THEN '' ELSE p.text END, p.mark_level, r.date, r.form, r.level_mark"
        " FROM passages p JOIN records r ON r.id = p.record"
    )
    return [Row(r[0], *(f" {folded(t)} " for t in r[1:4]), *r[4:]) for r in found]


Query = tuple[str, Callable[[Row], bool]]

WORDS = ("the", "president", "minister", "water", "river", "said", "agreement", "dam", "kessel", "nowhere")


def has(word: str, *columns: str) -> Callable[[Row], bool]:
    return lambda row: any(f" {word} " in getattr(row, column) for column in columns)


EVERYWHERE = ("speaker", "said", "text")
words = st.sampled_from(WORDS).map(lambda w: (w, has(w, *EVERYWHERE)))
phrases = st.tuples(st.sampled_from(WORDS), st.sampled_from(WORDS)).map(
    lambda two: (f'"{two[0]} {two[1]}"', has(f"{two[0]} {two[1]}", *EVERYWHERE))
)
prefixes = st.sampled_from(("pres", "agree", "ke", "x")).map(
    lambda p: (f"{p}*", lambda row: any(f" {p}" in getattr(row, c) for c in EVERYWHERE))
)
spoken = st.tuples(st.sampled_from((("from", "speaker"), ("said", "said"))), st.sampled_from(WORDS)).map(
    lambda x: (f"{x[0][0]}:{x[1]}", has(x[1], x[0][1]))
)
fields = st.one_of(
    st.sampled_from(("C", "S", "U")).map(lambda m: (f"mark:{m}", lambda row: row.mark == m)),
    st.sampled_from(("memcon", "telcon")).map(lambda f: (f"form:{f}", lambda row: row.form == f)),
    st.sampled_from(("S", "C")).map(lambda m: (f"level:{m}", lambda row: row.level == m)),
    st.tuples(st.integers(1965, 1998), st.integers(0, 20)).map(
        lambda y: (
            f"date:{y[0]}..{y[0] + y[1]}",
            lambda row: bool(row.date) and str(y[0]) <= (row.date or "")[:4] <= str(y[0] + y[1]),
        )
    ),
)


def grown(inner: st.SearchStrategy[Query]) -> st.SearchStrategy[Query]:
    several = st.lists(inner, min_size=2, max_size=3)
    return st.one_of(
        several.map(lambda q: (f"({' '.join(t for t, _ in q)})", lambda r: all(f(r) for _, f in q))),
        several.map(lambda q: (f"({' OR '.join(t for t, _ in q)})", lambda r: any(f(r) for _, f in q))),
        inner.map(lambda q: (f"-{q[0]}" if not q[0].startswith("-") else q[0][1:], lambda r: not q[1](r))),
    )


queries = st.recursive(st.one_of(words, phrases, prefixes, spoken, fields), grown, max_leaves=8)


def everything(
    archive: Archive, query: str, limit: int, sort: searching.Sort = "relevance"
) -> list[tuple[str, int]]:
    """The records that a query finds, page by page, each with how many passages match."""
    found: list[tuple[str, int]] = []
    page = 1
    while True:
        results = archive.search(query, page=page, limit=limit, sort=sort)
        found += [(f.record.id, f.matching) for f in results.found]
        if not results.more:
            return found
        page += 1


@settings(max_examples=120)
@given(query=queries)
def test_a_query_finds_what_a_plain_reading_finds(archive: Archive, query: Query) -> None:
    text, holds = query
    wanted: dict[str, int] = {}
    for row in rows(archive):
        if holds(row):
            wanted[row.record] = wanted.get(row.record, 0) + 1
    assert dict(everything(archive, text, limit=1000)) == wanted


@settings(max_examples=25)
@given(query=queries, limit=st.integers(1, 9), sort=st.sampled_from(searching.SORTS))
def test_pages_are_parts_of_one_order_however_many_match(
    archive: Archive, query: Query, limit: int, sort: searching.Sort
) -> None:
    whole = everything(archive, query[0], limit=1000, sort=sort)
    assert everything(archive, query[0], limit=limit, sort=sort) == whole
    assert len({record for record, _ in whole}) == len(whole)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(searching, "RANKED", 3)
        many = everything(archive, query[0], limit=limit, sort=sort)
    assert sorted(many) == sorted(whole)
    if sort != "relevance":
        assert many == whole


def test_answers_too_many_to_rank_say_so(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "RANKED", 3)
    results = archive.search("the")
    assert (results.records, results.passages) == (None, None)
    assert results.notes == ("more than 3 passages match; not ranked",)


@settings(max_examples=25)
@given(query=queries)
def test_facets_count_the_records_that_are_found(archive: Archive, query: Query) -> None:
    found = archive.search(query[0], limit=1000)
    facets = archive.facets(query[0], most=1000)
    years: dict[str, int] = {}
    for record in (f.record for f in found.found):
        year = (record.date or "none")[:4]
        years[year] = years.get(year, 0) + 1
    assert {f.value: f.count for f in facets["year"]} == years
    assert sum(f.count for f in facets["form"]) == len(found.found)
    counts = [f.count for f in facets["person"]]
    assert counts == sorted(counts, reverse=True)


@pytest.mark.parametrize(
    ("query", "position", "expected"),
    [
        ("", 1, "a word"),
        ("   ", 1, "a word"),
        ("dam OR", 7, "a word"),
        ("OR dam", 1, "a word"),
        ("dam AND OR x", 9, "a word"),
        ('dam "kessel', 5, 'another "'),
        ("(dam kessel", 1, "a )"),
        ("dam)", 4, "the end"),
        ("()", 2, "a word"),
        ("dam foo:bar", 5, "said:"),
        ("dam from: kessel", 10, "right behind the colon"),
        ("from:(dam date:1997)", 11, "words"),
        ("date:199", 6, "a year"),
        ("date:1997-13", 6, "a year"),
        ("date:1997-02-30", 6, "a year"),
        ("date:..", 6, "a word"),
        ("date:1997-1..1998", 6, "a year"),
        ("mark:Q", 6, "U, "),
        ("level:high", 7, "U, "),
        ("form:letter", 6, "telcon"),
        ("doubt:maybe", 7, "yes or no"),
        ("NEAR(dam)", 1, "two words"),
        ("NEAR(dam kessel, x)", 18, "a number"),
        ("NEAR(dam~ kessel)", 6, "words"),
        ("subject:dam~", 9, "~"),
        ("-NOT dam", 2, "a word"),
        ("NOT NOT dam", 5, "a word"),
        ("***", 1, "a word"),
        ("dam \x00", 5, "letters"),
        ("\ud800", 1, "letters"),
        ("(" * 21 + "a" + ")" * 21, 21, "at most 20"),
        ("a " * 201, 401, "at most 200"),
        ("a" * 1_000_000, 5000, "at most 5,000"),
        ("(" * 1_000_000, 5000, "at most 5,000"),
        ('"' * 1_000_001, 5000, "at most 5,000"),
    ],
)
def test_a_bad_query_says_where_and_what_is_expected(
    archive: Archive, query: str, position: int, expected: str
) -> None:
    with pytest.raises(QueryError) as caught:
        archive.search(query)
    assert (caught.value.position, expected in caught.value.hint) == (position, True), str(caught.value)
    assert isinstance(caught.value, UsageError) and len(str(caught.value)) < 500


@pytest.mark.parametrize(
    "query",
    [
        "'; DROP TABLE records; --",
        '" OR 1=1 --',
        'from:"x\') OR 1=1 --"',
        'subject:"\' UNION SELECT document FROM sources --"',
        "file:%",
        "file:_%",
        "file:../../etc/passwd",
        "box:%",
        "case:%",
        "case:_",
        "withheld:%",
        "{said} : dam",
        "said : dam",
        "dam^2 ^dam",
        "dam + kessel",
        "dam, kessel; river",
        'NEAR("dam" kessel) NOT NEAR(a b)',
        "passage_words MATCH dam",
        "rank:dam" if "rank" in FIELDS else "rank dam",
        'da"m',
        "dam*kessel",
        "d*am*",
        "Élysée ÉLYSÉE ﬁne ß",
        "日本語 中国",
        "1.4(b)",
        "F-16 don't 10:30 http//x",
        "a" * 4999,
    ],
)
def test_hostile_queries_are_words_like_others(archive: Archive, query: str) -> None:
    before = archive.status()
    try:
        results = archive.search(query)
    except QueryError:
        results = None
    assert results is None or isinstance(results, Results)
    assert archive.status() == before
    if query in ("file:%", "box:%", "case:%", "withheld:%", "file:_%", "case:_"):
        assert results is None or results.records == 0


@settings(max_examples=120)
@given(query=st.text(max_size=60) | st.text(alphabet='ab "()-*~:,{}^+OR', max_size=60))
def test_every_query_gives_an_answer_or_an_error_in_words(archive: Archive, query: str) -> None:
    try:
        archive.search(query, limit=2)
    except MemconError as error:
        assert isinstance(error, QueryError) and 1 <= error.position <= len(query) + 1


def test_terms_at_the_limits_are_answered(archive: Archive) -> None:
    assert archive.search(" OR ".join(["dam"] * 200)).records
    assert archive.search(" ".join(["-nowhere"] * 199) + " dam").records
    deep = "(" * 20 + "dam OR date:1990" + ")" * 20
    assert archive.search(deep).records
    nested = "dam"
    for _ in range(19):
        nested = f"(date:1990 OR -({nested} kessel))" if len(nested) % 2 else f"({nested} OR mark:S)"
    with pytest.raises(QueryError, match="deep"):
        parse("(" * 3 + nested + ")" * 30)
    archive.search(nested)


@pytest.mark.parametrize(("page", "limit"), [(0, 5), (-1, 5), (1, 0), (1, 1001), (10**9, 10)])
def test_pages_that_make_no_sense_are_refused(archive: Archive, page: int, limit: int) -> None:
    with pytest.raises(UsageError, match="no page"):
        archive.search("dam", page=page, limit=limit)
    with pytest.raises(UsageError, match="no order"):
        archive.search("dam", sort="chance")  # type: ignore[arg-type]


def test_the_snippet_marks_the_words_that_were_looked_for(archive: Archive) -> None:
    (found,) = archive.search('"cubic meters"').found[:1]
    assert "\x02cubic meters\x03" in found.passages[0].snippet
    assert (
        found.passages[0].snippet.replace("\x02", "").replace("\x03", "").strip("…") in found.passages[0].text
    )
    (other,) = archive.search("form:cable -nowhere").found[:1]
    assert "\x02" not in other.passages[0].snippet


@pytest.mark.parametrize(
    ("query", "note", "same_as"),
    [
        ("kessl~", "kessl stands nowhere; found instead: kessel", "kessel"),
        ("kessel~", None, "kessel"),
        ("schoolmastar~", "schoolmastar stands nowhere; found instead: schoolmaster", "schoolmaster"),
        ("middlegauge~", "middlegauge stands nowhere; found instead: middle gauge", '"middle gauge"'),
        ("qqqq~", "qqqq stands nowhere; found instead: nothing like it either", None),
    ],
)
def test_a_word_that_is_nowhere_is_found_as_ocr_may_have_it(
    archive: Archive, query: str, note: str | None, same_as: str | None
) -> None:
    results = archive.search(query, limit=1000)
    assert results.notes == ((note,) if note else ())
    wanted = archive.search(same_as, limit=1000).found if same_as else ()
    assert [(f.record.id, f.matching) for f in results.found] == [(f.record.id, f.matching) for f in wanted]


def test_a_query_that_finds_nothing_says_which_word_is_nowhere(archive: Archive) -> None:
    note = "kessl stands nowhere; kessl~ looks for words like it"
    for query in ("kessl", "kessl dam", "from:president kessl", "NEAR(kessl dam)"):
        assert archive.search(query).notes == (note,), query
    for query in ("kessel dam date:1901", "-kessl dam date:1901", "xq*", '"dam kessl"', "kessl OR dam"):
        assert archive.search(query).notes == (), query


def test_accents_and_capitals_make_no_difference(url: str) -> None:
    from msgspec import structs

    document = invention(1)
    record = structs.replace(document.records[0], subject="Visit to the Élysée", place="ÉLYSÉE Palace")
    with Archive(url) as archive:
        archive.add(structs.replace(document, records=(record,)))
        for query in ("elysee", "ÉLYSÉE", "place:élysée", "subject:elysee", "elyse~", "elysée~"):
            assert archive.search(query).records == 1, query


def test_a_phrase_does_not_run_across_two_persons(url: str) -> None:
    from msgspec import structs

    document = invention(1)
    record = structs.replace(document.records[0], interpreters=("Anna Berg", "Carl Dorn"))
    with Archive(url) as archive:
        archive.add(structs.replace(document, records=(record,)))
        assert archive.search('interpreter:"carl dorn"').records == 1
        assert archive.search('interpreter:"berg carl"').records == 0


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("case:2015-0782-M", True),
        ("case:20150782m", True),
        ("case:2015-07*", True),
        ("case:2015-078", False),
        ("withheld:yes", True),
        ("withheld:no", False),
        ("withheld:1.4(b)", True),
        ("withheld:1.4B", True),
        ("withheld:1.4*", True),
        ("withheld:1.4(c)", False),
        ('withheld:"(b)(1)"', True),
        ("to:underwood", True),
        ("from:ashby", True),
        ("from:ashby said:water", False),
        ("with:ashby", True),
        ("with:underwood", False),
        ("level:S", True),
        ("level:secret", True),
        ('level:"top secret"', False),
        ("level:C..TS", True),
        ("level:..C", False),
        ("level:none", False),
        ("mark:S", True),
        ("mark:S/NF", True),
        ("mark:C/NF", False),
        ("mark:none water", True),
        ("date:none", True),
        ("-date:1997", True),
        ("date:1900..", False),
        ("gauges form:memorandum", True),
        ("restricted.pdf file:paper", True),
        ("file:PAPER.txt", True),
        ("file:papers", False),
    ],
)
def test_fields_of_the_header_and_the_release(url: str, query: str, found: bool) -> None:
    record = Record(
        (1, 1),
        "memorandum",
        banner="SECRET",
        addressees=("Mr. Underwood",),
        from_="Ashby",
        paragraphs=(Paragraph("The water rises.", mark="S/NF"), Paragraph("The water falls.")),
        headings=(Heading("Of the gauges", 1),),
        declassification=Declassification(case="2015-0782-M"),
        withheld=(Withheld(1, ("1.4(b)",)), Withheld(1, ("(b)(1)",))),
        withdrawals=(WithdrawalRow("01", title="restricted.pdf"),),
    )
    document = Document(Source("paper.txt", "0" * 64, "text", 1), records=(record,))
    with Archive(url) as archive:
        archive.add(document)
        assert bool(archive.search(query).records) == found


def test_every_field_is_described() -> None:
    text = (Path(__file__).parents[2] / "docs" / "search.md").read_text()
    assert all(f"`{field}:`" in text for field in FIELDS)
