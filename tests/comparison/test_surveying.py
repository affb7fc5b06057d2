"""What an archive says of its releases, in Python and in the shell."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from msgspec import structs

import memcon
from memcon import Archive
from memcon.cli import command
from memcon.model import Form
from memcon.writing import as_text, invent

SAMPLES = Path(__file__).parents[2] / "samples"
WATER = (SAMPLES / "1996-03-27-water.txt").read_text()
SHORT = WATER.replace(
    """          Marshal Vandrosek came to see me on Sunday.  He offered me the
          two battalions.  I asked what for.  He said:  for the gauge.  So
""",
    "          [2 lines not declassified]  So\n",
)
OPENED = ("Marshal Vandrosek came to see me on Sunday. He offered me the two battalions. I asked what for."
          " He said: for the gauge.")  # fmt: skip


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """An archive with two releases of a paper, a plain copy of another, and papers that are there once."""
    assert SHORT != WATER
    files = {"water.txt": WATER, "short.txt": SHORT}
    files |= {f"{n}.txt": as_text(invent(n, "clinton"), "clinton") for n in (1, 2, 3)}
    files["copy.txt"] = files["1.txt"].replace("  ", " ")
    with Archive(tmp_path / "memcon.db") as archive:
        for name, text in files.items():
            (tmp_path / name).write_text(text)
            archive.add(memcon.read(tmp_path / name))
    return tmp_path


def run(folder: Path, *arguments: str) -> Result:
    done = CliRunner().invoke(command, [*arguments, "--archive", str(folder / "memcon.db")])
    assert done.exit_code == 0, done.output
    return done


def test_releases_are_grouped_and_compared(shelf: Path) -> None:
    with Archive(shelf / "memcon.db") as archive:
        found = memcon.releases(archive)
        ids = {listed.file: listed.id for listed in archive.records()}
    groups = {tuple(sorted(side.name for side in release.members)) for release in found}
    assert groups == {
        tuple(sorted((ids["water.txt"], ids["short.txt"]))), tuple(sorted((ids["1.txt"], ids["copy.txt"])))
    }  # fmt: skip
    water = next(r for r in found if ids["short.txt"] in {m.name for m in r.members})
    assert [m.name for m in water.members] == [ids["short.txt"], ids["water.txt"]]
    assert water.steps[0].opened.words == len(OPENED.split())
    rows = list(csv.DictReader(io.StringIO(run(shelf, "releases", "--format", "csv").output)))
    assert sorted(row["opened_words"] for row in rows) == ["", "", "0", str(len(OPENED.split()))]
    assert f"{len(OPENED.split())} words opened" in run(shelf, "releases").output


def test_what_is_withheld_here_and_public_there(shelf: Path) -> None:
    with Archive(shelf / "memcon.db") as archive:
        survey = memcon.redacted(archive, today=date(2026, 3, 1))
    assert (survey.records, survey.passages) == (1, 1)
    assert [b.value for b in survey.by_year] == ["1996"]
    assert [b.value for b in survey.by_age] == ["20 to 29 years"]
    assert "Emeric Nadrasy" in {b.value for b in survey.by_person}
    (candidate,) = survey.candidates
    assert candidate.text == OPENED
    assert candidate.closed.file == "short.txt" and candidate.public_file == "water.txt"
    rows = list(csv.DictReader(io.StringIO(run(shelf, "redacted", "--format", "csv").output)))
    assert [row["text"] for row in rows] == [OPENED]
    assert json.loads(run(shelf, "redacted", "--format", "json").output)["passages"] == 1


def test_the_shell_compares_ids_and_files(shelf: Path) -> None:
    with Archive(shelf / "memcon.db") as archive:
        ids = {listed.file: listed.id for listed in archive.records()}
    pretty = run(shelf, "compare", ids["short.txt"], str(shelf / "water.txt")).output
    assert f"Opened: {len(OPENED.split())} words in 1 passage" in pretty
    told = json.loads(run(shelf, "compare", ids["short.txt"], ids["water.txt"], "--format", "json").output)
    assert [d["b"] for d in told["opened"]] == [OPENED]
    assert {"opened", "closed", "changed", "marks", "unclear"} <= set(told)
    rows = csv.DictReader(
        io.StringIO(run(shelf, "compare", ids["short.txt"], ids["water.txt"], "--format", "csv").output)
    )
    assert [(row["outcome"], row["words"]) for row in rows] == [("opened", str(len(OPENED.split())))]
    page = shelf / "page.html"
    run(shelf, "compare", ids["short.txt"], ids["water.txt"], "--format", "html", "-o", str(page))
    assert 'class="opened"' in page.read_text()
    whole = run(shelf, "composite", ids["short.txt"], ids["water.txt"]).output
    assert "He said: for the gauge. {B} So" in " ".join(whole.split())
    made = json.loads(run(shelf, "composite", ids["short.txt"], ids["water.txt"], "--format", "json").output)
    assert made["gaps"] == 0 and len(made["witnesses"]) == 2


def test_no_file_and_no_archive_is_said_in_a_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MEMCON_ARCHIVE", raising=False)
    with pytest.raises(memcon.MissingFile, match="there is no file b72132becd"):
        memcon.compare("b72132becd", "b72132becd")


def test_sheets_of_a_repository_are_no_releases(tmp_path: Path) -> None:
    """Markers, withdrawal sheets and cover sheets say the same in each folder, and are no papers."""
    forms: tuple[Form, ...] = ("marker", "withdrawal_sheet", "cover_sheet", "memcon")
    with Archive(tmp_path / "memcon.db") as archive:
        for number, form in enumerate((*forms, *forms)):
            path = tmp_path / f"{number}.txt"
            path.write_text(WATER.replace("March 27, 1996", "") + "\n" * number)
            document = memcon.read(path)
            (record,) = document.records
            archive.add(structs.replace(document, records=(structs.replace(record, form=form),)))
        assert archive.status().records == 8
        (release,) = memcon.releases(archive)
    assert set(release.files) == {"3.txt", "7.txt"}


def test_a_paper_without_a_date_joins_no_two_days(tmp_path: Path) -> None:
    """Papers of two days are two, however like; a copy without a date belongs to one of them."""
    texts = {"one.txt": WATER, "other.txt": WATER.replace("March 27, 1996", "May 9, 1996"),
             "none.txt": WATER.replace("March 27, 1996", "")}  # fmt: skip
    assert len(set(texts.values())) == 3
    with Archive(tmp_path / "memcon.db") as archive:
        for name, text in texts.items():
            (tmp_path / name).write_text(text)
            archive.add(memcon.read(tmp_path / name))
        (group,) = archive.groups()
    assert len(group) == 2 and "none.txt" in {listed.file for listed in group}
