"""Who keeps papers: the presidential libraries and other great repositories, by every name that they go by.

A library's name is most often read from the stamp on each copy that it gives out, and stamps read badly:
``PLINTON LIBRARY PHOTOCOPY``. So a name is never taken from one as it is read: it is one of these, known by
its likeness and, where the paper has a date, by whose presidency that was; or it is not known.
"""

from __future__ import annotations

import re

from msgspec import Struct
from rapidfuzz.fuzz import ratio

from memcon.model import Record

SURE, LIKELY = 80.0, 60.0
"""How alike a stamp's word and a president's name must be, of 100: alone, and where the date agrees."""
LIBRARY, BEFORE = 75.0, 5
"""How alike a word and *library* must be, and how many words before it may hold the name."""


class Library(Struct, frozen=True):
    """A presidential library. `note` is its name in source notes, `full` its own, `town` where it is."""

    president: str
    note: str
    full: str
    town: str
    term: tuple[str, str]
    """First and last day of the presidency, ISO; the last is the next one's first."""


LIBRARIES = (
    Library("Hoover", "Hoover Library", "Herbert Hoover Presidential Library",
            "West Branch, IA", ("1929-03-04", "1933-03-04")),
    Library("Roosevelt", "Roosevelt Library", "Franklin D. Roosevelt Presidential Library",
            "Hyde Park, NY", ("1933-03-04", "1945-04-12")),
    Library("Truman", "Truman Library", "Harry S. Truman Library",
            "Independence, MO", ("1945-04-12", "1953-01-20")),
    Library("Eisenhower", "Eisenhower Library", "Dwight D. Eisenhower Presidential Library",
            "Abilene, KS", ("1953-01-20", "1961-01-20")),
    Library("Kennedy", "Kennedy Library", "John F. Kennedy Presidential Library",
            "Boston, MA", ("1961-01-20", "1963-11-22")),
    Library("Johnson", "Johnson Library", "Lyndon B. Johnson Presidential Library",
            "Austin, TX", ("1963-11-22", "1969-01-20")),
    Library("Nixon", "Nixon Library", "Richard Nixon Presidential Library",
            "Yorba Linda, CA", ("1969-01-20", "1974-08-09")),
    Library("Ford", "Ford Library", "Gerald R. Ford Presidential Library",
            "Ann Arbor, MI", ("1974-08-09", "1977-01-20")),
    Library("Carter", "Carter Library", "Jimmy Carter Library",
            "Atlanta, GA", ("1977-01-20", "1981-01-20")),
    Library("Reagan", "Reagan Library", "Ronald Reagan Presidential Library",
            "Simi Valley, CA", ("1981-01-20", "1989-01-20")),
    Library("Bush", "George H.W. Bush Library", "George H.W. Bush Presidential Library",
            "College Station, TX", ("1989-01-20", "1993-01-20")),
    Library("Clinton", "Clinton Library", "William J. Clinton Presidential Library",
            "Little Rock, AR", ("1993-01-20", "2001-01-20")),
    Library("Bush", "George W. Bush Library", "George W. Bush Presidential Library",
            "Dallas, TX", ("2001-01-20", "2009-01-20")),
)  # fmt: skip
"""Names and towns as the libraries' own pages give them (archives.gov/presidential-libraries); names in notes
as 12,298 published source notes have them."""
OTHERS = {
    "national archives": "College Park, MD",
    "national security archive": "Washington, DC",
    "library of congress": "Washington, DC",
}
"""Where other repositories stand, by a part of their name."""


def library_named(repository: str) -> Library | None:
    """The presidential library that a name means: ``Carter Library``, ``Jimmy Carter Presidential Library``.

    None for any other repository, and for a name that two libraries have.
    """
    low = re.sub(r"[.\s]+", " ", repository.lower()).strip()
    if "library" not in low:
        return None
    found = [one for one in LIBRARIES if re.search(rf"\b{one.president.lower()}\b", low)]
    if len(found) > 1:
        father = re.search(r"\bh ?w\b|\bgeorge bush\b", low)
        son = re.search(r"\bgeorge w\b", low)
        found = [found[0]] if father else [found[1]] if son else []
    return found[0] if found else None


def full_name(repository: str) -> str:
    """A repository's own name, for styles that want it whole; other repositories' as they are."""
    known = library_named(repository)
    return known.full if known else repository


def town_of(repository: str | None) -> str | None:
    """The town of a repository that is known by its name: ``Ford Library`` is in Ann Arbor."""
    known = library_named(repository or "")
    if known:
        return known.town
    low = (repository or "").lower()
    return next((town for name, town in OTHERS.items() if name in low), None)


def holder(record: Record) -> str | None:
    """The repository that a posted copy's last page or a stamp names, as source notes name it."""
    if record.holdings and record.holdings.holder:
        return re.sub(r"^the\s+", "", record.holdings.holder, flags=re.IGNORECASE)
    for stamp in record.stamps:
        words = [re.sub(r"[^a-z]", "", word.lower()) for word in stamp.split()]
        for at, word in enumerate(words):
            before = [each for each in words[max(0, at - BEFORE) : at] if each]
            found = _nearest(before, record.date) if before and ratio(word, "library") >= LIBRARY else None
            if found:
                return found
    return None


def _nearest(words: list[str], date: str | None) -> str | None:
    """The library whose president's name is nearest to one of some words of a stamp."""
    likeness = sorted(
        ((_likeness(words, one), one) for one in LIBRARIES), key=lambda pair: pair[0], reverse=True
    )
    for score, one in likeness:
        agrees = date is not None and one.term[0] <= date < one.term[1]
        if agrees and score >= LIKELY:
            return one.note
    best, one = likeness[0]
    if best < SURE:
        return None
    return one.note if one.president != "Bush" else "Bush Library"


def _likeness(words: list[str], library: Library) -> float:
    return max(ratio(word, library.president.lower()) for word in words)
