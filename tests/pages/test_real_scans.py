"""Real scans, read and held against their transcripts: floors under what was measured."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from statistics import median

import pytest
from rapidfuzz.distance import Levenshtein

from memcon.model import Page, Word
from memcon.pages import Settings, open_source

SHARED = Path(__file__).parents[3] / "shared"
GOLD = SHARED / "gold"
pytestmark = pytest.mark.skipif(
    not GOLD.is_dir(), reason="the labelled scans are not beside the repository (../shared/gold)"
)
PAGES = [("1994-09-25-izetbegovic-1994-09-25", 2), ("1995-10-24-izetbegovic-tudjman-1995-10-24", 2)]
_PLAIN = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "—": "--", "–": "-"})


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Page]:
    settings = Settings(cache_dir=tmp_path_factory.mktemp("cache"))
    pages: dict[str, Page] = {}
    for stem, number in PAGES:
        with open_source(GOLD / "pdf" / f"{stem}.pdf", settings) as opened:
            pages[stem] = opened.page(number)
    return pages


def flat(text: str) -> str:
    return re.sub(r"\s+", " ", text.translate(_PLAIN)).strip()


def in_rows(words: Sequence[Word]) -> str:
    """The words row by row, from left to right, for a page without columns."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda w: w.box.middle):
        if rows:
            middle, height = (
                median(v) for v in zip(*((w.box.middle, w.box.height) for w in rows[-1]), strict=True)
            )
            if word.box.middle - middle <= max(height, 18) / 2:
                rows[-1].append(word)
                continue
        rows.append([word])
    return " ".join(w.text for row in rows for w in sorted(row, key=lambda w: w.box.left))


@pytest.mark.parametrize(("stem", "number"), PAGES)
def test_a_whole_page_is_read_with_few_errors(read: dict[str, Page], stem: str, number: int) -> None:
    want = flat((GOLD / "text" / f"{stem}.p{number}.txt").read_text())
    got = flat(in_rows(read[stem].words))
    assert Levenshtein.distance(want, got) / len(want) <= 0.012


@pytest.mark.parametrize(("stem", "number"), PAGES)
def test_sure_words_are_right(read: dict[str, Page], stem: str, number: int) -> None:
    want = Counter(flat((GOLD / "text" / f"{stem}.p{number}.txt").read_text()).split())
    sure = [flat(w.text) for w in read[stem].words if w.source == "both"]
    assert len(sure) > 0.8 * want.total()
    assert (Counter(sure) - want).total() <= 0.005 * len(sure)


def test_every_word_lies_in_its_page(read: dict[str, Page]) -> None:
    for page in read.values():
        for word in page.words:
            assert 0 <= word.box.left < word.box.right <= page.width
            assert 0 <= word.box.top < word.box.bottom <= page.height


def test_a_layer_alone_is_despaced() -> None:
    stem, number = PAGES[1]
    with open_source(GOLD / "pdf" / f"{stem}.pdf", Settings(ocr="never")) as opened:
        page = opened.page(number)
    want = flat((GOLD / "text" / f"{stem}.p{number}.txt").read_text())
    assert Levenshtein.distance(want, flat(in_rows(page.words))) / len(want) <= 0.03
