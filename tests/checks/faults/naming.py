"""Breaks among the people of a paper, and in where they were."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from random import Random

from msgspec import structs

from faults.drafts import Draft, Fault, Pair, replaced_turn, spoken_turns
from memcon.authority import Authority, Person, Stay, Visit, authority
from memcon.authority.names import fold
from memcon.authority.table import Table, built_in
from memcon.model import Diagnostic, Participant, Record
from memcon.writing.invention.names import Names

_WHITE_HOUSE = ("clinton", "bush")


def _on(draft: Draft) -> dt.date:
    return dt.date.fromisoformat(draft.record.date or "")


def _relabelled(record: Record, old: str, new: str) -> Record:
    turns = tuple(structs.replace(t, speaker=new) if t.speaker == old else t for t in record.turns)
    return structs.replace(record, turns=turns)


def _unlisted(random: Random, draft: Draft) -> Pair | None:
    """One speech in the middle is given to somebody who is not there."""
    record = draft.record
    surname = Names(random).full(home=False)[1]
    places = spoken_turns(record)[2:-1]
    if not places or any(surname in p.printed for p in record.participants):
        return None
    at = random.choice(places)
    speaker = f"{random.choice(('Minister', 'Ambassador', 'Secretary'))} {surname}"
    turn = structs.replace(record.turns[at], speaker=speaker)
    return draft, structs.replace(draft, record=replaced_turn(record, at, turn))


def _silent(random: Random, draft: Draft) -> Pair | None:
    """Every speech of one on the telephone stands under the interpreter's label."""
    record = draft.record
    labels = list(dict.fromkeys(t.speaker for t in record.turns if t.speaker))
    if (
        record.form != "telcon"
        or len(labels) != 2
        or any("(" in label or label.isupper() for label in labels)
    ):
        return None
    lost = random.choice(labels)
    return draft, structs.replace(draft, record=_relabelled(record, lost, "Interpreter"))


def _misspelt(random: Random, draft: Draft) -> Pair | None:
    """A letter of a surname is another, in one label of several."""
    record = draft.record
    names = {p.name.split()[-1] for p in record.participants if p.name}
    places = [
        n
        for n in spoken_turns(record)
        if (record.turns[n].speaker or "").split()[-1] in names
        and len((record.turns[n].speaker or "").split()[-1]) > 5
    ]
    if not places:
        return None
    at = random.choice(places)
    label = record.turns[at].speaker or ""
    inside = random.randrange(len(label) - 4, len(label))
    other = random.choice([c for c in "aeiounrst" if c != label[inside]])
    turn = structs.replace(record.turns[at], speaker=label[:inside] + other + label[inside + 1 :])
    return draft, structs.replace(draft, record=replaced_turn(record, at, turn))


_TITLES = ("President", "Prime Minister", "Chancellor")


def _untimely(random: Random, draft: Draft) -> Pair | None:
    """The other is somebody real, under a title that he bore at that time or did not."""
    known, on, record = authority(), _on(draft), draft.record
    if record.form != "telcon":
        return None
    shared = Counter(fold(person.name) for person in known.persons.values())
    terms = [
        (term, title)
        for person in known.persons
        if shared[fold(known.persons[person].name)] == 1
        for term in known.terms(person)
        for title in _TITLES
        if title in term.styles and len(known.persons[person].name.split()) == 2
    ]
    now = [(t, s) for t, s in terms if t.held(on)]
    gone = [
        (t, s)
        for t, s in terms
        if not any(
            abs((on - day).days) < 400 or other.held(on)
            for other in known.terms(t.person)
            if s in other.styles
            for day in (other.start, other.end or on)
        )
    ]
    if not now or not gone:
        return None

    def called(term: tuple[object, str]) -> Draft:
        person = known.persons[term[0].person]  # type: ignore[attr-defined]
        other = Participant(f"{term[1]} {person.name}", None, person.name, term[1])
        return draft.having(participants=(record.participants[0], other))

    return called(random.choice(now)), called(random.choice(gone))


def _office(random: Random, draft: Draft) -> Pair | None:
    record = draft.record
    printed = random.choice(("The Vice President", "The Secretary of State"))
    first = structs.replace(record.participants[0], printed=printed, office=printed, name=None)
    return draft, draft.having(participants=(first, *record.participants[1:]))


def _office_right(draft: Draft, found: Diagnostic) -> bool | None:
    offices = {"The Vice President": "us/vice-president", "The Secretary of State": "us/state"}
    office = offices.get(draft.record.participants[0].printed)
    holder = authority().holder(office, _on(draft)) if office else None
    return None if holder is None else holder.name in found.message


def _two_of_a_name(random: Random, draft: Draft) -> Pair | None:
    """Another of a speaker's surname and title sits at the table."""
    record = draft.record
    labels = {t.speaker for t in record.turns if t.speaker}
    for person in record.participants:
        surname = (person.name or "").split()[-1:]
        title = next((x.rpartition(" ")[0] for x in labels if surname and x.endswith(f" {surname[0]}")), None)
        if title and person.name and len(person.name.split()) == 2:
            given = Names(random).full(home=False)[0]
            other = Participant(f"{title} {given} {surname[0]}", person.group, f"{given} {surname[0]}", title)
            titled = structs.replace(person, printed=f"{title} {person.name}", office=title)
            people = tuple(titled if p is person else p for p in record.participants)
            return draft.having(participants=people), draft.having(participants=(*people, other))
    return None


def _twice(random: Random, draft: Draft) -> Pair | None:
    record = draft.record
    named = [p for p in record.participants if p.name and " " in p.name and p.role is None]
    if not named:
        return None
    return draft, draft.having(participants=(*record.participants, random.choice(named)))


_STILL = structs.replace(built_in(), stays=(), visits=())
"""The built-in table without anybody's journeys."""


def _known_with(
    draft: Draft, stays: tuple[Stay, ...], visits: tuple[Visit, ...], people: tuple[Person, ...]
) -> Draft:
    return structs.replace(draft, known=Authority(_STILL, Table(people=people, stays=stays, visits=visits)))


def _abroad(random: Random, draft: Draft) -> Pair | None:
    on = _on(draft)
    president = authority().holder("us/president", on)
    if draft.record.place not in ("Oval Office", "The Cabinet Room") or president is None:
        return None

    def stay(first: dt.date) -> Stay:
        return Stay(president.id, "Ostermund", "Brenmark", first, first + dt.timedelta(4))

    there = on - dt.timedelta(random.randint(1, 3))
    elsewhen = on + dt.timedelta(random.choice((-1, 1)) * random.randint(10, 90))
    return (
        _known_with(draft, (stay(elsewhen),), (), ()),
        _known_with(draft, (stay(there),), (), ()),
    )


def _visiting(random: Random, draft: Draft) -> Pair | None:
    on = _on(draft)
    foreign = [p for p in draft.record.participants if p.name and " " in p.name and p.role is None]
    if not foreign:
        return None
    guest = random.choice(foreign)
    person = Person("the-guest", guest.name or "", country="Brenmark")

    def visit(first: dt.date) -> Visit:
        return Visit(guest.printed, "the-guest", "Brenmark", first, first + dt.timedelta(3))

    return (
        _known_with(draft, (), (visit(on + dt.timedelta(random.randint(5, 60))),), (person,)),
        _known_with(draft, (), (visit(on - dt.timedelta(random.randint(0, 3))),), (person,)),
    )


FAULTS = (
    Fault("N01", _WHITE_HOUSE, _unlisted),
    Fault("N02", _WHITE_HOUSE, _silent),
    Fault("N03", _WHITE_HOUSE, _misspelt),
    Fault("N04", _WHITE_HOUSE, _untimely),
    Fault("N05", _WHITE_HOUSE, _office, _office_right),
    Fault("N06", _WHITE_HOUSE, _two_of_a_name),
    Fault("N07", _WHITE_HOUSE, _twice),
    Fault("L01", _WHITE_HOUSE, _abroad),
    Fault("L02", _WHITE_HOUSE, _visiting),
)
