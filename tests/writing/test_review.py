"""Review: decisions are a file that is signed, repeated and compared, and are carried out to the letter."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import structs

from memcon.errors import MissingFile, UnreadableFile, UsageError
from memcon.model import Paragraph, Participant, Record, Turn
from memcon.writing import (
    INVENTED,
    Decision,
    Decisions,
    Log,
    Review,
    Reviewed,
    decisions_as_toml,
    invented,
    portions,
    read_decisions,
    refused,
    reviewed,
    sign_decisions,
    worksheet,
)
from memcon.writing.inspection.secrets import tokens
from memcon.writing.review import WHOLE, broken, undecided
from memcon.writing.review.portions import with_text

REVIEW = Review(case="2017-0222-M", item="1.21", reviewer="KBH", date="2019-03-07")
PAPER = Record(
    (1, 2),
    "telcon",
    title="MEMORANDUM OF TELEPHONE CONVERSATION",
    banner="SECRET",
    subject="Call about the gauge",
    subject_mark="C",
    participants=(Participant("The President"), Participant("General Aldous Wick", name="Aldous Wick")),
    notetakers=("Aldous Wick",),
    date="1996-03-27",
    style="dialogue",
    turns=(
        Turn("The President", 1, (Paragraph("Hello, can you hear me?", "U"),)),
        Turn("General Wick", 1, (Paragraph("The gauge at Ostermund stood at forty-one this morning.", "S"),)),
        Turn("The President", 1, (Paragraph("Tell nobody in Ostermund.", "C"), Paragraph("Good.", "U"))),
    ),
)
RELEASE = Decision(WHOLE, "release")


def decided(*decisions: Decision) -> Decisions:
    return Decisions(REVIEW, (*decisions, RELEASE))


def test_words_are_withheld_and_a_note_stands_in_their_place() -> None:
    cut = Decision("turns/1/paragraphs/0", "withhold", words="4-4", codes=("1.4(d)",))
    done = reviewed(PAPER, decided(cut))
    text = done.record.turns[1].paragraphs[0].text
    assert text == "The gauge at [1.4(d) - 1 word not declassified] stood at forty-one this morning."
    assert [(w.exemptions, w.extent, w.amount) for w in done.record.withheld] == [(("1.4(d)",), "words", 1.0)]
    assert done.withheld == ("Ostermund",)
    assert done.elsewhere == ("turns/2/paragraphs/0",)


def test_marks_are_struck_and_the_stamp_says_in_part() -> None:
    cut = Decision("turns/1/paragraphs/0", "withhold", codes=("1.4(d)", "(b)(1)"))
    record = reviewed(PAPER, decided(cut)).record
    assert record.subject_struck and record.turns[1].paragraphs[0].struck
    assert not record.turns[0].paragraphs[0].struck
    given = record.declassification
    assert given is not None
    assert (given.release, given.case, given.date) == (
        "DECLASSIFIED IN PART",
        "2017-0222-M (1.21)",
        "2019-03-07",
    )
    assert record.stamps == ("DECLASSIFIED IN PART PER E.O. 13526",)
    assert reviewed(PAPER, decided()).record.declassification.release is None  # type: ignore[union-attr]


def test_a_downgraded_portion_has_its_lower_mark_and_the_copy_says_so() -> None:
    record = reviewed(PAPER, decided(Decision("turns/1/paragraphs/0", "downgrade", to="C"))).record
    assert (record.turns[1].paragraphs[0].mark, record.turns[1].paragraphs[0].struck) == ("C", False)
    assert record.declassification is not None
    assert record.declassification.release == "DOWNGRADED TO CONFIDENTIAL"


def test_a_withheld_participant_is_in_no_other_list() -> None:
    done = reviewed(PAPER, decided(Decision("participants/1", "withhold", codes=("(b)(6)",))))
    assert done.record.participants[1].printed == "[(b)(6) - 3 words not declassified]"
    assert done.record.participants[1].name is None and done.record.notetakers == ()
    assert "Aldous" not in " ".join(done.released)


def test_a_record_withheld_whole_leaves_its_form_alone() -> None:
    done = reviewed(PAPER, Decisions(REVIEW, (Decision(WHOLE, "withhold", codes=("1.4(c)",)),)))
    assert done.whole == ("1.4(c)",) and done.record == Record((1, 2), "telcon")


@pytest.mark.parametrize(
    ("decision", "why"),
    [
        (Decision("turns/9/paragraphs/0", "release"), "there is no portion"),
        (Decision("turns/1/paragraphs/0", "withhold"), "without a code"),
        (Decision("turns/1/paragraphs/0", "withhold", words="4-99", codes=("1.4(d)",)), "has words 1-9"),
        (Decision("turns/1/paragraphs/0", "withhold", words="4-3", codes=("1.4(d)",)), "has words 1-9"),
        (Decision("turns/1/paragraphs/0", "withhold", lines="1", codes=("1.4(d)",)), "lines of .* not known"),
        (Decision("turns/1/paragraphs/0", "release", mark="C"), r"marked \(S\) and was decided as \(C\)"),
        (Decision("turns/1/paragraphs/0", "release", of=8), "has 9 words and was decided with 8"),
        (Decision("turns/1/paragraphs/0", "release", codes=("1.4(d)",)), "released, and yet"),
        (Decision("turns/1/paragraphs/0", "downgrade", to="TS"), "not below"),
        (Decision("turns/1/paragraphs/0", "downgrade", to="Q"), "no mark"),
        (Decision("turns/1/paragraphs/0", "withhold", codes=("1.5(d)",)), "is of E.O. 12958"),
    ],
)
def test_a_decision_that_does_not_fit_is_refused(decision: Decision, why: str) -> None:
    with pytest.raises(UsageError, match=why):
        reviewed(PAPER, decided(decision))


@pytest.mark.parametrize(
    ("about", "why"),
    [
        ({"date": "7 March 2019"}, "no day"),
        ({"date": "2019-13-07"}, "no day"),
        ({"date": "1899-01-01"}, "before the paper"),
        ({"authority": "E.O. 99999"}, "no E.O. 99999"),
    ],
)
def test_a_review_has_a_day_and_an_order_that_exist(about: dict[str, str], why: str) -> None:
    paper = structs.replace(PAPER, date="1996-03-27")
    with pytest.raises(UsageError, match=why):
        reviewed(paper, structs.replace(decided(), review=structs.replace(REVIEW, **about)))


def test_every_portion_of_the_body_must_be_decided_about() -> None:
    with pytest.raises(UsageError, match=r"subject is not decided about, and 4 more"):
        reviewed(PAPER, Decisions(REVIEW))


def test_two_decisions_may_share_a_portion_and_not_its_words() -> None:
    def cut(words: str) -> Decision:
        return Decision("turns/1/paragraphs/0", "withhold", words=words, codes=("1.4(d)",))

    both = reviewed(PAPER, decided(cut("6-7"), cut("2-4")))
    assert [c.text for c in both.cuts] == ["gauge at Ostermund", "at forty-one"]
    with pytest.raises(UsageError, match="the same words"):
        reviewed(PAPER, decided(cut("2-4"), cut("4-6")))


@pytest.mark.parametrize(
    ("code", "authority", "allowed"),
    [
        ("1.4(d)", "E.O. 13526", True),
        ("1.4 (h)", "E.O. 13526", True),
        ("1.4(i)", "E.O. 13526", False),
        ("1.5(d)", "E.O. 13526", False),
        ("1.5(d)", "E.O. 12958", True),
        ("1.5(h)", "E.O. 12958", False),
        ("3.3(b)(6)", "E.O. 13526", True),
        ("25X6", "E.O. 13526", True),
        ("25X6", "E.O. 12356", False),
        ("(b)(1)", "E.O. 12356", True),
        ("(b)(10)", "E.O. 13526", False),
        ("B7(C)", "E.O. 13526", True),
        ("P1", "E.O. 13526", True),
        ("1.4(d)", "the archivist", False),
    ],
)
def test_codes_are_those_of_the_order(code: str, authority: str, allowed: bool) -> None:
    assert (refused(code, authority, "1996-03-27") is None) == allowed


def test_the_presidential_records_act_holds_from_1981() -> None:
    assert refused("P5", "E.O. 13526", "1975-10-14") is not None
    assert refused("P5", "E.O. 13526", "1981-01-20") is None


@settings(max_examples=30, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 10**9), style=st.sampled_from(INVENTED))
def test_what_is_withheld_is_nowhere_in_the_reviewed_record(seed: int, style: str) -> None:
    random = Random(seed)
    record, _ = invented(random, style)
    found = [p for p in portions(record) if p.body and random.random() < 0.3]
    cuts: list[Decision] = []
    for portion in found:
        start = random.randint(1, len(portion.words))
        end = random.randint(start, len(portion.words))
        cuts.append(Decision(portion.at, "withhold", words=f"{start}-{end}", codes=("1.4(d)",)))
    done = reviewed(record, Decisions(Review(), (*cuts, RELEASE)))
    kept = [w for p in portions(record) for n, w in enumerate(p.words, 1) if not _cut(p.at, n, cuts)]
    bare = done.record
    for portion in portions(done.record):
        bare = with_text(bare, portion.at, "")
    printed = [*kept, *Reviewed(bare).released, *(cut.note for cut in done.cuts)]
    open_words = {t for text in printed for t in tokens(text)}
    lost = {t for passage in done.withheld for t in tokens(passage)} - open_words
    assert not lost & {t for text in done.released for t in tokens(text)}


def _cut(at: str, number: int, cuts: list[Decision]) -> bool:
    for cut in cuts:
        start, _, end = (cut.words or "0-0").partition("-")
        if cut.at == at and int(start) <= number <= int(end):
            return True
    return False


def test_decisions_come_back_from_their_file_and_compare_line_by_line(tmp_path: Path) -> None:
    decisions = Decisions(
        REVIEW,
        (
            Decision("turns/10/paragraphs/0", "release", mark="S", of=3),
            Decision(
                "turns/2/paragraphs/0", "withhold", words="2-4", codes=("1.4(d)", "(b)(1)"), note='a "b"'
            ),
            Decision("subject", "release", record=2),
        ),
    )
    path = tmp_path / "decisions.toml"
    path.write_text(decisions_as_toml(decisions))
    again = read_decisions(path)
    assert again.digest == decisions.digest
    assert decisions_as_toml(again) == path.read_text()
    places = [d.at for d in again.portion]
    assert places == ["turns/2/paragraphs/0", "turns/10/paragraphs/0", "subject"]


def test_decisions_quote_nothing_of_the_paper() -> None:
    text = decisions_as_toml(undecided([PAPER], REVIEW))
    assert "Ostermund" not in text and "gauge" not in text
    assert "Ostermund" in worksheet([PAPER], REVIEW)


def test_a_worksheet_is_a_file_of_decisions(tmp_path: Path) -> None:
    path = tmp_path / "sheet.toml"
    path.write_text(worksheet([PAPER], REVIEW))
    assert read_decisions(path).portion == undecided([PAPER], REVIEW).portion
    assert reviewed(PAPER, read_decisions(path)).withheld == ()


def test_signed_decisions_that_were_changed_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "decisions.toml"
    signed = sign_decisions(decided(), "K. Haverhill", "2019-03-07")
    path.write_text(decisions_as_toml(signed))
    assert read_decisions(path) == signed
    path.write_text(path.read_text().replace('verdict = "release"', 'verdict = "withhold"'))
    with pytest.raises(UsageError, match="was changed after K"):
        read_decisions(path)


@pytest.mark.parametrize(
    "text", ["[review", '[[portion]]\nat = "subject"\nverdict = "burn"', '{"reviews": {}}']
)
def test_what_is_no_file_of_decisions_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "decisions.toml"
    path.write_text(text)
    with pytest.raises(UnreadableFile, match="no file of decisions"):
        read_decisions(path)
    with pytest.raises(MissingFile):
        read_decisions(tmp_path / "none.toml")


def test_the_log_shows_where_it_was_changed(tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    log = Log(path, "KBH")
    log.add("read", file="paper.txt")
    log.add("withheld", at="subject", codes=("1.4(d)",))
    Log(path, "KBH").add("released", sha256="0")
    assert broken(path) is None
    lines = path.read_text().splitlines()
    assert [json.loads(line)["step"] for line in lines] == ["read", "withheld", "released"]
    path.write_text("\n".join([lines[0], lines[1].replace("1.4(d)", "1.4(c)"), lines[2]]) + "\n")
    assert broken(path) == 2
    path.write_text("\n".join([lines[0], lines[2]]) + "\n")
    assert broken(path) == 2
