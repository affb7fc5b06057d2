"""Values in a reader's words: dates, forms, levels, counts."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Protocol, cast

from markupsafe import Markup, escape

FORMS = {
    "telcon": "telephone conversation",
    "memcon": "memorandum of conversation",
    "summary_of_conclusions": "summary of conclusions",
    "memorandum": "memorandum",
    "cable": "cable",
    "paper": "paper",
    "cover_sheet": "cover sheet",
    "marker": "marker",
    "withdrawal_sheet": "withdrawal sheet",
    "other": "other paper",
}
MARKS = {
    "U": "Unclassified",
    "C": "Confidential",
    "S": "Secret",
    "TS": "Top Secret",
    "LOU": "Limited Official Use",
    "SBU": "Sensitive But Unclassified",
    "OUO": "Official Use Only",
    "FOUO": "For Official Use Only",
    "R": "Restricted",
}
OPENING, CLOSING = "\x02", "\x03"
"""Around a found word in a snippet."""


class _Titled(Protocol):
    """What a record's name is made of."""

    @property
    def subject(self) -> str | None: ...
    @property
    def title(self) -> str | None: ...
    @property
    def form(self) -> str: ...


def name_of(record: _Titled) -> str:
    """What to call a record: its subject, or its title, or its form; a title in capitals as a sentence."""
    title = record.title or form_name(record.form)
    return record.subject or (title.capitalize() if title.isupper() or not record.title else title)


def form_name(form: str) -> str:
    """A form in words."""
    return FORMS.get(form, form.replace("_", " "))


def long_date(value: str | None) -> str:
    """``14 October 1975``; what is no whole date as it stands."""
    try:
        day = date.fromisoformat(value or "")
    except ValueError:
        return value or "no date"
    return f"{day.day} {day:%B %Y}"


def times(start: str | None, end: str | None) -> str:
    """``11:13–11:40``, or what there is of it."""
    return "–".join(filter(None, (start, end)))


def days(start: str, end: str) -> str:
    """``3 June``, ``3–4 June``, ``30 May–2 June``: ISO dates of one year, or of two."""
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    if first == last:
        return f"{first.day} {first:%B}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{last.day} {first:%B}"
    return f"{first.day} {first:%B}–{last.day} {last:%B}"


def pages(first_last: Sequence[int]) -> str:
    """``page 3``, ``pages 3–5``."""
    first, last = first_last
    return f"page {first}" if first == last else f"pages {first}–{last}"


def count(number: int, noun: str) -> str:
    """``1 record``, ``2,000 records``."""
    plural = noun if number == 1 else f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{number:,} {plural}"


def level_class(level: str | None) -> str:
    """The style of a level or mark: u, c, s, ts, o for administrative ones, none."""
    words = (level or "").upper()
    mark = re.split(r"//?|-", words, maxsplit=1)[0].strip()
    for name, style in (
        ("TOP SECRET", "ts"), ("TS", "ts"), ("SECRET", "s"), ("S", "s"), ("CONFIDENTIAL", "c"), ("C", "c"),
        ("UNCLASSIFIED", "u"), ("U", "u"),
    ):  # fmt: skip
        if mark == name:
            return name.lower() if len(name) < 3 else style
    return "o" if words and words != "NONE" else "none"


def mark_name(mark: str) -> str:
    """A portion mark in words; what stands behind it as printed."""
    first, *rest = re.split(r"(//?|-)", mark, maxsplit=1)
    return MARKS.get(first, first) + "".join(rest)


def snippet(text: str) -> Markup:
    """A snippet as HTML, its found words marked, all else escaped."""
    safe = str(escape(text))
    return Markup(safe.replace(OPENING, "<mark>").replace(CLOSING, "</mark>"))


def deed(path: str, value: object, old: object) -> str:
    """A correction that is no other value, in words: a boundary moved, a name that means somebody."""
    spans = cast("list[list[int]]", old) if path == "join" and isinstance(old, list) else []
    if path == "split":
        where = f"on page {value}" if isinstance(value, int) else f"with “{value}”"
        return f"Another record begins {where}"
    if path == "join":
        return f"The records of {' and '.join(map(pages, spans))} are one" if spans else "Two records are one"
    if path.split("/")[0] == "link" and isinstance(value, dict):
        told = cast("dict[str, str | None]", value)
        means = (told.get("to") or "nobody that is known").removeprefix("paper/")
        verb = "does not mean" if told.get("action") == "reject" and told.get("to") else "means"
        return f"“{told.get('printed')}” {verb} {means}"
    return ""


def sign(number: int) -> str:
    """A letter for a witness, by its place from 0: ``A``; a number behind Z."""
    return chr(ord("A") + number) if number < 26 else str(number + 1)


def in_hundred(share: float) -> str:
    """A probability or share: ``63 in 100``."""
    return f"{round(share * 100)} in 100"


def moment(text: str) -> str:
    """A time in UTC as ``24 Nov 2026, 07:32 UTC``."""
    found = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)T(\d\d:\d\d).*", text)
    if not found:
        return text
    day = date(int(found[1]), int(found[2]), int(found[3]))
    return f"{day.day} {day:%b %Y}, {found[4]} UTC"


def differing(candidate: str, value: str | None) -> str:
    """The words of a candidate that are other than those of the value; what it leaves out, if that is all."""
    before, words = (value or "").split(), candidate.split()
    first = next((n for n, (a, b) in enumerate(zip(before, words, strict=False)) if a != b), None)
    first = min(len(before), len(words)) if first is None else first
    left = min(len(before), len(words)) - first
    behind = 0
    while behind < left and before[-1 - behind] == words[-1 - behind]:
        behind += 1
    other = words[first : len(words) - behind]
    without = before[first : len(before) - behind]
    if len(other) == len(without):
        return " ".join(b for a, b in zip(without, other, strict=True) if a != b) or candidate
    return " ".join(other) or f"without {' '.join(without)}"


FILTERS: dict[str, Callable[..., object]] = {
    "name_of": name_of,
    "form_name": form_name,
    "long_date": long_date,
    "pages": pages,
    "level_class": level_class,
    "mark_name": mark_name,
    "snippet": snippet,
    "in_hundred": in_hundred,
    "moment": moment,
}
