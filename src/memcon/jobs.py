"""One function over many things, side by side in processes, the results in order.

Each worker is a pool of its own, so that a worker that dies (a library's crash on a broken file) costs the
one thing it was at and names the culprit; another takes its place. Workers are spawned, not forked: forking
is unsafe once OpenCV or a progress bar has started threads.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

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
    before = set(multiprocessing.active_children())
    pools = [_worker() for _ in range(jobs)]
    try:
        yield from _in_order(function, things, pools, died)
    except BaseException:
        for child in set(multiprocessing.active_children()) - before:
            child.terminate()
        raise
    finally:
        for pool in pools:
            pool.shutdown(wait=False, cancel_futures=True)


def _in_order(
    function: Callable[[T], R], things: Iterable[T], pools: list[ProcessPoolExecutor], died: Callable[[T], R]
) -> Iterator[tuple[T, R]]:
    numbered = enumerate(things)
    idle = list(range(len(pools)))
    running: dict[Future[R], tuple[int, T, int]] = {}
    finished: dict[int, tuple[T, R]] = {}
    turn = 0
    while True:
        while idle and len(finished) < AHEAD * len(pools) and (item := next(numbered, None)):
            worker = idle.pop()
            running[pools[worker].submit(function, item[1])] = (*item, worker)
        while turn in finished:
            yield finished.pop(turn)
            turn += 1
        if not running:
            return
        for future in wait(running, return_when=FIRST_COMPLETED).done:
            number, thing, worker = running.pop(future)
            try:
                finished[number] = (thing, future.result())
            except BrokenProcessPool:
                finished[number] = (thing, died(thing))
                pools[worker] = _worker()
            idle.append(worker)


def _worker() -> ProcessPoolExecutor:
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(1, mp_context=context, initializer=_end_quietly)


def _end_quietly() -> None:
    """An interruption from the keyboard ends a worker without a traceback; the parent says what happened."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
