"""Several processes that answer at one address, so that a server uses more than one core.

Each has a socket of its own at the same port (``SO_REUSEPORT``), among which Linux shares out connections.
They know nothing of each other: what they keep is signed with the same secret, and the archive is between
them.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable

import uvicorn

from memcon.serve.connection import server

SOON = 2.0
"""Seconds: a process that ends sooner would do so again, so that all end."""


def can_be_several() -> bool:
    """Whether this system shares out the connections of one port among processes."""
    return sys.platform == "linux"


def serve_in_processes(app: object, host: str, port: int, number: int, said: Callable[[int], None]) -> None:
    """Answer at `host` and `port` (0: any free one) until SIGINT or SIGTERM; `said` is told the port.

    A process that dies is replaced. Raises `OSError` where nothing can listen there.
    """
    with _bound(host, port, alone=True) as taken:
        port = port or taken.getsockname()[1]
    with _bound(host, port) as kept:  # listens to nothing, and keeps the port until all listen
        crew = _Crew(app, host, kept.getsockname()[1], number)
        crew.begin()
        said(crew.port)
        crew.stay()


def _bound(host: str, port: int, *, alone: bool = False) -> socket.socket:
    """A socket at an address; `alone` where no other may be there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio lets packets go at once (TCP_NODELAY) only where a socket says that it speaks TCP.
    made = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if not alone:
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        made.bind((host, port))
    except OSError:
        made.close()
        raise
    return made


class _Crew:
    """The processes, seen from the one that began them."""

    def __init__(self, app: object, host: str, port: int, number: int) -> None:
        self.app, self.host, self.port, self.number = app, host, port, number
        self.began: dict[int, float] = {}
        """Each process by its id, and when it began."""
        self.ending = False
        self._alive, self._here = os.pipe()
        """Ends when this process does, however that comes about."""

    def begin(self) -> None:
        """Begin all, and wait until each listens."""
        for name in (signal.SIGINT, signal.SIGTERM):
            signal.signal(name, self._end)
        ready, told = os.pipe()
        for _ in range(self.number):
            self._fork(told)
        os.close(told)
        with os.fdopen(ready, "rb") as listening:
            listening.read(self.number)

    def stay(self) -> None:
        """Replace what dies, until all are to end and have ended."""
        while self.began:
            pid, _ = os.wait()
            lived = time.monotonic() - self.began.pop(pid, 0.0)
            if lived < SOON and not self.ending:
                self._end()
            elif not self.ending:
                self._fork()

    def _fork(self, told: int | None = None) -> None:
        pid = os.fork()
        if pid:
            self.began[pid] = time.monotonic()
            return
        for name in (signal.SIGINT, signal.SIGTERM):
            signal.signal(name, signal.SIG_DFL)
        os.close(self._here)
        threading.Thread(target=_end_with, args=(self._alive,), daemon=True).start()
        try:
            with _bound(self.host, self.port) as own:
                asyncio.run(_serve(server(self.app, self.host, self.port), own, told))
        finally:
            os._exit(0)

    def _end(self, *_: object) -> None:
        """Tell all to end."""
        self.ending = True
        for pid in self.began:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGTERM)


def _end_with(alive: int) -> None:
    """End this process when the other end of the pipe is closed."""
    os.read(alive, 1)
    os.kill(os.getpid(), signal.SIGTERM)


async def _serve(serving: uvicorn.Server, own: socket.socket, told: int | None) -> None:
    task = asyncio.create_task(serving.serve(sockets=[own]))
    while not serving.started and not task.done():
        await asyncio.sleep(0.02)
    if told is not None:
        os.write(told, b".")
        os.close(told)
    await task
