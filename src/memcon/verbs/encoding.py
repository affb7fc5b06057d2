"""Documents as JSON, and the schema of that JSON."""

from __future__ import annotations

from typing import Any

import msgspec

from memcon.errors import UnreadableFile
from memcon.model import SCHEMA_VERSION, Document


class _Versioned(msgspec.Struct):
    schema_version: int


def encode(document: Document) -> bytes:
    """The document as JSON, on one line; the same document always gives the same bytes."""
    return msgspec.json.encode(document)


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
