"""The command: its forms of output, its arguments, its exit statuses."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from PIL import Image, ImageDraw

import memcon
from memcon.cli import command
from memcon.cli.files import expand
from test_front_page import TELCON

MEMCON = [sys.executable, "-m", "memcon"]


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "telcon.txt"
    path.write_text(TELCON)
    return path


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(command, [str(a) for a in arguments], prog_name="memcon")


def test_json_is_one_line_that_decodes(paper: Path) -> None:
    done = run("read", "--format", "json", paper)
    assert done.exit_code == 0
    assert memcon.decode(done.stdout) == memcon.read(paper)
    assert done.stdout.count("\n") == 1


def test_text_is_the_clean_text_with_form_feeds(tmp_path: Path) -> None:
    (tmp_path / "two.txt").write_text("one\n\ftwo\n")
    assert run("read", "--format", "text", tmp_path / "two.txt").stdout == "one\n\ftwo\n"


def test_pretty_is_the_form_for_one_file_and_says_what_stands_in_it(paper: Path) -> None:
    done = run("read", paper)
    for words in (
        "telephone conversation",
        "Thursday 3 March 1994, 10:05–10:20 EST",
        "Telcon with President Orsova of Valdria (C)",
        "Oval Office",
        "President Orsova: Good morning. Let us speak of the harbour. (C)",
        "the portions call for CONFIDENTIAL",
        "— end of conversation —",
    ):
        assert words in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80
    assert "\x1b" not in done.stdout


def test_several_files_give_one_json_a_line_in_their_order(tmp_path: Path) -> None:
    for name in ("b", "a", "c"):
        (tmp_path / f"{name}.txt").write_text(TELCON)
    done = run("read", *(tmp_path / f"{name}.txt" for name in "bac"), "--jobs", "2")
    assert [json.loads(line)["source"]["name"] for line in done.stdout.splitlines()] == [
        "b.txt",
        "a.txt",
        "c.txt",
    ]


def test_output_goes_into_a_folder_and_no_file_overwrites_another(tmp_path: Path) -> None:
    for folder in ("x", "y"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(TELCON + folder)
    out = tmp_path / "out" / "deep"
    done = run("read", tmp_path / "x", tmp_path / "y", "--output", out)
    assert (done.exit_code, done.stdout) == (0, "")
    assert sorted(path.name for path in out.iterdir()) == ["a.txt-2.json", "a.txt.json"]
    assert run("read", tmp_path / "x", "--output", out, "--format", "pretty").exit_code == 0
    assert "Orsova" in (out / "a.txt.txt").read_text()


def test_folders_and_patterns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("box/b.PDF", "box/deep/a.txt", "box/notes.docx", "c.txt"):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).touch()
    found = {
        "box": ["box/b.PDF", "box/deep/a.txt"],
        "box/*": ["box/b.PDF", "box/notes.docx"],
        "**/*.txt": ["box/deep/a.txt", "c.txt"],
        "*.tiff": ["*.tiff"],
        "missing.pdf": ["missing.pdf"],
    }
    for argument, files in found.items():
        assert [path.as_posix() for path in expand([argument])] == files
    assert [path.as_posix() for path in expand(["c.txt", "*.txt"])] == ["c.txt"]


@pytest.mark.parametrize(("pages", "numbers"), [("2", [2]), ("1-2", [1, 2]), ("2-", [2, 3]), ("2-9", [2, 3])])
def test_pages(tmp_path: Path, pages: str, numbers: list[int]) -> None:
    (tmp_path / "three.txt").write_text("one\n\ftwo\n\fthree\n")
    done = run("read", "--format", "json", "--pages", pages, tmp_path / "three.txt")
    assert [page["number"] for page in json.loads(done.stdout)["pages"]] == numbers


@pytest.mark.parametrize("pages", ["0", "3-2", "a", "1-b", "-3", ""])
def test_pages_that_are_none(paper: Path, pages: str) -> None:
    assert run("read", "--pages", pages, paper).exit_code == memcon.UsageError.exit_status


def test_a_folder_that_cannot_be_written(paper: Path) -> None:
    done = subprocess.run(
        [*MEMCON, "read", str(paper), "--output", str(paper / "under-a-file")], capture_output=True, text=True
    )
    assert done.returncode == memcon.UsageError.exit_status
    assert done.stderr.startswith("memcon: ") and done.stderr.count("\n") == 1


def test_a_wrong_call_has_the_status_two() -> None:
    for arguments in (["read"], ["raed"], ["read", "--ocr", "often", "a.pdf"]):
        done = subprocess.run([*MEMCON, *arguments], capture_output=True, text=True)
        assert done.returncode == 2 and "Traceback" not in done.stderr


def test_an_empty_folder_is_one_clear_line(tmp_path: Path) -> None:
    done = subprocess.run([*MEMCON, "read", str(tmp_path)], capture_output=True, text=True)
    assert done.returncode in {3, 4}
    assert done.stderr.startswith(f"memcon: {tmp_path}: ") and done.stderr.count("\n") == 1


def test_schema_and_version() -> None:
    assert json.loads(run("schema").stdout) == memcon.schema()
    assert run("--version").stdout == f"memcon {memcon.__version__}\n"


def test_the_cache_is_shown_and_cleared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MEMCON_CACHE", str(tmp_path / "kept"))
    assert run("cache").stdout.startswith("0 results, 0.0 MiB in ")
    page = Image.new("L", (850, 400), 255)
    ImageDraw.Draw(page).text((60, 60), "The harbour is open.", font_size=48)
    page.save(tmp_path / "page.png", dpi=(300, 300))
    assert run("read", "--no-cache", tmp_path / "page.png").exit_code == 0
    assert memcon.cache_report().entries == 0
    assert run("read", tmp_path / "page.png").exit_code == 0
    assert memcon.cache_report().entries > 0
    assert run("cache", "--clear").stdout.startswith("deleted ")
    assert memcon.cache_report().entries == 0


def test_a_reader_that_closes_early_is_no_error(paper: Path) -> None:
    pipe = f"'{sys.executable}' -m memcon read '{paper}' --format json | head -c 1"
    done = subprocess.run(["bash", "-c", pipe], capture_output=True, text=True)
    assert done.stderr == ""


@pytest.fixture
def interruptible() -> Iterator[None]:
    """That what the tests start may be interrupted: tests run in the background of a shell ignore the signal,
    and hand that on."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interruption_is_quiet_and_leaves_no_process(tmp_path: Path, jobs: str) -> None:
    for number in range(500):
        (tmp_path / f"{number}.txt").write_text(TELCON * 20)
    with (tmp_path / "said").open("w+") as said:
        reading = subprocess.Popen(
            [*MEMCON, "read", str(tmp_path), "--jobs", jobs],
            stdout=subprocess.PIPE,
            stderr=said,
            start_new_session=True,
        )
        assert reading.stdout is not None and reading.stdout.readline()
        os.killpg(reading.pid, signal.SIGINT)
        reading.communicate(timeout=60)
        said.seek(0)
        assert (reading.returncode, said.read().strip()) == (130, "memcon: interrupted")
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and _alive(reading.pid):
        time.sleep(0.05)
    assert not _alive(reading.pid)


def _alive(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True
