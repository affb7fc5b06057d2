"""Banners and blocks: what the order of the day asks for, and what it does not allow."""

from __future__ import annotations

import pytest
from msgspec import structs

from memcon.errors import UsageError
from memcon.model import ClassificationBlock, Paragraph, Record, Turn
from memcon.writing import marked
from memcon.writing.marking import block_on


def paper(day: str, *marks: str | None, subject: str | None = None, **fields: object) -> Record:
    turn = Turn("The President", 1, tuple(Paragraph("Yes.", mark) for mark in marks))
    record = Record((1, 1), "memcon", subject="Wells", subject_mark=subject, date=day, turns=(turn,))
    return structs.replace(record, **fields)


def test_the_banner_is_the_highest_portion_the_subject_counted() -> None:
    assert marked(paper("1993-03-26", "U", "C")).record.banner == "CONFIDENTIAL"
    assert marked(paper("1993-03-26", "U", "C", subject="S")).record.banner == "SECRET"
    assert marked(paper("1993-03-26", "U", None)).record.banner == "UNCLASSIFIED"
    assert marked(paper("1993-03-26", None)).record.banner is None


def test_a_date_that_no_calendar_has_makes_nothing_of_the_orders() -> None:
    assert marked(paper("1996-02-30", "C")).record.classification_block is None
    with pytest.raises(UsageError, match="2020-13-01 is no day"):
        marked(paper("1996-02-03", "C"), on="2020-13-01")


@pytest.mark.parametrize(
    ("day", "level", "until", "reason"),
    [
        ("1965-01-01", "SECRET", None, None),
        ("1975-10-14", "TOP SECRET", "December 31, 1985", None),
        ("1975-10-14", "SECRET", "December 31, 1983", None),
        ("1975-10-14", "CONFIDENTIAL", "December 31, 1981", None),
        ("1980-02-29", "SECRET", "02/28/86", None),
        ("1982-08-01", "SECRET", "OADR", None),
        ("1995-10-13", "SECRET", "OADR", None),
        ("1995-10-14", "SECRET", "10/14/05", "1.5 (d)"),
        ("1996-02-29", "SECRET", "02/28/06", "1.5 (d)"),
        ("2012-05-01", "SECRET", "05/01/22", "1.4 (d)"),
    ],
)
def test_the_block_is_that_of_the_order_of_the_day(
    day: str, level: str, until: str | None, reason: str | None
) -> None:
    block = block_on(day, level) or ClassificationBlock()
    assert (block.declassify_on, block.reason) == (until, reason)


def test_an_unclassified_paper_has_no_block() -> None:
    assert marked(paper("1996-03-27", "U")).record.classification_block is None


@pytest.mark.parametrize(
    ("record", "rule"),
    [
        (paper("1993-03-26", "S", banner="CONFIDENTIAL"), "the banner is the highest of the portions"),
        (paper("1960-01-01", "R"), "RESTRICTED ended on 15 December 1953"),
        (
            paper("1995-10-14", "C", classification_block=ClassificationBlock("A", "1.5 (d)", "OADR")),
            "OADR ends with E.O. 12356",
        ),
        (
            paper("1996-03-27", "C", classification_block=ClassificationBlock("A", "1.5 (d)", "03/28/06")),
            "a date within 10 years of the decision, 03/27/06 at the latest",
        ),
        (
            paper("1996-03-27", "C", classification_block=ClassificationBlock("A", "1.4 (d)", "03/27/06")),
            r"the reason is one of 1.5(a) to (g)",
        ),
        (
            paper("2004-01-05", "C", classification_block=ClassificationBlock("A", "1.4 (d)", "X5")),
            "X1 to X8 are of E.O. 12958",
        ),
        (
            paper("1996-03-27", "C", classification_block=ClassificationBlock("A", "1.5 (d)", "03/27/96")),
            "a paper is opened later than written",
        ),
        (
            paper("1990-08-21", "S", banner="SECRET", captions=("XGDS (3)",)),
            "GDS, ADS and XGDS are schedules of E.O. 11652",
        ),
        (
            paper("1960-01-01", "S", banner="SECRET", captions=("SECURITY INFORMATION",)),
            "the words Security Information ended with E.O. 10290",
        ),
    ],
)
def test_what_the_order_does_not_allow_is_refused_with_its_rule(record: Record, rule: str) -> None:
    done = marked(record)
    assert not done.allowed
    assert any(rule in refusal.rule for refusal in done.refusals if refusal.severity == "error")
    assert all(refusal.source for refusal in done.refusals)


@pytest.mark.parametrize("until", ["03/27/06", "03/27/21 (X4)", "X5"])
def test_ten_years_or_an_exemption_are_allowed(until: str) -> None:
    block = ClassificationBlock("Oliver Quillfeather", "1.5 (b)(d)", until)
    done = marked(paper("1996-03-27", "C", classification_block=block))
    assert done.refusals == () and done.record.classification_block == block


@pytest.mark.parametrize(
    ("day", "captions"), [("1975-10-14", ("NODIS", "XGDS (3)")), ("1952-01-01", ("SECURITY INFORMATION",))]
)
def test_captions_of_the_day_are_allowed(day: str, captions: tuple[str, ...]) -> None:
    done = marked(paper(day, "S", banner="SECRET", captions=captions))
    assert done.refusals == ()


def test_a_caption_that_nobody_knows_is_doubted_and_one_without_a_level() -> None:
    odd = marked(paper("1993-03-26", "S", banner="SECRET", captions=("FALCON",)))
    alone = marked(paper("1993-03-26", "U", banner="UNCLASSIFIED", captions=("NODIS",)))
    assert odd.allowed and [r.message for r in odd.refusals] == ["FALCON is no caption that is known"]
    assert alone.allowed and "without a classified level" in alone.refusals[0].message


def test_papers_before_portion_marks_need_none() -> None:
    assert marked(paper("1967-05-12", None, banner="SECRET")).refusals == ()


def test_what_is_unusual_is_a_warning() -> None:
    high = marked(paper("1993-03-26", "C", banner="SECRET"))
    bare = marked(paper("1993-03-26", "C", None))
    assert high.allowed and bare.allowed
    assert [r.severity for r in (*high.refusals, *bare.refusals)] == ["warning", "warning"]


def test_a_paper_may_be_classified_on_a_later_day() -> None:
    talk = paper("1995-09-25", "S")
    assert marked(talk).record.classification_block == ClassificationBlock(declassify_on="OADR")
    later = marked(talk, on="1995-11-22").record.classification_block
    assert later is not None and later.declassify_on == "11/22/05"


def test_a_telegrams_first_paragraph_marks_all_of_it() -> None:
    text = Record(
        (1, 1), "cable", banner="SECRET", date="1994-11-04",
        paragraphs=(Paragraph("SECRET - ENTIRE TEXT."), Paragraph("THE GAUGE WAS READ.")),
    )  # fmt: skip
    assert marked(text).refusals == ()
