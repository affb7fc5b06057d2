"""Words of a packet share what is equal in them, and stay the words they were."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from memcon.model import Box, Word
from memcon.pages.thrift import shared

coordinates = st.integers(-100, 20_000)
words = st.builds(
    Word,
    st.text(min_size=1),
    st.builds(Box, coordinates, coordinates, coordinates, coordinates),
    st.integers(0, 1000).map(lambda step: step / 1000),
    st.sampled_from(["layer", "ocr", "both"]),
    st.none() | st.text(),
    st.sampled_from(["typed", "stamp", "hand"]),
    st.booleans(),
    st.booleans(),
)


@given(st.lists(words))
def test_the_words_stay_the_same(given_words: list[Word]) -> None:
    assert shared(given_words) == tuple(given_words)


def test_equal_values_are_one_object() -> None:
    twice = [Word(str(b"said", "ascii"), Box(1000 + n, 3000, 1100, 3040), 0.9123, "ocr") for n in (0, 1)]
    first, second = shared(twice)
    assert first.text is second.text
    assert first.box.bottom is second.box.bottom
    assert first.confidence == 0.912 and first.confidence is second.confidence
