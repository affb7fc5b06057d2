"""Withheld passages put where they stand among a paper's words, and their size in words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import accumulate
from statistics import median

from msgspec import structs

from memcon.comparison.likeness import is_short_word
from memcon.comparison.papers import Token
from memcon.comparison.results import Gap
from memcon.model import Box, Extent, Line, Page, Withheld

LETTERS = 6.0
"""Letters that a word takes up, the blank behind it included: the mean of such papers is 5.9."""
LINE, PARAGRAPH, SHEET = 10.0, 60.0, 280.0
"""Words of a typed line, a paragraph, a sheet, where the paper itself gives no better measure."""

SURE = 0.9
"""A word read as surely as this is no bit of a frame."""
NARROW = 0.8
"""Inches: a box no wider that has a code is that code, without a frame around it."""

_CODE = (
    r"\(b\)\s?\(\d\)(?:\([A-F]\))?|\bb\(\d\)(?:\([A-F]\))?|1\.[45]\s?\(?[a-h]\)?(?:\(\d\))?|"
    r"3\.[345]\s?\(?[a-h]\)?\(\d\)|(?:25|50|75)X\d|\(a\)\(\d\)"
)
CODES = re.compile(rf"^[\W_]*(?:{_CODE})(?:[\s,;/]*(?:{_CODE}))*[\W_]*$")
"""Exemption codes and nothing else: what a reviewer sets in the place of the words."""
_EACH = re.compile(_CODE)
BLANK = 2.0
"""Blank lines on both sides of a code from which it stands for as much as they have room for; one parts any
two paragraphs."""
BROKEN = re.compile(r"^\W*(?:b\W{0,2}[)(]\W?\d\W*|(?:1[.,]|[Il][.,]?)[45][({][a-h][)}]?\W*)$")
"""A code in a box as OCR has it, a bracket lost or taken for another sign."""
NOTE = re.compile(
    r"\[\s*(?P<what>[^\[\]]{0,90}?)\s*not\s+declassified\s*\]"
    r"|\[\s*(?:text\s+)?(?:redacted|excised|sanitized|deleted|withheld)(?:\s+text)?(?P<code>[^\[\]]{0,40})\]",
    re.I,
)
"""An editor's note in the place of the words, as printed volumes have it."""
_UNITS: tuple[tuple[str, Extent], ...] = (("page", "page"), ("paragraph", "paragraphs"), ("line", "lines"))
_ORDER: tuple[Extent, ...] = ("page", "paragraphs", "lines", "words")
_AMOUNT = re.compile(r"(\d+)?\s*(½|¼|¾)?")


def codes_in(text: str) -> tuple[str, ...]:
    """The exemption codes in `text`, as printed; one that is `BROKEN` as it was printed."""
    found = tuple(_EACH.findall(text))
    if found or not BROKEN.match(text):
        return found
    parts = re.findall(r"[a-h\d]", text.replace("I", "1").replace("l", "1"))
    return (f"(b)({parts[-1]})",) if parts[0] == "b" else (f"1.{parts[1]}({parts[-1]})",)


def whole(codes: Iterable[str]) -> tuple[str, ...]:
    """Codes as printed; a bracket that the reader lost at one end is set again: ``b)(1)`` is ``(b)(1)``."""
    found: list[str] = []
    for code in codes:
        lost = code.count(")") - code.count("(")
        found.append("(" + code if lost == 1 else code + ")" if lost == -1 else code)
    return tuple(dict.fromkeys(found))


def spread(code: Line, behind: Line | None) -> float | None:
    """The lines that a code stands for which a text file has in the middle of a blank; None where it stands
    close to the text. `behind`: the line behind it, where one of the text proper is on its page."""
    above = code.gap - 1
    below = behind.gap - 1 if behind and behind.page == code.page and behind.kind == "body" else above
    if not CODES.match(code.text.strip()) or min(above, below) < BLANK:
        return None
    return round(above + below - 1)  # with its own line, and without the two that part paragraphs


def noted(what: str) -> Gap:
    """The gap that an editor's note describes: ``2½ lines``, ``name``."""
    low = what.lower()
    units: list[Extent] = [unit for word, unit in _UNITS if word in low]
    extent: Extent = units[0] if units else "words"
    found = _AMOUNT.match(low.replace("less than", "").strip())
    amount = None
    if found and (found[1] or found[2]):
        amount = float(found[1] or 0) + {"½": 0.5, "¼": 0.25, "¾": 0.75}.get(found[2] or "", 0.0)
    return sized(Gap(codes_in(what), extent, amount))


def sized(gap: Gap, line: float = LINE) -> Gap:
    """`gap` with the words that its extent stands for; `line`: words of a line of its paper."""
    measure = {"words": 1.0, "lines": line, "paragraphs": PARAGRAPH, "page": SHEET}[gap.extent]
    if gap.amount is None:
        return gap if gap.words is not None or gap.extent != "page" else structs.replace(gap, words=SHEET)
    return structs.replace(gap, words=round(gap.amount * measure, 1))


def boxed(withheld: Withheld, page: Page, tokens: Sequence[Token]) -> Gap:
    """The gap that a box on a page's image is; `tokens`: the page's words, by whose type it is measured."""
    box = withheld.box
    gap = Gap(whole(withheld.exemptions), withheld.extent, withheld.amount)
    if box is None or withheld.extent == "page":
        return sized(gap)
    if box.width < NARROW * page.dpi and withheld.exemptions:
        return gap  # a code's own box, which tells nothing of what the code stands for
    widths = [t.box.width / len(t.text) for t in tokens if t.box and len(t.text) > 2]
    letter = median(widths) if widths else page.dpi / 10
    lines = max(1, round(box.height / (page.dpi / 6)))
    return structs.replace(gap, words=round(max(1.0, lines * box.width / (letter * LETTERS)), 1))


def placed(tokens: list[Token], start: int, end: int, box: Box) -> int:
    """Where among ``tokens[start:end]``, those of a page in reading order, a gap with this box belongs.

    A word comes before it that stands above, or in its lines and to its left. Where the words' order and
    their places differ, the place with the fewest words on the wrong side is taken.
    """
    before = [_before(token.box, box) for token in tokens[start:end]]
    late = list(accumulate((not b for b in before), initial=0))
    early = list(accumulate(before, initial=0))
    wrong = [late[k] + early[-1] - early[k] for k in range(len(before) + 1)]
    return start + min(range(len(wrong)), key=lambda k: (wrong[k], k))


def _before(word: Box | None, box: Box) -> bool:
    if word is None:
        return True
    if box.top <= word.middle <= box.bottom:
        return word.left + word.right < box.left + box.right
    return word.middle < box.top


def within(word: Box | None, box: Box) -> bool:
    """Whether a word's middle lies in a box: what is printed there is a code, or the box's own ink."""
    if word is None:
        return False
    return box.left <= (word.left + word.right) / 2 <= box.right and box.top <= word.middle <= box.bottom


def left_over(token: Token, beside: Token) -> bool:
    """Whether a token next to a gap is but a bit of its frame or its code, such as a figure read badly."""
    one, other = token.box, beside.box
    if not beside.gap or not one or not other or token.page != beside.page or not token.pictured:
        return False
    if token.confidence >= SURE or len(token.key) > 2 or is_short_word(token.key):
        return False
    near = max(one.left - other.right, other.left - one.right) < 2 * max(one.height, 1)
    return near and other.top - one.height / 2 <= one.middle <= other.bottom + one.height / 2


def united(gaps: Iterable[Gap]) -> Gap:
    """Gaps with no word between them as one."""
    found = list(gaps)
    if len(found) == 1:
        return found[0]
    codes = tuple(dict.fromkeys(code for gap in found for code in gap.codes))
    counted = [gap.words for gap in found if gap.words is not None]
    words = round(sum(counted), 1) if counted else None
    extents: list[Extent] = [gap.extent for gap in found]
    widest: Extent = next(unit for unit in _ORDER if unit in extents)
    amounts = [gap.amount for gap in found if gap.amount is not None]
    if len(set(extents)) == 1 and len(amounts) == len(found):
        return Gap(codes, widest, sum(amounts), words)
    return Gap(codes, widest, None, words)
