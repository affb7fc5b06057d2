"""The reviewer's worksheet: a file of decisions to be filled in, each portion's text numbered beside it.

Its comments quote the paper, so it stays on the reviewer's desk. What is carried out is written anew without
them (`memcon.writing.review.decisions.decisions_as_toml`).
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from memcon.model import Record
from memcon.writing.review.decisions import Decision, Decisions, Review, decisions_as_toml, toml_text
from memcon.writing.review.portions import Portion, portions

_WIDTH = 96


def undecided(records: Sequence[Record], review: Review) -> Decisions:
    """Decisions that release everything, with each portion's mark and length, for a reviewer to change."""
    decisions = [
        Decision(portion.at, "release", record=number, mark=portion.mark, of=len(portion.words))
        for number, record in enumerate(records, 1)
        for portion in portions(record)
        if portion.body
    ]
    return Decisions(review, tuple(decisions))


def worksheet(records: Sequence[Record], review: Review) -> str:
    """The worksheet as TOML: every portion to be released, until the reviewer changes it."""
    lines = [
        "# A reviewer's worksheet. Its comments quote the paper: keep it where the paper is kept.",
        '# For each portion say: verdict = "release", "downgrade" (with to = "C") or "withhold" (with',
        '# codes = ["1.4(d)"], and words = "4-9" or lines = "2-3" where not all of it is withheld).',
        "",
    ]
    head = decisions_as_toml(Decisions(review)).split("\n", 2)[2].rstrip()
    lines += [head, *(f"# {line}" for line in _missing(review))]
    for number, record in enumerate(records, 1):
        lines += ["", f"# ---- record {number}: {record.form}, {record.title or 'no title'} ----"]
        for portion in portions(record):
            lines += ["", *_portion(portion, number)]
    return "\n".join(lines) + "\n"


def _missing(review: Review) -> Iterator[str]:
    for name in review.__struct_fields__:
        if getattr(review, name) is None:
            yield f'{name} = ""'


def _portion(portion: Portion, number: int) -> Iterator[str]:
    who = f"{portion.speaker}: " if portion.speaker else ""
    told = " ".join(f"{word}" if n % 5 else f"[{n}]{word}" for n, word in enumerate(portion.words, 1))
    mark = f" ({portion.mark})" if portion.mark else ""
    yield from textwrap.wrap(f"{who}{told}{mark}", _WIDTH, initial_indent="# ", subsequent_indent="#   ")
    off = "" if portion.body else "# "
    yield f"{off}[[portion]]"
    yield f"{off}at = {toml_text(portion.at)}"
    yield f'{off}verdict = "release"'
    if number > 1:
        yield f"{off}record = {number}"
    if portion.mark:
        yield f"{off}mark = {toml_text(portion.mark)}"
    yield f"{off}of = {len(portion.words)}"
