"""The labelled records beside the repository: what is read of them must not get worse.

The floors are those that the project has set itself; the score is the one that lies with the labels.
"""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from papers import read

SHARED = Path(__file__).parents[3] / "shared"
needs_shared = pytest.mark.skipif(
    not SHARED.is_dir(), reason="no labelled records: ../shared is not beside the repository"
)


def _score(folder: Path, stems: list[str]) -> Any:  # noqa: ANN401 - a module loaded by its path
    spec = importlib.util.spec_from_file_location("score", SHARED / "score" / "score.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    score = module.Score()
    for stem in stems:
        text = (folder / "txt" / f"{stem}.txt").read_text()
        label = json.loads((folder / "labels" / f"{stem}.json").read_text())
        score.document(stem, label, msgspec.to_builtins(read(text)), {})
    return score


@needs_shared
def test_the_telcon_of_27_march_2000_is_read_whole() -> None:
    folder = SHARED / "gold"
    score = _score(folder, [p.stem for p in sorted((folder / "txt").glob("*.txt"))])
    assert {name: tally.f1 for name, tally in score.t.items() if tally.f1 < 1} == {}


@needs_shared
def test_conversations_of_the_foreign_relations_series() -> None:
    folder = SHARED / "frus"
    stems = [p.stem for p in sorted((folder / "txt").glob("*.txt"))]
    assert len(stems) > 100
    figures = {name: tally.f1 for name, tally in _score(folder, stems).t.items()}
    floors = {"segmentation": 0.97, "fields": 0.95, "people": 0.96, "turns": 0.96, "paragraphs": 0.95}
    assert {name: figures[name] for name, floor in floors.items() if figures[name] < floor} == {}
