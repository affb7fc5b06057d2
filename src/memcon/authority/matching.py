"""Which people a printed name may mean on a day, and how surely.

The score is the product of two likenesses: of the name (surname, then forenames, initials and familiar
names), and of the day (a title that the person held that day, had held, or never held). Surnames are looked
for in blocks by their first letter; only where a block has nothing alike is the whole table looked through.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from msgspec import Struct
from rapidfuzz import fuzz, process

from memcon.authority.names import PARTICLES, Printed, block_of, fold, take_apart
from memcon.authority.nouns import Match, Office, Person
from memcon.authority.titles import COURTESIES, HERS, HIS, LONG_KEPT, WOMEN

LIKE = 82.0
"""A surname less alike than this, in per cent (rapidfuzz's ratio), is another name."""
_TOO_SOON = 0.6
"""A title before a family name alone is hardly that of one who held no office yet."""
_NEVER = 0.7
_IN_FULL, _BY_NAME = 0.97, 0.78
"""A name that agrees in full is its bearer's, though no office of his is near that day."""
_DEAD = 0.8
"""A dead man is less often spoken of than a living one of his name, chiefs of state and government apart."""
_OF_MANY = frozenset({
    "senator", "congressman", "representative", "governor", "mayor", "colonel", "captain", "major", "judge",
    "general", "admiral", "marshal",
})  # fmt: skip
"""Titles of which the table knows only some bearers, and says so in their names."""
_GENDERED = HIS | HERS
_RANKS = frozenset({"general", "admiral", "marshal"})
CHIEFS = frozenset({"head of state", "head of government", "party leader"})
NO_OFFICE = "known by name; no office is known"
LEAST = 0.4
"""What scores less is no match."""
ELECT = timedelta(days=130)
"""How long before taking office a person may be styled -elect or -designate."""
_YOUNGEST = 16
"""Nobody younger, in years, speaks in these papers or is named for what he does."""


class _Form(Struct, frozen=True):
    whole: str
    given: frozenset[str]


class Index:
    """People by the words that may stand for them."""

    def __init__(self, people: Iterable[Person], offices: Mapping[str, Sequence[Office]]) -> None:
        self._offices = offices
        self._blocks: dict[str, dict[str, list[Person]]] = {}
        self._familiar: dict[str, list[Person]] = {}
        self._forms: dict[str, _Form] = {}
        for person in people:
            for family in person.families:
                self._blocks.setdefault(block_of(family), {}).setdefault(family, []).append(person)
            for name in person.familiar:
                self._familiar.setdefault(fold(name), []).append(person)

    def has_family(self, word: str) -> bool:
        """Whether a folded word stands for somebody alone."""
        return word in self._blocks.get(block_of(word), {})

    def find(
        self, printed: Printed, on: date | None, *, dead: bool = False
    ) -> Iterator[tuple[Person, float, str]]:
        """Each person with such a name who lived on that day, with the likeness of the name and why.

        With `dead`, also those who had died by then.
        """
        words = tuple(w for w in printed.words if w not in PARTICLES) or printed.words
        if not words:
            return
        best: dict[str, tuple[Person, float, str]] = {}
        last = words[-1]
        for surname, given in _readings(words):
            turned = len(words) > 1 and surname == words[0]
            for family, alike in self._alike(surname, exact=surname != last):
                for person in self._blocks[block_of(family)][family]:
                    score, why = self._named(person, surname, family, alike, given, turned=turned)
                    if score > best.get(person.id, (person, 0.0, ""))[1]:
                        best[person.id] = (person, score, why)
        if len(words) == 1:
            for person in self._familiar.get(words[0], ()):
                best.setdefault(person.id, (person, 0.6, "a name that others call him or her by"))
        yield from (found for found in best.values() if self.lived(found[0], on, dead=dead))

    def _alike(self, surname: str, *, exact: bool) -> list[tuple[str, float]]:
        block = self._blocks.get(block_of(surname), {})
        if surname in block:
            return [(surname, 1.0)]
        if exact or len(surname) < 5:  # one letter more makes another name of a short one
            return []
        found = process.extract(surname, block.keys(), scorer=fuzz.ratio, score_cutoff=LIKE, limit=6)
        if not found and len(surname) > 5:
            every = [family for each in self._blocks.values() for family in each]
            found = process.extract(surname, every, scorer=fuzz.ratio, score_cutoff=86.0, limit=4)
        return [(family, 0.95 * score / 100) for family, score, _ in found]

    def _named(
        self,
        person: Person,
        surname: str,
        family: str,
        alike: float,
        given: Sequence[str],
        *,
        turned: bool,
    ) -> tuple[float, str]:
        """How like the person's name a surname and forenames are; `turned` where the surname stands first.

        Of forenames before the surname one is enough, since a middle name may be another's family name; the
        syllables behind a Chinese one must all fit.
        """
        likeness = "" if alike == 1.0 else f"“{surname}” is {alike / 0.95:.0%} like “{family}”"
        if not given:
            return 0.97 * alike, likeness
        form = self._form(person)
        whole = " ".join((*given, surname))
        if fuzz.token_sort_ratio(whole, form.whole) >= 97:
            return alike, likeness
        telling = [word for word in given if len(word) > 1] or given
        fits = [_given_fit(word, form.given) for word in telling]
        fit = min(fits) if turned else max(fits)
        return alike * fit, likeness if fit > 0.5 else f"another forename: {' '.join(given)}"

    def _form(self, person: Person) -> _Form:
        known = self._forms.get(person.id)
        if known is None:
            words = {w for name in (person.name, *person.also, *person.familiar) for w in fold(name).split()}
            known = _Form(fold(person.name), frozenset(words))
            self._forms[person.id] = known
        return known

    def lived(self, person: Person, on: date | None, *, dead: bool = False) -> bool:
        """Whether the person may be met on that day: alive and grown, or within 45 years of an office.

        With `dead`, whether he may be spoken of: grown, and perhaps dead.
        """
        if on is None:
            return True
        if person.born is not None or person.died is not None:
            grown = person.born is None or person.born + _YOUNGEST <= on.year
            return grown and (dead or person.died is None or on.year <= person.died)
        terms = self._offices.get(person.id, ())
        return not terms or any(abs(on.year - t.start.year) <= 45 for t in terms)


def _readings(words: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The surname last, and first, as Chinese and Korean names have it."""
    yield words[-1], words[:-1]
    if len(words) > 1:
        yield words[0], words[1:]
        yield f"{words[-2]}{words[-1]}", words[:-2]


def _given_fit(word: str, known: frozenset[str]) -> float:
    if word in known:
        return 1.0
    if len(word) == 1:
        return 0.97 if any(k.startswith(word) for k in known) else 0.35
    if any(k.startswith(word) or (len(k) > 2 and word.startswith(k)) for k in known):
        return 0.96
    return 0.92 if any(len(k) > 2 and fuzz.ratio(word, k) >= 78 for k in known) else 0.3


def day_fit(printed: Printed, terms: Sequence[Office], on: date | None) -> tuple[float, str, Office | None]:
    """How well the printed title fits what the person was on that day, why, and the office that says so."""
    named = [title for title in printed.titles if title not in COURTESIES]
    if named:
        fit = _title_fit(named, printed.qualifiers, terms, on)
        later = on is not None and bool(terms) and min(term.start for term in terms) > on + ELECT
        if later and len(printed.words) == 1 and fit[0] > _TOO_SOON and not _RANKS & set(named):
            return _TOO_SOON, f"only later {described(terms[0])}", terms[0]
        return fit
    if on is None or not terms:
        return (0.9, "", terms[0] if terms else None)
    held = [term for term in terms if term.held(on)]
    if held:
        return 1.0, described(held[0]), held[0]
    nearest = min(terms, key=lambda term: _years_between(term, on))
    years = _years_between(nearest, on)
    when = "later" if on < nearest.start else "formerly"
    return (0.93 if years <= 4 else 0.85 if years <= 15 else 0.7), f"{when} {described(nearest)}", nearest


def _title_fit(
    titles: Sequence[str], qualifiers: Sequence[str], terms: Sequence[Office], on: date | None
) -> tuple[float, str, Office | None]:
    styled = [term for term in terms if set(titles) & styles_of(term)]
    if on is None:
        return (0.97, _at_some_time(styled), styled[0]) if styled else (0.7, "", None)
    held = [term for term in styled if term.held(on)]
    soon = [term for term in styled if on < term.start <= on + ELECT]
    past = [term for term in styled if term.end is not None and term.end < on]
    if soon and "elect" in qualifiers:
        return 1.0, f"soon {described(soon[0])}", soon[0]
    if held:
        return 1.0, described(held[-1]), held[-1]
    if past:
        latest = max(past, key=lambda term: term.start)
        kept = 0.9 if set(titles) <= LONG_KEPT else 0.8
        return (1.0 if {"former", "ex"} & set(qualifiers) else kept), f"formerly {described(latest)}", latest
    if styled and not set(titles) <= LONG_KEPT:
        return (0.7 if soon else 0.35), f"only later {described(styled[0])}", styled[0]
    now = next((term for term in terms if term.held(on)), None)
    if set(titles) <= LONG_KEPT:
        far = bool(terms) and min(_years_between(term, on) for term in terms) > 10
        return (0.93 if now else 0.7 if far else 0.85), described(now) if now else "", now
    return 0.5, f"never so styled: {described(now)}" if now else "never so styled", now


def _may_be_called(titles: Iterable[str], person: Person) -> bool:
    """Whether ``Mr.``, ``Mrs.`` or ``Miss`` may stand before the person's name."""
    if _GENDERED.isdisjoint(titles):
        return True
    own = {word for form in (person.name, *person.also) for word in fold(form).replace("-", " ").split()}
    woman = not WOMEN.isdisjoint(own - set(person.families))
    return HIS.isdisjoint(titles) if woman else HERS.isdisjoint(titles)


def _may_bear(titles: Iterable[str], person: Person, offices: Mapping[str, Sequence[Office]]) -> bool:
    """Whether the table lets a person bear a title of many: ``Senator Dole`` is one of his names.

    A general may be whoever held a military office, or was a chief of state or government abroad.
    """
    if _OF_MANY.isdisjoint(titles):
        return True
    kinds = {term.kind for term in offices.get(person.id, ())}
    if _RANKS & set(titles) and kinds & {"military", *CHIEFS}:
        return True
    named = {title for form in person.also for title in take_apart(form).titles}
    return bool(_OF_MANY & named)


def _at_some_time(terms: Sequence[Office]) -> str:
    """An office with all the times in which it was held, for a name without a day."""
    same = [term for term in terms if term.title == terms[0].title]
    if len(same) == 1:
        return described(terms[0])
    years = (f"{t.start.year}–{t.end.year if t.end else ''}" for t in same)
    return f"{terms[0].title}, {' and '.join(years)}"


def styles_of(term: Office) -> frozenset[str]:
    """What the styles of an office amount to, as titles."""
    known = _STYLES.get(term.styles)
    if known is None:
        known = frozenset(t for style in term.styles for t in take_apart(style).titles or (fold(style),))
        _STYLES[term.styles] = known
    return known


_STYLES: dict[tuple[str, ...], frozenset[str]] = {}


def described(term: Office) -> str:
    """An office with its time, in words: ``President of Russia, 10 July 1991 to 31 December 1999``."""
    start = _day(term.start, term.starts)
    end = _day(term.end, term.ends) if term.end else ""
    when = f"{start} to {end}" if end else f"from {start}"
    return f"{'acting ' if term.acting else ''}{term.title}, {when}"


def _day(day: date, precision: str) -> str:
    if precision == "year":
        return str(day.year)
    return f"{day:%B %Y}" if precision == "month" else f"{day.day} {day:%B %Y}"


def _years_between(term: Office, on: date) -> float:
    if term.held(on):
        return 0.0
    edge = term.start if on < term.start else (term.end or on)
    return abs((on - edge).days) / 365.25


def matches(
    index: Index,
    offices: Mapping[str, Sequence[Office]],
    printed: Printed,
    on: date | None,
    *,
    dead: bool = False,
) -> tuple[Match, ...]:
    """All people whom `printed` may mean on that day, the likeliest first; with `dead`, the dead too."""
    found: list[Match] = []
    for person, named, why in index.find(printed, on, dead=dead):
        if not _may_be_called(printed.titles, person):
            continue
        fit, held, office = day_fit(printed, offices.get(person.id, ()), on)
        if fit < 1.0 and len(printed.words) == 1 and not _may_bear(printed.titles, person, offices):
            fit = min(fit, _NEVER)
        if named >= _IN_FULL and len(printed.words) > 1 and set(printed.titles) <= COURTESIES | LONG_KEPT:
            fit = max(fit, _BY_NAME)
        if dead and on and person.died and person.died < on.year and not (office and office.kind in CHIEFS):
            fit *= _DEAD
        score = round(named * fit, 3)
        if score >= LEAST:
            found.append(Match(person, score, "; ".join(filter(None, (held, why))) or NO_OFFICE, office))
    return tuple(sorted(found, key=lambda match: (-match.score, match.person.id)))
