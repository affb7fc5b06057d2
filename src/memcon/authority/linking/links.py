"""The nouns of linking: what a printed name means, how surely, why, and what else it may mean."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

LinkKind = Literal["person", "thing", "place"]
LinkStatus = Literal["linked", "ambiguous", "unknown", "confirmed", "rejected"]


class Meaning(Struct, frozen=True, gc=False):
    """One person, agreement, event, organisation or place that a printed name may mean."""

    kind: LinkKind
    id: str
    """As in the table; ``paper/NAME`` for a person whom only the paper names."""
    name: str
    score: float
    """0 to 1: how well name, title, office, country and day fit."""
    reason: str


class Link(Struct, frozen=True, gc=False):
    """What one printed name means."""

    path: str
    """The field, as a path in the record's JSON: ``participants/0``, ``turns/3/speaker``."""
    printed: str
    status: LinkStatus
    """``linked`` by rule, ``confirmed`` or ``rejected`` by a person; ``ambiguous`` where two fit alike."""
    meanings: tuple[Meaning, ...] = ()
    """What it may mean, the likeliest first; the first is meant where the status is linked or confirmed."""
    at: tuple[int, int] | None = None
    """Of a name in running text: its first character in the field, and the one after its last."""
    page: int | None = None
    said_by: str = "rule:authority"
    """``rule:authority``, or ``person:NAME``."""
    why: str = ""
    """What the person gave as the reason."""

    @property
    def chosen(self) -> Meaning | None:
        """What it means; None where that is open."""
        return self.meanings[0] if self.meanings and self.status in ("linked", "confirmed") else None


class Links(Struct, frozen=True):
    """The links of one record."""

    record: int
    """Which of the document's records, the first being 1."""
    date: str | None
    """The day by which offices were looked up, ISO; None where the record has none."""
    participants: tuple[Link, ...] = ()
    """Those listed, interpreters and notetakers included."""
    speakers: tuple[Link, ...] = ()
    """One for each turn with a label; several where a label names several."""
    mentions: tuple[Link, ...] = ()
    """People, agreements, events, organisations and places that the subject and the text name."""

    @property
    def all(self) -> tuple[Link, ...]:
        return (*self.participants, *self.speakers, *self.mentions)


SURE = 0.75
"""A best meaning of less is no link."""
MARGIN = 0.06
"""A second meaning that is so near to the first leaves the name ambiguous."""


def settled(
    path: str,
    printed: str,
    meanings: list[Meaning],
    *,
    page: int | None = None,
    at: tuple[int, int] | None = None,
) -> Link:
    """A link with the status that its meanings' scores deserve."""
    ranked = sorted(meanings, key=lambda c: -c.score)
    status: LinkStatus = "unknown"
    if ranked:
        alone = len(ranked) == 1 or ranked[0].score - ranked[1].score >= MARGIN
        status = "linked" if alone and ranked[0].score >= SURE else "ambiguous"
    return Link(path, printed, status, tuple(ranked[:6]), at, page)
