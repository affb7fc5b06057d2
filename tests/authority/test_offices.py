"""The built-in table by itself: offices, days, names, clocks; and nothing is ever given outside its dates."""

from __future__ import annotations

from datetime import date, timedelta
from importlib.resources import files
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memcon.authority import Authority, authority, clock, holder, office, people, visitors, where
from memcon.authority.names import families_of, fold, take_apart
from memcon.authority.table import Table, built_in

TABLE = built_in()
DAYS = st.dates(date(1945, 1, 1), date(2017, 12, 31))


def first(name: str, on: date) -> str | None:
    found = people(name, on)
    return found[0].person.id if found else None


@pytest.mark.parametrize(
    ("office_name", "on", "who"),
    [
        ("us/president", date(1945, 4, 13), "truman-harry-s"),
        ("us/president", date(1963, 11, 21), "kennedy-john-f"),
        ("us/president", date(1963, 11, 23), "johnson-lyndon-b"),
        ("us/vice-president", date(1973, 11, 1), None),  # between Agnew and Ford
        ("us/state", date(1982, 8, 1), "shultz-george-pratt"),
        ("us/nsa", date(2000, 3, 27), "berger-sandy"),
        ("us/deputy-nsa", date(1974, 6, 1), "scowcroft-brent"),
        ("us/defense", date(1995, 10, 23), "perry-william"),
        ("President of Russia", date(2000, 3, 27), "putin-vladimir"),
        ("ru/president", date(1999, 12, 30), "yeltsin-boris"),
        ("uk/pm", date(1963, 11, 22), "home-alec"),
        ("fr/president", date(1995, 7, 13), "chirac-jacques"),
        ("de/chancellor", date(1974, 5, 10), None),  # between Brandt and Schmidt
        ("il/pm", date(1995, 11, 5), "peres-shimon"),
        ("cn/premier", date(1972, 2, 22), "zhou-enlai"),
        ("nato/secretary-general", date(1995, 12, 14), "solana-javier"),
    ],
)
def test_who_held_an_office_on_a_day(office_name: str, on: date, who: str | None) -> None:
    found = holder(office_name, on)
    assert (found.id if found else None) == who


@pytest.mark.parametrize(
    ("printed", "on", "who"),
    [
        ("The President", date(1972, 5, 26), "nixon-richard-m"),
        ("THE PRESIDENT", date(1995, 10, 23), "clinton-william-j"),
        ("The President of the United States", date(1962, 6, 1), "kennedy-john-f"),
        ("Secretary Christopher", date(1993, 9, 8), "christopher-warren-minor"),
        ("PRESIDENT YELTSIN", date(1995, 10, 23), "yeltsin-boris"),
        ("President-elect Putin", date(2000, 3, 27), "putin-vladimir"),
        ("Russian President-elect Vladimir Putin", date(2000, 3, 27), "putin-vladimir"),
        ("Président Valéry Giscard d'Estaing", date(1975, 8, 1), "giscard-valery"),
        ("President Giscard", date(1975, 8, 1), "giscard-valery"),
        ("PM Chou", date(1971, 10, 21), "zhou-enlai"),
        ("Prime Minister Chou En-lai", date(1972, 6, 22), "zhou-enlai"),
        ("Ch'iao Kuan-hua", date(1972, 2, 24), "qiao-guanhua"),
        ("Qadhafi", date(1986, 4, 1), "qadhafi-muammar"),
        ("Colonel Gaddafi", date(1986, 4, 1), "qadhafi-muammar"),
        ("Secretarv Kissinger", date(1975, 8, 1), "kissinger-henry-a"),
        ("Dr. Kissiger", date(1975, 8, 1), "kissinger-henry-a"),
        ("Prime Minister John Major", date(1993, 2, 1), "major-john"),
        ("Prime Minister Major", date(1993, 2, 1), "major-john"),
        ("Winston Lord", date(1976, 6, 1), "lord-winston"),
        ("Sir Alec Douglas-Home", date(1972, 6, 1), "home-alec"),
        ("Under Secretary for Political Affairs Harriman", date(1963, 10, 1), "harriman-william-averell"),
        ("President Mubarak", date(1990, 1, 1), "mubarak-hosni"),
        ("Chancellor Schroeder", date(2000, 1, 1), "schroeder-gerhard-spd"),
        ("Foreign Minister Schroeder", date(1964, 1, 1), "schroeder-gerhard-cdu"),
        ("President Bush", date(1991, 7, 31), "bush-george-herbert-walker"),
        ("President Bush", date(2003, 7, 31), "bush-george-w"),
        ("King Hussein", date(1994, 10, 26), "hussein-king"),
        ("The German Chancellor", date(2000, 1, 1), "schroeder-gerhard-spd"),
    ],
)
def test_whom_a_printed_name_means(printed: str, on: date, who: str) -> None:
    assert first(printed, on) == who


def test_a_day_of_handing_over_has_both_and_neither_for_sure() -> None:
    found = people("The President", date(1974, 8, 9))
    assert [m.person.id for m in found] == ["nixon-richard-m", "ford-gerald-r"]
    assert all(m.score < 0.75 for m in found)


def test_two_who_bear_a_name_are_both_given() -> None:
    found = people("Mr. Ivanov", date(2000, 3, 27))
    assert {m.person.id for m in found[:2]} == {"ivanov-igor", "ivanov-sergei"}
    assert found[0].score == found[1].score


@pytest.mark.parametrize(
    ("printed", "on"),
    [
        ("Wolfowicz Mbatu", date(1980, 1, 1)),
        ("President Kennedy", date(1975, 1, 1)),  # dead by then
        ("The Russian President", date(1975, 1, 1)),  # there was none
        ("Foreign Minister", date(1970, 1, 1)),  # of no country that is named
    ],
)
def test_nobody_is_forced_on_a_name(printed: str, on: date) -> None:
    assert all(m.score < 0.75 for m in people(printed, on))


@given(st.sampled_from(TABLE.offices), DAYS)
def test_no_office_is_given_outside_its_dates(term: object, on: date) -> None:
    for held in authority().office(term.person, on):  # type: ignore[attr-defined]
        assert held.start <= on and (held.end is None or on <= held.end)


@given(st.sampled_from(TABLE.people), DAYS)
def test_nobody_dead_or_unborn_is_given(person: object, on: date) -> None:
    for match in people(person.name, on):  # type: ignore[attr-defined]
        assert match.person.died is None or on.year <= match.person.died
        assert match.person.born is None or match.person.born < on.year
        assert 0 < match.score <= 1


@given(st.text(max_size=60), DAYS)
def test_any_text_is_a_name_that_may_be_asked(text: str, on: date) -> None:
    scores = [m.score for m in people(text, on)]
    assert scores == sorted(scores, reverse=True)
    clock(text, on)


@pytest.mark.parametrize(
    ("place", "on", "zone"),
    [
        ("Oval Office", date(2000, 3, 27), "America/New_York"),
        ("EST", date(2000, 3, 27), "America/New_York"),
        ("Moscow", date(2000, 3, 27), "Europe/Moscow"),
        ("Leningrad", date(1975, 1, 1), "Europe/Moscow"),
        ("Leningrad", date(1995, 1, 1), None),
        ("St. Petersburg", date(1975, 1, 1), None),
        ("Hyde Park, New York", date(1995, 10, 23), "America/New_York"),
        ("Great Hall of the People, Peking", date(1972, 2, 22), "Asia/Shanghai"),
        ("France", date(1995, 7, 20), "Europe/Paris"),
        ("Nowhere at all", date(1995, 7, 20), None),
    ],
)
def test_the_clock_of_a_place(place: str, on: date, zone: str | None) -> None:
    found = clock(place, on)
    assert (found.key if found else None) == zone


def test_journeys_and_visits_are_given_by_their_days() -> None:
    there = where("nixon-richard-m", date(1972, 5, 26))
    assert [stay.place for stay in there] == ["Moscow"]
    assert where("nixon-richard-m", date(1972, 6, 15)) == ()
    assert visitors(date(1972, 5, 26)) == ()  # the built-in table has none


def test_titles_are_told_from_names() -> None:
    assert take_apart("Lt. General Brent Scowcroft, Deputy Assistant").words == ("brent", "scowcroft")
    assert take_apart("Acting Secretary of State").qualifiers == ()
    assert take_apart("Former President Ford").qualifiers == ("former",)
    assert take_apart("King Olav V").words == ("olav",)
    assert fold("Ch’iao Kuan-hua") == "chiao kuan hua"
    assert families_of(("Valéry *Giscard d'Estaing",)) == ("giscard", "destaing")


def test_office_is_asked_by_person_or_id() -> None:
    person = holder("us/president", date(1990, 1, 1))
    assert person is not None
    assert office(person, date(1990, 1, 1)) == office(person.id, date(1990, 1, 1)) != ()


def test_a_local_table_adds_to_the_built_in_one_and_doubles_nothing() -> None:
    nixon = tuple(t for t in TABLE.offices if t.person == "nixon-richard-m")
    both = Authority(TABLE, Table(offices=nixon))
    assert len(both.terms("nixon-richard-m")) == len(nixon)


class TestTheTable:
    """What its files must hold."""

    def test_every_person_office_and_source_that_is_named_exists(self) -> None:
        ids = {p.id for p in TABLE.people}
        lines = (files("memcon.authority") / "data" / "sources.tsv").read_text().splitlines()
        sources = {line.partition("\t")[0] for line in lines if not line.startswith("#")}
        assert {o.source for o in TABLE.offices} <= sources
        assert {t.source for t in TABLE.things} | {s.source for s in TABLE.stays} <= sources
        assert {s.person for s in TABLE.stays} <= ids
        assert {who for t in TABLE.things for who in t.people} <= ids
        assert all(p.families for p in TABLE.people)

    def test_ids_of_things_and_places_are_unique(self) -> None:
        for named in (TABLE.things, TABLE.places):
            ids = [each.id for each in named]
            assert len(ids) == len(set(ids))

    def test_times_run_forward(self) -> None:
        assert [o for o in TABLE.offices if o.end and o.end < o.start] == []
        assert [s for s in TABLE.stays if s.end < s.start] == []
        assert [t.id for t in TABLE.things if t.start and t.end and t.end < t.start] == []
        assert [t.id for t in TABLE.things if t.start and t.signed and t.signed < t.start] == []

    def test_nobody_held_an_office_before_birth_or_after_death(self) -> None:
        lives = {p.id: p for p in authority().persons.values()}
        wrong = [
            (o.person, o.id)
            for o in TABLE.offices
            if ((born := lives[o.person].born) and o.start.year < born + 16)
            or ((died := lives[o.person].died) and o.start.year > died)
        ]
        assert wrong == []

    @pytest.mark.parametrize(
        "one",
        [
            *("us/president", "us/state", "us/defense", "us/nsa", "us/dci", "uk/pm", "fr/president"),
            *("de/chancellor", "ru/president", "il/pm", "jp/pm", "ca/pm", "in/pm"),
            *("un/secretary-general", "nato/secretary-general"),
        ],
    )
    def test_one_at_a_time_holds_a_single_office(self, one: str) -> None:
        terms = [t for t in authority().holders(one) if not t.acting]
        for earlier, later in pairwise(terms):
            overlap = earlier.end is None or earlier.end > later.start + timedelta(days=25)
            assert not overlap, (earlier, later)
