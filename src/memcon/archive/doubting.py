"""What a person should look at: words, marks and fields of which memcon is not sure, and what else they may
be.

A doubt belongs to one place of a record that can be corrected: a paragraph's text with its doubtful words, a
paragraph's mark, a field of the header. What a person has said of a place settles it.
"""

from __future__ import annotations

from collections.abc import Iterator

from memcon.archive.anchoring import gist, tree_of, value_at
from memcon.archive.results import Doubt, DoubtfulWord
from memcon.archive.rows import Places, word_at
from memcon.errors import UsageError
from memcon.model import DOUBTFUL, Box, Paragraph, Record, Span


def doubts(record: Record, places: Places) -> Iterator[Doubt]:
    """Every doubt of a record, in the order of the paper; `Doubt.record` and `Doubt.file` are left empty."""
    settled = {e.path for e in record.evidence if e.said_by.startswith("person:")}
    for evidence in record.evidence:
        if evidence.confidence < DOUBTFUL and evidence.path not in settled:
            value = _value(record, evidence.path)
            other = (evidence.other,) if evidence.other and evidence.other != value else ()
            page, box = _where(evidence.span, places, record.pages[0])
            dpi = _dpi(places, page)
            yield Doubt("", "", evidence.path, "field", value, (), other, page, dpi, box, evidence.confidence)
    if record.subject and "subject" not in settled:
        span = next((e.span for e in record.evidence if e.path == "subject"), Span())
        sure = next((e.confidence for e in record.evidence if e.path == "subject"), 1.0)
        if sure >= DOUBTFUL:
            yield from _of_text(record.subject, span, "subject", record.pages[0], places)
    for path, paragraph in paragraphs(record):
        if f"{path}/text" not in settled:
            text = paragraph.text
            given = {at for at in range(len(text.split())) if f"{path}/text/words/{at}" in settled}
            yield from _of_text(text, paragraph.span, f"{path}/text", paragraph.page, places, given)
        if paragraph.confidence < DOUBTFUL and f"{path}/mark" not in settled:
            yield _of_mark(paragraph, f"{path}/mark", places)


def paragraphs(record: Record) -> Iterator[tuple[str, Paragraph]]:
    """Every paragraph with its path."""
    for number, turn in enumerate(record.turns):
        for at, paragraph in enumerate(turn.paragraphs):
            yield f"turns/{number}/paragraphs/{at}", paragraph
    for at, paragraph in enumerate(record.paragraphs):
        yield f"paragraphs/{at}", paragraph


def least(record: Record, places: Places) -> float:
    """How sure memcon is of what it is least sure of in a record."""
    return min((doubt.confidence for doubt in doubts(record, places)), default=1.0)


def _value(record: Record, path: str) -> str | None:
    parts: list[str | int] = [int(step) if step.isdecimal() else step for step in path.split("/")]
    try:
        found = value_at(tree_of(record), parts)
    except UsageError:
        return None
    return None if found is None else gist(found)


def _of_text(
    text: str, span: Span, path: str, page: int, places: Places, given: set[int] | None = None
) -> Iterator[Doubt]:
    """The doubtful words of a text, in one doubt: those that stand in it as they were read, the `given` ones
    apart, which a person has said."""
    words: list[DoubtfulWord] = []
    others: list[str] = []
    box: Box | None = None
    for at, number, _, word in places.standing(text, span):
        if word.confidence < DOUBTFUL and not (given and word_at(text, at) in given):
            words.append(DoubtfulWord(word.text, at, word.other, word.confidence, word.box))
            if places.lines[span.pieces[number].line].page == page:
                box = box.union(word.box) if box else word.box
            if word.other:
                others.append(text[:at] + word.other + text[at + len(word.text) :])
    if words:
        sure = min(word.confidence for word in words)
        others = list(dict.fromkeys(others))
        yield Doubt(
            "", "", path, "text", text, tuple(words), tuple(others), page, _dpi(places, page), box, sure
        )


def _of_mark(paragraph: Paragraph, path: str, places: Places) -> Doubt:
    page, box = _where(paragraph.span, places, paragraph.page)
    return Doubt(
        "", "", path, "mark", paragraph.mark, (), (), page, _dpi(places, page), box, paragraph.confidence,
        paragraph.text,
    )  # fmt: skip


def _where(span: Span, places: Places, page: int) -> tuple[int, Box | None]:
    lines = (places.lines.get(piece.line) for piece in span.pieces)
    page = next((line.page for line in lines if line), page)
    return page, places.of(span, page)[0]


def _dpi(places: Places, page: int) -> int | None:
    return places.pages[page].dpi if page in places.pages else None
