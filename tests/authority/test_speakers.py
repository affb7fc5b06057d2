"""Speakers of real dialogues, against tables made by hand from public facts."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

import memcon
from memcon import Links, Paragraph, Participant, Record, Turn

SHARED = Path(__file__).parents[3] / "shared"
HERE = Path(__file__).parent
TABLES = {"speakers": SHARED / "gold" / "labels", "initials": SHARED / "frus" / "labels"}


def record_of(label: dict[str, Any]) -> Record:
    """A record as a label tells of it: its head, and its turns without their words."""
    people = tuple(
        Participant(p.get("printed") or p["name"], group=p.get("group"))
        for p in label.get("participants") or ()
    )
    turns = tuple(Turn(t["speaker"], 1, (Paragraph(""),)) for t in label["turns"])
    return Record(
        (1, 1), label["form"], title=label.get("title"), subject=label.get("subject"), date=label.get("date"),
        participants=people, interpreters=tuple(label.get("interpreters") or ()),
        notetakers=tuple(label.get("notetakers") or ()), turns=turns,
    )  # fmt: skip


def judged(links: Links, record: Record, wanted: dict[str, str | list[str]]) -> tuple[int, list[str]]:
    """How many turns are linked to those whom the table names, and what the others say."""
    right, wrong = 0, []
    for n, turn in enumerate(record.turns):
        if turn.speaker is None:
            continue
        label = re.sub(r"\s*[(\[].*$", "", turn.speaker)
        who = wanted.get(label)
        if who is None:
            continue
        found = [
            x.chosen.id if x.chosen else x.status for x in links.speakers if x.path == f"turns/{n}/speaker"
        ]
        if found == ([who] if isinstance(who, str) else who):
            right += 1
        else:
            wrong.append(f"{label}: {found}")
    return right, wrong


@pytest.mark.parametrize("name", TABLES)
def test_speakers_are_who_they_were(name: str) -> None:
    folder = TABLES[name]
    if not folder.is_dir():
        pytest.skip(f"the labels are not at {folder}")
    table = tomllib.loads((HERE / f"{name}.toml").read_text())
    right, wrong = 0, list[str]()
    for file, wanted in table.items():
        for label in json.loads((folder / f"{file}.json").read_text())["records"]:
            if label.get("turns"):
                record = record_of(label)
                hits, misses = judged(memcon.link(record), record, wanted)
                right, wrong = right + hits, wrong + [f"{file}: {miss}" for miss in misses]
    assert right > (200 if name == "speakers" else 300)
    assert right / (right + len(wrong)) >= 0.98, wrong


def test_the_table_names_every_speaker_of_the_dialogues() -> None:
    """So that no hard label is left out of the share."""
    folder = TABLES["speakers"]
    if not folder.is_dir():
        pytest.skip(f"the labels are not at {folder}")
    table = tomllib.loads((HERE / "speakers.toml").read_text())
    left: set[str] = set()
    for path in folder.glob("*.json"):
        for label in json.loads(path.read_text())["records"]:
            spoken = {
                re.sub(r"\s*[(\[].*$", "", t["speaker"]) for t in label.get("turns") or () if t["speaker"]
            }
            left |= {f"{path.stem}: {one}" for one in spoken - set(table.get(path.stem, ()))}
    assert left == set()
