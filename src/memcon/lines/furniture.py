"""Furniture: what stands on the page and is not the paper's own text.

Banners, page and log numbers, stamps and the classification block are told by what they say and by where
they stand: the level and the numbers at the head and foot, the block above the foot, a stamp anywhere.
Layouts: domain rules for White House, State and library papers of 1945-2001.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate, islice, pairwise

from msgspec import Struct
from rapidfuzz import fuzz

from memcon.markings import (
    CAPTIONS,
    LEVELS,
    LONGEST,
    downgraded,
    letters,
    nearest_level,
    parse_banner,
    stamps,
)
from memcon.model import Box, LineKind


class Draft(Struct):
    """A line before it has its number, margin and gap."""

    words: list[int]
    cells: list[list[int]]
    kind: LineKind
    box: Box
    text: str
    apart: bool = False
    """It stands apart from the line before it, wherever its box lies."""


_PHOTOCOPY = "LIBRARY PHOTOCOPY"
_PAGE_NUMBER = re.compile(
    r"(?:[-–—\s]*\d{1,3}\s*[-–—]*|(?:PAGE|Page)\s*(?:NO\.?\s*)?\d{1,4}(?:\s*(?:of|OF|/)\s*\d{1,4})?)"
)
_FILE_NAME = re.compile(r"(?:[A-Z]:)?[\w\\~-]{3,60}\.(?:FIN|DOC|TXT|HTML?|WPD|WP|MSG|PDF)\b.{0,12}", re.I)
"""A printout's file name, beside its page number."""
_CONTROL = re.compile(
    r"SYSTEM\s+I{1,2}V?|(?:SYSTEM\s+I{1,2}V?\s+)?#?\d{4,8}(?:\s?[A-Z]{1,4})?(?:\s*\(?(?:Add-?on|add-?on)\)?)?|[I1l]-\d{5}/\d{2}|"
    r"[I1l]-\d{2}/\d{4,6}|[A-Z][A-Za-z]{1,6}/MC/\d{1,3}"
)
_BLOCK = re.compile(
    r"(?:classified\s+by|derived\s+from|reason\s*[:;]|declassif(?:y|ied)\s+[o0]n|decl\s*[:;]|"
    r"dec[a-z]\s*[:;]\s*[o0]a|exempt\s+from\s+general|schedule\s+of\s+(?:e\.?\s?o|executive)|exemption\s+category|"
    r"automatically\s+declassified|\(decl\.?\s+oadr\)|oadr$)",
    re.I,
)
_DECLASSIFIED = re.compile(
    r"^\W*(?:(?:DECLASSIFIED|Declassified)(?:\s+(?:(?i:IN\s+PART)|(?i:BY)\b.*|w/.*))?|"
    r"(?i:SANITI[SZ]ED(?:\s+COPY)?)|(?i:DOWNGRADED\s+TO\s+(?:SECRET|CONFIDENTIAL|RESTRICTED)))[^\w\])]*$"
)


_LONG_NUMBER = re.compile(r"\d{6,8}|[I1l]-\d{2,5}/\d{2,6}|SYSTEM\s.*|[A-Z][A-Za-z]{1,6}/MC/\d+")
"""What is a log number wherever it stands in a page's upper right."""


_LEVELS = frozenset(map(letters, LEVELS.values()))
_CAPTIONS = frozenset(map(letters, CAPTIONS))


def is_banner(text: str, at_edge: bool) -> bool:
    """Whether a cell is a banner: a level, alone or with captions; away from the edge only to the letter."""
    head = re.split(r"[/;,(]|\s[-–—]\s|\s(?=Subject to)", text.strip(), maxsplit=1)[0]
    compact = letters(head)
    exact = compact in _LEVELS and head.upper() == head
    if re.search(r"^\W*\d{1,2}[.)]|\bENTIRE\s+TEXT", text):
        return False
    parsed = parse_banner(text) if at_edge else None
    if parsed is not None and parsed.captions and all(_is_caption(c) for c in parsed.captions):
        return True
    if at_edge and downgraded(text):
        return True
    if exact and len(text) < 60:
        return True
    if letters(text) in _CAPTIONS and text.upper() == text:
        return at_edge
    return at_edge and nearest_level(head) is not None and _shouted(text)


def _is_caption(text: str) -> bool:
    return re.sub(r"\s*\(\d\)$", "", text) in CAPTIONS


def _shouted(text: str) -> bool:
    small = sum(c.islower() for c in text)
    return small <= 0.34 * max(1, sum(c.isalpha() for c in text))


def is_stamp(text: str) -> bool:
    """Whether a cell is a line of a library's or department's stamp."""
    if _DECLASSIFIED.search(text) or stamps.release_line(text) or stamps.is_signature(text):
        return True
    plain = letters(text)
    if 10 <= len(plain) <= 40 and fuzz.partial_ratio(letters(_PHOTOCOPY), plain) >= 74:
        return True
    return 8 <= len(plain) <= 24 and _shouted(text) and fuzz.ratio("DECLASSIFIED", plain) >= 80


def is_block(text: str) -> bool:
    """Whether a line belongs to the classification block (who classified, why, until when)."""
    plain = re.sub(r"^\([UCS]\)\s+", "", text)
    return bool(_BLOCK.match(plain.strip(" \t-—–|.'\"("))) and len(text) < 90


def is_page_number(text: str) -> bool:
    """Whether a cell is a page number and nothing else."""
    return bool(_PAGE_NUMBER.fullmatch(text.strip()) or _FILE_NAME.fullmatch(text.strip()))


def is_control_number(text: str) -> bool:
    """Whether a cell is a log number: four to eight digits alone (White House and State registries), the
    system of the NSC's that it belongs to before them, or Defense's ``I-21044/88``."""
    return bool(_CONTROL.fullmatch(text.strip()))


def is_dotted(text: str) -> bool:
    """Whether OCR has read a row of dots: a perforated stamp comes out as ``ee eee``, ``•• S``."""
    marks = [word for word in text.split() if word]
    dots = sum(
        bool(_DOTS.fullmatch(word)) and (word not in _REAL_WORDS or (word == "•" and place > 0))
        for place, word in enumerate(marks)
    )
    return dots >= max(1, 0.75 * len(marks)) and not re.fullmatch(r"[\d\s.,-]+", text)


_DOTS = re.compile(r"[eocsS58»‘’“”\"•·°*.,:;'`5@&©~-]{1,8}")
_REAL_WORDS = frozenset({"--", "-", "•", "so", "see", "So", "See", "..."})


def edge_kind(text: str, at_edge: bool, first: bool, right: bool) -> LineKind:
    """What a cell is; `at_edge`: at the head or foot of its page; `first`: at the head of it; `right`: in
    the page's right half."""
    if len(text) > LONGEST:
        return "body"
    if is_stamp(text):
        return "stamp"
    if is_banner(text, at_edge):
        return "banner"
    if is_block(text):
        return "block"
    if at_edge and is_page_number(text):
        return "page_number"
    if first and right and (at_edge or _LONG_NUMBER.fullmatch(text)) and is_control_number(text):
        return "control"
    return "body"


def has_words(texts: Sequence[str]) -> bool:
    """Whether there is anything in `texts` that could be language: three letters in a row."""
    return any(re.search(r"[A-Za-z]{3}", text) for text in texts)


FOOT = 0.85
"""Where a page's foot begins, as a share of its height."""


def settle_furniture(drafts: list[Draft], height: int) -> None:
    """Settle what only its neighbours tell: lines under a stamp, and what lies below the foot's banner.

    Below the banner at a page's foot a typist puts the classification block and nothing of the paper itself;
    what stands close under ``DECLASSIFIED`` is the stamp's authority, case and sign-off.
    """
    for place, draft in enumerate(drafts):
        if is_release_stamp(draft):
            _take_under(drafts, place)
    _complete_stamps(drafts)
    _complete_block(drafts, height)
    number_under_banner(drafts)
    banner = None
    for draft in drafts:
        if banner is not None and draft.kind == "body" and draft.box.top > banner:
            draft.kind = "block" if _is_worn_block(draft.text) else "noise"
        if draft.kind == "banner" and draft.box.top > FOOT * height:
            banner = draft.box.top


_BLOCK_VALUE = re.compile(
    r"\b5\s*\(?B\)?\s*\(?[1-4](?:\s*,\s*[1-4])*\)?$|\bImp\w*\.?\s+to\s+det\w*\.?$|\bdeclassif(?:y|ied)\s+on\b",
    re.I,
)
"""What only a classification block says, its label overprinted or not."""


def _complete_block(drafts: Sequence[Draft], height: int) -> None:
    """Make lines of the block under it parts of it: a stamp may lie on their labels, not on their values."""
    above: Draft | None = None
    for draft in drafts:
        if draft.kind == "body" and above is not None and _BLOCK_VALUE.search(draft.text):
            beneath = draft.box.left > above.box.left - 2 * above.box.height
            near = -0.5 < (draft.box.top - above.box.bottom) / max(1, above.box.height) < 1.2
            if beneath and near and draft.box.top > FOOT * height:
                draft.kind = "block"
        if draft.kind == "block":
            above = draft


_TORN = (
    (re.compile(r"(?:\bPER|\bE\W{0,2}[O0]\W?)\s*$"), re.compile(r"\W?1[\dSBOIl]{4}\W?")),
    (re.compile(r"\b(?:19|20)\d{2}-\d{4}-[A-Z]{1,2}$"), re.compile(r"\(\d{1,2}[.,]\d{2,3}\)")),
)
"""Ends and beginnings of a stamp's lines that were torn: an order and its number, a case and its item."""


def _complete_stamps(drafts: list[Draft]) -> None:
    """Put an order's number behind the ``PER E.O.`` that it stands beside, and a case's item behind the case:
    a stamp's letters are uneven, and part of its line may have been taken for type or pen."""
    for ahead, rest in _TORN:
        for draft in [d for d in drafts if d.kind in ("stamp", "hand") and ahead.search(d.text)]:
            beside = next((d for d in drafts if d is not draft and _goes_on(draft, d, rest)), None)
            if beside is not None:
                drafts.remove(beside)
                draft.words += beside.words
                draft.cells += beside.cells
                draft.box = draft.box.union(beside.box)
                draft.text = f"{draft.text} {beside.text}"


def _goes_on(stamp: Draft, number: Draft, rest: re.Pattern[str]) -> bool:
    near = -0.3 * stamp.box.height < number.box.left - stamp.box.right < 4 * stamp.box.height
    level = abs(number.box.middle - stamp.box.middle) < 0.7 * stamp.box.height
    return near and level and bool(rest.fullmatch(number.text))


def is_release_stamp(draft: Draft) -> bool:
    """Whether a line is the first of a release stamp, ``DECLASSIFIED``."""
    return draft.kind == "stamp" and fuzz.partial_ratio("DECLASSIFIED", letters(draft.text)) >= 80


_HEAD_ROWS = 12
"""Banner, number, letterhead and title stand within so many lines of a page's head."""


def number_under_banner(drafts: Sequence[Draft]) -> None:
    """Take four to eight digits alone on the line under a page's first banner for its log number, wherever a
    text layer without columns has left them."""
    for above, draft in pairwise(drafts[:_HEAD_ROWS]):
        under = above.kind in ("banner", "control") and re.fullmatch(r"\d{4,8}", draft.text)
        if draft.kind == "body" and (under or re.fullmatch(r"SYSTEM\s+I{1,2}V?", draft.text)):
            draft.kind = "control"


def _is_worn_block(text: str) -> bool:
    head = letters(" ".join(text.split()[:2]))
    names = ("DECLASSIFYON", "CLASSIFIEDBY", "DERIVEDFROM", "REASON", "DECLOADR")
    return any(fuzz.ratio(head[: len(name)], name) >= 60 for name in names)


_AUTHORITY_WORN = re.compile(r"\bPER\b|\bE\.?[O0]\b|\b1[0-9S]{4}\b")


NEAR = 100
"""So many lines behind a stamp's line may hold the next of it: more than stand beside a stamp in columns."""


def _take_under(drafts: Sequence[Draft], place: int) -> None:
    """Make the lines close under a stamp's first line parts of the stamp: at most three, each beneath the
    last and no further from it than two of its heights."""
    above = drafts[place].box
    taken: list[Draft] = []
    for draft in islice(drafts, place + 1, place + 1 + NEAR):
        if len(taken) == 3 or draft.box.top - above.bottom > 2 * drafts[place].box.height:
            return
        beneath = draft.box.left < above.right and above.left < draft.box.right
        narrow = draft.box.width < 2.2 * max(1, drafts[place].box.width)
        cites = bool(_AUTHORITY_WORN.search(draft.text))
        if not (beneath and narrow and draft.box.middle > above.middle):
            continue
        if draft.kind in ("body", "stamp", "noise"):
            draft.kind = "hand" if draft.kind == "noise" and not cites else "stamp"
            above = above.union(draft.box)
            taken.append(draft)


def stamps_last(drafts: Sequence[Draft]) -> list[Draft]:
    """The lines in reading order: a stamp, the hand under it too, is read as one, behind the typed lines that
    it lies over or beside; of two stamps side by side the left one first."""
    stamps: list[list[Draft]] = []
    for draft in drafts:
        if draft.kind not in ("stamp", "hand"):
            continue
        home = next((s for s in stamps[-NEAR:] if _close_under(s[-1], draft)), None)
        if home is None:
            stamps.append([draft])
        else:
            home.append(draft)
    typed = [draft for draft in drafts if draft.kind not in ("stamp", "hand")]
    # The middle of the highest line from each place on: it only grows, and so can be looked up.
    highest = list(accumulate((draft.box.middle for draft in reversed(typed)), min))[::-1]
    placed: list[tuple[int, int, list[Draft]]] = []
    for stamp in stamps:
        behind = bisect_left(highest, max(draft.box.bottom for draft in stamp))
        placed.append((behind, stamp[0].box.left, stamp))
    placed.sort(key=lambda item: item[:2])
    ordered: list[Draft] = []
    at = 0
    for place, _, stamp in placed:
        ordered.extend(typed[at:place])
        ordered.extend(stamp)
        at = place
    return [*ordered, *typed[at:]]


def _close_under(above: Draft, below: Draft) -> bool:
    across = below.box.left < above.box.right and above.box.left < below.box.right
    return across and -above.box.height < below.box.top - above.box.bottom < 1.2 * above.box.height
