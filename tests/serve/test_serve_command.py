"""``memcon serve``: it says where it listens, ends when told, and names in words what is the matter."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from memcon.serve import several

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


def children(pid: int) -> list[int]:
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(child) for child in found.split()]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux shares out the connections of a port")
def test_several_processes_answer_and_one_that_dies_is_replaced(own_archive: Path) -> None:
    command = [sys.executable, "-m", "memcon", "serve", "--archive", str(own_archive)]
    options = ["--port", "0", "--processes", "2"]
    with subprocess.Popen([*command, *options], stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        found = re.search(r"http://127\.0\.0\.1:\d+/", running.stdout.readline())
        assert found
        first = children(running.pid)
        assert len(first) == 2
        for _ in range(8):
            assert httpx.get(found[0], timeout=30).status_code == 200
        time.sleep(several.SOON)
        os.kill(first[0], signal.SIGKILL)
        until(lambda: len(set(children(running.pid)) - {first[0]}) == 2)
        with httpx.Client(base_url=found[0], timeout=30) as browser:
            token = browser.get("/help").text.partition('name="csrf" content="')[2].partition('"')[0]
        answers = set[int]()
        for _ in range(8):  # whoever gave the form, each process takes it
            sent = {"name": "all", "q": "ferry", "_csrf_token": token}
            answers.add(
                httpx.post(
                    f"{found[0]}saved", data=sent, cookies=dict(browser.cookies), timeout=30
                ).status_code
            )
        assert answers == {303}
        second = children(running.pid)
        running.kill()
        running.wait(30)
        until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in second))


def until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not true():
        assert time.monotonic() < deadline, "it never came about"
        time.sleep(0.05)


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
