"""How a paper ends: end marker, signature, drafting lines, what a repository has added behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct
from rapidfuzz import fuzz

from memcon.model import Holdings, Line
from memcon.record.when import read_when

_END = re.compile(
    r"^[\s\-–—•*.=_~]*End\s+of\s+(?:the\s+)?(?:Tele(?:phone|con)?\s*)?"
    r"(?:Conversation|Memorandum|Meeting|Call|Text|Telcon|Telecon|Memcon|Discussion|Lunch|Dinner)[\s\-–—•*.=_~]*$",
    re.I,
)
_DRAFTING = re.compile(
    r"^\W*(?:drafted|cleared|clearances?|approved|prepared|typed)\b\s*(?:by)?\s*[:;]|"
    r"^\W*(?:DRAFTED|CLEARED|APPROVED|PREPARED)\s+BY\b|^\W*(?:Prepared|Approved|Drafted|Cleared)\s+By\b",
    re.I,
)
_INITIALS = re.compile(
    r"^\W*[A-Z][A-Z/]{1,14}\s?:\s?(?:[A-Z/]{2,8}\s?:\s?)?[A-Z][A-Za-z.' ]{2,24}:\s?[a-z]{2,4}\W*$"
)
"""A State drafting line: office, drafter, typist (``EUR/SOV:JDDoe:abc``)."""
_HOLDINGS = re.compile(r"^\W*This\s+document\s+is\s+from\s+the\s+holdings\s+of\b", re.I)
_SCANNED = re.compile(
    r"^\W*(?:File|Document|Digitized|Copy)?\s*(?:scanned|digitized|copied)\s+from\s+the\b", re.I
)
_BEHIND = 40
"""Lines that may follow an end marker: more are another talk on the same page, not an ending."""
_LINK = re.compile(r"\[(?P<text>[^\]]*)\]\([^)]*\)")
_MARKUP = re.compile(r"[*_#]+")


_NAME = re.compile(r"(?:[A-Z][a-z]+(?: [A-Z]\.)?|[A-Z]\.(?: ?[A-Z]\.)*) [A-Z][a-z]+")
_OFFICE = re.compile(
    r"(?:(?:Deputy|Special|Acting|Executive|Senior) )*(?:Assistant|Secretary|Advis[eo]r|Director|"
    r"Counsel(?:or)?|Ambassador|Chairman|Under Secretary) (?:to|of|for)\b"
)


class Ending(Struct):
    """A body's lines, and what follows them."""

    body: list[Line]
    marked: bool = False
    marker: Line | None = None
    signature: list[Line] = []
    signed: str | None = None
    drafting: list[Line] = []
    tail: list[Line] = []
    """What a repository has added."""
    holdings: Holdings | None = None


def split_ending(lines: Sequence[Line]) -> Ending:
    """`lines` of a body and what closes it."""
    ending = Ending(list(lines))
    _cut_holdings(ending)
    _cut_marker(ending)
    _cut_drafting(ending)
    if ending.marker is None:
        _cut_signature(ending)
    return ending


def is_end_marker(text: str) -> bool:
    """Whether `text` is an end marker, ``-- End of Conversation --``, damaged or not."""
    if _END.match(text):
        return True
    plain = re.sub(r"[^A-Za-z ]", "", text).strip().lower()
    return 16 <= len(plain) <= 22 and fuzz.ratio(plain, "end of conversation") >= 84


def _cut_holdings(ending: Ending) -> None:
    for place, line in enumerate(ending.body):
        if _HOLDINGS.match(line.text):
            ending.tail = ending.body[place:]
            ending.body = ending.body[:place]
            ending.holdings = _holdings(ending.tail)
            return


def _holdings(tail: Sequence[Line]) -> Holdings:
    texts = [_MARKUP.sub("", _LINK.sub(r"\g<text>", line.text)).strip() for line in tail]
    first = re.sub(r"^.*holdings\s+of\s*:?\s*", "", texts[0], flags=re.I).strip()
    holder = first or next((text for text in texts[1:] if text), None)
    dated = [(n, when) for n, text in enumerate(texts) if (when := read_when(text).date)]
    title = texts[dated[-1][0] - 1] if dated and dated[-1][0] > 1 else None
    return Holdings(holder, title, dated[-1][1] if dated else None)


def _cut_marker(ending: Ending) -> None:
    for place in range(len(ending.body) - 1, -1, -1):
        line = ending.body[place]
        if is_end_marker(line.text) and len(ending.body) - place <= _BEHIND:
            ending.marked, ending.marker = True, line
            behind = ending.body[place + 1 :]
            ending.body = ending.body[:place]
            ending.drafting = [x for x in behind if _DRAFTING.match(x.text)]
            ending.signature = [x for x in behind if not _DRAFTING.match(x.text)]
            return


def _cut_drafting(ending: Ending) -> None:
    """Drafting lines stand last, or with their wrapped lines and dates last."""
    ending.drafting = [*ending.drafting, *(x for x in ending.body if _INITIALS.match(x.text))]
    ending.body = [x for x in ending.body if not _INITIALS.match(x.text)]
    for place, line in enumerate(ending.body):
        if _DRAFTING.match(line.text) and len(ending.body) - place <= 10:
            ending.drafting = [*ending.body[place:], *ending.drafting]
            ending.body = ending.body[:place]
            return


def _cut_signature(ending: Ending) -> None:
    """A signature: a few short lines at the end, far in from the margin or after a wide gap, closed by no
    stop, with a typed name or the office of one who signed by pen."""
    place = len(ending.body)
    while place > 0 and len(ending.body) - place < 5:
        line = ending.body[place - 1]
        short = len(line.text) <= 48 and not re.search(r"[.?!)\]\"”:;]$", line.text.strip())
        if not short or line.indent < 15:
            break
        place -= 1
    block = ending.body[place:]
    if not any(_NAME.match(x.text) or _OFFICE.match(x.text) for x in block):
        return
    ending.signature = block
    ending.signed = next((x.text for x in block if _NAME.match(x.text)), None)
    ending.body = ending.body[:place]
