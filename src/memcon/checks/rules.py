"""The rules: for each code what it says, why, an example of either kind, and who says so.

They stand in ``data/*.toml``, a file for each family, so that the checks, ``memcon explain`` and the page of
the documentation have one and the same text.
"""

from __future__ import annotations

from functools import lru_cache

import msgspec

from memcon.model import Severity

FAMILIES: dict[str, str] = {
    "P": "pages",
    "H": "header",
    "D": "dates",
    "N": "people",
    "L": "places",
    "M": "markings",
    "R": "declassification",
    "T": "turns",
}
"""The families of checks by the letter that begins their codes, in the order of the documentation."""


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing that is checked."""

    name: str
    """In words, with hyphens: ``weekday-against-date``."""
    severity: Severity
    says: str
    """What is wrong, in a line."""
    why: str
    source: str
    """Who says that it is wrong; a rule that rests on general knowledge says so, and is never an error."""
    part: str
    """Which part of the specimen the examples replace (`in_specimen`); ``file`` where they are whole files,
    ``image`` where only a scan can show it, so that they tell of one."""
    bad: str
    """Lines in which it is found; ``[page break]`` ends a page."""
    good: str
    code: str = ""
    certain: bool = True
    """False where the rule rests on general knowledge."""

    @property
    def family(self) -> str:
        """``dates``."""
        return FAMILIES[self.code[0]]


PARTS: dict[str, str] = {
    "banner": "          CONFIDENTIAL",
    "stamp": "",
    "title": "MEMORANDUM OF TELEPHONE CONVERSATION",
    "subject": "Telcon with Prime Minister Jorun Holvane of Brenmark (U)",
    "participants": "The President\nPrime Minister Jorun Holvane\n\n"
    "Notetakers: Dwight Ellsbury, Harriet Stanniforth",
    "date": "March 27, 1995, 11:13 - 11:29 a.m. EST",
    "place": "Oval Office",
    "body": "The President:  Good morning.  Can you hear me?  (U)\n\n"
    "Prime Minister Holvane:  Very well.  Our people have been talking\nabout the pipeline.  (C)\n\n"
    "The President:  I think we are close to an agreement.  (C)",
    "end": "-- End of Conversation --",
    "foot": "          CONFIDENTIAL\n          Declassify on:  OADR",
}
"""The specimen paper of the examples, part by part; in order, so that nothing is found in it but notes."""


def in_specimen(part: str, lines: str) -> str:
    """The specimen paper with one of its parts replaced, as plain text; ``file`` replaces the whole.

    A form feed stands for each ``[page break]``.
    """
    if part == "file":
        text = lines
    else:
        from importlib.resources import files

        text = files("memcon.checks").joinpath("data", "specimen.txt").read_text()
        for name, usual in PARTS.items():
            new = lines if name == part else usual
            if name not in ("banner", "stamp", "foot"):
                indent = 10 if name in ("title", "body", "end") else 25
                new = new.replace("\n", "\n" + " " * indent)
            text = text.replace("{" + name + "}", new)
    return "\f".join(page.strip("\n") + "\n" for page in text.replace("[page break]", "\f").split("\f"))


@lru_cache(maxsize=1)
def rules() -> dict[str, Rule]:
    """Every rule by its code, family by family."""
    from importlib.resources import files

    found: dict[str, Rule] = {}
    for family in FAMILIES.values():
        data = files("memcon.checks").joinpath("data", f"{family}.toml").read_bytes()
        for code, rule in msgspec.toml.decode(data, type=dict[str, Rule]).items():
            if code in found:
                raise ValueError(f"two rules are called {code}")
            found[code] = msgspec.structs.replace(rule, code=code)
    return found
