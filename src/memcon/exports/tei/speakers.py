"""Which paragraphs open a speech: FRUS prints speeches as plain paragraphs that begin with a label.

A paper is a dialogue where two paragraphs in five begin with a label: so it is among 4,343 published
conversations (domain count), and a narrative that names a few heads with colons stays one. A paper that
begins with a speech, and in which those present take turns, is one whatever the share.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

SHARE = 0.4
_PARTICLES = r"of|the|de|da|du|der|von|van|al|el|bin|and|for|to"
_NAME = r"[A-ZÀ-Þ][\w.’'ʼ-]*"
_LABEL = re.compile(
    rf"(?P<label>{_NAME}(?:\s+(?:{_NAME}|{_PARTICLES})){{0,6}}(?:\s*[(\[][^)\]:]{{1,40}}[)\]])?)\s*:\s*(?=\S)"
)
_FIELD = re.compile(
    r"^(?:subject|subj|re|ref|reference|references|place|date|time|participants?|present|to|from|cc|copies|"
    r"note|memorandum|action|info|attachments?|enclosures?|tab|summary|conclusions?|recommendations?|comment|"
    r"background|introduction|first|second|third|part|decision|question|conclusion|annex|figure|table)\b",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"^(?:an?\s+)?(?:\S+\s+)?(?:interpreter|translator|operator|voice|secretary|president)\b", re.I
)
_ASIDE = re.compile(r"^(?:\(.*\)|\[.*\])[.,]?$", re.DOTALL)
_WORD = re.compile(r"[A-ZÀ-Þ][\w’'-]{2,}")


def label_of(text: str) -> tuple[str, int] | None:
    """The label with which a paragraph may begin, and where what is said begins; None where it has none."""
    found = _LABEL.match(text)
    if not found or _FIELD.match(found["label"]) or len(found["label"]) > 60:
        return None
    return found["label"], found.end()


def is_aside(text: str) -> bool:
    """Whether a paragraph is all in brackets: somebody's remark on what happened, not what was said."""
    return bool(_ASIDE.match(text))


def labels(texts: Sequence[str], sure: Sequence[bool], present: str) -> list[tuple[str, int] | None]:
    """The label of each paragraph, where it is a dialogue; all None where it is none.

    `sure` says which are set apart in print, `present` are the names of those who are there. Another label
    must come twice, share a word with these names, or be an initial.
    """
    found = [label_of(text) for text in texts]
    times = Counter(label[0] for label in found if label)
    names = set(_WORD.findall(present))
    taken = [
        label if label and (certain or _may_speak(label[0], times, names)) else None
        for label, certain in zip(found, sure, strict=True)
    ]
    said = sum(label is not None for label in taken)
    spoken = sum(not is_aside(text) for text in texts)
    if any(sure) or (said >= 2 and said >= SHARE * spoken) or _long_speeches(texts, taken, names):
        return taken
    return [None] * len(taken)


def _long_speeches(texts: Sequence[str], taken: Sequence[tuple[str, int] | None], names: set[str]) -> bool:
    """Whether a paper is a dialogue of long speeches, most of whose paragraphs open none.

    It begins with a speech, but for remarks in brackets, and two of those present speak in turn.
    """
    spoken = [label for text, label in zip(texts, taken, strict=True) if not is_aside(text)]
    if not spoken or spoken[0] is None:
        return False
    voices = [label[0] for label in spoken if label and set(_WORD.findall(label[0])) & names]
    changes = sum(one != next_ for one, next_ in pairwise(voices))
    return changes >= CHANGES


CHANGES = 3
"""How often the voice changes, at the least, in a dialogue of long speeches."""


def _may_speak(label: str, times: Counter[str], names: set[str]) -> bool:
    words = set(_WORD.findall(label))
    return (
        times[label] > 1
        or bool(words & names)
        or len(label) <= 3
        or bool(_CALLED.match(label))
        or bool(re.match(r"(?:Mr|Mrs|Miss|Ms|Dr|Amb|Gen|Sec|PM|VM|FM)\b", label))
    )
