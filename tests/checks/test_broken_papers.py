"""Each rule finds what it is for in broken papers, and is silent on sound ones.

A few papers for each rule; ``python -m bench checks`` breaks many more and prints the shares.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from faults import FAULTS, judge

from memcon.checks import rules

FEW = 4


def test_there_is_a_fault_for_every_rule() -> None:
    assert set(FAULTS) == set(rules())


@pytest.mark.parametrize("code", sorted(FAULTS))
def test_a_broken_paper_is_found_and_a_sound_one_is_not(code: str, tmp_path: Path) -> None:
    """Each rule has a fault in 20 at most; among four papers one may be such."""
    score = judge(FAULTS[code], FEW, tmp_path)
    assert score.broken == FEW
    assert score.found >= FEW - 1 and score.false <= 1, score
