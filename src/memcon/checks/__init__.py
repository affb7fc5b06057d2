"""What is wrong or doubtful in a record: a linter that knows calendar, clocks, orders and offices.

    >>> from memcon.checks import check_document                         # doctest: +SKIP
    >>> [found.code for found in check_document(document)]               # doctest: +SKIP
    ['D10', 'M04']

Pure: the same document and settings give the same diagnostics, sorted by where they stand. What
the paper says against the calendar is an error; what is unlikely is a warning; what helps to read it
is a note.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from msgspec import structs

from memcon.authority import Authority, authority
from memcon.checks import dates, header, markings, pages, people, places, release, spoken, turns
from memcon.checks.paper import File, Paper
from memcon.checks.rules import FAMILIES, Rule, rules
from memcon.checks.settings import CheckSettings
from memcon.model import Diagnostic, Document

OF_PAPERS: tuple[Callable[[Paper], Iterator[Diagnostic]], ...] = (
    header.check,
    dates.check,
    spoken.check,
    people.check,
    places.check,
    markings.check,
    release.check,
    turns.check,
)
OF_FILES: tuple[Callable[[File], Iterator[Diagnostic]], ...] = (pages.check,)


def check_document(
    document: Document, settings: CheckSettings | None = None, known: Authority | None = None
) -> tuple[Diagnostic, ...]:
    """What is wrong or doubtful in each record of `document`, sorted by where it stands.

    `known` says who held which office; the built-in table, and the local file where there is one, by default.
    """
    chosen = settings or CheckSettings()
    file = File(document, known or authority())
    found = [d for check in OF_FILES for d in check(file)]
    found += [d for paper in file.papers for check in OF_PAPERS for d in check(paper)]
    return tuple(sorted(_kept(found, chosen), key=_place))


def _kept(found: Iterable[Diagnostic], settings: CheckSettings) -> Iterator[Diagnostic]:
    for diagnostic in found:
        if settings.wants(diagnostic.code):
            severity = settings.severity.get(diagnostic.code, diagnostic.severity)
            yield structs.replace(diagnostic, severity=severity)


def _place(diagnostic: Diagnostic) -> tuple[int, tuple[int, int], str, str]:
    """Page, line, characters: where a diagnostic stands; what has no line stands at the head of its page."""
    first = diagnostic.span.pieces[0] if diagnostic.span.pieces else None
    at = (first.line, first.start) if first else (-1, 0)
    return (diagnostic.page or 0, at, diagnostic.code, diagnostic.message)


__all__ = ["FAMILIES", "CheckSettings", "Rule", "check_document", "rules"]
