"""The records of an answer and its facets as HTML, put together at once: a template takes four times as long.

They are the larger part of the page that is asked for most. All that comes out of the archive is escaped
here, as the templates do it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from urllib.parse import quote_plus

from markupsafe import Markup, escape

from memcon import Facet, Found, FoundPassage, Listed
from memcon.serve import links, wording

SHOWN = 8
"""Values of each facet; the commonest."""
FACETS = {
    "person": ("People", "with"),
    "form": ("Form", "form"),
    "level": ("Level", "level"),
    "mark": ("Portion marks", "mark"),
    "place": ("Place", "place"),
    "repository": ("Repository", "repository"),
}
"""The facets of the search page: heading, and the field that narrows to a value."""


def records(found: Iterable[Found], query: str) -> Markup:
    """Records, each with its passages, as items of a list; every passage leads to its place on the page."""
    # All addresses on the page end in the same query.
    asked = escape(links.record("", query)).removeprefix("/records/")
    return Markup("\n".join(_record(one, asked) for one in found))


def _record(found: Found, asked: str) -> str:
    record = found.record
    address = f"/records/{links.quoted_id(record.id)}{asked}"
    parts = [
        f'<li class="record"><h2><a class="name" href="{address}">{escape(wording.name_of(record))}</a></h2>',
        _facts(record),
    ]
    for number, passage in enumerate(found.passages, 1):
        parts.append(
            f'<a class="passage" href="{address}#at-{number}"><span class="page">p. {passage.page}</span>'
            f' <span class="words">{_said(passage)}{wording.snippet(passage.snippet)}</span></a>'
        )
    further = found.matching - len(found.passages)
    if further > 0:
        more = wording.count(further, "passage")
        parts.append(f'<p class="more"><a href="{address}">{more} more in this record</a></p>')
    parts.append("</li>")
    return "".join(parts)


def _facts(record: Listed) -> str:
    time = f", {escape(record.time_start)}" if record.time_start else ""
    level = _level(record.level) if record.level else ""
    place = f"<span>{escape(record.place)}</span>" if record.place else ""
    return (
        f'<p class="facts"><span>{escape(wording.long_date(record.date))}{time}</span>'
        f" <span>{escape(wording.form_name(record.form))}</span> {level} {place}</p>"
    )


@lru_cache(512)
def _level(value: str) -> str:
    return f'<span class="level level-{wording.level_class(value)}">{escape(value)}</span>'


@lru_cache(512)
def _mark(value: str, struck: bool) -> str:
    style = f"mark level-{wording.level_class(value)}{' struck' if struck else ''}"
    told = f"{wording.mark_name(value)}{'; struck through when it was released' if struck else ''}"
    return f'<span class="{style}" title="{escape(told)}">{escape(value)}</span> '


def _said(passage: FoundPassage) -> str:
    """What stands before a passage's words: its mark, and who spoke or what it is."""
    mark = _mark(passage.mark, passage.struck) if passage.mark else ""
    if passage.speaker:
        return f"{mark}<b>{escape(passage.speaker)}:</b> "
    if passage.kind in ("subject", "heading", "unread"):
        return f"{mark}<i>{passage.kind}</i> "
    return mark


def facets(counted: Mapping[str, Sequence[Facet]], query: str) -> Markup:
    """The commonest values of each facet that tells records apart, each a link that narrows to it.

    A value to which `query` is narrowed already leads back.
    """
    sections: list[str] = []
    for name, (heading, field) in FACETS.items():
        values = [one for one in counted.get(name, ()) if one.value != "none"]
        chosen = links.has(query, field)
        if len(values) > 1 or chosen:
            sections.append(_facet(name, heading, field, values[:SHOWN], query, chosen))
    return Markup("\n".join(sections))


def _facet(name: str, heading: str, field: str, values: Sequence[Facet], query: str, chosen: bool) -> str:
    before = escape(links.before_value(query, field))
    away = escape(links.search(links.without(query, field))) if chosen else ""
    items: list[str] = []
    for one in values:
        shown = escape(wording.form_name(one.value) if name == "form" else one.value)
        counted = f"<span>{shown}</span> <b>{one.count:,}</b></a></li>"
        if chosen and links.narrowed(query, field, one.value) == query:
            items.append(f'<li><a href="{away}" aria-current="true" title="Take it away again">{counted}')
        else:
            items.append(f'<li><a href="{before}{quote_plus(links.value_of(one.value))}">{counted}')
    return f"<section><h2>{heading}</h2><ul>{''.join(items)}</ul></section>"
