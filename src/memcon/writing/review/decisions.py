"""A reviewer's decisions: one for each portion, as a file that is signed, repeated and compared.

The file says where and how much, and never what: it quotes no word of the paper, and no digest from which a
guess at a withheld word could be proved. So it can be published beside the copy that it made.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct, structs

from memcon.errors import MissingFile, UnreadableFile, UsageError

Verdict = Literal["release", "downgrade", "withhold"]
WHOLE = "*"
"""The place of a decision about everything in a record for which no other decision stands."""


class Review(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Under what the review is made, by whom, and when."""

    authority: str = "E.O. 13526"
    case: str | None = None
    item: str | None = None
    """The paper's tab within the case."""
    reviewer: str | None = None
    """Initials, as they go under the stamp."""
    date: str | None = None
    """ISO."""
    library: str | None = None
    """Whose photocopy stamp goes on each page: ``CLINTON``."""


class Decision(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What becomes of one portion, or of some words of it."""

    at: str
    verdict: Verdict
    words: str | None = None
    """Which words are withheld, counted from 1: ``4-9``; without them and `lines`, the whole portion."""
    lines: str | None = None
    """Which of its lines, counted from 1."""
    codes: tuple[str, ...] = ()
    to: str | None = None
    """The mark that it is downgraded to."""
    record: int = 1
    """Which record of the file, counted from 1."""
    mark: str | None = None
    """The mark that the portion had when it was decided."""
    of: int | None = None
    """How many words it had."""
    note: str | None = None
    """For the file alone; printed nowhere."""


class SignOff(Struct, frozen=True, forbid_unknown_fields=True):
    """Who stands by the decisions, and the digest that no later change agrees with."""

    by: str
    on: str
    digest: str


class Decisions(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The whole file."""

    review: Review = Review()
    portion: tuple[Decision, ...] = ()
    signed: SignOff | None = None

    def of_record(self, number: int) -> tuple[Decision, ...]:
        """The decisions about one record of the file."""
        return tuple(d for d in self.portion if d.record == number)

    @property
    def digest(self) -> str:
        """SHA-256 over what is decided, however the file is laid out."""
        said = structs.replace(self, signed=None, portion=tuple(sorted(self.portion, key=_order)))
        return hashlib.sha256(msgspec.json.encode(said, order="deterministic")).hexdigest()


def _order(decision: Decision) -> tuple[int, list[tuple[int, str]], int]:
    parts = [(int(part), "") if part.isdigit() else (-1, part) for part in decision.at.split("/")]
    first = (decision.words or decision.lines or "0").partition("-")[0]
    return decision.record, parts, int(first) if first.isdigit() else 0


def sign_decisions(decisions: Decisions, by: str, on: str) -> Decisions:
    """The decisions with a person's name, a date, and the digest of what is decided."""
    return structs.replace(decisions, signed=SignOff(by, on, decisions.digest))


def read_decisions(path: Path) -> Decisions:
    """Decisions from a TOML or JSON file.

    Raises `MissingFile`, `UnreadableFile` for what is neither or has other keys, `UsageError` where they were
    changed after they were signed.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise MissingFile(f"{path} cannot be read: {error.strerror}", "Check the name") from error
    try:
        if data.lstrip()[:1] == b"{":
            decisions = msgspec.json.decode(data, type=Decisions)
        else:
            decisions = msgspec.convert(tomllib.loads(data.decode()), Decisions)
    except (tomllib.TOMLDecodeError, msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UnreadableFile(
            f"{path.name} is no file of decisions ({error})", "memcon declassify --worksheet writes one"
        ) from error
    if decisions.signed and decisions.signed.digest != decisions.digest:
        raise UsageError(
            f"{path.name} was changed after {decisions.signed.by} signed it",
            "Take the change back, or have it signed anew",
        )
    return decisions


def decisions_as_toml(decisions: Decisions) -> str:
    """The decisions as TOML, always in the same order, so that two files compare line by line."""
    lines = ["# Decisions of a declassification review. They quote nothing of the paper.", "", "[review]"]
    lines += _pairs(decisions.review)
    for decision in sorted(decisions.portion, key=_order):
        lines += ["", "[[portion]]", *_pairs(decision)]
    if decisions.signed:
        lines += ["", "[signed]", *_pairs(decisions.signed)]
    return "\n".join(lines) + "\n"


def _pairs(struct: Struct) -> Iterator[str]:
    pairs: dict[str, str | int | list[str]] = msgspec.to_builtins(struct)
    for name, value in pairs.items():
        if isinstance(value, str):
            yield f"{name} = {toml_text(value)}"
        elif isinstance(value, int):
            yield f"{name} = {value}"
        else:
            yield f"{name} = [{', '.join(map(toml_text, value))}]"


def toml_text(text: str) -> str:
    """A string as TOML has it; JSON's strings are TOML's, but for one control character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
