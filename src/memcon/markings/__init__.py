"""Levels, captions, portion marks, orders and codes, as the papers of 1945-2001 and their releases have them.

Pure facts, and a little arithmetic on them: which level is the higher, which banner the portions call for,
what a code on a release stamp means. Each fact names its source; what no source at hand confirms is
``certain = False`` and may be doubted aloud, never taken for an error.

    >>> from memcon.markings import legends, roll_up, write_banner
    >>> roll_up(["U", "C", "S/NF"])
    'SECRET'
    >>> write_banner("SECRET", ("NODIS",), on="1975-10-14")
    'SECRET/NODIS'
    >>> legends("XGDS")[0].order
    'E.O. 11652'
"""

from __future__ import annotations

from memcon.markings.legends import Legend, known_codes, legends, nearest_codes
from memcon.markings.levels import (
    CAPTIONS,
    LEVELS,
    LONGEST,
    Banner,
    downgraded,
    highest,
    letters,
    level_of,
    nearest_level,
    parse_banner,
    parse_mark,
    rank,
    roll_up,
)
from memcon.markings.orders import ORDERS, Order, levels_on, order_named, orders_on
from memcon.markings.portions import (
    MODERN,
    Portion,
    RollUp,
    join,
    parse_portion,
    portions_expected,
    rolled,
    write_banner,
    write_portion,
)

__all__ = [
    "CAPTIONS",
    "LEVELS",
    "LONGEST",
    "MODERN",
    "ORDERS",
    "Banner",
    "Legend",
    "Order",
    "Portion",
    "RollUp",
    "downgraded",
    "highest",
    "join",
    "known_codes",
    "legends",
    "letters",
    "level_of",
    "levels_on",
    "nearest_codes",
    "nearest_level",
    "order_named",
    "orders_on",
    "parse_banner",
    "parse_mark",
    "parse_portion",
    "portions_expected",
    "rank",
    "roll_up",
    "rolled",
    "write_banner",
    "write_portion",
]
