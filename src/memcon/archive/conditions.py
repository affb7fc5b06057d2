"""What each field of a query means to the tables, as a condition of SQL with its parameters.

In a condition ``p`` is the passage and ``r`` its record.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import get_args

from memcon.archive.grammar import QueryError, Term
from memcon.archive.rows import case_key, code_key
from memcon.archive.stores import Condition
from memcon.markings import LEVELS, rank
from memcon.model import DOUBTFUL, Form


def _date(term: Term) -> Condition:
    first, dots, last = term.text.partition("..")
    if term.text == "none":
        return Condition("r.date IS NULL")
    if not dots:
        last = first
    if not first and not last:
        raise _wrong(term, "is no date", "a date, or two with .. between: 1997, 1997-03..1998, ..1975-10-14")
    for part in filter(None, (first, last)):
        _check_date(part, term)
    # ISO dates sort as text; what follows a whole year, month or day sorts before "~".
    parts = [("r.date >= ?", first)] if first else []
    parts += [("r.date < ?", last + "~")] if last else []
    return Condition(" AND ".join(sql for sql, _ in parts), tuple(value for _, value in parts))


def _check_date(text: str, term: Term) -> None:
    whole = text + "0000-01-01"[len(text) :] if re.fullmatch(r"\d{4}(-\d\d){0,2}", text, re.ASCII) else ""
    try:
        date.fromisoformat(whole)
    except ValueError:
        raise _wrong(
            term, f"{text!r} is no date", "a year, a month or a day: 1997, 1997-03, 1997-03-21"
        ) from None


def _form(term: Term) -> Condition:
    name = term.text.lower().replace(" ", "_").replace("-", "_")
    if name not in get_args(Form):
        raise _wrong(term, f"there is no form {term.text!r}", f"one of {', '.join(get_args(Form))}")
    return Condition("r.form = ?", (name,))


def _mark(term: Term) -> Condition:
    mark = term.text.upper().strip("()")
    if mark == "NONE":
        return Condition("p.mark IS NULL")
    if mark in LEVELS:
        return Condition("p.mark_level = ?", (mark,))
    if re.split(r"//?|-", mark, maxsplit=1)[0] in LEVELS:
        return Condition("p.mark = ?", (mark,))
    raise _wrong(
        term, f"there is no mark {term.text!r}", f"one of {', '.join(LEVELS)}, none, or such as S/NF"
    )


def _level(term: Term) -> Condition:
    if term.text.lower() == "none":
        return Condition("r.level IS NULL")
    first, dots, last = term.text.partition("..")
    if not dots:
        return Condition("r.level_mark = ?", (_level_named(first, term),))
    low = rank(_level_named(first, term)) if first else 0
    high = rank(_level_named(last, term)) if last else max(map(rank, LEVELS))
    return Condition("r.level_rank BETWEEN ? AND ?", (low, high))


def _level_named(name: str, term: Term) -> str:
    name = name.upper().replace("_", " ")
    by_name = {level: mark for mark, level in LEVELS.items()}
    if name in LEVELS or name in by_name:
        return by_name.get(name, name)
    wanted = f"one of {', '.join(LEVELS)}, its words in quotation marks, none, or a range such as C..TS"
    raise _wrong(term, f"there is no level {name!r}", wanted)


def _withheld(term: Term) -> Condition:
    if not term.quoted and term.text.lower() in ("yes", "no"):
        lacks = "NOT " if term.text.lower() == "no" else ""
        return Condition(f"p.record {lacks}IN (SELECT record FROM withheld)")
    sql, values = _equal("code", code_key(term.text), term.prefix)
    return Condition(f"p.record IN (SELECT record FROM exemptions WHERE {sql})", values)


def _case(term: Term) -> Condition:
    sql, values = _equal("case_key", case_key(term.text), term.prefix)
    stamped = f"SELECT id FROM records WHERE {sql}"
    given = "SELECT record FROM provenance WHERE field = 'case' AND value = ?"
    return Condition(f"p.record IN ({stamped} UNION {given})", (*values, term.text))


def _equal(column: str, value: str, prefix: bool) -> tuple[str, tuple[str, ...]]:
    """The condition that a column is, or begins with, a value of small letters and digits."""
    if prefix:
        return f"{column} >= ? AND {column} < ?", (value, value + "~")
    return f"{column} = ?", (value,)


def _doubt(term: Term) -> Condition:
    if term.text.lower() not in ("yes", "no"):
        raise _wrong(term, f"{term.text!r} is neither yes nor no", "yes or no")
    return Condition(f"p.confidence {'<' if term.text.lower() == 'yes' else '>='} ?", (DOUBTFUL,))


def _file(term: Term) -> Condition:
    pattern = f"%{_escaped(term.text)}%"
    named = r"SELECT id FROM sources WHERE lower(name) LIKE lower(?) ESCAPE '\'"
    return Condition(f"r.source IN ({named})", (pattern,))


def _provenance(term: Term) -> Condition:
    pattern = f"%{_escaped(term.text)}%" if term.field == "repository" or term.prefix else _escaped(term.text)
    sql = r"SELECT record FROM provenance WHERE field = ? AND lower(value) LIKE lower(?) ESCAPE '\'"
    return Condition(f"p.record IN ({sql})", (term.field, pattern))


def _escaped(text: str) -> str:
    return re.sub(r"([\\%_])", r"\\\1", text)


def _wrong(term: Term, problem: str, expected: str) -> QueryError:
    return QueryError(problem, term.position, expected)


CONDITIONS: dict[str, Callable[[Term], Condition]] = {
    "date": _date,
    "form": _form,
    "mark": _mark,
    "level": _level,
    "withheld": _withheld,
    "case": _case,
    "doubt": _doubt,
    "file": _file,
    **dict.fromkeys(("repository", "collection", "box", "folder", "naid"), _provenance),
}
"""The fields that are no words of the text."""

HEADER = {
    "to": "addressees",
    "with": "present",
    "interpreter": "interpreters",
    "notetaker": "notetakers",
    "subject": "subject",
    "place": "place",
}
"""The fields that are words of the record's header, and the column of `record_words` that has them."""

SPOKEN = {"said": "said", "from": "speaker"}
"""The fields that are words of a passage, and the column of `passage_words` that has them."""
