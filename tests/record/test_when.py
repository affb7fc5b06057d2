"""Dates and times in all the shapes that such papers print."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memcon.record.when import MONTHS, full_year, month_number, read_when

CASES = [
    ("March 5, 1994, 11:13 - 11:29 a.m. EST", "1994-03-05", "11:13", "11:29", "EST"),
    ("March 5, 1994, 3:22-3:58 p.m.", "1994-03-05", "15:22", "15:58", None),
    ("March 5, 1994, 5:00-5:30pm", "1994-03-05", "17:00", "17:30", None),
    ("March 5, 1994,1:25 - 1:40PM", "1994-03-05", "13:25", "13:40", None),
    ("March 5, 1994, 1:47 p.m. - 2:02 p.m. EDT", "1994-03-05", "13:47", "14:02", "EDT"),
    ("11:30 a.m.-1:35 p.m.", None, "11:30", "13:35", None),
    ("11-1 p.m.", None, "11:00", "13:00", None),
    ("1:00 -- 3:00 p.m.", None, "13:00", "15:00", None),
    ("March 5, 1972, 12:35-1:30 a.m.", "1972-03-05", "00:35", "01:30", None),
    ("Sorel, March 5, 1961, noon.", "1961-03-05", "12:00", None, None),
    ("Sorel, March 5, 1961, 9 p.m.", "1961-03-05", "21:00", None, None),
    ("O 051646Z MAR 86", "1986-03-05", "16:46", None, "Z"),
    ("051646 2 MAR 86", "1986-03-05", "16:46", None, "Z"),
    ("5 March 95 16:19", "1995-03-05", "16:19", None, None),
    ("3/5/86", "1986-03-05", None, None, None),
    ("WEDNESDAY, MARCH 5, 1986 1935 EST", "1986-03-05", "19:35", None, "EST"),
    ("Marcb 5, 1986", "1986-03-05", None, None, None),
    ("the 14th of nothing, 1986", None, None, None, None),
    ("June 25, 1964, 10:18 a.m. ~- 10:59 a.m.", "1964-06-25", "10:18", "10:59", None),
    ("Monday, November 13, 1972, 7:30-l0:00 p.m.", "1972-11-13", "19:30", "22:00", None),
    ("March 5, 1972, 12 noon", "1972-03-05", "12:00", None, None),
]


@pytest.mark.parametrize(("text", "day", "start", "end", "zone"), CASES)
def test_shapes(text: str, day: str | None, start: str | None, end: str | None, zone: str | None) -> None:
    when = read_when(text)
    assert (when.date, when.start, when.end, when.zone) == (day, start, end, zone)


@given(st.dates(date(1945, 1, 1), date(2001, 12, 31)), st.times(), st.integers(0, 5))
def test_a_date_with_a_time_is_read_back_however_it_is_written(day: date, clock: object, shape: int) -> None:
    hour, minute = clock.hour, clock.minute  # type: ignore[attr-defined]
    half = "a.m." if hour < 12 else "p.m."
    twelve = f"{hour % 12 or 12}:{minute:02d} {half}"
    month = MONTHS[day.month - 1]
    text = [
        f"{month} {day.day}, {day.year}, {twelve}",
        f"{day:%A}, {month} {day.day}, {day.year}\n{twelve}",
        f"{day.day} {month} {day.year} {twelve}",
        f"Vellin, {month} {day.day}, {day.year}, {twelve}.",
        f"{month.upper()} {day.day}, {day.year} {hour:02d}{minute:02d} EST",
        f"{day.day:02d}{hour:02d}{minute:02d}Z {month[:3].upper()} {day.year % 100:02d}",
    ][shape]
    when = read_when(text)
    assert (when.date, when.start) == (day.isoformat(), f"{hour:02d}:{minute:02d}")


def test_place_before_and_after() -> None:
    assert read_when("Grafen, West Valdria, June 24, 1976, 9:30 a.m.").before == "Grafen, West Valdria"
    assert read_when("June 24, 1976, 9:30 a.m.\nOval Office").after == "Oval Office"
    assert read_when("Tuesday, June 24, 1976").weekday == "Tuesday"


def test_years_of_two_digits_stay_near() -> None:
    assert full_year("75") == 1975
    assert full_year("05", near=1995) == 2005
    assert full_year("95", near=2010) == 1995


def test_months_through_damage() -> None:
    assert [month_number(w) for w in ("Sept.", "Ju1y", "Octobcr", "DEC", "Nothing")] == [9, 7, 10, 12, None]
