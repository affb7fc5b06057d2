"""The verbs check and explain, from the shell and from Python: formats, settings, archives, errors."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as Log

import memcon
from memcon.checks.rules import PARTS, in_specimen
from memcon.cli import command

WRONG = "Tuesday, March 27, 1995, 11:13 - 11:29 a.m. EST"


@pytest.fixture
def wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A paper with a wrong weekday, in a folder of its own in which the command runs."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "wrong day.txt"
    path.write_text(in_specimen("date", WRONG))
    return path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(command, ["check", *map(str, arguments)])


def test_json_is_a_list_of_objects_with_a_place_on_the_page_and_in_the_text(wrong: Path) -> None:
    found = json.loads(run(wrong, "--format", "json", "--select", "D02").stdout)
    assert [(d["file"], d["code"], d["severity"], d["record"], d["page"]) for d in found] == [
        (str(wrong), "D02", "error", 1, 1)
    ]
    document = memcon.read(wrong)
    (piece,) = found[0]["span"]["pieces"]
    line = next(x for x in document.lines if x.number == piece[0])
    assert line.text[piece[1] : piece[2]] == "Tuesday"
    assert len(found[0]["box"]) == 4 and found[0]["suggestion"]


def test_nothing_found_is_an_empty_list(wrong: Path) -> None:
    assert json.loads(run(wrong, "--format", "json", "--select", "T").stdout) == []


def test_csv_has_a_row_for_each_finding(wrong: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run(wrong, "--format", "csv", "--ignore", "N,M").stdout)))
    assert [(r["code"], r["severity"], r["page"]) for r in rows] == [("D02", "error", "1")]


def test_sarif_names_every_rule_and_only_rules(wrong: Path) -> None:
    log = json.loads(run(wrong, "--format", "sarif").stdout)
    assert log["version"] == "2.1.0" and len(log["runs"]) == 1
    driver = log["runs"][0]["tool"]["driver"]
    assert [rule["id"] for rule in driver["rules"]] == list(memcon.check_rules())
    results = log["runs"][0]["results"]
    assert {r["ruleId"] for r in results} == {d.code for d in memcon.check(memcon.read(wrong))}
    for result in results:
        assert result["level"] in ("error", "warning", "note") and result["message"]["text"]
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert uri.endswith("wrong%20day.txt")


def test_sarif_obeys_the_schema_of_the_standard(wrong: Path) -> None:
    """The model, made from the published schema, refuses unknown keys and values."""
    Log.model_validate_json(run(wrong, "--format", "sarif").stdout)
    Log.model_validate_json(run(wrong, "--format", "sarif", "--select", "T").stdout)


def test_pretty_says_how_many(wrong: Path) -> None:
    said = run(wrong, "--select", "D02").stdout
    assert "was a Monday, not a Tuesday" in said and said.endswith("1 file: 1 error\n")


def test_strict_alone_makes_a_status_of_an_error(wrong: Path) -> None:
    assert run(wrong).exit_code == 0
    assert run(wrong, "--strict").exit_code == 1
    assert run(wrong, "--strict", "--ignore", "D02").exit_code == 0


def test_what_read_wrote_is_not_read_again(wrong: Path) -> None:
    document = memcon.read(wrong)
    kept = wrong.with_name("kept.json")
    kept.write_bytes(memcon.encode(document) + b"\n" + memcon.encode(document) + b"\n")
    found = json.loads(run(kept, "--format", "json", "--select", "D02").stdout)
    assert [d["file"] for d in found] == [wrong.name] * 2


def test_an_archive_is_checked_as_people_have_corrected_it(wrong: Path) -> None:
    with memcon.Archive("papers.db") as archive:
        archive.add(memcon.read(wrong), wrong)
        (record,) = archive.records()
        assert "D02" in run("--archive", "papers.db", "--format", "json").stdout
        archive.correct(record.id, "weekday", "Monday", why="the calendar", author="a reader")
        assert "D02" not in run("--archive", "papers.db", "--format", "json").stdout


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("memcon.toml", '[check]\nignore = ["D"]\n'),
        ("pyproject.toml", '[tool.memcon.check]\nignore = ["D"]\n'),
    ],
)
def test_settings_of_the_folder_hold(name: str, text: str, wrong: Path) -> None:
    (wrong.parent / name).write_text(text)
    assert "D02" not in run(wrong).stdout


def test_settings_change_a_severity(wrong: Path) -> None:
    (wrong.parent / "memcon.toml").write_text('[check.severity]\nD02 = "note"\n')
    found = json.loads(run(wrong, "--format", "json", "--select", "D02").stdout)
    assert [d["severity"] for d in found] == ["note"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[check]\nignored = ["D"]\n', "ignored"),
        ('[check]\nignore = ["Q7"]\n', "no rule is called 'Q7'"),
        ('[check.severity]\nD02 = "bad"\n', "bad"),
    ],
)
def test_wrong_settings_are_said_in_one_line(text: str, says: str, wrong: Path) -> None:
    (wrong.parent / "memcon.toml").write_text(text)
    result = run(wrong)
    assert isinstance(result.exception, memcon.UsageError)
    assert says in str(result.exception) and "\n" not in str(result.exception)


def test_a_file_that_is_not_there_is_said_and_the_others_are_checked(wrong: Path) -> None:
    result = run("nowhere.pdf", wrong, "--format", "json", "--select", "D02")
    assert result.exit_code == memcon.MissingFile.exit_status
    assert len(json.loads(result.stdout)) == 1 and "nowhere.pdf" in result.stderr


def test_neither_files_nor_an_archive() -> None:
    assert isinstance(run().exception, memcon.UsageError)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("D02", ["weekday-against-date", "Bad:", "Good:", "Source:"]),
        ("1.4(b)", ["foreign government information", "E.O. 13526", "2010-06-27"]),
        ("OADR", ["Originating agency's determination required", "1995-10-14"]),
        ("XGDS", ["general declassification", "E.O. 11652"]),
        ("(b)(6)", ["privacy", "Freedom of Information Act"]),
        ("E.O. 12958", ["ten years", "1995-10-14"]),
        ("P1/b(1)", ["Presidential Records Act", "Freedom of Information Act"]),
        ("B1,1.4(D)", ["Freedom of Information Act", "foreign relations"]),
        ("RELEASE IN PART B6", ["Passages are withheld", "privacy"]),
        ("Sec. 3.4(b)", ["twenty-five years"]),
        ("1.3(a)(5)", ["foreign relations", "E.O. 12356"]),
    ],
)
def test_explain(code: str, words: list[str]) -> None:
    said = " ".join(CliRunner().invoke(command, ["explain", code]).stdout.split())
    assert all(word in said for word in words), said


def test_an_order_named_beside_a_code_chooses_its_meaning() -> None:
    assert [x.order for x in memcon.explain("E.O. 13526, 1.4(c)").legends] == [
        "E.O. 13526", "E.O. 13526, section 1.4",
    ]  # fmt: skip


# what stands on withdrawal sheets, stamps and page heads of each library and department
_PRINTED = """
(b)(1) (b)(2) (b)(3) (b)(4) (b)(5) (b)(6) (b)(7)(A) (b)(7)(B) (b)(7)(C) (b)(7)(D) (b)(7)(E) (b)(7)(F) (b)(8)
(b)(9) b(1) B1 B5 B6 B7(A) B7(C) P1 P2 P3 P4 P5 P6 P-1 a(1) C PRM RR A B D E F G H NR STAT STATINTL ILLEGIB
1.4(a) 1.4(b) 1.4(c) 1.4(d) 1.4(e) 1.4(f) 1.4(g) 1.4(h) 1.5(a) 1.5(b) 1.5(c) 1.5(d) 1.5(e) 1.5(f) 1.5(g)
1.3(a)(1) 1.3(a)(10) 3.3(b)(1) 3.3(b)(9) 3.4(b)(1) 3.4(b)(9) 3.5(c) 6.1(a) 6.2(a) 6.2(d) 6(a) 25X1 25X1A
25X2 25X3 25X4 25X5 25X6 25X7 25X8 25X9 25X1-human 50X1-HUM 50X2-WMD 75X X1 X2 X3 X4 X5 X6 X7 X8 OADR MR RDS
GDS ADS XGDS XGDS-1 XGDS-4 RIF RIP RIFPUB RIPPUB NODIS EXDIS LIMDIS STADIS NOFORN ORCON CHEROKEE LOU SBU OUO
FOUO TS S U
"""


@pytest.mark.parametrize("code", [*_PRINTED.split(), "GROUP 1", "GROUP 4", "Non-responsive", "PL 86-36"])
def test_every_code_that_is_printed_is_explained(code: str) -> None:
    assert all(legend.meaning and legend.source for legend in memcon.explain(code).legends)
    assert memcon.explain(code).legends


def test_explain_of_nothing_names_what_is_near() -> None:
    with pytest.raises(memcon.UsageError, match="25X1"):
        memcon.explain("25X12")


def test_the_specimen_has_every_part() -> None:
    text = in_specimen("date", PARTS["date"])
    assert "{" not in text and all(part.splitlines()[0] in text for part in PARTS.values() if part)
