"""Facets counted in memory are those that the tables give, in both stores."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from shelf import STYLES, invention, samples

from memcon import Archive
from memcon.archive import columns
from memcon.archive.searching import MOST


@pytest.fixture(scope="module")
def archive(new_url: Callable[[], str]) -> Iterator[Archive]:
    with Archive(new_url()) as made:
        for document in (*samples(), *(invention(1, style) for style in STYLES)):
            made.add(document)
        found = made.records()
        made.set(found[0].id, "repository", "Harbour Library", why="to count")
        yield made


@pytest.mark.parametrize("query", ["the", "dam OR ferry", "doubt:yes OR doubt:no", "mark:S", "zebra"])
def test_columns_count_what_the_tables_count(archive: Archive, query: str) -> None:
    kept = archive.facet_columns()
    assert kept is not None
    counted = archive.search(query, columns=kept).facets
    asked = archive.facets(query, most=MOST)
    assert counted is not None and set(counted) == set(asked)
    for name, values in asked.items():
        assert {f.value: f.count for f in counted[name]} == {f.value: f.count for f in values}, name
        counts = [f.count for f in counted[name]]
        assert counts == sorted(counts, reverse=True)
    assert archive.search(query).facets is None


def test_an_archive_that_is_too_large_has_no_columns(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(columns, "LARGEST", 1)
    assert archive.facet_columns() is None
