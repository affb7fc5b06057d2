"""Addresses: where each thing of the reader stands, for good."""

from __future__ import annotations

import re
from urllib.parse import quote, quote_plus, urlencode

from memcon import Box

PROVENANCE = (
    "repository", "collection", "series", "lot", "box", "folder", "url", "naid", "oa_id", "case", "rif",
    "frus", "dnsa", "note",
)  # fmt: skip
"""What a reader may add that the scan does not show."""
YEAR = "0000"
"""Stands for a year, which no query asks for."""
EVERYTHING = "doubt:yes OR doubt:no"
"""A query that finds every passage: each is doubtful or not."""


def record(identity: str, query: str = "", anchor: str = "", **more: str) -> str:
    """A record's page; with `query`, its found words are boxed."""
    parts = {name: value for name, value in {"q": query, **more}.items() if value}
    asked = f"?{urlencode(parts)}" if parts else ""
    return f"/records/{quoted_id(identity)}{asked}" + (f"#{anchor}" if anchor else "")


def quoted_id(identity: str) -> str:
    """A record's id as it stands in an address."""
    return quote(identity, safe=":")


def image(identity: str, number: int, width: int) -> str:
    """A page's picture, `width` pixels wide."""
    return f"/records/{quote(identity, safe=':')}/pages/{number}/image?width={width}"


def crop(identity: str, number: int, box: Box, width: int = 900) -> str:
    """The picture of a part of a page."""
    corners = f"{box.left},{box.top},{box.right},{box.bottom}"
    return f"/records/{quote(identity, safe=':')}/pages/{number}/image?width={width}&box={corners}"


def file(identity: str) -> str:
    """The page of the file in which a record stands."""
    return f"/files/{identity.partition(':')[0]}"


def person(name: str) -> str:
    """A person's page."""
    return f"/people/{quote(name, safe='')}"


def search(query: str = "", path: str = "/", **more: str) -> str:
    """The answer to a query; empty values are left out."""
    parts = {name: value for name, value in {"q": query, **more}.items() if value}
    return f"{path}?{urlencode(parts)}" if parts else path


def quoted(value: str) -> str:
    """A value as a query takes it: in quotation marks, which it cannot hold itself."""
    return '"' + re.sub(r'["\x00-\x1f\x7f\s]+', " ", value).strip() + '"'


def narrowed(query: str, field: str, value: str) -> str:
    """`query` and besides this field; one that is there already is replaced."""
    return _beginning(query, field) + value_of(value)


def value_of(text: str) -> str:
    """A value as it stands behind a field: in quotation marks where it needs them."""
    return text if re.fullmatch(r"[\w.-]+", text) else quoted(text)


def before_value(query: str, field: str) -> str:
    """The address of the answer to `narrowed`, up to the value."""
    return f"/?q={quote_plus(_beginning(query, field))}"


def _beginning(query: str, field: str) -> str:
    rest = without(query, field)
    if " OR " in rest:
        rest = f"({rest})"
    return f"{rest} {field}:".lstrip()


def by_year(query: str) -> tuple[str, str]:
    """The answer to `query` in one year: what stands before and behind the year in its address."""
    before, _, after = search(narrowed(query, "date", YEAR)).rpartition(YEAR)
    return before, after


_PART = r'(?<![\w:"(])-?{field}:(?:"[^"]*"|\([^()]*\)|[^\s()"]+)'


def without(query: str, field: str) -> str:
    """`query` without what it says of a field."""
    return " ".join(re.sub(_PART.format(field=field), " ", query).split())


def has(query: str, field: str) -> bool:
    """Whether `query` says something of a field."""
    return re.search(_PART.format(field=field), query) is not None


def mend(identity: str, path: str) -> str:
    """The form that corrects what stands at a path of a record."""
    return f"/records/{quote(identity, safe=':')}/correct?{urlencode({'path': path})}"


def name(identity: str, printed: str) -> str:
    """The form that says whom a printed name means in a record."""
    return f"/records/{quote(identity, safe=':')}/names?{urlencode({'printed': printed})}"


def short(key: str) -> str:
    """The short id of a record's key."""
    sha256, _, pages = key.partition(":")
    first, _, last = pages.partition(":")[0].partition("-")
    nth = pages.partition(":")[2]
    return f"{sha256[:10]}:{first if first == last else f'{first}-{last}'}" + (f":{nth}" if nth else "")


def anchor(path: str) -> str:
    """Where on a record's page a path is shown."""
    parts = path.split("/")
    if parts[0] == "turns" and len(parts) > 3:
        return f"t{parts[1]}.{parts[3]}"
    if parts[0] in ("turns", "paragraphs", "headings") and len(parts) > 1:
        return f"{parts[0][0]}{parts[1]}"
    return "head"
