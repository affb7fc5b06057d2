"""A record as a person would want to see it in a terminal.

Colour says how secret a portion mark is, a line through it that a pen has struck it, an underline that a word
is doubtful. Where the output takes no styles (a pipe, a file), characters say the same: ``(C, struck)`` and,
as editors of manuscripts write it, ``word[?]``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from io import StringIO

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.style import Style
from rich.table import Table
from rich.text import Text

from memcon import (
    DOUBTFUL,
    LEVELS,
    ClassificationBlock,
    Declassification,
    Document,
    Heading,
    Holdings,
    Paragraph,
    Participant,
    Record,
    Span,
    Turn,
    Withheld,
    level_of,
    rank,
    roll_up,
)

FORMS = {
    "telcon": "telephone conversation",
    "memcon": "conversation",
    "summary_of_conclusions": "summary of conclusions",
    "cover_sheet": "cover sheet",
    "marker": "separator page of a library",
    "withdrawal_sheet": "withdrawal sheet",
    "other": "paper of a form not known",
}
READERS = {
    "text": "plain text",
    "layer": "text layer",
    "ocr": "OCR",
    "both": "text layer and OCR",
    "image": "image",
    "person": "typed by a person",
}
COLOURS = {"U": "#2e9e4f", "C": "#3b8eea", "S": "#e5534b", "TS": "#e0823d"}
"""Green, blue, red and orange, as is customary, in tones that can be read on dark and on light."""
MARKS = {level: mark for mark, level in LEVELS.items()}
ADMINISTRATIVE = "#a571d6"
"""For LOU and its kin, which are no classification."""


def written(document: Document, width: int) -> str:
    """What `show` prints, without styles, in lines of at most `width` characters."""
    file = StringIO()
    show(document, Console(file=file, width=width, highlight=False))
    return "".join(line.rstrip() + "\n" for line in file.getvalue().splitlines())


def show(document: Document, console: Console) -> None:
    """Print every record of `document`, as wide as `console` is."""
    console.print(_source_line(document))
    for number, record in enumerate(document.records, 1):
        console.print()
        title = f"record {number} of {len(document.records)} · {_form(record)} · {_pages(*record.pages)}"
        console.print(Rule(Text(title, style="bold"), align="left"))
        console.print(_Sheet(document, record, plain=not console.is_terminal).whole())
    for diagnostic in document.diagnostics:
        where = f"page {diagnostic.page}: " if diagnostic.page else ""
        console.print(Text(f"{diagnostic.severity}: {where}{diagnostic.message} [{diagnostic.code}]"))


def _source_line(document: Document) -> Text:
    source = document.source
    readers = Counter(page.reader for page in document.pages)
    how = READERS[readers.most_common(1)[0][0]] if readers else "nothing read"
    words = sum(len(page.words) for page in document.pages)
    doubtful = sum(word.confidence < DOUBTFUL for page in document.pages for word in page.words)
    text = Text.assemble((source.name, "bold"), f"  {_count(source.pages, 'page')}, {how}")
    if doubtful:
        text.append(f"; {doubtful:,} of {words:,} words doubtful")
    return text


def _form(record: Record) -> str:
    return FORMS.get(record.form, record.form)


def _pages(first: int, last: int) -> str:
    return f"page {first}" if first == last else f"pages {first}–{last}"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


class _Sheet:
    """One record on its way to the terminal."""

    def __init__(self, document: Document, record: Record, *, plain: bool) -> None:
        self.document = document
        self.record = record
        self.plain = plain
        self.lines = {line.number: line for line in document.lines}
        self.words = {page.number: page.words for page in document.pages}

    def whole(self) -> RenderableType:
        parts: list[RenderableType] = [self.header(), Text()]
        for block in self.body():
            parts += [block, Text()]
        if self.record.end_marker:
            parts += [Text("— end of conversation —", justify="center"), Text()]
        parts.append(self.footer())
        return Group(*parts)

    def header(self) -> Table:
        record = self.record
        table = _labelled()
        for label, value in (
            ("Title", record.title),
            ("Number", record.control_number),
            ("From", record.from_),
            ("To", "; ".join(record.addressees)),
        ):
            if value:
                table.add_row(label, value)
        if record.banner or any(True for _ in self.marks()):
            table.add_row("Marked", self.marked())
        if record.subject:
            table.add_row(
                "Subject", self.with_mark(record.subject, record.subject_mark, record.subject_struck)
            )
        if record.date or record.date_time_place_as_printed:
            table.add_row("Date", when(record))
        if record.place:
            table.add_row("Place", record.place)
        if record.participants:
            table.add_row("People", people(record.participants))
        for label, names in (("Interpreter", record.interpreters), ("Notetaker", record.notetakers)):
            if names:
                table.add_row(label if len(names) == 1 else label + "s", "; ".join(names))
        return table

    def marks(self) -> Iterator[tuple[str, bool]]:
        """Every portion's mark and whether it is struck, the subject's first."""
        record = self.record
        if record.subject_mark:
            yield record.subject_mark, record.subject_struck
        for paragraph in (*record.paragraphs, *(p for t in record.turns for p in t.paragraphs)):
            if paragraph.mark:
                yield paragraph.mark, paragraph.struck

    def marked(self) -> Text:
        """The banner, its captions, and whether the portions call for it."""
        banner, called_for = self.record.banner, roll_up(mark for mark, _ in self.marks())
        text = Text("no banner seen") if banner is None else Text.assemble((banner, _level_style(banner)))
        if self.record.captions:
            text.append("/" + "/".join(self.record.captions))
        if called_for is None:
            return text
        text.append("; the portions call for ")
        text.append(called_for, style=_level_style(called_for))
        if banner and banner != called_for:
            text.append(_difference(banner, called_for))
        return text

    def body(self) -> Iterator[RenderableType]:
        """Turns, paragraphs and headings in the paper's order."""
        blocks: list[tuple[int, RenderableType]] = []
        for turn in self.record.turns:
            blocks.append((_first(turn.label, *(p.span for p in turn.paragraphs)), self.turn(turn)))
        for paragraph in self.record.paragraphs:
            blocks.append((_first(paragraph.span), self.paragraph(paragraph)))
        for heading in self.record.headings:
            blocks.append((_first(heading.span), _heading(heading)))
        return (block for _, block in sorted(blocks, key=lambda pair: pair[0]))

    def turn(self, turn: Turn) -> RenderableType:
        parts: list[RenderableType] = []
        for number, paragraph in enumerate(turn.paragraphs):
            text = self.text_of(paragraph)
            if turn.speaker is None:
                text.stylize("italic")
            elif number == 0:
                text = Text.assemble((turn.speaker, "bold"), ": ", text)
            parts.append(Padding(text, (0, 0, 0, 2 if number else 0)))
        return Group(*parts) if parts else Text.assemble((turn.speaker or "", "bold"), ":")

    def paragraph(self, paragraph: Paragraph) -> RenderableType:
        if not paragraph.item:
            return self.text_of(paragraph)
        table = Table.grid(padding=(0, 1))
        table.add_column(no_wrap=True)
        table.add_column(ratio=1)
        table.add_row(Text(paragraph.item), self.text_of(paragraph))
        return table

    def text_of(self, paragraph: Paragraph) -> Text:
        """A paragraph's text with its doubtful words shown as such, and its mark behind."""
        text, at = Text(), 0
        for word in self.doubtful(paragraph.span):
            found = paragraph.text.find(word, at)
            if found < 0:
                continue
            text.append(paragraph.text[at:found])
            text.append(f"{word}[?]" if self.plain else word, style="underline")
            at = found + len(word)
        text.append(paragraph.text[at:])
        return self.with_mark(text, paragraph.mark, paragraph.struck)

    def doubtful(self, span: Span) -> Iterator[str]:
        for number in dict.fromkeys(piece.line for piece in span.pieces):
            line = self.lines[number]
            words = self.words[line.page]
            yield from (words[i].text for i in line.words if words[i].confidence < DOUBTFUL)

    def with_mark(self, text: str | Text, mark: str | None, struck: bool) -> Text:
        text = Text(text) if isinstance(text, str) else text
        if mark is None:
            return text
        text.append(" ")
        shown = f"({mark}, struck)" if struck and self.plain else f"({mark})"
        text.append(shown, style=_level_style(level_of(mark)) + Style(strike=struck))
        return text

    def footer(self) -> Table:
        """What stands about the paper rather than in it, and what is missing from it."""
        record, table = self.record, _labelled()
        counts = Counter(self.marks())
        if counts:
            table.add_row("Portions", self.portions(counts))
        if record.withheld:
            table.add_row("Withheld", "\n".join(withheld(w) for w in record.withheld))
        if record.classification_block:
            table.add_row("Classified", _fields(record.classification_block))
        if record.drafting:
            table.add_row("Drafting", record.drafting)
        if record.declassification:
            table.add_row("Release", _fields(record.declassification))
        if record.stamps:
            table.add_row("Stamps", "\n".join(record.stamps))
        if record.holdings:
            table.add_row("Holdings", _fields(record.holdings))
        for row in record.withdrawals:
            cells = (row.number, row.type, row.title, row.date, row.restriction)
            text = Text(" · ".join(cell for cell in cells if cell), style="strike" if row.struck else "")
            table.add_row("Withdrawn", text.append(" (struck: released)" if row.struck else ""))
        unread = [n for element in record.elements if element.kind == "unread" for n in element.lines]
        if unread:
            table.add_row("Unread", "\n".join(f"“{self.lines[number].text}”" for number in unread))
        return table

    def portions(self, counts: Counter[tuple[str, bool]]) -> Text:
        text = Text()
        for (mark, struck), number in sorted(counts.items(), key=lambda item: (rank(item[0][0]), item[0])):
            text.append(" · " if text else "")
            text = self.with_mark(text.append(str(number)), mark, struck)
        return text


def _labelled() -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(ratio=1)
    return table


def _heading(heading: Heading) -> Text:
    return Text(heading.text, style="bold underline")


def _first(*spans: Span) -> int:
    """The first line of the first span that has one; papers without spans keep their order."""
    return next((span.pieces[0].line for span in spans if span.pieces), 0)


def when(record: Record) -> str:
    """``Monday 27 March 2000, 11:13–11:29 EST``; what is printed, where no date could be made of it."""
    if not record.date:
        return record.date_time_place_as_printed or ""
    try:
        day = date.fromisoformat(record.date)
        text = f"{day:%A} {day.day} {day:%B %Y}"
    except ValueError:  # a month without its day, say
        text = record.date
    times = "–".join(time for time in (record.time_start, record.time_end) if time)
    return ", ".join(part for part in (text, f"{times} {record.tz or ''}".strip()) if part)


def people(participants: Sequence[Participant]) -> Group:
    """Everyone on a line of their own, under their side's heading, the name in bold."""
    parts: list[RenderableType] = []
    group = None
    for person in participants:
        if person.group != group:
            group = person.group
            parts.append(Text(group or "", style="underline"))
        line = Text(person.printed)
        if person.name:
            line.highlight_words([person.name], style="bold")
        if person.role and person.role not in person.printed.lower():
            line.append(f" ({person.role})")
        row = Table.grid(padding=(0, 1))
        row.add_row("·", line)
        parts.append(row)
    return Group(*parts)


def withheld(passage: Withheld) -> str:
    """``page 2: about 2 lines, 1.4(b) 1.4(d)``."""
    one = passage.extent.removesuffix("s")
    if passage.extent == "page":
        extent = "the whole page"
    elif passage.amount is None:
        extent = passage.extent
    else:
        extent = f"about {passage.amount:g} {one if passage.amount == 1 else passage.extent}"
    return f"page {passage.page}: {extent}, {' '.join(passage.exemptions) or 'no exemption code seen'}"


def _fields(struct: ClassificationBlock | Declassification | Holdings) -> str:
    named = ((field.replace("_", " "), getattr(struct, field)) for field in struct.__struct_fields__)
    return "\n".join(f"{name}: {value}" for name, value in named if value)


def _level_style(level: str) -> Style:
    """The colour of a level, by its full name."""
    return Style(color=COLOURS.get(MARKS.get(level, ""), ADMINISTRATIVE), bold=True)


def _difference(banner: str, called_for: str) -> str:
    if banner not in MARKS:
        return ": the banner is none that an order knows"
    here, there = rank(MARKS[banner]), rank(MARKS[called_for])
    if here == there:
        return ""
    return ": the banner is higher" if here > there else ": the banner is LOWER than a portion"
