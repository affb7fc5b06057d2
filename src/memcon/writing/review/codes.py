"""Which exemption codes a reviewer may cite, by the order that the review is made under.

Sources: E.O. 12356 s.1.3(a); E.O. 12958 s.1.5, 3.4(b), 6.1; E.O. 13292 s.1.4, 3.3(b); E.O. 13526 s.1.4,
3.3(b), 3.3(h), 3.5, 6.2; the redaction codes of the Interagency Security Classification Appeals Panel;
5 U.S.C. 552(b); 44 U.S.C. 2204(a), which holds for the papers of presidents from 20 January 1981 on.
"""

from __future__ import annotations

import re

from msgspec import Struct


class Ground(Struct, frozen=True):
    """Codes of one kind, and where they come from."""

    pattern: str
    source: str


_LATER = (
    Ground(r"3\.3\(b\)\([1-9]\)|25X[1-9](?:-\w+)?|50X1-HUM|50X2-WMD|75X", "s.3.3(b), after 25 years"),
    Ground(r"6\.2\([ad]\)|3\.5\(c\)", "s.6.2 and 3.5(c), statutes beside the order"),
)
ORDERS: dict[str, tuple[Ground, ...]] = {
    "12356": (Ground(r"1\.3\(a\)\((?:[1-9]|10)\)", "s.1.3(a)(1) to (10)"),),
    "12958": (
        Ground(r"1\.5\([a-g]\)", "s.1.5(a) to (g)"),
        Ground(r"3\.4\(b\)\([1-9]\)|25X[1-9](?:-\w+)?", "s.3.4(b), after 25 years"),
        Ground(r"6\.1\(a\)", "s.6.1(a), the Atomic Energy Act"),
    ),
    "13292": (Ground(r"1\.4\([a-h]\)", "s.1.4(a) to (h)"), *_LATER),
    "13526": (Ground(r"1\.4\([a-h]\)", "s.1.4(a) to (h)"), *_LATER),
}
"""The codes of each order, by its number."""
FOIA = Ground(
    r"\(b\)\([1-9]\)|b\([1-9]\)|B[1-9]|(?:\(b\)\(7\)|b\(7\)|B7)\([A-F]\)", "5 U.S.C. 552(b)(1) to (9)"
)
PRA = Ground(r"P-?[1-6]|a\([1-6]\)", "44 U.S.C. 2204(a)(1) to (6)")
PRA_SINCE = "1981-01-20"


def order_of(authority: str | None) -> str | None:
    """The number of the order that an authority names: ``E.O. 13526`` gives ``13526``; None for no order."""
    found = re.search(r"\b(1[0-4]\d{3})\b", authority or "")
    return found[1] if found else None


def plain(code: str) -> str:
    """A code without the blanks that hands put into it: ``1.4 (d)`` is ``1.4(d)``."""
    return re.sub(r"\s+", "", code)


def refused(code: str, authority: str | None, date: str | None) -> str | None:
    """Why a code may not be cited, with the source; None where it may.

    `date` is the paper's own, ISO; without one the Presidential Records Act is taken to hold.
    """
    order, wanted = order_of(authority), plain(code)
    if order is None:
        return f"{authority or 'no authority'} is no executive order, so no code can be held against it"
    if order not in ORDERS:
        return f"no codes are known for E.O. {order}: use one of E.O. {', '.join(ORDERS)}"
    if re.fullmatch(PRA.pattern, wanted):
        if date and date < PRA_SINCE:
            return f"{code} is of {PRA.source}, for papers since {PRA_SINCE}, and this is of {date}"
        return None
    if any(re.fullmatch(g.pattern, wanted) for g in (*ORDERS[order], FOIA)):
        return None
    for other, grounds in ORDERS.items():
        if any(re.fullmatch(g.pattern, wanted) for g in grounds):
            return f"{code} is of E.O. {other}; under E.O. {order} cite {_cited(order)}"
    return f"there is no code {code} under E.O. {order}: cite {_cited(order)}"


def _cited(order: str) -> str:
    return "; ".join(ground.source for ground in (*ORDERS[order], FOIA))
