"""Documents as JSON, and the schema of that JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, cast

import msgspec

from memcon.errors import UnreadableFile
from memcon.model import SCHEMA_VERSION, Document


class _Versioned(msgspec.Struct):
    schema_version: int


def encode(document: Document) -> bytes:
    """The document as JSON, on one line; the same document always gives the same bytes."""
    return msgspec.json.encode(document)


def encode_parts(document: Document) -> Iterator[bytes]:
    """The bytes of `encode`, a page, line or record at a time: a packet of thousands never stands whole."""
    separator = b"{"
    for field in msgspec.structs.fields(document):
        yield separator + msgspec.json.encode(field.encode_name) + b":"
        separator = b","
        value: object = getattr(document, field.name)
        if isinstance(value, tuple):
            yield from _list_parts(cast("tuple[object, ...]", value))
        else:
            yield msgspec.json.encode(value)
    yield b"}"


def _list_parts(values: Iterable[object]) -> Iterator[bytes]:
    separator = b"["
    for value in values:
        yield separator + msgspec.json.encode(value)
        separator = b","
    yield b"]" if separator == b"," else b"[]"


def decode(data: bytes | str) -> Document:
    """A document from its JSON. Raises `UnreadableFile` for other JSON, and for that of a newer memcon."""
    try:
        version = msgspec.json.decode(data, type=_Versioned).schema_version
        if version > SCHEMA_VERSION:
            raise UnreadableFile(
                f"written with schema {version}, and this memcon reads up to {SCHEMA_VERSION}",
                "Install a newer memcon",
            )
        return msgspec.json.decode(data, type=Document)
    except msgspec.DecodeError as error:
        raise UnreadableFile(
            f"not the JSON of a document ({error})", "Give what memcon read wrote"
        ) from error


def schema() -> dict[str, Any]:
    """The JSON Schema of a document (draft 2020-12), as ``docs/schema/document-1.json`` has it."""
    (document,), definitions = msgspec.json.schema_components([Document])
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"A document as memcon reads it, schema version {SCHEMA_VERSION}",
        **document,
        "$defs": definitions,
    }
    return msgspec.json.decode(msgspec.json.encode(whole))  # lists where the defaults are tuples
