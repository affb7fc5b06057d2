"""Passages that nothing but their code shows, in the white of a scanned page."""

from __future__ import annotations

from msgspec import structs

from memcon.lines import to_lines
from memcon.model import Box, Page, Seen
from memcon.pages.grid import typed_page
from memcon.record.withheld import coded_blanks

TYPED = """\
The President:  I have asked them to come and see us about the water,
and they have answered          (b)(1)          by the end of the month.

                               1.4(d)


The Minister:  We are ready to sign it as it stands, (b)(1) and all that.
Section 1.4(d) of the order is what our lawyers have in mind here today.
The rest of this line runs on to where the margin of the paper is found.  (b)(3)
"""


def page(text: str = TYPED) -> Page:
    return structs.replace(typed_page(text, 1), reader="ocr")


def test_a_code_in_the_white_is_a_withheld_passage() -> None:
    seen = page()
    found = coded_blanks(seen, to_lines([seen]))
    assert [(w.exemptions, w.extent, w.page) for w in found] == [
        (("(b)(1)",), "words", 1),
        (("1.4(d)",), "lines", 1),
    ]


def test_a_code_in_a_box_that_is_seen_is_that_boxes() -> None:
    seen = page()
    codes = [word.box for word in seen.words if word.text == "1.4(d)"]
    box = Box(codes[0].left - 300, codes[0].top - 10, codes[0].right + 300, codes[0].bottom + 60)
    boxed = structs.replace(seen, seen=(Seen("withheld", box),))
    assert [w.exemptions for w in coded_blanks(boxed, to_lines([boxed]))] == [("(b)(1)",)]


def test_a_text_has_no_white() -> None:
    typed = typed_page(TYPED, 1)
    assert coded_blanks(typed, to_lines([typed])) == []
