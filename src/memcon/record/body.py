"""The body: blocks become turns or paragraphs, with their marks, items, headings and stage directions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import zip_longest

from msgspec import Struct

from memcon.model import Form, Heading, Line, Paragraph, Participant, Piece, Span, Style, Turn
from memcon.record.blocks import BLANK, ITEM, MARK_END, MARK_FRONT, MARK_SMALL, MARK_WORN, Block, to_blocks
from memcon.record.reading import Reading, span, trimmed
from memcon.record.speakers import Speakers, SpokenLabel, is_dialogue, label_at

_ASIDE = re.compile(r"^(?:\(.*\)|\[.*\])[.,]?$", re.S)
_LEFT_OUT = re.compile(r"^\[[^\[\]]*\bnot\s+declassified\s*\]$", re.S)
"""A paragraph that is withheld whole is somebody's speech, and no stage direction."""
_HEADING_END = re.compile(r"[.?!;,:…\"”)\]-]$")
SPOKEN: tuple[Form, ...] = ("telcon", "memcon", "other")
"""The forms in which a paper may be a dialogue."""


_STROKES = re.compile(r"[-–—~]")


class Body(Struct):
    """A body as read."""

    style: Style | None
    turns: tuple[Turn, ...]
    paragraphs: tuple[Paragraph, ...]
    headings: tuple[Heading, ...]
    kinds: dict[int, tuple[str, int]]
    """For each line: what it belongs to (``turn``, ``paragraph``, ``heading``) and which."""


class _Part(Struct):
    """A block with its mark and item taken off, and its label if it has one."""

    block: Block
    paragraph: Paragraph
    label: SpokenLabel | None
    label_span: Span


def read_body(
    reading: Reading, lines: Sequence[Line], form: Form, participants: Iterable[Participant]
) -> Body:
    """The body that stands in `lines`."""
    blocks = to_blocks(reading, lines)
    people = list(participants)
    speakers = _speakers(reading, blocks, people)
    if form not in SPOKEN:
        return _prose(reading, blocks)
    blocks = [part for block in blocks for part in _by_label(reading, block, speakers)]
    accepted = [_accepted(block, speakers, False) is not None for block in blocks]
    if is_dialogue(accepted):
        blocks = [part for block in blocks for part in _by_label(reading, block, speakers)]
        return _dialogue(reading, blocks, speakers)
    return _prose(reading, blocks)


def _speakers(reading: Reading, blocks: Sequence[Block], people: list[Participant]) -> Speakers:
    labels: list[SpokenLabel] = []
    underlined: list[str] = []
    for block in blocks:
        for piece in block.pieces:
            text = reading.line(piece.line).text
            label = label_at(text[piece.start : piece.end].lstrip())
            if label is None:
                continue
            labels.append(label)
            if reading.underlined(Piece(piece.line, piece.start, piece.start + len(label.key))):
                underlined.append(label.key)
    return Speakers(labels, people, underlined)


def _accepted(block: Block, speakers: Speakers, dialogue: bool) -> SpokenLabel | None:
    label = label_at(block.text)
    return label if label and speakers.accepts(label, dialogue) else None


def _by_label(reading: Reading, block: Block, speakers: Speakers) -> list[Block]:
    """`block` parted where one of its later lines opens with a speaker's label."""
    parts: list[list[Piece]] = []
    for piece in block.pieces:
        text = reading.line(piece.line).text[piece.start : piece.end].lstrip()
        label = label_at(text)
        begins = label is not None and speakers.accepts(label) and _may_open(reading, parts)
        if begins or not parts:
            parts.append([])
        parts[-1].append(piece)
    if len(parts) < 2:
        return [block]
    return [
        Block(
            part,
            reading.line(part[0].line).page,
            reading.quote(part),
            block.gap if number == 0 else 1.0,
            block.indent,
            reading.line(part[-1].line).box.right,
            reading.line(part[-1].line).page,
        )
        for number, part in enumerate(parts)
    ]


def _may_open(reading: Reading, parts: list[list[Piece]]) -> bool:
    """Whether a speech may begin behind what `parts` holds: not in the middle of a sentence."""
    if not parts:
        return True
    before = reading.quote(parts[-1])
    return bool(re.search(r"(?:[.?!…)\]\"”'’]|--|—)$", before)) or len(before) < 40


def _dialogue(reading: Reading, blocks: Sequence[Block], speakers: Speakers) -> Body:
    turns: list[Turn] = []
    headings: list[Heading] = []
    kinds: dict[int, tuple[str, int]] = {}
    speaking: str | None = None
    open_bracket = False
    for block, following in zip_longest(blocks, blocks[1:]):
        label = _accepted(block, speakers, True)
        if label is None and following and _parts_talk(reading, block, following, speakers):
            headings.append(Heading(block.text, block.page, span(block.pieces)))
            _claim(kinds, block, "heading", len(headings) - 1)
            continue
        part = _take_apart(reading, block, label)
        aside = label is None and (open_bracket or _is_aside(part.paragraph.text))
        opens = part.paragraph.text.startswith("[") and "]" not in part.paragraph.text and label is None
        open_bracket = (open_bracket or opens) and "]" not in part.paragraph.text
        if label is not None:
            speaking = label.speaker
            turns.append(Turn(speaking, block.page, (part.paragraph,), part.label_span))
        elif turns and _awaits_speech(turns[-1]):
            last = turns[-1]
            turns[-1] = Turn(last.speaker, last.page, (part.paragraph,), last.label)
        elif aside or opens or not turns:
            turns.append(Turn(None, block.page, (part.paragraph,)))
        elif turns[-1].speaker is None and speaking is not None:
            turns.append(Turn(speaking, block.page, (part.paragraph,)))
        else:
            last = turns[-1]
            turns[-1] = Turn(last.speaker, last.page, (*last.paragraphs, part.paragraph), last.label)
        _claim(kinds, block, "turn", len(turns) - 1)
    return Body("dialogue", tuple(turns), (), tuple(headings), kinds)


def _parts_talk(reading: Reading, block: Block, following: Block, speakers: Speakers) -> bool:
    """Whether `block` is a title within a dialogue: it stands apart, and a speaker's label follows it."""
    apart = block.gap >= BLANK and following.gap >= BLANK
    return (
        apart and _accepted(following, speakers, True) is not None and _is_heading(reading, block, following)
    )


def _is_aside(text: str) -> bool:
    return bool(_ASIDE.match(text)) and not _LEFT_OUT.match(text)


def _awaits_speech(turn: Turn) -> bool:
    """Whether a label stands alone, its words following apart: a blank or a box lies between."""
    return turn.speaker is not None and len(turn.paragraphs) == 1 and not turn.paragraphs[0].text


def _prose(reading: Reading, blocks: Sequence[Block]) -> Body:
    paragraphs: list[Paragraph] = []
    headings: list[Heading] = []
    kinds: dict[int, tuple[str, int]] = {}
    for place, block in enumerate(blocks):
        following = blocks[place + 1] if place + 1 < len(blocks) else None
        if _is_heading(reading, block, following):
            headings.append(Heading(block.text, block.page, span(block.pieces)))
            _claim(kinds, block, "heading", len(headings) - 1)
            continue
        paragraphs.append(_take_apart(reading, block, None).paragraph)
        _claim(kinds, block, "paragraph", len(paragraphs) - 1)
    items = sum(p.item is not None for p in paragraphs)
    style: Style | None = None
    if paragraphs:
        style = "list" if 2 * items >= len(paragraphs) and items > 1 else "narrative"
    return Body(style, (), tuple(paragraphs), tuple(headings), kinds)


def _claim(kinds: dict[int, tuple[str, int]], block: Block, kind: str, number: int) -> None:
    for piece in block.pieces:
        kinds.setdefault(piece.line, (kind, number))


def _is_heading(reading: Reading, block: Block, following: Block | None) -> bool:
    """A short line that stands alone above text, closed by nothing: a title within the paper."""
    text = block.text
    if following is None or len(block.pieces) > 2 or len(text) > 90 or ITEM.match(text):
        return False
    if len(block.pieces) == 1 and text.endswith(":") and reading.underlined(block.pieces[0]):
        return True
    if _HEADING_END.search(text) or MARK_END.search(text) or not re.search(r"[A-Za-z]{2}", text):
        return False
    if all(reading.underlined(piece) for piece in block.pieces):
        return True
    words = re.findall(r"[A-Za-z][\w'’-]*", text)
    big = [w for w in words if w[0].isupper() or len(w) <= 3]
    return len(text) <= 60 and len(big) >= 0.75 * len(words) and (block.indent > 3 or len(words) <= 8)


def _take_apart(reading: Reading, block: Block, label: SpokenLabel | None) -> _Part:
    """The block's paragraph without label, item and mark."""
    pieces: tuple[Piece, ...] = tuple(block.pieces)
    label_span = Span()
    if label is not None:
        head, pieces = _cut(reading, pieces, label.end)
        label_span = span(trimmed(reading, head, 0, 0))
    pieces, mark, struck, sure = _take_mark(reading, pieces)
    pieces, item = _take_item(reading, pieces)
    if mark is None:
        pieces, mark = _front_mark(reading, pieces)
    text = reading.quote(pieces)
    paragraph = Paragraph(text, mark, struck, block.page, item, span(pieces), sure)
    return _Part(block, paragraph, label, label_span)


def _cut(
    reading: Reading, pieces: tuple[Piece, ...], characters: int
) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """`pieces` parted behind so many characters of their joined text."""
    for count in range(1, len(pieces) + 1):
        if len(reading.quote(pieces[:count])) >= characters:
            before = reading.quote(pieces[: count - 1])
            last = pieces[count - 1]
            lead = characters - len(before) - (1 if before else 0)
            text = reading.line(last.line).text[last.start : last.end]
            offset = last.start + len(text) - len(text.lstrip()) + max(0, lead)
            head = (*pieces[: count - 1], Piece(last.line, last.start, min(offset, last.end)))
            rest = (Piece(last.line, min(offset, last.end), last.end), *pieces[count:])
            return head, trimmed(reading, rest, 0, 0)
    return pieces, ()


def _take_mark(
    reading: Reading, pieces: tuple[Piece, ...]
) -> tuple[tuple[Piece, ...], str | None, bool, float]:
    """The paragraph without the portion mark at its end; the mark, whether struck, and how sure it is."""
    pieces = trimmed(reading, pieces, 0, 0)
    if not pieces:
        return pieces, None, False, 1.0
    last = pieces[-1]
    text = reading.line(last.line).text[last.start : last.end]
    match = MARK_END.search(text) or (MARK_SMALL.search(text) if "(a)" not in text else None)
    match = match or MARK_WORN.search(text)
    if match is None:
        return pieces, None, False, 1.0
    at = Piece(last.line, last.start + match.start("mark"), last.start + match.end("mark"))
    mark = match["mark"].upper().replace("E", "C") + (match.groupdict().get("rest") or "")
    kept = trimmed(reading, pieces, 0, len(text) - match.start())
    struck = reading.struck(at) or bool(
        _STROKES.search(match.group().replace(match["mark"] + (match.groupdict().get("rest") or ""), ""))
    )
    return kept, re.sub(r"\s", "", mark), struck, reading.sure([at])


def _take_item(reading: Reading, pieces: tuple[Piece, ...]) -> tuple[tuple[Piece, ...], str | None]:
    if not pieces:
        return pieces, None
    text = reading.line(pieces[0].line).text[pieces[0].start : pieces[0].end]
    match = ITEM.match(text)
    if match is None:
        return pieces, None
    return trimmed(reading, pieces, match.end(), 0), match["item"]


def _front_mark(reading: Reading, pieces: tuple[Piece, ...]) -> tuple[tuple[Piece, ...], str | None]:
    """A mark in front, as State's cables and today's manuals have it."""
    if not pieces:
        return pieces, None
    text = reading.line(pieces[0].line).text[pieces[0].start : pieces[0].end]
    match = MARK_FRONT.match(text)
    if match is None:
        return pieces, None
    return trimmed(reading, pieces, match.end(), 0), match["mark"] + (match["rest"] or "").strip()
