"""Principal Officers and Chiefs of Mission: who headed what in the Department of State, and which embassy.

Of an entry the day of taking charge counts (presentation of credentials, oath of office); where none is
given, the day of appointment, as exact as its year. An entry without an end lasts until the next one began.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from xml.etree.ElementTree import Element

from msgspec import structs

from memcon.authority.names import families_of, fold
from memcon.authority.nouns import Office, OfficeKind, Person, Precision
from memcon.authority.published.elements import end_of, roots, start_of, text
from memcon.authority.table import Post, Table, bare_forms, built_in, posts

US = "United States"
_POSITIONS = {
    "secretary": "us/state",
    "deputy-secretary": "us/deputy-state",
    "under-secretary": "us/under-secretary-state",
    "under-secretary-for-political-affairs": "us/under-secretary-political",
    "under-secretary-for-econ-business-ag": "us/under-secretary-economic",
    "under-secretary-for-arms-control": "us/under-secretary-arms",
    "under-secretary-for-global-affairs": "us/under-secretary-global",
    "deputy-under-secretary-for-political-affairs": "us/deputy-under-secretary-political",
    "counselor": "us/counselor-state",
    "director-policy-planning": "us/policy-planning",
    "executive-secretary": "us/executive-secretary",
    "legal-adviser": "us/legal-adviser",
    "chief-of-protocol": "us/protocol",
    "assistant-secretary-intelligence-research": "us/inr",
    "director-us-arms-control-disarmament-agency": "us/acda",
    "us-trade-representative": "us/trade",
    "assistant-secretary-for-european-affairs": "us/assistant-state-eur",
    "assistant-secretary-for-near-eastern-affairs": "us/assistant-state-nea",
    "assistant-secretary-for-south-asian-affairs": "us/assistant-state-sa",
    "assistant-secretary-for-east-asian-pacific-affairs": "us/assistant-state-eap",
    "assistant-secretary-for-western-hemisphere": "us/assistant-state-ara",
    "assistant-secretary-for-african-affairs": "us/assistant-state-af",
    "assistant-secretary-international-organization-affairs": "us/assistant-state-io",
    "assistant-secretary-for-politico-military-affairs": "us/assistant-state-pm",
    "assistant-secretary-for-economic-business-affairs": "us/assistant-state-eb",
    "assistant-secretary-for-public-affairs": "us/assistant-state-pa",
    "assistant-secretary-for-democracy-human-rights-labor-affairs": "us/assistant-state-drl",
    "representative-to-un": "us/un-ambassador",
    "representative-to-nato": "us/nato-ambassador",
}
"""The office of the built-in table that a position is."""
_MISSIONS = {
    "bosnia-herzegovina": "bosnia",
    "congo-democratic-republic": "zaire",
    "czechoslovakia": "czech",
    "czech-republic": "czech",
    "united-kingdom": "uk",
    "vietnam-south": "south-vietnam",
}
_COUNTRIES = {
    "korea": "South Korea",
    "german-democratic-republic": "East Germany",
    "uk": "the United Kingdom",
}


def read_pocom(folder: Path, left: list[str]) -> Table:
    """The people and their times in office; what cannot be placed in time is told in `left`."""
    people = {person.id: person for person in _people(folder)}
    known = posts()
    offices: list[Office] = []
    for root in roots(folder / "positions-principals"):
        offices += _times(root.iter("principal"), [_position(root, known)], left)
    for kind in ("missions-orgs", "missions-countries"):
        for root in roots(folder / kind) if (folder / kind).is_dir() else ():
            offices += _times(root.iter("chief"), _mission(root, known), left)
    offices = [office for office in offices if office.person in people]
    wanted = {office.person for office in offices} | {person.id for person in built_in().people}
    return Table(tuple(p for p in people.values() if p.id in wanted), tuple(offices))


def _people(folder: Path) -> Iterator[Person]:
    for name in ("people", "people-pending"):
        for root in roots(folder / name) if (folder / name).is_dir() else ():
            yield _person(root)


def _person(root: Element) -> Person:
    surname, forename = text(root, "persName/surname"), text(root, "persName/forename")
    given = re.sub(r"\s*\([^)]*\)", "", forename)
    alternative = text(root, "persName/altname")
    forms = tuple(dict.fromkeys(filter(None, (f"{given} *{surname}", alternative))))
    name, also = bare_forms(forms)
    families = (*families_of((f"x *{surname}",)), *families_of((alternative,) if alternative else ()))
    return Person(
        text(root, "id"), " ".join(name.split()), also, (), US, tuple(dict.fromkeys(families)),
        _year(text(root, "birth")), _year(text(root, "death")), "pocom",
    )  # fmt: skip


def _year(words: str) -> int | None:
    found = re.match(r"\d{4}", words)
    return int(found[0]) if found else None


def _position(root: Element, known: dict[str, Post]) -> Post:
    name = text(root, "id")
    post = known.get(_POSITIONS.get(name, ""))
    return post or Post(f"us/state/{name}", text(root, "names/singular"), US, "staff", ())


def _mission(root: Element, known: dict[str, Post]) -> list[Post]:
    """What a mission's chief is: for Moscow and China one post for each state there was."""
    organisation = text(root, "id")
    if organisation:
        post = known.get(_POSITIONS.get(organisation, ""))
        return [post or Post(f"us/{organisation}", text(root, "names/singular"), US, "ambassador", _STYLES)]
    territory = text(root, "territory-id")
    name = _MISSIONS.get(territory, territory)
    if name == "russia":
        return [known["us/amb-ussr"], known["us/amb-russia"]]
    if name == "china":
        return [known["us/amb-taiwan"], known["us/amb-china"]]
    country = _COUNTRIES.get(name) or name.replace("-", " ").title()
    post = known.get(f"us/amb-{name}")
    return [post or Post(f"us/amb-{name}", f"Ambassador to {country}", US, "ambassador", _STYLES)]


_STYLES = ("Ambassador",)
_SINCE = {"us/amb-russia": date(1991, 12, 26), "us/amb-china": date(1979, 1, 1)}


def _times(entries: Iterator[Element], choice: list[Post], left: list[str]) -> list[Office]:
    dated: list[tuple[Element, date, Precision]] = []
    for entry in entries:
        found = start_of(entry, "started/date") or _about(start_of(entry, "appointed/date"))
        if found:
            dated.append((entry, *found))
        else:
            left.append(f"{text(entry, 'id')}: neither took charge nor was appointed on a day that is known")
    dated.sort(key=lambda each: each[1])
    offices: list[Office] = []
    for n, (entry, start, starts) in enumerate(dated):
        following = next((s for _, s, _ in dated[n + 1 :] if s > start), None)
        end = end_of(entry, "ended/date") or (
            (following - timedelta(1), "year") if following else (None, "day")
        )
        if end[0] is not None and end[0] < start:
            left.append(f"{text(entry, 'id')}: ended before it began")
            continue
        office = _office(entry, _post(entry, start, choice), start, starts, end)
        offices += _parted(office, choice)
    return offices


def _parted(office: Office, choice: list[Post]) -> list[Office]:
    """Who stayed in Moscow when the Soviet Union ended was ambassador to one and then to the other."""
    change = _SINCE["us/amb-russia"]
    if office.id != "us/amb-ussr" or (office.end is not None and office.end < change):
        return [office]
    later = choice[-1]
    return [
        structs.replace(office, end=change - timedelta(1), ends="day"),
        structs.replace(office, id=later.id, title=later.title, start=change, starts="day"),
    ]


def _about(appointed: tuple[date, Precision] | None) -> tuple[date, Precision] | None:
    return (appointed[0], "year") if appointed else None


def _post(entry: Element, start: date, choice: list[Post]) -> Post:
    post = next((p for p in reversed(choice) if _SINCE.get(p.id, date.min) <= start), choice[0])
    role = text(entry, "role-title-id")
    if not role.startswith("charge"):
        return post
    kind: OfficeKind = "deputy"
    place = post.title.removeprefix("Ambassador ")
    return Post(post.id.replace("amb-", "charge-"), f"Chargé d'Affaires {place}", US, kind, ("Charge",))


def _office(
    entry: Element, post: Post, start: date, starts: Precision, end: tuple[date | None, Precision]
) -> Office:
    return Office(
        post.id, post.title, text(entry, "person-id"), start, end[0], post.country, post.kind, post.styles,
        starts, end[1], fold(text(entry, "note")).startswith("acting"), "", "pocom",
    )  # fmt: skip
