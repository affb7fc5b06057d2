"""Text layer and OCR, settled word by word."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from memcon.model import Box, Word
from memcon.pages.agreement import AGREED, closed_up, good_enough, settled
from memcon.pages.sheet import Layer

LINE = ["The", "President", "asked", "whether", "the", "delegation", "had", "seen", "SECRET", "papers"]


def row(
    words: list[str], source: str, *, top: int = 100, confidence: float = 0.9, left: int = 100
) -> list[Word]:
    """Words set in 30-pixel letters on one line."""
    placed: list[Word] = []
    for text in words:
        box = Box(left, top, left + 30 * len(text), top + 32)
        placed.append(Word(text, box, confidence, "ocr" if source == "ocr" else "layer"))
        left += 30 * (len(text) + 1)
    return placed


def inked(words: list[Word]) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    ink = np.zeros((600, 2500), np.uint8)
    for word in words:
        ink[word.box.top : word.box.bottom : 3, word.box.left : word.box.right] = 255
    return ink


def test_words_that_both_have_are_sure() -> None:
    read = row(LINE, "ocr")
    words = settled(read, row(LINE, "layer"), inked(read))
    assert [w.text for w in words] == LINE
    assert {(w.source, w.confidence, w.other) for w in words} == {("both", AGREED, None)}


def test_a_layer_that_lies_off_its_lines_is_laid_on_them() -> None:
    read = row(LINE, "ocr") + row(["Nobody", "answered", "him."], "ocr", top=150)
    layer = row(LINE, "layer", top=132) + row(["Nobody", "answered", "him."], "layer", top=182)
    assert {w.source for w in settled(read, layer, inked(read))} == {"both"}


def test_where_they_differ_the_likelier_is_kept_and_the_other_beside_it() -> None:
    read = row(["The", "Pres1dent", "was", "asleep"], "ocr", confidence=0.4)
    layer = row(["The", "President", "was", "a;leep"], "layer")
    read[3] = Word("asleep", read[3].box, 0.95, "ocr")
    words = settled(read, layer, inked(read))
    assert [(w.text, w.other) for w in words] == [
        ("The", None), ("President", "Pres1dent"), ("was", None), ("asleep", "a;leep")
    ]  # fmt: skip
    assert all(w.confidence < AGREED for w in words if w.other)


def test_a_level_word_is_known() -> None:
    read = row(["SEGRETI"], "ocr", confidence=0.6)
    (word,) = settled(read, row(["SECRET"], "layer"), inked(read))
    assert (word.text, word.source, word.other) == ("SECRET", "layer", "SEGRETI")


def test_a_case_that_faded_letters_tore_is_the_layers() -> None:
    """As where a stamp's number came out in pieces: no misreading makes a whole one."""
    case = [Word("2012-0846-F", Box(100, 100, 360, 140), 1.0, "layer")]
    pieces = [
        Word("201", Box(100, 100, 160, 140), 0.92, "ocr"),
        Word("3", Box(164, 100, 184, 140), 0.94, "ocr"),
        Word("-0846-F", Box(190, 100, 360, 140), 0.89, "ocr"),
    ]
    assert [w.text for w in settled(pieces, case, inked(pieces))] == ["2012-0846-F"]
    split = [structs.replace(w, text=t) for w, t in zip(pieces, ("201", "2", "-0846-F"), strict=True)]
    (word,) = settled(split, case, inked(split))
    assert (word.text, word.source, word.box) == ("2012-0846-F", "both", Box(100, 100, 360, 140))
    sure = row(["2012-0846-M"], "ocr")
    assert settled(sure, row(["2012-0846-F"], "layer"), inked(sure))[0].text == "2012-0846-M"


def test_what_the_layer_alone_has_is_kept_where_there_is_ink_for_it() -> None:
    layer = row(["Y:", "Good", "morning."], "layer")
    read = row(["Good", "morning."], "ocr", left=190)
    words = settled(read, layer, inked(layer))
    assert [w.text for w in words] == ["Y:", "Good", "morning."]
    assert words[0].confidence < 0.75
    assert [w.text for w in settled(read, layer, inked(read))] == ["Good", "morning."]


def test_one_word_may_be_two_to_the_other() -> None:
    read = row(["tele", "conference"], "ocr")
    layer = [Word("teleconference", read[0].box.union(read[1].box), 1.0, "layer")]
    words = settled(read, layer, inked(read))
    assert {w.source for w in words} == {"both"}


words = st.lists(
    st.builds(
        lambda text, left, top, wide, sure: Word(text, Box(left, top, left + wide, top + 30), sure, "ocr"),
        st.sampled_from(["the", "President", "SECRET", "(C)", "|", "1:47", "--"]),
        st.integers(0, 900),
        st.integers(0, 900),
        st.integers(1, 300),
        st.floats(0, 1),
    ),
    max_size=12,
)


@given(words, words)
def test_no_word_of_ocr_is_lost(read: list[Word], other: list[Word]) -> None:
    layer = [Word(w.text, w.box, 1.0, "layer") for w in other]
    found = settled(read, layer, np.full((1000, 1300), 255, np.uint8))
    kept = " ".join(f"{w.text} {w.other or ''}" for w in found)
    assert all(word.text in kept for word in read if word.text != "|")
    assert all(0 <= w.confidence <= 1 for w in found)
    assert found == settled(read, layer, np.full((1000, 1300), 255, np.uint8))


@given(words)
def test_a_page_settled_with_nothing_is_itself(read: list[Word]) -> None:
    ink = np.full((1000, 1300), 255, np.uint8)
    kept = [(w.text, w.box) for w in read if w.text != "|"]
    assert [(w.text, w.box) for w in settled(read, [], ink)] == kept


def letters(words: list[Word]) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    """Ink as letters have it: a stroke of its own for each."""
    ink = np.zeros((600, 2500), np.uint8)
    for word in words:
        for left in range(word.box.left, word.box.right, 30):
            ink[word.box.top : word.box.bottom, left + 4 : left + 16] = 255
    return ink


def test_a_layer_stands_alone_where_nothing_speaks_against_it() -> None:
    page = [w for top in (100, 160, 220) for w in row(LINE, "layer", top=top)]
    layer = Layer(tuple(page))
    assert good_enough(layer, letters(page), 300)
    unread = [*page, *row(LINE, "layer", top=300)]
    assert not good_enough(layer, letters(unread), 300), "a line of ink that it has not"
    assert not good_enough(Layer(layer.words, spaced=True), letters(page), 300)
    assert not good_enough(Layer(layer.words[:15]), letters(page[:15]), 300)
    garbled = [Word("Pr3s!dent", w.box, 1.0, "layer") if w.text == "President" else w for w in page]
    assert not good_enough(Layer(tuple(garbled)), letters(page), 300)


def test_a_colon_set_apart_is_put_to_its_word() -> None:
    subject, colon = Word("SUBJECT", Box(100, 100, 300, 132), 0.9), Word(":", Box(316, 108, 322, 132), 0.8)
    value = Word("Lunch", Box(400, 100, 520, 132), 0.9)
    first, second = closed_up([subject, colon, value], 31)
    assert (first.text, first.box, first.confidence) == ("SUBJECT:", Box(100, 100, 322, 132), 0.8)
    assert second == value
    far = Word(":", Box(350, 108, 356, 132), 0.8)
    below = Word(":", Box(316, 208, 322, 232), 0.8)
    assert closed_up([subject, far], 31) == (subject, far)
    assert closed_up([subject, below], 31) == (subject, below)
