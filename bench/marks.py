"""What is seen on a page, against the truth of written scans: marks, stamps, withheld passages, and the time.

Two readings of the same pages are scored. **The eye alone** is `memcon.pages.marks.look`, which is given the
page's ink and reads no word. **The whole reader** has OCR as well, which reads unstruck marks better than the
eye does and takes back what the eye has seen in words that were read well.

The figures are kept in ``build/marks.json``, from which ``tools/marks_plots.py`` draws.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import msgspec
import numpy as np
from msgspec import Struct, structs
from PIL import Image

from bench.measure import seconds
from bench.scans import bare_ocr
from memcon import DOUBTFUL, parse_mark, writing
from memcon.model import Box, Page, Paragraph, Record, Word
from memcon.pages import Settings, marks, open_source
from memcon.pages.pdf import PdfFile
from memcon.pages.view import View, view_of
from memcon.writing import Ageing, StyleName, TrueMark, Truth

if TYPE_CHECKING:
    from paper import Drawn

SCANS = 130
"""Scans that the eye and the whole reader are measured on at the default noise;"""
CURVE = 10
"""scans at each noise of the curve;"""
DRAWN = 2
"""drawn pages in each typeface;"""
TIMED = 4
"""scans that are timed."""
NOISES = (0.0, 0.15, 0.3, 0.45, 0.6, 0.8, 1.0)
STYLES: tuple[StyleName, ...] = ("clinton", "bush", "vp", "nsc")
"""Those whose paragraphs bear marks."""
SIZES = (12.0, 10.0)
"""Points of the type: 10 and 12 letters to the inch."""
RARE = ("TS", "LOU", "SBU", "FOUO", "C/NF", "S/NF")
"""Marks that papers seldom bear: every third paper is given one of them instead of its (C) or (S)."""
SURE = DOUBTFUL
KEPT = Path(__file__).parents[1] / "build" / "marks.json"


class Case(Struct, frozen=True):
    """One mark: what is there, and what was said; None where there is none, or nothing was said."""

    true: str | None
    said: str | None
    struck: bool
    """Whether a pen really went through it (as said, where there is no mark)."""
    said_struck: bool
    stroke: str
    chance: float
    """Probability that the reader gave, 0 where it said nothing."""

    @property
    def right(self) -> bool:
        return self.true is not None and self.true == self.said and self.struck == self.said_struck


class Places(Struct, frozen=True):
    """Of one kind of thing: how many there are, how many were seen, how many were said to be there."""

    true: int
    seen: int
    said: int


class Measured(Struct, frozen=True):
    """All that a run measures; `tools/marks_plots.py` draws it."""

    eye: list[Case]
    reader: list[Case]
    curve: dict[float, list[Case]]
    """The eye alone by noise,"""
    read_curve: dict[float, list[Case]]
    """and the whole reader."""
    faces: dict[str, list[Case]]
    """The eye alone on drawn pages, by typeface."""
    places: dict[str, Places]
    pages: int
    look: float
    """CPU seconds a page of the eye and of putting its marks among the words,"""
    ocr: float
    """and of tesserocr alone on the same images."""


class Score(Struct, frozen=True):
    """Shares from 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def run(folder: Path) -> None:
    """Measure, print the tables, and keep the figures for the plots."""
    measured = measure(folder)
    KEPT.parent.mkdir(exist_ok=True)
    KEPT.write_bytes(msgspec.json.encode(measured))
    from bench.marktables import tell  # it needs the names of this module

    tell(measured)


def measure(folder: Path) -> Measured:
    """Write the scans into `folder`, look at them, and compare with their truth."""
    eye: list[Case] = []
    reader: list[Case] = []
    boxes: dict[str, Places] = {}
    pages = 0
    for path, truth, kind in packets(folder, SCANS, Ageing().noise, start=500):
        pages += len(truth.pages)
        eye += [case for view, there in viewed(path, truth) for case in looked(view, there)]
        for page in _read(path):
            reader += read_marks(page, truth)
            _count(boxes, page, truth.pages[page.number - 1], kind)
    curve: dict[float, list[Case]] = {noise: [] for noise in NOISES}
    read_curve: dict[float, list[Case]] = {noise: [] for noise in NOISES}
    for noise in NOISES:  # other papers than those of the default noise, the same at each
        for path, truth, _ in packets(folder, CURVE, noise, start=10_000):
            curve[noise] += [case for view, there in viewed(path, truth) for case in looked(view, there)]
            read_curve[noise] += [case for page in _read(path) for case in read_marks(page, truth)]
    return Measured(eye, reader, curve, read_curve, by_face(), boxes, pages, *timed(folder))


def _read(path: Path) -> Iterator[Page]:
    """A scan's pages as the whole reader has them. What OCR has read is kept, as in everyday use, so that a
    measurement that was broken off goes on quickly."""
    with open_source(path, Settings(ocr="always")) as opened:
        yield from opened


def by_face() -> dict[str, list[Case]]:
    """What the eye makes of drawn pages from a seed that training has not seen, in each of its typefaces.

    Such a page is all traps: every second line ends in something in brackets that is no mark.
    """
    sys.path.insert(0, str(Path(__file__).parents[1] / "training"))
    from paper import BASE_14, FONT_FILES, Face
    from sheets import page

    found: dict[str, list[Case]] = {}
    for name in dict.fromkeys([*BASE_14, *FONT_FILES]):
        plain = name if isinstance(name, str) else name[1].removesuffix(".ttf")
        cases = found.setdefault(plain, [])
        for number in range(DRAWN):
            face = Face(name, (10.0, 12.0)[number % 2], 1.0)
            sheet = page(np.random.default_rng([77, number]), given=face)
            said = marks.look(sheet.ink, 300).marks
            there = [TrueMark(1, m.letters, _around(m, face.em), m.struck) for m in sheet.marks]
            cases += compared([_Said(m.core, m.text, m.struck, m.confidence) for m in said], there)
    return found


def _around(mark: Drawn, em: float) -> Box:
    """About where a drawn mark stands, of which the middle is known."""
    half, high = 0.3 * em * (len(mark.letters) + 2), 0.62 * em
    return Box(*map(round, (mark.x - half, mark.baseline - high, mark.x + half, mark.baseline + 0.1 * em)))


def packets(folder: Path, scans: int, noise: float, start: int = 0) -> Iterator[tuple[Path, Truth, str]]:
    """So many written scans of one paper each, and how each shows what is withheld.

    Every choice comes from the paper's number, counted from `start`: style, size of type, marks, strokes,
    stamps, and every second paper with something withheld, in boxes or by corners or in blanks.
    """
    for seed in range(start, start + scans):
        style = STYLES[seed % len(STYLES)]
        unboxed = float(seed // 2 % 2)
        ageing = Ageing(
            noise=noise, slashes=0.5, stamped_level=0.3, withheld=0.5, unboxed=unboxed,
            turned=0.0, layer=0.0, marker=0.0, withdrawal=0.0,
        )  # fmt: skip
        typed = structs.replace(writing.style_named(style), size=SIZES[seed // 4 % 2])
        done = writing.as_scan(_marked(writing.invent(seed, style), seed), typed, seed, ageing)
        path = folder / f"{seed}.pdf"
        path.write_bytes(done.pdf)
        yield path, done.truth, "corners or blank" if unboxed else "hollow box"
        path.unlink()


def _marked(record: Record, seed: int) -> Record:
    """Every third paper with a rare mark in the place of each (C) or (S)."""
    if seed % 3:
        return record
    random = Random(f"marks {seed}")

    def other(paragraph: Paragraph) -> Paragraph:
        rare = random.choice(RARE)
        return structs.replace(paragraph, mark=rare) if paragraph.mark in ("C", "S") else paragraph

    turns = [structs.replace(t, paragraphs=tuple(map(other, t.paragraphs))) for t in record.turns]
    return structs.replace(record, turns=tuple(turns), paragraphs=tuple(map(other, record.paragraphs)))


def viewed(path: Path, truth: Truth) -> Iterator[tuple[View, list[TrueMark]]]:
    """Each page's ink as the reader cleans it, and the marks that are on it."""
    file = PdfFile(path)
    for number in range(1, file.count + 1):
        yield view_of(file.sheet(number), 0), [m for m in truth.marks if m.page == number]
    file.close()


class _Said(Struct, frozen=True):
    box: Box
    text: str
    struck: bool
    chance: float


def looked(view: View, there: Sequence[TrueMark]) -> list[Case]:
    """What the eye says of a page's marks."""
    seen = marks.look(view.ink, view.dpi, view.parts).marks
    return compared([_Said(m.core, m.text, m.struck, m.confidence) for m in seen], there)


def read_marks(page: Page, truth: Truth) -> list[Case]:
    """What the whole reader says of a page's marks."""
    words = [w for w in page.words if w.text[:1] == "(" and parse_mark(w.text) is not None]
    there = [m for m in truth.marks if m.page == page.number]
    return compared([_Said(w.box, w.text, w.struck, w.confidence) for w in words], there)


def compared(said: Sequence[_Said], there: Sequence[TrueMark]) -> list[Case]:
    """Each mark with what was said of it, nearest first; then those said to be where there is none."""
    pairs = sorted(
        (away, s, t)
        for s, one in enumerate(said)
        for t, mark in enumerate(there)
        if (away := _away(one.box, mark.box)) is not None
    )
    of: dict[int, int] = {}
    for _, s, t in pairs:
        if t not in of and s not in of.values():
            of[t] = s
    cases = [_case(mark, said[of[t]] if t in of else None) for t, mark in enumerate(there)]
    more = [one for s, one in enumerate(said) if s not in of.values()]
    return cases + [Case(None, _bare(m), m.struck, m.struck, "none", m.chance) for m in more]


def _away(box: Box, mark: Box) -> float | None:
    """How far two middles lie apart, in pixels; None for two that are not in the same place.

    The reader straightens the page, so that its boxes lie up to a dozen pixels from the truth's.
    """
    across = abs((box.left + box.right) - (mark.left + mark.right)) / 2
    down = abs(box.middle - mark.middle)
    return across + down if across < mark.width / 2 + 15 and down < 25 else None


def _bare(said: _Said) -> str:
    return said.text.strip("()[]{} ").upper()


def _case(mark: TrueMark, said: _Said | None) -> Case:
    stroke = "none"
    if mark.stroke is not None:
        over = mark.stroke.left < mark.box.left and mark.stroke.right > mark.box.right
        stroke = "level" if over else "slash"
    if said is None:
        return Case(mark.mark, None, mark.struck, False, stroke, 0.0)
    return Case(mark.mark, _bare(said), mark.struck, said.struck, stroke, said.chance)


def _count(kinds: dict[str, Places], page: Page, truth: Page, kind: str) -> None:
    """Add a page's stamps and withheld passages to the counts."""
    for name, sort in ((f"withheld, {kind}", "withheld"), ("stamps", "stamp")):
        there = [s.box for s in truth.seen if s.kind == sort]
        said = [s.box for s in page.seen if s.kind == sort]
        seen = sum(any(_over(a, b) for b in said) for a in there)
        right = sum(any(_over(a, b) for b in there) for a in said)
        old = kinds.get(name, Places(0, 0, 0))
        kinds[name] = Places(old.true + len(there), old.seen + seen, old.said + len(said) - right)
    coded = [s for s in truth.seen if s.kind == "withheld" and s.codes]
    said = [s for s in page.seen if s.kind == "withheld" and s.codes]
    seen = sum(any(_over(a.box, b.box) and a.codes == b.codes for b in said) for a in coded)
    wrong = sum(not any(_over(a.box, b.box) and a.codes == b.codes for a in coded) for b in said)
    old = kinds.get("their codes", Places(0, 0, 0))
    kinds["their codes"] = Places(old.true + len(coded), old.seen + seen, old.said + wrong)


def _over(a: Box, b: Box) -> bool:
    """Whether half of the smaller of two boxes lies in the other."""
    wide = min(a.right, b.right) - max(a.left, b.left)
    high = min(a.bottom, b.bottom) - max(a.top, b.top)
    return min(wide, high) > 0 and wide * high >= 0.5 * min(a.width * a.height, b.width * b.height)


def timed(folder: Path) -> tuple[float, float]:
    """CPU seconds a page of `look` and `dress` together, and of tesserocr alone on the same ink."""
    views: list[tuple[View, tuple[Word, ...]]] = []
    for path, truth, _ in packets(folder, TIMED, Ageing().noise):
        words = [page.words for page in truth.pages]
        views += zip((view for view, _ in viewed(path, truth)), words, strict=True)
    images = [Image.fromarray(np.subtract(255, view.ink)) for view, _ in views]
    eye, _ = seconds(
        lambda: [marks.dress(marks.look(v.ink, v.dpi, v.parts), words, v.dpi) for v, words in views],
        best_of=3,
    )
    ocr, _ = seconds(lambda: bare_ocr(images), best_of=2)
    return eye / len(views), ocr / len(views)


def score(cases: Sequence[Case], least: float = SURE) -> Score:
    """Of the marks said with at least the probability `least`, how many are right; and how many of all are
    said rightly: the letters and whether they are struck."""
    said = [c for c in cases if c.said is not None and c.chance >= least]
    right = sum(c.right for c in said)
    there = sum(c.true is not None for c in cases)
    return Score(right / len(said) if said else 1.0, right / there if there else 1.0)


def struck_score(cases: Sequence[Case], least: float = SURE) -> Score:
    """The same of struck marks alone."""
    said = [c for c in cases if c.said is not None and c.said_struck and c.chance >= least]
    right = sum(c.right for c in said)
    there = sum(c.true is not None and c.struck for c in cases)
    return Score(right / len(said) if said else 1.0, right / there if there else 1.0)


class Bin(Struct, frozen=True):
    """Marks said with about one probability."""

    chance: float
    """Their mean probability,"""
    right: float
    """the share of them that is right,"""
    count: int
    """and how many they are."""


def bins(cases: Sequence[Case], many: int = 10) -> list[Bin]:
    """The marks that were said, in `many` bins of equally many each, by rising probability."""
    said = sorted((c for c in cases if c.said is not None), key=lambda c: c.chance)
    parts = [said[len(said) * n // many : len(said) * (n + 1) // many] for n in range(many)]
    return [
        Bin(sum(c.chance for c in part) / len(part), sum(c.right for c in part) / len(part), len(part))
        for part in parts
        if part
    ]


def gap(parts: Sequence[Bin]) -> float:
    """The expected calibration error: how far probability and truth lie apart, over all bins."""
    return sum(b.count * abs(b.chance - b.right) for b in parts) / max(1, sum(b.count for b in parts))
