"""Draws typed pages with portion marks on them, struck and not, where every mark's place is known.

The pages are made as the real ones are made: a typewriter or a word processor sets the lines, a reviewer's
pen or ruler goes through the marks, a copier blurs and a scanner thresholds. Words are chosen at random and
make no sense. All of it follows from one `numpy.random.Generator`.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.resources import files

import cv2
import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as raw
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

Gray = NDArray[np.uint8]
DPI = 300

BASE_14 = (
    "Courier",
    "Courier",
    "Courier",
    "Courier-Bold",
    "Times-Roman",
    "Times-Roman",
    "Times-Bold",
    "Helvetica",
)
"""Fonts that PDFium draws by itself; Courier more often, as on the papers."""
FONT_FILES = (
    ("fontpkg_ibm_plex_mono", "IBMPlexMono-Regular.ttf"),
    ("fontpkg_ibm_plex_mono", "IBMPlexMono-Medium.ttf"),
    ("fontpkg_ibm_plex_mono", "IBMPlexMono-Light.ttf"),
    ("fontpkg_roboto_mono", "RobotoMono[wght].ttf"),
    ("fontpkg_dm_mono", "DMMono-Regular.ttf"),
)

MARKS = ("C", "S", "U", "TS", "LOU", "SBU", "FOUO", "S/NF", "C/NF", "R")
ODDS = (0.25, 0.24, 0.15, 0.10, 0.06, 0.05, 0.04, 0.05, 0.03, 0.03)
_OTHERS = (
    "(a) (b) (c) (d) (1) (2) (3) (6) (i) (ii) (b)(3) (G) (O) (D) (5) (s) (see) (the) 1.4(c) (NATO) (UN) (US) "
    "(8) (0) (?) (sic) (B) (E) (P) (T) [S] {S} S. C: IS C S U CS (EU) (UK) (IMF) end. (CIA) (DOD) (JCS) OADR"
)
OTHERS = _OTHERS.split()
"""What stands at a line's end and is no mark."""
_PROSE = (
    "we need to talk about how this could work before spring and who would pay for it in years that come "
    "then you said yes but minister also asked whether our forces should stay there while talks go on it is "
    "not easy for him at home because parliament has no money left after last winter so they want more time "
    "I think that is fair as long as all sides keep what was agreed in October The President Prime Minister "
    "Foreign Secretary Ambassador Embassy Treaty OSCE U.S. General Council Mr. Dr. UN 1994 1,200 35 percent "
    "-- 10-12 NATO's \"safe\" region's border; river, village: grain oil gas steel trade debt loan bank vote "
    "election press leak draft text paper note call line plane visit trip MPs, pre- UNESCO COUNCIL WORKMAN, "
    "CHANCELLOR DIRECTOR U.N. NATO, OSCE. hammer summer comment summit"
)
WORDS = _PROSE.split()
_LABELS = (
    "The President:|Prime Minister:|FOREIGN MINISTER:|Secretary:|Ambassador:|PARTICIPANTS|State:|DOD:|CIA:"
    "|NSC:|JCS:|USUN:|U.S.|Norway|France|The Chief of Staff's Office:|Main Points|OMB:|Other:|ITEMS|PURPOSE"
)
LABELS = _LABELS.split("|")
LEVEL_WORDS = ("SECRET", "CONFIDENTIAL", "TOP SECRET", "UNCLASSIFIED", "[SECRET]")


@dataclass(frozen=True)
class Drawn:
    """A mark on the page: what it says, where its middle and baseline are, whether a pen went through it."""

    letters: str
    x: float
    baseline: float
    struck: bool


@dataclass
class Sheet:
    """A page being drawn, 0 paper to 255 ink."""

    ink: Gray
    marks: list[Drawn] = field(default_factory=list)


class Face:
    """One font at one size; `pieces` sets short texts, each as its own picture on a known baseline."""

    def __init__(self, name: str | tuple[str, str], points: float, stretch: float) -> None:
        self.name, self.points, self.stretch = name, points, stretch
        self.em = points * DPI / 72
        self._held: dict[str, Gray] = {}
        self.baseline = round(1.2 * self.em)
        self.high = round(1.8 * self.em)

    def pieces(self, texts: Sequence[str]) -> list[Gray]:
        """The texts as pictures `high` pixels high, baseline at `baseline`, cut to their ink's width."""
        new = [t for t in dict.fromkeys(texts) if t not in self._held]
        draw = self._typed if isinstance(self.name, tuple) else self._set
        for text, picture in zip(new, draw(new) if new else [], strict=True):
            if self.stretch != 1:
                picture = cv2.resize(picture, None, fx=self.stretch, fy=1, interpolation=cv2.INTER_AREA)
            on = np.flatnonzero(picture.max(axis=0) > 60)
            self._held[text] = picture[:, on[0] : on[-1] + 1] if len(on) else picture[:, :1]
        return [self._held[t] for t in texts]

    def _set(self, texts: Sequence[str]) -> list[Gray]:
        wide = max(len(t) for t in texts) * self.points + 20
        step = self.high * 72 / DPI
        document = pdfium.PdfDocument.new()
        page = document.new_page(wide, step * len(texts))
        for row, text in enumerate(texts):
            thing = raw.FPDFPageObj_NewTextObj(document.raw, str(self.name).encode(), self.points)
            coded = (text + "\x00").encode("utf-16-le")
            raw.FPDFText_SetText(thing, ctypes.cast(ctypes.create_string_buffer(coded), raw.FPDF_WIDESTRING))
            raw.FPDFPageObj_Transform(
                thing, 1, 0, 0, 1, 6, step * (len(texts) - row) - self.baseline * 72 / DPI
            )
            raw.FPDFPage_InsertObject(page.raw, thing)
        page.gen_content()
        picture = 255 - page.render(scale=DPI / 72, grayscale=True).to_numpy().squeeze()
        return [picture[r * self.high : (r + 1) * self.high] for r in range(len(texts))]

    def _typed(self, texts: Sequence[str]) -> list[Gray]:
        package, name = self.name
        font = ImageFont.truetype(str(files(package) / "files" / name), round(self.em))
        out: list[Gray] = []
        for text in texts:
            image = Image.new("L", (round(len(text) * self.em) + 20, self.high), 0)
            ImageDraw.Draw(image).text((6, self.baseline), text, font=font, fill=255, anchor="ls")
            out.append(np.asarray(image))
        return out


def face(rng: np.random.Generator) -> Face:
    """A font and a size between 9 and 13 points, a little stretched."""
    names = [*BASE_14, *FONT_FILES]
    name = names[rng.integers(len(names))]
    return Face(name, float(rng.uniform(9, 13)), float(rng.uniform(0.93, 1.07)))


def stamp_on(sheet: Sheet, piece: Gray, left: int, top: int) -> None:
    """Lay a picture on the page, darker wins; what falls off the page is lost."""
    high, wide = sheet.ink.shape
    x0, y0, x1, y1 = (
        max(0, left),
        max(0, top),
        min(wide, left + piece.shape[1]),
        min(high, top + piece.shape[0]),
    )
    if x1 > x0 and y1 > y0:
        part = sheet.ink[y0:y1, x0:x1]
        np.maximum(part, piece[y0 - top : y1 - top, x0 - left : x1 - left], out=part)


def sweep(sheet: Sheet, rng: np.random.Generator, points: NDArray[np.float64], thick: float) -> None:
    """One pull of a pen along `points`, its pressure changing."""
    count = 24
    t = np.linspace(0, len(points) - 1, count)
    line = np.stack([np.interp(t, np.arange(len(points)), points[:, k]) for k in (0, 1)], axis=1)
    line[:, 1] += cv2.GaussianBlur(rng.normal(0, 2.2, (count, 1)), (1, 9), 2.5)[:, 0]
    press = thick * (1 + 0.35 * np.sin(np.linspace(rng.uniform(0, 3), rng.uniform(3, 7), count)))
    for (x0, y0), (x1, y1), p in zip(line[:-1], line[1:], press, strict=False):
        cv2.line(
            sheet.ink, (round(x0), round(y0)), (round(x1), round(y1)), 255, max(1, round(p)), cv2.LINE_AA
        )


def strike(
    sheet: Sheet, rng: np.random.Generator, left: float, right: float, base: float, tall: float
) -> None:
    """Go through what stands from `left` to `right`: wavy line, slash, ruled lines, cross."""
    kind = rng.choice(
        ["wave", "slash", "rule", "two", "cross", "many"], p=[0.50, 0.26, 0.10, 0.05, 0.05, 0.04]
    )
    thick, middle = float(rng.uniform(2, 9)), base - tall / 2
    if kind == "rule":
        _ruled(sheet, rng, left, right, middle, tall)
        return
    pulls = {"wave": 1, "slash": 1, "two": 2, "cross": 2, "many": int(rng.integers(2, 4))}[str(kind)]
    for n in range(pulls):
        if kind in ("slash", "cross"):
            x = (left + right) / 2 + rng.normal(0, 0.22 * tall)
            lean = (1 if kind == "slash" or n == 0 else -1) * rng.uniform(0.35, 1.0) * tall
            low, high = base + rng.uniform(-0.15, 0.4) * tall, base - rng.uniform(0.85, 1.5) * tall
            points = np.array([(x - lean, low), (x, middle), (x + lean * rng.uniform(0.7, 1.5), high)])
            if rng.random() < 0.35:
                points = np.vstack(
                    [points, points[-1] + (rng.uniform(0, 0.6) * tall, rng.normal(0, 0.1) * tall)]
                )
            sweep(sheet, rng, points, min(thick, 7))
        else:
            x0, x1 = left - rng.uniform(-0.25, 1.1) * tall, right + rng.uniform(-0.35, 1.4) * tall
            y = middle + rng.normal(0, 0.24 * tall)
            tilt = rng.normal(0, 0.16) * tall
            bend = rng.normal(0, 0.10) * tall
            sweep(sheet, rng, np.array([(x0, y + tilt), ((x0 + x1) / 2, y + bend), (x1, y - tilt)]), thick)


def _ruled(
    sheet: Sheet, rng: np.random.Generator, left: float, right: float, middle: float, tall: float
) -> None:
    lines, thick = int(rng.integers(1, 3)), int(rng.integers(1, 4))
    gap = rng.uniform(0.14, 0.3) * tall
    y = middle + rng.normal(0, 0.14) * tall
    x0, x1 = left + rng.uniform(-0.4, 0.25) * tall, right + rng.uniform(-0.25, 0.4) * tall
    for n in range(lines):
        at = round(y + n * gap - (lines - 1) * gap / 2)
        cv2.line(sheet.ink, (round(x0), at), (round(x1), at + round(rng.normal(0, 1))), 255, thick)


def worn(ink: Gray, rng: np.random.Generator) -> Gray:
    """What copier and scanner make of a page: blur, a threshold, specks, now and then a coarser scan."""
    page = cv2.GaussianBlur(ink, (0, 0), float(rng.uniform(0.5, 1.7))).astype(np.float32)
    grain = cv2.resize(
        rng.normal(0, 1, (ink.shape[0] // 3, ink.shape[1] // 3)).astype(np.float32), ink.shape[::-1]
    )
    page += grain * float(rng.uniform(0, 22))
    page = (page > rng.uniform(70, 165)).astype(np.uint8) * 255
    if rng.random() < 0.25:
        k = float(rng.uniform(0.6, 1.35))
        page = (cv2.resize(page, None, fx=k, fy=k, interpolation=cv2.INTER_AREA) > 120).astype(np.uint8) * 255
        page = cv2.resize(page, ink.shape[::-1], interpolation=cv2.INTER_NEAREST)
    specks = rng.random(page.shape, dtype=np.float32) < rng.uniform(0, 2e-4)
    page[cv2.dilate(specks.astype(np.uint8), np.ones((2, 2), np.uint8)) > 0] ^= 255
    return page
