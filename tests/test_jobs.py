"""Side by side: the order is kept, a death costs one thing, an early end leaves no process behind."""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Iterator
from itertools import count

import pytest

from memcon.jobs import AHEAD, side_by_side


def slow_when_even(number: int) -> int:
    time.sleep(0.05 if number % 2 == 0 else 0)
    return number * number


def dies_at_three(number: int) -> int:
    if number == 3:
        os._exit(1)
    return number


def fails_at_two(number: int) -> int:
    if number == 2:
        raise ValueError("two")
    return number


def fails_at_the_end_of_a_file(number: int) -> int:
    raise EOFError("its own")


def minus(number: int) -> int:
    return -number


def test_results_come_in_the_order_of_the_things() -> None:
    results = list(side_by_side(slow_when_even, range(8), 2, minus))
    assert results == [(n, n * n) for n in range(8)]


def test_a_worker_that_dies_costs_the_one_thing_it_was_at() -> None:
    results = list(side_by_side(dies_at_three, range(6), 2, minus))
    assert results == [(0, 0), (1, 1), (2, 2), (3, -3), (4, 4), (5, 5)]


def test_what_the_function_raises_is_raised() -> None:
    with pytest.raises(ValueError, match="two"):
        list(side_by_side(fails_at_two, range(6), 2, minus))


def test_an_error_that_a_pipe_could_raise_too_is_the_functions() -> None:
    with pytest.raises(EOFError, match="its own"):
        list(side_by_side(fails_at_the_end_of_a_file, [1], 1, minus))


def test_an_endless_source_is_read_no_further_than_needed_and_no_process_stays() -> None:
    before = set(multiprocessing.active_children())
    taken: list[int] = []

    def things() -> Iterator[int]:
        for number in count():
            taken.append(number)
            yield number

    results = side_by_side(slow_when_even, things(), 2, minus)
    assert next(results) == (0, 0)
    results.close()
    assert len(taken) <= 1 + 2 * (AHEAD + 1)
    deadline = time.monotonic() + 20
    while set(multiprocessing.active_children()) - before and time.monotonic() < deadline:
        time.sleep(0.01)
    assert set(multiprocessing.active_children()) <= before
