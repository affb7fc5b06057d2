"""Portion marks, banners, orders and legends, by the age of the paper."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memcon.markings import (
    LEVELS,
    Portion,
    join,
    known_codes,
    legends,
    levels_on,
    orders_on,
    parse_banner,
    parse_portion,
    portions_expected,
    rank,
    rolled,
    write_banner,
    write_portion,
)

DAYS = st.dates().map(str).filter(lambda day: "1945" <= day < "2005")
PORTIONS = st.builds(
    Portion,
    st.sampled_from(sorted(LEVELS)),
    st.lists(st.sampled_from(["NF", "OC", "PR"]), unique=True).map(tuple),
)


@given(PORTIONS, DAYS)
def test_a_portion_comes_back_from_its_mark(portion: Portion, day: str) -> None:
    assert parse_portion(write_portion(portion, day)) == portion


@given(st.lists(PORTIONS, min_size=1))
def test_what_covers_portions_is_as_high_as_each_and_has_every_caveat(portions: list[Portion]) -> None:
    whole = join(portions)
    assert whole and all(rank(whole.level) >= rank(p.level) for p in portions)
    assert {c for p in portions for c in p.caveats} == set(whole.caveats)
    assert join([*portions, whole]) == whole


@given(DAYS)
def test_every_day_has_an_order_whose_levels_can_be_written(day: str) -> None:
    assert orders_on(day)
    for level in levels_on(day):
        banner = parse_banner(write_banner(level, ("NODIS",), day))
        assert banner and banner.level == level and banner.captions[-1] == "NODIS"


@pytest.mark.parametrize(
    ("mark", "day", "known"),
    [
        ("(R)", "1950-03-01", True),
        ("(R)", "1953-12-15", False),
        ("(LOU)", "1975-01-01", True),
        ("(K)", "1975-01-01", False),
    ],
)
def test_levels_of_the_day(mark: str, day: str, known: bool) -> None:
    assert (parse_portion(mark, day) is not None) == known


def test_a_portion_without_a_mark_is_unknown_and_not_unclassified() -> None:
    assert rolled(["U", None]).level == "UNCLASSIFIED" and not rolled(["U", None]).whole
    assert rolled([None, None]).level is None


@pytest.mark.parametrize(
    ("day", "duty"), [("1971-01-01", "none"), ("1975-01-01", "where practicable"), ("1979-01-01", "required")]
)
def test_marks_by_the_order_of_the_day(day: str, duty: str) -> None:
    assert portions_expected(day) == duty


def test_every_code_is_found_by_its_own_name_and_says_where_it_is_from() -> None:
    for code in known_codes():
        found = [legend for legend in legends(code) if legend.code == code]
        assert found, code
        for legend in found:
            assert legend.meaning.rstrip(")").endswith(".") and legend.source
            assert legend.since is None or legend.until is None or legend.since < legend.until
            assert not (legend.certain and "general knowledge" in legend.source), code


@pytest.mark.parametrize(
    ("spellings", "code"),
    [
        (("b(1)", "(b)(1)", "B1", "b(l)"), "b(1)"),
        (("P1", "P-1", "a(1)", "(a)(1)"), "P1"),
        (("1.4(b)", "1.4 (b)", "1.4(B)"), "1.4(b)"),
        (("XGDS-3", "XGDS (3)", "5 (B) (3)"), "XGDS-3"),
        (("25X1", "25X1-human"), "25X1"),
    ],
)
def test_one_code_in_many_spellings(spellings: tuple[str, ...], code: str) -> None:
    assert [legends(s)[0].code for s in spellings] == [code] * len(spellings)


def test_the_day_chooses_among_meanings() -> None:
    assert [x.order for x in legends("1.4(h)", "2005-01-01")] == [
        "E.O. 12958 as amended by E.O. 13292, section 1.4"
    ]
    assert [x.order for x in legends("1.4(h)", "2015-01-01")] == ["E.O. 13526, section 1.4"]
    assert {x.scheme for x in legends("C")} == {"level", "sheet"}
