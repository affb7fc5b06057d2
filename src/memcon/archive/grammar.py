"""The query language: what a person types becomes a tree, or an error that says where and what was expected.

nato yeltsin            both words, in one passage
"strategic stability"   these words in this order
sovere*                 every word that begins so
kessel OR gauge         either; OR binds less than standing side by side
-dam                    not in the passage
NEAR(gauge dam, 5)      with at most five words between
hungarv~                words like this, where the archive has it nowhere
from:yeltsin date:1997  fields; `FIELDS` lists them
"""

from __future__ import annotations

import re
from typing import NamedTuple

from memcon.errors import UsageError

FIELDS = (
    "said", "from", "to", "with", "interpreter", "notetaker", "subject", "place", "date", "form", "mark",
    "level", "withheld", "case", "doubt", "file", "repository", "collection", "box", "folder", "naid",
)  # fmt: skip
LONGEST = 5_000
"""Characters of a query; what people type has under 200."""
MOST = 200
"""Words, phrases and fields of a query."""
DEEPEST = 20
"""Brackets within brackets."""
NEAR_DISTANCE = 10


class QueryError(UsageError):
    """A query that cannot be read: at which character, counted from 1, and what was expected there."""

    code = "query"

    def __init__(self, problem: str, position: int, expected: str) -> None:
        super().__init__(
            f"the query cannot be read at character {position}: {problem}", f"Expected {expected}"
        )
        self.position = position
        self.expected = expected


class Term(NamedTuple):
    """A word or phrase, or with a field what the field should be."""

    text: str
    field: str | None
    position: int
    prefix: bool = False
    like: bool = False
    quoted: bool = False


class Near(NamedTuple):
    """Words close to one another."""

    terms: tuple[Term, ...]
    distance: int
    field: str | None


class Not(NamedTuple):
    """What must not be so."""

    part: Node


class All(NamedTuple):
    """What must be so together."""

    parts: tuple[Node, ...]


class Any(NamedTuple):
    """Of which one is enough."""

    parts: tuple[Node, ...]


Node = Term | Near | Not | All | Any


class _Token(NamedTuple):
    kind: str
    text: str
    position: int


# A bracket within a word belongs to it where it is as short as those of exemption codes: 1.4(b)(2).
_TOKEN = re.compile(
    r"""(?P<space>\s+) | (?P<open>\() | (?P<close>\)) | (?P<near>NEAR\() | (?P<minus>-(?=[^\s)-]))
      | (?P<phrase>"[^"]*"\*?) | (?P<unclosed>") | (?P<field>[A-Za-z_]+:(?=[^\s)]))
      | (?P<word>(?:[^\s()"]|(?<=[\w.)])\(\w{1,3}\))+)""",
    re.VERBOSE,
)


def parse(query: str) -> Node:
    """The tree of a query. Raises `QueryError`."""
    if len(query) > LONGEST:
        raise QueryError(f"it has {len(query):,} characters", LONGEST, f"at most {LONGEST:,}")
    bad = re.search(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ue000]", query)
    if bad:
        raise QueryError("there is a character that no paper has", bad.start() + 1, "letters and digits")
    tokens = [
        _Token(m.lastgroup or "", m[0], m.start() + 1)
        for m in _TOKEN.finditer(query)
        if m.lastgroup != "space"
    ]
    if not tokens:
        raise QueryError("it is empty", 1, 'a word, a "phrase" or a field such as date:1997')
    return _Parser(tokens, len(query) + 1).whole()


class _Parser:
    """Reads tokens from the left; each method takes one kind of thing."""

    def __init__(self, tokens: list[_Token], end: int) -> None:
        self.tokens = tokens
        self.at = 0
        self.end = _Token("end", "", end)
        self.depth = 0
        self.terms = 0

    def whole(self) -> Node:
        node = self.either(None)
        if self.next.kind != "end":
            raise QueryError("there is a ) too many", self.next.position, "the end, or another word")
        return node

    @property
    def next(self) -> _Token:
        return self.tokens[self.at] if self.at < len(self.tokens) else self.end

    def take(self) -> _Token:
        token = self.next
        self.at += 1
        return token

    def either(self, field: str | None) -> Node:
        parts = [self.together(field)]
        while self.next.text == "OR":
            self.take()
            parts.append(self.together(field))
        return parts[0] if len(parts) == 1 else Any(tuple(parts))

    def together(self, field: str | None) -> Node:
        parts = [self.one(field)]
        while self.next.kind not in ("end", "close") and self.next.text != "OR":
            if self.next.text == "AND":
                self.take()
            parts.append(self.one(field))
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def one(self, field: str | None) -> Node:
        token = self.take()
        if token.kind == "minus" or token.text == "NOT":
            if self.next.kind == "minus" or self.next.text == "NOT":
                raise QueryError("- stands twice", self.next.position, "a word, a field or a ( behind -")
            return Not(self.one(field))
        if token.kind == "open":
            return self.bracketed(token, field)
        if token.kind == "field":
            return self.fielded(token, field)
        if token.kind == "near":
            return self.near(token, field)
        if token.kind == "unclosed":
            raise QueryError("the quotation mark is never closed", token.position, 'another "')
        if token.kind in ("end", "close") or token.text in ("OR", "AND"):
            what = {"end": "the query ends", "close": "a bracket closes"}.get(
                token.kind, f"there is {token.text}"
            )
            raise QueryError(what, token.position, "a word, a phrase, a field or a (")
        if token.kind == "word" and token.text.endswith(":") and token.text[:-1].lower() in FIELDS:
            raise _no_value(token.text, token.position + len(token.text))
        return self.term(token, field)

    def bracketed(self, opening: _Token, field: str | None) -> Node:
        self.depth += 1
        if self.depth > DEEPEST:
            raise QueryError(
                "brackets stand too deep", opening.position, f"at most {DEEPEST} within one another"
            )
        node = self.either(field)
        if self.take().kind != "close":
            raise QueryError("the bracket is never closed", opening.position, "a ) behind it")
        self.depth -= 1
        return node

    def fielded(self, token: _Token, outer: str | None) -> Node:
        name = token.text[:-1].lower()
        if name not in FIELDS:
            raise QueryError(
                f"there is no field {name}:",
                token.position,
                f'one of {", ".join(f"{f}:" for f in FIELDS)}; or "{token.text[:-1]}" in quotation marks',
            )
        if outer:
            raise QueryError(f"{name}: stands within {outer}:", token.position, "words")
        value = self.take()
        if value.kind == "open":
            return self.bracketed(value, name)
        if value.kind == "near" and name in ("said", "from"):
            return self.near(value, name)
        if value.kind not in ("word", "phrase"):
            raise _no_value(token.text, value.position)
        return self.term(value, name)

    def term(self, token: _Token, field: str | None) -> Term:
        self.terms += 1
        if self.terms > MOST:
            raise QueryError("there are too many words", token.position, f"at most {MOST}")
        text, quoted = token.text, token.kind == "phrase"
        prefix, like = text.endswith("*"), text.endswith("~") and not quoted
        text = text.rstrip("*~").strip('"') if not quoted else text.rstrip("*").strip('"')
        if not re.search(r"[^\W_]", text):
            raise QueryError(f"{token.text} has no letter or digit", token.position, "a word")
        return Term(text, field, token.position, prefix, like, quoted)

    def near(self, opening: _Token, field: str | None) -> Near:
        terms: list[Term] = []
        distance: int | None = None
        while self.next.kind in ("word", "phrase"):
            token = self.take()
            if token.text == "," or (terms and token.text.startswith(",")):
                distance = self.distance(token)
                break
            comma = token.kind == "word" and token.text.endswith(",")
            terms.append(self.term(token._replace(text=token.text.rstrip(",")) if comma else token, field))
            if comma:
                distance = self.distance(None)
                break
        if self.take().kind != "close" or len(terms) < 2:
            raise QueryError(
                "NEAR( is not complete", opening.position, "two words or more and a ): NEAR(a b, 5)"
            )
        return Near(tuple(terms), NEAR_DISTANCE if distance is None else distance, field)

    def distance(self, comma: _Token | None) -> int:
        text = comma.text.lstrip(",") if comma else ""
        token = comma if comma and text else self.take()
        text = text or token.text
        if not (text.isascii() and text.isdecimal() and len(text) < 4):
            raise QueryError("the distance is no number", token.position, "a number of words such as 5")
        return int(text)


def _no_value(field: str, position: int) -> QueryError:
    return QueryError(f"{field} has no value", position, "a word, a phrase or a ( right behind the colon")
