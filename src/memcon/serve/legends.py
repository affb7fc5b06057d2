"""What a code means, as `memcon.explain` has it: on its own page, and in a line where the code stands."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from litestar import Response, get
from litestar.params import PathParameter
from msgspec import Struct

from memcon import explain
from memcon.errors import MissingFile, UsageError
from memcon.serve.desk import AtDesk, Visit


class Meaning(Struct, frozen=True):
    """What a code means: as a rule of `memcon check`, and under each order or on each library's sheets."""

    code: str
    rule: dict[str, Any] | None
    legends: list[dict[str, Any]]


@get("/codes/{code:str}")
async def meaning_page(
    request: Visit, desk: AtDesk, code: Annotated[str, PathParameter(max_length=60)]
) -> Response[Meaning]:
    """What a code of a check, an exemption code or a marking means."""
    try:
        known = explain(code)
    except UsageError as error:
        raise MissingFile(error.message, error.hint) from error
    rule = msgspec.to_builtins(known.rule) if known.rule else None
    answer = Meaning(known.code, rule, [msgspec.to_builtins(legend) for legend in known.legends])
    return desk.answer(request, answer, "code.html", known=known)


ROUTES = (meaning_page,)
