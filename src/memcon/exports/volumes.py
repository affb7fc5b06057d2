"""How notes and bibliographies name a published volume: the Chicago Manual's answer on FRUS is the model.

(chicagomanualofstyle.org, Q&A, Documentation of Sources, "1970 memo from Kissinger to Nixon".)
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from memcon.exports.source_notes import gap
from memcon.model import Volume

_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def volume_title(volume: Volume) -> str:
    """Series, years, editors of the series, number, title and editors of a volume, as a note has them."""
    if not volume.series:
        return _listed((volume.title, _edited(volume.editors)))
    series = (volume.series, volume.period, _edited(volume.general_editors))
    return _listed((*series, _number(volume), volume.name, _edited(volume.editors)))


def short_title(volume: Volume) -> str:
    """The volume as a later note names it: its series, years and number."""
    if not volume.series:
        return volume.title
    return _listed((volume.series, volume.period, _number(volume)))


def volume_entry(volume: Volume) -> str:
    """The volume as an entry of a bibliography, its first editor's surname in front."""
    who = _inverted(volume.editors)
    editors = f"{who}, ed{'s' if len(volume.editors) > 1 else ''}. " if who else ""
    number = _number(volume)
    own = _listed((number and number.capitalize(), volume.name))
    whole = f"{_listed((volume.series, volume.period))}. {own}" if volume.series else volume.title
    return f"{editors}{whole}. {volume_imprint(volume)}."


def volume_imprint(volume: Volume) -> str:
    """Place, publisher and year of a volume."""
    place, house = volume.place or gap("place"), volume.publisher or gap("publisher")
    return f"{place}: {house}, {volume.year or gap('year')}"


def _listed(parts: Sequence[str | None]) -> str:
    return ", ".join(part for part in parts if part)


def _edited(names: Sequence[str]) -> str | None:
    return f"ed. {_and(names)}" if names else None


def _and(names: Sequence[str]) -> str:
    return " and ".join(names) if len(names) < 3 else f"{', '.join(names[:-1])}, and {names[-1]}"


def _inverted(names: Sequence[str]) -> str:
    """``Mahan, Erin R., and Edward C. Keefer``: only the first is turned."""
    if not names:
        return ""
    first = names[0].split()
    turned = f"{first[-1]}, {' '.join(first[:-1])}" if len(first) > 1 else names[0]
    if len(names) == 1:
        return turned
    return f"{', '.join((turned, *names[1:-1]))}, and {names[-1]}"


def _number(volume: Volume) -> str | None:
    """``vol. 12`` for ``Volume XII``: Chicago has Arabic figures; ``E–13`` stays."""
    printed = re.sub(r"^vol(?:ume|\.)?\s+", "", volume.number or "", flags=re.IGNORECASE)
    return f"vol. {_arabic(printed)}" if printed else None


def _arabic(printed: str) -> str:
    if not re.fullmatch(r"[IVXLC]+", printed):
        return printed
    values = [_DIGITS[letter] for letter in printed]
    behind = [*values[1:], 0]
    return str(sum(-one if one < after else one for one, after in zip(values, behind, strict=True)))
