"""Places and their clocks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from zoneinfo import ZoneInfo

from memcon.authority.names import fold
from memcon.authority.nouns import Place

_SHORT_ZONES = {
    "est": "America/New_York", "edt": "America/New_York", "et": "America/New_York",
    "washington time": "America/New_York", "eastern time": "America/New_York",
    "cst": "America/Chicago", "cdt": "America/Chicago", "mst": "America/Denver", "mdt": "America/Denver",
    "pst": "America/Los_Angeles", "pdt": "America/Los_Angeles", "hst": "Pacific/Honolulu",
    "z": "UTC", "zulu": "UTC", "gmt": "UTC", "utc": "UTC", "bst": "Europe/London", "msk": "Europe/Moscow",
    "cet": "Europe/Paris", "cest": "Europe/Paris", "jst": "Asia/Tokyo",
}  # fmt: skip


class Gazetteer:
    """Places by every name that they bore."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._named: dict[str, list[Place]] = {}
        self.places = tuple(places)
        for place in self.places:
            for name in (place.name, *place.also):
                self._named.setdefault(fold(name), []).append(place)

    def place(self, name: str, on: date | None = None) -> Place | None:
        """The place of that name, if it bore it that day; the last part first of ``Hyde Park, New York``."""
        whole = fold(name)
        for part in (whole, whole.removeprefix("the "), *map(fold, re.split(r"[,;(]", name))):
            for place in self._named.get(part, ()):
                if on is None or (
                    (place.start is None or place.start <= on) and (place.end is None or on <= place.end)
                ):
                    return place
        return None

    def country_named(self, words: str) -> str | None:
        """The country that a phrase names, by name or adjective: ``the Russian President`` is Russia's."""
        parts = fold(words).split()
        for length in (4, 3, 2, 1):
            for n in range(len(parts) - length + 1):
                for place in self._named.get(" ".join(parts[n : n + length]), ()):
                    if place.kind == "country":
                        return place.name
        return None

    def is_country(self, words: str) -> bool:
        """Whether a phrase is nothing but a country's name or adjective: ``The Chinese``, ``U.S. Side``."""
        bare = fold(re.sub(r"\b(?:the|side|delegation|participants?)\b", "", words, flags=re.IGNORECASE))
        return any(place.kind == "country" for place in self._named.get(bare, ()))

    def clock(self, place: str, on: date) -> ZoneInfo | None:
        """The clock of a place on a day, or of a zone's short name; None where none is known."""
        short = _SHORT_ZONES.get(fold(place))
        found = None if short else self.place(place, on)
        zone = short or (found.zone if found else None)
        return _zone(zone) if zone else None


@lru_cache(maxsize=512)
def _zone(key: str) -> ZoneInfo:
    return ZoneInfo(key)
