"""The verbs that say who people were, for the shell: brief, who, authority.

Heavy imports stand inside functions, so that ``--help`` is quick.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from memcon.cli.files import expand
from memcon.cli.options import archive_option
from memcon.errors import MissingFile

if TYPE_CHECKING:
    from memcon import Brief, Match

Ocr = Literal["auto", "always", "never"]
WIDTH = 100
"""Characters of a line, where the terminal is not narrower."""
format_option = click.option(
    "--format",
    "shape",
    type=click.Choice(["pretty", "json"]),
    default="pretty",
    show_default=True,
    help="pretty for people, json for programs.",
)


def width() -> int:
    """Characters to a line: the terminal's, `WIDTH` at most."""
    return min(WIDTH, shutil.get_terminal_size((WIDTH, 24)).columns)


def write_json(value: object) -> None:
    """Print a value as JSON, on one line."""
    import msgspec

    sys.stdout.buffer.write(msgspec.json.encode(value) + b"\n")
    sys.stdout.buffer.flush()


@click.command("brief")
@click.argument("what", metavar="FILE|ID")
@archive_option
@format_option
@click.option(
    "--ocr",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="For files: OCR the pages whose text layer is not good enough, all pages, or none.",
)
@click.option("--record", "number", type=click.IntRange(min=1), help="Only this record of the file, from 1.")
def brief_command(what: str, url: str, shape: str, ocr: Ocr, number: int | None) -> None:
    """Set a record in its time: who was who, where they were, the clocks, what is named and withheld.

    A FILE is read; an ID is a record of the archive, as corrected.
    """
    briefs = [b for b in _briefs(what, url, ocr) if number in (None, b.record)]
    if not briefs:
        raise MissingFile(f"{what} has no record {number}", "Leave --record out to see all")
    if shape == "json":
        for one in briefs:
            write_json(one)
        return
    from memcon.cli.briefs import show_brief

    told = [b for b in briefs if b.form not in ("marker", "withdrawal_sheet", "cover_sheet")] or briefs
    for n, one in enumerate(told):
        click.echo("\n" if n else "", nl=False)
        show_brief(one, width())


def _briefs(what: str, url: str, ocr: Ocr) -> Iterator[Brief]:
    from memcon import Archive, brief, read

    path = next(iter(expand([what])))
    if path.exists():
        yield from brief(read(path, ocr=ocr))
        return
    try:
        archive = Archive(url, create=False)
    except MissingFile as error:
        raise MissingFile(f"{what} is no file, and {error.message}", "Name a file, or --archive") from error
    with archive:
        yield from brief(archive.show(what))


@click.command("who")
@click.argument("name", nargs=-1, required=True, metavar="NAME")
@click.option("--on", metavar="DATE", help="As of that day: 2000-03-27.")
@format_option
def who_command(name: tuple[str, ...], on: str | None, shape: str) -> None:
    """Say whom a name, as printed, may mean: "The President" --on 1975-07-30, Giscard, "Mr. Ivanov"."""
    from memcon import who

    printed = " ".join(name)
    found = who(printed, on)
    if shape == "json":
        write_json(found)
        return
    if not found:
        click.echo(f"nobody is known whom “{printed}” may mean{f' on {on}' if on else ''}")
    for match in found:
        _show_match(match)


def _show_match(match: Match) -> None:
    person = match.person
    years = f"{person.born or '?'}-{person.died or ''}" if person.born or person.died else ""
    head = f"{click.style(person.name, bold=True)}  {years}  {person.country or ''}".rstrip()
    click.echo(f"{match.score:4.0%}  {head}  [{person.id}]")
    click.echo(f"      {match.reason}")


@click.group("authority")
def authority_command() -> None:
    """Build the local authority file from public data sets, or say what is known."""


@authority_command.command("build")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="PATH", help="Another file than your own."
)
def build_command(folder: Path, output: Path | None) -> None:
    """Read the public data sets under DIR, as published, into the local authority file."""
    from memcon import build_authority

    path, built = build_authority(folder, output)
    for what, number in built.read.items():
        click.echo(f"{number:7,} {what}")
    if built.left:
        click.echo(f"{len(built.left):7,} entries left out, such as {built.left[0]}", err=True)
    click.echo(path)


@authority_command.command("show")
@format_option
def show_command(shape: str) -> None:
    """Say what the built-in table and the local file hold, and where that file lies."""
    from memcon import authority_report

    report = authority_report()
    if shape == "json":
        write_json(report)
        return
    for what, number in report.holds.items():
        click.echo(f"{number:7,} {what}")
    click.echo(f"{report.path}{'' if report.there else ' is not there: the built-in table alone is used'}")


VERBS: tuple[click.Command, ...] = (brief_command, who_command, authority_command)
"""What `memcon.cli` puts into the command."""
