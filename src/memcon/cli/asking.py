"""A review in the terminal: each portion is shown, and a letter answers it."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from memcon.cli.outputs import put
from memcon.errors import UsageError

if TYPE_CHECKING:
    from memcon import Decision, Decisions, Portion, Record, Review

KEYS = "r release, w withhold, p withhold a part, d downgrade, b back, a release all the rest, q stop here"
_SHEETS = ("marker", "withdrawal_sheet", "cover_sheet")
WIDTH = 100


def ask(records: Sequence[Record], review: Review, file: Path) -> Decisions:
    """Ask about every portion that `file` has no decision about, and keep each answer in it at once.

    Raises `memcon.errors.UsageError` where the reviewer stops before the end: what was answered is kept.
    """
    from memcon import Decisions, read_decisions

    decisions = read_decisions(file) if file.exists() else Decisions(review)
    known = {(d.record, d.at): d for d in decisions.portion}
    waiting = [(n, p) for n, record in enumerate(records, 1) for p in _asked(record)]
    at = next((n for n, (r, p) in enumerate(waiting) if (r, p.at) not in known), len(waiting))
    while at < len(waiting):
        portion = waiting[at][1]
        _show(portion, at + 1, len(waiting))
        key = click.prompt(f"[{KEYS}]", default="r", show_default=False).strip().lower()[:1]
        if key == "q":
            raise UsageError(
                f"{len(waiting) - at} portions are left", "The same command goes on where it was"
            )
        if key == "b":
            at = max(at - 1, 0)
            continue
        rest = waiting[at:] if key == "a" else waiting[at : at + 1]
        for record, each in rest:
            answer = _answered(key, each, record, review, records[record - 1].date)
            if answer is None:
                break
            known[record, each.at] = answer
            at += 1
        decisions = Decisions(decisions.review, tuple(known.values()))
        _keep(decisions, file)
    return decisions


def _asked(record: Record) -> list[Portion]:
    from memcon import portions

    if record.form in _SHEETS:
        return []
    return [portion for portion in portions(record) if portion.body]


def _show(portion: Portion, number: int, total: int) -> None:
    mark = f"  ({portion.mark})" if portion.mark else ""
    who = f"  {portion.speaker}" if portion.speaker else ""
    click.echo(f"\n{click.style(f'{number} of {total}', bold=True)}{who}{mark}  {portion.at}")
    width = min(WIDTH, shutil.get_terminal_size().columns)
    click.echo(textwrap.fill(portion.text, width, initial_indent="  ", subsequent_indent="  "))


def _answered(key: str, portion: Portion, record: int, review: Review, day: str | None) -> Decision | None:
    """The decision that a key stands for, after what else must be asked; None for a key that is none."""
    from msgspec import structs

    from memcon import Decision

    plain = Decision(portion.at, "release", record=record, mark=portion.mark, of=len(portion.words))
    if key in ("r", "a"):
        return plain
    if key == "d":
        to = click.prompt("to which mark").strip().strip("()").upper()
        return structs.replace(plain, verdict="downgrade", to=to)
    if key not in ("w", "p"):
        click.echo(f"no such answer: {key}")
        return None
    words = None
    if key == "p":
        click.echo("  " + " ".join(f"{n}:{word}" for n, word in enumerate(portion.words, 1)))
        words = click.prompt("which words, as 4-9").strip()
    codes = _codes(review, day)
    return structs.replace(plain, verdict="withhold", codes=codes, words=words)


def _codes(review: Review, day: str | None) -> tuple[str, ...]:
    """Codes until all of them may be cited under the order."""
    from memcon import refused

    while True:
        given = tuple(click.prompt("under which codes, as 1.4(d)").replace(",", " ").split())
        wrong = [why for code in given if (why := refused(code, review.authority, day))]
        if given and not wrong:
            return given
        click.echo("  " + "; ".join(wrong))


def _keep(decisions: Decisions, file: Path) -> None:
    from memcon import decisions_as_toml

    put(decisions_as_toml(decisions).encode(), file)
