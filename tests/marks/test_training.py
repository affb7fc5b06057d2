"""The weights that memcon ships follow from the script: a small network, trained here, agrees with them."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

from memcon.pages.marks.reader import FEATURES, LETTERS, Weights, pack, read, shipped, unpack

pytest.importorskip("sklearn", reason="training needs the dev extra (scikit-learn)")
pytest.importorskip("fontpkg_ibm_plex_mono", reason="training needs the dev extra's fonts")

sys.path.insert(0, str(Path(__file__).parents[2] / "training"))

import marks


def test_the_shipped_weights_are_small_and_whole() -> None:
    file = Path(marks.__file__).parents[1] / "src/memcon/pages/marks/weights.npz"
    assert file.stat().st_size < 100_000
    weights = shipped()
    assert weights.hidden.shape[0] == FEATURES
    assert weights.scores.shape[1] == 2 * len(LETTERS) - 1
    assert weights.heat > 0


def test_packing_changes_no_answer() -> None:
    rng = np.random.default_rng(5)
    features = rng.random((200, FEATURES)).astype(np.float32)
    weights = Weights(
        rng.normal(0, 0.1, (FEATURES, 6)).astype(np.float32),
        rng.normal(0, 1, 6).astype(np.float32),
        rng.normal(0, 1, (6, 2 * len(LETTERS) - 1)).astype(np.float32),
        rng.normal(0, 1, 2 * len(LETTERS) - 1).astype(np.float32),
        1.3,
    )
    before, struck = read(features, weights)
    after, still = read(features, unpack(pack(weights)))
    assert np.abs(before - after).max() < 0.05
    assert np.abs(struck - still).max() < 0.1
    assert before.sum(axis=1) == pytest.approx(1, abs=1e-4)


def test_pages_follow_from_the_seed() -> None:
    one, two, other = (marks.drawn(seed, 1, 5) for seed in (3, 3, 4))
    assert (one.features == two.features).all()
    assert (one.letters == two.letters).all()
    assert one.features.shape != other.features.shape or (one.features != other.features).any()


def test_a_small_network_trained_here_agrees_with_the_shipped_one() -> None:
    weights, told = marks.train(seed=77, pages=24, hidden=16, rounds=12)
    assert "windows on a mark read right" in told
    apart = marks.drawn(991, 6, 60)
    features = apart.features.astype(np.float32)
    mine, theirs = read(features, weights)[0], read(features)[0]
    assert (mine.argmax(axis=1) == theirs.argmax(axis=1)).mean() > 0.7
    assert (theirs.argmax(axis=1) == apart.letters).mean() > 0.9
    assert ((mine[:, 0] < 0.5) == (theirs[:, 0] < 0.5)).mean() > 0.8
