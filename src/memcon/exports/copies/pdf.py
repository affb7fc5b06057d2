"""A reading copy as PDF, set by Typst: header, people, who said what, marks, gaps, line numbers, source note.

The file is PDF/A-2, which archives keep.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from importlib.resources import as_file, files
from typing import Any, Literal

import msgspec

from memcon.errors import MemconError, MissingExtra
from memcon.exports.copies.said import copy_of
from memcon.exports.entry import ExportEntry

Paper = Literal["us-letter", "a4"]


def pdf(entries: Sequence[ExportEntry], paper: Paper = "us-letter") -> bytes:
    """The records as one PDF, each beginning on a page of its own. Raises `MissingExtra` without Typst."""
    try:
        typst: Any = import_module("typst")
    except ImportError as error:
        raise MissingExtra("a reading copy needs Typst", 'Try: pip install "memcon[exports]"') from error
    copies = [copy_of(entry, breaks=at < len(entries)) for at, entry in enumerate(entries, 1)]
    title = copies[0].running if len(copies) == 1 else f"{len(copies)} records"
    data = msgspec.json.encode({"title": title, "records": copies}).decode()
    with as_file(files("memcon.exports.copies") / "sheet.typ") as sheet:
        try:
            return typst.compile(
                str(sheet), sys_inputs={"data": data, "paper": paper}, pdf_standards=["a-2b"]
            )
        except RuntimeError as error:
            said = str(error).splitlines()[0]
            raise MemconError(f"the page could not be set ({said})", "Please report this") from error
