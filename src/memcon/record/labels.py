"""The words that label a header's fields and that title a paper, in the spellings that were counted.

Sources: the FRUS list heads (PARTICIPANTS, PRESENT, LIST OF PARTICIPANTS, COPIES TO …) and the White House,
NSC, State and Vice President's forms of the domain rules, section 4.
"""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct
from rapidfuzz import fuzz, process

from memcon.model import Form, Line
from memcon.record.people import TITLES
from memcon.record.reading import despaced

FIELDS: dict[str, tuple[str, ...]] = {
    "subject": ("SUBJECT", "SUBJECTS", "SUBJ", "GENERAL SUBJECT", "RE"),
    "participants": (
        "PARTICIPANTS", "PARTICIPANT", "LIST OF PARTICIPANTS", "PRINCIPAL PARTICIPANTS", "PRESENT",
        "ATTENDEES",
        "THOSE PRESENT", "PERSONS PRESENT", "ATTENDEES ARE", "OTHERS PRESENT", "ALSO PRESENT",
        "OTHER PARTICIPANTS", "THOSE ATTENDING",
        "THOSE ATTENDING THE MEETING WERE", "PERSONS ATTENDING", "PRINCIPALS", "OTHER ATTENDEES",
    ),
    "notetakers": ("NOTETAKER", "NOTETAKERS", "NOTE TAKER", "NOTE TAKERS", "NOTES BY"),
    "interpreters": ("INTERPRETER", "INTERPRETERS", "TRANSLATOR", "TRANSLATORS"),
    "date": (
        "DATE", "DATE AND TIME", "DATE TIME", "DATE & TIME", "DATE TIME PLACE", "DATE TIME AND PLACE",
        "DATE TIME & PLACE", "DATE AND PLACE", "TIME AND DATE", "TIME AND PLACE", "DATE TIME LOCATION", "DTG",
        "TIME DATE AND PLACE", "TIME DATE PLACE",
    ),
    "time": ("TIME", "MEETING BEGAN", "MEETING ENDED"),
    "place": ("PLACE", "AND PLACE", "& PLACE", "LOCATION", "AND LOCATION"),
    "from": ("FROM", "FM", "ORIG"),
    "to": ("TO", "FOR", "MEMORANDUM FOR", "MEMORANDUM TO"),
    "copies": ("COPIES TO", "COPIES", "DISTRIBUTION", "CC", "CARBON COPY", "INFO"),
    "reference": ("REFERENCE", "REFERENCES", "REF", "REFS", "TAGS", "THROUGH", "AGENDA"),
    "drafting": (
        "DRAFTED BY", "DRAFTED", "DRAFTING OFFICE AND OFFICER", "APPROVED BY", "CLEARED BY", "CLEARANCES",
        "PREPARED BY", "DRAFTING OFFICER", "TRANSCRIBED BY",
    ),
    "class": ("CLASSIFICATION", "CLASS"),
}  # fmt: skip
"""Labels by field, capitals, without punctuation."""

_BY_LABEL = {label: field for field, labels in FIELDS.items() for label in labels}
_LONG = [label for label in _BY_LABEL if len(label) >= 7]
_PREFIX = re.compile(
    r"(?P<label>(?:LIST OF |PRINCIPAL |OTHER )?PARTICIPANTS?|SUBJECTS?|NOTE[ -]?TAKERS?|INTERPRETERS?|"
    r"ATTENDEES|"
    r"DATE\s*,?\s*TIME\s*,?\s*(?:AND|&|and)?\s*PLACE|DATE\s*,?\s*(?:AND|&|and)?\s*TIME|"
    r"(?:AND|and) PLACE|PLACE|DATE|TIME|MEMORANDUM (?:FOR|TO)|COPIES TO)\s+(?=\S)"
)
_COLON = re.compile(r"(?:&\s?|[\"'“‘(.]{0,2})(?P<label>[A-Za-z][A-Za-z,&/\-_ ]{0,34}?)\s?[:;]+(?=\s|$)")


_QUIET = ("Principals", "Other Attendees", "Attendees", "Participants", "Also Present")
"""Heads of lists that minutes set in small letters, each alone on its line."""


_SPEAKERS = frozenset(title.upper().strip(".") for title in TITLES)
"""PRESIDENT is near to PRESENT, and no label of a list."""


class Label(Struct, frozen=True):
    """A header label at a line's start."""

    field: str
    end: int
    """Where its value may begin, in characters."""
    loud: bool
    """Whether it is in capitals, as a form's labels are."""


def plain(label: str) -> str:
    """A label as `FIELDS` spells them."""
    return re.sub(r"\s+", " ", re.sub(r"[^A-Z& ]", " ", label.upper())).strip()


@lru_cache(maxsize=4096)
def field_of(label: str) -> str | None:
    """The field that `label` stands for, through OCR damage to its longer words; None where it is none."""
    key = plain(label)
    if key in _BY_LABEL:
        return _BY_LABEL[key]
    if len(key) < 6 or key in _SPEAKERS:
        return None
    # THE PRESIDENT is near to THOSE PRESENT: labels of several words must be nearer.
    cutoff = 83 if " " not in key else 91
    found = process.extractOne(key, _LONG, scorer=fuzz.ratio, score_cutoff=cutoff)
    return _BY_LABEL[found[0]] if found else None


def label_of(line: Line) -> Label | None:
    """The header label that `line` opens with: before a colon, alone, in a column of its own, or in capitals
    before its value."""
    text = line.text
    if match := _COLON.match(text):
        label = match["label"]
        field = field_of(despaced(label))
        if field:
            end = match.end()
            return Label(field, end + (len(text[end:]) - len(text[end:].lstrip())), _loud(label))
    if line.cells:
        first = text[: line.cells[1].start - 1]
        if len(first) <= 30 and (field := field_of(first)) and _loud(first):
            return Label(field, line.cells[1].start, True)
    if len(text) <= 34 and _loud(text) and (field := field_of(text.rstrip(" ,.:-"))):
        return Label(field, len(text), True)
    if text in _QUIET:
        return Label("participants", len(text), False)
    if match := _PREFIX.match(text):
        return Label(field_of(match["label"]) or "date", match.end(), True)
    return None


def _loud(text: str) -> bool:
    small = sum(c.islower() for c in text)
    return small <= 0.34 * max(1, sum(c.isalpha() for c in text))


_ATTACHED = re.compile(r"end|(?:tab|attachments?|enclosures?)\b", re.I)
"""An end marker, or what a memorandum says it brings with it: no title of its own."""
_TITLES: tuple[tuple[Form, re.Pattern[str]], ...] = (
    (
        "telcon",
        re.compile(
            r"^(?:(?:draft|final|revised|partial)\s+)?(?:memorand\w*|record|transcript|summary|report|notes?|minutes)?"
            r"(?:\s+(?:for\s+the\s+record\s+)?(?:of|on)(?:\s+an?|\s+the)?)?\s*"
            r"(?:tele(?:\s?phone|con|phonic)?|phone)\s*(?:conversations?|calls?|talk|discussion)\b"
            r"(?:\s+(?:between|among|with|of|from|to)\b.*)?$",
            re.I | re.S,
        ),
    ),
    ("telcon", re.compile(r"^(?:TELCON|TELECON|TELEPHONE CONVERSATION|Telcon|Telecon)\b.{0,60}$", re.S)),
    (
        "memcon",
        re.compile(
            r"^(?:(?:[A-Z]+ ){1,4}(?:COUNCIL|COMMITTE\w|GROUP) MEETING(?:\s+MINUTES)?|MINUTES|Minutes|"
            r"(?:(?:UNITED STATES|U\.?S\.?) DELEGATION|AGREED|OFFICIAL|VERBATIM) MINUTES(?: OF\b.*)?)$"
        ),
    ),
    (
        "memcon",
        re.compile(
            r"^[A-Z]\w+[-–/ ][A-Z]\w+\s+(?:One-on-One|Bilateral|T[eê]te-[aà]-T[eê]te|Plenary)\b.{0,30}$", re.I
        ),
    ),
    (
        "memcon",
        re.compile(
            r"^(?:(?:draft|final|revised|partial)\s+)?(?:memorand\w*|record|transcript|summary|report|notes?|minutes)"
            r"\s+(?:for\s+the\s+record\s+)?(?:of|on)(?:\s+an?|\s+the)?\s*"
            r"(?:(?:(?:vice\s+)?president|secretary)['’]s\s+)?(?:private\s+)?(?:conversations?|conferences?|meetings?|talks?|discussions?)\b"
            r"(?:\s+(?:between|among|with|of|at)\b.*)?$",
            re.I | re.S,
        ),
    ),
    ("memcon", re.compile(r"^CONVERSATION\s+(?:NO\.?|NUMBER)\s*\d{1,4}-\d{1,4}$", re.I)),
    ("memcon", re.compile(r"^(?:MEMCON|Conversation\s+(?:Between|Among|With)\b.*)$", re.S)),
    (
        "summary_of_conclusions",
        re.compile(r"^summary\s+of\s+(?:conclusions|decisions)\b.{0,120}$", re.I | re.S),
    ),
)
_LOUD_TITLES = (
    "MEMORANDUM OF CONVERSATION",
    "MEMORANDUM OF TELEPHONE CONVERSATION",
    "SUMMARY OF CONCLUSIONS",
)
_SHORT_TITLES: dict[str, Form] = {"TELCON": "telcon", "TELECON": "telcon", "MEMCON": "memcon"}
_TITLE_FORMS: tuple[Form, ...] = ("memcon", "telcon", "summary_of_conclusions")


def title_form(text: str) -> Form | None:
    """The form that a title names, through OCR damage; None where `text` is no title of a conversation."""
    text = re.sub(r"\s+", " ", despaced(text)).strip(" .:-—–*_|")
    text = re.sub(r"^\d{1,3}\.\s+", "", text)
    if not 6 <= len(text) <= 400 or _ATTACHED.match(text):
        return None
    for form, pattern in _TITLES:
        if pattern.match(text):
            return form
    if len(text) <= 48:
        found = process.extractOne(plain(text), _LOUD_TITLES, scorer=fuzz.ratio, score_cutoff=84)
        if found:
            return _TITLE_FORMS[found[2]]
    if re.fullmatch(r"[A-Z]{5,8}", text):
        found = process.extractOne(text, _SHORT_TITLES, scorer=fuzz.ratio, score_cutoff=80)
        return _SHORT_TITLES[found[0]] if found else None
    return None


DISCUSSION = re.compile(r"Discussions?\s+at\s+the\s+(?:\d|[A-Z])", re.I)
"""The subject of a memorandum on a council's meeting, as Eisenhower's staff wrote it."""

LETTERHEADS = re.compile(
    r"^\W*(?:THE\s+WHITE\s+HOUSE|WASHINGTON(?:\s*,?\s*D\.?\s*C\.?\s*,?\s*\d{0,5})?|NATIONAL\s+SECURITY\s+COUNCIL|"
    r"(?:UNITED\s+STATES\s+|U\.?S\.?\s+)?DEPARTMENT\s+OF\s+(?:STATE|DEFENSE)|OFFICE\s+OF\s+THE\s+[A-Z ]+|"
    r"EXECUTIVE\s+SECRETARIAT|EXECUTIVE\s+OFFICE\s+OF\s+THE\s+PRESIDENT|MEMORANDUM|"
    r"(?:AMERICAN|U\.?S\.?)\s+EMBASSY\b[A-Z ,]*|THE\s+SECRETARY\s+OF\s+[A-Z]+|"
    r"CENTRAL\s+INTELLIGENCE\s+AGENCY)\W*$",
    re.I,
)
"""Letterheads of the United States offices that kept such records."""
