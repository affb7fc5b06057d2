"""A composite as a document with one record, so that whatever takes a record takes it too.

The text is set anew on a typewriter's grid: 10 letters to the inch, 6 lines to the inch, at 300 dots to the
inch. What no release shows stands there as a note, ``[2 lines not declassified]``, and as a `Withheld` of
the record. Who shows what is `Evidence`: ``release:A``, for each part that not all releases show.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import get_args

from msgspec import structs

from memcon.comparison.composites import Composite, CompositePassage, Part
from memcon.comparison.papers import key_of
from memcon.comparison.results import Gap
from memcon.comparison.showing import sigla
from memcon.model import (
    Box,
    Declassification,
    Document,
    Element,
    ElementKind,
    Evidence,
    Heading,
    Line,
    Page,
    Paragraph,
    Participant,
    Piece,
    Record,
    Source,
    Span,
    Turn,
    Withheld,
    Word,
)

DPI, CHARACTER, PITCH = 300, 30, 50
WIDTH = 78
"""Letters of a line."""
UNSETTLED = 0.5
"""The confidence of a word on which no two releases agree, nor a dictionary."""
_BODY: dict[str, ElementKind] = {
    "turn": "turn",
    "direction": "turn",
    "paragraph": "paragraph",
    "heading": "heading",
}


def recorded(composite: Composite, records: Sequence[Record], name: str = "composite") -> Document:
    """The composite as a document. Its record's fields are those of the first of `records`, the releases',
    that has them; its stamps those of all, its release that of the last."""
    setting = _Setting(len(composite.witnesses))
    for passage in composite.passages:
        setting.set(passage)
    text = "\n".join(line.text for line in setting.lines)
    height = max(1, setting.row) * PITCH
    page = Page(1, WIDTH * CHARACTER, height, DPI, tuple(setting.words), text=text)
    record = structs.replace(
        _frame(records),
        turns=tuple(Turn(s, 1, tuple(ps), label) for s, label, ps in setting.turns),
        paragraphs=tuple(setting.paragraphs),
        headings=tuple(setting.headings),
        withheld=tuple(setting.withheld),
        elements=tuple(setting.elements),
        evidence=tuple(setting.evidence),
    )
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return Document(Source(name, sha256, "text", 1), (page,), tuple(setting.lines), (record,))


def _frame(records: Sequence[Record]) -> Record:
    """The fields of the first release, what it lacks from the others, without places."""
    frame = records[0]
    for record in records[1:]:
        lacking = {f: getattr(record, f) for f in frame.__struct_fields__ if not getattr(frame, f)}
        frame = structs.replace(frame, **lacking)
    stamped = [r.declassification for r in records if r.declassification]
    last: Declassification | None = max(stamped, key=lambda stamp: stamp.date or "", default=None)
    people: tuple[Participant, ...] = tuple(structs.replace(p, span=Span()) for p in frame.participants)
    stamps = tuple(dict.fromkeys(stamp for record in records for stamp in record.stamps))
    return structs.replace(
        frame, pages=(1, 1), participants=people, declassification=last, stamps=stamps, publication=None
    )


class _Setting:
    """The lines and what they are, as far as they are set."""

    def __init__(self, releases: int) -> None:
        self._releases = releases
        self.words: list[Word] = []
        self.lines: list[Line] = []
        self.row = 0
        self.turns: list[tuple[str | None, Span, list[Paragraph]]] = []
        self.paragraphs: list[Paragraph] = []
        self.headings: list[Heading] = []
        self.withheld: list[Withheld] = []
        self.elements: list[Element] = []
        self.evidence: list[Evidence] = []
        self._row: list[Word] = []
        self._column = 0

    def set(self, passage: CompositePassage) -> None:
        """Set one passage, and say what it is."""
        first = len(self.lines)
        places: list[tuple[Part, Span]] = []
        for part in passage.parts:
            places.append((part, self._part(part)))
        self._end()
        self.row += 1
        numbers = tuple(range(first, len(self.lines)))
        if not numbers:
            return
        kinds: tuple[ElementKind, ...] = get_args(ElementKind)
        named: ElementKind = "unread"
        for kind in kinds:
            if kind == passage.kind:
                named = kind
        self.elements.append(Element(_BODY.get(passage.kind, named), numbers))
        path = self._said(passage, numbers)
        self._told(places, path)

    def _part(self, part: Part) -> Span:
        """The words of a part on the grid; where they stand."""
        text = _note(part.gap or Gap()) if part.kind == "gap" else part.text
        confidence = UNSETTLED if part.doubtful else 1.0
        other = part.variants[0].text if part.variants and " " not in text else None
        at: dict[int, tuple[int, int]] = {}
        for said in text.split():
            if self._row and self._column + 1 + len(said) > WIDTH:
                self._end()
            start = self._column + 1 if self._row else 0
            top = self.row * PITCH
            box = Box(start * CHARACTER, top, (start + len(said)) * CHARACTER, top + PITCH * 4 // 5)
            self._row.append(Word(said, box, confidence, other=other))
            self._column = start + len(said)
            number = len(self.lines)
            at[number] = (at.get(number, (start, 0))[0], self._column)
        return Span(tuple(Piece(number, start, end) for number, (start, end) in at.items()))

    def _end(self) -> None:
        """End the line."""
        if not self._row:
            return
        box = self._row[0].box.union(self._row[-1].box)
        numbers = tuple(range(len(self.words), len(self.words) + len(self._row)))
        text = " ".join(word.text for word in self._row)
        gap = 2.0 if self.lines and self.row - self.lines[-1].box.top // PITCH > 1 else 1.0
        self.lines.append(Line(len(self.lines), 1, text, box, numbers, gap=gap))
        self.words += self._row
        self._row, self._column = [], 0
        self.row += 1

    def _said(self, passage: CompositePassage, numbers: Sequence[int]) -> str:
        """Put the passage into the record; the path at which it stands there, empty for a field."""
        if passage.kind not in _BODY:
            return ""
        lines = [self.lines[n] for n in numbers]
        label = _label(passage.speaker, lines[0].text) if passage.kind == "turn" else 0
        pieces = [Piece(line.number, 0, len(line.text)) for line in lines]
        pieces[0] = Piece(lines[0].number, min(label + 1, len(lines[0].text)) if label else 0, pieces[0].end)
        span = Span(tuple(piece for piece in pieces if piece.end > piece.start))
        text = _joined(self.lines, span)
        if passage.kind == "heading":
            self.headings.append(Heading(text, 1, span))
            return f"headings/{len(self.headings) - 1}/text"
        paragraph = Paragraph(text, passage.mark, page=1, span=span)
        if passage.kind == "paragraph":
            self.paragraphs.append(paragraph)
            return f"paragraphs/{len(self.paragraphs) - 1}/text"
        speaker = passage.speaker if passage.kind == "turn" else None
        if label or not self.turns or speaker is None or self.turns[-1][0] != speaker:
            spot = Span((Piece(lines[0].number, 0, label),)) if label else Span()
            self.turns.append((speaker, spot, []))
        self.turns[-1][2].append(paragraph)
        return f"turns/{len(self.turns) - 1}/paragraphs/{len(self.turns[-1][2]) - 1}/text"

    def _told(self, places: Sequence[tuple[Part, Span]], path: str) -> None:
        """What is withheld, and who shows what not all show."""
        for part, span in places:
            if part.kind == "gap":
                gap = part.gap or Gap()
                sized = gap.amount is None and gap.words is not None
                amount = float(round(gap.words or 0)) if sized else gap.amount
                extent = "words" if sized else gap.extent
                self.withheld.append(Withheld(1, gap.codes, extent, amount, span=span))
            elif path and (signs := sigla(part.witnesses, self._releases)):
                other = "; ".join(f"{sigla(v.witnesses, 0)}: {v.text}" for v in part.variants) or None
                confidence = UNSETTLED if part.doubtful else 1.0
                self.evidence.append(Evidence(path, span, confidence, f"release:{signs}", other))


def _label(speaker: str | None, line: str) -> int:
    """How many letters of a line are its speaker's label, the colon included; 0 for none."""
    end = line.find(":") + 1
    said = key_of(line[:end].replace(" ", ""))
    return end if speaker and end and said == key_of(speaker.replace(" ", "")) else 0


def _joined(lines: Sequence[Line], span: Span) -> str:
    return Document(Source("", "", "text", 1), lines=tuple(lines)).text_at(span)


def _note(gap: Gap) -> str:
    """A gap as an editor's note: ``[2 lines not declassified]``, ``[about 12 words not declassified]``."""
    unit = {"words": "word", "lines": "line", "paragraphs": "paragraph", "page": "page"}
    amount, extent = gap.amount, gap.extent
    if amount is None and gap.words is not None:
        amount, extent = max(1, round(gap.words)), "words"
    size = "text" if amount is None else f"{amount:g} {unit[extent]}{'' if amount == 1 else 's'}"
    about = "about " if amount is not None and gap.amount is None else ""
    return f"[{about}{size} not declassified]"
