"""Whom a paper has listed or named so far: what a family name alone means there."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec import structs

from memcon.authority.linking.links import Meaning, settled
from memcon.authority.linking.persons import Somebody
from memcon.authority.linking.words import Token
from memcon.authority.lookup import US, Authority
from memcon.authority.matching import CHIEFS
from memcon.authority.names import fold
from memcon.authority.nouns import Match
from memcon.authority.titles import COURTESIES, TITLES

UNPLACED = 0.75
"""What a family name behind ``Mr.`` is worth where its bearer holds no office that day: too little for a
link, enough for an alternative."""
_NEAR = timedelta(days=2 * 365)


class Met:
    """Whom a paper has listed or named so far, so that a bare ``Ivanov`` is the one named in full before."""

    def __init__(self, people: list[Somebody], known: Authority) -> None:
        self._known = known
        self._people = people
        self._named: dict[str, Meaning] = {}
        self._strange: set[str] = set()
        self._countries: set[str | None] = {US}
        for one in people:
            chosen = one.link.chosen
            if chosen:
                self._named.setdefault(chosen.id, chosen)
                person = known.persons.get(chosen.id)
                self._countries |= {person.country} if person else set()

    def name(self, meanings: list[Meaning]) -> None:
        """Remember a person that was named in full and is beyond doubt."""
        sure = settled("", "", meanings).chosen
        if sure:
            self._named.setdefault(sure.id, sure)

    def placed(self, match: Match, on: date | None) -> float:
        """What a family name is worth with nothing to say whose it is.

        All of it where its bearer is or was a chief of state or government, holds an office that day, or did
        within two years of it and is of a country at the table; else too little for a link. So it is for
        those whom only the lists of all ambassadors name, and for our own ambassadors abroad.
        """
        office = match.office
        if is_chief(match) or on is None:
            return 1.0
        if match.person.source != "table":
            return UNPLACED
        if office and office.held(on) and not (office.kind == "ambassador" and office.country == US):
            return 1.0
        near = (
            office
            and office.kind != "ambassador"
            and office.start - _NEAR <= on <= (office.end or on) + _NEAR
        )
        return 1.0 if near and match.person.country in self._countries else UNPLACED

    def strange(self, word: str) -> None:
        """Remember a family name that stood behind a title and was nobody's who is known."""
        self._strange.add(word)

    def is_strange(self, word: str) -> bool:
        """Whether a family name has been met as nobody's who is known."""
        return word in self._strange

    def listed(self, title: tuple[Token, ...], name: tuple[Token, ...]) -> list[Meaning]:
        """Those at the table who are so named: ``Mr. Kennedy`` where Richard T. Kennedy is listed.

        The title is one that says nothing, or one that stands in the list beside the name.
        """
        called = title_of(title) if title else ""
        words = [t.word for t in name]
        found: dict[str, Meaning] = {}
        for one in self._people if called or len(name) > 1 else ():
            fits = (
                not called
                or called in COURTESIES
                or called in one.titles
                or {t.word for t in title} <= one.words
            )
            chosen = one.link.chosen
            if chosen and fits and words[-1] == one.family and all(w in one.words for w in words):
                reason = f"listed as “{one.printed}”: {chosen.reason}"
                found[chosen.id] = structs.replace(chosen, score=max(chosen.score, 0.9), reason=reason)
        return list(found.values())

    def sorted(self, meanings: list[Meaning]) -> list[Meaning]:
        """The meanings, one whom the paper has named already a little before the others."""
        raised = [
            Meaning(
                c.kind, c.id, c.name, min(1.0, c.score + 0.1) if c.id in self._named else c.score, c.reason
            )
            for c in meanings
        ]
        return sorted(raised, key=lambda c: -c.score)

    def of_family(self, word: str) -> list[Meaning]:
        """Those named already who bear a family name."""
        found: list[Meaning] = []
        for identity, meaning in self._named.items():
            person = self._known.persons.get(identity)
            families = person.families if person else tuple(fold(meaning.name).split()[-1:])
            if word in families and len(meaning.name.split()) <= 4:
                reason = f"named in this paper: {meaning.reason}"
                found.append(Meaning("person", identity, meaning.name, 0.9, reason))
        return found

    def called(self, name: str, speaker: str | None) -> list[Meaning]:
        """Those at the table whom others call so, the speaker apart."""
        found: list[Meaning] = []
        for one in self._people:
            chosen = one.link.chosen
            person = self._known.persons.get(chosen.id) if chosen else None
            if person and chosen and chosen.id != speaker and name in person.familiar:
                reason = f"listed as “{one.printed}”, whom others call {name}"
                found.append(Meaning("person", person.id, person.name, 0.9, reason))
        return found


def title_of(title: tuple[Token, ...]) -> str:
    """What the words of a title amount to."""
    return TITLES[" ".join(t.word for t in title)]


def is_chief(match: Match) -> bool:
    """Whether it is as a chief of state, government or party that somebody is meant."""
    return match.office is not None and match.office.kind in CHIEFS
