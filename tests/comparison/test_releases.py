"""Releases whose differences are known: written pairs, scans, papers made for one question each."""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random

import pytest
from msgspec import structs

import memcon
from memcon import Comparison, UsageError
from memcon.comparison import compared, from_document, from_record
from memcon.comparison.papers import Numbering, Paper
from memcon.model import Declassification, Paragraph, Record, Turn
from memcon.pages.lexicon import english
from memcon.writing import as_text, invented

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from bench.compare import scan_pair, sweep  # noqa: E402  (it stands beside the tests)
from bench.pairs import text_pair  # noqa: E402

SAMPLES = ROOT / "samples"
KNOWN = english().__contains__


def told(a: str, b: str) -> Comparison:
    """Two papers of one paragraph compared."""
    one, other = (Record((1, 1), "paper", paragraphs=(Paragraph(text, "S"),)) for text in (a, b))
    return compared(from_record(one, "a"), from_record(other, "b"), KNOWN)


def test_texts_written_in_pairs(tmp_path: Path) -> None:
    """A part of the sweep whose figures stand in docs/compare.md."""
    score = sweep(text_pair, range(300, 350), tmp_path)
    assert score.f1 >= 0.99
    assert score.false_share <= 0.005
    assert score.words > 15_000


def test_scans_written_in_pairs(tmp_path: Path) -> None:
    score = sweep(scan_pair, (4, 12), tmp_path)
    assert score.f1 >= 0.95
    assert score.false_share <= 0.01


def test_what_was_withheld_and_is_shown_has_opened() -> None:
    made = told(
        "The envoy met (b)(1) in the month of May.", "The envoy met the marshal twice in the month of May."
    )
    (opened,) = made.opened
    assert (opened.b, opened.words, opened.codes, opened.mark) == ("the marshal twice", 3, ("(b)(1)",), "S")
    assert made.counts.by_code["(b)(1)"].opened.words == 3
    assert made.counts.by_mark["S"].opened.words == 3
    assert not (made.closed or made.changed or made.unclear)
    assert made.a.gaps == 1 and made.a.hidden == 3 and made.b.gaps == 0
    assert made.a.closed == pytest.approx(3 / (3 + made.a.words), abs=1e-4)


def test_a_gap_that_has_shrunk_opens_the_words_beside_it() -> None:
    made = told(
        "We know that [2 lines not declassified] and nobody else will say so.",
        "We know that the marshal has [1 line not declassified] and nobody else will say so.",
    )
    assert [d.b for d in made.opened] == ["the marshal has"]
    assert made.b.gaps == 1 and not made.closed


def spoken(*turns: tuple[str, str]) -> Paper:
    """A transcript of these speakers and speeches."""
    said = tuple(Turn(speaker, 1, (Paragraph(text, None),)) for speaker, text in turns)
    return from_record(Record((1, 1), "telcon", turns=said), "")


@pytest.mark.parametrize(("first", "second"), [("K", "N"), ("The President", "Mr. Underhay")])
def test_a_label_whose_speech_alone_is_withheld_stays(first: str, second: str) -> None:
    """The releases withhold by turns, so that each label stands between two gaps."""
    speeches = ("The marshal asks for money.", "We shall not pay him.", "He will write.", "Let him write.")
    note = "[2 lines not declassified]"
    who = (first, second, first, second)
    a = spoken(*zip(who, (speeches[0], speeches[1], note, speeches[3]), strict=True))
    b = spoken(*zip(who, (speeches[0], note, speeches[2], note), strict=True))
    made = compared(a, b, KNOWN)
    assert [d.b for d in made.opened] == ["He will write."]
    assert [d.a for d in made.closed] == ["We shall not pay him.", "Let him write."]


def test_a_page_lost_behind_a_gap_is_missing_however_long() -> None:
    """The words on the page outnumber by far what the gap can be expected to hide."""
    page = " ".join(f"Paragraph {n} says that the envoy saw lake number {n} freeze." for n in range(40))
    ends = [("The President", "Thank you for calling."), ("Mr. Underhay", "Goodbye, my friend.")]
    whole = spoken(
        ends[0], ("Mr. Underhay", "You are kind to ask me that so late."), ("The President", page), *ends[1:]
    )
    torn = spoken(ends[0], ("Mr. Underhay", "[1 line not declassified]"), *ends[1:])
    last = next(n for n, t in enumerate(torn.tokens) if t.text.startswith("Goodbye")) - 2
    tokens = (*torn.tokens[:last], *(structs.replace(t, page=3) for t in torn.tokens[last:]))
    torn = structs.replace(torn, tokens=tokens, numbering=Numbering(lacking=frozenset({3})))
    made = compared(torn, whole, KNOWN)
    assert [d.b for d in made.opened] == ["You are kind to ask me that so late."]
    assert sum(d.words for d in made.missing) == 2 + len(page.split())
    assert not (made.changed or made.closed)


def test_a_lost_page_is_not_taken_for_what_the_gap_before_it_hides() -> None:
    """Both copies have gaps, on the page that one of them lacks too: the label between them tells."""
    page = " ".join(f"Paragraph {n} says that the envoy saw lake number {n} freeze." for n in range(20))
    note, bye = "[text not declassified]", ("The President", "Goodbye, my friend.")
    question, answer = "What do you hear from there?", "You are very kind."
    whole = spoken(("K", "Hello to you all."), ("The President", question), ("Mr. Underhay", note),
                   ("K", page), ("The President", note), ("K", page.replace("saw", "left")), bye)  # fmt: skip
    torn = spoken(("K", "Hello to you all."), ("The President", note), ("Mr. Underhay", answer), bye)
    last = len(torn.tokens) - 5
    tokens = (*torn.tokens[:last], *(structs.replace(t, page=3) for t in torn.tokens[last:]))
    torn = structs.replace(torn, tokens=tokens, numbering=Numbering(lacking=frozenset({3})))
    made = compared(whole, torn, KNOWN)
    assert [d.b for d in made.opened] == [answer]
    assert [d.a for d in made.closed] == [question]
    assert sum(d.words for d in made.missing) >= 2 * len(page.split())


def test_a_changed_word_is_told_from_a_misread_one() -> None:
    assert [(d.a, d.b) for d in told("They will not sign it.", "They will now sign it.").changed] == [
        ("not", "now")
    ]
    misread = told("They will sign thc paper in 1986.", "They will sign the paper in l986.")
    assert not misread.changed
    assert {d.why for d in misread.unclear} == {"letters that are taken for one another"}


def test_a_misreading_makes_a_likely_misreading_of_the_next() -> None:
    """A paper in which letters are misread beyond doubt is no witness for a change of one such letter."""
    clean = told("He will bear the news of the treaty.", "He will hear the news of the treaty.")
    assert [(d.a, d.b) for d in clean.changed] == [("bear", "hear")]
    worn = told("He will bear tbe news of the treaty.", "He will hear the news of the treaty.")
    assert not worn.changed and worn.counts.unclear.words == 2


def test_line_ends_marks_of_punctuation_and_quotation_are_no_differences() -> None:
    assert told("a cease-fire -- or “none” -- he said.", "A cease- fire, or 'none', he said;").empty


def test_a_missing_page_is_neither_closed_nor_changed() -> None:
    pages = [" ".join(f"word{n}{letter}" for n in range(40)) for letter in "abc"]
    whole = Record((1, 3), "paper", paragraphs=tuple(Paragraph(t, page=n) for n, t in enumerate(pages, 1)))
    short = Record((1, 2), "paper", paragraphs=(whole.paragraphs[0], Paragraph(pages[2], page=2)))
    made = compared(from_record(whole), from_record(short), KNOWN)
    assert [d.words for d in made.missing] == [40]
    assert not (made.closed or made.changed or made.opened)
    assert made.missing[0].why == "a page of the other copy is missing"


def test_marks_codes_stamps_and_years() -> None:
    def record(mark: str, code: str, date: str) -> Record:
        turns = (
            Turn("P", 1, (Paragraph("I know it well.", mark), Paragraph(f"He said {code} to me.", "C"))),
        )
        return Record(
            (1, 1), "memcon", turns=turns, declassification=Declassification("E.O. 13526", "1", date)
        )

    made = compared(
        from_record(record("C", "(b)(1)", "1996-01-01")), from_record(record("S", "1.4(d)", "2019-07-01"))
    )
    assert [(m.what, m.a, m.b) for m in made.marks] == [("paragraph", "C", "S")]
    assert [(c.what, c.a, c.b) for c in made.codes] == [
        ("codes", "(b)(1)", "1.4(d)"),
        ("date", "1996-01-01", "2019-07-01"),
    ]
    assert made.years == 23.5
    assert not (made.opened or made.closed or made.changed)


def test_a_scan_with_a_gap_against_the_typed_text() -> None:
    """The sample's scan withholds two passages that its text has: another kind of copy, another layout."""
    made = memcon.compare(SAMPLES / "1993-03-26-gauges.txt", SAMPLES / "1993-03-26-gauges.pdf")
    assert [d.a for d in made.closed] == [
        "was a thing the",
        "The Prime Minister said that she would hold the pen herself.",
    ]
    assert all(place.page == d.b_page for d in made.closed for place in d.b_places)
    assert not (made.opened or made.changed or made.missing or made.unclear)


def test_what_can_be_named(tmp_path: Path) -> None:
    water = SAMPLES / "1996-03-27-water.txt"
    document = memcon.read(water)
    (tmp_path / "water.json").write_bytes(memcon.encode(document))
    for other in (document, document.records[0], tmp_path / "water.json", f"{water}#1"):
        assert not memcon.compare(water, other).changed
    with pytest.raises(UsageError, match="has no record 7"):
        memcon.compare(f"{water}#7", water)
    with pytest.raises(memcon.MissingFile):
        memcon.compare("b72132becd", water)


def test_a_packet_is_compared_as_a_whole() -> None:
    packet = memcon.read(SAMPLES / "packet-1990-1995.pdf")
    made = memcon.compare(packet, packet)
    assert made.empty
    assert made.a.words > 500


def test_a_word_between_two_gaps_is_itself() -> None:
    made = told(
        "The envoy (b)(1) marshal (b)(3) of the treaty.",
        "The envoy met the old marshal to speak of the treaty.",
    )
    assert [d.b for d in made.opened] == ["met the old", "to speak"]
    assert not made.changed


def test_what_a_transcriber_could_not_read_is_unclear() -> None:
    whole = "They will sign the treaty in the spring, and nobody will say so before."
    for sign in ("[illegible]", "?????", "tr....", "~rea|y"):
        made = told(whole, whole.replace("treaty", sign))
        assert not (made.changed or made.opened or made.closed), sign
        assert [d.why for d in made.unclear] == ["not legible in one copy"], sign


def test_pages_missing_by_their_numbers_are_not_opened() -> None:
    """A gap at the end of page 1 hides its paragraph; what page 2 had, which the copy lacks, is missing."""
    first, last = Paragraph("The envoy met the marshal on Sunday."), "They parted late in the night."
    hidden = "Nobody may know of it before the spring."
    second = Paragraph(" ".join(f"word{n}" for n in range(50)), page=2)
    whole = from_record(
        Record((1, 3), "paper", paragraphs=(first, Paragraph(hidden), second, Paragraph(last, page=3)))
    )
    gap = Paragraph("[text not declassified]")
    short = from_record(Record((1, 2), "paper", paragraphs=(first, gap, Paragraph(last, page=2))))
    made = compared(structs.replace(short, numbering=Numbering(frozenset({2}))), whole, KNOWN)
    assert [d.b for d in made.opened] == [hidden]
    assert [d.words for d in made.missing] == [50]


def test_printed_numbers_tell_where_pages_are_missing(tmp_path: Path) -> None:
    text = (SAMPLES / "1996-03-27-water.txt").read_text()
    first, second, *_ = text.split("\f")
    number = "SECRET                          2"
    assert number in second
    for leaf, name in ((second, "following"), (second.replace(number, number[:-1] + "3"), "lacking")):
        path = tmp_path / f"{name}.txt"
        path.write_text("\f".join((first, leaf)))
        document = memcon.read(path)
        found = from_document(document, document.records[0]).numbering
        assert getattr(found, name) == {2}


def test_pages_in_another_order_are_put_in_theirs(tmp_path: Path) -> None:
    record, style = invented(Random(15), "clinton")
    first, second, third = as_text(record, style).split("\f")
    paths = [tmp_path / "a.txt", tmp_path / "b.txt"]
    for path, pages in zip(paths, ((first, second, third), (first, third, second)), strict=True):
        path.write_text("\f".join(pages))
    made = memcon.compare(*paths)
    assert made.a.words > 300
    assert not (made.opened or made.closed or made.missing)
    assert made.counts.changed.words < 5
