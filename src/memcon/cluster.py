"""One function over many things on many machines, through Dask: the results as they come.

A cluster is a scheduler and workers that were started elsewhere, by hand or by a university's batch system
(https://docs.dask.org/en/stable/deploying.html). A worker that dies takes nothing with it: what it was at is
done by another. What has ended several workers, or waited beside it when they died, is tried once more alone,
and then given up.
"""

# Dask's client carries few types.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from typing import TypeVar, cast

from memcon.errors import MissingExtra, MissingFile

AHEAD = 3
"""How many things per worker's thread are handed out at a time: one at work, the others on their way."""
PATIENCE = 10
"""Seconds for which the scheduler has to answer."""

T = TypeVar("T")
R = TypeVar("R")


def spread(
    function: Callable[[T], R], things: Iterable[T], address: str, died: Callable[[T], R]
) -> Iterator[tuple[T, R]]:
    """Each thing and `function` of it, by the workers of the scheduler at `address`, as they are done.

    `function` must be importable by name on the workers, things and results picklable; what it raises is
    raised here. `died` gives the result for a thing at which workers died again and again. Raises
    `MissingExtra` where Dask is not installed, `MissingFile` where no scheduler answers or it has no workers.
    """
    try:
        from distributed import Client, KilledWorker
    except ModuleNotFoundError as error:
        raise MissingExtra("a cluster needs Dask", "Install it: pip install 'memcon[cluster]'") from error
    try:
        client = Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise MissingFile(f"no Dask scheduler answers at {address}", "Start one: dask scheduler") from error
    with client:
        threads = sum(cast("dict[str, int]", client.nthreads()).values())
        if not threads:
            raise MissingFile(f"the scheduler at {address} has no workers", "Start some: dask worker")
        executor = cast("Executor", client.get_executor(pure=False))
        suspects: list[T] = []
        for thing, future in _done(executor, function, things, AHEAD * threads):
            try:
                yield thing, future.result()
            except KilledWorker:
                suspects.append(thing)
        for thing, future in _done(executor, function, suspects, 1):
            try:
                yield thing, future.result()
            except KilledWorker:
                yield thing, died(thing)


def _done(
    executor: Executor, function: Callable[[T], R], things: Iterable[T], most: int
) -> Iterator[tuple[T, Future[R]]]:
    """Each thing with its future once this is done, `most` of them under way."""
    rest = iter(things)
    waiting: dict[Future[R], T] = {}
    while True:
        while len(waiting) < most and (more := next(((thing,) for thing in rest), None)):
            waiting[executor.submit(function, more[0])] = more[0]
        if not waiting:
            return
        for future in wait(waiting, return_when=FIRST_COMPLETED).done:
            yield waiting.pop(future), future
