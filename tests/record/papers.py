"""Papers of our own invention, read from text, for the tests of the record stage."""

from __future__ import annotations

from msgspec import structs

from memcon.lines import page_text, to_lines
from memcon.model import Document, Record, Source
from memcon.pages.grid import typed_pages
from memcon.record import to_records


def read(text: str) -> Document:
    """The document that `text` makes, a form feed beginning a page."""
    pages = list(typed_pages(text))
    lines = to_lines(pages)
    pages = [structs.replace(page, text=page_text(page, lines)) for page in pages]
    records = to_records(pages, lines)
    return Document(Source("paper.txt", "", "text", len(pages)), tuple(pages), tuple(lines), tuple(records))


def one(text: str) -> Record:
    """The only record of `text`."""
    (record,) = read(text).records
    return record


HEAD = """\
SECRET                                                          4711

                          THE WHITE HOUSE
                             WASHINGTON

MEMORANDUM OF TELEPHONE CONVERSATION

SUBJECT:       Telcon with President Brandel of Valdria  (C)

PARTICIPANTS:  The President
               President Oskar Brandel
               Notetakers:  Ana Prell and Jon Vick

DATE, TIME     March 5, 1994, 3:22-3:58 p.m.
AND PLACE:     Oval Office


"""
