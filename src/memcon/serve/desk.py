"""What every page needs: the archive, the rules, and the templates."""

from __future__ import annotations

from typing import TypeVar
from urllib.parse import urlencode

import jinja2
from litestar import MediaType, Request, Response
from litestar.datastructures import State
from litestar.di import NamedDependency
from litestar.utils.scope.state import ScopeState
from msgspec import Struct

from memcon.serve import drawing, links, listing, wording
from memcon.serve.access import SESSION, SIGNING_IN, Access
from memcon.serve.meanings import meaning
from memcon.serve.refusing import Refused
from memcon.serve.shelf import Shelf
from memcon.serve.statics import asset

FIELDS = {
    "from": "said by",
    "said": "in what somebody says",
    "with": "somebody was present",
    "to": "addressed to",
    "subject": "in the subject",
    "place": "where they met",
    "date": "a year, month, day or range",
    "form": "telcon, memcon, cable …",
    "level": "of the record",
    "mark": "of the paragraph",
    "withheld": "yes, no, or a code",
    "interpreter": "a name",
    "notetaker": "a name",
    "case": "a case number",
    "doubt": "yes or no",
    "file": "in the file's name",
    "repository": "where the paper lies",
    "collection": "as set",
    "box": "as set",
    "folder": "as set",
    "naid": "as set",
}
"""The fields of the query language, the commonest first, and what each looks at."""
Visit = Request[None, None, State]
Nouns = TypeVar("Nouns")


class Problem(Struct, frozen=True):
    """The one shape of every error in JSON."""

    status: int
    code: str
    """`MemconError.code`, or one of HTTP's own: ``not-found``, ``forbidden``, ``too-many`` …"""
    message: str
    hint: str = ""


class Desk:
    """The reader's parts, put together once for a server."""

    def __init__(self, shelf: Shelf, access: Access) -> None:
        self.shelf = shelf
        self.access = access
        self.tries = access.throttle(SIGNING_IN)
        self.templates = _templates()

    def may_write(self, visit: Visit) -> bool:
        """Whether who asks may change something."""
        return self.access.may_write(visit.headers.get("authorization"), visit.cookies.get(SESSION))

    def require_writing(self, visit: Visit) -> None:
        """Turn away who may not change anything."""
        if not self.may_write(visit):
            raise Refused(401 if self.access.takes_token else 403)

    def answer(
        self, visit: Visit, value: Nouns, template: str, *, status: int = 200, **shown: object
    ) -> Response[Nouns]:
        """`value` as JSON for a program, as a page for a person; `shown` is what only the page needs."""
        if wants_json(visit):
            return Response(value, media_type=MediaType.JSON, status_code=status, headers=PRIVATE)
        page = self.page(visit, template, answer=value, **shown)
        return Response(page, media_type=MediaType.HTML, status_code=status, headers=PRIVATE)  # pyright: ignore[reportReturnType]

    def page(self, visit: Visit, template: str, **shown: object) -> str:
        """A page as HTML."""
        common: dict[str, object] = {
            "visit": visit,
            "may_write": self.may_write(visit),
            "can_sign_in": self.access.takes_token,
            "csrf": csrf_token(visit),
            "here": visit.url.path,
        }
        return self.templates.get_template(template).render(common | shown)


AtDesk = NamedDependency[Desk]
"""The desk, as a route is given it."""
PRIVATE = {"cache-control": "private, no-cache", "vary": "accept, cookie"}
"""A page shows whether one may write, and changes with each correction."""


def csrf_token(visit: Visit) -> str:
    """What a form must bring back, so that no other site's page can send it."""
    token = ScopeState.from_scope(visit.scope).csrf_token
    return token if isinstance(token, str) else ""


def wants_json(visit: Visit) -> bool:
    """Whether a program asks: ``?format=json``, or an Accept header that prefers it."""
    asked = visit.query_params.get("format")
    if asked is not None:
        return asked == "json"
    best = visit.accept.best_match(["text/html", "application/json"], default="text/html")
    return best == "application/json"


def wants_part(visit: Visit) -> bool:
    """Whether the page's own script asks for a part of it."""
    return (
        visit.headers.get("hx-request") == "true"
        and visit.headers.get("hx-history-restore-request") != "true"
    )


def see(path: str, **query: str) -> Response[None]:
    """Send a browser on to another page of ours after a form."""
    where = f"{path}?{urlencode(query)}" if query else path
    return Response(None, status_code=303, headers={"location": where})


def _templates() -> jinja2.Environment:
    """Templates that escape all that is put into them; what is undefined is a defect, not an empty place."""
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("memcon.serve"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(wording.FILTERS)
    known: dict[str, object] = dict(environment.globals)
    known |= {
        "links": links,
        "bars": drawing.bars,
        "wording": wording,
        "asset": asset,
        "legend": meaning,
        "fields": FIELDS,
        "listing": listing,
    }
    environment.globals = known  # pyright: ignore[reportAttributeAccessIssue]  # typed for jinja's own names
    return environment
