"""Queries as historians ask them, over the specimen papers and, where they are, over published ones."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from questions import GOLD, QUESTIONS, answered
from shelf import SAMPLES

import memcon
from memcon import Archive, Document

FRUS = Path(__file__).parents[2].parent / "shared" / "frus"
VOLUME = "frus1961-63v05"
"""One volume is enough to ask."""


def files(archive: Archive, query: str) -> set[str]:
    results = archive.search(query, limit=1000)
    assert results.records == len(results.found)
    return {found.record.file for found in results.found}


@pytest.fixture(scope="module")
def specimens(new_url: Callable[[], str]) -> Iterator[Archive]:
    with Archive(new_url()) as archive:
        list(memcon.add(sorted(SAMPLES.glob("*.txt")), archive))
        yield archive


@pytest.mark.parametrize(
    ("wish", "query", "found"),
    [
        ("what Tessarin said of the ferry", "from:tessarin ferry", "1990-08-21-ferry"),
        ("who wanted forty cubic meters", '"forty cubic meters"', "1993-03-26-gauges 1995-12-14-shots"),
        ("what Van Orstrand took down", "notetaker:orstrand",
         "1994-09-22-visit 1995-12-14-shots 1996-03-27-water"),
        ("talks through this interpreter", "interpreter:hallicott", "1990-08-21-ferry 1996-03-27-water"),
        ("Holvane as prime minister", "with:holvane date:1994..1995", "1994-09-22-visit 1995-12-14-shots"),
        ("the telephone, before the nineties", "form:telcon date:..1989", "1972-02-26-telephone"),
        ("what was marked secret of the Kessel", "mark:S kessel", "1995-04-11-principals"),
        ("papers at the level of Secret that name no dam", "level:S form:cable -dam", "1994-11-04-cable"),
        ("where the dam is said to be closed in autumn", "NEAR(dam autumn, 8)", "1993-03-26-gauges"),
        ("talks in the Oval Office about Tavarians", "place:oval tavarian*", "1990-08-21-ferry"),
        ("a misremembered spelling", "said:schoolmastr~", "1995-12-14-shots 1996-03-27-water"),
        ("laughter, which nobody says", "laughter -said:laughter", "1972-02-26-telephone 1996-03-27-water"),
    ],
)  # fmt: skip
def test_a_question_about_the_specimens(specimens: Archive, wish: str, query: str, found: str) -> None:
    assert files(specimens, query) == {f"{name}.txt" for name in found.split()}, wish


@pytest.fixture(scope="session")
def published() -> list[Document]:
    if not FRUS.is_dir():
        pytest.skip(f"no published papers at {FRUS}")
    return [memcon.read(path) for path in sorted((FRUS / "txt").glob(f"{VOLUME}*.txt"))]


@pytest.fixture(scope="module")
def volume(new_url: Callable[[], str], published: list[Document]) -> Iterator[Archive]:
    with Archive(new_url()) as archive:
        for document in published:
            archive.add(document)
        yield archive


def labelled(holds: Callable[[dict[str, Any]], bool]) -> set[str]:
    """The files of which a label fulfils a condition: what a person found in them."""
    labels = [json.loads(path.read_text()) for path in (FRUS / "labels").glob(f"{VOLUME}*.json")]
    return {label["file"] for label in labels if any(holds(record) for record in label["records"])}


def texts(pattern: str) -> set[str]:
    """The files whose text has a pattern, read plainly."""
    wanted = re.compile(pattern, re.IGNORECASE)
    every = (FRUS / "txt").glob(f"{VOLUME}*.txt")
    return {path.name for path in every if wanted.search(" ".join(path.read_text().split()))}


def named(record: dict[str, Any], name: str) -> bool:
    everybody = [p["name"] or "" for p in record["participants"]] + record["interpreters"]
    return any(name.lower() in other.lower() for other in everybody)


@pytest.mark.parametrize(
    ("query", "pattern"),
    [
        ("wheat", r"\bwheat\b"),
        ('"nuclear test ban"', r"\bnuclear\W+test\W+ban\b"),
        ("disarm*", r"\bdisarm\w*"),
        ('"peaceful coexistence" OR "peaceful competition"', r"\bpeaceful (coexistence|competition)\b"),
        ("laos", r"\blaos\b"),
    ],
)
def test_words_are_found_in_the_papers_that_have_them(volume: Archive, query: str, pattern: str) -> None:
    found, wanted = files(volume, query), texts(pattern)
    assert wanted and found == wanted


@pytest.mark.parametrize(
    ("query", "holds"),
    [
        ("with:dobrynin date:1962", lambda r: named(r, "dobrynin") and (r["date"] or "").startswith("1962")),
        ("date:1961-06..1961-09", lambda r: "1961-06" <= (r["date"] or "")[:7] <= "1961-09"),
        (
            "with:menshikov date:1961",
            lambda r: named(r, "menshikov") and (r["date"] or "").startswith("1961"),
        ),
        ("form:telcon", lambda r: r["form"] == "telcon"),
        ("with:gromyko -with:dobrynin", lambda r: named(r, "gromyko") and not named(r, "dobrynin")),
    ],
)
def test_fields_find_what_people_have_labelled(
    volume: Archive, query: str, holds: Callable[[dict[str, Any]], bool]
) -> None:
    found, wanted = files(volume, query), labelled(holds)
    missed, extra = wanted - found, found - wanted
    # Here the reader is at work too: one paper in ten may be read otherwise than a person labelled it.
    assert wanted and len(missed) + len(extra) <= len(wanted) / 10, (missed, extra)


SCANS = ("1995-07-20-chirac", "1995-12-14-tudj")
"""Seven pages; ``tools/questions.py`` asks all 112."""


@pytest.fixture(scope="session")
def scans() -> list[Document]:
    files = [path for path in sorted(GOLD.glob("*.pdf")) if path.name.startswith(SCANS)]
    if not files:
        pytest.skip(f"no scans at {GOLD}")
    return [memcon.read(path) for path in files]


@pytest.fixture(scope="module")
def scanned(new_url: Callable[[], str], scans: list[Document]) -> Iterator[Archive]:
    with Archive(new_url()) as archive:
        for document in scans:
            archive.add(document)
        yield archive


@pytest.mark.parametrize(("wish", "query", "expected"), QUESTIONS)
def test_a_question_about_real_scans(
    scanned: Archive, scans: list[Document], wish: str, query: str, expected: str
) -> None:
    kept = {document.source.name for document in scans}
    assert answered(files(scanned, query), kept, expected) == (set(), set()), wish
