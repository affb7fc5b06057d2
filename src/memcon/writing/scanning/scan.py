"""Records become a scan: typed, reviewed, stamped, copied, and put into a PDF of two-toned page images."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator, Sequence
from random import Random

import numpy as np
from msgspec import Struct, structs
from PIL import Image

from memcon.model import Box, Page, Paragraph, Record, Seen, Withheld, Word
from memcon.writing.drawing import saved_bytes
from memcon.writing.forms import FORMS
from memcon.writing.layout import Face, Rule, RuleKind, Sheet
from memcon.writing.scanning import ageing, impressions, layer, pen, plate
from memcon.writing.scanning.ageing import Bits
from memcon.writing.scanning.impressions import NARROW, Impression
from memcon.writing.scanning.plate import DPI, SCALE, Ink
from memcon.writing.scanning.release import Released, Stamp, marker, release, withdrawal_sheet
from memcon.writing.scanning.settings import Ageing
from memcon.writing.scanning.truth import TrueMark, Truth, Written
from memcon.writing.style import Style, style_of

_UNBOXED: tuple[RuleKind, ...] = ("corners", "blank")
_NOTE = "declassified]"
"""The last word of an editor's note in the place of a withheld passage."""
_APART = 8.0
"""Points that one stamp keeps from another."""
_RUBBER, _LABEL = 0.15, 0.04
"""How much of its ink a rubber stamp loses, and a printed label."""
_LONG_AGO = time.gmtime(946684800)
"""What the PDF gives as the day it was made, so that the same seed gives the same bytes."""


Point = tuple[float, float]


class _Copy(Struct):
    """One page of the scan, and the truth about it."""

    bits: Bits
    page: Page
    marks: list[TrueMark]
    bodies: list[Box]
    """For each of the page's words the room of its line that it fills."""


def scan(papers: Sequence[tuple[Record, Style]], random: Random, settings: Ageing) -> Written:
    """The papers as one scanned packet, with what is really on it."""
    copies: list[_Copy] = []
    records: list[Record] = []
    for record, style in [*papers, *_sheets(papers, random, settings)]:
        done = release(record, random, settings)
        pages = _copies(done, style, len(copies) + 1, random, settings)
        records.append(_settled(done.record, pages))
        copies += pages
    pdf = _bound([copy.bits for copy in copies])
    layers = _layers(copies, random, settings)
    spaced = frozenset(layers) if random.random() < settings.spaced_layer else frozenset[int]()
    truth = Truth(
        tuple(copy.page for copy in copies),
        tuple(mark for copy in copies for mark in copy.marks),
        tuple(records),
        tuple(sorted(number + 1 for number in spaced)),
    )
    return Written(layer.with_layer(pdf, layers, spaced) if layers else saved_bytes(pdf), truth)


def _sheets(
    papers: Sequence[tuple[Record, Style]], random: Random, settings: Ageing
) -> list[tuple[Record, Style]]:
    """The library's own sheets behind the papers."""
    found: list[Record] = []
    if random.random() < settings.withdrawal:
        found.append(withdrawal_sheet(random, "2013-0517-M"))
    if random.random() < settings.marker:
        found.append(marker(papers[0][0]))
    return [(record, style_of(record)) for record in found]


def _settled(record: Record, pages: Sequence[_Copy]) -> Record:
    """The record with the pages it came to lie on, and the pages of its withheld passages."""
    first, last = pages[0].page.number, pages[-1].page.number
    boxes = [(c.page.number, s.box) for c in pages for s in c.page.seen if s.kind == "withheld"]
    notes = [(c.page.number, None) for c in pages for w in c.page.words if w.text == _NOTE]
    withheld: list[Withheld] = []
    for passage in record.withheld:
        places = boxes if passage.exemptions else notes
        page, box = places.pop(0) if places else (first, None)
        withheld.append(structs.replace(passage, page=page, box=box))
    return structs.replace(_without_codes(record), pages=(first, last), withheld=tuple(withheld))


def _without_codes(record: Record) -> Record:
    """The record's words alone: a paragraph that is withheld whole has none.

    Its code in the blank is the reviewer's. Where neither speaker, mark nor number of it is left on the page,
    nobody can tell that it was one.
    """
    codes = {code for passage in record.withheld for code in passage.exemptions}

    def said(paragraphs: Sequence[Paragraph], *, labelled: bool) -> tuple[Paragraph, ...]:
        bare = [structs.replace(p, text="") if p.text in codes else p for p in paragraphs]
        return tuple(p for n, p in enumerate(bare) if p.text or p.mark or p.item or (labelled and n == 0))

    turns = [structs.replace(t, paragraphs=said(t.paragraphs, labelled=True)) for t in record.turns]
    return structs.replace(record, turns=tuple(turns), paragraphs=said(record.paragraphs, labelled=False))


def _copies(done: Released, style: Style, first: int, random: Random, settings: Ageing) -> list[_Copy]:
    """The pages of one paper, copied."""
    typed = structs.replace(done.record, declassification=None, stamps=())
    if done.record.form == "withdrawal_sheet":
        typed = done.record
    slashes = random.random() < settings.slashes
    level = done.record.banner if done.record.banner in done.record.stamps else None
    photocopy = next((s for s in done.record.stamps if "PHOTOCOPY" in s), None)
    kind: RuleKind = random.choice(_UNBOXED) if random.random() < settings.unboxed else "withheld"
    pages: list[_Copy] = []
    for number, sheet in enumerate(FORMS[style.name](typed, style)):
        desk = _Desk(_shown(sheet, kind), first + number, random)
        if done.stamps:
            desk.strike(slashes)
        if level:
            desk.level(level)
        if done.stamps and number == 0:
            desk.stamp(done.stamps[0])
        if photocopy:
            desk.photocopy(photocopy)
        pages.append(desk.copy(settings))
    return pages


def _shown(sheet: Sheet, kind: RuleKind) -> Sheet:
    """The sheet with its withheld passages shown in another way."""
    rules = tuple(structs.replace(r, kind=kind) if r.kind == "withheld" else r for r in sheet.rules)
    return structs.replace(sheet, rules=rules)


class _Desk:
    """One sheet on the reviewer's desk, then on the copier's glass."""

    def __init__(self, sheet: Sheet, number: int, random: Random) -> None:
        self._sheet, self._number, self._random = sheet, number, random
        self._ink: Ink = plate.inked(sheet)
        self._placed = plate.words(sheet, self._ink)
        plate.rule_off(self._ink, sheet)
        self._struck: dict[int, Box] = {}
        self._stamps: list[Impression] = []

    def strike(self, slashes: bool) -> None:
        """The pen goes through levels, and through the marks that the record says are struck."""
        rows: dict[tuple[float, float], list[int]] = {}
        for index, placed in enumerate(self._placed):
            if placed.run.part == "banner" or placed.run.struck:
                rows.setdefault((placed.run.y, placed.run.x), []).append(index)
        for members in rows.values():
            box = self._placed[members[0]].box
            for index in members[1:]:
                box = box.union(self._placed[index].box)
            slash = slashes and self._placed[members[0]].run.part == "mark"
            stroke = pen.through(self._ink, box, self._random, slash=slash)
            self._struck |= dict.fromkeys(members, stroke)

    def level(self, text: str) -> None:
        """The level, large, from a rubber stamp at the sheet's head and foot, and struck with the rest.

        Who stamped it when it was new kept it off the type where the foot had room.
        """
        size = impressions.extent((text,), face="Helvetica-Bold", size=30.0)
        foot = [(self._random.uniform(60, 590 - size[0]), self._random.uniform(716, 752)) for _ in range(8)]
        for at in ((self._random.uniform(215, 270), 12.0), self._emptiest(foot, size)):
            stamp = impressions.press(
                self._ink, (text,), at, self._random, face="Helvetica-Bold", size=30.0, slant=2.0
            )
            pen.through(self._ink, stamp.box, self._random, slash=False)
            words = tuple(structs.replace(word, struck=True) for word in stamp.words)
            self._stamps.append(structs.replace(stamp, words=words))

    def stamp(self, stamp: Stamp) -> None:
        """The stamp of release where the sheet has room for it, and what is written under it.

        One that has the case printed in it is a label from a printer, whose ink is even.
        """
        size = impressions.extent(stamp.lines, stamp.hand)
        left, low = self._sheet.width - size[0] - 18, self._sheet.height - size[1] - 8
        places = [(left - self._random.uniform(0, 40), self._random.uniform(70, 112)) for _ in range(6)]
        places += [(left - self._random.uniform(0, 40), low - self._random.uniform(0, 40)) for _ in range(6)]
        self._random.shuffle(places)
        fading = _LABEL if len(stamp.lines) > 2 else _RUBBER
        pressed = impressions.press(
            self._ink, stamp.lines, self._emptiest(places, size), self._random, fading=fading
        )
        if stamp.hand:
            pressed = impressions.sign(self._ink, pressed, stamp.hand, self._random)
        self._stamps.append(pressed)

    def _emptiest(self, places: Sequence[Point], size: Point) -> Point:
        """The place, of a few that a hand may reach, where a stamp so wide and high covers least ink."""

        def inked(place: Point) -> int:
            box = plate.pixels(Rule(*place, place[0] + size[0], place[1] + size[1]))
            part = self._ink[max(box.top, 0) : box.bottom, max(box.left, 0) : box.right]
            return int(np.count_nonzero(part))

        return min(places, key=inked)

    def photocopy(self, text: str) -> None:
        """The library's stamp across the foot, left of the release's.

        Of two kinds: bold, put on by hand where there is room; or thin, from a strip on the copier's glass,
        at one height on every sheet, over whatever is typed there. The strip is the Clinton Library's.
        """
        random, thin = self._random, self._random.random() < 0.5 and text.startswith("CLINTON")
        face: Face = "Helvetica" if thin else "Times-Bold"
        size = 25.0 if thin else 15.0
        wide, tall = impressions.extent((text,), face=face, size=size)
        wide *= NARROW if thin else 1.0
        places = [(random.uniform(24, 330), random.uniform(700, 756)) for _ in range(8)]
        strip = (random.uniform(140, 165), random.uniform(740, 746))
        x, y = strip if thin else self._emptiest(places, (wide, tall))
        for left, top, bottom in self._released():
            if top - _APART < y + size and y < bottom + _APART:
                x = max(min(x, left - wide - _APART), _APART)
        pressed = impressions.press(
            self._ink, (text,), (x, y), random, face=face, size=size, slant=0.7, fading=0.05, hairline=thin
        )
        self._stamps.append(pressed)

    def _released(self) -> Iterator[tuple[float, float, float]]:
        """Left, top and bottom of the stamps of release, in points, what is written under them included."""
        for stamp in self._stamps:
            if stamp.text.startswith("DECLASSIFIED"):
                boxes = [stamp.box, *(box for _, box in stamp.hand)]
                left, top = min(box.left for box in boxes), min(box.top for box in boxes)
                yield left / SCALE, top / SCALE, max(box.bottom for box in boxes) / SCALE

    def copy(self, settings: Ageing) -> _Copy:
        """The page as scanned, and the truth about it in pixels of the upright page."""
        random = self._random
        matrix = ageing.lean(self._ink.shape[:2], random.uniform(-settings.skew, settings.skew))
        leant = ageing.leant(self._ink, matrix) if settings.skew else self._ink
        bits = ageing.copied(leant, random, settings.noise)
        ageing.speckled(bits, random, settings.noise)
        if random.random() < settings.shadow:
            ageing.shadowed(bits, random)
        turned = random.choice((90, 180, 270)) if random.random() < settings.turned else 0
        words, bodies = self._words(matrix)
        height, width = bits.shape
        page = Page(
            self._number,
            width,
            height,
            DPI,
            words,
            self._seen(matrix),
            "image",
            turned,
            text=_plain(self._placed),
        )
        return _Copy(np.rot90(bits, turned // 90) if turned else bits, page, self._marks(matrix), bodies)

    def _words(self, matrix: ageing.Affine) -> tuple[tuple[Word, ...], list[Box]]:
        """The page's words, typed and stamped, and the room that each fills on its line."""
        words: list[Word] = []
        bodies: list[Box] = []
        for index, placed in enumerate(self._placed):
            box = ageing.moved(placed.box, matrix)
            struck, underlined = index in self._struck, placed.run.underlined
            words.append(Word(placed.text, box, source="image", struck=struck, underlined=underlined))
            bodies.append(ageing.moved(plate.body(placed), matrix))
        for stamp in self._stamps:
            for word in stamp.words:
                box = ageing.moved(word.box, matrix)
                words.append(structs.replace(word, box=box))
                bodies.append(box)
        return tuple(words), bodies

    def _marks(self, matrix: ageing.Affine) -> list[TrueMark]:
        marks: list[TrueMark] = []
        for index, placed in enumerate(self._placed):
            if placed.run.part == "mark":
                stroke = self._struck.get(index)
                crossed = ageing.moved(stroke, matrix) if stroke else None
                box = ageing.moved(placed.box, matrix)
                marks.append(
                    TrueMark(self._number, placed.text.strip("()"), box, stroke is not None, crossed)
                )
        return marks

    def _seen(self, matrix: ageing.Affine) -> tuple[Seen, ...]:
        seen: list[Seen] = []
        for rule in self._sheet.rules:
            if rule.codes:
                seen.append(Seen("withheld", ageing.moved(plate.pixels(rule), matrix), codes=rule.codes))
        for stamp in self._stamps:
            seen.append(Seen("stamp", ageing.moved(stamp.box, matrix), stamp.text, 1.0, stamp.angle))
            seen += [Seen("hand", ageing.moved(box, matrix), text) for text, box in stamp.hand]
        return tuple(seen)


def _plain(placed: Sequence[plate.Placed]) -> str:
    """The typed words, line by line."""
    rows: dict[float, list[plate.Placed]] = {}
    for word in placed:
        rows.setdefault(round(word.run.y, 1), []).append(word)
    return "\n".join(
        " ".join(word.text for word in sorted(row, key=lambda w: w.box.left)) for row in rows.values()
    )


def _bound(pages: Sequence[Bits]) -> bytes:
    """The pages as one PDF, each a two-toned image in fax coding."""
    images = [Image.fromarray(np.where(bits, 0, 255).astype(np.uint8)).convert("1") for bits in pages]
    buffer = io.BytesIO()
    images[0].save(
        buffer,
        "PDF",
        resolution=float(DPI),
        save_all=True,
        append_images=images[1:],
        creationDate=_LONG_AGO,
        modDate=_LONG_AGO,
    )
    return buffer.getvalue()


def _layers(copies: Sequence[_Copy], random: Random, settings: Ageing) -> dict[int, list[layer.Line]]:
    """The text layer of each upright page, as a scanning bureau read it; none where it made none."""
    if random.random() >= settings.layer:
        return {}
    return {
        number: layer.lines(
            layer.misread(list(zip(copy.page.words, copy.bodies, strict=True)), random, settings.misread)
        )
        for number, copy in enumerate(copies)
        if not copy.page.turned
    }
