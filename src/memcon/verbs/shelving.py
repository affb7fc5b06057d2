"""The archive with memcon's own reader and its table of people at hand."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from memcon.archive import DEFAULT
from memcon.archive import Archive as Shelves
from memcon.archive.means import Known, LinkSaid, Means
from memcon.archive.stores import PATIENCE
from memcon.errors import UsageError
from memcon.model import Document, Form, Line, Record

if TYPE_CHECKING:
    from memcon.archive import Correction, Shown
    from memcon.authority.linking import LinkDecision, Links


class Archive(Shelves):
    """`memcon.archive.Archive` with the means of `memcon`: papers that people divide are read anew, and names
    are people's."""

    def __init__(
        self,
        url: str | os.PathLike[str] = DEFAULT,
        *,
        create: bool = True,
        patience: float = PATIENCE,
    ) -> None:
        super().__init__(url, create=create, patience=patience, means=Means(paper_of, identify))

    def links(self, name: str) -> Links:
        """Whom the names of a record mean, what people have said of them included.

        Raises `MissingFile`, `UsageError`.
        """
        return links_of(self.show(name))

    def link(
        self, name: str, printed: str, to: str | None = None, *, at: str | None = None, reject: bool = False,
        why: str, author: str | None = None,
    ) -> Correction:  # fmt: skip
        """Say that a printed name means `to`, an id of `memcon.who`: everywhere, or only `at` a path.

        `reject`: it does not mean `to`; without `to` nobody that is known. For somebody whom only the paper
        names `to` is ``paper/`` and the name. What is said is a correction as others are. Raises `UsageError`
        for a name that the record does not have, and for an id that nobody has.
        """
        action = "reject" if reject else "split" if at else "merge"
        said = LinkSaid(action, printed, to, at, why, author or "")
        shown = self.show(name)
        link_checked(shown, said)
        return self.say_of_link(name, said)


def paper_of(document: Document, pages: tuple[int, int], lines: Sequence[Line], form: Form | None) -> Record:
    """Lines of a document read as one paper (`memcon.archive.means.PaperOf`)."""
    from memcon.record import to_paper

    return to_paper(document.pages, document.lines, pages, lines, form)


def identify(record: Record, said: Sequence[LinkSaid]) -> Mapping[str, Sequence[Known]]:
    """Whom the names of a record's list and labels mean (`memcon.archive.means.Identify`)."""
    from memcon.authority.linking import link_record

    links = link_record(record, decisions=still_known(said))
    found: dict[str, list[Known]] = {}
    for link in (*links.participants, *links.speakers):
        if link.chosen and link.chosen.kind == "person":
            found.setdefault(link.path, []).append(Known(link.chosen.id, link.chosen.name))
    return found


def links_of(shown: Shown) -> Links:
    """The links of a record of the archive, as corrected, with what people have said of them."""
    from memcon.authority.linking import link_record

    return link_record(shown.record, decisions=still_known(shown.links))


def link_checked(shown: Shown, said: LinkSaid) -> None:
    """Raises `UsageError` where a record has no such name, or nobody has that id."""
    from memcon.authority.linking import link_record
    from memcon.authority.names import fold

    links = link_record(shown.record, decisions=[decision(said)])
    there = [link for link in links.all if fold(link.printed) == fold(said.printed)]
    if said.path:
        there = [link for link in there if link.path == said.path]
    if not there:
        names = list(dict.fromkeys(link.printed for link in links.all))
        where = f" at {said.path}" if said.path else ""
        raise UsageError(f"the record has no name {said.printed!r}{where}", f"It has {', '.join(names[:12])}")


def still_known(said: Sequence[LinkSaid]) -> list[LinkDecision]:
    """What people have said of links, as far as the table of people of today knows the ids."""
    from memcon.authority import authority
    from memcon.authority.linking import Links, decided

    kept: list[LinkDecision] = []
    for one in map(decision, said):
        try:
            decided(Links(1, None), [one], authority())
        except UsageError:
            continue
        kept.append(one)
    return kept


def decision(said: LinkSaid) -> LinkDecision:
    """What a person says of a link, as `memcon.link` takes it."""
    from memcon.authority.linking import LinkDecision

    return LinkDecision(said.action, said.printed, said.to, said.path, said.why, said.author)
