"""The most complete text, with who shows each part of it; its page and its plain text."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import memcon
from memcon.comparison import (
    Composite,
    compared,
    comparison_page,
    composed,
    composite_page,
    composite_text,
    from_record,
)
from memcon.model import Paragraph, Record, Turn
from memcon.pages.lexicon import english

KNOWN = english().__contains__
WHOLE = (
    "The envoy met the marshal on Sunday.",
    "He would sign, but the gauge was broken.",
    "Nobody spoke of it.",
)


def put_together(*releases: tuple[str, ...]) -> Composite:
    papers = [
        from_record(
            Record((1, 1), "paper", paragraphs=tuple(Paragraph(t, "S") for t in texts)), f"release {n}"
        )
        for n, texts in enumerate(releases)
    ]
    return composed(papers, KNOWN)


def said(composite: Composite) -> str:
    return " ".join(part.text or "GAP" for p in composite.passages for part in p.parts)


def test_each_gap_is_filled_by_who_shows_it() -> None:
    made = put_together(
        ("The envoy met (b)(1) on Sunday.", WHOLE[1], WHOLE[2]),
        (WHOLE[0], "He would [less than 1 line not declassified] broken.", WHOLE[2]),
    )
    assert said(made) == " ".join(WHOLE)
    parts = {part.text: part.witnesses for p in made.passages for part in p.parts}
    assert parts["the marshal"] == (1,)
    assert parts["sign, but the gauge was"] == (0,)
    assert parts["Nobody spoke of it."] == (0, 1)
    assert (made.gaps, made.hidden, made.closed) == (0, 0, 0)
    assert [w.alone for w in made.witnesses] == [5, 2]


def test_what_nobody_shows_stays_a_gap_of_the_smallest_size() -> None:
    made = put_together(
        ("The envoy met [3 lines not declassified] on Sunday.",),
        ("The envoy met the marshal and [1 line not declassified] on Sunday.",),
    )
    assert said(made) == "The envoy met the marshal and GAP on Sunday."
    (gap,) = [part for p in made.passages for part in p.parts if part.kind == "gap"]
    assert gap.gap and (gap.gap.extent, gap.gap.amount) == ("lines", 1.0)
    assert gap.witnesses == (0, 1)
    assert made.gaps == 1 and made.hidden == gap.gap.words


def test_doubts_are_settled_by_agreement() -> None:
    made = put_together(("He saw thc gauge.",), ("He saw the gauge.",), ("He saw the guage.",))
    assert said(made) == "He saw the gauge."
    variants = {v.text: v.witnesses for p in made.passages for part in p.parts for v in part.variants}
    assert variants == {"thc": (0,), "guage.": (2,)}
    assert not any(part.doubtful for p in made.passages for part in p.parts)


def test_what_cannot_be_settled_is_said_to_be_doubtful() -> None:
    made = put_together(("He saw Vandrosck.",), ("He saw Vandrosek.",))
    (part,) = [part for p in made.passages for part in p.parts if part.variants]
    assert part.doubtful


class _Page(HTMLParser):
    """What a page holds: its elements, and its words."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.anchors: list[str] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [v or "" for k, v in attrs if k in ("href", "src")]
        self.anchors += [v or "" for k, v in attrs if k == "id"]

    def handle_data(self, data: str) -> None:
        self.text += data


def test_pages_stand_alone_and_hold_what_is_said() -> None:
    turns = (Turn("P <b>", 1, (Paragraph("He met (b)(1) & left.", "S"),)),)
    one = Record((1, 1), "memcon", subject='The "gauge"', turns=turns)
    other = Record((1, 1), "memcon", turns=(Turn("P <b>", 1, (Paragraph("He met the envoy & left.", "C"),)),))
    papers = [from_record(one, "a <1>"), from_record(other, "b")]
    for html in (comparison_page(compared(*papers, KNOWN)), composite_page(composed(papers, KNOWN))):
        page = _Page(html)
        assert "script" not in page.tags and "b" not in page.tags
        assert {link.lstrip("#") for link in page.links} <= set(page.anchors)
        assert all(link.startswith("#") for link in page.links)
        assert "the envoy" in page.text and "a <1>" in page.text
        assert "prefers-color-scheme" in html or "light-dark(" in html


def test_plain_text_names_the_witnesses() -> None:
    made = put_together(("The envoy met (b)(1) on Sunday.",), (WHOLE[0],))
    text = composite_text(made)
    assert re.search(r"^B = release 1: 7 words, 2 of them nowhere else$", text, re.M)
    assert "The envoy met the marshal {B} on Sunday." in text


def test_a_composite_is_a_record_for_every_format() -> None:
    """What no release shows is withheld from the record too; who shows what is its evidence."""
    whole = "The envoy met the marshal on Sunday. Nobody knows [2 lines not declassified] of the treaty."
    turns = (Turn("Mr. Ax", 1, (Paragraph(whole, "C"), Paragraph("So he said.", "U"))),)
    one = Record((1, 1), "memcon", subject="Treaty", turns=turns)
    said = whole.replace("the marshal", "(b)(1)")
    other = Record(
        (1, 1), "memcon", turns=(Turn("Mr. Ax", 1, (Paragraph(said, "C"), turns[0].paragraphs[1])),)
    )
    document = memcon.composite_document(other, one)
    (record,) = document.records
    assert memcon.decode(memcon.encode(document)) == document
    assert record.subject == "Treaty"
    assert [turn.speaker for turn in record.turns] == ["Mr. Ax"]
    assert [p.text for p in record.turns[0].paragraphs] == [whole, "So he said."]
    (gap,) = record.withheld
    assert (document.text_at(gap.span), gap.extent, gap.amount) == (
        "[2 lines not declassified]",
        "lines",
        2.0,
    )
    (shown,) = [e for e in record.evidence if e.said_by == "release:B"]
    assert (shown.path, document.text_at(shown.span)) == ("turns/0/paragraphs/0/text", "the marshal")
    for form in memcon.formats():
        if form.name != "searchable-pdf":  # which shows the pictures of pages
            assert memcon.export(document, form.name)
