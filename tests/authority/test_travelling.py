"""Where the principals were over a stretch of days."""

from __future__ import annotations

import pytest

import memcon
from memcon.errors import UsageError


def test_a_journey_is_found_from_any_of_its_days_and_no_other() -> None:
    found = memcon.journeys("1961-06-03", "1961-06-03")
    assert [(one.who, one.place) for one in found if one.office == "President of the United States"] == [
        ("John F. Kennedy", "Paris"),
        ("John F. Kennedy", "Vienna"),
    ]
    days = [(one.start, one.end) for one in memcon.journeys("1961-06-05", "1961-06-30")]
    assert all(end >= "1961-06-05" for _, end in days)


def test_who_was_not_yet_or_no_longer_in_office_is_no_principal() -> None:
    travelled = {one.who for one in memcon.journeys("1960-01-01", "1960-12-31")}
    assert "Dwight D. Eisenhower" in travelled
    assert "John F. Kennedy" not in travelled


def test_days_are_said_as_days() -> None:
    with pytest.raises(UsageError, match="is no day"):
        memcon.journeys("1961-13-01", "1961-12-31")
