"""Who may change something, and what a browser may do with our pages."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import secrets
import time
from collections import deque
from collections.abc import Collection
from urllib.parse import urlsplit

from msgspec import Struct

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self';"
    " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""The Content-Security-Policy of every answer: our own files alone, and nothing that stands in a page."""

HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-frame-options": "DENY",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), browsing-topics=()",
}
HEADER_LINES = tuple((name.encode(), value.encode()) for name, value in HEADERS.items())
"""The same as they are sent."""
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
SESSION = "memcon-session"
SESSION_SECONDS = 12 * 3600
LOCAL_NAMES = ("localhost", "127.0.0.1", "[::1]")


class Access:
    """The rules of one server: where it listens, and whose word it takes for a change.

    On the loopback address whoever uses this computer may write. Bound wider, reading is for all who reach
    the server; writing needs the token, and without one nobody writes.
    """

    def __init__(
        self,
        host: str = "127.0.0.1",
        token: str | None = None,
        names: Collection[str] = (),
        processes: int = 1,
    ) -> None:
        self.local = is_loopback(host)
        self.processes = processes
        """Among which the server's requests are shared out; each counts its own."""
        self.token = token
        self.secret = secrets.token_hex(32)
        own = {host, *names} if host not in ("0.0.0.0", "::", "") else set(names)
        self.names = frozenset(name.lower() for name in (*own, *LOCAL_NAMES)) if self.local or names else None

    @property
    def takes_token(self) -> bool:
        """Whether somebody can sign in."""
        return self.token is not None

    def knows_host(self, header: str | None) -> bool:
        """Whether a Host header names this server.

        A page elsewhere that has its own name point to 127.0.0.1 (DNS rebinding) is turned away by this.
        """
        if self.names is None:
            return True
        name = urlsplit(f"//{header or ''}").hostname or ""
        return name.lower() in self.names or f"[{name.lower()}]" in self.names

    def is_token(self, given: str) -> bool:
        """Whether `given` is the token, in the same time however much of it is right."""
        return self.token is not None and hmac.compare_digest(given.encode(), self.token.encode())

    def may_write(self, authorization: str | None, session: str | None) -> bool:
        """Whether a request may change something."""
        if self.token is None:
            return self.local
        scheme, _, given = (authorization or "").partition(" ")
        if scheme.lower() == "bearer" and self.is_token(given.strip()):
            return True
        return session is not None and self._is_session(session)

    def throttle(self, allowance: Allowance) -> Throttle:
        """What one process counts by, so that all together allow no more than `allowance`."""
        return Throttle(Allowance(max(allowance.requests // self.processes, 1), allowance.seconds))

    def session(self) -> str:
        """A fresh proof that somebody has given the token, which tells nothing about the token."""
        until = str(int(time.time()) + SESSION_SECONDS)
        return f"{until}.{self._signed(until)}"

    def _is_session(self, session: str) -> bool:
        until, _, signature = session.partition(".")
        genuine = hmac.compare_digest(signature.encode(), self._signed(until).encode())
        return genuine and until.isdecimal() and int(until) > time.time()

    def _signed(self, text: str) -> str:
        return hmac.new(self.secret.encode(), f"session {text}".encode(), hashlib.sha256).hexdigest()


def is_loopback(host: str) -> bool:
    """Whether only this computer reaches a server that listens at `host`."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def from_elsewhere(host: str | None, origin: str | None, site: str | None) -> bool:
    """Whether another site's page sent a request, as far as a browser says so.

    `site` is the Sec-Fetch-Site header, which browsers send and pages cannot forge; older ones have `origin`.
    """
    if site is not None:
        return site not in ("same-origin", "none")
    return origin is not None and urlsplit(origin).netloc.lower() != (host or "").lower()


class Allowance(Struct, frozen=True):
    """How many requests in how many seconds."""

    requests: int
    seconds: float


READING = Allowance(1_200, 60)
WRITING = Allowance(120, 60)
SIGNING_IN = Allowance(10, 60)
PEOPLE_KEPT = 10_000
"""Addresses that are remembered; the oldest is forgotten for a new one."""


class Throttle:
    """Counts what each address asks for; `now` is in seconds, of any clock that only goes forward."""

    def __init__(self, allowance: Allowance) -> None:
        self.allowance = allowance
        self._times: dict[str, deque[float]] = {}

    def wait(self, address: str, now: float) -> float:
        """Take one request of `address` into account: 0, or the seconds after which it may ask again."""
        times = self._times.pop(address, deque[float]())
        self._times[address] = times  # the latest stands last
        if len(self._times) > PEOPLE_KEPT:
            del self._times[next(iter(self._times))]
        while times and times[0] <= now - self.allowance.seconds:
            times.popleft()
        if len(times) >= self.allowance.requests:
            return times[0] + self.allowance.seconds - now
        times.append(now)
        return 0.0
