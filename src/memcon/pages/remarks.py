"""What the pages themselves give cause to warn of, whatever the paper on them says."""

from __future__ import annotations

from collections.abc import Iterable

from memcon.model import Diagnostic, Page

COVERED = "covered-text"
"""The code of the warning that a file still carries text that its page hides."""


def remarks(pages: Iterable[Page]) -> tuple[Diagnostic, ...]:
    """A warning for each place where text lies under a bar or is painted over, in the order of the pages.

    The text itself is in the message only where the pages have it, that is, where the reader was asked for it
    (`memcon.pages.Settings`).
    """
    return tuple(
        Diagnostic(
            COVERED,
            "warning",
            "text lies hidden under a bar or paint" + (f": {seen.text}" if seen.text else ""),
            page.number,
            evidence=seen.text or None,
            suggestion="Whoever publishes the file should take the text out, not only cover it",
        )
        for page in pages
        for seen in page.seen
        if seen.kind == "covered"
    )
