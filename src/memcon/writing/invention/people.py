"""Invented people as a list of participants prints them, with what a reader should make of each entry."""

from __future__ import annotations

from random import Random

from msgspec import Struct

from memcon.model import Participant
from memcon.writing.invention.names import Country, Names

_HOME = (
    ("Secretary", "Secretary of State"),
    ("Mr.", "Assistant to the President for National Security Affairs"),
    ("Secretary", "Secretary of Defense"),
    ("Deputy Secretary", "Deputy Secretary of State"),
    ("Mr.", "Assistant Secretary of State for European and Canadian Affairs"),
    ("Ambassador", "U.S. Ambassador to {country}"),
    ("Ambassador", "Ambassador to the UN"),
    ("Mr.", "Chief of Staff"),
)
_ABROAD = (
    ("Foreign Minister", "Minister of Foreign Affairs"),
    ("Defense Minister", "Minister of Defense"),
    ("Ambassador", "Ambassador to the United States"),
    ("Ambassador", "Permanent Representative to the United Nations"),
    ("Mr.", "Adviser to the President for Trade and Communications"),
    ("Mr.", "Personal Representative of the Head of Government"),
)
_STAFF = (
    "NSC Staff",
    "Senior Director for European Affairs, NSC",
    "Director for Northern Affairs, NSC Staff",
    "Special Assistant to the President and Senior Director for Inter-American Affairs, NSC",
)


class Person(Struct, frozen=True):
    """Someone at a talk, and what a paper calls him as a speaker; None for one who does not speak."""

    entry: Participant
    label: str | None = None


class Cast(Struct, frozen=True):
    """The people of one talk."""

    home: tuple[Person, ...]
    abroad: tuple[Person, ...]
    interpreters: tuple[str, ...] = ()
    notetakers: tuple[str, ...] = ()

    @property
    def entries(self) -> tuple[Participant, ...]:
        return tuple(p.entry for p in (*self.home, *self.abroad))

    @property
    def labels(self) -> list[str]:
        """What the speakers are called, the two principals first."""
        principals = (self.home[0], self.abroad[0])
        others = (*self.home[1:], *self.abroad[1:])
        return [p.label for p in (*principals, *others) if p.label]


def titled(title: str, name: str, group: str | None = None) -> Participant:
    """``Prime Minister Jorun Holvane``."""
    return Participant(f"{title} {name}", group, name, title)


def in_office(name: str, office: str, group: str | None = None, title: str = "") -> Participant:
    """``Jorun Holvane, Minister of Defense``, a title before it where there is one."""
    return Participant(f"{title} {name}, {office}".strip(), group, name, office)


def with_role(entry: Participant, role: str, printed: str) -> Participant:
    """The entry with its role in brackets behind it."""
    full = f"{entry.printed} ({printed})"
    return Participant(full, entry.group, entry.name, entry.office, role)


def unnamed(printed: str, group: str | None = None, role: str | None = None) -> Participant:
    """``Interpreter``, ``The President``: an office without a name."""
    return Participant(printed, group, None, printed, role)


def telephone(random: Random, names: Names, country: Country) -> Cast:
    """A telephone call: two principals, and the staff that listened in."""
    given, surname = names.full(home=False)
    full = f"{given} {surname}"
    title = random.choice((country.head, f"{country.adjective} {country.head}"))
    shown = random.choice((full, full, surname))
    other = Person(titled(title, shown), f"{country.head} {surname}")
    us = Person(unnamed("The President"), "The President")
    interpreters = tuple(" ".join(names.full(home=True)) for _ in range(random.choice((0, 0, 1, 1, 2))))
    notetakers = tuple(" ".join(names.full(home=True)) for _ in range(random.randint(1, 6)))
    return Cast((us,), (other,), interpreters, notetakers)


def meeting(random: Random, names: Names, country: Country, groups: tuple[str, str] | None) -> Cast:
    """A meeting of two delegations; `groups` are the headings they stand under."""
    ours, theirs = groups or (None, None)
    home = [Person(unnamed("The President", ours), "The President")]
    home += [
        _member(random, names, job, country, ours, home=True)
        for job in random.sample(_HOME, random.randint(1, 4))
    ]
    given, surname = names.full(home=False)
    head = f"{country.head} {surname}"
    chief = random.choice(
        (
            titled(country.head, f"{given} {surname}", theirs),
            in_office(f"{given} {surname}", country.head, theirs),
        )
    )
    abroad = [Person(chief, head)]
    abroad += [
        _member(random, names, job, country, theirs, home=False)
        for job in random.sample(_ABROAD, random.randint(1, 4))
    ]
    taker = _staff(random, names, ours)
    home.append(
        Person(with_role(taker, "notetaker", random.choice(("Notetaker", "notetaker", "note-taker"))))
    )
    interpreters, last = _interpreter(random, names, theirs)
    abroad += last
    return Cast(tuple(home), tuple(abroad), interpreters, (taker.name or "",))


def _member(
    random: Random, names: Names, job: tuple[str, str], country: Country, group: str | None, *, home: bool
) -> Person:
    given, surname = names.full(home=home)
    title, office = job[0], job[1].format(country=country.name)
    label = f"{title} {surname}"
    full = f"{given} {surname}"
    way = random.random()
    if way < 0.15 and title not in ("Mr.",):
        return Person(titled(title, full, group), label)
    if way < 0.25 and title == "Ambassador":
        return Person(in_office(full, office, group, title), label)
    return Person(in_office(full, office, group), label)


def _staff(random: Random, names: Names, group: str | None) -> Participant:
    return in_office(" ".join(names.full(home=True)), random.choice(_STAFF), group)


def _interpreter(random: Random, names: Names, group: str | None) -> tuple[tuple[str, ...], list[Person]]:
    """The interpreters' names, and the entry at the list's end: named, unnamed, or none."""
    way = random.random()
    if way < 0.3:
        return (), [Person(unnamed("Interpreter", group, "interpreter"))]
    if way < 0.6:
        name = " ".join(names.full(home=False))
        return (name,), [
            Person(Participant(f"{name}, Interpreter", group, name, "Interpreter", "interpreter"))
        ]
    return (), [Person(unnamed("Other Advisors", group))] if way < 0.7 else []
