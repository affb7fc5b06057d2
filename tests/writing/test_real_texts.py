"""Published conversations, read, written anew, and read again: the way back is for real papers too."""

from __future__ import annotations

from pathlib import Path

import pytest

import memcon
from memcon.model import bare
from memcon.writing import as_text

TEXTS = Path(__file__).parents[2].parent / "shared" / "frus" / "txt"
EVERY = 5
"""One text in so many is taken."""
ENOUGH = 0.8
"""The share that must come back whole."""


@pytest.mark.skipif(not TEXTS.is_dir(), reason="the published texts (../shared/frus) are not here")
def test_most_published_conversations_come_back_whole(tmp_path: Path) -> None:
    whole, all_ = 0, 0
    for path in sorted(TEXTS.glob("*.txt"))[::EVERY]:
        for record in memcon.read(path).records:
            again = tmp_path / "again.txt"
            again.write_text(as_text(record), encoding="utf-8")
            read = memcon.read(again).records
            whole += len(read) == 1 and bare(read[0]) == bare(record)
            all_ += 1
    assert all_ > 25
    assert whole >= ENOUGH * all_, f"{whole} of {all_}"
