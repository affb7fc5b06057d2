"""The specimen papers: ten records about countries and people that do not exist.

They tell one story from ten desks, 1967 to 1996: a dam on the river Kessel, above it Brenmark, below it
Tavaria, and what both of them want of Washington.
"""

from __future__ import annotations

from msgspec import structs

from memcon.model import Record
from memcon.writing import Style, style_named
from specimens.early import CONDOLENCES, FISHERIES, GRAIN, TRANSCRIPT, VICE_PRESIDENT
from specimens.late import CABLE, CABLE_STYLE, COUNCIL, SHOTS, VISIT, WATER

PAPERS: dict[str, tuple[Record, Style]] = {
    "1967-05-12-ambassador": (FISHERIES, style_named("state")),
    "1972-02-26-telephone": (TRANSCRIPT, style_named("kissinger")),
    "1975-10-14-grain": (GRAIN, style_named("ford")),
    "1990-08-21-ferry": (CONDOLENCES, style_named("bush")),
    "1993-03-26-gauges": (VICE_PRESIDENT, style_named("vp")),
    "1994-09-22-visit": (VISIT, style_named("clinton")),
    "1994-11-04-cable": (CABLE, CABLE_STYLE),
    "1995-04-11-principals": (COUNCIL, structs.replace(style_named("nsc"), numbered=False)),
    "1995-12-14-shots": (SHOTS, style_named("clinton")),
    "1996-03-27-water": (WATER, style_named("clinton")),
}
"""Each paper by the name of its file, in the order of its day."""
