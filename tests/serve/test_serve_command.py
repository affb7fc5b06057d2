"""``memcon serve``: it says where it listens, ends when told, and names in words what is the matter."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

pytest_plugins = ["reading_room"]


def memcon(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "memcon", "serve", *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, **environment},
    )


def test_it_serves_until_it_is_interrupted(own_archive: Path) -> None:
    command = [sys.executable, "-m", "memcon", "serve", "--archive", str(own_archive), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        said = running.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+/", said)
        assert found, said
        assert httpx.get(found[0], timeout=30).status_code == 200
        running.send_signal(signal.SIGINT)
        assert running.wait(30) in (0, 130)


def test_an_archive_that_is_not_there_is_said() -> None:
    done = memcon("--archive", "nowhere.db")
    assert done.returncode == 3 and "there is no archive" in done.stderr


@pytest.mark.parametrize(("text", "said"), [(None, "there is no token file"), ("short", "has 5 characters")])
def test_a_bad_token_file_is_said(own_archive: Path, tmp_path: Path, text: str | None, said: str) -> None:
    path = tmp_path / "token"
    if text is not None:
        path.write_text(text)
    done = memcon("--archive", str(own_archive), "--token-file", str(path))
    assert done.returncode in (2, 3) and said in done.stderr


def test_a_port_that_is_taken_is_said(own_archive: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = memcon("--archive", str(own_archive), "--port", str(port))
    assert done.returncode == 1 and f"nothing can listen at 127.0.0.1:{port}" in done.stderr
    assert "Traceback" not in done.stderr
