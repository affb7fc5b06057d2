"""The reader as an application: its routes, and the rules that every request meets first."""

from __future__ import annotations

import hashlib
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from litestar import Litestar, Request
from litestar.config.compression import CompressionConfig
from litestar.config.csrf import CSRFConfig
from litestar.datastructures import State
from litestar.di import Provide
from litestar.enums import ScopeType
from litestar.handlers import HTTPRouteHandler
from litestar.middleware import ASGIMiddleware
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.datastructures import ResponseSpec
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.openapi.spec import License
from litestar.response import Response
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from memcon.serve import (
    briefing,
    comparing,
    correcting,
    dating,
    feeding,
    filing,
    gathering,
    keeping,
    legends,
    linking,
    reading,
    releasing,
    reviewing,
    searching,
    signing,
    statics,
)
from memcon.serve.access import HEADER_LINES, READING, SAFE, WRITING, Access, from_elsewhere
from memcon.serve.desk import Desk, Problem
from memcon.serve.refusing import WORDS, Refused
from memcon.serve.shelf import Shelf
from memcon.serve.troubles import answer_trouble

LARGEST_BODY = 64 * 1024
"""Bytes that a form may send: a corrected passage is a page at most."""
PACKED = CompressionConfig("gzip", gzip_compress_level=3, exclude=[r"/image$", r"^/static/"])
"""For those who read over a network; on one computer, packing takes longer than it saves."""
FAMILIES = (
    searching,
    feeding,
    reading,
    briefing,
    comparing,
    releasing,
    correcting,
    linking,
    reviewing,
    filing,
    gathering,
    dating,
    keeping,
    legends,
    signing,
    statics,
)
"""The modules of routes."""
TROUBLES = (400, 401, 403, 404, 413, 421, 422, 429, 500)
"""What a route may answer instead."""


def application(url: str, access: Access) -> Litestar:
    """The reader of the archive at `url`. Raises the `MemconError` of an archive that cannot be opened."""
    shelf = Shelf(url)
    desk = Desk(shelf, access)

    @asynccontextmanager
    async def open_shelf(app: Litestar) -> AsyncGenerator[None]:
        shelf.open()
        try:
            yield
        finally:
            shelf.close()

    def trouble(request: Request[None, None, State], error: Exception) -> Response[Problem]:
        return answer_trouble(desk, request, error)

    def the_desk() -> Desk:
        return desk

    return Litestar(
        route_handlers=_routes(),
        dependencies={"desk": Provide(the_desk, sync_to_thread=False)},
        exception_handlers={Exception: trouble},
        middleware=[Rules(access)],
        before_send=[_with_headers],
        csrf_config=_csrf(access),
        compression_config=None if access.local else PACKED,
        openapi_config=_openapi(),
        request_max_body_size=LARGEST_BODY,
        lifespan=[open_shelf],
        logging_config=None,
        debug=False,
    )


def _routes() -> list[HTTPRouteHandler]:
    """Every route; what is wrong with a request has the same shape from each."""
    routes: list[HTTPRouteHandler] = [handler for family in FAMILIES for handler in family.ROUTES]
    for handler in routes:
        handler.responses = {
            status: ResponseSpec(Problem, generate_examples=False, description=WORDS[status][1])
            for status in TROUBLES
        }
    return routes


def _csrf(access: Access) -> CSRFConfig:
    """Forms must bring back what our page gave them.

    The cookie is named after the secret: one of a server that ran before would be kept, and then refused.
    """
    return CSRFConfig(
        access.secret,
        cookie_name=f"memcon-{hashlib.sha256(access.secret.encode()).hexdigest()[:8]}",
        cookie_httponly=True,
        cookie_samesite="strict",
        exclude=["^/static/", "/image$", "^/schema"],
    )


def _openapi() -> OpenAPIConfig:
    """The description of every route, at ``/schema``."""
    from memcon import __version__

    return OpenAPIConfig(
        title="memcon's reader",
        version=str(__version__),
        description="Every page gives JSON where the Accept header or `format=json` asks for it.",
        license=License(name="MIT"),
        use_handler_docstrings=True,
        path="/schema",
        render_plugins=[JsonRenderPlugin(path=["/", "/openapi.json"])],
    )


async def _with_headers(message: Message, scope: Scope) -> None:
    """Put the headers that keep a browser safe onto every answer, errors among them."""
    if message["type"] == "http.response.start":  # no route sets any of these
        message["headers"] = [*message["headers"], *HEADER_LINES]


class Rules(ASGIMiddleware):
    """Turns away what comes under a wrong name, from another site's page, or too often."""

    scopes = (ScopeType.HTTP, ScopeType.ASGI)

    def __init__(self, access: Access) -> None:
        self.access = access
        self.reading = access.throttle(READING)
        self.writing = access.throttle(WRITING)

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """Let a request pass, or raise `Refused`."""
        visit: Request[None, None, State] = Request(scope)
        host = visit.headers.get("host")
        if not self.access.knows_host(host):
            raise Refused(421)
        changes = visit.method not in SAFE
        if changes and from_elsewhere(host, visit.headers.get("origin"), visit.headers.get("sec-fetch-site")):
            raise Refused(403)
        # Whoever sits at this computer may read as fast as it goes.
        if changes or not self.access.local:
            throttle = self.writing if changes else self.reading
            seconds = throttle.wait(visit.client.host if visit.client else "", time.monotonic())
            if seconds:
                raise Refused(429, seconds)
        await next_app(scope, receive, send)
