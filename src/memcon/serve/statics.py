"""The style sheets, scripts and fonts of the package, out of memory: no address leads to the file system."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from litestar import Request, Response, get
from litestar.datastructures import State
from litestar.params import FromPath
from msgspec import Struct

from memcon.serve.refusing import Refused

YEAR = 365 * 24 * 3600
"""Seconds for which a browser may keep a file that is named with its contents' hash."""
TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".woff2": "font/woff2"}


class Static(Struct, frozen=True):
    """A file of ours."""

    data: bytes
    packed: bytes
    """The same, gzipped; empty where that saves nothing."""
    media_type: str
    tag: str


@cache
def known() -> dict[str, Static]:
    """Every file that is served, by its path below ``static``."""
    return dict(_below(files("memcon.serve") / "static", ""))


def _below(folder: Traversable, path: str) -> Iterator[tuple[str, Static]]:
    for one in folder.iterdir():
        name = f"{path}{one.name}"
        if one.is_dir():
            yield from _below(one, f"{name}/")
        else:
            data = one.read_bytes()
            packed = gzip.compress(data, 9, mtime=0)
            suffix = f".{name.rpartition('.')[2]}"
            kind = TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "text/plain; charset=utf-8"
            tag = hashlib.sha256(data).hexdigest()[:10]
            yield name, Static(data, packed if len(packed) < len(data) * 0.9 else b"", kind, tag)


def asset(name: str) -> str:
    """The address of a file of ours, with its contents' hash, so that a browser may keep it for good."""
    return f"/static/{name}?v={known()[name].tag}"


@get("/static/{name:path}", include_in_schema=False)
async def static(request: Request[None, None, State], name: FromPath[str]) -> Response[bytes]:
    """One of the files of `known`."""
    found = known().get(name.removeprefix("/"))
    if found is None:
        raise Refused(404)
    lasting = f"public, max-age={YEAR}, immutable" if "v" in request.query_params else "no-cache"
    headers = {"cache-control": lasting, "etag": f'"{found.tag}"', "vary": "accept-encoding"}
    if request.headers.get("if-none-match") == headers["etag"]:
        return Response(b"", status_code=304, headers=headers)
    if found.packed and "gzip" in request.headers.get("accept-encoding", ""):
        headers["content-encoding"] = "gzip"
        return Response(found.packed, media_type=found.media_type, headers=headers)
    return Response(found.data, media_type=found.media_type, headers=headers)


ROUTES = (static,)
