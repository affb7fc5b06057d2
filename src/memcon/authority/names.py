"""Names as papers print them, taken into words that can be compared.

``Président Valéry Giscard d'Estaing``, ``PRESIDENT GISCARD`` and ``Giscard`` must meet; so accents, case,
dots and apostrophes go, and titles are told from names.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from msgspec import Struct
from rapidfuzz import fuzz, process

from memcon.authority.titles import MOST_WORDS, TITLES, WHOLE

_PLAIN = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ß": "ss", "đ": "d", "Đ": "D", "ı": "i"})
_APOSTROPHES = re.compile(r"['’‘`´ʻʼ]")
_NOT_WORDS = re.compile(r"[^\w]+|_")


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """`text` in plain lower-case words: ``Izetbegović`` is ``izetbegovic``, ``Ch'iao`` is ``chiao``."""
    plain = unicodedata.normalize("NFKD", text.translate(_PLAIN))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(_NOT_WORDS.sub(" ", _APOSTROPHES.sub("", plain)).lower().split())


_BEFORE = frozenset({"the", "acting", "former", "ex", "late", "us", "u", "s", "american"})
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_ALSO_NAMES = frozenset({"lord", "judge", "major", "marshal"})
"""Titles that behind a forename are a family name: ``John Major``, ``Winston Lord``."""
_NUMBERS = frozenset({"i", "v", "vi", "xii", "xvi", "xxiii"})
"""Of kings and popes: letters that may also be an initial, so only the last word may be one."""
_OFFICE_WORDS = frozenset({
    "of", "for", "the", "state", "united", "states", "political", "economic", "foreign", "affairs", "defense",
    "defence", "republic", "federal", "treasury", "commerce", "european", "african", "eastern", "near", "far",
    "and", "international", "security", "national", "policy", "staff", "joint", "chiefs", "council",
    "ministers", "inter", "american", "pacific", "asian", "east", "south", "energy", "trade", "interior",
    "finance", "central", "intelligence", "agency", "bureau", "management", "budget", "arms", "control",
    "disarmament", "information", "research", "nations", "mission", "legislative", "public", "cultural",
    "educational", "administration", "human", "rights", "oceans", "europe", "asia", "africa", "planning",
})  # fmt: skip
"""What an office may be of or for."""
PARTICLES = frozenset({"de", "del", "della", "van", "von", "der", "den", "bin", "ibn", "al", "el", "la", "le",
                       "ben", "du", "di", "da", "dos", "ul", "abu"})  # fmt: skip


class Printed(Struct, frozen=True):
    """A name as printed, taken apart; all of it folded."""

    titles: tuple[str, ...]
    """What its titles amount to, as `TITLES` has them."""
    words: tuple[str, ...]
    """The words of the name, without titles and ``Jr.``."""
    qualifiers: tuple[str, ...] = ()
    """``acting``, ``former``, ``elect``."""
    rest: tuple[str, ...] = ()
    """What stands before the title and is no title: ``russian`` in ``Russian President Yeltsin``."""


@lru_cache(maxsize=65536)
def take_apart(printed: str) -> Printed:
    """Titles and name of a person as printed: ``The President``, ``Sec. Christopher``, ``Gen. Scowcroft``.

    What stands in brackets or behind a comma is no part of it.
    """
    words = _head(printed).split()
    titles: list[str] = []
    rest: list[str] = []
    qualifiers: list[str] = []
    at = 0
    while at < len(words):
        taken, title = _title_at(words, at)
        if title:
            titles.append(title)
            qualifiers += ["elect"] if title.endswith("-elect") else []
            at += taken
        elif not titles and _more_titles(words, at + 1):
            (qualifiers if words[at] in ("acting", "former", "ex") else rest).append(words[at])
            at += 1
        else:
            break
    at = _past_office(words, at) if titles else at
    name: tuple[str, ...] = tuple(w for w in words[at:] if w not in _SUFFIXES)
    if len(name) > 1 and name[-1] in _NUMBERS:
        name = name[:-1]
    before = tuple(w for w in rest if w not in _BEFORE)
    if not name and titles and titles[-1] in _ALSO_NAMES and (before or len(titles) > 1):
        *titles, family = titles
        name, before = (*(before if not titles else ()), family), before if titles else ()
    clean = tuple(title.removesuffix("-elect") for title in titles)
    return Printed(clean, name, tuple(qualifiers), before)


def _past_office(words: list[str], at: int) -> int:
    """Where the name begins behind ``of the United States``, ``for Political Affairs``: else the end."""
    if at >= len(words) or words[at] not in ("of", "for"):
        return at
    while at < len(words) and words[at] in _OFFICE_WORDS:
        at += 1
    return len(words) if words[at - 1] in ("of", "for", "the") else at


def _head(printed: str) -> str:
    text = re.sub(r"\([^)]*\)?|\[[^\]]*\]?", " ", printed)
    head, comma, tail = text.partition(",")
    if comma and fold(tail.split(",")[0]) in _SUFFIXES:
        head = text.partition(",")[0]
    return fold(head)


def _title_at(words: list[str], at: int) -> tuple[int, str | None]:
    for length in range(min(MOST_WORDS, len(words) - at), 0, -1):
        title = TITLES.get(" ".join(words[at : at + length]))
        if title:
            return length, title
    return (1, _damaged(words[at])) if at + 1 < len(words) else (0, None)


@lru_cache(maxsize=4096)
def _damaged(word: str) -> str | None:
    """The title of which `word` is a misread form: ``presidnet``, ``secretarv``."""
    if len(word) < 6:
        return None
    found = process.extractOne(word, WHOLE, scorer=fuzz.ratio, score_cutoff=84)
    return TITLES[found[0]] if found else None


def _more_titles(words: list[str], at: int) -> bool:
    """Whether a title begins within the next three words: what stands before it is no name."""
    return any(_title_at(words, n)[1] for n in range(at, min(at + 3, len(words))))


def block_of(surname: str) -> str:
    """The block in which a folded surname is looked for: its first letter, those that spellings swap as one.

    So ``Kadhafi`` and ``Qadhafi``, ``Yeltsin`` and ``Ieltsine``, ``Ghandi`` and ``Gandhi`` meet.
    """
    return _SWAPPED.get(surname[:1], surname[:1])


_SWAPPED = {"c": "k", "q": "k", "g": "k", "y": "i", "j": "i", "w": "v", "z": "s", "x": "s"}


def families_of(forms: Iterable[str]) -> tuple[str, ...]:
    """The words of names that stand for a person alone: the family name, or what follows a ``*``.

    >>> families_of(["*Deng Xiaoping", "Valéry *Giscard d'Estaing", "Charles de Gaulle"])
    ('deng', 'giscard', 'destaing', 'gaulle')
    """
    found: dict[str, None] = {}
    for form in forms:
        before, star, after = form.partition("*")
        if star and not before.strip():
            words = fold(after).split()[:1]
        elif star:
            words = fold(after).split()
        else:
            words = [w for w in fold(form).split() if w not in _SUFFIXES][-1:]
        found.update(dict.fromkeys(w for w in words if w not in PARTICLES))
    return tuple(found)
