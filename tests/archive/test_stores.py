"""SQLite and PostgreSQL give one answer: the same words, the same passages, in the same order."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from postgres import Server
from shelf import STYLES, invention, samples

from memcon import Archive
from memcon.archive.grammar import parse
from memcon.archive.likeness import likes
from memcon.archive.planning import plan
from memcon.archive.results import CLOSING, OPENING
from memcon.archive.snippets import WORDS, snippet
from memcon.archive.sqlite import SqliteStore
from memcon.archive.tokens import DIVIDING, TOKENIZER, places, plain, tokens
from memcon.archive.wording import Phrase


@pytest.fixture(scope="module")
def both(server: Server) -> Iterator[tuple[Archive, Archive]]:
    with Archive(":memory:") as one, Archive(server.new_store()) as other:
        for document in (*samples(), *(invention(seed, style) for seed in range(3) for style in STYLES)):
            one.add(document)
            other.add(document)
        yield one, other


@pytest.fixture(scope="module")
def fts5() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.execute(f"CREATE VIRTUAL TABLE t USING fts5 (x, tokenize='{TOKENIZER}')")
    connection.execute("CREATE VIRTUAL TABLE v USING fts5vocab (t, 'instance')")
    return connection


texts = st.text(max_size=40) | st.text("aé ̀-.'’ÉßİıǅﬁΣςжЙ中½²_\u0301\ue000\U0001f600", max_size=20)


@settings(max_examples=200)
@given(text=texts)
def test_the_words_of_a_text_are_those_of_fts5(fts5: sqlite3.Connection, text: str) -> None:
    text = text.replace("\0", "")
    fts5.execute("DELETE FROM t")
    fts5.execute("INSERT INTO t (rowid, x) VALUES (1, ?)", (text,))
    assert tokens(text) == [term for (term,) in fts5.execute("SELECT term FROM v ORDER BY offset")]
    words, spans = places(text)
    assert words == tokens(text) and [tokens(text[start:end]) for start, end in spans] == [[w] for w in words]
    folded = plain(text)
    assert folded is None or (len(folded) == len(text) and folded.split() == words)


def test_what_is_taken_to_divide_words_divides_them_in_fts5_too() -> None:
    signs = re.findall(f"[{DIVIDING}]", "".join(map(chr, range(0x80, 0x3000))))
    assert len(signs) == 26
    assert all(tokens(f"a{sign}b") == ["a", "b"] for sign in signs)


WORDS_ASKED = (
    "the",
    "president",
    "minister",
    "dam",
    "water",
    "river",
    "and",
    "kessel",
    "said",
    "prime",
    "of",
)
one_word = st.sampled_from(WORDS_ASKED)
terms = st.one_of(
    one_word,
    one_word.map(lambda w: f"{w[:3]}*"),
    one_word.map(lambda w: f"-{w}"),
    st.tuples(one_word, one_word).map(lambda w: f'"{w[0]} {w[1]}"'),
    st.tuples(one_word, one_word).map(lambda w: f'"{w[0]} {w[1][:2]}"*'),
    st.tuples(one_word, one_word, st.integers(0, 6)).map(lambda w: f"NEAR({w[0]} {w[1]}, {w[2]})"),
    st.tuples(one_word, one_word, one_word).map(lambda w: f'NEAR("{w[0]} {w[1]}" {w[2][:2]}*)'),
    st.tuples(one_word, one_word).map(lambda w: f"({w[0]} OR -{w[1]})"),
    st.tuples(one_word, one_word).map(lambda w: f"({w[0]} OR from:{w[1]} {w[1]})"),
    one_word.map(lambda w: f"said:{w}"),
    one_word.map(lambda w: f"{w[:-1]}x~"),
    st.sampled_from(
        ("mark:C", "date:1975..1995", "with:minister", "form:telcon", "withheld:no", "place:oval")
    ),
)


@settings(max_examples=150)
@given(parts=st.lists(terms, min_size=1, max_size=3), sort=st.sampled_from(("relevance", "date", "record")))
@example(parts=["the", "-president", "(minister OR from:the the)"], sort="relevance")
def test_both_answer_the_same_in_the_same_order(
    both: tuple[Archive, Archive], parts: list[str], sort: str
) -> None:
    query = " ".join(parts)
    one, other = (archive.search(query, sort=sort, limit=7) for archive in both)  # type: ignore[arg-type]
    assert one == other


@settings(max_examples=150)
@given(parts=st.lists(terms, min_size=1, max_size=3))
def test_the_rank_that_is_worked_out_is_that_of_fts5(both: tuple[Archive, Archive], parts: list[str]) -> None:
    store = both[0]._store
    assert isinstance(store, SqliteStore)
    words = plan(parse(" ".join(parts)), store, lambda word: likes(store, word)).words
    if words is None:
        return
    sql, values = store.matching(words)
    theirs = dict(store.execute(f"SELECT rowid, rank FROM passage_words w WHERE {sql}", values).fetchall())
    assert store._ranked(words, list(theirs)) == theirs


def test_what_was_counted_is_counted_again_once_anybody_has_written(path: Path) -> None:
    with Archive(path) as archive, Archive(path) as other:
        store = archive._store
        assert isinstance(store, SqliteStore)
        words = plan(parse("have"), store, lambda word: [word]).words
        assert words
        sql = "SELECT rowid, rank FROM passage_words WHERE passage_words MATCH 'have'"
        seen: set[str] = set()
        for writer, document in zip((archive, other, archive, other), samples(), strict=False):
            writer.add(document)
            theirs = dict(store.execute(sql).fetchall())
            assert store._ranked(words, list(theirs)) == theirs
            seen.add(str(theirs))
        assert len(seen) == 4, "each paper has changed the ranks"


@settings(max_examples=30)
@given(parts=st.lists(terms, min_size=1, max_size=2))
def test_both_count_the_same(both: tuple[Archive, Archive], parts: list[str]) -> None:
    one, other = (archive.facets(" ".join(parts)) for archive in both)
    assert one == other


@settings(max_examples=200)
@given(
    words=st.lists(st.sampled_from(("dam", "the", "Dämme", "x.", "water,")), max_size=80),
    phrase=st.lists(st.sampled_from(("dam", "the", "water")), min_size=1, max_size=2),
)
def test_a_snippet_is_a_part_of_the_text_with_its_words_marked(words: list[str], phrase: list[str]) -> None:
    text = " ".join(words)
    wanted = Phrase(" ".join(phrase), tuple(phrase))
    part = snippet(text, "said", [wanted])
    plain = part.replace(OPENING, "").replace(CLOSING, "").removesuffix(" …").removeprefix("…")
    assert plain in text and len(tokens(plain)) <= WORDS
    assert (OPENING in part) == (f" {' '.join(phrase)} " in f" {' '.join(tokens(text))} ")
    for marked in part.split(OPENING)[1:]:
        assert tokens(marked.split(CLOSING)[0])[: len(phrase)] == phrase
