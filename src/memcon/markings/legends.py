"""What a code means: exemption codes, reasons, schedules, captions and levels, each with its order and dates.

The texts stand in ``data/*.toml`` beside this module, in our own words, each with its source. One code may
have several legends (``1.4(b)`` under two orders, ``C`` as a level and as a letter of a library's sheet): a
code means nothing without the paper it stands on, so all are given, and a date chooses among them.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import lru_cache
from typing import Literal

import msgspec

from memcon.markings.orders import ORDERS, Order

Scheme = Literal[
    "level",
    "caption",
    "schedule",
    "reason",
    "automatic exemption",
    "FOIA",
    "PRA",
    "statute",
    "CIA",
    "sheet",
    "release",
    "order",
]


class Legend(msgspec.Struct, frozen=True, omit_defaults=True):
    """What one code means under one order or on one library's sheets. Dates are ISO, `until` exclusive."""

    code: str
    """As it is usually printed: ``1.4(b)``, ``25X1``, ``b(1)``."""
    scheme: Scheme
    meaning: str
    source: str
    order: str | None = None
    """The order or statute that it belongs to."""
    since: str | None = None
    until: str | None = None
    certain: bool = True
    """False where no source at hand confirms it."""
    also: tuple[str, ...] = ()
    """Other spellings."""
    library: str | None = None
    """Whose sheets bear it, where it is a letter of one library."""


class _Sheet(msgspec.Struct, forbid_unknown_fields=True):
    """One file of legends: what they share, and the legends."""

    scheme: Scheme
    source: str
    legend: list[dict[str, object]]
    order: str | None = None
    since: str | None = None
    until: str | None = None
    library: str | None = None
    certain: bool = True


def code_key(text: str) -> str:
    """What two spellings of one code have in common: ``(b)(1)``, ``B1`` and ``b(1)`` give ``b1``.

    An l or I in brackets that follows a b, a or P is the figure that OCR has lost: ``b(l)``.
    """
    lower = re.sub(r"(?<=[abp])\)?\s*\(?[l|](?=\)|$)", "1", text.strip().lower())
    lower = re.sub(r"^e\.?\s*o\.?\s*(?=\d)|^executive order\s+", "eo", lower)
    kept = re.sub(r"[^a-z0-9.]", "", lower)
    return re.sub(r"(?<!\d)\.|\.(?!\d)", "", kept)


@lru_cache(maxsize=1)
def _all() -> dict[str, tuple[Legend, ...]]:
    found: dict[str, list[Legend]] = {}
    for legend in (*_from_files(), *map(_of_order, ORDERS)):
        for spelling in dict.fromkeys(code_key(text) for text in (legend.code, *legend.also)):
            found.setdefault(spelling, []).append(legend)
    return {key: tuple(items) for key, items in found.items()}


def _from_files() -> list[Legend]:
    from importlib.resources import files  # takes longer to import than all else here

    legends: list[Legend] = []
    for file in sorted(
        files(__package__ or "memcon.markings").joinpath("data").iterdir(), key=lambda f: f.name
    ):
        if not file.name.endswith(".toml"):
            continue
        sheet = msgspec.toml.decode(file.read_bytes(), type=_Sheet)
        shared = {
            name: value
            for name in ("scheme", "source", "order", "since", "until", "library", "certain")
            if (value := getattr(sheet, name)) is not None
        }
        legends += [msgspec.convert(shared | own, Legend) for own in sheet.legend]
    return legends


def _of_order(order: Order) -> Legend:
    return Legend(
        order.name, "order", order.meaning, order.source, order.name, order.since, order.until, order.certain,
        (order.number,),
    )  # fmt: skip


def legends(code: str, on: str | None = None) -> tuple[Legend, ...]:
    """What `code` means, as printed in any spelling; empty where no such code is known.

    With an ISO date `on`, only what was in force on that day, where that leaves any.
    """
    found = _all().get(code_key(code), ())
    if on is None:
        return found
    then = tuple(x for x in found if (x.since or "") <= on and (x.until is None or on < x.until))
    return then or found


def known_codes() -> tuple[str, ...]:
    """Every code that has a legend, as usually printed, in the order of their schemes."""
    return tuple(dict.fromkeys(legend.code for items in _all().values() for legend in items))


def nearest_codes(text: str, most: int = 3) -> tuple[str, ...]:
    """Known codes whose spelling is near `text`, the nearest first."""
    keys = get_close_matches(code_key(text), list(_all()), n=most, cutoff=0.6)
    return tuple(dict.fromkeys(_all()[key][0].code for key in keys))
