"""A record set in its time, from Python and in the terminal; who and authority in the terminal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import memcon
from memcon import Document, Participant, Record, Source, Withheld
from memcon.cli import command

ROOT = Path(__file__).parents[2]
TELCON = ROOT.parent / "shared" / "gold" / "txt" / "000_68f457595fa97338.txt"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(command, list(arguments), env={"COLUMNS": "100"})


def document(**record: object) -> Document:
    return Document(Source("x.txt", "0" * 64, "text", 1), records=(Record((1, 1), "telcon", **record),))  # type: ignore[arg-type]


def clocks(**record: object) -> list[tuple[str, str, str]]:
    (brief,) = memcon.brief(document(**record))
    return [(clock.place, clock.start, clock.short) for clock in brief.clocks]


def test_the_clock_at_both_ends_of_the_line() -> None:
    people = (Participant("The President"), Participant("President Jacques Chirac"))
    call = {"date": "1995-07-20", "time_start": "15:15", "tz": "EDT", "place": "Oval Office"}
    assert clocks(participants=people, **call) == [
        ("Washington", "1995-07-20 15:15", "EDT"), ("Paris", "1995-07-20 21:15", "CEST"),
    ]  # fmt: skip


def test_a_call_that_is_past_midnight_there() -> None:
    people = (Participant("The President"), Participant("Prime Minister Hashimoto"))
    assert clocks(date="1996-04-01", time_start="20:00", participants=people)[1] == (
        "Tokyo", "1996-04-02 10:00", "JST",
    )  # fmt: skip


@pytest.mark.parametrize("record", [
    {"date": "1995-07-20"}, {"time_start": "10:00"},
    {"date": "1995-07-20", "time_start": "10:00", "place": "Utopia"},
])  # fmt: skip
def test_no_clock_where_hour_day_or_place_is_not_known(record: dict[str, str]) -> None:
    assert clocks(**record) == []


def test_the_capital_of_a_country_that_is_no_more() -> None:
    people = (Participant("The President"), Participant("Ambassador Dobrynin"))
    assert (
        clocks(date="1969-10-20", time_start="15:30", place="Washington", participants=people)[1][0]
        == "Moscow"
    )


def test_hours_that_may_be_of_anywhere() -> None:
    call = {"date": "1972-02-26", "time_start": "18:54"}
    (brief,) = memcon.brief(document(**call, participants=(Participant("Mr. Farrowgate"),)))
    assert [(c.place, c.assumed) for c in brief.clocks] == [("Washington", True)]
    assert clocks(**call, participants=(Participant("The President"),)) == []  # he was in China


def test_an_open_term_does_not_last_for_ever() -> None:
    (brief,) = memcon.brief(document(date="2099-01-20", participants=(Participant("The President"),)))
    assert brief.offices == () and brief.present[0].name is None


def test_speakers_whom_no_list_names() -> None:
    title = "Transcript of Telephone Conversation Between President Nixon and Dr. Kissinger"
    said = tuple(memcon.Turn(who, 1, ()) for who in ("P", "K", "P"))
    (brief,) = memcon.brief(document(date="1970-07-07", title=title, turns=said))
    assert [(p.printed, p.name, p.role) for p in brief.speakers] == [
        ("P", "Richard Nixon", "speaker"), ("K", "Henry Kissinger", "speaker"),
    ]  # fmt: skip
    assert brief.title == title


def test_offices_journeys_and_what_is_withheld() -> None:
    (brief,) = memcon.brief(
        document(
            date="1972-05-26",
            participants=(Participant("The President"), Participant("General Secretary Brezhnev")),
            withheld=(Withheld(1, ("1.4(b)",)), Withheld(1, ("1.4(b)",)), Withheld(1)),
        )
    )
    assert brief.weekday == "Friday"
    holders = {h.title: h.name for h in brief.offices}
    assert holders["President of the United States"] == "Richard Nixon"
    assert holders["Chairman of the Council of Ministers of the Soviet Union"] == "Alexei Kosygin"
    assert next((w.who, w.place) for w in brief.week if w.that_day) == ("Richard Nixon", "Moscow")
    assert [(g.code, g.passages) for g in brief.withheld] == [("1.4(b)", 2), ("no code", 1)]
    assert "foreign" in brief.withheld[0].meaning.lower()


def test_a_record_without_a_date_has_no_time_to_be_set_in() -> None:
    (brief,) = memcon.brief(document(participants=(Participant("The President"),)))
    assert brief.offices == brief.clocks == brief.week == ()
    assert brief.present[0].name is None


def test_the_screen_of_the_telcon_of_march_2000() -> None:
    if not TELCON.is_file():
        pytest.skip(f"the telcon is not at {TELCON}")
    screen = run("brief", str(TELCON)).output
    for line in (
        "Monday, 27 March 2000", "11:13–11:29  Washington (EST)", "20:13–20:29  Moscow (MSD)",
        "no banner; by its portions SECRET", "Bill Clinton, President of the United States",
        "G-8 summit at Okinawa", "Sergei Ivanov", "“on Sunday” is Sunday, 26 March 2000",
        "Geneva, Switzerland",
    ):  # fmt: skip
        assert line in screen
    assert "error" not in screen


def test_brief_of_a_sample_in_both_forms() -> None:
    path = str(ROOT / "samples" / "1972-02-26-telephone.txt")
    shown = run("brief", path)
    assert shown.exit_code == 0 and "Richard Nixon" in shown.output
    told = json.loads(run("brief", path, "--format", "json", "--record", "1").output)
    assert told["date"] == "1972-02-26" and told["present"][0]["id"] == "nixon-richard-m"
    assert run("brief", path, "--record", "9").exit_code != 0


def test_brief_of_a_record_of_the_archive(tmp_path: Path) -> None:
    archive = str(tmp_path / "a.db")
    sample = ROOT / "samples" / "1972-02-26-telephone.txt"
    with memcon.Archive(archive) as kept:
        list(memcon.add([sample], kept))
        identity = json.loads(run("list", "--archive", archive, "--format", "json").output)[0]["id"]
        kept.correct(identity, "date", "1974-09-01", why="a test", author="A")
    assert "Gerald Ford" in run("brief", identity, "--archive", archive).output
    assert run("brief", "ffff", "--archive", str(tmp_path / "none.db")).exit_code != 0


def test_who_in_both_forms() -> None:
    assert "Gerald Ford" in run("who", "The President", "--on", "1975-08-01").output
    found = json.loads(run("who", "Giscard", "--on", "1975-08-01", "--format", "json").output)
    assert found[0]["person"]["id"] == "giscard-valery" and found[0]["reason"]
    assert "nobody is known" in run("who", "Xyzzyq", "--on", "1975-08-01").output
    assert run("who", "Giscard", "--on", "Tuesday").exit_code != 0


def test_authority_says_what_it_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MEMCON_AUTHORITY", "")
    assert "the built-in table alone" in run("authority", "show").output
    report = json.loads(run("authority", "show", "--format", "json").output)
    assert report["there"] is False and report["holds"]["people"] > 2000


def test_authority_is_built_where_it_is_told(tmp_path: Path) -> None:
    path = tmp_path / "sets" / "executive.json"
    path.parent.mkdir()
    path.write_text('[{"name": {"first": "X", "last": "Y"}, "terms": []}]')
    out = tmp_path / "local.msgpack"
    assert run("authority", "build", str(path.parent), "-o", str(out)).exit_code == 0
    assert out.is_file()
    assert run("authority", "build", str(tmp_path / "none")).exit_code != 0
