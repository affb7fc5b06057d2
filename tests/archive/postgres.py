"""A PostgreSQL server for tests: on a socket in a folder of its own, its data thrown away at the end."""

from __future__ import annotations

import getpass
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from itertools import count
from pathlib import Path
from types import TracebackType

import psycopg

KEPT = 12
"""Databases that are left alone, though nobody is connected to them; a test has two or three."""


def programs() -> Path | None:
    """The folder of the newest server that is installed; None where none is."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: float(p.parts[-3]))
    found = shutil.which("initdb")
    return debian[-1].parent if debian else Path(found).resolve().parent if found else None


class Server:
    """A server that listens on a socket alone. It refuses to be run by root, who runs it as somebody else."""

    def __init__(self) -> None:
        bin_ = programs()
        assert bin_ is not None
        self.bin = bin_
        # Not pytest's folder: that of root lets nobody else in, and a socket's path must be short. In memory,
        # where there is room: a new database is some hundred files, which a disk is slow to make and remove.
        memory = Path("/dev/shm")
        roomy = memory.is_dir() and shutil.disk_usage(memory).free > 2**30
        self.folder = Path(tempfile.mkdtemp(prefix="memcon-pg-", dir=memory if roomy else None))
        self.user = getpass.getuser()
        if os.geteuid() == 0:
            self.user = next(name for name in ("postgres", "nobody") if _known(name))
            shutil.chown(self.folder, self.user)
        self.data = self.folder / "data"
        self.numbers = count(1)

    def __enter__(self) -> Server:
        options = ["--auth=trust", "--username=memcon", "--encoding=UTF8", "--no-locale", "--no-sync"]
        self._run("initdb", "--pgdata", str(self.data), *options).check_returncode()
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def start(self) -> None:
        """Start it, and wait until it answers."""
        settings = f"-k {self.folder} -c listen_addresses= -c fsync=off -c max_connections=40"
        log = str(self.folder / "log")
        self._run("pg_ctl", "start", "-w", "-D", str(self.data), "-l", log, "-o", settings).check_returncode()

    def stop(self) -> None:
        """End it at once; it is there no more."""
        self._run("pg_ctl", "stop", "-m", "immediate", "-D", str(self.data))

    def kill(self) -> None:
        """What a power cut does: no process of it is asked."""
        pid = int((self.data / "postmaster.pid").read_text().split()[0])
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        for process in (pid, *map(int, children)):
            os.kill(process, signal.SIGKILL)
        while any(Path(f"/proc/{process}").exists() for process in (pid, *children)):
            time.sleep(0.01)

    def url(self, database: str) -> str:
        """Of one of its databases."""
        return f"postgresql:///{database}?host={self.folder}&user=memcon"

    def new_store(self) -> str:
        """The URL of a database that nothing is in."""
        number = next(self.numbers)
        gone = number - KEPT
        name = f"archive_{number}"
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE template0".encode())
            sql = "SELECT 1 FROM pg_stat_activity WHERE datname = %s"
            if gone > 0 and not connection.execute(sql, (f"archive_{gone}",)).fetchone():
                connection.execute(f"DROP DATABASE IF EXISTS archive_{gone}".encode())
        return self.url(name)

    def _run(self, program: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        user = self.user if os.geteuid() == 0 else None
        group = pwd.getpwnam(self.user).pw_gid if user else None
        return subprocess.run(
            [self.bin / program, *arguments],
            user=user,
            group=group,
            extra_groups=[] if user else None,
            cwd=self.folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )


def _known(name: str) -> bool:
    try:
        return bool(pwd.getpwnam(name))
    except KeyError:
        return False
