"""A query's tree becomes what it asks of the words, as far as it goes, and conditions of SQL for the rest.

Every value travels as a parameter, so that nothing in a query is ever read as SQL.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from memcon.archive.conditions import CONDITIONS, HEADER, SPOKEN
from memcon.archive.grammar import All, Any, Near, Node, Not, QueryError, Term
from memcon.archive.stores import Condition, Store
from memcon.archive.tokens import tokens
from memcon.archive.wording import Close, Either, Every, Phrase, Wording

Likes = Callable[[str], Sequence[str]]
"""The words and pairs of words that the archive has in place of one that it does not have."""


class Plan(NamedTuple):
    """How a query is asked of the tables."""

    words: Wording | None
    """What the index of words is asked; None where the query has no words that every passage must have."""
    where: tuple[Condition, ...]
    marked: tuple[Phrase, ...]
    """The words to mark in a snippet: all that the query asks for."""
    notes: tuple[str, ...]


def plan(node: Node, store: Store, likes: Likes) -> Plan:
    """The plan of a query. Raises `QueryError` for a field whose value makes no sense."""
    return _Planner(store, likes).whole(node)


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


def phrase_of(term: Term, text: str | None = None) -> Phrase:
    """A term as a phrase, or with its field and no more of it another `text`."""
    column = SPOKEN.get(term.field or "")
    if text is not None:
        return Phrase(text, tuple(tokens(text)), column=column)
    return Phrase(term.text, tuple(tokens(term.text)), term.prefix, column)


class _Planner:
    def __init__(self, store: Store, likes: Likes) -> None:
        self.store = store
        self.likes = likes
        self.notes: list[str] = []
        self.marked: list[Phrase] = []

    def whole(self, node: Node) -> Plan:
        parts = node.parts if isinstance(node, All) else (node,)
        inner = [(part.part, True) if isinstance(part, Not) else (part, False) for part in parts]
        have: list[Wording] = []
        lack: list[Wording] = []
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
            conditions += [_negated(self.matching(words)) for words in lack]
            lack = []
        match = _every(have, lack) if have else None
        marked = tuple(dict.fromkeys(self.marked))
        return Plan(match, tuple(conditions), marked, tuple(dict.fromkeys(self.notes)))

    def words(self, node: Node, negative: bool) -> Wording | None:
        """What the node asks of the words of a passage; None where it is not words alone."""
        if not _wordy(node):
            return None
        if isinstance(node, Near):
            return self.near(node, negative)
        if isinstance(node, Term):
            return self.term(node, negative)
        if isinstance(node, Any):
            return Either(tuple(self.wording(part, negative) for part in node.parts))
        assert isinstance(node, All)
        have = [self.wording(part, negative) for part in node.parts if not isinstance(part, Not)]
        lack = [self.wording(part.part, True) for part in node.parts if isinstance(part, Not)]
        return _every(have, lack)

    def wording(self, node: Node, negative: bool) -> Wording:
        """What a node asks of which it is known that it is words alone."""
        words = self.words(node, negative)
        assert words is not None
        return words

    def term(self, term: Term, negative: bool) -> Wording:
        if not term.like:
            return self.wanted(phrase_of(term), negative)
        found = self.likes(term.text)
        if list(found) != [term.text]:
            said = ", ".join(found) if found else "nothing like it either"
            self.notes.append(f"{term.text} stands nowhere; found instead: {said}")
        phrases = [self.wanted(phrase_of(term, text), negative) for text in found or [term.text]]
        return phrases[0] if len(phrases) == 1 else Either(tuple(phrases))

    def near(self, near: Near, negative: bool) -> Wording:
        if any(term.like for term in near.terms):
            raise QueryError("~ stands within NEAR", near.terms[0].position, "words as the archive has them")
        column = SPOKEN.get(near.field or "")
        phrases = [phrase_of(term)._replace(column=column) for term in near.terms]
        return Close(tuple(self.wanted(phrase, negative) for phrase in phrases), near.distance)

    def wanted(self, phrase: Phrase, negative: bool) -> Phrase:
        if not negative:
            self.marked.append(phrase)
        return phrase

    def matching(self, words: Wording) -> Condition:
        sql, values = self.store.matching(words)
        return Condition(f"p.id IN (SELECT w.rowid FROM passage_words w WHERE {sql})", values)

    def condition(self, node: Node, negative: bool) -> Condition:
        words = self.words(node, negative)
        if words is not None:
            return self.matching(words)
        if isinstance(node, Not):
            return _negated(self.condition(node.part, True))
        if isinstance(node, Term) and node.field:
            if node.like:
                raise QueryError(
                    f"~ stands in {node.field}:", node.position, "~ behind words of the text only"
                )
            if node.field in CONDITIONS:
                return CONDITIONS[node.field](node)
            return self.store.header(phrase_of(node)._replace(column=HEADER[node.field]))
        assert isinstance(node, All | Any)
        parts = [self.condition(part, negative) for part in node.parts]
        joint = " AND " if isinstance(node, All) else " OR "
        return Condition(
            f"({joint.join(part.sql for part in parts)})",
            tuple(value for part in parts for value in part.values),
        )


def _wordy(node: Node) -> bool:
    """Whether the index of words alone can answer: words throughout, and in each group one that must be
    there."""
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


def _every(have: Sequence[Wording], lack: Sequence[Wording]) -> Wording:
    return have[0] if len(have) == 1 and not lack else Every(tuple(have), tuple(lack))


def _negated(condition: Condition) -> Condition:
    # What is not known (a paper without a date) is not so, and therefore fulfils the negation.
    return Condition(f"NOT COALESCE(({condition.sql}), FALSE)", condition.values)
