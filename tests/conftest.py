"""What holds for every test: one thread, no user's cache touched, the same examples on the build server."""

from __future__ import annotations

import os
from pathlib import Path

from hypothesis import settings

ROOT = Path(__file__).parents[1]

# Before anything loads Tesseract, whose own threads fight over the cores with the other test process.
os.environ["OMP_THREAD_LIMIT"] = "1"

# OCR is what takes long: its results are kept between runs, where make clean finds them.
os.environ["MEMCON_CACHE"] = str(ROOT / ".pytest_cache" / "memcon")

# Nor what a developer has built from public data sets: the tests know the built-in table alone.
os.environ["MEMCON_AUTHORITY"] = ""

# A push must not fail by the luck of the draw; new examples are looked for on developers' machines.
settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("local", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "local")
