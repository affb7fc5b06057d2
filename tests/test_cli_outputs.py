"""What the command writes: never over the paper that it read, and a file whole or as it was."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from memcon import MemconError
from memcon.cli.outputs import put, replacing
from memcon.errors import UsageError
from test_front_page import TELCON

MEMCON = [sys.executable, "-m", "memcon"]


@pytest.fixture
def paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = Path("telcon.txt")
    path.write_text(TELCON)
    return path


def run(*arguments: str) -> tuple[int, str]:
    # As its own process stands behind `main`, which turns errors into lines.
    done = subprocess.run([*MEMCON, *arguments], capture_output=True, text=True, check=False)
    return done.returncode, done.stderr


@pytest.mark.parametrize(
    "call",
    [
        ("write", "telcon.txt", "--format", "text"),  # named after the paper, and so as the paper
        ("export", "telcon.txt", "--format", "text", "--output", "telcon.txt"),
        ("page", "telcon.txt", "1", "--output", "./telcon.txt"),
        ("compare", "telcon.txt", "telcon.txt#1", "--output", "telcon.txt"),
        ("mark", "telcon.txt", "--output", "telcon.txt"),
    ],
    ids=lambda call: call[0],
)
def test_the_paper_itself_is_never_written_over(paper: Path, call: tuple[str, ...]) -> None:
    status, said = run(*call)
    assert (status, paper.read_text()) == (2, TELCON)
    assert "is the paper itself and would be lost" in said


def test_a_link_to_the_paper_is_the_paper(paper: Path) -> None:
    Path("link.txt").symlink_to(paper)
    with pytest.raises(UsageError, match="itself"):
        put(b"", Path("link.txt"), read=[paper])


def test_a_file_is_whole_or_as_it_was(paper: Path) -> None:
    def parts() -> Iterable[bytes]:
        yield b"half"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), replacing(paper) as file:
        file.writelines(parts())
    assert paper.read_text() == TELCON
    assert [path.name for path in Path().iterdir()] == [paper.name]


def test_a_file_keeps_its_permissions_and_a_link_its_file(paper: Path) -> None:
    paper.chmod(0o640)
    Path("link.txt").symlink_to(paper)
    put(b"new", Path("link.txt"))
    assert (paper.read_bytes(), paper.stat().st_mode & 0o777) == (b"new", 0o640)
    assert Path("link.txt").is_symlink()


def test_a_worksheet_with_decisions_is_not_written_anew(paper: Path) -> None:
    Path("sheet.toml").write_text("mine")
    status, said = run("declassify", "telcon.txt", "--worksheet", "sheet.toml")
    assert (status, Path("sheet.toml").read_text()) == (2, "mine")
    assert "may hold decisions" in said


def test_a_name_that_ends_in_a_stroke_is_a_folder(paper: Path) -> None:
    assert run("export", "telcon.txt", "--format", "csv", "--output", "new/")[0] == 0
    assert [path.suffix for path in Path("new").iterdir()] == [".csv"]


def test_points_in_a_name_stay(paper: Path) -> None:
    paper.rename("notes of 3.3.1994.txt")
    assert run("write", "notes of 3.3.1994.txt", "--format", "html")[0] == 0
    assert Path("notes of 3.3.1994.html").exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("form", ["json", "pretty"])
def test_a_full_disk_is_one_line(paper: Path, form: str) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*MEMCON, "read", "--format", form, paper], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == MemconError.exit_status
    assert done.stderr.startswith(b"memcon: ")
    assert done.stderr.count(b"\n") == 1


@pytest.mark.parametrize("name", ["", "-"])
def test_a_name_that_names_no_file_is_a_wrong_call(paper: Path, name: str) -> None:
    status, said = run("read", name)
    assert (status, said.count("\n")) == (2, 1)
