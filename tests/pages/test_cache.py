"""OCR results kept for the next time, and the engines that make them."""

from __future__ import annotations

from importlib.metadata import EntryPoint
from pathlib import Path

import numpy as np
import pytest
import typed_paper as paper
from hypothesis import given
from hypothesis import strategies as st

from memcon.errors import MissingExtra, UsageError
from memcon.model import Box, Word
from memcon.pages import Settings, cache_report, clear_cache, open_source
from memcon.pages import engines as engines
from memcon.pages.cache import OcrCache, cache_folder, key_of

WORDS = [Word("SECRET", Box(1, 2, 3, 4), 0.5, "ocr", other="SEGRET"), Word("Ænigma", Box(0, 0, 9, 9))]


class Counting:
    """An engine that reads one word on every page and counts the pages."""

    version = "counting 1"
    pages = 0

    def read(self, picture: paper.Picture, dpi: int) -> list[Word]:
        Counting.pages += 1
        assert picture.dtype == np.uint8
        assert dpi == 300
        return [Word("counted", Box(10, 10, 4000, 40), 0.9, "ocr")]


@pytest.fixture
def counting(monkeypatch: pytest.MonkeyPatch) -> type[Counting]:
    point = EntryPoint("counting", f"{__name__}:Counting", engines.GROUP)
    monkeypatch.setattr(EntryPoint, "load", lambda _: Counting)
    monkeypatch.setattr(engines, "entry_points", lambda group: [point] if group == engines.GROUP else [])
    Counting.pages = 0
    return Counting


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    picture = paper.picture_of(paper.pdf(tmp_path / "typed.pdf", [[("SECRET", 72, 90)]]))
    return paper.pdf(tmp_path / "scan.pdf", [[]], pictures=[picture])


def test_an_entry_comes_back_as_it_was(tmp_path: Path) -> None:
    cache = OcrCache(tmp_path)
    key = key_of(np.zeros((3, 4), np.uint8), 300, "engine 1")
    assert cache.get(key) is None
    cache.put(key, WORDS)
    assert cache.get(key) == WORDS
    assert [path.name for path in tmp_path.rglob("*.part")] == []
    report = cache_report(tmp_path)
    assert (report.entries, report.folder) == (1, str(tmp_path / "ocr"))
    assert report.size == sum(p.stat().st_size for p in tmp_path.rglob("*") if p.is_file())


def test_clearing_removes_entries_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "ocr" / "ab").mkdir(parents=True)
    foreign = tmp_path / "ocr" / "ab" / "notes.txt"
    foreign.write_text("mine")
    OcrCache(tmp_path).put("ab" + "0" * 62, WORDS)
    assert clear_cache(tmp_path).entries == 1
    assert cache_report(tmp_path).entries == 0
    assert foreign.read_text() == "mine"
    assert clear_cache(tmp_path / "nowhere").entries == 0


def test_a_broken_entry_is_no_entry(tmp_path: Path) -> None:
    cache, key = OcrCache(tmp_path), "ab" + "0" * 62
    cache.put(key, WORDS)
    (entry,) = tmp_path.rglob("*.words")
    entry.write_bytes(entry.read_bytes()[:10])
    assert cache.get(key) is None


def test_a_folder_that_cannot_be_written_costs_nothing_but_time(tmp_path: Path) -> None:
    (tmp_path / "ocr").write_text("a file where the folder should be")
    OcrCache(tmp_path).put("ab" + "0" * 62, WORDS)
    assert OcrCache(tmp_path).get("ab" + "0" * 62) is None


def test_the_environment_names_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MEMCON_CACHE", str(tmp_path / "there"))
    assert cache_folder() == tmp_path / "there" / "ocr"
    assert cache_folder(tmp_path) == tmp_path / "ocr"
    monkeypatch.delenv("MEMCON_CACHE")
    assert cache_folder().parts[-1] == "ocr"
    assert "memcon" in str(cache_folder())


@given(st.integers(0, 11), st.sampled_from([200, 300]), st.sampled_from(["a 1", "a 2"]))
def test_a_key_tells_pictures_and_engines_apart(at: int, dpi: int, version: str) -> None:
    ink = np.zeros((3, 4), np.uint8)
    key = key_of(ink, dpi, version)
    other = ink.copy()
    other.flat[at] = 255
    assert key_of(ink.copy(), dpi, version) == key
    others = {key_of(other, dpi, version), key_of(ink, dpi + 1, version), key_of(ink, dpi, version + "0")}
    assert len({key, *others, key_of(ink.reshape(4, 3), dpi, version)}) == 5


def test_a_page_is_read_once(scan: Path, tmp_path: Path, counting: type[Counting]) -> None:
    settings = Settings(engine="counting", cache_dir=tmp_path / "cache")
    for _ in range(2):
        with open_source(scan, settings) as opened:
            page = opened.page(1)
        assert [(w.text, w.box.right) for w in page.words] == [("counted", page.width)]
    first = counting.pages
    assert first > 0
    with open_source(scan, Settings(engine="counting", cache=False)) as opened:
        opened.page(1)
    assert counting.pages == 2 * first


def test_an_unknown_engine_is_named(scan: Path) -> None:
    with (
        open_source(scan, Settings(engine="nonesuch", cache=False)) as opened,
        pytest.raises(UsageError, match=r"nonesuch.*rapidocr, tesseract"),
    ):
        opened.page(1)


def test_an_engine_that_is_not_installed_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "rapidocr", None)
    with pytest.raises(MissingExtra, match=r"memcon\[rapidocr\]"):
        engines.engine_named("rapidocr")


def test_the_second_engine_reads_too(tmp_path: Path) -> None:
    pytest.importorskip("rapidocr", reason="the extra rapidocr is not installed")
    typed = paper.pdf(tmp_path / "typed.pdf", [[("MEMORANDUM OF CONVERSATION", 72, 90)]])
    picture = paper.picture_of(typed)[:600]
    words = engines.engine_named("rapidocr").read(picture, 300)
    assert [w.text for w in words] == ["MEMORANDUM", "OF", "CONVERSATION"]
    for word, left, right in zip(words, (300, 630, 720), (600, 690, 1080), strict=True):
        assert abs(word.box.left - left) < 40
        assert abs(word.box.right - right) < 40
