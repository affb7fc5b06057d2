"""Born-digital PDFs: the text comes out again, with its blanks, in letters that the typefaces have."""

from __future__ import annotations

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings

from memcon.errors import UsageError
from memcon.writing import as_pdf, as_text, invent, packet
from memcon.writing.drawing import offsets, printable, width_of
from memcon.writing.layout import Run

from .papers import Paper, papers, words

_FEW = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _text(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "\n".join(document[n].get_textpage().get_text_range() for n in range(len(document)))


@_FEW
@given(paper=papers())
def test_the_text_of_a_pdf_is_the_text_as_text(paper: Paper) -> None:
    assert sorted(words(_text(as_pdf(*paper)))) == sorted(words(as_text(*paper)))


@_FEW
@given(paper=papers())
def test_the_same_record_gives_the_same_bytes(paper: Paper) -> None:
    assert as_pdf(*paper) == as_pdf(*paper)


def test_a_page_is_letter_paper() -> None:
    document = pypdfium2.PdfDocument(as_pdf(invent(1, "ford"), "ford"))
    assert document[0].get_size() == (612, 792)


@pytest.mark.parametrize(
    ("typed", "drawn"),
    [("Izmarović", "Izmarovic"), ("“yes” – no", "“yes” – no"), ("Ćurić", "Curic"), ("漢", "?")],
)
def test_letters_that_a_typeface_lacks_become_their_nearest(typed: str, drawn: str) -> None:
    assert printable(typed) == drawn


def test_widths_are_those_of_the_typeface() -> None:
    assert width_of(Run(0, 0, "Memo", "Courier", 10.0)) == pytest.approx(24.0)
    narrow, wide = (width_of(Run(0, 0, letter, "Times-Roman", 10.0)) for letter in "iW")
    assert 0 < narrow < wide / 2
    assert offsets(Run(0, 0, "ab", "Courier", 10.0)) == pytest.approx([0.0, 6.0, 12.0])


def test_a_packet_holds_its_papers_one_behind_the_other() -> None:
    papers_ = [invent(1, "ford"), invent(2, "kissinger"), invent(3, "nsc")]
    text = _text(packet(papers_))
    places = [text.index(title) for title in ("MEMORANDUM OF CONVERSATION", "TEL", "Summary of Conclusions")]
    assert places == sorted(places)


def test_a_packet_needs_records_and_a_style_for_each() -> None:
    with pytest.raises(UsageError):
        packet([])
    with pytest.raises(UsageError, match="1 records and 2 styles"):
        packet([invent(1)], ["clinton", "bush"])
