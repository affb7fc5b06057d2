"""The dictionary in Tesseract's model."""

from __future__ import annotations

from array import array
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memcon.errors import MissingExtra
from memcon.pages import lexicon
from memcon.pages.lexicon import Lexicon, english


@pytest.mark.parametrize("word", ["the", "President", "OFFICE", "briefing", "Gorbachev", "update"])
def test_words_are_in_it(word: str) -> None:
    assert word in english()


@pytest.mark.parametrize("word", ["", "OPPICE", "SRIEFING", "agecement", "prcsident", "x" * 60, "a b", "Ω"])
def test_what_is_no_word_is_not(word: str) -> None:
    assert word not in english()


@given(st.text(max_size=12))
def test_anything_may_be_asked(word: str) -> None:
    assert (word in english()) in (True, False)


def packed(*edges: tuple[int, int, int]) -> array[int]:
    """Edges of letter, flags and next node, for a set of at most three letters."""
    return array("Q", [letter | flags << 2 | node << 5 for letter, flags, node in edges])


def test_a_graph_of_letters_is_walked() -> None:
    last, ends = 1, 4
    edges = packed((1, 0, 2), (2, last | ends, 0), (2, last | ends, 3), (1, last | ends, 0))
    words = Lexicon(edges, {"a": 1, "b": 2}, 3)
    assert [w for w in ("a", "b", "ab", "aba", "abab", "ba", "bb", "abb") if w in words] == ["b", "ab", "aba"]


@pytest.mark.parametrize(
    "content", [b"", b"\x01\x00\x00\x00", bytes(400), b"\x18\x00\x00\x00" + b"\xff" * 300]
)
def test_a_model_without_a_dictionary_gives_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    (tmp_path / "eng.traineddata").write_bytes(content)
    monkeypatch.setattr(lexicon, "model_folder", lambda: (tmp_path, "broken"))
    assert "the" not in english.__wrapped__()


def test_no_model_gives_no_dictionary(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> tuple[Path, str]:
        raise MissingExtra("no model")

    monkeypatch.setattr(lexicon, "model_folder", missing)
    assert "the" not in english.__wrapped__()
