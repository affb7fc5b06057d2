"""Portion marks and banners by their age: taken apart, written, joined, and rolled up."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from memcon.markings.levels import LEVELS, highest, level_of, parse_mark
from memcon.markings.orders import levels_on

MODERN = "2003-09-22"
"""The day from which ``//`` stands between a level and its caveats; before, papers use ``/`` (CAPCO manual,
section A.6, for the form; the directive of that day, 32 CFR 2001, for the age; the day is a choice)."""

_ADMINISTRATIVE = {"LOU", "OUO", "FOUO", "SBU"}


class Portion(Struct, frozen=True):
    """A portion mark taken apart: ``S`` and ``("NF",)``."""

    level: str
    """The level in short: ``U``, ``C``, ``S``, ``TS``, ``LOU`` …"""
    caveats: tuple[str, ...] = ()


def parse_portion(text: str, on: str | None = None) -> Portion | None:
    """The portion mark ``(S/NF)``, ``(S//NF)`` or ``(S-NF)``, brackets or none; None for another text.

    With an ISO date `on`, also None for a level that the day did not know: ``(R)`` after 15 December 1953.
    """
    inner = text.strip()
    mark = parse_mark(inner if inner.startswith("(") else f"({inner})")
    if mark is None:
        return None
    short, *rest = re.split(r"//?|-|,", mark)
    if on is not None and not _known(short, on):
        return None
    return Portion(short, tuple(part.strip() for part in rest if part.strip()))


def _known(short: str, on: str) -> bool:
    return short == "U" or short in _ADMINISTRATIVE or LEVELS[short] in levels_on(on)


def write_portion(portion: Portion, on: str | None = None) -> str:
    """The mark in brackets as a paper of the ISO date `on` has it: ``(S/NF)``, from `MODERN` ``(S//NF)``."""
    return f"({_joined(portion.level, portion.caveats, on)})"


def write_banner(level: str, captions: Iterable[str] = (), on: str | None = None) -> str:
    """The banner of a paper of the ISO date `on`: ``SECRET/NODIS``, from `MODERN` ``SECRET//NOFORN``.

    Under E.O. 10290 (October 1951 to December 1953) a classified level is followed by the words Security
    Information. Raises ValueError for what is no level.
    """
    if level not in LEVELS.values():
        raise ValueError(f"{level!r} is no level")
    if on and "1951-10-27" <= on < "1953-12-15" and level in levels_on(on):
        level = f"{level} SECURITY INFORMATION"
    return _joined(level, tuple(captions), on)


def _joined(level: str, caveats: tuple[str, ...], on: str | None) -> str:
    between = "//" if on is not None and on >= MODERN else "/"
    return between.join((level, "/".join(caveats))) if caveats else level


def join(portions: Iterable[Portion]) -> Portion | None:
    """The portion that covers all of them: the highest level and every caveat; None for none.

    That every caveat of a portion stands in the banner is a rule of the 2000s (CAPCO manual, H.4); for older
    papers it is what their portions say and no demand on their banner.
    """
    items = tuple(portions)
    top = highest(p.level for p in items)
    if top is None:
        return None
    return Portion(top, tuple(dict.fromkeys(c for p in items for c in p.caveats)))


class RollUp(Struct, frozen=True):
    """What a paper's portions say of the whole."""

    level: str | None
    """The highest level among the marks there are, None without any."""
    marked: int
    unmarked: int
    """Portions without a mark: their level is unknown, not U."""
    caveats: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether every portion has a mark, so that `level` is the banner and not only its least."""
        return self.marked > 0 and self.unmarked == 0


def rolled(marks: Iterable[str | None]) -> RollUp:
    """Portion marks, None for a portion without one, as a roll-up; unknown marks count as none."""
    found = [parse_portion(mark) if mark else None for mark in marks]
    known = [portion for portion in found if portion]
    whole = join(known)
    return RollUp(
        level_of(whole.level) if whole else None,
        len(known),
        len(found) - len(known),
        whole.caveats if whole else (),
    )


Duty = Literal["none", "where practicable", "required"]


def portions_expected(on: str) -> Duty:
    """Whether papers of an ISO date bear portion marks: none before E.O. 11652, required from E.O. 12065."""
    if on < "1972-06-01":
        return "none"
    return "where practicable" if on < "1978-12-01" else "required"
