"""Trains the reader of portion marks on drawn pages alone and writes its weights.

    python training/marks.py --out src/memcon/pages/marks/weights.npz

Needs the ``dev`` extra (scikit-learn and the font packages). The pages go through memcon's own finder, so
the network sees marks cut exactly as it will see them on a scan. Three sets of pages are drawn from the seed:
one to learn from, one to find the mistakes of the first round (they are learned from in the second), and one
that is kept apart: the temperature is fitted on its first half and the figures printed are of its other half.
"""

from __future__ import annotations

import argparse
import warnings
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import sheets
from msgspec import Struct, structs
from numpy.typing import NDArray
from paper import DPI, Drawn, Sheet
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier

from memcon.pages.marks.finder import look_at, regions
from memcon.pages.marks.ground import survey
from memcon.pages.marks.reader import LETTERS, Weights, pack, read, unpack

ON = 0.2
"""Capitals: a window whose middle is nearer than this to a mark's middle shows the mark;"""
OFF = 0.75
"""one farther than this does not; those in between are not learned from."""


SHIFTS = 5


class Samples(Struct, frozen=True):
    """Windows with what they show: an index into LETTERS, and whether struck (-1 where there is no mark)."""

    features: NDArray[np.float16]
    letters: NDArray[np.int64]
    struck: NDArray[np.int64]
    marks: int
    """How many marks the pages have,"""
    found: int
    """and for how many of them the finder offered a window."""


def seen(sheet: Sheet, rng: np.random.Generator, spare: int) -> Samples:
    """The windows that memcon's finder cuts from a page: those on marks, and `spare` of those that show none.

    The windows on marks are taken at several places a few pixels apart, as they come on real pages.
    """
    ground = survey(sheet.ink, DPI)
    where = regions(ground)
    parts: list[Samples] = []
    near = [r for r in where if any(abs(r.baseline - m.baseline) < ground.tall for m in sheet.marks)]
    for shift in range(SHIFTS):
        looked = look_at(ground, near if shift else where, int(rng.integers(-3, 4)), int(rng.integers(0, 4)))
        letters, struck = np.zeros(len(looked.x), np.int64), np.full(len(looked.x), -1)
        found = 0
        for mark in sheet.marks:
            found += _label(mark, looked.x, looked.baseline, ground.tall, letters, struck)
        at = np.flatnonzero(letters > 0)
        if not shift:
            rest = np.flatnonzero(letters == 0)
            at = np.concatenate([at, rng.choice(rest, min(spare, len(rest)), replace=False)])
        at = at[letters[at] >= 0]
        features = looked.features[at].astype(np.float16)
        parts.append(Samples(features, letters[at], struck[at], len(sheet.marks), found))
    return joined(parts)


def _label(
    mark: Drawn,
    x: NDArray[np.float32],
    baseline: NDArray[np.float32],
    tall: float,
    letters: NDArray[np.int64],
    struck: NDArray[np.int64],
) -> bool:
    """Write one mark's label into the windows on it, -1 into those half on it; whether there is one on it."""
    far, up = np.abs(x - mark.x) / tall, np.abs(baseline - mark.baseline) / tall
    on = (far <= ON) & (up <= 0.3)
    letters[(far < OFF) & (up < 0.8) & ~on & (letters == 0)] = -1
    letters[on] = LETTERS.index(mark.letters)
    struck[on] = int(mark.struck)
    return bool(on.any())


def joined(parts: Iterable[Samples]) -> Samples:
    """All samples as one."""
    p = list(parts)
    return Samples(
        np.concatenate([s.features for s in p]),
        np.concatenate([s.letters for s in p]),
        np.concatenate([s.struck for s in p]),
        sum(s.marks for s in p),
        sum(s.found for s in p),
    )


def drawn(seed: int, pages: int, spare: int, missed: Weights | None = None) -> Samples:
    """Samples of `pages` pages; page k of a seed is the same however many are drawn.

    With `missed`, only those windows without a mark are kept that these weights take for one.
    """
    parts: list[Samples] = []
    for k in range(pages):
        rng = np.random.default_rng([seed, k])
        part = seen(sheets.page(rng), rng, spare)
        if missed is not None:
            chance, _ = read(part.features.astype(np.float32), missed)
            part = kept(part, (part.letters > 0) | (chance[:, 0] < 0.9))
        parts.append(part)
    return joined(parts)


def kept(samples: Samples, which: NDArray[np.bool_] | slice) -> Samples:
    """Some of the samples."""
    s = samples
    return Samples(s.features[which], s.letters[which], s.struck[which], s.marks, s.found)


def fit(samples: Samples, hidden: int, seed: int, rounds: int = 30) -> Weights:
    """A network of one hidden layer."""
    kinds = len(LETTERS) - 1
    aim = samples.letters + kinds * (samples.struck > 0)
    net = MLPClassifier(
        (hidden,), alpha=3e-4, batch_size=256, learning_rate_init=1.5e-3, max_iter=rounds, random_state=seed
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # `rounds` says when to stop
        net.fit(samples.features.astype(np.float32), aim)
    (first, second), (bias, last) = net.coefs_, net.intercepts_
    scores = np.zeros((hidden, 1 + 2 * kinds), np.float32)
    scores_bias = np.full(1 + 2 * kinds, -20, np.float32)
    scores[:, net.classes_], scores_bias[net.classes_] = second, last
    return Weights(first.astype(np.float32), bias.astype(np.float32), scores, scores_bias, heat=1.0)


def cooled(weights: Weights, apart: Samples) -> Weights:
    """The weights with the temperature under which samples kept apart are likeliest."""

    def loss(heat: float) -> float:
        chance, _ = read(apart.features.astype(np.float32), structs.replace(weights, heat=heat))
        own = chance[np.arange(len(apart.letters)), apart.letters]
        return -float(np.log(np.maximum(own, 1e-9)).mean())

    return structs.replace(weights, heat=float(min(np.linspace(0.5, 4, 71), key=loss)))


def figures(weights: Weights, apart: Samples) -> str:
    """How well samples kept apart are read."""
    chance, stroke = read(apart.features.astype(np.float32), weights)
    said, sure = chance.argmax(axis=1), chance.max(axis=1)
    mark = apart.letters > 0
    right = said == apart.letters
    firm = mark & (sure >= 0.75)
    bins = np.clip((sure * 15).astype(int), 0, 14)
    gap = sum(abs(right[bins == b].mean() - sure[bins == b].mean()) * (bins == b).mean() for b in set(bins))
    lines = [
        f"marks in the finder's windows  {apart.found / apart.marks:.4f} of {apart.marks}",
        f"windows on a mark read right   {right[mark].mean():.4f} of {mark.sum()}",
        f"  of those sure (p >= 0.75)    {right[firm].mean():.4f} of {firm.sum()}",
        f"windows off a mark rejected    {right[~mark].mean():.5f} of {(~mark).sum()}",
        f"struck or not                  {((stroke > 0.5) == (apart.struck > 0))[mark].mean():.4f}",
        f"expected calibration error     {gap:.4f}, temperature {weights.heat:.2f}",
    ]
    for k, name in enumerate(LETTERS[1:], 1):
        mine = apart.letters == k
        if mine.any():
            lines.append(f"  {name:5} {right[mine].mean():.4f} of {mine.sum()}")
    return "\n".join(lines)


def train(seed: int, pages: int, hidden: int = 32, rounds: int = 30) -> tuple[Weights, str]:
    """Weights and their figures, from a seed alone."""
    first = drawn(seed, pages, 120)
    draft = fit(first, hidden, seed, max(4, rounds // 3))
    samples = joined([first, drawn(seed + 1, pages, 10**6, draft)])
    weights = unpack(pack(fit(samples, hidden, seed, rounds)))
    apart = drawn(seed + 2, max(4, pages // 5), 300)
    weights = cooled(weights, kept(apart, slice(0, None, 2)))
    return weights, figures(weights, kept(apart, slice(1, None, 2)))


def main() -> None:
    """Train, print the figures, write the weights."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--pages", type=int, default=600)
    options.add_argument("--seed", type=int, default=20001124)
    options.add_argument("--hidden", type=int, default=48)
    options.add_argument("--rounds", type=int, default=14)
    options.add_argument("--out", type=Path, required=True)
    given = options.parse_args()
    weights, told = train(given.seed, given.pages, given.hidden, given.rounds)
    print(told)
    np.savez_compressed(given.out, **pack(weights))
    print(f"{given.out} {given.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
