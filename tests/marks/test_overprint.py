"""Typed lines under a stamp: what stands there is read, and nothing else is."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

import cv2
import numpy as np
import pytest
from drawing import LEFT, PITCH, TEXT, Ink, Paper
from hypothesis import given, settings
from hypothesis import strategies as st

import memcon
from memcon.model import Box, Word
from memcon.pages.marks.overprint import LEAST, read_under
from memcon.pages.marks.overprint_grammar import Era, is_whole, values
from memcon.pages.marks.overprint_type import ALPHABET, type_of
from memcon.writing import Ageing, as_scan, invented

CELL = 30
"""Pixels: 10 to the inch at 300 dpi."""
FOOT = 3000
"""The baseline of the line under the stamp."""
GOLD = Path(__file__).parents[2].parent / "shared" / "gold"


class Sheet:
    """A page of type with its words, as OCR would give them where nothing lies over them."""

    def __init__(self) -> None:
        self.paper = Paper()
        self.words: list[Word] = []
        for line in (*TEXT, *TEXT):
            self.line(line, self.paper.y)
            self.paper.y += PITCH

    def line(self, text: str, y: int, confidence: float = 0.99, read: str | None = None) -> None:
        """Set a line on the baseline `y`; `read`, word for word, is what OCR makes of it."""
        seen = iter((read or text).split())
        bearing = self.paper.face.pieces([f"H{text[0]}"])[0].shape[1]
        bearing -= self.paper.face.pieces([text[0]])[0].shape[1]
        self.paper.put(text, LEFT + bearing - CELL, y)
        for found in re.finditer(r"\S+", text):
            part = self.ink[y - 45 : y + 15, LEFT + CELL * found.start() - 3 : LEFT + CELL * found.end() - 3]
            (top, left), (bottom, right) = (
                np.argwhere(part > 0).min(axis=0),
                np.argwhere(part > 0).max(axis=0),
            )
            x = LEFT + CELL * found.start() - 3
            box = Box(x + int(left), y - 45 + int(top), x + int(right) + 1, y - 44 + int(bottom))
            self.words.append(Word(next(seen), box, confidence, "both"))

    @property
    def ink(self) -> Ink:
        return self.paper.sheet.ink

    def stamp(self, x: int, thick: int = 5) -> None:
        """Print a library's tall, thin letters across the foot."""
        high, wide, apart = 76, 42, 62
        for letter in "CLINTON LIBRARY":
            for stroke in STROKES.get(letter, ()):
                points = [(x + round(a * wide), FOOT + 8 - round(b * high)) for a, b in stroke]
                cv2.polylines(self.ink, [np.array(points, np.int32)], False, (255,), thick)
            if letter in "CO":
                gap = 40 if letter == "C" else 0
                middle = (x + wide // 2, FOOT + 8 - high // 2)
                cv2.ellipse(self.ink, middle, (wide // 2, high // 2), 0, gap, 360 - gap, (255,), thick)
            x += apart


STROKES = {
    "L": [[(0, 1), (0, 0), (1, 0)]],
    "I": [[(0.5, 1), (0.5, 0)], [(0.2, 1), (0.8, 1)], [(0.2, 0), (0.8, 0)]],
    "N": [[(0, 0), (0, 1), (1, 0), (1, 1)]],
    "T": [[(0.5, 1), (0.5, 0)], [(0, 1), (1, 1)]],
    "B": [[(0, 0), (0, 1), (0.9, 0.8), (0, 0.5), (1, 0.25), (0, 0)]],
    "R": [[(0, 0), (0, 1), (0.9, 0.75), (0, 0.5), (1, 0)]],
    "A": [[(0, 0), (0.5, 1), (1, 0)], [(0.2, 0.35), (0.8, 0.35)]],
    "Y": [[(0, 1), (0.5, 0.5), (1, 1)], [(0.5, 0.5), (0.5, 0)]],
}
"""Letters as strokes, in shares of their width and height."""


def block(value: str, at: int = 560, label: str = "Declassify on:", read: str = "oy") -> Sheet:
    """A page with a classification block's line under a stamp."""
    sheet = Sheet()
    line = f"{label}  {value}"
    head, *rest = line.split()
    sheet.line(line, FOOT, 0.4, " ".join([head, *(read for _ in rest)]))
    sheet.stamp(at)
    return sheet


def text_of(words: tuple[Word, ...]) -> str:
    return " ".join(word.text for word in words)


@pytest.mark.parametrize(
    ("value", "least"), [("OADR", 10), ("10/27/99", 7), ("12/31/2010", 7), ("3/8/01", 2)]
)
def test_a_value_under_thin_letters_is_read_or_nothing_is(value: str, least: int) -> None:
    """Threes, eights and noughts differ by so little ink that a stroke beside them often hides it."""
    found: list[bool] = []
    for at in range(500, 700, 20):
        sheet = block(value, at)
        under = read_under(sheet.ink, sheet.words, sheet.paper.tall)
        assert text_of(under.words) in ("", f"Declassify on: {value}")
        assert all(LEAST <= word.confidence < 1 and word.source == "image" for word in under.words)
        found.append(bool(under.words))
    assert sum(found) >= least


def test_a_reason_is_read_and_its_words_stand_where_they_are_typed() -> None:
    sheet = block("1.5 (b)(d)", 420, "Reason:")
    under = read_under(sheet.ink, sheet.words, sheet.paper.tall)
    assert text_of(under.words) == "Reason: 1.5 (b)(d)"
    typed = sheet.words[-len(under.words) :]
    for word, true in zip(under.words, typed, strict=True):
        assert abs(word.box.left - true.box.left) <= CELL // 3
        assert abs(word.box.right - true.box.right) <= CELL // 3
        assert abs(word.box.top - true.box.top) <= CELL // 3
    assert under.replaced == tuple(range(len(sheet.words) - len(typed), len(sheet.words)))
    assert under.words[1].other == "oy oy"


def test_the_stamps_own_words_are_told_from_the_line() -> None:
    sheet = block("OADR", 900)
    box = Box(1300, FOOT - 60, 1700, FOOT + 10)
    under = read_under(sheet.ink, [*sheet.words, Word("LIBRARY", box, 0.99, "both")], sheet.paper.tall)
    assert text_of(under.words) == "Declassify on: OADR LIBRARY"
    assert [word.ink for word in under.words] == ["typed", "typed", "typed", "stamp"]
    assert len(sheet.words) in under.replaced


dates = st.builds("{:02d}/{:02d}/{:02d}".format, st.integers(1, 12), st.integers(1, 28), st.integers(0, 20))


@settings(max_examples=25, deadline=None)
@given(dates | st.sampled_from(["OADR", "4/5/98"]), st.integers(480, 760), st.integers(4, 9))
def test_what_is_given_with_confidence_is_what_is_there(value: str, at: int, thick: int) -> None:
    sheet = block(value, at)
    sheet.stamp(at + 9, thick)
    under = read_under(sheet.ink, sheet.words, sheet.paper.tall)
    assert not under.words or under.words[-1].text == value or under.words[-1].confidence < 0.7


def test_nothing_is_given_where_everything_is_covered() -> None:
    sheet = block("OADR")
    sheet.ink[FOOT - 50 : FOOT + 20, LEFT + 400 :] = 255
    assert read_under(sheet.ink, sheet.words, sheet.paper.tall).words == ()


def test_nothing_is_given_where_nothing_was_typed() -> None:
    sheet = block("", 600)
    assert read_under(sheet.ink, sheet.words, sheet.paper.tall).words == ()


@pytest.mark.parametrize("words", ["now and then, as we shall see", "receipt of the reply"])
def test_a_sentence_is_not_taken_for_a_block(words: str) -> None:
    sheet = block(words, 2000)
    assert read_under(sheet.ink, sheet.words, sheet.paper.tall).words == ()


def test_a_line_that_reads_well_is_left_alone() -> None:
    sheet = Sheet()
    sheet.line("Declassify on:  10/27/05", FOOT, 0.95, "Declassify on: 10/27/06")
    assert read_under(sheet.ink, sheet.words, sheet.paper.tall).words == ()


def test_a_face_without_one_pitch_has_no_cells() -> None:
    paper = Paper(font="Times-Roman")
    words: list[Word] = []
    for line in (*TEXT, *TEXT):
        x = LEFT
        for text in line.split():
            right = paper.put(text, x)
            words.append(Word(text, Box(x, paper.y - 30, right, paper.y + 8)))
            x = right + 12
        paper.y += PITCH
    assert type_of(paper.sheet.ink, words, paper.tall) is None


def test_a_page_gives_its_own_letters_and_courier_the_rest() -> None:
    sheet = Sheet()
    found = type_of(sheet.ink, sheet.words, sheet.paper.tall)
    assert found is not None
    assert found.pitch == pytest.approx(30, abs=0.15)
    assert set("abcdefghnostxy") - found.own <= set("bcfgx")
    assert set(found.glyphs) == set(ALPHABET)


@pytest.mark.parametrize("size", [(0, 0), (10, 10), (400, 300)])
def test_small_and_empty_pages_give_nothing(size: tuple[int, int]) -> None:
    ink = np.full(size, 255, np.uint8)
    words = [Word("Declassify", Box(0, max(0, size[0] - 20), 50, size[0]), 0.3)]
    assert read_under(ink, words * 20, 30.0).words == ()


def test_a_page_that_ends_beside_the_block_gives_nothing() -> None:
    sheet = block("OADR")
    narrow = sheet.ink[:, : LEFT + 460].copy()
    assert read_under(narrow, sheet.words, sheet.paper.tall).words == ()


def test_ten_years_bound_a_date_of_the_later_order() -> None:
    def allowed(era: Era, date: str) -> bool:
        return any(
            len(cells) == len(date) and all(c in chars for c, chars in zip(date, cells, strict=True))
            for cells, _ in values("Declassify", era)
        )

    assert allowed(Era(), "10/27/88")
    assert not allowed(Era(later=True, years=(1995,)), "10/27/88")
    assert allowed(Era(later=True, years=(1995,)), "10/27/05")
    assert not allowed(Era(later=True, years=(1995,)), "10/27/15")
    assert not allowed(Era(), "13/27/88")


@pytest.mark.parametrize(
    ("label", "rest", "whole"),
    [
        ("Declassify", "on: OADR", True),
        ("Declassify", "On : 10/31/05", True),
        ("Declassify", "on: 11/22/15 (x4)", True),
        ("Declassify", "on OADR", False),
        ("Declassify", "on: 10/31/0", False),
        ("Declassify", "oy OADF", False),
        ("Reason:", "1.5 (d)", True),
        ("Reason:", "1.5(", False),
    ],
)
def test_a_whole_line_is_known(label: str, rest: str, whole: bool) -> None:
    assert is_whole(label, rest) == whole


@pytest.mark.parametrize("seed", [4, 25, 32, 48])
def test_written_scans_give_their_day_or_a_doubtful_one(seed: int, tmp_path: Path) -> None:
    record, style = invented(Random(seed), "clinton" if seed % 2 == 0 else "nsc")
    ageing = Ageing(photocopy=1.0, withheld=0.0, marker=0.0, withdrawal=0.0, turned=0.0, layer=0.0)
    written = as_scan(record, style, seed, ageing)
    path = tmp_path / "scan.pdf"
    path.write_bytes(written.pdf)
    truth = written.truth.records[0].classification_block
    read = memcon.read(path, pages=(1, 1), cache=False).pages[0].words
    given = [word for word in read if word.source == "image" and word.text.count("/") == 2]
    assert truth is not None
    assert all(word.text == truth.declassify_on or word.confidence < 0.7 for word in given)


REAL = {
    "1993-03-24": "Declassify on: OADR",
    "1993-05-17": "Declassify on: OADR",
    "1993-09-08": "Declassify on: OADR",
    "1994-09-25": "Declassify on: OADR",
    "1995-07-20-izetbegovic": "Declassify on: OADR",
    "1995-10-24": "Declassify On: 10/27/05",
    "1995-12-14-izetbegovic": "Declassify on 12/28/05",
    "1995-12-14-tudjman": "Declassify On: 12/28/05",
}


@pytest.mark.skipif(not GOLD.is_dir(), reason=f"no labelled scans at {GOLD}")
@pytest.mark.parametrize("name", REAL)
def test_real_blocks_under_a_real_stamp(name: str) -> None:
    (path,) = (GOLD / "pdf").glob(f"{name}*.pdf")
    document = memcon.read(path, pages=(1, 1))
    assert REAL[name] in [line.text for line in document.lines if line.kind == "block"]
