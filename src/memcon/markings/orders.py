"""The executive orders on classification: when each was in force, and which levels it knew."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

_THREE = ("CONFIDENTIAL", "SECRET", "TOP SECRET")
_FOUR = ("RESTRICTED", *_THREE)


class Order(Struct, frozen=True):
    """One executive order. Dates are ISO; `until` is the first day on which it was no more in force."""

    number: str
    president: str
    issued: str | None
    since: str
    until: str | None
    levels: tuple[str, ...]
    """The classified levels that it knew, the lowest first."""
    certain: bool
    """Whether a source confirms every date here."""
    meaning: str
    source: str

    @property
    def name(self) -> str:
        """``E.O. 12958``."""
        return f"E.O. {self.number}"


ORDERS: tuple[Order, ...] = (
    Order(
        "8381", "Roosevelt", "1940-03-22", "1940-03-22", "1950-02-01", _FOUR, False,
        "The first order, on military information alone; Top Secret was added by the services in 1944.",
        "general knowledge",
    ),
    Order(
        "10104", "Truman", "1950-02-01", "1950-02-01", "1951-10-27", _FOUR, False,
        "Military information again; four levels, Top Secret the highest.",
        "general knowledge",
    ),
    Order(
        "10290", "Truman", "1951-09-24", "1951-10-27", "1953-12-15", _FOUR, False,
        "The first for every agency. Each level is followed by the words Security Information.",
        "preamble of E.O. 10290; a CIA notice of 1953 for its end; its first day is reckoned",
    ),
    Order(
        "10501", "Eisenhower", "1953-11-05", "1953-12-15", "1972-06-01", _THREE, False,
        "Three levels: Restricted is abolished, and Security Information is no more added.",
        "E.O. 10501, section 1; a CIA notice of 1953 for its first day; its last is not confirmed",
    ),
    Order(
        "10964", "Kennedy", "1961-09-20", "1961-09-20", "1972-06-01", _THREE, False,
        "Amends E.O. 10501: papers bear a group, 1 to 4, that says how their level falls with the years.",
        "E.O. 10964, section 4, and its release of 20 September 1961",
    ),
    Order(
        "11652", "Nixon", "1972-03-08", "1972-06-01", "1978-12-01", _THREE, False,
        "A general declassification schedule (GDS), and four grounds on which a paper is exempt from it "
        "(XGDS); automatic release at thirty years.",
        "E.O. 11652; a State Department cable of 1975; its first day is not confirmed",
    ),
    Order(
        "12065", "Carter", "1978-06-28", "1978-12-01", "1982-08-01", _THREE, False,
        "A date or event within six years, up to twenty by those who may classify Top Secret; portions "
        "must be marked.",
        "E.O. 12065; its last day is not confirmed",
    ),
    Order(
        "12356", "Reagan", "1982-04-02", "1982-08-01", "1995-10-14", _THREE, False,
        "A date, an event, or OADR: the originating agency's determination is required. Portions must be "
        "marked; nothing falls by itself.",
        "E.O. 12356; 22 CFR 9.12 (2003); its first day is not confirmed",
    ),
    Order(
        "12958", "Clinton", "1995-04-17", "1995-10-14", "2010-06-27", _THREE, True,
        "A date or event within ten years, else an exemption X1 to X8; the reason is a letter of section "
        "1.5; papers of twenty-five years are opened unless exempt. Amended by E.O. 13292 in 2003.",
        "60 FR 19825; 5 CFR 1312.8 (2001)",
    ),
    Order(
        "13292", "Bush", "2003-03-25", "2003-03-25", "2010-06-27", _THREE, True,
        "Amends E.O. 12958: the reasons move to section 1.4 and a letter (h) is added; by the directive of "
        "22 September 2003 no paper may be marked X1 to X8 any more.",
        "ISOO on changed markings, 2003; 32 CFR 2001 (2004)",
    ),
    Order(
        "13526", "Obama", "2009-12-29", "2010-06-27", None, _THREE, False,
        "The order of today: reasons in section 1.4, exemptions at 25, 50 and 75 years in section 3.3.",
        "75 FR 707; its first day is not confirmed",
    ),
)  # fmt: skip


@lru_cache(maxsize=256)
def order_named(text: str) -> Order | None:
    """The order that `text` names (``E.O. 13526``, ``13526``), None where it names none."""
    found = re.search(r"(?<!\d)\d{4,5}(?!\d)", text)
    return next((order for order in ORDERS if found and order.number == found.group()), None)


def orders_on(date: str) -> tuple[Order, ...]:
    """The orders in force on an ISO date: an order and those that amended it; empty before March 1940."""
    return tuple(o for o in ORDERS if o.since <= date and (o.until is None or date < o.until))


def levels_on(date: str) -> tuple[str, ...]:
    """The classified levels that the order of an ISO date knew, the lowest first."""
    found = orders_on(date)
    return found[0].levels if found else _FOUR[:3]
