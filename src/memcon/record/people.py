"""Persons as a list of participants prints them: title, name, office and role on one line.

Nothing is looked up here; what a name stands for on a given day is for `authority` to say.
"""

from __future__ import annotations

import re

from memcon.model import Participant, Span

TITLES = (
    "President-elect", "Vice President-elect", "Vice President", "Vice-President", "President",
    "Former President",
    "Prime Minister", "Deputy Prime Minister", "Vice Premier", "Premier", "Chancellor", "Chairman",
    "Vice Chairman",
    "General Secretary", "Secretary General", "Secretary-General", "Foreign Minister",
    "Deputy Foreign Minister",
    "Vice Foreign Minister", "Vice Minister", "Defense Minister", "Finance Minister", "Minister",
    "Deputy Minister",
    "Under Secretary", "Assistant Secretary", "Deputy Assistant Secretary", "Deputy Secretary",
    "Acting Secretary",
    "Secretary", "Ambassador", "Consul General", "Counselor", "Counsellor", "Chargé", "Senator",
    "Congressman",
    "Representative", "Governor", "Mayor", "Judge", "Justice", "Director", "Commissioner", "Special Envoy",
    "GEN", "LTG", "MG", "BG", "BGEN", "COL", "LTC", "MAJ", "CPT", "ADM", "VADM", "RADM", "CAPT", "CDR",
    "Lieutenant General", "Lt. General", "Lt. Gen.", "Major General", "Maj. Gen.", "Brigadier General",
    "General",
    "Gen.", "Admiral", "Adm.", "Vice Admiral", "Marshal", "Field Marshal", "Colonel", "Col.", "Lt. Col.",
    "Major",
    "Maj.", "Captain", "Capt.", "Commander", "Cdr.", "Lieutenant", "Lt.", "Sergeant", "King", "Queen",
    "Prince",
    "Crown Prince", "Princess", "Sultan", "Emir", "Amir", "Sheikh", "Shaikh", "Shah", "Emperor", "Pope",
    "Cardinal",
    "Archbishop", "Bishop", "Father", "Reverend", "Rev.", "Sir", "Lord", "Lady", "Dame", "Baron", "Count",
    "His Majesty", "Her Majesty", "His Excellency", "Her Excellency", "H.E.", "HRH", "Dr.", "Dr", "Prof.",
    "Professor", "Mr.", "Mr", "Mrs.", "Mrs", "Ms.", "Ms", "Miss", "Mme", "Mme.", "M.", "Herr",
    "The Honorable", "Hon.",
    "Amb.", "Sec.", "Sen.", "PM", "VM", "FM", "Protocol Chief", "Chief of Staff", "Attorney General",
)  # fmt: skip
"""Titles that stand before a name in these papers."""

_ALTERNATIVES = "|".join(re.escape(t) for t in sorted(TITLES, key=len, reverse=True))
_PORTFOLIOS = (
    r"(?:State|Defen[cs]e|(?:Foreign|Internal|Home|Public) Affairs|(?:the )?Treasury|Finance|Economy|"
    r"Commerce|(?:Foreign )?Trade|Agriculture|Energy|Labor|(?:the )?Interior|Justice|Health|Education|"
    r"Transport(?:ation)?|Central Intelligence)"
)
_TITLE = re.compile(
    rf"^(?:the\s+)?(?:{_ALTERNATIVES})(?![\w.])(?:\s+(?:of|for)\s+{_PORTFOLIOS}(?=\s+[A-Z]))?\s*", re.I
)
_NOTETAKER = re.compile(
    r"\bnote[\s-]*takers?\b|\b(?:took|taking) notes\b|\brapporteur\b|\brecorder\b|\(notes\)", re.I
)
_INTERPRETER = re.compile(r"\binterpret(?:er|ers|ing|or)\b|\btranslat(?:or|ors|ing)\b", re.I)
_BRACKETED = re.compile(r"\s*[(\[]([^)\]]*)[)\]]")
_OFFICE_DASH = re.compile(r"^[A-Z][A-Za-z/&.]{0,9}\s*(?:—|–|--|\s-\s)\s*(?=[A-Z])")
_UNNAMED = re.compile(
    r"^(?:the|an?|two|three|four|five|several|other|others|various|some|unidentified|members?|staff|aides?|"
    r"advis[eo]rs?|officials?)\b|^(?:interpreters?|translators?|note[\s-]*takers?|advis[eo]rs?)$",
    re.I,
)
_JOINT = re.compile(r"\s*(?:;|,|\band\b|&)\s*")
_NAME_PART = re.compile(r"(?:Jr|Sr|II|III|IV|M\.?D|Ph\.?D)\.?", re.I)
NAME_WORD = (
    r"(?:[A-Z][\w'’`´-]*\.?|[A-Z]\.(?:[A-Z]\.)*|"
    r"[dl]['’][A-Z][\w'’-]*|de|del|della|van|von|der|den|bin|ibn|al|el|la|le|ben|du|di|da|dos)"
)
_NAME = re.compile(rf"^{NAME_WORD}(?:[ -]{NAME_WORD}){{0,5}}$")


def role_of(printed: str) -> str | None:
    """``notetaker`` or ``interpreter`` where the entry says so; the notetaker first where it says both."""
    if _NOTETAKER.search(printed):
        return "notetaker"
    return "interpreter" if _INTERPRETER.search(printed) else None


def is_notetaker(printed: str) -> bool:
    """Whether the entry says that this person took notes."""
    return bool(_NOTETAKER.search(printed))


def is_interpreter(printed: str) -> bool:
    """Whether the entry says that this person interpreted."""
    return bool(_INTERPRETER.search(printed))


def parse_person(printed: str, group: str | None = None, span: Span | None = None) -> Participant:
    """One entry of a list of participants, taken apart."""
    plain = re.sub(r"\s+[.,;]+$", "", _BRACKETED.sub("", printed)).strip(" ,;")
    plain = _WORN_TITLE.sub(r"\1.", plain)
    if (parted := _OFFICE_FIRST.match(plain)) and _looks_named(_strip_titles(parted["name"])):
        name = bare_name(parted["name"])
        if name and _OFFICE.search(parted["office"]):
            return Participant(
                printed, group, name, parted["office"].strip(), role_of(printed), span or Span()
            )
    head, _, tail = plain.partition(",")
    if tail and _NAME_PART.fullmatch(tail.split(",")[0].strip()):
        suffix, _, tail = tail.partition(",")
        head = f"{head},{suffix}"
    office = tail.strip() or None
    name = bare_name(head)
    if name is None:
        name = _named_last(tail)
        office = (plain.removesuffix(name).strip(" ,") if name else plain) or None
    elif office is None:
        office = _title_before(head, name)
    return Participant(printed, group, name, office, role_of(printed), span or Span())


def _named_last(tail: str) -> str | None:
    """The name behind offices that come first: ``Chairman, Joint Chiefs, General Otto Brand``."""
    last = tail.rpartition(",")[2].strip()
    rest = _strip_titles(last)
    return rest if rest != last and " " in rest and _looks_named(rest) else None


_WORN_TITLE = re.compile(r"^(Mrs?|Ms|Dr|Lt|Gen|Col|Adm|Capt|Prof|Amb)[,;](?= [A-Z])")
"""A title whose full stop OCR has read as a comma."""
_OFFICE_FIRST = re.compile(r"^(?P<office>[^-–—~+]{2,60}?)\s+[-–—~+]{1,3}\s*(?P<name>[A-Z][^,]{2,48})$")
_OFFICE = re.compile(
    r"\b(?:of|to|the|for|and|in)\b|/|\b[A-Z]{2,6}\b|\b(?:Minister|Ambassador|General|Secretary|Staff|Chief|Director|"
    r"Assistant|Interpreter|Translator|Notetaker|Counsel\w*|Attach\w+|Consul|Officer|Adviser|Advisor)\b"
)
"""An office stands before the dash, as Defense and some embassies list people: ``Ambassador - Mr. X``."""


def bare_name(text: str) -> str | None:
    """The name in `text` without titles and office symbols; None where nobody is named.

    >>> bare_name("EUR—Mr. Kohler"), bare_name("The President"), bare_name("Russian President Boris Yeltsin")
    ('Kohler', None, 'Boris Yeltsin')
    """
    rest = _BRACKETED.sub("", text).strip(" ,;:.") + ("." if text.rstrip().endswith("Jr.") else "")
    rest = _OFFICE_DASH.sub("", rest)
    stripped = _strip_titles(rest)
    if stripped != rest and not stripped:
        return None
    if stripped == rest and _UNNAMED.search(rest):
        return None
    inner = _last_title(stripped)
    candidate = inner or stripped
    named = bool(candidate) and bool(_BEGINS_NAME.match(candidate)) and not _UNNAMED.search(candidate)
    return candidate if named else None


def names_somebody(text: str) -> bool:
    """Whether a short line is a person and no more: a title with or without a name, or a name of two words.

    >>> names_somebody("Sec. Rogers"), names_somebody("The President"), names_somebody("Afternoon session")
    (True, True, False)
    """
    rest = _strip_titles(text.strip(" .,"))
    if rest != text.strip(" .,"):
        return not rest or bool(_NAME.match(rest))
    return " " in rest and _looks_named(rest)


_BEGINS_NAME = re.compile(
    r"[^\W\d_a-z]|[dlo]['’][^\W\d_a-z]|"
    r"(?:al|el|de|del|van|von|der|bin|ibn|ben|di|da|du|la|le)[- ][^\W\d_a-z]"
)


def _strip_titles(text: str) -> str:
    while match := _TITLE.match(text):
        if match.end() == 0:
            break
        text = text[match.end() :]
    return text


_LONG_TITLES = "|".join(re.escape(t) for t in sorted(TITLES, key=len, reverse=True) if len(t) > 4)
_INNER = re.compile(rf"\b(?:{_LONG_TITLES})\s+", re.I)


def _last_title(text: str) -> str | None:
    """The name behind a title that has words before it: ``Russian President-elect Vladimir Putin``."""
    matches = list(_INNER.finditer(text))
    if not matches:
        return None
    rest = text[matches[-1].end() :]
    return rest if rest and _NAME.match(rest) else None


def _title_before(head: str, name: str) -> str | None:
    before = head[: head.rfind(name)].strip(" ,-—–") if name in head else ""
    return before or None


def split_names(text: str) -> list[str]:
    """The bare names in a list such as ``Alexander Vershbow and Anthony Gardner``.

    An office between commas is no name: ``Jenonne Walker, NSC Staff`` names one person.
    """
    plain = _BRACKETED.sub("", text)
    parts = [part.strip(" .()") for part in _JOINT.split(plain) if part.strip(" .")]
    names: list[str] = []
    for part in parts:
        if names and _NAME_PART.fullmatch(part):
            names[-1] = f"{names[-1]}, {part}"
            continue
        name = bare_name(part)
        if name and (_looks_named(name) or not names):
            names.append(name)
    return names or ([plain.strip()] if plain.strip() else [])


_OFFICE_WORDS = re.compile(
    r"\b(?:staff|nsc|department|state|office|council|bureau|division|section|desk|embassy|director|assistant|"
    r"secretary|affairs|senior|special|house|agency|service|language|services|ls|eur|sov)\b",
    re.I,
)


def _looks_named(text: str) -> bool:
    return bool(_NAME.match(text)) and not _OFFICE_WORDS.search(text)
