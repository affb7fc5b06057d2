"""Questions of a historian's kind about the scans of `../shared/gold`, and the files that answer them.

The answers are from the papers themselves: who is listed, what kind of paper it is, when and where it was,
who says what. Asked of a few scans by the tests, and of all of them by ``tools/questions.py``.
"""

from __future__ import annotations

from pathlib import Path

GOLD = Path(__file__).parents[2].parent / "shared" / "gold" / "pdf"
QUESTIONS: tuple[tuple[str, str, str], ...] = (
    (
        "every talk with Izetbegovic",
        "with:izetbegovic date:1993..1995",
        "1993-09-08-izet 1994-09-25-izet 1995-07-20-izet 1995-10-24-izet 1995-12-14-izet",
    ),
    ("calls to Chirac", "with:chirac form:telcon", "1995-07-13-chirac 1995-07-19-chirac 1995-07-20-chirac"),
    (
        "what Clinton said of Eastern Slavonia",
        'from:clinton "eastern slavonia"',
        "1995-10-24-izet 1995-12-14-tudj",
    ),
    (
        "committees that summed up, 1993",
        "form:summary_of_conclusions date:1993",
        "1993-03-04-pcdc 1993-10-19-pcdc",
    ),
    (
        "cables around Reykjavik",
        "form:cable date:1986-09-30..1986-10-17",
        "C09000034 C09000047 C09000062 C09000070",
    ),
    ("Yeltsin at Hyde Park", "with:yeltsin place:hyde", "1995-10-23-yelt"),
    ("Christopher in Paris", "with:christopher place:paris", "1995-12-14-izet 1995-12-14-tudj"),
    ("Clinton and Tudjman in one room", "with:clinton from:tudjman", "1995-10-24-izet 1995-12-14-tudj"),
    (
        "decisions of the principals, by subject",
        'subject:"decisions of principals"',
        "1993-03-24-pcdc 1993-04-09-pcdc 1993-05-17-pcdc",
    ),
    (
        "what was secret, of NATO, before 1995",
        "level:S nato date:..1994",
        "1993-09-08-izet 1993-10-19-pcdc",
    ),
)
"""A wish, the query, and the beginnings of the names of the files in which it finds something."""


def answered(found: set[str], kept: set[str], expected: str) -> tuple[set[str], set[str]]:
    """What a query misses of the files that were kept, and what it finds besides, by their names."""
    wanted = {name for name in kept if name.startswith(tuple(expected.split()))}
    return wanted - found, found - wanted
