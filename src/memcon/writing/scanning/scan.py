"""Records become a scan: typed, reviewed, stamped, copied, and put into a PDF of two-toned page images."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator, Sequence
from random import Random

import numpy as np
from msgspec import Struct, structs
from PIL import Image

from memcon.model import Box, Page, Record, Seen, Withheld, Word
from memcon.writing.drawing import saved_bytes, width_of
from memcon.writing.forms import FORMS
from memcon.writing.layout import Face, Rule, RuleKind, Run, Sheet
from memcon.writing.scanning import ageing, impressions, layer, pen, plate
from memcon.writing.scanning.ageing import Bits
from memcon.writing.scanning.impressions import Impression
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
_LONG_AGO = time.gmtime(946684800)
"""What the PDF gives as the day it was made, so that the same seed gives the same bytes."""


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
    return structs.replace(record, pages=(first, last), withheld=tuple(withheld))


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
        """The level, large, from a rubber stamp at the sheet's head and foot, and struck with the rest."""
        for y in (12.0, 748.0):
            at = (self._random.uniform(215, 270), y)
            stamp = impressions.press(
                self._ink, (text,), at, self._random, face="Helvetica-Bold", size=30.0, slant=2.0
            )
            pen.through(self._ink, stamp.box, self._random, slash=False)
            words = tuple(structs.replace(word, struck=True) for word in stamp.words)
            self._stamps.append(structs.replace(stamp, words=words))

    def stamp(self, stamp: Stamp) -> None:
        """The stamp of release where the sheet has room for it, and what is written under it."""
        x, y = self._free(impressions.extent(stamp.lines, stamp.hand))
        pressed = impressions.press(self._ink, stamp.lines, (x, y), self._random)
        if stamp.hand:
            pressed = impressions.sign(self._ink, pressed, stamp.hand, self._random)
        self._stamps.append(pressed)

    def _free(self, size: tuple[float, float]) -> tuple[float, float]:
        """The emptiest of a few places for a stamp so wide and high, in points: the right, high or low."""
        left = self._sheet.width - size[0] - 18
        places = [(left - self._random.uniform(0, 40), self._random.uniform(84, 112)) for _ in range(4)]
        low = self._sheet.height - size[1] - 8
        places += [(left - self._random.uniform(0, 40), low - self._random.uniform(0, 30)) for _ in range(4)]
        self._random.shuffle(places)

        def inked(place: tuple[float, float]) -> int:
            box = plate.pixels(Rule(*place, place[0] + size[0], place[1] + size[1]))
            return int(np.count_nonzero(self._ink[box.top : box.bottom, box.left : box.right]))

        return min(places, key=inked)

    def photocopy(self, text: str) -> None:
        """The library's stamp across the foot, over whatever is typed there, but left of the release's."""
        thin = self._random.random() < 0.5
        face: Face = "Helvetica" if thin else "Times-Bold"
        size = 22.0 if thin else 15.0
        x, y = self._random.uniform(60, 160), self._random.uniform(714, 746)
        wide = width_of(Run(0, 0, text, face, size))
        for left, top, bottom in self._released():
            if top - _APART < y + size and y < bottom + _APART:
                x = max(min(x, left - wide - _APART), _APART)
        pressed = impressions.press(
            self._ink, (text,), (x, y), self._random, face=face, size=size, slant=1.5, fading=0.05
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
