"""A connection that ends in time, however slowly the other side speaks or listens."""

from __future__ import annotations

import asyncio

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

REQUEST_SECONDS = 15.0
"""For which a client may take to say what it wants."""
CONNECTION_SECONDS = 120.0
"""For which a client may take for one request, its answer included; a page's picture is 200 KB."""
CONNECTIONS = 400
"""At once; one more is told to come again (503)."""
LONGEST_HEAD = 16_384
"""Bytes of a request's line and headers."""


class TimelyProtocol(H11Protocol):
    """HTTP/1.1 as uvicorn speaks it, with a clock: uvicorn itself waits for ever for a request's head."""

    _clock: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Start the clock."""
        super().connection_made(transport)
        self._wind(REQUEST_SECONDS)

    def data_received(self, data: bytes) -> None:
        """Take in what came; once a request is whole, its answer has time."""
        answering = self._answering()
        super().data_received(data)
        if self._answering() and not answering:
            self._wind(CONNECTION_SECONDS)

    def on_response_complete(self) -> None:
        """The next request on the same connection has its own time."""
        super().on_response_complete()
        if not self.transport.is_closing():
            self._wind(REQUEST_SECONDS)

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop the clock."""
        if self._clock:
            self._clock.cancel()
        super().connection_lost(exc)

    def _answering(self) -> bool:
        """Whether a whole request has come and its answer is not yet out."""
        cycle: RequestResponseCycle | None = (
            self.cycle
        )  # None before the first request, whatever uvicorn says
        return bool(cycle and not cycle.response_complete and not cycle.more_body)

    def _wind(self, seconds: float) -> None:
        if self._clock:
            self._clock.cancel()
        self._clock = self.loop.call_later(seconds, self.transport.abort)


def server(app: object, host: str, port: int) -> uvicorn.Server:
    """A server for `app` that listens at `host` and `port`; 0 is any free port."""
    return uvicorn.Server(
        uvicorn.Config(
            app,  # pyright: ignore[reportArgumentType]  # an ASGI application
            host=host,
            port=port,
            http=TimelyProtocol,
            ws="none",
            loop="asyncio",
            log_level="warning",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            lifespan="on",
            limit_concurrency=CONNECTIONS,
            h11_max_incomplete_event_size=LONGEST_HEAD,
            timeout_keep_alive=5,
            timeout_graceful_shutdown=5,
        )
    )


__all__ = ["TimelyProtocol", "server"]
