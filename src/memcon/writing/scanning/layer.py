"""The text layer that a scanning bureau left under its page images: invisible, and not to be trusted.

Letters in a narrow face are spread over typed ones, so that a reader of the layer finds blanks inside words
beside the real blanks between them; what a pen went over has become rubbish.
"""

# pypdfium2 carries no types for its raw interface.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportMissingTypeStubs=false

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from random import Random

import pypdfium2
from msgspec import Struct

from memcon.model import Box, Word
from memcon.writing.drawing import Canvas, saved, width_of
from memcon.writing.layout import Run
from memcon.writing.scanning.plate import SCALE

_RUBBISH = ("-(C)-", "(6)", "(G)", "fet", "J$T", "ij^", "(cy-", "(S}", "^C)-", "(8)", "j0T", "CST", 'DCj"')
_CONFUSED = (("l", "1"), ("m", "rn"), ("e", "c"), ("o", "0"), ("I", "l"), ("h", "b"), ("rn", "m"), (".", ","))


_COVERED = 0.3
"""Share of a typed word's room that a stamp's word covers where OCR reads neither."""


class Line(Struct, frozen=True):
    """Words of one printed line, as the layer has them."""

    words: tuple[tuple[str, Box], ...]


def misread(words: Sequence[tuple[Word, Box]], random: Random, chance: float) -> list[tuple[str, Box]]:
    """The words as a poor OCR has them: struck ones, and typed ones that a stamp lies on, spoilt or lost, a
    few others wrong by a letter.

    With each word comes the room between its baseline and the height of its capitals.
    """
    stamps = [word.box for word, _ in words if word.ink == "stamp"]
    read: list[tuple[str, Box]] = []
    for word, body in words:
        text: str | None = word.text
        if word.struck:
            text = _spoilt(word.text, random)
        elif word.ink != "stamp" and any(_lies_on(stamp, body) for stamp in stamps):
            text = _garbled(word.text, random)
        elif random.random() < chance:
            text = _confused(word.text, random)
        if text:
            read.append((text, body))
    return read


def _spoilt(text: str, random: Random) -> str | None:
    if len(text) <= 5:
        return random.choice((*_RUBBISH, None))
    return _garbled(text, random)


def _garbled(text: str, random: Random) -> str:
    return "".join(random.choice("^*TUIL'DW") if random.random() < 0.45 else letter for letter in text)


def _lies_on(stamp: Box, body: Box) -> bool:
    """Whether a stamp's word covers a good part of the room of a typed one."""
    across = min(stamp.right, body.right) - max(stamp.left, body.left)
    down = min(stamp.bottom, body.bottom) - max(stamp.top, body.top)
    return across > 0 and down > 0 and across * down > _COVERED * body.width * body.height


def _confused(text: str, random: Random) -> str:
    pairs = [pair for pair in _CONFUSED if pair[0] in text]
    if not pairs:
        return text
    wrong, right = random.choice(pairs)
    return text.replace(wrong, right, 1)


def lines(words: Sequence[tuple[str, Box]]) -> list[Line]:
    """Words gathered into printed lines, from the top down and from the left."""
    rows: list[list[tuple[str, Box]]] = []
    for word in sorted(words, key=lambda w: w[1].middle):
        if rows and abs(rows[-1][-1][1].middle - word[1].middle) < 12:
            rows[-1].append(word)
        else:
            rows.append([word])
    return [Line(tuple(sorted(row, key=lambda w: w[1].left))) for row in rows]


def with_layer(pdf: bytes, pages: dict[int, list[Line]], spaced: frozenset[int]) -> bytes:
    """The PDF with invisible text on some of its pages (from 0), letter-spaced on those in `spaced`."""
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    canvas = Canvas(document)
    for number, rows in pages.items():
        page = document[number]
        for row in rows:
            for place, (text, box) in enumerate(row.words):
                typed = text if place + 1 == len(row.words) else text + " "
                for run, stretch in _spread(typed, box) if number in spaced else _fitted(typed, box):
                    canvas.text(page, run, page.get_height(), invisible=True, stretch=stretch)
        page.gen_content()
    return saved(document)


def _spread(text: str, box: Box) -> Iterator[tuple[Run, float]]:
    """One letter after the other, each where the typed one stands."""
    word = text.rstrip()
    step = box.width / max(len(word), 1)
    for number, letter in enumerate(word):
        # PDFium passes over a blank that is a text object of its own, so the last letter carries it.
        blank = text[len(word) :] if number + 1 == len(word) else ""
        yield _run(letter + blank, box.left + number * step, box), 1.0


def _fitted(text: str, box: Box) -> Iterator[tuple[Run, float]]:
    """The word in one piece, stretched to its box."""
    run = _run(text, box.left, box)
    natural = width_of(_run(text.rstrip(), box.left, box))
    yield run, box.width / SCALE / natural if natural else 1.0


def _run(text: str, left: float, box: Box) -> Run:
    size = max(min(box.height / SCALE * 1.5, 40.0), 6.0)
    return Run(left / SCALE, box.bottom / SCALE, text, "Times-Roman", size)
