"""Documents and records become papers ready to be compared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import structs

from memcon.comparison.gaps import (
    BROKEN,
    CODES,
    NOTE,
    boxed,
    codes_in,
    left_over,
    noted,
    placed,
    sized,
    spread,
    united,
    whole,
    within,
)
from memcon.comparison.numbering import in_order, numbering
from memcon.comparison.papers import Numbering, Paper, Stretch, Token, key_of, parts
from memcon.comparison.results import Gap
from memcon.markings import parse_mark
from memcon.model import Document, ElementKind, Line, Page, Paragraph, Record, Span, Withheld, Word

HEAD: tuple[ElementKind, ...] = (
    "title", "addressees", "from", "subject", "participants", "notetakers", "interpreters", "date", "place",
    "field", "drafting", "cable_header", "signature",
)  # fmt: skip
"""Elements of a paper's frame that a release may cover, and that copies print alike."""
BODY: tuple[ElementKind, ...] = ("turn", "paragraph", "heading")
_NAMES = {"from_": "from", "date_time_place_as_printed": "date"}
UNREAD: tuple[ElementKind, ...] = ("unread", "declassification")
"""Elements in which a code may stand that is no part of a line."""
DASH = re.compile(r"[-–—]{1,2}")
"""A dash of its own: no word, and kept with the word before it."""
READABLE = 0.4
"""A box in which more words than this share can be read withholds nothing: it was drawn around text."""
_FIELDS = (
    "title", "subject", "addressees", "from_", "participants", "interpreters", "notetakers",
    "date_time_place_as_printed", "drafting",
)  # fmt: skip


def from_document(document: Document, record: Record, name: str = "") -> Paper:
    """The paper that `record` of `document` is; the record may have corrections that the lines have not."""
    return _Taking(document, record).paper(name or document.source.name)


def from_record(record: Record, name: str = "") -> Paper:
    """The paper that a record is, of which no document is at hand: its fields, then its body in order."""
    stretches: list[Stretch] = []
    tokens: list[Token] = []

    def put(stretch: Stretch, *texts: str) -> None:
        for text in texts:
            for token in _typed(text, len(stretches), stretch.page):
                _put(tokens, token)
        stretches.append(stretch)

    for field in _FIELDS:
        value = getattr(record, field)
        texts = [value] if isinstance(value, str) else [getattr(v, "printed", v) for v in value or ()]
        if texts:
            put(Stretch(_NAMES.get(field, field), record.pages[0]), *texts)
    for turn in record.turns:
        for number, paragraph in enumerate(turn.paragraphs):
            label = [f"{turn.speaker}:"] if turn.speaker and not number else []
            put(_stretch(paragraph, "turn" if turn.speaker else "direction", turn.speaker), *label,
                paragraph.text)  # fmt: skip
    for heading in record.headings:
        put(Stretch("heading", heading.page), heading.text)
    for paragraph in record.paragraphs:
        put(_stretch(paragraph, "paragraph", None), paragraph.text)
    return Paper(name, record, tuple(_closed_up(tokens)), tuple(stretches))


def together(papers: Sequence[Paper]) -> Paper:
    """Papers that stand one behind the other in one file, as one: a packet. What they are beside their text,
    such as level and stamp, is that of the first."""
    first = papers[0]
    if len(papers) == 1:
        return first
    tokens: list[Token] = []
    stretches: list[Stretch] = []
    for paper in papers:
        tokens += [structs.replace(t, passage=t.passage + len(stretches)) for t in paper.tokens]
        stretches += paper.stretches
    pages = [page for paper in papers for page in paper.record.pages]
    stamps = dict.fromkeys(stamp for paper in papers for stamp in paper.record.stamps)
    record = structs.replace(first.record, pages=(min(pages), max(pages)), stamps=tuple(stamps))
    pictured = any(paper.pictured for paper in papers)
    numbers = Numbering(
        frozenset(n for paper in papers for n in paper.numbering.lacking),
        frozenset(n for paper in papers for n in paper.numbering.following),
    )
    closed = tuple(_closed_up(tokens, numbers.lacking))
    return Paper(first.name, record, closed, tuple(stretches), pictured, numbers)


def _stretch(paragraph: Paragraph, kind: str, speaker: str | None) -> Stretch:
    return Stretch(kind, paragraph.page, speaker, paragraph.mark, paragraph.struck, paragraph.confidence)


def _typed(text: str, stretch: int, page: int) -> Iterator[Token]:
    """The tokens of a text that has no places, its notes and codes as gaps."""
    at = 0
    for note in [*NOTE.finditer(text), None]:
        for word in text[at : note.start() if note else len(text)].split():
            if CODES.match(word):
                yield Token("", word, page, stretch, gap=Gap(codes_in(word)))
                continue
            yield from _parted(Token("", word, page, stretch))
            if DASH.fullmatch(word):
                yield Token("", word, page, stretch)
        if note:
            yield Token("", note.group(), page, stretch, gap=noted(note["what"] or note["code"] or ""))
            at = note.end()


def _put(tokens: list[Token], token: Token) -> None:
    """The next token; a dash goes to the word before it, where there is one in its passage."""
    if token.key or token.gap:
        tokens.append(token)
    elif tokens and not tokens[-1].gap and tokens[-1].passage == token.passage:
        tokens[-1] = structs.replace(tokens[-1], text=f"{tokens[-1].text} {token.text}")


def _parted(token: Token) -> Iterator[Token]:
    """A printed word as its parts, none where it has no letter or digit."""
    found = parts(token.text)
    for number, part in enumerate(found):
        yield structs.replace(token, key=key_of(part), text=part, glued=number + 1 < len(found))


def _closed_up(tokens: Iterable[Token], lacking: frozenset[int] = frozenset()) -> list[Token]:
    """The tokens with gaps that touch made one, unless pages are missing between them; `lacking`: the pages
    before which they are."""
    out: list[Token] = []
    for token in tokens:
        apart = token.page in lacking and out and out[-1].page != token.page
        if token.gap and out and not apart and (last := out[-1]).gap:
            box = (
                last.box.union(token.box) if last.box and token.box and last.page == token.page else last.box
            )
            out[-1] = structs.replace(last, gap=united((last.gap, token.gap)), box=box or token.box)
        else:
            out.append(token)
    return out


def _swept(tokens: Sequence[Token]) -> Iterator[Token]:
    """The tokens without bits of frames and codes beside gaps."""
    for n, token in enumerate(tokens):
        near = (tokens[m] for m in (n - 1, n + 1) if 0 <= m < len(tokens))
        if token.gap or not any(left_over(token, other) for other in near):
            yield token


class _Taking:
    """One record of one document, on its way to being a paper."""

    def __init__(self, document: Document, record: Record) -> None:
        self.record = record
        self.lines = {line.number: line for line in document.lines}
        self.pages = {page.number: page for page in document.pages}
        self.document = document
        self.stretches: list[Stretch] = []
        self.tokens: list[Token] = []
        self.last = 0
        """The stretch of the last word taken."""
        self.under: dict[int, list[tuple[int, int, int]]] = {}
        """For each line, which of its characters belong to which stretch."""
        self.corrected: dict[int, str] = {}
        """Stretches whose text a person has changed, with that text."""

    def paper(self, name: str) -> Paper:
        self._claim()
        notes = self._notes()
        done: set[int] = set()
        for line, kind, stretch in self._in_order():
            for token in self._line(line, kind, stretch, notes.get(line.number, ())):
                if token.passage in self.corrected:
                    if token.passage not in done:
                        done.add(token.passage)
                        for typed in _typed(self.corrected[token.passage], token.passage, token.page):
                            _put(self.tokens, typed)
                    continue
                _put(self.tokens, token)
        for withheld in (*self.record.withheld, *self._codes_apart()):
            if not withheld.span.pieces:
                self._set(withheld)
        pictured = any(self.pages[n].reader != "text" for n in self._numbers())
        numbers = numbering(self.document, self.record)
        tokens = tuple(_closed_up(_swept(self.tokens), numbers.lacking))
        return Paper(name, self.record, tokens, tuple(self.stretches), pictured, numbers)

    def _numbers(self) -> list[int]:
        first, last = self.record.pages
        return [n for n in range(first, last + 1) if n in self.pages]

    def _claim(self) -> None:
        """Give the characters of the body's lines to their stretches."""
        for turn in self.record.turns:
            kind = "turn" if turn.speaker else "direction"
            self._own(turn.label, len(self.stretches))
            for paragraph in turn.paragraphs:
                self._paragraph(paragraph, kind, turn.speaker)
        for paragraph in self.record.paragraphs:
            self._paragraph(paragraph, "paragraph", None)
        for heading in self.record.headings:
            self._own(heading.span, len(self.stretches))
            self.stretches.append(Stretch("heading", heading.page))

    def _paragraph(self, paragraph: Paragraph, kind: str, speaker: str | None) -> None:
        number = len(self.stretches)
        self._own(paragraph.span, number)
        self.stretches.append(_stretch(paragraph, kind, speaker))
        pieces = [p for p in paragraph.span.pieces if p.line in self.lines]
        read = self.document.text_at(Span(tuple(pieces)))
        if pieces and read != paragraph.text:
            self.corrected[number] = paragraph.text

    def _own(self, span: Span, stretch: int) -> None:
        for piece in span.pieces:
            self.under.setdefault(piece.line, []).append((piece.start, piece.end, stretch))

    def _notes(self) -> dict[int, list[tuple[int, int, Gap | None]]]:
        """For each line, the characters that are a note of something withheld; the gap at its first piece."""
        found: dict[int, list[tuple[int, int, Gap | None]]] = {}
        for withheld in self.record.withheld:
            for number, piece in enumerate(withheld.span.pieces):
                gap = self._noted(withheld, piece.line)
                entry = (piece.start, piece.end, None if number else sized(gap))
                found.setdefault(piece.line, []).append(entry)
        return found

    def _noted(self, withheld: Withheld, number: int) -> Gap:
        """The gap that a note on a line stands for."""
        codes, line = whole(withheld.exemptions), self.lines.get(number)
        if line and withheld.amount is None and self.pages[line.page].reader == "text":
            lines = spread(line, self.lines.get(number + 1))
            if lines:
                return Gap(codes, "lines", lines)
        return Gap(codes, withheld.extent, withheld.amount)

    def _in_order(self) -> Iterator[tuple[Line, ElementKind, int]]:
        """The lines to be compared, each with its element's kind and, in the frame, its stretch."""
        rows: list[tuple[int, ElementKind, int]] = []
        noted = {piece.line for w in self.record.withheld for piece in w.span.pieces}
        for element in self.record.elements:
            lines = [n for n in element.lines if n in self.lines]
            what: ElementKind = element.kind
            if what not in (*HEAD, *BODY):
                lines = [n for n in lines if n in noted or self._may_be_text(n, what)]
                what = "unread"
            stretch = -1
            if lines and what not in BODY:
                stretch = len(self.stretches)
                kind = "other" if what == "unread" else what
                self.stretches.append(Stretch(kind, self.lines[lines[0]].page))
            for n in lines:
                rows.append((n, what, stretch))
        place = {page: n for n, page in enumerate(in_order(self.document, self.record))}
        for number, kind, stretch in sorted(
            rows, key=lambda row: (place.get(self.lines[row[0]].page, 0), row)
        ):
            yield self.lines[number], kind, stretch

    def _may_be_text(self, number: int, kind: ElementKind) -> bool:
        return kind == "unread" and self.lines[number].kind == "body"

    def _line(
        self, line: Line, kind: ElementKind, stretch: int, notes: Sequence[tuple[int, int, Gap | None]]
    ) -> Iterator[Token]:
        """The tokens of a line; marks, and the numbers of items, which stand in no stretch, left out."""
        page = self.pages[line.page]
        said: set[int] = set()
        for start, word in self._words(line, page):
            note = next((n for n in notes if n[0] < start + len(word.text) and start < n[1]), None)
            owner = self._owner(line.number, start) if kind in BODY else stretch
            self.last = owner if owner >= 0 else self.last
            if note:
                if note[2] and note[0] not in said:
                    said.add(note[0])
                    self._alone(line, kind, note)
                    yield Token("", word.text, line.page, self.last, box=word.box, line=line.number,
                                gap=note[2])  # fmt: skip
                continue
            pictured = word.source not in ("text", "person")
            other = key_of(word.other) if word.other else ""
            token = Token("", word.text, line.page, owner, word.confidence, other, pictured, word.box,
                          line.number)  # fmt: skip
            coded = CODES.match(word.text) or (pictured and BROKEN.match(word.text))
            if coded and word.ink == "typed":
                gap = Gap(codes_in(word.text))
                yield structs.replace(token, gap=gap, passage=owner if owner >= 0 else self.last)
            elif owner >= 0 and not (kind == "subject" and parse_mark(word.text)):
                yield from _parted(token)
                if DASH.fullmatch(word.text):
                    yield token

    def _alone(self, line: Line, kind: ElementKind, note: tuple[int, int, Gap | None]) -> None:
        """A note that fills a line of the frame may be the text's first paragraph: it belongs to neither."""
        if kind not in BODY and note[1] - note[0] >= len(line.text.strip()):
            self.last = len(self.stretches)
            self.stretches.append(Stretch("other", line.page))

    def _owner(self, line: int, start: int) -> int:
        return next((s for a, b, s in self.under.get(line, ()) if a <= start < b), -1)

    def _words(self, line: Line, page: Page) -> Iterator[tuple[int, Word]]:
        """The line's words, each with where it begins in the line's text."""
        after = 0
        for index in line.words:
            word = page.words[index]
            at = line.text.find(word.text, after)
            at = after if at < 0 else at
            after = at + len(word.text)
            yield at, word

    def _codes_apart(self) -> Iterator[Withheld]:
        """Codes that stand on a page's image where no line of the text is: each in the place of words, unless
        they stand in a box that was seen, or beside one."""
        taken = {(t.page, t.box) for t in self.tokens if t.gap}
        boxes = [(w.page, w.box) for w in self.record.withheld if w.box]
        for element in self.record.elements:
            lines = [self.lines[n] for n in element.lines if n in self.lines]
            for line in lines if element.kind in UNREAD else ():
                page = self.pages[line.page]
                if page.reader == "text":
                    continue
                for _, word in self._words(line, page):
                    box, apart = word.box, page.dpi // 12
                    seen = any(
                        p == line.page and b.top - apart <= box.middle <= b.bottom + apart for p, b in boxes
                    )
                    if CODES.match(word.text) and not seen and (line.page, box) not in taken:
                        yield Withheld(line.page, codes_in(word.text), "words", None, box)

    def _set(self, withheld: Withheld) -> None:
        """Put a passage that the page's image shows as withheld among the words of its page."""
        page = self.pages.get(withheld.page)
        if page is None:
            return
        numbers = [n for n, token in enumerate(self.tokens) if token.page == withheld.page]
        order = in_order(self.document, self.record)
        behind = order[order.index(withheld.page) :] if withheld.page in order else []
        later = next((n for n, t in enumerate(self.tokens) if t.page in behind), len(self.tokens))
        start, end = (numbers[0], numbers[-1] + 1) if numbers else (later, later)
        here = self.tokens[start:end]
        gap = boxed(withheld, page, here)
        at = end
        if withheld.box is not None:
            box = withheld.box
            inside = [t for t in here if within(t.box, box)]
            if sum(not t.gap for t in inside) > READABLE * (gap.words or 1):
                return
            codes = dict.fromkeys((*gap.codes, *(c for t in inside if t.gap for c in t.gap.codes)))
            gap = structs.replace(gap, codes=tuple(codes))
            self.tokens[start:end] = kept = [t for t in here if not within(t.box, box)]
            at = placed(self.tokens, start, start + len(kept), box)
        if not self.stretches:
            self.stretches.append(Stretch("other", withheld.page))
        near = self.tokens[at - 1] if at > start else self.tokens[at] if at < len(self.tokens) else None
        passage = near.passage if near else 0
        self.tokens.insert(
            at, Token("", "", withheld.page, passage, pictured=True, box=withheld.box, gap=gap)
        )
