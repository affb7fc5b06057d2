"""The archives that tests ask: a SQLite file, and a database of a PostgreSQL server that the tests start."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from postgres import Server, programs

NUMBERS = count()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A PostgreSQL server of the tests' own, ended with them."""
    if programs() is None:
        pytest.skip("no PostgreSQL server is installed: tools/need.sh postgresql")
    with Server() as server:
        yield server


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def new_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], str]:
    """Makes room for a new archive, in the one store and then in the other; its URL."""
    if request.param == "sqlite":
        return lambda: str(tmp_path_factory.mktemp("archive") / "memcon.db")
    return request.getfixturevalue("server").new_store


@pytest.fixture
def url(new_url: Callable[[], str]) -> str:
    """Room for a new archive."""
    return new_url()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Room for a new SQLite file."""
    return tmp_path / "memcon.db"
