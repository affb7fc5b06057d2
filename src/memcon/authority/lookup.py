"""Everything that is known of people, offices, journeys and clocks, asked by day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from zoneinfo import ZoneInfo

from msgspec import structs

from memcon.authority.clocks import Gazetteer
from memcon.authority.matching import Index, described, matches, styles_of
from memcon.authority.names import fold, take_apart
from memcon.authority.nouns import Match, Office, Person, Place, Stay, Thing, Visit
from memcon.authority.table import Table
from memcon.authority.titles import COURTESIES

US = "United States"
BARE = {
    "president": "us/president",
    "president-elect": "us/president",
    "vice president": "us/vice-president",
    "secretary": "us/state",
    "deputy secretary": "us/deputy-state",
    "under secretary": "us/under-secretary-political",
    "national security adviser": "us/nsa",
    "jcs": "us/cjcs",
}
"""Whom American papers mean by a title alone, where no country is named."""


class Authority:
    """The built-in table, and beside it what a local file holds; nothing is ever given outside its dates."""

    def __init__(self, *tables: Table) -> None:
        self.persons: dict[str, Person] = {}
        for person in (p for table in tables for p in table.people):
            known = self.persons.get(person.id)
            self.persons[person.id] = _united(known, person) if known else person
        self._terms: dict[str, list[Office]] = {}
        self._holders: dict[str, list[Office]] = {}
        for office in _without_doubles(o for table in tables for o in table.offices):
            self._terms.setdefault(office.person, []).append(office)
            self._holders.setdefault(office.id, []).append(office)
        for held in (*self._terms.values(), *self._holders.values()):
            held.sort(key=lambda office: office.start)
        stays = {_stop(s): s for n, t in enumerate(tables) for s in t.stays if not _told(s, tables[n + 1 :])}
        self.stays = tuple(sorted(stays.values(), key=lambda s: (s.start, s.end)))
        self.visits = tuple(sorted((v for t in tables for v in t.visits), key=lambda v: (v.start, v.end)))
        self.things: tuple[Thing, ...] = tuple(thing for table in tables for thing in table.things)
        self.gazetteer = Gazetteer(place for table in tables for place in table.places)
        self._index = Index(self.persons.values(), self._terms)
        self._known: dict[tuple[str, date | None], tuple[Match, ...]] = {}

    def people(self, name: str, on: date | None = None) -> tuple[Match, ...]:
        """The people whom a printed name may mean on a day, the likeliest first, each with score and reason.

        A title alone gives who held it: ``The President`` is the American one unless a country is named.
        Who had died by then, or was a child, is never given; `on` None asks without a day.
        """
        key = (name, on)
        if key not in self._known:
            if len(self._known) > 50_000:
                self._known.clear()
            self._known[key] = self._people(name, on)
        return self._known[key]

    def named(self, name: str, on: date | None = None) -> tuple[Match, ...]:
        """As `people`, the dead included: whom a name may mean in what is said of others."""
        key = (f"\0{name}", on)
        if key not in self._known:
            self._known[key] = self._people(name, on, dead=True)
        return self._known[key]

    def _people(self, name: str, on: date | None, *, dead: bool = False) -> tuple[Match, ...]:
        printed = take_apart(name)
        if not printed.words:
            return self._holding(name, on)
        return matches(self._index, self._terms, printed, on, dead=dead)

    def _holding(self, name: str, on: date | None) -> tuple[Match, ...]:
        if on is None:
            return ()
        titles = take_apart(name).titles
        country = self.gazetteer.country_named(name)
        bare = BARE.get(titles[0]) if titles and country in (None, US) else None
        held = (
            tuple(o for o in self.holders(bare) if o.held(on))
            if bare
            else self.styled(name, on, country)
            if country
            else self.styled(name, on, US)
        )
        found = [
            Match(self.persons[o.person], 0.97 if o.surely_held(on) else 0.6, described(o), o) for o in held
        ]
        return tuple(sorted(found, key=lambda match: -match.score))

    def is_family(self, word: str) -> bool:
        """Whether a word, folded, is a family name of somebody here."""
        return self._index.has_family(word)

    def styled(self, title: str, on: date, country: str | None = None) -> tuple[Office, ...]:
        """Who held an office with that title on that day, in one country or in all."""
        wanted = (set(take_apart(title).titles) or {fold(title)}) - COURTESIES
        return tuple(
            office
            for terms in self._holders.values()
            for office in terms
            if office.held(on)
            and (country is None or office.country == country)
            and wanted & styles_of(office)
        )

    def office(self, person: Person | str, on: date) -> tuple[Office, ...]:
        """What a person was on a day; both offices on a day of handing over."""
        return tuple(office for office in self.terms(person) if office.held(on))

    def terms(self, person: Person | str) -> tuple[Office, ...]:
        """All times in office of a person, the earliest first."""
        return tuple(self._terms.get(person if isinstance(person, str) else person.id, ()))

    def holder(self, office_name: str, on: date) -> Person | None:
        """Who held an office on a day; its successor on a day of handing over, None where it was vacant.

        The office is named by its id (``us/president``) or its title (``President of Russia``).
        """
        held = [office for office in self.holders(office_name) if office.held(on)]
        return self.persons[held[-1].person] if held else None

    def holders(self, office_name: str) -> tuple[Office, ...]:
        """All times in an office, the earliest first."""
        if office_name in self._holders:
            return tuple(self._holders[office_name])
        wanted = fold(office_name)
        return tuple(o for terms in self._holders.values() for o in terms if fold(o.title) == wanted)

    def where(self, person: Person | str, on: date) -> tuple[Stay, ...]:
        """Where a person's known journeys had brought him or her on a day; nothing says: no known journey."""
        return self.stays_between(person, on, on)

    def stays_between(self, person: Person | str, first: date, last: date) -> tuple[Stay, ...]:
        """The known stops of a person's journeys that touch the days from `first` to `last`."""
        identity = person if isinstance(person, str) else person.id
        return tuple(s for s in self.stays if s.person == identity and s.start <= last and s.end >= first)

    def visitors(self, on: date, place: str | None = None) -> tuple[Visit, ...]:
        """Foreign leaders who were in the United States that day; at `place`, where one is named."""
        return self.visits_between(on, on, place)

    def visits_between(self, first: date, last: date, place: str | None = None) -> tuple[Visit, ...]:
        """Foreign leaders' visits that touch the days from `first` to `last`."""
        wanted = fold(place) if place else ""
        return tuple(
            v for v in self.visits
            if v.start <= last and v.end >= first and (not wanted or wanted in fold(f"{v.place} {v.remarks}"))
        )  # fmt: skip

    def clock(self, place: str, on: date) -> ZoneInfo | None:
        """The clock of a place: ``Moscow``, ``Oval Office``, ``Leningrad`` while it was called so, a country.

        None for a place that is not known, or that has several clocks.
        """
        return self.gazetteer.clock(place, on)

    def place(self, name: str, on: date | None = None) -> Place | None:
        """The place of that name, if it bore it that day."""
        return self.gazetteer.place(name, on)


def _united(known: Person, other: Person) -> Person:
    """Two accounts of one person: the first one's name, all forms of both."""
    forms = dict.fromkeys((*known.also, other.name, *other.also))
    forms.pop(known.name, None)
    return structs.replace(
        known,
        also=tuple(forms),
        familiar=tuple(dict.fromkeys((*known.familiar, *other.familiar))),
        families=tuple(dict.fromkeys((*known.families, *other.families))),
        born=known.born or other.born,
        died=known.died or other.died,
    )


def _stop(stay: Stay) -> tuple[str, date, date, str]:
    """What makes two accounts of a stop one: who, when, the first word of where; the later stays."""
    return stay.person, stay.start, stay.end, fold(stay.place).partition(" ")[0]


def _told(stay: Stay, later: Iterable[Table]) -> bool:
    """Whether a later table tells of the same journey, day for day or as part of a longer one."""
    return any(
        s.person == stay.person and s.start <= stay.start and stay.end <= s.end
        for table in later
        for s in table.stays
    )


def _without_doubles(offices: Iterable[Office]) -> list[Office]:
    """Each time in office once: of two accounts that begin in one season, the exacter, else the later one."""
    kept: dict[tuple[str, str], list[Office]] = {}
    for office in offices:
        same = kept.setdefault((office.person, office.id), [])
        for n, other in enumerate(same):
            if abs((other.start - office.start).days) <= 120:
                if not (other.starts == "day" and office.starts != "day"):
                    same[n] = office
                break
        else:
            same.append(office)
    return [office for same in kept.values() for office in same]


@lru_cache(maxsize=1)
def authority() -> Authority:
    """The built-in table, with the local authority file where there is one.

    Raises `UnreadableFile` for a local file that is none.
    """
    from memcon.authority.local import load, local_path
    from memcon.authority.table import built_in

    local = load(local_path())
    return Authority(built_in(), local.table) if local else Authority(built_in())
