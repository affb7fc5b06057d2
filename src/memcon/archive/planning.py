"""A query's tree becomes one full-text expression, as far as it goes, and conditions of SQL for the rest.

Every value travels as a parameter, and every word of a full-text expression stands in quotation marks, so
that nothing in a query is ever read as SQL or as FTS5's own syntax.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from memcon.archive.conditions import CONDITIONS, HEADER, SPOKEN, Condition
from memcon.archive.grammar import All, Any, Near, Node, Not, QueryError, Term

Likes = Callable[[str], Sequence[str]]
"""The words and pairs of words that the archive has in place of one that it does not have."""


class Plan(NamedTuple):
    """How a query is asked of the tables."""

    match: str | None
    """For ``passage_words MATCH``; None where the query has no words that every passage must have."""
    where: tuple[Condition, ...]
    marked: str | None
    """The words to mark in a snippet: all that the query asks for, joined by OR."""
    notes: tuple[str, ...]


def plan(node: Node, likes: Likes) -> Plan:
    """The plan of a query. Raises `QueryError` for a field whose value makes no sense."""
    return _Planner(likes).whole(node)


def quoted(text: str, *, prefix: bool = False) -> str:
    """Text as a phrase of FTS5."""
    escaped = text.replace('"', '""')
    return f'"{escaped}"{" *" if prefix else ""}'


def terms(node: Node) -> Iterator[Term]:
    """The words and phrases that a passage must have, those of its fields apart."""
    if isinstance(node, Term):
        if node.field is None or node.field in SPOKEN:
            yield node
    elif isinstance(node, Near):
        yield from node.terms
    elif not isinstance(node, Not):
        for part in node.parts:
            yield from terms(part)


class _Planner:
    def __init__(self, likes: Likes) -> None:
        self.likes = likes
        self.notes: list[str] = []
        self.marked: list[str] = []

    def whole(self, node: Node) -> Plan:
        parts = node.parts if isinstance(node, All) else (node,)
        inner = [(part.part, True) if isinstance(part, Not) else (part, False) for part in parts]
        have: list[str] = []
        lack: list[str] = []
        rest: list[tuple[Node, bool]] = []
        for part, negative in inner:
            words = self.words(part, negative)
            if words is None:
                rest.append((part, negative))
            else:
                (lack if negative else have).append(words)
        conditions = [
            _negated(self.condition(part, True)) if n else self.condition(part, False) for part, n in rest
        ]
        if lack and not have:
            conditions += [_negated(_matching(words)) for words in lack]
            lack = []
        match = _both(have, lack) if have else None
        marked = " OR ".join(dict.fromkeys(self.marked)) or None
        return Plan(match, tuple(conditions), marked, tuple(dict.fromkeys(self.notes)))

    def words(self, node: Node, negative: bool) -> str | None:
        """The node as an expression of FTS5; None where it is not words alone."""
        if isinstance(node, Near):
            return self.near(node, negative)
        if isinstance(node, Term):
            return self.term(node, negative) if node.field is None or node.field in SPOKEN else None
        if isinstance(node, Not) or not _wordy(node):
            return None
        if isinstance(node, Any):
            either = [self.words(part, negative) for part in node.parts]
            return f"({' OR '.join(words for words in either if words)})"
        have = [self.words(part, negative) for part in node.parts if not isinstance(part, Not)]
        lack = [self.words(part.part, True) for part in node.parts if isinstance(part, Not)]
        return _both([words for words in have if words], [words for words in lack if words])

    def term(self, term: Term, negative: bool) -> str:
        if term.like:
            found = self.likes(term.text)
            if list(found) != [term.text]:
                said = ", ".join(found) if found else "nothing like it either"
                self.notes.append(f"{term.text} stands nowhere; found instead: {said}")
            words = " OR ".join(quoted(word) for word in found) or quoted(term.text)
            words = f"({words})"
        else:
            words = quoted(term.text, prefix=term.prefix)
        return self.columned(words, term.field, negative)

    def near(self, near: Near, negative: bool) -> str:
        if any(term.like for term in near.terms):
            raise QueryError("~ stands within NEAR", near.terms[0].position, "words as the archive has them")
        inner = " ".join(quoted(term.text, prefix=term.prefix) for term in near.terms)
        return self.columned(f"NEAR({inner}, {near.distance})", near.field, negative)

    def columned(self, words: str, field: str | None, negative: bool) -> str:
        words = f"({{{SPOKEN[field]}}} : {words})" if field else words
        if not negative:
            self.marked.append(words)
        return words

    def condition(self, node: Node, negative: bool) -> Condition:
        words = self.words(node, negative)
        if words is not None:
            return _matching(words)
        if isinstance(node, Not):
            return _negated(self.condition(node.part, True))
        if isinstance(node, Term) and node.field:
            if node.like:
                raise QueryError(
                    f"~ stands in {node.field}:", node.position, "~ behind words of the text only"
                )
            return CONDITIONS[node.field](node) if node.field in CONDITIONS else _header(node)
        assert isinstance(node, All | Any)
        parts = [self.condition(part, negative) for part in node.parts]
        joint = " AND " if isinstance(node, All) else " OR "
        return Condition(
            f"({joint.join(part.sql for part in parts)})",
            tuple(value for part in parts for value in part.values),
        )


def _wordy(node: Node) -> bool:
    """Whether FTS5 alone can answer: words throughout, and in each group one that must be there."""
    if isinstance(node, Term):
        return node.field is None or node.field in SPOKEN
    if isinstance(node, Near):
        return True
    if isinstance(node, Not):
        return False
    if isinstance(node, Any):
        return all(_wordy(part) for part in node.parts)
    inner = [part.part if isinstance(part, Not) else part for part in node.parts]
    return all(_wordy(part) for part in inner) and not all(isinstance(part, Not) for part in node.parts)


def _both(have: list[str], lack: list[str]) -> str:
    words = f"({' AND '.join(have)})" if len(have) > 1 else have[0]
    return f"({words} NOT ({' OR '.join(lack)}))" if lack else words


def _matching(words: str) -> Condition:
    return Condition("p.id IN (SELECT rowid FROM passage_words WHERE passage_words MATCH ?)", (words,))


def _negated(condition: Condition) -> Condition:
    # What is not known (a paper without a date) is not so, and therefore fulfils the negation.
    return Condition(f"NOT COALESCE(({condition.sql}), 0)", condition.values)


def _header(term: Term) -> Condition:
    words = f"{{{HEADER[term.field or '']}}} : {quoted(term.text, prefix=term.prefix)}"
    return Condition("p.record IN (SELECT rowid FROM record_words WHERE record_words MATCH ?)", (words,))
