"""The people, agreements, events, organisations and places that running text names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

from msgspec import structs

from memcon.authority.linking.links import Link, Meaning, settled
from memcon.authority.linking.met import UNPLACED, Met, is_chief, title_of
from memcon.authority.linking.words import Phrases, Token, is_shouted, not_alone, tokens
from memcon.authority.lookup import Authority
from memcon.authority.names import PARTICLES, fold
from memcon.authority.nouns import Match, Place, Thing
from memcon.authority.titles import COURTESIES, MOST_WORDS, TITLES

_NOUNS = frozenset({
    "Britain", "England", "Bosnia", "Holland", "Formosa", "Korea", "Kampuchea", "Persia", "Congo", "Rhodesia",
    "Ceylon", "Myanmar", "Rumania", "Tanganyika", "Palestine", "Kazakstan", "Byelorussia", "Chechnya",
})  # fmt: skip
"""Other names of countries that are no adjectives."""
_ROOMS = frozenset({
    "Washington", "Residence", "Pentagon", "Hamilton", "Plains", "Wye", "Nice", "Split", "Pale", "Fez", "Rio",
    "Hague", "Gorki", "Portland", "Independence", "Memphis", "Bern", "Mons", "Bali", "ROC", "Alexandria",
})  # fmt: skip
"""Names of the table that in running text mean something else too often."""
_CHIEF = 0.87
"""What a family name alone is worth for a chief of state or government, who is meant rather than another."""
_LATELY = timedelta(days=6 * 365)
_REMEMBERED = 5
"""A family name alone still means a chief of state or government for so many times as long as he was it."""
_FAR = 1.0 / (3650 * 4)
_NAME_WORDS = 4


class Finder:
    """Looks for names in text; made once for a table."""

    def __init__(self, known: Authority) -> None:
        self.known = known
        self._things = Phrases()
        self._places = Phrases()
        for thing in known.things:
            self._things.add((thing.name, *thing.also), thing)
        for place in known.gazetteer.places:
            self._places.add(_nouns(place), place)

    def find(
        self, text: str, path: str, page: int | None, on: date | None, met: Met, speaker: str | None = None
    ) -> Iterator[Link]:
        """Every name in a text, in order, none within another; `met` is who has been named so far."""
        words = tokens(text)
        shouted = is_shouted(text)
        n = 0
        while n < len(words):
            taken, meanings = self._at(words, n, on, met, speaker, shouted)
            if meanings:
                whole = n - 1 if taken == 1 and n and _is_particle(words, n) else n
                start, end = words[whole].start, words[n + taken - 1].end
                yield settled(path, text[start:end], meanings, page=page, at=(start, end))
            n += max(taken, 1)

    def _at(
        self, words: tuple[Token, ...], n: int, on: date | None, met: Met, speaker: str | None, shouted: bool
    ) -> tuple[int, list[Meaning]]:
        taken, things = self._thing(words, n, on)
        reach, person = self._person(words, n, on, met, shouted)
        if reach > taken:
            return reach, person
        if things:
            return taken, things
        reach, places = self._place(words, n, on)
        if places:
            return reach, places
        alone = [] if shouted else self._alone(words, n, on, met, speaker)
        return 1, alone

    def _thing(self, words: tuple[Token, ...], n: int, on: date | None) -> tuple[int, list[Meaning]]:
        found = [(length, t) for length, t in self._things.at(words, n) if isinstance(t, Thing)]
        found = [(length, t) for length, t in found if _could_be_named(t, on)]
        if not found:
            return 0, []
        longest = max(length for length, _ in found)
        things = list({t.id: t for length, t in found if length == longest}.values())
        several = len(things) > 1
        meanings = [
            Meaning("thing", t.id, t.name, _nearness(t, on) if several else 0.95, _told(t)) for t in things
        ]
        bare = [p for length, p in self._places.at(words, n) if length == longest and isinstance(p, Place)]
        for p in bare[:1]:  # a city where a summit was near is the summit; a country is first of all itself
            score, where = (1.0, "country") if p.kind == "country" else (0.8, f"{p.kind} in {p.country}")
            meanings.append(Meaning("place", p.id, p.name, score, where))
        if bare and bare[0].kind == "country":
            meanings = [
                structs.replace(m, score=min(m.score, 0.8)) if m.kind == "thing" else m for m in meanings
            ]
        return longest, meanings

    def _place(self, words: tuple[Token, ...], n: int, on: date | None) -> tuple[int, list[Meaning]]:
        found = [(length, p) for length, p in self._places.at(words, n) if isinstance(p, Place)]
        found = [(length, p) for length, p in found if _bore(p, on)]
        if not found:
            return 0, []
        longest = max(length for length, _ in found)
        places = [p for length, p in found if length == longest]
        return longest, [
            Meaning("place", p.id, p.name, 0.95, p.kind if p.kind == "country" else f"in {p.country}")
            for p in places[:1]
        ]

    def _person(
        self, words: tuple[Token, ...], n: int, on: date | None, met: Met, shouted: bool
    ) -> tuple[int, list[Meaning]]:
        """A title with a name, or a forename with a family name."""
        title = _title_length(words, n)
        longest = _name_length(words, n + title, shouted, title > 0)
        for length in range(min(longest, _NAME_WORDS), 0 if title else 1, -1):
            name = words[n + title : n + title + length]
            after = words[n + title + length : n + title + length + 1]
            if after and after[0].joined:
                continue  # ``Chao Chi`` of ``Chao Chi-hua``
            if any(_title_length(words, n + title + k) for k in range(length - 1)):
                continue  # another title begins within: ``When Mr. Foster``
            meanings = self._meant(words[n : n + title], name, on, met)
            if meanings:
                return title + length, meanings
            if title and longest == 1 and not name[0].text.endswith(("'s", "’s")):
                met.strange(name[0].word)
                return title + 1, []  # somebody unknown: another of that name is not meant, nor a husband
        return 0, []

    def _meant(
        self, title: tuple[Token, ...], name: tuple[Token, ...], on: date | None, met: Met
    ) -> list[Meaning]:
        """Whom a title and a name, or a forename and a family name, mean."""
        listed = met.listed(title, name)
        if listed:
            return listed
        if not any(self.known.is_family(t.word) for t in (name[-1], name[0])):
            return []
        if title:
            meanings = self._titled(title, name, on, met)
        else:
            matches = self.known.named(" ".join(t.text for t in name), on)
            fitting = (m for m in matches if _begins(name[0].word, m) and not _is_one_word(name, m))
            meanings = _people(fitting, 0.9 if len(name) == 2 else 0.8)
        ranked = met.sorted(meanings)
        met.name(ranked)
        return ranked

    def _titled(
        self, title: tuple[Token, ...], name: tuple[Token, ...], on: date | None, met: Met
    ) -> list[Meaning]:
        """Those whom a title and a name mean; ``Mrs.`` and a family name mean a woman."""
        called = title_of(title)
        phrase = " ".join(t.text for t in (*title, *name))
        matches = self.known.named(phrase, on)
        if called not in COURTESIES or len(name) > 1:
            return _people(matches, 0.62)
        # with nothing but ``Mr.`` before it, a family name is that of one in office, or of many others
        return _people(matches, 0.85, lambda match: met.placed(match, on))

    def _alone(
        self, words: tuple[Token, ...], n: int, on: date | None, met: Met, speaker: str | None
    ) -> list[Meaning]:
        """A family name, or a familiar one of somebody at the table, standing alone."""
        token = words[n]
        if not token.text[:1].isupper() or len(token.word) < 3:
            return []
        vocative = met.called(token.text, speaker)
        if vocative:
            return vocative
        word = token.word.removesuffix("s") if token.text.endswith(("'s", "’s")) else token.word
        if word in not_alone() or not self.known.is_family(word):
            return met.of_family(word)
        named = met.of_family(word)
        if named or met.is_strange(word):
            return named
        lately = [m for m in self.known.named(word, on) if _lately_in_office(m, on)]
        rivals = any(not _is_dead(m, on) and not is_chief(m) for m in self.known.named(word, on))
        late = UNPLACED if rivals else 1.0  # the living of that name may be meant too
        chiefs = _people(
            (m for m in lately if is_chief(m)),
            0.6,
            lambda match: _CHIEF / match.score * (late if _is_dead(match, on) else 1.0),
        )
        others = (m for m in lately if not is_chief(m))
        return [*chiefs, *_people(others, 0.8, lambda match: 0.88 * met.placed(match, on))]


def _nouns(place: Place) -> tuple[str, ...]:
    """The names of a place that may stand in running text: no adjectives, no rooms."""
    names = [place.name, *(() if place.id == "washington" else place.also)]
    if place.kind == "country":
        names = [
            n for n in names
            if n == place.name or n in _NOUNS or " " in n or (n.replace(".", "").isupper() and len(n) > 2)
        ]  # fmt: skip
        names = [
            n for n in names if not n.endswith((" German", "n", "side")) or n == place.name or n in _NOUNS
        ]
    return tuple(n for n in names if n not in _ROOMS and n not in ("USA", "U.S.A.", "U.S."))


def _bore(place: Place, on: date | None) -> bool:
    return on is None or ((not place.start or place.start <= on) and (not place.end or on <= place.end))


def _could_be_named(thing: Thing, on: date | None) -> bool:
    return on is None or ((not thing.start or thing.start <= on) and (not thing.end or on <= thing.end))


def _nearness(thing: Thing, on: date | None) -> float:
    """Of several things of one name the one nearest in time is likelier."""
    middle = thing.signed or thing.start
    return round(0.95 - min(0.2, abs((on - middle).days) * _FAR), 3) if on and middle else 0.9


def _told(thing: Thing) -> str:
    signed = f"signed {thing.signed.day} {thing.signed:%B %Y}" if thing.signed else ""
    return "; ".join(filter(None, (signed, thing.place or "", thing.note))) or thing.kind


def _title_length(words: tuple[Token, ...], n: int) -> int:
    """How many words of title begin at word `n`; 0 for none."""
    if not words[n].text[:1].isupper():
        return 0
    for length in range(min(MOST_WORDS, len(words) - n), 0, -1):
        here = words[n : n + length]
        if " ".join(t.word for t in here) in TITLES and not any(t.cut for t in here[1:]):
            return length
    return 0


def _name_length(words: tuple[Token, ...], n: int, shouted: bool, titled: bool) -> int:
    """How many words from `n` on may make a name: capitals, particles between them, one sentence."""
    length = 0
    for token in words[n : n + _NAME_WORDS]:
        if token.cut and (length or titled):
            break
        if length and (token.opens or not (token.joined or _may_be_name(token))):
            break
        if not (length or token.text[:1].isupper() or (titled and token.word in PARTICLES)):
            break
        length += 1
    return min(length, 1) if shouted else length


def _is_particle(words: tuple[Token, ...], n: int) -> bool:
    """Whether the word before is part of the name: the ``de`` of ``de Gaulle``."""
    before = words[n - 1]
    return before.text.islower() and before.word in PARTICLES and not words[n].cut


def _may_be_name(token: Token) -> bool:
    return not token.text[:1].islower() or token.word in PARTICLES


def _is_one_word(name: tuple[Token, ...], match: Match) -> bool:
    """Whether two words make a person only as one: the White House is nobody called Whitehouse."""
    return "".join(t.word for t in name) in match.person.families


def _people(
    matches: Iterable[Match], least: float, weight: Callable[[Match], float] = lambda match: 1.0
) -> list[Meaning]:
    return [
        Meaning("person", m.person.id, m.person.name, round(m.score * weight(m), 3), m.reason)
        for m in matches
        if m.score >= least
    ]


def _begins(word: str, match: Match) -> bool:
    """Whether a word begins one of the person's names, as ``Tony`` does and ``Tell`` in ``Tell Tony`` not."""
    person = match.person
    own = {
        w
        for form in (person.name, *person.also, *person.familiar)
        for w in fold(form).replace("-", " ").split()
    }
    return any(w.startswith(word) or (len(w) > 2 and word.startswith(w)) for w in own)


def _is_dead(match: Match, on: date | None) -> bool:
    return on is not None and match.person.died is not None and match.person.died < on.year


def _lately_in_office(match: Match, on: date | None) -> bool:
    """Whether the person held the office that speaks for the match that day or in the years around it."""
    if on is None or match.office is None:
        return False
    ended = match.office.end or date.max
    if ended >= on:
        return match.office.start - timedelta(365) <= on
    longer = _REMEMBERED * (ended - match.office.start) if is_chief(match) else timedelta()
    return on - ended <= _LATELY + longer
