"""Whom a speaker's label means: those at the table first, then those whom the paper's title names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import structs
from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from memcon.authority.linking.links import Link, Meaning, settled
from memcon.authority.linking.met import UNPLACED
from memcon.authority.linking.persons import Somebody
from memcon.authority.lookup import BARE, Authority
from memcon.authority.names import Printed, fold, take_apart
from memcon.authority.nouns import Match
from memcon.authority.titles import COURTESIES
from memcon.model import Record

_ASIDE = re.compile(r"\s*[(\[].*$")
_INITIALS = re.compile(r"(?:[A-Z]\.?\s?){1,4}|[A-Z]/[A-Z]")
_LIKE = 80.0
_BY_ROLE = {"interpreter": "interpreter", "translator": "interpreter", "notetaker": "notetaker"}
_OFFICE_LETTERS = {"p": "us/president", "s": "us/state", "vp": "us/vice-president"}
"""Letters by which the Secretary's and the White House's typists called an office and not a name."""


def speaker_links(
    record: Record, people: list[Somebody], titled: list[Meaning], known: Authority, on: date | None
) -> Iterator[Link]:
    """A link for each turn's label, or for each name of a label that has several.

    `titled` are those whom the paper's title and subject name.
    """
    told: dict[str, list[Link]] = {}
    for n, turn in enumerate(record.turns):
        if turn.speaker is None:
            continue
        label = _ASIDE.sub("", turn.speaker).strip()
        if label not in told:
            told[label] = [_linked(name, people, titled, known, on) for name in _names(label)]
        for link in told[label]:
            yield structs.replace(link, path=f"turns/{n}/speaker", page=turn.page)


def _names(label: str) -> list[str]:
    parts = re.split(r"\s+(?:and|&)\s+|\s*;\s*", label)
    several = len(parts) > 1 and all(take_apart(p).words or take_apart(p).titles for p in parts)
    return parts if several else [label]


def _linked(
    label: str, people: list[Somebody], titled: list[Meaning], known: Authority, on: date | None
) -> Link:
    meanings = (
        _by_letters(label, people, titled, known, on)
        if _INITIALS.fullmatch(label) and not _whole_name(label, people)
        else _by_name(label, people, titled, known, on)
    )
    return settled("", label, meanings)


def _whole_name(label: str, people: list[Somebody]) -> bool:
    return any(fold(label) == s.family for s in people)


def _by_name(
    label: str, people: list[Somebody], titled: list[Meaning], known: Authority, on: date | None
) -> list[Meaning]:
    printed = take_apart(label)
    role = _BY_ROLE.get(fold(label).split()[-1] if fold(label) else "")
    if role and not printed.titles:
        return _of(s for s in people if s.role == role or role in s.words)
    last = fold(label).split()[-1:]
    if not printed.words and any([s.family] == last for s in people):  # one whose name is a title: Lord
        printed = Printed((), tuple(last))
    at_table = _by_words(printed, people) if printed.words else _by_title(label, printed, people, known, on)
    if at_table:
        return at_table
    among = [c for c in titled if set(printed.words) & set(fold(c.name).split())]
    return among or [_unlisted(m, printed, on) for m in known.people(label, on)]


def _unlisted(match: Match, printed: Printed, on: date | None) -> Meaning:
    """A speaker who is not at the table: by a family name alone one in office that day, else a guess."""
    alone = len(printed.words) == 1 and set(printed.titles) <= COURTESIES
    out = on is None or match.office is None or not match.office.held(on)
    score = round(match.score * (UNPLACED if alone and out else 1.0), 3)
    return Meaning("person", match.person.id, match.person.name, score, match.reason)


def _by_words(printed: Printed, people: list[Somebody]) -> list[Meaning]:
    """Those whose entry holds the label's words; of several, those whose title is the label's."""
    words = [w for w in printed.words if len(w) > 1] or list(printed.words)
    fits = [s for s in people if all(w in s.words for w in words)]
    fits = fits or [s for s in people if words[-1] in s.words]
    fits = fits or _alike(words[-1], people) or _a_letter_off(printed, people)
    titles = set(printed.titles) - COURTESIES
    by_family = [s for s in fits if s.family in words]
    fits = by_family or fits
    by_title = [s for s in fits if titles & set(s.titles)]
    return _of(by_title or fits)


def _alike(word: str, people: list[Somebody]) -> list[Somebody]:
    """Those whose family name is most like the word, where it is like it at all."""
    rated = [(fuzz.ratio(word, s.family), s) for s in people if len(s.family) > 3 and len(word) > 3]
    best = max((ratio for ratio, _ in rated), default=0.0)
    return [s for ratio, s in rated if ratio == best >= _LIKE]


def _a_letter_off(printed: Printed, people: list[Somebody]) -> list[Somebody]:
    """Those who bear the label's title and a name one letter from its own: ``PM Chow`` beside ``Chou``."""
    word, titles = printed.words[-1], set(printed.titles) - COURTESIES
    return [
        s for s in people
        if titles & set(s.titles)
        and any(len(w) == len(word) > 3 and Levenshtein.distance(w, word) == 1 for w in s.words)
    ]  # fmt: skip


def _by_title(
    label: str, printed: Printed, people: list[Somebody], known: Authority, on: date | None
) -> list[Meaning]:
    """Who sat there under that title: the American one where the label names no country."""
    if not printed.titles or on is None:
        return []
    office = BARE.get(printed.titles[0])
    holders = {o.person for o in known.holders(office) if o.held(on)} if office else set[str]()
    country = known.gazetteer.country_named(label)
    if country in (None, "United States"):
        ours = [s for s in people if s.link.meanings and s.link.meanings[0].id in holders]
        if ours:
            return _of(ours)
        if not people or any(not s.family for s in people):
            return []
    same = [s for s in people if printed.titles[0] in s.titles]
    return [] if office and country is None and holders else _of(same)


def _of(people: Iterable[Somebody]) -> list[Meaning]:
    """The meanings of those at the table, each under the reason that the list of participants gives."""
    found: dict[str, Meaning] = {}
    for one in people:
        chosen = one.link.chosen
        for best in (chosen,) if chosen else one.link.meanings:
            reason = f"listed as “{one.printed}”: {best.reason}"
            score = max(best.score, 0.9) if chosen else best.score
            found.setdefault(best.id, structs.replace(best, score=score, reason=reason))
    return list(found.values())


def _by_letters(
    label: str, people: list[Somebody], titled: list[Meaning], known: Authority, on: date | None
) -> list[Meaning]:
    """Those whose surname, or whole name, has these initials; ``P`` and ``S`` may be offices."""
    letters = re.sub(r"[^a-z]", "", label.lower())
    pool = {c.id: c for c in (*titled, *_of(people))}
    found: list[Meaning] = []
    office = _OFFICE_LETTERS.get(letters)
    person = known.holder(office, on) if office and on else None
    if person and (not pool or person.id in pool):
        found.append(Meaning("person", person.id, person.name, 0.85, f"{label} is who was {office}"))
    for meaning in pool.values():
        score = _letters_fit(letters, meaning, known)
        if score and meaning.id not in {c.id for c in found}:
            reason = f"initials {label}; {meaning.reason}"
            found.append(structs.replace(meaning, score=score, reason=reason))
    if not found and len(letters) > 1:
        found = [
            Meaning("person", m.person.id, m.person.name, m.score, m.reason)
            for m in known.people(letters.upper(), on)
        ]
    return found


def _letters_fit(letters: str, meaning: Meaning, known: Authority) -> float:
    person = known.persons.get(meaning.id)
    forms = (person.name, *person.also) if person else (meaning.name,)
    if len(letters) == 1:
        families = person.families if person else tuple(fold(meaning.name).split()[-1:])
        return 0.9 if any(f.startswith(letters) for f in families) else 0.0
    for form in forms:
        words = fold(form).split()
        if letters in ("".join(w[0] for w in words), fold(form)):
            return 0.95
    first_and_last = {fold(f).split()[0][:1] + fold(f).split()[-1][:1] for f in forms if fold(f)}
    return 0.85 if letters[0] + letters[-1] in first_and_last else 0.0
