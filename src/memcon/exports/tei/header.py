"""The header of a document: the lists of those present, of senders and addressees, the subject."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from memcon.exports.tei.names import attribute, in_tei, text_of
from memcon.exports.tei.parts import Part, joined_items
from memcon.exports.tei.reading import Reading
from memcon.model import ElementKind, Mark, Participant

_FROM_TO = re.compile(r"\bFrom (?:the )?(?P<from>.+?)\s+to (?:the )?(?P<to>.+)$", re.IGNORECASE)
_INTERPRETER = re.compile(r"\b(?:interpreter|translator)s?\b", re.IGNORECASE)
_NOTETAKER = re.compile(r"\bnote[- ]?takers?\b", re.IGNORECASE)
_INTRODUCED = re.compile(r"^((?:interpreter|translator|note[- ]?taker)s?)\s*:\s*(\S.*)$", re.IGNORECASE)
_BORN = re.compile(r"^\s*((?:Jr|Sr)\b\.?|III?\b|IV\b)[\s,]*")
_ROLE = re.compile(r"\s*\((?:interpreter|translator|note[- ]?taker)s?\)$", re.IGNORECASE)
_STYLES = re.compile(
    r"^(?:(?:H\.?E\.?|Mr|Mrs|Ms|Miss|Dr|Sir|Lord|Amb|Ambassador|General|Gen|Major|Lt|Colonel|Col|Commander|"
    r"Admiral|Captain|Professor|Prof|Secretary|Senator|President|Prime Minister|Minister|Chairman|Premier|"
    r"Foreign Minister|Vice Minister|Under Secretary|Assistant Secretary|Acting|Deputy|Vice)\b\.?\s+)+"
)
_OFFICE_ONLY = re.compile(
    r"^(?:the|an?|other|one|two|three|four|several)\s|^(?:interpreter|translator|note[- ]?taker)s?\b",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"^\W*(?:general\s+)?(?:subj|re\b|topic)|^\W*$", re.IGNORECASE)
_MARK = re.compile(r"\s*\((U|C|S|TS|LOU|SBU|[CSU]/[A-Z/]+|TS/[A-Z/]+)\)$")


class Header(Struct):
    """What the header says, by the record's own names."""

    participants: tuple[Participant, ...] = ()
    interpreters: tuple[str, ...] = ()
    notetakers: tuple[str, ...] = ()
    subject: str | None = None
    subject_mark: Mark | None = None
    addressees: tuple[str, ...] = ()
    from_: str | None = None


def header(reading: Reading, found: Sequence[Part], heading: str) -> Header:
    """The header; `heading` is the document's own, which for a memorandum names sender and addressee."""
    top = Header()
    _people(reading, [part for part in found if part.role == "participants" and not part.attached], top)
    _lists(reading, found, top)
    named = _FROM_TO.search(heading)
    if named and not top.from_:
        top.from_ = named["from"]
    if named and not top.addressees:
        top.addressees = (named["to"],)
    return top


def _people(reading: Reading, parts: Sequence[Part], top: Header) -> None:
    names = [each for part in parts for each in part.element.iter(in_tei("persName"))]
    all_tagged = any(not attribute(name, "corresp") for name in names)
    for part in parts:
        listed = _role(part.title)
        kinds: dict[str, ElementKind] = {"interpreter": "interpreters", "notetaker": "notetakers"}
        own = _INTRODUCED.match(part.text(reading.sheets)) if not part.opens else None
        alone = _role(own[1]) if own else ""
        span = reading.put(kinds.get(listed or alone, "participants"), part)
        if part.opens:
            continue
        if own:
            _introduced(alone, own[2], top)
            continue
        person = _participant(reading, part, all_tagged)
        if not listed:
            reading.note(f"participants/{len(top.participants)}", span)
            top.participants += (person,)
        name = person.name or person.printed
        if "interpreter" in (listed, person.role):
            top.interpreters += (name,)
        if "notetaker" in (listed, person.role):
            top.notetakers += (name,)


def _introduced(role: str, names: str, top: Header) -> None:
    """Persons whom a label of their own introduces, as ``Interpreters: A, B``; they are in its list alone."""
    bare = tuple(_STYLES.sub("", name).strip() for name in re.split(r",\s+|\s+and\s+", names) if name.strip())
    if role == "interpreter":
        top.interpreters += bare
    else:
        top.notetakers += bare


def _role(title: str) -> str:
    """The role that the heading of a list gives to all in it; empty for participants."""
    if _INTERPRETER.search(title):
        return "interpreter"
    return "notetaker" if _NOTETAKER.search(title) else ""


def _participant(reading: Reading, part: Part, all_tagged: bool) -> Participant:
    """A person, from an item of a list.

    `all_tagged`: the list tags persons that no list of the volume has, so that it tags every name, and what
    it tags is the bare name. Elsewhere a name without a tag is what stands before the first comma or dash.
    """
    span = part.span(reading.sheets)
    printed = part.text(reading.sheets)
    tagged = [text_of(child) for child in part.element.iter(in_tei("persName"))]
    first, rest = (*re.split(r",|\s[-–—]\s", printed, maxsplit=1), "")[:2]
    name = tagged[0] if tagged else first
    office = printed[printed.find(name) + len(name) :].strip(" ,;-–—") if tagged else rest.strip()
    born = _BORN.match(office)
    if born and not all_tagged:
        name, office = f"{name}, {born[1]}", office[born.end() :]
    role = "notetaker" if _NOTETAKER.search(printed) else None
    role = "interpreter" if _INTERPRETER.search(printed) else role
    if all_tagged:
        bare = tagged[0] if tagged else None
    else:
        bare = _ROLE.sub("", _STYLES.sub("", name)).strip()
        bare = bare if re.search(r"[A-ZÀ-Þ]", bare) and not _OFFICE_ONLY.match(printed) else None
    return Participant(printed, part.group, bare or None, office or None, role, span)


def _lists(reading: Reading, found: Sequence[Part], top: Header) -> None:
    for role in ("subject", "to", "from", "references"):
        own = [part for part in found if part.role == role and not part.attached]
        titles = dict.fromkeys(part.title for part in own)
        for title in titles:
            these = [part for part in own if part.title == title]
            _list(reading, role, title, these, top)


def _list(reading: Reading, role: str, title: str, these: Sequence[Part], top: Header) -> None:
    items = joined_items(these, reading.sheets)
    text = reading.text(items)
    kinds: dict[str, ElementKind] = {"subject": "subject", "to": "addressees", "from": "from"}
    if role == "subject" and (top.subject or not _SUBJECT.match(title)):
        reading.put("field", *these)
        return
    reading.put(kinds.get(role, "field"), *these)
    if role == "subject" and text:
        mark = _MARK.search(text)
        top.subject_mark = mark[1] if mark else None
        top.subject = text[: mark.start()] if mark else text
        if not mark:
            reading.note("subject", items)
    elif role == "to":
        names = [part.text(reading.sheets) for part in these if not part.opens]
        top.addressees += tuple(name for name in names if name)
    elif role == "from" and text and not top.from_:
        top.from_ = text
