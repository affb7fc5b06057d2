"""Errors as answers: one line that says what to do, as a page or in one shape of JSON."""

from __future__ import annotations

import logging
from http import HTTPStatus

from litestar import MediaType, Response
from litestar.exceptions import HTTPException

from memcon.errors import MemconError
from memcon.serve.desk import PRIVATE, Desk, Problem, Visit, wants_json

LOG = logging.getLogger("memcon.serve")

WORDS = {
    400: ("bad-request", "That address or form makes no sense", "Look at what was typed"),
    401: ("sign-in", "That is not the token", "Look into the token file of the server"),
    403: (
        "forbidden",
        "That is not allowed from there",
        "Load the page again, and sign in where it asks you to",
    ),
    404: ("not-found", "There is no such page", "The search finds what there is"),
    405: ("not-allowed", "That cannot be done there", ""),
    413: ("too-large", "That is more than this server takes", "Send less"),
    421: ("wrong-host", "This server does not go by that name", "Name it with memcon serve --name"),
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


def problem_of(error: Exception) -> Problem:
    """What an exception says to who asked; nothing of our insides."""
    if isinstance(error, MemconError):
        return Problem(error.http_status, error.code, error.message, error.hint)
    status = error.status_code if isinstance(error, HTTPException) else 500
    if status in WORDS:
        return Problem(status, *WORDS[status])
    return Problem(status, "http", HTTPStatus(status).phrase)


def answer_trouble(desk: Desk, visit: Visit, error: Exception) -> Response[Problem]:
    """The answer for an exception; what nobody foresaw is logged for who runs the server."""
    problem = problem_of(error)
    if problem.status == 500 and not isinstance(error, MemconError):
        LOG.error("%s %s", visit.method, visit.url.path, exc_info=error)
    headers = dict(PRIVATE)
    if isinstance(error, HTTPException) and error.headers:
        headers.update({name.lower(): value for name, value in error.headers.items()})
        headers.pop("content-type", None)
    if wants_json(visit):
        return Response(problem, media_type=MediaType.JSON, status_code=problem.status, headers=headers)
    page = desk.page(visit, "problem.html", problem=problem)
    return Response(page, media_type=MediaType.HTML, status_code=problem.status, headers=headers)  # pyright: ignore[reportReturnType]
