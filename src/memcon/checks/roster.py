"""The people whom a paper lists, and which of them a speaker's label, or a name in the subject, can mean."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from msgspec import Struct
from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from memcon.model import Participant, Record, Span

_TITLES = frozenset(
    re.findall(
        r"\S+",
        """
    the mr mrs ms miss dr prof professor sir lord lady sen senator rep representative congressman
    president president-elect vice deputy prime minister secretary under assistant acting foreign
    defense defence finance trade interior chancellor premier chairman chairwoman general-secretary king
    queen prince princess sheikh emir sultan crown shah emperor ambassador amb charge minister-counselor
    counselor counsellor consul adviser advisor general gen lieutenant lt colonel col major maj captain
    capt commander admiral adm marshal vm fm pm dpm his her excellency majesty highness royal chief
    staff director governor mayor speaker judge justice attorney undersecretary spokesman first second
    third state of for to and hon honorable monsieur herr comrade commissioner delegate envoy special
    interpreter translator notetaker operator voice side delegation all former president's affairs
    security national treasury elect designate
    """,
    )
)
ROLES = frozenset({"interpreter", "translator", "notetaker", "operator", "voice", "speaker", "all", "others"})
"""Words by which somebody without a name is called."""
LIKE = 80.0
"""Names whose letters agree by so many in a hundred are spellings of one name, or a misreading."""


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """`text` in small letters without accents and apostrophes, for comparison."""
    plain = unicodedata.normalize("NFKD", re.sub(r"[–—/]", " ", text.lower()))
    return re.sub(r"[^a-z0-9\s-]", "", "".join(c for c in plain if not unicodedata.combining(c)))


@lru_cache(maxsize=8192)
def words_of(text: str) -> tuple[str, ...]:
    """The words of `text`, folded, hyphened ones whole."""
    words = [word.strip("-") for word in folded(text).split()]
    return tuple(w for w in words if w)


@lru_cache(maxsize=8192)
def name_words(text: str) -> tuple[str, ...]:
    """The words of a printed name that are no title, office or preposition: ``President Chirac`` has one."""
    return tuple(word for word in words_of(text) if word not in _TITLES and len(word) > 1)


def without_aside(label: str) -> str:
    """A speaker's label without what stands in brackets behind it."""
    return re.sub(r"\s*[(\[].*$", "", label).strip()


def is_initials(label: str) -> bool:
    """Whether a label is initials: ``K``, ``HAK``, ``WJC``, ``P/K``."""
    return re.fullmatch(r"(?:[A-Z]\.?){1,4}|[A-Z]/[A-Z]", without_aside(label)) is not None


class Entry(Struct, frozen=True):
    """One of those whom a paper lists."""

    printed: str
    words: frozenset[str]
    """Every word printed of him or her, title and office among them."""
    names: tuple[str, ...]
    """The words of the name alone; empty for an office without a name."""
    span: Span = Span()
    listed: bool = True
    """Whether he stands among the participants, and not among those who took notes or interpreted."""
    role: str | None = None
    group: str | None = None

    @property
    def surname(self) -> str | None:
        return self.names[-1] if self.names else None


def _parts(words: frozenset[str]) -> frozenset[str]:
    """The parts of hyphened words: ``umba`` of ``umba-di-lutete``."""
    return frozenset(part for word in words if "-" in word for part in word.split("-") if len(part) > 2)


class Roster:
    """Everybody whom a paper lists."""

    def __init__(self, record: Record) -> None:
        self.participants = tuple(map(_entry, record.participants))
        others = dict.fromkeys((*record.interpreters, *record.notetakers))
        listed = {entry.names for entry in self.participants}
        helpers = (_other(name, record) for name in others)
        self.entries = (*self.participants, *(e for e in helpers if e.names not in listed))

    def named(self, label: str) -> list[Entry]:
        """Those whom a label can mean: by a word of the name, letter for letter or nearly, else by office."""
        names = name_words(without_aside(label))
        if not names:
            wanted = frozenset(w for w in words_of(without_aside(label)) if w != "the")
            same = [e for e in self.entries if wanted and wanted == e.words - {"the"}]
            return same or [e for e in self.entries if wanted and wanted <= e.words]
        exact = [e for e in self.entries if set(names) & (e.words | _parts(e.words))]
        return exact or [e for e in self.entries if any(alike(a, b) for a in names for b in e.names)]


def spelling_of(one: str, other: str) -> bool:
    """Whether two different folded names may be spellings of one: a letter apart, two in a long name."""
    shortest = min(len(one), len(other))
    if one == other or shortest < 5 or one.rstrip("s") == other.rstrip("s"):
        return False
    return Levenshtein.distance(one, other, score_cutoff=2) <= (2 if shortest > 7 else 1)


def alike(one: str, other: str) -> bool:
    """Whether two folded names may be spellings of one: four letters in five, and neither very short."""
    return min(len(one), len(other)) >= 4 and fuzz.ratio(one, other) >= LIKE


def _entry(person: Participant) -> Entry:
    printed = person.printed
    name = person.name or ""
    return Entry(
        printed,
        frozenset(words_of(printed)),
        name_words(name),
        person.span,
        role=person.role,
        group=person.group,
    )


def _other(name: str, record: Record) -> Entry:
    role = "interpreter" if name in record.interpreters else "notetaker"
    return Entry(name, frozenset(words_of(name)), name_words(name), listed=False, role=role)
