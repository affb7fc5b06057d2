"""Errors as answers: one line that says what to do, as a page or in one shape of JSON."""

from __future__ import annotations

import logging
from http import HTTPStatus

from litestar import MediaType, Response
from litestar.exceptions import HTTPException

from memcon.errors import MemconError
from memcon.serve.desk import PRIVATE, Desk, Problem, Visit, wants_json
from memcon.serve.refusing import WORDS

LOG = logging.getLogger("memcon.serve")


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
