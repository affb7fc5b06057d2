"""Signing in with the token of a server that others reach, and out again; the help page."""

from __future__ import annotations

import time
from typing import Annotated

from litestar import MediaType, Response, get, post
from litestar.datastructures import Cookie
from litestar.enums import RequestEncodingType
from litestar.params import Body
from msgspec import Struct

from memcon.serve.access import SESSION, SESSION_SECONDS
from memcon.serve.desk import PRIVATE, AtDesk, Visit, see
from memcon.serve.refusing import Refused


class Token(Struct):
    """What somebody gives to be let in."""

    token: str


Given = Annotated[Token, Body(media_type=RequestEncodingType.URL_ENCODED)]


@get("/sign-in", include_in_schema=False)
async def sign_in_page(request: Visit, desk: AtDesk) -> Response[str]:
    """The form that asks for the token."""
    page = desk.page(request, "sign-in.html", failed="failed" in request.query_params)
    return Response(page, media_type=MediaType.HTML, headers=PRIVATE)


@post("/sign-in", include_in_schema=False, status_code=303)
async def sign_in(request: Visit, desk: AtDesk, data: Given) -> Response[None]:
    """Take the token, which stands in the form and never in an address; a few tries a minute."""
    seconds = desk.tries.wait(request.client.host if request.client else "", time.monotonic())
    if seconds:
        raise Refused(429, seconds)
    if not desk.access.is_token(data.token.strip()):
        return see("/sign-in", failed="1")
    answer = see("/")
    answer.set_cookie(
        Cookie(
            SESSION, value=desk.access.session(), httponly=True, samesite="strict", max_age=SESSION_SECONDS
        )
    )
    return answer


@post("/sign-out", include_in_schema=False, status_code=303)
async def sign_out(request: Visit) -> Response[None]:
    """Forget who signed in."""
    answer = see("/")
    answer.delete_cookie(SESSION)
    return answer


@get("/help", include_in_schema=False)
async def help_page(request: Visit, desk: AtDesk) -> Response[str]:
    """The query language and the keys, on one sheet."""
    return Response(desk.page(request, "help.html"), media_type=MediaType.HTML, headers=PRIVATE)


ROUTES = (sign_in_page, sign_in, sign_out, help_page)
