"""The editors' source note, taken apart: where the paper lies, its classification, who drafted it.

The order is that of 12,298 published notes: repository, record group or collection, series, lot, box, folder;
classification and handling; drafting; where the meeting was held. A note that keeps to no order, or whose own
way is withheld, is kept whole, and gives what it gives.
"""

from __future__ import annotations

import re

from memcon.model import SourceNote

_LEVELS = (
    r"Top Secret|Secret|Confidential|Restricted|Unclassified|Limited Official Use|Official Use Only|"
    r"For Official Use Only|No classification mark(?:ing|ings)?|Administratively Confidential|Personal"
)
_CLASS = re.compile(rf"(?<=[.\])])\s+(?P<level>{_LEVELS})(?P<captions>(?:\s*[;,:]\s*[A-Z][^.;]*)*)\.")
_BEGINS = re.compile(r"^\[?\s*Sources?\s*:\s*", re.IGNORECASE)
_STOP = re.compile(
    r"(?<!\b[A-Z])(?<!\bNo)(?<!\bVol)(?<!\bU\.S)(?<!\bMr)(?<!\bDr)(?<!\bJr)(?<!\bSt)\.\s+(?=[A-Z“\"(\[])"
)
_BOX = re.compile(r"^Box(?:es)?\s+(.+)$|^(OA/ID\s+.+)$", re.IGNORECASE)
_LOT = re.compile(r"^(?:.*:\s*)?Lot\s+(?:File\s+)?(.+)$", re.IGNORECASE)
_DRAFTING = re.compile(r"^(?:Drafted|Cleared|Approved|Prepared)\b|;\s*(?:cleared|approved)\b", re.IGNORECASE)
_MEETING = re.compile(
    r"\b(?:meeting|conversation|talk|luncheon|dinner)\b.*?\b(?:was held|took place|occurred|held)\b",
    re.IGNORECASE,
)


def source_note(text: str) -> SourceNote:
    """The parts of a note; what it does not give is None."""
    body = _BEGINS.sub("", text)
    found = _CLASS.search(body)
    way = body[: found.start()] if found else _STOP.split(body, maxsplit=1)[0]
    rest = body[found.end() :] if found else body[len(way) :]
    sentences = [s.strip(" .") for s in _STOP.split(rest) if s.strip(" .")]
    drafting = [f"{s}." for s in sentences if _DRAFTING.search(s)]
    meeting = [f"{s}." for s in sentences if _MEETING.search(s)]
    captions = re.split(r"[;,:]\s*", found["captions"]) if found else []
    return SourceNote(
        text,
        **_steps(way.strip().rstrip(".")),
        level=found["level"] if found else None,
        captions=tuple(caption.strip() for caption in captions if caption.strip()),
        drafting=" ".join(drafting) or None,
        meeting=meeting[0] if meeting else None,
    )


def _steps(way: str) -> dict[str, str | None]:
    """The steps of the way to a paper. A way that is itself withheld gives none."""
    if not way or way.startswith("["):
        return {}
    parts = [part.strip() for part in way.split(", ") if part.strip()]
    found: dict[str, str | None] = {"repository": parts.pop(0)}
    middle: list[str] = []
    folder: list[str] = []
    for part in parts:
        box, lot = _BOX.match(part), _LOT.match(part)
        if box and "box" not in found:
            found["box"] = box[1] or box[2]
        elif lot and "lot" not in found:
            found["lot"] = lot[1]
        elif "box" in found:
            folder.append(part)
        else:
            middle.append(part)
    if middle:
        found["collection"] = middle.pop(0)
    if not folder and middle and "box" not in found:
        folder = [middle.pop()]
    found["series"] = ", ".join(middle) or None
    found["folder"] = ", ".join(folder) or None
    return found
