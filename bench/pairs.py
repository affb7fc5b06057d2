"""Pairs of releases of one invented paper, with what really differs: for the tests and the measures.

A paper is invented, and two copies are made of it. Each withholds passages of its own, from a few words to
whole speeches; a copy may be typed anew on another form with a few words changed, printed as in a published
volume, misread as OCR misreads, or lack a page. The truth is kept word by word.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterable, Sequence
from random import Random
from typing import NamedTuple

from memcon.comparison.papers import key_of, parts
from memcon.model import Paragraph, Record, Turn, Withheld
from memcon.writing import Ageing, as_scan, as_text, invented

STYLES = ("clinton", "bush", "vp", "ford", "state", "kissinger", "cable")
OTHER_FORMS = {"clinton": "bush", "bush": "clinton", "vp": "clinton"}
"""The form on which a copy of a style is typed anew."""
SHORTEST = 120
"""Words that a paper has at least of which there are many releases."""
MOST = 0.5
"""The share of its words that one release withholds at most."""
CODES = ("(b)(1)", "(b)(3)", "1.4(c)", "1.4(d)", "(b)(1), 1.4(d)")
SWAPS = {
    "not": "now", "will": "would", "before": "after", "north": "south", "agreed": "refused", "more": "less",
    "first": "last", "nothing": "something", "thirty": "sixty", "the": "a", "could": "should", "and": "or",
}  # fmt: skip
"""Words that a copy typed anew may have changed."""
MISREAD = (("rn", "m"), ("m", "rn"), ("l", "1"), ("o", "0"), ("e", "c"), ("h", "b"), ("t", "f"), ("s", "5"),
           ("i", "l"), ("a", "u"), ("c", "e"), ("n", "ri"))  # fmt: skip


class Cut(NamedTuple):
    """A withheld passage: words ``start:end`` of a paragraph, or all words of several."""

    first: int
    last: int
    start: int = 0
    end: int = 0

    @property
    def whole(self) -> bool:
        return self.end == 0


class Copy(NamedTuple):
    """One release of a paper."""

    record: Record
    style: object
    words: tuple[str, ...]
    """The words that it shows, in order; those of the body, and labels; and those of what stands in a gap."""
    ids: tuple[int, ...]
    """Which of the paper's words each is; below 0 for a gap's, by the gap's number from -1 down."""
    behind: tuple[frozenset[int], ...]
    """What each gap withholds."""

    @property
    def withheld(self) -> frozenset[int]:
        return frozenset(n for ids in self.behind for n in ids)


class Pair(NamedTuple):
    """Two files and the truth about them."""

    a: bytes
    b: bytes
    suffix: str
    opened: tuple[str, ...]
    """The keys of the words that a withholds and b shows, in order."""
    closed: tuple[str, ...]
    changed: tuple[str, ...]
    """The keys of the words that only one copy has, since it was typed anew, of both copies together."""
    words: int
    """Words of the paper."""
    what: str


def _passages(record: Record) -> list[tuple[str | None, int, Paragraph]]:
    """Each paragraph with its speaker where it opens a turn, and the number of its turn (-1 in prose)."""
    spoken = [
        (turn.speaker if not number else None, at, paragraph)
        for at, turn in enumerate(record.turns)
        for number, paragraph in enumerate(turn.paragraphs)
    ]
    return [*spoken, *((None, -1, paragraph) for paragraph in record.paragraphs)]


def _cuts(record: Record, random: Random, most: int) -> list[Cut]:
    """Passages to withhold, in order, no two of them in one paragraph."""
    passages = _passages(record)
    free = list(range(len(passages)))
    cuts: list[Cut] = []
    sizes = [len(paragraph.text.split()) for _, _, paragraph in passages]
    for _ in range(random.randint(0 if most > 1 else 1, most)):
        if not free:
            break
        first = random.choice(free)
        count = len(passages[first][2].text.split())
        if count >= 9 and random.random() < 0.7:
            length = random.randint(1, min(30, count - 4))
            start = random.randint(2, count - length - 2)
            cut = Cut(first, first, start, start + length)
        else:
            last = first + random.choice((0, 0, 0, 1, 2))
            cut = Cut(first, max(n for n in range(first, last + 1) if n in free and n < len(passages)))
            cut = _whole_turns(passages, cut)
            if any(n not in free for n in range(cut.first, cut.last + 1)):
                cut = Cut(first, first)
        gone = sum((c.end - c.start) or sum(sizes[c.first : c.last + 1]) for c in (*cuts, cut))
        if gone > MOST * sum(sizes):
            continue
        cuts.append(cut)
        for n in range(cut.first - 1, cut.last + 2):
            if n in free:
                free.remove(n)
    return sorted(cuts)


def _whole_turns(passages: Sequence[tuple[str | None, int, Paragraph]], cut: Cut) -> Cut:
    """The cut without a turn at its end of which some would be left, its label before nothing."""
    last = cut.last
    while last > cut.first and last + 1 < len(passages) and passages[last + 1][0] is None:
        turn = passages[last][1]
        if turn == passages[cut.first][1] or turn != passages[last + 1][1]:
            break
        while last > cut.first and passages[last][1] == turn:
            last -= 1
    return Cut(cut.first, last)


def _copy(record: Record, style: object, cuts: Sequence[Cut], random: Random, notes: bool) -> Copy:
    """The record with passages withheld: by an editor's `notes`, or by codes in boxes."""
    passages = _passages(record)
    starts, labels, at = [], [], 0
    for speaker, _, paragraph in passages:
        labels.append(len(parts_of(f"{speaker}:")) if speaker else 0)
        starts.append(at)
        at += labels[-1] + len(parts_of(paragraph.text))
    behind: list[tuple[set[int], list[str]]] = []
    texts: dict[int, str | None] = {}
    withheld: list[Withheld] = []
    for cut in cuts:
        words = passages[cut.first][2].text.split()
        code = random.choice(CODES)
        hidden: set[int] = set()
        if cut.whole:
            for n in range(cut.first, cut.last + 1):
                stop = starts[n + 1] if n + 1 < len(starts) else at
                begin = starts[n] + labels[n] if n == cut.first else starts[n]
                hidden.update(range(begin, stop))
                texts[n] = None
            letters = sum(len(passages[n][2].text) for n in range(cut.first, cut.last + 1))
            mark, gap = _mark(code, letters / 62 + 0.5, letters / 6, notes, random, whole=True)
            texts[cut.first] = mark
        else:
            before = sum(len(parts_of(w)) for w in words[: cut.start])
            inside = sum(len(parts_of(w)) for w in words[cut.start : cut.end])
            if not inside:
                continue  # a dash alone, which is no word
            begin = starts[cut.first] + labels[cut.first] + before
            hidden.update(range(begin, begin + inside))
            count = cut.end - cut.start
            mark, gap = _mark(code, count / 10, count, notes, random, whole=False)
            texts[cut.first] = " ".join((*words[: cut.start], mark, *words[cut.end :]))
        withheld.append(gap)
        behind.append((hidden, parts_of(mark)))
    words = [w for s, _, p in passages for w in (*parts_of(f"{s}:" if s else ""), *parts_of(p.text))]
    flow: list[tuple[int, str]] = []
    gaps = {min(ids): (-1 - n, said) for n, (ids, said) in enumerate(behind)}
    everything = {n for ids, _ in behind for n in ids}
    for n, word in enumerate(words):
        if n in gaps:
            flow += [(gaps[n][0], part) for part in gaps[n][1]]
        if n not in everything:
            flow.append((n, word))
    return Copy(
        _rewritten(record, texts, withheld), style, tuple(w for _, w in flow), tuple(n for n, _ in flow),
        tuple(frozenset(ids) for ids, _ in behind),
    )  # fmt: skip


def _mark(
    code: str, lines: float, words: float, notes: bool, random: Random, *, whole: bool
) -> tuple[str, Withheld]:
    """What stands in the place of a withheld passage, and the passage as a record has it."""
    exemptions = tuple(code.split(", "))
    if not notes:
        if whole or lines >= 2:
            return code, Withheld(1, exemptions, "lines", float(max(2, round(lines))))
        return code, Withheld(1, exemptions, "words", float(max(1, round(words))))
    if lines < 1:
        said = random.choice(("less than 1 line", f"{max(1, round(words))} words", "text"))
    else:
        said = random.choice(
            (f"{round(lines)} line{'s' if round(lines) > 1 else ''}", f"{int(lines)}½ lines")
        )
    return f"[{said} not declassified]", Withheld(1, (), "lines", None)


def _rewritten(record: Record, texts: dict[int, str | None], withheld: list[Withheld]) -> Record:
    """The record with paragraphs of another text; those of no text are left out."""
    from msgspec import structs

    turns: dict[int, list[Paragraph]] = {}
    paragraphs: list[Paragraph] = []
    for number, (_, at, paragraph) in enumerate(_passages(record)):
        text = texts.get(number, paragraph.text)
        if text is None:
            continue
        target = paragraphs if at < 0 else turns.setdefault(at, [])
        target.append(structs.replace(paragraph, text=text))
    kept = tuple(Turn(record.turns[n].speaker, 1, tuple(ps)) for n, ps in sorted(turns.items()))
    return structs.replace(record, turns=kept, paragraphs=tuple(paragraphs), withheld=tuple(withheld))


def parts_of(text: str) -> list[str]:
    """The words of a text as the comparison parts them, as keys."""
    return [key_of(part) for word in text.split() for part in parts(word)]


def _retyped(record: Record, random: Random, share: float) -> tuple[Record, list[str]]:
    """The record as a copyist typed it, some words changed, and the words that only one of the two has."""
    changes: list[str] = []

    def typed(text: str) -> str:
        words = text.split()
        for n, word in enumerate(words):
            if word == "not" and words[n + 1 : n + 2] == ["declassified]"]:
                continue
            if word in SWAPS and random.random() < share:
                words[n] = SWAPS[word]
                changes.extend((word, SWAPS[word]))
        return " ".join(words)

    texts: dict[int, str | None] = {n: typed(p.text) for n, (_, _, p) in enumerate(_passages(record))}
    return _rewritten(record, texts, list(record.withheld)), changes


def misread(text: str, random: Random, share: float) -> str:
    """A text in which a share of the words has a letter or two wrong, as OCR has them."""

    def word(found: re.Match[str]) -> str:
        said = found.group()
        fits = [(x, y) for x, y in MISREAD if x in said]
        if len(said) < 3 or not fits or random.random() >= share:
            return said
        x, y = random.choice(fits)
        return said.replace(x, y, 1)

    pieces = re.split(r"(\[[^\]]*\]|\([^)]*\))", text)
    return "".join(
        piece if n % 2 else re.sub(r"[A-Za-z]+(?![\w:])", word, piece) for n, piece in enumerate(pieces)
    )


def printed(record: Record) -> str:
    """The record as a published volume prints it: no marks, quotation marks that turn, long lines."""
    lines = [f"{record.title or 'Memorandum of Conversation'}", ""]
    lines += [(record.date_time_place_as_printed or "").replace("\n", ", "), ""]
    if record.subject:
        lines += ["SUBJECT", record.subject, ""]
    if record.participants:
        lines += ["PARTICIPANTS", *(p.printed for p in record.participants), ""]
    for speaker, _, paragraph in _passages(record):
        said = f"{speaker}: {paragraph.text}" if speaker else paragraph.text
        said = said.replace("'", "’").replace(" -- ", "—")
        lines += [textwrap.fill(said, 96, break_on_hyphens=False), ""]
    return "\n".join(lines)


Written = tuple[bytes, frozenset[int]]
"""A file, and which of the copy's words stood on the page that it lacks."""


def _as_text(copy: Copy, random: Random, missing: bool, noise: float, form: object) -> Written:
    text = printed(copy.record) if form == "printed" else as_text(copy.record, form)  # type: ignore[arg-type]
    sheets = text.split("\f")
    gone: frozenset[int] = frozenset()
    if missing and len(sheets) > 2:
        drop = random.randrange(1, len(sheets))
        gone = _on_page(copy, [parts_of(sheet) for sheet in sheets], drop)
        sheets.pop(drop)
    text = "\f".join(sheets)
    return (misread(text, random, noise) if noise else text).encode(), gone


def _on_page(copy: Copy, sheets: Iterable[Sequence[str]], number: int) -> frozenset[int]:
    """Which of the paper's words stand on a page of the copy."""
    from rapidfuzz.distance import LCSseq

    flat = [(word, page) for page, words in enumerate(sheets) for word in words]
    matches = LCSseq.editops([w for w, _ in flat], list(copy.words)).as_matching_blocks()
    pages = {m.b + n: flat[m.a + n][1] for m in matches for n in range(m.size)}
    gone = {copy.ids[place] for place, page in pages.items() if page == number}
    return frozenset(gone | {n for gap, ids in enumerate(copy.behind) if -1 - gap in gone for n in ids})


def _invented(random: Random, style: str) -> tuple[Record, object]:
    """An invented paper of which nothing is withheld."""
    while True:
        record, chosen = invented(random, style)
        if not record.withheld:
            return record, chosen


def text_pair(seed: int) -> Pair:
    """Two releases as plain text."""
    random = Random(f"text pair {seed}")
    style_name = random.choice(STYLES)
    record, style = _invented(random, style_name)
    twice = {"a": random.random() < 0.5, "b": random.random() < 0.8}
    copies = {n: _copy(record, style, _cuts(record, random, 4), random, twice[n]) for n in "ab"}
    changes: list[str] = []
    forms: dict[str, object] = {"a": style, "b": style}
    which = random.random()
    if which < 0.25 and twice["b"]:
        forms["b"] = "printed"
    elif which < 0.5 and style_name in OTHER_FORMS:
        retyped, changes = _retyped(copies["b"].record, random, 0.02)
        copies["b"] = copies["b"]._replace(record=retyped)
        forms["b"] = OTHER_FORMS[style_name]
    lacking = random.choice(("", "", "", "a", "b"))
    noise = random.choice((0.0, 0.0, 0.01, 0.03))
    a, gone_a = _as_text(
        copies["a"], random, lacking == "a", noise if random.random() < 0.5 else 0.0, forms["a"]
    )
    b, gone_b = _as_text(copies["b"], random, lacking == "b", noise, forms["b"])
    form = forms["b"] if isinstance(forms["b"], str) else "the same form"
    what = f"{style_name}, {form}, noise {noise}, lacks {lacking or 'nothing'}"
    return _pair(copies, a, b, ".txt", gone_a, gone_b, changes, what)


def _pair(
    copies: dict[str, Copy], a: bytes, b: bytes, suffix: str, gone_a: frozenset[int],
    gone_b: frozenset[int], changes: Sequence[str], what: str,
) -> Pair:  # fmt: skip
    one, other = copies["a"], copies["b"]
    gone = gone_a | gone_b
    opened = [w for w, n in zip(other.words, other.ids, strict=True) if n in one.withheld - gone]
    closed = [w for w, n in zip(one.words, one.ids, strict=True) if n in other.withheld - gone]
    words = len({n for n in (*one.ids, *other.ids) if n >= 0})
    return Pair(a, b, suffix, tuple(opened), tuple(closed), tuple(changes), words, what)


def scan_pair(seed: int, shape: Callable[[Random], Ageing] | None = None) -> Pair:
    """Two releases as scans, one of which may lack a page."""
    random = Random(f"scan pair {seed}")
    style_name = random.choice(STYLES)
    record, style = _invented(random, style_name)
    copies = {n: _copy(record, style, _cuts(record, random, 4), random, False) for n in "ab"}
    lacking = random.choice(("", "", "", "a", "b"))
    files: dict[str, Written] = {}
    for name in "ab":
        ageing = (shape or _worn)(random)
        written = as_scan(copies[name].record, style, random.randrange(1 << 30), ageing)  # type: ignore[arg-type]
        pages = [[k for w in page.words for k in parts_of(w.text)] for page in written.truth.pages]
        pdf, gone = written.pdf, frozenset[int]()
        if name == lacking and len(pages) > 2:
            drop = random.randrange(1, len(pages))
            pdf, gone = _without(pdf, drop), _on_page(copies[name], pages, drop)
        files[name] = (pdf, gone)
    (a, gone_a), (b, gone_b) = files["a"], files["b"]
    return _pair(copies, a, b, ".pdf", gone_a, gone_b, (), f"{style_name} scan lacks {lacking or '-'}")


def _worn(random: Random) -> Ageing:
    return Ageing(
        withheld=0.0, marker=0.0, withdrawal=0.0, turned=0.0, noise=random.choice((0.1, 0.3, 0.5)),
        skew=random.choice((0.2, 0.4, 0.8)), layer=random.choice((0.0, 1.0)),
    )  # fmt: skip


def _without(pdf: bytes, page: int) -> bytes:
    """A PDF without one of its pages."""
    import io

    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    document.del_page(page)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def releases(seed: int, count: int) -> list[bytes]:
    """So many releases of one paper as plain text: each with passages of its own withheld, some misread."""
    random = Random(f"releases {seed}")
    record, style = _invented(random, random.choice(STYLES))
    while sum(len(p.text.split()) for _, _, p in _passages(record)) < SHORTEST:
        record, style = _invented(random, random.choice(STYLES))
    found: list[bytes] = []
    for _ in range(count):
        copy = _copy(record, style, _cuts(record, random, 4), random, random.random() < 0.7)
        noise = random.choice((0.0, 0.01, 0.03))
        text = as_text(copy.record, style)  # type: ignore[arg-type]
        found.append((misread(text, random, noise) if noise else text).encode())
    return found
