"""Invented records: as many as are wanted, each from its seed, about countries and people that do not exist.

An invented record holds what a reader should give for it, so that written and read it is its own truth.
"""

from __future__ import annotations

from random import Random

from memcon.errors import UsageError
from memcon.model import Record
from memcon.writing.invention.papers import PAPERS
from memcon.writing.style import Style, StyleName, style_named

INVENTED: tuple[StyleName, ...] = tuple(PAPERS)
"""The styles that records can be invented in."""


def invent(seed: int, style: str = "clinton") -> Record:
    """An invented record of a style; the same seed gives the same record.

    Raises `memcon.errors.UsageError` for a style that has no inventor.
    """
    return invented(Random(f"{style} {seed}"), style)[0]


def invented(random: Random, style: str = "clinton") -> tuple[Record, Style]:
    """An invented record, and the typist's choices for it, drawn from `random`."""
    for name, paper in PAPERS.items():
        if name == style:
            return paper(random, style_named(name))
    raise UsageError(f"There is no inventor for '{style}'", f"Styles are {', '.join(PAPERS)}")
