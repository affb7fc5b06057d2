"""Requests that are turned away, and the words for it."""

from __future__ import annotations

from litestar.exceptions import HTTPException

WORDS = {
    400: ("bad-request", "That address or form makes no sense", "Look at what was typed"),
    401: ("sign-in", "Only who signs in may change something here", "Sign in with the token of this server"),
    403: (
        "forbidden",
        "That is not allowed from there",
        "Load the page again, and sign in where it asks you to",
    ),
    404: ("not-found", "There is no such page", "The search finds what there is"),
    405: ("not-allowed", "That cannot be done there", ""),
    413: ("too-large", "That is more than this server takes", "Send less"),
    421: ("wrong-host", "This server does not go by that name", "Name it with memcon serve --name"),
    422: ("unreadable-file", "The source file cannot be read", "Fetch it again and add it anew"),
    429: ("too-many", "That is more than one reader asks for", "Wait a minute"),
    500: ("error", "memcon failed on this", "Please report it"),
    503: ("busy", "Too many are reading at once", "Try again in a moment"),
}
"""For each status that does not come from a `MemconError`: code, message, hint."""


class Refused(HTTPException):
    """A request that is turned away by the rules of `access`."""

    def __init__(self, status: int, seconds: float = 0.0) -> None:
        headers = {"retry-after": str(int(seconds) + 1)} if seconds else None
        super().__init__(detail=WORDS[status][1], status_code=status, headers=headers)
