"""Everything that a PDF carries and its pages do not show."""

# pypdfium2 carries no types for its raw interface.
# pyright: reportUnknownMemberType=false, reportMissingTypeStubs=false

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf
import pypdfium2

from memcon.errors import EncryptedFile, UnreadableFile
from memcon.writing.inspection.objects import kept
from memcon.writing.inspection.overpainted import overpainted
from memcon.writing.inspection.revisions import changed, redrawn, trailing
from memcon.writing.inspection.secrets import tokens
from memcon.writing.inspection.shown import unseen, words_of
from memcon.writing.inspection.traces import Finding, Trace, found
from memcon.writing.inspection.typefaces import unused_letters
from memcon.writing.inspection.undrawn import replaced, undrawn


def hidden(data: bytes) -> tuple[Finding, ...]:
    """What a PDF carries beside what its pages show, by page and place, without the words.

    Raises `EncryptedFile` for a file with a password, `UnreadableFile` for a broken one.
    """
    findings = [found(trace) for trace in traces(data)]
    order = sorted(findings, key=lambda f: (f.page or 0, f.box or (0, 0, 0, 0), f.how))
    return tuple(dict.fromkeys(order))


def traces(data: bytes) -> Iterator[Trace]:
    """The same with the words themselves. Errors as `hidden`."""
    try:
        with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
            document = pypdfium2.PdfDocument(data)
            said: list[str] = []
            for index in range(len(document)):
                yield from _on_page(document[index], index + 1, said)
            yield from _kept(pdf, " ".join(said))
    except pikepdf.PasswordError as error:
        raise EncryptedFile("The file asks for a password", "Save a copy without one") from error
    except (pikepdf.PdfError, pypdfium2.PdfiumError) as error:
        raise UnreadableFile("The file is a broken or cut-off PDF", "Fetch the file again") from error
    by_words = list(changed(data))
    yield from by_words
    told = {trace.page for trace in by_words}
    yield from (trace for trace in redrawn(data) if trace.page not in told)
    if trailing(data):
        yield Trace("trailing", trailing(data).decode("latin-1"))


def _on_page(page: pypdfium2.PdfPage, number: int, said: list[str]) -> Iterator[Trace]:
    said += [word.text for word in words_of(page)]
    yield from unseen(page, number)
    yield from overpainted(page, number)


def _kept(pdf: pikepdf.Pdf, shown: str) -> Iterator[Trace]:
    """What the objects keep; a tag or a bookmark that repeats the page's own words hides nothing."""
    known = set(tokens(shown))
    for trace in kept(pdf):
        repeats = trace.how in ("tag", "bookmark", "field") and known.issuperset(tokens(trace.text))
        if not repeats:
            yield trace
    yield from replaced(pdf)
    yield from undrawn(pdf)
    yield from unused_letters(pdf, shown)
