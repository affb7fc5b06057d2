"""The verbs export, cite and formats, over files and over an archive."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from export_papers import SAMPLES, entry, sample
from lxml import etree

import memcon
from memcon.cli import command
from memcon.errors import MissingFile, UsageError

GAUGES = SAMPLES / "1993-03-26-gauges.txt"
WATER = SAMPLES / "1996-03-27-water.txt"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "memcon.db"
    with memcon.Archive(path) as kept:
        for source in (GAUGES, WATER):
            kept.add(sample(source.name), source)
    return path


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(command, [str(argument) for argument in arguments])


def test_files_go_out_as_they_were_read() -> None:
    done = run("export", GAUGES, "--format", "markdown")
    assert done.exit_code == 0 and done.output == memcon.export(entry(GAUGES.name), "markdown").decode()


def test_ids_and_queries_go_out_as_corrected(archive: Path) -> None:
    with memcon.Archive(archive) as kept:
        name = next(listed.id for listed in kept.records() if listed.file == GAUGES.name)
        kept.set(name, "repository", "Carter Library")
        kept.correct(name, "subject", "Gauges", why="shorter", author="A. Reader")
    done = run("export", name, "--format", "csl-json", "--archive", archive)
    (item,) = json.loads(done.output)
    assert item["archive"] == "Carter Library" and item["title"].endswith(": Gauges")
    found = run("export", "from:nadrasy", "--format", "ris", "--archive", archive)
    assert found.output.count("TY  - ") == 1
    cited = run("cite", name, "--archive", archive)
    assert cited.output.startswith("Source: Carter Library, [collection not given]")
    as_json = json.loads(run("cite", name, "--format", "json", "--archive", archive).output)
    assert as_json == [{"id": name, "citation": cited.output.strip()}]


def test_a_folder_gets_a_file_for_each(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    done = run("export", GAUGES, WATER, "--format", "frus-div", "-o", folder)
    assert done.exit_code == 0
    made = sorted(folder.iterdir())
    assert [path.name[:10] for path in made] == ["1993-03-26", "1996-03-27"]
    assert all(etree.parse(path).getroot().get("type") == "document" for path in made)


def test_records_go_into_a_volume(tmp_path: Path) -> None:
    volume, grown = tmp_path / "v.xml", tmp_path / "w.xml"
    volume.write_bytes(memcon.export(entry(GAUGES.name), "frus"))
    assert run("export", WATER, "--format", "frus", "--into", volume, "-o", grown).exit_code == 0
    assert len(memcon.read(grown).records) == 2
    wrong = run("export", WATER, "--format", "ris", "--into", volume)
    assert isinstance(wrong.exception, UsageError)


def test_what_is_nowhere_is_one_line_of_error(archive: Path, tmp_path: Path) -> None:
    missing = run("export", "nowhere.pdf", "--format", "ris", "--archive", tmp_path / "none.db")
    assert isinstance(missing.exception, MissingFile) and "nowhere.pdf is no file" in str(missing.exception)
    nothing = run("export", "zzzz", "--format", "ris", "--archive", archive)
    assert isinstance(nothing.exception, MissingFile) and "nothing is found" in str(nothing.exception)
    unknown = run("export", GAUGES, "--format", "wordstar")
    assert isinstance(unknown.exception, UsageError) and "memcon formats" in str(unknown.exception)
    into = run("export", GAUGES, "--format", "ris", "-o", tmp_path / "none.db" / "\0")
    assert into.exit_code != 0


def test_the_formats_are_listed() -> None:
    shown = json.loads(run("formats", "--format", "json").output)
    assert [known["name"] for known in shown["formats"]] == [known.name for known in memcon.formats()]
    assert shown["styles"] == memcon.styles()
    listed = run("formats").output
    assert all(known.name in listed for known in memcon.formats())


def test_a_published_document_and_a_scan_of_it_are_copies(tmp_path: Path) -> None:
    """The same talk, printed in a volume and kept in a file, is found as one paper."""
    volume = tmp_path / "volume.xml"
    both = [entry(GAUGES.name), entry(WATER.name)]
    volume.write_bytes(memcon.export(both, "frus"))
    with memcon.Archive(tmp_path / "copies.db") as kept:
        kept.add(memcon.read(volume), volume)
        scan = SAMPLES / "1996-03-27-water.pdf"
        (name,) = kept.add(sample(scan.name), scan).records
        copies = kept.show(name).copies
    assert [(copy.record.file, copy.record.form) for copy in copies] == [("volume.xml", "telcon")]
    assert copies[0].share > 0.7
