"""Diagnostics as SARIF 2.1.0, the format in which programs that collect findings take them.

The log is written piece by piece, since the findings of an archive need not fit into memory.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import memcon

if TYPE_CHECKING:
    from memcon import Diagnostic

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def opening() -> str:
    """The log's head, with every rule, to where its results begin."""
    rules = [
        {
            "id": rule.code,
            "name": "".join(word.capitalize() for word in rule.name.split("-")),
            "shortDescription": {"text": rule.says},
            "fullDescription": {"text": rule.why},
            "defaultConfiguration": {"level": rule.severity},
            "properties": {"family": rule.family, "source": rule.source, "certain": rule.certain},
        }
        for rule in memcon.check_rules().values()
    ]
    driver = {"name": "memcon", "version": memcon.__version__, "rules": rules}
    return (
        f'{{"$schema": {json.dumps(SCHEMA)}, "version": "2.1.0", "runs": [{{"tool": {{"driver": '
        f'{json.dumps(driver)}}}, "columnKind": "unicodeCodePoints", "results": ['
    )


def closing() -> str:
    """What ends the log behind its results."""
    return "]}]}"


def results(name: str, found: Iterable[Diagnostic]) -> Iterator[str]:
    """Each diagnostic of a file as a result.

    A scan has no lines of text in its file, so page, box and the document's own lines are properties.
    """
    for d in found:
        message = d.message if not d.suggestion else f"{d.message}. {d.suggestion}"
        result: dict[str, Any] = {
            "ruleId": d.code,
            "level": d.severity,
            "message": {"text": message},
            "locations": [
                {"physicalLocation": {"artifactLocation": {"uri": quote(PurePath(name).as_posix())}}}
            ],
            "properties": {
                "page": d.page,
                "record": d.record,
                "evidence": d.evidence,
                "box": [d.box.left, d.box.top, d.box.right, d.box.bottom] if d.box else None,
                "span": [[piece.line, piece.start, piece.end] for piece in d.span.pieces],
            },
        }
        yield json.dumps(result)
