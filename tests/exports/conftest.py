"""What the tests of exports share."""

from __future__ import annotations

from pathlib import Path

import pytest
from export_papers import SHARED


@pytest.fixture
def shared() -> Path:
    """The folder of real papers and schemas beside the repository; a test that needs it is skipped aloud."""
    if not (SHARED / "frus").is_dir():
        pytest.skip(f"there is no {SHARED / 'frus'}, with real volumes and the schema of FRUS")
    return SHARED
