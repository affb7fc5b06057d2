"""Invented records: the same from the same seed, true to their style, and about nobody."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings

from memcon.errors import UsageError
from memcon.markings import LEVELS, level_of, rank
from memcon.model import Paragraph, Record
from memcon.writing import INVENTED, invent, marked

from .papers import Paper, papers

_MANY = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
_RANKS = {level: rank(mark) for mark, level in LEVELS.items()}


def _paragraphs(record: Record) -> list[Paragraph]:
    return [*(p for turn in record.turns for p in turn.paragraphs), *record.paragraphs]


@pytest.mark.parametrize("style", INVENTED)
def test_the_same_seed_gives_the_same_record_and_another_seed_another(style: str) -> None:
    assert invent(5, style) == invent(5, style)
    assert invent(5, style) != invent(6, style)


def test_an_unknown_style_is_refused_by_name() -> None:
    with pytest.raises(UsageError, match="no inventor for 'gothic'"):
        invent(1, "gothic")


@pytest.mark.parametrize("style", INVENTED)
def test_the_order_of_its_day_refuses_nothing_of_an_invented_paper(style: str) -> None:
    for seed in range(120):
        record = invent(seed, style)
        assert marked(record, fill=False).allowed, (seed, record.date, record.classification_block)


@_MANY
@given(paper=papers())
def test_no_portion_is_above_its_paper(paper: Paper) -> None:
    record = paper[0]
    marks = [p.mark for p in _paragraphs(record) if p.mark]
    assert all(rank(mark) <= _RANKS[record.banner or ""] for mark in marks)
    assert all(level_of(mark) in LEVELS.values() for mark in marks)


@_MANY
@given(paper=papers())
def test_a_talk_ends_after_it_began_and_its_weekday_is_right(paper: Paper) -> None:
    record = paper[0]
    day = dt.date.fromisoformat(record.date or "")
    if record.weekday:
        assert f"{day:%A}" == record.weekday
    if record.time_start and record.time_end:
        assert record.time_start < record.time_end


@_MANY
@given(paper=papers())
def test_a_stage_direction_is_never_followed_by_an_unlabelled_turn(paper: Paper) -> None:
    speakers = [turn.speaker for turn in paper[0].turns]
    assert all(a or b for a, b in pairwise(speakers))


@_MANY
@given(paper=papers())
def test_who_took_notes_in_the_list_is_among_the_notetakers(paper: Paper) -> None:
    record = paper[0]
    for person in record.participants:
        if person.role == "notetaker":
            assert person.name in record.notetakers
        if person.role == "interpreter" and person.name:
            assert person.name in record.interpreters


@_MANY
@given(paper=papers("clinton", "bush", "vp", "state"))
def test_a_name_is_part_of_what_is_printed(paper: Paper) -> None:
    for person in paper[0].participants:
        assert (person.name or person.office or "") in person.printed
