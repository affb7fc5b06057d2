"""XML files as these data sets have them: small, flat, with wrapped text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError, parse

from memcon.authority.days import first_day, last_day
from memcon.authority.nouns import Precision
from memcon.errors import UnreadableFile


def roots(folder: Path) -> Iterator[Element]:
    """The root of each XML file in `folder`, at any depth. Raises `UnreadableFile` for one that is broken."""
    for path in sorted(folder.rglob("*.xml")):
        try:
            yield parse(path).getroot()
        except (ParseError, OSError) as error:
            raise UnreadableFile(f"{path} is no XML ({error})", "Fetch the data set again") from error


def text(element: Element, path: str) -> str:
    """The words at `path`, on one line; empty where there are none."""
    return " ".join((element.findtext(path) or "").split())


def start_of(element: Element, path: str) -> tuple[date, Precision] | None:
    """The first day that the date at `path` may mean; None where there is no date."""
    return _day(text(element, path), first=True)


def end_of(element: Element, path: str) -> tuple[date, Precision] | None:
    """The last day that the date at `path` may mean; None where there is no date."""
    return _day(text(element, path), first=False)


def _day(words: str, *, first: bool) -> tuple[date, Precision] | None:
    try:
        return (first_day if first else last_day)(words) if words else None
    except (ValueError, KeyError):
        return None
