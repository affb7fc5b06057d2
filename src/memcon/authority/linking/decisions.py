"""What a person says of links: a name means somebody else, does not mean somebody, or here means another.

A decision stands beside what the rules found and never over it: links are made anew from the record, and
decisions are applied to them, the later one last.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct, structs

from memcon.authority.linking.links import Link, Links, Meaning, settled
from memcon.authority.lookup import Authority
from memcon.authority.names import fold
from memcon.errors import UsageError


class LinkDecision(Struct, frozen=True):
    """One thing that a person says of a record's links."""

    action: Literal["merge", "split", "reject"]
    """``merge``: wherever the record prints this name, it means `to`. ``split``: at `path` alone it does.
    ``reject``: it does not mean `to`; without `to`, it means nobody and nothing that is known."""
    printed: str
    """The name as printed."""
    to: str | None = None
    """An id: ``yeltsin-boris``, ``start-ii``; for somebody new ``paper/`` and a name."""
    path: str | None = None
    """The one field that is meant; None means everywhere in the record. A split needs it."""
    why: str = ""
    author: str = ""


def decided(links: Links, decisions: Iterable[LinkDecision], known: Authority) -> Links:
    """The links with what people have said of them.

    Raises `UsageError` for a decision that makes no sense: an unknown id, a split without a path.
    """
    for decision in decisions:
        _check(decision, known)
        links = structs.replace(
            links,
            participants=tuple(_applied(link, decision, known) for link in links.participants),
            speakers=tuple(_applied(link, decision, known) for link in links.speakers),
            mentions=tuple(_applied(link, decision, known) for link in links.mentions),
        )
    return links


def _check(decision: LinkDecision, known: Authority) -> None:
    if decision.action == "split" and not decision.path:
        raise UsageError("a split says where the name means another", "Give the path of that field")
    if decision.action in ("merge", "split") and not decision.to:
        raise UsageError(f"a {decision.action} says whom the name means", "Give an id")
    if decision.to and not decision.to.startswith("paper/") and named(decision.to, known) is None:
        raise UsageError(f"nobody and nothing has the id {decision.to!r}", "Use an id that memcon who shows")


def named(identity: str, known: Authority) -> tuple[Literal["person", "thing", "place"], str] | None:
    """What has an id, and its name."""
    if identity in known.persons:
        return "person", known.persons[identity].name
    thing = next((t for t in known.things if t.id == identity), None)
    if thing:
        return "thing", thing.name
    place = next((p for p in known.gazetteer.places if p.id == identity), None)
    return ("place", place.name) if place else None


def _applied(link: Link, decision: LinkDecision, known: Authority) -> Link:
    if _bare(link.printed) != _bare(decision.printed) or decision.path not in (None, link.path):
        return link
    said_by = f"person:{decision.author}"
    if decision.action == "reject":
        return _rejected(link, decision, said_by)
    assert decision.to is not None
    kind, name = named(decision.to, known) or ("person", decision.to.removeprefix("paper/"))
    others = tuple(c for c in link.meanings if c.id != decision.to)
    chosen = Meaning(kind, decision.to, name, 1.0, decision.why or "said by a person")
    return structs.replace(
        link, status="confirmed", meanings=(chosen, *others), said_by=said_by, why=decision.why
    )


def _bare(printed: str) -> str:
    """A name for comparison; ``Ivanov's`` is ``Ivanov``."""
    return fold(printed.removesuffix("'s").removesuffix("’s"))


def _rejected(link: Link, decision: LinkDecision, said_by: str) -> Link:
    """The link without that meaning: what is left is weighed as if it had never been there.

    What the name was taken to mean, by rule or by a person, stands where only another meaning is rejected.
    """
    left = [c for c in link.meanings if decision.to and c.id != decision.to]
    if len(left) == len(link.meanings) and link.meanings:
        return link
    anew = settled(link.path, link.printed, left, page=link.page, at=link.at)
    stands = link.chosen is not None and link.chosen in left
    status = link.status if stands else anew.status if left else "rejected"
    return structs.replace(link, status=status, meanings=anew.meanings, said_by=said_by, why=decision.why)
