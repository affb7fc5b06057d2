"""The source note of Foreign Relations of the United States: where a paper lies, its level, who drafted it.

The order was counted over 12,298 published notes: repository, collection, series, lot, box, folder, each
behind a comma; a full stop; the level and the handling words behind semicolons; then sentences, that on
drafting before that on where the talk was. In 94.8 of a hundred the level is a sentence of its own.
"""

from __future__ import annotations

import re

from memcon.exports.entry import ExportEntry
from memcon.exports.facts import Facts, facts

_ROOM = re.compile(
    r"\b(room|office|house|hotel|ministry|palace|residence|embassy|suite|hall|lodge|cabin|mansion|villa|"
    r"kremlin|pentagon|capitol|building|aircraft|apartment|library|ranch|garden|chancery|dacha|club|mission|"
    r"department of state)\b",
    re.IGNORECASE,
)
_AT = re.compile(
    r"\b(hotel|palace|embassy|residence|house|ministry|lodge|ranch|dacha|pentagon|mission|club|"
    r"department of state)\b",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"\b(?:president|secretary|minister|ambassador|chairman|director|adviser|advisor|chancellor|premier|"
    r"counselor|counsellor|general|king|queen|king|governor|representative)(?:’s|'s|s’|s')",
    re.IGNORECASE,
)
"""Offices whose holders' rooms take an article: ``the Secretary’s office``, but ``Vance’s office``."""
_OWNED = re.compile(r"\b\w+(?:’s|'s|s’|s')(?:\s|$)")
_SENTENCE = re.compile(r"^(?:drafted|prepared|cleared|approved)\b(?! by:)[^:]*$", re.IGNORECASE)
_LABEL = re.compile(
    r"\b(drafted|drafter|drafting officer|prepared|cleared|clearances?|approved)\b(?:\s+by)?\s*[:;]\s*",
    re.IGNORECASE,
)
_VERBS = {
    "drafter": "drafted",
    "drafting officer": "drafted",
    "clearance": "cleared",
    "clearances": "cleared",
}
_CODE = re.compile(
    r"^(?P<office>[A-Z]+(?:/[A-Z]+)*)\s*:\s*(?P<first>(?:[A-Z]\.?\s?){0,3})(?P<last>[A-Z][a-z][\w’'-]+)"
    r"(?:\s*:\s*[a-z]{2,4})?$"
)
"""How the Department of State signed for a draft: office, drafter, typist: ``EUR/NE:JWNorcroft:mcb``."""
_UNBOXED = re.compile(r"\bCentral (?:Foreign Policy )?Files?\b|\bJob \d", re.IGNORECASE)
"""Files cited by their own numbers: central files of the Department of State, jobs of the CIA."""
_NAMES = re.compile(r"^[\w .,;’'()/&-]*[^\W\d_]{2}[\w .,;’'()/&-]*$")


def gap(what: str) -> str:
    """What stands for something that is not known."""
    return f"[{what} not given]"


def named(name: str, value: str | None, *, small: bool = False) -> str | None:
    """``Box 12`` for ``12``; a value that says so itself stays."""
    if not value:
        return None
    word = name.lower() if small else name
    return f"{word}{value[len(name) :]}" if value.lower().startswith(name.lower()) else f"{word} {value}"


def stopped(sentence: str) -> str:
    """A sentence with its full stop."""
    return sentence if sentence.endswith((".", "?", "!")) else f"{sentence}."


def source_note(entry: ExportEntry) -> str:
    """The note that a volume of Foreign Relations of the United States has on where a paper lies.

    A paper that was read from such a volume has the volume's own note, word for word.
    """
    published = entry.record.publication
    if published and published.source and not entry.provenance:
        return published.source.text
    known = facts(entry)
    level = "; ".join((known.level or "[classification not seen]", *known.captions))
    sentences = [f"Source: {way(known)}", level]
    if known.drafting:
        sentences.append(drafting(known.drafting))
    if known.place and is_room(known.place) and entry.record.form != "telcon":
        sentences.append(f"The meeting took place {room(known.place)}")
    return " ".join(stopped(sentence) for sentence in sentences)


def way(known: Facts) -> str:
    """Repository, collection, series, lot, box, folder; gaps where a step that every note has is missing."""
    steps = [known.repository or gap("repository"), known.collection or gap("collection"), known.series]
    steps.append(named("Lot", known.lot))
    box = named("Box", known.box)
    if not box and known.oa_id:
        box = known.oa_id if known.oa_id.upper().startswith("OA/ID") else f"OA/ID {known.oa_id}"
    steps.append(box or (None if known.lot or unboxed(known) else gap("box")))
    steps.append(known.folder or gap("folder"))
    return ", ".join(step for step in steps if step)


def unboxed(known: Facts) -> bool:
    """Whether a paper lies in files that are cited by their own numbers, without boxes."""
    return bool(_UNBOXED.search(f"{known.collection or ''}, {known.series or ''}"))


def is_room(place: str) -> bool:
    """Whether a place is a room or a house, not a town alone."""
    return bool(_ROOM.search(place))


def room(place: str) -> str:
    """``in the Oval Office``, ``at the Waldorf Hotel``: a place in a sentence, without the town behind it."""
    parts = place.split(", ")
    last = max(at for at, part in enumerate(parts) if _ROOM.search(part))
    place = re.sub(r"^the\b", "the", ", ".join(parts[: last + 1]), flags=re.IGNORECASE)
    owned = _OWNED.search(place) and not _OFFICE.search(place)
    article = "" if owned or place.startswith("the ") else "the "
    at = _AT.search(parts[0]) and not re.search(r"\b(?:room|office|suite|hall|garden)\b", parts[0], re.I)
    return f"{'at' if at else 'in'} {article}{place}"


def drafting(text: str) -> str:
    """What a paper says of its drafting, as a sentence: ``Prepared by A; approved by B``.

    A paper's own sentence stays. A name that was read as no name can be is left open.
    """
    text = " ".join(text.split())
    if _SENTENCE.match(text) and _NAMES.match(text.rstrip(".")):
        return text
    labels = list(_LABEL.finditer(text))
    said = [("drafted", text)]
    if labels and not text[: labels[0].start()].strip():
        ends = [label.start() for label in labels[1:]] + [len(text)]
        said = [(label[1].lower(), text[label.end() : end]) for label, end in zip(labels, ends, strict=True)]
    sentence = "; ".join(f"{_VERBS.get(verb, verb)} by {_names(names)}" for verb, names in said)
    return sentence[0].upper() + sentence[1:]


def _names(text: str) -> str:
    text = text.strip(" ,;.")
    code = _CODE.match(text)
    if code:
        initials = ".".join(re.sub(r"[^A-Z]", "", code["first"]))
        return " ".join(part for part in (f"{initials}." if initials else "", code["last"]) if part) + (
            f" ({code['office']})"
        )
    return text if _NAMES.match(text) else "[name not legible]"
