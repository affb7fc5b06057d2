"""The part of a passage that has most of the words looked for, these marked."""

from __future__ import annotations

from collections.abc import Sequence

from memcon.archive.results import CLOSING, OPENING
from memcon.archive.tokens import places
from memcon.archive.wording import Phrase

WORDS = 32
"""Words of a snippet."""


def snippet(text: str, column: str, phrases: Sequence[Phrase]) -> str:
    """At most `WORDS` words of the text of a passage, around those of the `phrases` that stand in it.

    The part with the most different phrases is taken, then the one with the most of them, then the first.
    Where none stands in this `column`, it is the beginning.
    """
    words = places(text)
    hits = [hit for hit in _hits([word for word, _, _ in words], column, phrases) if hit[1] - hit[0] <= WORDS]
    if len(words) <= WORDS:
        first, last = 0, len(words)
    else:
        first = _best(len(words), hits)
        last = min(first + WORDS, len(words))
    start = 0 if first == 0 else words[first][1]
    end = len(text) if last == len(words) else words[last - 1][2]
    marks = _merged([(words[a][1], words[b - 1][2]) for a, b, _ in hits if first <= a and b <= last])
    cut = f"{'…' if first else ''}{_marked(text, start, end, marks)}"
    return cut + (" …" if end < len(text) else "")


def _hits(words: Sequence[str], column: str, phrases: Sequence[Phrase]) -> list[tuple[int, int, int]]:
    """Where each phrase stands: its first word, the one behind its last, and which phrase it is."""
    found: list[tuple[int, int, int]] = []
    for number, phrase in enumerate(phrases):
        if not phrase.words or phrase.column not in (None, column):
            continue
        size = len(phrase.words)
        *whole, last = phrase.words
        for at in range(len(words) - size + 1):
            end = words[at + size - 1]
            if (end.startswith(last) if phrase.prefix else end == last) and list(
                words[at : at + size - 1]
            ) == whole:
                found.append((at, at + size, number))
    return sorted(found)


def _best(count: int, hits: Sequence[tuple[int, int, int]]) -> int:
    """The word with which the best part begins: a little before the first of its phrases."""
    best, most = 0, (0, 0)
    for at, _, _ in hits:
        first = max(0, min(at - WORDS // 4, count - WORDS))
        inside = [number for a, b, number in hits if first <= a and b <= first + WORDS]
        score = (len(set(inside)), len(inside))
        if score > most:
            best, most = first, score
    return best


def _merged(marks: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    done: list[tuple[int, int]] = []
    for start, end in marks:
        if done and start <= done[-1][1]:
            done[-1] = (done[-1][0], max(end, done[-1][1]))
        else:
            done.append((start, end))
    return done


def _marked(text: str, start: int, end: int, marks: Sequence[tuple[int, int]]) -> str:
    parts: list[str] = []
    for first, last in marks:
        parts += [text[start:first], OPENING, text[first:last], CLOSING]
        start = last
    return "".join([*parts, text[start:end]])
