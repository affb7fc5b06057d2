"""Texts in whatever encoding they come, and the typed page that they make."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memcon.errors import UnreadableFile
from memcon.pages.decoding import decode
from memcon.pages.grid import typed_page, typed_pages

PRINTED = st.text(st.characters(min_codepoint=32, max_codepoint=0x2FFF, categories=["L", "N", "P", "Zs"]))
TALK = "Präsident Müller: “It’s a long way to Zürich…”\n"


@given(PRINTED)
def test_utf_8_is_taken_as_it_is(text: str) -> None:
    assert decode(text.encode()) == text
    assert decode(b"\xef\xbb\xbf" + text.encode()) == text


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_older_encodings_are_found_out(encoding: str) -> None:
    assert decode((TALK * 5).encode(encoding)) == TALK * 5


def test_each_line_keeps_its_own_encoding() -> None:
    assert (
        decode(TALK.encode("cp1252") + TALK.encode() + "naïve\x81".encode("latin-1"))
        == TALK * 2 + "naïve\x81"
    )


def test_entities_and_line_ends_are_left_alone() -> None:
    assert decode(b"A &amp; B\r\nC\rD\n\x0cE\x1a") == "A &amp; B\r\nC\rD\n\x0cE"


@pytest.mark.parametrize("junk", [bytes(500), bytes(range(32)) * 20, b"text" * 20 + bytes(range(1, 9)) * 5])
def test_junk_is_refused(junk: bytes) -> None:
    with pytest.raises(UnreadableFile, match=r"talk\.txt is no text"):
        decode(junk, "talk.txt")


@given(st.binary(max_size=300))
def test_any_bytes_are_a_text_or_are_refused(data: bytes) -> None:
    try:
        text = decode(data)
    except UnreadableFile:
        return
    assert "\x00" not in text
    text.encode("utf-8", errors="surrogatepass")


@given(st.text(st.sampled_from("ab \t\n\r\f")))
def test_every_word_of_a_text_lies_in_its_page(text: str) -> None:
    pages = list(typed_pages(text))
    assert [page.number for page in pages] == list(range(1, len(pages) + 1))
    assert [w.text for page in pages for w in page.words] == text.split()
    for page in pages:
        for word in page.words:
            assert 0 <= word.box.left < word.box.right <= page.width
            assert 0 <= word.box.top < word.box.bottom <= page.height


def test_columns_stand_where_they_were_typed() -> None:
    page = typed_page("DATE:\tMarch 3\n\n  TIME:  noon")
    assert [(w.text, w.box.left, w.box.top) for w in page.words] == [
        ("DATE:", 0, 0), ("March", 240, 0), ("3", 420, 0), ("TIME:", 60, 100), ("noon", 270, 100)
    ]  # fmt: skip


def test_a_page_of_a_hundred_thousand_lines_has_every_word() -> None:
    page = typed_page("one word\n" * 100_000)
    assert len(page.words) == 200_000
    assert page.words[-1].box.bottom <= page.height
