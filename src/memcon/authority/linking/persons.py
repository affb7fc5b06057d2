"""Which person an entry of the list of participants means, from name, title, office, country and day."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from msgspec import Struct, structs
from rapidfuzz import fuzz

from memcon.authority.linking.links import Link, Meaning, settled
from memcon.authority.lookup import Authority
from memcon.authority.matching import described
from memcon.authority.names import fold, take_apart
from memcon.authority.nouns import Match
from memcon.model import Participant, Record

_ROLES = re.compile(
    r"\b(?:assistant|advis[eo]r|aide|chief|secretary|spokesman|interpreter|translator|attach[eé]|counsel+or"
    r"|commissioner|minister|director|officer|staff)\s+(?=[A-Z])",
    re.IGNORECASE,
)
"""A post before a name that is no title of `TITLES`: ``Protocol Chief Lee``."""
_TURNED = re.compile(r"(?P<family>[A-Z][\w'’-]+), (?P<given>[A-Z][a-z]+(?: [A-Z]\.)?)")
_OFFICE_FITS = 80.0
_UNNAMED = frozenset({
    "interpreter", "interpreters", "notetaker", "notetakers", "others", "other", "advisors", "advisers",
    "two", "three", "several", "staff", "translator", "delegation", "members",
})  # fmt: skip


class Somebody(Struct, frozen=True):
    """One whom the paper lists: how it is printed there, and whom it means."""

    printed: str
    words: frozenset[str]
    """All words of the entry, folded."""
    titles: tuple[str, ...]
    family: str
    """The last word of the name, folded; empty for a title alone."""
    link: Link
    role: str | None = None


def listed(record: Record, known: Authority, on: date | None) -> list[Somebody]:
    """Everybody whom the record lists, each with the link; a name in two lists is listed once."""
    found: list[Somebody] = []
    for n, person in enumerate(record.participants):
        for head in _heads(person.printed):
            found.append(_somebody(f"participants/{n}", head, person, known, on))
    for field, role in (("interpreters", "interpreter"), ("notetakers", "notetaker")):
        names: tuple[str, ...] = getattr(record, field)
        for n, name in enumerate(names):
            families = [s.family for s in found]
            one = _somebody(f"{field}/{n}", name, Participant(name, role=role), known, on)
            if one.family and one.family in families:
                same = families.index(one.family)
                found[same] = structs.replace(found[same], role=role)
            else:
                found.append(one)
    return found


def _heads(printed: str) -> list[str]:
    """The names that one entry holds: ``Tang Wen-sheng and Chi Chao-chu, Interpreters`` holds two."""
    head, comma, tail = printed.partition(",")
    parts = re.split(r"\s+(?:and|&)\s+", head)
    if len(parts) > 1 and all(_is_name(part) for part in parts):
        return [f"{part}{comma}{tail}" for part in parts]
    return [printed]


def _is_name(text: str) -> bool:
    words = take_apart(text).words
    return bool(words) and not set(words) & _UNNAMED and all(w[:1].isupper() for w in text.split()[-1:])


def _somebody(path: str, printed: str, person: Participant, known: Authority, on: date | None) -> Somebody:
    head = _head(printed)
    apart = take_apart(head)
    matches = list(known.people(head, on))
    if not matches or matches[0].score < 0.6:
        after = list(_ROLES.finditer(head))
        if after and (rest := head[after[-1].end() :].strip()) and rest != head:
            apart, matches = take_apart(rest), list(known.people(rest, on))
    blank = "__" in head  # a name that the typist left to be filled in
    meanings = [] if blank else weighed(matches, printed, person.group, known, on)
    name = person.name or " ".join(head.split()[-len(apart.words) :])
    side = not apart.titles and known.gazetteer.is_country(head)  # the heading of a side, and nobody
    if (not meanings or meanings[0].score < 0.6) and _is_person(apart.words) and not (blank or side):
        meanings = [*meanings, _of_paper(name, person.role)]
    link = settled(path, printed, meanings)
    words = frozenset(fold(printed).split())
    family = apart.words[-1] if apart.words else ""
    return Somebody(printed, words, apart.titles, family, link, person.role)


def _head(printed: str) -> str:
    """The entry without the office behind the comma, brackets and dashes; ``Lee, Anna B.`` turned round."""
    turned = _TURNED.fullmatch(printed.strip())
    if turned:
        return f"{turned['given']} {turned['family']}"
    printed = re.sub(r"^[A-Z/]{1,6}\s*[—–-]+\s*(?=[A-Z])", "", printed)
    return re.split(r",|\s+[-–—]+\s+|—", re.sub(r"\([^)]*\)?", " ", printed), maxsplit=1)[0].strip()


def _is_person(words: tuple[str, ...]) -> bool:
    return bool(words) and not set(words) & _UNNAMED and any(len(w) > 1 for w in words)


def _of_paper(name: str, role: str | None) -> Meaning:
    what = f", as {role}" if role else ""
    slug = fold(name).replace(" ", "-")
    return Meaning("person", f"paper/{slug}", name, 0.8, f"named by this paper alone{what}")


def weighed(
    matches: Iterable[Match], printed: str, group: str | None, known: Authority, on: date | None
) -> list[Meaning]:
    """Matches as meanings, with what the entry says of office and country taken into account."""
    countries = _countries(f"{group or ''}, {_head(printed)}", known)
    found: list[Meaning] = []
    for match in matches:
        score, reason = match.score, match.reason
        office = _office(match, printed, known, on)
        if office:
            score, reason = min(1.0, score * 1.15 + 0.05), office
        own = {match.person.country, *(t.country for t in known.terms(match.person))}
        if countries and not own & countries and None not in own:
            score, reason = score * 0.6, f"{reason}; the paper names {' and '.join(sorted(countries))}"
        found.append(Meaning("person", match.person.id, match.person.name, round(score, 3), reason))
    return sorted(found, key=lambda c: -c.score)


def _countries(text: str, known: Authority) -> set[str]:
    """Every country that a heading, or what stands before the name, names: an office may be about any."""
    named = (known.gazetteer.country_named(part) for part in re.split(r"[,;:()]", text))
    return {country for country in named if country}


def _office(match: Match, printed: str, known: Authority, on: date | None) -> str | None:
    """The office that the entry gives, in words, where the person held it that day."""
    _, comma, told = printed.partition(",")
    if not comma or on is None:
        return None
    for term in known.office(match.person, on):
        if fuzz.token_set_ratio(fold(told), fold(term.title)) >= _OFFICE_FITS:
            return f"{described(term)}, as the paper says"
    return None
