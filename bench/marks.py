"""What is seen on a page, against the truth of written scans: marks, stamps, withheld passages, and the time.

Two readings of the same pages are scored. **The eye alone** is `memcon.pages.marks.look`, which is given the
page's ink and reads no word. **The whole reader** has OCR as well, which reads unstruck marks better than the
eye does and takes back what the eye has seen in words that were read well.

The figures are kept in ``build/marks.json``, from which ``tools/marks_plots.py`` draws.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random

import msgspec
import numpy as np
from msgspec import Struct, structs
from PIL import Image

from bench.measure import seconds, show
from bench.scans import bare_ocr
from memcon import DOUBTFUL, parse_mark, writing
from memcon.model import Box, Page, Paragraph, Record, Word
from memcon.pages import Settings, marks, open_source
from memcon.pages.pdf import PdfFile
from memcon.pages.view import View, view_of
from memcon.writing import Ageing, StyleName, TrueMark, Truth

PAGES = 200
"""Pages that the eye is measured on at the default noise;"""
READ = 200
"""so many of them, at least, the whole reader reads, OCR and all;"""
CURVE = 30
"""pages at each noise of the curve;"""
TIMED = 10
"""pages that are timed."""
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
    places: dict[str, Places]
    pages: int
    read: int
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
    tell(measured)


def measure(folder: Path) -> Measured:
    """Write the scans into `folder`, look at them, and compare with their truth."""
    eye: list[Case] = []
    reader: list[Case] = []
    boxes: dict[str, Places] = {}
    pages = read = 0
    for path, truth, kind in packets(folder, PAGES, Ageing().noise):
        pages += len(truth.pages)
        eye += [case for view, there in viewed(path, truth) for case in looked(view, there)]
        if read < READ:
            read += len(truth.pages)
            with open_source(path, Settings(ocr="always", cache=False)) as opened:
                for page in opened:
                    reader += read_marks(page, truth)
                    _count(boxes, page, truth.pages[page.number - 1], kind)
    curve = {noise: _at(folder, noise) for noise in NOISES}
    return Measured(eye, reader, curve, boxes, pages, read, *timed(folder))


def _at(folder: Path, noise: float) -> list[Case]:
    """What the eye makes of pages so noisy, other pages than those of the default noise."""
    papers = packets(folder, CURVE, noise, start=10_000)
    return [case for path, truth, _ in papers for view, there in viewed(path, truth)
            for case in looked(view, there)]  # fmt: skip


def packets(folder: Path, pages: int, noise: float, start: int = 0) -> Iterator[tuple[Path, Truth, str]]:
    """Written scans of one paper each, of at least so many pages, and how each shows what is withheld.

    Every choice comes from the paper's number, counted from `start`: style, size of type, marks, strokes,
    stamps, and every second paper with something withheld, in boxes or by corners or in blanks.
    """
    count = 0
    for seed in range(start, start + 10_000):
        if count >= pages:
            return
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
        count += len(done.truth.pages)
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


def tell(measured: Measured) -> None:
    """Print the tables."""
    both = {
        f"the eye alone, {measured.pages} pages": measured.eye,
        f"the whole reader, {measured.read} pages": measured.reader,
    }
    show("Marks on written scans, default noise", COLUMNS, [_row(n, c) for n, c in both.items()], NOTE)
    _tell_kinds(measured)
    _tell_wrong(measured)
    levels = [_row(f"{noise:.2f}", cases) for noise, cases in measured.curve.items()]
    show(f"The eye alone by noise, {CURVE} pages each", COLUMNS, levels, "0.30 is the default.")
    _tell_gaps(measured)
    seen = [(n, f"{p.true}", f"{p.seen}", f"{p.said}") for n, p in measured.places.items()]
    columns = ("", "there", "seen", "false")
    about = "Seen: half of the smaller box lies in the other. A blank without corners has but its code."
    show("Stamps and withheld passages, the whole reader", columns, seen, about)
    times = {"tesserocr alone": measured.ocr, "look and dress": measured.look}
    rows = [(name, f"{took:.3f}", f"{took / measured.ocr:.2f}") for name, took in times.items()]
    note = f"{TIMED} pages or a few more, one process. Aim: 0.10."
    show("Time", ("", "CPU s/page", "times"), rows, note)


def _tell_kinds(measured: Measured) -> None:
    kinds: dict[str, Callable[[Case], bool]] = {
        "struck by a level stroke": lambda c: c.stroke == "level",
        "struck by a slash": lambda c: c.stroke == "slash",
        "not struck": lambda c: c.true is not None and not c.struck,
    }
    for mark in sorted({c.true for c in measured.eye if c.true}):
        kinds[f"({mark})"] = lambda c, mark=mark: c.true == mark
    rows = [(name, *_recalls(measured, test)) for name, test in kinds.items()]
    show("Which of them are said rightly", ("", "marks", "eye", "marks", "reader"), rows, "Recall.")


def _tell_wrong(measured: Measured, most: int = 8) -> None:
    def name(mark: str | None, struck: bool) -> str:
        return f"({mark}){' struck' if struck else ''}" if mark else "nothing"

    wrong: Counter[tuple[str, str]] = Counter()
    for case in measured.reader:
        said = case.said if case.chance >= SURE else None
        if (said or case.true) and not (said and case.right):
            wrong[name(case.true, case.struck), name(said, case.said_struck)] += 1
    rows = [(there, said, f"{times}") for (there, said), times in wrong.most_common(most)]
    note = f"The whole reader; the commonest of {wrong.total()} mistakes."
    show("What is said wrongly", ("there is", "said", "times"), rows, note)


def _tell_gaps(measured: Measured) -> None:
    pooled = [c for cases in measured.curve.values() for c in cases]
    calibrated = {"default noise": measured.eye, "all noises": pooled, "the whole reader": measured.reader}
    rows = [
        (name, f"{sum(c.said is not None for c in cases)}", f"{gap(bins(cases)):.3f}")
        for name, cases in calibrated.items()
    ]
    show("Expected calibration error", ("", "said", "error"), rows, "Ten bins of equally many. Aim: 0.03.")


COLUMNS = ("", "marks", "F1", "precision", "recall", "struck: precision", "recall")
NOTE = (
    f"A mark counts as said where its probability is at least {SURE}, and as right where its letters and its "
    "stroke are."
)


def _row(name: str, cases: Sequence[Case]) -> tuple[str, ...]:
    every, struck = score(cases), struck_score(cases)
    figures = (every.f1, every.precision, every.recall, struck.precision, struck.recall)
    return (name, f"{sum(c.true is not None for c in cases)}", *(f"{f:.3f}" for f in figures))


def _recalls(measured: Measured, test: Callable[[Case], bool]) -> tuple[str, str, str, str]:
    """How many of a kind there are and how many are said rightly, by the eye and by the reader."""
    eye, reader = [c for c in measured.eye if test(c)], [c for c in measured.reader if test(c)]
    return (
        f"{len(eye)}", f"{score(eye).recall:.3f}" if eye else "-",
        f"{len(reader)}", f"{score(reader).recall:.3f}" if reader else "-",
    )  # fmt: skip
