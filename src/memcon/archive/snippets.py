"""The part of a passage that has most of the words looked for, these marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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
    words, spans = places(text)
    hits = [hit for hit in _hits(words, column, phrases) if hit[1] - hit[0] <= WORDS]
    if len(words) <= WORDS:
        first, last = 0, len(words)
    else:
        first = _best(len(words), hits)
        last = min(first + WORDS, len(words))
    start = 0 if first == 0 else spans[first][0]
    end = len(text) if last == len(words) else spans[last - 1][1]
    marks = _merged([(spans[a][0], spans[b - 1][1]) for a, b, _ in hits if first <= a and b <= last])
    cut = f"{'…' if first else ''}{_marked(text, start, end, marks)}"
    return cut + (" …" if end < len(text) else "")


def _hits(words: list[str], column: str, phrases: Sequence[Phrase]) -> list[tuple[int, int, int]]:
    """Where each phrase stands: its first word, the one behind its last, and which phrase it is."""
    return sorted(
        (at, at + len(phrase.words), number)
        for number, phrase in enumerate(phrases)
        if phrase.words and phrase.column in (None, column)
        for at in _stands(words, phrase)
    )


def _stands(words: list[str], phrase: Phrase) -> Iterator[int]:
    """The places of the first word of a phrase."""
    *whole, last = phrase.words
    if not whole:
        yield from (at for at, w in enumerate(words) if (w.startswith(last) if phrase.prefix else w == last))
        return
    size = len(whole)
    for at in _stands(words, phrase._replace(words=phrase.words[:1], prefix=False)):
        end = words[at + size] if at + size < len(words) else ""
        if (end.startswith(last) if phrase.prefix else end == last) and words[at : at + size] == whole:
            yield at


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
