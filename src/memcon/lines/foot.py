"""The head and foot of a scanned page, where stamps, strokes and banners lie over one another.

What OCR makes of them is often nothing that a pattern knows. Two things still tell it from the paper's text:
its place, apart from the text by a wide gap in the page's outer bands, and that nobody is sure of its words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from memcon.lines.furniture import Draft
from memcon.lines.rows import Measure
from memcon.model import Page

FOOT = 0.87
HEAD = 0.09
WIDE = 3.2
"""A gap of so many letter heights parts the foot from the text: a blank line is about 3.0."""
SURE = 0.8


def clear_foot(page: Page, drafts: Sequence[Draft], size: Measure) -> None:
    """Mark as noise what lies at the page's head or foot and is neither known furniture nor readable text."""
    body = [d for d in drafts if d.kind == "body"]
    for place in range(len(body) - 1, 0, -1):
        draft = body[place]
        if draft.box.top < FOOT * page.height:
            break
        apart = draft.box.middle - body[place - 1].box.middle > WIDE * size.height
        if _is_large(page, draft, size):
            draft.kind = "stamp"
        elif _is_doubtful(page, draft) or (apart and not _is_text(page, draft)):
            draft.kind = "noise"
    for draft in body:
        if draft.box.bottom > HEAD * page.height:
            break
        if draft.kind == "body" and _is_doubtful(page, draft):
            draft.kind = "noise"


def _is_large(page: Page, draft: Draft, size: Measure) -> bool:
    heights = [page.words[i].box.height for i in draft.words if len(page.words[i].text) > 3]
    return bool(heights) and min(heights) > 1.75 * size.height


def _mean(page: Page, draft: Draft) -> float:
    return sum(page.words[i].confidence for i in draft.words) / max(1, len(draft.words))


def _is_doubtful(page: Page, draft: Draft) -> bool:
    return _mean(page, draft) < 0.6 and not re.search(r"\([USC]\)$", draft.text)


def _is_text(page: Page, draft: Draft) -> bool:
    sure = _mean(page, draft) >= SURE
    if sure and sum(map(str.isalnum, draft.text)) >= 12:
        return True
    return sure and (len(draft.words) >= 3 or bool(re.search(r"[.?!)\"]$", draft.text)))


def part_hands(page: Page, drafts: Sequence[Draft]) -> None:
    """Tell the handwritten lines of a stamp (its case, date and initials) from its printed ones: nobody is
    sure of them, and they are not what a stamp's own letters say."""
    for draft in drafts:
        if draft.kind == "stamp" and _mean(page, draft) < SURE and not _PRINTED.search(draft.text):
            draft.kind = "hand"


_PRINTED = re.compile(
    r"LASSIF|\bPER\b|E\.\s?[O0]|LIBRARY|COPY|RELEASE|Guidelines|NARA|Approved|Department|REVIEW|EXCISE", re.I
)
