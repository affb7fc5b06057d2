"""The laws of layout: nothing beyond the sheet, nothing lost, nothing twice, lines that join again."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from memcon.errors import UsageError
from memcon.model import Record, joined
from memcon.writing import STYLES, as_text, lay, style_named, style_of
from memcon.writing.drawing import left_of, width_of
from memcon.writing.layout import Run, Sheet, characters
from memcon.writing.wrapping import Piece, wrapped

from .papers import Paper, all_words, headed, papers, said, words

_MANY = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
_LABELS = set(
    words(
        "SUBJECT PARTICIPANTS NOTETAKER NOTETAKERS Notetaker Notetakers INTERPRETER INTERPRETERS Interpreter "
        "Interpreters DATE TIME AND and PLACE LOCATION COPIES TO This document is from the holdings of End "
        "Conversation PREC CLASS LINE3 DTG ORIG INFO SUBJ TEXT E O 12356 DECL TAGS EXEMPT FROM GENERAL "
        "DECLASSIFICATION SCHEDULE OF EXECUTIVE ORDER 11652 EXEMPTION CATEGORY CLASSIFIED BY AUTOMATICALLY "
        "DECLASSIFIED ON Classified by Reason Declassify on On"
    )
)
_sentences = (
    st.lists(
        st.from_regex(r"[A-Za-z]{1,12}(-[a-z]{1,9}){0,2}[.,:;?]?|--|\(C\)|[0-9]{1,2}-", fullmatch=True),
        min_size=1,
        max_size=60,
    )
    .map(" ".join)
    .filter(lambda text: not re.search(r"\d- \d+-", text))
)


@_MANY
@given(paper=papers())
def test_every_run_lies_on_its_sheet(paper: Paper) -> None:
    for sheet in lay(*paper):
        for run in sheet.runs:
            assert left_of(run) >= 0
            assert left_of(run) + width_of(run) <= sheet.width
            assert 0 < run.y <= sheet.height - 0.2 * run.size


@_MANY
@given(paper=papers())
def test_no_two_runs_of_a_sheet_overlap(paper: Paper) -> None:
    for sheet in lay(*paper):
        rows: dict[float, list[Run]] = {}
        for run in sheet.runs:
            rows.setdefault(run.y, []).append(run)
        for row in rows.values():
            row.sort(key=left_of)
            for left, right in pairwise(row):
                assert left_of(left) + width_of(left) <= left_of(right) + 0.01


@_MANY
@given(paper=papers())
def test_the_body_is_typed_in_order(paper: Paper) -> None:
    typed = iter(words(as_text(*paper)))
    missing = next((word for word in said(paper[0]) if word not in typed), None)
    assert missing is None


@_MANY
@given(paper=papers())
def test_nothing_is_typed_twice_but_what_frames_a_page(paper: Paper) -> None:
    record, style = paper
    expected = Counter([*said(record), *all_words(headed(record))])
    typed = Counter(words(as_text(record, style)))
    assert not expected - typed
    frame = {*words(f"{record.banner} {' '.join(record.captions)}"), *(str(n) for n in range(2, 40))}
    frame |= set(all_words((style.typed_on or "", *style.copies_to, style.tags or "")))
    frame |= set(all_words(value for _, value in style.routing))
    if record.form == "cable":  # a cable gives its subject and its level twice, the level in spaced letters
        frame |= {*words(record.subject or ""), *words(" ".join(record.banner or ""))}
    assert set(typed - expected) <= frame | _LABELS


@given(text=_sentences, width=st.integers(24, 70), first=st.integers(0, 8), hang=st.integers(0, 8))
def test_wrapped_lines_join_to_the_text_again(text: str, width: int, first: int, hang: int) -> None:
    lines = wrapped([Piece(text)], width, first, hang)
    assert joined(" ".join(p.piece.text for p in line) for line in lines).split() == text.split()
    for line in lines:
        assert line[-1].column + len(line[-1].piece.text) <= width


def test_a_word_wider_than_the_line_is_cut_and_loses_nothing() -> None:
    lines = wrapped([Piece("x" * 100)], 30)
    assert "".join(p.piece.text for line in lines for p in line) == "x" * 100
    assert max(len(p.piece.text) for line in lines for p in line) <= 30


def test_two_blanks_follow_a_sentence_and_one_an_abbreviation() -> None:
    (line,) = wrapped([Piece("Mr. Holvane left. The U.S. side stayed.")], 60)
    assert [p.piece.text for p in line] == ["Mr. Holvane left.  The U.S. side stayed."]


def test_a_run_whose_column_is_taken_moves_right_in_text() -> None:
    runs = (Run(0.0, 12.0, "LABEL"), Run(14.4, 12.0, "value"))
    assert characters(Sheet(runs)).split("\n")[1] == "LABEL value"


def test_an_unknown_style_is_refused_by_name() -> None:
    with pytest.raises(UsageError, match="no style 'gothic'"):
        style_named("gothic")


@given(paper=papers())
@_MANY
def test_a_record_calls_for_a_style_that_exists(paper: Paper) -> None:
    assert style_of(paper[0]).name in STYLES
    assert lay(paper[0])


def test_a_record_with_values_alone_still_says_when_it_was() -> None:
    record = Record(
        (1, 1), "memcon", title="MEMORANDUM OF CONVERSATION", date="1994-09-25", time_start="16:35"
    )
    assert "September 25, 1994" in as_text(record)
    assert "16:35" in as_text(record)
