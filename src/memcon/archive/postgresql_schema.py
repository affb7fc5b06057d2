"""The tables of an archive in PostgreSQL: those of `memcon.archive.schema`, and its own indexes of words.

Text is compared byte by byte (``COLLATE "C"``), as SQLite does, so that both give the same order. The words
of a passage stand twice: as a ``tsvector`` without places, whose index finds the passages that have them, and
as lines with a blank before and behind each, by which phrases, columns and distances are told. Both hold
FTS5's own words (`memcon.archive.tokens`), not those of a PostgreSQL configuration.
"""

from __future__ import annotations

import re

from memcon.archive.schema import FIFTH, FIRST, FOURTH, SECOND

_WORDS = (
    """CREATE TABLE passage_words (
        rowid BIGINT PRIMARY KEY REFERENCES passages ON DELETE CASCADE, length BIGINT NOT NULL,
        speaker TEXT COLLATE "C" NOT NULL, said TEXT COLLATE "C" NOT NULL, text TEXT COLLATE "C" NOT NULL,
        words TSVECTOR NOT NULL)""",
    "CREATE INDEX passage_words_words ON passage_words USING gin (words)",
    """CREATE TABLE record_words (
        rowid BIGINT PRIMARY KEY REFERENCES records ON DELETE CASCADE, subject TEXT COLLATE "C" NOT NULL,
        place TEXT COLLATE "C" NOT NULL, addressees TEXT COLLATE "C" NOT NULL,
        present TEXT COLLATE "C" NOT NULL, interpreters TEXT COLLATE "C" NOT NULL,
        notetakers TEXT COLLATE "C" NOT NULL, words TSVECTOR NOT NULL)""",
    "CREATE INDEX record_words_words ON record_words USING gin (words)",
    'CREATE TABLE terms (term TEXT COLLATE "C" PRIMARY KEY)',
    "CREATE INDEX terms_length ON terms (length(term), term)",
    # Each connection adds to a row of its own, so that writers do not wait for one another.
    """CREATE TABLE totals (
        writer BIGINT PRIMARY KEY, passages BIGINT NOT NULL, words BIGINT NOT NULL)""",
    # Whether phrases stand with at most so many words between the first and the last. A phrase is its words
    # with a blank between; that of which only the beginning of the last word is meant ends in an asterisk.
    """CREATE FUNCTION close_to(line TEXT, phrases TEXT[], distance BIGINT) RETURNS BOOLEAN
        LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        WITH w AS (SELECT string_to_array(btrim(line), ' ') AS words),
        f AS (
            SELECT number, string_to_array(rtrim(phrase, '*'), ' ') AS own, phrase LIKE '%*' AS prefix
            FROM unnest(phrases) WITH ORDINALITY AS t (phrase, number)),
        s AS (
            SELECT f.number, n AS place, cardinality(f.own) AS size
            FROM w, f, generate_series(1, cardinality(w.words) - cardinality(f.own) + 1) AS n
            WHERE w.words[n : n + cardinality(f.own) - 2] = f.own[1 : cardinality(f.own) - 1]
            AND CASE WHEN f.prefix
                THEN starts_with(w.words[n + cardinality(f.own) - 1], f.own[cardinality(f.own)])
                ELSE w.words[n + cardinality(f.own) - 1] = f.own[cardinality(f.own)] END)
        SELECT EXISTS (
            SELECT 1 FROM s AS last WHERE cardinality(phrases) = (
                SELECT count(DISTINCT number) FROM s
                WHERE s.place BETWEEN last.place - s.size - distance AND last.place)) $$""",
)


def _translated(statement: str) -> str:
    """A statement of SQLite's as PostgreSQL has it."""
    statement = re.sub(r"\bid INTEGER PRIMARY KEY(?! REFERENCES)", "id BIGSERIAL PRIMARY KEY", statement)
    statement = re.sub(r"\) WITHOUT ROWID$", ")", statement)
    statement = re.sub(r"\bINTEGER\b", "BIGINT", statement)
    statement = re.sub(r"\bREAL\b", "DOUBLE PRECISION", statement)
    statement = re.sub(r"\bBLOB\b", "BYTEA", statement)
    statement = re.sub(r"\bTEXT\b", 'TEXT COLLATE "C"', statement)
    statement = re.sub(r"(\w+) COLLATE NOCASE", r"lower(\1)", statement)
    return re.sub(r"group_concat\(name, '; '\)", "string_agg(name, '; ' ORDER BY position)", statement)


def _without_words(statements: tuple[str, ...]) -> tuple[str, ...]:
    """The statements that are not about SQLite's own index of words, translated."""
    own = re.compile(r"CREATE VIRTUAL TABLE|(CREATE|DROP) VIEW passage_texts|CREATE TABLE record_texts")
    return tuple(_translated(statement) for statement in statements if not own.match(statement))


MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (*_without_words(FIRST), *_without_words(SECOND), *_WORDS),
    _without_words(FOURTH),
    _without_words(FIFTH),
)
