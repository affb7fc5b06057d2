"""One function over many things, side by side in processes, the results in order.

Each worker has a pipe of its own, so that one that dies (a library's crash on a broken file) costs the one
thing it was at and names the culprit; another takes its place. The standard library's process pool does
neither: it gives up everything under way, and waits for ever for a worker killed while it was sending its
result. Workers are spawned, not forked: forking is unsafe once OpenCV or a progress bar has started threads.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeVar, cast

AHEAD = 2
"""How many results per worker may wait in memory for their turn."""

T = TypeVar("T")
R = TypeVar("R")


def side_by_side(
    function: Callable[[T], R], things: Iterable[T], jobs: int, died: Callable[[T], R]
) -> Iterator[tuple[T, R]]:
    """Each thing and `function` of it, by `jobs` processes, in the order of `things`.

    `function` must be importable by name, and its result picklable; what it raises is raised here. `died`
    gives the result for a thing at which its worker died. When the caller stops early, or is interrupted, the
    workers are ended at once.
    """
    workers = [_Worker(function) for _ in range(jobs)]
    try:
        yield from _in_order(things, workers, died)
    finally:
        for worker in workers:
            worker.end()


def _in_order(
    things: Iterable[T], workers: list[_Worker[T, R]], died: Callable[[T], R]
) -> Iterator[tuple[T, R]]:
    numbered = enumerate(things)
    idle = list(workers)
    running: dict[Connection, tuple[_Worker[T, R], int, T]] = {}
    finished: dict[int, tuple[T, R]] = {}
    turn = 0
    while True:
        while turn in finished:
            yield finished.pop(turn)
            turn += 1
        while idle and len(finished) < AHEAD * len(workers) and (item := next(numbered, None)):
            worker = idle.pop()
            worker.give(item[1])
            running[worker.pipe] = (worker, *item)
        if not running:
            return
        for pipe in wait(list(running)):
            worker, number, thing = running.pop(cast("Connection", pipe))
            answer = worker.take()
            if isinstance(answer, Exception):
                raise answer
            finished[number] = (thing, answer[0] if answer else died(thing))
            idle.append(worker)


class _Worker(Generic[T, R]):
    """A process that does one thing at a time."""

    def __init__(self, function: Callable[[T], R]) -> None:
        self.function = function
        self.restart()

    def restart(self) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_work, args=(self.function, theirs), daemon=True)
        self.process.start()
        theirs.close()  # or its death would not be seen: the pipe stays open while anyone holds its end

    def give(self, thing: T) -> None:
        if not self.process.is_alive():
            self.restart()
        with suppress(BrokenPipeError):  # it has just died: `take` will find out
            self.pipe.send(thing)

    def take(self) -> tuple[R] | Exception | None:
        """The result, in a tuple of its own, or what the function raised; None where the process died."""
        try:
            return self.pipe.recv()
        except (EOFError, OSError):
            self.end()
            return None

    def end(self) -> None:
        self.process.terminate()
        self.pipe.close()
        self.process.join()


def _work(function: Callable[[Any], Any], pipe: Connection) -> None:
    # An interruption from the keyboard ends a worker without a traceback; the parent says what happened.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    while True:
        try:
            thing = pipe.recv()
        except EOFError:
            return
        try:
            answer = (function(thing),)
        except Exception as error:
            answer = error
        pipe.send(answer)
