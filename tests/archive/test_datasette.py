"""The SQLite file opens in Datasette itself, and every view reads well there."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from msgspec import structs
from shelf import SAMPLES, samples

import memcon
from memcon import Archive, UnreadableFile
from memcon.archive.schema import VIEWS

datasette_app = pytest.importorskip(
    "datasette.app", reason="Datasette is not installed: the extra dev has it"
)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An archive in which every view has something to show."""
    path = tmp_path_factory.mktemp("datasette") / "memcon.db"
    with Archive(path) as archive:
        list(memcon.add(sorted(SAMPLES.glob("*.txt")), archive))
        archive.add(memcon.read(SAMPLES / "1995-04-11-principals.pdf"))
        page = samples()[0].pages[0]
        doubtful = tuple(structs.replace(word, confidence=0.2) for word in page.words)
        document = structs.replace(samples()[0], pages=(structs.replace(page, words=doubtful),))
        remark = memcon.Diagnostic("P01", "note", "the first page is pale", page=1)
        document = structs.replace(
            document,
            source=structs.replace(document.source, sha256="0" * 64, name="pale.txt"),
            diagnostics=(remark,),
            records=tuple(
                structs.replace(record, withheld=(memcon.Withheld(1, ("1.4(b)",)),))
                for record in document.records
            ),
        )
        archive.add(document)
        name = archive.records()[0].id
        archive.correct(name, "subject", "Barley", why="misread", author="Ada")
        archive.set(name, "box", "17")
        archive.fail("broken.pdf", UnreadableFile("it is broken", "Fetch it again"))
        strange = structs.replace(
            document.records[0], stamps=("DECLASSIFIED",), elements=document.records[0].elements
        )
        lines = document.lines
        unread = (*strange.elements, memcon.Element("unread", (lines[0].number,)))
        other = structs.replace(document.source, sha256="1" * 64, name="strange.txt")
        archive.add(
            structs.replace(document, source=other, records=(structs.replace(strange, elements=unread),))
        )
    yield path


def get(path: Path, url: str) -> tuple[int, Any]:
    """What Datasette answers, asked within this process."""

    async def ask() -> tuple[int, Any]:
        server = datasette_app.Datasette([str(path)])
        await server.invoke_startup()
        answer = await server.client.get(url)
        json = answer.headers["content-type"].startswith("application/json")
        return answer.status_code, answer.json() if json else answer.text

    return asyncio.run(ask())


def test_all_views_are_offered_and_the_file_is_unharmed(filled: Path) -> None:
    status, database = get(filled, "/memcon.json")
    assert status == 200
    assert {view["name"] for view in database["views"]} >= set(VIEWS)
    with Archive(filled, create=False) as archive:
        assert archive.search("kessel").records


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_has_rows_under_plain_names(filled: Path, view: str) -> None:
    status, rows = get(filled, f"/memcon/{view}.json?_shape=array&_size=20")
    assert status == 200 and rows, f"{view} shows nothing"
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*", name) for name in rows[0])
    told = {name for row in rows for name, value in row.items() if value is not None}
    assert len(told) >= 3
    assert not any(isinstance(value, dict) for row in rows for value in row.values()), "no bytes among them"
    status, html = get(filled, f"/memcon/{view}")
    assert status == 200 and "rows-and-columns" in html


def test_the_views_answer_what_a_historian_asks(filled: Path) -> None:
    def ask(sql: str) -> list[list[Any]]:
        status, answer = get(filled, f"/memcon.json?sql={quote(sql)}&_shape=arrays")
        assert status == 200, answer
        return answer["rows"]

    assert ask("select file from papers where date like '1990%'") == [["1990-08-21-ferry.txt"]]
    assert ask("select count(*) from said where person = 'Jorun Holvane' and text like '%gauge%'")[0][0] > 0
    assert ask("select paper, was, \"is\", author, why from corrected where path = 'subject'")[0][1:] == [
        '"Brenmark\'s Request for Observers at the Kessel Survey"',
        '"Barley"',
        "Ada",
        "misread",
    ]
    assert ask("select value from lies_in where field = 'box'") == [["17"]]
    assert ask("select reason from failed") == [["it is broken"]]
    assert ask("select exemptions from not_shown where page = 1 limit 1") == [["1.4(b)"]]
