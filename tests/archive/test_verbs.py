"""The archive's verbs in the shell."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from shelf import SAMPLES

import memcon
from memcon import archive as kept
from memcon.cli import command
from memcon.cli.archive import VERBS
from memcon.cli.files import pace

FERRY = "91b093bfc9:1-2"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MEMCON_AUTHOR", "Ada")
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.delenv("MEMCON_ARCHIVE", raising=False)


def run(*arguments: str | Path, status: int = 0, given: str | None = None) -> Result:
    done = CliRunner().invoke(command, [str(a) for a in arguments], prog_name="memcon", input=given)
    assert done.exit_code == status, (done.output, done.exception)
    return done


def refused(*arguments: str | Path) -> memcon.MemconError:
    done = CliRunner().invoke(command, [str(a) for a in arguments], prog_name="memcon")
    assert isinstance(done.exception, memcon.MemconError), done.output
    return done.exception


def add_samples() -> None:
    run("add", *sorted(SAMPLES.glob("199*.txt")), "--jobs", "1")


def test_add_says_what_became_of_each_file(tmp_path: Path) -> None:
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(b"%PDF-1.4 no more of it")
    done = run("add", SAMPLES / "1990-08-21-ferry.txt", bad, status=4)
    assert "1 added, 1 failed; " in done.stderr and f"memcon: {bad}: " in done.stderr
    assert "1 failed before, 1 known; " in run("add", SAMPLES / "1990-08-21-ferry.txt", bad).stderr
    assert "1 failed; " in run("add", "--retry", status=4).stderr
    bad.unlink()
    assert "does not exist" in run("add", "--retry", status=3).stderr
    assert "1 read again" in run("add", "--again", SAMPLES / "1990-08-21-ferry.txt").stderr
    assert "nothing to add" in str(refused("add"))
    assert "failed 20" in run("status").stdout and str(bad) in run("status").stdout
    assert json.loads(run("status", "--format", "json").stdout)["files"] == 1


def test_add_reads_side_by_side_what_it_reads_alone(tmp_path: Path) -> None:
    run("add", SAMPLES / "1990-08-21-ferry.txt", SAMPLES / "1995-12-14-shots.txt", "--jobs", "2")
    run(
        "add",
        SAMPLES / "1990-08-21-ferry.txt",
        SAMPLES / "1995-12-14-shots.txt",
        "--archive",
        "one.db",
        "--jobs",
        "1",
    )
    two, one = (run("list", "--archive", name, "--format", "json").stdout for name in ("memcon.db", "one.db"))
    assert json.loads(two) == json.loads(one) != []


def test_an_archive_may_be_named_by_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "no archive at memcon.db" in str(refused("list"))
    monkeypatch.setenv("MEMCON_ARCHIVE", str(tmp_path / "other.db"))
    add_samples()
    assert (tmp_path / "other.db").exists() and not (tmp_path / "memcon.db").exists()


def test_search_in_three_forms() -> None:
    add_samples()
    pretty = run("search", "from:tessarin", "ferry").stdout
    assert FERRY in pretty and "p. 2 (C) President Tessarin: They are all at the ferry." in pretty
    assert pretty.endswith("1 record, 2 passages\n") and "\x02" not in pretty and "\x1b" not in pretty
    answer = json.loads(run("search", "from:tessarin ferry", "--format", "json").stdout)
    assert (answer["records"], answer["passages"], answer["more"]) == (1, 2, False)
    assert answer["found"][0]["passages"][1]["snippet"] == "They are all at the \x02ferry\x03."
    rows = list(csv.DictReader(io.StringIO(run("search", "ferry from:tessarin", "--format", "csv").stdout)))
    assert [(r["id"], r["speaker"], r["mark"], r["page"]) for r in rows] == [
        (FERRY, "President Tessarin", "U", "1"),
        (FERRY, "President Tessarin", "C", "2"),
    ]
    assert all(int(r["left"]) < int(r["right"]) for r in rows)


def test_search_has_pages_orders_and_facets() -> None:
    add_samples()
    first = run("search", "the", "--limit", "2", "--sort", "date").stdout
    assert "1990-08-21" in first and "; page 1; --page 2 has more" in first
    last = run("search", "the", "--limit", "2", "--sort", "date", "--page", "4").stdout
    assert "1996-03-27" in last and "has more" not in last
    assert "   1  1990\n" in run("search", "ferry", "--facets").stdout
    assert json.loads(run("search", "ferry", "--facets", "--format", "json").stdout)["form"]
    assert "form,telcon,1" in run("search", "ferry", "--facets", "--format", "csv").stdout
    assert "0 records, 0 passages" in run("search", "--", "-the the").stdout
    assert "character 6" in str(refused("search", "date:1990-13"))


def test_list_and_people_in_three_forms() -> None:
    add_samples()
    assert run("list", "--limit", "1").stdout.startswith(
        f"{FERRY}  1990-08-21 11:42  telcon  CONFIDENTIAL  Telcon"
    )
    assert len(json.loads(run("list", "--format", "json", "--sort", "file").stdout)) == 7
    assert run("list", "--format", "csv").stdout.count("\n") == 8
    people = run("people", "westerb").stdout
    assert people.startswith("Nora Westerbrook  2 records  participant  1993-03-26 to 1995-04-11\n")
    assert json.loads(run("people", "nora", "WESTER", "--format", "json").stdout)[0]["records"] == 2
    assert run("people", "westerb", "--format", "csv").stdout.startswith(
        "name,records,roles,offices,first,last,person,printed\n"
    )
    assert run("people", "nobody").stdout == ""


def test_show_as_corrected_and_as_read() -> None:
    add_samples()
    run("correct", FERRY, "turns/1/speaker", "Prince Ottokar", "--why", "margin")
    run("set", FERRY, "box", "17", "--author", "Ben")
    shown = run("show", FERRY).stdout
    assert "Prince Ottokar: Eleven, Mr. President." in shown and "box: 17\n" in shown
    assert str(SAMPLES / "1990-08-21-ferry.txt") in shown and "President Tessarin -> Prince Ottokar" in shown
    assert "Ottokar" not in run("show", FERRY, "--as-read").stdout
    as_json = json.loads(run("show", FERRY, "--format", "json").stdout)
    assert as_json["turns"][1]["speaker"] == "Prince Ottokar"
    assert "no record 0000" in str(refused("show", "0000"))


def test_relocate_finds_what_was_moved(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    paper = tmp_path / "in" / "ferry.txt"
    paper.write_bytes((SAMPLES / "1990-08-21-ferry.txt").read_bytes())
    run("add", paper)
    assert run("relocate", "in").stderr == "0 found again, 0 still lost\n"
    paper.rename(tmp_path / "moved.txt")
    assert run("relocate", "in").stderr == "0 found again, 1 still lost\n"
    assert json.loads(run("relocate", str(tmp_path), "--format", "json").stdout)[0]["path"].endswith(
        "moved.txt"
    )


def test_show_names_copies(tmp_path: Path) -> None:
    scan = tmp_path / "scan.txt"
    scan.write_text((SAMPLES / "1990-08-21-ferry.txt").read_text().replace("ferry", "feriy"))
    run("add", SAMPLES / "1990-08-21-ferry.txt", scan)
    assert "\nalso in scan.txt, " in run("show", FERRY).stdout


def test_corrections_are_shown_undone_and_carried_over(tmp_path: Path) -> None:
    add_samples()
    made = run("correct", FERRY, "date", "1990-08-22", "--why", "stamp", "--author", "Ben").stdout
    assert "Ben" in made and "1990-08-21 -> 1990-08-22" in made and "stamp" in made
    lines = run("history", "--format", "json").stdout
    assert lines.count("\n") == 1 and json.loads(lines)["value"] == "1990-08-22"
    assert "undone" in run("undo", "1").stdout and "by Ada" in run("history", FERRY).stdout
    (tmp_path / "made.jsonl").write_text(lines)
    run("add", SAMPLES / "1990-08-21-ferry.txt", "--archive", "other.db")
    assert run("accept", tmp_path / "made.jsonl", "--archive", "other.db").stdout == "1 new\n"
    assert run("accept", "-", "--archive", "other.db", given=lines).stdout == "0 new\n"
    assert "1990-08-22" in run("list", "--archive", "other.db").stdout
    assert run("correct", FERRY, "date", "1990-08-23", status=2).stderr, "why must be given"


def test_the_choices_of_the_verbs_are_those_of_the_archive() -> None:
    choices = {
        verb.name: {p.name: tuple(p.type.choices) for p in verb.params if isinstance(p.type, click.Choice)}
        for verb in VERBS
    }
    assert choices["search"]["sort"] == kept.SORTS
    assert choices["list"]["sort"] == tuple(kept.ORDERS)
    text = (SAMPLES.parent / "docs" / "command.md").read_text()
    assert all(f"`{field}`" in text for field in kept.PROVENANCE_FIELDS)


@pytest.mark.parametrize(
    ("rate", "left", "said"),
    [
        (None, 10, ""),
        (2.4, 480, "2.4 files/s, 3:20 left"),
        (0.5, 100, "30.0 files/min, 3:20 left"),
        (2.0, 7_210, "2.0 files/s, 1:00:05 left"),
    ],
)
def test_the_bar_says_how_fast_it_goes_and_how_long_it_takes(
    rate: float | None, left: int, said: str
) -> None:
    assert pace(rate, left) == said
